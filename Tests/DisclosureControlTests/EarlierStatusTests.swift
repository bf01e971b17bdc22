// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

/// The marks beside the numbers of earlier releases: what stands beside a number never hides it.
@Suite struct `Statuses of earlier numbers` {
    static let counts = [3, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33]

    /// A table with one row of its own, of three in the cell d00, d10 and 21 in d00, d11.
    func release(_ rows: String...) throws -> ReleaseSet {
        let plain = try SmallTables.table([3, 4], Self.counts)
        let text = "d0,d1,value,value_status\n" + rows.joined(separator: "\n") + "\n"
        let table = try EarlierReleases.read(
            Array(text.utf8), file: "previous/r1/t.csv", dimensions: plain.dimensions)
        return try ReleaseSet(
            dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
            earlier: [table])
    }

    func problem(_ rows: String...) -> DisclosureProblem? {
        #expect(throws: DisclosureProblem.self) {
            let made = try release(rows.joined(separator: "\n"))
            return try ProtectedRelease.protect(made, policy: .standard, seed: 9)
        }
    }

    @Test(arguments: ["", "p", "r", "e", "b", "u", "[p]", "E"])
    func `a mark beside a number leaves it published`(mark: String) throws {
        let figures = try release("d00,d11,21,\(mark)", "d00,d10,3,\(mark)").earlier[0].figures
        #expect(figures.map(\.value) == [21, 3] && figures.allSatisfy { $0.changed == nil })
        // Three is known to everybody, and a number that the data contradict is found.
        let made = try ProtectedRelease.protect(
            release("d00,d10,3,\(mark)"), policy: .standard, seed: 9)
        #expect(made.outcome.requirement.shownBefore.count == 1)
        let odd = problem("d00,d10,7,\(mark)")
        #expect(odd?.row == 2 && odd?.message.contains("d0 d00, d1 d10") == true)
        #expect(odd?.message.contains("another number") == true)
        #expect(problem("d00,d10,,\(mark)")?.message.contains("d0 d00, d1 d10: value is \"\"") == true)
        #expect(throws: DisclosureProblem.self) {
            try EarlierReleases.agree(release("d00,d11,21,", "d00,d11,22,\(mark)"))
        }
    }

    @Test(arguments: ["c", "x", "*", "[c]"])
    func `a hidden number has none beside it`(mark: String) throws {
        let figures = try release("d00,d10,,\(mark)", "d00,d11,\(mark),\(mark)").earlier[0].figures
        #expect(figures.allSatisfy { $0.value == nil && $0.changed == nil })
        for value in ["3", "<5", "1-4", "0"] {
            #expect(problem("d00,d10,\(value),\(mark)")?.message.contains("no number is shown") == true)
        }
    }

    @Test func `nobody can be where nothing applies`() throws {
        #expect(try release("d00,d10,0,z").earlier[0].figures.map(\.value) == [0])
        #expect(try release("d00,d10,,z").earlier[0].figures.map(\.value) == [0])
        #expect(problem("d00,d10,,z")?.message.contains("another number") == true)
        #expect(problem("d00,d10,3,z")?.message.contains("nobody can be here") == true)
    }

    @Test(arguments: ["low", "k", "[low]"])
    func `what rounds to nothing does so in rounded tables only`(mark: String) throws {
        let figures = try release("d00,d10,0,\(mark)", "d00,d11,20,r10").earlier[0].figures
        #expect(figures[0].value == nil && figures[0].changed?.range == 0...4)
        #expect(try release("d00,d10,\(mark),\(mark)", "d00,d11,20,r10").earlier[0].figures.count == 2)
        #expect(problem("d00,d10,0,\(mark)", "d00,d11,21,")?.message.contains("rounded") == true)
        #expect(problem("d00,d10,3,\(mark)", "d00,d11,20,r10")?.row == 2)
        #expect(problem("d00,d10,0,\(mark)", "d00,d11,20,r5")?.message.contains("cannot stand") == true)
    }

    @Test(arguments: ["f", "pp", "secret", "r1", "c5", "P,S"])
    func `anything else is refused by its row and cell`(mark: String) {
        let odd = problem("d00,d11,21,", "d00,d10,3,\"\(mark)\"")
        #expect(odd?.file == "previous/r1/t.csv" && odd?.row == 3)
        #expect(odd?.message.contains("d0 d00, d1 d10: the status \"\(mark)\" is not known") == true)
    }
}
