// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What is said of a data set, new or changed.
struct EditDataSetPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, changing: nil, visit.fields)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        var (dataSet, problems) = Self.reading(visit.fields, changing: nil)
        if problems.isEmpty, !office.sees(dataSet.kind, visit) { problems = [Self.notSeen] }
        if dataSet.areaCode.isEmpty { dataSet.areaCode = office.body.areaCode ?? "" }
        guard problems.isEmpty else { return try await page(visit, changing: nil, visit.fields, problems) }
        do {
            let id = try await office.monitoring.add(dataSet, visit.change())
            return .redirect(visit.frame.link(Address.dataSet(id)) + "?done=added")
        } catch is DataSetNameTaken {
            return try await page(visit, changing: nil, visit.fields, [Self.taken])
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.dataSet(visit)
        return try await page(visit, changing: old, Self.fields(of: old))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.dataSet(visit)
        let choices = Self.choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        var (dataSet, problems) = Self.reading(fields, changing: old)
        if problems.isEmpty, !office.sees(dataSet.kind, visit) { problems = [Self.notSeen] }
        guard problems.isEmpty else { return try await page(visit, changing: old, fields, problems) }
        do {
            try await office.monitoring.save(dataSet, visit.change())
        } catch is DataSetNameTaken {
            return try await page(visit, changing: old, fields, [Self.taken])
        } catch is EditConflict {
            let now = try await office.dataSet(visit)
            return try await conflict(visit, now, ConflictChoice.differing(Self.choices(visit.fields, now)))
        }
        return .redirect(visit.frame.link(Address.dataSet(old.id)) + "?done=saved")
    }

    private static let notSeen = Problem(
        at: "kind", "Select a kind of staff records: your role does not see records of other people")
    private static let taken = Problem(at: "title", "Enter another name: a data set of this name is there")

    private func conflict(_ visit: Visit, _ theirs: DataSet, _ fields: [ConflictView.Field]) async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .community, title: "Two versions of this data set", caption: theirs.title,
            kind: "data set",
            id: theirs.id, path: Address.dataSet(theirs.id, "/edit"), back: Address.dataSet(theirs.id),
            version: theirs.version, fields: fields, typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private static let named: [(name: String, label: String)] = [
        ("title", "Name"), ("kind", "Kind"), ("population", "Who is counted"), ("youngest", "Youngest"),
        ("oldest", "Oldest"), ("purpose", "Purpose"), ("basis", "Lawful basis"), ("condition", "Condition"),
        ("retention", "How long it is kept"), ("directorate", "Directorate"), ("questions", "Questions"),
        ("questionVersion", "Version of the questions"), ("area", "Area"),
    ]

    private static func choices(_ sent: FormFields, _ old: DataSet) -> [ConflictChoice] {
        let stands = fields(of: old)
        return named.map { name, label in
            ConflictChoice(name, label, mine: sent.text(name), theirs: stands.text(name))
        } + [
            ConflictChoice(
                "Keep until", mine: DateField("until", "Keep until", sent),
                theirs: DateField("until", "Keep until", old.retainUntil))
        ]
    }

    private static func fields(of dataSet: DataSet) -> FormFields {
        let until = DateField("until", "", dataSet.retainUntil)
        let values: [(String, String)] = [
            ("title", dataSet.title), ("kind", dataSet.kind.rawValue), ("population", dataSet.population),
            ("youngest", dataSet.ages == .all ? "" : String(dataSet.ages.youngest)),
            ("oldest", dataSet.ages.oldest.map(String.init) ?? ""), ("purpose", dataSet.purpose),
            ("basis", dataSet.lawfulBasis.rawValue), ("condition", dataSet.condition.rawValue),
            ("retention", dataSet.retention), ("until-day", until.day), ("until-month", until.month),
            ("until-year", until.year), ("directorate", dataSet.directorate),
            ("questions", dataSet.questionSet),
            ("questionVersion", dataSet.questionVersion), ("area", dataSet.areaCode),
            ("version", String(dataSet.version)),
        ]
        return FormFields(values.map { FormFields.Field(name: $0.0, value: $0.1) })
    }

    private static func reading(_ fields: FormFields, changing old: DataSet?) -> (DataSet, [Problem]) {
        var problems: [Problem] = []
        let (until, wrong) = DateField("until", "Keep until", fields).reading()
        if let wrong { problems.append(wrong) }
        let kind = DataSetKind(rawValue: fields.text("kind"))
        if kind == nil { problems.append(Problem(at: "kind", "Select what sort of records it holds")) }
        var dataSet = DataSet(
            id: old?.id ?? "", version: Int(fields.text("version")) ?? old?.version ?? 1,
            title: fields.text("title"), kind: kind ?? .serviceUsers, population: fields.text("population"),
            purpose: fields.text("purpose"),
            lawfulBasis: DataSet.LawfulBasis(rawValue: fields.text("basis")) ?? .publicTask,
            condition: DataSet.SpecialCondition(rawValue: fields.text("condition")) ?? .equalityOfOpportunity,
            retention: fields.text("retention"), retainUntil: until, directorate: fields.text("directorate"),
            questionSet: fields.text("questions"), questionVersion: fields.text("questionVersion"),
            areaCode: fields.text("area").uppercased(), isSynthetic: old?.isSynthetic ?? false)
        let (youngest, oldest) = (fields.text("youngest"), fields.text("oldest"))
        if let ages = dataSet.agesRead(youngest, oldest) {
            dataSet.ages = ages
        } else {
            problems.append(
                Problem(at: "youngest", "Ages must be whole numbers of years in order, such as 16 and 64"))
        }
        problems += dataSet.problems()
        for (name, label, text) in [
            ("population", "Who is counted", dataSet.population), ("purpose", "Purpose", dataSet.purpose),
            ("retention", "How long it is kept", dataSet.retention),
            ("directorate", "Directorate", dataSet.directorate),
            ("questions", "Questions", dataSet.questionSet),
            ("questionVersion", "Version of the questions", dataSet.questionVersion),
            ("area", "Area", dataSet.areaCode),
        ] where text.count > 1_000 {
            problems.append(Problem(at: name, "\(label) must be 1,000 characters or fewer"))
        }
        return (dataSet, problems)
    }

    private func page(
        _ visit: Visit, changing old: DataSet?, _ fields: FormFields, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = old == nil ? "Add a data set" : "Change this data set"
        let back = visit.frame.link(old.map { Address.dataSet($0.id) } ?? Address.data)
        func chosen(_ name: String, _ standard: String) -> String {
            fields.has(name) ? fields.text(name) : standard
        }
        let kinds =
            (old == nil ? [Choice("", "Select one")] : [])
            + DataSetKind.allCases.map {
                Choice($0.rawValue, $0.name, isChosen: chosen("kind", "") == $0.rawValue)
            }
        let bases = DataSet.LawfulBasis.allCases.map {
            Choice($0.rawValue, $0.name, isChosen: chosen("basis", "publicTask") == $0.rawValue)
        }
        let conditions = DataSet.SpecialCondition.allCases.map {
            Choice(
                $0.rawValue, $0.name, isChosen: chosen("condition", "equalityOfOpportunity") == $0.rawValue)
        }
        let version: HTML =
            old.map {
                HiddenInput(
                    "version", fields.text("version").isEmpty ? String($0.version) : fields.text("version")
                ).html
            }
            ?? ""
        let content: HTML = """
            \(version)
            \(TextInput("title", label: "Name", hint: "For example, Leisure centre users", value: fields.raw("title"), problems))
            \(Select("kind", label: "Kind of records", kinds, problems))
            \(TextInput("population", label: "Who is counted (optional)", hint: "Leave it empty for the word of the kind, such as service users. Who else is meant goes in a benchmark’s words: people in need, working-age residents", value: fields.raw("population"), width: .half, problems))
            \(TextInput("youngest", label: "Youngest age (optional)", value: fields.raw("youngest"), width: .three, inputMode: "numeric", problems))
            \(TextInput("oldest", label: "Oldest age (optional)", value: fields.raw("oldest"), width: .three, inputMode: "numeric", problems))
            \(TextArea("purpose", label: "What the records are held for", value: fields.raw("purpose"), rows: 3, problems))
            \(Select("basis", label: "Lawful basis", bases, problems))
            \(Select("condition", label: "Condition for special category data", conditions, problems))
            \(TextInput("retention", label: "How long the records are kept", hint: "For example, 6 years after the last contact", value: fields.raw("retention"), problems))
            \(DateField("until", "Keep until (optional)", fields).input(hint: "Where a day is set, for example, 31 3 2032", problems))
            \(TextInput("directorate", label: "Directorate that answers for it (optional)", value: fields.raw("directorate"), width: .half, problems))
            \(TextInput("questions", label: "Questions that were put (optional)", hint: "For example, Equality questions of the council", value: fields.raw("questions"), problems))
            \(TextInput("questionVersion", label: "Version of the questions (optional)", value: fields.raw("questionVersion"), width: .ten, problems))
            \(TextInput("area", label: "Code of the area (optional)", hint: "The council's own where left out, such as E07000114", value: fields.raw("area"), width: .ten, problems))
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        let target = old.map { Address.dataSet($0.id, "/edit") } ?? Address.newData
        return office.page(
            visit, title, in: .community, trail: .back(back), problems: problems,
            "\(PageHeading(title, caption: old?.title ?? "Monitoring data"))\(office.form(visit, target, content))"
        )
    }
}
