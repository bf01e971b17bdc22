// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The log of every change, newest first.
struct LogPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let list = ListState(visit.request.query, defaultSort: "sequence")
        let withSignIns = list.value("sign-ins") == "yes"
        let store = office.log
        var (entries, total) = try await store.page(
            offset: (list.page - 1) * list.perPage, limit: list.perPage, withSignIns: withSignIns)
        let last = list.lastPage(of: total)
        let number = list.page > last ? 1 : list.page
        if number != list.page {
            entries = try await store.page(offset: 0, limit: list.perPage, withSignIns: withSignIns).entries
        }
        let rows: [[Table.Cell]] = entries.map { entry in
            let details = [entry.event.details, entry.reason.map { "Reason: \($0)" } ?? ""].filter {
                !$0.isEmpty
            }
            return [
                .text("\(entry.sequence)"),
                .html(
                    "<time datetime=\"\(entry.at.iso)\">\(LondonTime.written(entry.at))</time>"
                ),
                .text(entry.actor.post), .text(entry.event.verb),
                record(entry.event, visit),
                .text(details.joined(separator: " ")),
            ]
        }
        let main: HTML = """
            \(PageHeading("Log"))
            <p>Every change, by whom and why, written in the same moment as the change itself.</p>
            <p class="dr-count" role="status">\(total) entries\(withSignIns ? "" : ", sign-ins left out")</p>
            <p><a href="\(visit.frame.link(Address.log))\(withSignIns ? "" : "?sign-ins=yes")">\(withSignIns ? "Leave sign-ins out" : "Show sign-ins too")</a></p>
            \(Table("Log", isCaptionHidden: true, columns: ["Number", "Time", "Who", "Act", "Record", "Details"], rows: rows))
            \(Pagination(page: number, of: last, path: { list.link(visit.frame.link(Address.log), page: $0) }))
            """
        return office.page(
            visit, "Log", in: .settings, listPosition: last > 1 ? "(page \(number) of \(last))" : "", main)
    }

    /// The record as a link, where the reader may go there.
    private func record(_ event: LogEvent, _ visit: Visit) -> Table.Cell {
        let needed: Permission? =
            switch event.subjectKind {
            case "policy", "register": .viewRegister
            case "action", "action plan": .viewActions
            case "strategy", "outcomes", "outcome", "inequality", "objective": .viewStrategy
            case "coverage": .viewCoverage
            case "publication": .viewPublications
            case "setting", "structure", "body": .viewSettings
            case "person": .managePeople
            default: nil
            }
        guard let needed, visit.reach(needed) == .wholeBody else { return .text(event.subjectKind) }
        return .link(
            event.subjectKind, visit.frame.link(Address.ofRecord(event.subjectKind, event.subjectID)))
    }
}
