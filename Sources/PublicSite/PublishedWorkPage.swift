// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// One published work: its editions, each exactly as it was published.
struct PublishedWorkPage {
    let site: PublicSite

    @Sendable func latestCoverage(_ visit: Visit) async throws -> WebResponse {
        try await latest(.coverage, visit)
    }

    @Sendable func latestPlan(_ visit: Visit) async throws -> WebResponse {
        try await latest(.actionPlan, visit)
    }

    @Sendable func latestProgress(_ visit: Visit) async throws -> WebResponse {
        try await latest(.progress, visit)
    }

    private func latest(_ kind: Publication.Kind, _ visit: Visit) async throws -> WebResponse {
        let work = try await site.works.works().first { $0.kind == kind }
        if let edition = work?.current {
            return .redirect(visit.frame.link("/published/\(kind.address)/\(edition.number)"))
        }
        return site.page(
            visit, kind.name, current: "/" + kind.address,
            "\(PageHeading(kind.name))\(EmptyState("Not published yet", "<p>Nothing stands here at present.</p>"))"
        )
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let work = try await work(visit.parameter("work"))
        let entries = work.editions.map { edition in
            Timeline.Entry(
                "Edition \(edition.number): \(edition.summary)", when: edition.publishedAt.day.written,
                machineTime: edition.publishedAt.iso, who: edition.publishedBy,
                body(of: edition, in: work, visit))
        }
        return site.page(
            visit, work.kind.name, trail: .back(visit.frame.link("/published"), text: "All publications"),
            section: "Publications",
            "\(PageHeading(work.kind.name, caption: "All editions"))\(Timeline(entries))")
    }

    /// The stored bytes of an edition: the page without a suffix, the files with theirs.
    @Sendable func edition(_ visit: Visit) async throws -> WebResponse {
        let work = try await work(visit.parameter("work"))
        let parts = visit.parameter("edition").split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let format = parts.count == 1 ? ArtefactFormat.html : ArtefactFormat(rawValue: String(parts[1]))
        guard let format, let number = Int(parts[0]), String(number) == parts[0],
            let edition = work.editions.first(where: { $0.number == number })
        else { throw Refusal.notFound }
        if let withdrawal = edition.withdrawal {
            return withdrawn(withdrawal, edition, work, visit, isFile: parts.count > 1)
        }
        guard let artefact = try await site.works.artefact(work.kind, number, format) else {
            throw Refusal.notFound
        }
        return .bytes(artefact.bytes, type: format.mediaType)
    }

    /// The stored bytes of a further file of an edition; one of a withdrawn edition is gone, and says why.
    @Sendable func file(_ visit: Visit) async throws -> WebResponse {
        let work = try await work(visit.parameter("work"))
        let name = visit.parameter("file")
        guard let number = Int(visit.parameter("edition")), String(number) == visit.parameter("edition"),
            let edition = work.editions.first(where: { $0.number == number }),
            let file = try await site.works.file(work.kind, number, name)
        else { throw Refusal.notFound }
        if let withdrawal = edition.withdrawal {
            return withdrawn(withdrawal, edition, work, visit, isFile: name.contains("."))
        }
        return .bytes(file.bytes, type: file.mediaType)
    }

    private func work(_ address: String) async throws -> Publication {
        guard let work = try await site.works.works().first(where: { $0.address == address }) else {
            throw Refusal.notFound
        }
        return work
    }

    private func withdrawn(
        _ withdrawal: Publication.Withdrawal, _ edition: Publication.Edition, _ work: Publication,
        _ visit: Visit, isFile: Bool
    ) -> WebResponse {
        let title = "Withdrawn: \(edition.title)"
        var response = site.page(
            visit, title, trail: .back(visit.frame.link("/published/\(work.address)"), text: "All editions"),
            section: work.kind.name,
            """
            \(PageHeading(title, caption: work.kind.name))
            <p>This edition was published on \(edition.publishedAt.day.written) and withdrawn on \
            <time datetime="\(withdrawal.on.iso)">\(withdrawal.on.day.written)</time> (\(withdrawal.by)).</p>
            \(InsetText("<p>\(withdrawal.reason)</p>"))
            """)
        // A file that is gone is told to programs by its status; a page stays a page and explains.
        if isFile { response.status = 410 }
        return response
    }

    private func body(of edition: Publication.Edition, in work: Publication, _ visit: Visit) -> HTML {
        let path = visit.frame.link("/published/\(work.address)/\(edition.number)")
        if let withdrawal = edition.withdrawal {
            return "<p>\(Tag("Withdrawn", .inactive)) \(withdrawal.reason)</p>"
        }
        let digest = edition.artefacts.first { $0.format == .html }?.digest ?? ""
        return """
            <p><a href="\(path)">Read edition \(edition.number)</a></p>
            \(FileLinks(edition.artefacts.filter { $0.format != .html }.map {
                FileLinks.File(work.kind.name, path: "\(path).\($0.format.rawValue)", kind: $0.format.rawValue.uppercased(), bytes: $0.size)
            }))
            \(Details("Fingerprint of the page", "<p>SHA-256 <code class=\"dr-reference\">\(digest)</code></p>"))
            """
    }
}
