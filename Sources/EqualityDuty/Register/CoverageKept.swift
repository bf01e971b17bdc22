// SPDX-License-Identifier: Apache-2.0

extension Coverage.Movements {
    /// Movements that were worked out earlier and kept.
    public init(since: CalendarDay, added: [Entry], retired: [Entry], newlyAssessed: [Entry]) {
        self.since = since
        self.added = added
        self.retired = retired
        self.newlyAssessed = newlyAssessed
    }
}
