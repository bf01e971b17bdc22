// SPDX-License-Identifier: Apache-2.0

/// How the plan and the objectives stand on a day, and what has moved since an earlier one: exceptions first.
public struct PlanProgress: Hashable, Sendable {
    /// A date that moved: from what to what, and why.
    public struct Slip: Hashable, Sendable {
        /// The action, and what it is called.
        public let actionID, title: String
        /// The words of the date before and after, and the reason given.
        public let old, new, why: String
        /// The day on which it was said, and whether it moved away.
        public let day: CalendarDay
        /// Whether the date moved to later, or was lost.
        public let isLater: Bool
    }

    /// An action that stands otherwise than before.
    public struct Movement: Hashable, Sendable {
        /// The action, and what it is called.
        public let actionID, title: String
        /// How it stood and stands; `nil` where it was not there before.
        public let before: ActionStatus?
        /// How it stands now.
        public let after: ActionStatus
    }

    /// An objective with how it does, and what its actions did to it.
    public struct ObjectiveLine: Hashable, Sendable {
        /// The objective.
        public let objective: Objective
        /// The readings that stand on the day, by day.
        public let readings: [Reading]
        /// How it does.
        public let progress: ObjectiveProgress
        /// How many actions serve it, and how many of them are finished.
        public let actions, finished: Int
        /// What is to be said about finished work without an effect; `nil` for nothing.
        public let remark: String?
    }

    /// Something that only the group can settle.
    public struct Wanted: Hashable, Sendable {
        /// What is to be decided, in words.
        public let words: String
        /// The action or objective that it is about.
        public let record: RecordName
    }

    /// The day on which it is looked at.
    public let day: CalendarDay
    /// The earlier day with which it is compared.
    public let since: CalendarDay
    /// After how many days without a word an action counts as not heard of.
    public let staleAfter: Int
    /// The actions, in the order of the plan.
    public let actions: [Action]
    /// What needs somebody, by class: overdue, at risk, and not heard of for long, whether a last day is set or not.
    public let overdue, atRisk, silent: [Action]
    /// The day of the newest report about each action; what nobody has reported about yet is missing.
    public let reported: [String: CalendarDay]
    /// What was last said about each action, by its id: what came of it, or the newest report. What nobody has said
    /// anything about is missing.
    public let said: [String: Said]
    /// What has moved since the earlier day.
    public let movements: [Movement]
    /// The dates that moved since the earlier day.
    public let slips: [Slip]
    /// The objectives with how they do.
    public let objectives: [ObjectiveLine]
    /// What only the group can settle.
    public let decisionsWanted: [Wanted]

    /// What a report of progress is worked out from.
    public struct Facts: Sendable {
        /// The actions on the day.
        public var actions: [Action]
        /// The actions on the earlier day; `nil` where nothing is compared.
        public var before: [Action]?
        /// The updates up to the day, by action: all of them, so that every slip is counted.
        public var updates: [String: [ActionUpdate]]
        /// The objectives on the day, and all readings, by objective.
        public var objectives: [Objective]
        /// All readings, by objective.
        public var readings: [String: [Reading]]
        /// The joins that hold.
        public var links: [RecordLink]

        /// Facts as they were read.
        public init(
            actions: [Action], before: [Action]? = nil, updates: [String: [ActionUpdate]] = [:],
            objectives: [Objective] = [], readings: [String: [Reading]] = [:], links: [RecordLink] = []
        ) {
            self.actions = actions
            self.before = before
            self.updates = updates
            self.objectives = objectives
            self.readings = readings
            self.links = links
        }
    }

    /// Works out how things stand on a day, compared with an earlier one.
    public init(_ facts: Facts, on day: CalendarDay, since: CalendarDay, staleAfter days: Int) {
        self.day = day
        self.since = since
        staleAfter = days
        actions = facts.actions
        func stand(_ own: ActionClass) -> [Action] {
            facts.actions.filter { ActionClass(of: $0, on: day, staleAfter: days) == own }
        }
        overdue = stand(.overdue)
            .sorted { ($0.dueDay(asOf: day) ?? day) < ($1.dueDay(asOf: day) ?? day) }
        atRisk = stand(.atRisk)
        silent = stand(.stale)
        said = Self.said(facts, on: day)
        reported = facts.updates.compactMapValues { updates in
            updates.filter { $0.knownOn <= day }.map(\.day).max()
        }
        let before = Dictionary((facts.before ?? []).map { ($0.id, $0.status) }) { first, _ in first }
        movements = facts.actions.compactMap { action in
            let old = before[action.id]
            return old == action.status || facts.before == nil
                ? nil : Movement(actionID: action.id, title: action.title, before: old, after: action.status)
        }
        let titles = Dictionary(facts.actions.map { ($0.id, $0.title) }) { first, _ in first }
        slips = facts.updates.flatMap { id, updates in
            updates.filter { $0.movesDate && $0.knownOn > since && $0.knownOn <= day }.map {
                Slip(
                    actionID: id, title: titles[id] ?? "", old: $0.oldTarget, new: $0.newTarget, why: $0.why,
                    day: $0.day, isLater: $0.isSlip(asOf: $0.day))
            }
        }.sorted { ($0.day, $0.actionID) < ($1.day, $1.actionID) }
        objectives = Self.lines(facts, on: day)
        let slipped = facts.updates.mapValues { updates in
            updates.count { $0.movesDate && $0.knownOn <= day && $0.isSlip(asOf: $0.day) }
        }
        decisionsWanted = Self.wanted(slips, slipped, objectives, overdue, on: day)
    }

    private static func lines(_ facts: Facts, on day: CalendarDay) -> [ObjectiveLine] {
        let actions = Dictionary(facts.actions.map { ($0.id, $0) }) { first, _ in first }
        var serving: [String: [Action]] = [:]
        for link in facts.links where link.kind == .serves && link.to.kind == .objective {
            if let action = actions[link.from.id] { serving[link.to.id, default: []].append(action) }
        }
        return facts.objectives.map { objective in
            let readings = facts.readings[objective.id] ?? []
            let deeds = (serving[objective.id] ?? []).map {
                ObjectiveEffect.Deed(
                    id: $0.id, title: $0.title,
                    finishedOn: $0.status.isFinished ? $0.finishedOn ?? $0.lastUpdated : nil,
                    isComplete: $0.status == .complete)
            }
            let effect = ObjectiveEffect(of: objective, deeds: deeds, readings: readings, on: day)
            return ObjectiveLine(
                objective: objective, readings: Reading.standing(readings).filter { $0.day <= day },
                progress: ObjectiveProgress(of: objective, readings: readings, on: day),
                actions: deeds.count, finished: deeds.count { $0.finishedOn != nil }, remark: effect.remark)
        }
    }

    /// What no officer can settle alone: dates that slipped again, objectives that go wrong, work long overdue.
    private static func wanted(
        _ slips: [Slip], _ slipped: [String: Int], _ objectives: [ObjectiveLine], _ overdue: [Action],
        on day: CalendarDay
    ) -> [Wanted] {
        var wanted: [Wanted] = []
        func ask(_ kind: RecordName.Kind, _ id: String, _ words: String) {
            wanted.append(Wanted(words: words, record: RecordName(kind, id)))
        }
        // What slipped since the earlier day, told with every time that it ever slipped.
        for id in Set(slips.filter(\.isLater).map(\.actionID)).sorted() {
            guard let count = slipped[id], count > 1 else { continue }
            let title = slips.first { $0.actionID == id }?.title ?? ""
            ask(.action, id, "“\(title)” has slipped \(count) times: keep it, change it or end it?")
        }
        for action in overdue {
            guard let last = action.dueDay(asOf: day), last.days(until: day) > 180 else {
                continue
            }
            ask(
                .action, action.id,
                "“\(action.title)” was due by \(last.written): set a new date, or end it with a reason?")
        }
        for line in objectives {
            let (title, id) = (line.objective.title, line.objective.id)
            switch line.progress.standing {
            case .worse: ask(.objective, id, "“\(title)” went the wrong way: what else is to be done?")
            case .missed: ask(.objective, id, "“\(title)” missed its target: a new target, or another way?")
            case .notMeasurable(let missing):
                ask(
                    .objective, id,
                    "“\(title)” cannot be measured: it lacks \(missing.joined(separator: ", ")).")
            case .noReading, .met, .onCourse, .behind, .notMoved, .ended: continue
            }
        }
        return wanted
    }
}
