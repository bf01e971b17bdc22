// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Releases broken in one way each, by hand: the attacker must see it, and must not where that one thing is mended.
@Suite struct `The attacker on planted faults` {
    typealias Attacker = `The attacker`

    /// Sums of pay, 100 and 5 over 7 and 200 where they are hidden, with shown margins, beside shown counts.
    ///
    /// By subtraction the first is at most 105. `behind` says how many people and the largest amounts are behind
    /// the first and the second.
    static func sums(rule: String, behind: [String] = ["12 9 9 9 9", "1 5"]) throws -> CommandFolder {
        let folder = try CommandFolder()
        try Attacker.put(folder, [[20, 20, 20], [20, 20, 20]], areas: [60, 60], ages: [40, 40, 40])
        try Attacker.put(
            folder, [[nil, nil, 300], [nil, nil, 400]], areas: [405, 607], ages: [107, 205, 700],
            part: "out/published/amounts-pay")
        try folder.put(
            "out/pattern-pay.csv", "d,e,n,status\nd0,e0,100,P\nd0,e1,5,P\nd1,e0,7,S\nd1,e1,200,S\n")
        // Cells are numbered as they first stand in the table: margins, then row by row.
        try folder.put(
            "out/certificate-pay.txt",
            "need 5 insider 1\nrule \(rule)\nholding 6 \(behind[0])\nholding 7 \(behind[1])\n"
                + "holding 9 20 2 1 1 1\nholding 10 20 20 20 20 20\n")
        return folder
    }

    static func gained(_ rule: String, _ behind: [String]) throws -> Attacker.Found {
        let folder = try sums(rule: rule, behind: behind)
        return try withExtendedLifetime(folder) { try Attacker.attack(folder.root + "/out") }
    }

    @Test func `sees a sum that may not be as far above the truth as each rule says`() throws {
        let dominated = ["12 95 2 1 1", "9 1 1 1 1"]
        for (rule, behind) in [
            ("fewerThan 5", ["2 60 40", "9 1 1 1 1"]), ("dominance 1 90", dominated),
            ("closeGuess 10", dominated), ("closeGuessKnowing 10 50", dominated),
        ] {
            let found = try Self.gained(rule, behind)
            #expect(found.gains == 1 && found.claims == ["amounts-pay, d d0, e e0: at most 105"], "\(rule)")
        }
        // The same sum, where the rule asks for five or less above it, or hides nothing.
        for (rule, behind) in [
            ("fewerThan 5", ["5 60 10 10 10", "9 1 1 1 1"]), ("dominance 1 93", dominated),
            ("closeGuess 8", dominated), ("closeGuessKnowing 4 50", dominated),
        ] {
            #expect(
                try Self.gained(rule, behind).gains == 0, "\(rule)"
            )
        }
    }

    @Test func `takes the people behind a sum from the rows of people, not from a certificate that errs`()
        throws
    {
        let folder = try Self.sums(rule: "fewerThan 5", behind: ["12 9 9 9 9", "9 1 1 1 1"])
        #expect(try !Attacker.attack(folder.root + "/out").broken)
        let many = (0..<5).map { _ in "d0,e1,1\n" } + (0..<7).map { _ in "d1,e0,1\n" }
        let rows = many + (0..<8).map { _ in "d1,e1,25\n" }
        try folder.put("in/micro.csv", "d,e,pay\nd0,e0,60\nd0,e0,40\n" + rows.joined())
        let found = try Attacker.attack(folder.root + "/out", more: ["--micro=\(folder.root)/in/micro.csv"])
        #expect(found.gains == 1 && found.insiderGains == 0)
    }

    @Test func `sees what the one person behind a sum learns of another`() throws {
        let dominated = ["12 95 2 1 1", "1 5"]
        let found = try Self.gained("closeGuess 5", dominated)
        #expect(found.gains == 0 && found.insiderGains == 1)
        #expect(found.claims == ["amounts-pay, d d0, e e0: exactly 100, by the one person in d d0, e e1"])
        // Two people behind it, and neither knows the whole of it.
        let two = try Self.gained("closeGuess 5", [dominated[0], "2 4 1"])
        #expect(!two.broken)
    }

    @Test func `takes a mean with its base as a range of the sum`() throws {
        let folder = try Self.sums(rule: "closeGuess 5", behind: ["12 95 2 1 1", "2 4 1"])
        #expect(try !Attacker.attack(folder.root + "/out").broken)
        // A mean of 8 for 12 people: from 90 to 101.
        try folder.put(
            "out/published/derived-01-mean-pay-d-e.csv", "d,e,base,value,value_status\nd0,e0,12,8,\n")
        let found = try Attacker.attack(folder.root + "/out")
        #expect(found.claims.contains("amounts-pay, d d0, e e0: at most 101"))
    }

    @Test func `takes a median with its base as the least that the sum can be`() throws {
        let folder = try Self.sums(rule: "dominance 1 50", behind: ["12 9 9 9 9", "3 5 0 0"])
        #expect(try !Attacker.attack(folder.root + "/out").broken)
        // Seven of 12 people have 14 or more between them but for a half: 97 at least, which leaves 8.
        try folder.put(
            "out/published/derived-01-median-pay-d-e.csv", "d,e,base,value,value_status\nd0,e0,12,14,\n")
        let found = try Attacker.attack(folder.root + "/out")
        #expect(found.claims.contains("amounts-pay, d d0, e e1: at most 8"))
    }

    @Test func `takes a percentage with its base as a range of people, and a base as their number`() throws {
        let folder = try CommandFolder()
        try Attacker.put(folder, [[nil, nil, 30], [nil, nil, 40]], areas: [62, 90], ages: [40, 42, 70])
        #expect(try !Attacker.attack(folder.root + "/out").claims.contains { $0.contains("exactly") })
        for (name, row) in [("percentage-d", "d0,e0,40,73,"), ("median-pay", "d0,e0,29,400,")] {
            let path = "out/published/derived-01-\(name)-d-e.csv"
            try folder.put(path, "d,e,base,value,value_status\n\(row)\n")
            let told = try Attacker.attack(folder.root + "/out")
            #expect(told.claims.contains { $0.hasPrefix("d d0, e e1: exactly 3") }, "\(name)")
            try FileManager.default.removeItem(atPath: folder.root + "/" + path)
        }
        // No number of 40 people comes to 72 per cent.
        try folder.put(
            "out/published/derived-01-percentage-d-d-e.csv",
            "d,e,base,value,value_status\nd0,e0,40,72,\n")
        #expect(try Attacker.attack(folder.root + "/out").contradiction)
    }

    /// Found by trying 20,000 tables: neither a tie nor bounds give the number away, a programme does.
    @Test func `sees what the one person in a cell learns by a programme alone`() throws {
        let folder = try CommandFolder()
        let rows = [[0, 2, 1, 0], [2, 2, 2, 0], [0, 2, 2, 3], [2, 0, 7, 3], [0, 0, 7, 0]]
        let shown: [Set<Int>] = [[3], [0], [1, 2], [1, 2], [0, 3]]
        func put(_ more: Set<Int>) throws {
            try Attacker.put(
                folder,
                rows.enumerated().map { area, row in
                    row.enumerated().map { age, value in
                        shown[area].contains(age) || area == 0 && more.contains(age) ? value : nil
                    }
                }, areas: rows.map { $0.reduce(0, +) },
                ages: (0..<4).map { age in rows.reduce(0) { $0 + $1[age] } },
                statement:
                    "<dd id=\"threshold\">3</dd><dd id=\"width\">1</dd><dd id=\"noughts\">hidden where they tell</dd>"
            )
        }
        try put([])
        var pattern = "d,e,n,status\n"
        for (area, row) in rows.enumerated() {
            for (age, value) in row.enumerated() { pattern += "d\(area),e\(age),\(value),\n" }
        }
        try folder.put("out/pattern.csv", pattern)
        let found = try Attacker.attack(folder.root + "/out")
        #expect(found.insiderGains == 1)
        #expect(found.claims.contains("d d0, e e1: by a programme from the one person in d d0, e e2"))
        // Where the policy promises nothing against such people, nothing is gained.
        try folder.put("out/certificate.txt", "policy own\nthreshold 3\nneed 1 insider 0\n")
        #expect(try Attacker.attack(folder.root + "/out").insiderGains == 0)
    }
}
