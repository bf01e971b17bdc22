// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@Suite struct `The difference of two versions` {
    let people = FormFixture.characteristics

    private func difference(
        _ old: AssessmentContent, _ new: AssessmentContent
    ) throws -> AssessmentDifference {
        AssessmentDifference(from: old, to: new, template: try FormFixture.template(), people)
    }

    @Test func `is told in the order and the words of the template`() throws {
        let old = AssessmentContent([
            "about/title": "Buses", "about/day": "2026-07-11", "evidence/0192/title": "Census",
            "impact/marriage/staff/direction": "negative",
        ])
        let new = AssessmentContent([
            "about/title": "Night buses", "evidence/0193/title": "Survey", "done/about": "yes",
            "impact/marriage/staff/direction": "neutral", "impact/age/residents/direction": "positive",
            "moon/phase": "full",
        ])
        let changes = try difference(old, new).changes
        #expect(
            changes.map(\.name) == [
                "Title", "Takes effect", "Age, residents and service users: Direction of impact",
                "Marriage and civil partnership, staff: Direction of impact", "Evidence item 1: What it is",
                "Evidence item 1: What it is", "Marked complete: About", "No longer asked: Moon, phase",
            ])
        #expect(
            changes.map(\.kind) == [.changed, .removed, .added, .changed, .removed, .added, .added, .added])
        #expect(changes[1].before == "11 July 2026" && changes[1].after == "")
        #expect(changes[3].before == "Negative" && changes[3].after == "No impact")
        #expect(changes.filter(\.isMark).map(\.path) == ["done/about"])
        #expect(try difference(old, new).bySection.map(\.title) == ["About", "Impact", "Evidence", ""])
    }

    @Test(arguments: UInt64(1)...40)
    func `is complete: made to one side, it gives the other`(seed: UInt64) throws {
        let template = try FormFixture.template()
        let old = FormFixture.content(template, people, seed: seed)
        let new = FormFixture.content(template, people, seed: seed + 1000)
        #expect(try difference(old, new).applied(to: old) == new)
        #expect(try difference(new, old).applied(to: new) == old)
        #expect(try difference(old, old).changes == [])
    }

    @Test func `shows the words of a paragraph that were added and removed`() throws {
        let old = AssessmentContent([
            "about/title": "x", "evidence/1/says": "Buses stop at ten. Nobody minds.",
        ])
        let new = AssessmentContent([
            "about/title": "x", "evidence/1/says": "Buses stop at nine. Nobody minds.",
        ])
        let change = try #require(try difference(old, new).changes.first)
        #expect(
            change.words == [
                .init(.both, "Buses stop at "), .init(.removed, "ten. "), .init(.added, "nine. "),
                .init(.both, "Nobody minds."),
            ])
    }

    @Test(arguments: UInt64(1)...60)
    func `of words makes both texts again`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        let words = ["a", "bus", "stops.", "Here\n", "no", "العربية", "é", "  ", "Why?", "👨‍👩‍👧"]
        func text() -> String {
            (0..<Int.random(in: 0...80, using: &numbers))
                .map { _ in words.randomElement(using: &numbers) ?? "" }.joined(separator: " ")
        }
        let (old, new) = (text(), text())
        let runs = WordDifference(from: old, to: new).runs
        #expect(runs.filter { $0.side != .added }.map(\.text).joined() == old)
        #expect(runs.filter { $0.side != .removed }.map(\.text).joined() == new)
        #expect(runs.allSatisfy { !$0.text.isEmpty })
    }

    @Test func `of long texts stays within bounds, whatever they are`() {
        var numbers = SeededNumbers(seed: 7)
        func text(_ words: Int) -> String {
            (0..<words).map { _ in "w\(Int.random(in: 0...5000, using: &numbers))" }.joined(separator: " ")
        }
        let (old, new) = (text(17_000), text(17_000))
        let time = ContinuousClock().measure {
            let runs = WordDifference(from: old, to: new).runs
            #expect(runs.filter { $0.side != .added }.map(\.text).joined() == old)
        }
        // A debug build is some thirty times slower than the product; a search without a bound takes minutes.
        #expect(time < .seconds(5))
    }

    @Test func `of a small change in a long text is small`() {
        let sentences = (0..<2000).map { "Sentence number \($0) says something." }
        var changed = sentences
        changed[1000] = "Sentence number 1000 says nothing."
        changed.remove(at: 1500)
        changed.insert("A new sentence.", at: 20)
        let runs = WordDifference(from: sentences.joined(separator: " "), to: changed.joined(separator: " "))
            .runs
        #expect(runs.filter { $0.side == .added }.map(\.text) == ["A new sentence. ", "nothing. "])
        #expect(
            runs.filter { $0.side == .removed }.map(\.text) == [
                "something. ", "Sentence number 1500 says something. ",
            ])
    }

    @Test func `of many small changes in a long text still shows each of them`() {
        let sentences = (0..<1500).map { "Sentence number \($0) says something." }
        let changed = sentences.enumerated().map { index, sentence in
            index.isMultiple(of: 3) ? "Sentence number \(index) says nothing." : sentence
        }
        let old = sentences.joined(separator: " ")
        let new = changed.joined(separator: " ")
        let runs = WordDifference(from: old, to: new).runs
        #expect(runs.count { $0.side == .removed && $0.text == "something. " } == 500)
        #expect(runs.count { $0.side == .added && $0.text == "nothing. " } == 500)
        #expect(runs.filter { $0.side != .added }.map(\.text).joined() == old)
        #expect(runs.filter { $0.side != .removed }.map(\.text).joined() == new)
    }

    @Test(arguments: UInt64(1)...20)
    func `of texts beyond the bound makes both again`(seed: UInt64) {
        var numbers = SeededNumbers(seed: seed)
        func text() -> String {
            (0..<1200).map { _ in "w\(Int.random(in: 0...900, using: &numbers))" }.joined(separator: " ")
        }
        let (old, new) = (text(), text())
        let runs = WordDifference(from: old, to: new).runs
        #expect(runs.filter { $0.side != .added }.map(\.text).joined() == old)
        #expect(runs.filter { $0.side != .removed }.map(\.text).joined() == new)
        #expect(runs.contains { $0.side == .both })
    }
}
