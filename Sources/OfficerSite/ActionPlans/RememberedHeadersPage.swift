// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What people said that headers of files mean, and the way to take it back.
struct RememberedHeadersPage {
    let office: Office
    private static let field = "header"

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    /// Forgets the chosen headers; the next file that has them asks again.
    @Sendable func forget(_ visit: Visit) async throws -> WebResponse {
        let plan = office.plan(try await office.profile())
        let known = try await plan.headerMappings()
        let chosen = visit.fields.values(Self.field).filter { known[$0] != nil }
        guard !chosen.isEmpty else {
            return try await page(visit, [Problem(at: Self.field, "Select a header to forget")])
        }
        try await plan.forget(chosen, visit.change())
        return .redirect(visit.frame.link(Address.importHeaders) + "?done=forgotten")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let known = try await office.plan(try await office.profile()).headerMappings()
        let choices = known.sorted { $0.key < $1.key }.map { header, field in
            Choice(header, "“\(header)” is \(field.isEmpty ? "left out" : field)")
        }
        let form: HTML =
            choices.isEmpty
            ? "<p>No header is remembered. Where a file has one that is not known, the import asks what it is.</p>"
            : office.form(
                visit, Address.importHeaders,
                """
                \(Checkboxes(Self.field, label: "Remembered headers", hint: "A file that has one of those chosen asks again", choices, problems))
                \(Button("Forget those chosen"))
                """
            ).html
        return office.page(
            visit, "Remembered headers", in: .actions, trail: .back(visit.frame.link(Address.actionImport)),
            problems: problems,
            """
            \(PageHeading("Remembered headers"))
            \(form)
            """)
    }
}
