// SPDX-License-Identifier: Apache-2.0

/// Equality monitoring questions that are put to people for one data set, in some days, under an address of their own.
public struct Questionnaire: Hashable, Sendable {
    /// How far it has come.
    public enum Standing: String, CaseIterable, Hashable, Sendable {
        /// Being written; nobody outside sees it.
        case draft
        /// Can be answered on its days.
        case open
        /// Was closed before its last day; it can be opened again.
        case closed
        /// Its replies are in the data set and nowhere else.
        case taken
    }

    /// Whether it can be answered on a day.
    public enum Opening: Hashable, Sendable {
        /// From a later day on; now; no longer.
        case notYet, open, closed
    }

    /// The id, and the version of what is said here, counted from 1, by which a stale save is noticed.
    public var id: String
    /// The version, counted from 1.
    public var version: Int
    /// The last part of its public address.
    public var slug: String
    /// What it is called.
    public var title: String
    /// Why it is asked, in the words of the body.
    public var why: String
    /// The questions, as they were when the questionnaire was made.
    public var set: QuestionSet
    /// The ids of the questions that are asked.
    public var chosen: [String]
    /// The days on which it can be answered, which are the days of the records.
    public var period: DataPeriod
    /// The id of the data set that the replies go into.
    public var dataSetID: String
    /// Whom to ask, and in which other forms the questions can be had.
    public var contact: String
    /// What the body adds about privacy; empty for nothing.
    public var privacy: String
    /// Whether the first public page leads to it while it is open.
    public var isListed: Bool
    /// How far it has come.
    public var standing: Standing
    /// The number of the version that its replies became; `nil` before.
    public var takenAs: Int?

    /// A questionnaire as its parts.
    public init(
        id: String = "", version: Int = 1, slug: String, title: String, why: String, set: QuestionSet,
        chosen: [String], period: DataPeriod, dataSetID: String, contact: String = "", privacy: String = "",
        isListed: Bool = false, standing: Standing = .draft, takenAs: Int? = nil
    ) {
        self.id = id
        self.version = version
        self.slug = slug
        self.title = title
        self.why = why
        self.set = set
        self.chosen = chosen
        self.period = period
        self.dataSetID = dataSetID
        self.contact = contact
        self.privacy = privacy
        self.isListed = isListed
        self.standing = standing
        self.takenAs = takenAs
    }

    /// The way through its questions.
    public var road: QuestionRoad { QuestionRoad(set, chosen: chosen) }

    /// Whether it can be answered on a day; `nil` while nobody outside may know of it.
    public func opening(on day: CalendarDay) -> Opening? {
        switch standing {
        case .draft: nil
        case .open: day < period.first ? .notYet : day > period.last ? .closed : .open
        case .closed, .taken: .closed
        }
    }

    /// Whether its replies can be taken into the data set on a day.
    public func canBeTaken(on day: CalendarDay) -> Bool {
        standing != .taken && standing != .draft && opening(on: day) == .closed
    }

    /// Whether replies on paper can still be keyed on a day: from its first day until they are taken.
    public func canBeKeyed(on day: CalendarDay) -> Bool {
        (standing == .open || standing == .closed) && day >= period.first
    }

    /// What is wrong with it, field by field; empty where it can be kept.
    public func problems() -> [Problem] {
        func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }
        var problems: [Problem] = []
        if isBlank(title) { problems.append(Problem(at: "title", "Enter what the questionnaire is called")) }
        if isBlank(why) { problems.append(Problem(at: "why", "Enter why these questions are asked")) }
        for (name, label, text, most) in [
            ("title", "What it is called", title, 200), ("why", "Why it is asked", why, 2_000),
            ("contact", "Whom to ask", contact, 500),
            ("privacy", "What is added about privacy", privacy, 2_000),
        ] where text.count > most {
            problems.append(Problem(at: name, "\(label) must be \(most) characters or fewer"))
        }
        // An address that was to be made of the title waits for the title.
        if !Self.isSlug(slug), !(slug.isEmpty && isBlank(title)) {
            problems.append(
                Problem(
                    at: "slug",
                    "Address must be 3 to 60 small letters, figures and hyphens, such as leisure-2026"))
        }
        if road.questions.isEmpty { problems.append(Problem(at: "question", "Select at least one question")) }
        return problems
    }

    private static func isSlug(_ text: String) -> Bool {
        (3...60).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            && text.first != "-" && text.last != "-"
    }

    /// An address made of words: "Leisure users, 2026" becomes `leisure-users-2026`.
    public static func slug(of title: String) -> String {
        var slug = ""
        for character in foldedForSearch(title) {
            if character.isASCII, character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "-" {
                slug.append("-")
            }
        }
        var short = slug.prefix(60)
        while short.last == "-" { short.removeLast() }
        return String(short)
    }
}

/// How many replies there are: all that is said of them before they are in the data set.
public struct ReplyCount: Hashable, Sendable {
    /// Sent by the form, and keyed from paper.
    public let online, paper: Int

    /// Counts of replies.
    public init(online: Int, paper: Int) {
        self.online = online
        self.paper = paper
    }

    /// Both together.
    public var all: Int { online + paper }
}

/// The questionnaires of a body as the public site is given them.
public struct PublicQuestionnaires: Sendable {
    /// A questionnaire with the data set that says by what right and for how long.
    public struct Asked: Hashable, Sendable {
        /// The questionnaire.
        public let questionnaire: Questionnaire
        /// Its data set.
        public let dataSet: DataSet

        /// A questionnaire with its data set.
        public init(_ questionnaire: Questionnaire, dataSet: DataSet) {
            self.questionnaire = questionnaire
            self.dataSet = dataSet
        }
    }

    /// What became of a reply that was sent.
    public enum Receipt: Hashable, Sendable {
        /// It counts now; it counted before; another reply was sent from the same page before, and that one counts.
        case taken, sentBefore, otherSentBefore
        /// The questionnaire was closed meanwhile.
        case closed
    }

    /// Those that the first page may lead to on a day.
    public let listed: @Sendable (_ today: CalendarDay) async throws -> [Questionnaire]
    /// The one of an address that is no draft; `nil` where there is none.
    public let find: @Sendable (_ slug: String) async throws -> Asked?
    /// Takes a reply; `key` is drawn for one road and sees to it that a reply counts once.
    public let send:
        @Sendable (_ id: String, _ reply: QuestionnaireReply, _ key: String, _ today: CalendarDay)
            async throws -> Receipt
    /// Questionnaires, asked for only when a page needs them.
    public init(
        listed: @escaping @Sendable (CalendarDay) async throws -> [Questionnaire],
        find: @escaping @Sendable (String) async throws -> Asked?,
        send:
            @escaping @Sendable (String, QuestionnaireReply, String, CalendarDay) async throws -> Receipt
    ) {
        self.listed = listed
        self.find = find
        self.send = send
    }

    /// None, for a body that asks nothing.
    public static let none = PublicQuestionnaires(
        listed: { _ in [] }, find: { _ in nil }, send: { _, _, _, _ in .closed })
}
