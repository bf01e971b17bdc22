// SPDX-License-Identifier: Apache-2.0

/// The h1 of a page, with the larger thing it belongs to above it.
public struct PageHeading: Component {
    let text: String
    let caption: String
    let level: HeadingLevel

    /// Names the page.
    public init(_ text: String, caption: String = "") { self.init(text, caption: caption, level: .one) }

    init(_ text: String, caption: String, level: HeadingLevel) {
        self.text = text
        self.caption = caption
        self.level = level
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let above: HTML = caption.isEmpty ? "" : "<span class=\"dr-caption\">\(caption)</span> "
        return level.heading("dr-heading-xl", "\(above)\(text)")
    }
}

/// The rank of a heading; specimens in the gallery stand one lower than on a page.
enum HeadingLevel: Sendable {
    case one, two, three

    func heading(_ style: StaticString, _ content: HTML) -> HTML {
        switch self {
        case .one: "<h1 class=\"\(trusted: style)\">\(content)</h1>\n"
        case .two: "<h2 class=\"\(trusted: style)\">\(content)</h2>\n"
        case .three: "<h3 class=\"\(trusted: style)\">\(content)</h3>\n"
        }
    }
}

/// The way back to the page before.
public struct BackLink: Component {
    let path: String
    let text: String

    /// Leads back.
    public init(_ path: String, text: String = "Back") {
        self.path = path
        self.text = text
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        "<nav class=\"dr-trail\" aria-label=\"Back\"><a class=\"dr-back\"\(href(path))>\(text)</a></nav>\n"
    }
}

/// Where the page stands, from the first page down to its parent.
public struct Breadcrumbs: Component {
    let links: [NavigationLink]

    /// Leads up; the page itself is not among the links.
    public init(_ links: [NavigationLink]) { self.links = links }

    /// The markup, complete and balanced.
    public var html: HTML {
        let items: [HTML] = links.map { "<li><a\(href($0.path))>\($0.text)</a></li>\n" }
        return """
            <nav class="dr-trail" aria-label="Breadcrumbs"><ol class="dr-breadcrumbs">
            \(items)</ol></nav>

            """
    }
}
