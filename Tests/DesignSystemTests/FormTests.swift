// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Testing

@testable import DesignSystem

@Suite struct `A form with a mistake` {
    private let words = "Enter a title, such as \"Offer letters in easy read\""

    private func fields(_ problems: [Problem]) -> [HTML] {
        let choices = [Choice("a", "A"), Choice("b", "B")]
        return [
            TextInput("x", label: "Title", hint: "Short", problems).html,
            TextArea("x", label: "Title", hint: "Short", problems).html,
            Select("x", label: "Title", hint: "Short", choices, problems).html,
            Radios("x", label: "Title", hint: "Short", choices, problems).html,
            Checkboxes("x", label: "Title", hint: "Short", choices, problems).html,
            DateInput("x", label: "Title", hint: "Short", problems).html,
            FileUpload("x", label: "Title", hint: "Short", problems).html,
        ]
    }

    @Test func `says the same words at the top and beside the field`() {
        let problem = Problem(at: "x", words)
        let shown = HTML(text: words).text
        #expect(ErrorSummary([problem]).html.text.contains("<a href=\"#x\">\(shown)</a>"))
        for field in fields([problem]) {
            #expect(field.text.contains("id=\"x-error\"><span class=\"dr-vh\">Error:</span> \(shown)</p>"))
        }
    }

    @Test func `ties hint and mistake to the control, hint first`() {
        for field in fields([Problem(at: "x", words)]) {
            #expect(field.text.contains("aria-describedby=\"x-hint x-error\""))
            #expect(field.text.contains(" id=\"x\""))
        }
        for field in fields([]) {
            #expect(field.text.contains("aria-describedby=\"x-hint\""))
            #expect(!field.text.contains("aria-invalid"))
            #expect(!field.text.contains("x-error"))
        }
    }

    @Test func `keeps what was typed, except a password`() {
        #expect(TextInput("x", label: "X", value: "a \"b\"").html.text.contains("value=\"a &quot;b&quot;\""))
        #expect(
            TextArea("x", label: "X", value: "\nsecond line").html.text.contains(
                ">\n\nsecond line</textarea>"))
        #expect(!TextInput("x", label: "X", value: "secret", kind: .password).html.text.contains("secret"))
    }

    @Test func `cannot be broken out of through a text area`() {
        let html = TextArea("x", label: "X", value: "</textarea><script>").html.text
        #expect(html.contains("&lt;/textarea&gt;&lt;script&gt;</textarea>"))
    }

    @Test(arguments: ["x", "x-day", "x-month", "x-year"])
    func `links to the wrong part of a date`(field: String) {
        let html = DateInput("x", label: "Date", [Problem(at: field, "Date must be real")]).html.text
        #expect(html.components(separatedBy: "<input").filter { $0.contains("id=\"\(field)\"") }.count == 1)
        #expect(html.contains("Date must be real"))
    }

    @Test func `sends its tokens by post only, and leaves checking to the server`() {
        let post = Form(action: "/a", csrfToken: "t\"", idempotencyKey: "k", "x").html.text
        #expect(post.contains("name=\"csrf\" value=\"t&quot;\""))
        #expect(post.contains("name=\"idempotency-key\" value=\"k\""))
        #expect(post.contains(" novalidate>"))
        #expect(!Form(action: "/a", method: .get, csrfToken: "t", "x").html.text.contains("hidden"))
    }

    @Test func `puts the summary directly inside main, above the h1, and says Error in the title`() throws {
        let page = PageLayout(
            title: "Edit", section: "Plans", council: "Eastmarsh", banner: Banner(.success, "Saved"),
            problems: [Problem(at: "x", words)], main: "\(PageHeading("Edit"))"
        ).html.text
        #expect(page.contains("<title>Error: Edit \u{2013} Plans \u{2013} Eastmarsh</title>"))
        let summary = try #require(
            page.range(of: "<div class=\"dr-error-summary\" tabindex=\"-1\">\n<div role=\"alert\">"))
        let main = try #require(page.range(of: "<main id=\"main\" class=\"dr-main\" tabindex=\"-1\">\n"))
        let heading = try #require(page.range(of: "<h1"))
        #expect(main.upperBound == summary.lowerBound)
        #expect(summary.upperBound < heading.lowerBound)
        #expect(!page.contains("dr-banner"))
    }
}
