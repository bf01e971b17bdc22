// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A new plan, or changes to one: what it is called, what sort it is, and which plan it feeds.
struct EditBusinessPlanPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, BusinessPlan(title: "", kind: .service))
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (plan, problems) = try await reading(visit, BusinessPlan(title: "", kind: .service))
        guard problems.isEmpty else { return try await page(visit, plan, problems) }
        let id = try await office.businessPlans.add(plan, visit.change())
        return .redirect(visit.frame.link(Address.plan(id)) + "?done=added")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await plan(visit))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let current = try await plan(visit)
        if visit.fields.text(ConflictPage.marker) == "shown" {
            let mine = try await reading(visit, current, takingChoices: false).0
            guard ConflictPage.problems(try await differences(mine, current), in: visit.fields).isEmpty else {
                return try await conflict(visit, mine)
            }
        }
        var (changed, problems) = try await reading(visit, current)
        changed.version = Int(visit.fields.text("version")) ?? 0
        guard problems.isEmpty else { return try await page(visit, changed, problems) }
        do {
            try await office.businessPlans.save(changed, visit.change())
            return .redirect(visit.frame.link(Address.plan(current.id)) + "?done=saved")
        } catch is EditConflict {
            return try await conflict(visit, changed)
        }
    }

    private func plan(_ visit: Visit) async throws -> BusinessPlan {
        let plans = try await office.businessPlans.plans()
        guard let plan = plans.first(where: { $0.id == visit.parameter("id") }),
            visit.scope.holds(directorate: plan.directorate, record: plan.id)
        else { throw Refusal.notFound }
        return plan
    }

    private func reading(_ visit: Visit, _ old: BusinessPlan, takingChoices: Bool = true) async throws
        -> (BusinessPlan, [Problem])
    {
        let fields = visit.fields
        func typed(_ name: String, _ before: String) -> String {
            takingChoices && fields.text("keep-\(name)") == "theirs" ? before : fields.text(name)
        }
        let plan = BusinessPlan(
            id: old.id, version: old.version, title: typed("title", old.title),
            kind: BusinessPlan.Kind(rawValue: typed("kind", old.kind.rawValue)) ?? old.kind,
            directorate: typed("directorate", old.directorate), parentID: typed("parent", old.parentID))
        let all = try await office.businessPlans.plans()
        var problems = plan.problems(among: all.map { $0.id == plan.id ? plan : $0 })
        if plan.title.count > 200 {
            problems.append(Problem(at: "title", "Title must be 200 characters or fewer"))
        }
        if !visit.scope.holds(directorate: plan.directorate, record: plan.id) {
            problems.append(Problem(at: "directorate", "Directorate must be one that your role covers"))
        }
        if !plan.parentID.isEmpty, !all.contains(where: { $0.id == plan.parentID }) {
            problems.append(Problem(at: "parent", "Select a plan of the list, or none"))
        }
        return (plan, problems)
    }

    private func differences(_ mine: BusinessPlan, _ theirs: BusinessPlan) async throws -> [ConflictView
        .Field]
    {
        let titles = Dictionary(try await office.businessPlans.plans().map { ($0.id, $0.title) }) { one, _ in
            one
        }
        let all: [(String, String, String, String)] = [
            ("title", "Title", mine.title, theirs.title), ("kind", "Kind", mine.kind.name, theirs.kind.name),
            ("directorate", "Directorate", mine.directorate, theirs.directorate),
            ("parent", "Feeds", titles[mine.parentID] ?? "", titles[theirs.parentID] ?? ""),
        ]
        return all.filter { $0.2 != $0.3 }.map { .init($0.0, $0.1, mine: $0.2, theirs: $0.3) }
    }

    private func conflict(_ visit: Visit, _ mine: BusinessPlan) async throws -> WebResponse {
        let theirs = try await plan(visit)
        let typed: [HTML] = [
            ("title", mine.title), ("kind", mine.kind.rawValue), ("directorate", mine.directorate),
            ("parent", mine.parentID),
        ].map { HiddenInput($0.0, $0.1).html }
        return try await ConflictPage(
            section: .actions, title: "Two versions of this plan", caption: theirs.title, kind: "plan",
            id: theirs.id, path: Address.plan(theirs.id, "/edit"), back: Address.plan(theirs.id),
            version: theirs.version, fields: try await differences(mine, theirs), typed: typed.joined()
        ).response(visit, of: office)
    }

    private func page(_ visit: Visit, _ plan: BusinessPlan, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let isNew = plan.id.isEmpty
        let title = isNew ? "Add a plan" : "Change this plan"
        let back = isNew ? Address.plans : Address.plan(plan.id)
        let family =
            isNew ? [] : BusinessPlan.family(of: plan.id, among: try await office.businessPlans.plans())
        // The plan it feeds stays on the list although its directorate is another.
        let others = try await office.businessPlans.plans().filter {
            !family.contains($0.id)
                && ($0.directorate.isEmpty || $0.id == plan.parentID
                    || visit.scope.holds(directorate: $0.directorate, record: $0.id))
        }
        let parents =
            [Choice("", "None: it stands at the top", isChosen: plan.parentID.isEmpty)]
            + others.map { Choice($0.id, "\($0.title) (\($0.kind.name))", isChosen: $0.id == plan.parentID) }
        let kinds = BusinessPlan.Kind.allCases.map { Choice($0.rawValue, $0.name, isChosen: $0 == plan.kind) }
        let content: HTML = """
            \(isNew ? HTML() : HiddenInput("version", String(plan.version)).html)
            \(TextInput("title", label: "What the plan is called", value: plan.title, problems))
            \(Radios("kind", label: "Sort of plan", kinds, problems))
            \(TextInput("directorate", label: "Directorate (optional)", hint: "Whose plan it is; empty for the whole body", value: plan.directorate, problems))
            \(Select("parent", label: "Which plan does it feed?", parents, problems))
            \(ButtonGroup([Button(isNew ? "Add" : "Save")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
            """
        return office.page(
            visit, title, in: .actions, trail: .back(visit.frame.link(back)), problems: problems,
            "\(PageHeading(title, caption: isNew ? "" : plan.title))\(office.form(visit, isNew ? Address.plans + "/new" : Address.plan(plan.id, "/edit"), content))"
        )
    }
}

/// In which plans an action stands.
struct ActionPlacesPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        let plans = try await office.businessPlans.plans(within: visit.scope)
        let members = try await office.businessPlans.members()
        let choices = plans.map {
            Choice(
                $0.id, $0.title, hint: $0.kind.name,
                isChosen: members[$0.id]?.contains(action.id) ?? false)
        }
        let back = Address.action(action.id)
        let shown = plans.map(\.id).filter { members[$0]?.contains(action.id) ?? false }.joined(
            separator: ",")
        let content: HTML =
            plans.isEmpty
            ? "<p>There is no plan yet. <a href=\"\(visit.frame.link(Address.plans))\">Add the first one</a>.</p>"
            : "\(HiddenInput("shown", shown))\(Checkboxes("plan", label: "Plans", hint: "It also counts in every plan that these feed", choices))\(ButtonGroup([Button("Save")], links: [NavigationLink("Cancel", visit.frame.link(back))]))"
        return office.page(
            visit, "Put into plans", in: .actions, trail: .back(visit.frame.link(back)),
            "\(PageHeading("Put into plans", caption: action.title))\(office.form(visit, Address.action(action.id, "/plans"), content))"
        )
    }

    /// Saves what was changed against what was shown, so that a plan that somebody else chose meanwhile stays.
    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let action = try await office.action(visit)
        let known = Set(try await office.businessPlans.plans().map(\.id))
        let offered = Set(try await office.businessPlans.plans(within: visit.scope).map(\.id))
        let members = try await office.businessPlans.members()
        let now = known.filter { members[$0]?.contains(action.id) ?? false }
        let shown = Set(visit.fields.text("shown").split(separator: ",").map(String.init))
            .intersection(offered)
        let chosen = Set(visit.fields.values("plan")).intersection(offered)
        let plans = now.union(chosen.subtracting(shown)).subtracting(shown.subtracting(chosen))
        if plans != now { try await office.businessPlans.put(action: action.id, into: plans, visit.change()) }
        return .redirect(visit.frame.link(Address.action(action.id)) + "?done=plans")
    }
}
