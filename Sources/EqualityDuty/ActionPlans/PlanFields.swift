// SPDX-License-Identifier: Apache-2.0

/// An action as a flat map from field to words: what a version keeps, a file carries and a merge compares.
///
/// The eleven cells go by the words above them; `Outcome`, `Measure`, `Phase`, `Cost`, `Risk`, `Why it may fail` and
/// `Evidence of completion` follow; a body's own columns go by their names.
public struct PlanFields: Hashable, Sendable {
    /// The fields; one that is missing is not known, an empty one is blank.
    public var values: [String: String]

    /// Fields as they were found.
    public init(_ values: [String: String]) { self.values = values }

    /// The columns that an export has after the eleven.
    public static let furtherHeaders = [
        "Outcome", "Measure", "Phase", "Cost", "Risk", "Why it may fail", "Evidence of completion",
    ]

    /// All columns of the product, without a body's own.
    public static let headers = ActionCells.headers + furtherHeaders

    /// The fields of an action.
    public init(of action: Action) {
        var values = Dictionary(uniqueKeysWithValues: zip(ActionCells.headers, action.cells.values))
        let details = action.details
        let further = [
            action.outcomeNote, action.measure, details.phase, details.cost,
            details.risk == .notStated ? "" : details.risk.name, details.riskWords, details.evidence,
        ]
        for (header, value) in zip(Self.furtherHeaders, further) { values[header] = value }
        for (name, value) in details.own { values[name] = value }
        self.values = values
    }

    /// The words of a field; empty where it is not known.
    public subscript(name: String) -> String { values[name] ?? "" }

    /// An action with these fields put over it; what is missing stays as it is.
    public func applied(
        to action: Action, characteristics: CharacteristicVocabulary, own columns: [String],
        lastUpdated: CalendarDay
    ) -> Action {
        var cells = action.cells
        for (column, header) in ActionCells.headers.enumerated() {
            if let value = values[header] { cells[column] = value }
        }
        var changed = Action.reading(
            cells, id: action.id, version: action.version, characteristics: characteristics,
            outcomeNote: values["Outcome"] ?? action.outcomeNote, lastUpdated: lastUpdated)
        changed.measure = values["Measure"] ?? action.measure
        changed.assessmentID = action.assessmentID
        var details = action.details
        details.phase = values["Phase"] ?? details.phase
        details.cost = values["Cost"] ?? details.cost
        details.riskWords = values["Why it may fail"] ?? details.riskWords
        details.evidence = values["Evidence of completion"] ?? details.evidence
        if let risk = values["Risk"] { details.risk = ActionDetails.Risk(words: risk) ?? details.risk }
        for column in columns {
            if let value = values[column] { details.own[column] = value.isEmpty ? nil : value }
        }
        changed.details = details
        changed.owedFrom = action.owedFrom
        changed.finishedOn = action.finishedOn
        return changed
    }

    /// What is wrong with the fields as a file or form gives them; an import refuses the row.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if let title = values[ActionCells.headers[0]], SelectionWords.trimmed(title).isEmpty {
            problems.append(Problem(at: ActionCells.headers[0], "Enter an objective or task"))
        }
        if let risk = values["Risk"], ActionDetails.Risk(words: risk) == nil {
            problems.append(Problem(at: "Risk", "Risk must be low, medium, high or blank"))
        }
        return problems
    }

    /// As one text for storage.
    public var storedText: String { String(decoding: CanonicalJSON.bytes(of: values), as: UTF8.self) }

    /// From the text of `storedText`.
    public init(storedText: String) { values = CanonicalJSON.fields(Array(storedText.utf8)) ?? [:] }
}

extension ActionDetails.Risk {
    /// Reads the words of a cell; `nil` where they are not known.
    public init?(words: String) {
        switch SelectionWords.words(words).joined(separator: " ") {
        case "", "not stated", "tbc", "n a": self = .notStated
        case "low", "l", "green": self = .low
        case "medium", "med", "m", "amber", "moderate": self = .medium
        case "high", "h", "red", "severe": self = .high
        default: return nil
        }
    }
}
