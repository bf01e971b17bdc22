// SPDX-License-Identifier: Apache-2.0
import Documents
import Testing

@Suite struct `The encoding of a CSV file` {
    static let table = [["Name", "Nôte"], ["Café – Ŵyn", "“quoted” £5 😀"], ["", "x,\"y\"\nz"]]

    static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
        }
    }

    static let text = String(decoding: CSVWriter.bytes(of: table), as: UTF8.self)

    @Test func `is said when a UTF-8 file has a byte order mark`() throws {
        let file = try read([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8))
        #expect(file.records == Self.table)
        #expect(file.reader.notes == ["The file was read as UTF-8, by its byte order mark."])
    }

    @Test(arguments: [false, true], [false, true])
    func `is recognised as UTF-16`(isBigEndian: Bool, hasMark: Bool) throws {
        let mark: [UInt8] = hasMark ? (isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]) : []
        let file = try read(mark + Self.utf16(Self.text, isBigEndian: isBigEndian))
        #expect(file.records == Self.table)
        #expect(file.problems.isEmpty)
        #expect(file.reader.encoding == (isBigEndian ? .utf16BigEndian : .utf16LittleEndian))
        #expect(file.reader.notes.count == 1)
    }

    @Test func `is recognised as Windows-1252`() throws {
        let file = try read(
            Array("a;b\r\n".utf8) + [0x43, 0x61, 0x66, 0xE9, 0x3B, 0x93, 0x80, 0x94, 0x96, 0x0D, 0x0A])
        #expect(file.records == [["a", "b"], ["Café", "“€”–"]])
        #expect(
            file.reader.notes == [
                "The file was read as Windows-1252.", "Its cells are separated by semicolons.",
            ])
        #expect(file.problems.isEmpty)
    }

    @Test func `is doubted where a byte is no character of Windows-1252`() throws {
        let file = try read(Array("a,b\n1,".utf8) + [0xE9, 0x81, 0xE8] + Array("\n".utf8))
        #expect(file.problems.map(\.row) == [2])
        #expect(file.problems.map(\.column) == [2])
    }

    @Test func `is taken for damaged UTF-8 where most letters are good`() throws {
        let file = try read(Array("é,ô\nü,\n1,".utf8) + [0xC3] + Array("\n".utf8))
        #expect(file.reader.encoding == .utf8)
        #expect(file.problems.map(\.row) == [3])
        #expect(file.problems.map(\.column) == [2])
    }

    @Test func `is doubted where UTF-16 is broken`() throws {
        let file = try read(
            [0xFF, 0xFE] + Self.utf16("a,b\n1,", isBigEndian: false) + [0x00, 0xD8, 0x0A, 0x00, 0x31])
        #expect(file.problems.map(\.row) == [2, 0])
        #expect(file.problems[0].column == 2)
    }

    /// Well-formed and ill-formed sequences of the Unicode Standard, chapter 3.9.
    @Test(
        arguments: [
            ([0xC0, 0xAF], false), ([0xE0, 0x9F, 0x80], false), ([0xED, 0xA0, 0x80], false),
            ([0xF4, 0x90, 0x80, 0x80], false), ([0xF0, 0x8F, 0xBF, 0xBF], false), ([0xE2, 0x82], false),
            ([0xE2, 0x82, 0xAC], true), ([0xF0, 0x9F, 0x98, 0x80], true), ([0xF4, 0x8F, 0xBF, 0xBF], true),
            ([0xED, 0x9F, 0xBF], true), ([0xC2, 0x80], true),
        ] as [([UInt8], Bool)])
    func `is UTF-8 only where every sequence is well formed`(bytes: [UInt8], isSound: Bool) throws {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let file = try read(mark + Array("abcdefgh,".utf8) + bytes + Array("\n".utf8))
        #expect(file.problems.isEmpty == isSound)
    }

    @Test func `makes no difference to what a mapped file holds`() throws {
        let path = "/tmp/csv-\(UInt64.random(in: 0...UInt64.max)).csv"
        defer { unlinkFile(path) }
        for bytes in [Array(Self.text.utf8), [0xFF, 0xFE] + Self.utf16(Self.text, isBigEndian: false)] {
            writeFile(bytes, path)
            var records: [[String]] = []
            let problems = try CSVReader(path: path).forEachRecord { _, cells in records.append(cells) }
            #expect(records == Self.table)
            #expect(problems.isEmpty)
        }
    }
}
