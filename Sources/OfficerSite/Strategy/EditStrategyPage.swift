// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A new strategy, or what one says about itself changed: each save is a version that is kept.
struct EditStrategyPage {
    let office: Office

    private static let lines: [(name: String, label: String)] = [
        ("title", "Title"), ("kind", "Kind"), ("state", "State"), ("governanceGroup", "Watched over by"),
        ("directorate", "Directorate"), ("purpose", "What it is for"), ("summary", "Summary version"),
    ]
    private static let days: [(name: String, label: String)] = [
        ("firstDay", "First day"), ("lastDay", "Last day"), ("approvedOn", "Approved on"),
        ("reviewDay", "To be reviewed on"),
    ]

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, FormFields(), changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (strategy, problems) = reading(visit.fields, changing: nil)
        guard problems.isEmpty else { return try await page(visit, visit.fields, changing: nil, problems) }
        let id = try await office.strategies.add(strategy, visit.change())
        let before = visit.fields.text("cameFrom")
        if !before.isEmpty, try await office.strategies.strategy(before) != nil {
            let link = RecordLink(
                .cameFrom, from: RecordName(.strategy, id), to: RecordName(.strategy, before))
            try await office.links.add(link, Change(by: visit.actor, at: visit.now))
        }
        return .redirect(visit.frame.link(Address.strategy(id)) + "?done=added")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        return try await page(visit, Self.fields(of: strategy), changing: strategy)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.strategy(visit)
        let choices = Self.choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        let (changed, problems) = reading(fields, changing: old)
        guard problems.isEmpty else { return try await page(visit, fields, changing: old, problems) }
        guard !ConflictChoice.differing(Self.choices(fields, old)).isEmpty else {
            return .redirect(visit.frame.link(Address.strategy(old.id)))
        }
        let reason = fields.text("reason")
        do {
            try await office.strategies.save(changed, visit.change(because: reason.isEmpty ? nil : reason))
            return .redirect(visit.frame.link(Address.strategy(old.id)) + "?done=saved")
        } catch is EditConflict {
            let now = try await office.strategy(visit)
            return try await conflict(
                visit, now, ConflictChoice.differing(Self.choices(visit.fields, now)))
        }
    }

    private static func fields(of strategy: Strategy) -> FormFields {
        var fields = [
            ("title", strategy.title), ("kind", strategy.kind.rawValue), ("state", strategy.state.rawValue),
            ("governanceGroup", strategy.governanceGroup), ("directorate", strategy.directorate),
            ("purpose", strategy.purpose), ("summary", strategy.summary),
        ].map { FormFields.Field(name: $0.0, value: $0.1) }
        for (name, day) in zip(
            days.map(\.name),
            [strategy.firstDay, strategy.lastDay, strategy.approvedOn, strategy.reviewDay])
        {
            guard let day else { continue }
            fields += [("day", day.day), ("month", day.month), ("year", day.year)].map {
                FormFields.Field(name: "\(name)-\($0.0)", value: String($0.1))
            }
        }
        return FormFields(fields)
    }

    private static func choices(_ sent: FormFields, _ old: Strategy) -> [ConflictChoice] {
        let theirs = fields(of: old)
        func shown(_ name: String, _ fields: FormFields) -> String {
            let text = fields.text(name)
            switch name {
            case "kind": return Strategy.Kind(rawValue: text)?.name ?? text
            case "state": return Strategy.State(rawValue: text)?.name ?? text
            default: return text
            }
        }
        return lines.map { name, label in
            ConflictChoice(
                name, label, mine: shown(name, sent), theirs: shown(name, theirs),
                fields: [(name, theirs.raw(name))])
        }
            + days.map { name, label in
                ConflictChoice(
                    label, mine: DateField(name, label, sent), theirs: DateField(name, label, theirs))
            }
    }

    private func reading(_ fields: FormFields, changing old: Strategy?) -> (Strategy, [Problem]) {
        var problems: [Problem] = []
        func day(_ index: Int) -> CalendarDay? {
            let (name, label) = Self.days[index]
            let (day, problem) = DateField(name, label, fields).reading()
            if let problem { problems.append(problem) }
            return day
        }
        let strategy = Strategy(
            id: old?.id ?? "", version: Int(fields.text("version")) ?? old?.version ?? 1,
            title: fields.text("title"), kind: Strategy.Kind(rawValue: fields.text("kind")) ?? .strategy,
            state: Strategy.State(rawValue: fields.text("state")) ?? old?.state ?? .draft, firstDay: day(0),
            lastDay: day(1), approvedOn: day(2), reviewDay: day(3),
            governanceGroup: fields.text("governanceGroup"), directorate: fields.text("directorate"),
            purpose: fields.text("purpose"), summary: fields.text("summary"))
        for problem in strategy.problems(before: old?.state) {
            let atDay = Self.days.contains { $0.name == problem.field }
            guard !problems.contains(where: { $0.field.hasPrefix(problem.field) }) else { continue }
            problems.append(atDay ? Problem(at: "\(problem.field)-day", problem.text) : problem)
        }
        for name in ["governanceGroup", "reason"] where fields.text(name).count > 1_000 {
            problems.append(Problem(at: name, "Text must be 1,000 characters or fewer"))
        }
        return (strategy, problems)
    }

    private func conflict(_ visit: Visit, _ theirs: Strategy, _ fields: [ConflictView.Field]) async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .actions, title: "Two versions of this strategy", caption: theirs.title,
            kind: "strategy", id: theirs.id, path: Address.strategy(theirs.id, "/edit"),
            back: Address.strategy(theirs.id), version: theirs.version, fields: fields,
            typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ fields: FormFields, changing old: Strategy?, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = old == nil ? "Add a strategy" : "Change this strategy"
        let back = visit.frame.link(old.map { Address.strategy($0.id) } ?? Address.strategies)
        let sent = fields.text("version")
        let version: HTML =
            old.map { HiddenInput("version", sent.isEmpty ? String($0.version) : sent).html } ?? ""
        let kind = fields.text("kind").isEmpty ? "strategy" : fields.text("kind")
        let state = fields.text("state").isEmpty ? "draft" : fields.text("state")
        let kinds = Strategy.Kind.allCases.map {
            Choice($0.rawValue, $0.name, isChosen: $0.rawValue == kind)
        }
        let states = (old?.state.next ?? [.draft, .consultation, .amended, .approved]).map {
            Choice($0.rawValue, $0.name, isChosen: $0.rawValue == state)
        }
        var follows = HTML()
        if old == nil {
            let others =
                [Choice("", "None")]
                + (try await office.strategies.strategies()).map {
                    Choice($0.id, $0.title, isChosen: $0.id == fields.text("cameFrom"))
                }
            follows = Select("cameFrom", label: "Came from (optional)", others, problems).html
        }
        let reason: HTML =
            old == nil
            ? ""
            : TextInput(
                "reason", label: "Why it changes (optional)",
                hint: "For example, amendment of the cabinet committee", value: fields.text("reason"),
                width: .full, problems
            ).html
        func day(_ index: Int, _ hint: String) -> DateInput {
            let (name, label) = Self.days[index]
            return DateField(name, "\(label) (optional)", fields).input(hint: hint, problems)
        }
        let directorates = try await office.directorateChoices(
            fields.text("directorate"), whole: "Whole council")
        let content: HTML = """
            \(version)
            \(TextInput("title", label: "Title", value: fields.text("title"), width: .full, problems))
            \(Select("kind", label: "Kind", kinds, problems))\(follows)
            \(Radios("state", label: "State", states, problems))
            \(day(2, "Needed once it is approved, such as 4 7 2026"))
            \(day(0, "When its period begins"))\(day(1, "When its period ends"))
            \(day(3, "Where it is looked at again before it ends"))
            \(TextInput("governanceGroup", label: "Watched over by (optional)", hint: "The group that governs it", value: fields.text("governanceGroup"), problems))
            \(Select("directorate", label: "Directorate", directorates, problems))
            \(TextArea("purpose", label: "What it is for (optional)", value: fields.raw("purpose"), rows: 5, problems))
            \(TextArea("summary", label: "Summary version (optional)", hint: "Short and plain, for everybody; it has a page of its own", value: fields.raw("summary"), rows: 6, problems))
            \(reason)
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        let target = old.map { Address.strategy($0.id, "/edit") } ?? Address.newStrategy
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems,
            "\(PageHeading(title, caption: old?.title ?? ""))\(office.form(visit, target, content))")
    }
}
