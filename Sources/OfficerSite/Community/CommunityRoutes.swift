// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import WebServer

extension Office {
    /// What is known of places: profiles from published tables.
    var communityRoutes: [Route] {
        let page = CommunityPage(office: self)
        return [
            Route(.get, Address.community, .signedIn, .nothing, .never, .none, answer: page.home),
            Route(.get, Address.community + "/find", .signedIn, .nothing, .never, .none, answer: page.find),
        ]
            + tableRoutes + [
                Route(
                    .get, Address.community + "/:area", .signedIn, .nothing, .never, .none, answer: page.show),
                Route(
                    .get, Address.community + "/:area/map", .signedIn, .nothing, .never, .none,
                    answer: page.map),
                Route(
                    .get, Address.community + "/:area/map.csv", .signedIn, .nothing, .never, .none,
                    answer: page.mapFile),
            ]
    }
}

/// The profile of a place: who lives there, how it differs, what changed.
struct CommunityPage {
    let office: Office

    private func pages(_ visit: Visit) async throws -> CommunityPages {
        CommunityPages(
            try await office.ownCommunity.desk(), path: visit.frame.link(Address.community),
            home: office.body.areaCode)
    }

    @Sendable func home(_ visit: Visit) async throws -> WebResponse {
        let pages = try await pages(visit)
        guard let area = pages.homeArea else { return try await find(visit) }
        return .redirect(visit.frame.link(Address.community + "/" + area.code))
    }

    @Sendable func find(_ visit: Visit) async throws -> WebResponse {
        let page = try await pages(visit).search(visit.request.query.text("q"))
        return office.page(
            visit, page.title, in: .community,
            "\(office.communityNavigation(visit, isData: false))\(page.main)")
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
        return office.page(
            visit, page.title, in: .community,
            "\(office.communityNavigation(visit, isData: false))\(page.main)\(Self.tables(visit))")
    }

    /// The way to where the figures come from.
    private static func tables(_ visit: Visit) -> HTML {
        "<p><a href=\"\(visit.frame.link(Address.tables))\">Tables behind these figures</a></p>"
    }

    /// The map of the places in a place.
    @Sendable func map(_ visit: Visit) async throws -> WebResponse {
        let query = visit.request.query
        let made = try await pages(visit).map(
            visit.parameter("area"), kind: query.text("level"), measure: query.text("measure"),
            second: query.text("second"))
        guard let page = made else { throw Refusal.notFound }
        return office.page(
            visit, page.title, in: .community,
            "\(office.communityNavigation(visit, isData: false))\(page.main)")
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
