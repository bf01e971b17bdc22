// SPDX-License-Identifier: Apache-2.0

/// Finds the row of headers on a sheet: below a title, on one row or on two, with merged cells or without.
struct TableHeader {
    /// A header at a column.
    struct Heading {
        let place: Int
        let texts: [String]

        /// All of its words.
        var whole: String { texts.joined(separator: " ") }
    }

    let headings: [Heading]
    let lastRow: Int
    /// How many columns were recognised.
    let score: Int

    /// How far down a header is looked for, in rows that hold something.
    static let deepest = 60

    /// The header with the most columns recognised; `nil` where no row could be one.
    static func best(_ sheet: Workbook.Sheet, _ columns: [KnownColumn], _ mapping: HeaderMapping)
        -> TableHeader?
    {
        var best: TableHeader?
        var presumed: TableHeader?
        let rows = sheet.rows.prefix(deepest)
        for (at, row) in rows.enumerated() {
            let one = TableHeader(single(row), row.number, columns, mapping)
            if one.score > best?.score ?? 0 { best = one }
            if one.headings.count > presumed?.headings.count ?? 2, isShort(one) { presumed = one }
            guard at + 1 < rows.count, rows[at + 1].number == row.number + 1 else { continue }
            let below = rows[at + 1]
            let two = TableHeader(double(row, below, sheet), below.number, columns, mapping)
            let lone = TableHeader(single(below), below.number, columns, mapping)
            guard two.score > max(one.score, lone.score, best?.score ?? 0) else { continue }
            // A row of which most cells are no headers is the first row of the table, not part of its header.
            let headers = below.cells.count { cell in
                two.headings.contains { $0.place == cell.column && isKnown($0, columns, mapping) }
            }
            if headers * 2 >= below.cells.count { best = two }
        }
        guard let best, best.score >= min(3, columns.count) else { return presumed ?? best }
        return best
    }

    private init(_ headings: [Heading], _ lastRow: Int, _ columns: [KnownColumn], _ mapping: HeaderMapping) {
        self.headings = headings
        self.lastRow = lastRow
        score = Set(headings.compactMap { Self.column(of: $0, columns, mapping) }).count
    }

    private static func isShort(_ header: TableHeader) -> Bool {
        header.headings.allSatisfy { $0.whole.utf8.count <= 80 }
    }

    private static func single(_ row: Workbook.Row) -> [Heading] {
        row.cells.filter { $0.kind == .text && $0.text.utf8.count <= 300 }.map {
            Heading(place: $0.column, texts: [$0.text])
        }
    }

    private static func double(_ row: Workbook.Row, _ below: Workbook.Row, _ sheet: Workbook.Sheet)
        -> [Heading]
    {
        let last = max(row.cells.last?.column ?? 0, below.cells.last?.column ?? 0)
        return (1...max(last, 1)).compactMap { place in
            let above = row[sheet.topLeft(ofHeader: CellPlace(row: row.number, column: place)).column].text
            let own = below[place].text
            let texts = [above, own].filter { !$0.isEmpty && $0.utf8.count <= 300 }
            return texts.isEmpty ? nil : Heading(place: place, texts: texts)
        }
    }

    private static func isKnown(_ heading: Heading, _ columns: [KnownColumn], _ mapping: HeaderMapping)
        -> Bool
    {
        column(of: heading, columns, mapping) != nil || mapping.meaning(of: heading.whole) != nil
    }

    /// The known column that a heading means: what a person said, then all its words, then those on its last row.
    private static func column(of heading: Heading, _ columns: [KnownColumn], _ mapping: HeaderMapping)
        -> Int?
    {
        if let said = mapping.meaning(of: heading.whole) { return columns.firstIndex { $0.name == said } }
        for text in [heading.whole, heading.texts.last ?? ""] {
            let folded = HeaderWords.folded(text)
            if let found = columns.firstIndex(where: { $0.words.contains(folded) }) { return found }
        }
        return nil
    }

    /// The table below this header, without its rows.
    func table(
        _ sheet: Workbook.Sheet, _ columns: [KnownColumn], _ mapping: HeaderMapping, isPresumed: Bool
    ) -> TableSheet {
        let filled = Set(sheet.rows.filter { $0.number > lastRow }.flatMap { $0.cells.map(\.column) })
        let places = Set(headings.map(\.place)).union(filled).sorted()
        let byPlace = Dictionary(headings.map { ($0.place, $0) }) { first, _ in first }
        var taken: Set<Int> = []
        var meanings: [(heading: Heading, meaning: TableSheet.Meaning)] = []
        for place in places {
            let heading = byPlace[place] ?? Heading(place: place, texts: [])
            var meaning = TableSheet.Meaning.own
            if let known = Self.column(of: heading, columns, mapping), taken.insert(known).inserted {
                meaning = .known(known)
            } else {
                switch heading.whole.lowercased().filter({ !$0.isWhitespace }) {
                case "_id": meaning = .rowID
                case "_version": meaning = .rowVersion
                default: break
                }
            }
            meanings.append((heading, meaning))
        }
        let missing = columns.indices.filter { !taken.contains($0) }
        let guesses = Self.guesses(
            meanings.map { $0.meaning == .own ? $0.heading.whole : "" }, missing, columns, mapping)
        let found = zip(meanings, guesses).map { pair, guess in
            let header = pair.heading.whole
            let place = pair.heading.place
            return TableSheet.Column(
                place: place, header: header, name: Self.name(pair.meaning, header, place, columns),
                meaning: pair.meaning, guess: guess, isHidden: sheet.hiddenColumns.contains(place))
        }
        return TableSheet(
            sheet: sheet.name, headerRow: lastRow, columns: found, missing: missing.map { columns[$0].name },
            isPresumed: isPresumed)
    }

    private static func name(
        _ meaning: TableSheet.Meaning, _ header: String, _ place: Int, _ columns: [KnownColumn]
    )
        -> String
    {
        switch meaning {
        case .known(let index): columns[index].name
        case .rowID: "_id"
        case .rowVersion: "_version"
        case .own: header.isEmpty ? "Column \(CellPlace.letters(of: place))" : header
        }
    }

    /// For each header that was not recognised the nearest column that is missing; each column is guessed once.
    private static func guesses(
        _ headers: [String], _ missing: [Int], _ columns: [KnownColumn], _ mapping: HeaderMapping
    ) -> [String?] {
        var guesses = [String?](repeating: nil, count: headers.count)
        var pairs: [(distance: Double, header: Int, column: Int)] = []
        for (at, header) in headers.enumerated().prefix(256)
        where !header.isEmpty && mapping.meaning(of: header) == nil {
            for column in missing {
                let distance = columns[column].distance(from: header)
                if distance < 0.6 { pairs.append((distance, at, column)) }
            }
        }
        var taken: Set<Int> = []
        for pair in pairs.sorted(by: { ($0.distance, $0.header) < ($1.distance, $1.header) }) {
            guard guesses[pair.header] == nil, taken.insert(pair.column).inserted else { continue }
            guesses[pair.header] = columns[pair.column].name
        }
        return guesses
    }
}

extension Workbook.Sheet {
    /// The cell that shows at a place of the header, where only a few merges can matter.
    fileprivate func topLeft(ofHeader place: CellPlace) -> CellPlace {
        for merge in merges {
            if merge.topLeft.row > place.row { break }
            if merge.contains(place) { return merge.topLeft.row == place.row ? merge.topLeft : place }
        }
        return place
    }
}
