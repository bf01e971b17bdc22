// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Synchronization

/// The pages of one body and what is needed to serve them.
public struct Site: Sendable {
    public let slug: String
    public let routes: [Route]
    /// The frame of the body's pages, with its colour of today.
    let frame: @Sendable () async throws -> SiteFrame
    /// Who holds a session token; `nil` on a site that has no sign-in.
    let identify: (@Sendable (_ token: String, _ now: Instant) async throws -> SignedIn?)?
    /// What an error of the rooms below means for a reader; `nil` for a fault.
    let refusal: @Sendable (any Error) -> Refusal?

    public init(
        slug: String, routes: [Route], frame: @escaping @Sendable () async throws -> SiteFrame,
        identify: (@Sendable (_ token: String, _ now: Instant) async throws -> SignedIn?)?,
        refusal: @escaping @Sendable (any Error) -> Refusal?
    ) {
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
    public var now: @Sendable () -> Instant
    public var today: @Sendable () -> CalendarDay
    /// Notes a fault once, with its reference.
    public var logFault: @Sendable (_ reference: String, _ error: any Error, _ place: String) -> Void

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
    public let settings: ServiceSettings
    public let sites: [Site]
    private let tries = AttemptLimit()

    public init(sites: [Site], settings: ServiceSettings) {
        self.sites = sites
        self.settings = settings
    }

    /// The most bytes that any body of this request may have, known before it is read.
    public func bodyLimit(_ request: WebRequest) -> Int {
        guard let (site, rest) = site(of: request) else { return 0 }
        return find(request.method, rest, in: site)?.route.limit.bytes ?? 0
    }

    public func answer(_ request: WebRequest) async -> WebResponse {
        var response = await unframed(request)
        SecurityHeaders.add(to: &response)
        if request.method == .head {
            response.set("content-length", String(response.body.count))
            response.body = []
        }
        return response
    }

    /// A plain page for what is refused before it can be read as a request.
    func plainAnswer(_ kind: PlainErrorPage.Kind, status: Int) -> WebResponse {
        var response = plain(kind, status: status)
        SecurityHeaders.add(to: &response)
        return response
    }

    private func unframed(_ request: WebRequest) async -> WebResponse {
        if let response = rootAnswer(request) { return response }
        if isRoot(request) { return await listOfBodies(request) }
        guard let (site, rest) = site(of: request) else { return plain(.notFound, status: 404) }
        var frame: SiteFrame?
        do {
            let known = try await site.frame()
            frame = known
            return try await answer(request, rest, site, known)
        } catch let refusal as Refusal {
            return answer(refusal, site, frame)
        } catch {
            if let refusal = site.refusal(error) { return answer(refusal, site, frame) }
            return fault(error, request, frame)
        }
    }

    private func isRoot(_ request: WebRequest) -> Bool {
        request.method != .post
            && request.segments == settings.basePath.split(separator: "/").map(String.init)
    }

    /// The first page of a service with several bodies.
    private func listOfBodies(_ request: WebRequest) async -> WebResponse {
        var items: [HTML] = []
        for site in sites {
            guard let frame = try? await site.frame() else { continue }
            items.append("<li><a href=\"\(frame.link("/"))\">\(frame.body.name)</a></li>\n")
        }
        let main: HTML =
            "\(PageHeading("Equality publications"))<p>Whose publications do you want to read?</p>\n<ul class=\"dr-list\">\n\(items)</ul>"
        var response = WebResponse.page(rootLayout("Equality publications", main).html)
        CacheHeaders.add(.shared(seconds: 60), to: &response, for: request)
        return response
    }

    private func answer(
        _ request: WebRequest, _ rest: ArraySlice<String>, _ site: Site, _ frame: SiteFrame
    ) async throws -> WebResponse {
        guard let (route, parameters) = find(request.method, rest, in: site) else {
            let other: WebRequest.Method = request.method == .post ? .get : .post
            throw find(other, rest, in: site) == nil ? Refusal.notFound : Refusal.methodNotAllowed
        }
        guard request.body.count <= route.limit.bytes || request.method != .post else {
            throw Refusal.tooLarge(limit: route.limit.bytes)
        }
        let now = settings.now()
        var signedIn: SignedIn?
        if let identify = site.identify, let token = request.cookie(settings.sessionCookie(site.slug)) {
            signedIn = try await identify(token, now)
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
            try checkOrigin(request)
            guard tries.allows(signedIn?.person.id ?? request.address, isKnown: signedIn != nil, at: now)
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

extension Dispatcher {
    private func answer(_ refusal: Refusal, _ site: Site, _ frame: SiteFrame?) -> WebResponse {
        func page(_ kind: PlainErrorPage.Kind, _ status: Int? = nil) -> WebResponse {
            guard let frame else { return plain(kind, status: status ?? kind.rawValue) }
            var response = WebResponse.page(
                frame.errorPage(kind, reference: ""), status: status ?? kind.rawValue)
            response.set("cache-control", "no-store")
            return response
        }
        switch refusal {
        case .notFound: return page(.notFound)
        case .notAllowed: return page(.forbidden)
        case .staleForm: return page(.staleForm, 403)
        case .badRequest: return page(.unreadable, 400)
        case .methodNotAllowed: return page(.notFound, 405)
        case .tooLarge: return page(.tooLarge)
        case .tooManyTries: return page(.tooMany)
        case .unavailable: return page(.unavailable)
        case .diskFull: return page(.storageFull)
        case .alreadyDone(let path): return .redirect(settings.basePath + "/" + site.slug + path)
        }
    }

    private func fault(_ error: any Error, _ request: WebRequest, _ frame: SiteFrame?) -> WebResponse {
        let reference = Reference.next()
        settings.logFault(reference, error, "\(request.method.rawValue) \(request.rawPath)")
        guard let frame else { return plain(.fault, status: 500, reference: reference) }
        var response = WebResponse.page(frame.errorPage(.fault, reference: reference), status: 500)
        response.set("cache-control", "no-store")
        return response
    }

    /// A plain page outside every body, where not even the frame is known.
    func plain(_ kind: PlainErrorPage.Kind, status: Int, reference: String = "") -> WebResponse {
        let page = PlainErrorPage(
            kind, contact: "the council whose page you wanted", reference: reference,
            homePath: settings.basePath + "/")
        return .page(rootLayout(kind.heading, page.html).html, status: status)
    }

    private func rootLayout(_ title: String, _ main: HTML) -> PageLayout {
        PageLayout(
            title: title, council: "DueRegard", service: "All councils here", basePath: settings.basePath,
            footer: rootFooter, main: main)
    }

    private var rootFooter: FooterLinks {
        let home = settings.basePath + "/" + (sites.first?.slug ?? "")
        return FooterLinks(
            help: home + "/help", accessibility: home + "/accessibility", cookies: home + "/cookies",
            privacy: home + "/privacy", contact: home + "/contact")
    }

    /// Assets, the health check and the list of bodies lie outside every body.
    private func rootAnswer(_ request: WebRequest) -> WebResponse? {
        guard request.method != .post else { return nil }
        let base = settings.basePath.split(separator: "/").map(String.init)
        guard request.segments.starts(with: base) else { return nil }
        let rest = Array(request.segments.dropFirst(base.count))
        if rest.isEmpty {
            if sites.count == 1 { return .redirect(settings.basePath + "/" + sites[0].slug + "/") }
            return nil
        }
        if rest == ["health"] { return .bytes(Array("ok\n".utf8), type: "text/plain; charset=utf-8") }
        guard rest.count == 2, rest[0] == "assets" else { return nil }
        var response: WebResponse
        switch rest[1] {
        case "dueregard.css": response = .bytes(Assets.stylesheet, type: "text/css; charset=utf-8")
        case "dueregard.svg": response = .bytes(Assets.icon, type: "image/svg+xml")
        case "dueregard.js": response = .bytes(Assets.script, type: "text/javascript; charset=utf-8")
        default:
            guard let accent = Accent(fileName: rest[1]) else { return plain(.notFound, status: 404) }
            response = .bytes(Array(accent.stylesheet.utf8), type: "text/css; charset=utf-8")
        }
        CacheHeaders.add(.shared(seconds: 300), to: &response, for: request)
        return response
    }
}
