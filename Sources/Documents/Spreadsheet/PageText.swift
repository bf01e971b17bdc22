// SPDX-License-Identifier: Apache-2.0

/// The text of a page with a table whose columns are set apart by runs of spaces.
enum PageText {
    /// The rows, each with the number of its first line.
    static func rows(_ lines: [Substring], _ columns: [KnownColumn]) -> [(Int, [String])] {
        let pieces = lines.map(Self.pieces)
        guard let at = headerLine(pieces, columns) else { return [] }
        // A header of two lines begins columns on either.
        var starts = pieces[at].map(\.start)
        if at + 1 < pieces.count, pieces[at + 1].count > 1, isHeader(pieces[at], pieces[at + 1], columns) {
            for piece in pieces[at + 1] where !starts.contains(where: { abs($0 - piece.start) < 3 }) {
                starts.append(piece.start)
            }
            starts.sort()
        }
        var rows: [(Int, [String])] = []
        var open: [String] = []
        var first = 0
        let close = { (rows: inout [(Int, [String])], open: inout [String]) in
            if !open.isEmpty { rows.append((first, open)) }
            open = []
        }
        for place in at..<pieces.count {
            if pieces[place].isEmpty {
                close(&rows, &open)
                continue
            }
            let cells = Self.cells(pieces[place], starts)
            let isNew = beginsRow(cells) && rows.count > 0
            if isNew, place > at { close(&rows, &open) }
            if rows.isEmpty, !open.isEmpty, !isHeader(pieces[at], pieces[place], columns) {
                close(&rows, &open)
            }
            if open.isEmpty {
                open = cells
                first = place + 1
            } else {
                for (column, cell) in cells.enumerated() where !cell.isEmpty {
                    open[column] += (open[column].isEmpty ? "" : " ") + cell
                }
            }
        }
        close(&rows, &open)
        return rows
    }

    struct Piece {
        let start: Int
        var text: String
    }

    /// The runs of words of a line, where two spaces or more part them.
    private static func pieces(_ line: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var blanks = 2
        for (at, character) in line.enumerated() {
            if character == " " || character == "\u{A0}" {
                blanks += 1
            } else {
                if blanks >= 2 || pieces.isEmpty {
                    pieces.append(Piece(start: at, text: String(character)))
                } else {
                    pieces[pieces.count - 1].text += (blanks == 1 ? " " : "") + String(character)
                }
                blanks = 0
            }
        }
        return pieces
    }

    /// Whether a line begins a row: most columns hold something, and the first does not go on with a sentence.
    private static func beginsRow(_ cells: [String]) -> Bool {
        guard let first = cells[0].first, !first.isLowercase, !"(&,;–".contains(first) else { return false }
        return cells.count { !$0.isEmpty } * 2 > cells.count
    }

    /// The line with the most headers; where none is known, the first with three runs of words or more.
    private static func headerLine(_ pieces: [[Piece]], _ columns: [KnownColumn]) -> Int? {
        var best: (at: Int, score: Int)?
        for (at, line) in pieces.enumerated().prefix(200) where line.count > 1 {
            let score = line.count { piece in columns.contains { $0.matches(piece.text) } }
            if score > best?.score ?? 1 { best = (at, score) }
        }
        return best?.at ?? pieces.firstIndex { $0.count > 2 }
    }

    /// Whether a second line goes on with the header: together they make a header that neither makes alone.
    private static func isHeader(_ line: [Piece], _ below: [Piece], _ columns: [KnownColumn]) -> Bool {
        below.contains { piece in
            columns.contains { column in
                column.matches(piece.text)
                    || line.contains {
                        abs($0.start - piece.start) < 3 && column.matches($0.text + " " + piece.text)
                    }
            }
        }
    }

    /// Each run of words in the column that begins nearest to its left.
    private static func cells(_ pieces: [Piece], _ starts: [Int]) -> [String] {
        var cells = [String](repeating: "", count: starts.count)
        for piece in pieces {
            let column = starts.lastIndex { $0 <= piece.start + 2 } ?? 0
            cells[column] += (cells[column].isEmpty ? "" : " ") + piece.text
        }
        return cells
    }
}
