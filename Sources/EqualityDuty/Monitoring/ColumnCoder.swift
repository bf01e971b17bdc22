// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// One column while a file is read: what its cells mean, how many there are of each, and the codes not yet put away.
final class ColumnCoder {
    /// A list of cells with the same words that could not be read.
    struct Unread {
        let words: String
        let reason: UnreadReason
        var count: Int
        let firstRow: Int
    }

    let name, header: String
    let role: DataColumn.Role
    let scheme: CategoryScheme?
    let part: Int
    private var reader: CellReader
    private var memory = CellMemory()
    /// How many people have each code.
    private(set) var counts: [Int]
    /// Codes of records that are not put away yet.
    private var codes: [Int] = []
    private(set) var unread: [Unread] = []
    private var unreadPlaces: [String: Int] = [:]
    /// Unread cells whose words were not kept, because there are too many kinds.
    private(set) var otherUnread = 0
    private let unknown: Int

    /// How many different unread words are kept.
    static let mostUnread = 2_000

    init(
        name: String, header: String, role: DataColumn.Role, scheme: CategoryScheme?, part: Int,
        reader: CellReader
    ) {
        self.name = name
        self.header = header
        self.role = role
        self.scheme = scheme
        self.part = part
        self.reader = reader
        counts = [Int](repeating: 0, count: reader.count)
        unknown = reader.book.place(of: .unknown) ?? 0
        codes.reserveCapacity(RecordCoder.chunk)
    }

    /// Takes a cell for so many people, and says its code.
    func take(_ bytes: UnsafeBufferPointer<UInt8>, row: Int, people: Int) {
        let found = memory.find(bytes)
        var code: Int
        if let entry = found.entry {
            code = entry.code
            if entry.unread >= 0 { unread[entry.unread].count += people }
        } else {
            code = understand(bytes, found.hash, row, people)
        }
        if code >= counts.count { counts += [Int](repeating: 0, count: code + 1 - counts.count) }
        counts[code] += people
        if people == 1 { codes.append(code) } else { for _ in 0..<people { codes.append(code) } }
    }

    private func understand(
        _ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ row: Int, _ people: Int
    ) -> Int {
        let words = String(decoding: bytes, as: UTF8.self)
        switch reader.read(words) {
        case .code(let code):
            memory.add(bytes, hash: hash, code: code, unread: -1)
            return code
        case .unread(let reason):
            let place = keep(words, reason, row, people)
            if let place { memory.add(bytes, hash: hash, code: unknown, unread: place) }
            return unknown
        }
    }

    private func keep(_ words: String, _ reason: UnreadReason, _ row: Int, _ people: Int) -> Int? {
        if let place = unreadPlaces[words] {
            unread[place].count += people
            return place
        }
        guard unread.count < Self.mostUnread else {
            otherUnread += people
            return nil
        }
        unreadPlaces[words] = unread.count
        unread.append(Unread(words: words, reason: reason, count: people, firstRow: row))
        return unread.count - 1
    }

    /// What each code stands for so far.
    var entries: [ColumnEntry] { reader.entries }
    /// The spellings that it was read by.
    var book: SpellingBook { reader.book }
    /// How many people have what words mean, with everything that is a part of it; `nil` where they mean nothing.
    func people(_ words: String) -> Int? {
        var reader = reader
        guard case .code(let place) = reader.read(words), place < counts.count else { return nil }
        let wanted = entries[place].code
        return zip(entries, counts).reduce(0) { sum, entry in
            var code: String? = entry.0.code
            while let one = code, one != wanted { code = scheme?[one]?.parent }
            return sum + (code == nil ? 0 : entry.1)
        }
    }

    /// How many people's cells could not be read.
    var unreadCount: Int { unread.reduce(otherUnread) { $0 + $1.count } }
    /// How many records are not put away yet.
    var waiting: Int { codes.count }

    /// Puts the first records away as a column of a chunk.
    func column(taking count: Int) throws(CountingProblem) -> CodedColumn {
        let name = ColumnName(name, categories: reader.count)
        if codes.count == count {
            defer { codes.removeAll(keepingCapacity: true) }
            return try CodedColumn(name, wideCodes: codes)
        }
        let column = try CodedColumn(name, wideCodes: Array(codes[..<count]))
        codes.removeFirst(count)
        return column
    }

    /// What became of the question.
    var answers: AnswerCounts {
        var sums: [CategoryScheme.Standing: Int] = [:]
        for (entry, count) in zip(entries, counts) { sums[entry.kind, default: 0] += count }
        return AnswerCounts(sums)
    }
}
