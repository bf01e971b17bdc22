// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// An objective as the boxes of a form bring it and show it.
struct ObjectiveForm {
    /// The boxes of one line or several, with what they are called.
    static let lines: [(name: String, label: String)] = [
        ("title", "What is to be achieved"), ("gap", "The gap it answers"), ("measure", "Measure"),
        ("unit", "Unit"), ("direction", "Direction"), ("baseline", "Baseline"), ("target", "Target"),
        ("targetDate", "To be achieved by"), ("source", "Where the numbers come from"),
        ("everyMonths", "Months between readings"), ("directorate", "Directorate"),
        ("strategy", "Set by"), ("aims", "Aims of the duty"),
        ("characteristics", "Protected characteristics"), ("framework", "Framework points"),
    ]
    static let days: [(name: String, label: String)] = [
        ("baselineDay", "Day of the baseline"), ("published", "Day of publication"),
    ]

    /// The boxes that an objective would fill.
    static func fields(of objective: Objective) -> FormFields {
        let measure = objective.measure
        let values: [(String, String)] = [
            ("title", objective.title), ("gap", objective.gap), ("measure", measure.words),
            ("unit", measure.unit), ("direction", measure.direction.rawValue),
            ("baseline", plain(measure.baseline)), ("target", plain(measure.target)),
            ("targetDate", objective.targetDate.asWritten), ("source", measure.source),
            ("everyMonths", measure.everyMonths == 0 ? "" : String(measure.everyMonths)),
            ("directorate", objective.directorate), ("strategy", objective.strategyID),
            ("aims", objective.aims), ("characteristics", objective.characteristics),
            ("framework", objective.framework),
        ]
        var fields = values.map { FormFields.Field(name: $0.0, value: $0.1) }
        for (name, day) in [("baselineDay", measure.baselineDay), ("published", objective.publishedOn)] {
            guard let day else { continue }
            fields += [("day", day.day), ("month", day.month), ("year", day.year)].map {
                FormFields.Field(name: "\(name)-\($0.0)", value: String($0.1))
            }
        }
        return FormFields(fields)
    }

    /// The objective that the boxes say, and everything wrong with them.
    static func reading(_ fields: FormFields, changing old: Objective?) -> (Objective, [Problem]) {
        var problems: [Problem] = []
        func number(_ name: String, _ label: String) -> Double? {
            let text = fields.text(name)
            guard !text.isEmpty else { return nil }
            guard let value = Reading.number(text) else {
                problems.append(Problem(at: name, "\(label) must be a number, such as 84 or 12.5"))
                return nil
            }
            return value
        }
        func day(_ name: String, _ label: String) -> CalendarDay? {
            let (day, problem) = DateField(name, label, fields).reading()
            if let problem { problems.append(problem) }
            return day
        }
        let baseline = number("baseline", "Baseline")
        let target = number("target", "Target")
        let months = fields.text("everyMonths")
        if !months.isEmpty, Int(months) == nil {
            problems.append(
                Problem(at: "everyMonths", "Months between readings must be a whole number, such as 12"))
        }
        let baselineDay = day("baselineDay", "Day of the baseline")
        // Who enters another baseline has it from elsewhere.
        var figure = old?.measure.figure ?? FigureMeasure(written: fields.raw("figure"))
        if let old, (old.measure.baseline, old.measure.baselineDay) != (baseline, baselineDay) {
            figure?.baselineVersion = nil
        }
        let measure = Objective.Measure(
            words: fields.text("measure"), unit: fields.text("unit"), source: fields.text("source"),
            direction: Objective.Direction(rawValue: fields.text("direction")) ?? .up, baseline: baseline,
            baselineDay: baselineDay, target: target, everyMonths: Int(months) ?? 0, figure: figure)
        let objective = Objective(
            id: old?.id ?? "", version: Int(fields.text("version")) ?? old?.version ?? 1,
            title: fields.text("title"), gap: fields.text("gap"), strategyID: fields.text("strategy"),
            directorate: fields.text("directorate"), aims: fields.text("aims"),
            characteristics: fields.text("characteristics"), framework: fields.text("framework"),
            measure: measure, targetDate: fields.text("targetDate"), state: old?.state ?? .open,
            closing: old?.closing ?? "", publishedOn: day("published", "Day of publication"))
        problems += objective.problems.map {
            $0.field == "words" ? Problem(at: "measure", $0.text) : $0
        }
        for (name, label) in lines where fields.text(name).count > limit(name) {
            guard !problems.contains(where: { $0.field == name }) else { continue }
            let most = limit(name) == 5_000 ? "5,000" : "300"
            problems.append(Problem(at: name, "\(label) must be \(most) characters or fewer"))
        }
        return (objective, problems)
    }

    private static func limit(_ name: String) -> Int {
        ["title", "gap", "measure"].contains(name) ? 5_000 : 300
    }

    /// The boxes in two versions.
    static func choices(_ sent: FormFields, _ old: Objective) -> [ConflictChoice] {
        let theirs = fields(of: old)
        func text(_ name: String, _ fields: FormFields) -> String {
            let text = fields.text(name)
            guard ["baseline", "target"].contains(name) else { return text }
            return Reading.number(text).map { plain($0) } ?? text
        }
        return lines.map { name, label in
            ConflictChoice(
                name, label, mine: text(name, sent), theirs: text(name, theirs),
                fields: [(name, theirs.text(name))])
        }
            + days.map { name, label in
                ConflictChoice(
                    label, mine: DateField(name, label, sent), theirs: DateField(name, label, theirs))
            }
    }

    /// A number with all its figures.
    private static func plain(_ value: Double?) -> String {
        guard let value else { return "" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    /// The inputs, filled with what was sent or recorded.
    static func inputs(
        _ fields: FormFields, directorates: [Choice], strategies: [Strategy], _ profile: BodyProfile,
        _ problems: [Problem]
    ) -> HTML {
        let names = profile.characteristics.map(\.name).joined(separator: ", ")
        let date = TargetDateText(fields.text("targetDate"))
        let read: HTML =
            date.asWritten.isEmpty || date.problem != nil ? "" : InsetText("<p>\(date.readBack)</p>").html
        let direction = fields.text("direction").isEmpty ? "up" : fields.text("direction")
        let directions = Objective.Direction.allCases.map {
            Choice($0.rawValue, $0.name, isChosen: $0.rawValue == direction)
        }
        let sources =
            [Choice("", "None", isChosen: fields.text("strategy").isEmpty)]
            + strategies.map { Choice($0.id, $0.title, isChosen: $0.id == fields.text("strategy")) }
        func line(_ name: String, _ label: String, _ hint: String = "", width: FieldWidth = .wide) -> HTML {
            TextInput(name, label: label, hint: hint, value: fields.text(name), width: width, problems).html
        }
        func day(_ name: String, _ label: String, _ hint: String) -> HTML {
            DateField(name, label, fields).input(hint: hint, problems).html
        }
        return """
            \(TextArea("title", label: lines[0].label, value: fields.raw("title"), rows: 2, problems))
            \(TextArea("gap", label: "\(lines[1].label) (optional)", hint: "Who is worse off, in what, and how that is known", value: fields.raw("gap"), rows: 3, problems))
            <h2 class="dr-heading-m">How it will be seen</h2>
            \(line("measure", "Measure (optional)", "Without measure, baseline, target and date it is shown as not measurable"))
            \(line("unit", "Unit (optional)", "For example %, days or people", width: .ten))
            \(Radios("direction", label: "Direction", directions, isInline: true, problems))
            \(line("baseline", "Baseline (optional)", width: .ten))
            \(day("baselineDay", "Day of the baseline (optional)", "For example 31 3 2026"))
            \(line("target", "Target (optional)", width: .ten))
            \(line("targetDate", "To be achieved by (optional)", "For example, by end of March 2029, 2028/29"))
            \(read)
            \(line("source", "Where the numbers come from (optional)"))
            \(line("everyMonths", "Months between readings (optional)", "12 for once a year", width: .three))
            <h2 class="dr-heading-m">Where it belongs</h2>
            \(Select("directorate", label: "Directorate", directorates, problems))
            \(Select("strategy", label: "Set by", sources, problems))
            \(line("aims", "Aims of the duty (optional)", "All, or letters: A, B, C"))
            \(line("characteristics", "Protected characteristics (optional)", "All, or any of: \(names)"))
            \(line("framework", "Framework points (optional)"))
            \(day("published", "Day of publication (optional)", "When it was last published as an equality objective: its four years run from there"))
            """
    }
}
