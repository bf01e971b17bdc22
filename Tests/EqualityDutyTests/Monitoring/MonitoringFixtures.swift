// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

@testable import EqualityDuty

/// Schemes of the tests, small and invented but shaped like real ones.
enum TestSchemes {
    static func category(
        _ code: String, _ label: String, _ spellings: [String] = [], in parent: String? = nil
    )
        -> CategoryScheme.Category
    {
        .init(code: code, label: label, parent: parent, spellings: spellings)
    }

    static func ethnic2021() throws -> CategoryScheme {
        try CategoryScheme(
            id: "ethnic-2021", variable: "ethnic group", version: "Census 2021",
            title: "Ethnic group, Census 2021",
            characteristic: "race", from: CalendarDay(2021, 3, 21),
            categories: [
                category("white", "White"),
                category("british", "British", ["White British"], in: "white"),
                category("roma", "Roma", in: "white"),
                category("asian", "Asian"),
                category("indian", "Indian", in: "asian"),
                category("chinese", "Chinese", in: "asian"),
            ])
    }

    static func ethnicNHS() throws -> CategoryScheme {
        try CategoryScheme(
            id: "ethnic-nhs", variable: "ethnic group", version: "NHS 16+1", title: "Ethnic category, NHS",
            from: CalendarDay(2001, 1, 1),
            categories: [
                category("nhs-a", "British, NHS", ["A"]), category("nhs-h", "Indian, NHS", ["H"]),
                category("nhs-r", "Chinese, NHS", ["R"]),
                .init(code: "nhs-z", label: "Declined, NHS", spellings: ["Z"], standing: .preferNotToSay),
                .init(code: "nhs-99", label: "No answer recorded", spellings: ["99"], standing: .notAsked),
            ])
    }

    static func sex() throws -> CategoryScheme {
        try CategoryScheme(
            id: "sex", variable: "sex", version: "Census 2021", title: "Sex",
            categories: [category("female", "Female", ["F"]), category("male", "Male", ["M"])])
    }

    static func religion() throws -> CategoryScheme {
        try CategoryScheme(
            id: "religion", variable: "religion", version: "Census 2021", title: "Religion",
            categories: [
                category("none", "No religion"), category("christian", "Christian"),
                category("muslim", "Muslim"),
            ])
    }

    static func bands() throws -> CategoryScheme {
        try CategoryScheme(
            id: "bands", variable: "age", version: "council bands", title: "Council age bands",
            categories: [
                .init(code: "0-15", label: "0 to 15", ages: AgeRange(0, to: 15)),
                .init(code: "16-64", label: "16 to 64", ages: AgeRange(16, to: 64)),
                .init(code: "65", label: "65 and over", ages: AgeRange(65, to: nil)),
            ])
    }

    static func all() throws -> CategorySchemes {
        let (census, nhs) = (try ethnic2021(), try ethnicNHS())
        return CategorySchemes(
            [census, nhs, try sex(), try religion(), try bands()],
            mappings: [
                try CategoryMapping(
                    from: nhs, to: census, name: "the categories of the NHS led to the groups of 2021",
                    isBreak: true, pairs: ["nhs-a": "white", "nhs-h": "asian", "nhs-r": "asian"])
            ])
    }
}

/// Reads invented rows as a file would be read.
struct RecordsReading {
    var mapping: ColumnMapping
    var context: ReadingContext

    /// Columns by header and use.
    init(
        _ columns: [(String, ColumnUse)], kind: DataSetKind = .serviceUsers, period: String = "2025/26",
        codes: [String: [String: String]] = [:]
    ) throws {
        mapping = ColumnMapping(
            name: "test",
            columns: columns.map { ColumnMapping.Column(header: $0.0, use: $0.1, codes: codes[$0.0] ?? [:]) })
        context = ReadingContext(
            schemes: try TestSchemes.all(), kind: kind,
            period: DataPeriod(written: period) ?? DataPeriod(
                CalendarDay(2025, 1, 1), CalendarDay(2025, 1, 1))!)
    }

    func read(_ rows: [[String]], headers: [String]? = nil) throws -> (RecordsRead, [CodedPiece]) {
        var pieces: [CodedPiece] = []
        let coder = try RecordCoder(
            headers: headers ?? mapping.columns.map(\.header), mapping: mapping, context: context
        ) { pieces.append($0) }
        for (place, row) in rows.enumerated() {
            try Self.with(row) { try coder.take(row: place + 2, cells: $0) }
        }
        let read = try coder.finish()
        return (read, pieces)
    }

    private static func with(
        _ cells: [String], _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws -> Void
    ) rethrows {
        let bytes = cells.flatMap { Array($0.utf8) }
        var start = 0
        try bytes.withUnsafeBufferPointer { room in
            let buffers = cells.map { cell in
                defer { start += cell.utf8.count }
                return UnsafeBufferPointer(rebasing: room[start..<start + cell.utf8.count])
            }
            try buffers.withUnsafeBufferPointer(body)
        }
    }
}

extension RecordsRead {
    /// How many have a code of a column.
    func count(_ column: String, _ code: String) -> Int {
        quality.columns.first { $0.name == column }?.counts[code] ?? 0
    }

    func answers(_ column: String) -> AnswerCounts? { quality.columns.first { $0.name == column }?.answers }

    func finding(_ words: String) -> QualityReport.Finding? {
        quality.findings.first { $0.text.contains(words) }
    }
}
