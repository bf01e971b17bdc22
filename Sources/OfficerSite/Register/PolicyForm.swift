// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// A line of the register as a form shows it and as it comes back, with nothing typed lost.
struct PolicyForm {
    var reference = ""
    var name = ""
    var type = "policy"
    var directorate = ""
    var service = ""
    var owner = ""
    var adopted: DateField
    var retired: DateField
    var decision: DateField
    var next: DateField
    var overall = ""
    var scores: [String: String] = [:]

    init(_ policy: Policy? = nil) {
        adopted = DateField("adopted", "Adoption date", policy?.adopted)
        retired = DateField("retired", "Retirement date", policy?.retired)
        decision = DateField("decision", "Decision date", policy?.decisionDate)
        next = DateField("next", "Next assessment", policy?.nextAssessment)
        guard let policy else { return }
        reference = policy.reference
        name = policy.name
        type = policy.type.word
        directorate = policy.directorate
        service = policy.service
        owner = policy.owner
        overall = policy.relevance.overall.map(String.init) ?? ""
        scores = policy.relevance.scores.mapValues(String.init)
    }

    init(_ fields: FormFields, criteria: RelevanceCriteria) {
        reference = fields.text("reference")
        name = fields.text("name")
        type = fields.text("type")
        directorate = fields.text("directorate")
        service = fields.text("service")
        owner = fields.text("owner")
        adopted = DateField("adopted", "Adoption date", fields)
        retired = DateField("retired", "Retirement date", fields)
        decision = DateField("decision", "Decision date", fields)
        next = DateField("next", "Next assessment", fields)
        overall = fields.text("overall")
        for criterion in criteria.criteria { scores[criterion.id] = fields.text("score-\(criterion.id)") }
    }

    /// The line that the form describes and everything wrong with it.
    func reading(changing old: Policy?, criteria: RelevanceCriteria) -> (policy: Policy, problems: [Problem])
    {
        let dates = [adopted, retired, decision, next].map { $0.reading() }
        var problems: [Problem] = []
        func score(_ text: String) -> Int? { Int(text).flatMap { (1...3).contains($0) ? $0 : nil } }
        var kept: [String: Int] = [:]
        for criterion in criteria.criteria {
            if let value = score(scores[criterion.id] ?? "") { kept[criterion.id] = value }
        }
        let policy = Policy(
            id: old?.id ?? "", version: old?.version ?? 1, reference: reference, name: name,
            type: PolicyType(words: type),
            directorate: directorate, service: service, owner: owner, adopted: dates[0].day,
            retired: dates[1].day,
            decisionDate: dates[2].day, assessments: old?.assessments ?? [],
            relevance: Relevance(scores: kept, overall: score(overall)), nextAssessment: dates[3].day)
        problems += policy.problems.filter { $0.field != "retired" }
        if type.isEmpty { problems.append(Problem(at: "type", "Select a type")) }
        for (field, text) in [
            ("reference", reference), ("name", name), ("directorate", directorate), ("service", service),
            ("owner", owner),
        ]
        where text.count > 500 {
            problems.append(
                Problem(at: field, "\(Self.labels[field] ?? field) must be 500 characters or fewer"))
        }
        problems += dates.compactMap(\.problem)
        if let problem = policy.problems.first(where: { $0.field == "retired" }) {
            problems.append(Problem(at: "retired-day", problem.text))
        }
        return (policy, problems)
    }

    static let labels = [
        "reference": "Reference", "name": "Name", "directorate": "Directorate", "service": "Service",
        "owner": "Owner",
        "type": "Type",
    ]

    func html(_ profile: BodyProfile, directorates: [String], _ problems: [Problem]) -> HTML {
        var types = PolicyType.known.map { Choice($0.word, $0.name, isChosen: $0.word == type) }
        if !type.isEmpty, !PolicyType.known.contains(where: { $0.word == type }) {
            types.append(Choice(type, "\(type) (as written)", isChosen: true))
        }
        let bands =
            [Choice("", "Worked out from the scores below", isChosen: overall.isEmpty)]
            + [("3", "High"), ("2", "Medium"), ("1", "Low")].map {
                Choice($0.0, $0.1, isChosen: overall == $0.0)
            }
        let criteria: [HTML] = profile.criteria.criteria.map { criterion in
            let score = scores[criterion.id] ?? ""
            let choices =
                [Choice("", "Not scored", isChosen: score.isEmpty)]
                + [("1", "1, low"), ("2", "2, medium"), ("3", "3, high")].map {
                    Choice($0.0, $0.1, isChosen: score == $0.0)
                }
            return Select(
                "score-\(criterion.id)", label: criterion.name, hint: profile.questions[criterion.id] ?? "",
                choices, problems
            ).html
        }
        let hint =
            directorates.isEmpty ? "" : "For example, \(directorates.prefix(2).joined(separator: " or "))"
        return """
            \(TextInput("reference", label: "Reference", value: reference, width: .ten, problems))
            \(TextInput("name", label: "Name", value: name, problems))
            \(Select("type", label: "Type", types, problems))
            \(TextInput("directorate", label: "Directorate (optional)", hint: hint, value: directorate, problems))
            \(TextInput("service", label: "Service (optional)", value: service, problems))
            \(TextInput("owner", label: "Owner (optional)", hint: "The post that answers for it, such as Head of Housing", value: owner, problems))
            <h2 class="dr-heading-m">Dates (all optional)</h2>
            \(adopted.input(hint: "Leave empty if it was in force before records began. A proposal has none until it is adopted.", problems))
            \(retired.input(hint: "The first day on which it no longer applies", problems))
            \(decision.input(hint: "When a decision is to be taken on it", problems))
            \(next.input(hint: "Only if it differs from the date worked out from its relevance", problems))
            <h2 class="dr-heading-m">Relevance to equality</h2>
            \(Select("overall", label: "Overall relevance", bands, problems))
            \(criteria)
            """
    }

    /// The fields that two versions of a line differ in, for the conflict page.
    static func differences(mine: Policy, theirs: Policy, criteria: RelevanceCriteria) -> [ConflictView.Field]
    {
        func date(_ day: CalendarDay?) -> String { day?.written ?? "" }
        var all: [(String, String, String, String)] = [
            ("reference", "Reference", mine.reference, theirs.reference),
            ("name", "Name", mine.name, theirs.name),
            ("type", "Type", mine.type.name, theirs.type.name),
            ("directorate", "Directorate", mine.directorate, theirs.directorate),
            ("service", "Service", mine.service, theirs.service),
            ("owner", "Owner", mine.owner, theirs.owner),
            ("adopted", "Adoption date", date(mine.adopted), date(theirs.adopted)),
            ("retired", "Retirement date", date(mine.retired), date(theirs.retired)),
            ("decision", "Decision date", date(mine.decisionDate), date(theirs.decisionDate)),
            ("next", "Next assessment", date(mine.nextAssessment), date(theirs.nextAssessment)),
            ("overall", "Overall relevance", word(mine.relevance.overall), word(theirs.relevance.overall)),
        ]
        for criterion in criteria.criteria {
            all.append(
                (
                    "score-\(criterion.id)", criterion.name, word(mine.relevance.scores[criterion.id]),
                    word(theirs.relevance.scores[criterion.id])
                ))
        }
        return all.filter { $0.2 != $0.3 }.map { ConflictView.Field($0.0, $0.1, mine: $0.2, theirs: $0.3) }
    }

    private static func word(_ score: Int?) -> String { score.map(String.init) ?? "" }

    /// The same form with the other version of the fields that the person gave up.
    func taking(theirs: Policy, where givenUp: (String) -> Bool) -> PolicyForm {
        let other = PolicyForm(theirs)
        var form = self
        if givenUp("reference") { form.reference = other.reference }
        if givenUp("name") { form.name = other.name }
        if givenUp("type") { form.type = other.type }
        if givenUp("directorate") { form.directorate = other.directorate }
        if givenUp("service") { form.service = other.service }
        if givenUp("owner") { form.owner = other.owner }
        if givenUp("adopted") { form.adopted = other.adopted }
        if givenUp("retired") { form.retired = other.retired }
        if givenUp("decision") { form.decision = other.decision }
        if givenUp("next") { form.next = other.next }
        if givenUp("overall") { form.overall = other.overall }
        for id in scores.keys where givenUp("score-\(id)") { form.scores[id] = other.scores[id] ?? "" }
        return form
    }

    /// Everything typed, as hidden fields.
    var hidden: HTML {
        var fields = [
            ("reference", reference), ("name", name), ("type", type), ("directorate", directorate),
            ("service", service),
            ("owner", owner), ("overall", overall),
        ]
        for date in [adopted, retired, decision, next] {
            fields += [
                ("\(date.name)-day", date.day), ("\(date.name)-month", date.month),
                ("\(date.name)-year", date.year),
            ]
        }
        fields += scores.map { ("score-\($0.key)", $0.value) }.sorted { $0.0 < $1.0 }
        return fields.map { HiddenInput($0.0, $0.1).html }.joined()
    }
}
