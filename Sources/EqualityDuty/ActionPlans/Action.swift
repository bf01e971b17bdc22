// SPDX-License-Identifier: Apache-2.0

/// One row of an action plan: the words as they were written, and what they mean.
public struct Action: Hashable, Sendable {
    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, counted from 1, by which a stale save is noticed.
    public var version: Int
    /// The eleven cells as they were written.
    public private(set) var cells: ActionCells
    /// Who leads.
    public private(set) var leads: [Lead]
    /// The target date, as written and as understood.
    public let target: TargetDateText
    /// How it stands; `notStated` where the words are blank or not known.
    public let status: ActionStatus
    /// The priorities of the corporate plan.
    public let corporatePlanPriorities: SelectionText<String>
    /// The criteria of the equality framework.
    public let framework: SelectionText<String>
    /// The aims of the general duty.
    public let aims: SelectionText<GeneralDutyAim>
    /// The protected characteristics, by code.
    public let characteristics: SelectionText<String>
    /// What came of it; a complete action needs one.
    public let outcomeNote: String
    /// The day on which it was last heard of: recorded or reported on, not merely edited or mapped.
    public internal(set) var lastUpdated: CalendarDay
    /// Where it recurs: the first day whose occurrence it still owes, which is the day it was recorded or the one
    /// after the last occurrence recorded as done. `nil` where it was not recorded yet.
    public var owedFrom: CalendarDay?
    /// The day on which it was finished, as the report said that finished it; `nil` while it is open.
    public var finishedOn: CalendarDay?
    /// How it will be seen that the action worked; empty where nobody said.
    public var measure = ""
    /// The id of the assessment whose mitigation it is; empty for none.
    public var assessmentID = ""
    /// What the plan says about it beyond the eleven columns.
    public var details = ActionDetails()

    /// An action whose parts were read elsewhere; `reading` is the usual way to make one.
    public init(
        id: String, version: Int, cells: ActionCells, leads: [Lead], target: TargetDateText,
        status: ActionStatus, corporatePlanPriorities: SelectionText<String>,
        framework: SelectionText<String>, aims: SelectionText<GeneralDutyAim>,
        characteristics: SelectionText<String>, outcomeNote: String, lastUpdated: CalendarDay
    ) {
        self.id = id
        self.version = version
        self.cells = cells
        self.leads = leads
        self.target = target
        self.status = status
        self.corporatePlanPriorities = corporatePlanPriorities
        self.framework = framework
        self.aims = aims
        self.characteristics = characteristics
        self.outcomeNote = outcomeNote
        self.lastUpdated = lastUpdated
    }

    /// Derives everything from the cells, so that a form and an import understand the same words alike.
    public static func reading(
        _ cells: ActionCells, id: String = "", version: Int = 1,
        characteristics vocabulary: CharacteristicVocabulary, outcomeNote: String = "",
        lastUpdated: CalendarDay
    ) -> Action {
        Action(
            id: id, version: version, cells: cells, leads: Lead.reading(cells.leadOfficer),
            target: TargetDateText(cells.targetDate), status: ActionStatus(words: cells.status) ?? .notStated,
            corporatePlanPriorities: SelectionText(references: cells.corporatePlanPriority),
            framework: SelectionText(references: cells.frameworkCriteria),
            aims: SelectionText(aims: cells.aims),
            characteristics: SelectionText(characteristics: cells.characteristics, in: vocabulary),
            outcomeNote: outcomeNote, lastUpdated: lastUpdated)
    }

    /// The same action with other words for who leads it.
    public func led(by leads: [Lead], cell: String) -> Action {
        var copy = self
        copy.leads = leads
        copy.cells.leadOfficer = cell
        return copy
    }

    /// What is to be done, as written.
    public var title: String { cells.title }
    /// The directorate as written.
    public var directorate: String { cells.directorate }
    /// The section as written.
    public var section: String { cells.section }

    /// The last day on which it is on time; for what recurs that of the first occurrence not recorded as done.
    public func dueDay(asOf today: CalendarDay) -> CalendarDay? {
        guard let date = target.date else { return nil }
        return date.lastDay(asOf: date.isRecurring ? owedFrom ?? today : today)
    }

    /// Whether its last day has passed and it is not finished.
    ///
    /// What recurs is judged at its first occurrence that is not recorded as done; what is ongoing, to be confirmed
    /// or not understood has no last day and is never overdue.
    public func isOverdue(on today: CalendarDay) -> Bool {
        guard !status.isFinished, let last = dueDay(asOf: today) else { return false }
        return last < today
    }

    /// Whether it has no last day, is not finished and nobody has touched it for so many days.
    public func isStale(on today: CalendarDay, after days: Int = 90) -> Bool {
        guard !status.isFinished, target.date?.lastDay(asOf: today) == nil else { return false }
        return lastUpdated.days(until: today) > days
    }

    /// What a form refuses, all at once: an import takes the same row and queues it.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(title).isEmpty {
            problems.append(Problem(at: "title", "Enter an objective or task"))
        }
        if let text = target.problem { problems.append(Problem(at: "target", text)) }
        if ActionStatus(words: cells.status) == nil {
            problems.append(Problem(at: "status", "Status must be one of the statuses in the list"))
        }
        if status == .complete, SelectionWords.trimmed(outcomeNote).isEmpty {
            problems.append(Problem(at: "outcomeNote", "Enter what came of the action"))
        }
        return problems
    }
}
