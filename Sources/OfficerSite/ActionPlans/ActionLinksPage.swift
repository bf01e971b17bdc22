// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Joining an action to what it serves, waits for, is part of or came from, and parting it again.
struct ActionLinksPage {
    let office: Office

    /// The joins that start at an action, with what they lead to.
    private static let ways: [(key: String, kind: LinkKind, to: RecordName.Kind, words: String)] = [
        ("objective", .serves, .objective, "It serves an objective"),
        ("part", .serves, .part, "It serves a part of a strategy"),
        ("waits", .dependsOn, .action, "It waits for another action"),
        ("belongs", .partOf, .action, "It is part of another action"),
        ("came", .cameFrom, .action, "It came from an earlier action"),
        ("assessment", .concerns, .assessment, "It concerns an assessment"),
        ("consultation", .concerns, .consultation, "It concerns a consultation"),
    ]

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        let path = visit.frame.link(Address.action(action.id, "/links"))
        if visit.fields.has("end") {
            let name = RecordName(.action, action.id)
            let links = try await office.links.links(of: name)
            guard let link = links.first(where: { Self.code(of: $0) == visit.fields.text("end") }) else {
                throw Refusal.notFound
            }
            guard try await mayEnd(link, visit) else { throw Refusal.notFound }
            try await office.links.end(link, visit.change())
            return .redirect(path + "?done=parted")
        }
        guard let way = Self.ways.first(where: { $0.key == visit.fields.text("how") }) else {
            return try await page(visit, [Problem(at: "how", "Select how it is joined")])
        }
        let id = visit.fields.text("to")
        guard !id.isEmpty else {
            return try await page(visit, [Problem(at: "to", "Select what it is joined to")])
        }
        let other = RecordName(way.to, id)
        if other == RecordName(.action, action.id) {
            return try await page(
                visit, [Problem(at: "to", "Select another action: this one cannot be joined to itself")])
        }
        guard try await exists(other, visit) else { throw Refusal.notFound }
        let link = RecordLink(
            way.kind, from: RecordName(.action, action.id), to: other, note: visit.fields.text("note"))
        do {
            try await office.links.add(link, visit.change())
            return .redirect(path + "?done=joined")
        } catch let circle as LinkCircle {
            let titles = JoinTitles(office: office, visit: visit)
            var words: [String] = []
            for name in circle.way { words.append("“\(try await titles.title(of: name).title)”") }
            let text = "This would lead round in a circle: " + words.joined(separator: " \(way.kind.words) ")
            return try await page(visit, [Problem(at: "to", text)])
        }
    }

    /// A join belongs to the thing that it starts from: only somebody who may change that ends it.
    private func mayEnd(_ link: RecordLink, _ visit: Visit) async throws -> Bool {
        switch link.from.kind {
        case .action:
            return try await office.plan(try await office.profile()).action(link.from.id, within: visit.scope)
                != nil
        case .objective:
            guard let scope = visit.reach(.editObjectives),
                let found = try await office.objectives.objective(link.from.id, within: scope)
            else { return false }
            return scope.holds(directorate: found.directorate, record: found.id)
        case .part, .strategy, .outcome, .inequality, .assessment, .consultation:
            return visit.scope == .wholeBody
        }
    }

    private func exists(_ name: RecordName, _ visit: Visit) async throws -> Bool {
        switch name.kind {
        case .consultation: name.id.count <= 200
        case .action, .objective, .part, .assessment:
            try await JoinTitles(office: office, visit: visit).title(of: name).path != nil
        case .strategy, .outcome, .inequality: false
        }
    }

    private static func code(of link: RecordLink) -> String {
        "\(link.kind.rawValue) \(link.from.id) \(link.to.kind.rawValue) \(link.to.id)"
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let action = try await office.action(visit)
        let joins = try await ActionJoins(of: action, visit, office, mayEdit: true)
        let address = Address.action(action.id, "/links")
        let asked = visit.fields.has("how") ? visit.fields : visit.request.query
        var mine: Set<RecordLink> = []
        for line in joins.lines where try await mayEnd(line.link, visit) { mine.insert(line.link) }
        let rows: [[Table.Cell]] = joins.lines.map { line in
            let button: HTML = """
                \(HiddenInput("end", Self.code(of: line.link)))\
                <button class="dr-link-button" type="submit">End <span class="dr-vh">\(line.words) \(line.title)</span></button>
                """
            return [
                .text(line.words),
                line.path.map { .link(line.title, visit.frame.link($0)) } ?? .text(line.title),
                mine.contains(line.link)
                    ? .html(office.form(visit, address, key: Identifier.next(), button).html)
                    : .text("By whoever keeps the other"),
            ]
        }
        let how = asked.text("how")
        let choices = Self.ways.map { Choice($0.key, $0.words, isChosen: $0.key == how) }
        let search = Form(
            action: visit.frame.link(address), method: .get,
            """
            \(Select("how", label: "How is it joined?", choices, problems.filter { $0.field == "how" }))
            \(TextInput("q", label: "Words to look for", hint: "Words of the objective, action or assessment. For a consultation, what it is called", value: asked.text("q"), width: .half))
            \(Button("Look", .secondary))
            """)
        let main: HTML = """
            \(PageHeading("Join to other things", caption: action.title))
            \(rows.isEmpty ? nil : Table("What it is joined to now", columns: ["How", "To", "End it"], rows: rows))
            <h2 class="dr-heading-m">Add a join</h2>
            \(search)
            \(try await results(visit, action, asked, problems))
            """
        return office.page(
            visit, "Join to other things", in: .actions,
            trail: .back(visit.frame.link(Address.action(action.id))), problems: problems, main)
    }

    private func results(_ visit: Visit, _ action: Action, _ asked: FormFields, _ problems: [Problem])
        async throws -> HTML
    {
        guard let way = Self.ways.first(where: { $0.key == asked.text("how") }) else { return HTML() }
        let words = asked.text("q")
        let found = try await candidates(way.to, words, visit).filter { $0.id != action.id }.prefix(20)
        guard !found.isEmpty else {
            return "<p role=\"status\">Nothing fits these words. Look for fewer words.</p>"
        }
        let choices = found.map { Choice($0.id, $0.title, isChosen: visit.fields.text("to") == $0.id) }
        let content: HTML = """
            \(HiddenInput("how", way.key))\(HiddenInput("q", words))
            \(Radios("to", label: way.words, hint: found.count == 20 ? "The first 20 that fit" : "", Array(choices), problems.filter { $0.field == "to" }))
            \(Button("Join"))
            """
        return office.form(visit, Address.action(action.id, "/links"), content).html
    }

    private func candidates(_ kind: RecordName.Kind, _ words: String, _ visit: Visit) async throws
        -> [(id: String, title: String)]
    {
        let wanted = foldedForSearch(words).split(separator: " ").map(String.init)
        func fits(_ title: String) -> Bool {
            let folded = foldedForSearch(title)
            return wanted.allSatisfy { folded.contains($0) }
        }
        let profile = try await office.profile()
        switch kind {
        case .action:
            guard let scope = visit.reach(.viewActions) else { return [] }
            var question = ActionQuestion(today: visit.today)
            question.text = words
            question.limit = 21
            return try await office.plan(profile).page(question, within: scope).actions.map {
                ($0.id, $0.title)
            }
        case .objective:
            guard let scope = visit.reach(.viewStrategy) else { return [] }
            return try await office.objectives.objectives(within: scope).filter { fits($0.title) }
                .map { ($0.id, $0.title) }
        case .part:
            guard visit.may(.viewStrategy) else { return [] }
            return try await office.strategies.partsByID().values.map(\.part)
                .filter { fits($0.title + " " + $0.text) }.sorted { $0.id < $1.id }
                .map { ($0.id, $0.title.isEmpty ? $0.text : $0.title) }
        case .assessment:
            guard let scope = visit.reach(.viewAssessments) else { return [] }
            var question = AssessmentQuestion()
            question.text = words
            question.limit = 21
            return try await office.assessments(profile).page(question, within: scope).lines
                .map { ($0.id, "\($0.reference) \($0.title)") }
        case .consultation: return words.isEmpty ? [] : [(words, "Consultation “\(words)”")]
        case .strategy, .outcome, .inequality: return []
        }
    }
}
