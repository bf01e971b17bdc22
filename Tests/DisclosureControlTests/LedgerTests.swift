// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl

@Suite struct `Releases before this one` {
    typealias Person = (id: String, codes: [Int])

    /// People spread over a table of three by four; the newer version lacks some and has others.
    func versions(joining: [[Int]: Int], leaving: [[Int]: Int]) throws -> (
        now: ReleaseSet, then: [Person], people: [Person]
    ) {
        let counts = [23, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33]
        let table = try SmallTables.table([3, 4], counts)
        var then: [Person] = []
        for atom in table.atoms {
            for number in 0..<atom.count { then.append(("\(atom.codes) \(number)", atom.codes)) }
        }
        var left = leaving
        var people = then.filter { person in
            guard let more = left[person.codes], more > 0 else { return true }
            left[person.codes] = more - 1
            return false
        }
        for (codes, count) in joining.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            for number in 0..<count { people.append(("new \(codes) \(number)", codes)) }
        }
        var atoms: [[Int]: Int] = [:]
        for person in people { atoms[person.codes, default: 0] += 1 }
        let now = try ReleaseSet(
            dimensions: table.dimensions, tables: [[0, 1]],
            atoms: atoms.map { Atom(codes: $0.key, count: $0.value) }, threshold: 5)
        return (now, then, people)
    }

    func published(_ then: [Person], _ like: ReleaseSet) throws -> (ProtectedRelease, ReleaseLedger) {
        var atoms: [[Int]: Int] = [:]
        for person in then { atoms[person.codes, default: 0] += 1 }
        let set = try ReleaseSet(
            dimensions: like.dimensions, tables: like.tables,
            atoms: atoms.map { Atom(codes: $0.key, count: $0.value) }, threshold: 5)
        let made = try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        var ledger = ReleaseLedger()
        ledger.append(
            ReleaseRecord(
                made, population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "1",
                approver: "A. Officer", publishedOn: "2026-04-01"))
        return (made, ledger)
    }

    @Test func `one person who joined is not given away by the difference of two versions`() throws {
        // Two joined the first cell, and more elsewhere.
        let (now, then, people) = try versions(
            joining: [[1, 1]: 2, [1, 2]: 9, [2, 1]: 8, [2, 2]: 12, [3, 3]: 7, [3, 4]: 11], leaving: [:])
        let (first, ledger) = try published(then, now)
        #expect(first.sizes.primaries == 0)
        #expect(throws: DisclosureProblem.self) {
            try ledger.earlierTables(
                population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "2",
                dimensions: now.dimensions)
        }
        let earlier = try ledger.earlierVersion(
            population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "2",
            dimensions: now.dimensions)
        let set = try DataVersions.release(now, then: then, now: people, published: earlier)
        let made = try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        #expect(made.audit.deducible.isEmpty && made.outcome.requirement.primary.contains(true))
        #expect(try PythonChecker.status(made.files, made.certificate) == 0)
        func shown(_ codes: [String]) -> Int? { made.tables[0].cells.first { $0.codes == codes }?.value }
        // The cell whose difference is two people is hidden, others are shown, and only of now.
        #expect(shown(["d00", "d10", "now"]) == nil && shown(["d02", "d10", "now"]) == 31)
        for cell in made.tables[0].cells where cell.value != nil { #expect(cell.codes[2] == "now") }
        // Published without regard to the older version, the difference would be there to read.
        let alone = try ProtectedRelease.protect(now, policy: .standard, seed: 9)
        #expect(alone.tables[0].cells.first { $0.codes == ["d00", "d10"] }?.value == 25)
    }

    @Test func `joiners and leavers shown with both totals are one sum`() throws {
        let (now, then, people) = try versions(
            joining: [[1, 1]: 3, [1, 2]: 9, [2, 1]: 8, [2, 2]: 12, [3, 3]: 17, [3, 4]: 11],
            leaving: [[1, 1]: 6, [1, 2]: 7, [2, 2]: 8, [2, 3]: 15, [3, 3]: 12, [3, 1]: 9])
        let (_, ledger) = try published(then, now)
        let earlier = try ledger.earlierVersion(
            population: "staff", area: "Eastmarsh", period: "2026", dataVersion: "2",
            dimensions: now.dimensions)
        let set = try DataVersions.release(
            now, then: then, now: people, published: earlier, showingMovement: true)
        let model = CellModel(set)
        // Three joined the first cell: with what was there, what is and six who left, that follows.
        let numbers = model.cellNumbers()
        func variable(_ version: DataVersions.Code) throws -> Int {
            let place = set.dimensions[2].position(of: version.rawValue) ?? 0
            return Int(model.variableOf[Int(try #require(numbers[model.key(of: [1, 1, place])]))])
        }
        var hidden = [Bool](repeating: false, count: model.count)
        for code in [DataVersions.Code.either, .stayed, .joined] { hidden[try variable(code)] = true }
        let primary = (0..<model.count).map { model.values[$0] == 3 }
        #expect(
            ExactAudit(model: model, hidden: hidden, primary: primary).deducible == [try variable(.joined)])
        let made = try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        #expect(
            made.audit.deducible.isEmpty
                && made.tables[0].cells.contains { $0.codes[2] == "left" && $0.value != nil })
        #expect(try PythonChecker.status(made.files, made.certificate) == 0)
    }

    @Test func `one person twice in a version is refused`() throws {
        let (now, then, people) = try versions(joining: [:], leaving: [:])
        #expect(throws: DisclosureProblem.self) {
            try DataVersions.release(now, then: then + [then[0]], now: people, published: [])
        }
    }

    /// Six wards; the earlier release drew the north otherwise, and its difference to ours is one ward.
    func wards(_ north: [String]) throws -> TableDimension {
        let all = ["a", "b", "c", "d", "e", "f"]
        return try TableDimension(
            name: "ward",
            nodes: [
                .init(code: "Total", parent: nil), .init(code: "North", parent: "Total"),
                .init(code: "South", parent: "Total"),
            ]
                + all.map { .init(code: $0, parent: north.contains($0) ? "North" : "South") })
    }

    func release(
        _ ward: TableDimension, hidden wards: Bool, earlier: [EarlierTable] = [],
        inside: [Int: Set<Int>] = [:]
    ) throws -> ReleaseSet {
        let sex = try SmallTables.flat("sex", 2)
        let counts = [24, 30, 41, 17, 25, 33, 2, 1, 19, 28, 36, 44]
        let atoms = counts.enumerated().map { index, count in
            Atom(
                codes: [ward.position(of: ["a", "b", "c", "d", "e", "f"][index / 2]) ?? 0, index % 2 + 1],
                count: count)
        }
        return try ReleaseSet(
            dimensions: [ward, sex], tables: [[0, 1]], atoms: atoms, threshold: 5, earlier: earlier,
            inside: inside)
    }

    @Test func `areas that overlap do not give away what they differ by`() throws {
        let old = try wards(["a", "b", "c", "d"])
        let first = try ProtectedRelease.protect(release(old, hidden: true), policy: .standard, seed: 9)
        var ledger = ReleaseLedger()
        ledger.append(
            ReleaseRecord(
                first, population: "users", area: "North", period: "2026", dataVersion: "1",
                approver: "A. Officer", publishedOn: "2026-04-01"))
        let ours = try wards(["a", "b", "c"])
        let known = try ledger.overlapping(
            population: "users", period: "2026", dataVersion: "1",
            dimensions: [ours, try SmallTables.flat("sex", 2)])
        #expect(known.dimensions[0].codes.count == ours.codes.count + 2 && known.inside[0]?.count == 2)
        let set = try release(known.dimensions[0], hidden: true, earlier: known.tables, inside: known.inside)
        let made = try ProtectedRelease.protect(set, policy: .standard, seed: 9)
        #expect(made.audit.deducible.isEmpty && made.outcome.unproven.isEmpty)
        #expect(try PythonChecker.status(made.files, made.certificate) == 0)
        // The old north is worked with, and stands nowhere in the new tables but hidden.
        for cell in made.tables[0].cells where cell.codes[0].contains("(") { #expect(cell.value == nil) }
        // Without it the new release would show North and everything in it, and ward d would follow.
        let blind = try ProtectedRelease.protect(
            release(ours, hidden: true), policy: .standard, seed: 9)
        func north(_ made: ProtectedRelease) -> Int? {
            made.tables[0].cells.first { $0.codes == ["North", "Total"] }?.value
        }
        #expect(north(blind) == 170 && north(first) == 173 && north(made) == nil)
    }

    @Test func `earlier releases that contradict each other are refused with both places`() throws {
        let plain = try SmallTables.table([3, 4], [23, 21, 30, 14, 25, 18, 40, 22, 31, 27, 19, 33])
        let one = EarlierTable(
            source: "previous/a.csv", dimensions: [0], figures: [.init(codes: [1, 0], value: 88, row: 3)])
        let two = EarlierTable(
            source: "previous/b.csv", dimensions: [0], figures: [.init(codes: [1, 0], value: 87, row: 9)])
        func problem(_ earlier: [EarlierTable]) -> DisclosureProblem? {
            #expect(throws: DisclosureProblem.self) {
                try ProtectedRelease.protect(
                    ReleaseSet(
                        dimensions: plain.dimensions, tables: plain.tables, atoms: plain.atoms, threshold: 5,
                        earlier: earlier), policy: .standard, seed: 9)
            }
        }
        let between = problem([one, two])
        #expect(between?.file == "previous/b.csv" && between?.row == 9)
        #expect(
            between?.message.contains("previous/a.csv, row 3") == true
                && between?.message.contains("d0 d00") == true)
        let against = problem([two])
        #expect(against?.row == 9 && against?.message.contains("the data give") == true)
        #expect(between?.message.contains("d0 d00") == true && against?.message.contains("d0 d00") == true)
        // No message tells a true count, not even one that somebody published wrongly.
        for message in [between?.message, against?.message] {
            #expect(message?.contains("88") == false && message?.contains("87") == false)
        }
    }
}
