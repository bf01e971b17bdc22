// SPDX-License-Identifier: Apache-2.0

/// Where the eleven columns stand in a file, by their headers.
struct ActionPlanColumns: Hashable, Sendable {
    /// The place of each column in the order of `ActionCells.headers`; `nil` where it is missing.
    var places: [Int?] = Array(repeating: nil, count: ActionCells.headers.count)
    /// The place of the hidden columns that an export carries.
    var id: Int?
    var version: Int?
    /// The headers as they stand in the file.
    let header: [String]

    init(header: [String], log: inout ImportLog) {
        self.header = header
        for (place, name) in header.enumerated() {
            let words = SelectionWords.words(name).joined(separator: " ")
            switch words {
            case "id" where name.contains("_"): id = place
            case "version" where name.contains("_"): version = place
            default:
                guard let column = Self.names.firstIndex(where: { $0.contains(words) }) else {
                    if !words.isEmpty {
                        log.note("The column “\(name)” is not part of an action plan and is left out.")
                    }
                    continue
                }
                if places[column] != nil {
                    log.add(
                        row: 1, column: name, "The column “\(ActionCells.headers[column])” stands here twice."
                    )
                }
                places[column] = place
            }
        }
        for (column, place) in places.enumerated() where place == nil {
            let name = ActionCells.headers[column]
            log.add(row: 1, column: name, "There is no column “\(name)”. Add it, empty if need be.")
        }
    }

    /// The header of a place in a row, or its letter.
    func name(of place: Int) -> String {
        place < header.count && !SelectionWords.trimmed(header[place]).isEmpty
            ? header[place] : "column " + ImportProblem.letter(ofColumn: place)
    }

    /// The words by which a column goes, in the order of `ActionCells.headers`.
    fileprivate static let names: [Set<String>] = [
        [
            "objective task", "objective", "task", "action", "actions", "objective action", "title",
            "objectives tasks",
        ],
        ["arising from", "source", "origin", "arises from"],
        [
            "lead officer", "lead", "lead officers", "leads", "responsible officer", "officer", "owner",
            "lead officer s",
            "responsibility", "who",
        ],
        ["directorate", "department", "service area"],
        ["section", "team", "unit", "service"],
        [
            "target completion date", "target date", "completion date", "due date", "target", "deadline",
            "timescale",
            "by when", "date", "when",
        ],
        ["status", "progress", "rag", "rag status"],
        [
            "cp priority", "corporate plan priority", "corporate priority", "cp priorities",
            "corporate plan priorities",
        ],
        [
            "eflg criteria", "eflg", "eflg criterion", "framework", "framework criteria",
            "equality framework criteria",
            "equality framework",
        ],
        ["psed aim", "psed aims", "psed", "aim", "aims", "general duty aim", "general duty aims"],
        [
            "pc", "pcs", "protected characteristic", "protected characteristics",
            "protected characteristic s",
            "characteristics",
        ],
    ]
}

extension ActionCells {
    /// The words by which each column goes, without regard to case and punctuation, in the order of `headers`.
    public static var headerWords: [Set<String>] { ActionPlanColumns.names }
}
