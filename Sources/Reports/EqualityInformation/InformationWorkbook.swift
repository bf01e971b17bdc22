// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// The tables of a data set as a workbook: cover, contents, notes, and a table a sheet.
    public static func equalityInformationWorkbook(
        _ set: InformationSet, of publication: InformationPublication
    ) -> SpreadsheetFile {
        let tables = set.tables.filter(\.withheld.isEmpty)
        var facts = [
            (name: "Publisher", value: publication.publisher), (name: "Date", value: publication.day.written),
            (name: "Period", value: set.period.description), (name: "Area", value: set.areaName),
            (name: "Who is counted", value: set.dataSet.population),
            (name: "Contact", value: publication.publisher), (name: "Licence", value: publication.licence),
        ]
        if set.dataSet.isSynthetic { facts.append((name: "Records", value: InformationWords.synthetic)) }
        var notes = [
            "Shares of groups are of those who answered; of those who answered and of other answers, of everybody. "
                + "In a table by two characteristics, within each group of the first.",
            "Wilson's interval at 95%: how far chance alone may have moved the share.",
            "What the share is compared with stands above its table. A finding is one of the words of the method, and "
                + "no proof of a cause.",
        ]
        notes += set.protection + set.withheld
        return SpreadsheetFile(
            title:
                "\(set.dataSet.title): \(publication.title.prefix(1).lowercased() + publication.title.dropFirst())",
            author: publication.publisher, cover: .init(facts: facts, notes: notes),
            tables: tables.enumerated().map { at, table in
                let cells = InformationCells(table, .workbook)
                let marks =
                    cells.shorthand.isEmpty ? "no marks are used" : cells.shorthand.joined(separator: " ")
                return SpreadsheetFile.Table(
                    name: "Table \(at + 1)", title: table.title,
                    columns: cells.heads.enumerated().map { place, head in
                        SpreadsheetFile.Column(
                            head.title, width: place < table.heads.count ? 40 : 18, isFigure: head.isFigure)
                    }, rows: cells.rows,
                    remarks: [
                        "Shorthand: \(marks)",
                        "Notes: [note 1] and those after it stand on the sheet Notes. "
                            + table.notes.joined(separator: " "),
                        source(set, of: publication, table),
                    ])
            })
    }
}
