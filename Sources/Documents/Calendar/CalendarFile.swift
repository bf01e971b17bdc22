// SPDX-License-Identifier: Apache-2.0

/// A calendar of days that other programs subscribe to, as a value.
public struct CalendarFile: Hashable, Sendable {
    /// A day without a time and without a time zone.
    public struct Day: Hashable, Comparable, Sendable {
        /// Year, month and day as eight figures, such as `20130711`.
        public let figures: String

        /// The day written in ISO 8601, such as `2013-07-11`; `nil` for any other text.
        public init?(iso: String) {
            let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
                iso.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }),
                let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0,
                (1...12).contains(month), (1...Self.length(of: month, in: year)).contains(day)
            else { return nil }
            figures = parts.joined()
        }

        /// Earlier days come first.
        public static func < (left: Day, right: Day) -> Bool { left.figures < right.figures }

        private static func length(of month: Int, in year: Int) -> Int {
            switch month {
            case 4, 6, 9, 11: 30
            case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
            default: 31
            }
        }
    }

    /// Something that lasts a whole day or several.
    public struct Event: Hashable, Sendable {
        /// What stays the same for this event however often it moves; no two events share it.
        public let uid: String
        /// How often the event has changed; a calendar takes the higher number.
        public let sequence: Int
        /// The first day.
        public let start: Day
        /// The day after the last; `nil` where it lasts one day.
        public let end: Day?
        /// What it is, in one line and without the name of any person.
        public let summary: String
        /// What more there is to say; may have several lines.
        public let description: String
        /// Where the record can be read; empty where nowhere.
        public let url: String
        /// Whether it will not take place; such an event stays in the file so that subscribers remove it.
        public let isCancelled: Bool
        /// When it last changed.
        public let stamp: UTCTime

        /// An event of the calendar; an end that does not lie after the start is left out.
        public init(
            uid: String, sequence: Int, start: Day, end: Day? = nil, summary: String,
            description: String = "", url: String = "", isCancelled: Bool = false, stamp: UTCTime
        ) {
            self.uid = uid
            self.sequence = max(0, sequence)
            self.start = start
            self.end = end.flatMap { $0 > start ? $0 : nil }
            self.summary = summary
            self.description = description
            self.url = url
            self.isCancelled = isCancelled
            self.stamp = stamp
        }
    }

    /// The name that calendar programs show.
    public let name: String
    /// After how many hours a program should look again.
    public let refreshHours: Int
    /// What is in it, in the order of the file.
    public let events: [Event]

    /// A calendar with its events.
    public init(name: String, events: [Event], refreshHours: Int = 12) {
        self.name = name
        self.events = events
        self.refreshHours = max(1, refreshHours)
    }
}
