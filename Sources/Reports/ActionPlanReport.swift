// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// The action plan as published: exceptions first, then every action with its words as written.
    public static func actionPlan(
        _ actions: [Action], of body: String, on today: CalendarDay, staleAfter days: Int
    ) -> Document {
        let open = actions.filter { !$0.status.isFinished }
        let overdue = actions.filter { $0.isOverdue(on: today) }
        let complete = actions.count { $0.status == .complete }
        var blocks: [Document.Block] = [
            .figures([
                .init(
                    label: "Actions", value: "\(actions.count)", base: "\(open.count) not finished",
                    share: nil),
                .init(
                    label: "Complete", value: "\(complete)", base: "of \(actions.count)",
                    share: actions.isEmpty ? nil : Double(complete) / Double(actions.count)),
                .init(
                    label: "Overdue", value: "\(overdue.count)", base: "on \(today.written)",
                    share: actions.isEmpty ? nil : Double(overdue.count) / Double(actions.count)),
            ])
        ]
        if overdue.isEmpty {
            blocks.append(.paragraph("No action was overdue on \(today.written)."))
        } else {
            blocks.append(
                .table(
                    Document.Table(
                        "Overdue actions",
                        columns: [.init("Objective or task"), .init("Target"), .init("Lead")],
                        rows: overdue.map { [$0.title, $0.cells.targetDate, leads($0)] })))
        }
        blocks.append(
            .table(
                Document.Table(
                    "All actions",
                    columns: [
                        .init("Objective or task"), .init("Lead"), .init("Directorate"), .init("Target"),
                        .init("Read as"), .init("Status"),
                    ],
                    rows: actions.map { action in
                        [
                            action.title, leads(action), action.directorate, action.cells.targetDate,
                            action.target.date?.readBack ?? "no date set",
                            status(of: action, on: today, staleAfter: days),
                        ]
                    })))
        return Document(title: "Equality action plan on \(today.written)", caption: body, blocks: blocks)
    }

    /// The status as shown: overdue and stale are worked out, never stored.
    public static func status(of action: some PlannedAction, on today: CalendarDay, staleAfter days: Int)
        -> String
    {
        if action.isOverdue(on: today) { return "Overdue" }
        if action.isStale(on: today, after: days) { return "No update for \(days) days" }
        return action.status.name
    }

    /// The actions as JSON, as `report actions --format json` gives them.
    public static func actionsJSON(_ actions: [Action], on today: CalendarDay, staleAfter days: Int)
        -> [UInt8]
    {
        json(ActionReport(of: actions, on: today, staleAfter: days))
    }

    /// The actions as CSV: the eleven cells as written, then what was understood.
    public static func actionsCSV(_ actions: [Action], on today: CalendarDay, staleAfter days: Int) -> [UInt8]
    {
        let header = ActionCells.headers + ["Kind", "Start", "End", "Overdue", "Stale"]
        let rows = actions.map { action in
            action.cells.values + [
                action.target.kind, action.target.date?.start(asOf: today)?.iso ?? "",
                action.target.date?.end(asOf: today)?.iso ?? "", action.isOverdue(on: today) ? "yes" : "no",
                action.isStale(on: today, after: days) ? "yes" : "no",
            ]
        }
        return CSVWriter.bytes(of: [header] + rows, forPeople: true)
    }

    /// The eleven columns alone, word for word, as `export action-plan --format csv` gives them.
    public static func actionPlanCSV(_ actions: [Action]) -> [UInt8] {
        CSVWriter.bytes(of: [ActionCells.headers] + actions.map(\.cells.values), forPeople: true)
    }

    private struct ExportedPlan: Encodable {
        struct Line: Encodable {
            let id: String
            let version: Int
            /// The eleven cells under their headers, word for word.
            let cells: [String: String]
            /// What stands beyond the eleven columns, under its headers; nothing empty.
            let further: [String: String]
            let outcome: String
            let reading: ActionReportLine
        }
        let asOf: String
        let columns: [String]
        let actions: [Line]
    }

    /// The plan as JSON: every cell word for word under its header, and beside it how it is read.
    public static func actionPlanJSON(_ actions: [Action], on today: CalendarDay, staleAfter days: Int)
        -> [UInt8]
    {
        let lines = actions.map { action in
            ExportedPlan.Line(
                id: action.id, version: action.version,
                cells: Dictionary(uniqueKeysWithValues: zip(ActionCells.headers, action.cells.values)),
                further: PlanFields(of: action).values.filter {
                    !ActionCells.headers.contains($0.key) && !$0.value.isEmpty
                },
                outcome: action.outcomeNote, reading: ActionReportLine(action, on: today, staleAfter: days))
        }
        return json(ExportedPlan(asOf: today.iso, columns: ActionCells.headers, actions: lines))
    }

    /// The register in the columns that `import register` reads.
    public static func registerCSV(_ policies: [Policy], criteria: RelevanceCriteria) -> [UInt8] {
        let rows = policies.map { policy -> [String] in
            let scores = criteria.criteria.map { policy.relevance.scores[$0.id].map(String.init) ?? "" }
            return [
                policy.reference, policy.name, policy.type.word, policy.directorate, policy.service,
                policy.owner,
                policy.adopted?.iso ?? "", policy.retired?.iso ?? "", policy.assessments.last?.iso ?? "",
                policy.relevance.overall.map(String.init) ?? "",
            ] + scores
        }
        return CSVWriter.bytes(
            of: [RegisterImport.headers + criteria.criteria.map(\.id)] + rows, forPeople: true)
    }

    private static func leads(_ action: Action) -> String { action.leads.map(\.name).joined(separator: "; ") }
}
