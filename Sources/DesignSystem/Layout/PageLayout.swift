// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A whole page of the service: everything around `main`, always in the same order.
///
/// Addresses are complete (they already carry the base path); `basePath` serves the assets only.
/// The page writes its own h1 with `PageHeading`. The error summary and the banner are placed by
/// the layout, before the h1, so the page never writes an `ErrorSummary` into `main` as well.
public struct PageLayout: Sendable {
    /// The words of the h1, first in the window title.
    public var title: String
    /// The part of the service, second in the window title.
    public var section: String
    /// The name of the council.
    public var council: String
    /// The name of the service.
    public var service: String
    /// Where the service is mounted: empty, or such as `/equality`.
    public var basePath: String
    /// The address of the first page.
    public var homePath: String
    /// The service navigation, seven links or fewer.
    public var navigation: [NavigationLink]
    /// The way back.
    public var trail: Trail
    /// At most one message before the h1; left out beside an error summary.
    public var banner: Banner?
    /// The mistakes on the page, for the title and the summary.
    public var problems: [Problem]
    /// Where in a list the page stands, such as "(page 2 of 9)".
    public var listPosition: String
    /// Whether everything on the page is invented.
    public var isDemonstration: Bool
    /// Who is using the page.
    public var account: Account
    /// The council's colour.
    public var accent: Accent
    /// The council's picture.
    public var logo: Logo?
    /// The links at the end.
    public var footer: FooterLinks?
    /// The language of the page.
    public var language: String
    /// A switch to the same page in another language, `lang` code and address.
    public var otherLanguage: LanguageLink?
    /// The same work in other forms.
    public var alternates: [Alternate]
    /// When the session ends.
    public var session: SessionTimeout?
    /// What the page is about.
    public var main: HTML

    /// Lays out a page.
    public init(
        title: String, section: String = "", council: String, service: String = "DueRegard",
        basePath: String = "", homePath: String? = nil, navigation: [NavigationLink] = [],
        trail: Trail = .none, banner: Banner? = nil, problems: [Problem] = [], listPosition: String = "",
        isDemonstration: Bool = false, account: Account = .absent, accent: Accent = .standard,
        logo: Logo? = nil, footer: FooterLinks? = nil, language: String = "en-GB",
        otherLanguage: LanguageLink? = nil, alternates: [Alternate] = [],
        session: SessionTimeout? = nil, main: HTML
    ) {
        self.title = title
        self.section = section
        self.council = council
        self.service = service
        self.basePath = basePath
        self.homePath = homePath ?? basePath + "/"
        self.navigation = navigation
        self.trail = trail
        self.banner = banner
        self.problems = problems
        self.listPosition = listPosition
        self.isDemonstration = isDemonstration
        self.account = account
        self.accent = accent
        self.logo = logo
        self.footer = footer
        self.language = language
        self.otherLanguage = otherLanguage
        self.alternates = alternates
        self.session = session
        self.main = main
    }

    /// The complete document.
    public var html: HTML {
        assert(navigation.count <= 7, "the service navigation holds seven links at most")
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(windowTitle)</title>
            <link rel="icon" type="image/svg+xml"\(href(basePath + "/assets/dueregard.svg"))>
            <link rel="stylesheet"\(href(basePath + "/assets/dueregard.css"))>
            <link rel="stylesheet"\(href(basePath + "/assets/" + accent.fileName))>
            <script defer src="\(safeAddress(basePath + "/assets/dueregard.js"))"></script>
            \(alternates.map(\.html))</head>
            <body>
            <a class="dr-skip-link" href="#main">Skip to main content</a>
            \(header)\(navigationBar)<div class="dr-page">
            \(trailArea)<main id="main" class="dr-main" tabindex="-1">
            \(ErrorSummary(problems))\(problems.isEmpty ? banner : nil)\(main)
            </main>
            </div>
            \(footerArea)</body>
            </html>

            """
    }

    /// What the window and its tab are called.
    public var windowTitle: String {
        let heading = listPosition.isEmpty ? title : "\(title) \(listPosition)"
        let name = [heading, section == title ? "" : section, council].filter { !$0.isEmpty }.joined(
            separator: " \u{2013} ")
        return problems.isEmpty ? name : "Error: \(name)"
    }
}

/// A link to the same page in another language, written in that language.
public struct LanguageLink: Sendable {
    let language: String
    let text: String
    let path: String

    /// Names the language code, its own name for itself, and the address.
    public init(language: String, text: String, path: String) {
        self.language = language
        self.text = text
        self.path = path
    }
}

extension PageLayout {
    private var header: HTML {
        """
        <header class="dr-header">
        \(isDemonstration ? Self.demonstration : nil)\(session?.html)<div class="dr-header__row">
        <div class="dr-header__brand">\(logo?.html)<p class="dr-header__names">\
        <span class="dr-header__council">\(council)</span> \
        <a class="dr-header__service"\(href(homePath))>\(service)</a></p></div>
        <div class="dr-header__aside">\(languageSwitch)\(account.html)</div>
        </div>
        </header>

        """
    }

    static let demonstration: HTML = """
        <p class="dr-demo"><strong>DEMO</strong> <span>Everything here is invented. \
        Do not enter anything about real people.</span></p>

        """

    private var languageSwitch: HTML {
        guard let otherLanguage else { return HTML() }
        return """
            <p class="dr-language"><a\(href(otherLanguage.path)) lang="\(otherLanguage.language)" \
            hreflang="\(otherLanguage.language)">\(otherLanguage.text)</a></p>
            """
    }

    private var navigationBar: HTML {
        guard !navigation.isEmpty else { return HTML() }
        let items: [HTML] = navigation.map { link in
            let current = attribute("aria-current", link.isCurrent ? "page" : nil)
            return "<li><a\(href(link.path))\(current)>\(link.text)</a></li>\n"
        }
        return """
            <nav class="dr-nav" aria-label="Service"><ul>
            \(items)</ul></nav>

            """
    }

    private var trailArea: HTML {
        let html = trail.html
        return html.isEmpty ? html : "\(html)\n"
    }

    private var footerArea: HTML {
        """
        <footer class="dr-footer">
        \((footer ?? .standard(basePath: basePath)).html)
        <p class="dr-footer__note">\(service), for the public sector equality duty of \(council).</p>
        </footer>

        """
    }
}
