// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A report about an action: how it stands, what happened, whether its date moves and why.
struct ReportActionPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        var typed = FormFields()
        let wanted = visit.request.query.text("status")
        if ActionStatus(rawValue: wanted) != nil { typed.all.append(.init(name: "status", value: wanted)) }
        return try await page(visit, action, typed, isFirst: true)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        let (update, found) = reading(visit, action)
        guard found.isEmpty else { return try await page(visit, action, visit.fields, found) }
        do {
            try await office.plan(try await office.profile()).report(
                update, about: action.id, version: Int(visit.fields.text("version")) ?? 0,
                within: visit.scope, visit.change())
            return .redirect(visit.frame.link(Address.action(action.id)) + "?done=reported")
        } catch is EditConflict {
            let banner = try await ChangedMeanwhile(records: [("action", action.id)]).banner(of: office)
            return try await page(visit, action, visit.fields, banner: banner)
        }
    }

    private func reading(_ visit: Visit, _ action: Action) -> (ActionUpdate, [Problem]) {
        let fields = visit.fields
        let (day, dayProblem) = DateField("day", "Day", fields).reading()
        let typed = fields.text("newTarget")
        // Only what somebody typed moves a date; a date that changed meanwhile is not put back by an old form.
        let moves = fields.has("newTarget") && typed != fields.text("oldTarget")
        let update = ActionUpdate(
            day: day ?? visit.today, status: ActionStatus(rawValue: fields.text("status")),
            note: fields.text("note"), oldTarget: moves ? action.cells.targetDate : "",
            newTarget: moves ? typed : "", why: moves ? fields.text("why") : "",
            occurrence: CalendarDay(iso: fields.text("occurrence")), evidence: fields.text("evidence"))
        var problems = update.problems(about: action, today: visit.today).map {
            $0.field == "day" ? Problem(at: "day-day", $0.text) : $0
        }
        if let dayProblem { problems.append(dayProblem) }
        return (update, problems)
    }

    private func page(
        _ visit: Visit, _ action: Action, _ typed: FormFields, _ problems: [Problem] = [],
        banner: Banner? = nil, isFirst: Bool = false
    ) async throws -> WebResponse {
        let path = Address.action(action.id, "/report")
        var typed = typed
        if typed.has("newTarget"), typed.text("newTarget") == typed.text("oldTarget") {
            // Nobody moved the date in this form, so it shows the one that stands now.
            typed.all.removeAll { $0.name == "newTarget" }
        }
        let form = ReportForm(
            action: action, typed: typed, problems: problems, today: visit.today, isFirst: isFirst,
            occurrences: try await office.occurrences(of: action, on: visit.today))
        let content: HTML = """
            \(HiddenInput("version", String(action.version)))\
            \(HiddenInput("oldTarget", action.cells.targetDate))\(form.html)
            \(ButtonGroup([Button("Report")], links: [NavigationLink("Cancel", visit.frame.link(Address.action(action.id)))]))
            """
        return office.page(
            visit, "Report progress", in: .actions,
            trail: .back(visit.frame.link(Address.action(action.id))), banner: banner, problems: problems,
            status: banner == nil ? nil : 409,
            """
            \(PageHeading("Report progress", caption: action.title))
            \(office.form(visit, path, key: banner == nil ? nil : Identifier.next(), content))
            """)
    }
}

/// The questions of a report about an action.
struct ReportForm: Component {
    let action: Action
    let typed: FormFields
    let problems: [Problem]
    let today: CalendarDay
    let isFirst: Bool
    let occurrences: [(day: CalendarDay, isDone: Bool)]

    var html: HTML {
        let status = typed.text("status")
        let statuses =
            [Choice("", "As it is: \(action.status.name)", isChosen: status.isEmpty)]
            + ActionStatus.allCases.filter { $0 != .notStated && $0 != action.status }.map {
                Choice($0.rawValue, $0.name, isChosen: status == $0.rawValue)
            }
        let target = typed.has("newTarget") ? typed.text("newTarget") : action.cells.targetDate
        let date = TargetDateText(target)
        let read: HTML =
            target.isEmpty || date.problem != nil ? "" : InsetText("<p>\(date.readBack)</p>").html
        let day =
            isFirst ? DateField("day", "Day", today) : DateField("day", "Day", typed)
        return """
            \(Select("status", label: "Status", statuses, problems))
            \(TextArea("note", label: "What happened", hint: "When it is complete: what came of it", value: typed.raw("note"), rows: 4, problems))
            \(choice)
            \(TextInput("newTarget", label: "Target completion date", hint: "Change it only if the date moves. For example, before July 2027, Q2 2026/27, or ongoing", value: target, problems))
            \(read)
            \(TextInput("why", label: "Why the date moves (only if it does)", value: typed.text("why"), problems))
            \(TextInput("evidence", label: "Evidence (optional)", hint: "A link, a document or a minute that shows it", value: typed.text("evidence"), problems))
            \(day.input(hint: "The day this report speaks of", problems))
            """
    }

    /// Which of its occurrences was done, for an action that comes again.
    private var choice: HTML {
        let open = occurrences.filter { !$0.isDone }
        guard !open.isEmpty else { return HTML() }
        let chosen = typed.text("occurrence")
        let choices =
            [Choice("", "None of them", isChosen: chosen.isEmpty)]
            + open.map { Choice($0.day.iso, "By \($0.day.written)", isChosen: chosen == $0.day.iso) }
        return Select("occurrence", label: "Which time was done", choices, problems).html
    }
}

extension Office {
    /// The action that the address names, within the reach of the visit.
    func action(_ visit: Visit) async throws -> Action {
        let store = plan(try await profile())
        guard let action = try await store.action(visit.parameter("id"), within: visit.scope) else {
            throw Refusal.notFound
        }
        return action
    }

    /// How the occurrences of an action stand: from the first that anybody reported, at most a year before today.
    func occurrences(of action: Action, on today: CalendarDay) async throws
        -> [(day: CalendarDay, isDone: Bool)]
    {
        guard action.target.date?.isRecurring == true else { return [] }
        let updates = try await plan(try await profile()).updates(of: action.id)
        let year = today.adding(days: -365)
        let reported = updates.compactMap(\.occurrence).min() ?? year
        let first = min(reported, year, action.owedFrom ?? year)
        return action.occurrences(done: updates, from: first, on: today)
    }
}
