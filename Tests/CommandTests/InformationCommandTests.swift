// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Two years of equality information published by the command, and attacked with nothing but what went out.
@Suite(.serialized) struct `Equality information at the command line` {
    private struct Found: Decodable {
        let hidden, gains, ruleAwareGains, insiderGains: Int
        let contradiction, broken: Bool
    }

    private static let attacker =
        URL(fileURLWithPath: Program.path).deletingLastPathComponent().path + "/attacker"

    /// Invented people: most of large groups, some of a handful.
    private static func people(_ count: Int, seed: UInt64) -> [String] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let groups = ["White British", "Indian", "Chinese", "African", "Arab", ""]
        let weights = [800, 90, 6, 60, 14, 30]
        return (1...count).map { number in
            var left = next(1000)
            let group = weights.firstIndex { weight in
                left -= weight
                return left < 0
            }
            let sex = next(50)
            return
                "\(seed)-\(number),01/02/\(1935 + next(70)),\(sex == 0 ? "" : sex < 26 ? "Female" : "Male"),"
                + groups[group ?? 0]
        }
    }

    private static func take(_ folder: Folder, _ seed: UInt64, _ period: String, _ name: String = "Pools")
        async throws
    {
        let file = folder.file("\(seed).csv")
        let rows = ["Ref,DOB,Sex,Ethnic group"] + people(1200 + Int(seed) * 40, seed: seed)
        try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
        let taken = try await Program.run(
            [
                "import", "monitoring", file, "--mapping", name, "--data-set", name, "--period", period,
                "--yes",
                "--kind", "serviceUsers", "--purpose", "p", "--retention", "6 years", "--data",
                folder.file("data"),
            ], in: folder)
        try #require(taken.code == 0, "\(taken.talk)")
    }

    private static func attack(_ folder: Folder, _ place: String) async throws -> Found {
        let outcome = try await Program.run(
            [folder.file(place), "--insiders", "--json"], in: folder, executable: attacker)
        return try JSONDecoder().decode(Found.self, from: Data(outcome.bytes))
    }

    /// Both years as one release, with the year as one more dimension: everything that a reader has.
    private static func join(_ folder: Folder, _ years: [(code: String, place: String)], into place: String)
        throws
    {
        let files = FileManager.default
        func text(_ path: String) -> String { String(decoding: folder.read(path), as: UTF8.self) }
        try files.createDirectory(
            atPath: folder.file(place + "/published"), withIntermediateDirectories: true)
        func put(_ path: String, _ text: String) throws { try folder.write("\(place)/\(path)", text.utf8) }
        var lists = text("\(years[0].place)/published/hierarchy.csv") + "year,,either,\n"
        for year in years { lists += "year,1,\(year.code),either\n" }
        try put("published/hierarchy.csv", lists)
        for name in try files.contentsOfDirectory(atPath: folder.file(years[0].place + "/published"))
        where name.hasPrefix("table-") && name.hasSuffix(".csv") {
            let tables = years.map { year in
                (year.code, text("\(year.place)/published/\(name)").split(separator: "\n").map(String.init))
            }
            var lines = ["year,\(tables[0].1[0])"]
            for (code, rows) in tables { lines += rows.dropFirst().map { "\(code),\($0)" } }
            lines += tables[0].1.dropFirst().map { row in
                "either,"
                    + row.split(separator: ",", omittingEmptySubsequences: false).dropLast(2).joined(
                        separator: ",")
                    + ",,c"
            }
            try put("published/\(name)", lines.joined(separator: "\n") + "\n")
        }
        var pattern: [String] = []
        for year in years {
            let rows = text("\(year.place)/pattern.csv").split(separator: "\n").map(String.init)
            if pattern.isEmpty { pattern = ["year,\(rows[0])"] }
            pattern += rows.dropFirst().map { "\(year.code),\($0)" }
        }
        try put("pattern.csv", pattern.joined(separator: "\n") + "\n")
        try put("statement.html", text("\(years[0].place)/statement.html"))
        try put("certificate.txt", text("\(years[0].place)/certificate.txt"))
    }

    /// The hidden cells that protect others, as their rows of the tables and their numbers.
    private static func secondaries(_ folder: Folder, _ place: String) -> [(
        codes: [String: String], value: String
    )] {
        let rows = String(decoding: folder.read("\(place)/pattern.csv"), as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let heads = rows[0].dropLast(2)
        return rows.dropFirst().filter { $0.last == "S" }.map { row in
            (Dictionary(uniqueKeysWithValues: zip(heads, row)), row[row.count - 2])
        }
    }

    /// Shows one number on purpose, in every table that has it.
    private static func show(
        _ folder: Folder, _ place: String, _ cell: (codes: [String: String], value: String)
    ) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.file(place + "/published"))
        where name.hasPrefix("table-") && name.hasSuffix(".csv") {
            let path = "\(place)/published/\(name)"
            var rows = String(decoding: folder.read(path), as: UTF8.self).split(separator: "\n").map(
                String.init)
            let heads = rows[0].split(separator: ",").map(String.init).dropLast(2)
            // A table tells the cell where everything that it does not have is at its total.
            guard cell.codes.allSatisfy({ heads.contains($0.key) || $0.value == "all" }) else { continue }
            let codes = heads.map { cell.codes[$0] ?? "" }.joined(separator: ",")
            rows = rows.map { $0 == "\(codes),,c" ? "\(codes),\(cell.value)," : $0 }
            try folder.write(path, (rows.joined(separator: "\n") + "\n").utf8)
        }
    }

    @Test func `of two years gives the attacker nothing, and one number too many gives something`()
        async throws
    {
        let folder = try Folder()
        try await folder.found()
        try await Self.take(folder, 1, "2023/24")
        try await Self.take(folder, 2, "2024/25")
        let data = folder.file("data")
        let tried = try await Program.run(
            [
                "publish", "equality-information", "--on", "2024-06-30", "--out", "one", "--dry-run",
                "--json", "--data", data,
            ],
            in: folder)
        #expect(tried.code == 0, "\(tried.talk)")
        let result = try #require(try JSONSerialization.jsonObject(with: Data(tried.bytes)) as? [String: Any])
        #expect(result["edition"] == nil && !FileManager.default.fileExists(atPath: folder.file("one")))
        #expect((result["provenSmallNumbers"] as? Int ?? 0) > 0)
        for (day, out) in [("2024-06-30", "one"), ("2025-06-30", "two")] {
            let done = try await Program.run(
                ["publish", "equality-information", "--on", day, "--out", out, "--yes", "--data", data],
                in: folder)
            #expect(done.code == 0 && done.output.contains("Published"), "\(done.talk)")
            let check = try await Program.run(["disclosure", "check", "\(out)/inside/pools"], in: folder)
            #expect(check.code == 0 && check.output.hasPrefix("safe"), "\(check.output) \(check.talk)")
            let python = try await Program.run(
                [
                    "python3", Program.root + "/Tests/DisclosureControlTests/check_certificate.py",
                    "\(out)/inside/pools",
                ],
                in: folder, executable: "/usr/bin/env")
            #expect(python.code == 0 && python.output.contains("safe"), "\(python.output) \(python.talk)")
            let alone = try await Self.attack(folder, "\(out)/inside/pools")
            #expect(alone.hidden > 0 && alone.gains == 0 && alone.insiderGains == 0 && !alone.broken)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.file("one/public/certificate.txt")))
        try Self.join(folder, [("2023", "one/inside/pools"), ("2024", "two/inside/pools")], into: "both")
        let both = try await Self.attack(folder, "both")
        #expect(both.hidden > 0 && both.gains == 0 && both.insiderGains == 0 && !both.broken)
        // Planted: one number that was hidden for the sake of another, shown. Some such number tells.
        let hidden = Self.secondaries(folder, "both")
        #expect(!hidden.isEmpty)
        var told = 0
        for (at, cell) in hidden.prefix(4).enumerated() {
            try FileManager.default.copyItem(atPath: folder.file("both"), toPath: folder.file("leak-\(at)"))
            try Self.show(folder, "leak-\(at)", cell)
            let leaked = try await Self.attack(folder, "leak-\(at)")
            if leaked.gains + leaked.insiderGains > 0 { told += 1 }
        }
        #expect(
            told > 0, "of \(hidden.count) numbers hidden for others the first four told nothing when shown")
    }

    @Test func `ends with a clear line where something is wrong, and leaves nothing`() async throws {
        let folder = try Folder()
        try await folder.found()
        let data = folder.file("data")
        func run(_ words: String...) async throws -> Outcome {
            try await Program.run(
                ["publish", "equality-information"] + words + ["--data", data], in: folder)
        }
        let empty = try await run("--on", "2025-06-30", "--out", "out", "--yes")
        #expect(empty.code == 3 && empty.talk.contains("There is no data set yet"))
        try await Self.take(folder, 1, "2024/25")
        let unknown = try await run("--on", "2025-06-30", "--out", "out", "--data-set", "Halls", "--yes")
        #expect(unknown.code == 64 && unknown.talk.contains("There are: Pools"))
        let future = try await run("--on", "2099-06-30", "--out", "out", "--yes")
        #expect(future.code == 64 && future.talk.contains("until today"))
        let nonsense = try await run("--on", "30/6/2025", "--out", "out", "--yes")
        #expect(nonsense.code == 64)
        let early = try await run("--on", "2024-06-30", "--out", "out", "--yes")
        #expect(early.code == 4 && early.talk.contains("Nothing can be published"))
        let unasked = try await run("--on", "2025-06-30", "--out", "out")
        #expect(unasked.code == 64 && unasked.talk.contains("--yes"))
        let nowhere = try await run("--on", "2025-06-30", "--out", "missing/out", "--yes")
        #expect(nowhere.code == 1 && nowhere.talk.contains("cannot be written"))
        try FileManager.default.createDirectory(
            atPath: folder.file("full"), withIntermediateDirectories: true)
        try folder.write("full/mine.txt", "mine".utf8)
        let full = try await run("--on", "2025-06-30", "--out", "full", "--yes")
        #expect(full.code == 1 && full.talk.contains("nothing there was touched"))
        #expect(String(decoding: folder.read("full/mine.txt"), as: UTF8.self) == "mine")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            $0.hasPrefix("out")
        }
        #expect(left == [])
        let done = try await run("--on", "2025-06-30", "--out", "out", "--yes")
        #expect(done.code == 0 && done.output.contains("as edition 1"), "nothing of the tries was published")
    }
}
