// SPDX-License-Identifier: Apache-2.0

/// Writes CSV as RFC 4180 has it: UTF-8, commas, CRLF.
public struct CSVWriter: Sendable {
    /// What has been written and not yet taken.
    public private(set) var bytes: [UInt8] = []

    private let forPeople: Bool

    /// A writer; a file for people guards free text against being run as a formula.
    public init(forPeople: Bool = false, byteOrderMark: Bool = false) {
        self.forPeople = forPeople
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Writes a record.
    public mutating func write(_ cells: some Sequence<String>) {
        var count = 0
        var isEmpty = true
        for cell in cells {
            if count > 0 { bytes.append(0x2C) }
            append(forPeople ? FormulaGuard.added(to: cell) : cell)
            count += 1
            isEmpty = isEmpty && cell.isEmpty
        }
        // A single empty cell would read back as a blank line.
        if count == 1, isEmpty { bytes += [0x22, 0x22] }
        bytes += [0x0D, 0x0A]
    }

    /// Hands over what has been written so far and empties the buffer, so that a long file can stream.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// The whole of a table as bytes.
    public static func bytes(
        of records: some Sequence<[String]>, forPeople: Bool = false, byteOrderMark: Bool = false
    ) -> [UInt8] {
        var writer = CSVWriter(forPeople: forPeople, byteOrderMark: byteOrderMark)
        for record in records { writer.write(record) }
        return writer.bytes
    }

    private mutating func append(_ cell: String) {
        if !needsQuotes(cell) {
            bytes.append(contentsOf: cell.utf8)
            return
        }
        bytes.append(0x22)
        for byte in cell.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Quotes what RFC 4180 asks for, and what a reader that guesses could take for something else:
    /// semicolons, tabs, a byte order mark, and the line `sep=`.
    private func needsQuotes(_ cell: String) -> Bool {
        var isPlain = true
        for byte in cell.utf8 {
            switch byte {
            case 0x22, 0x2C, 0x0A, 0x0D, 0x3B, 0x09: return true
            case 0xEF, 0x3D: isPlain = false
            default: break
            }
        }
        return !isPlain && (cell.utf8.starts(with: [0xEF, 0xBB, 0xBF]) || cell.lowercased() == "sep=")
    }
}
