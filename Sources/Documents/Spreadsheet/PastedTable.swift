// SPDX-License-Identifier: Apache-2.0

/// A table that somebody pasted: from Word or a spreadsheet, as a web page's table, or as the text of a PDF page.
///
/// All of it is a guess at where cells begin and end, so a person confirms each.
public enum PastedTable {
    /// The pasted text as a workbook of one sheet; refused where no two columns are to be found.
    public static func workbook(
        _ text: String, columns: [KnownColumn] = [], limits: WorkbookLimits = WorkbookLimits()
    ) throws(FileRefusal) -> Workbook {
        guard text.utf8.count <= limits.zip.bytes else {
            throw .tableTooLarge(megabytes: limits.zip.bytes >> 20)
        }
        let start = text.lowercased()
        if start.contains("<table") {
            let read = try HTMLTables.workbook(Array(text.utf8), limits)
            return Workbook(format: .pasted, sheets: read.sheets)
        }
        let lines = Self.lines(text)
        let isTabbed = lines.contains { $0.utf8.contains(0x09) }
        let rows = isTabbed ? tabbed(lines) : PageText.rows(lines, columns)
        var collector = SheetCollector("", limits, after: nil)
        for (number, cells) in rows {
            for (place, cell) in cells.enumerated() where !cell.isEmpty {
                collector.add(Workbook.Cell(column: place + 1, text: cell), row: number)
            }
            collector.endRow(number, isHidden: false)
        }
        if let refusal = collector.refusal { throw refusal }
        guard collector.rows.contains(where: { $0.cells.count > 1 }) else { throw .noSheet }
        var sheet = Workbook.Sheet(name: "")
        sheet.rows = collector.rows
        return Workbook(format: isTabbed ? .pasted : .page, sheets: [sheet])
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline && $0 != "\u{B}" && $0 != "\u{2028}" }
    }

    /// The rows of text with tabs. A line with fewer tabs than the header goes on with the cell above it.
    private static func tabbed(_ lines: [Substring]) -> [(Int, [String])] {
        let width = lines.lazy.map { $0.count { $0 == "\t" } }.first { $0 >= 1 } ?? 1
        var rows: [(Int, [String])] = []
        var open: [String] = []
        var first = 0
        var quoted: String?
        for (at, line) in lines.enumerated() {
            if let begun = quoted {
                quoted = nil
                let whole = begun + "\n" + line
                if endsQuote(line) {
                    open.append(contentsOf: cells(Substring(whole)))
                } else if at + 1 < lines.count, whole.utf8.count < 1 << 18 {
                    quoted = whole
                    continue
                } else {
                    open.append(
                        contentsOf: whole.split(separator: "\t", omittingEmptySubsequences: false).map(
                            String.init))
                }
            } else if open.isEmpty, line.allSatisfy(\.isWhitespace) {
                continue
            } else if open.isEmpty, !line.contains("\t"), let last = rows.last, last.1.count > width,
                rows.count > 1
            {
                rows[rows.count - 1].1[last.1.count - 1] += "\n" + line
                continue
            } else if opensQuote(line) {
                if open.isEmpty { first = at + 1 }
                quoted = String(line)
                continue
            } else {
                if open.isEmpty { first = at + 1 }
                let next = cells(line)
                if open.isEmpty {
                    open = next
                } else {
                    open[open.count - 1] += "\n" + (next.first ?? "")
                    open += next.dropFirst()
                }
            }
            if open.count > width || rows.isEmpty && !line.contains("\t") {
                rows.append((first, open))
                open = []
            }
        }
        if !open.isEmpty { rows.append((first, open)) }
        return rows
    }

    /// Whether a line leaves a quoted cell open, as a spreadsheet writes one with line breaks.
    private static func opensQuote(_ line: Substring) -> Bool {
        guard let cell = line.split(separator: "\t", omittingEmptySubsequences: false).last else {
            return false
        }
        return cell.hasPrefix("\"") && cell.count { $0 == "\"" } % 2 == 1
    }

    private static func endsQuote(_ line: Substring) -> Bool {
        guard let cell = line.split(separator: "\t", omittingEmptySubsequences: false).first else {
            return false
        }
        return cell.hasSuffix("\"") && cell.count { $0 == "\"" } % 2 == 1
    }

    private static func cells(_ line: Substring) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map { cell in
            let text = cell.replacingBreaks
            guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
            var inside = ""
            var isSecond = false
            for character in text.dropFirst().dropLast() {
                if character == "\"", !isSecond {
                    isSecond = true
                } else {
                    inside.append(character)
                    isSecond = false
                }
            }
            return inside
        }
    }
}

extension Substring {
    /// The text with the line breaks that a word processor keeps within a cell as plain ones.
    fileprivate var replacingBreaks: String {
        String(map { $0 == "\u{B}" || $0 == "\u{2028}" ? "\n" : $0 })
    }
}
