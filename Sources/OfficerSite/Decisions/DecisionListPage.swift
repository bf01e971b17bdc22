// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The decisions that assessments serve, the next meeting first: all of them, or those that name the person.
struct DecisionListPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        var lines = try await office.decisions.decisions()
        if visit.scope != .wholeBody {
            let own = try await office.decisions.naming(visit.signedIn?.person.id ?? "")
            lines.removeAll { !own.contains($0.id) }
        }
        let rows: [[Table.Cell]] = lines.map { line in
            let wanted = line.assessments * line.members
            return [
                .link(line.title, visit.frame.link(Address.decision(line.id))), .text(line.reference),
                .text(line.makerName), .text(LondonTime.written(line.meetingAt)),
                .html(
                    (line.takenAt == nil
                        ? Tag("To be taken", .active).html : Tag("Taken", .good).html)
                        + (line.isRetrospective ? " " + Tag("Retrospective", .attention).html : HTML())),
                .text(wanted == 0 ? "" : "\(line.acknowledgements) of \(wanted)"),
            ]
        }
        let buttons: HTML =
            visit.reach(.manageDecisions) == .wholeBody
            ? ButtonGroup([Button("Prepare a decision", path: visit.frame.link(Address.newDecision))]).html
            : HTML()
        return office.page(
            visit, "Decisions", in: .decisions,
            """
            \(PageHeading("Decisions"))
            \(buttons)
            \(Table(
                "Decisions, latest meeting first", isCaptionHidden: true,
                columns: ["Decision", "Reference", "Decision-maker", "Meeting", "State", "Acknowledged"],
                rows: rows, empty: "No decision has been prepared yet."))
            """)
    }
}
