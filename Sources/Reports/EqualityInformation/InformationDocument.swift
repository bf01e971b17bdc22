// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// The page of one data set: pictures and tables, what was withheld and why, and where it all comes from.
    public static func equalityInformation(
        _ set: InformationSet, of publication: InformationPublication
    ) -> Document {
        var blocks: [Document.Block] = []
        if set.dataSet.isSynthetic { blocks.append(.paragraph(InformationWords.synthetic)) }
        blocks.append(.facts(facts(set, of: publication)))
        blocks.append(.heading("How people are protected"))
        blocks += set.protection.map { .paragraph($0) }
        blocks.append(.heading("What is withheld"))
        blocks.append(
            set.withheld.isEmpty ? .paragraph("Nothing had to be withheld.") : .list(set.withheld))
        for table in set.tables {
            blocks.append(.heading(table.title))
            guard table.withheld.isEmpty else {
                blocks.append(.paragraph(table.withheld))
                continue
            }
            if let chart = chart(table, of: set) { blocks.append(.chart(chart)) }
            let cells = InformationCells(table, .page)
            if !cells.shorthand.isEmpty { blocks.append(.paragraph(cells.shorthand.joined(separator: " "))) }
            blocks.append(
                .table(
                    Document.Table(
                        table.title,
                        columns: cells.heads.map { Document.Column($0.title, isFigure: $0.isFigure) },
                        rows: cells.rows,
                        note: (table.notes + [source(set, of: publication, table)]).joined(separator: " "))))
        }
        return Document(title: set.dataSet.title, caption: publication.title, blocks: blocks)
    }

    /// The chart of a table by one characteristic: the groups at the top, with their shares.
    static func chart(_ table: InformationTable, of set: InformationSet) -> Chart? {
        guard table.names.count == 1 else { return nil }
        let shown = table.rows.filter { $0.kind == .category && $0.depth == 0 }
        guard shown.count > 1 else { return nil }
        let rows = shown.compactMap { row in
            row.share.map {
                Chart.Row(row.labels[0], $0, code: row.codes[0], benchmark: row.benchmark)
            }
        }
        let largest = shown.filter { $0.share?.value != nil }
            .max { ($0.share?.value ?? 0) < ($1.share?.value ?? 0) }
        let hidden = shown.count { $0.share?.value == nil }
        let title = table.heads[0]
        let summary =
            (largest.map {
                "The largest group shown is \u{201C}\($0.labels[0])\u{201D} with \($0.share?.shown ?? "")."
            }
                ?? "No share is shown.")
            + (hidden == 0 ? "" : " \(hidden) of \(shown.count) shares are withheld.")
        let message =
            largest.map {
                "\(title): \u{201C}\($0.labels[0])\u{201D} is the largest group shown, \($0.share?.figure ?? "")"
            }
            ?? "\(title): no share is shown"
        return Chart(
            id: "chart-\(table.id)", table.benchmark.isEmpty ? .bars : .intervals,
            Chart.Words(
                message: message,
                measure:
                    "Share of \(set.dataSet.population) who answered, \(set.areaName), \(set.period), per cent",
                summary: summary, rowTitle: title,
                benchmark: table.benchmark.isEmpty ? "Benchmark" : table.benchmark),
            series: ["Share"], rows: rows)
    }

    private static func facts(
        _ set: InformationSet, of publication: InformationPublication
    ) -> [Document.Fact] {
        var facts = [
            Document.Fact("Who is counted", set.dataSet.population), Document.Fact("Period", "\(set.period)"),
            Document.Fact("Area", set.areaName), Document.Fact("Published by", publication.publisher),
            Document.Fact("Licence", publication.licence),
        ]
        if !set.dataSet.questionSet.isEmpty {
            facts.append(
                Document.Fact("Questions", "\(set.dataSet.questionSet) \(set.dataSet.questionVersion)"))
        }
        if !set.otherPeriods.isEmpty {
            facts.append(
                Document.Fact("Other periods that were published", set.otherPeriods.joined(separator: ", ")))
        }
        return facts
    }

    static func source(
        _ set: InformationSet, of publication: InformationPublication, _ table: InformationTable
    ) -> String {
        "Source: \(publication.publisher), \(set.dataSet.title), \(set.period)."
            + (table.source.isEmpty ? "" : " Benchmark: \(table.benchmark). \(table.source).")
    }

    /// The first page of a publication: what there is, and what is not.
    public static func equalityInformationIndex(_ publication: InformationPublication) -> Document {
        var blocks: [Document.Block] = [
            .paragraph(
                "These figures tell who uses services, who works here and who took part, by protected characteristic."
            ),
            .table(
                Document.Table(
                    "What is published",
                    columns: [
                        .init("Data set"), .init("Who is counted"), .init("Period"),
                        .init("Tables", isNumeric: true),
                        .init("Numbers withheld", isNumeric: true),
                    ],
                    rows: publication.sets.map { set in
                        [
                            set.dataSet.title, set.dataSet.population, set.period.description,
                            String(set.tables.count { $0.withheld.isEmpty }), String(set.numbers.withheld),
                        ]
                    })),
        ]
        if publication.sets.contains(where: \.dataSet.isSynthetic) {
            blocks.insert(.paragraph(InformationWords.synthetic), at: 0)
        }
        if !publication.leftOut.isEmpty {
            blocks.append(.heading("What is not published"))
            blocks.append(.list(publication.leftOut.map { "\($0.title): \($0.why)" }))
        }
        return Document(title: publication.title, caption: publication.publisher, blocks: blocks)
    }
}
