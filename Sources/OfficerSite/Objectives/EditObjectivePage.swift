// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A new objective, perhaps begun from a finding, or changes to one.
struct EditObjectivePage {
    let office: Office

    /// The records from which an objective can be begun, by the name of the field that carries their id.
    private static let origins: [(field: String, kind: RecordName.Kind, join: LinkKind)] = [
        ("inequality", .inequality, .answers), ("assessment", .assessment, .answers),
        ("outcome", .outcome, .serves), ("part", .part, .serves),
    ]

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        let query = visit.request.query
        var fields: [FormFields.Field] = []
        if let finding = try await office.outcomes.inequality(query.text("inequality")) {
            let outcome = try await office.outcomes.outcomes().first { $0.id == finding.outcomeID }
            let profile = try await office.profile()
            let gap = [finding.words, finding.evidence].filter { !$0.isEmpty }.joined(separator: "\n")
            fields.append(.init(name: "gap", value: gap))
            fields.append(
                .init(
                    name: "characteristics",
                    value: finding.characteristic == "all"
                        ? "All" : profile.vocabulary.name(of: finding.characteristic)))
            fields.append(.init(name: "outcome", value: finding.outcomeID))
            if let outcome { fields.append(.init(name: "strategy", value: outcome.strategyID)) }
        }
        if let gap = try await office.gap(query) { fields += try await gap.objectiveFields(office) }
        for origin in Self.origins where !query.text(origin.field).isEmpty {
            fields.append(.init(name: origin.field, value: query.text(origin.field)))
        }
        return try await page(visit, FormFields(fields), changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (objective, problems) = try await reading(visit, visit.fields, changing: nil)
        guard problems.isEmpty else {
            return try await page(visit, visit.fields, changing: nil, problems)
        }
        var joins: [(LinkKind, RecordName)] = []
        for name in try await origins(visit.fields, visit).map(\.name) {
            guard let origin = Self.origins.first(where: { $0.kind == name.kind }) else { continue }
            joins.append((origin.join, name))
        }
        let id = try await office.objectives.add(objective, links: joins, visit.change())
        return .redirect(visit.frame.link(Address.objective(id)) + "?done=added")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        return try await page(visit, ObjectiveForm.fields(of: objective), changing: objective)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.ownObjective(visit)
        let choices = ObjectiveForm.choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        let (changed, problems) = try await reading(visit, fields, changing: old)
        guard problems.isEmpty else { return try await page(visit, fields, changing: old, problems) }
        let details = ConflictChoice.differing(ObjectiveForm.choices(fields, old)).map(\.inWords)
        guard !details.isEmpty else { return .redirect(visit.frame.link(Address.objective(old.id))) }
        do {
            try await office.objectives.save(
                changed, within: visit.scope, details: details.joined(separator: "; "), visit.change())
            return .redirect(visit.frame.link(Address.objective(old.id)) + "?done=saved")
        } catch is EditConflict {
            let now = try await office.ownObjective(visit)
            return try await conflict(
                visit, now, ConflictChoice.differing(ObjectiveForm.choices(visit.fields, now)))
        }
    }

    private func reading(_ visit: Visit, _ fields: FormFields, changing old: Objective?) async throws -> (
        Objective, [Problem]
    ) {
        var (objective, problems) = ObjectiveForm.reading(fields, changing: old)
        if !visit.scope.holds(directorate: objective.directorate, record: objective.id) {
            problems.append(Problem(at: "directorate", "Directorate must be one that your role covers"))
        }
        if old == nil { objective.measure.figure = try await office.settled(objective.measure) }
        if !objective.strategyID.isEmpty,
            try await office.strategies.strategy(objective.strategyID) == nil
        {
            objective.strategyID = ""
        }
        return (objective, problems)
    }

    /// The records from which the objective was begun, those that the visitor may see.
    private func origins(_ fields: FormFields, _ visit: Visit) async throws -> [(
        name: RecordName, words: HTML
    )] {
        let wanted = Self.origins.compactMap { origin in
            let id = fields.text(origin.field)
            return id.isEmpty ? nil : RecordName(origin.kind, id)
        }
        let names = try await office.names(of: Set(wanted), visit)
        return wanted.compactMap { name in names.link(name, visit).map { (name, $0) } }
    }

    /// From which figure readings can be taken, in words; a new objective carries it along.
    private func figure(_ fields: FormFields, _ old: Objective?) async throws -> HTML {
        let written = fields.raw("figure")
        guard let figure = old?.measure.figure ?? FigureMeasure(written: written) else { return HTML() }
        let words: HTML = "<p>Readings can be taken from: \(try await office.words(of: figure)).</p>"
        return old == nil
            ? "\(HiddenInput("figure", written))\(InsetText(words))" : InsetText(words).html
    }

    private func conflict(_ visit: Visit, _ theirs: Objective, _ fields: [ConflictView.Field]) async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .actions, title: "Two versions of this objective", caption: theirs.title,
            kind: "objective", id: theirs.id, path: Address.objective(theirs.id, "/edit"),
            back: Address.objective(theirs.id), version: theirs.version, fields: fields,
            typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ fields: FormFields, changing old: Objective?, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = old == nil ? "Add an objective" : "Change this objective"
        let back = old.map { Address.objective($0.id) } ?? Address.objectives
        let sent = fields.text("version")
        let version: HTML =
            old.map { HiddenInput("version", sent.isEmpty ? String($0.version) : sent).html } ?? ""
        let begun = old == nil ? try await origins(fields, visit) : []
        let items: [HTML] = begun.map { "<li>\($0.words)</li>\n" }
        let from: HTML =
            begun.isEmpty
            ? "" : InsetText("<p>It will be joined to:</p><ul class=\"dr-list\">\n\(items)</ul>").html
        let figure = try await figure(fields, old)
        let hidden: [HTML] = Self.origins.compactMap { origin in
            let id = fields.text(origin.field)
            return old != nil || id.isEmpty ? nil : HiddenInput(origin.field, id).html
        }
        let inputs = ObjectiveForm.inputs(
            fields,
            directorates: try await office.directorateChoices(
                fields.text("directorate"), whole: "Whole council"),
            strategies: try await office.strategies.strategies(), try await office.profile(), problems)
        let content: HTML = """
            \(version)\(hidden.joined())\(figure)\(inputs)
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
            """
        let target = old.map { Address.objective($0.id, "/edit") } ?? Address.newObjective
        return office.page(
            visit, title, in: .actions, trail: .back(visit.frame.link(back)), problems: problems,
            "\(PageHeading(title, caption: old?.title ?? ""))\(from)\(office.form(visit, target, content))")
    }
}
