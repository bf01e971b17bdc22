// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DesignSystem

@Suite struct `Markup` {
    private let hostile = "<script>alert('x')</script> & \"more\""
    private let harmless = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;more&quot;"

    @Test func `shows a string as it stands, between tags and in attributes`() {
        let html: HTML = "<p class=\"\(hostile)\">\(hostile)</p>"
        #expect(html.text == "<p class=\"\(harmless)\">\(harmless)</p>")
    }

    @Test func `passes markup, components, numbers and lists`() {
        let inner: HTML = "<b>\("a")</b>"
        let absent: HTML? = nil
        let html: HTML = "\(inner)\(absent)\(Tag("Due", .attention))\(12)\([inner, inner])"
        #expect(html.text.hasPrefix("<b>a</b><strong"))
        #expect(html.text.hasSuffix("12<b>a</b><b>a</b>"))
    }

    @Test func `keeps every character of any language`() {
        let text = "Cynllun cydraddoldeb ŵ ŷ, Ελληνικά, عربى, 中文, 👩🏽‍🦽"
        #expect(HTML(text: text).text == text)
    }

    @Test func `never sends a null byte`() {
        #expect(HTML(text: "a\0b").text == "a\u{FFFD}b")
    }

    @Test func `joins and compares`() {
        let parts: [HTML] = ["a", "b", "c"]
        #expect(parts.joined(separator: ", ") == "a, b, c")
        #expect(HTML().isEmpty)
        var sum: HTML = "a"
        sum += "b"
        #expect(sum + "c" == "abc")
    }

    @Test func `takes up a stored page byte for byte`() {
        let page: HTML = "<p>published</p>"
        #expect(HTML(storedArtefact: page.bytes) == page)
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " vbscript:x", "\tjavascript:x",
    ])
    func `never links to a scheme that a browser would run`(address: String) {
        #expect(href(address).text == " href=\"#\"")
    }

    @Test(arguments: [
        "/a:b", "?q=a:b", "#a:b", "https://a.example/", "mailto:a@b.example", "page-2", "../up",
    ])
    func `leaves ordinary addresses alone`(address: String) {
        #expect(href(address).text == " href=\"\(address)\"")
    }

    @Test func `makes ids that are safe in an address`() {
        #expect(identifier("Services & functions, 2027/28") == "services-functions-2027-28")
        #expect(identifier("<>") == "part")
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1200, "\u{2212}1,200"),
    ])
    func `writes a comma at every thousand`(number: Int, shown: String) {
        #expect(grouped(number) == shown)
    }
}
