// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// All strategies, plans, statements and frameworks in the order of time, with what each came from and became.
struct StrategyListPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let all = try await office.strategies.strategies()
        let links = try await office.links.links([.cameFrom]).filter { $0.from.kind == .strategy }
        let titles = Dictionary(all.map { ($0.id, $0.title) }) { first, _ in first }
        func list(_ ids: [String]) -> HTML {
            let items: [HTML] = ids.compactMap { id in
                titles[id].map { "<a href=\"\(visit.frame.link(Address.strategy(id)))\">\($0)</a>" }
            }
            return items.isEmpty
                ? "<span class=\"dr-quiet\">Nothing recorded</span>" : items.joined(separator: "<br>")
        }
        let rows: [[Table.Cell]] = all.map { strategy in
            let name = RecordName(.strategy, strategy.id)
            return [
                .link(strategy.title, visit.frame.link(Address.strategy(strategy.id))),
                .text(strategy.kind.name), .html(strategy.state.tag.html), .text(strategy.period),
                .html(list(links.filter { $0.from == name }.map(\.to.id))),
                .html(list(links.filter { $0.to == name }.map(\.from.id))),
            ]
        }
        let add =
            visit.reach(.editStrategy) == .wholeBody
            ? ButtonGroup([Button("Add a strategy", path: visit.frame.link(Address.newStrategy))]) : nil
        let count =
            all.count == 1 ? "1 strategy, plan or framework" : "\(all.count) strategies, plans and frameworks"
        return office.page(
            visit, "Strategies and frameworks", in: .actions,
            """
            \(office.planNavigation(visit, .strategy))\(PageHeading("Strategies and frameworks"))
            <p>\(count), in the order in which they began.</p>
            \(add)\(bars(all, visit.today))
            \(Table("Strategies", isCaptionHidden: true, columns: ["Title", "Kind", "State", "Period", "Came from", "Became"], rows: rows, empty: "Add the strategy that is in force, or import its table by the command line."))
            """)
    }

    private func bars(_ all: [Strategy], _ today: CalendarDay) -> HTML {
        let periods = all.compactMap { strategy -> PeriodBars.Period? in
            guard let first = strategy.firstDay else { return nil }
            let last = strategy.lastDay ?? max(today, first)
            return .init(strategy.title, from: first.asYear, to: last.next.asYear, shown: strategy.period)
        }
        guard periods.count > 1, let first = all.first(where: { $0.firstDay != nil }) else { return "" }
        return PeriodBars(
            id: "time-line", message: "\(periods.count) strategies on one time line",
            summary:
                "The first is “\(first.title)” (\(first.period)). Where nobody set an end, the bar goes to today.",
            periods
        ).html
    }
}

extension CalendarDay {
    /// The year with the part of it gone by.
    var asYear: Double { Double(year) + Double(CalendarDay(year, 1, 1).days(until: self)) / 366 }
}

extension Strategy {
    /// Its period in words.
    var period: String {
        switch (firstDay, lastDay) {
        case (nil, nil): "No period set"
        case (let first?, nil): "From \(first.written)"
        case (nil, let last?): "Until \(last.written)"
        case (let first?, let last?): "\(first.written) to \(last.written)"
        }
    }
}

extension Strategy.State {
    /// The state as shown.
    var tag: Tag {
        switch self {
        case .draft: Tag(name, .neutral)
        case .consultation: Tag(name, .active)
        case .amended: Tag(name, .attention)
        case .approved: Tag(name, .good)
        case .superseded: Tag(name, .inactive)
        }
    }
}

extension Office {
    /// The strategy that the address names.
    func strategy(_ visit: Visit) async throws -> Strategy {
        guard let strategy = try await strategies.strategy(visit.parameter("id")) else {
            throw Refusal.notFound
        }
        return strategy
    }
}
