// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Storage

/// Fills a body with its strategies, outcomes, findings and objectives, as one file tells them.
struct StrategyPlayer {
    let database: any Database
    let profile: BodyProfile
    let change: Change
    let today: CalendarDay
    /// What the file's short names stand for.
    private var known: [String: RecordName] = [:]
    private var links: [RecordLink] = []
    /// What happened later: actions that were finished, readings that were entered.
    private(set) var deeds: [Deed] = []

    init(database: any Database, profile: BodyProfile, change: Change, today: CalendarDay) {
        self.database = database
        self.profile = profile
        self.change = change
        self.today = today
    }

    mutating func play(_ text: String) async throws {
        let file = try PlainYAML(reading: text)
        for item in file["strategies"]?.items ?? [] { try await add(strategy: item) }
        for item in file["findings"]?.items ?? [] { try await add(finding: item) }
        try await finish(file["finished"]?.items ?? [])
        for item in file["objectives"]?.items ?? [] { try await add(objective: item) }
        for item in file["ended"]?.items ?? [] {
            links.append(
                RecordLink(
                    .endedWith, from: try name(item.words("what")), to: try name(item.words("with")),
                    note: item.words("note")))
        }
        try await LinkStore(database: database).add(links, change)
    }

    private func name(_ key: String) throws -> RecordName {
        guard let name = known[key] else {
            throw Demonstration.Fault(description: "strategy.yaml: nothing is called “\(key)”")
        }
        return name
    }

    private func day(_ text: String) throws -> CalendarDay? {
        if text.isEmpty { return nil }
        guard let day = CalendarDay(iso: text) else {
            throw Demonstration.Fault(description: "strategy.yaml: “\(text)” is no day")
        }
        return day
    }

    private mutating func add(strategy item: PlainYAML) async throws {
        let store = StrategyStore(database: database)
        guard let kind = Strategy.Kind(rawValue: item.words("kind")),
            let state = Strategy.State(rawValue: item.words("state"))
        else { throw Demonstration.Fault(description: "strategy.yaml: kind or state is not known") }
        let strategy = Strategy(
            title: item.words("title"), kind: kind, state: state, firstDay: try day(item.words("from")),
            lastDay: try day(item.words("to")), approvedOn: try day(item.words("approved")),
            reviewDay: try day(item.words("review")), governanceGroup: item.words("group"),
            directorate: item.words("directorate"), purpose: item.words("purpose"),
            summary: item.words("summary"))
        let entries = item["parts"]?.items ?? []
        let id = try await store.add(strategy, parts: entries.map(part), change)
        known[item.words("key")] = RecordName(.strategy, id)
        if !item.words("cameFrom").isEmpty {
            links.append(
                RecordLink(.cameFrom, from: RecordName(.strategy, id), to: try name(item.words("cameFrom"))))
        }
        for (entry, part) in zip(entries, try await store.parts(of: id)) {
            try keep(entry, RecordName(.part, part.id))
        }
        try await add(outcomes: item["outcomes"]?.items ?? [], to: id)
    }

    private func part(_ entry: PlainYAML) -> StrategyPart {
        StrategyPart(
            kind: StrategyPart.Kind(words: entry.words("kind")) ?? .other, kindWritten: entry.words("kind"),
            section: entry.words("section"), number: entry.words("no"), title: entry.words("title"),
            text: entry.words("text"), characteristic: code(entry.words("characteristic")),
            area: entry.words("area"), divisions: entry.words("divisions"))
    }

    /// Keeps the short name of a record, and what it came from.
    private mutating func keep(_ entry: PlainYAML, _ name: RecordName) throws {
        if !entry.words("key").isEmpty { known[entry.words("key")] = name }
        for key in entry["cameFrom"]?.items ?? [] {
            links.append(RecordLink(.cameFrom, from: name, to: try self.name(key.words)))
        }
    }

    private mutating func add(outcomes entries: [PlainYAML], to id: String) async throws {
        guard !entries.isEmpty else { return }
        let outcomes = entries.map { entry in
            let reference = entry.words("ref")
            let parent = reference.contains(".") ? String(reference.prefix { $0 != "." }) : ""
            return Outcome(reference: reference, title: entry.words("title"), parentID: parent)
        }
        let store = OutcomeStore(database: database)
        _ = try await store.importOutcomes(outcomes, strategyID: id, source: "strategy.yaml", change)
        let all = try await store.outcomes().filter { $0.strategyID == id }
        for entry in entries {
            guard let outcome = all.first(where: { $0.reference == entry.words("ref") }) else { continue }
            known[outcome.reference] = RecordName(.outcome, outcome.id)
            try keep(entry, RecordName(.outcome, outcome.id))
        }
    }

    private mutating func add(finding item: PlainYAML) async throws {
        var scores: [Inequality.Criterion: Int] = [:]
        for (criterion, score) in zip(Inequality.Criterion.allCases, item["scores"]?.items ?? []) {
            scores[criterion] = Int(score.words)
        }
        let who = item.words("who")
        let finding = Inequality(
            outcomeID: try name(item.words("outcome")).id, characteristic: who == "all" ? who : code(who),
            words: item.words("words"), evidence: item.words("evidence"), scores: scores,
            explanation: item.words("why"))
        if let problem = finding.problems.first {
            throw Demonstration.Fault(description: "strategy.yaml, finding: \(problem.text)")
        }
        let id = try await OutcomeStore(database: database).add(finding, change)
        known[item.words("key")] = RecordName(.inequality, id)
    }

    private func code(_ words: String) -> String {
        guard !words.isEmpty else { return "" }
        return SelectionText<String>(characteristics: words, in: profile.vocabulary).selection.elements.first
            ?? words
    }

    /// Actions of the plan that were finished before today, by their place in it.
    private mutating func finish(_ items: [PlainYAML]) async throws {
        let plan = ActionPlanStore(database: database, vocabulary: profile.vocabulary)
        let actions = try await plan.actions(within: .wholeBody)
        for item in items {
            guard let place = Int(item.words("action")), actions.indices.contains(place - 1),
                let day = try day(item.words("day")), day <= today
            else { continue }
            let update = ActionUpdate(day: day, status: .complete, note: item.words("note"))
            let id = actions[place - 1].id
            deeds.append(
                Deed(on: day, since: change.at) { change in
                    guard let action = try await plan.action(id, within: .wholeBody) else { return }
                    try await plan.report(
                        update, about: id, version: action.version, within: .wholeBody, change)
                })
        }
    }

    private mutating func add(objective item: PlainYAML) async throws {
        let baseline = item["baseline"]?.items ?? []
        let strategy = item.words("strategy")
        let findings = try (item["answers"]?.items ?? []).map { try name($0.words) }
        var gap = item.words("gap")
        if let first = findings.first, gap.isEmpty {
            gap = try await OutcomeStore(database: database).inequality(first.id)?.words ?? ""
        }
        let objective = Objective(
            title: item.words("title"), gap: gap, strategyID: strategy.isEmpty ? "" : try name(strategy).id,
            directorate: item.words("directorate"), aims: item.words("aims"),
            characteristics: item.words("characteristics"), framework: item.words("framework"),
            measure: Objective.Measure(
                words: item.words("measure"), unit: item.words("unit"), source: item.words("source"),
                direction: Objective.Direction(rawValue: item.words("direction")) ?? .up,
                baseline: baseline.count == 2 ? Double(baseline[1].words) : nil,
                baselineDay: baseline.count == 2 ? try day(baseline[0].words) : nil,
                target: Double(item.words("target")), everyMonths: Int(item.words("every")) ?? 0),
            targetDate: item.words("date"), publishedOn: try day(item.words("published")))
        if let problem = objective.problems.first {
            throw Demonstration.Fault(description: "strategy.yaml, \(objective.title): \(problem.text)")
        }
        let store = ObjectiveStore(database: database)
        let id = try await store.add(objective, change)
        let own = RecordName(.objective, id)
        known[item.words("key")] = own
        links += findings.map { RecordLink(.answers, from: own, to: $0) }
        links += try (item["serves"]?.items ?? []).map {
            RecordLink(.serves, from: own, to: try name($0.words))
        }
        let actions = try await ActionPlanStore(database: database, vocabulary: profile.vocabulary)
            .actions(within: .wholeBody)
        for place in item["actions"]?.items ?? [] {
            guard let number = Int(place.words), actions.indices.contains(number - 1) else { continue }
            links.append(
                RecordLink(.serves, from: RecordName(.action, actions[number - 1].id), to: own))
        }
        for entry in item["readings"]?.items ?? [] {
            let cells = entry.items.map(\.words)
            guard cells.count > 1, let day = try day(cells[0]), day <= today, let value = Double(cells[1])
            else { continue }
            let reading = Reading(
                day: day, value: value, base: cells.count > 2 ? Int(cells[2]) : nil,
                note: cells.count > 3 ? cells[3] : "Demonstration")
            deeds.append(
                Deed(on: day, since: change.at) { change in
                    _ = try await store.add(reading, to: id, change)
                })
        }
    }
}
