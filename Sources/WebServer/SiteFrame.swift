// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

/// What every page of one body has in common.
public struct SiteFrame: Sendable {
    /// The body whose pages these are.
    public let body: Body
    /// Where the whole service is mounted: empty, or such as `/equality`.
    public let basePath: String
    /// The colour of the body, or the product's own.
    public let accent: Accent

    /// The frame of a body's pages, wherever the service is mounted.
    public init(body: Body, basePath: String, accent: Accent) {
        self.body = body
        self.basePath = basePath
        self.accent = accent
    }

    /// The complete address of a path below this body.
    public func link(_ path: String) -> String { "\(basePath)/\(body.slug)\(path)" }

    /// The five links that end every page of this body.
    public var footer: FooterLinks {
        FooterLinks(
            help: link("/help"), accessibility: link("/accessibility"), cookies: link("/cookies"),
            privacy: link("/privacy"), contact: link("/contact"))
    }

    /// A page of this body for people who are not signed in.
    public func publicPage(
        _ title: String, section: String = "", trail: Trail = .none, problems: [Problem] = [],
        navigation: [NavigationLink] = [], account: Account = .absent, alternates: [Alternate] = [],
        listPosition: String = "", main: HTML
    ) -> HTML {
        PageLayout(
            title: title, section: section, council: body.name, service: "Equality",
            basePath: basePath, homePath: link("/"), navigation: navigation, trail: trail, problems: problems,
            listPosition: listPosition, isDemonstration: body.isDemonstration, account: account,
            accent: accent,
            footer: footer, alternates: alternates, main: main
        ).html
    }

    /// A plain page for what went wrong.
    public func errorPage(_ kind: PlainErrorPage.Kind, reference: String) -> HTML {
        let contact: HTML = "<a href=\"\(link("/contact"))\">\(body.name)</a>"
        return publicPage(
            kind.heading,
            main: PlainErrorPage(kind, contact: contact, reference: reference, homePath: link("/")).html)
    }
}
