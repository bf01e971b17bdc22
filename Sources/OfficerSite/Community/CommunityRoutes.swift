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

    private func answer(
        _ visit: Visit, below: HTML = HTML(), _ make: (CommunityPages) throws -> CommunityPages.Answer
    ) async throws -> WebResponse {
        let pages = CommunityPages(
            try await office.ownCommunity.desk(), path: visit.frame.link(Address.community),
            home: office.body.areaCode)
        switch try make(pages) {
        case .page(let page):
            return office.page(
                visit, page.title, in: .community,
                "\(office.communityNavigation(visit, isData: false))\(page.main)\(below)")
        case .file(let bytes, let type): return .bytes(bytes, type: type)
        case .elsewhere(let address): return .redirect(address)
        case .missing: throw Refusal.notFound
        }
    }

    @Sendable func home(_ visit: Visit) async throws -> WebResponse {
        try await answer(visit) { $0.first(visit.request.query.text("q")) }
    }

    @Sendable func find(_ visit: Visit) async throws -> WebResponse {
        try await answer(visit) { .page($0.search(visit.request.query.text("q"))) }
    }

    /// A place, or with an ending a file of its profile.
    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await answer(visit, below: Self.tables(visit)) {
            try $0.answer(visit.parameter("area"), comparedWith: visit.request.query.text("with"))
        }
    }

    /// The map of the places in a place.
    @Sendable func map(_ visit: Visit) async throws -> WebResponse {
        try await answer(visit) {
            try $0.answer(mapOf: visit.parameter("area")) { visit.request.query.text($0) }
        }
    }

    /// The figures of a map.
    @Sendable func mapFile(_ visit: Visit) async throws -> WebResponse {
        try await answer(visit) {
            try $0.answer(mapFileOf: visit.parameter("area")) { visit.request.query.text($0) }
        }
    }

    /// The way to where the figures come from.
    private static func tables(_ visit: Visit) -> HTML {
        "<p><a href=\"\(visit.frame.link(Address.tables))\">Tables behind these figures</a></p>"
    }
}
