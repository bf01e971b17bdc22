// SPDX-License-Identifier: Apache-2.0
import Documents
import Testing

/// The records of a text, with their rows, and the problems found.
func read(_ bytes: [UInt8], forPeople: Bool = false, _ change: (inout CSVReader.Limits) -> Void = { _ in })
    throws
    -> (records: [[String]], rows: [Int], problems: [CSVProblem], reader: CSVReader)
{
    var reader = CSVReader(bytes: bytes, forPeople: forPeople)
    change(&reader.limits)
    var records: [[String]] = []
    var rows: [Int] = []
    let problems = try reader.forEachRecord { row, cells in
        rows.append(row)
        records.append(cells)
    }
    return (records, rows, problems, reader)
}

@Suite struct `A CSV file` {
    @Test(arguments: ["\n", "\r\n", "\r"])
    func `is read with every kind of line end`(end: String) throws {
        let file = try read(Array("a,b\(end)1,2\(end)3,\(end)".utf8))
        #expect(file.records == [["a", "b"], ["1", "2"], ["3", ""]])
        #expect(file.rows == [1, 2, 3])
        #expect(file.problems.isEmpty)
        #expect(file.reader.notes.isEmpty)
    }

    @Test func `needs no line end after the last record`() throws {
        #expect(try read(Array("a,b\n1,2".utf8)).records == [["a", "b"], ["1", "2"]])
        #expect(try read(Array("a,b\n1,".utf8)).records == [["a", "b"], ["1", ""]])
        #expect(try read(Array("a,b\n1,\"\"".utf8)).records == [["a", "b"], ["1", ""]])
    }

    @Test func `may hold separators, line ends and doubled quotes within quotes`() throws {
        let file = try read(
            Array("a,b\r\n\"one, two\r\nthree\",\"say \"\"yes\"\"\"\r\n\"\"\"\",\"\"\r\n".utf8))
        #expect(file.records == [["a", "b"], ["one, two\r\nthree", "say \"yes\""], ["\"", ""]])
        #expect(file.rows == [1, 2, 3])
        #expect(file.problems.isEmpty)
    }

    @Test func `keeps a quote in the middle of a cell, and white space around a cell`() throws {
        let file = try read(Array("a,b\n6\" pipe, x \n\"x\" ,y\n".utf8))
        #expect(file.records == [["a", "b"], ["6\" pipe", " x "], ["x", "y"]])
        #expect(file.problems.isEmpty)
    }

    @Test func `counts blank lines as a spreadsheet shows them and leaves them out`() throws {
        let file = try read(Array("\na,b\n\n1,2\n\n".utf8))
        #expect(file.records == [["a", "b"], ["1", "2"]])
        #expect(file.rows == [2, 4])
    }

    @Test func `gives ragged records as they are`() throws {
        #expect(try read(Array("a,b\n1\n1,2,3\n".utf8)).records == [["a", "b"], ["1"], ["1", "2", "3"]])
    }

    @Test func `may be empty`() throws {
        let file = try read([])
        #expect(file.records.isEmpty && file.problems.isEmpty)
    }

    @Test(arguments: [
        ("a;b;c\n1,5;2;3\n", CSVSeparator.semicolon), ("a\tb\n1,2\t3\n", .tab), ("a,b\n1;2,3\n", .comma),
        ("\"x;y;z\",b\n1,2\n", .comma), ("only\none\n", .comma),
        ("Surname, first;Age\nX;1\nY;2\n", .semicolon),
    ])
    func `is separated by what divides its first records evenly`(text: String, separator: CSVSeparator) throws
    {
        let file = try read(Array(text.utf8))
        #expect(file.reader.separator == separator)
        #expect(file.reader.notes.isEmpty == (separator == .comma))
    }

    @Test func `may say how it is separated`() throws {
        let file = try read(Array("sep=;\r\na,x;b\r\n1;2\r\n".utf8))
        #expect(file.records == [["a,x", "b"], ["1", "2"]])
        #expect(file.reader.notes == ["Its cells are separated by semicolons, as its first line says."])
    }
}

@Suite struct `Problems of a CSV file` {
    @Test func `name the row and the column of a quote that is never closed`() throws {
        let file = try read(Array("a,b\n1,2\n3,\"four\n5,6\n".utf8))
        #expect(
            file.problems == [
                CSVProblem(row: 3, column: 2, text: "A quotation mark is opened here and never closed.")
            ])
        #expect(
            file.problems[0].description
                == "Row 3, column B: A quotation mark is opened here and never closed.")
    }

    @Test func `are found all at once`() throws {
        let long = String(repeating: "x", count: (1 << 20) + 1)
        let file = try read(Array("a,b\n1,x\0y\n\(long),2\n\"a\"b,3\n4,\"".utf8))
        #expect(file.problems.map(\.row) == [2, 3, 4, 5])
        #expect(file.problems.map(\.column) == [2, 1, 1, 2])
        #expect(file.problems[0].text.contains("NUL"))
        #expect(file.problems[1].text.contains("1024 KiB"))
        #expect(file.problems[2].text.contains("Text follows a closing quotation mark"))
    }

    @Test func `do not hold for a cell of exactly 1 MiB`() throws {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(try read(Array("a,b\n\(long),\"\(long)\"\n".utf8)).problems.isEmpty)
    }

    @Test func `begin after the last row allowed`() throws {
        let rows = String(repeating: "1,2\n", count: 10)
        #expect(try read(Array("a,b\n\(rows)".utf8)) { $0.rows = 10 }.problems.isEmpty)
        let file = try read(Array("a,b\n\(rows)3,4\n5,6\n".utf8)) { $0.rows = 10 }
        #expect(file.problems.map(\.row) == [12])
        #expect(file.records.count == 11)
    }

    @Test func `are listed up to a limit and counted beyond it`() throws {
        let file = try read(Array(("a\n" + String(repeating: "abc\0\n", count: 1005)).utf8))
        #expect(file.problems.count == 1001)
        #expect(file.problems.last?.text == "… and 5 more problems.")
    }

    @Test func `keep a row of endless cells from filling the memory`() throws {
        let file = try read([UInt8](repeating: 0x2C, count: 100_000))
        #expect(file.records.first?.count == 16_384)
        #expect(file.problems.count == 1)
    }

    @Test func `tell of a file that cannot be opened`() {
        #expect(throws: CSVFileError("/no/such/file.csv cannot be opened: there is no such file")) {
            _ = try CSVReader(path: "/no/such/file.csv")
        }
        #expect(throws: CSVFileError.self) { _ = try CSVReader(path: "/") }
    }

    @Test func `let an error of the caller through`() {
        struct Stop: Error {}
        #expect(throws: Stop.self) {
            _ = try CSVReader(bytes: Array("a\nb\n".utf8)).forEachRecord { row, _ in
                if row == 2 { throw Stop() }
            }
        }
    }
}
