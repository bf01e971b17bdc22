// SPDX-License-Identifier: Apache-2.0
import Documents
import Foundation
import Testing

@testable import DesignSystem

@Suite struct `A page` {
    private func page(_ main: HTML = "<h1>Register</h1>") -> PageLayout {
        PageLayout(
            title: "Register", section: "Services", council: "Eastmarsh <&> District", basePath: "/equality",
            navigation: [NavigationLink("Register", "/equality/register", isCurrent: true)],
            trail: .back("/equality/"), listPosition: "(page 2 of 9)", isDemonstration: true,
            account: .signedIn(
                post: "Officer", role: "Editor", signOutPath: "/equality/sign-out", csrfToken: "t"),
            alternates: [Alternate(type: "text/csv", path: "/equality/register.csv", title: "CSV")],
            main: main)
    }

    @Test func `keeps its parts in their order`() throws {
        let text = page().html.text
        let order = [
            "dr-skip-link", "<header", "DEMO", "Sign out", "aria-label=\"Service\"", "dr-back", "<main",
            "<h1", "</main>", "<footer", "Help", "Accessibility statement", "Cookies", "Privacy", "Contact",
        ]
        var place = text.startIndex
        for part in order {
            place = try #require(
                text.range(of: part, range: place..<text.endIndex), "\(part) is missing or too early"
            ).upperBound
        }
    }

    @Test func `is named after its heading, section and council`() {
        #expect(
            page().windowTitle == "Register (page 2 of 9) \u{2013} Services \u{2013} Eastmarsh <&> District")
        #expect(page().html.text.contains("Eastmarsh &lt;&amp;&gt; District</title>"))
    }

    @Test func `asks for its files below the base path, and for nothing else`() {
        let text = page().html.text
        #expect(text.contains("href=\"/equality/assets/dueregard.css\""))
        #expect(text.contains("href=\"/equality/assets/accent-1D5B79.css\""))
        #expect(text.contains("src=\"/equality/assets/dueregard.js\""))
        #expect(text.contains("action=\"/equality/sign-out\""))
        #expect(text.contains("href=\"/equality/help\""))
        #expect(!text.contains("http"))
    }

    @Test func `published for good points only where its caller says`() {
        let text = PublishedLayout(
            title: "Plan", council: "Eastmarsh", stylesheets: ["../assets/a.css"], main: "<h1>Plan</h1>"
        ).html.text
        #expect(text.contains("href=\"../assets/a.css\""))
        #expect(!text.contains("=\"/"))
        #expect(!text.contains("<script"))
    }
}

@Suite struct `The gallery` {
    private let text = PageLayout(
        title: GalleryPage.title, council: "Eastmarsh District Council", basePath: "/x",
        main: GalleryPage.main
    ).html.text

    @Test func `has no inline style, script or handler`() throws {
        #expect(text.components(separatedBy: "<script").count == 2)
        #expect(!text.contains(" style="))
        #expect(!text.contains("<style"))
        #expect(text.range(of: #"<[^>"]*("[^"]*"[^>"]*)*\son[a-z]+="#, options: .regularExpression) == nil)
        #expect(!text.contains("javascript:"))
    }

    @Test func `has one h1 and no id twice`() {
        #expect(text.components(separatedBy: "<h1").count == 2)
        var seen: Set<String> = []
        for part in text.components(separatedBy: " id=\"").dropFirst() {
            let id = String(part.prefix { $0 != "\"" })
            #expect(seen.insert(id).inserted, "\(id) stands twice")
        }
        for part in text.components(separatedBy: "aria-describedby=\"").dropFirst() {
            for id in part.prefix(while: { $0 != "\"" }).split(separator: " ") {
                #expect(seen.contains(String(id)), "\(id) is named but absent")
            }
        }
    }

    @Test func `shows hostile text without being harmed`() {
        #expect(text.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"))
        #expect(!text.contains("<script>"))
    }
}

@Suite struct `A share of the width` {
    @Test(arguments: [(0.0, "0%"), (1.0, "100%"), (0.921, "92.10%"), (0.5004, "50.04%")])
    func `writes shares as the drawing needs them`(share: Double, shown: String) {
        #expect(percent(share) == shown)
    }
}

@Suite struct `The script and the stylesheet` {
    @Test func `are small and ask for nothing elsewhere`() {
        #expect(Assets.script.count < 10_240)
        let both = String(decoding: Assets.script + Assets.stylesheet, as: UTF8.self)
        for word in ["localStorage", "sessionStorage", "http:", "https:", "@import", "url("] {
            #expect(!both.contains(word))
        }
    }
}

@Suite struct `A document on a page` {
    @Test func `names each of its tables once, so that a list of landmarks tells them apart`() {
        let table = Document.Table("Who", columns: [.init("Member")], rows: [["Chair"]])
        let page = DocumentView(Document(title: "Pack", caption: "", blocks: [.table(table), .table(table)]))
            .html.text
        let names = page.split(separator: "<caption").dropFirst().map { caption in
            String(caption.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
        }
        #expect(names == ["Who", "Who (2)"])
    }
}
