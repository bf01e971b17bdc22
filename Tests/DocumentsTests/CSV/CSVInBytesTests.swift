// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Documents

@Suite struct `A CSV file read in bytes` {
    private struct Dice {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private static func inBytes(_ reader: CSVReader) throws -> ([(Int, [String])], [CSVProblem]) {
        var rows: [(Int, [String])] = []
        let problems = try reader.forEachRecordInBytes { row, cells in
            rows.append((row, cells.map { String(decoding: $0, as: UTF8.self) }))
        }
        return (rows, problems)
    }

    private static func inWords(_ reader: CSVReader) throws -> ([(Int, [String])], [CSVProblem]) {
        var rows: [(Int, [String])] = []
        let problems = try reader.forEachRecord { rows.append(($0, $1)) }
        return (rows, problems)
    }

    /// Bytes of every troublesome sort in any order, also cut off in the middle.
    @Test(arguments: 0..<400)
    func `says the same as one read in words`(seed: Int) throws {
        var dice = Dice(state: UInt64(seed) + 1)
        let pieces = [
            "a", "Zoë", "\"", "\"\"", ",", ",", "\r\n", "\n", "\r", " ", "'=1+1", "=2", "\"x, y\"",
            "\"l\nm\"", ";", "\t",
            "", "é", "\u{0}",
        ]
        var text = "one,two,three\r\n"
        for _ in 0..<dice.next(60) { text += pieces[dice.next(pieces.count)] }
        var bytes = Array(text.utf8)
        switch seed % 5 {
        case 1: bytes = [0xEF, 0xBB, 0xBF] + bytes
        case 2: bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        case 3: bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        default: break
        }
        for forPeople in [false, true] {
            let reader = CSVReader(bytes: bytes, forPeople: forPeople)
            let (words, told) = try Self.inWords(reader)
            let (found, said) = try Self.inBytes(reader)
            #expect(words.map(\.0) == found.map(\.0))
            #expect(words.map(\.1) == found.map(\.1))
            #expect(told == said)
        }
    }

    @Test func `lies in the file itself, and holds what quotes made single`() throws {
        let (rows, problems) = try Self.inBytes(
            CSVReader(bytes: Array("a,b\n\"say \"\"no\"\"\",x\n,\n".utf8)))
        #expect(problems.isEmpty)
        #expect(rows.map(\.1) == [["a", "b"], ["say \"no\"", "x"], ["", ""]])
    }
}
