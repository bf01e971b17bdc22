// SPDX-License-Identifier: Apache-2.0

/// A link in the service navigation, in breadcrumbs or in the footer.
public struct NavigationLink: Hashable, Sendable {
    let text: String
    let path: String
    let isCurrent: Bool

    /// Makes a link; the current one is marked for everyone.
    public init(_ text: String, _ path: String, isCurrent: Bool = false) {
        self.text = text
        self.path = path
        self.isCurrent = isCurrent
    }
}

/// The same work in another form, such as a feed or a spreadsheet.
public struct Alternate: Hashable, Sendable {
    let type: String
    let path: String
    let title: String

    /// Names the media type, the address and the words for it.
    public init(type: String, path: String, title: String) {
        self.type = type
        self.path = path
        self.title = title
    }

    var html: HTML {
        "<link rel=\"alternate\" type=\"\(type)\"\(href(path)) title=\"\(title)\">\n"
    }
}

/// How the reader goes back from a page.
public enum Trail: Sendable {
    /// The page is the first of its part.
    case none
    /// One step back, for a question in a row of questions.
    case back(_ path: String, text: String = "Back")
    /// One step back by a form, so that what was answered goes along.
    case backButton(BackButton)
    /// The way up, for a page in a tree of pages.
    case breadcrumbs([NavigationLink])

    var html: HTML {
        switch self {
        case .none: HTML()
        case .back(let path, let text): BackLink(path, text: text).html
        case .backButton(let button): button.html
        case .breadcrumbs(let links): Breadcrumbs(links).html
        }
    }
}

/// Who is using the page, as the header says it.
public enum Account: Sendable {
    /// The page does not say.
    case absent
    /// Nobody; there is a link to sign in.
    case signedOut(signInPath: String)
    /// The holder of a post, with a button to sign out.
    case signedIn(
        post: String, role: String, accountPath: String? = nil, settings: NavigationLink? = nil,
        signOutPath: String, csrfToken: String)

    var html: HTML {
        switch self {
        case .absent: HTML()
        case .signedOut(let path): "<p class=\"dr-account\"><a\(href(path))>Sign in</a></p>"
        case .signedIn(let post, let role, let accountPath, let settings, let path, let token):
            """
            <div class="dr-account"><p><span class="dr-account__post">\(accountPath.map { "<a\(href($0))>\(post)</a>" as HTML } ?? HTML(text: post))</span>\
            \(role.isEmpty ? HTML() : " <span class=\"dr-account__role\">\(role)</span>")\
            \(settings.map { " <a class=\"dr-account__settings\"\(href($0.path))\($0.isCurrent ? attribute("aria-current", "page") : HTML())>\($0.text)</a>" as HTML } ?? HTML())</p>
            <form method="post" action="\(safeAddress(path))">\(HiddenInput(Form.csrfField, token))\
            <button class="dr-link-button" type="submit">Sign out</button></form></div>
            """
        }
    }
}

/// The five links that end every page, in their fixed order.
public struct FooterLinks: Sendable {
    let links: [NavigationLink]

    /// Takes the five addresses.
    public init(help: String, accessibility: String, cookies: String, privacy: String, contact: String) {
        links = [
            NavigationLink("Help", help),
            NavigationLink("Accessibility statement", accessibility),
            NavigationLink("Cookies", cookies),
            NavigationLink("Privacy", privacy),
            NavigationLink("Contact", contact),
        ]
    }

    /// The five addresses a body has unless it chose others.
    public static func standard(basePath: String = "") -> FooterLinks {
        FooterLinks(
            help: basePath + "/help", accessibility: basePath + "/accessibility",
            cookies: basePath + "/cookies", privacy: basePath + "/privacy",
            contact: basePath + "/contact")
    }

    var html: HTML {
        let items: [HTML] = links.map { "<li><a\(href($0.path))>\($0.text)</a></li>\n" }
        return """
            <nav aria-label="About this service"><ul class="dr-footer__links">
            \(items)</ul></nav>
            """
    }
}

/// How long a session lasts, so that the script can warn before it ends.
public struct SessionTimeout: Sendable {
    let seconds: Int
    let warning: Int
    let extendPath: String
    let csrfToken: String

    /// Says when the session ends, how long before that to warn (two minutes or more), and where to extend.
    public init(seconds: Int, warning: Int = 180, extendPath: String, csrfToken: String) {
        self.seconds = seconds
        self.warning = max(120, warning)
        self.extendPath = extendPath
        self.csrfToken = csrfToken
    }

    var html: HTML {
        """
        <div class="dr-timeout" id="dr-timeout" hidden tabindex="-1" data-seconds="\(seconds)" \
        data-warning="\(warning)" data-extend="\(safeAddress(extendPath))" data-token="\(csrfToken)" \
        data-field="\(Form.csrfField)">
        <p role="alert"></p>
        <button class="dr-button" type="button">Stay signed in</button>
        </div>

        """
    }
}

/// The picture of a council, with the words that stand for it.
public struct Logo: Sendable {
    let path: String
    let alternative: String

    /// Names the picture's address and its alternative text.
    public init(path: String, alternative: String) {
        self.path = path
        self.alternative = alternative
    }

    var html: HTML { "<img class=\"dr-header__logo\" src=\"\(safeAddress(path))\" alt=\"\(alternative)\">" }
}
