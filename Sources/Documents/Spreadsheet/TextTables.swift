// SPDX-License-Identifier: Apache-2.0

/// Text with separators as a workbook of one sheet.
enum TextTables {
    static func workbook(_ bytes: [UInt8], _ limits: WorkbookLimits) throws(FileRefusal) -> Workbook {
        guard bytes.count <= limits.zip.bytes else { throw .tableTooLarge(megabytes: limits.zip.bytes >> 20) }
        var reader = CSVReader(bytes: bytes, forPeople: true)
        reader.limits.rows = limits.rows
        reader.limits.columns = limits.columns
        reader.limits.cellBytes = limits.cellBytes
        var collector = SheetCollector("", limits, after: nil)
        let problems: [CSVProblem]
        do {
            problems = try reader.forEachRecord { row, cells in
                for (place, text) in cells.enumerated() where !text.isEmpty {
                    collector.add(Workbook.Cell(column: place + 1, text: text), row: row)
                }
                collector.endRow(row, isHidden: false)
                if let refusal = collector.refusal { throw refusal }
            }
        } catch let refusal as FileRefusal {
            throw refusal
        } catch {
            throw .damaged
        }
        if let problem = problems.first {
            throw .unreadable(
                "row \(problem.row)\(problem.column.map { ", column \($0)" } ?? ""): \(problem.text)")
        }
        var sheet = Workbook.Sheet(name: "")
        sheet.rows = collector.rows
        guard !sheet.rows.isEmpty else { throw .noSheet }
        var workbook = Workbook(format: .csv, sheets: [sheet])
        workbook.notes = reader.notes
        return workbook
    }
}
