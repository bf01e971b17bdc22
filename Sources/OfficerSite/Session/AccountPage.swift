// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The person's own account: their roles, and a new password.
struct AccountPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    /// Where reminders go, and whether they are wanted.
    private func saveContact(_ visit: Visit) async throws -> WebResponse {
        guard let person = visit.signedIn?.person else { throw Refusal.notFound }
        let (contact, problems) = ContactForm.reading(visit.fields)
        guard let contact else { return try await page(visit, problems: problems) }
        do {
            try await office.people.setContact(contact, of: person.id, visit.change())
        } catch is AlreadyDone {
            // The log names the person's page, which is not open to everybody.
        }
        return .redirect(visit.frame.link(Address.account) + "?done=saved")
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        if visit.fields.text("act") == "contact" { return try await saveContact(visit) }
        guard let person = visit.signedIn?.person else { throw Refusal.notFound }
        let old = visit.fields.raw("current-password")
        let new = visit.fields.raw("new-password")
        var problems: [Problem] = []
        let subjects = ["account:" + foldedForSearch(person.signInName)]
        if try await office.sessions.isTryingTooOften(subjects, at: visit.now) { throw Refusal.tooManyTries }
        let account = try await office.sessions.account(person.signInName)
        if old.isEmpty {
            problems.append(Problem(at: "current-password", "Enter your current password"))
        } else if !(try await office.passwords.fits(old, account?.hash)) {
            problems.append(Problem(at: "current-password", "Current password is not right"))
        }
        if let refusal = PasswordRule.refusal(of: new, signInName: person.signInName) {
            problems.append(Problem(at: "new-password", refusal))
        }
        guard problems.isEmpty else { return try await page(visit, problems: problems) }
        let hash = try await office.passwords.hash(new)
        try await office.people.setPassword(hash, of: person.id, visit.change())
        return .redirect(visit.frame.link(Address.signIn))
    }

    private func page(_ visit: Visit, problems: [Problem] = []) async throws -> WebResponse {
        let person = visit.signedIn?.person
        let rows: [SummaryList.Row] = [
            .init("Sign-in name", text: person?.signInName ?? ""), .init("Post", text: person?.post ?? ""),
            .init("Roles", text: (person?.grants ?? []).map(\.inWords).joined(separator: "\n")),
        ]
        let fields: HTML = """
            <div hidden><input type="text" name="name" value="\(person?.signInName ?? "")" autocomplete="username" readonly aria-label="Sign-in name"></div>
            \(TextInput(
                "current-password", label: "Current password", kind: .password, width: .half,
                autocomplete: "current-password", problems))
            \(TextInput(
                "new-password", label: "New password", hint: "12 characters or more. Three words you can remember are better than one with signs.",
                kind: .password, width: .half, autocomplete: "new-password", problems))
            \(Button("Change password"))
            """
        let contact = try await office.people.contact(of: person?.id ?? "")
        let reminders: HTML = """
            \(HiddenInput("act", "contact"))\(ContactForm.inputs(contact, visit.fields, problems))
            \(Button("Save", .secondary))
            """
        return office.page(
            visit, "Your account", in: .none, problems: problems,
            """
            \(PageHeading("Your account"))\(SummaryList(rows))
            <h2 class="dr-heading-m">Change your password</h2>
            <p>You will be signed out everywhere and sign in again with the new one.</p>
            \(office.form(visit, Address.account, fields))
            <h2 class="dr-heading-m">Reminders</h2>
            \(office.form(visit, Address.account, key: Identifier.next(), reminders))
            """)
    }
}
