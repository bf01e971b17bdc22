// SPDX-License-Identifier: Apache-2.0

/// What somebody reported about an action on a day; kept for ever and never changed.
public struct ActionUpdate: Hashable, Sendable {
    /// Counted from 1 within its action.
    public let number: Int
    /// When it was entered, and by which post.
    public let at: Instant
    /// The post of who entered it.
    public let byPost: String
    /// The day it speaks of.
    public let day: CalendarDay
    /// How the action stands since; `nil` where the update leaves that as it was.
    public let status: ActionStatus?
    /// What was said.
    public let note: String
    /// The target date before and after, where it slipped or came nearer, and why; empty where it stayed.
    public let oldTarget, newTarget, why: String
    /// For an action that recurs: the last day of the occurrence that was done; `nil` for none.
    public let occurrence: CalendarDay?
    /// What shows that it was done: a link, a document, a minute.
    public let evidence: String

    /// An update as recorded.
    public init(
        number: Int = 0, at: Instant = Instant(milliseconds: 0), byPost: String = "", day: CalendarDay,
        status: ActionStatus? = nil, note: String = "", oldTarget: String = "", newTarget: String = "",
        why: String = "", occurrence: CalendarDay? = nil, evidence: String = ""
    ) {
        self.number = number
        self.at = at
        self.byPost = byPost
        self.day = day
        self.status = status
        self.note = note
        self.oldTarget = oldTarget
        self.newTarget = newTarget
        self.why = why
        self.occurrence = occurrence
        self.evidence = evidence
    }

    /// The day from which it could be known: that of which it speaks or, where it was entered later, that of the entry.
    public var knownOn: CalendarDay { max(day, LondonTime.reading(at).day) }

    /// Whether it moved the target date.
    public var movesDate: Bool { oldTarget != newTarget }

    /// Whether the date moved to a later last day, or from one to none.
    public func isSlip(asOf today: CalendarDay) -> Bool {
        guard movesDate, let old = TargetDateText(oldTarget).date?.lastDay(asOf: today) else { return false }
        guard let new = TargetDateText(newTarget).date?.lastDay(asOf: today) else { return true }
        return old < new
    }

    /// What a form refuses when this is reported about an action.
    public func problems(about action: Action, today: CalendarDay) -> [Problem] {
        var problems: [Problem] = []
        if status == nil, !movesDate, occurrence == nil, SelectionWords.trimmed(note).isEmpty {
            problems.append(Problem(at: "note", "Enter what happened, or select a status"))
        }
        if day > today { problems.append(Problem(at: "day", "Day must be today or earlier")) }
        if movesDate {
            if let text = TargetDateText(newTarget).problem {
                problems.append(Problem(at: "newTarget", text))
            }
            if SelectionWords.trimmed(why).isEmpty {
                problems.append(Problem(at: "why", "Enter why the date moves"))
            }
        }
        if status == .complete, SelectionWords.trimmed(note).isEmpty,
            SelectionWords.trimmed(action.outcomeNote).isEmpty
        {
            problems.append(Problem(at: "note", "Enter what came of the action"))
        }
        if status == .closedNotDone || status == .superseded, SelectionWords.trimmed(note).isEmpty {
            problems.append(Problem(at: "note", "Enter why it ends undone"))
        }
        if let status, action.status.isFinished, !status.isFinished, SelectionWords.trimmed(note).isEmpty {
            problems.append(Problem(at: "note", "Enter why it is open again"))
        }
        if occurrence != nil, action.target.date?.isRecurring != true {
            problems.append(Problem(at: "occurrence", "Only an action that comes again has occurrences"))
        }
        for (field, text) in [("note", note), ("why", why), ("evidence", evidence)] where text.count > 5_000 {
            problems.append(Problem(at: field, "Text must be 5,000 characters or fewer"))
        }
        return problems
    }
}

/// The colour of an action, worked out and never set by hand.
public enum ActionColour: String, CaseIterable, Hashable, Sendable {
    /// Overdue or given up on, at risk or stale, going well, done, nothing to say.
    case red, amber, green, blue, grey

    /// The colour of an action on a day.
    public init(of action: some PlannedAction, on today: CalendarDay, staleAfter days: Int) {
        switch action.status {
        case .complete: self = .blue
        case .closedNotDone, .superseded: self = .grey
        case .notStated, .notStarted, .onTarget, .atRisk:
            if action.isOverdue(on: today) {
                self = .red
            } else if action.status == .atRisk || action.isStale(on: today, after: days) {
                self = .amber
            } else {
                self = action.status == .onTarget ? .green : .grey
            }
        }
    }

    /// The colour alone.
    public var word: String {
        switch self {
        case .red: "Red"
        case .amber: "Amber"
        case .green: "Green"
        case .blue: "Blue"
        case .grey: "Grey"
        }
    }

    /// The colour and what it stands for.
    public var name: String {
        switch self {
        case .red: "Red: overdue"
        case .amber: "Amber: at risk or not heard of for long"
        case .green: "Green: on target"
        case .blue: "Blue: complete"
        case .grey: "Grey: not started, not stated or ended"
        }
    }
}

extension ActionUpdate {
    /// What it says, for the log: nothing of the words that somebody wrote, which stand in the update.
    public var inWords: String {
        var words: [String] = []
        if let status { words.append(status.name) }
        if movesDate { words.append("target “\(oldTarget)” became “\(newTarget)”") }
        if let occurrence { words.append("done for \(occurrence.written)") }
        return words.isEmpty ? "a note" : words.joined(separator: ", ")
    }
}

extension Action {
    /// The action after an update: its status, date, outcome, evidence and the day of its last update.
    public func reported(_ update: ActionUpdate, characteristics: CharacteristicVocabulary) -> Action {
        var cells = cells
        if let status = update.status { cells.status = status == .notStated ? "" : status.name }
        if update.movesDate { cells.targetDate = update.newTarget }
        let ends = update.status?.isFinished ?? false
        var changed = Action.reading(
            cells, id: id, version: version, characteristics: characteristics,
            outcomeNote: ends && !SelectionWords.trimmed(update.note).isEmpty ? update.note : outcomeNote,
            lastUpdated: update.day)
        changed.measure = measure
        changed.assessmentID = assessmentID
        changed.details = details
        if !update.evidence.isEmpty { changed.details.evidence = update.evidence }
        changed.carryDays(on: self, reported: update, changedOn: update.day)
        return changed
    }

    /// How the occurrences of an action that comes again stand, up to the one running or next on a day: for each its
    /// last day and whether it was reported as done.
    public func occurrences(done: [ActionUpdate], from first: CalendarDay, on today: CalendarDay)
        -> [(day: CalendarDay, isDone: Bool)]
    {
        guard let date = target.date, date.isRecurring else { return [] }
        let reported = Set(done.compactMap(\.occurrence))
        var found: [(day: CalendarDay, isDone: Bool)] = []
        var day = first
        while let last = date.lastDay(asOf: day), found.count < 60 {
            found.append((last, reported.contains(last)))
            if last >= today { break }
            day = last.next
        }
        return found
    }
}
