// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import WebServer

/// The profile of a place for everybody.
struct PublicCommunityPage {
    let site: PublicSite

    private func pages(_ visit: Visit) async throws -> CommunityPages {
        CommunityPages(
            try await site.community(), path: visit.frame.link("/community"), home: site.works.body.areaCode)
    }

    @Sendable func home(_ visit: Visit) async throws -> WebResponse {
        let pages = try await pages(visit)
        guard let area = pages.homeArea else { return try await find(visit) }
        return .redirect(visit.frame.link("/community/" + area.code))
    }

    @Sendable func find(_ visit: Visit) async throws -> WebResponse {
        let page = try await pages(visit).search(visit.request.query.text("q"))
        return site.page(visit, page.title, current: "/community", page.main)
    }

    /// A place, or with an ending a file of its profile.
    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let name = visit.parameter("area")
        let word = visit.request.query.text("with")
        if name.contains(".") {
            guard let file = try await pages(visit).file(name, comparedWith: word) else {
                throw Refusal.notFound
            }
            return .bytes(file.bytes, type: file.mediaType)
        }
        guard let page = try await pages(visit).profile(name, comparedWith: word) else {
            throw Refusal.notFound
        }
        return site.page(visit, page.title, current: "/community", page.main)
    }

    /// The map of the places in a place.
    @Sendable func map(_ visit: Visit) async throws -> WebResponse {
        let query = visit.request.query
        let made = try await pages(visit).map(
            visit.parameter("area"), kind: query.text("level"), measure: query.text("measure"),
            second: query.text("second"))
        guard let page = made else { throw Refusal.notFound }
        return site.page(visit, page.title, current: "/community", page.main)
    }

    /// The figures of a map.
    @Sendable func mapFile(_ visit: Visit) async throws -> WebResponse {
        let query = visit.request.query
        let bytes = try await pages(visit).mapFile(
            visit.parameter("area"), kind: query.text("level"), measure: query.text("measure"))
        guard let bytes else { throw Refusal.notFound }
        return .bytes(bytes, type: "text/csv; charset=utf-8")
    }
}
