// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The templates in use: what was shipped, and the body's own templates and overlays.
struct TemplatesPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        guard let file = visit.files.first(where: { $0.field == "file" && !$0.bytes.isEmpty }) else {
            return try await page(visit, [Problem(at: "file", "Select a template file")])
        }
        let taken: TemplateTaken
        do {
            taken = try await office.takeTemplate(file.bytes, visit.change())
        } catch let refused as TemplateRefused {
            let words = refused.problems.prefix(50).map { "<li>\($0)</li>\n" as HTML }
            let list: HTML =
                words.isEmpty
                ? HTML()
                : """
                <p>Nothing was taken. Mend these in the file and send it again.</p>
                <ul class="dr-list">
                \(words)</ul>
                """
            return try await page(visit, [Problem(at: "file", refused.reason)], list)
        }
        guard taken.remarks.isEmpty else {
            let words = taken.remarks.map { "<li>\($0)</li>\n" as HTML }
            return try await page(
                visit, [],
                InsetText("<p>The overlay was saved. Know this:</p><ul class=\"dr-list\">\n\(words)</ul>")
                    .html)
        }
        return .redirect(visit.frame.link(Address.templates) + "?done=template")
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> WebResponse {
        do {
            try await office.templates.withdraw(
                visit.fields.text("template"), lastDay: visit.today.previous, visit.change())
        } catch is NothingToWithdraw {
            return try await page(visit, [Problem(at: "file", "That template is withdrawn already")])
        }
        office.forgetShelf()
        return .redirect(visit.frame.link(Address.templates) + "?done=template")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = [], _ more: HTML = HTML()) async throws
        -> WebResponse
    {
        let shipped: [[Table.Cell]] = try await office.shelf().offered(
            on: visit.today, in: try await office.profile().nation
        ).map { template in
            [
                .text(template.name), .text(template.id), .number(template.version),
                .number(template.groups.reduce(0) { $0 + $1.questions.count }), .text(template.purpose),
            ]
        }
        let own: [[Table.Cell]] = try await office.templates.all().map { stored in
            let withdraw: HTML =
                stored.withdrawn == nil
                ? office.form(
                    visit, Address.templates + "/withdraw", key: Identifier.next(),
                    "\(HiddenInput("template", stored.id))\(Button("Withdraw", .warning))"
                ).html : "Withdrawn, last offered on \(stored.withdrawn?.written ?? "")"
            return [
                .text(stored.name), .text(stored.id), .number(stored.version),
                .text(stored.isOverlay ? "Overlay" : "Template"), .html(withdraw),
            ]
        }
        let content: HTML = """
            \(FileUpload("file", label: "Template or overlay", hint: "A YAML file, as described in the documentation, up to 1 MB", accept: ".yaml,.yml", problems))
            \(Button("Take the file"))
            """
        return office.page(
            visit, "Templates", in: .assessments, trail: .back(visit.frame.link(Address.assessments)),
            problems: problems,
            """
            \(PageHeading("Templates", caption: "Assessments"))
            \(more)
            \(Table("Offered today", columns: ["Name", "Id", .init("Version", isNumeric: true), .init("Questions", isNumeric: true), "For what"], rows: shipped))
            \(Table("Your own templates and overlays", columns: ["Name", "Id", .init("Version", isNumeric: true), "Kind", "Withdraw"], rows: own, empty: "None yet."))
            <h2 class="dr-heading-m">Add one</h2>
            <p>An overlay changes a shipped template and keeps its later improvements. An assessment keeps the version it was started with.</p>
            \(office.form(visit, Address.templates, isMultipart: true, content))
            """)
    }
}
