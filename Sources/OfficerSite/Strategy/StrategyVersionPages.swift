// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Every version of a strategy, what differs between two of them, and the summary version by itself.
struct StrategyVersionPages {
    let office: Office

    @Sendable func list(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let versions = try await office.strategies.versions(of: strategy.id)
        let compare = visit.frame.link(Address.strategy(strategy.id, "/compare"))
        let rows: [[Table.Cell]] = versions.map { version in
            let before = version.number - 1
            return [
                .text("Version \(version.number)"), .html(version.state.tag.html),
                .html("<time datetime=\"\(version.at.iso)\">\(LondonTime.written(version.at))</time>"),
                .text(version.byPost), .text(version.reason),
                before > 0
                    ? .link(
                        "What changed in \(version.number)", "\(compare)?from=\(before)&to=\(version.number)")
                    : .text("The first"),
            ]
        }
        let numbers = versions.map {
            Choice(String($0.number), "Version \($0.number), \($0.state.name), \($0.at.day.written)")
        }
        let form: HTML = """
            <h2 class="dr-heading-m">Compare two versions</h2>
            <form method="get" action="\(compare)">
            \(Select("from", label: "Earlier", numbers.reversed()))
            \(Select("to", label: "Later", numbers))
            \(Button("Compare", .secondary))
            </form>
            """
        return office.page(
            visit, "Versions", in: .actions, trail: .back(visit.frame.link(Address.strategy(strategy.id))),
            """
            \(PageHeading("Versions", caption: strategy.title))
            \(Table("Versions, newest first", isCaptionHidden: true, columns: ["Version", "State", "Saved", "By", "Why", "Changes"], rows: rows))
            \(versions.count > 1 ? form : HTML())
            """)
    }

    @Sendable func compare(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let versions = try await office.strategies.versions(of: strategy.id)
        let query = visit.request.query
        guard let old = versions.first(where: { String($0.number) == query.text("from") }),
            let new = versions.first(where: { String($0.number) == query.text("to") })
        else { throw Refusal.notFound }
        let changes = StrategyDifference(from: old.content, to: new.content).changes
        let items: [HTML] = changes.map { change in
            "<dt>\(change.name)</dt>\n<dd>\(Self.words(change))</dd>\n"
        }
        let title = "Version \(old.number) against version \(new.number)"
        let count =
            changes.count == 1 ? "1 field or part differs." : "\(changes.count) fields and parts differ."
        let list: HTML =
            changes.isEmpty
            ? "<p>Nothing differs.</p>" : "<p>\(count)</p>\n<dl class=\"dr-changes\">\n\(items)</dl>\n"
        return office.page(
            visit, title, in: .actions,
            trail: .back(visit.frame.link(Address.strategy(strategy.id, "/versions"))),
            "\(PageHeading(title, caption: strategy.title))\(list)")
    }

    private static func words(_ change: StrategyDifference.Change) -> HTML {
        if change.before.isEmpty { return "Added: <ins>\(change.after)</ins>" }
        if change.after.isEmpty { return "Removed: <del>\(change.before)</del>" }
        let runs: [HTML] = change.words.map { run in
            switch run.side {
            case .both: HTML(text: run.text)
            case .removed: "<del>\(run.text)</del>"
            case .added: "<ins>\(run.text)</ins>"
            }
        }
        return "Changed: \(runs.joined())"
    }

    @Sendable func summary(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let outcomes = try await office.strategies.parts(of: strategy.id).filter {
            $0.kind == .priorityOutcome && !$0.isRetired
        }
        let items: [HTML] = outcomes.map { "<li>\($0.title.isEmpty ? $0.text : $0.title)</li>\n" }
        let list: HTML =
            items.isEmpty
            ? ""
            : "<h2 class=\"dr-heading-m\">What we want to achieve first</h2>\n<ol class=\"dr-list\">\n\(items)</ol>\n"
        let words: HTML =
            strategy.summary.isEmpty
            ? "<p>Nobody has written the summary version yet.</p>" : paragraphs(strategy.summary)
        let state: HTML =
            strategy.state == .approved || strategy.state == .superseded
            ? "" : "<p>\(strategy.state.tag) This version is not in force.</p>"
        return office.page(
            visit, strategy.title, in: .actions,
            trail: .back(visit.frame.link(Address.strategy(strategy.id))),
            """
            \(PageHeading(strategy.title, caption: "Summary version"))
            <p>\(strategy.period)\(strategy.approvedOn.map { ". Approved on \($0.written)" } ?? "")</p>
            \(state)\(words)\(list)
            """)
    }

    /// One line of the record through all strategies: what a part grew out of, and what it became.
    @Sendable func line(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        guard
            let part = try await office.strategies.parts(of: strategy.id)
                .first(where: { $0.id == visit.parameter("part") })
        else { throw Refusal.notFound }
        let own = RecordName(.part, part.id)
        let links = try await office.links.links([.cameFrom, .endedWith])
        let (earlier, later) = RecordLink.line(of: own, among: links)
        let ended = links.filter { link in
            link.kind == .endedWith && ([own] + later.map(\.from)).contains(link.from)
        }
        let all = [own] + earlier.map(\.to) + later.map(\.from)
        let names = try await office.names(of: Set(all + ended.map(\.to)), visit)
        let book = try await periods(of: all)
        func rows(_ links: [(name: RecordName, note: String)]) -> [[Table.Cell]] {
            links.sorted { (book[$0.name]?.order ?? .max) < (book[$1.name]?.order ?? .max) }.compactMap {
                item in
                guard let name = names.link(item.name, visit) else { return nil }
                let isHere = item.name == own
                let words: HTML = isHere ? "<strong>\(name)</strong> (this one)" : name
                return [
                    .text(book[item.name]?.period ?? "No period set"), .text(item.name.kind.plain),
                    .html(words), .text(item.note),
                ]
            }
        }
        let items = earlier.map { ($0.to, $0.note) } + [(own, "")] + later.map { ($0.from, $0.note) }
        let endings: [HTML] = ended.compactMap { link in
            names.link(link.to, visit).map { "<p>Ended with \($0). \(link.note)</p>\n" }
        }
        return office.page(
            visit, "History of one line", in: .actions,
            trail: .back(visit.frame.link(Address.strategy(strategy.id))),
            """
            \(PageHeading("History of one line", caption: part.words))
            <p>What it grew out of and what it became, through all strategies, the oldest first.</p>
            \(Table("History", isCaptionHidden: true, columns: ["When", "What", "Words", "Note"], rows: rows(items)))
            \(endings)
            """)
    }

    /// The period of the strategy to which each record belongs.
    private func periods(of names: [RecordName]) async throws -> [RecordName: (order: Int, period: String)] {
        let all = try await office.strategies.strategies()
        let order = Dictionary(all.enumerated().map { ($0.element.id, ($0.offset, $0.element.period)) }) {
            first, _ in first
        }
        let parts = try await office.strategies.partsByID()
        let outcomes = try await office.outcomes.outcomes()
        let objectives = try await office.objectives.objectives(within: .wholeBody)
        var found: [RecordName: (order: Int, period: String)] = [:]
        for name in names {
            let id: String? =
                switch name.kind {
                case .strategy: name.id
                case .part: parts[name.id]?.strategyID
                case .outcome: outcomes.first { $0.id == name.id }?.strategyID
                case .objective: objectives.first { $0.id == name.id }?.strategyID
                case .inequality, .action, .assessment, .consultation: nil
                }
            if let id, let place = order[id] { found[name] = place }
        }
        return found
    }
}

extension RecordName.Kind {
    /// The kind as one word.
    var plain: String {
        switch self {
        case .strategy: "Strategy"
        case .part: "Part of a strategy"
        case .outcome: "Outcome"
        case .inequality: "Finding"
        case .objective: "Objective"
        case .action: "Action"
        case .assessment: "Assessment"
        case .consultation: "Consultation"
        }
    }
}
