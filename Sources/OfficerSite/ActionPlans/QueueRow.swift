// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One action of a queue as a row of its form: one question, answered beforehand where something can be suggested.
struct QueueRow {
    let queue: WorkQueue
    let action: Action
    let suggestions: [QueueSuggestion]
    let today: CalendarDay

    /// The field for the rows whose own box stays empty, and the list that the boxes offer.
    static let (rest, list) = ("rest", "queue-words")

    private func name(_ part: String) -> String { "\(part)-\(action.id)" }

    /// Whether something stands in the row's own box.
    func isAnswered(_ fields: FormFields) -> Bool { !fields.text(name("words")).isEmpty }

    /// What somebody answered; `nil` where the row was left empty, and so is skipped.
    func answer(_ fields: FormFields) -> QueueAnswer? {
        var words = fields.text(name("words"))
        if words.isEmpty, queue.column != nil { words = fields.text(Self.rest) }
        let version = Int(fields.text(name("version"))) ?? 0
        if let column = queue.column {
            guard !words.isEmpty, words != action.cells[column] else { return nil }
            return QueueAnswer(id: action.id, version: version, .cell(column, words))
        }
        let status = ActionStatus(rawValue: fields.text(name("status")))
        let target = fields.text(name("date"))
        guard status != nil || !words.isEmpty || !target.isEmpty else { return nil }
        let moves = !target.isEmpty && target != action.cells.targetDate
        return QueueAnswer(
            id: action.id, version: version,
            .report(
                ActionUpdate(
                    day: today, status: status, note: words, oldTarget: moves ? action.cells.targetDate : "",
                    newTarget: moves ? target : "", why: moves ? words : "")))
    }

    /// What stands against an answer.
    func problems(_ answer: QueueAnswer, _ vocabulary: CharacteristicVocabulary, former: Set<String>)
        -> [Problem]
    {
        switch answer.content {
        case .cell(let column, let words):
            if words.count > 2_000 {
                return [Problem(at: name("words"), "Text must be 2,000 characters or fewer")]
            }
            var cells = action.cells
            cells[column] = words
            let changed = Action.reading(
                cells, characteristics: vocabulary, outcomeNote: action.outcomeNote, lastUpdated: today)
            if changed.status == .complete, action.status != .complete, action.outcomeNote.isEmpty {
                return [
                    Problem(
                        at: name("words"),
                        "Select another status for “\(short)”, or report on its own page what came of it")
                ]
            }
            if let left = changed.leadsWhoLeft(former).first {
                return [
                    Problem(
                        at: name("words"), "“\(left.name)” is no longer held by anybody. Enter another lead")
                ]
            }
            let header = ActionCells.headers[column]
            if let still = changed.queue().first(where: { $0.column == header }) {
                return [Problem(at: name("words"), "“\(short)”: \(still.text)")]
            }
            return []
        case .report(let update):
            return update.problems(about: action, today: today).map { problem in
                let part = problem.field == "newTarget" ? "date" : "words"
                return Problem(at: name(part), "“\(short)”: \(problem.text)")
            }
        }
    }

    private var short: String { action.title.count <= 60 ? action.title : "\(action.title.prefix(57))…" }

    /// The row with its answer: what was typed, or a suggestion that is sure.
    func html(_ typed: FormFields?, _ problems: [Problem]) -> HTML {
        let hidden: HTML = """
            \(HiddenInput("row", action.id))\(HiddenInput(name("version"), String(action.version)))
            """
        if let column = queue.column { return hidden + question(column, typed, problems) }
        let status = typed?.text(name("status")) ?? ""
        let statuses =
            [Choice("", "As it is: \(action.status.name)", isChosen: status.isEmpty)]
            + ActionStatus.allCases.filter { $0 != .notStated && $0 != action.status }.map {
                Choice($0.rawValue, $0.name, isChosen: status == $0.rawValue)
            }
        let date: HTML =
            queue.movesDates
            ? TextInput(
                name("date"), label: "New date (only if it moves)", hint: "Now: \(action.cells.targetDate)",
                value: typed?.text(name("date")) ?? "", width: .half, problems
            ).html : HTML()
        return """
            \(hidden)\(Fieldset(action.title, name: name("group"), hint: facts, """
                \(Select(name("status"), label: "Status", statuses, problems))
                \(TextInput(name("words"), label: queue.movesDates ? "What happened, or why the date moves" : "What happened", value: typed?.text(name("words")) ?? "", problems))
                \(date)
                """))
            """
    }

    private func question(_ column: Int, _ typed: FormFields?, _ problems: [Problem]) -> HTML {
        let suggested = suggestions.first { $0.isSure }?.words ?? ""
        let value = typed.map { $0.text(name("words")) } ?? suggested
        if column == 6 {
            let choices =
                [Choice("", "Skip", isChosen: value.isEmpty)]
                + ActionStatus.allCases.filter { $0 != .notStated }.map {
                    Choice($0.name, $0.name, isChosen: value == $0.name)
                }
            return Select(name("words"), label: action.title, hint: hint(column), choices, problems).html
        }
        return TextInput(
            name("words"), label: action.title, hint: hint(column), value: value, list: Self.list, problems
        ).html
    }

    /// What is written now, and what is suggested and why.
    private func hint(_ column: Int) -> String {
        let now = action.cells[column]
        var words = [now.isEmpty ? "Empty now" : "Now “\(now)”"]
        if !action.directorate.isEmpty { words.append(action.directorate) }
        let sure = suggestions.first { $0.isSure }
        if let sure { words.append("suggested: \(sure.because)") }
        for other in suggestions where other != sure {
            words.append("could be “\(other.words)”: \(other.because)")
        }
        return words.joined(separator: "; ")
    }

    private var facts: String {
        var words = [action.cells.targetDate.isEmpty ? "No target" : "Target \(action.cells.targetDate)"]
        if !action.leads.isEmpty { words.append(action.leads.map(\.name).joined(separator: ", ")) }
        words.append("last heard of on \(action.lastUpdated.written)")
        return words.joined(separator: "; ")
    }
}
