// SPDX-License-Identifier: Apache-2.0

/// A form to be filled in away from here: questions with what was answered so far.
public struct FormDocument: Hashable, Sendable {
    /// What the file belongs to, kept in it unseen.
    public struct Identity: Hashable, Sendable {
        /// The body that made it, by its short name.
        public var body: String
        /// The template and its version.
        public var template: String
        /// The version of the template.
        public var templateVersion: Int
        /// The assessment it was exported from; empty for a blank form.
        public var assessment: String
        /// The version of its content; 0 for a blank form.
        public var assessmentVersion: Int
        /// When it was exported, in ISO 8601.
        public var exportedAt: String

        /// An identity.
        public init(
            body: String, template: String, templateVersion: Int, assessment: String = "",
            assessmentVersion: Int = 0, exportedAt: String
        ) {
            self.body = body
            self.template = template
            self.templateVersion = templateVersion
            self.assessment = assessment
            self.assessmentVersion = assessmentVersion
            self.exportedAt = exportedAt
        }
    }

    /// What may be answered.
    public struct Option: Hashable, Sendable {
        /// What is stored, what is shown, and what it means; the last is empty for none.
        public let code, label, hint: String

        /// An option.
        public init(code: String, label: String, hint: String = "") {
            self.code = code
            self.label = label
            self.hint = hint
        }
    }

    /// How a question is answered.
    public enum Kind: Hashable, Sendable {
        /// A line; paragraphs; a day in ISO 8601; a whole number.
        case text, long, date, number
        /// One of these; any of these, a line each.
        case choice([Option]), choices([Option])

        /// The options, where there are any.
        public var options: [Option] {
            switch self {
            case .choice(let options), .choices(let options): options
            case .text, .long, .date, .number: []
            }
        }
    }

    /// A question with its answer.
    public struct Item: Hashable, Sendable {
        /// Where the answer belongs.
        public let path: String
        /// The question, and a sentence below it; the last is empty for none.
        public let label, hint: String
        /// How it is answered.
        public let kind: Kind
        /// The answer as it is stored; empty for none.
        public var value: String

        /// A question.
        public init(path: String, label: String, hint: String = "", kind: Kind, value: String = "") {
            self.path = path
            self.label = label
            self.hint = hint
            self.kind = kind
            self.value = value
        }
    }

    /// A part of a section.
    public enum Part: Hashable, Sendable {
        /// A heading; words that help; a question.
        case heading(String), guidance(String), item(Item)
    }

    /// A section.
    public struct Section: Hashable, Sendable {
        /// The heading.
        public let title: String
        /// The parts in their order.
        public var parts: [Part]

        /// A section.
        public init(title: String, parts: [Part]) {
            self.title = title
            self.parts = parts
        }
    }

    /// The title, and the words before the first question.
    public var title, intro: String
    /// What it belongs to.
    public var identity: Identity
    /// The sections in their order.
    public var sections: [Section]

    /// A form.
    public init(title: String, intro: String, identity: Identity, sections: [Section]) {
        self.title = title
        self.intro = intro
        self.identity = identity
        self.sections = sections
    }

    /// All questions, in order.
    public var items: [Item] {
        sections.flatMap(\.parts).compactMap {
            switch $0 {
            case .item(let item): item
            case .heading, .guidance: nil
            }
        }
    }

    /// The questions whose answers no document can hold as they are: they have control characters in them.
    public var unwritable: [Item] {
        items.filter { item in
            item.value.unicodeScalars.contains { $0 == "\r" || !XMLWriter.canHold($0) }
        }
    }
}

/// What stands in a filled form, as it was found.
public struct FormAnswers: Hashable, Sendable {
    /// What the file belongs to.
    public var identity: FormDocument.Identity
    /// The text at each path, blank ones too; a path that the file lost is absent.
    public var answers: [String: String]
    /// What was written where no question of ours stands: the words beside it, and the text.
    public var extras: [Extra] = []

    /// Something written beside the questions.
    public struct Extra: Hashable, Sendable {
        /// The words beside it, and the text.
        public let question, text: String

        /// Something extra.
        public init(question: String, text: String) {
            self.question = question
            self.text = text
        }
    }

    /// Answers.
    public init(identity: FormDocument.Identity, answers: [String: String], extras: [Extra] = []) {
        self.identity = identity
        self.answers = answers
        self.extras = extras
    }
}
