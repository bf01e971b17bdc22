// SPDX-License-Identifier: Apache-2.0

/// What a column of codes is called, and how many categories its codes stand for.
public struct ColumnName: Hashable, Sendable, Codable {
    /// What the column is found by.
    public let name: String
    /// Codes run from 0 to one less than this.
    public let categories: Int

    /// Any name and number; a chunk refuses those that cannot be.
    public init(_ name: String, categories: Int) {
        self.name = name
        self.categories = categories
    }
}

/// Why bytes or columns cannot be counted.
public enum CountingProblem: Error, Hashable, Sendable {
    /// The bytes are not a chunk of coded columns of this version; the text says where they go wrong.
    case malformed(String)
    /// A code without a category.
    case codeOutOfRange(column: String, record: Int)
    /// Columns of one chunk have different numbers of records.
    case unequalLengths
    /// No column, a column without categories, two columns of one name, or a name that is empty or too long.
    case unusableColumns(String)
    /// Chunks of one table with other columns, or the same in another order.
    case differentColumns
    /// A column that the table does not have, or the same one twice.
    case noSuchColumn(Int)
    /// More records than can be counted in one go (4,294,967,295).
    case tooManyRecords
    /// A margin over more than sixteen columns at once.
    case tooManyColumns
    /// Groups that overlap without one lying within the other, or codes that the column does not have.
    case notAHierarchy(String)
}

/// One characteristic of many records, as codes of a dictionary that is kept elsewhere.
///
/// Answers that are no categories (prefer not to say, not answered, not asked, unknown) are codes like
/// others.
public struct CodedColumn: Sendable {
    /// What it is called, and how many categories it has.
    public let name: ColumnName
    /// How many codes there are.
    public let records: Int
    /// The codes as they lie in a chunk: one, two or four bytes each, little end first.
    let bytes: [UInt8]

    /// One byte a code up to 255 categories, two up to 65,535, four above.
    static func width(categories: Int) -> Int { categories <= 255 ? 1 : categories <= 65_535 ? 2 : 4 }

    /// Codes of at most 255 categories as they are. Throws `codeOutOfRange` for a code without a category.
    public init(_ name: ColumnName, codes: [UInt8]) throws(CountingProblem) {
        guard CodedColumn.width(categories: name.categories) == 1 else {
            try self.init(name, wideCodes: codes.map { Int($0) })
            return
        }
        if let wrong = codes.firstIndex(where: { Int($0) >= name.categories }) {
            throw .codeOutOfRange(column: name.name, record: wrong)
        }
        self.init(name, records: codes.count, bytes: codes)
    }

    private init(_ name: ColumnName, records: Int, bytes: [UInt8]) {
        self.name = name
        self.records = records
        self.bytes = bytes
    }

    /// Codes of any number of categories up to 4,294,967,295. Throws `codeOutOfRange` for a code without a
    /// category.
    public init(_ name: ColumnName, wideCodes codes: [Int]) throws(CountingProblem) {
        let width = CodedColumn.width(categories: name.categories)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(codes.count * width)
        for (record, code) in codes.enumerated() {
            guard (0..<name.categories).contains(code), code <= Int(UInt32.max) else {
                throw .codeOutOfRange(column: name.name, record: record)
            }
            for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: code >> (8 * place))) }
        }
        self.init(name, records: codes.count, bytes: bytes)
    }
}

/// Bytes that stay where they are while anybody counts them: our own, or a mapped file.
public final class HeldBytes: @unchecked Sendable {
    // Never written after `init`, so threads may read it together.
    let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// A copy of an array, laid out for counting.
    public init(_ array: [UInt8]) {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, array.count), alignment: 64)
        room.copyBytes(from: array)
        bytes = UnsafeRawBufferPointer(start: room.baseAddress, count: array.count)
        release = { UnsafeRawPointer($0.baseAddress)?.deallocate() }
    }

    /// Bytes that somebody else holds, for example a memory-mapped file, until `release` is called with them.
    ///
    /// They must not change meanwhile: codes are checked once, when a chunk is read.
    public init(
        borrowing bytes: UnsafeRawBufferPointer, release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.bytes = bytes
        self.release = release
    }

    deinit { release(bytes) }
}
