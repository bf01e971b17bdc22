// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// One thing about an action that somebody has to settle.
public struct QueueLine: Hashable, Sendable {
    /// The queue by its code and in words.
    public let queue: String, name: String
    /// The action, its lead and directorate as written.
    public let actionID: String, title: String, lead: String, directorate: String
    /// The column that it is about and what stands there; empty for the action as a whole.
    public let column: String, asWritten: String
    /// What to do.
    public let text: String
}

/// What waits in the queues of a plan.
public struct QueueReport: Hashable, Sendable {
    /// The day on which it was looked at.
    public let day: CalendarDay
    /// How many actions there are, and how many of them are open.
    public let actions: Int, open: Int
    /// Everything that waits, queue after queue, in the order of the plan.
    public let lines: [QueueLine]

    /// Looks through the open actions of a plan by the queues that the page "To settle" has; `former` are the folded
    /// posts that nobody holds any longer.
    public init(
        _ actions: [Action], on day: CalendarDay, staleAfter days: Int, former: Set<String> = []
    ) {
        self.day = day
        self.actions = actions.count
        let open = actions.filter { !$0.status.isFinished }
        self.open = open.count
        var lines: [WorkQueue: [QueueLine]] = [:]
        for action in open {
            for queue in WorkQueue.queues(of: action, on: day, staleAfter: days, former: former) {
                let header = queue.column.map { ActionCells.headers[$0] } ?? ""
                let asWritten =
                    queue.column.map { action.cells[$0] }
                    ?? (queue == .overdue ? action.cells.targetDate : "")
                lines[queue, default: []].append(
                    QueueLine(
                        queue: queue.rawValue, name: queue.name, actionID: action.id,
                        title: action.title, lead: action.cells.leadOfficer, directorate: action.directorate,
                        column: header, asWritten: asWritten, text: Self.text(queue, header, action)))
            }
        }
        self.lines = Self.order.flatMap { lines[$0] ?? [] }
    }

    private static func text(_ queue: WorkQueue, _ header: String, _ action: Action) -> String {
        switch queue {
        case .overdue: "Report progress, or set a new date and say why."
        case .stale, .waiting: "No update since \(action.lastUpdated.written): report how it stands."
        case .leadLeft: "The post is no longer held by anybody. Enter who leads now."
        case .noLead, .noDate, .dateNotUnderstood, .statusNotUnderstood, .framework, .aim, .characteristic,
            .priority, .open, .these:
            action.queue().first { $0.column == header }?.text ?? "Settle it."
        }
    }

    /// The queues in their order, with how many actions wait in each; empty ones among them.
    public var counts: [(queue: String, name: String, actions: Int)] {
        Self.order.map { queue in
            let ids = Set(lines.filter { $0.queue == queue.rawValue }.map(\.actionID))
            return (queue.rawValue, queue.name, ids.count)
        }
    }

    private static let order = WorkQueue.allCases.filter(\.isWaiting)
}

extension Reports {
    private struct QueueFacts: Encodable {
        struct Count: Encodable {
            let queue: String
            let name: String
            let actions: Int
        }
        struct Line: Encodable {
            let queue: String
            let action: String
            let title: String
            let lead: String
            let directorate: String
            let column: String
            let asWritten: String
            let text: String
        }
        let asOf: String
        let actions: Int
        let open: Int
        let queues: [Count]
        let rows: [Line]
    }

    /// The queues with their counts and everything that waits, as JSON.
    public static func queueJSON(_ report: QueueReport) -> [UInt8] {
        json(
            QueueFacts(
                asOf: report.day.iso, actions: report.actions, open: report.open,
                queues: report.counts.map { .init(queue: $0.queue, name: $0.name, actions: $0.actions) },
                rows: report.lines.map {
                    .init(
                        queue: $0.queue, action: $0.actionID, title: $0.title, lead: $0.lead,
                        directorate: $0.directorate, column: $0.column, asWritten: $0.asWritten, text: $0.text
                    )
                }))
    }

    /// The same as tidy CSV, a row a thing to settle.
    public static func queueCSV(_ report: QueueReport) -> [UInt8] {
        let header = [
            "as_of", "queue", "action", "title", "lead", "directorate", "column", "as_written", "text",
        ]
        let rows = report.lines.map {
            [
                report.day.iso, $0.queue, $0.actionID, $0.title, $0.lead, $0.directorate, $0.column,
                $0.asWritten, $0.text,
            ]
        }
        return CSVWriter.bytes(of: [header] + rows, forPeople: true)
    }

    /// The same as a page: how much waits, then each queue.
    public static func queue(_ report: QueueReport, of body: String) -> Document {
        var blocks: [Document.Block] = [
            .paragraph(
                "\(PlanWords.count(report.actions, "action", "actions")), \(report.open) of them open."
                    .firstUppercased),
            .table(
                .init(
                    "How much waits", columns: [.init("Queue"), .init("Actions", isNumeric: true)],
                    rows: report.counts.map { [$0.name, "\($0.actions)"] })),
        ]
        for count in report.counts where count.actions > 0 {
            let lines = report.lines.filter { $0.queue == count.queue }
            blocks.append(
                .table(
                    .init(
                        count.name,
                        columns: [
                            "Objective or task", "Lead", "Directorate", "Column", "As written", "What to do",
                        ]
                        .map { .init($0) },
                        rows: lines.map {
                            [
                                $0.title, $0.lead, $0.directorate, ActionCells.label(of: $0.column),
                                $0.asWritten, $0.text,
                            ]
                        })))
        }
        if report.lines.isEmpty { blocks.append(.paragraph("Nothing waits.")) }
        return Document(title: "Work queues on \(report.day.written)", caption: body, blocks: blocks)
    }
}

extension String {
    /// The text with a capital first letter.
    fileprivate var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
