// SPDX-License-Identifier: Apache-2.0

/// The pages of one part of the site, in a row under its heading.
public struct SubNavigation: Component {
    let label: String
    let links: [NavigationLink]

    /// Leads to the pages of a part; the label says which part that is.
    public init(_ label: String, _ links: [NavigationLink]) {
        self.label = label
        self.links = links
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        guard links.count > 1 else { return HTML() }
        let items: [HTML] = links.map { link in
            let now = attribute("aria-current", link.isCurrent ? "page" : nil)
            return "<li><a\(href(link.path))\(now)>\(link.text)</a></li>\n"
        }
        return """
            <nav class="dr-subnav" aria-label="\(label)"><ul>
            \(items)</ul></nav>

            """
    }
}
