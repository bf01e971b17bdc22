// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Taking a table back: why, a look at what that does, and then the act.
struct WithdrawTablePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { form(visit, try await table(visit)) }

    @Sendable func withdraw(_ visit: Visit) async throws -> WebResponse {
        let table = try await table(visit)
        if CheckAnswers.wantsChange(visit.fields) { return form(visit, table) }
        let reason = visit.fields.text("reason")
        guard !reason.isEmpty else { return form(visit, table, [Problem(at: "reason", "Enter a reason")]) }
        guard reason.count <= 1_000 else {
            return form(visit, table, [Problem(at: "reason", "Reason must be 1,000 characters or fewer")])
        }
        guard CheckAnswers.isConfirmed(visit.fields) else { return check(visit, table, reason) }
        do {
            try await office.publishedTables.withdraw(table.id, reason: reason, visit.change(because: reason))
        } catch is NothingToWithdraw {
            // Somebody was first: the page of the table says who and why.
            return .redirect(visit.frame.link(Address.table(table.id)))
        }
        return .redirect(visit.frame.link(Address.tables) + "?done=withdrawn")
    }

    private func table(_ visit: Visit) async throws -> TakenTable {
        guard let table = try await office.publishedTables.table(visit.parameter("id")),
            table.withdrawal == nil
        else {
            throw Refusal.notFound
        }
        return table
    }

    private func form(_ visit: Visit, _ table: TakenTable, _ problems: [Problem] = []) -> WebResponse {
        let back = visit.frame.link(Address.table(table.id))
        let content: HTML = """
            \(TextArea("reason", label: "Reason", hint: "It stays with the table", value: visit.fields.text("reason"), rows: 3, problems))
            \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
            """
        return office.page(
            visit, "Withdraw \(table.description.id)", in: .community, trail: .back(back), problems: problems,
            """
            \(PageHeading("Withdraw \(table.description.id)", caption: table.description.title))
            <p>Its figures are shown no more, and those of the table before it are shown again. The table and its file's \
            digest stay in the record.</p>
            \(office.form(visit, Address.table(table.id, "/withdraw"), content))
            """)
    }

    private func check(_ visit: Visit, _ table: TakenTable, _ reason: String) -> WebResponse {
        let back = visit.frame.link(Address.table(table.id))
        let title = "Check what is withdrawn"
        let form = CheckAnswers(
            path: Address.table(table.id, "/withdraw"), button: Button("Withdraw it", .warning),
            cancel: NavigationLink("Cancel", back))
        return office.page(
            visit, title, in: .community, trail: .back(back),
            """
            \(PageHeading(title, caption: table.description.id))
            \(SummaryList([
                .init("Table", text: "\(table.description.id): \(table.description.title)"),
                .init("Dataset", text: table.description.dataset), .init("Areas", text: table.description.geography),
                .init("Reason", text: reason), .init("Withdrawn by", text: visit.actor.post),
            ]))
            \(form.form(visit, of: office))
            """)
    }
}
