// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What waits for one person: to write, to answer, to challenge, to sign, to acknowledge, to review.
struct MyWorkPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let items = try await office.agenda(visit)
        let overdue = items.count { $0.isOverdue(on: visit.today) }
        let count = items.isEmpty ? "Nothing waits for you." : "\(items.count) to do, \(overdue) overdue."
        return office.page(
            visit, "My work", in: .assessments, trail: .back(visit.frame.link(Address.assessments)),
            """
            \(PageHeading("My work", caption: visit.signedIn?.person.post ?? ""))
            <p role="status">\(count)</p>
            \(AgendaTable(items: items, visit: visit).html)
            """)
    }
}

/// Things to do, the most urgent first.
struct AgendaTable {
    let items: [AgendaItem]
    let visit: Visit

    var html: HTML {
        let rows: [[Table.Cell]] = items.map { item in
            let late: HTML = item.isOverdue(on: visit.today) ? " " + Tag("Overdue", .problem).html : HTML()
            return [
                .html("\(item.due.timeElement)\(late)"), .text(item.kind.name),
                .link(item.title, visit.frame.link(Address.assessment(item.assessmentID))),
                .text(item.reference), .text(item.detail),
            ]
        }
        return Table(
            "To do, the most urgent first", columns: ["By", "What", "Assessment", "Reference", "Detail"],
            rows: rows, empty: "Nothing waits for you."
        ).html
    }
}

extension Office {
    /// What waits for the person who visits, in all assessments they reach.
    func agenda(_ visit: Visit) async throws -> [AgendaItem] {
        guard let person = visit.signedIn?.person, let reach = visit.reach(.viewAssessments) else {
            return []
        }
        let profile = try await profile()
        let store = try await assessments(profile)
        let own = try await AssessmentStore.parts(of: person.id, in: database)
        let scope: Scope =
            switch reach {
            case .wholeBody: .wholeBody
            case .limited(let directorates, let records):
                .limited(directorates: directorates, records: records.union(own))
            }
        let manages = visit.may(.manageDecisions) || visit.may(.publishAssessments)
        var records: [AssessmentRecord] = []
        for id in try await store.waiting(for: person.id, andDecisions: manages, within: scope) {
            if let record = try await store.record(id, within: scope) { records.append(record) }
        }
        return AssessmentAgenda.items(for: person, on: records, today: visit.today, now: visit.now)
    }
}
