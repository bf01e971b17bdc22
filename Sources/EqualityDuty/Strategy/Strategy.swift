// SPDX-License-Identifier: Apache-2.0

/// A strategy, scheme, directorate plan or framework that the body works to for a time.
public struct Strategy: Hashable, Sendable {
    /// What sort of document it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Of the whole body, of one directorate or service, a statement of what is wanted, a method to work by.
        case strategy, directoratePlan, servicePlan, statement, framework

        /// The sort in words.
        public var name: String {
            switch self {
            case .strategy: "Strategy"
            case .directoratePlan: "Directorate plan"
            case .servicePlan: "Service plan"
            case .statement: "Policy statement"
            case .framework: "Framework"
            }
        }
    }

    /// How far it has come.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Being written, out for consultation, changed by a committee, in force, followed by another.
        case draft, consultation, amended, approved, superseded

        /// The state in words.
        public var name: String {
            switch self {
            case .draft: "Draft"
            case .consultation: "Out for consultation"
            case .amended: "Amended by committee"
            case .approved: "Approved"
            case .superseded: "Superseded"
            }
        }

        /// The states that may follow; a strategy in force can only be followed by another.
        public var next: [State] {
            switch self {
            case .draft: [.draft, .consultation, .amended, .approved]
            case .consultation: [.consultation, .draft, .amended, .approved]
            case .amended: [.amended, .consultation, .approved]
            case .approved: [.approved, .superseded]
            case .superseded: [.superseded]
            }
        }
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, counted from 1; every saved version is kept.
    public var version: Int
    /// What it is called.
    public var title: String
    /// What sort of document it is, and how far it has come.
    public var kind: Kind
    /// How far it has come.
    public var state: State
    /// The first and last day of its period; `nil` where nobody has said.
    public var firstDay, lastDay: CalendarDay?
    /// The day it was approved, and the day it is to be looked at again.
    public var approvedOn, reviewDay: CalendarDay?
    /// The group that watches over it, and the directorate whose plan it is; empty for the whole body.
    public var governanceGroup, directorate: String
    /// What it is for, in the words of its authors; and the short version for everybody.
    public var purpose, summary: String

    /// A strategy as recorded.
    public init(
        id: String = "", version: Int = 1, title: String, kind: Kind = .strategy, state: State = .draft,
        firstDay: CalendarDay? = nil, lastDay: CalendarDay? = nil, approvedOn: CalendarDay? = nil,
        reviewDay: CalendarDay? = nil, governanceGroup: String = "", directorate: String = "",
        purpose: String = "", summary: String = ""
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.kind = kind
        self.state = state
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.approvedOn = approvedOn
        self.reviewDay = reviewDay
        self.governanceGroup = governanceGroup
        self.directorate = directorate
        self.purpose = purpose
        self.summary = summary
    }

    /// What a form refuses, all at once; `before` is how far it had come when it was opened.
    public func problems(before: State? = nil) -> [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(title).isEmpty {
            problems.append(Problem(at: "title", "Enter what the strategy is called"))
        }
        if title.count > 300 {
            problems.append(Problem(at: "title", "Title must be 300 characters or fewer"))
        }
        if let firstDay, let lastDay, lastDay < firstDay {
            problems.append(Problem(at: "lastDay", "Last day must be on or after the first day"))
        }
        if state == .approved, approvedOn == nil {
            problems.append(Problem(at: "approvedOn", "Enter the day it was approved"))
        }
        if let before, !before.next.contains(state) {
            problems.append(
                Problem(
                    at: "state",
                    "State must be one that can follow “\(before.name)”: "
                        + before.next.map(\.name).joined(separator: ", ")))
        }
        if purpose.count > 20_000 {
            problems.append(Problem(at: "purpose", "Purpose must be 20,000 characters or fewer"))
        }
        if summary.count > 20_000 {
            problems.append(Problem(at: "summary", "Summary must be 20,000 characters or fewer"))
        }
        return problems
    }

    /// Whether it was in force on a day: approved by then, begun, and not past its last day.
    public func isInForce(on day: CalendarDay) -> Bool {
        guard let approvedOn, approvedOn <= day else { return false }
        if let firstDay, firstDay > day { return false }
        if let lastDay, lastDay < day { return false }
        return state == .approved || state == .superseded
    }

    /// The day by which it is to be looked at: the review day that was set, else its last day.
    public var nextReview: CalendarDay? { state == .superseded ? nil : reviewDay ?? lastDay }
}
