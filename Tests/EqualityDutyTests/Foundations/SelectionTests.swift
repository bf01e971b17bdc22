// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityDuty

@Suite struct `A selection` {
    @Test(arguments: [
        ("All", Selection<GeneralDutyAim>.all), ("all aims", .all), ("n/a", .notApplicable),
        ("N/A", .notApplicable),
        ("To be mapped", .toBeMapped), ("TO BE MAPPED", .toBeMapped), ("", .notStated), ("  ", .notStated),
        ("A, B & C", .some([.a, .b, .c])), ("a and b", .some([.a, .b])), ("Aim A", .some([.a])),
        ("Aims B and C", .some([.b, .c])), ("(b)", .some([.b])), ("1, 2", .some([.a, .b])),
        ("Advance equality of opportunity", .some([.b])),
        (
            "Eliminate discrimination; foster good relations",
            .some([.a, .c])
        ), ("C, C", .some([.c])),
    ])
    func `of aims is read from the words of the cell`(words: String, selection: Selection<GeneralDutyAim>) {
        let text = SelectionText(aims: words)
        #expect(text.selection == selection)
        #expect(text.asWritten == words)
        #expect(text.note == nil)
    }

    @Test(arguments: [
        ("All", Selection<String>.all), ("All protected characteristics", .all), ("n/a", .notApplicable),
        ("Age; Disability", .some(["age", "disability"])),
        ("age & disability", .some(["age", "disability"])),
        ("Marriage and civil partnership, Race", .some(["marriage-and-civil-partnership", "race"])),
        ("Marriage & Civil Partnership", .some(["marriage-and-civil-partnership"])),
        ("Religion or belief and sex", .some(["religion-or-belief", "sex"])),
        ("Religion", .some(["religion-or-belief"])),
        ("Sexual orientation/Gender", .some(["sexual-orientation", "sex"])),
        ("sexual-orientation", .some(["sexual-orientation"])),
        ("Older people", .some(["age"])),
    ])
    func `of characteristics is read by the words of the body`(words: String, selection: Selection<String>) {
        let text = SelectionText(characteristics: words, in: Fixtures.vocabulary)
        #expect(text.selection == selection)
        #expect(text.note == nil)
    }

    @Test func `with a word that is not known is still to be mapped and says which`() {
        let text = SelectionText(characteristics: "Age, Shoe size", in: Fixtures.vocabulary)
        #expect(text.selection == .toBeMapped)
        #expect(text.asWritten == "Age, Shoe size")
        #expect(text.note == "“shoe size” is not known here")
        #expect(SelectionText(aims: "A, D").selection == .toBeMapped)
        #expect(SelectionText(aims: "and").selection == .toBeMapped)
    }

    @Test func `of all stays distinct from every one of them`() {
        #expect(SelectionText(aims: "All").selection != SelectionText(aims: "A, B, C").selection)
        #expect(Selection<String>.all.contains("something new"))
        #expect(!Selection.some(["age"]).contains("something new"))
    }

    @Test func `of references keeps each as written`() {
        #expect(SelectionText(references: "1.1, 3.4 & 5.2").selection == .some(["1.1", "3.4", "5.2"]))
        #expect(SelectionText(references: "1.1; 3.4").selection == .some(["1.1", "3.4"]))
        #expect(
            SelectionText(references: "Economy, jobs & growth").selection == .some(["Economy, jobs & growth"])
        )
        #expect(
            SelectionText(references: "Priority 1; Priority 2").selection
                == .some(["Priority 1", "Priority 2"]))
        #expect(SelectionText(references: "To be mapped").selection == .toBeMapped)
        #expect(SelectionText(references: "All").selection == .all)
    }

    /// Plain text is cut byte by byte; it must be cut as any other text is.
    @Test func `words of plain text are cut like those of any text`() {
        var state: UInt64 = 11
        func random(_ most: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % most
        }
        for _ in 0..<3_000 {
            let text = String(decoding: (0..<random(24)).map { _ in UInt8(random(128)) }, as: UTF8.self)
            let long = foldedForSearch(text).split { !($0.isLetter || $0.isNumber || $0 == "'") }.map(
                String.init)
            #expect(SelectionWords.words(text) == long, "\(text.debugDescription)")
        }
    }
}
