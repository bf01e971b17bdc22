// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A reading of a measure entered, or a wrong one followed by a better one; what was entered is never overwritten.
struct MeasureReadingPages {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.ownObjective(visit), correcting: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        try await enter(visit, try await office.ownObjective(visit), correcting: nil)
    }

    @Sendable func showCorrection(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        return try await page(visit, objective, correcting: try await wrong(visit, objective))
    }

    @Sendable func correct(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        return try await enter(visit, objective, correcting: try await wrong(visit, objective))
    }

    private func wrong(_ visit: Visit, _ objective: Objective) async throws -> Reading {
        let readings = try await office.objectives.readings(of: objective.id)
        guard let reading = readings.first(where: { String($0.number) == visit.parameter("number") }) else {
            throw Refusal.notFound
        }
        return reading
    }

    private func enter(_ visit: Visit, _ objective: Objective, correcting wrong: Reading?) async throws
        -> WebResponse
    {
        let all = try await office.objectives.readings(of: objective.id)
        if let wrong, let better = all.first(where: { $0.corrects == wrong.number }) {
            return try await meanwhile(visit, objective, better)
        }
        let (reading, problems) = reading(visit, objective, among: all, correcting: wrong)
        guard problems.isEmpty, let reading else {
            return try await page(visit, objective, correcting: wrong, problems)
        }
        do {
            _ = try await office.objectives.add(reading, to: objective.id, visit.change())
        } catch is EditConflict {
            let better = try await office.objectives.readings(of: objective.id)
                .last { $0.corrects == wrong?.number }
            guard let better else { throw Refusal.notFound }
            return try await meanwhile(visit, objective, better)
        }
        return .redirect(visit.frame.link(Address.objective(objective.id)) + "?done=done")
    }

    /// Somebody corrected the same reading first: what was typed is kept, and now corrects theirs.
    private func meanwhile(_ visit: Visit, _ objective: Objective, _ better: Reading) async throws
        -> WebResponse
    {
        let words =
            "\(better.byPost) corrected this reading meanwhile: it now says "
            + "\(objective.measure.shown(better.value)). Save again to correct that one"
        return try await page(
            visit, objective, correcting: better, [Problem(at: "value", words)], status: 409)
    }

    private func reading(
        _ visit: Visit, _ objective: Objective, among all: [Reading], correcting wrong: Reading?
    ) -> (Reading?, [Problem]) {
        let fields = visit.fields
        var problems: [Problem] = []
        let (day, dayProblem) = DateField("day", "Day", fields).reading()
        if let dayProblem { problems.append(dayProblem) }
        if day == nil, dayProblem == nil {
            problems.append(Problem(at: "day-day", "Enter the day for which it holds"))
        }
        if let day, day > visit.today {
            problems.append(Problem(at: "day-day", "Day must be today or earlier"))
        }
        let other = Reading.standing(all).first { $0.day == day && $0.number != wrong?.number }
        if let other {
            problems.append(
                Problem(
                    at: "day-day",
                    "Day must be one without a reading: \(other.day.written) has "
                        + "\(objective.measure.shown(other.value)). Correct that one"))
        }
        let value = Reading.number(fields.text("value"))
        if fields.text("value").isEmpty {
            problems.append(Problem(at: "value", "Enter the value"))
        } else if value == nil {
            problems.append(Problem(at: "value", "Value must be a number, such as 84 or 12.5"))
        }
        let base = Reading.number(fields.text("base"))
        if !fields.text("base").isEmpty, base == nil || (base ?? 0) < 1 || base != base?.rounded() {
            problems.append(
                Problem(at: "base", "How many it is counted from must be a whole number, such as 240"))
        }
        let note = fields.text("note")
        if wrong != nil, note.isEmpty {
            problems.append(Problem(at: "note", "Enter what was wrong with the reading before"))
        }
        if note.count > 2_000 {
            problems.append(Problem(at: "note", "Note must be 2,000 characters or fewer"))
        }
        guard problems.isEmpty, let day, let value else { return (nil, problems) }
        return (
            Reading(
                day: day, value: value, base: base.map { Int($0) }, note: note, corrects: wrong?.number), []
        )
    }

    private func page(
        _ visit: Visit, _ objective: Objective, correcting wrong: Reading?, _ problems: [Problem] = [],
        status: Int? = nil
    ) async throws -> WebResponse {
        let fields = visit.fields
        let isSent = fields.has("value")
        let measure = objective.measure
        let day =
            isSent
            ? DateField("day", "Day", fields)
            : DateField("day", "Day", wrong?.day)
        let base = isSent ? fields.text("base") : wrong?.base.map(String.init) ?? ""
        let title = wrong == nil ? "Enter a reading" : "Correct a reading"
        let here = Address.objective(
            objective.id, wrong.map { "/readings/\($0.number)/correct" } ?? "/readings/new")
        let back = visit.frame.link(Address.objective(objective.id))
        let before: HTML =
            wrong.map {
                InsetText(
                    "<p>Reading \($0.number) says \(measure.shown($0.value)) on \($0.day.written). It stays in the list, marked as corrected.</p>"
                ).html
            } ?? ""
        let measureWords: HTML = measure.words.isEmpty ? "" : "<p>\(measure.words). \(measure.source)</p>"
        let content: HTML = """
            \(TextInput("value", label: "Value", hint: measure.unit.isEmpty ? "" : "In \(measure.unit)", value: fields.text("value"), width: .ten, problems))
            \(day.input(hint: "The day for which it holds, such as 31 3 2026", problems))
            \(TextInput("base", label: "Counted from how many (optional)", hint: "People or cases behind a percentage. Where they are few, the value is not published", value: base, width: .ten, problems))
            \(TextArea("note", label: wrong == nil ? "Note (optional)" : "What was wrong", value: fields.raw("note"), rows: 2, problems))
            \(ButtonGroup([Button(wrong == nil ? "Enter" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems, status: status,
            """
            \(PageHeading(title, caption: objective.title))
            \(measureWords)\(before)\(office.form(visit, here, content))
            """)
    }
}
