// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Testing

@testable import WebServer

@Suite struct `A request` {
    @Test func `reaches the route of its path, and a fixed part goes before a colon part`() async {
        let dispatcher = SmallSite().dispatcher()
        for (path, expected) in [
            ("/eastmarsh/records/7", "/records/:id 7"), ("/eastmarsh/records/new", "/records/new "),
            ("/eastmarsh/records/a%2Fb", "/records/:id a/b"), ("/eastmarsh/", "/ "),
        ] {
            let response = await dispatcher.answer(WebRequest(.get, path))
            #expect(response.status == 200, "\(path)")
            #expect(response.text.contains(expected), "\(path): \(response.text)")
        }
    }

    @Test(
        arguments: [
            "/eastmarsh/nowhere", "/eastmarsh/records", "/eastmarsh/records/1/2", "/westmarsh/",
            "/assets/none.css",
            "/eastmarsh/records/1/edit", "/%00", "/..%2f..%2fetc/passwd",
        ])
    func `for what is not there gets a plain page that says so`(path: String) async {
        let response = await SmallSite().dispatcher().answer(WebRequest(.get, path))
        #expect(response.status == 404)
        #expect(response.text.contains("<h1"))
        #expect(response.header("cache-control") == "no-store")
    }

    @Test func `with the wrong method gets 405`() async {
        let dispatcher = SmallSite().dispatcher()
        #expect(await dispatcher.answer(WebRequest(.post, "/eastmarsh/records/7")).status == 405)
        #expect(await dispatcher.answer(WebRequest(.get, "/eastmarsh/open")).status == 405)
        #expect(await dispatcher.answer(WebRequest(.head, "/eastmarsh/open")).status == 405)
        #expect(await dispatcher.answer(WebRequest(.post, "/eastmarsh/nowhere")).status == 404)
    }

    @Test(arguments: [
        "/eastmarsh/", "/eastmarsh/records/7", "/assets/dueregard.css", "/health", "/eastmarsh/none",
    ])
    func `for the head alone gets the head of the page and no body`(path: String) async {
        let dispatcher = SmallSite().dispatcher()
        let get = await dispatcher.answer(WebRequest(.get, path))
        let head = await dispatcher.answer(WebRequest(.head, path))
        #expect(head.body.isEmpty)
        #expect(head.status == get.status)
        #expect(head.header("content-length") == String(get.body.count))
        #expect(head.header("content-type") == get.header("content-type"))
        #expect(head.header("etag") == get.header("etag"))
    }

    @Test func `to the front door goes to the only body, or to the list of several`() async {
        let one = await SmallSite().dispatcher().answer(WebRequest(.get, "/"))
        #expect(one.status == 303)
        #expect(one.header("location") == "/eastmarsh/")
        let two = await SmallSite().dispatcher(slugs: ["eastmarsh", "westmarsh"]).answer(
            WebRequest(.get, "/"))
        #expect(two.status == 200)
        #expect(two.text.contains("href=\"/westmarsh/\""))
        #expect(two.text.contains("westmarsh &lt;District&gt; Council"))
        #expect(!two.text.contains("<District>"))
    }

    @Test func `works below a base path and nowhere else`() async {
        let dispatcher = SmallSite().dispatcher(basePath: "/equality/duty")
        #expect(await dispatcher.answer(WebRequest(.get, "/equality/duty/eastmarsh/")).status == 200)
        #expect(await dispatcher.answer(WebRequest(.get, "/equality/duty/health")).status == 200)
        #expect(
            await dispatcher.answer(WebRequest(.get, "/equality/duty/assets/dueregard.css")).status == 200)
        for path in [
            "/eastmarsh/", "/health", "/assets/dueregard.css", "/equality/eastmarsh/", "/equality", "/",
        ] {
            #expect(await dispatcher.answer(WebRequest(.get, path)).status == 404, "\(path)")
        }
        let front = await dispatcher.answer(WebRequest(.get, "/equality/duty"))
        #expect(front.header("location") == "/equality/duty/eastmarsh/")
        let away = await dispatcher.answer(WebRequest(.get, "/equality/duty/eastmarsh/own?a=1&b=x%20y"))
        #expect(
            away.header("location")
                == "/equality/duty/eastmarsh/sign-in?return=%2Fequality%2Fduty%2Feastmarsh%2Fown%3Fa%3D1%26b%3Dx%2520y"
        )
        let missing = await dispatcher.answer(WebRequest(.get, "/equality/duty/eastmarsh/none")).text
        for part in missing.split(separator: "href=\"").dropFirst() {
            #expect(part.hasPrefix("/equality/duty/") || part.hasPrefix("#"), "\(part.prefix(60))")
        }
    }

    @Test func `may bring as many bytes as its route takes, and not one more`() async {
        let dispatcher = SmallSite().dispatcher()
        let limit = 512 * 1024
        #expect(dispatcher.bodyLimit(WebRequest(.post, "/eastmarsh/open")) == limit)
        #expect(dispatcher.bodyLimit(WebRequest(.post, "/eastmarsh/upload")) == 32 << 20)
        #expect(dispatcher.bodyLimit(WebRequest(.post, "/eastmarsh/nowhere")) == 0)
        #expect(dispatcher.bodyLimit(WebRequest(.post, "/westmarsh/open")) == 0)
        for (count, status) in [(limit, 200), (limit + 1, 413)] {
            let body = [UInt8](repeating: 97, count: count)
            #expect(
                await dispatcher.answer(WebRequest(.post, "/eastmarsh/open", body: body)).status == status)
        }
    }

    @Test func `for an unchanged public page is told so`() async {
        let dispatcher = SmallSite().dispatcher()
        let first = await dispatcher.answer(WebRequest(.get, "/eastmarsh/"))
        let tag = first.header("etag") ?? ""
        #expect(tag.count > 4)
        #expect(first.header("cache-control") == "public, max-age=60")
        for known in [tag, "\"other\", \(tag)", "W/\(tag)"] {
            let again = await dispatcher.answer(
                WebRequest(.get, "/eastmarsh/", headers: ["if-none-match": known]))
            #expect(again.status == 304, "\(known)")
            #expect(again.body.isEmpty)
            #expect(again.header("etag") == tag)
        }
        let changed = await dispatcher.answer(
            WebRequest(.get, "/eastmarsh/", headers: ["if-none-match": "\"0\""]))
        #expect(changed.status == 200)
        let own = await dispatcher.answer(.signedIn(.get, "/eastmarsh/own"))
        #expect(own.header("etag") == nil)
        #expect(own.header("cache-control") == "no-store")
    }
}

@Suite struct `A refusal or a fault` {
    @Test(
        arguments: [
            (Refusal.notFound, 404), (.notAllowed, 403), (.staleForm, 403), (.badRequest("x"), 400),
            (.methodNotAllowed, 405), (.tooLarge(limit: 1), 413), (.tooManyTries, 429), (.unavailable, 503),
            (.diskFull, 507),
        ])
    func `is a plain page with its status, kept by nobody`(refusal: Refusal, status: Int) async {
        let response = await SmallSite(failing: { throw refusal }).dispatcher().answer(
            WebRequest(.get, "/eastmarsh/fails"))
        #expect(response.status == status)
        #expect(response.text.components(of: "<h1") == 1)
        #expect(response.header("cache-control") == "no-store")
        #expect(response.header("etag") == nil)
    }

    @Test func `that came from a fault is logged once with the reference that the page shows`() async throws {
        struct Secret: Error, CustomStringConvertible { let description = "password=hunter2 <b>" }
        let site = SmallSite(failing: { throw Secret() })
        let response = await site.dispatcher().answer(WebRequest(.get, "/eastmarsh/fails?x=1"))
        #expect(response.status == 500)
        #expect(!response.text.contains("hunter2"))
        let logged = site.faults.withLock { $0 }
        #expect(logged.count == 1)
        let reference = try #require(logged.first?.split(separator: " ").first)
        #expect(reference.count == 8)
        #expect(response.text.contains(reference))
        #expect(logged[0].contains("GET /eastmarsh/fails"))
    }

    @Test func `is logged without the key of a secret address`() async throws {
        struct Fault: Error {}
        let site = SmallSite(failing: { throw Fault() })
        let response = await site.dispatcher(basePath: "/equality").answer(
            WebRequest(.get, "/equality/eastmarsh/keys/s3cret.ics"))
        #expect(response.status == 500 && !response.text.contains("s3cret"))
        let logged = site.faults.withLock { $0 }
        #expect(logged.count == 1 && !logged[0].contains("s3cret"))
        #expect(logged[0].hasSuffix("GET /equality/eastmarsh/keys/***"))
    }

    @Test func `before even the frame is known is a plain page too`() async {
        let response = await SmallSite().dispatcher(frameFails: true).answer(WebRequest(.get, "/eastmarsh/"))
        #expect(response.status == 503)
        #expect(response.text.contains("<h1"))
    }

    @Test func `that says the form was sent before leads to where it led`() async {
        let site = SmallSite(failing: { throw Refusal.alreadyDone(path: "/office/register/7") })
        let response = await site.dispatcher(basePath: "/e").answer(WebRequest(.get, "/e/eastmarsh/fails"))
        #expect(response.status == 303)
        #expect(response.header("location") == "/e/eastmarsh/office/register/7")
    }
}

extension String {
    /// How often another text stands in this one.
    func components(of part: String) -> Int { ranges(of: part).count }
}
