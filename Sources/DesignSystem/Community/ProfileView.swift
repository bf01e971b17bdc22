// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// The page of a place: how to reach another, what it is compared with, and its profile.
public struct ProfileView: Component {
    /// A list of places that lie in this one.
    public struct Parts: Sendable {
        let title: String
        let places: [(name: String, path: String)]

        /// Places under a heading.
        public init(_ title: String, _ places: [(name: String, path: String)]) {
            self.title = title
            self.places = places
        }
    }

    let document: Document
    let path: String
    let searchPath: String
    let mapPath: String?
    let comparisons: [Choice]
    let files: [(name: String, path: String)]
    let parts: [Parts]

    /// A profile with its ways on. Comparisons are the choices of the field `with`; there is no form where there are
    /// fewer than two.
    public init(
        _ document: Document, path: String, searchPath: String, mapPath: String?, comparisons: [Choice],
        files: [(name: String, path: String)], parts: [Parts]
    ) {
        self.document = document
        self.path = path
        self.searchPath = searchPath
        self.mapPath = mapPath
        self.comparisons = comparisons
        self.files = files
        self.parts = parts
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let maps: HTML = mapPath.map { "<p><a\(href($0))>Maps of the places in it</a></p>\n" } ?? HTML()
        let compare: HTML =
            comparisons.count < 2
            ? HTML()
            : """
            \(Form(action: path, method: .get, "\(Select("with", label: "Compare with", comparisons))\(Button("Compare", .secondary))"))
            """
        let links: [HTML] = files.map { "<li><a\(href($0.path))>\($0.name)</a></li>\n" }
        let downloads: HTML =
            links.isEmpty
            ? HTML()
            : "<h2 class=\"dr-heading-m\">Take the figures with you</h2>\n<ul class=\"dr-list\">\n\(links)</ul>\n"
        let inside: [HTML] = parts.filter { !$0.places.isEmpty }.map { part in
            let places: [HTML] = part.places.map { "<li><a\(href($0.path))>\($0.name)</a></li>\n" }
            return Details("\(part.title) (\(part.places.count))", "<ul class=\"dr-list\">\n\(places)</ul>\n")
                .html
        }
        let smaller: HTML =
            inside.isEmpty ? HTML() : "<h2 class=\"dr-heading-m\">Places in it</h2>\n\(inside)"
        return """
            \(PageHeading(document.title, caption: document.caption))
            <p><a\(href(searchPath))>Find another place</a></p>
            \(maps)\(compare)
            \(DocumentView(document, headless: true))
            \(smaller)\(downloads)
            """
    }
}

/// Finding a place by its name or code.
public struct PlaceSearch: Component {
    let path: String
    let text: String
    let found: [(name: String, kind: String, path: String)]

    /// A search with what it found; nothing is said of results where nothing was asked.
    public init(path: String, text: String, found: [(name: String, kind: String, path: String)]) {
        self.path = path
        self.text = text
        self.found = found
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let count = found.count == 1 ? "1 place" : "\(found.count) places"
        let rows: [[Table.Cell]] = found.map { [.link($0.name, $0.path), .text($0.kind)] }
        let results: HTML =
            text.isEmpty
            ? HTML()
            : """
            <p role="status">\(count)</p>
            \(Table(
                "Places", isCaptionHidden: true, columns: ["Place", "What it is"], rows: rows,
                empty: "No place of England and Wales is called so here. Write the beginning of its name, or its code."))
            """
        return """
            <form method="get" action="\(safeAddress(path))" role="search">
            \(TextInput("q", label: "Name or code of a place", hint: "For example, Thanet, South East or E07000114", value: text, kind: .search))
            \(Button("Search"))
            </form>
            \(results)
            """
    }
}
