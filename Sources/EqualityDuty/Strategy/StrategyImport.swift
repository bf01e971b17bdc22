// SPDX-License-Identifier: Apache-2.0

/// Reads the rows of a strategy's table: what kind of thing it says, where, under which number, in which words.
///
/// Kinds that are not known are kept by their own word; nothing of a row is lost.
public struct StrategyImport: Sendable {
    /// Problems that stop the import, and notes.
    public private(set) var log = ImportLog()
    /// The parts, in the order of the file.
    public private(set) var parts: [StrategyPart] = []

    private enum Field: CaseIterable {
        case kind, section, number, area, divisions, title, text, characteristic

        var names: Set<String> {
            switch self {
            case .kind: ["kind", "type", "what"]
            case .section: ["section", "paragraph", "area no", "chapter"]
            case .number: ["no", "number", "ref", "reference", "point"]
            case .area: ["area", "workstream", "area title", "theme", "heading"]
            case .divisions: ["divisions", "division", "carried out by", "lead", "who"]
            case .title: ["title"]
            case .text: ["text", "words", "description"]
            case .characteristic: ["characteristic", "protected characteristic", "pc"]
            }
        }
    }

    private let places: [Field: Int]
    private let header: [String]
    private let vocabulary: CharacteristicVocabulary
    private let usual: StrategyPart.Kind

    /// An import of a table with this header; rows without a kind are of the usual one.
    public init(
        header: [String], characteristics: CharacteristicVocabulary, usual: StrategyPart.Kind = .progress
    ) {
        self.header = header
        vocabulary = characteristics
        var places: [Field: Int] = [:]
        let names = header.map { SelectionWords.words($0).joined(separator: " ") }
        for field in Field.allCases {
            if let place = names.firstIndex(where: { field.names.contains($0) }) { places[field] = place }
        }
        // "section, workstream, paragraph": the paragraph numbers what stands under the section.
        if let paragraph = names.firstIndex(of: "paragraph"), places[.section] != paragraph,
            places[.number] == nil
        {
            places[.number] = paragraph
        }
        self.places = places
        // A method is a list of points of a framework, whatever it calls its columns.
        self.usual = names.contains("area no") ? .frameworkArea : usual
        if places[.text] == nil {
            log.add(row: 1, column: nil, "There is no column “text”. Add the words of each part.")
        }
        let known = Set(places.values)
        for (place, name) in header.enumerated() where !known.contains(place) && !name.isEmpty {
            log.note("The column “\(name)” is not part of a strategy and is left out.")
        }
    }

    /// Reads a row.
    public mutating func read(row: Int, cells: [String]) {
        if cells.allSatisfy(\.isEmpty) { return }
        guard cells.count == header.count else {
            log.add(
                row: row, column: nil, "The row has \(cells.count) cells, the header has \(header.count).")
            return
        }
        ImportCells.check(cells, row: row, &log) { header[$0] }
        func cell(_ field: Field) -> String { places[field].map { cells[$0] } ?? "" }
        guard places[.text] != nil else { return }
        if SelectionWords.trimmed(cell(.text)).isEmpty {
            log.add(row: row, column: header[places[.text] ?? 0], "Enter the words of this part.")
            return
        }
        let written = cell(.kind)
        let kind = written.isEmpty ? usual : StrategyPart.Kind(words: written) ?? .other
        let about = cell(.characteristic).isEmpty && kind == .priority ? cell(.text) : cell(.characteristic)
        let characteristic = SelectionText<String>(characteristics: about, in: vocabulary).selection.elements
        parts.append(
            StrategyPart(
                kind: kind, kindWritten: written, section: cell(.section), number: cell(.number),
                title: cell(.title), text: cell(.text), characteristic: characteristic.first ?? "",
                area: cell(.area), divisions: cell(.divisions)))
    }
}
