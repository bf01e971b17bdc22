// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import WebServer

@Suite struct `What an address or a form says` {
    @Test(
        arguments: [
            ("a+b", "a b"), ("a%20b", "a b"), ("%C3%A9", "é"), ("%c3%a9", "é"), ("100%25", "100%"),
            ("%2B", "+"), ("%3Cb%3E", "<b>"), ("T%C5%B7%E2%80%99r", "Tŷ’r"), ("", ""),
        ])
    func `is decoded`(typed: String, meant: String) {
        #expect(FormFields(encoded: "x=\(typed)").raw("x") == meant)
    }

    /// A percent sign that begins no escape is a percent sign: nothing a person typed may be lost.
    @Test(arguments: ["%", "%4", "100%", "%zz", "%g1", "%1g", "%-1", "% 5", "%%", "50%-60%"])
    func `keeps broken escapes as they stand`(typed: String) {
        #expect(FormFields(encoded: "x=\(typed)").raw("x") == typed)
    }

    @Test func `decodes an escape that follows a broken one`() {
        #expect(FormFields(encoded: "x=%%41%4%42").raw("x") == "%A%4B")
        #expect(FormFields(encoded: "x=%+5").raw("x") == "% 5")
    }

    @Test func `takes bytes that are no UTF-8 as signs that cannot be read`() {
        let text = FormFields(encoded: "x=a%FFb%C3").raw("x")
        #expect(text.hasPrefix("a\u{FFFD}b"))
        #expect(FormFields(encoded: "x=a%00b").raw("x") == "a\u{FFFD}b")
    }

    @Test func `keeps the order of names, those that come twice, and values with an equals sign`() {
        let fields = FormFields(encoded: "b=1&a=2&b=3&c&=4&d=x=y&&")
        #expect(fields.all.map(\.name) == ["b", "a", "b", "c", "", "d"])
        #expect(fields.values("b") == ["1", "3"])
        #expect(fields.raw("c") == "")
        #expect(fields.has("c"))
        #expect(fields.raw("d") == "x=y")
        #expect(fields.text("missing") == "")
    }

    @Test func `trims spaces round a value and makes line breaks plain, but keeps the value itself`() {
        let fields = FormFields(encoded: "x=++one%0D%0Atwo+%0D%0A")
        #expect(fields.text("x") == "one\ntwo")
        #expect(fields.raw("x") == "  one\ntwo \n")
    }

    @Test func `comes back from its encoding, whatever it is`() {
        for text in ["a b+c&d=e%f/g?h#i", "é字🏴󠁧󠁢󠁷󠁬󠁳󠁿", "\"'<>\\", "%41", "+", "\n"] {
            #expect(
                FormFields(encoded: "x=\(FormFields.encoded(text))").raw("x")
                    == text.replacing("\r\n", with: "\n"))
            #expect(!FormFields.encoded(text).contains { "&=+ #?\"<>".contains($0) })
        }
    }

    @Test func `is bounded in the number of its fields`() {
        let many = Array(repeating: "a=1", count: 9_000).joined(separator: "&")
        #expect(FormFields(encoded: many).all.count == 5_000)
    }

    @Test func `of a path is its parts, each decoded once, with the query apart`() {
        let request = WebRequest(.get, "/east%20marsh//office/%2e%2e/a+b%252f?q=a+b&q=%2F")
        #expect(request.segments == ["east marsh", "office", "..", "a+b%2f"])
        #expect(request.query.values("q") == ["a b", "/"])
        #expect(request.rawPath == "/east%20marsh//office/%2e%2e/a+b%252f")
    }

    @Test func `finds a cookie by its whole name`() {
        let request = WebRequest(.get, "/", headers: ["cookie": "xsession=1; session=two=2 ; session-b=3"])
        #expect(request.cookie("session") == "two=2")
        #expect(request.cookie("session-b") == "3")
        #expect(request.cookie("sess") == nil)
        #expect(WebRequest(.get, "/").cookie("session") == nil)
    }
}
