// SPDX-License-Identifier: Apache-2.0

/// How much of the register has been assessed on a day: the pair, and the percentage.
public struct Coverage: Hashable, Sendable {
    /// The part of one directorate.
    public struct Part: Hashable, Sendable {
        /// The name of the directorate, or "No directorate".
        public let name: String
        /// How many of its policies had been assessed.
        public let assessed: Int
        /// How many policies it had in the register.
        public let total: Int

        /// A part.
        public init(name: String, assessed: Int, total: Int) {
            self.name = name
            self.assessed = assessed
            self.total = total
        }
    }

    /// The day.
    public let asOf: CalendarDay
    /// How many policies had been assessed by then.
    public let assessed: Int
    /// How many policies were in the register.
    public let total: Int
    /// The directorates by name; those without one come last.
    public let byDirectorate: [Part]
    /// What changed since an earlier day; `nil` where none was asked for.
    public let movements: Movements?

    /// A coverage kept elsewhere.
    public init(
        asOf: CalendarDay, assessed: Int, total: Int, byDirectorate: [Part], movements: Movements? = nil
    ) {
        self.asOf = asOf
        self.assessed = assessed
        self.total = total
        self.byDirectorate = byDirectorate
        self.movements = movements
    }

    /// The coverage of a register on a day, with the movements since an earlier day where one is given.
    public init(of policies: some Collection<Policy>, on day: CalendarDay, since earlier: CalendarDay? = nil)
    {
        var parts: [String: (name: String, assessed: Int, total: Int)] = [:]
        var assessed = 0
        var total = 0
        for policy in policies where policy.isInRegister(on: day) {
            let counts = policy.isAssessed(on: day) ? 1 : 0
            let name = SelectionWords.trimmed(policy.directorate)
            assessed += counts
            total += 1
            parts[foldedForSearch(name), default: (name, 0, 0)].assessed += counts
            parts[foldedForSearch(name), default: (name, 0, 0)].total += 1
        }
        let sorted = parts.sorted { ($0.key.isEmpty ? 1 : 0, $0.key) < ($1.key.isEmpty ? 1 : 0, $1.key) }
        self.init(
            asOf: day, assessed: assessed, total: total,
            byDirectorate: sorted.map {
                Part(
                    name: $0.key.isEmpty ? "No directorate" : $0.value.name, assessed: $0.value.assessed,
                    total: $0.value.total)
            },
            movements: earlier.map { Movements(of: policies, since: $0, until: day) })
    }

    /// The percentage assessed, rounded half up; `nil` where the register is empty.
    public var percent: Int? { Self.percent(assessed, of: total) }

    /// "221 of 240 (92%)"; without a percentage where the register is empty.
    public var pairInWords: String { "\(assessed) of \(total)" + (percent.map { " (\($0)%)" } ?? "") }

    private static func percent(_ count: Int, of total: Int) -> Int? {
        total == 0 ? nil : (200 * count + total) / (2 * total)
    }
}

extension Coverage.Part {
    /// The percentage assessed, rounded half up; `nil` where there are no policies.
    public var percent: Int? { total == 0 ? nil : (200 * assessed + total) / (2 * total) }
}
