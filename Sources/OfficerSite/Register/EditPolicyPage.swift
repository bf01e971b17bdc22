// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A new line of the register, or changes to one.
struct EditPolicyPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, PolicyForm(), changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let form = PolicyForm(visit.fields, criteria: profile.criteria)
        var (policy, problems) = form.reading(changing: nil, criteria: profile.criteria)
        problems += outside(visit, policy)
        guard problems.isEmpty else { return try await page(visit, form, changing: nil, problems) }
        do {
            let id = try await office.register(profile).add(policy, visit.change())
            return .redirect(visit.frame.link(Address.policy(id)) + "?done=added")
        } catch is ReferenceTaken {
            return try await page(visit, form, changing: nil, [Self.taken])
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let policy = try await policy(visit)
        return try await page(visit, PolicyForm(policy), changing: policy)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let current = try await policy(visit)
        let typed = PolicyForm(visit.fields, criteria: profile.criteria)
        if visit.fields.text(ConflictPage.marker) == "shown" {
            let mine = typed.reading(changing: current, criteria: profile.criteria).policy
            let open = PolicyForm.differences(mine: mine, theirs: current, criteria: profile.criteria)
            guard ConflictPage.problems(open, in: visit.fields).isEmpty else {
                return try await conflict(visit, typed, mine: mine, profile)
            }
        }
        let form = typed.taking(theirs: current) { visit.fields.text("keep-\($0)") == "theirs" }
        var started = current
        started.version = Int(visit.fields.text("version")) ?? 0
        var (policy, problems) = form.reading(changing: started, criteria: profile.criteria)
        problems += outside(visit, policy)
        guard problems.isEmpty else { return try await page(visit, form, changing: started, problems) }
        let details = policy.changes(from: current).joined(separator: "; ")
        guard !details.isEmpty else { return .redirect(visit.frame.link(Address.policy(current.id))) }
        do {
            try await office.register(profile).save(
                policy, within: visit.scope, details: details, visit.change())
            return .redirect(visit.frame.link(Address.policy(policy.id)) + "?done=saved")
        } catch is EditConflict {
            return try await conflict(visit, form, mine: policy, profile)
        } catch is ReferenceTaken {
            return try await page(visit, form, changing: started, [Self.taken])
        }
    }

    private static let taken = Problem(
        at: "reference", "Reference must be one that is not in the register yet")

    /// A person whose role is limited to directorates may not move a line out of them.
    private func outside(_ visit: Visit, _ policy: Policy) -> [Problem] {
        guard !visit.scope.holds(directorate: policy.directorate, record: policy.id) else { return [] }
        return [Problem(at: "directorate", "Directorate must be one that your role covers")]
    }

    private func policy(_ visit: Visit) async throws -> Policy {
        let profile = try await office.profile()
        guard
            let policy = try await office.register(profile).policy(visit.parameter("id"), within: visit.scope)
        else {
            throw Refusal.notFound
        }
        return policy
    }

    private func conflict(_ visit: Visit, _ form: PolicyForm, mine: Policy, _ profile: BodyProfile)
        async throws -> WebResponse
    {
        let theirs = try await policy(visit)
        return try await ConflictPage(
            section: .register, title: "Two versions of this record", caption: theirs.reference,
            kind: "policy",
            id: theirs.id, path: Address.policy(theirs.id, "/edit"), back: Address.policy(theirs.id),
            version: theirs.version,
            fields: PolicyForm.differences(mine: mine, theirs: theirs, criteria: profile.criteria),
            typed: form.hidden
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, _ form: PolicyForm, changing policy: Policy?, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let profile = try await office.profile()
        let directorates = try await office.bodies.units().filter { $0.kind == .directorate }.map(\.name)
        let title = policy == nil ? "Add to the register" : "Change this record"
        let back = policy.map { Address.policy($0.id) } ?? Address.register
        let version: HTML = policy.map { HiddenInput("version", String($0.version)).html } ?? ""
        let content: HTML = """
            \(version)\(form.html(profile, directorates: directorates, problems))
            \(ButtonGroup([Button(policy == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
            """
        let target = policy.map { Address.policy($0.id, "/edit") } ?? Address.newPolicy
        return office.page(
            visit, title, in: .register, trail: .back(visit.frame.link(back)), problems: problems,
            "\(PageHeading(title, caption: policy?.reference ?? ""))\(office.form(visit, target, content))")
    }
}
