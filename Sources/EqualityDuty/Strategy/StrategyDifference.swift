// SPDX-License-Identifier: Apache-2.0

/// What differs between two versions of a strategy, field by field and part by part.
public struct StrategyDifference: Hashable, Sendable {
    /// One field or part that differs.
    public struct Change: Hashable, Sendable {
        /// What it is called.
        public let name: String
        /// What stood there and what stands there; empty for nothing.
        public let before, after: String

        /// The words that both have, and those that were added and removed; empty unless both say something.
        public var words: [WordDifference.Run] {
            before.isEmpty || after.isEmpty ? [] : WordDifference(from: before, to: after).runs
        }
    }

    /// What differs, the facts first, then the parts.
    public let changes: [Change]

    /// The difference between what two versions keep.
    public init(from old: [String: String], to new: [String: String]) {
        var changes: [Change] = []
        for (key, name) in Self.names where old[key] != new[key] {
            changes.append(
                Change(name: name, before: Self.shown(key, old[key]), after: Self.shown(key, new[key])))
        }
        let known = Set(Self.names.map(\.0))
        for key in Set(old.keys).union(new.keys).subtracting(known).sorted() where old[key] != new[key] {
            let kind = (new[key] ?? old[key] ?? "").split(separator: ":").first.map(String.init) ?? "Part"
            changes.append(Change(name: kind, before: old[key] ?? "", after: new[key] ?? ""))
        }
        self.changes = changes
    }

    private static let names = [
        ("title", "Title"), ("kind", "Kind"), ("state", "State"), ("firstDay", "First day"),
        ("lastDay", "Last day"), ("approvedOn", "Approved on"), ("reviewDay", "To be reviewed on"),
        ("group", "Governance group"), ("directorate", "Directorate"), ("purpose", "Purpose"),
        ("summary", "Summary version"),
    ]

    private static func shown(_ key: String, _ text: String?) -> String {
        guard let text else { return "" }
        return CalendarDay(iso: text)?.written ?? text
    }
}
