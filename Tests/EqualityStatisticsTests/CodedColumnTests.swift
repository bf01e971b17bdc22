// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityStatistics

/// A small table whose codes are known, for the tests of what lies in bytes and how it is counted.
struct SmallTable {
    let columns: [ColumnName]
    /// By column.
    let codes: [[Int]]

    init(_ sizes: [Int], records: Int, seed: UInt64) {
        var dice = Dice(seed: seed)
        columns = sizes.enumerated().map { ColumnName("c\($0)", categories: $1) }
        codes = sizes.map { size in
            (0..<records).map { _ in
                min(Int.random(in: 0..<size, using: &dice), Int.random(in: 0..<size, using: &dice))
            }
        }
    }

    var records: Int { codes.first?.count ?? 0 }

    func chunk(_ range: Range<Int>) throws -> CodedChunk {
        try CodedChunk(
            columns.indices.map { try CodedColumn(columns[$0], wideCodes: Array(codes[$0][range])) })
    }

    /// Cut into chunks of so many records.
    func table(chunk length: Int) throws -> CodedColumns {
        try CodedColumns(
            stride(from: 0, to: max(1, records), by: length).map {
                try chunk($0..<min(records, $0 + length))
            })
    }

    /// Counted the slow way.
    func counts(_ positions: [Int], where isIn: (Int) -> Bool = { _ in true }) -> [[Int]: Int] {
        var found: [[Int]: Int] = [:]
        for record in 0..<records where isIn(record) {
            found[positions.map { codes[$0][record] }, default: 0] += 1
        }
        return found
    }
}

func cells(_ table: CrossTabulation) -> [[Int]: Int] {
    var found: [[Int]: Int] = [:]
    table.forEachCell { found[$0] = $1 }
    return found
}

func problem(_ work: () throws(CountingProblem) -> Void) -> CountingProblem? {
    do {
        try work()
        return nil
    } catch { return error }
}

@Suite struct `Chunks of coded columns` {
    @Test func `are written as documented, byte by byte`() throws {
        let chunk = try CodedChunk([
            CodedColumn(ColumnName("sex", categories: 3), codes: [2, 0, 1]),
            CodedColumn(ColumnName("ward", categories: 300), wideCodes: [299, 0, 256]),
        ])
        let bytes = chunk.bytes
        #expect(Array(bytes[0..<8]) == Array("DRCODES".utf8) + [0])
        #expect(Array(bytes[8..<16]) == [1, 0, 2, 0, 128, 0, 0, 0])
        #expect(Array(bytes[16..<24]) == [3, 0, 0, 0, 0, 0, 0, 0])
        #expect(Array(bytes[32..<48]) == [128, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 1, 0, 3, 0])
        #expect(Array(bytes[48..<64]) == [192, 0, 0, 0, 0, 0, 0, 0, 44, 1, 0, 0, 2, 0, 4, 0])
        #expect(Array(bytes[64..<71]) == Array("sexward".utf8) && bytes.count == 256)
        #expect(Array(bytes[128..<132]) == [2, 0, 1, 0])
        #expect(Array(bytes[192..<199]) == [43, 1, 0, 0, 0, 1, 0])
        // The same in another program: see the description of `checksum`.
        #expect(Array(bytes[24..<32]) == checksum(of: bytes))
    }

    /// The checksum as its description reads, written apart from the code.
    func checksum(of bytes: [UInt8]) -> [UInt8] {
        func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
            let mixed = sum ^ word
            return ((mixed << 29) | (mixed >> 35)) &* 11_400_714_819_323_198_485
        }
        var sums: [UInt64] = [1, 2, 3, 4]
        func word(_ at: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 | UInt64(at + $1 < bytes.count ? bytes[at + $1] : 0) << UInt64(8 * $1) }
        }
        sums[0] = step(sums[0], word(8))
        sums[1] = step(sums[1], word(16))
        for (index, at) in stride(from: 32, to: bytes.count, by: 8).enumerated() {
            sums[index % 4] = step(sums[index % 4], word(at))
        }
        var result = step(step(step(sums[0], sums[1]), step(sums[2], sums[3])), UInt64(bytes.count))
        result ^= result >> 32
        return (0..<8).map { UInt8(truncatingIfNeeded: result >> UInt64(8 * $0)) }
    }

    @Test(arguments: [[3], [255], [256], [65_535], [65_536], [2, 300, 70_000, 9]])
    func `are read as they were written, whatever their width`(sizes: [Int]) throws {
        for records in [0, 1, 63, 64, 65, 1000] {
            let small = SmallTable(sizes, records: records, seed: 5)
            let written = try small.chunk(0..<records)
            let read = try CodedChunk(HeldBytes(written.bytes))
            #expect(read.columns == small.columns && read.records == records && read.bytes == written.bytes)
            let table = try CodedColumns([read])
            for position in sizes.indices {
                #expect(
                    cells(try table.crossTabulation(over: [position])) == small.counts([position]))
            }
        }
    }

    @Test func `are read where they lie, also at an odd address, and let go of afterwards`() throws {
        let small = SmallTable([4, 400], records: 777, seed: 8)
        let bytes = try small.chunk(0..<777).bytes
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count + 1, alignment: 64)
        defer { room.deallocate() }
        for offset in [0, 1] {
            let place = UnsafeMutableRawBufferPointer(rebasing: room[offset..<offset + bytes.count])
            place.copyBytes(from: bytes)
            let held = HeldBytes(borrowing: UnsafeRawBufferPointer(place)) { _ in }
            let table = try CodedColumns([CodedChunk(held)])
            #expect(cells(try table.crossTabulation(over: [0, 1])) == small.counts([0, 1]))
        }
        let released = Released()
        do {
            let place = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room)[1..<bytes.count + 1])
            _ = try CodedChunk(HeldBytes(borrowing: place) { _ in released.note() })
        }
        #expect(released.count == 1)
    }

    @Test func `are refused when a byte is another, whichever it is`() throws {
        let small = SmallTable([3, 300], records: 20, seed: 2)
        let good = try small.chunk(0..<20).bytes
        for place in good.indices {
            for change: UInt8 in [1, 128] {
                var bad = good
                bad[place] ^= change
                #expect(throws: CountingProblem.self) { try CodedChunk(HeldBytes(bad)) }
            }
        }
    }

    @Test func `are refused cut short, lengthened, empty, or made up`() throws {
        let good = try SmallTable([3, 300], records: 20, seed: 2).chunk(0..<20).bytes
        for length in 0..<good.count {
            #expect(throws: CountingProblem.self) { try CodedChunk(HeldBytes(Array(good[..<length]))) }
        }
        #expect(throws: CountingProblem.self) { try CodedChunk(HeldBytes(good + [0])) }
        #expect(throws: CountingProblem.self) {
            try CodedChunk(HeldBytes(good + [UInt8](repeating: 0, count: 64)))
        }
        var dice = Dice(seed: 9)
        for _ in 0..<500 {
            let noise = (0..<Int.random(in: 0...300, using: &dice)).map { _ in
                UInt8.random(in: 0...255, using: &dice)
            }
            #expect(throws: CountingProblem.self) { try CodedChunk(HeldBytes(noise)) }
        }
    }

    @Test func `are refused with a right checksum over wrong numbers too`() throws {
        let good = try SmallTable([3, 300], records: 70, seed: 2).chunk(0..<70).bytes
        #expect(good.count == 448)
        func problemAfter(_ change: (inout [UInt8]) -> Void) -> CountingProblem? {
            var bytes = good
            change(&bytes)
            bytes.replaceSubrange(24..<32, with: checksum(of: bytes))
            return problem { () throws(CountingProblem) in _ = try CodedChunk(HeldBytes(bytes)) }
        }
        #expect(problemAfter { _ in } == nil)
        // A code without a category, in either column.
        #expect(problemAfter { $0[128 + 69] = 3 } == .codeOutOfRange(column: "c0", record: 69))
        #expect(problemAfter { $0[256 + 1] = 255 } == .codeOutOfRange(column: "c1", record: 0))
        // Every number of the head, made large, small and odd.
        for place in 8..<64 where !(24..<32).contains(place) {
            for value: UInt8 in [0, 1, 7, 127, 255] where good[place] != value {
                // More categories of the same width are only more room.
                if (place == 40 && value > 3) || place == 56 || (place == 57 && value > 1) { continue }
                #expect(problemAfter { $0[place] = value } != nil, "\(place): \(value)")
            }
        }
        for place in 16..<24 { #expect(problemAfter { $0[place] = 255 } != nil) }
        // Names: two alike, one that is no UTF-8.
        #expect(problemAfter { $0[67] = UInt8(ascii: "0") } == .unusableColumns("two columns are called c0"))
        #expect(problemAfter { $0[65] = 0xff } != nil)
        // Something after the last column.
        #expect(problemAfter { $0 += [UInt8](repeating: 0, count: 64) } != nil)
        // Something between columns.
        #expect(problemAfter { $0[200] = 1 } == .malformed("there are bytes between columns"))
    }

    @Test func `are not made of columns that do not fit together`() throws {
        let a = try CodedColumn(ColumnName("a", categories: 2), codes: [0, 1])
        let b = try CodedColumn(ColumnName("b", categories: 2), codes: [0])
        #expect(problem { () throws(CountingProblem) in _ = try CodedChunk([a, b]) } == .unequalLengths)
        #expect(problem { () throws(CountingProblem) in _ = try CodedChunk([]) } != nil)
        #expect(problem { () throws(CountingProblem) in _ = try CodedChunk([a, a]) } != nil)
        #expect(
            problem { () throws(CountingProblem) in
                _ = try CodedColumn(ColumnName("a", categories: 2), codes: [0, 2])
            } == .codeOutOfRange(column: "a", record: 1))
        #expect(
            problem { () throws(CountingProblem) in
                _ = try CodedColumn(ColumnName("a", categories: 400), wideCodes: [0, -1])
            } == .codeOutOfRange(column: "a", record: 1))
        let empty = try CodedColumn(ColumnName("", categories: 2), codes: [])
        #expect(problem { () throws(CountingProblem) in _ = try CodedChunk([empty]) } != nil)
        let none = try CodedColumn(ColumnName("a", categories: 0), codes: [])
        #expect(problem { () throws(CountingProblem) in _ = try CodedChunk([none]) } != nil)
    }
}

/// Notes that something happened; one thread only.
private final class Released: @unchecked Sendable {
    private(set) var count = 0
    func note() { count += 1 }
}
