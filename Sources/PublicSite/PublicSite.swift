// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The pages that everybody can read. All they know is what was published.
public struct PublicSite: Sendable {
    let works: PublishedWorks
    let basePath: String
    /// Whether officers can sign in on this process.
    let hasSignIn: Bool
    /// What is known of places from published tables.
    let community: @Sendable () async throws -> CommunityDesk
    /// What is asked of people.
    let questionnaires: PublicQuestionnaires

    /// The public pages of a body; they offer signing in only where `hasSignIn` says so.
    public init(
        works: PublishedWorks, basePath: String, hasSignIn: Bool,
        community: @escaping @Sendable () async throws -> CommunityDesk = { .none },
        questionnaires: PublicQuestionnaires = .none
    ) {
        self.works = works
        self.basePath = basePath
        self.hasSignIn = hasSignIn
        self.community = community
        self.questionnaires = questionnaires
    }

    /// The map of the public site.
    public var routes: [Route] {
        let home = PublicHomePage(site: self)
        let work = PublishedWorkPage(site: self)
        let notes = ServicePages(site: self)
        let places = PublicCommunityPage(site: self)
        return [
            Route(.get, "/", .anyone, .nothing, .shared(seconds: 0), .none, answer: home.show),
            Route(
                .get, "/published", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: PublishedRegisterPage(site: self).show),
            Route(
                .get, "/feed.atom", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: FeedPage(site: self).show),
            Route(
                .get, "/published/:work", .anyone, .nothing, .shared(seconds: 0), .none, answer: work.show),
            Route(
                .get, "/published/:work/:edition", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: work.edition),
            Route(
                .get, "/published/:work/:edition/:file", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: work.file),
            Route(
                .get, "/assessments", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: AssessmentRegisterPage(site: self).show),
            Route(
                .get, "/assessments/:address", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: PublishedAssessmentPage(site: self).show),
            Route(
                .get, "/assessments/:address/:edition", .anyone, .nothing, .shared(seconds: 0), .none,
                answer: PublishedAssessmentPage(site: self).edition),
            Route(
                .get, "/coverage", .anyone, .nothing, .shared(seconds: 0), .none, answer: work.latestCoverage
            ),
            Route(
                .get, "/action-plan", .anyone, .nothing, .shared(seconds: 0), .none, answer: work.latestPlan),
            Route(
                .get, "/progress", .anyone, .nothing, .shared(seconds: 0), .none, answer: work.latestProgress),
            Route(
                .get, "/community", .anyone, .nothing, .shared(seconds: 0), .none, answer: places.home),
            Route(
                .get, "/community/find", .anyone, .nothing, .shared(seconds: 0), .none, answer: places.find),
            Route(
                .get, "/community/:area", .anyone, .nothing, .shared(seconds: 300), .none,
                answer: places.show),
            Route(
                .get, "/community/:area/map", .anyone, .nothing, .shared(seconds: 300), .none,
                answer: places.map),
            Route(
                .get, "/community/:area/map.csv", .anyone, .nothing, .shared(seconds: 300), .none,
                answer: places.mapFile),
            Route(
                .get, "/accessibility", .anyone, .nothing, .shared(seconds: 300), .none,
                answer: notes.accessibility),
            Route(.get, "/cookies", .anyone, .nothing, .shared(seconds: 300), .none, answer: notes.cookies),
            Route(.get, "/privacy", .anyone, .nothing, .shared(seconds: 300), .none, answer: notes.privacy),
            Route(.get, "/help", .anyone, .nothing, .shared(seconds: 300), .none, answer: notes.help),
            Route(.get, "/contact", .anyone, .nothing, .shared(seconds: 300), .none, answer: notes.contact),
        ] + questionnaireRoutes
    }

    /// Questions that people answer: no page of them is kept anywhere.
    private var questionnaireRoutes: [Route] {
        let page = QuestionnairePage(site: self)
        return [
            Route(.get, "/ask/:slug", .anyone, .nothing, .never, .none, answer: page.show),
            Route(.post, "/ask/:slug", .anyone, .nothing, .never, .form, answer: page.step).asStep(),
            Route(.post, "/ask/:slug/send", .anyone, .nothing, .never, .form, answer: page.send),
            Route(.get, "/ask/:slug/sent", .anyone, .nothing, .never, .none, answer: page.sent),
            Route(.get, "/ask/:slug/paper", .anyone, .nothing, .never, .none, answer: page.paper),
        ]
    }

    /// The frame of every page.
    public func frame() async throws -> SiteFrame {
        let accent = try await works.accent().flatMap { Accent($0) } ?? .standard
        return SiteFrame(body: works.body, basePath: basePath, accent: accent)
    }

    func page(
        _ visit: Visit, _ title: String, trail: Trail = .none, section: String = "",
        listPosition: String = "",
        current: String = "", _ main: HTML
    ) -> WebResponse {
        let frame = visit.frame
        let account: Account = hasSignIn ? .signedOut(signInPath: frame.link("/sign-in")) : .absent
        let navigation = [
            ("Home", "/"), ("Community", "/community"), ("Assessments", "/assessments"),
            ("Publications", "/published"),
            ("Coverage", "/coverage"),
            ("Action plan", "/action-plan"), ("Objectives", "/progress"),
        ]
        .map { NavigationLink($0.0, frame.link($0.1), isCurrent: $0.1 == current) }
        return .page(
            frame.publicPage(
                title, section: section, trail: trail, navigation: navigation, account: account,
                alternates: [
                    Alternate(
                        type: "application/atom+xml", path: frame.link("/feed.atom"), title: "Publications")
                ], listPosition: listPosition, main: main))
    }
}
