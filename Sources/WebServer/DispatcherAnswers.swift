// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

extension Dispatcher {
    func isRoot(_ request: WebRequest) -> Bool {
        request.method != .post
            && request.segments == settings.basePath.split(separator: "/").map(String.init)
    }

    /// The first page of a service with several bodies.
    func listOfBodies(_ request: WebRequest) async -> WebResponse {
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

    /// A plain page for what is refused before it can be read as a request.
    func plainAnswer(_ kind: PlainErrorPage.Kind, status: Int) -> WebResponse {
        var response = plain(kind, status: status)
        SecurityHeaders.add(to: &response)
        return response
    }

    func answer(_ refusal: Refusal, _ asked: Asked) -> WebResponse {
        func page(_ kind: PlainErrorPage.Kind, _ status: Int? = nil) -> WebResponse {
            errorPage(kind, asked, status: status ?? kind.rawValue, reference: "")
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
        case .alreadyDone(let path): return .redirect(settings.basePath + "/" + asked.site.slug + path)
        }
    }

    func fault(_ error: any Error, _ asked: Asked) -> WebResponse {
        let reference = Reference.next()
        settings.logFault(reference, error, "\(asked.request.method.rawValue) \(place(asked.request))")
        return errorPage(.fault, asked, status: 500, reference: reference)
    }

    /// The page for what went wrong: inside the officer site for those who are signed in, else as the public sees it.
    private func errorPage(
        _ kind: PlainErrorPage.Kind, _ asked: Asked, status: Int, reference: String
    ) -> WebResponse {
        guard let frame = asked.frame else { return plain(kind, status: status, reference: reference) }
        var html = frame.errorPage(kind, reference: reference)
        if let signedIn = asked.signedIn, let own = asked.site.errorPage {
            let visit = Visit(
                request: asked.request, parameters: [:], frame: frame, signedIn: signedIn, scope: .wholeBody,
                now: settings.now(), today: settings.today(), fields: FormFields(), files: [])
            html = own(visit, kind, reference, asked.needed)
        }
        var response = WebResponse.page(html, status: status)
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
    func rootAnswer(_ request: WebRequest) -> WebResponse? {
        guard request.method != .post else { return nil }
        let base = settings.basePath.split(separator: "/").map(String.init)
        guard request.segments.starts(with: base) else { return nil }
        let rest = Array(request.segments.dropFirst(base.count))
        if rest.isEmpty {
            if sites.count == 1 { return .redirect(settings.basePath + "/" + sites[0].slug + "/") }
            return nil
        }
        if rest == ["health"] { return .bytes(Array("ok\n".utf8), type: "text/plain; charset=utf-8") }
        if rest == ["favicon.ico"] { return .bytes(Assets.icon, type: "image/svg+xml") }
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
