// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `What is typed for a question` {
    typealias Kind = AssessmentTemplate.Question.Kind

    private func read(_ typed: [String], _ kind: Kind) throws -> (text: String, problem: String?) {
        AnswerReader.read(
            typed, for: .init(id: "q", label: "Q", kind: kind), named: "Q",
            template: try FormFixture.template(),
            characteristics: FormFixture.characteristics)
    }

    @Test(arguments: [
        ("  Two\r\nlines\rand\u{2028}more  ", "Two\nlines\nand\nmore"),
        ("nul\u{0}bell\u{7}c1\u{85}end\u{9B}", "nulbellc1\nend"),
        ("\u{FEFF}mark\u{200B}ed\u{2060}", "marked"),
        ("evil\u{202E}txt.exe\u{202C} \u{2066}x\u{2069}", "eviltxt.exe x"),
        ("العربية\u{200F}!", "العربية\u{200F}!"),
        ("latin\u{200F}!", "latin!"),
        ("نمی\u{200C}خواهم", "نمی\u{200C}خواهم"),
        ("a \u{200D} b\u{200D}", "a  b"),
        ("👨‍👩‍👧 family", "👨‍👩‍👧 family"),
        ("\u{200B}\u{FEFF} \n ", ""),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("0", "0"),
    ])
    func `is kept without what nobody meant to type`(typed: String, kept: String) throws {
        let (text, problem) = try read([typed], .longText)
        #expect(problem == nil)
        #expect(Array(text.unicodeScalars) == Array(kept.unicodeScalars))
    }

    @Test func `as a line has no line ends`() throws {
        #expect(try read(["Two\n lines\tmore "], .text).text == "Two lines more")
    }

    @Test func `may be long, up to a limit that is named`() throws {
        let long = String(repeating: "x", count: 100_000)
        #expect(try read([long], .longText).text == long)
        let refused = try read([long + "yy"], .longText)
        #expect(refused.problem == "Enter at most 100,000 characters for “Q”: it is 2 too long")
        #expect(refused.text == "")
        #expect(try read([String(repeating: "x", count: 2001)], .text).problem != nil)
        #expect(try read([String(repeating: "e\u{301}", count: 1001)], .text).problem != nil)
    }

    @Test(arguments: [
        ("1,200", "1200"), ("0", "0"), ("007", "7"), ("12 345 678", "12345678"), (" ", ""),
    ])
    func `as a number is stored as figures, and a nought stays one`(typed: String, stored: String) throws {
        let (text, problem) = try read([typed], .number)
        #expect(text == stored)
        #expect(problem == nil)
    }

    @Test(arguments: ["1,2", "12,34", "-3", "1.5", "about 20", "9999999999999999", "1234,567", ",123", "٣"])
    func `as a number is not guessed`(typed: String) throws {
        let (text, problem) = try read([typed], .number)
        #expect(text == "")
        #expect(problem == "Enter a whole number for “Q”, such as 1,200")
    }

    @Test func `as a day has to exist`() throws {
        #expect(try read(["2026-02-28"], .date).text == "2026-02-28")
        #expect(try read(["2026-02-30"], .date).problem != nil)
        #expect(try read([""], .date).problem == nil)
    }

    @Test func `as a choice is one of those listed`() throws {
        let kind = Kind.choice(FormFixture.directions)
        #expect(try read(["negative"], kind).text == "negative")
        #expect(try read(["Negative"], kind).problem == "Select an answer for “Q” from those listed")
        #expect(try read(["negative", "positive"], kind).problem == "Select one answer for “Q”")
        #expect(try read([], kind) == ("", nil))
        let several = Kind.choices(FormFixture.directions)
        #expect(try read(["neutral", "positive", "neutral"], several).text == "positive\nneutral")
        #expect(try read(["high"], .scale("level")).text == "high")
        #expect(try read(["enormous"], .scale("level")).problem != nil)
        #expect(try read(["maybe"], .yesNo).problem != nil)
        #expect(try read(["marriage", "age"], .characteristics).text == "age\nmarriage")
        #expect(try read(["moon"], .characteristics).problem != nil)
    }

    @Test func `as evidence names rows, each once`() throws {
        #expect(try read(["0192", "0193", "0192"], .evidence).text == "0192\n0193")
        #expect(try read(["../../etc"], .evidence).problem != nil)
        #expect(try read((0...500).map { "r\($0)" }, .evidence).problem != nil)
    }

    @Test(arguments: [
        "javascript:alert(1)", "ftp://x", "https://", "https:///x", "https://a b", "eastmarsh.gov.uk",
    ])
    func `as a link is a web address`(typed: String) throws {
        #expect(try read([typed], .link).problem == "Enter a web address that begins with https:// for “Q”")
        #expect(try read(["https://eastmarsh.example/report?id=1"], .link).problem == nil)
    }
}
