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
        "importID", "measure", "assessmentID", "details", "changedAt", "owedFrom", "finishedOn",
    ]

    /// How many columns `columns` has: what a question adds comes after these.
    static let count = 20

    static let columns: SQL =
        """
        id, version, title, arisingFrom, leadOfficer, directorate, section, targetCompletionDate, status, priority,
        framework, aims, characteristics, outcomeNote, lastUpdated, measure, assessmentID, details,
        COALESCE(owedFrom, recordedAt / 86400000), finishedOn
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

    static func values(
        _ action: Action, position: Int, recordedAt: Instant, importID: String?, changedAt: Instant
    ) -> [SQLValue] {
        let cells = action.cells
        // What recurs has the days of the first occurrence that it owes.
        var dated = action
        let owed = action.owedFrom ?? recordedAt.day
        dated.owedFrom = owed
        let finished = action.status.isFinished ? action.finishedOn ?? action.lastUpdated : nil
        let queues = Set(action.queue().map(\.kind.rawValue)).sorted().joined(separator: ",")
        let bindings: [any SQLBindable] = [
            action.id, action.version, position, cells.title, cells.arisingFrom, cells.leadOfficer,
            cells.directorate,
            foldedForSearch(cells.directorate), cells.section, cells.targetDate, cells.status,
            cells.corporatePlanPriority, cells.frameworkCriteria, cells.aims, cells.characteristics,
            action.outcomeNote,
            action.leads.map(\.name).joined(separator: "; "), action.status.rawValue, action.target.kind,
            action.target.date?.start(asOf: owed), dated.dueDay(asOf: owed), ",\(queues),",
            foldedForSearch(cells.values.joined(separator: " ")), action.lastUpdated, recordedAt, importID,
            action.measure, action.assessmentID, action.details.storedText, changedAt,
            owed, finished,
        ]
        return bindings.map(\.sqlValue)
    }

    /// Gives actions of an earlier schema the days that were not kept then: what recurs owes its occurrences from
    /// the day it was recorded, what is finished was finished on the day of its last update.
    static func fillDays(_ connection: any Connection) throws {
        try connection.execute(
            """
            UPDATE action SET finishedOn = lastUpdated
            WHERE statusCode IN ('complete', 'closedNotDone', 'superseded')
            """)
        for row in try connection.rows(
            "SELECT id, targetCompletionDate, recordedAt FROM action WHERE targetKind = 'recurring'")
        {
            let owed = row.instant(2).day
            let date = TargetDateText(row.text(1)).date
            try connection.execute(
                """
                UPDATE action SET owedFrom = \(owed), firstDay = \(date?.start(asOf: owed)),
                    lastDay = \(date?.end(asOf: owed)) WHERE id = \(row.text(0))
                """)
        }
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
        action.details = ActionDetails(storedText: row.text(17))
        action.owedFrom = row.day(18)
        action.finishedOn = row.day(19)
        return action
    }
}
