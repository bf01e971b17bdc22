// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// From one strategy to the next: what each part and objective of the old one became, or that it ended.
struct RealignPage {
    let office: Office

    private struct Item {
        let name: RecordName
        let words: String
        let kind: String
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.strategy(visit), visit.request.query)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.strategy(visit)
        let fields = visit.fields
        guard let new = try await office.strategies.strategy(fields.text("to")), new.id != old.id else {
            return try await page(visit, old, fields, [Problem(at: "to", "Select the strategy that follows")])
        }
        let targets = try await targets(of: new, kind: "")
        let there = Set(try await office.links.links([.cameFrom, .endedWith]).map(Self.bare))
        var links: [RecordLink] = []
        var problems: [Problem] = []
        for (index, item) in try await items(of: old).enumerated() {
            let chosen = fields.text("became-\(item.name.id)")
            guard !chosen.isEmpty else { continue }
            let note = fields.text("note-\(item.name.id)")
            if note.count > 1_000 {
                problems.append(
                    Problem(
                        at: "note-\(item.name.id)",
                        "Note on row \(index + 1) must be 1,000 characters or fewer"))
            }
            let link: RecordLink
            if chosen == "ended", !LinkKind.endedWith.joins(item.name.kind, .strategy) {
                problems.append(
                    Problem(
                        at: "became-\(item.name.id)",
                        "An action ends on its own page: report “\(item.words.prefix(60))” as closed there"))
                continue
            }
            if chosen == "ended" {
                if note.isEmpty {
                    problems.append(
                        Problem(at: "note-\(item.name.id)", "Enter why “\(item.words.prefix(60))” ended"))
                }
                link = RecordLink(
                    .endedWith, from: item.name, to: RecordName(.strategy, new.id), note: note)
            } else {
                guard let target = targets.first(where: { $0.name.id == chosen }),
                    LinkKind.cameFrom.joins(target.name.kind, item.name.kind)
                else {
                    problems.append(
                        Problem(
                            at: "became-\(item.name.id)",
                            "What “\(item.words.prefix(60))” became must be something that can follow it"))
                    continue
                }
                link = RecordLink(.cameFrom, from: target.name, to: item.name, note: note)
            }
            if !there.contains(Self.bare(link)) { links.append(link) }
        }
        guard problems.isEmpty else { return try await page(visit, old, fields, problems) }
        let whole = RecordLink(
            .cameFrom, from: RecordName(.strategy, new.id), to: RecordName(.strategy, old.id))
        if !links.isEmpty, !there.contains(Self.bare(whole)) { links.append(whole) }
        do {
            if !links.isEmpty { try await office.links.add(links, visit.change()) }
        } catch is LinkCircle {
            let words = "The strategy that follows must not be one from which this one came"
            return try await page(visit, old, fields, [Problem(at: "to", words)])
        }
        return .redirect(
            visit.frame.link(Address.strategy(old.id, "/realign")) + "?to=\(new.id)&done=saved")
    }

    @Sendable func end(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.strategy(visit)
        let to = visit.fields.text("to")
        let items = Set(try await items(of: old).map(\.name))
        let link = try await office.links.links([.cameFrom, .endedWith]).first {
            Self.key($0) == visit.fields.text("link") && (items.contains($0.to) || items.contains($0.from))
        }
        if let link { try await office.links.end(link, visit.change()) }
        return .redirect(visit.frame.link(Address.strategy(old.id, "/realign")) + "?to=\(to)&done=gone")
    }

    private static func bare(_ link: RecordLink) -> RecordLink {
        RecordLink(link.kind, from: link.from, to: link.to)
    }
    private static func key(_ link: RecordLink) -> String {
        "\(link.kind.rawValue) \(link.from.kind.rawValue) \(link.from.id) \(link.to.id)"
    }

    /// What the old strategy holds: its parts, the objectives that it sets and the actions that serve these.
    private func items(of strategy: Strategy) async throws -> [Item] {
        let parts = try await office.strategies.parts(of: strategy.id).filter { !$0.isRetired }
            .map { Item(name: RecordName(.part, $0.id), words: $0.words, kind: $0.kind.name) }
        let own = try await office.objectives.objectives(within: .wholeBody)
            .filter { $0.strategyID == strategy.id }
        let objectives = own.map {
            Item(name: RecordName(.objective, $0.id), words: $0.title, kind: "Objective")
        }
        let ids = Set(own.map(\.id))
        let serving = Set(
            try await office.links.links([.serves]).filter {
                $0.from.kind == .action && $0.to.kind == .objective && ids.contains($0.to.id)
            }.map(\.from.id))
        let actions = try await office.plan(try await office.profile()).actions(within: .wholeBody)
            .filter { serving.contains($0.id) }
            .map { Item(name: RecordName(.action, $0.id), words: $0.title, kind: "Action") }
        return parts + objectives + actions
    }

    /// What the new strategy offers: its outcomes, objectives and parts, of one kind or of all.
    private func targets(of strategy: Strategy, kind: String) async throws -> [Item] {
        let outcomes = try await office.outcomes.outcomes()
            .filter { $0.strategyID == strategy.id && !$0.isRetired }
            .map {
                Item(
                    name: RecordName(.outcome, $0.id), words: "\($0.reference) \($0.title)", kind: "Outcome")
            }
        let all = outcomes + (try await items(of: strategy)).reversed()
        return all.filter { kind.isEmpty || $0.kind == kind }
    }

    private func page(
        _ visit: Visit, _ old: Strategy, _ fields: FormFields, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let here = Address.strategy(old.id, "/realign")
        let back = visit.frame.link(Address.strategy(old.id))
        let others = try await office.strategies.strategies().filter { $0.id != old.id }
        let new = others.first { $0.id == fields.text("to") }
        let choices =
            [Choice("", "Select")]
            + others.map { Choice($0.id, $0.title, isChosen: $0.id == new?.id) }
        var kindField = HTML()
        var screen = HTML()
        if let new {
            let kinds = try await targets(of: new, kind: "").map(\.kind)
            let order = kinds.enumerated().filter { kinds.firstIndex(of: $0.element) == $0.offset }
                .map(\.element)
            let kind = fields.text("kind")
            kindField =
                Select(
                    "kind", label: "Offer only",
                    [Choice("", "Everything it holds", isChosen: kind.isEmpty)]
                        + order.map { Choice($0, $0, isChosen: $0 == kind) }
                ).html
            screen = try await self.screen(old, new, fields, problems, visit)
        }
        return office.page(
            visit, "Realign to the next strategy", in: .actions, trail: .back(back), problems: problems,
            """
            \(PageHeading("Realign to the next strategy", caption: old.title))
            <p>Say what each part, objective and action became. Its history stays readable from both ends.</p>
            <form method="get" action="\(visit.frame.link(here))">
            \(Select("to", label: "The strategy that follows", choices, problems))\(kindField)
            \(Button("Show", .secondary))
            </form>
            \(screen)
            """)
    }

    private func screen(
        _ old: Strategy, _ new: Strategy, _ fields: FormFields, _ problems: [Problem], _ visit: Visit
    ) async throws -> HTML {
        let here = Address.strategy(old.id, "/realign")
        let items = try await items(of: old)
        guard !items.isEmpty else { return "<p>It holds nothing to realign.</p>" }
        let targets = try await targets(of: new, kind: fields.text("kind"))
        let links = try await office.links.links([.cameFrom, .endedWith])
        let names = try await office.names(of: Set(links.flatMap { [$0.from, $0.to] }), visit)
        var done: [[Table.Cell]] = []
        let isSaid = Set(links.flatMap { [$0.kind == .cameFrom ? $0.to : $0.from] })
        let ordered = items.filter { !isSaid.contains($0.name) } + items.filter { isSaid.contains($0.name) }
        let rows: [HTML] = ordered.map { item in
            let said = links.filter {
                $0.kind == .cameFrom ? $0.to == item.name : $0.from == item.name
            }
            for link in said {
                let end = link.kind == .endedWith
                guard let name = names.link(end ? link.to : link.from, visit) else { continue }
                let form = office.form(
                    visit, Address.strategy(old.id, "/unalign"), key: Identifier.next(),
                    """
                    \(HiddenInput("link", Self.key(link)))\(HiddenInput("to", new.id))
                    <button class="dr-button dr-button--secondary" type="submit">Take back \
                    <span class="dr-vh">\(item.words)</span></button>
                    """)
                done.append([
                    .text(item.words), .html(end ? "Ended with \(name)" : "Became \(name)"),
                    .text(link.note), .html(form.html),
                ])
            }
            let chosen = fields.text("became-\(item.name.id)")
            // An action ends with a report on its own page, which says why.
            let end =
                LinkKind.endedWith.joins(item.name.kind, .strategy)
                ? [Choice("ended", "It ended", isChosen: chosen == "ended")] : []
            let offers =
                [Choice("", said.isEmpty ? "Not said yet" : "Nothing more")] + end
                + targets.filter {
                    $0.name != item.name && LinkKind.cameFrom.joins($0.name.kind, item.name.kind)
                }.map {
                    Choice(
                        $0.name.id, "\($0.kind): \(String($0.words.prefix(90)))",
                        isChosen: chosen == $0.name.id)
                }
            let state: HTML =
                said.isEmpty ? Tag("To be said", .attention).html : Tag("Said", .good).html
            return Fieldset(
                "\(item.kind): \(item.words)", name: "row-\(item.name.id)",
                """
                <p>\(state)</p>
                \(Select("became-\(item.name.id)", label: "What it became", offers, problems))
                \(TextInput("note-\(item.name.id)", label: "Note (needed where it ended)", value: fields.text("note-\(item.name.id)"), width: .full, problems))
                """
            ).html
        }
        let open = items.count { !isSaid.contains($0.name) }
        let count =
            open == 1 ? "1 of \(items.count) still to be said" : "\(open) of \(items.count) still to be said"
        return """
            <p class="dr-count" role="status">\(count)</p>
            \(office.form(visit, here, "\(HiddenInput("to", new.id))\(HiddenInput("kind", fields.text("kind")))\(rows)\(Button("Save"))"))
            <h2 class="dr-heading-m">What was said so far</h2>
            \(Table("What was said so far", isCaptionHidden: true, columns: ["What", "What it became", "Note", "Act"], rows: done, empty: "Nothing yet."))
            """
    }
}
