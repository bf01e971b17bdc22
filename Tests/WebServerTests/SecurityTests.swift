// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import WebServer

@Suite struct `Every answer` {
    /// assurance.md §6, on every response, errors included.
    static let wanted: [(String, String)] = [
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("x-content-type-options", "nosniff"), ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ]

    /// What is missing from the headers of an answer.
    static func gaps(in response: WebResponse) -> [String] {
        var gaps = wanted.filter { response.header($0.0) != $0.1 }.map(\.0)
        let policy = response.header("content-security-policy") ?? ""
        for part in [
            "default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
        ] where !policy.contains(part) { gaps.append(part) }
        if policy.contains("unsafe") || policy.contains("*") { gaps.append("a policy that allows anything") }
        if response.header("referrer-policy") == nil { gaps.append("referrer-policy") }
        if response.header("cache-control") == nil { gaps.append("cache-control") }
        let names = response.headers.map(\.name).filter { $0 != "set-cookie" }
        if Set(names).count != names.count { gaps.append("a header twice") }
        return gaps
    }

    @Test func `carries the headers that protect its reader`() async {
        let refusals: [Refusal] = [
            .notFound, .notAllowed, .staleForm, .badRequest(""), .tooLarge(limit: 1), .tooManyTries,
            .unavailable,
            .diskFull, .alreadyDone(path: "/"),
        ]
        var answers: [WebResponse] = []
        for refusal in refusals {
            let site = SmallSite(failing: { throw refusal })
            answers.append(await site.dispatcher().answer(WebRequest(.get, "/eastmarsh/fails")))
        }
        struct Fault: Error {}
        let faulty = SmallSite(failing: { throw Fault() }).dispatcher()
        answers.append(await faulty.answer(WebRequest(.get, "/eastmarsh/fails")))
        let dispatcher = SmallSite().dispatcher()
        for path in [
            "/", "/health", "/assets/dueregard.css", "/assets/dueregard.js", "/assets/none", "/eastmarsh/",
            "/eastmarsh/own", "/eastmarsh/nowhere", "/nowhere",
        ] {
            for method in WebRequest.Method.allCases {
                answers.append(await dispatcher.answer(WebRequest(method, path)))
            }
        }
        answers.append(dispatcher.plainAnswer(.unreadable, status: 408))
        #expect(answers.count > 35)
        for (index, answer) in answers.enumerated() { #expect(Self.gaps(in: answer) == [], "\(index)") }
        #expect(Self.gaps(in: WebResponse()).count > 5, "an answer without headers must be noticed")
    }

    @Test func `sets cookies that scripts and other sites cannot use`() {
        var response = WebResponse()
        response.setCookie("__Host-x", "1", secure: true, path: "/", seconds: 60)
        let cookie = response.header("set-cookie") ?? ""
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=60"] {
            #expect(cookie.contains(part))
        }
        #expect(!cookie.contains("Domain"))
        let settings = SmallSite().dispatcher(isSecure: true).settings
        #expect(settings.sessionCookie("eastmarsh") == "__Host-dueregard-eastmarsh")
    }

    @Test func `that is a file keeps line breaks and quotes out of its name`() {
        let name = "a\"b\r\nSet-Cookie: x=1\u{0}é.csv"
        let value = WebResponse.file([], type: "text/csv", name: name).header("content-disposition") ?? ""
        #expect(!value.contains("\r") && !value.contains("\n") && !value.contains("\u{0}"))
        #expect(value.components(of: "\"") == 2)
        #expect(value.hasPrefix("attachment; "))
    }
}

@Suite struct `A form that is sent` {
    private static func status(
        _ headers: [String: String] = [:], token: String? = "form-token", origin: String? = nil
    ) async -> Int {
        let site = SmallSite()
        let form = token.map { "csrf=\($0)&x=1" } ?? "x=1"
        let response = await site.dispatcher(publicOrigin: origin).answer(
            .signedIn(.post, "/eastmarsh/own", form: form, headers: headers))
        let reached = site.visits.withLock { $0.count }
        // A refused form must not have reached its page.
        #expect(reached == (response.status == 200 ? 1 : 0))
        return response.status
    }

    @Test func `needs the token of its session`() async {
        #expect(await Self.status() == 200)
        for token in ["", "other", "form-token2", "FORM-TOKEN"] {
            #expect(await Self.status(token: token) == 403)
        }
        #expect(await Self.status(token: nil) == 403)
        #expect(await Self.status(token: "other&csrf=form-token") == 403)
    }

    @Test(
        arguments: [
            (["sec-fetch-site": "same-origin"], 200), (["sec-fetch-site": "none"], 200),
            (["sec-fetch-site": "cross-site"], 403), (["sec-fetch-site": "same-site"], 403),
            (["origin": "http://council.example", "host": "council.example"], 200),
            (["origin": "https://council.example", "host": "council.example"], 200),
            (["origin": "https://evil.example", "host": "council.example"], 403),
            (["origin": "null", "host": "council.example"], 403),
            (["origin": "https://council.example.evil.example", "host": "council.example"], 403),
            (["origin": "https://council.example:8443", "host": "council.example"], 403),
            (["origin": "https://evil.example"], 403),
        ])
    func `must come from a page of ours`(headers: [String: String], status: Int) async {
        #expect(await Self.status(headers) == status)
    }

    @Test func `is compared with the public address where one is set`() async {
        let own = "https://equality.eastmarsh.example"
        #expect(await Self.status(["origin": own, "host": "127.0.0.1:8080"], origin: own) == 200)
        #expect(
            await Self.status(["origin": "http://127.0.0.1:8080", "host": "127.0.0.1:8080"], origin: own)
                == 403)
    }

    /// Otherwise another site could put its own words into the form that is kept through a sign-in.
    @Test func `from another site is refused before anything of it is shown, session or not`() async {
        for cookie in ["", "dueregard-eastmarsh=good"] {
            let site = SmallSite()
            let response = await site.dispatcher().answer(
                .signedIn(
                    .post, "/eastmarsh/own", form: "x=planted-words&csrf=form-token",
                    headers: ["origin": "https://evil.example", "host": "council.example", "cookie": cookie]))
            #expect(response.status == 403)
            #expect(!response.text.contains("planted-words"))
        }
    }

    @Test func `after its session ended is kept through the sign-in, without passwords and tokens`() async {
        let response = await SmallSite().dispatcher().answer(
            WebRequest(
                .post, "/eastmarsh/own?tab=2",
                body: Array("title=%3Cb%3EKeep+me&csrf=old&idempotency-key=k&new-password=secret".utf8)))
        #expect(response.status == 401)
        #expect(response.text.contains("name=\"kept-title\""))
        #expect(response.text.contains("&lt;b&gt;Keep me"))
        #expect(!response.text.contains("secret"))
        #expect(!response.text.contains("kept-csrf"))
        #expect(response.text.contains("value=\"/eastmarsh/own?tab=2\""))
        let gone = await SmallSite().dispatcher().answer(
            WebRequest(.post, "/eastmarsh/gone", body: Array("a=1".utf8)))
        #expect(gone.status == 303)
    }

    @Test func `more than sixty times a minute from one unknown address is slowed down`() async {
        let dispatcher = SmallSite().dispatcher()
        var answers: [Int] = []
        for _ in 1...61 {
            answers.append(
                await dispatcher.answer(WebRequest(.post, "/eastmarsh/open", address: "192.0.2.1")).status)
        }
        #expect(answers == Array(repeating: 200, count: 60) + [429])
        #expect(
            await dispatcher.answer(WebRequest(.post, "/eastmarsh/open", address: "192.0.2.2")).status == 200)
    }
}

@Suite struct `A route` {
    @Test(
        arguments: [
            ("/eastmarsh/own", 200), ("/eastmarsh/housing", 200), ("/eastmarsh/whole", 403),
            ("/eastmarsh/people", 403),
        ])
    func `lets in whoever holds its permission as far as it asks`(path: String, status: Int) async {
        let dispatcher = SmallSite().dispatcher()
        #expect(await dispatcher.answer(.signedIn(.get, path)).status == status)
        for cookie in ["", "dueregard-eastmarsh=bad", "dueregard-westmarsh=good"] {
            let out = await dispatcher.answer(.signedIn(.get, path, headers: ["cookie": cookie]))
            #expect(out.status == 303, "\(cookie)")
            #expect(out.header("location")?.hasPrefix("/eastmarsh/sign-in?return=") == true)
        }
    }

    @Test func `gives its page the reach of the permission and no more`() async throws {
        let site = SmallSite()
        _ = await site.dispatcher().answer(.signedIn(.get, "/eastmarsh/housing"))
        let visit = try #require(site.visits.withLock { $0.first })
        #expect(visit.scope == .limited(directorates: ["housing"], records: []))
        #expect(visit.may(.editRegister))
        #expect(!visit.may(.managePeople))
        #expect(visit.actor == Change.Actor(id: "p1", post: "Equality lead", role: "serviceManager"))
    }
}
