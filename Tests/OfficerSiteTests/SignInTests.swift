// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `Signing in` {
    private static func signIn(
        _ council: Council, _ name: String, _ password: String, return address: String = "",
        from: String = "192.0.2.9"
    ) async -> WebResponse {
        await council.stranger.send(
            "/eastmarsh/sign-in", [("name", name), ("password", password), ("return", address)], address: from
        )
    }

    @Test func `leads to the home page with a cookie for this body alone`() async throws {
        let council = try await Council()
        try await council.add("lead", [Grant(.equalityLead, within: .body)])
        let response = await Self.signIn(council, "LEAD", Council.password)
        #expect(response.status == 303)
        #expect(response.header("location") == "/eastmarsh/office")
        let cookie = response.header("set-cookie") ?? ""
        #expect(cookie.hasPrefix("dueregard-eastmarsh="))
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
        let token = String(cookie.dropFirst("dueregard-eastmarsh=".count).prefix { $0 != ";" })
        #expect(token.count >= 43)
        let home = await Visitor(council: council, token: token, formToken: "").get("/eastmarsh/office")
        #expect(home.status == 200)
        #expect(home.text.contains("Post of lead"))
    }

    @Test func `says the same of a wrong password, an unknown account and a disabled one`() async throws {
        let council = try await Council()
        try await council.add("lead", [Grant(.equalityLead, within: .body)])
        let gone = try await council.add("gone", [Grant(.equalityLead, within: .body)])
        try await PeopleStore(database: council.database).setDisabled(true, gone, Council.change)
        var pages: [String] = []
        for (name, password) in [
            ("lead", "wrong password"), ("gone", Council.password), ("nobody", "wrong password"),
        ] {
            let response = await Self.signIn(council, name, password)
            #expect(response.status == 422)
            #expect(response.header("set-cookie") == nil)
            #expect(!response.text.contains(password))
            pages.append(response.text.replacing("value=\"\(name)\"", with: ""))
        }
        #expect(pages[0] == pages[1])
        #expect(pages[0] == pages[2])
        #expect(Markup(pages[0]).problems.map(\.field) == ["name"])
    }

    @Test
    func `is refused after ten tries of one account, whatever the password, until five minutes have gone`()
        async throws
    {
        let council = try await Council()
        try await council.add("lead", [Grant(.equalityLead, within: .body)])
        for index in 1...10 {
            #expect(await Self.signIn(council, "lead", "wrong", from: "192.0.2.\(index)").status == 422)
        }
        #expect(await Self.signIn(council, "lead", Council.password, from: "192.0.2.50").status == 429)
        council.clock.advance(seconds: 301)
        #expect(await Self.signIn(council, "lead", Council.password, from: "192.0.2.50").status == 303)
    }

    @Test func `is refused after ten failed tries from one address`() async throws {
        let council = try await Council()
        try await council.add("lead", [Grant(.equalityLead, within: .body)])
        for index in 1...10 { #expect(await Self.signIn(council, "guess\(index)", "wrong").status == 422) }
        #expect(await Self.signIn(council, "lead", Council.password).status == 429)
        #expect(await Self.signIn(council, "lead", Council.password, from: "192.0.2.77").status == 303)
    }

    @Test func `of a whole council behind one address is no attack`() async throws {
        let council = try await Council()
        for index in 1...15 {
            try await council.add("officer\(index)", [Grant(.auditor, within: .body)])
            #expect(await Self.signIn(council, "officer\(index)", Council.password).status == 303)
        }
    }

    @Test(
        arguments: [
            ("/eastmarsh/office/register?q=a%20b", "/eastmarsh/office/register?q=a%20b"),
            ("https://evil.example/", "/eastmarsh/office"), ("//evil.example", "/eastmarsh/office"),
            ("/eastmarsh//evil.example", "/eastmarsh/office"), ("/\\evil.example", "/eastmarsh/office"),
            ("/westmarsh/office", "/eastmarsh/office"), ("javascript:alert(1)", "/eastmarsh/office"),
            ("/eastmarsh/x\r\nSet-Cookie: a=b", "/eastmarsh/office"), ("", "/eastmarsh/office"),
            ("/eastmarsh/../westmarsh/office", "/eastmarsh/office"),
            ("/eastmarsh/%2e%2e/", "/eastmarsh/office"),
        ])
    func `leads back to an address of this body only`(wanted: String, expected: String) async throws {
        let council = try await Council()
        try await council.add("lead", [Grant(.equalityLead, within: .body)])
        let response = await Self.signIn(council, "lead", Council.password, return: wanted)
        #expect(response.status == 303)
        #expect(response.header("location") == expected)
        let again = try await council.visitor().get("/eastmarsh/sign-in?return=\(FormFields.encoded(wanted))")
        #expect(again.header("location") == expected)
    }

    @Test func `lasts thirty minutes without use and twelve hours in all`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        council.clock.advance(seconds: 29 * 60)
        #expect(await visitor.get("/eastmarsh/office").status == 200)
        council.clock.advance(seconds: 31 * 60)
        #expect(await visitor.get("/eastmarsh/office").status == 303)

        let busy = try await council.visitor()
        for _ in 1...35 {
            council.clock.advance(seconds: 20 * 60)
            #expect(await busy.get("/eastmarsh/office").status == 200)
        }
        council.clock.advance(seconds: 20 * 60)
        #expect(await busy.get("/eastmarsh/office").status == 303)
    }

    @Test func `ends by signing out, which needs the form's token`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.send("/eastmarsh/sign-out", [], token: "other").status == 403)
        #expect(await visitor.get("/eastmarsh/office").status == 200)
        let out = await visitor.send("/eastmarsh/sign-out", [])
        #expect(out.status == 303)
        #expect(out.header("set-cookie")?.contains("Max-Age=0") == true)
        #expect(await visitor.get("/eastmarsh/office").status == 303)
    }

    @Test
    func `ends for all sessions of a person when their roles change, their password, or they are disabled`()
        async throws
    {
        let council = try await Council()
        try await council.addDirectorate("Housing")
        let admin = try await council.visitor("admin", [Grant(.administrator, within: .body)])
        let id = try await council.add("officer", [Grant(.auditor, within: .body)])
        for act in [
            [("act", "add"), ("role", "director"), ("scope", "Housing")],
            [("act", "password"), ("password", "four words remembered now")], [("act", "disable")],
        ] {
            let officer = try await council.visitor("officer")
            #expect(await officer.get("/eastmarsh/office").status == 200)
            let answer = await admin.send("/eastmarsh/office/settings/people/\(id)", act)
            #expect(answer.status == 303, "\(act)")
            #expect(await officer.get("/eastmarsh/office").status == 303, "\(act)")
        }
        #expect(await admin.get("/eastmarsh/office").status == 200)
        let people = try await PeopleStore(database: council.database).people()
        let officer = try #require(people.first { $0.id == id })
        #expect(
            Set(officer.grants) == [
                Grant(.auditor, within: .body), Grant(.director, within: .directorate("Housing")),
            ])
        #expect(officer.isDisabled)
    }

    @Test func `again after a session has ended brings back what was typed`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        council.clock.advance(seconds: 3_600)
        let typed = [("title", "Typed <before> the end"), ("lead", "Equality lead")]
        let asked = await visitor.send("/eastmarsh/office/actions/new", typed)
        #expect(asked.status == 401)
        var fields = Markup(asked).fields(of: "/eastmarsh/sign-in").map { ($0.name, $0.value) }
        fields.removeAll { ["name", "password"].contains($0.0) }
        let back = await council.stranger.send(
            "/eastmarsh/sign-in", fields + [("name", "lead"), ("password", Council.password)])
        let kept = Markup(back).fields(of: "/eastmarsh/office/actions/new")
        #expect(kept.first { $0.name == "title" }?.value == "Typed <before> the end")
        #expect(kept.first { $0.name == "csrf" }?.value.isEmpty == false)
    }

    @Test func `changes a password only with the old one, and by the rule`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let path = "/eastmarsh/office/account"
        for (old, new, field) in [
            ("wrong", "four words remembered now", "current-password"),
            (Council.password, "short", "new-password"),
            ("", "four words remembered now", "current-password"),
            (Council.password, "passwordpassword", "new-password"),
        ] {
            let answer = await visitor.send(path, [("current-password", old), ("new-password", new)])
            #expect(answer.status == 422, "\(old) \(new)")
            #expect(Markup(answer).problems.map(\.field) == [field])
            #expect(!answer.text.contains(new))
        }
        let done = await visitor.send(
            path, [("current-password", Council.password), ("new-password", "four words remembered now")])
        #expect(done.status == 303)
        #expect(await visitor.get("/eastmarsh/office").status == 303)
        #expect(await Self.signIn(council, "lead", Council.password).status == 422)
        #expect(await Self.signIn(council, "lead", "four words remembered now").status == 303)
    }
}
