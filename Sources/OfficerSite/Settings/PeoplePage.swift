// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Everybody who can sign in.
struct PeoplePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let people = try await office.people.people()
        let rows: [[Table.Cell]] = people.map { person in
            [
                .link(person.signInName, visit.frame.link(Address.person(person.id))), .text(person.post),
                .text([person.directorate, person.service].filter { !$0.isEmpty }.joined(separator: ", ")),
                .text(person.grants.map(\.inWords).joined(separator: "; ")),
                .html(person.isDisabled ? Tag("Disabled", .inactive).html : Tag("Active", .good).html),
            ]
        }
        return office.page(
            visit, "People", in: .settings, trail: .back(visit.frame.link(Address.settings)),
            """
            \(PageHeading("People"))
            \(ButtonGroup([Button("Add a person", path: visit.frame.link(Address.newPerson))]))
            \(Table("People who can sign in", isCaptionHidden: true, columns: ["Sign-in name", "Post", "Works in", "Roles", "State"], rows: rows))
            """)
    }
}

/// A new person, or another role, password or state for one.
struct EditPersonPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse { try await page(visit, nil) }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let fields = visit.fields
        var problems: [Problem] = []
        let name = fields.text("name")
        let post = fields.text("post")
        if name.isEmpty { problems.append(Problem(at: "name", "Enter a sign-in name")) }
        if name.count > 200 {
            problems.append(Problem(at: "name", "Sign-in name must be 200 characters or fewer"))
        }
        if post.isEmpty { problems.append(Problem(at: "post", "Enter a post")) }
        if let refusal = PasswordRule.refusal(of: fields.raw("password"), signInName: name) {
            problems.append(Problem(at: "password", refusal))
        }
        let (grant, grantProblem) = try await grant(fields)
        if let grantProblem { problems.append(grantProblem) }
        if try await office.sessions.account(name) != nil {
            problems.append(Problem(at: "name", "Sign-in name must be one that nobody has yet"))
        }
        guard problems.isEmpty, let grant else { return try await page(visit, nil, problems) }
        let hash = try await office.passwords.hash(fields.raw("password"))
        try await office.people.add(
            signInName: name, post: post, directorate: fields.text("directorate"),
            service: fields.text("service"), passwordHash: hash, grants: [grant], visit.change())
        return .redirect(visit.frame.link(Address.people) + "?done=person")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await person(visit))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let person = try await person(visit)
        do {
            if let problem = try await act(on: person, visit) {
                return try await page(visit, person, [problem])
            }
        } catch is LastAdministrator {
            let text = "Role must stay with somebody: nobody else could look after people"
            return try await page(visit, person, [Problem(at: "role", text)])
        } catch is EditConflict {
            let text =
                "Somebody else has changed this person meanwhile. Check what stands here now and choose again"
            return try await page(
                visit, try await self.person(visit), [Problem(at: "role", text)], status: 409)
        }
        return .redirect(visit.frame.link(Address.people) + "?done=person")
    }

    /// Does what the pressed button says; the problem where it cannot be done.
    private func act(on person: Person, _ visit: Visit) async throws -> Problem? {
        let version = Int(visit.fields.text("version"))
        switch visit.fields.text("act") {
        case "disable", "enable":
            guard person.id != visit.signedIn?.person.id else {
                return Problem(at: "act", "Your own account must be disabled by somebody else")
            }
            let isDisabled = visit.fields.text("act") == "disable"
            try await office.people.setDisabled(isDisabled, person.id, version: version, visit.change())
        case "place":
            let directorate = visit.fields.text("directorate")
            let service = visit.fields.text("service")
            for (name, text) in [("directorate", directorate), ("service", service)] where text.count > 200 {
                return Problem(at: name, "\(name.capitalized) must be 200 characters or fewer")
            }
            try await office.people.setPlace(
                directorate: directorate, service: service, of: person.id, version: version, visit.change())
        case "contact":
            let (contact, problems) = ContactForm.reading(visit.fields)
            guard let contact else { return problems.first }
            try await office.people.setContact(contact, of: person.id, version: version, visit.change())
        case "password":
            let password = visit.fields.raw("password")
            if let refusal = PasswordRule.refusal(of: password, signInName: person.signInName) {
                return Problem(at: "password", refusal)
            }
            let hash = try await office.passwords.hash(password)
            try await office.people.setPassword(hash, of: person.id, version: version, visit.change())
        default:
            let (grant, problem) = try await grant(visit.fields)
            guard let grant else { return problem }
            let grants = visit.fields.text("act") == "add" ? person.grants + [grant] : [grant]
            try await office.people.setGrants(grants, of: person.id, version: version, visit.change())
        }
        return nil
    }

    private func person(_ visit: Visit) async throws -> Person {
        guard let person = try await office.people.people().first(where: { $0.id == visit.parameter("id") })
        else {
            throw Refusal.notFound
        }
        return person
    }

    private func grant(_ fields: FormFields) async throws -> (Grant?, Problem?) {
        guard let role = Role(rawValue: fields.text("role")) else {
            return (nil, Problem(at: "role", "Select a role"))
        }
        let directorate = fields.text("scope")
        guard !directorate.isEmpty else { return (Grant(role, within: .body), nil) }
        let isKnown = try await office.bodies.units().contains {
            $0.kind == .directorate && $0.name == directorate
        }
        guard isKnown else { return (nil, Problem(at: "scope", "Select a directorate of the structure")) }
        return (Grant(role, within: .directorate(directorate)), nil)
    }

    private func roleFields(_ fields: FormFields, _ directorates: [String], _ problems: [Problem]) -> HTML {
        let scopes =
            [Choice("", "The whole body", isChosen: fields.text("scope").isEmpty)]
            + directorates.map { Choice($0, $0, isChosen: fields.text("scope") == $0) }
        let roles =
            [Choice("", "Select a role", isChosen: fields.text("role").isEmpty)]
            + Role.allCases.map { Choice($0.rawValue, $0.name, isChosen: fields.text("role") == $0.rawValue) }
        return """
            \(Select("role", label: "Role", roles, problems))
            \(Select("scope", label: "How far the role reaches", scopes, problems))
            """
    }

    private func placeFields(_ fields: FormFields, _ person: Person?, _ problems: [Problem]) -> HTML {
        func value(_ name: String, _ stored: String?) -> String {
            fields.has(name) ? fields.text(name) : stored ?? ""
        }
        return """
            \(TextInput("directorate", label: "Directorate (optional)", hint: "Where the person works: a peer challenger comes from elsewhere", value: value("directorate", person?.directorate), width: .half, problems))
            \(TextInput("service", label: "Service (optional)", value: value("service", person?.service), width: .half, problems))
            """
    }

    private func page(
        _ visit: Visit, _ person: Person?, _ problems: [Problem] = [], status: Int? = nil
    ) async throws -> WebResponse {
        let title = person?.post ?? "Add a person"
        let directorates = try await office.bodies.units().filter { $0.kind == .directorate }.map(\.name)
        let content =
            if let person {
                existing(
                    visit, person, directorates, try await office.people.contact(of: person.id), problems)
            } else {
                new(visit, directorates, problems)
            }
        return office.page(
            visit, title, in: .settings, trail: .back(visit.frame.link(Address.people)), problems: problems,
            status: status, "\(PageHeading(title, caption: "People"))\(content)")
    }

    private func new(_ visit: Visit, _ directorates: [String], _ problems: [Problem]) -> HTML {
        let content: HTML = """
            \(TextInput("name", label: "Sign-in name", hint: "A work e-mail address or a short name", value: visit.fields.text("name"), width: .half, autocomplete: "off", problems))
            \(TextInput("post", label: "Post", hint: "Shown to others in place of a name, such as Head of Housing", value: visit.fields.text("post"), width: .half, problems))
            \(TextInput("password", label: "First password", hint: "12 characters or more; the person changes it after signing in", kind: .password, width: .half, autocomplete: "new-password", problems))
            \(placeFields(visit.fields, nil, problems))
            \(roleFields(visit.fields, directorates, problems))
            \(Button("Add the person"))
            """
        return office.form(visit, Address.newPerson, content).html
    }

    private func existing(
        _ visit: Visit, _ person: Person, _ directorates: [String], _ contact: Contact,
        _ problems: [Problem]
    ) -> HTML {
        let version = HiddenInput("version", String(person.version))
        let address = Address.person(person.id)
        let state = person.isDisabled ? "enable" : "disable"
        let roles: HTML = """
            \(version)
            \(roleFields(visit.fields, directorates, problems))
            \(ButtonGroup([Button("Replace all roles", .secondary, name: "act", value: "replace"), Button("Add this role", .secondary, name: "act", value: "add")]))
            """
        let place: HTML = """
            \(version)\(HiddenInput("act", "place"))
            \(placeFields(visit.fields, person, problems))
            \(Button("Save where the person works", .secondary))
            """
        let reminders: HTML = """
            \(version)\(HiddenInput("act", "contact"))
            \(ContactForm.inputs(contact, visit.fields, problems))
            \(Button("Save how reminders go", .secondary))
            """
        let password: HTML = """
            \(version)\(HiddenInput("act", "password"))
            \(TextInput("password", label: "New password", kind: .password, width: .half, autocomplete: "new-password", problems))
            \(Button("Set the password", .secondary))
            """
        let stateButton = Button(
            person.isDisabled ? "Let in again" : "Disable", person.isDisabled ? .secondary : .warning,
            name: "act", value: state)
        return """
            \(SummaryList([
                .init("Sign-in name", text: person.signInName),
                .init("Roles", text: person.grants.map(\.inWords).joined(separator: "\n")),
                .init("State", text: person.isDisabled ? "Disabled" : "Active"),
            ]))
            <h2 class="dr-heading-m">Roles</h2>
            \(office.form(visit, address, roles))
            <h2 class="dr-heading-m">Works in</h2>
            \(office.form(visit, address, key: Identifier.next(), place))
            <h2 class="dr-heading-m">Reminders</h2>
            \(office.form(visit, address, key: Identifier.next(), reminders))
            <h2 class="dr-heading-m">Password</h2>
            \(office.form(visit, address, key: Identifier.next(), password))
            <h2 class="dr-heading-m">Access</h2>
            <div id="act" tabindex="-1">\(office.form(visit, address, key: Identifier.next(), "\(version)\(stateButton)"))</div>
            """
    }
}
