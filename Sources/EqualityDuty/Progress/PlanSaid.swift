// SPDX-License-Identifier: Apache-2.0

extension PlanProgress {
    /// What was last said about an action, in the words of who said it.
    public struct Said: Hashable, Sendable {
        /// The words.
        public let words: String
        /// The day of the report; `nil` for what came of a finished action.
        public let day: CalendarDay?

        /// The words with their day, as they are read.
        public var inWords: String { day.map { "\($0.written): \(words)" } ?? words }
    }

    /// What came of each finished action, and the newest report with words about each other one.
    static func said(_ facts: Facts, on day: CalendarDay) -> [String: Said] {
        var said: [String: Said] = [:]
        for action in facts.actions {
            let outcome = SelectionWords.trimmed(action.outcomeNote)
            if action.status.isFinished, !outcome.isEmpty {
                said[action.id] = Said(words: outcome, day: nil)
                continue
            }
            let reports = (facts.updates[action.id] ?? []).filter {
                $0.knownOn <= day && !SelectionWords.trimmed($0.note).isEmpty
            }
            if let newest = reports.max(by: { ($0.day, $0.number) < ($1.day, $1.number) }) {
                said[action.id] = Said(words: SelectionWords.trimmed(newest.note), day: newest.day)
            }
        }
        return said
    }
}
