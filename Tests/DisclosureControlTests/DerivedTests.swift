// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `Means, medians and percentages` {
    static let plan =
        "{\"figures\":[{\"figure\":\"mean\",\"of\":\"pay\",\"table\":[\"d\",\"e\"]},"
        + "{\"figure\":\"median\",\"of\":\"pay\",\"table\":[\"d\",\"e\"]},"
        + "{\"figure\":\"percentage\",\"of\":\"e\",\"table\":[\"d\",\"e\"]}]}"
    static let kinds = [
        "derived-01-mean-pay-d-e", "derived-02-median-pay-d-e", "derived-03-percentage-e-d-e",
    ]

    static func made(_ counts: [Int] = CommandFolder.counts, plan: String = plan) throws -> CommandFolder {
        let folder = try CommandFolder(counts, pay: true)
        try folder.put("in/derived.json", plan)
        #expect(folder.protect() == 0)
        return folder
    }

    @Test func `are written with their base, and both checkers work them out again`() throws {
        let folder = try Self.made([3] + CommandFolder.counts.dropFirst())
        #expect(try folder.checked() == [0, 0])
        for kind in Self.kinds {
            #expect(folder.text("out/published/\(kind).html").contains("Number of people behind it"))
            #expect(folder.text("out/published/\(kind).json").contains("\"base\":"))
            #expect(folder.row("d0,e0", of: "out/published/\(kind).csv") == ",,c")
        }
        #expect(folder.row("d1,Total", of: "out/published/\(Self.kinds[2]).csv") == "105,100,")
        #expect(folder.row("d1,e2", of: "out/published/\(Self.kinds[2]).csv") == "105,38,")
        #expect(folder.text("out/statement.html").contains("Means, medians and percentages"))
    }

    /// Whatever is planted in a figure, in its base or in what vouches for it is found by both.
    @Test func `both checkers find what is planted`() throws {
        let folder = try Self.made()
        #expect(try folder.checked() == [0, 0])
        func plant(_ kind: Int, _ change: (inout [String]) -> Void, digest: Bool = true) throws -> [Int32] {
            let path = "out/published/\(Self.kinds[kind]).csv"
            let (whole, vouched) = (folder.text(path), folder.text("out/certificate-derived.txt"))
            var lines = whole.split(separator: "\n").map(String.init)
            change(&lines)
            let text = lines.joined(separator: "\n") + "\n"
            try folder.put(path, text)
            for end in [".html", ".json"] {
                try? FileManager.default.removeItem(
                    atPath: folder.root + "/out/published/\(Self.kinds[kind])\(end)")
            }
            let old = sha256(Array(whole.utf8))
            let new = sha256(Array(text.utf8))
            if digest { try folder.put("out/certificate-derived.txt", vouched.replacing(old, with: new)) }
            defer {
                try? folder.put(path, whole)
                try? folder.put("out/certificate-derived.txt", vouched)
            }
            return try folder.checked()
        }
        func at(_ lines: [String], _ start: String) -> Int { lines.firstIndex { $0.hasPrefix(start) } ?? 0 }
        for kind in 0..<3 {
            // Another value; the same without the digest; another base; a figure on too small a base.
            if kind != 1 {
                #expect(
                    try plant(kind) {
                        $0[at($0, "d1,e2,")] += ""; $0[at($0, "d1,e2,")] = "d1,e2,40,7,"
                    } == [1, 1])
            }
            #expect(try plant(kind, { $0[at($0, "d1,e2,")] = "d1,e2,40,7," }, digest: false) == [1, 1])
            #expect(
                try plant(kind) { lines in
                    let place = at(lines, "d1,e2,")
                    var words = lines[place].split(separator: ",", omittingEmptySubsequences: false).map(
                        String.init)
                    words[2] = "41"
                    lines[place] = words.joined(separator: ",")
                } == [1, 1])
            #expect(try plant(kind) { $0[at($0, "d1,e2,")] = "d1,e2,9,20000," } == [1, 1])
            #expect(try plant(kind) { $0[0] = "d,e,value,base,value_status" } == [1, 1])
            // Lines end in one way only.
            #expect(try plant(kind) { $0 = $0.map { $0 + "\r" } } == [1, 1])
        }
        let vouched = folder.text("out/certificate-derived.txt")
        try folder.put("out/certificate-derived.txt", vouched.replacing("base 10", with: "base 9"))
        #expect(try folder.checked() == [1, 1])
        try FileManager.default.removeItem(atPath: folder.root + "/out/certificate-derived.txt")
        #expect(try folder.checked() == [2, 2])
    }

    /// Without the last four of forty, the rest are a group of thirty-six: two medians would bracket the four.
    @Test func `two medians of groups that differ by few people are not both shown`() throws {
        let counts = [23, 21, 30, 14, 0, 36, 6, 0, 31, 27, 19, 33]
        let folder = try Self.made(counts)
        #expect(try folder.checked() == [0, 0])
        let path = "out/published/\(Self.kinds[1]).csv"
        #expect(folder.row("d1,Total", of: "out/published/table-01-d-e.csv") == "42,")
        #expect(folder.row("d1,e1", of: "out/published/table-01-d-e.csv") == "36,")
        #expect(folder.row("d1,Total", of: path)?.hasPrefix("42,") == true)
        #expect(folder.row("d1,e1", of: path) == ",,c")
        // Shown all the same, with a digest that fits, it is refused by both.
        let whole = folder.text(path)
        let leak = whole.replacing("d1,e1,,,c", with: "d1,e1,36,24000,")
        try folder.put(path, leak)
        for end in ["html", "json"] {
            try FileManager.default.removeItem(atPath: folder.root + "/" + path.dropLast(3) + end)
        }
        try folder.put(
            "out/certificate-derived.txt",
            folder.text("out/certificate-derived.txt")
                .replacing(sha256(Array(whole.utf8)), with: sha256(Array(leak.utf8))))
        #expect(try folder.checked() == [1, 1])
    }

    @Test func `a median is tested against the medians of an earlier release`() throws {
        let counts = [23, 21, 30, 14, 0, 36, 6, 0, 31, 27, 19, 33]
        let folder = try CommandFolder(counts, pay: true)
        func plan(_ table: String) -> String {
            "{\"figures\":[{\"figure\":\"median\",\"of\":\"pay\",\"table\":[\(table)]}]}"
        }
        let lists = folder.text("in/hierarchy.json")
        try folder.put("in/hierarchy.json", lists.replacing("[[\"d\",\"e\"]]", with: "[[\"d\"]]"))
        try folder.put("in/derived.json", plan("\"d\""))
        #expect(folder.protect(version: "1") == 0)
        #expect(folder.row("d1", of: "out/published/derived-01-median-pay-d.csv")?.hasPrefix("42,") == true)
        try folder.put("in/hierarchy.json", lists)
        try folder.put("in/derived.json", plan("\"d\",\"e\""))
        #expect(folder.protect("out2", version: "1") == 0)
        let path = "out2/published/derived-01-median-pay-d-e.csv"
        #expect(folder.row("d1,e1", of: path) == ",,c")
        #expect(folder.row("d0,e0", of: path)?.hasPrefix("23,") == true)
        #expect(try folder.checked("out2") == [0, 0])
        #expect(folder.text("out2/published/earlier/derived-e1-median-pay-d.csv").contains("d1,42,"))
    }

    @Test(arguments: [
        ("{}", "figures"), ("{\"figures\":[{\"figure\":\"mode\"}]}", "mean"),
        ("{\"figures\":[{\"figure\":\"mean\",\"of\":\"pay\",\"table\":[\"e\",\"d\"]}]}", "order"),
        ("{\"figures\":[{\"figure\":\"mean\",\"of\":\"wage\",\"table\":[\"d\",\"e\"]}]}", "wage"),
        ("{\"figures\":[{\"figure\":\"percentage\",\"of\":\"x\",\"table\":[\"d\",\"e\"]}]}", "x"),
        ("{\"figures\":[{\"figure\":\"mean\",\"table\":[\"d\",\"e\"]}]}", "of what"),
    ])
    func `what cannot be worked out is refused`(text: String, words: String) {
        let problem = #expect(throws: DisclosureProblem.self) {
            try DerivedPlan(Array(text.utf8), tables: [["d", "e"]], amounts: ["pay"])
        }
        #expect(problem?.file == "derived.json" && problem?.message.contains(words) == true)
    }
}
