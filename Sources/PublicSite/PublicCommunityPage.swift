// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import WebServer

/// The profile of a place for everybody.
struct PublicCommunityPage {
    let site: PublicSite

    private func answer(
        _ visit: Visit, _ make: (CommunityPages) throws -> CommunityPages.Answer
    ) async throws -> WebResponse {
        let pages = CommunityPages(
            try await site.community(), path: visit.frame.link("/community"), home: site.works.body.areaCode)
        switch try make(pages) {
        case .page(let page):
            return site.page(visit, page.title, current: "/community", page.main)
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
        try await answer(visit) {
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
}
