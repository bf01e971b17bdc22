// SPDX-License-Identifier: Apache-2.0

/// When a message that was not taken is tried again, and when it is given up.
public enum RetrySchedule {
    /// How long to wait after each failed try: a minute, 5 and 30 minutes, 2, 6 and 24 hours.
    public static let waits = [60, 300, 1800, 7200, 21_600, 86_400]

    /// Where a message stands after a try that failed for now.
    public enum Next: Hashable, Sendable {
        /// It is tried again at this moment.
        case retry(at: Instant)
        /// It was tried often enough: a person is to look at it.
        case failed
    }

    /// What comes after so many failed tries, the last of them at a moment.
    ///
    /// A receiver that asks for a longer wait gets it, up to a day; a shorter one changes nothing.
    public static func next(afterFailures failures: Int, at moment: Instant, askedWait: Int? = nil) -> Next {
        precondition(failures > 0)
        guard failures <= waits.count else { return .failed }
        return .retry(at: moment.adding(seconds: max(waits[failures - 1], min(askedWait ?? 0, 86_400))))
    }
}
