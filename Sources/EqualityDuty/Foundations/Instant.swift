// SPDX-License-Identifier: Apache-2.0

/// A moment in time, in whole milliseconds of UTC since 1 January 1970.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since the start of 1970 in UTC; negative before.
    public let milliseconds: Int64

    /// The moment that lies so many milliseconds after the start of 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The day of this moment in UTC.
    public var utcDay: CalendarDay {
        CalendarDay(
            dayNumber: Int(
                (milliseconds - (milliseconds % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000))
    }

    /// The moment so many seconds later.
    public func adding(seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    /// ISO 8601 in UTC, such as `2026-11-21T08:36:12Z`.
    public var iso: String {
        let seconds = Int((milliseconds % 86_400_000 + 86_400_000) % 86_400_000) / 1000
        return
            "\(utcDay.iso)T\(Self.two(seconds / 3600)):\(Self.two(seconds / 60 % 60)):\(Self.two(seconds % 60))Z"
    }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
