// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

/// The attacker is a program of its own, built beside the tests; it is given what is published and no more.
@Suite struct `The attacker` {
    struct Found: Decodable {
        let gains: Int
        let ruleAwareGains: Int
        let insiderGains: Int
        let contradiction: Bool
        let broken: Bool
        let claims: [String]
    }

    static let program: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().path + "/attacker"
    }()

    static func attack(_ folder: String, more: [String] = []) throws -> Found {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [folder, "--insiders", "--json"] + more
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let found = try JSONDecoder().decode(Found.self, from: data)
        #expect((process.terminationStatus != 0) == found.broken)
        return found
    }

    /// A published table of areas by ages, `nil` where it is hidden, and its margins.
    static func put(
        _ folder: CommandFolder, _ rows: [[Int?]], areas: [Int], ages: [Int], statement: String = "",
        part: String = "out/published"
    ) throws {
        var lists = "dimension,hierarchy,code,parent\nd,,Total,\n"
        for area in areas.indices { lists += "d,1,d\(area),Total\n" }
        lists += "e,,Total,\n"
        for age in ages.indices { lists += "e,1,e\(age),Total\n" }
        try folder.put(part + "/hierarchy.csv", lists)
        var text = "d,e,value,value_status\nTotal,Total,\(areas.reduce(0, +)),\n"
        for (area, count) in areas.enumerated() { text += "d\(area),Total,\(count),\n" }
        for (age, count) in ages.enumerated() { text += "Total,e\(age),\(count),\n" }
        for (area, row) in rows.enumerated() {
            for (age, value) in row.enumerated() {
                text += "d\(area),e\(age)," + (value.map { "\($0)," } ?? ",c") + "\n"
            }
        }
        try folder.put(part + "/table-01-d-e.csv", text)
        if !statement.isEmpty { try folder.put("out/statement.html", statement) }
    }

    @Test func `subtracts`() throws {
        let folder = try CommandFolder()
        try Self.put(folder, [[nil, 20], [nil, 30]], areas: [23, 40], ages: [13, 50])
        let found = try Self.attack(folder.root + "/out")
        #expect(found.gains == 2 && found.claims.contains("d d0, e e0: exactly 3"))
    }

    /// Two people in two hidden cells: one each, where noughts are shown, and nobody knows where they are not.
    @Test func `reasons from the rule that noughts are shown, always and only where they are`() throws {
        let folder = try CommandFolder()
        let rows: [[Int?]] = [[nil, nil, 30], [nil, nil, 40]]
        func put(_ noughts: String) throws {
            try Self.put(
                folder, rows, areas: [32, 90], ages: [26, 26, 70],
                statement:
                    "<dd id=\"threshold\">2</dd><dd id=\"width\">2</dd><dd id=\"noughts\">\(noughts)</dd>")
        }
        try put("shown")
        let aware = try Self.attack(folder.root + "/out")
        #expect(aware.gains == 4 && aware.ruleAwareGains == 4)
        #expect(aware.claims.contains { $0.contains("exactly 1, as noughts are shown") })
        try put("hidden where they tell")
        let unaware = try Self.attack(folder.root + "/out")
        #expect(unaware.gains == 0)
    }

    @Test func `takes the difference of two releases`() throws {
        let folder = try CommandFolder()
        try Self.put(folder, [[nil, nil, 30], [nil, nil, 40]], areas: [62, 90], ages: [40, 42, 70])
        let before = try Self.attack(folder.root + "/out")
        #expect(!before.claims.contains { $0.contains("exactly") })
        try folder.put("out/published/earlier/table-01-d-e.csv", "d,e,value,value_status\nd0,e0,29,\n")
        let told = try Self.attack(folder.root + "/out")
        #expect(told.claims.contains { $0.hasPrefix("d d0, e e1: exactly 3") })
    }

    @Test
    func
        `gains nothing from a release under a policy against those who reason so, and breaks its weakened copy`()
        throws
    {
        var policy = DisclosurePolicy.standard
        policy.ruleAware = true
        let folder = try CommandFolder([3] + CommandFolder.counts.dropFirst())
        let made = try ProtectedRelease.protect(
            InstanceReader.read(folder.root + "/in"), policy: policy, seed: 9)
        for file in ReleasePackage(people: made, amounts: []).files(summary: "{}", approver: nil) {
            try folder.put("out/" + file.path, String(decoding: file.bytes, as: UTF8.self))
        }
        #expect(try !Self.attack(folder.root + "/out").broken)
        // One secondary shown, with all that follows from it.
        let pattern = folder.text("out/pattern.csv").split(separator: "\n").map { $0.split(separator: ",") }
        for row in pattern where row.last == "S" {
            let whole = folder.text("out/published/table-01-d-e.csv")
            try folder.put(
                "out/published/table-01-d-e.csv",
                whole.replacing("\n\(row[0]),\(row[1]),,c", with: "\n\(row[0]),\(row[1]),\(row[2]),"))
            #expect(try Self.attack(folder.root + "/out").broken)
            try folder.put("out/published/table-01-d-e.csv", whole)
        }
        #expect(pattern.contains { $0.last == "S" })
    }
}
