// SPDX-License-Identifier: Apache-2.0
import Documents
import Testing

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

func writeFile(_ bytes: [UInt8], _ path: String) {
    guard let file = fopen(path, "wb") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
}

func readFile(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes[..<count])
}

func unlinkFile(_ path: String) { unlink(path) }

@Suite struct `A written CSV file` {
    @Test func `follows RFC 4180`() {
        let bytes = CSVWriter.bytes(of: [["a", "b,c"], ["say \"yes\"", "two\r\nlines"], ["", "é"]])
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "a,\"b,c\"\r\n\"say \"\"yes\"\"\",\"two\r\nlines\"\r\n,é\r\n")
    }

    @Test func `has a byte order mark where one is asked for`() {
        #expect(CSVWriter.bytes(of: [["a"]], byteOrderMark: true) == [0xEF, 0xBB, 0xBF, 0x61, 0x0D, 0x0A])
    }

    @Test(arguments: [
        "=1+1", "+44 20", "-5", "@name", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "\u{1}x", "\u{85}x",
    ])
    func `for people guards what a spreadsheet would run`(cell: String) throws {
        let bytes = CSVWriter.bytes(of: [["a"], [cell]], forPeople: true)
        #expect(try read(bytes).records[1] == ["'" + cell])
        #expect(try read(bytes, forPeople: true).records[1] == [cell])
        #expect(try read(CSVWriter.bytes(of: [["a"], [cell]])).records[1] == [cell])
    }

    @Test(arguments: ["'tis", "– dash", "a=b", "", "'", "''", "O'Brien"])
    func `for people leaves other text alone`(cell: String) throws {
        #expect(
            try read(CSVWriter.bytes(of: [["a"], [cell, "x"]], forPeople: true)).records[1] == [cell, "x"])
    }

    @Test(arguments: ["'=x", "''=x", "'", "'''+"])
    func `for people gives back also text that began with an apostrophe`(cell: String) throws {
        let bytes = CSVWriter.bytes(of: [["a", "b"], [cell, "x"]], forPeople: true)
        #expect(try read(bytes, forPeople: true).records[1] == [cell, "x"])
    }

    @Test func `streams in pieces`() {
        var writer = CSVWriter()
        writer.write(["a"])
        #expect(writer.take() == Array("a\r\n".utf8))
        writer.write(["b"])
        #expect(writer.take() == Array("b\r\n".utf8))
        #expect(writer.take().isEmpty)
    }

    /// Whatever is written reads back cell for cell, in every encoding and for both kinds of file.
    @Test(arguments: [false, true])
    func `reads back as it was`(forPeople: Bool) throws {
        var numbers = SeededNumbers(seed: 41)
        let pieces = [
            "a", "Z", " ", "\"", ",", ";", "\t", "\r", "\n", "\r\n", "=", "+", "-", "@", "'", "é", "Ŵ", "😀",
            "＝", "\u{FEFF}", "sep=", "word ", "\u{301}", "1",
        ]
        for _ in 0..<3000 {
            let columns = Int.random(in: 1...4, using: &numbers)
            let table = (0..<Int.random(in: 1...5, using: &numbers)).map { _ in
                (0..<columns).map { _ in
                    (0..<Int.random(in: 0...5, using: &numbers)).map { _ in
                        pieces.randomElement(using: &numbers) ?? ""
                    }
                    .joined()
                }
            }
            let bytes = CSVWriter.bytes(of: table, forPeople: forPeople)
            let file = try read(bytes, forPeople: forPeople)
            #expect(file.problems.isEmpty)
            // Compared as Unicode scalars: letters that only look alike must not be exchanged.
            let exact = zip(file.records.joined(), table.joined()).allSatisfy {
                Array($0.utf8) == Array($1.utf8)
            }
            #expect(file.records.map(\.count) == table.map(\.count) && exact, "\(table)")
            if !exact { return }
            let wide =
                [0xFF, 0xFE]
                + `The encoding of a CSV file`.utf16(
                    String(decoding: bytes, as: UTF8.self), isBigEndian: false)
            #expect(try read(wide, forPeople: forPeople).records == table)
        }
    }

    @Test func `would not read back if the guard took away every apostrophe`() throws {
        let bytes = CSVWriter.bytes(of: [["a"], ["'=x"]], forPeople: true)
        #expect(try read(bytes).records[1] == ["''=x"])
    }
}

@Suite struct `Random bytes` {
    @Test(arguments: [false, true])
    func `never stop the reader`(isTextLike: Bool) throws {
        var numbers = SeededNumbers(seed: 7)
        let alphabet: [UInt8] =
            Array("\"\",,;\t\r\n\n''=ab \0".utf8) + [0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0xD8, 0x00, 0xC3, 0xA9]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...60, using: &numbers)
            let bytes = (0..<count).map { _ in
                isTextLike
                    ? alphabet.randomElement(using: &numbers) ?? 0
                    : UInt8.random(in: 0...255, using: &numbers)
            }
            let file = try read(bytes, forPeople: true)
            #expect(file.rows == file.rows.sorted())
        }
    }

    @Test func `spoilt here and there never go unnoticed as a longer file`() throws {
        var numbers = SeededNumbers(seed: 8)
        let sound = CSVWriter.bytes(of: (0..<20).map { ["row \($0)", "say \"\($0)\"", "é, ô"] })
        for _ in 0..<2000 {
            var bytes = sound
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(
                    in: 0...255, using: &numbers)
            }
            _ = try read(bytes)
            _ = try read(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &numbers))))
        }
    }
}
