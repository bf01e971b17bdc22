// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One strategy: its facts, its parts kind by kind, and what serves each.
struct StrategyPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let strategy = try await office.strategy(visit)
        let parts = try await office.strategies.parts(of: strategy.id)
        let all = try await office.links.links()
        let own = Set(parts.map { RecordName(.part, $0.id) } + [RecordName(.strategy, strategy.id)])
        let links = all.filter { own.contains($0.from) || own.contains($0.to) }
        let names = try await office.names(of: Set(links.flatMap { [$0.from, $0.to] }), visit)
        let profile = try await office.profile()
        let mayEdit = visit.reach(.editStrategy) == .wholeBody
        let outcomes = try await office.outcomes.outcomes()
            .filter { $0.strategyID == strategy.id && !$0.isRetired }
        let objectives = try await office.objectives.objectives(within: visit.scope)
            .filter { $0.strategyID == strategy.id }
        var kinds = HTML()
        for kind in StrategyPart.Kind.allCases {
            let own = parts.filter { $0.kind == kind && !$0.isRetired }
            guard !own.isEmpty else { continue }
            let view = PartTable(
                strategy: strategy, names: names, links: links, visit: visit, mayEdit: mayEdit)
            kinds += view.html(kind.heading, own, profile.vocabulary)
        }
        let retired = parts.filter(\.isRetired)
        let view = PartTable(strategy: strategy, names: names, links: links, visit: visit, mayEdit: false)
        let gone: HTML =
            retired.isEmpty
            ? ""
            : Details(
                retired.count == 1
                    ? "1 part that was taken out" : "\(retired.count) parts that were taken out",
                view.html("Taken out", retired, profile.vocabulary)
            ).html
        let main: HTML = """
            \(office.planNavigation(visit, .strategy))
            \(PageHeading(strategy.title, caption: strategy.kind.name))
            <p>\(strategy.state.tag)</p>
            \(buttons(strategy, visit, mayEdit: mayEdit))
            \(facts(strategy, names, links, visit))
            \(strategy.purpose.isEmpty ? HTML() : "<h2 class=\"dr-heading-m\">What it is for</h2>\n\(paragraphs(strategy.purpose))")
            \(parts.isEmpty ? "<p>It has no parts yet.</p>" : kinds)\(gone)
            \(list("Outcomes it sets", outcomes.map { ("\($0.reference) \($0.title)", Address.outcome($0.id)) }, visit))
            \(list("Objectives it sets", objectives.map { ($0.title, Address.objective($0.id)) }, visit))
            """
        return office.page(
            visit, strategy.title, in: .actions, trail: .back(visit.frame.link(Address.strategies)), main)
    }

    private func buttons(_ strategy: Strategy, _ visit: Visit, mayEdit: Bool) -> HTML {
        func link(_ rest: String) -> String { visit.frame.link(Address.strategy(strategy.id, rest)) }
        var buttons: [Button] = []
        var links = [
            NavigationLink("Summary version", link("/summary")),
            NavigationLink("Versions", link("/versions")),
        ]
        if mayEdit {
            buttons = [
                Button("Add a part", path: link("/part/new")),
                Button("Change", .secondary, path: link("/edit")),
            ]
            links.append(NavigationLink("Realign to the next strategy", link("/realign")))
        }
        return ButtonGroup(buttons, links: links).html
    }

    private func facts(
        _ strategy: Strategy, _ names: RecordNames, _ links: [RecordLink], _ visit: Visit
    ) -> SummaryList {
        let own = RecordName(.strategy, strategy.id)
        func joined(_ others: [RecordName]) -> HTML {
            let all: [HTML] = others.compactMap { names.link($0, visit) }
            return all.isEmpty
                ? "<span class=\"dr-quiet\">Nothing recorded</span>" : all.joined(separator: "<br>")
        }
        let review =
            strategy.nextReview.map {
                $0.written + ($0 < visit.today && strategy.state == .approved ? " (passed)" : "")
            } ?? ""
        return SummaryList([
            .init("Period", text: strategy.period),
            .init("Approved", text: strategy.approvedOn?.written ?? ""),
            .init("To be reviewed", text: review), .init("Watched over by", text: strategy.governanceGroup),
            .init(
                "Directorate", text: strategy.directorate.isEmpty ? "Whole council" : strategy.directorate),
            .init("Came from", joined(links.filter { $0.kind == .cameFrom && $0.from == own }.map(\.to))),
            .init("Became", joined(links.filter { $0.kind == .cameFrom && $0.to == own }.map(\.from))),
        ])
    }

    private func list(_ heading: String, _ items: [(String, String)], _ visit: Visit) -> HTML {
        guard !items.isEmpty else { return "" }
        let lines: [HTML] = items.map { "<li><a href=\"\(visit.frame.link($0.1))\">\($0.0)</a></li>\n" }
        return "<h2 class=\"dr-heading-m\">\(heading)</h2>\n<ul class=\"dr-list\">\n\(lines)</ul>\n"
    }
}

/// Text of several paragraphs as it was typed.
func paragraphs(_ text: String) -> HTML {
    text.split(separator: "\n", omittingEmptySubsequences: true)
        .map { "<p>\(String($0))</p>\n" as HTML }.joined()
}

/// The parts of one kind with what serves each and what each came from and became.
struct PartTable {
    let strategy: Strategy
    let names: RecordNames
    let links: [RecordLink]
    let visit: Visit
    let mayEdit: Bool

    func html(_ heading: String, _ parts: [StrategyPart], _ vocabulary: CharacteristicVocabulary) -> HTML {
        let hasPeople = parts.contains { !$0.characteristic.isEmpty }
        let hasDivisions = parts.contains { !$0.divisions.isEmpty }
        let hasAreas = parts.contains { !$0.area.isEmpty }
        var columns: [Table.Column] = ["Number", "What it says"]
        if hasAreas { columns.append("Area") }
        if hasPeople { columns.append("Characteristic") }
        if hasDivisions { columns.append("Divisions") }
        columns += ["Served by", "Before and after"]
        let rows: [[Table.Cell]] = parts.map { part in
            let number = part.number.isEmpty ? part.section : part.number
            var cells: [Table.Cell] = [
                .html("<span id=\"part-\(part.id)\">\(number.isEmpty ? "–" : number)</span>"),
                .html(words(part)),
            ]
            if hasAreas { cells.append(.text(part.area)) }
            if hasPeople {
                cells.append(
                    .text(part.characteristic.isEmpty ? "" : vocabulary.name(of: part.characteristic)))
            }
            if hasDivisions { cells.append(.text(part.divisions)) }
            return cells + [.html(served(part)), .html(history(part))]
        }
        return """
            <h2 class="dr-heading-m">\(heading)</h2>
            \(Table(heading, isCaptionHidden: true, columns: columns, rows: rows))
            """
    }

    private func words(_ part: StrategyPart) -> HTML {
        let title: HTML =
            part.title.isEmpty || part.title == part.text ? "" : "<strong>\(part.title)</strong><br>"
        let kind: HTML =
            part.kind == .other && !part.kindWritten.isEmpty
            ? "<span class=\"dr-quiet\">\(part.kindWritten)</span><br>" : ""
        let change: HTML =
            mayEdit
            ? "<br><a href=\"\(visit.frame.link(Address.strategy(strategy.id, "/part/\(part.id)")))\">Change <span class=\"dr-vh\">\(part.words)</span></a>"
            : ""
        return "<span class=\"dr-wide\">\(kind)\(title)\(part.text)</span>\(change)"
    }

    private func served(_ part: StrategyPart) -> HTML {
        let own = RecordName(.part, part.id)
        let all: [HTML] = links.filter { $0.kind == .serves && $0.to == own }.compactMap {
            names.link($0.from, visit)
        }
        return all.isEmpty ? "<span class=\"dr-quiet\">Nothing yet</span>" : all.joined(separator: "<br>")
    }

    private func history(_ part: StrategyPart) -> HTML {
        let own = RecordName(.part, part.id)
        var lines: [HTML] = []
        for link in links where link.kind == .cameFrom && link.from == own {
            if let name = names.link(link.to, visit) { lines.append("Came from \(name)") }
        }
        for link in links where link.kind == .cameFrom && link.to == own {
            if let name = names.link(link.from, visit) { lines.append("Became \(name)") }
        }
        for link in links where link.kind == .endedWith && link.from == own {
            if let name = names.link(link.to, visit) { lines.append("Ended with \(name). \(link.note)") }
        }
        guard !lines.isEmpty else { return "" }
        let whole = visit.frame.link(Address.strategy(strategy.id, "/line/\(part.id)"))
        lines.append("<a href=\"\(whole)\">Whole history <span class=\"dr-vh\">of \(part.words)</span></a>")
        return lines.joined(separator: "<br>")
    }
}
