// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A strategic or supporting outcome added, changed, moved or given up.
struct EditOutcomePage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        let desk = try await desk()
        let parent = desk.all.first { $0.id == visit.request.query.text("parent") && $0.isStrategic }
        let fields = FormFields([
            .init(name: "parent", value: parent?.id ?? ""),
            .init(name: "strategy", value: parent?.strategyID ?? visit.request.query.text("strategy")),
        ])
        return page(visit, desk, fields, changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let desk = try await desk()
        let (outcome, place, problems) = desk.reading(visit.fields, changing: nil)
        guard problems.isEmpty else { return page(visit, desk, visit.fields, changing: nil, problems) }
        let id = try await office.outcomes.add(outcome, at: place, visit.change())
        return .redirect(visit.frame.link(Address.outcome(id)) + "?done=added")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let desk = try await desk()
        let outcome = try desk.outcome(visit)
        return page(visit, desk, OutcomeDesk.fields(of: outcome), changing: outcome)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let desk = try await desk()
        let old = try desk.outcome(visit)
        let choices = desk.choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        let (changed, place, problems) = desk.reading(fields, changing: old)
        guard problems.isEmpty else { return page(visit, desk, fields, changing: old, problems) }
        let details = ConflictChoice.differing(desk.choices(fields, old)).map(\.inWords)
        let here = visit.frame.link(Address.outcome(old.id))
        guard !details.isEmpty else { return .redirect(here) }
        let reason = fields.text("reason")
        do {
            try await office.outcomes.save(
                changed, at: place, details: details.joined(separator: "; "),
                visit.change(because: reason.isEmpty ? nil : reason))
            return .redirect(here + "?done=saved")
        } catch is EditConflict {
            let fresh = try await self.desk()
            let now = try fresh.outcome(visit)
            return try await conflict(
                visit, now, ConflictChoice.differing(fresh.choices(visit.fields, now)))
        }
    }

    private func desk() async throws -> OutcomeDesk {
        OutcomeDesk(
            all: try await office.outcomes.outcomes(), findings: try await office.outcomes.inequalities(),
            strategies: try await office.strategies.strategies())
    }

    private func conflict(_ visit: Visit, _ theirs: Outcome, _ fields: [ConflictView.Field]) async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .actions, title: "Two versions of this outcome", caption: theirs.words, kind: "outcome",
            id: theirs.id, path: Address.outcome(theirs.id, "/edit"), back: Address.outcome(theirs.id),
            version: theirs.version, fields: fields, typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ desk: OutcomeDesk, _ fields: FormFields, changing old: Outcome?,
        _ problems: [Problem] = []
    ) -> WebResponse {
        let title = old == nil ? "Add an outcome" : "Change this outcome"
        let back = visit.frame.link(old.map { Address.outcome($0.id) } ?? Address.outcomes)
        let sent = fields.text("version")
        let version: HTML =
            old.map { HiddenInput("version", sent.isEmpty ? String($0.version) : sent).html } ?? ""
        func chosen(_ name: String, _ all: [(String, String)]) -> [Choice] {
            all.map { Choice($0.0, $0.1, isChosen: fields.text(name) == $0.0) }
        }
        let ending: HTML =
            old == nil
            ? ""
            : """
            \(Checkboxes("retired", label: "Given up", [Choice("yes", "The body has given this outcome up. Its findings and history stay readable", isChosen: fields.text("retired") == "yes")], problems))
            \(TextInput("reason", label: "Why it changes (needed where it is given up)", value: fields.text("reason"), width: .wide, problems))
            """
        let content: HTML = """
            \(version)
            \(TextInput("reference", label: "Number", hint: "As in the statement, such as 1.3", value: fields.text("reference"), width: .ten, problems))
            \(TextArea("title", label: "What is to come about", hint: "In the words of the statement", value: fields.raw("title"), rows: 3, problems))
            \(Select("parent", label: "Strategic outcome that it supports", chosen("parent", desk.parents(of: old)), problems))
            \(Select("strategy", label: "Strategy or statement that sets it", chosen("strategy", desk.strategyChoices), problems))
            \(Select("place", label: "Place in the matrix", hint: "Among the outcomes beside it", chosen("place", desk.places(of: old)), problems))
            \(ending)
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        let target = old.map { Address.outcome($0.id, "/edit") } ?? Address.newOutcome
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems,
            """
            \(PageHeading(title, caption: old?.words ?? "Outcomes matrix"))
            \(office.form(visit, target, content))
            """)
    }
}

/// Everything that a form of one outcome needs to know of the others.
private struct OutcomeDesk {
    let all: [Outcome]
    let findings: [Inequality]
    let strategies: [Strategy]

    func outcome(_ visit: Visit) throws -> Outcome {
        guard let outcome = all.first(where: { $0.id == visit.parameter("id") }) else {
            throw Refusal.notFound
        }
        return outcome
    }

    static func fields(of outcome: Outcome) -> FormFields {
        FormFields(
            [
                ("reference", outcome.reference), ("title", outcome.title), ("parent", outcome.parentID),
                ("strategy", outcome.strategyID), ("place", ""), ("retired", outcome.isRetired ? "yes" : ""),
            ].map { FormFields.Field(name: $0.0, value: $0.1) })
    }

    var strategyChoices: [(String, String)] {
        [("", "None")] + strategies.map { ($0.id, $0.title) }
    }

    func parents(of old: Outcome?) -> [(String, String)] {
        let offered = all.filter {
            $0.isStrategic && $0.id != old?.id && (!$0.isRetired || $0.id == old?.parentID)
        }
        return [("", "None: it is a strategic outcome itself")] + offered.map { ($0.id, $0.words) }
    }

    /// The places at which it can stand: which of them fit depends on the strategic outcome that is chosen beside.
    func places(of old: Outcome?) -> [(String, String)] {
        let others = all.filter { $0.id != old?.id && !$0.isRetired }
        return [("", old == nil ? "After all others" : "Where it is now"), ("first", "Before all others")]
            + others.map { ($0.id, "After \($0.words.prefix(80))") }
    }

    func reading(_ fields: FormFields, changing old: Outcome?) -> (Outcome, Outcome.Place, [Problem]) {
        let outcome = Outcome(
            id: old?.id ?? "", version: Int(fields.text("version")) ?? old?.version ?? 1,
            reference: fields.text("reference"), title: fields.text("title"),
            parentID: fields.text("parent"), strategyID: fields.text("strategy"),
            isRetired: old != nil && fields.text("retired") == "yes")
        let place: Outcome.Place =
            switch fields.text("place") {
            case "": .asItIs
            case "first": .first
            case let other: .after(other)
            }
        var problems = outcome.problems(among: all, findings: findings, at: place)
        if !outcome.strategyID.isEmpty, !strategies.contains(where: { $0.id == outcome.strategyID }) {
            problems.append(Problem(at: "strategy", "Select a strategy, or “None”"))
        }
        if outcome.isRetired, old?.isRetired == false, fields.text("reason").isEmpty {
            problems.append(Problem(at: "reason", "Enter why the body gave it up"))
        }
        if fields.text("reason").count > 1_000 {
            problems.append(Problem(at: "reason", "Why it changes must be 1,000 characters or fewer"))
        }
        return (outcome, place, problems)
    }

    /// What differs between what was sent and what stands, field by field. A place that was not chosen differs from none.
    func choices(_ sent: FormFields, _ old: Outcome) -> [ConflictChoice] {
        func parent(_ id: String) -> String { all.first { $0.id == id }?.words ?? "None" }
        func strategy(_ id: String) -> String { strategies.first { $0.id == id }?.title ?? "None" }
        let beside = all.filter { $0.parentID == old.parentID && !$0.isRetired }
        let index = beside.firstIndex { $0.id == old.id } ?? 0
        let stands = index > 0 ? "After \(beside[index - 1].words)" : "Before all others"
        let wanted =
            switch sent.text("place") {
            case "": stands
            case "first": "Before all others"
            case let other: "After \(all.first { $0.id == other }?.words ?? "another one")"
            }
        func isGiven(_ given: Bool) -> String { given ? "Yes" : "No" }
        return [
            ConflictChoice("reference", "Number", mine: sent.text("reference"), theirs: old.reference),
            ConflictChoice("title", "What is to come about", mine: sent.text("title"), theirs: old.title),
            ConflictChoice(
                "parent", "Strategic outcome that it supports", mine: parent(sent.text("parent")),
                theirs: parent(old.parentID), fields: [("parent", old.parentID)]),
            ConflictChoice(
                "strategy", "Strategy or statement that sets it", mine: strategy(sent.text("strategy")),
                theirs: strategy(old.strategyID), fields: [("strategy", old.strategyID)]),
            ConflictChoice(
                "place", "Place in the matrix", mine: wanted, theirs: stands, fields: [("place", "")]),
            ConflictChoice(
                "retired", "Given up", mine: isGiven(sent.text("retired") == "yes"),
                theirs: isGiven(old.isRetired), fields: [("retired", old.isRetired ? "yes" : "")]),
        ]
    }
}
