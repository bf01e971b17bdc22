// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What an objective is joined to: searched for, added, ended.
struct ObjectiveLinkPages {
    let office: Office

    /// The joins that a person can make from here.
    private enum Offer: String, CaseIterable {
        case outcome, finding, assessment, part, fromPart, fromObjective, action, consultation

        var name: String {
            switch self {
            case .outcome: "Serves an outcome"
            case .finding: "Answers a finding of inequality"
            case .assessment: "Answers an assessment"
            case .part: "Serves a part of a strategy"
            case .fromPart: "Came from a part of a strategy"
            case .fromObjective: "Came from an earlier objective"
            case .action: "Is served by an action"
            case .consultation: "Concerns a consultation"
            }
        }

        var kind: (join: LinkKind, record: RecordName.Kind) {
            switch self {
            case .outcome: (.serves, .outcome)
            case .finding: (.answers, .inequality)
            case .assessment: (.answers, .assessment)
            case .part: (.serves, .part)
            case .fromPart: (.cameFrom, .part)
            case .fromObjective: (.cameFrom, .objective)
            case .action: (.serves, .action)
            case .consultation: (.concerns, .consultation)
            }
        }

        func link(_ objective: String, _ other: String) -> RecordLink {
            let own = RecordName(.objective, objective)
            let there = RecordName(kind.record, other)
            return self == .action
                ? RecordLink(kind.join, from: there, to: own) : RecordLink(kind.join, from: own, to: there)
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.ownObjective(visit), visit.request.query)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        let fields = visit.fields
        guard let offer = Offer(rawValue: fields.text("join")) else { throw Refusal.badRequest("join") }
        let chosen = fields.text("record")
        guard !chosen.isEmpty else {
            let words =
                offer == .consultation ? "Enter what the consultation is called" : "Select what to join it to"
            return try await page(visit, objective, fields, [Problem(at: "record", words)])
        }
        let known = try await candidates(offer, "", objective, visit).contains { $0.id == chosen }
        guard offer == .consultation || known else { throw Refusal.notFound }
        if offer == .consultation, chosen.count > 300 {
            let words = "Name of the consultation must be 300 characters or fewer"
            return try await page(visit, objective, fields, [Problem(at: "record", words)])
        }
        do {
            try await office.links.add(offer.link(objective.id, chosen), visit.change())
        } catch is LinkCircle {
            let words = "It must not come from something that itself came from this objective"
            return try await page(visit, objective, fields, [Problem(at: "record", words)])
        }
        return .redirect(visit.frame.link(Address.objective(objective.id, "/links")) + "?done=saved")
    }

    @Sendable func end(_ visit: Visit) async throws -> WebResponse {
        let objective = try await office.ownObjective(visit)
        let links = try await office.links.links(of: RecordName(.objective, objective.id))
        guard let link = links.first(where: { Self.key($0) == visit.fields.text("link") }) else {
            return .redirect(visit.frame.link(Address.objective(objective.id, "/links")))
        }
        try await office.links.end(link, visit.change())
        return .redirect(visit.frame.link(Address.objective(objective.id, "/links")) + "?done=gone")
    }

    private static func key(_ link: RecordLink) -> String {
        "\(link.kind.rawValue) \(link.from.kind.rawValue) \(link.from.id) \(link.to.kind.rawValue) \(link.to.id)"
    }

    /// What fits the words, at most as many as a page can hold.
    private func candidates(_ offer: Offer, _ text: String, _ objective: Objective, _ visit: Visit)
        async throws -> [(id: String, words: String)]
    {
        var all: [(id: String, words: String)] = []
        switch offer {
        case .outcome:
            all = try await office.outcomes.outcomes().filter { !$0.isRetired }
                .map { ($0.id, $0.words) }
        case .finding: all = try await office.outcomes.inequalities().map { ($0.id, $0.words) }
        case .assessment:
            guard let scope = visit.reach(.viewAssessments) else { return [] }
            all = try await office.assessments(try await office.profile()).cumulativeLines(within: scope)
                .map { ($0.assessmentID, "\($0.reference) \($0.title)") }
        case .part, .fromPart:
            for strategy in try await office.strategies.strategies() {
                all += try await office.strategies.parts(of: strategy.id).filter { !$0.isRetired }
                    .map { ($0.id, "\($0.words) (\(strategy.title))") }
            }
        case .fromObjective:
            all = try await office.objectives.objectives(within: visit.scope)
                .filter { $0.id != objective.id }.map { ($0.id, $0.title) }
        case .action:
            guard let scope = visit.reach(.viewActions) else { return [] }
            all = try await office.plan(try await office.profile()).actions(within: scope)
                .map { ($0.id, $0.title) }
        case .consultation: return []
        }
        let words = foldedForSearch(text).split(separator: " ")
        return all.filter { item in
            let folded = foldedForSearch(item.words)
            return words.allSatisfy { folded.contains($0) }
        }
    }

    private func page(
        _ visit: Visit, _ objective: Objective, _ fields: FormFields, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let here = Address.objective(objective.id, "/links")
        let offer = Offer(rawValue: fields.text("join"))
        let search = fields.text("q")
        let back = visit.frame.link(Address.objective(objective.id))
        let offers = Offer.allCases.map { Choice($0.rawValue, $0.name, isChosen: $0 == offer) }
        var pick = HTML()
        if let offer {
            pick = try await self.pick(offer, search, objective, visit, fields, problems)
        }
        return office.page(
            visit, "What it is joined to", in: .actions, trail: .back(back), problems: problems,
            """
            \(PageHeading("What it is joined to", caption: objective.title))
            \(try await current(objective, visit))
            <h2 class="dr-heading-m">Join it to something</h2>
            <form method="get" action="\(visit.frame.link(here))">
            \(Select("join", label: "The objective", offers))
            \(TextInput("q", label: "Words to look for (optional)", value: search, kind: .search))
            \(Button("Look", .secondary))
            </form>
            \(pick)
            """)
    }

    private func pick(
        _ offer: Offer, _ search: String, _ objective: Objective, _ visit: Visit, _ fields: FormFields,
        _ problems: [Problem]
    ) async throws -> HTML {
        let here = Address.objective(objective.id, "/links")
        let asked: HTML
        if offer == .consultation {
            asked =
                TextInput(
                    "record", label: "What the consultation is called", value: fields.text("record"), problems
                ).html
        } else {
            let found = try await candidates(offer, search, objective, visit)
            guard !found.isEmpty else { return "<p>Nothing fits. Try other words, or none.</p>\n" }
            let more: HTML =
                found.count > 50
                ? "<p>The first 50 of \(found.count) are shown. Add a word to narrow them.</p>" : ""
            let choices = found.prefix(50).map {
                Choice($0.id, $0.words, isChosen: $0.id == fields.text("record"))
            }
            asked = more + Radios("record", label: offer.name, Array(choices), problems).html
        }
        return office.form(
            visit, here,
            """
            \(HiddenInput("join", offer.rawValue))\(HiddenInput("q", search))\(asked)\(Button("Join"))
            """
        ).html
    }

    private func current(_ objective: Objective, _ visit: Visit) async throws -> HTML {
        let own = RecordName(.objective, objective.id)
        let links = try await office.links.links(of: own)
        let names = try await office.names(of: Set(links.flatMap { [$0.from, $0.to] }), visit)
        let rows: [[Table.Cell]] = links.compactMap { link in
            let isFrom = link.from == own
            let other = isFrom ? link.to : link.from
            guard let name = names.link(other, visit) else { return nil }
            let form = office.form(
                visit, Address.objective(objective.id, "/unlink"), key: Identifier.next(),
                """
                \(HiddenInput("link", Self.key(link)))
                <button class="dr-button dr-button--secondary" type="submit">End \
                <span class="dr-vh">the join to \(names[other] ?? "")</span></button>
                """)
            return [
                .html(name), .text(isFrom ? link.kind.words : link.kind.wordsBack), .html(form.html),
            ]
        }
        return Table(
            "Joined to", isCaptionHidden: true, columns: ["What", "How", "Act"], rows: rows,
            empty: "It is joined to nothing yet."
        ).html
    }
}
