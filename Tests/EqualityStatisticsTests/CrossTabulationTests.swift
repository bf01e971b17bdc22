// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityStatistics

@Suite struct `Cross-tabulation` {
    static let small = SmallTable([18, 3, 20, 9, 300], records: 6007, seed: 77)

    @Test(arguments: [[], [0], [1, 0], [0, 1, 2, 3], [4, 2, 0], [0, 1, 2, 3, 4]])
    func `counts every combination, with any chunks, threads and room`(positions: [Int]) throws {
        let expected = Self.small.counts(positions)
        for length in [6007, 999] {
            let table = try Self.small.table(chunk: length)
            for threads in [1, 3] {
                for limit in [0, 1 << 16] {
                    let counted = try table.crossTabulation(
                        over: positions, where: [], threads: threads, denseLimit: limit)
                    #expect(cells(counted) == expected)
                    #expect(counted.total == 6007 && counted.occupiedCells == expected.count)
                }
            }
        }
    }

    @Test func `would notice one record counted wrongly`() throws {
        // The planted fault: a single code changed.
        var changed = Self.small.codes
        changed[2][4000] = (changed[2][4000] + 1) % 20
        let columns = try Self.small.columns.indices.map {
            try CodedColumn(Self.small.columns[$0], wideCodes: changed[$0])
        }
        let table = try CodedColumns([CodedChunk(columns)])
        #expect(cells(try table.crossTabulation(over: [0, 2])) != Self.small.counts([0, 2]))
        #expect(cells(try table.crossTabulation(over: [0, 1])) == Self.small.counts([0, 1]))
    }

    @Test func `counts beyond what sixty-four bits can number`() throws {
        let wide = SmallTable([60_000, 70_000, 65_000, 80_000, 50_000], records: 300, seed: 4)
        let table = try wide.table(chunk: 100)
        let counted = try table.crossTabulation(over: [0, 1, 2, 3, 4])
        #expect(CrossTabulation.product(counted.columns) == nil)
        #expect(cells(counted) == wide.counts([0, 1, 2, 3, 4]))
        let record = (0..<5).map { wide.codes[$0][17] }
        #expect(counted.count(at: record) == wide.counts([0, 1, 2, 3, 4])[record])
        #expect(counted.count(at: [0, 0, 0, 0, 49_999]) == 0 && counted.count(at: [0]) == 0)
        #expect(cells(try counted.margin(over: [1, 3])) == wide.counts([1, 3]))
        // Without the widest column its number fits into sixty-four bits, and is counted the other way.
        #expect(cells(try table.crossTabulation(over: [0, 1, 2])) == wide.counts([0, 1, 2]))
    }

    @Test func `adds cells up in margins that are too large for a place each`() throws {
        let few = SmallTable([3, 2, 4], records: 900, seed: 6)
        // The same codes, spread over dictionaries of tens of thousands.
        let columns = try few.columns.indices.map {
            try CodedColumn(
                ColumnName("c\($0)", categories: 70_000), wideCodes: few.codes[$0].map { $0 * 20_000 })
        }
        let finest = try CodedColumns([CodedChunk(columns)]).crossTabulation(over: [0, 1, 2])
        for positions in [[0, 1], [1, 2], [0, 2]] {
            let margin = try finest.margin(over: positions)
            #expect(margin.occupiedCells == few.counts(positions).count && margin.total == 900)
            for (codes, count) in few.counts(positions) {
                #expect(margin.count(at: codes.map { $0 * 20_000 }) == count)
            }
        }
    }

    @Test func `goes in the order of codes, and finds single cells`() throws {
        let table = try Self.small.table(chunk: 2500)
        let expected = Self.small.counts([0, 3])
        for limit in [0, 1 << 20] {
            let counted = try table.crossTabulation(over: [0, 3], where: [], threads: 2, denseLimit: limit)
            var order: [[Int]] = []
            counted.forEachCell { codes, _ in order.append(codes) }
            #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) })
            for age in 0..<18 {
                for other in 0..<9 { #expect(counted.count(age, other) == expected[[age, other]] ?? 0) }
            }
            #expect(counted.count(18, 0) == 0 && counted.count(-1, 0) == 0)
        }
    }

    static let groups = [
        CodeHierarchy.Group("white", codes: Set(0..<5)), CodeHierarchy.Group("mixed", codes: Set(5..<9)),
        CodeHierarchy.Group("minority", codes: Set(5..<19)), CodeHierarchy.Group("roma", codes: [3]),
    ]

    @Test func `filters along declared groups and by single codes, together`() throws {
        let hierarchy = try CodeHierarchy(Self.groups, categories: 20)
        let minority = try #require(CodeFilter(column: 2, in: hierarchy, group: "minority"))
        let women = CodeFilter(column: 1, code: 1)
        let ward = CodeFilter(column: 4, code: 2)
        let table = try Self.small.table(chunk: 3000)
        let codes = Self.small.codes
        for limit in [0, 1 << 20] {
            func counted(_ positions: [Int], _ filters: [CodeFilter]) throws -> [[Int]: Int] {
                cells(
                    try table.crossTabulation(over: positions, where: filters, threads: 2, denseLimit: limit))
            }
            #expect(
                try counted([0, 2], [minority])
                    == Self.small.counts([0, 2]) { (5..<19).contains(codes[2][$0]) })
            #expect(
                try counted([0, 3], [minority, women, ward])
                    == Self.small.counts([0, 3]) {
                        (5..<19).contains(codes[2][$0]) && codes[1][$0] == 1 && codes[4][$0] == 2
                    })
            #expect(
                try counted([], [women]) == Self.small.counts([]) { codes[1][$0] == 1 })
            #expect(try counted([0], [CodeFilter(column: 1, code: 77)]).isEmpty)
        }
        #expect(CodeFilter(column: 2, in: hierarchy, group: "nobody's") == nil)
    }

    @Test func `refuses groups that cross, and columns that are not there`() throws {
        func refused(_ groups: [CodeHierarchy.Group]) -> Bool {
            problem { () throws(CountingProblem) in _ = try CodeHierarchy(groups, categories: 20) } != nil
        }
        #expect(!refused(Self.groups))
        #expect(refused([.init("a", codes: [1, 2]), .init("b", codes: [2, 3])]))
        #expect(refused([.init("a", codes: [])]) && refused([.init("a", codes: [20])]))
        #expect(refused([.init("a", codes: [1]), .init("a", codes: [2])]))
        let table = try Self.small.table(chunk: 6007)
        for positions in [[5], [-1], [0, 0]] {
            #expect(throws: CountingProblem.self) { try table.crossTabulation(over: positions) }
        }
        #expect(throws: CountingProblem.noSuchColumn(9)) {
            try table.crossTabulation(over: [0], where: [CodeFilter(column: 9, code: 0)])
        }
        #expect(throws: CountingProblem.self) { try CodedColumns([]) }
        let other = try SmallTable([4], records: 3, seed: 1).chunk(0..<3)
        #expect(throws: CountingProblem.differentColumns) { try CodedColumns(table.chunks + [other]) }
        #expect(table.position(of: "c3") == 3 && table.position(of: "c9") == nil)
    }

    @Test func `takes chunks whose dictionaries have grown, also to more bytes a code`() throws {
        let first = try CodedChunk([CodedColumn(ColumnName("ward", categories: 2), codes: [0, 1, 1])])
        let second = try CodedChunk([CodedColumn(ColumnName("ward", categories: 400), wideCodes: [399, 1])])
        let table = try CodedColumns([first, second])
        #expect(table.columns == [ColumnName("ward", categories: 400)] && table.records == 5)
        #expect(cells(try table.crossTabulation(over: [0])) == [[0]: 1, [1]: 3, [399]: 1])
        let filtered = try table.crossTabulation(over: [], where: [CodeFilter(column: 0, code: 399)])
        #expect(filtered.total == 1)
    }
}

@Suite struct `Margins` {
    @Test func `are all there, and each is what counting records would give`() throws {
        let small = SmallTable([7, 3, 20, 9], records: 5000, seed: 21)
        let table = try small.table(chunk: 1000)
        for limit in [0, 1 << 20] {
            let finest = try table.crossTabulation(
                over: [0, 1, 2, 3], where: [], threads: 2, denseLimit: limit)
            let margins = try finest.margins()
            #expect(margins.count == 16 && margins.all.count == 16)
            #expect(margins.all.first?.positions == [0, 1, 2, 3] && margins.all.last?.positions == [])
            for (positions, margin) in margins.all {
                #expect(cells(margin) == small.counts(positions), "\(positions)")
                #expect(margin.total == 5000)
                #expect(cells(try finest.margin(over: positions)) == cells(margin))
                #expect(margins[Set(positions)] == margin)
            }
            #expect(margins[[4]] == nil && margins[[]]?.count() == 5000)
            #expect(throws: CountingProblem.self) { try finest.margin(over: [1, 0]) }
            #expect(throws: CountingProblem.self) { try finest.margin(over: [4]) }
        }
    }

    @Test func `by declared groups add their codes up, and leave the others as they are`() throws {
        let small = SmallTable([7, 20], records: 3000, seed: 22)
        let table = try small.table(chunk: 1000)
        let hierarchy = try CodeHierarchy(`Cross-tabulation`.groups, categories: 20)
        for limit in [0, 1 << 20] {
            let finest = try table.crossTabulation(over: [0, 1], where: [], threads: 1, denseLimit: limit)
            let grouped = try finest.grouped(1, by: hierarchy, groups: ["white", "minority"])
            #expect(grouped.columns[1].categories == 3 && grouped.total == 3000)
            var expected: [[Int]: Int] = [:]
            for record in 0..<3000 {
                let code = small.codes[1][record]
                expected[[small.codes[0][record], code < 5 ? 0 : code < 19 ? 1 : 2], default: 0] += 1
            }
            #expect(cells(grouped) == expected)
            #expect(throws: CountingProblem.self) {
                try finest.grouped(1, by: hierarchy, groups: ["mixed", "minority"])
            }
            #expect(throws: CountingProblem.self) { try finest.grouped(0, by: hierarchy, groups: ["white"]) }
            #expect(throws: CountingProblem.self) { try finest.grouped(1, by: hierarchy, groups: ["none"]) }
        }
    }

    @Test func `above sixteen columns are refused`() throws {
        let small = SmallTable([Int](repeating: 2, count: 17), records: 40, seed: 2)
        let finest = try small.table(chunk: 40).crossTabulation(over: Array(0..<17))
        #expect(throws: CountingProblem.tooManyColumns) { try finest.margins() }
    }
}
