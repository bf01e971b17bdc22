// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Synchronization

@testable import WebServer

/// A site of an invented council with a few routes of every kind, and what was asked of it.
final class SmallSite: Sendable {
    static let now = Instant(milliseconds: 1_790_000_000_000)
    static let person = Person(
        id: "p1", signInName: "lead", post: "Equality lead",
        grants: [Grant(.serviceManager, within: .directorate("Housing"))], isDisabled: false)

    let faults = Mutex<[String]>([])
    let visits = Mutex<[Visit]>([])
    private let outcome: (@Sendable () throws -> Void)?

    /// - Parameter outcome: what the route `/fails` throws.
    init(failing outcome: (@Sendable () throws -> Void)? = nil) { self.outcome = outcome }

    private func route(
        _ method: WebRequest.Method, _ path: String, _ access: Route.Access,
        _ scope: Route.ScopeRule = .nothing, _ cache: Route.CacheRule = .never, limit: Route.BodyLimit = .none
    ) -> Route {
        Route(method, path, access, scope, cache, limit) { visit in
            self.visits.withLock { $0.append(visit) }
            return .page("<p>\(path) \(visit.parameter("id"))</p>")
        }
    }

    var routes: [Route] {
        [
            route(.get, "/", .anyone, .nothing, .shared(seconds: 60)),
            route(.get, "/records/:id", .anyone), route(.get, "/records/new", .anyone),
            Route(.get, "/keys/:key", .anyone, .nothing, .never, .none) { _ in
                try self.outcome?()
                return .page("<p>did not fail</p>")
            }.keepingItsKey(),
            route(.get, "/own", .signedIn), route(.post, "/own", .signedIn, limit: .form),
            route(.get, "/housing", .may(.editRegister), .within),
            route(.get, "/whole", .may(.editRegister), .wholeBody),
            route(.get, "/people", .may(.managePeople), .wholeBody),
            route(.post, "/open", .anyone, limit: .form), route(.post, "/upload", .anyone, limit: .upload),
            route(.post, "/gone", .signedIn, limit: .form),
            Route(.get, "/fails", .anyone, .nothing, .shared(seconds: 60), .none) { _ in
                try self.outcome?()
                return .page("<p>did not fail</p>")
            },
        ]
    }

    func dispatcher(
        basePath: String = "", isSecure: Bool = false, publicOrigin: String? = nil,
        slugs: [String] = ["eastmarsh"],
        frameFails: Bool = false
    ) -> Dispatcher {
        let sites = slugs.map { slug in
            Site(
                slug: slug, routes: routes,
                frame: {
                    if frameFails { throw Refusal.unavailable }
                    return SiteFrame(
                        body: Body(
                            slug: slug, name: "\(slug) <District> Council", areaCode: nil, nation: .england),
                        basePath: basePath, accent: .standard)
                },
                identify: { token, now in
                    guard token == "good" else { return nil }
                    return SignedIn(
                        person: Self.person, formToken: "form-token", expires: now.adding(seconds: 60))
                }, refusal: { _ in nil })
        }
        return Dispatcher(
            sites: sites,
            settings: ServiceSettings(
                basePath: basePath, isSecure: isSecure, publicOrigin: publicOrigin, now: { Self.now },
                today: { CalendarDay(2026, 11, 21) },
                logFault: { reference, error, place in
                    self.faults.withLock { $0.append("\(reference) \(error) \(place)") }
                }))
    }
}

extension WebRequest {
    /// A request of somebody who is signed in at `SmallSite`.
    static func signedIn(
        _ method: Method, _ target: String, form: String = "", headers: [String: String] = [:]
    ) -> WebRequest {
        var all = headers
        all["cookie"] = all["cookie"] ?? "dueregard-eastmarsh=good"
        return WebRequest(method, target, headers: all, body: Array(form.utf8))
    }
}

extension WebResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
