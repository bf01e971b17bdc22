// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import WebServer

/// Every published edition as a feed that other programs follow, the newest first.
struct FeedPage {
    let site: PublicSite

    /// The newest editions that a feed holds; older ones stay on the list of publications.
    private static let limit = 100

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let body = site.works.body
        let editions = try await site.works.works().flatMap { work in work.editions.map { (work, $0) } }
            .sorted { Self.changed($1.1) < Self.changed($0.1) }.prefix(Self.limit)
        let entries = editions.map { work, edition in
            let withdrawn = edition.withdrawal.map { "Withdrawn: \($0.reason). " } ?? ""
            return AtomFeed.Entry(
                id: Self.tag(body, "\(work.address)/\(edition.number)"), title: edition.title,
                updated: Self.time(Self.changed(edition)),
                summary: "\(withdrawn)\(edition.summary). Edition \(edition.number).",
                link: visit.frame.link("/published/\(work.address)/\(edition.number)"))
        }
        let feed = AtomFeed(
            id: Self.tag(body, "published"), title: "Equality at \(body.name): publications",
            author: body.name,
            updated: editions.first.map { Self.time(Self.changed($0.1)) } ?? UTCTime(secondsSince1970: 0),
            selfLink: visit.frame.link("/feed.atom"), alternateLink: visit.frame.link("/published"),
            entries: entries)
        return .bytes(AtomWriter.bytes(of: feed), type: AtomWriter.contentType)
    }

    /// When an edition last changed for readers: when it appeared, or when it was taken back.
    private static func changed(_ edition: Publication.Edition) -> Instant {
        edition.withdrawal?.on ?? edition.publishedAt
    }

    private static func time(_ moment: Instant) -> UTCTime {
        UTCTime(secondsSince1970: Int(moment.milliseconds / 1000))
    }

    /// The name of a thing that stays the same wherever the body's pages are; nobody can own a name under `invalid`.
    private static func tag(_ body: Body, _ thing: String) -> String {
        AtomFeed.tag(authority: "dueregard.invalid", since: "2026-01-01", "\(body.slug)/\(thing)")
    }
}
