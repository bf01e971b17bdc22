// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// Carries the days of an action over from what it was: when it was last heard of, from when its occurrences are
    /// owed, and when it was finished.
    ///
    /// Only a report, or a file that says another status (`isHeard`), counts as heard of; a report about an earlier
    /// day than the last one takes nothing back. Occurrences are owed anew from the day on which the date was changed.
    public mutating func carryDays(
        on old: Action, reported update: ActionUpdate? = nil, isHeard: Bool = false,
        changedOn day: CalendarDay
    ) {
        let said = update?.day ?? (isHeard ? day : old.lastUpdated)
        lastUpdated = max(old.lastUpdated, said)
        owedFrom = old.owedFrom
        if cells.targetDate != old.cells.targetDate, target.date != old.target.date { owedFrom = day }
        if let done = update?.occurrence { owedFrom = max(owedFrom ?? done.next, done.next) }
        if !status.isFinished {
            finishedOn = nil
        } else if old.status == status {
            finishedOn = old.finishedOn
        } else {
            finishedOn = update?.day ?? day
        }
    }
}
