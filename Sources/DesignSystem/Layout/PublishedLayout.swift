// SPDX-License-Identifier: Apache-2.0

/// A published work as one document, stored byte for byte and served from any prefix.
///
/// Every address in it is the caller's and should be relative, so that the page still holds together
/// when the archive moves.
public struct PublishedLayout: Sendable {
    /// The words of the h1.
    public var title: String
    /// The series the work belongs to.
    public var section: String
    /// The publisher.
    public var council: String
    /// The addresses of the stylesheets, in order.
    public var stylesheets: [String]
    /// A stylesheet carried inside the document, for a page that is read from a folder; empty for none.
    public var inlineStylesheet: [UInt8] = []
    /// What the page is about as JSON-LD, for search engines; empty for nothing. It is data, which no browser runs.
    public var structuredData: [UInt8] = []
    /// The address of the mark shown in the window's tab; empty for none.
    public var iconPath = ""
    /// The address of the list of publications, or `nil` for a page that stands alone.
    public var listPath: String?
    /// The links at the end, if any.
    public var footer: FooterLinks?
    /// When and by whom it was published, for the end of the page.
    public var imprint: HTML
    /// Whether everything in it is invented.
    public var isDemonstration: Bool
    /// The language of the work.
    public var language: String
    /// The same work in other forms.
    public var alternates: [Alternate]
    /// One sentence about the work, for search results.
    public var description: String
    /// The work itself, with its h1.
    public var main: HTML

    /// Lays out a published work.
    public init(
        title: String, section: String = "", council: String, stylesheets: [String],
        listPath: String? = nil, footer: FooterLinks? = nil, imprint: HTML = HTML(),
        isDemonstration: Bool = false, language: String = "en-GB", alternates: [Alternate] = [],
        description: String = "", main: HTML
    ) {
        self.title = title
        self.section = section
        self.council = council
        self.stylesheets = stylesheets
        self.listPath = listPath
        self.footer = footer
        self.imprint = imprint
        self.isDemonstration = isDemonstration
        self.language = language
        self.alternates = alternates
        self.description = description
        self.main = main
    }

    /// The complete document.
    public var html: HTML {
        let sheets: [HTML] = stylesheets.map { "<link rel=\"stylesheet\"\(href($0))>\n" }
        let name = [title, section, council].filter { !$0.isEmpty }.joined(separator: " \u{2013} ")
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            \(summary)<title>\(name)</title>
            \(icon)\(sheets)\(inlineStyle)\(alternates.map(\.html))\(linkedData)</head>
            <body class="dr-published">
            <a class="dr-skip-link" href="#main">Skip to main content</a>
            <header class="dr-header">
            \(isDemonstration ? PageLayout.demonstration : nil)<div class="dr-header__row">
            <p class="dr-header__names"><span class="dr-header__council">\(council)</span>\(list)</p>
            </div>
            </header>
            <div class="dr-page">
            <main id="main" class="dr-main" tabindex="-1">
            \(main)
            </main>
            </div>
            <footer class="dr-footer">
            \(footer?.html)\(imprint)
            </footer>
            </body>
            </html>

            """
    }

    private var icon: HTML {
        iconPath.isEmpty ? HTML() : "<link rel=\"icon\" type=\"image/svg+xml\"\(href(iconPath))>\n"
    }

    private var inlineStyle: HTML {
        inlineStylesheet.isEmpty ? HTML() : "<style>\(HTML(storedArtefact: inlineStylesheet))</style>\n"
    }

    /// The data with every sign that could end the element written as an escape of JSON.
    private var linkedData: HTML {
        guard !structuredData.isEmpty else { return HTML() }
        let signs: [UInt8: String] = [0x3C: "\\u003c", 0x3E: "\\u003e", 0x26: "\\u0026"]
        let data = structuredData.flatMap { byte in signs[byte].map { Array($0.utf8) } ?? [byte] }
        return "<script type=\"application/ld+json\">\(HTML(storedArtefact: data))</script>\n"
    }

    private var summary: HTML {
        description.isEmpty ? HTML() : "<meta name=\"description\" content=\"\(description)\">\n"
    }

    private var list: HTML {
        guard let listPath else { return HTML() }
        return " <a class=\"dr-header__service\"\(href(listPath))>Equality publications</a>"
    }
}
