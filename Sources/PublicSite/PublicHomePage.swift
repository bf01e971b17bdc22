// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The first page: what this council has published about fairness, newest first.
struct PublicHomePage {
    let site: PublicSite

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let works = try await site.works.works()
        let parts: [HTML] = works.compactMap { work in
            guard let edition = work.current else { return nil }
            return """
                <h2 class="dr-heading-m"><a href="\(visit.frame.link("/published/\(work.address)/\(edition.number)"))">\(work.kind.name)</a></h2>
                <p>\(edition.summary). Published on <time datetime="\(edition.publishedAt.iso)">\(edition.publishedAt.day.written)</time>.</p>
                """
        }
        let asked = try await site.questionnaires.listed(visit.today)
        let questions: [HTML] = asked.map {
            """
            <li><a href="\(visit.frame.link("/ask/\($0.slug)"))">\($0.title)</a>, until \($0.period.last.written)</li>

            """
        }
        let asking: HTML =
            questions.isEmpty
            ? HTML()
            : "<h2 class=\"dr-heading-m\">Tell us who we reach</h2>\n<ul class=\"dr-list\">\n\(questions)</ul>\n"
        let content: HTML =
            parts.isEmpty
            ? EmptyState("Nothing has been published yet", "<p>Come back later.</p>").html : parts.joined()
        return site.page(
            visit, "Equality at \(site.works.body.name)", current: "/",
            """
            \(PageHeading("Equality at \(site.works.body.name)"))
            <p class="dr-lead">What we promised, what we have assessed, and how far we are.</p>
            \(content)\(asking)
            <p><a href="\(visit.frame.link("/published"))">All publications, with earlier editions</a></p>
            """)
    }
}

/// Every published work and edition, with a search.
struct PublishedRegisterPage {
    let site: PublicSite

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let text = visit.request.query.text("q")
        let words = foldedForSearch(text).split(separator: " ")
        let lines = try await site.works.works().flatMap { work in work.editions.map { (work, $0) } }
            .filter { work, edition in
                let content = foldedForSearch("\(work.kind.name) \(edition.title) \(edition.summary)")
                return words.allSatisfy { content.contains($0) }
            }
        let rows: [[Table.Cell]] = lines.map { work, edition in
            [
                .link(edition.title, visit.frame.link("/published/\(work.address)/\(edition.number)")),
                .text(edition.publishedAt.day.written), .text(edition.summary),
                .html(
                    edition.withdrawal != nil
                        ? Tag("Withdrawn", .inactive).html
                        : edition.number == work.current?.number
                            ? Tag("Current", .good).html : Tag("Earlier", .neutral).html),
            ]
        }
        let path = visit.frame.link("/published")
        let count = lines.count == 1 ? "1 edition" : "\(lines.count) editions"
        let selected = text.isEmpty ? [] : [Filters.Selected("Search", text, remove: path)]
        return site.page(
            visit, "Publications", current: "/published",
            """
            \(PageHeading("Publications"))
            <p><a href="\(visit.frame.link("/feed.atom"))" type="application/atom+xml">Follow every new edition by feed</a></p>
            \(Filters(
                action: path, selected: selected, clearPath: path, count: count,
                fields: TextInput("q", label: "Search", value: text, kind: .search, width: .full).html,
                results: Table(
                    "Publications", isCaptionHidden: true, columns: ["Title", "Published", "In short", "State"], rows: rows,
                    empty: text.isEmpty ? "Nothing has been published yet." : "Nothing fits. Try other words.").html))
            """)
    }
}
