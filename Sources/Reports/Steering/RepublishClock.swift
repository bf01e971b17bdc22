// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The four years of the open objectives: by when each is to be published afresh, what is late first.
public struct RepublishClock: Hashable, Sendable {
    /// How the clock of an objective stands.
    public enum Standing: Hashable, Sendable {
        /// Its last good day has passed, or comes within so many days; it was never published; it has time.
        case late, soon, notPublished, running
    }

    /// One objective and its clock.
    public struct Line: Hashable, Sendable {
        /// The objective.
        public let objective: Objective
        /// How its clock stands.
        public let standing: Standing
        /// When it was last published, and by when it is to be published afresh, in words.
        public let published, by: String
        /// How much time is left, in words.
        public let left: String
    }

    /// How many days before its last good day an objective counts as one to be published soon.
    public static let notice = 180

    /// The open objectives, what is late first, then what comes soon, what was never published, and the others.
    public let lines: [Line]

    /// The clocks of objectives as they stand on a day.
    public init(of objectives: [Objective], on today: CalendarDay) {
        func order(_ standing: Standing) -> Int {
            switch standing {
            case .late: 0
            case .soon: 1
            case .notPublished: 2
            case .running: 3
            }
        }
        lines = objectives.filter { $0.state == .open }.map { Self.line($0, today) }
            .enumerated().sorted { left, right in
                let (a, b) = (left.element, right.element)
                let (x, y) = (a.objective.publishAgainBy, b.objective.publishAgainBy)
                return (order(a.standing), x?.dayNumber ?? 0, left.offset)
                    < (order(b.standing), y?.dayNumber ?? 0, right.offset)
            }.map(\.element)
    }

    private static func line(_ objective: Objective, _ today: CalendarDay) -> Line {
        guard let last = objective.publishAgainBy, let published = objective.publishedOn else {
            return Line(
                objective: objective, standing: .notPublished, published: "Not published yet",
                by: "Four years from the day it is", left: "")
        }
        let days = today.days(until: last)
        let left =
            days < 0
            ? PlanWords.count(-days, "day late", "days late") : PlanWords.count(days, "day left", "days left")
        return Line(
            objective: objective, standing: days < 0 ? .late : days <= notice ? .soon : .running,
            published: published.written, by: last.written, left: left)
    }

    /// How they stand, in one sentence.
    public var summary: String {
        let late = lines.count { $0.standing == .late }, soon = lines.count { $0.standing == .soon }
        let never = lines.count { $0.standing == .notPublished }
        var words = [
            PlanWords.count(late, "objective is late", "objectives are late") + " to be published afresh"
        ]
        if soon > 0 { words.append("\(soon) \(soon == 1 ? "comes" : "come") within \(Self.notice) days") }
        if never > 0 { words.append("\(never) \(never == 1 ? "was" : "were") never published") }
        let sentence = words.joined(separator: ", ")
        return "\(sentence.prefix(1).uppercased())\(sentence.dropFirst())."
    }
}
