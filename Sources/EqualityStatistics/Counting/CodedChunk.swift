// SPDX-License-Identifier: Apache-2.0

/// Some records of a table, column by column, in the bytes in which they are kept.
///
/// The layout, every number little end first:
///
/// | at | bytes | what |
/// |---|---|---|
/// | 0 | 8 | `DRCODES` and a zero byte |
/// | 8 | 2 | version, 1 |
/// | 10 | 2 | number of columns, at least 1 |
/// | 12 | 4 | length of this head with its padding, a multiple of 64 |
/// | 16 | 8 | number of records |
/// | 24 | 8 | checksum of all other bytes but the mark (`checksum`) |
/// | 32 | 16 each | a column: its codes' place (8), categories (4), width (1), zero (1), name's length (2) |
/// | then | | the names in UTF-8, one after another; zeros to the next multiple of 64 |
/// | then | | the codes of each column in turn, each with zeros to the next multiple of 64 |
///
/// There is one right spelling of every chunk; any other is refused.
public struct CodedChunk: Sendable {
    /// The version of the layout that is written and read.
    public static let version = 1
    private static let mark: [UInt8] = Array("DRCODES\0".utf8)
    private static let fixed = 32
    private static let entry = 16

    /// Names and numbers of categories, in order.
    public let columns: [ColumnName]
    /// How many records every column has.
    public let records: Int
    let held: HeldBytes
    private let places: [Int]

    /// Puts columns together. Throws where they differ in length, or cannot be told apart.
    public init(_ columns: [CodedColumn]) throws(CountingProblem) {
        try self.init(HeldBytes(try CodedChunk.bytes(of: columns)))
    }

    /// All bytes, to be kept.
    public var bytes: [UInt8] { Array(held.bytes) }

    static func padded(_ length: Int) -> Int { (length + 63) & ~63 }

    /// The chunk of the given columns as bytes.
    private static func bytes(of columns: [CodedColumn]) throws(CountingProblem) -> [UInt8] {
        guard Set(columns.map(\.records)).count <= 1 else { throw .unequalLengths }
        try check(columns.map(\.name))
        let names = columns.map { Array($0.name.name.utf8) }
        let head = padded(fixed + entry * columns.count + names.reduce(0) { $0 + $1.count })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(head + columns.reduce(0) { $0 + padded($1.bytes.count) })
        func append(_ number: Int, _ width: Int) {
            for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
        }
        bytes += mark
        append(version, 2)
        append(columns.count, 2)
        append(head, 4)
        append(columns.first?.records ?? 0, 8)
        append(0, 8)
        var place = head
        for (column, name) in zip(columns, names) {
            append(place, 8)
            append(column.name.categories, 4)
            append(CodedColumn.width(categories: column.name.categories), 1)
            append(0, 1)
            append(name.count, 2)
            place += padded(column.bytes.count)
        }
        for name in names { bytes += name }
        bytes += [UInt8](repeating: 0, count: head - bytes.count)
        for column in columns {
            bytes += column.bytes
            bytes += [UInt8](repeating: 0, count: padded(column.bytes.count) - column.bytes.count)
        }
        let sum = bytes.withUnsafeBytes { checksum($0) }
        for place in 0..<8 { bytes[24 + place] = UInt8(truncatingIfNeeded: sum >> UInt64(8 * place)) }
        return bytes
    }

    private static func check(_ columns: [ColumnName]) throws(CountingProblem) {
        if columns.isEmpty { throw .unusableColumns("there is no column") }
        if columns.count > Int(UInt16.max) { throw .unusableColumns("there are too many columns") }
        var seen: Set<String> = []
        for column in columns {
            guard (1...Int(UInt32.max)).contains(column.categories) else {
                throw .unusableColumns("\(column.name) has no categories, or too many")
            }
            guard (1...1024).contains(column.name.utf8.count) else {
                throw .unusableColumns("a column has no name, or one of more than 1,024 bytes")
            }
            guard column.name.unicodeScalars.allSatisfy({ $0.value >= 0x20 }) else {
                throw .unusableColumns("the name of a column has control characters")
            }
            guard seen.insert(column.name).inserted else {
                throw .unusableColumns("two columns are called \(column.name)")
            }
        }
    }

    /// Reads a chunk where it lies. Throws `malformed` for bytes that are not one, whatever they are, and
    /// `codeOutOfRange` for codes without a category.
    public init(_ held: HeldBytes) throws(CountingProblem) {
        // Counting loads whole codes, so bytes that do not lie at a multiple of four are moved.
        let aligned =
            held.bytes.baseAddress.map { UInt(bitPattern: $0) % 4 == 0 } ?? true
            ? held : HeldBytes(Array(held.bytes))
        let bytes = aligned.bytes
        func number(_ at: Int, _ width: Int) -> Int {
            var value: UInt64 = 0
            for place in 0..<width { value |= UInt64(bytes[at + place]) << UInt64(8 * place) }
            return Int(clamping: value)
        }
        guard bytes.count >= CodedChunk.fixed, bytes.prefix(8).elementsEqual(CodedChunk.mark) else {
            throw .malformed("they do not begin with the mark of coded columns")
        }
        guard number(8, 2) == CodedChunk.version else {
            throw .malformed("they are of version \(number(8, 2))")
        }
        let count = number(10, 2)
        let head = number(12, 4)
        let records = number(16, 8)
        let entries = CodedChunk.fixed + CodedChunk.entry * count
        guard entries <= head, head <= bytes.count, head % 64 == 0, records <= bytes.count else {
            throw .malformed("the head does not fit")
        }
        let sum = CodedChunk.checksum(bytes)
        guard (0..<8).allSatisfy({ bytes[24 + $0] == UInt8(truncatingIfNeeded: sum >> UInt64(8 * $0)) })
        else {
            throw .malformed("the checksum is another")
        }
        var columns: [ColumnName] = []
        var places: [Int] = []
        var nameAt = entries
        var place = head
        for index in 0..<count {
            let at = CodedChunk.fixed + CodedChunk.entry * index
            let categories = number(at + 8, 4)
            let width = CodedColumn.width(categories: categories)
            let length = number(at + 14, 2)
            guard number(at, 8) == place, number(at + 12, 1) == width, number(at + 13, 1) == 0,
                nameAt + length <= head,
                let name = String(validating: bytes[nameAt..<nameAt + length], as: UTF8.self),
                let end = CodedChunk.end(of: records, width: width, from: place), end <= bytes.count
            else { throw .malformed("column \(index + 1) does not fit") }
            columns.append(ColumnName(name, categories: categories))
            places.append(place)
            let codes = UnsafeRawBufferPointer(rebasing: bytes[place..<place + records * width])
            guard bytes[place + records * width..<end].allSatisfy({ $0 == 0 }) else {
                throw .malformed("there are bytes between columns")
            }
            if let wrong = CodedChunk.firstWrongCode(codes, width: width, categories: categories) {
                throw .codeOutOfRange(column: name, record: wrong)
            }
            nameAt += length
            place = end
        }
        guard place == bytes.count, CodedChunk.padded(nameAt) == head,
            bytes[nameAt..<head].allSatisfy({ $0 == 0 })
        else { throw .malformed("the lengths do not add up") }
        try CodedChunk.check(columns)
        self.columns = columns
        self.records = records
        self.places = places
        self.held = aligned
    }

    private static func end(of records: Int, width: Int, from place: Int) -> Int? {
        let (length, over) = records.multipliedReportingOverflow(by: width)
        if over || length > Int.max / 2 { return nil }
        return place + padded(length)
    }

    /// The codes of a column, and how many bytes each has.
    func codes(_ column: Int) -> (start: UnsafeRawPointer, width: Int)? {
        guard let base = held.bytes.baseAddress else { return nil }
        return (base + places[column], CodedColumn.width(categories: columns[column].categories))
    }
}
