// SPDX-License-Identifier: Apache-2.0

/// The figures of a chart or map as a table for people, in cells that are written out.
public struct FigureTable: Hashable, Sendable {
    /// A column: its heading, and whether figures stand in it.
    public struct Column: Hashable, Sendable {
        /// The heading.
        public let title: String
        /// Whether it holds figures, which stand to the right.
        public let isFigure: Bool
    }

    /// What the table shows.
    public let caption: String
    /// The columns, of which the first heads the rows.
    public let columns: [Column]
    /// The cells, as many a row as there are columns.
    public let rows: [[String]]
    /// What the marks in it mean, a sentence each, to stand above the table.
    public let explanations: [String]
}

extension Chart {
    /// The figures as a table for people.
    public var table: FigureTable {
        FigureTable(
            caption: "Figures: \(words.message)", rowTitle: words.rowTitle, series: series,
            benchmark: words.benchmark, interval: words.interval,
            rows: rows.map { row in
                FigureTable.Line(
                    label: row.label, statistics: row.statistics, benchmark: row.benchmark,
                    remark: reasonOfBreak(before: row).map { "Break before this row: \($0)" })
            })
    }
}

extension MapPicture {
    /// The figures as a table for people, one place a row.
    public var table: FigureTable {
        FigureTable(
            caption: "Figures: \(words.message)", rowTitle: words.rowTitle, series: [words.figure],
            benchmark: "", interval: words.interval,
            rows: places.map {
                FigureTable.Line(label: $0.label, statistics: [$0.statistic], benchmark: nil, remark: nil)
            })
    }
}

extension FigureTable {
    /// What goes into one row.
    struct Line {
        let label: String
        let statistics: [Statistic]
        let benchmark: Statistic?
        let remark: String?
    }

    /// A single series has columns of its own for the people behind a share and for the interval; several have
    /// them in their cells.
    init(
        caption: String, rowTitle: String, series: [String], benchmark: String, interval: String, rows: [Line]
    ) {
        self.caption = caption
        let all = rows.flatMap(\.statistics)
        let isSingle = series.count == 1
        let hasParts = isSingle && all.contains { $0.part != nil }
        let hasEnds = isSingle && all.contains { $0.low != nil }
        let hasBenchmark = rows.contains { $0.benchmark != nil }
        let hasNotes = rows.contains { line in
            line.remark != nil
                || (line.statistics + [line.benchmark].compactMap { $0 }).contains { $0.markBeside != nil }
        }
        var columns = [Column(title: rowTitle, isFigure: false)]
        columns += series.map { Column(title: $0, isFigure: true) }
        func add(_ titles: String..., if isThere: Bool) {
            if isThere { columns += titles.map { Column(title: $0, isFigure: true) } }
        }
        add("Number", "Out of", if: hasParts)
        add("\(interval), from", "\(interval), to", if: hasEnds)
        add(benchmark, if: hasBenchmark)
        if hasNotes { columns.append(Column(title: "Notes", isFigure: false)) }
        self.columns = columns
        self.rows = rows.map { line in
            var cells = [line.label]
            for statistic in line.statistics {
                let ends = isSingle ? nil : statistic.interval.map { " (\($0))" }
                cells.append((hasParts ? statistic.figure : statistic.shown) + (ends ?? ""))
            }
            if let only = line.statistics.first {
                // What is withheld has nothing behind it either; a figure without them has none.
                let nothing = only.value == nil ? only.figure : ""
                if hasParts {
                    cells.append(only.part.map { Statistic.Unit.people.text(Double($0.count)) } ?? nothing)
                    cells.append(only.part.map { Statistic.Unit.people.text(Double($0.base)) } ?? nothing)
                }
                if hasEnds {
                    cells.append(only.low.map { only.unit.text($0) } ?? nothing)
                    cells.append(only.high.map { only.unit.text($0) } ?? nothing)
                }
            }
            if hasBenchmark { cells.append(line.benchmark?.figure ?? "") }
            if hasNotes { cells.append(Self.note(line, series: series, benchmark: benchmark)) }
            return cells
        }
        explanations = Self.explanations(rows)
    }

    /// The marks beside figures of a row, with the series where there are several, then its remark.
    private static func note(_ line: Line, series: [String], benchmark: String) -> String {
        var notes: [String] = zip(series, line.statistics).compactMap { name, statistic in
            statistic.markBeside.map { series.count == 1 ? $0 : "\($0) \(name)" }
        }
        if let mark = line.benchmark?.markBeside { notes.append("\(mark) \(benchmark)") }
        if let remark = line.remark { notes.append(remark) }
        return notes.joined(separator: "; ")
    }

    private static func explanations(_ rows: [Line]) -> [String] {
        var seen: [Shorthand] = []
        for line in rows {
            for mark in (line.statistics + [line.benchmark].compactMap { $0 }).compactMap(\.mark)
            where !seen.contains(mark) {
                seen.append(mark)
            }
        }
        return seen.sorted { $0.code < $1.code }.map(\.meaning)
    }
}
