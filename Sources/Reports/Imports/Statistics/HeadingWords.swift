// SPDX-License-Identifier: Apache-2.0

/// What the heading of a column of figures says: of which categories they are, and what they measure.
struct HeadingWords: Equatable {
    enum Measure: Equatable {
        case count, percentage, other
    }

    /// Dimension and label; an empty dimension where the heading has only a label.
    var parts: [(dimension: String, label: String)]
    var measure: Measure

    static func == (one: HeadingWords, other: HeadingWords) -> Bool {
        one.measure == other.measure && one.parts.elementsEqual(other.parts, by: ==)
    }

    /// Reads "Sex: Females; Age: Age 0 to 4; measures: Value" and "age_75plus_perc".
    init(_ heading: String) {
        measure = .count
        parts = []
        let pieces = heading.split(separator: ";").map { Self.trimmed(String($0)) }.filter { !$0.isEmpty }
        for piece in pieces {
            guard let colon = piece.firstIndex(of: ":") else {
                parts.append(("", Self.measured(piece, &measure)))
                continue
            }
            let name = Self.trimmed(String(piece[..<colon]))
            let label = Self.trimmed(String(piece[piece.index(after: colon)...]))
            if ["measures", "measure", "value type"].contains(name.lowercased()) {
                measure = Self.measure(named: label)
            } else {
                parts.append((name, Self.measured(label, &measure)))
            }
        }
        if parts.contains(where: { PlainLabel.isStatistic($0.label) }), measure == .count { measure = .other }
    }

    /// What a value of a column "measures" says.
    static func measure(named text: String) -> Measure {
        let words = text.lowercased()
        if words.contains("percent") || words.contains("%") || words.contains("per cent") {
            return .percentage
        }
        return ["value", "count", "number", "freq", "frequency", ""].contains(words) ? .count : .other
    }

    /// A label without the words that say what is measured.
    private static func measured(_ label: String, _ measure: inout Measure) -> String {
        var words = label.replacing("_", with: " ")
        let lower = words.lowercased()
        let ends: [(String, Measure)] = [
            (" perc", .percentage), (" percent", .percentage), (" percentage", .percentage),
            (" per cent", .percentage), (" (%)", .percentage), (" %", .percentage), (" pct", .percentage),
            (" (per cent)", .percentage), (" (percent)", .percentage), (" total", .count), (" count", .count),
            (" number", .count), (" (number)", .count), (" n", .count), (" value", .other),
            (" change", .other),
        ]
        let isOurs = label.contains("_")
        for (end, found) in ends where lower.hasSuffix(end) {
            // "White: Total" and "Grand total" are labels; only "white_total" measures.
            if found != .percentage, !isOurs, end != " (number)", end != " number" { continue }
            measure = found
            words = trimmed(String(words.dropLast(end.count)))
            return isOurs ? words.replacing(" ", with: "_") : words
        }
        for start in ["% ", "percentage of ", "percentage ", "per cent "] where lower.hasPrefix(start) {
            measure = .percentage
            return trimmed(String(words.dropFirst(start.count)))
        }
        return label
    }

    /// Headings in which a bare "%" beside a count, as Nomis writes it, is named after that count.
    static func percentagesNamed(_ headings: [String]) -> [String] {
        let bare: Set<String> = ["%", "percent", "per cent", "percentage"]
        return headings.enumerated().map { place, heading in
            guard place > 0, bare.contains(heading.lowercased()) else { return heading }
            let before = headings[place - 1]
            return before.isEmpty || bare.contains(before.lowercased()) ? heading : "\(before) (%)"
        }
    }

    static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
        while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
        return String(scalars)
    }
}

/// GSS codes of areas.
enum AreaCodeWords {
    /// Whether a cell has the form of a code of an area, such as E07000114.
    static func isCode(_ text: String) -> Bool {
        let bytes = text.utf8
        guard bytes.count == 9, let first = bytes.first else { return false }
        return "EWSNKJLM".utf8.contains(first) && bytes.dropFirst().allSatisfy { (48...57).contains($0) }
    }

    /// How small an area of such a code is: the larger, the smaller the area.
    static func smallness(_ code: String) -> Int {
        switch code.dropFirst().prefix(2) {
        case "00": 9
        case "01": 8
        case "02": 7
        case "05": 6
        case "06", "07", "08", "09": 5
        case "10", "11": 4
        case "12": 3
        case "92", "04": 1
        default: 2
        }
    }
}
