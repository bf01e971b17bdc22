// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// What the form about a questionnaire holds, and how it becomes a questionnaire.
struct QuestionnaireForm {
    let sets: [QuestionSet]
    /// The data sets and the kinds of them that the person may see.
    let dataSets: [DataSet]
    let kinds: [DataSetKind]
    /// The questionnaire that is changed; `nil` for a new one.
    let old: Questionnaire?

    /// Whether all of it can be changed still.
    var isDraft: Bool { old.map { $0.standing == .draft } ?? true }

    /// The choice of a data set that is made with the questionnaire.
    static let newDataSet = "new"

    static func key(_ set: QuestionSet) -> String { "\(set.id)@\(set.version)" }

    /// The sets to choose from: those that are shipped, and the one that a draft has already.
    var offered: [QuestionSet] {
        guard let old, !sets.contains(where: { Self.key($0) == Self.key(old.set) }) else { return sets }
        return [old.set] + sets
    }

    /// The name of the boxes for the questions of a set.
    static func questionField(_ set: QuestionSet) -> String { "question-\(set.id)-\(set.version)" }

    /// The fields as they are for a questionnaire that is there.
    static func fields(of one: Questionnaire) -> FormFields {
        let (first, last) = (DateField("first", "", one.period.first), DateField("last", "", one.period.last))
        var values: [(String, String)] = [
            ("title", one.title), ("slug", one.slug), ("why", one.why), ("set", key(one.set)),
            ("first-day", first.day), ("first-month", first.month), ("first-year", first.year),
            ("last-day", last.day), ("last-month", last.month), ("last-year", last.year),
            ("dataset", one.dataSetID), ("contact", one.contact), ("privacy", one.privacy),
            ("version", String(one.version)),
        ]
        if one.isListed { values.append(("listed", "yes")) }
        values += one.chosen.map { (questionField(one.set), $0) }
        return FormFields(values.map { FormFields.Field(name: $0.0, value: $0.1) })
    }

    /// The questionnaire that the fields say, with a data set to be made where that was chosen, and what is wrong.
    func reading(_ fields: FormFields, area: String) -> (Questionnaire, DataSet?, [Problem]) {
        var problems: [Problem] = []
        func day(_ name: String, _ label: String) -> CalendarDay? {
            let (day, wrong) = DateField(name, label, fields).reading()
            if let wrong { problems.append(wrong) }
            if day == nil, wrong == nil {
                problems.append(Problem(at: "\(name)-day", "Enter the \(label.lowercased())"))
            }
            return day
        }
        let first = isDraft ? day("first", "First day") : old?.period.first
        let last = day("last", "Last day")
        var period = old?.period
        if let first, let last {
            period = DataPeriod(first, last)
            if period == nil {
                problems.append(
                    Problem(at: "last-day", "Last day must be the first day or later"))
            }
        }
        let title = fields.text("title")
        var one =
            old
            ?? Questionnaire(
                slug: "", title: "", why: "",
                set: sets.first ?? QuestionSet(id: "", version: "", name: "", questions: []), chosen: [],
                period: period ?? .none, dataSetID: "")
        one.version = Int(fields.text("version")) ?? one.version
        one.title = title
        one.why = fields.text("why")
        one.contact = fields.text("contact")
        one.privacy = fields.text("privacy")
        one.isListed = fields.has("listed")
        if let period { one.period = period }
        var made: DataSet?
        if isDraft {
            let slug = fields.text("slug")
            one.slug = slug.isEmpty ? Questionnaire.slug(of: title) : slug.lowercased()
            if let set = offered.first(where: { Self.key($0) == fields.text("set") }) {
                one.set = set
                let chosen = Set(fields.values(Self.questionField(set)))
                one.chosen = set.roots.map(\.id).filter(chosen.contains)
            } else {
                problems.append(Problem(at: "set", "Select a set of questions"))
            }
            (one.dataSetID, made) = dataSet(fields, title, area, &problems)
        }
        problems += one.problems().map { problem in
            problem.field == "question" ? Problem(at: Self.questionField(one.set), problem.text) : problem
        }
        if !problems.contains(where: { $0.field == "set" }) { return (one, made, problems) }
        // Without a set there are no questions to complain about.
        return (one, made, problems.filter { !$0.field.hasPrefix("question-") })
    }

    private func dataSet(
        _ fields: FormFields, _ title: String, _ area: String, _ problems: inout [Problem]
    ) -> (String, DataSet?) {
        let choice = fields.text("dataset")
        if dataSets.contains(where: { $0.id == choice }) { return (choice, nil) }
        guard choice == Self.newDataSet else {
            problems.append(Problem(at: "dataset", "Select the data set that the replies go into"))
            return ("", nil)
        }
        let kind = kinds.first { $0.rawValue == fields.text("kind") }
        if kind == nil { problems.append(Problem(at: "kind", "Select what sort of records it holds")) }
        let made = DataSet(
            title: fields.text("dataset-title").isEmpty ? title : fields.text("dataset-title"),
            kind: kind ?? .serviceUsers, purpose: fields.text("purpose"),
            retention: fields.text("retention"), areaCode: area)
        for problem in made.problems() where problem.field != "title" { problems.append(problem) }
        for (name, label) in [("purpose", "Purpose"), ("retention", "How long it is kept")]
        where fields.text(name).count > 1_000 {
            problems.append(Problem(at: name, "\(label) must be 1,000 characters or fewer"))
        }
        if made.title.count > 200 {
            problems.append(
                Problem(at: "dataset-title", "Name of the data set must be 200 characters or fewer"))
        }
        return ("", made)
    }

    /// The fields as markup.
    func html(_ fields: FormFields, _ problems: [Problem], _ publicPath: String) -> HTML {
        let listed = Checkboxes(
            "listed", label: "First public page",
            [Choice("yes", "List it there while it is open", isChosen: fields.has("listed"))], problems)
        let start: HTML =
            isDraft
            ? DateField("first", "First day", fields).input(hint: "For example, 1 12 2026", problems).html
            : HTML()
        return """
            \(TextInput("title", label: "Title", hint: "People see it as the heading, for example, About you: leisure centres", value: fields.raw("title"), problems))
            \(isDraft ? TextInput("slug", label: "Address (optional)", hint: "Made from the title where left out. It follows \(publicPath)", value: fields.raw("slug"), width: .half, problems).html : HTML())
            \(TextArea("why", label: "Why these questions are asked", hint: "People read it first: what you do with the answers, and what came of it before", value: fields.raw("why"), rows: 4, problems))
            \(isDraft ? questions(fields, problems) : HTML())
            \(start)\(DateField("last", "Last day", fields).input(hint: "For example, 31 3 2027", problems))
            \(isDraft ? dataSetFields(fields, problems) : HTML())
            \(TextArea("contact", label: "Whom to ask, and in which other forms it can be had (optional)", hint: "A post, a telephone number and an address for paper forms", value: fields.raw("contact"), rows: 2, problems))
            \(TextArea("privacy", label: "What you add about privacy (optional)", hint: "Purpose, lawful basis and how long answers are kept are said already, as the data set says them", value: fields.raw("privacy"), rows: 3, problems))
            \(listed)
            """
    }

    private func questions(_ fields: FormFields, _ problems: [Problem]) -> HTML {
        let choices = offered.map {
            Choice(
                Self.key($0), "\($0.name) (version \($0.version))", hint: $0.standard,
                isChosen: fields.text("set") == Self.key($0))
        }
        let boxes: [HTML] = offered.map { set in
            let name = Self.questionField(set)
            let isNew = old == nil && !fields.has("title")
            let chosen = Set(
                isNew || fields.text("set") != Self.key(set) && !fields.has(name)
                    ? set.usual : fields.values(name))
            let options = set.roots.map { question in
                Choice(
                    question.id, question.stem,
                    hint: question.wording.name + (question.note.isEmpty ? "" : ". \(question.note)"),
                    isChosen: chosen.contains(question.id))
            }
            return Checkboxes(
                name, label: "Questions of \u{201C}\(set.name)\u{201D}",
                hint: "Only those of the set selected above count. Details come with their question", options,
                isSmall: true, problems
            ).html
        }
        return "\(Radios("set", label: "Set of questions", choices, problems))\(boxes)"
    }

    private func dataSetFields(_ fields: FormFields, _ problems: [Problem]) -> HTML {
        let choices =
            [
                Choice("", "Select one"),
                Choice(
                    Self.newDataSet, "A new data set", isChosen: fields.text("dataset") == Self.newDataSet),
            ]
            + dataSets.map { Choice($0.id, $0.title, isChosen: fields.text("dataset") == $0.id) }
        let kinds =
            [Choice("", "Select one")]
            + kinds.map {
                Choice($0.rawValue, $0.name, isChosen: fields.text("kind") == $0.rawValue)
            }
        let made: HTML = """
            \(TextInput("dataset-title", label: "Name of the data set (optional)", hint: "The title of the questionnaire where left out", value: fields.raw("dataset-title"), problems))
            \(Select("kind", label: "Kind of records", kinds, problems))
            \(TextArea("purpose", label: "What the records are held for", value: fields.raw("purpose"), rows: 2, problems))
            \(TextInput("retention", label: "How long the records are kept", hint: "For example, 6 years after the end of the year", value: fields.raw("retention"), problems))
            """
        return """
            \(Select("dataset", label: "Data set that the replies go into", choices, problems))
            \(Fieldset("A new data set", name: "made", hint: "Only where you chose a new one. Lawful basis and condition can be changed on its own page", made))
            """
    }
}

extension DataPeriod {
    /// A day that stands for none.
    fileprivate static let none: DataPeriod = {
        let day = CalendarDay(2000, 1, 1)
        guard let period = DataPeriod(day, day) else { preconditionFailure("a day is a period") }
        return period
    }()
}
