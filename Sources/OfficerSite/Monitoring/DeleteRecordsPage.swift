// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Deleting the records of deliveries whose time is over: which, why, a last look, and then the act.
struct DeleteRecordsPage {
    let office: Office

    private struct Held {
        let dataSet: DataSet
        let versions: [DataSetVersion]
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { form(visit, try await held(visit)) }

    @Sendable func delete(_ visit: Visit) async throws -> WebResponse {
        let held = try await held(visit)
        if CheckAnswers.wantsChange(visit.fields) { return form(visit, held) }
        let chosen = held.versions.filter { visit.fields.values("versions").contains(String($0.number)) }
        let reason = visit.fields.text("reason")
        var problems: [Problem] = []
        if chosen.isEmpty {
            problems.append(Problem(at: "versions", "Select the deliveries whose records are deleted"))
        }
        if reason.isEmpty { problems.append(Problem(at: "reason", "Enter a reason")) }
        if reason.count > 1_000 {
            problems.append(Problem(at: "reason", "Reason must be 1,000 characters or fewer"))
        }
        guard problems.isEmpty else { return form(visit, held, problems) }
        guard CheckAnswers.isConfirmed(visit.fields) else { return check(visit, held, chosen, reason) }
        _ = try await office.monitoring.deleteRecords(
            of: held.dataSet.id, versions: chosen.map(\.number), visit.change(because: reason))
        return .redirect(visit.frame.link(Address.dataSet(held.dataSet.id)) + "?done=deleted")
    }

    private func held(_ visit: Visit) async throws -> Held {
        let dataSet = try await office.dataSet(visit)
        let kept = try await office.monitoring.versionsWithRecords(of: dataSet.id)
        let versions = try await office.monitoring.versions(of: dataSet.id)
        return Held(dataSet: dataSet, versions: versions.filter { kept.contains($0.number) })
    }

    private static func words(_ version: DataSetVersion) -> String {
        "Version \(version.number), \(version.period): \(version.records) people"
    }

    private func form(_ visit: Visit, _ held: Held, _ problems: [Problem] = []) -> WebResponse {
        let back = visit.frame.link(Address.dataSet(held.dataSet.id))
        let chosen = visit.fields.values("versions")
        let choices = held.versions.map {
            Choice(
                String($0.number), Self.words($0), isChosen: chosen.contains(String($0.number)))
        }
        let content: HTML = """
            \(Checkboxes("versions", label: "Deliveries whose records are deleted", choices, problems))
            \(TextArea("reason", label: "Reason", hint: "For example: kept for 6 years, as was said when they were asked for", value: visit.fields.text("reason"), rows: 3, problems))
            \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
            """
        let body: HTML =
            held.versions.isEmpty
            ? "<p>No records are held: there is nothing to delete.</p>"
            : office.form(visit, Address.dataSet(held.dataSet.id, "/delete"), content).html
        return office.page(
            visit, "Delete records", in: .community, trail: .back(back, text: held.dataSet.title),
            problems: problems,
            """
            \(PageHeading("Delete records", caption: held.dataSet.title))
            <p>Kept: \(held.dataSet.retention)\(held.dataSet.retainUntil.map { ", until \($0.written)" } ?? "").</p>
            <p>Single records are deleted for good, and nothing new can be counted from them. What was published stays, \
            and so does what was found when they were taken in. Copies in backups go when those are deleted.</p>
            \(body)
            """)
    }

    private func check(
        _ visit: Visit, _ held: Held, _ chosen: [DataSetVersion], _ reason: String
    ) -> WebResponse {
        let back = visit.frame.link(Address.dataSet(held.dataSet.id))
        let title = "Check what is deleted"
        let form = CheckAnswers(
            path: Address.dataSet(held.dataSet.id, "/delete"), button: Button("Delete for good", .warning),
            cancel: NavigationLink("Cancel", back))
        return office.page(
            visit, title, in: .community, trail: .back(back, text: held.dataSet.title),
            """
            \(PageHeading(title, caption: held.dataSet.title))
            \(SummaryList([
                .init("Deliveries", text: chosen.map(Self.words).joined(separator: "\n")),
                .init("Reason", text: reason), .init("Deleted by", text: visit.actor.post),
            ]))
            \(form.form(visit, of: office))
            """)
    }
}
