// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A finding of inequality in an outcome: who, where, what shows it, and how it is scored.
struct FindingPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        let outcome = try await outcome(visit.parameter("id"))
        return try await page(visit, outcome, FormFields(), changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let outcome = try await outcome(visit.parameter("id"))
        let (finding, problems) = try await reading(visit.fields, outcome, changing: nil)
        guard problems.isEmpty else {
            return try await page(visit, outcome, visit.fields, changing: nil, problems)
        }
        let id = try await office.outcomes.add(finding, visit.change())
        return .redirect(visit.frame.link(Address.outcome(outcome.id)) + "?done=added#finding-\(id)")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let finding = try await finding(visit)
        return try await page(
            visit, try await outcome(finding.outcomeID), Self.fields(of: finding), changing: finding)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await finding(visit)
        let outcome = try await outcome(old.outcomeID)
        let choices = try await choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, outcome, old, ConflictChoice.differing(choices))
        }
        let (changed, problems) = try await reading(fields, outcome, changing: old)
        guard problems.isEmpty else {
            return try await page(visit, outcome, fields, changing: old, problems)
        }
        do {
            try await office.outcomes.save(changed, visit.change())
            return .redirect(
                visit.frame.link(Address.outcome(outcome.id)) + "?done=saved#finding-\(old.id)")
        } catch is EditConflict {
            let now = try await finding(visit)
            return try await conflict(
                visit, outcome, now, ConflictChoice.differing(try await self.choices(visit.fields, now)))
        }
    }

    private func outcome(_ id: String) async throws -> Outcome {
        guard let outcome = try await office.outcomes.outcomes().first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return outcome
    }

    private func finding(_ visit: Visit) async throws -> Inequality {
        guard let finding = try await office.outcomes.inequality(visit.parameter("id")) else {
            throw Refusal.notFound
        }
        return finding
    }

    private static func fields(of finding: Inequality) -> FormFields {
        let texts = [
            ("characteristic", finding.characteristic), ("words", finding.words),
            ("evidence", finding.evidence), ("explanation", finding.explanation),
        ]
        let scores = Inequality.Criterion.allCases.map {
            ($0.rawValue, finding.scores[$0].map(String.init) ?? "")
        }
        return FormFields((texts + scores).map { FormFields.Field(name: $0.0, value: $0.1) })
    }

    private func choices(_ sent: FormFields, _ old: Inequality) async throws -> [ConflictChoice] {
        let vocabulary = try await office.profile().vocabulary
        let theirs = Self.fields(of: old)
        let lines =
            [
                ("characteristic", "Who is worse off"), ("words", "Where the inequality is"),
                ("evidence", "What shows it"), ("explanation", "Why it is scored so"),
            ] + Inequality.Criterion.allCases.map { ($0.rawValue, $0.question) }
        func shown(_ name: String, _ fields: FormFields) -> String {
            let text = fields.text(name)
            if name == "characteristic", !text.isEmpty, text != "all" { return vocabulary.name(of: text) }
            guard let criterion = Inequality.Criterion(rawValue: name) else { return text }
            guard let score = Int(text), criterion.levels.indices.contains(score) else { return "" }
            return "\(score): \(criterion.levels[score])"
        }
        return lines.map { name, label in
            ConflictChoice(
                name, label, mine: shown(name, sent), theirs: shown(name, theirs),
                fields: [(name, theirs.raw(name))])
        }
    }

    private func reading(_ fields: FormFields, _ outcome: Outcome, changing old: Inequality?) async throws
        -> (Inequality, [Problem])
    {
        var scores: [Inequality.Criterion: Int] = [:]
        for criterion in Inequality.Criterion.allCases {
            if let score = Int(fields.text(criterion.rawValue)), (0...3).contains(score) {
                scores[criterion] = score
            }
        }
        let items = try await office.evidence.items(limit: 20).filter {
            fields.values("library").contains($0.id)
        }
        let lines = [fields.text("evidence")] + items.map(Self.line)
        let finding = Inequality(
            id: old?.id ?? "", version: Int(fields.text("version")) ?? old?.version ?? 1,
            outcomeID: outcome.id, characteristic: fields.text("characteristic"), words: fields.text("words"),
            evidence: lines.filter { !$0.isEmpty }.joined(separator: "\n"), scores: scores,
            explanation: fields.text("explanation"))
        return (finding, finding.problems)
    }

    /// An item of the evidence library in one line.
    private static func line(_ item: LibraryEvidence) -> String {
        [item.title, item.source, item.day?.written ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private func conflict(
        _ visit: Visit, _ outcome: Outcome, _ theirs: Inequality, _ fields: [ConflictView.Field]
    ) async throws -> WebResponse {
        try await ConflictPage(
            section: .actions, title: "Two versions of this finding", caption: outcome.title,
            kind: "inequality", id: theirs.id, path: Address.inequalities + "/\(theirs.id)/edit",
            back: Address.outcome(outcome.id), version: theirs.version, fields: fields,
            typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ outcome: Outcome, _ fields: FormFields, changing old: Inequality?,
        _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let profile = try await office.profile()
        let title = old == nil ? "Add a finding" : "Change this finding"
        let back = visit.frame.link(Address.outcome(outcome.id))
        let sent = fields.text("version")
        let version: HTML =
            old.map { HiddenInput("version", sent.isEmpty ? String($0.version) : sent).html } ?? ""
        let chosen = fields.text("characteristic")
        let people =
            [Choice("", "Select"), Choice("all", "Everybody concerned", isChosen: chosen == "all")]
            + profile.characteristics.map { Choice($0.code, $0.name, isChosen: $0.code == chosen) }
        let ticked = Set(fields.values("library"))
        let library = try await office.evidence.items(limit: 20).map {
            Choice($0.id, Self.line($0), isChosen: ticked.contains($0.id))
        }
        let scores: [HTML] = Inequality.Criterion.allCases.map { criterion in
            let value = fields.text(criterion.rawValue)
            let levels =
                criterion.levels.enumerated().map {
                    Choice(
                        String($0.offset), "\($0.offset): \($0.element)", isChosen: value == String($0.offset)
                    )
                } + [Choice("none", "Not scored yet", isChosen: Int(value) == nil)]
            return Radios(criterion.rawValue, label: criterion.question, levels, problems).html
        }
        let pick: HTML =
            library.isEmpty
            ? ""
            : Details(
                "Take evidence from the library", isOpen: !ticked.isEmpty,
                Checkboxes(
                    "library", label: "Newest evidence in the library",
                    hint: "What you tick is added to the words above", library, isSmall: true
                ).html
            ).html
        let content: HTML = """
            \(version)
            \(Select("characteristic", label: "Who is worse off?", people, problems))
            \(TextArea("words", label: "Where is the inequality?", hint: "Who is worse off than whom, in what", value: fields.raw("words"), rows: 3, problems))
            \(TextArea("evidence", label: "What shows it? (optional)", hint: "Figures with source and date, or what people said", value: fields.raw("evidence"), rows: 3, problems))
            \(pick)
            <h2 class="dr-heading-m">Is it among those with the biggest effect?</h2>
            \(scores)
            \(TextArea("explanation", label: "Why you scored it so", hint: "Needed once anything is scored", value: fields.raw("explanation"), rows: 3, problems))
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        let target =
            old.map { Address.inequalities + "/\($0.id)/edit" } ?? Address.outcome(outcome.id, "/finding")
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems,
            """
            \(PageHeading(title, caption: "\(outcome.reference) \(outcome.title)"))
            \(office.form(visit, target, content))
            """)
    }
}
