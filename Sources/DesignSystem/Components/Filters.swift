// SPDX-License-Identifier: Apache-2.0

/// A list that can be narrowed down, with its state in the address.
public struct Filters: Component {
    /// A filter in force, and the address without it.
    public struct Selected: Sendable {
        let group: String
        let text: String
        let removePath: String

        /// Names the filter, such as `Selected("Directorate", "Housing", remove: …)`.
        public init(_ group: String, _ text: String, remove path: String) {
            self.group = group
            self.text = text
            removePath = path
        }
    }

    /// Where the fields stand on a wide screen.
    public enum Placement: Sendable {
        case beside, above
    }

    let action: String
    let fields: HTML
    let selected: [Selected]
    let clearPath: String
    let count: String
    let placement: Placement
    let label: String
    let kept: [(name: String, value: String)]
    let results: HTML

    /// Puts the fields and the results together. The count is in words ("48 services"); `kept` carries
    /// parts of the address that filtering must not lose, such as the order, never the page number. The
    /// label is needed where one page has two sets of filters.
    public init(
        action: String, selected: [Selected] = [], clearPath: String, count: String,
        placement: Placement = .beside, kept: [(name: String, value: String)] = [],
        label: String = "Filters", fields: HTML,
        results: HTML
    ) {
        self.action = action
        self.fields = fields
        self.selected = selected
        self.clearPath = clearPath
        self.count = count
        self.placement = placement
        self.label = label
        self.kept = kept
        self.results = results
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let isBeside = placement == .beside
        return """
            <div class="dr-filtered \(trusted: isBeside ? "dr-filtered--beside" : "dr-filtered--above")">
            <form class="dr-filters" method="get" action="\(safeAddress(action))" aria-label="\(label)" novalidate>
            <div class="dr-filters__top"><h2 class="dr-heading-s">Filters</h2>\(apply)</div>
            \(kept.map { HiddenInput($0.name, $0.value) })\
            <div class="dr-filters__fields">
            \(fields)</div>
            \(apply)
            </form>
            <div class="dr-results">
            <p class="dr-count" role="status">\(count)</p>
            \(chosen)\(results)
            </div>
            </div>

            """
    }

    private var apply: HTML {
        "<button class=\"dr-button dr-button--secondary\" type=\"submit\">Apply filters</button>"
    }

    private var chosen: HTML {
        guard !selected.isEmpty else { return HTML() }
        let items: [HTML] = selected.map {
            """
            <li><a class="dr-chip"\(href($0.removePath))>\(hidden("Remove filter")) \
            <span class="dr-chip__group">\($0.group):</span> \($0.text) \
            <span class="dr-chip__cross" aria-hidden="true">\u{00D7}</span></a></li>

            """
        }
        return """
            <div class="dr-chosen"><h2 class="dr-vh">Filters in force</h2>
            <ul>
            \(items)<li><a class="dr-chosen__clear"\(href(clearPath))>Clear all filters</a></li>
            </ul></div>

            """
    }
}

/// The pages of a long list: first, last, and those around the current one.
public struct Pagination: Component {
    let current: Int
    let last: Int
    let label: String
    let path: @Sendable (Int) -> String

    /// Says which page is shown, how many there are, and the address of each.
    public init(
        page current: Int, of last: Int, label: String = "Pages", path: @escaping @Sendable (Int) -> String
    ) {
        self.current = current
        self.last = last
        self.label = label
        self.path = path
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        guard last > 1 else { return HTML() }
        let shown = [1, current - 1, current, current + 1, last].filter { (1...last).contains($0) }
        var items = HTML()
        var before = 0
        for page in Set(shown).sorted() {
            if page - before == 2 {
                items.append(item(before + 1))
            } else if page - before > 2 {
                items.append("<li class=\"dr-pages__gap\">\u{2026}</li>\n")
            }
            items.append(item(page))
            before = page
        }
        let previous: HTML =
            current > 1
            ? "<a class=\"dr-pages__step\" rel=\"prev\"\(href(path(current - 1)))>Previous \(hidden("page"))</a>\n"
            : ""
        let next: HTML =
            current < last
            ? "<a class=\"dr-pages__step\" rel=\"next\"\(href(path(current + 1)))>Next \(hidden("page"))</a>\n"
            : ""
        return """
            <nav class="dr-pages" aria-label="\(label)">
            \(previous)<ul>
            \(items)</ul>
            \(next)</nav>

            """
    }

    private func item(_ page: Int) -> HTML {
        let now = attribute("aria-current", page == current ? "page" : nil)
        return "<li><a\(href(path(page)))\(now)>\(hidden("Page")) \(page)</a></li>\n"
    }
}
