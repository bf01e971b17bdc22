// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Reads the rows of a file into coded records by a mapping, and says what it found.
///
/// Takes one row after the other and holds none of them: its memory does not grow with the file. Days of birth and
/// references pass through and are not kept.
public final class RecordCoder {
    /// How many records a chunk has at most.
    public static let chunk = 65_536
    /// How many people one row, and how many all rows may stand for.
    public static let mostInRow = 10_000_000, mostPeople = 200_000_000
    /// Refused rows that are listed one by one.
    static let mostListed = 200

    /// What a column of the file is used for beside telling something.
    private enum Use {
        case coder(ColumnCoder), count, percentage, topic, answer, reference, day, none
    }

    private let headers: [String]
    let mapping: ColumnMapping
    let context: ReadingContext
    private let sink: (CodedPiece) throws -> Void
    private var uses: [Use] = []
    private(set) var coders: [ColumnCoder] = []
    private var countPlace, topicPlace, answerPlace, referencePlace: Int?
    private var topics: [String: ColumnCoder?] = [:]
    private let headerBytes: [[UInt8]]

    private(set) var rows = 0
    private(set) var refused: [(row: Int, text: String)] = []
    private(set) var refusals: [RowRefusal: Int] = [:]
    private(set) var objected = 0
    private(set) var people = 0
    private(set) var sameRows = RepeatedMarks()
    private(set) var sameReferences = RepeatedMarks()
    private(set) var scientificReferences = 0
    private(set) var days = DayTally()
    private(set) var percentages = PercentageTally()
    private(set) var totals: [String: (stated: Int, row: Int)] = [:]
    /// Totals of one answer over all other questions: whose, in the file's words.
    private(set) var subtotals: [(column: ColumnCoder, words: String, stated: Int, row: Int)] = []
    /// Totals of several answers at once, which nothing is compared with.
    private(set) var otherTotals = 0
    private(set) var isOverfull = false
    private(set) var mark: UInt64 = 0
    let leftOut: [String]

    /// A reader of files with these headers. Throws `MappingRefusal` where the mapping does not fit them.
    public init(
        headers: [String], mapping: ColumnMapping, context: ReadingContext,
        sink: @escaping (CodedPiece) throws -> Void
    ) throws(MappingRefusal) {
        self.headers = headers
        self.mapping = mapping
        self.context = context
        self.sink = sink
        headerBytes = headers.map { Array($0.utf8) }
        var reasons = mapping.problems(context.schemes, kind: context.kind)
        let there = Set(headers.map(foldedForSearch))
        let missing = mapping.columns.filter {
            $0.use != .leaveOut && !there.contains(foldedForSearch($0.header))
        }
        if !missing.isEmpty {
            let names = missing.map { "\u{201C}\($0.header)\u{201D}" }.joined(separator: ", ")
            reasons.append(
                "The file must have the columns of the mapping \u{201C}\(mapping.name)\u{201D}; "
                    + "\(names) \(missing.count == 1 ? "is" : "are") not there")
        }
        var seen: Set<String> = []
        for header in headers where !header.isEmpty && !seen.insert(foldedForSearch(header)).inserted {
            reasons.append("Two columns are called \u{201C}\(header)\u{201D}: rename one of them")
        }
        leftOut = headers.filter { !$0.isEmpty && mapping.column(for: $0) == nil }
        if !reasons.isEmpty { throw MappingRefusal(reasons) }
        for header in headers { uses.append(use(of: header)) }
    }

    private func use(of header: String) -> Use {
        guard let column = mapping.column(for: header) else { return .none }
        let place = uses.count
        func coder(
            _ name: String, _ role: DataColumn.Role, _ scheme: CategoryScheme?, _ kind: CellReader.Kind,
            _ book: SpellingBook
        ) -> Use {
            let coder = ColumnCoder(
                name: name, header: header, role: role, scheme: scheme, part: 0,
                reader: CellReader(kind, book, said: column.codes, lastDay: context.period.last))
            coders.append(coder)
            return .coder(coder)
        }
        switch column.use {
        case .category(let id):
            guard let scheme = context.schemes[id] else { return .none }
            return coder(scheme.variable, .category, scheme, .category, SpellingBook(scheme))
        case .ages(let id):
            guard let scheme = context.schemes[id] else { return .none }
            return coder(scheme.variable, .ages, scheme, .ages(scheme), SpellingBook(scheme))
        case .birth(let id):
            guard let scheme = context.schemes[id] else { return .none }
            return coder(scheme.variable, .ages, scheme, .birth(scheme), SpellingBook(scheme))
        case .area:
            var codes: [String: String] = [:]
            for (code, name) in context.areaNames { codes[SpellingBook.folded(name)] = code }
            return coder(
                "area", .area, nil, .area(names: context.areaNames, codes: codes),
                SpellingBook(ColumnEntry.nonAnswers))
        case .stage:
            return coder(
                "stage", .stage, nil, .category,
                SpellingBook(context.kind.stages + ColumnEntry.nonAnswers))
        case .words(let name):
            return coder(name, .words, nil, .words, SpellingBook(ColumnEntry.nonAnswers))
        case .count:
            countPlace = place
            return .count
        case .percentage: return .percentage
        case .topic:
            topicPlace = place
            return .topic
        case .answer:
            answerPlace = place
            return .answer
        case .reference:
            referencePlace = place
            return .reference
        case .day: return .day
        case .leaveOut: return .none
        }
    }

    /// Reads one row below the header. Throws what the sink throws.
    public func take(row: Int, cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws {
        rows += 1
        guard cells.count == headers.count || isPadded(cells) else {
            return refuse(row, .width, "The row has \(cells.count) cells and the header \(headers.count).")
        }
        if isHeader(cells) { return refuse(row, .header, "The header stands here again.") }
        if isOverfull { return refuse(row, .overfull, "There are too many people before this row.") }
        var number = 1
        if let countPlace {
            switch RowCount(cells[countPlace]) {
            case .people(let count): number = count
            case .refused(let why):
                return refuse(row, why, why.words(String(decoding: cells[countPlace], as: UTF8.self)))
            }
            if isTotal(row, cells, number) { return }
        }
        if let referencePlace, !takeReference(cells[referencePlace], row) { return }
        note(row, cells)
        if people + number > Self.mostPeople {
            isOverfull = true
            return refuse(row, .overfull, "There are too many people before this row.")
        }
        if let topicPlace, let answerPlace {
            return try takeAnswer(row, cells[topicPlace], cells[answerPlace], number)
        }
        // A row may stand for more people than a chunk holds.
        var left = number
        while left > 0 {
            let now = min(left, Self.chunk)
            for (place, use) in uses.enumerated() {
                if case .coder(let coder) = use { coder.take(cells[place], row: row, people: now) }
            }
            left -= now
            if let first = coders.first, first.waiting >= Self.chunk { try putAway(coders, part: 0) }
        }
        people += number
    }

    /// A row with nothing behind the last header, or with blank cells left away at the end.
    private func isPadded(_ cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) -> Bool {
        cells.count > headers.count && cells[headers.count...].allSatisfy(\.isEmpty)
    }

    private func isHeader(_ cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = headerBytes.first, cells[0].elementsEqual(first) else { return false }
        return zip(cells, headerBytes).allSatisfy { $0.elementsEqual($1) }
    }

    private func refuse(_ row: Int, _ reason: RowRefusal, _ text: String) {
        refusals[reason, default: 0] += 1
        if refused.count < Self.mostListed { refused.append((row, text)) }
    }

    /// False where the person objected, and the row is to be left out.
    private func takeReference(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int) -> Bool {
        guard !bytes.isEmpty else { return true }
        if let hasObjected = context.hasObjected, hasObjected(bytes) {
            objected += 1
            return false
        }
        sameReferences.take(CellMemory.hash(bytes, seed: 1), row: row)
        if bytes.contains(0x2B) || bytes.contains(0x45),
            CellReader.isScientific(String(decoding: bytes, as: UTF8.self))
        {
            scientificReferences += 1
        }
        return true
    }

    /// What is looked at and not kept: repeated rows, days, percentages.
    private func note(_ row: Int, _ cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) {
        var hash: UInt64 = 2
        for cell in cells { hash = CellMemory.hash(cell, seed: hash) }
        sameRows.take(hash, row: row)
        for (place, use) in uses.enumerated() {
            switch use {
            case .day: days.take(cells[place], row, context.period, headers[place])
            case .percentage: percentages.take(cells[place], row, headers[place])
            case .coder, .count, .topic, .answer, .reference, .none: continue
            }
        }
    }

    /// Whether a row of counts is a total of the others; it is then kept apart, to be compared.
    private func isTotal(
        _ row: Int, _ cells: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>, _ number: Int
    ) -> Bool {
        if let topicPlace, let answerPlace {
            guard Self.isTotal(cells[answerPlace]) else { return false }
            totals[String(decoding: cells[topicPlace], as: UTF8.self)] = (number, row)
            return true
        }
        var told: [(column: ColumnCoder, place: Int)] = []
        var any = false
        for (place, use) in uses.enumerated() {
            guard case .coder(let column) = use else { continue }
            if Self.isTotal(cells[place]) { any = true } else { told.append((column, place)) }
        }
        guard any else { return false }
        if told.count > 1 { otherTotals += 1 }
        if told.isEmpty { totals[""] = (number, row) }
        if told.count == 1, subtotals.count < Self.mostListed {
            let words = String(decoding: cells[told[0].place], as: UTF8.self)
            subtotals.append((told[0].column, words, number, row))
        }
        return true
    }

    private static func isTotal(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (3...40).contains(bytes.count) else { return false }
        let words = SpellingBook.folded(String(decoding: bytes, as: UTF8.self))
        return words == "total" || words == "all" || words.hasPrefix("total ") || words == "grand total"
            || words.hasPrefix("all people") || words.hasPrefix("all usual residents")
            || words == "all ages" || words == "all categories" || words == "all staff"
    }

    private func takeAnswer(
        _ row: Int, _ topic: UnsafeBufferPointer<UInt8>, _ answer: UnsafeBufferPointer<UInt8>, _ number: Int
    ) throws {
        let words = String(decoding: topic, as: UTF8.self)
        if topics[words] == nil { topics[words] = .some(coder(ofTopic: words)) }
        guard let known = topics[words], let coder = known else {
            return refuse(
                row, .topic, "Nobody said which question \u{201C}\(words.prefix(60))\u{201D} is about.")
        }
        var left = number
        while left > 0 {
            let now = min(left, Self.chunk)
            coder.take(answer, row: row, people: now)
            left -= now
            if coder.waiting >= Self.chunk { try putAway([coder], part: coder.part) }
        }
        people = max(people, coder.counts.reduce(0, +))
    }

    private func coder(ofTopic words: String) -> ColumnCoder? {
        let said = mapping.columns.first { $0.use == .topic }?.codes ?? [:]
        let key = SpellingBook.folded(words)
        guard let id = said[key] ?? said[foldedForSearch(words)], let scheme = context.schemes[id] else {
            return nil
        }
        if let there = coders.first(where: { $0.scheme?.id == id }) { return there }
        let codes = mapping.columns.first { $0.use == .answer }?.codes ?? [:]
        let coder = ColumnCoder(
            name: scheme.variable, header: words, role: scheme.isAges ? .ages : .category, scheme: scheme,
            part: coders.count,
            reader: CellReader(
                scheme.isAges ? .ages(scheme) : .category, SpellingBook(scheme), said: codes,
                lastDay: context.period.last))
        coders.append(coder)
        return coder
    }

    func putAway(_ columns: [ColumnCoder], part: Int) throws {
        while let first = columns.first, first.waiting > 0 {
            let count = min(first.waiting, Self.chunk)
            let bytes = try CodedChunk(columns.map { try $0.column(taking: count) }).bytes
            mark = bytes.withUnsafeBufferPointer { CellMemory.hash($0, seed: mark &+ UInt64(part)) }
            try sink(CodedPiece(part: part, records: count, bytes: bytes))
            if first.waiting < Self.chunk { return }
        }
    }
}
