// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The plans of the body as a tree: those of directorates and services feed the corporate one.
struct BusinessPlansPage {
    let office: Office

    @Sendable func list(_ visit: Visit) async throws -> WebResponse {
        let plans = try await office.businessPlans.plans(within: visit.scope)
        let roll = try await PlanRoll(visit, office, plans)
        let tops = plans.filter { plan in !plans.contains { $0.id == plan.parentID } }
        let add =
            visit.may(.editActions)
            ? ButtonGroup([Button("Add a plan", path: visit.frame.link(Address.plans + "/new"))]) : nil
        let main: HTML = """
            \(office.planNavigation(visit, .none))\(PageHeading("Plans"))
            <p>An action may stand in several plans and is kept once. A plan shows the actions of the plans that feed it.</p>
            \(add)
            \(tops.isEmpty ? "<p>There is no plan yet.</p>" : Self.branch(tops, plans, roll, visit, depth: 0))
            """
        return office.page(
            visit, "Plans", in: .actions, trail: .back(visit.frame.link(Address.actions)), main)
    }

    private static func branch(
        _ plans: [BusinessPlan], _ all: [BusinessPlan], _ roll: PlanRoll, _ visit: Visit, depth: Int
    ) -> HTML {
        guard depth < 20 else { return HTML() }
        let items: [HTML] = plans.map { plan in
            let below = all.filter { $0.parentID == plan.id }
            let under: HTML = below.isEmpty ? HTML() : branch(below, all, roll, visit, depth: depth + 1)
            let whose = plan.directorate.isEmpty ? plan.kind.name : "\(plan.kind.name), \(plan.directorate)"
            return """
                <li><a href="\(visit.frame.link(Address.plan(plan.id)))">\(plan.title)</a> \
                <span class="dr-quiet">\(whose); \(roll.words(of: plan))</span>\(under)</li>

                """
        }
        return "<ul class=\"dr-list\">\n\(items)</ul>\n"
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let plans = try await office.businessPlans.plans(within: visit.scope)
        guard let plan = plans.first(where: { $0.id == visit.parameter("id") }) else {
            throw Refusal.notFound
        }
        let profile = try await office.profile()
        let roll = try await PlanRoll(visit, office, plans)
        let counts = roll.counts(of: plan, staleAfter: profile.staleDays)
        let above = plans.first { $0.id == plan.parentID }
        let below = plans.filter { $0.parentID == plan.id }
        var rows: [SummaryList.Row] = [.init("Kind", text: plan.kind.name)]
        if !plan.directorate.isEmpty { rows.append(.init("Directorate", text: plan.directorate)) }
        if let above {
            rows.append(
                .init("Feeds", "<a href=\"\(visit.frame.link(Address.plan(above.id)))\">\(above.title)</a>"))
        }
        if !below.isEmpty {
            let links: [HTML] = below.map {
                "<a href=\"\(visit.frame.link(Address.plan($0.id)))\">\($0.title)</a>"
            }
            rows.append(.init("Is fed by", links.joined(separator: "<br>")))
        }
        rows.append(.init("In all", text: counts))
        let mayEdit =
            visit.reach(.editActions)?.holds(directorate: plan.directorate, record: plan.id) ?? false
        let total = roll.own(plan).count + roll.below(plan).count
        let export = visit.frame.link(Address.actionExport) + "?plan=\(FormFields.encoded(plan.id))"
        let change = ButtonGroup(
            mayEdit
                ? [Button("Change", .secondary, path: visit.frame.link(Address.plan(plan.id, "/edit")))] : [],
            links: total == 0 ? [] : ExportPage.links(export, what: ExportPage.these(total)))
        let main: HTML = """
            \(office.planNavigation(visit, .none))\(PageHeading(plan.title, caption: plan.kind.name))
            \(SummaryList(rows))\(change)
            \(table("Actions of this plan", roll.own(plan), roll, visit, profile, empty: "No action stands in this plan itself."))
            \(below.isEmpty ? nil : table("Actions of the plans that feed it", roll.below(plan), roll, visit, profile, empty: "No action comes from below."))
            <p>An action is put into a plan on the page of the action, under “Put into plans”.</p>
            """
        return office.page(
            visit, plan.title, in: .actions, trail: .back(visit.frame.link(Address.plans)), main)
    }

    private func table(
        _ caption: String, _ cards: [BoardCard], _ roll: PlanRoll, _ visit: Visit, _ profile: BodyProfile,
        empty: String
    ) -> Table {
        let rows: [[Table.Cell]] = cards.map { card in
            [
                .link(card.line.title, visit.frame.link(Address.action(card.line.id))),
                .text(card.line.leads), .text(card.line.target),
                .html(card.line.tag(on: visit.today, staleAfter: profile.staleDays)),
                .text(roll.plans(of: card.line.id).map(\.title).joined(separator: "; ")),
            ]
        }
        return Table(
            caption, columns: ["Objective or task", "Lead", "Target", "Status", "Stands in"], rows: rows,
            empty: empty)
    }
}

/// What stands in which plan, as far as the reader sees the actions.
struct PlanRoll {
    let plans: [BusinessPlan]
    /// All plans, those that the reader cannot see among them: they are counted and not named.
    private let everything: [BusinessPlan]
    let members: [String: Set<String>]
    let cards: [BoardCard]
    let today: CalendarDay

    init(_ visit: Visit, _ office: Office, _ plans: [BusinessPlan]) async throws {
        self.plans = plans
        everything = try await office.businessPlans.plans()
        members = try await office.businessPlans.members()
        cards = try await office.plan(try await office.profile()).cards(within: visit.scope)
        today = visit.today
    }

    /// The actions of a plan itself.
    func own(_ plan: BusinessPlan) -> [BoardCard] {
        cards.filter { members[plan.id]?.contains($0.line.id) ?? false }
    }

    /// The actions that come from plans below and do not stand in it, each once.
    func below(_ plan: BusinessPlan) -> [BoardCard] {
        let mine = members[plan.id] ?? []
        let ids = BusinessPlan.family(of: plan.id, among: plans).reduce(into: Set<String>()) {
            $0.formUnion(members[$1] ?? [])
        }.subtracting(mine)
        return cards.filter { ids.contains($0.line.id) }
    }

    /// The plans in which an action stands.
    func plans(of id: String) -> [BusinessPlan] { plans.filter { members[$0.id]?.contains(id) ?? false } }

    /// "12 actions, 3 of its own".
    func words(of plan: BusinessPlan) -> String {
        let (own, below) = (own(plan).count, below(plan).count)
        let all = own + below == 1 ? "1 action" : "\(own + below) actions"
        let hidden = hidden(plan)
        let more = hidden == 0 ? "" : ", and \(hidden) more that you cannot see"
        return (below == 0 ? all : "\(all), \(own) of its own") + more
    }

    /// How many actions of the plan and of those that feed it lie outside what the reader sees.
    func hidden(_ plan: BusinessPlan) -> Int {
        let whole = BusinessPlan.family(of: plan.id, among: everything).reduce(into: members[plan.id] ?? []) {
            $0.formUnion(members[$1] ?? [])
        }
        return whole.subtracting(cards.map(\.line.id)).count
    }

    /// How all its actions stand, those from below among them.
    func counts(of plan: BusinessPlan, staleAfter days: Int) -> String {
        let all = own(plan) + below(plan)
        let overdue = all.count { $0.line.isOverdue(on: today) }
        let complete = all.count { $0.line.status == .complete }
        let open = all.count { !$0.line.status.isFinished }
        return "\(words(of: plan)): \(complete) complete, \(open) not finished, \(overdue) overdue"
    }
}
