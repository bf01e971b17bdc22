// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The plan as a board: columns by status, colour, directorate or lead; cards that can be moved with a button.
struct BoardPage {
    let office: Office
    /// How many cards a column shows before it leads to a page of its own.
    static let shown = 25
    /// How many cards a column on a page of its own shows.
    static let perPage = 100

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let query = visit.request.query
        let grouping = BoardGrouping(rawValue: query.text("by")) ?? .status
        let cards = try await office.plan(profile).cards(within: visit.scope)
        let groups = BoardGroup.groups(
            of: cards, by: grouping, on: visit.today, staleAfter: profile.staleDays)
        let view = BoardView(
            grouping: grouping, groups: groups, only: query.text("only"), page: Int(query.text("page")) ?? 1,
            staleDays: profile.staleDays, visit: visit, reach: visit.reach(.editActions))
        let name = groups.first { $0.key == view.only }?.name
        return office.page(
            visit, name.map { "Board: \($0)" } ?? "Board", in: .actions,
            "\(office.planNavigation(visit, .board))\(PageHeading(name.map { "Board: \($0)" } ?? "Board"))\(view.html)"
        )
    }

    /// Which columns of the board were looked at, as its address says it.
    private static func kept(_ fields: FormFields) -> String {
        let by = BoardGrouping(rawValue: fields.text("by")) ?? .status
        var parts = ["by=\(by.rawValue)"]
        if !fields.text("only").isEmpty { parts.append("only=\(FormFields.encoded(fields.text("only")))") }
        if let page = Int(fields.text("page")), page > 1 { parts.append("page=\(page)") }
        return parts.joined(separator: "&")
    }

    /// Moves a card to another status; what needs a word first leads to the report.
    @Sendable func move(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        let to = visit.fields.text("to")
        let board = visit.frame.link(Address.board) + "?" + Self.kept(visit.fields)
        // Nothing was chosen: the card stays where it is.
        guard !to.isEmpty else { return .redirect(board) }
        guard let status = ActionStatus(rawValue: to), status != .notStated else {
            throw Refusal.badRequest("a status that the board does not have")
        }
        let update = ActionUpdate(day: visit.today, status: status)
        guard update.problems(about: action, today: visit.today).isEmpty else {
            return .redirect(
                visit.frame.link(Address.action(action.id, "/report")) + "?status=\(status.rawValue)")
        }
        guard status != action.status else { return .redirect(board) }
        do {
            try await office.plan(try await office.profile()).report(
                update, about: action.id, version: Int(visit.fields.text("version")) ?? 0,
                within: visit.scope, visit.change())
            return .redirect(board + "&done=moved")
        } catch is EditConflict {
            let banner = try await ChangedMeanwhile(
                records: [("action", action.id)], next: "This is how it stands now. Move it again if need be."
            ).banner(of: office)
            let card = ActionFacts(
                action: try await office.action(visit), profile: try await office.profile(), visit: visit,
                former: [])
            return office.page(
                visit, action.title, in: .actions, trail: .back(board),
                banner: banner, status: 409,
                """
                \(PageHeading(action.title))\(card.list)
                \(ButtonGroup([Button("Report progress", path: visit.frame.link(Address.action(action.id, "/report")))]))
                """)
        }
    }
}

/// The columns of the board as lists.
struct BoardView: Component {
    let grouping: BoardGrouping
    let groups: [BoardGroup]
    let only: String
    let page: Int
    let staleDays: Int
    let visit: Visit
    let reach: Scope?

    var html: HTML {
        let chosen = groups.filter { $0.key == only }
        let links = BoardGrouping.allCases.map {
            NavigationLink(
                "By \($0.name.lowercased())", visit.frame.link(Address.board) + "?by=\($0.rawValue)",
                isCurrent: $0 == grouping)
        }
        var html = HTML()
        html.reserveCapacity(1 << 18)
        html += SubNavigation("Grouping", links).html
        let all = groups.reduce(0) { $0 + $1.cards.count }
        guard all > 0 else {
            return html + "<p>There is no action yet. Add the first one in the list of actions.</p>"
        }
        guard let group = chosen.first else {
            html.append(literal: "<div class=\"dr-board\">\n")
            for group in groups where !group.cards.isEmpty || grouping == .status || grouping == .colour {
                append(group, group.cards.prefix(BoardPage.shown), to: &html)
            }
            html.append(literal: "</div>\n")
            return html
        }
        let last = max(1, (group.cards.count + BoardPage.perPage - 1) / BoardPage.perPage)
        let number = (1...last).contains(page) ? page : 1
        html +=
            "<p><a href=\"\(visit.frame.link(Address.board))?by=\(grouping.rawValue)\">All columns</a></p>\n"
        append(
            group, group.cards.dropFirst((number - 1) * BoardPage.perPage).prefix(BoardPage.perPage),
            to: &html)
        html += Pagination(page: number, of: last, path: { address(of: group) + "&page=\($0)" }).html
        return html
    }

    private func address(of group: BoardGroup) -> String {
        visit.frame.link(Address.board) + "?by=\(grouping.rawValue)&only=\(FormFields.encoded(group.key))"
    }

    private func append(_ group: BoardGroup, _ cards: ArraySlice<BoardCard>, to html: inout HTML) {
        let count = group.cards.count
        html += """
            <section class="dr-board__column"><h2 class="dr-heading-s">\(group.name): \
            \(count == 1 ? "1 action" : "\(count) actions")</h2>
            """
        if !cards.isEmpty {
            html.append(literal: "<ul class=\"dr-board__cards\">\n")
            for card in cards { append(card, in: group, to: &html) }
            html.append(literal: "</ul>\n")
        }
        if only != group.key, count > cards.count {
            html += "<p><a href=\"\(address(of: group))\">All \(count)\(Self.hidden(group.name))</a></p>\n"
        }
        html.append(literal: "</section>\n")
    }

    private static func hidden(_ words: String) -> HTML { " <span class=\"dr-vh\">of \(words)</span>" }

    private func append(_ card: BoardCard, in group: BoardGroup, to html: inout HTML) {
        let line = card.line
        let leads = line.leads.isEmpty ? "No lead" : line.leads
        let target = line.target.isEmpty ? "no date" : line.target
        // What the heading of the column says is not said again on each card.
        let isSaid = grouping == .lead && foldedForSearch(leads) == foldedForSearch(group.name)
        html += """
            <li><p><a href="\(visit.frame.link(Address.action(line.id)))">\(line.title)</a></p>
            <p class="dr-quiet">\(isSaid ? target.prefix(1).uppercased() + target.dropFirst() : "\(leads); \(target)")</p>
            """
        if grouping != .status { html += "<p>\(line.tag(on: visit.today, staleAfter: staleDays))</p>\n" }
        if reach?.holds(directorate: line.directorate, record: line.id) ?? false {
            html += mover(card, in: group)
        }
        html.append(literal: "</li>\n")
    }

    /// The select and button that move a card; no dragging is needed.
    private func mover(_ card: BoardCard, in group: BoardGroup) -> HTML {
        let options: [HTML] = ActionStatus.allCases.filter { $0 != .notStated && $0 != card.line.status }.map
        {
            "<option value=\"\($0.rawValue)\">\($0.name)</option>"
        }
        // An action with several leads has a card under each of them.
        let place = groups.firstIndex { $0.key == group.key } ?? 0
        let id = "to-\(place)-\(card.line.id)"
        let kept: HTML =
            "\(HiddenInput("by", grouping.rawValue))\(only.isEmpty ? nil : HiddenInput("only", only))\(page > 1 ? HiddenInput("page", String(page)) : nil)"
        return """
            <form class="dr-board__move" method="post" action="\(visit.frame.link(Address.action(card.line.id, "/move")))" novalidate>
            \(HiddenInput(Form.csrfField, visit.formToken))\(HiddenInput("version", String(card.version)))\(kept)
            <label class="dr-vh" for="\(id)">Move “\(card.line.title)” to</label>
            <select class="dr-input dr-select" id="\(id)" name="to"><option value="">Move to</option>\(options)</select>
            <button class="dr-button dr-button--secondary" type="submit">Move</button></form>

            """
    }
}
