// SPDX-License-Identifier: Apache-2.0

/// The actions of a plan on a day, as `report actions --format json` gives them.
public struct ActionReport: Hashable, Sendable, Codable {
    /// The day, in ISO 8601.
    public let asOf: String
    /// The actions, in the order of their target dates.
    public let actions: [ActionReportLine]

    /// The report of a plan on a day.
    public init(of actions: [Action], on today: CalendarDay, staleAfter days: Int = 90) {
        asOf = today.iso
        let placed = actions.enumerated().map { (TargetDateOrder($1.target.date, asOf: today), $0, $1) }
        self.actions = placed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            .map { ActionReportLine($0.2, on: today, staleAfter: days) }
    }
}

/// One action on a day, as `report actions --format json` gives it.
public struct ActionReportLine: Hashable, Sendable, Codable {
    /// A target date: the words, and the interval understood.
    public struct Target: Hashable, Sendable, Codable {
        /// The words as written.
        public let text: String
        /// The kind of date.
        public let kind: String
        /// The first day, in ISO 8601.
        public let start: String?
        /// The last day, in ISO 8601.
        public let end: String?
        /// The words before or after the date.
        public let note: String?

        /// A target date on a day.
        public init(_ target: TargetDateText, on today: CalendarDay) {
            text = target.asWritten
            kind = target.kind
            start = target.date?.start(asOf: today)?.iso
            end = target.date?.end(asOf: today)?.iso
            note = target.note
        }

        /// Writes every member, `null` where there is none.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(text, forKey: .text)
            try container.encode(kind, forKey: .kind)
            try container.encode(start, forKey: .start)
            try container.encode(end, forKey: .end)
            try container.encode(note, forKey: .note)
        }
    }

    /// "all", "notApplicable", "toBeMapped", or a list.
    public enum Choice: Hashable, Sendable, Codable {
        /// One of the three words.
        case word(String)
        /// A list, empty where nothing was stated.
        case list([String])

        /// The choice that a selection makes.
        public init<Element>(_ selection: Selection<Element>, _ name: (Element) -> String) {
            switch selection {
            case .all: self = .word("all")
            case .notApplicable: self = .word("notApplicable")
            case .toBeMapped: self = .word("toBeMapped")
            case .some(let elements): self = .list(elements.map(name))
            case .notStated: self = .list([])
            }
        }

        /// Reads a word or a list.
        public init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let word = try? container.decode(String.self) {
                self = .word(word)
            } else {
                self = .list(try container.decode([String].self))
            }
        }

        /// Writes a word or a list.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .word(let word): try container.encode(word)
            case .list(let list): try container.encode(list)
            }
        }
    }

    /// The id of the action.
    public let id: String
    /// What is to be done.
    public let title: String
    /// When it is to be finished.
    public let target: Target
    /// How it stands, as one word.
    public let status: String
    /// Whether it is overdue on the day.
    public let overdue: Bool
    /// Whether it has gone stale by the day.
    public let stale: Bool
    /// The names of the leads.
    public let leads: [String]
    /// The directorate as written.
    public let directorate: String
    /// The aims of the general duty.
    public let aims: Choice
    /// The protected characteristics, by code.
    public let characteristics: Choice
    /// The criteria of the equality framework.
    public let framework: Choice

    /// The line of an action on a day.
    public init(_ action: Action, on today: CalendarDay, staleAfter days: Int = 90) {
        id = action.id
        title = action.title
        target = Target(action.target, on: today)
        status = action.status.rawValue
        overdue = action.isOverdue(on: today)
        stale = action.isStale(on: today, after: days)
        leads = action.leads.map(\.name)
        directorate = action.directorate
        aims = Choice(action.aims.selection) { $0.letter }
        characteristics = Choice(action.characteristics.selection) { $0 }
        framework = Choice(action.framework.selection) { $0 }
    }
}
