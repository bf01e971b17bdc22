// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Testing

@Suite struct `Figures of the demonstration` {
    /// The first cell of each line: the figure as it is written.
    private static func listed() throws -> Set<String> {
        let text = try String(
            contentsOfFile: PlayedDemonstration.reference + "/demo/figures.csv", encoding: .utf8)
        return Set(
            text.split(separator: "\n").dropFirst().compactMap { line in
                line.hasPrefix("\"")
                    ? line.dropFirst().split(separator: "\"").first.map(String.init)
                    : line.split(separator: ",").first.map(String.init)
            })
    }

    /// The numbers in a text that claim to be counted: from 20 on, without years and without the codes of tables.
    static func counted(in text: String) -> [String] {
        let words = text.split { $0.isWhitespace || "()“”;:".contains($0) }
        return words.compactMap { word in
            var word = String(word)
            while let last = word.last, ".,".contains(last) { word.removeLast() }
            let plain = word.replacing(",", with: "").replacing("%", with: "")
            guard let value = Double(plain), value >= 20 || word.hasSuffix("%") else { return nil }
            let isYear = !word.contains(",") && !word.contains("%") && (1_900...2_100).contains(value)
            return isYear ? nil : word
        }
    }

    @Test func `are found in a text, and years are none`() {
        let text = "In 2011 there were 2,308 (19.1%), aged 16 to 18, and 94 others; see table ST149."
        #expect(Self.counted(in: text) == ["2,308", "19.1%", "94"])
    }

    @Test(arguments: ["kent", "thanet"])
    func `each stand in the list of sources`(slug: String) async throws {
        let listed = try Self.listed()
        #expect(listed.count > 50)
        let body = try await PlayedDemonstration.body(slug)
        var seen = 0
        for record in body.records.values {
            for (path, text) in record.content.fields where !path.hasPrefix("action/") {
                // Ages and day counts are words of a sentence; a number in a field of its own has no comma.
                let isCount = path.hasSuffix("number")
                let grouped = isCount ? [Self.grouped(text)] : Self.counted(in: text)
                for figure in grouped where !Self.isAge(figure, in: text) {
                    #expect(listed.contains(figure), "\(record.title), \(path): \(figure)")
                    seen += 1
                }
            }
        }
        #expect(seen > 20)
    }

    /// Whether a number is an age and no count: "65 or over", "60 to 65", "over 75".
    private static func isAge(_ figure: String, in text: String) -> Bool {
        guard let age = Int(figure), age < 100 else { return false }
        let words = text.replacing("\n", with: " ")
        return ["\(age) or over", "over \(age)", "to \(age)"].contains { words.contains($0) }
    }

    private static func grouped(_ text: String) -> String {
        guard text.count > 3 else { return text }
        return "\(text.dropLast(3)),\(text.suffix(3))"
    }
}
