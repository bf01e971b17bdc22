// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Synchronization

/// The pages of one body and what is needed to serve them.
public struct Site: Sendable {
    /// The first part of the body's addresses, after the base path.
    public let slug: String
    /// Its addresses; where two fit, one without colon parts goes first.
    public let routes: [Route]
    /// The frame of the body's pages, with its colour of today.
    let frame: @Sendable () async throws -> SiteFrame
    /// Who holds a session token; `nil` on a site that has no sign-in.
    let identify: (@Sendable (_ token: String, _ now: Instant) async throws -> SignedIn?)?
    /// What an error of the rooms below means for a reader; `nil` for a fault.
    let refusal: @Sendable (any Error) -> Refusal?
    /// The page for what went wrong, for somebody who is signed in; `nil` on a site that has no sign-in.
    let errorPage: ErrorPage?

    /// The page for what went wrong; `needed` is the permission that the address asks for.
    public typealias ErrorPage =
        @Sendable (Visit, PlainErrorPage.Kind, _ reference: String, _ needed: Permission?) -> HTML

    /// A site, with what it asks of the rooms below.
    public init(
        slug: String, routes: [Route], frame: @escaping @Sendable () async throws -> SiteFrame,
        identify: (@Sendable (_ token: String, _ now: Instant) async throws -> SignedIn?)?,
        refusal: @escaping @Sendable (any Error) -> Refusal?,
        errorPage: ErrorPage? = nil
    ) {
        self.errorPage = errorPage
        self.slug = slug
        self.routes = routes
        self.frame = frame
        self.identify = identify
        self.refusal = refusal
    }
}

/// How the whole service is mounted and what time it is.
public struct ServiceSettings: Sendable {
    /// Empty, or such as `/equality`.
    public var basePath: String
    /// Whether people reach the service over HTTPS, so that cookies may be marked Secure.
    public var isSecure: Bool
    /// The address under which people reach it, for checking where forms come from; `nil` takes the Host header.
    public var publicOrigin: String?
    /// The moment now.
    public var now: @Sendable () -> Instant
    /// The day that pages take for today.
    public var today: @Sendable () -> CalendarDay
    /// Notes a fault once, with its reference.
    public var logFault: @Sendable (_ reference: String, _ error: any Error, _ place: String) -> Void

    /// How the service is mounted, and its clock; without a base path it is mounted at the root.
    public init(
        basePath: String = "", isSecure: Bool = false, publicOrigin: String? = nil,
        now: @escaping @Sendable () -> Instant, today: @escaping @Sendable () -> CalendarDay,
        logFault: @escaping @Sendable (_ reference: String, _ error: any Error, _ place: String) -> Void
    ) {
        self.basePath = basePath
        self.isSecure = isSecure
        self.publicOrigin = publicOrigin
        self.now = now
        self.today = today
        self.logFault = logFault
    }

    /// The name of a body's session cookie.
    public func sessionCookie(_ slug: String) -> String {
        isSecure ? "__Host-dueregard-\(slug)" : "dueregard-\(slug)"
    }
}

/// Finds the route of a request, checks that the visitor may use it, and turns every outcome into a response.
public final class Dispatcher: Sendable {
    /// How the service is mounted, and its clock.
    public let settings: ServiceSettings
    /// The bodies served, in the order of the list on the first page.
    public let sites: [Site]
    private let tries = AttemptLimit()

    /// A dispatcher for these bodies.
    public init(sites: [Site], settings: ServiceSettings) {
        self.sites = sites
        self.settings = settings
    }

    /// The most bytes that any body of this request may have, known before it is read.
    public func bodyLimit(_ request: WebRequest) -> Int {
        guard let (site, rest) = site(of: request) else { return 0 }
        return find(request.method, rest, in: site)?.route.limit.bytes ?? 0
    }

    /// Answers whatever happens: refusals and faults become pages too, with the same security headers.
    public func answer(_ request: WebRequest) async -> WebResponse {
        var response = await unframed(request)
        SecurityHeaders.add(to: &response)
        if request.method == .head {
            response.set("content-length", String(response.body.count))
            response.body = []
        }
        return response
    }

    private func unframed(_ request: WebRequest) async -> WebResponse {
        if let response = rootAnswer(request) { return response }
        if isRoot(request) { return await listOfBodies(request) }
        guard let (site, rest) = site(of: request) else { return plain(.notFound, status: 404) }
        var asked = Asked(request: request, site: site)
        do {
            let frame = try await site.frame()
            asked.frame = frame
            return try await answer(&asked, rest, frame)
        } catch let refusal as Refusal {
            return answer(refusal, asked)
        } catch {
            if let refusal = site.refusal(error) { return answer(refusal, asked) }
            return fault(error, asked)
        }
    }

    /// What is known of a request when it is refused.
    struct Asked {
        let request: WebRequest
        let site: Site
        var frame: SiteFrame?
        var signedIn: SignedIn?
        /// The permission that the address asks for; `nil` where it asks for none.
        var needed: Permission?
    }

    private func answer(
        _ asked: inout Asked, _ rest: ArraySlice<String>, _ frame: SiteFrame
    ) async throws -> WebResponse {
        let (request, site) = (asked.request, asked.site)
        guard let (route, parameters) = find(request.method, rest, in: site) else {
            let other: WebRequest.Method = request.method == .post ? .get : .post
            throw find(other, rest, in: site) == nil ? Refusal.notFound : Refusal.methodNotAllowed
        }
        if case .may(let permission) = route.access { asked.needed = permission }
        guard request.body.count <= route.limit.bytes || request.method != .post else {
            throw Refusal.tooLarge(limit: route.limit.bytes)
        }
        // Before anything of a form is shown again: another site's words must not get into a kept form.
        if request.method == .post { try checkOrigin(request) }
        let now = settings.now()
        var signedIn: SignedIn?
        if let identify = site.identify, let token = request.cookie(settings.sessionCookie(site.slug)) {
            signedIn = try await identify(token, now)
            asked.signedIn = signedIn
        }
        let scope: Scope
        switch try reach(of: route, signedIn) {
        case .granted(let granted): scope = granted
        case .signInFirst:
            let isForm = route.method == .post
            return try SignInFirst.response(
                to: request, frame: frame, isForm: isForm,
                canReturn: !isForm || find(.get, rest, in: site) != nil)
        }
        let form = request.method == .post ? request.form : (fields: FormFields(), files: [])
        if request.method == .post {
            let subject = signedIn?.person.id ?? (route.isStep ? "steps " : "") + request.address
            guard tries.allows(subject, most: signedIn != nil ? 3_000 : route.isStep ? 600 : 60, at: now)
            else {
                throw Refusal.tooManyTries
            }
            if let signedIn, route.access != .anyone, form.fields.raw(Form.csrfField) != signedIn.formToken {
                throw Refusal.staleForm
            }
        }
        let visit = Visit(
            request: request, parameters: parameters, frame: frame, signedIn: signedIn, scope: scope,
            now: now,
            today: settings.today(), fields: form.fields, files: form.files)
        var response = try await route.answer(visit)
        CacheHeaders.add(route.cache, to: &response, for: request)
        return response
    }

    private enum Reach { case granted(Scope), signInFirst }

    /// How far the visitor may reach here; refuses where the role does not include the page.
    private func reach(of route: Route, _ signedIn: SignedIn?) throws -> Reach {
        switch route.access {
        case .anyone: return .granted(.wholeBody)
        case .signedIn: return signedIn == nil ? .signInFirst : .granted(.wholeBody)
        case .may(let permission):
            guard let signedIn else { return .signInFirst }
            guard let scope = Scope(of: permission, from: signedIn.person.grants) else {
                throw Refusal.notAllowed
            }
            if route.scope == .wholeBody, scope != .wholeBody { throw Refusal.notAllowed }
            return .granted(scope)
        }
    }

    /// A form must come from a page of ours: browsers say where it came from in one of two headers.
    private func checkOrigin(_ request: WebRequest) throws {
        if let fetched = request.headers["sec-fetch-site"], fetched != "same-origin", fetched != "none" {
            throw Refusal.staleForm
        }
        guard let origin = request.headers["origin"] else { return }
        if let own = settings.publicOrigin {
            guard origin == own else { throw Refusal.staleForm }
        } else {
            let host = request.headers["host"] ?? ""
            guard origin == "http://\(host)" || origin == "https://\(host)" else { throw Refusal.staleForm }
        }
    }

    private func site(of request: WebRequest) -> (Site, ArraySlice<String>)? {
        let base = settings.basePath.split(separator: "/").map(String.init)
        guard request.segments.starts(with: base), request.segments.count > base.count else { return nil }
        let rest = request.segments.dropFirst(base.count)
        guard let site = sites.first(where: { $0.slug == rest.first }) else { return nil }
        return (site, rest.dropFirst())
    }

    /// The path of a request as a log may hold it: with stars in place of what is a key.
    func place(_ request: WebRequest) -> String {
        guard let (site, rest) = site(of: request),
            let (route, _) = find(request.method, rest, in: site) ?? find(.get, rest, in: site),
            route.isSecret
        else { return request.rawPath }
        let parts = zip(route.path, rest).map { $0.0.hasPrefix(":") ? "***" : $0.1 }
        return settings.basePath + "/" + site.slug + "/" + parts.joined(separator: "/")
    }

    private func find(
        _ method: WebRequest.Method, _ rest: ArraySlice<String>, in site: Site
    ) -> (route: Route, parameters: [String: String])? {
        let wanted = method == .head ? .get : method
        var loose: (Route, [String: String])?
        for route in site.routes where route.method == wanted {
            guard let parameters = route.parameters(for: rest) else { continue }
            if parameters.isEmpty { return (route, parameters) }
            if loose == nil { loose = (route, parameters) }
        }
        return loose
    }
}
