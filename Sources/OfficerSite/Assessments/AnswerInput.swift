// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// A question of a template as a form shows it, whatever is answered.
struct AnswerInput {
    let field: AssessmentField
    let open: OpenAssessment
    /// What was typed, where the form comes back with mistakes; else the content answers.
    let typed: FormFields?
    let problems: [Problem]

    /// The name of the hidden field that lists what a form asked, so that nothing else is touched.
    static let asked = "asked"

    var html: HTML {
        "\(HiddenInput(Self.asked, field.path))\(input)\(guidance)\(copied)\(comments)"
    }

    private var path: String { field.path }
    private var question: AssessmentTemplate.Question { field.question }

    private var lines: [String] { typed?.values(path) ?? open.content.lines(path) }
    private var text: String { typed?.raw(path) ?? open.content[path] }

    private var label: String {
        open.template.isNeeded(field, in: open.content) ? question.label : "\(question.label) (optional)"
    }

    private func choices(_ all: [(code: String, label: String, hint: String)]) -> [Choice] {
        let chosen = Set(lines)
        return all.map { Choice($0.code, $0.label, hint: $0.hint, isChosen: chosen.contains($0.code)) }
    }

    private var input: HTML {
        let hint = question.hint
        switch question.kind {
        case .text, .assessment, .policy, .link:
            return TextInput(path, label: label, hint: hint, value: text, width: .full, problems).html
        case .longText:
            let rows = max(4, min(16, text.count / 70 + 2))
            return TextArea(path, label: label, hint: hint, value: text, rows: rows, problems).html
        case .number:
            return TextInput(
                path, label: label, hint: hint, value: text, width: .ten, inputMode: "numeric", problems
            ).html
        case .date:
            let date =
                typed.map { DateField(path, question.label, $0) }
                ?? DateField(path, question.label, open.content.day(path))
            return DateInput(
                path, label: label, hint: hint, day: date.day, month: date.month, year: date.year, problems
            ).html
        case .yesNo:
            let all = choices([("yes", "Yes", ""), ("no", "No", "")])
            return Radios(path, label: label, hint: hint, all, isInline: true, problems).html
        case .choice(let options):
            let all = choices(options.map { ($0.code, $0.label, $0.hint) })
            return all.count > 8
                ? Select(
                    path, label: label, hint: hint, [Choice("", "Select", isChosen: lines.isEmpty)] + all,
                    problems
                ).html
                : Radios(path, label: label, hint: hint, all, problems).html
        case .choices(let options):
            let all = choices(options.map { ($0.code, $0.label, $0.hint) })
            return Checkboxes(path, label: label, hint: hint, all, isSmall: true, problems).html
        case .scale(let id):
            let steps = open.template.scale(id)?.steps ?? []
            let all = choices(steps.map { ($0.code, $0.label, "") })
            return Radios(path, label: label, hint: hint, all, isInline: true, problems).html
        case .characteristics:
            let all = choices(open.characteristics.map { ($0.code, $0.name, "") })
            return Checkboxes(path, label: label, hint: hint, all, isSmall: true, problems).html
        case .evidence: return evidence
        case .impact: return impact
        case .action: return ActionInput(field: field, open: open, typed: typed, problems: problems).html
        case .attachment: return attachment
        }
    }

    private var evidence: HTML {
        let items = open.content.evidence
        guard !items.isEmpty else {
            return
                "<p><strong>\(question.label)</strong><br>No evidence is listed in this assessment yet. Add it in the evidence section first.</p>"
        }
        let all = choices(
            items.map { ($0.row, $0.title.isEmpty ? "Evidence without a title" : $0.title, $0.source) })
        return Checkboxes(path, label: label, hint: question.hint, all, isSmall: true, problems).html
    }

    private var impact: HTML {
        let impacts = open.content.impacts(open.characteristics.map(\.code)).filter {
            $0.direction == .negative || $0.direction == .unknown || lines.contains($0.path)
        }
        guard !impacts.isEmpty else {
            return
                "<p><strong>\(question.label)</strong><br>No negative impact is stated in this assessment.</p>"
        }
        let all = choices(
            impacts.map { impact in
                let names = impact.characteristics.map { open.profile.vocabulary.name(of: $0) }
                return (
                    impact.path, "\(names.joined(separator: " and ")), \(impact.people.name.lowercased())", ""
                )
            })
        return Radios(path, label: label, hint: question.hint, all, problems).html
    }

    private var attachment: HTML {
        let id = open.content[path]
        let shown: HTML =
            id.isEmpty
            ? "<p><strong>\(question.label)</strong><br>No file is attached. Save, then attach a file from the page of the assessment.</p>"
            : "<p><strong>\(question.label)</strong><br>A file is attached.</p>"
        return shown
    }

    private var guidance: HTML {
        question.guidance.isEmpty
            ? "" : Details("What to think of", "<p>\(question.guidance)</p>").html
    }

    /// Text that came from elsewhere says so until somebody has looked at it.
    private var copied: HTML {
        let source = open.content["\(AssessmentPath.copied)/\(path)"]
        guard !source.isEmpty else { return "" }
        let confirm = Choice("yes", "I have checked this text, copied from \(source)")
        return Checkboxes("confirm/\(path)", label: "Copied: \(field.name)", [confirm], isSmall: true).html
    }

    private var comments: HTML {
        let open = self.open.record.points.filter { $0.kind == .comment && $0.path == path && $0.isOpen }
        guard !open.isEmpty else { return "" }
        let items: [HTML] = open.map { "<p><strong>\($0.byPost):</strong> \($0.text)</p>" }
        return InsetText(items.joined()).html
    }
}

/// A mitigation's action: one record, shared with the action plan; written here the first time.
struct ActionInput {
    let field: AssessmentField
    let open: OpenAssessment
    let typed: FormFields?
    let problems: [Problem]

    /// The parts of a new action, below the path of the question.
    static let parts = ["title", "lead", "target", "measure"]

    var html: HTML {
        let id = open.content[field.path]
        if let action = open.record.actions.first(where: { $0.id == id }) {
            let measure = action.measure.isEmpty ? "no measure" : action.measure
            return """
                \(HiddenInput(field.path, id))
                <p><strong>\(field.question.label)</strong><br>\(action.title)<br>
                <span class="dr-quiet">\(action.cells.leadOfficer.isEmpty ? "no lead" : action.cells.leadOfficer), \
                \(action.cells.targetDate.isEmpty ? "no date" : action.cells.targetDate), measure: \(measure). \
                It is kept in the action plan and changed there.</span></p>
                """
        }
        func value(_ part: String) -> String { typed?.raw("\(field.path).\(part)") ?? "" }
        func name(_ part: String) -> String { "\(field.path).\(part)" }
        let content: HTML = """
            \(TextInput(name("title"), label: "What will be done (optional)", value: value("title"), width: .full, problems))
            \(TextInput(name("lead"), label: "Who leads (optional)", hint: "A post: “Head of Housing”", value: value("lead"), problems))
            \(TextInput(name("target"), label: "By when (optional)", hint: "For example, before July 2027, or ongoing", value: value("target"), problems))
            \(TextInput(name("measure"), label: "How you will know that it worked (optional)", value: value("measure"), width: .full, problems))
            """
        let hint =
            field.question.hint.isEmpty
            ? "It joins the action plan, where it is followed up" : field.question.hint
        return Fieldset(field.question.label, name: field.path, hint: hint, content).html
    }

    /// The action that was typed; `nil` where nothing was.
    static func typed(
        _ field: AssessmentField, _ fields: FormFields, _ open: OpenAssessment, on today: CalendarDay
    )
        -> (action: Action?, problems: [Problem])
    {
        func text(_ part: String) -> String { fields.text("\(field.path).\(part)") }
        guard parts.contains(where: { !text($0).isEmpty }) else { return (nil, []) }
        var cells = ActionCells(title: text("title"))
        cells.arisingFrom = "\(open.record.reference) \(open.record.title)"
        cells.leadOfficer = text("lead")
        cells.directorate = open.record.directorate
        cells.section = open.record.service
        cells.targetDate = text("target")
        let impact = open.content["mitigation/\(field.row)/impact"]
        let codes =
            impact.hasPrefix("\(AssessmentPath.combination)/")
            ? open.content.lines("\(impact)/characteristics")
            : impact.split(separator: "/").dropFirst().prefix(1).map(String.init)
        cells.characteristics = codes.map { open.profile.vocabulary.name(of: $0) }.joined(separator: ", ")
        var action = Action.reading(
            cells, characteristics: open.profile.vocabulary, lastUpdated: today)
        action.measure = text("measure")
        action.assessmentID = open.id
        let problems = action.problems.map { problem in
            Problem(at: "\(field.path).\(problem.field)", problem.text)
        }
        return (action, problems)
    }
}
