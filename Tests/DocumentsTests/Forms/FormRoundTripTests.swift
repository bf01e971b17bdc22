// SPDX-License-Identifier: Apache-2.0
import Documents
import Testing

@Suite struct `A form that went out and came back` {
    /// Any text a person may type or paste: markup, right-to-left, zero-width, spaces in every place.
    static let texts = [
        "<script>alert('&amp;')</script> ]]> <!-- --> </textarea></script> & \" '", "  two  spaces\t\ttabs ",
        "first\n\n  third \n", "\n", "\n\nstarts late", "שלום עולם \u{200F}\u{202E}abc\u{202C}",
        "a\u{200B}b\u{200D}c\u{FEFF}d\u{2060}", "e\u{301} é 👩‍👩‍👧 \u{1F3F4}\u{E0067}\u{E007F}",
        "\u{A0}\u{2028}x\u{85}y",
        "{\"json\": \"\\u003c\"}", "=1+1", "soft\u{AD}hyphen \u{2011} non-breaking", "&nbsp;&#13;&lt;", " ",
        String(repeating: "ab c\n", count: 20_000), String(repeating: "a", count: 100_000),
        String(repeating: " ", count: 100_000),
    ]

    @Test(arguments: FormSample.formats, texts)
    func `keeps every text exactly`(format: String, text: String) throws {
        let form = FormSample.form(text)
        let filled = try FormFile.read(FormSample.bytes(form, as: format))
        #expect(filled.answers["about/what"] == text)
        #expect(filled.identity == form.identity)
        #expect(filled.extras == [])
        let reading = form.reading(filled)
        #expect(reading.values == Dictionary(uniqueKeysWithValues: form.items.map { ($0.path, $0.value) }))
        #expect(reading.changes(to: form) == [:])
        #expect(
            reading.doubts.isEmpty && reading.unknown.isEmpty && reading.missing == []
                && reading.remarks == [])
    }

    @Test(arguments: FormSample.formats)
    func `keeps seeded nonsense exactly`(format: String) throws {
        var numbers = SeededNumbers(seed: 7)
        let alphabet = Array("ab <>&\"'\t\n\u{202E}\u{200B}é𝒳\\/{}[]=;#%שׁ\u{301}".unicodeScalars)
        for _ in 0..<60 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &numbers) {
                if let one = alphabet.randomElement(using: &numbers) { text.append(one) }
            }
            let form = FormSample.form(String(text))
            let filled = try FormFile.read(FormSample.bytes(form, as: format))
            #expect(filled.answers["about/what"]?.unicodeScalars.elementsEqual(text) == true)
        }
    }

    @Test(arguments: FormSample.formats)
    func `has equal bytes for equal forms`(format: String) {
        let form = FormSample.form()
        #expect(FormSample.bytes(form, as: format) == FormSample.bytes(form, as: format))
    }

    @Test func `names the answers that no document can hold`() {
        #expect(FormSample.form("a\u{0}b").unwritable.map(\.path) == ["about/what"])
        #expect(FormSample.form("a\rb").unwritable.map(\.path) == ["about/what"])
        #expect(FormSample.form("a\tb\nc").unwritable == [])
    }

    @Test(arguments: [
        ("Yes", "yes"), (" not known ", "unknown"), ("UNKNOWN", "unknown"), ("• Yes", "yes"), ("", ""),
    ])
    func `takes an option by its label or its code`(written: String, code: String) {
        let form = FormSample.form()
        let filled = FormAnswers(identity: form.identity, answers: ["proposal/new": written])
        #expect(form.reading(filled).values["proposal/new"] == code)
    }

    @Test func `tells an option that is not known and loses nothing`() throws {
        let form = FormSample.form()
        let filled = FormAnswers(
            identity: form.identity,
            answers: ["proposal/new": "Perhaps", "impact/who": "Age\nHeight", "old/question": "kept"],
            extras: [.init(question: "My own", text: "remark")])
        let reading = form.reading(filled)
        #expect(reading.values["proposal/new"] == nil)
        #expect(reading.doubts.map(\.path) == ["proposal/new", "impact/who"])
        #expect(reading.doubts.map(\.text) == ["Perhaps", "Age\nHeight"])
        #expect(
            reading.doubts.first?.message
                == "Select one of “Yes”, “No”, “Not known” for “Is it new?”: the form says “Perhaps”")
        #expect(reading.unknown == ["old/question": "kept"])
        #expect(reading.extras.map(\.text) == ["remark"])
        #expect(Set(reading.missing) == ["about/what", "about/title", "review/date", "impact/number"])
    }

    @Test func `says when it comes from another body or an older version`() {
        let form = FormSample.form()
        var other = FormSample.identity(body: "westmarsh", version: 2)
        other.assessmentVersion = 5
        let remarks = form.reading(FormAnswers(identity: other, answers: [:])).remarks
        #expect(remarks.count == 3)
        #expect(remarks[0].contains("another body (westmarsh)"))
        #expect(remarks[1].contains("version 2 of the template; here it is version 3"))
        #expect(remarks[2].contains("from version 5; the assessment is at version 7"))
    }

    @Test func `reads a page whose controls a browser saved without running its script`() throws {
        var page = String(decoding: FormFile.html(FormSample.form()), as: UTF8.self)
        page = page.replacing(
            "<input type=\"text\" id=\"q2\"",
            with: "<INPUT type=text DATA-PATH='about/title' value='A &amp; B &#x2014;'><i")
        page = page.replacing("value=\"no\" checked", with: "value=\"no\"")
        page = page.replacing("value=\"yes\"", with: "value=\"yes\" checked=\"\"")
        let filled = try FormFile.read(Array(page.utf8))
        #expect(filled.answers["about/title"] == "A & B —")
        #expect(filled.answers["proposal/new"] == "yes")
        #expect(filled.answers["impact/who"] == "age\nsexual-orientation\nage-2")
    }

    @Test func `believes the block of answers once the page has saved itself`() throws {
        var page = String(decoding: FormFile.html(FormSample.form()), as: UTF8.self)
        page = page.replacing("\"saved\": false", with: "\"saved\": true")
        page = page.replacing("\"impact/number\": \"0\"", with: "\"impact/number\": \"12\"")
        #expect(try FormFile.read(Array(page.utf8)).answers["impact/number"] == "12")
    }

    /// LibreOffice turns the content control of a short answer into an input field with a return at its end.
    @Test func `is read after LibreOffice turned the Word form into an OpenDocument text`() throws {
        let form = FormSample.form("two  spaces")
        let contents = try ZipReader.read(FormFile.odt(form))
        let entries = contents.names.map { name -> ZipWriter.Entry in
            let text = String(decoding: contents.entries[name] ?? [], as: UTF8.self)
            return .init(
                name,
                text: text.replacing(
                    "two <text:s/>spaces", with: "<text:text-input>two  spaces&#x0d;</text:text-input>"))
        }
        #expect(try FormFile.read(ZipWriter.bytes(of: entries)).answers["about/what"] == "two  spaces")
    }

    @Test func `asks nothing of the network`() {
        let page = String(decoding: FormFile.html(FormSample.form()), as: UTF8.self)
        #expect(page.contains("default-src 'none'"))
        for word in ["http:", "https:", "src=", "href=\"", "@import", "url("] {
            #expect(!page.contains(word))
        }
    }
}
