// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

@testable import EqualityDuty

/// Versions and tables of an invented data set.
enum FigureFixtures {
    static func scheme(_ id: String, _ codes: [(String, String?)]) throws -> CategoryScheme {
        try CategoryScheme(
            id: id, variable: "ethnic group", version: id, title: "Ethnic group \(id)",
            characteristic: "race",
            categories: codes.map { .init(code: $0.0, label: $0.0.capitalized, parent: $0.1) })
    }

    /// Two schemes: the newer tells Roma apart and puts Chinese under Asian; nothing tells what became of Other.
    static func schemes(isBreak: Bool = true) throws -> CategorySchemes {
        let old = try scheme(
            "e1",
            [
                ("white", nil), ("gypsy", "white"), ("briton", "white"), ("asian", nil), ("chinese", nil),
                ("other", nil),
            ])
        let new = try scheme(
            "e2",
            [
                ("white", nil), ("traveller", "white"), ("briton", "white"), ("asian", nil),
                ("indian", "asian"),
                ("chinese", "asian"), ("arab", nil),
            ])
        let lone = try scheme("e3", [("light", nil), ("dark", nil)])
        let mapping = try CategoryMapping(
            from: old, to: new, name: "the council's list", note: "Read with care.", isBreak: isBreak,
            pairs: [
                "gypsy": "traveller", "briton": "briton", "asian": "indian", "chinese": "chinese",
            ], without: ["other"])
        return CategorySchemes([old, new, lone], mappings: [mapping])
    }

    static func table(
        _ version: Int, _ counts: [(String, Int?)], base: Int?, scheme: String = "e1",
        standing: FigureTable.Standing = .raw
    ) -> FigureTable {
        FigureTable(
            dataSet: "d", version: version, period: period(version), column: "ethnic group", scheme: scheme,
            standing: standing,
            lines: counts.map {
                .init(Figure(code: $0.0, label: $0.0.capitalized, count: $0.1, base: base))
            })
    }

    static func period(_ version: Int) -> DataPeriod {
        let day = CalendarDay(2024 + version, 3, 31)
        guard let period = DataPeriod(day, day) else { preconditionFailure("a day is a period") }
        return period
    }

    static func version(_ number: Int, year: Int? = nil, supersedes: Int? = nil, columns: [DataColumn] = [])
        -> DataSetVersion
    {
        let day = CalendarDay(year ?? 2024 + number, 3, 31)
        return DataSetVersion(
            dataSetID: "d", number: number, period: DataPeriod(day, day) ?? period(number), sourceName: "f",
            sourceDigest: "\(number)", contentMark: "", records: 1, columns: columns, mapping: "",
            supersedes: supersedes, quality: QualityReport())
    }

    static let column = DataColumn(
        name: "ethnic group", header: "Ethnicity", role: .category, scheme: "e1",
        entries: [
            ColumnEntry(.init(code: "white", label: "White")),
            ColumnEntry(.init(code: "briton", label: "Briton", parent: "white")),
            ColumnEntry(.init(code: "asian", label: "Asian")),
            ColumnEntry(.init(code: "unknown", label: "Unknown", standing: .unknown)),
        ])
}
