// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What a queue holds in one pass through it: what was reported on since the pass began stays out of the rest of it.
struct QueueDesk {
    let queue: WorkQueue
    /// How many actions stand in each queue.
    let counts: [WorkQueue: Int]
    /// How many of this queue are left in this pass, and how many were reported on in it.
    let count, seen: Int
    let rows: [QueueRow]
    let start: Int
    /// When the pass began.
    let began: Instant
    /// The filters of the list that decide which actions these are.
    let filter: [FormFields.Field]
    let former: Set<String>
    let vocabulary: CharacteristicVocabulary
    /// What the boxes of a column offer while somebody types.
    let choices: [QueueChoice]

    /// Which fields of the list decide what is reported on.
    static let filters: Set<String> = [
        "q", "directorate", "section", "lead", "status", "overdue", "queue", "sort", "order",
    ]

    /// What the form carries from one page to the next.
    var hidden: HTML {
        let fields: [HTML] = carried.map { HiddenInput($0.name, $0.value).html }
        return fields.joined() + HiddenInput("from", String(start)).html
    }

    /// The next page of the same pass.
    func path(_ visit: Visit, saved: Int, from: Int) -> String {
        var parts = carried.map { "\(FormFields.encoded($0.name))=\(FormFields.encoded($0.value))" }
        if saved > 0 { parts.append("saved=\(saved)") }
        if from > 0 { parts.append("from=\(from)") }
        return visit.frame.link(Address.queue) + "?" + parts.joined(separator: "&")
    }

    private var carried: [FormFields.Field] {
        var fields = [FormFields.Field(name: "kind", value: queue.rawValue)]
        if queue.column == nil { fields.append(.init(name: "pass", value: String(began.milliseconds))) }
        return fields + (queue == .these ? filter : [])
    }

    /// Where the rows before these are, which were left as they are.
    func before(_ visit: Visit) -> String? {
        start == 0 ? nil : path(visit, saved: 0, from: max(0, start - QueuePage.rows(of: queue)))
    }
}

extension Office {
    /// What the queue holds that an address or a form names; `only` are rows to be shown whatever became of them.
    func queueDesk(_ visit: Visit, _ asked: FormFields, only ids: [String]? = nil) async throws -> QueueDesk {
        let profile = try await profile()
        let plan = plan(profile)
        let actions = try await plan.actions(within: visit.scope)
        let former = try await people.formerPosts()
        let now = visit.change().at
        let began = Int64(asked.text("pass")).map { min(Instant(milliseconds: $0), now) } ?? now
        var counts: [WorkQueue: Int] = [:]
        var standing: [WorkQueue: [Action]] = [:]
        for action in actions {
            for queue in WorkQueue.queues(
                of: action, on: visit.today, staleAfter: profile.staleDays, former: former)
            {
                counts[queue, default: 0] += 1
                standing[queue, default: []].append(action)
            }
        }
        standing[.open] = WorkQueue.round(actions, on: visit.today)
        counts[.open] = standing[.open]?.count
        let first = WorkQueue.allCases.first { counts[$0] ?? 0 > 0 && $0.isWaiting } ?? .overdue
        let mapping = WorkQueue.allCases.first { $0.isMapping && counts[$0] ?? 0 > 0 } ?? .framework
        let queue =
            WorkQueue(rawValue: asked.text("kind")) ?? (asked.text("kind") == "mapping" ? mapping : first)
        let filter = asked.all.filter { QueueDesk.filters.contains($0.name) && !$0.value.isEmpty }
        let byID = Dictionary(actions.map { ($0.id, $0) }) { first, _ in first }
        var waiting = standing[queue] ?? []
        if queue == .these {
            let list = ListState(FormFields(filter), defaultSort: "position")
            var question = ActionListPage(office: self).question(list, today: visit.today, path: "").0
            question.limit = 100_000
            waiting = try await plan.page(question, within: visit.scope).actions.compactMap { byID[$0.id] }
        }
        let before = waiting.count
        if queue.column == nil {
            let told = try await plan.updates(
                after: Instant(milliseconds: began.milliseconds - 1), until: now, within: visit.scope)
            waiting.removeAll { told[$0.id] != nil }
        }
        let start = Int(asked.text("from")) ?? 0
        let from = start < waiting.count ? max(0, start) : 0
        let shown =
            ids?.compactMap { byID[$0] } ?? Array(waiting.dropFirst(from).prefix(QueuePage.rows(of: queue)))
        let framework = queue == .framework ? try await frameworkParts(on: visit.today) : []
        let adviser = QueueAdviser(actions, characteristics: profile.vocabulary, framework: framework)
        let rows = shown.map { action in
            QueueRow(
                queue: queue, action: action,
                suggestions: queue.column.map { adviser.suggestions(for: action, column: $0) } ?? [],
                today: visit.today)
        }
        return QueueDesk(
            queue: queue, counts: counts, count: waiting.count, seen: before - waiting.count, rows: rows,
            start: from, began: began, filter: filter, former: former, vocabulary: profile.vocabulary,
            choices: queue.column.map { adviser.choices(column: $0) } ?? [])
    }

    /// The framework points of the strategies in force on a day; where none has any, those of the last that was.
    private func frameworkParts(on day: CalendarDay) async throws -> [StrategyPart] {
        func points(_ strategy: Strategy) async throws -> [StrategyPart] {
            try await strategies.parts(of: strategy.id).filter { $0.kind == .frameworkArea && !$0.isRetired }
        }
        let all = try await strategies.strategies()
        var parts: [StrategyPart] = []
        for strategy in all where strategy.isInForce(on: day) { parts += try await points(strategy) }
        guard parts.isEmpty else { return parts }
        let past = all.filter { $0.approvedOn.map { $0 <= day } ?? false && !$0.isInForce(on: day) }
        for strategy in past.sorted(by: { ($0.firstDay ?? day) > ($1.firstDay ?? day) }) {
            let found = try await points(strategy)
            if !found.isEmpty { return found }
        }
        return []
    }
}
