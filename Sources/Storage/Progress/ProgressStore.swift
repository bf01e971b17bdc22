// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a report of progress is worked out from, as it stood on a day.
public struct ProgressStore: Sendable {
    let database: any Database
    let vocabulary: CharacteristicVocabulary

    /// A store that reads characteristics by the words of this vocabulary.
    public init(database: any Database, vocabulary: CharacteristicVocabulary) {
        self.database = database
        self.vocabulary = vocabulary
    }

    /// The plan and the objectives at the end of a day, beside the plan at the end of an earlier one, with what was
    /// ever reported by then, as far as a scope reaches. What was entered later does not show; `now` is given where the
    /// day is today, so that nothing of what was entered is missing.
    public func facts(
        on day: CalendarDay, since: CalendarDay, within scope: Scope = .wholeBody, now: Instant? = nil
    ) async throws -> PlanProgress.Facts {
        let midnight = LondonTime.instant(on: day.next, hour: 0, minute: 0)
        let end = now.map { max(midnight, $0.adding(seconds: 1)) } ?? midnight
        let start = LondonTime.instant(on: since.next, hour: 0, minute: 0)
        let plan = ActionPlanStore(database: database, vocabulary: vocabulary)
        let objectives = ObjectiveStore(database: database)
        return PlanProgress.Facts(
            actions: try await plan.actions(asOf: end, within: scope),
            before: try await plan.actions(asOf: start, within: scope),
            updates: try await plan.updates(
                after: Instant(milliseconds: 0), until: end, within: scope),
            objectives: try await objectives.objectives(asOf: end, within: scope),
            readings: try await objectives.readings().mapValues { $0.filter { $0.at < end } },
            links: try await LinkStore(database: database).links([.serves], asOf: end))
    }
}
