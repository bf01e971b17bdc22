// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What is due, missing and late, for whoever signed in.
struct HomePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        var parts = HTML()
        let mine = visit.may(.viewActions) ? try await office.work(for: visit) : []
        if visit.may(.viewActions) { parts += work(visit, mine) }
        if let scope = visit.reach(.viewRegister) { parts += try await register(visit, profile, scope) }
        if let scope = visit.reach(.viewActions) {
            parts += try await actions(visit, profile, scope, listed: Set(mine.prefix(5).map(\.path)))
        }
        if visit.reach(.viewPublications) == .wholeBody { parts += try await publications(visit) }
        if visit.reach(.viewLog) == .wholeBody {
            parts += """
                <h2 class="dr-heading-m">Log</h2>
                <p><a href="\(visit.frame.link(Address.log))">See who changed what, and when</a></p>
                """
        }
        if visit.may(.managePeople) {
            parts += """
                <h2 class="dr-heading-m">People</h2>
                <p><a href="\(visit.frame.link(Address.people))">Look after the people who can sign in</a></p>
                """
        }
        let post = visit.signedIn?.person.post ?? ""
        return office.page(
            visit, "Equality at \(office.body.name)", in: .home,
            """
            \(PageHeading("Equality at \(office.body.name)", caption: "\(post), \(visit.today.written)"))
            \(parts)
            """)
    }

    /// What waits for this person, exceptions first.
    private func work(_ visit: Visit, _ items: [WorkItem]) -> HTML {
        let more: HTML =
            items.count > 5
            ? "See all \(items.count) things to do" : "See your work and that of a directorate"
        return """
            <h2 class="dr-heading-m">My work</h2>
            <p>\(WorkPage.count(items))</p>
            \(items.isEmpty ? HTML() : WorkTable(items: Array(items.prefix(5)), visit: visit).html)
            <p><a href="\(visit.frame.link(Address.work))">\(more)</a></p>
            """
    }

    /// A part that holds nothing yet: what it is for, and the two ways to begin.
    private func start(
        _ heading: String, _ words: String, _ first: (text: String, path: String)?,
        _ second: (text: String, path: String)?, _ visit: Visit
    ) -> HTML {
        let links = [first, second].compactMap { $0 }.map {
            NavigationLink($0.text, visit.frame.link($0.path))
        }
        return """
            <h2 class="dr-heading-m">\(heading)</h2>
            <p>\(words) Nothing is here yet.</p>
            \(links.isEmpty ? nil : ButtonGroup([], links: links))
            """
    }

    private func register(_ visit: Visit, _ profile: BodyProfile, _ scope: Scope) async throws -> HTML {
        let policies = try await office.register(profile).policies(within: scope)
        guard !policies.isEmpty else {
            return start(
                "Register", "List what the council does: its policies, functions, services and proposals.",
                visit.reach(.importRegister) == .wholeBody
                    ? ("Import a register", Address.registerImport) : nil,
                visit.may(.editRegister) ? ("Add the first one", Address.newPolicy) : nil, visit)
        }
        let now = Coverage(of: policies, on: visit.today)
        let places = Schedule.order(policies, on: visit.today, by: profile.criteria, every: profile.interval)
        let due = places.filter { $0.due.map { $0 <= visit.today } ?? false }
        let never = places.filter { $0.policy.lastAssessed(on: visit.today) == nil }
        let rows: [[Table.Cell]] = places.prefix(5).map { place in
            [
                .link(place.policy.name, visit.frame.link(Address.policy(place.policy.id))),
                .text(place.policy.directorate),
                .text(place.reason),
            ]
        }
        return """
            <h2 class="dr-heading-m">Register</h2>
            \(KeyFigures([
                KeyFigure(
                    "Assessed today", value: now.percent.map { "\($0)%" } ?? "None", base: "\(now.assessed) of \(now.total)",
                    share: now.total == 0 ? nil : Double(now.assessed) / Double(now.total),
                    path: visit.reach(.viewCoverage) == .wholeBody ? visit.frame.link(Address.coverage) : nil),
                KeyFigure(
                    "Due again", value: "\(due.count)", base: "past their assessment date",
                    path: visit.frame.link(Address.schedule)),
                KeyFigure(
                    "Never assessed", value: "\(never.count)", base: "in force or proposed",
                    path: visit.frame.link(Address.register + "?never=yes")),
            ]))
            \(Table(
                "Next to assess", columns: ["Name", "Directorate", "Why it is next"], rows: rows,
                empty: "Nothing is in the register yet."))
            """
    }

    /// How the plan stands, with what is overdue in it; what my work lists above already is not listed again.
    private func actions(
        _ visit: Visit, _ profile: BodyProfile, _ scope: Scope, listed: Set<String>
    ) async throws -> HTML {
        let plan = office.plan(profile)
        var question = ActionQuestion(today: visit.today)
        question.limit = 10
        let all = try await plan.count(question, within: scope)
        guard all > 0 else {
            return start(
                "Action plan", "Say what the council will do, who leads it and by when.",
                visit.reach(.importActions) == .wholeBody
                    ? ("Import an action plan", Address.actionImport) : nil,
                visit.may(.editActions) ? ("Add the first action", Address.newAction) : nil, visit)
        }
        question.isOverdue = true
        question.order = .target
        let overdue = try await plan.page(question, within: scope)
        var undated = ActionQuestion(today: visit.today)
        undated.queue = .noDate
        let withoutDate = try await plan.count(undated, within: scope)
        var unmapped = ActionQuestion(today: visit.today)
        unmapped.queue = .toBeMapped
        let toMap = try await plan.count(unmapped, within: scope)
        let settles = visit.may(.editActions)
        let others = overdue.actions.filter { !listed.contains(Address.action($0.id)) }.prefix(5)
        let isMore = overdue.actions.contains { listed.contains(Address.action($0.id)) }
        let rows: [[Table.Cell]] = others.map { action in
            [
                .link(action.title, visit.frame.link(Address.action(action.id))),
                .text(action.target),
                .text(action.leads),
            ]
        }
        return """
            <h2 class="dr-heading-m">Action plan</h2>
            \(KeyFigures([
                KeyFigure(
                    "Overdue", value: "\(overdue.total)", base: "of \(all) actions",
                    share: all == 0 ? nil : Double(overdue.total) / Double(all),
                    path: visit.frame.link(Address.actions + "?overdue=yes")),
                KeyFigure(
                    "Without a date", value: "\(withoutDate)", base: "waiting for a target",
                    path: visit.frame.link(settles ? Address.queue + "?kind=noDate" : Address.actions + "?queue=noDate")),
                KeyFigure(
                    "To be mapped", value: "\(toMap)", base: "waiting for framework, aim or characteristic",
                    path: visit.frame.link(
                        settles ? Address.queue + "?kind=mapping" : Address.actions + "?queue=toBeMapped")),
            ]))
            \(settles ? "<p><a href=\"\(visit.frame.link(Address.queue))?kind=open\">Report on the open actions</a>, the most pressing first</p>" : HTML())
            \(others.isEmpty && overdue.total > 0 ? HTML() : Table(
                isMore ? "More overdue actions" : "Overdue actions", columns: ["Objective or task", "Target", "Lead"],
                rows: rows, empty: "No action is overdue.").html)
            """
    }

    private func publications(_ visit: Visit) async throws -> HTML {
        let works = try await office.publications.publications()
        let rows: [[Table.Cell]] = works.map { work in
            let path = visit.frame.link(Address.publications)
            guard let edition = work.current else {
                return [.link(work.kind.name, path), "None in force", "The last edition was withdrawn."]
            }
            return [
                .link(work.kind.name, path),
                .html("Edition \(edition.number), \(edition.publishedAt.day.timeElement)"),
                .text(edition.summary),
            ]
        }
        return """
            <h2 class="dr-heading-m">Published</h2>
            \(Table("Latest editions", columns: ["Work", "Edition", "Summary"], rows: rows, empty: "Nothing has been published yet."))
            """
    }
}

/// Every component in every state, for those who build and test the pages.
struct ComponentGallery {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        office.page(visit, GalleryPage.title, in: .none, GalleryPage.main)
    }
}
