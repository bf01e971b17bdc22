// SPDX-License-Identifier: Apache-2.0

/// A moment in UTC as feeds write it, to the second.
public struct UTCTime: Hashable, Comparable, Sendable {
    /// Seconds since 1 January 1970.
    public let seconds: Int

    /// The moment that lies so many seconds after 1 January 1970, kept within the years 1970 to 9999.
    public init(secondsSince1970 seconds: Int) { self.seconds = min(max(seconds, 0), 253_402_300_799) }

    /// Earlier moments come first.
    public static func < (left: UTCTime, right: UTCTime) -> Bool { left.seconds < right.seconds }

    /// As RFC 3339 has it, such as `2026-03-20T09:30:00Z`.
    public var extended: String {
        let (year, month, day) = civilDay
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
            + "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))Z"
    }

    /// As RFC 5545 has it, such as `20260320T093000Z`.
    public var basic: String { String(extended.filter { $0 != "-" && $0 != ":" }) }

    private var hour: Int { seconds % 86_400 / 3600 }
    private var minute: Int { seconds % 3600 / 60 }
    private var second: Int { seconds % 60 }

    /// Years are counted from March, so that the leap day stands last.
    private var civilDay: (year: Int, month: Int, day: Int) {
        let shifted = seconds / 86_400 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let fromMarch = (5 * dayOfYear + 2) / 153
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1
        )
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
