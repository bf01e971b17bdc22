// SPDX-License-Identifier: Apache-2.0

/// Reads the rows of a statement of outcomes: strategic outcomes, those that support them, and what else it says.
public struct OutcomesImport: Sendable {
    /// Problems that stop the import, and notes.
    public private(set) var log = ImportLog()
    /// The outcomes in their order, each strategic one before those that support it; `parentID` holds the reference of
    /// the strategic outcome.
    public private(set) var outcomes: [Outcome] = []
    /// Everything else that the statement says: its approach, prompts, commitments.
    public private(set) var parts: [StrategyPart] = []

    private let places: [String: Int]
    private let header: [String]

    /// An import of a table with the columns kind, strategic outcome, its title, reference and text.
    public init(header: [String]) {
        self.header = header
        var places: [String: Int] = [:]
        for (place, name) in header.enumerated() {
            let words = SelectionWords.words(name).joined(separator: " ")
            let field: String? =
                switch words {
                case "kind", "type": "kind"
                case "strategic outcome", "outcome no", "strategic outcome no": "parent"
                case "strategic outcome title", "strategic outcome words": "parentTitle"
                case "ref", "reference", "no": "reference"
                case "text", "supporting outcome", "words": "text"
                default: nil
                }
            if let field, places[field] == nil {
                places[field] = place
            } else if !words.isEmpty {
                log.note("The column “\(name)” is not part of a statement of outcomes and is left out.")
            }
        }
        self.places = places
        for (field, name) in [("parent", "strategic outcome"), ("reference", "ref"), ("text", "text")]
        where places[field] == nil {
            log.add(row: 1, column: name, "There is no column “\(name)”.")
        }
    }

    /// Reads a row.
    public mutating func read(row: Int, cells: [String]) {
        if cells.allSatisfy(\.isEmpty) || log.problems.contains(where: { $0.row == 1 }) { return }
        guard cells.count == header.count else {
            log.add(
                row: row, column: nil, "The row has \(cells.count) cells, the header has \(header.count).")
            return
        }
        ImportCells.check(cells, row: row, &log) { header[$0] }
        func cell(_ field: String) -> String { places[field].map { cells[$0] } ?? "" }
        let text = cell("text")
        guard !SelectionWords.trimmed(text).isEmpty else {
            log.add(row: row, column: header[places["text"] ?? 0], "Enter the words of the outcome.")
            return
        }
        let kind = SelectionWords.words(cell("kind")).joined(separator: " ")
        let parent = SelectionWords.trimmed(cell("parent"))
        guard ["", "supporting outcome", "strategic outcome"].contains(kind), !parent.isEmpty else {
            let known = StrategyPart.Kind(words: cell("kind")) ?? (kind == "prompt" ? .question : .other)
            parts.append(
                StrategyPart(
                    kind: known, kindWritten: cell("kind"), section: parent, number: cell("reference"),
                    text: text, area: cell("parentTitle")))
            return
        }
        if !outcomes.contains(where: { $0.reference == parent && $0.isStrategic }) {
            let title = cell("parentTitle")
            let words = title.isEmpty && kind == "strategic outcome" ? text : title
            if words.isEmpty {
                log.add(
                    row: row, column: "strategic outcome title", "Enter the words of the strategic outcome.")
                return
            }
            outcomes.append(Outcome(reference: parent, title: words))
        }
        if kind == "strategic outcome" { return }
        let reference = SelectionWords.trimmed(cell("reference"))
        if reference.isEmpty || outcomes.contains(where: { $0.reference == reference }) {
            log.add(
                row: row, column: header[places["reference"] ?? 0],
                reference.isEmpty
                    ? "Enter the number of the outcome." : "The number \(reference) stands here twice.")
            return
        }
        outcomes.append(Outcome(reference: reference, title: text, parentID: parent))
    }
}
