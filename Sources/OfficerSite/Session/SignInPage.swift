// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Signing in, staying and signing out.
struct SignInPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        guard visit.signedIn == nil else {
            return .redirect(destination(visit, visit.request.query.text("return")))
        }
        return page(visit, returnAddress: visit.request.query.text("return"))
    }

    @Sendable func signIn(_ visit: Visit) async throws -> WebResponse {
        let name = visit.fields.text("name")
        let password = visit.fields.raw("password")
        var problems: [Problem] = []
        if name.isEmpty { problems.append(Problem(at: "name", "Enter your sign-in name")) }
        if password.isEmpty { problems.append(Problem(at: "password", "Enter your password")) }
        guard problems.isEmpty else { return page(visit, problems: problems) }
        let subjects = ["account:" + foldedForSearch(name), "address:" + visit.request.address]
        if try await office.sessions.isTryingTooOften(subjects, at: visit.now) { throw Refusal.tooManyTries }
        let account = try await office.sessions.account(name)
        let fits = try await office.passwords.fits(password, account?.hash)
        guard fits, let account, !account.isDisabled,
            let person = try await office.people.people().first(where: { $0.id == account.id })
        else {
            let problem = Problem(
                at: "name", "Sign-in name or password is not right. Check both and try again")
            return page(visit, problems: [problem])
        }
        let actor = Change.Actor(
            id: person.id, post: person.post,
            role: person.grants.map(\.role.rawValue).sorted().joined(separator: ","))
        let token = try await office.sessions.begin(
            person, from: visit.request.address, Change(by: actor, at: visit.now))
        var response = try await afterSignIn(visit, token: token)
        let settings = office.settings
        response.setCookie(
            settings.sessionCookie(office.body.slug), token, secure: settings.isSecure, path: "/",
            seconds: SessionStore.wholeSeconds)
        return response
    }

    @Sendable func signOut(_ visit: Visit) async throws -> WebResponse {
        let cookie = office.settings.sessionCookie(office.body.slug)
        if let token = visit.request.cookie(cookie) {
            try await office.sessions.end(token, Change(by: visit.actor, at: visit.now))
        }
        var response = WebResponse.redirect(visit.frame.link("/"))
        response.setCookie(cookie, "", secure: office.settings.isSecure, path: "/", seconds: 0)
        return response
    }

    /// Keeps the session alive; the script of a page asks for it, and the browser may too.
    @Sendable func stay(_ visit: Visit) async throws -> WebResponse {
        .redirect(visit.frame.link(Address.home))
    }

    /// Back to where the person wanted to be; with what they had typed, where a form was interrupted.
    private func afterSignIn(_ visit: Visit, token: String) async throws -> WebResponse {
        let target = destination(visit, visit.fields.text("return"))
        let kept = kept(visit)
        guard !kept.isEmpty, let signedIn = try await office.sessions.current(token, at: visit.now) else {
            return .redirect(target)
        }
        let hidden: [HTML] = kept.map { HiddenInput($0.name, $0.value).html }
        let form = Form(
            action: target, csrfToken: signedIn.formToken, idempotencyKey: Identifier.next(),
            "\(hidden)\(Button("Send what I entered"))")
        let main: HTML = """
            \(PageHeading("You are signed in"))
            <p>What you entered before is still here. Send it now, or leave this page to drop it.</p>
            \(form)
            """
        return .page(visit.frame.publicPage("You are signed in", main: main))
    }

    private func kept(_ visit: Visit) -> [FormFields.Field] {
        visit.fields.all.filter { $0.name.hasPrefix(SignInFirst.keptPrefix) }.map {
            FormFields.Field(name: String($0.name.dropFirst(SignInFirst.keptPrefix.count)), value: $0.value)
        }
    }

    /// Only addresses of this body: a sign-in page must not lead to other sites.
    private func destination(_ visit: Visit, _ wanted: String) -> String {
        let own = visit.frame.link("/")
        let hasDots =
            wanted.lowercased().contains("%2e")
            || wanted.split(separator: "/").contains { $0 == ".." || $0 == "." }
        guard wanted.hasPrefix(own), !hasDots, !wanted.contains("//"), !wanted.contains("\\"),
            !wanted.contains(where: \.isNewline)
        else {
            return visit.frame.link(Address.home)
        }
        return wanted
    }

    private func page(_ visit: Visit, returnAddress: String? = nil, problems: [Problem] = []) -> WebResponse {
        let demonstration: HTML =
            office.body.isDemonstration
            ? InsetText(
                """
                <p>This is a demonstration. Sign in as any of these: \(DemonstrationAccounts.names.joined(separator: ", ")). \
                The password of all is <strong>\(DemonstrationAccounts.password)</strong>.</p>
                """
            ).html : ""
        let form = SignInForm(
            frame: visit.frame, returnAddress: returnAddress ?? visit.fields.text("return"),
            kept: kept(visit),
            name: visit.fields.text("name"), problems: problems)
        let main: HTML = "\(PageHeading("Sign in"))\(demonstration)\(form)"
        return .page(
            visit.frame.publicPage(
                "Sign in", trail: .back(visit.frame.link("/")), problems: problems, main: main),
            status: problems.isEmpty ? 200 : 422)
    }
}

/// The invented people of a demonstration: at least one for each role, all with the same published password.
public enum DemonstrationAccounts {
    /// The one password of all of them, shown on the sign-in page.
    public static let password = "demonstration only"
    /// Sign-in name, role and post. `author` is a second service manager, of another service than `manager`, and
    /// `member` a second councillor, because a decision is seldom one person's.
    public static let all: [(name: String, role: Role, post: String)] = [
        ("lead", .equalityLead, "Equality lead"), ("manager", .serviceManager, "Service manager"),
        ("author", .serviceManager, "Service manager of another service"),
        ("director", .director, "Director"), ("challenger", .challenger, "Peer challenger"),
        ("councillor", .councillor, "Councillor"), ("member", .councillor, "Councillor, second member"),
        ("democratic", .democraticServices, "Democratic services officer"),
        ("analyst", .analyst, "Insight analyst"), ("hr", .humanResources, "Human resources officer"),
        ("engagement", .engagement, "Engagement officer"),
        ("commissioning", .commissioning, "Commissioning officer"), ("auditor", .auditor, "Auditor"),
        ("admin", .administrator, "Administrator"),
    ]
    static var names: [String] { all.map(\.name) }
}
