// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@Suite(.serialized) struct `A file from a council` {
    private static let head =
        "reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance"
    private static let text =
        "\(head)\r\nH1,Café £5 – “rents”,policy,Housing,,,2020-01-01,,,high\r\nH2,Repairs,policy,Care,,,,,,\r\n"

    private static func windows1252(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0x2013: 0x96
            case 0x201C: 0x93
            case 0x201D: 0x94
            default: UInt8(scalar.value)
            }
        }
    }

    private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        ([0xFEFF] + Array(text.utf16)).flatMap { unit in
            let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
            return bigEndian ? [high, low] : [low, high]
        }
    }

    private static let readable: [(String, [UInt8], String)] = [
        ("plain", Array(text.utf8), ""), ("bom", [0xEF, 0xBB, 0xBF] + Array(text.utf8), "BOM"),
        ("windows", windows1252(text), "Windows-1252"), ("utf16-le", utf16(text, bigEndian: false), "UTF-16"),
        ("utf16-be", utf16(text, bigEndian: true), "UTF-16"),
        ("semicolons", Array(text.replacing(",", with: ";").utf8), "semicolon"),
        ("tabs", Array(text.replacing(",", with: "\t").utf8), "tab"),
        ("line feeds", Array(text.replacing("\r\n", with: "\n").utf8), ""),
    ]

    @Test(arguments: readable)
    func `in another encoding or with other separators is recognised, said and read`(
        name: String, bytes: [UInt8], note: String
    ) async throws {
        let folder = try Folder()
        try await folder.found()
        let file = try folder.write("register.csv", bytes)
        let outcome = try await folder.run("import", "register", file)
        #expect(outcome.code == 0, "\(outcome.talk)")
        if !note.isEmpty {
            let said = outcome.talk.lowercased()
            let words = note == "BOM" ? ["bom", "byte order mark"] : [note.lowercased()]
            #expect(words.contains { said.contains($0) }, "\(outcome.talk)")
        }
        let database = try folder.database()
        let policies = try await RegisterStore(database: database, criteria: .standard).policies(
            within: .wholeBody)
        await database.close()
        #expect(policies.map(\.name) == ["Café £5 – “rents”", "Repairs"])
    }

    /// What is wrong, with the rows and columns that the list must name.
    private static let broken: [(String, [UInt8], [(Int, String)])] = [
        ("wrong header", Array("a,b,c\r\n1,2,3\r\n".utf8), [(1, "reference"), (1, "name")]),
        ("missing column", Array(text.replacing(",owner", with: "").utf8), [(1, "owner")]),
        (
            "open quote", Array("\(head)\r\nH1,\"Rents,policy,Housing,,,,,,\r\nH2,x,policy,,,,,,,\r\n".utf8),
            [(2, "")]
        ),
        ("NUL", Array("\(head)\r\nH1,Re\u{0}nts,policy,Housing,,,,,,\r\n".utf8), [(2, "name")]),
        (
            "huge cell",
            Array("\(head)\r\nH1,\(String(repeating: "x", count: 1_100_000)),policy,Housing,,,,,,\r\n".utf8),
            [(2, "name")]
        ),
        (
            "impossible dates", Array("\(head)\r\nH1,a,policy,,,,2023-02-29,2024-13-01,31/3/2024,\r\n".utf8),
            [(2, "adopted"), (2, "retired"), (2, "last_assessed")]
        ),
        (
            "duplicates",
            Array(
                "\(head)\r\nH1,a,policy,,,,,,,\r\nH2,b,policy,,,,,,,\r\nh1 ,c,policy,,,,,,,\r\nH1,d,policy,,,,,,,\r\n"
                    .utf8),
            [(4, "reference"), (5, "reference")]
        ),
        (
            "ragged", Array("\(head)\r\nH1,a\r\nH2,b,policy,,,,,,,\r\nH3,c,policy,,,,,,,,,,\r\n".utf8),
            [(2, ""), (4, "")]
        ),
        (
            "all at once",
            Array(
                "\(head)\r\n,a,policy,,,,,,,\r\nH2,,policy,,,,2020-02-31,,,enormous\r\nH3\r\nH4,good,policy,,,,,,,\r\n"
                    .utf8),
            [(2, "reference"), (3, "name"), (3, "adopted"), (3, "relevance"), (4, "")]
        ),
        ("empty", [], [(0, "")]),
    ]

    @Test(arguments: broken)
    func `that is broken gives all its problems by row and column at once, and nothing is taken of it`(
        name: String, bytes: [UInt8], places: [(Int, String)]
    ) async throws {
        let folder = try Folder()
        try await folder.found()
        let file = try folder.write("register.csv", bytes)
        for (flag, code) in [("--dry-run", Int32(4)), ("--json", 1)] {
            let outcome = try await folder.run("import", "register", file, flag)
            #expect(outcome.code == code, "\(outcome.talk)")
            #expect(!outcome.talk.contains("Fatal"))
            guard flag == "--json" else { continue }
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
            #expect(json["imported"] as? Bool == false)
            let problems = try #require(json["problems"] as? [[String: Any]])
            for (row, column) in places {
                let found = problems.contains { problem in
                    problem["row"] as? Int == row
                        && (column.isEmpty || problem["column"] as? String == column)
                        && (problem["text"] as? String)?.isEmpty == false
                }
                #expect(found, "\(name): row \(row) \(column) is not among \(problems)")
            }
        }
        let database = try folder.database()
        #expect(
            try await RegisterStore(database: database, criteria: .standard).policies(within: .wholeBody)
                .isEmpty)
        #expect(try await BodyStore(database: database).units().isEmpty)
        await database.close()
    }

    @Test func `of an action plan is read by the same rules`() async throws {
        let folder = try Folder()
        try await folder.found()
        let plan = String(
            decoding: try Data(
                contentsOf: URL(
                    fileURLWithPath: Program.root + "/Tests/EqualityDutyTests/Fixtures/thanet-action-plan.csv"
                )),
            as: UTF8.self)
        for (name, bytes) in [
            ("utf16", Self.utf16(plan, bigEndian: false)),
            (
                "windows",
                Self.windows1252(
                    plan.filter {
                        $0.unicodeScalars.allSatisfy {
                            $0.value < 256 || [0x2013, 0x201C, 0x201D].contains($0.value)
                        }
                    })
            ),
        ] {
            let file = try folder.write("\(name).csv", bytes)
            let outcome = try await folder.run("import", "action-plan", file, "--dry-run", "--json")
            #expect(outcome.code == 0, "\(outcome.talk)")
            let json = try #require(
                try JSONSerialization.jsonObject(with: Data(outcome.bytes)) as? [String: Any])
            #expect(json["rows"] as? Int == 15, "\(name)")
        }
        let missing = try folder.write(
            "missing.csv", Array(plan.replacing("Lead Officer", with: "Boss").utf8))
        let outcome = try await folder.run("import", "action-plan", missing)
        #expect(outcome.code == 1)
        #expect(outcome.output.contains("Lead Officer"))
    }

    /// The issue asks for a million rows in flat memory. The debug build takes 100,000 here; `make bench` measures
    /// the release build. Flat: five times the rows may not take even twice the memory.
    @Test func `of very many rows takes no more memory than a short one`() async throws {
        let folder = try Folder()
        var peaks: [Int] = []
        for (index, count) in [20_000, 100_000].enumerated() {
            let slug = "council-\(index)"
            try await folder.found(slug)
            var bytes = Array((Self.head + "\r\n").utf8)
            for row in 0..<count {
                bytes += Array(
                    "R\(row),Policy number \(row) of many,policy,Directorate \(row % 9),Service,Owner,2020-01-01,,2024-05-05,high\r\n"
                        .utf8)
            }
            let file = try folder.write("many-\(count).csv", bytes)
            let outcome = try await Program.run(
                [
                    "-c",
                    """
                    "$0" "$@" & pid=$!; peak=0
                    while line=$(grep VmHWM /proc/$pid/status 2>/dev/null); do peak=$(echo $line | tr -dc 0-9); sleep 0.05; done
                    wait $pid; code=$?; echo "peak $peak"; exit $code
                    """, Program.path, "import", "register", file, "--data", folder.file("data"), "--body",
                    slug,
                ], in: folder, executable: "/bin/bash")
            #expect(outcome.code == 0, "\(outcome.talk)")
            #expect(outcome.output.contains("\(count) added"), "\(outcome.output)")
            let peak = outcome.output.split(separator: "\n").last.flatMap { Int($0.dropFirst(5)) } ?? 0
            #expect(peak > 10_000)
            peaks.append(peak)
        }
        #expect(peaks[1] < peaks[0] * 2, "kilobytes: \(peaks)")
    }
}
