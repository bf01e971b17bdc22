// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What has been published, at which address, on which date, and what was taken back.
struct PublicationsPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let works = try await office.publications.publications()
        let parts: [HTML] = Publication.Kind.allCases.map { kind in
            let work = works.first { $0.kind == kind } ?? Publication(kind: kind, editions: [])
            return part(visit, work)
        }
        return office.page(
            visit, "Publications", in: .publications,
            """
            \(PageHeading("Publications"))
            <p>A published page and its files are kept byte for byte at addresses that do not change. \
            <a href="\(visit.frame.link("/published"))">See them as the public does</a>.</p>
            \(parts)
            """)
    }

    private func part(_ visit: Visit, _ work: Publication) -> HTML {
        let rows: [[Table.Cell]] = work.editions.map { edition in
            var act: HTML = ""
            if edition.withdrawal == nil, visit.may(.withdraw) {
                let path = visit.frame.link(Address.publication(work.address, "/\(edition.number)/withdraw"))
                act =
                    "<a href=\"\(path)\">Withdraw <span class=\"dr-vh\">edition \(edition.number)</span></a>"
            }
            let state: HTML =
                edition.withdrawal.map { "\(Tag("Withdrawn", .inactive)) \($0.reason)" }
                ?? (edition.number == work.current?.number
                    ? Tag("Current", .good).html : Tag("Earlier", .neutral).html)
            return [
                .link(
                    "Edition \(edition.number)",
                    visit.frame.link("/published/\(work.address)/\(edition.number)")),
                .text(edition.publishedAt.day.written), .text(edition.publishedBy), .text(edition.summary),
                .html(state),
                .html(act),
            ]
        }
        let button =
            visit.may(.publish)
            ? Button(
                "Publish \(work.kind.name.prefix(1).lowercased() + work.kind.name.dropFirst())", .secondary,
                path: visit.frame.link(Address.publication(work.address, "/publish"))) : nil
        return """
            <h2 class="dr-heading-m">\(work.kind.name)</h2>
            \(Table(
                work.kind.name, isCaptionHidden: true, columns: ["Edition", "Published", "By", "Summary", "State", "Act"], rows: rows,
                empty: "Not published yet."))
            \(button)
            """
    }
}

/// The check before publishing, and the act.
struct PublishPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        if try kind(visit) == .equalityInformation {
            return try await PublishInformationPage(office: office).start(visit)
        }
        let asked = DateField("on", "Date", visit.request.query)
        guard !asked.isBlank else { return try await page(visit, DateField("on", "Date", visit.today)) }
        let (day, problem) = asked.reading()
        let future = day.map { $0 > visit.today } ?? false
        let problems = future ? [Problem(at: "on-day", "Date must be today or in the past")] : []
        return try await page(visit, asked, problem.map { [$0] } ?? problems)
    }

    @Sendable func publish(_ visit: Visit) async throws -> WebResponse {
        let kind = try kind(visit)
        if kind == .equalityInformation {
            return try await PublishInformationPage(office: office).publish(visit)
        }
        let field = DateField("on", "Date", CalendarDay(iso: visit.fields.text("on")))
        guard let day = field.reading().day else {
            return try await page(visit, field, [Problem(at: "on-day", "Enter a date")])
        }
        guard day <= visit.today else {
            return try await page(visit, field, [Problem(at: "on-day", "Date must be today or in the past")])
        }
        let check = try await PublishedEdition(kind, on: day, of: office).progressCheck
        if check?.unjudged.isEmpty == false, visit.fields.text("accepted") != "yes" {
            return try await page(visit, field, [ProgressCheckPart.problem])
        }
        _ = try await office.publish(kind, on: day, visit.change())
        return .redirect(visit.frame.link(Address.publications) + "?done=published")
    }

    private func kind(_ visit: Visit) throws -> Publication.Kind {
        guard let kind = Publication.Kind.allCases.first(where: { $0.address == visit.parameter("work") })
        else {
            throw Refusal.notFound
        }
        return kind
    }

    private func page(_ visit: Visit, _ field: DateField, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let kind = try kind(visit)
        let day = field.reading().day ?? visit.today
        let edition = try await PublishedEdition(kind, on: min(day, visit.today), of: office)
        let path = visit.frame.link(Address.publication(kind.address, "/publish"))
        let picker = Form(
            action: path, method: .get,
            "\(field.input(hint: "The day the page speaks of, today or earlier", problems))\(Button("Show this day", .secondary))"
        )
        let check = edition.progressCheck.map { ProgressCheckPart($0) }
        let content: HTML = """
            \(HiddenInput("on", edition.asOf.iso))\(check?.acceptance(problems))
            \(ButtonGroup([Button("Publish")], links: [NavigationLink("Cancel", visit.frame.link(Address.publications))]))
            """
        return office.page(
            visit, "Publish", in: .publications, trail: .back(visit.frame.link(Address.publications)),
            problems: problems,
            """
            \(PageHeading("Publish", caption: kind.name))
            \(picker)
            <h2 class="dr-heading-m">What will be published</h2>
            \(SummaryList([
                .init("Title", text: edition.title), .init("In short", text: edition.summary),
                .init("Address", text: visit.frame.link("/published/\(kind.address)")), .init("Files", text: "HTML, CSV and JSON"),
            ]))
            \(names(edition))\(check)<p>Everybody can read it. It can be withdrawn later; its address then says why.</p>
            \(office.form(visit, Address.publication(kind.address, "/publish"), content))
            """)
    }

    /// What everybody reads in place of leads, and where a name stands in text that nothing masks.
    private func names(_ edition: PublishedEdition) -> HTML {
        var html = HTML()
        let new = edition.unpublished.count
        if new > 0 {
            let objectives =
                new == 1 ? "1 objective is published here" : "\(new) objectives are published here"
            html +=
                "<p>\(objectives) for the first time: today becomes the day of publication, from which four years run.</p>\n"
        }
        html += MaskedLeads(edition.masked).html
        if !edition.namesInText.isEmpty {
            let items: [HTML] = edition.namesInText.map { "<li>\($0)</li>\n" }
            html += """
                \(Warning("The names of leads stand in text that is published as it is written. Change the text first if they are not to be read."))
                <ul class="dr-list">
                \(items)</ul>

                """
        }
        return html
    }
}

/// The leads that everybody reads otherwise than they are written, told before anything is published.
struct MaskedLeads: Component {
    private let masked: [(written: String, shown: String)]

    init(_ masked: [(written: String, shown: String)]) { self.masked = masked }

    var html: HTML {
        guard !masked.isEmpty else { return HTML() }
        let rows: [[Table.Cell]] = masked.map { [.text($0.written), .text($0.shown)] }
        return """
            <h2 class="dr-heading-m">Leads that are masked</h2>
            <p>Only posts, teams and bodies are published. A post that is missing here can be recorded under People or in the structure.</p>
            \(Table("Leads as written and as published", isCaptionHidden: true, columns: ["As written", "As published"], rows: rows, empty: ""))

            """
    }
}
