// SPDX-License-Identifier: Apache-2.0

/// What an assessment asks: sections, groups and questions, as a versioned file says.
///
/// Nothing in the program names a question of a template but the paths that `AssessmentFacts` reads; a template
/// that leaves one of those out leaves that fact blank, and the checks say what is missing.
public struct AssessmentTemplate: Hashable, Sendable {
    /// What a template is for.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A full assessment, a short one, and a screening alone.
        case full, short, screening
    }

    /// Steps by which something is weighed, with a common rank so that bodies' scales can be seen side by side.
    public struct Scale: Hashable, Sendable {
        /// One step.
        public struct Step: Hashable, Sendable {
            /// What is stored, and what is shown.
            public let code, label: String
            /// 0 for nothing to 100 for the most, on whatever scale the step belongs to.
            public let rank: Int

            /// A step.
            public init(code: String, label: String, rank: Int) {
                self.code = code
                self.label = label
                self.rank = rank
            }
        }
        /// The id by which questions name it.
        public let id: String
        /// The steps from least to most.
        public let steps: [Step]

        /// A scale.
        public init(id: String, steps: [Step]) {
            self.id = id
            self.steps = steps
        }
    }

    /// Who is expected to answer a section.
    public enum Answerer: String, CaseIterable, Hashable, Sendable {
        /// The author, the officer who authorises a screening, the equality adviser, whoever reviews later.
        case author, authoriser, adviser, reviewer
    }

    /// A page of the assessment.
    public struct Section: Hashable, Sendable {
        /// The id within the template, and the heading.
        public var id, title: String
        /// What to think of, beside the questions; empty for none.
        public var guidance: String
        /// Who answers.
        public var answerer: Answerer
        /// When the section is asked; `nil` for always.
        public var shown: TemplateCondition?
        /// The groups of questions in their order.
        public var groups: [Group]

        /// A section.
        public init(
            id: String, title: String, guidance: String = "", answerer: Answerer = .author,
            shown: TemplateCondition? = nil, groups: [Group]
        ) {
            self.id = id
            self.title = title
            self.guidance = guidance
            self.answerer = answerer
            self.shown = shown
            self.groups = groups
        }
    }

    /// How often the questions of a group are asked.
    public enum Shape: Hashable, Sendable {
        /// Once: paths are `group/question`.
        case single
        /// For each characteristic, and where people are named for each of them apart: paths are
        /// `group/characteristic/question` or `group/characteristic/people/question`.
        case eachCharacteristic(people: [AffectedPeople])
        /// As often as needed; the word names one row ("evidence item"). Paths are `group/row/question`.
        case rows(of: String)
    }

    /// Questions that belong together.
    public struct Group: Hashable, Sendable {
        /// The first part of the paths: `impact`, `evidence`, `about`.
        public var id: String
        /// The heading; empty for none.
        public var title: String
        /// What to think of; empty for none.
        public var guidance: String
        /// How often its questions are asked.
        public var shape: Shape
        /// When the group is asked; `nil` for always.
        public var shown: TemplateCondition?
        /// The questions in their order.
        public var questions: [Question]

        /// A group.
        public init(
            id: String, title: String = "", guidance: String = "", shape: Shape = .single,
            shown: TemplateCondition? = nil, questions: [Question]
        ) {
            self.id = id
            self.title = title
            self.guidance = guidance
            self.shape = shape
            self.shown = shown
            self.questions = questions
        }
    }

    /// One question.
    public struct Question: Hashable, Sendable {
        /// What is answered, and so how it is shown and checked.
        public enum Kind: Hashable, Sendable {
            /// A line, or paragraphs, of text.
            case text, longText
            /// A day, stored as ISO 8601; a whole number; yes or no (stored `yes`, `no`).
            case date, number, yesNo
            /// One of these, or any of these (stored as codes, a line each).
            case choice([Choice]), choices([Choice])
            /// A step of a scale of the template, stored by its code.
            case scale(String)
            /// Any of the characteristics, stored as codes, a line each.
            case characteristics
            /// Any of the evidence rows of this assessment, stored by row, a line each.
            case evidence
            /// One of the impacts of this assessment, stored by its path: `impact/age/residents`.
            case impact
            /// An action of the plan, stored by its id.
            case action
            /// Another assessment, stored by its reference.
            case assessment
            /// A line of the register, stored by its reference.
            case policy
            /// A web address; a file attached, stored by its id.
            case link, attachment
        }
        /// One choice.
        public struct Choice: Hashable, Sendable {
            /// What is stored, and what is shown.
            public let code, label: String
            /// What the choice means; empty for none.
            public let hint: String

            /// A choice.
            public init(code: String, label: String, hint: String = "") {
                self.code = code
                self.label = label
                self.hint = hint
            }
        }
        /// When an answer has to be there before the section counts as complete.
        public enum Need: Hashable, Sendable {
            /// Always; never; where the condition holds.
            case always, never
            /// Where a condition holds.
            case when(TemplateCondition)
        }

        /// The last part of the path.
        public var id: String
        /// The question as asked.
        public var label: String
        /// One short sentence below it, and more beside it; empty for none.
        public var hint, guidance: String
        /// What is answered.
        public var kind: Kind
        /// When an answer has to be there.
        public var need: Need
        /// When the question is asked; `nil` for always.
        public var shown: TemplateCondition?
        /// The aim it asks about: it is not asked of a characteristic that does not count for that aim.
        public var aim: GeneralDutyAim?

        /// A question.
        public init(
            id: String, label: String, hint: String = "", guidance: String = "", kind: Kind,
            need: Need = .never, shown: TemplateCondition? = nil, aim: GeneralDutyAim? = nil
        ) {
            self.id = id
            self.label = label
            self.hint = hint
            self.guidance = guidance
            self.kind = kind
            self.need = need
            self.shown = shown
            self.aim = aim
        }
    }

    /// The id, the same in all versions: `full-eqia`.
    public var id: String
    /// Counted from 1; an assessment keeps the one it was started with.
    public var version: Int
    /// What officers call it.
    public var name: String
    /// What it is for, in a sentence.
    public var purpose: String
    /// What it is for.
    public var kind: Kind
    /// Where its questions come from.
    public var source: String
    /// From when it may be used, and the last day; `nil` while it stands.
    public var effectiveFrom: CalendarDay
    /// The last day on which an assessment may be started with it.
    public var withdrawn: CalendarDay?
    /// The nations whose bodies are offered it; none named means all.
    public var nations: [Nation] = []
    /// The scales its questions use.
    public var scales: [Scale]
    /// The pages in their order.
    public var sections: [Section]

    /// A template.
    public init(
        id: String, version: Int, name: String, purpose: String = "", kind: Kind, source: String = "",
        effectiveFrom: CalendarDay, withdrawn: CalendarDay? = nil, scales: [Scale] = [], sections: [Section]
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.purpose = purpose
        self.kind = kind
        self.source = source
        self.effectiveFrom = effectiveFrom
        self.withdrawn = withdrawn
        self.scales = scales
        self.sections = sections
    }

    /// A section by its id.
    public func section(_ id: String) -> Section? { sections.first { $0.id == id } }

    /// The groups of all sections.
    public var groups: [Group] { sections.flatMap(\.groups) }

    /// A scale by its id.
    public func scale(_ id: String) -> Scale? { scales.first { $0.id == id } }

    /// Whether a body of a nation may start an assessment with it on a day.
    public func isOffered(on day: CalendarDay, in nation: Nation) -> Bool {
        (nations.isEmpty || nations.contains(nation)) && effectiveFrom <= day
            && (withdrawn.map { day <= $0 } ?? true)
    }
}

/// Whom an impact falls on: the public and the staff are always kept apart.
public enum AffectedPeople: String, CaseIterable, Hashable, Sendable {
    /// Residents and service users; the body's own staff.
    case residents, staff

    /// The people in words.
    public var name: String {
        switch self {
        case .residents: "Residents and service users"
        case .staff: "Staff"
        }
    }
}
