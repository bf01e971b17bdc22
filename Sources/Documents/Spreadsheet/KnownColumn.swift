// SPDX-License-Identifier: Apache-2.0

/// A column that a table is expected to have, and the words by which people call it.
public struct KnownColumn: Hashable, Sendable {
    /// The header that it goes by with us.
    public let name: String
    /// Whether it holds dates, so that the numbers that a sheet made of them are turned back.
    public let isDate: Bool
    let words: Set<String>

    /// A column; other names are compared without regard to case and punctuation.
    public init(_ name: String, alsoKnownAs others: some Sequence<String> = [], isDate: Bool = false) {
        self.name = name
        self.isDate = isDate
        words = Set(([name] + others).map(HeaderWords.folded))
    }

    /// Whether a header means this column.
    public func matches(_ header: String) -> Bool { words.contains(HeaderWords.folded(header)) }

    /// How far a header is from this column's names, from 0, the same, to 1, nothing in common.
    func distance(from header: String) -> Double {
        let folded = HeaderWords.folded(header)
        return words.map { HeaderWords.distance(folded, $0) }.min() ?? 1
    }
}

/// What a person said that headers mean, to be remembered for the next file from the same people.
public struct HeaderMapping: Hashable, Sendable {
    /// The name of the known column for each header as it stood in the file; no name keeps a column as people's own.
    public var columns: [String: String]

    /// A mapping; an empty one leaves everything to recognition.
    public init(_ columns: [String: String] = [:]) { self.columns = columns }

    /// What is said about a header: the name of a column, an empty name for people's own, `nil` for nothing.
    func meaning(of header: String) -> String? {
        guard !columns.isEmpty else { return nil }
        if let exact = columns[header] { return exact }
        let folded = HeaderWords.folded(header)
        return folded.isEmpty ? nil : columns.first { HeaderWords.folded($0.key) == folded }?.value
    }
}

/// How headers are compared.
enum HeaderWords {
    /// Lower-case words without punctuation, one space between them.
    static func folded(_ header: String) -> String {
        header.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
    }

    /// How far two folded headers are apart: by letters, and by words that both have.
    static func distance(_ one: String, _ other: String) -> Double {
        guard !one.isEmpty, !other.isEmpty, one.count <= 80, other.count <= 80 else { return 1 }
        let letters = Double(edits(Array(one), Array(other))) / Double(max(one.count, other.count))
        let mine = Set(one.split(separator: " "))
        let theirs = Set(other.split(separator: " "))
        let shared = Double(mine.intersection(theirs).count) / Double(mine.union(theirs).count)
        return min(letters, 1 - shared)
    }

    private static func edits(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (at, mine) in one.enumerated() {
            var corner = row[0]
            row[0] = at + 1
            for (place, theirs) in other.enumerated() {
                let straight = corner + (mine == theirs ? 0 : 1)
                corner = row[place + 1]
                row[place + 1] = min(straight, row[place] + 1, corner + 1)
            }
        }
        return row[other.count]
    }
}
