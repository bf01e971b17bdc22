// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// What waits for one person, or for one directorate: exceptions first.
struct WorkPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let directorate = visit.request.query.text("directorate")
        guard directorate.isEmpty else { return try await show(visit, directorate) }
        let items = try await office.work(for: visit)
        return office.page(
            visit, "My work", in: .home, trail: .back(visit.frame.link(Address.home)),
            """
            \(PageHeading("My work", caption: visit.signedIn?.person.post ?? ""))
            <p role="status">\(Self.count(items))</p>
            \(WorkTable(items: items, visit: visit))
            \(try await others(visit))
            """)
    }

    /// The same for a directorate that the person's role covers.
    private func show(_ visit: Visit, _ directorate: String) async throws -> WebResponse {
        let known = try await directorates(visit)
        guard let name = known.first(where: { foldedForSearch($0) == foldedForSearch(directorate) }) else {
            throw Refusal.notFound
        }
        let items = try await office.work(ofDirectorate: name, for: visit)
        return office.page(
            visit, "Work of \(name)", in: .home, trail: .back(visit.frame.link(Address.work)),
            """
            \(PageHeading("Work of \(name)", caption: visit.today.written))
            <p role="status">\(Self.count(items))</p>
            \(WorkTable(items: items, visit: visit))
            """)
    }

    /// How much waits, in words.
    static func count(_ items: [WorkItem]) -> String {
        guard !items.isEmpty else { return "Nothing waits for you." }
        let late = items.count { $0.exception == "Overdue" }
        let other = items.count { !$0.exception.isEmpty } - late
        var words = [items.count == 1 ? "1 thing to do" : "\(items.count) things to do", "\(late) overdue"]
        if other > 0 { words.append(other == 1 ? "1 other needs a look" : "\(other) others need a look") }
        return words.joined(separator: ", ") + "."
    }

    private func directorates(_ visit: Visit) async throws -> [String] {
        try await office.plan(try await office.profile()).directorates(within: visit.scope)
    }

    /// The way to the directorates, for those who answer for one or lead the work.
    private func others(_ visit: Visit) async throws -> HTML {
        let names = try await directorates(visit)
        var links: [HTML] = []
        if visit.may(.editActions) || visit.may(.manageMeetings) {
            links = names.map {
                "<li><a href=\"\(visit.frame.link(Address.work))?directorate=\(FormFields.encoded($0))\">\($0)</a></li>\n"
            }
        }
        let directorates: HTML =
            links.isEmpty
            ? HTML()
            : "<h2 class=\"dr-heading-m\">By directorate</h2>\n<ul class=\"dr-list\">\n\(links)</ul>\n"
        return """
            \(directorates)
            \(ButtonGroup([], links: [
                NavigationLink("For the group", visit.frame.link(Address.group)),
                NavigationLink("Calendar", visit.frame.link(Address.calendar)),
            ]))
            """
    }
}

/// Things to do, exceptions first.
struct WorkTable: Component {
    let items: [WorkItem]
    let visit: Visit

    var html: HTML {
        let rows: [[Table.Cell]] = items.map { item in
            let tag: HTML =
                item.exception.isEmpty
                ? HTML()
                : " " + Tag(item.exception, item.exception == "Overdue" ? .problem : .attention).html
            let day: HTML = item.day.map(\.timeElement) ?? "No date"
            return [
                .html("<a href=\"\(visit.frame.link(item.path))\">\(item.title)</a>\(tag)"), .text(item.act),
                .html(day), .text(item.detail),
            ]
        }
        return Table(
            "To do, exceptions first", columns: ["About", "What", "By", "Detail"], rows: rows,
            empty: "Nothing waits here."
        ).html
    }
}
