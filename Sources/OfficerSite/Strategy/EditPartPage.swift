// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A part of a strategy added, changed or taken out.
struct EditPartPage {
    let office: Office

    private static let names = [
        ("kind", "Kind"), ("number", "Number"), ("section", "Section"), ("title", "Heading"),
        ("text", "Words"), ("characteristic", "Characteristic"), ("area", "Area"),
        ("divisions", "Divisions"), ("retired", "Taken out"),
    ]

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.strategy(visit), FormFields(), changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let (part, problems) = reading(visit.fields, changing: nil)
        guard problems.isEmpty else {
            return try await page(visit, strategy, visit.fields, changing: nil, problems)
        }
        // A part added at the end stands against nothing that somebody else does meanwhile.
        var version = strategy.version
        for _ in 1...3 {
            do {
                _ = try await office.strategies.add(
                    part, to: strategy.id, version: version, visit.change())
                return .redirect(visit.frame.link(Address.strategy(strategy.id)) + "?done=added")
            } catch let conflict as EditConflict { version = conflict.current }
        }
        throw Refusal.unavailable
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let part = try await part(visit, of: strategy)
        return try await page(visit, strategy, Self.fields(of: part), changing: part)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let old = try await part(visit, of: strategy)
        let choices = Self.choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, strategy, old, ConflictChoice.differing(choices))
        }
        let (changed, problems) = reading(fields, changing: old)
        guard problems.isEmpty else {
            return try await page(visit, strategy, fields, changing: old, problems)
        }
        guard !ConflictChoice.differing(Self.choices(fields, old)).isEmpty else {
            return .redirect(visit.frame.link(Address.strategy(strategy.id)))
        }
        let reason = fields.text("reason")
        do {
            try await office.strategies.save(
                changed, of: strategy.id, version: Int(fields.text("version")) ?? 0,
                visit.change(because: reason.isEmpty ? nil : reason))
            return .redirect(visit.frame.link(Address.strategy(strategy.id)) + "?done=saved")
        } catch is EditConflict {
            let now = try await office.strategy(visit)
            let part = try await part(visit, of: now)
            return try await conflict(
                visit, now, part, ConflictChoice.differing(Self.choices(visit.fields, part)))
        }
    }

    private func part(_ visit: Visit, of strategy: Strategy) async throws -> StrategyPart {
        guard
            let part = try await office.strategies.parts(of: strategy.id)
                .first(where: { $0.id == visit.parameter("part") })
        else { throw Refusal.notFound }
        return part
    }

    private static func fields(of part: StrategyPart) -> FormFields {
        FormFields(
            [
                ("kind", part.kind.rawValue), ("number", part.number), ("section", part.section),
                ("title", part.title), ("text", part.text), ("characteristic", part.characteristic),
                ("area", part.area), ("divisions", part.divisions), ("retired", part.isRetired ? "yes" : ""),
            ].map { FormFields.Field(name: $0.0, value: $0.1) })
    }

    private static func choices(_ sent: FormFields, _ old: StrategyPart) -> [ConflictChoice] {
        let theirs = fields(of: old)
        func shown(_ name: String, _ fields: FormFields) -> String {
            let text = fields.text(name)
            return name == "kind" ? StrategyPart.Kind(rawValue: text)?.name ?? text : text
        }
        return names.map { name, label in
            ConflictChoice(
                name, label, mine: shown(name, sent), theirs: shown(name, theirs),
                fields: [(name, theirs.raw(name))])
        }
    }

    private func reading(_ fields: FormFields, changing old: StrategyPart?) -> (StrategyPart, [Problem]) {
        let kind = StrategyPart.Kind(rawValue: fields.text("kind"))
        let isSameKind = kind == old?.kind
        let part = StrategyPart(
            id: old?.id ?? "", kind: kind ?? .other, kindWritten: isSameKind ? old?.kindWritten ?? "" : "",
            section: fields.text("section"), number: fields.text("number"), title: fields.text("title"),
            text: fields.text("text"), characteristic: fields.text("characteristic"),
            area: fields.text("area"), divisions: fields.text("divisions"),
            isRetired: fields.text("retired") == "yes")
        var problems = part.problems
        if kind == nil { problems.append(Problem(at: "kind", "Select what kind of part it is")) }
        for (name, label) in Self.names where name != "text" && fields.text(name).count > 1_000 {
            problems.append(Problem(at: name, "\(label) must be 1,000 characters or fewer"))
        }
        return (part, problems)
    }

    private func conflict(
        _ visit: Visit, _ strategy: Strategy, _ part: StrategyPart, _ fields: [ConflictView.Field]
    ) async throws -> WebResponse {
        try await ConflictPage(
            section: .actions, title: "Two versions of this part", caption: part.words,
            kind: "strategy", id: strategy.id, path: Address.strategy(strategy.id, "/part/\(part.id)"),
            back: Address.strategy(strategy.id), version: strategy.version, fields: fields,
            typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ strategy: Strategy, _ fields: FormFields, changing old: StrategyPart?,
        _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = old == nil ? "Add a part" : "Change this part"
        let back = visit.frame.link(Address.strategy(strategy.id))
        let sent = fields.text("version")
        let kinds =
            [Choice("", "Select")]
            + StrategyPart.Kind.allCases.map {
                Choice($0.rawValue, $0.name, isChosen: $0.rawValue == fields.text("kind"))
            }
        let people =
            [Choice("", "None in particular")]
            + (try await office.profile()).characteristics.map {
                Choice($0.code, $0.name, isChosen: $0.code == fields.text("characteristic"))
            }
        func line(_ name: String, _ label: String, _ hint: String = "", width: FieldWidth = .wide) -> HTML {
            TextInput(name, label: label, hint: hint, value: fields.text(name), width: width, problems).html
        }
        let ending: HTML =
            old == nil
            ? ""
            : """
            \(Checkboxes("retired", label: "Taken out", [Choice("yes", "This part is no longer in the strategy. Earlier versions keep it", isChosen: fields.text("retired") == "yes")], problems))
            \(line("reason", "Why it changes (optional)"))
            """
        let version: HTML =
            old == nil ? "" : HiddenInput("version", sent.isEmpty ? String(strategy.version) : sent).html
        let content: HTML = """
            \(version)
            \(Select("kind", label: "Kind", kinds, problems))
            \(line("number", "Number (optional)", "Such as 2.1.3", width: .ten))
            \(line("section", "Section or paragraph (optional)", width: .ten))
            \(line("title", "Heading (optional)"))
            \(TextArea("text", label: "Words", value: fields.raw("text"), rows: 4, problems))
            \(Select("characteristic", label: "Characteristic", people, problems))
            \(line("area", "Area (optional)", "The workstream or area it stands under"))
            \(line("divisions", "Divisions (optional)", "Those that carry it out, with semicolons between"))
            \(ending)
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        let target = Address.strategy(strategy.id, old.map { "/part/\($0.id)" } ?? "/part/new")
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems,
            "\(PageHeading(title, caption: strategy.title))\(office.form(visit, target, content))")
    }
}
