// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// How an action lies in its row: the eleven cells word for word, and columns derived from them for questions.
enum ActionRow {
    static let names = [
        "id", "version", "position", "title", "arisingFrom", "leadOfficer", "directorate", "directorateKey",
        "section",
        "targetCompletionDate", "status", "priority", "framework", "aims", "characteristics", "outcomeNote",
        "leadNames", "statusCode", "targetKind", "firstDay", "lastDay", "queues", "searchText", "lastUpdated",
        "recordedAt",
        "importID", "measure", "assessmentID",
    ]

    static let columns: SQL =
        """
        id, version, title, arisingFrom, leadOfficer, directorate, section, targetCompletionDate, status, priority,
        framework, aims, characteristics, outcomeNote, lastUpdated, measure, assessmentID
        """

    static let lineColumns: SQL =
        "id, title, leadNames, directorate, targetCompletionDate, statusCode, lastDay, targetKind, lastUpdated"

    static func line(_ row: Row) -> ActionLine {
        ActionLine(
            id: row.text(0), title: row.text(1), leads: row.text(2), directorate: row.text(3),
            target: row.text(4),
            status: ActionStatus(rawValue: row.text(5)) ?? .notStated, lastDay: row.day(6),
            isRecurring: row.text(7) == "recurring", lastUpdated: row.day(8) ?? CalendarDay(1970, 1, 1))
    }

    static func values(_ action: Action, position: Int, recordedAt: Instant, importID: String?) -> [SQLValue]
    {
        let cells = action.cells
        // What recurs has no single last day: a page works the next one out.
        let date = action.target.date?.isRecurring == true ? nil : action.target.date
        let queues = Set(action.queue().map(\.kind.rawValue)).sorted().joined(separator: ",")
        let bindings: [any SQLBindable] = [
            action.id, action.version, position, cells.title, cells.arisingFrom, cells.leadOfficer,
            cells.directorate,
            foldedForSearch(cells.directorate), cells.section, cells.targetDate, cells.status,
            cells.corporatePlanPriority, cells.frameworkCriteria, cells.aims, cells.characteristics,
            action.outcomeNote,
            action.leads.map(\.name).joined(separator: "; "), action.status.rawValue, action.target.kind,
            date?.start, date?.end, ",\(queues),",
            foldedForSearch(cells.values.joined(separator: " ")), action.lastUpdated, recordedAt, importID,
            action.measure, action.assessmentID,
        ]
        return bindings.map(\.sqlValue)
    }

    /// The eleven cells of a row read with `columns`.
    static func cells(_ row: Row) -> ActionCells {
        var cells = ActionCells(title: "")
        for column in 0..<11 { cells[column] = row.text(2 + column) }
        return cells
    }

    static func action(_ row: Row, _ vocabulary: CharacteristicVocabulary) -> Action {
        var action = Action.reading(
            cells(row), id: row.text(0), version: row.int(1), characteristics: vocabulary,
            outcomeNote: row.text(13),
            lastUpdated: row.day(14) ?? CalendarDay(1970, 1, 1))
        action.measure = row.text(15)
        action.assessmentID = row.text(16)
        return action
    }
}
