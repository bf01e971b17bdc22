// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Storage

/// What happened to the actions of a demonstration body after its plan was taken in: reports with dates that slipped,
/// times of what comes again, what waits for what, and the plans in which actions stand.
///
/// When everything has been played the plan has every cell as its file has it: a date that moved meanwhile is taken in
/// as it was, and each report moves it on.
struct PlanHistory {
    let folder: String
    let profile: BodyProfile
    let change: Change
    let today: CalendarDay

    /// The actions of the plan as they stood before the first report: with the dates that were moved later.
    func begun(_ actions: @escaping @Sendable (_ take: (Action) throws -> Void) throws -> Void) throws
        -> @Sendable (_ take: (Action) throws -> Void) throws -> Void
    {
        let moves = try moves()
        let vocabulary = profile.vocabulary
        return { take in
            try actions { action in
                guard let move = moves.first(where: { action.title.hasPrefix($0.action) }) else {
                    return try take(action)
                }
                var cells = action.cells
                cells.targetDate = move.was
                try take(
                    Action.reading(cells, characteristics: vocabulary, lastUpdated: action.lastUpdated))
            }
        }
    }

    /// The reports that move a date, in the order of their days.
    private func moves() throws -> [(action: String, day: CalendarDay, was: String)] {
        try lines("action-updates.csv", columns: 8).filter { !$0[4].isEmpty }
            .map { (action: $0[0], day: try day($0[1]), was: $0[4]) }.sorted { $0.day < $1.day }
    }

    /// The date that a report moves an action to: the one that its next report finds, at last that of the plan's file.
    private func moved(_ line: [String]) throws -> String {
        let reported = try day(line[1])
        if let next = try moves().first(where: { $0.action == line[0] && $0.day > reported }) {
            return next.was
        }
        let rows = try lines("action-plan.csv", columns: ActionCells.headers.count)
        return rows.first { $0[0].hasPrefix(line[0]) }?[5] ?? ""
    }

    /// What was reported about actions, each at its own day.
    func deeds(in database: any Database) throws -> [Deed] {
        let plan = ActionPlanStore(database: database, vocabulary: profile.vocabulary)
        return try lines("action-updates.csv", columns: 8).map { line in
            Deed(on: try day(line[1]), since: change.at) { change in
                try await report(line, in: plan, change)
            }
        }
    }

    private func report(_ line: [String], in plan: ActionPlanStore, _ change: Change) async throws {
        let action = try await action(line[0], in: plan)
        let done =
            line[6] == "last"
            ? action.occurrences(done: [], from: today.adding(days: -366), on: today).last {
                $0.day < today
            }?.day : nil
        let newTarget = line[4].isEmpty ? "" : try moved(line)
        let update = ActionUpdate(
            day: try day(line[1]),
            status: ActionStatus(words: line[2]).flatMap { $0 == .notStated ? nil : $0 },
            note: line[3], oldTarget: line[4], newTarget: newTarget,
            why: line[5], occurrence: done, evidence: line[7])
        if let problem = update.problems(about: action, today: today).first {
            throw Demonstration.Fault(description: "action-updates.csv, “\(line[0])”: \(problem.text)")
        }
        try await plan.report(update, about: action.id, version: action.version, within: .wholeBody, change)
    }

    /// What waits for what, and the plans in which actions stand.
    func play(in database: any Database) async throws {
        let plan = ActionPlanStore(database: database, vocabulary: profile.vocabulary)
        let links = LinkStore(database: database)
        for line in try lines("action-links.csv", columns: 4) {
            guard let kind = LinkKind(rawValue: line[1]) else {
                throw Demonstration.Fault(description: "action-links.csv: no join is called “\(line[1])”")
            }
            let from = try await action(line[0], in: plan).id
            let to = try await action(line[2], in: plan).id
            try await links.add(
                RecordLink(kind, from: RecordName(.action, from), to: RecordName(.action, to), note: line[3]),
                change)
        }
        try await addPlans(plan, BusinessPlanStore(database: database))
    }

    private func addPlans(_ plan: ActionPlanStore, _ store: BusinessPlanStore) async throws {
        var ids: [String: String] = [:]
        var places: [String: Set<String>] = [:]
        for line in try lines("business-plans.csv", columns: 5) {
            guard let kind = BusinessPlan.Kind(rawValue: line[1]), line[3].isEmpty || ids[line[3]] != nil
            else {
                throw Demonstration.Fault(
                    description: "business-plans.csv: “\(line[0])” has no sort or feeds no plan")
            }
            let id = try await store.add(
                BusinessPlan(
                    title: line[0], kind: kind, directorate: line[2], parentID: ids[line[3]] ?? ""), change)
            ids[line[0]] = id
            for title in line[4].split(separator: ";") {
                let words = String(title.drop { $0 == " " })
                places[try await action(words, in: plan).id, default: []].insert(id)
            }
        }
        for (action, plans) in places.sorted(by: { $0.key < $1.key }) {
            try await store.put(action: action, into: plans, change)
        }
    }

    /// The one action whose title begins with these words.
    private func action(_ words: String, in plan: ActionPlanStore) async throws -> Action {
        let found = try await plan.actions(within: .wholeBody).filter { $0.title.hasPrefix(words) }
        guard found.count == 1 else {
            throw Demonstration.Fault(description: "\(found.count) actions begin with “\(words)”")
        }
        return found[0]
    }

    /// A day as it stands in the file: ISO, or so many days before today.
    private func day(_ words: String) throws -> CalendarDay {
        if let days = Int(words), days <= 0 { return today.adding(days: days) }
        guard let day = CalendarDay(iso: words) else {
            throw Demonstration.Fault(description: "action-updates.csv: “\(words)” is no day")
        }
        return day
    }

    /// The rows of a file below its header; none where a body has no such file.
    private func lines(_ name: String, columns: Int) throws -> [[String]] {
        let path = "\(folder)/\(name)"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            return try PlainTable.rows(path: path, columns: columns)
        } catch is PlainTable.Broken {
            throw Demonstration.Fault(
                description: "demonstration file \(name): every row has \(columns) cells")
        }
    }
}
