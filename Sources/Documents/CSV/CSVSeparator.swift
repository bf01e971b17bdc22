// SPDX-License-Identifier: Apache-2.0

/// What stands between two cells.
public enum CSVSeparator: String, CaseIterable, Hashable, Sendable {
    /// A comma, as in RFC 4180.
    case comma = ","
    /// A semicolon, as Excel writes where the comma marks decimals.
    case semicolon = ";"
    /// A tab character.
    case tab = "\t"

    /// The separator in words.
    var plural: String {
        switch self {
        case .comma: "commas"
        case .semicolon: "semicolons"
        case .tab: "tabs"
        }
    }

    var unit: UInt16 {
        switch self {
        case .comma: 0x2C
        case .semicolon: 0x3B
        case .tab: 0x09
        }
    }

    /// The separator that divides the first records most evenly, counted outside quotes.
    init(sniffing units: some CSVUnits) {
        var rows: [[Int]] = []
        var counts = [0, 0, 0]
        var isQuoted = false
        var atCellStart = true
        for place in 0..<min(units.count, 65_536) where rows.count < 25 {
            let unit = units[place]
            if unit == 0x22, isQuoted || atCellStart {
                isQuoted.toggle()
                atCellStart = false
            } else if isQuoted {
                // A quote right after the closing one opens again: it was a doubled quote.
            } else if unit == 0x0A || unit == 0x0D {
                if counts != [0, 0, 0] { rows.append(counts) }
                counts = [0, 0, 0]
                atCellStart = true
                continue
            } else if let index = Self.allCases.firstIndex(where: { $0.unit == unit }) {
                counts[index] += 1
            }
            let isSeparator = unit == 0x2C || unit == 0x3B || unit == 0x09
            atCellStart = !isQuoted && (isSeparator || unit == 0x22)
        }
        if rows.count < 25, counts != [0, 0, 0] { rows.append(counts) }
        self = Self.mostEven(rows)
    }

    /// The line `sep=;` with which a file may say how it is separated, and where the header starts.
    static func declared(in units: some CSVUnits) -> (separator: CSVSeparator, next: Int)? {
        guard units.count >= 5 else { return nil }
        for (index, letter) in "sep=".utf8.enumerated() {
            let unit = units[index]
            let lower = (0x41...0x5A).contains(unit) ? unit + 0x20 : unit
            if lower != UInt16(letter) { return nil }
        }
        guard let separator = allCases.first(where: { $0.unit == units[4] }) else { return nil }
        var next = 5
        if next < units.count, units[next] == 0x0D { next += 1 }
        if next < units.count, units[next] == 0x0A { next += 1 }
        return next > 5 || units.count == 5 ? (separator, next) : nil
    }

    private static func mostEven(_ rows: [[Int]]) -> CSVSeparator {
        guard let header = rows.first else { return .comma }
        var best: (separator: CSVSeparator, matches: Int, count: Int) = (.comma, 0, 0)
        for (index, separator) in allCases.enumerated() where header[index] > 0 {
            let matches = rows.count { $0[index] == header[index] }
            if (matches, header[index]) > (best.matches, best.count) {
                best = (separator, matches, header[index])
            }
        }
        return best.separator
    }
}
