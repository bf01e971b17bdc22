// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The register of published assessments: searched by words, characteristic, directorate, place, year and outcome.
struct AssessmentRegisterPage {
    let site: PublicSite

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let query = visit.request.query
        let path = visit.frame.link("/assessments")
        let (directorates, years) = try await site.works.assessments.vocabulary()
        let characteristics = try await site.works.assessments.characteristics()
        var question = PublishedAssessmentQuestion()
        question.text = query.text("q")
        question.characteristic = query.text("characteristic")
        question.directorate = query.text("directorate")
        question.place = query.text("place")
        question.outcome = query.text("outcome")
        question.year = Int(query.text("year"))
        let asked = max(1, min(Int(query.text("page")) ?? 1, 100_000))
        question.offset = (asked - 1) * question.limit
        var (editions, total) = try await site.works.assessments.page(question)
        let last = max(1, (total + question.limit - 1) / question.limit)
        let number = asked > last ? 1 : asked
        if number != asked {
            question.offset = 0
            editions = try await site.works.assessments.page(question).editions
        }
        let names = Dictionary(characteristics.map { ($0.code, $0.name) }) { first, _ in first }
        let selected = Self.filters.compactMap { name, label -> Filters.Selected? in
            let value = query.text(name)
            guard !value.isEmpty else { return nil }
            let shown =
                name == "characteristic"
                ? names[value] ?? value
                : name == "outcome" ? AssessmentOutcome.publishedName(of: value) : value
            return .init(label, shown, remove: Self.link(path, query, without: name))
        }
        let count = total == 1 ? "1 assessment" : "\(total) assessments"
        let results: [HTML] = editions.map { Self.entry($0, names, visit) }
        let list: HTML =
            results.isEmpty
            ? "<p>No published assessment fits.</p>" : "<ul class=\"dr-results\">\n\(results)</ul>\n"
        let pages = Pagination(
            page: number, of: last,
            path: { page in
                let base = Self.link(path, query, without: "page")
                return "\(base)\(base.contains("?") ? "&" : "?")page=\(page)"
            })
        return site.page(
            visit, "Equality impact assessments", listPosition: last > 1 ? "(page \(number) of \(last))" : "",
            current: "/assessments",
            """
            \(PageHeading("Equality impact assessments"))
            <p>What we found out about the effects of our proposals on people, before they were decided.</p>
            \(Filters(
                action: path, selected: selected, clearPath: path, count: count,
                fields: fields(query, directorates, years, characteristics), results: list + pages.html))
            """)
    }

    private static let filters = [
        ("q", "Search"), ("characteristic", "Effects on"), ("directorate", "Directorate"), ("place", "Place"),
        ("year", "Year"), ("outcome", "Outcome"),
    ]

    private static func link(_ path: String, _ query: FormFields, without name: String) -> String {
        let parts = query.all.filter { $0.name != name && $0.name != "page" && !$0.value.isEmpty }
            .map { "\(FormFields.encoded($0.name))=\(FormFields.encoded($0.value))" }
        return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
    }

    private func fields(
        _ query: FormFields, _ directorates: [String], _ years: [Int],
        _ characteristics: [(code: String, name: String)]
    ) -> HTML {
        // Who was found to need an assessment has one, with an outcome of its own.
        let outcomes = AssessmentOutcome.allCases.filter { $0 != .full }.map {
            ($0.rawValue, $0.publishedName)
        }
        func choices(_ name: String, _ all: [(String, String)]) -> [Choice] {
            [Choice("", "All", isChosen: query.text(name).isEmpty)]
                + all.map { Choice($0.0, $0.1, isChosen: query.text(name) == $0.0) }
        }
        return """
            \(TextInput("q", label: "Search", value: query.text("q"), kind: .search, width: .full))
            \(Select("characteristic", label: "Effects on", choices("characteristic", characteristics.map { ($0.code, $0.name) })))
            \(Select("directorate", label: "Directorate", choices("directorate", directorates.map { ($0, $0) })))
            \(TextInput("place", label: "Place", value: query.text("place"), width: .full))
            \(Select("year", label: "Year", choices("year", years.map { ("\($0)", "\($0)") })))
            \(Select("outcome", label: "Outcome", choices("outcome", outcomes)))
            """
    }

    private static func entry(_ edition: PublishedAssessment, _ names: [String: String], _ visit: Visit)
        -> HTML
    {
        let path = visit.frame.link("/assessments/\(FormFields.encoded(edition.address))")
        let people = edition.characteristics.map { names[$0] ?? $0 }
        let state: HTML =
            edition.withdrawal == nil ? HTML() : " " + Tag("Withdrawn", .inactive).html
        let outcome =
            edition.outcome.isEmpty
            ? "" : ". Outcome: \(AssessmentOutcome.publishedName(of: edition.outcome).lowercased())"
        let about: HTML =
            people.isEmpty ? HTML() : "<p>Effects on: \(people.joined(separator: ", ").lowercased())</p>\n"
        let revision: HTML =
            edition.revision.isEmpty || edition.withdrawal != nil
            ? HTML() : "<p>This assessment is being revised: \(edition.revision).</p>\n"
        return """
            <li>
            <h2 class="dr-heading-s"><a href="\(path)">\(edition.title)</a>\(state)</h2>
            \(edition.withdrawal == nil ? "<p>\(edition.summary)</p>\n\(about)" : HTML())\(revision)<p class="dr-quiet">\(edition.reference), \(edition.directorate), published \
            <time datetime="\(edition.publishedAt.iso)">\(edition.publishedAt.day.written)</time>\(outcome)</p>
            </li>

            """
    }
}

/// One published assessment: its editions, each exactly as it was published.
struct PublishedAssessmentPage {
    let site: PublicSite

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let editions = try await editions(visit)
        let entries = editions.map { edition in
            Timeline.Entry(
                edition.withdrawal == nil
                    ? "Edition \(edition.edition): \(edition.reason)" : "Edition \(edition.edition)",
                when: edition.publishedAt.day.written,
                machineTime: edition.publishedAt.iso, who: edition.publishedBy, body(of: edition, visit))
        }
        let newest = editions[0]
        return site.page(
            visit, newest.title, trail: .back(visit.frame.link("/assessments"), text: "All assessments"),
            section: "Equality impact assessments", current: "/assessments",
            """
            \(PageHeading(newest.title, caption: newest.reference))
            \(newest.withdrawal == nil ? "<p>\(newest.summary)</p>" : HTML())
            \(revision(newest))\(exemption(newest))
            <h2 class="dr-heading-m">Editions</h2>
            \(Timeline(entries))
            """)
    }

    /// The stored bytes of an edition: the page without a suffix, the files with theirs.
    @Sendable func edition(_ visit: Visit) async throws -> WebResponse {
        let editions = try await editions(visit)
        let parts = visit.parameter("edition").split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let format = parts.count == 1 ? ArtefactFormat.html : ArtefactFormat(rawValue: String(parts[1]))
        guard let format, let number = Int(parts[0]), String(number) == parts[0],
            let edition = editions.first(where: { $0.edition == number })
        else { throw Refusal.notFound }
        if let withdrawal = edition.withdrawal {
            return withdrawn(withdrawal, edition, visit, isFile: parts.count > 1)
        }
        guard let artefact = try await site.works.assessments.artefact(edition.address, number, format) else {
            throw Refusal.notFound
        }
        return .bytes(artefact.bytes, type: format.mediaType)
    }

    private func editions(_ visit: Visit) async throws -> [PublishedAssessment] {
        let address = visit.parameter("address")
        let editions = address.isEmpty ? [] : try await site.works.assessments.editions(address)
        guard !editions.isEmpty else { throw Refusal.notFound }
        return editions
    }

    private func revision(_ edition: PublishedAssessment) -> HTML {
        guard !edition.revision.isEmpty else { return "" }
        return InsetText(
            "<p>A newer version of this assessment is being written (\(edition.revision)). What is published here is the version before.</p>"
        ).html
    }

    private func exemption(_ edition: PublishedAssessment) -> HTML {
        guard !edition.exemption.isEmpty else { return "" }
        let until = edition.exemptUntil.map { " This is looked at again on \($0.written)." } ?? ""
        return InsetText("<p>Something is left out as exempt: \(edition.exemption).\(until)</p>").html
    }

    private func body(of edition: PublishedAssessment, _ visit: Visit) -> HTML {
        let path = visit.frame.link("/assessments/\(FormFields.encoded(edition.address))/\(edition.edition)")
        if let withdrawal = edition.withdrawal {
            return "<p>\(Tag("Withdrawn", .inactive)) \(withdrawal.reason)</p>"
        }
        let files = edition.artefacts.filter { $0.format != .html }.map {
            FileLinks.File(
                "Edition \(edition.edition)", path: "\(path).\($0.format.rawValue)",
                kind: $0.format.rawValue.uppercased(), bytes: $0.size)
        }
        let content: HTML =
            edition.digest.isEmpty
            ? HTML()
            : "<p>SHA-256 of the content of version \(edition.version) <code class=\"dr-reference\">\(edition.digest)</code></p>"
        let page = edition.artefacts.first { $0.format == .html }?.digest ?? ""
        return """
            <p><a href="\(path)">Read edition \(edition.edition)</a></p>
            \(FileLinks(files))
            \(Details("Fingerprints", "<p>SHA-256 of the page <code class=\"dr-reference\">\(page)</code></p>\(content)"))
            """
    }

    private func withdrawn(
        _ withdrawal: Publication.Withdrawal, _ edition: PublishedAssessment, _ visit: Visit, isFile: Bool
    ) -> WebResponse {
        let title = "Withdrawn: \(edition.title)"
        let back = visit.frame.link("/assessments/\(FormFields.encoded(edition.address))")
        var response = site.page(
            visit, title, trail: .back(back, text: "All editions"), section: "Equality impact assessments",
            """
            \(PageHeading(title, caption: edition.reference))
            <p>This edition was published on \(edition.publishedAt.day.written) and withdrawn on \
            <time datetime="\(withdrawal.on.iso)">\(withdrawal.on.day.written)</time>.</p>
            \(InsetText("<p>\(withdrawal.reason)</p>"))
            """)
        if isFile { response.status = 410 }
        return response
    }
}
