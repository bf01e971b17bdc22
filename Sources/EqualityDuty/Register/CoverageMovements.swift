// SPDX-License-Identifier: Apache-2.0

extension Coverage {
    /// What changed in a register between two days.
    public struct Movements: Hashable, Sendable {
        /// A policy by which the figures moved.
        public struct Entry: Hashable, Sendable {
            /// The reference.
            public let reference: String
            /// The name.
            public let name: String

            /// An entry.
            public init(reference: String, name: String) {
                self.reference = reference
                self.name = name
            }
        }

        /// The earlier day.
        public let since: CalendarDay
        /// Policies in the register on the later day and not on the earlier.
        public let added: [Entry]
        /// Policies in the register on the earlier day and not on the later.
        public let retired: [Entry]
        /// Policies first assessed after the earlier day, by the later one, and in the register then.
        public let newlyAssessed: [Entry]
        /// How many policies in force on the earlier day were recorded, or left out, only after its figure had been
        /// stated: the stated total, and what was added less what was retired, and these, make the later total.
        public var recordedLater = 0

        /// The movements of a register from one day to another.
        public init(
            of policies: some Collection<Policy>, since earlier: CalendarDay, until later: CalendarDay
        ) {
            var added: [Entry] = []
            var retired: [Entry] = []
            var newlyAssessed: [Entry] = []
            for policy in policies {
                let entry = Entry(reference: policy.reference, name: policy.name)
                switch (policy.isInRegister(on: earlier), policy.isInRegister(on: later)) {
                case (false, true): added.append(entry)
                case (true, false): retired.append(entry)
                case (true, true), (false, false): break
                }
                if policy.isInRegister(on: later), policy.isAssessed(on: later),
                    !policy.isAssessed(on: earlier)
                {
                    newlyAssessed.append(entry)
                }
            }
            since = earlier
            self.added = Self.sorted(added)
            self.retired = Self.sorted(retired)
            self.newlyAssessed = Self.sorted(newlyAssessed)
        }

        private static func sorted(_ entries: [Entry]) -> [Entry] {
            entries.map { (Policy.comparable($0.reference), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
