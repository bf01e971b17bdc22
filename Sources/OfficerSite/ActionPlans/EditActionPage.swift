// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A new action, or changes to one. What is typed is kept word for word and read back.
struct EditActionPage {
    let office: Office

    /// The fields of the form, in the order of the eleven columns.
    static let fields = [
        "title", "arising", "lead", "directorate", "section", "target", "status", "priority", "framework",
        "aims",
        "characteristics",
    ]
    private static let labels = ActionCells.headers.map(ActionCells.label)

    /// The field that says why a date moves.
    static let why = "why"

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        var cells = ActionCells(title: "")
        var measure = ""
        if let gap = try await office.gap(visit.request.query) {
            (cells, measure) = try await gap.actionCells(office)
        }
        var begun = Action.reading(
            cells, characteristics: try await office.profile().vocabulary, lastUpdated: visit.today)
        begun.measure = measure
        return try await page(visit, begun, changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (action, problems) = try await reading(visit, changing: nil)
        guard problems.isEmpty else {
            return try await page(visit, action, changing: nil, problems)
        }
        let id = try await office.plan(try await office.profile()).add(action, visit.change())
        return .redirect(visit.frame.link(Address.action(id)) + "?done=added")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        return try await page(visit, action, changing: action)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let current = try await office.action(visit)
        if visit.fields.text(ConflictPage.marker) == "shown" {
            let mine = try await reading(visit, changing: current, takingChoices: false).action
            let open = Self.differences(mine: mine, theirs: current)
            guard ConflictPage.problems(open, in: visit.fields).isEmpty else {
                return try await conflict(visit, mine: mine)
            }
        }
        var (changed, problems) = try await reading(visit, changing: current)
        changed.version = Int(visit.fields.text("version")) ?? 0
        var started = current
        started.version = changed.version
        // Where somebody else saved meanwhile, the conflict comes first: their date is not moved by an old form.
        let moves = PlanRules.movesDate(from: current.cells.targetDate, to: changed.cells.targetDate)
        if moves, changed.version == current.version, visit.fields.text(Self.why).isEmpty {
            let why = Problem(at: Self.why, "Enter why the date moves")
            let place = problems.firstIndex { (Self.order[$0.field] ?? 0) > (Self.order["target"] ?? 0) }
            problems.insert(why, at: place ?? problems.endIndex)
        }
        guard problems.isEmpty else {
            return try await page(visit, changed, changing: started, problems)
        }
        let details = Self.differences(mine: changed, theirs: current).map(\.inWords).joined(separator: "; ")
        guard !details.isEmpty else { return .redirect(visit.frame.link(Address.action(current.id))) }
        do {
            let plan = office.plan(try await office.profile())
            try await plan.save(
                changed, within: visit.scope, details: details, why: visit.fields.text(Self.why),
                visit.change())
            return .redirect(visit.frame.link(Address.action(current.id)) + "?done=saved")
        } catch is EditConflict {
            return try await conflict(visit, mine: changed)
        }
    }

    private func reading(
        _ visit: Visit, changing old: Action?, takingChoices: Bool = true
    ) async throws -> (action: Action, problems: [Problem]) {
        var cells = ActionCells(title: "")
        for (column, field) in Self.fields.enumerated() {
            let isGivenUp = takingChoices && old != nil && visit.fields.text("keep-\(field)") == "theirs"
            cells[column] = isGivenUp ? old?.cells[column] ?? "" : visit.fields.text(field)
        }
        let keepsOutcome = takingChoices && old != nil && visit.fields.text("keep-outcomeNote") == "theirs"
        let outcome = keepsOutcome ? old?.outcomeNote ?? "" : visit.fields.text("outcomeNote")
        let keepsMeasure = takingChoices && old != nil && visit.fields.text("keep-measure") == "theirs"
        let measure = keepsMeasure ? old?.measure ?? "" : visit.fields.text("measure")
        var action = Action.reading(
            cells, id: old?.id ?? "", version: old?.version ?? 1,
            characteristics: try await office.profile().vocabulary, outcomeNote: outcome,
            lastUpdated: visit.today)
        action.measure = measure
        action.assessmentID = old?.assessmentID ?? ""
        let details = DetailsForm(try await office.profile().planColumns)
        action.details = details.reading(visit.fields, over: old, takingChoices: takingChoices)
        var problems = action.problems + details.problems(action.details)
        for (column, field) in Self.fields.enumerated() where cells[column].count > 2_000 {
            problems.append(Problem(at: field, "\(Self.labels[column]) must be 2,000 characters or fewer"))
        }
        if measure.count > 2_000 {
            problems.append(Problem(at: "measure", "Measure must be 2,000 characters or fewer"))
        }
        if outcome.count > 5_000 {
            problems.append(Problem(at: "outcomeNote", "Outcome must be 5,000 characters or fewer"))
        }
        if !visit.scope.holds(directorate: action.directorate, record: action.id) {
            problems.append(Problem(at: "directorate", "Directorate must be one that your role covers"))
        }
        let order = Self.order
        return (action, problems.sorted { (order[$0.field] ?? 0) < (order[$1.field] ?? 0) })
    }

    /// The place of each field on the page, so that the summary names them from top to bottom.
    private static let order: [String: Int] = {
        let fields = [
            "title", "arising", "lead", "directorate", "section", "target", "measure", "status",
            "outcomeNote", "aims",
            "characteristics", "framework", "priority", "phase", "cost", "risk", "riskWords", "evidence",
        ]
        return Dictionary(uniqueKeysWithValues: fields.enumerated().map { ($1, $0) })
    }()

    private static func differences(mine: Action, theirs: Action) -> [ConflictView.Field] {
        var fields: [ConflictView.Field] = []
        for (column, field) in Self.fields.enumerated() where mine.cells[column] != theirs.cells[column] {
            fields.append(
                .init(field, labels[column], mine: mine.cells[column], theirs: theirs.cells[column]))
        }
        if mine.outcomeNote != theirs.outcomeNote {
            fields.append(.init("outcomeNote", "Outcome", mine: mine.outcomeNote, theirs: theirs.outcomeNote))
        }
        if mine.measure != theirs.measure {
            fields.append(.init("measure", "Measure", mine: mine.measure, theirs: theirs.measure))
        }
        return fields + DetailsForm.differences(mine: mine.details, theirs: theirs.details)
    }

    private func conflict(_ visit: Visit, mine: Action) async throws -> WebResponse {
        let theirs = try await office.action(visit)
        let typed: [HTML] = Self.fields.enumerated().map {
            HiddenInput($0.element, mine.cells[$0.offset]).html
        }
        return try await ConflictPage(
            section: .actions, title: "Two versions of this action", caption: theirs.title, kind: "action",
            id: theirs.id, path: Address.action(theirs.id, "/edit"), back: Address.action(theirs.id),
            version: theirs.version, fields: Self.differences(mine: mine, theirs: theirs),
            typed: typed.joined() + HiddenInput("outcomeNote", mine.outcomeNote).html
                + HiddenInput("measure", mine.measure).html
                + HiddenInput(Self.why, visit.fields.text(Self.why)).html + DetailsForm.hidden(mine.details)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ shown: Action, changing action: Action?, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = action == nil ? "Add an action" : "Change this action"
        let back = action.map { Address.action($0.id) } ?? Address.actions
        let target = action.map { Address.action($0.id, "/edit") } ?? Address.newAction
        let version: HTML = action.map { HiddenInput("version", String($0.version)).html } ?? ""
        let profile = try await office.profile()
        let content: HTML = """
            \(version)\(inputs(shown.cells, outcome: shown.outcomeNote, measure: shown.measure, why: action == nil ? nil : visit.fields.text(Self.why), profile, problems))
            \(DetailsForm(profile.planColumns).inputs(shown.details, problems))
            \(ButtonGroup([Button(action == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
            """
        return office.page(
            visit, title, in: .actions, trail: .back(visit.frame.link(back)), problems: problems,
            "\(PageHeading(title, caption: action?.title ?? ""))\(office.form(visit, target, content))")
    }

    private func inputs(
        _ cells: ActionCells, outcome: String, measure: String, why: String?, _ profile: BodyProfile,
        _ problems: [Problem]
    ) -> HTML {
        let known = ActionStatus(words: cells.status)
        var statuses = ActionStatus.allCases.map { status in
            Choice(status == .notStated ? "" : status.name, status.name, isChosen: status == known)
        }
        if known == nil {
            statuses.append(Choice(cells.status, "\(cells.status) (as written)", isChosen: true))
        }
        // The words of a cell stay as they are unless somebody chooses another status.
        if let known, known != .notStated, cells.status != known.name {
            statuses = ActionStatus.allCases.filter { $0 != known }.map {
                Choice($0 == .notStated ? "" : $0.name, $0.name)
            }
            statuses.append(Choice(cells.status, "\(known.name) (written “\(cells.status)”)", isChosen: true))
        }
        let names = profile.characteristics.map(\.name).joined(separator: ", ")
        let date = TargetDateText(cells.targetDate)
        let read: HTML =
            cells.targetDate.isEmpty || date.problem != nil ? "" : InsetText("<p>\(date.readBack)</p>").html
        return """
            \(TextArea("title", label: Self.labels[0], value: cells.title, rows: 3, problems))
            \(TextInput("arising", label: "Arising from (optional)", value: cells.arisingFrom, problems))
            \(TextInput("lead", label: "\(Self.labels[2]) (optional)", hint: "A post, a person or several: “Head of Housing & Equality lead”", value: cells.leadOfficer, problems))
            \(TextInput("directorate", label: "Directorate (optional)", value: cells.directorate, problems))
            \(TextInput("section", label: "Section (optional)", value: cells.section, problems))
            \(TextInput("target", label: "\(Self.labels[5]) (optional)", hint: "For example, before July 2027, Q2 2026/27, or ongoing", value: cells.targetDate, problems))
            \(read)\(why.map { TextInput(Self.why, label: "Why the date moves (only if it does)", value: $0, problems) })
            \(TextInput("measure", label: "Measure (optional)", hint: "How you will know that it worked", value: measure, problems))
            \(Select("status", label: Self.labels[6], statuses, problems))
            \(TextArea("outcomeNote", label: "Outcome (optional until complete)", hint: "What came of it. Needed when the action is complete", value: outcome, rows: 3, problems))
            <h2 class="dr-heading-m">Links to the duty</h2>
            \(TextInput("aims", label: "\(Self.labels[9]) (optional)", hint: "All, or letters: A, B, C", value: cells.aims, problems))
            \(TextInput("characteristics", label: "\(Self.labels[10]) (optional)", hint: "All, or any of: \(names)", value: cells.characteristics, problems))
            \(TextInput("framework", label: "\(Self.labels[8]) (optional)", value: cells.frameworkCriteria, problems))
            \(TextInput("priority", label: "\(Self.labels[7]) (optional)", value: cells.corporatePlanPriority, problems))
            """
    }
}
