// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `Decisions on single cells, and where policies are` {
    let counts = [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33]

    func release(_ rules: [CellRule]) throws -> ReleaseSet {
        let plain = try SmallTables.table([3, 4], counts)
        return try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5, rules: rules
        )
    }

    func value(_ codes: [String], in made: ProtectedRelease) -> Int? {
        made.tables[0].cells.first { $0.codes == codes }?.value
    }

    @Test func `a cell that must be shown is shown, and others protect in its place`() throws {
        let first = try ProtectedRelease.protect(release([]), policy: .standard, seed: 9)
        let taken = try #require(first.tables[0].cells.first { $0.withheld == .toProtectAnother })
        let codes = zip(first.outcome.model.release.dimensions, taken.codes).map { $0.position(of: $1) ?? 0 }
        let made = try ProtectedRelease.protect(
            release([CellRule(codes: codes, decision: .publish)]), policy: .standard, seed: 9)
        #expect(value(taken.codes, in: made) != nil)
        #expect(made.audit.deducible.isEmpty && made.sizes.secondaries > 0)
    }

    /// Also an empty cell, and one far above the threshold: hidden and protected like a small one.
    @Test(arguments: [([2, 3], 40), ([1, 1], 3), ([3, 2], 27)])
    func `a cell that must be hidden is hidden and cannot be worked out`(codes: [Int], count: Int) throws {
        let made = try ProtectedRelease.protect(
            release([CellRule(codes: codes, decision: .hide)]), policy: .standard, seed: 9)
        let cell = try #require(made.outcome.model.cellNumbers()[made.outcome.model.key(of: codes)])
        let variable = Int(made.outcome.model.variableOf[Int(cell)])
        #expect(made.outcome.model.values[variable] == count)
        #expect(made.outcome.hidden[variable] && made.outcome.proof[variable] != nil)
        #expect(made.audit.deducible.isEmpty)
    }

    @Test func `an empty cell can be hidden`() throws {
        var people = counts
        people[5] = 0
        let plain = try SmallTables.table([3, 4], people)
        let set = try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
            rules: [CellRule(codes: [2, 2], decision: .hide)])
        let made = try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        #expect(value(["d01", "d11"], in: made) == nil && made.audit.deducible.isEmpty)
    }

    @Test func `a small cell that is to be shown is refused, with its row`() throws {
        let problem = #expect(throws: DisclosureProblem.self) {
            let rule = CellRule(codes: [1, 1], decision: .publish, file: "cells.csv", row: 7)
            return try ProtectedRelease.protect(release([rule]), policy: .standard, seed: 9)
        }
        #expect(problem?.file == "cells.csv" && problem?.row == 7)
    }

    @Test(arguments: [
        ("d0,d1,rule\nd00,d10,show\n", 2), ("d0,d1,rule\nd00,x,hide\n", 2), ("d0,rule\nd00,hide\n", 1),
        ("d0,d1,rule\nd00,d10,hide\nd00,d10,publish\n", 3),
    ])
    func `a faulty list of cells is refused with its place`(text: String, row: Int) throws {
        let dimensions = try SmallTables.table([3, 4], counts).dimensions
        let problem = #expect(throws: DisclosureProblem.self) {
            try CellRule.read(Array(text.utf8), file: "cells.csv", dimensions: dimensions)
        }
        #expect(problem?.row == row)
    }

    @Test func `policies are found beside the program before the working folder`() throws {
        let root = NSTemporaryDirectory() + "policies-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        func put(_ place: String) throws -> String {
            let folder = "\(root)/\(place)/ReferenceData/disclosure-policies"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data("{}".utf8).write(to: URL(fileURLWithPath: folder + "/a.json"))
            return folder
        }
        func found(given: String? = nil, program: String?) -> String? {
            DisclosurePolicy.folder(
                given: given, program: program, working: root + "/here", system: root + "/system")
        }
        let system = try put("system")
        #expect(found(program: root + "/opt/lib/bin/dueregard") == system)
        let working = try put("here")
        #expect(found(program: root + "/opt/lib/bin/dueregard") == working)
        let beside = try put("opt")
        #expect(found(program: root + "/opt/lib/bin/dueregard") == beside)
        #expect(found(program: nil) == working)
        #expect(found(given: system, program: nil) == system)
        #expect(found(given: root + "/nowhere", program: nil) == nil)
    }

    @Test func `a policy that asks less in anything is not as strict`() {
        let usual = DisclosurePolicy.standard
        #expect(usual.isAsStrict(as: usual))
        for change in [\DisclosurePolicy.threshold, \.need, \.insiderNeed] {
            var less = usual
            less[keyPath: change] -= 1
            #expect(!less.isAsStrict(as: usual) && usual.isAsStrict(as: less))
        }
        var aware = usual
        aware.ruleAware = true
        #expect(aware.isAsStrict(as: usual) && !usual.isAsStrict(as: aware))
    }
}
