// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import OfficerSite
@testable import PublicSite
@testable import WebServer

/// A council with both sites, or with the public one alone.
final class Town: Sendable {
    static let today = CalendarDay(2026, 11, 21)
    static let noon = Instant(milliseconds: Int64(today.dayNumber) * 86_400_000 + 43_200_000)
    static let change = Change(by: .commandLine, at: noon)

    let folder: String
    let database: SQLiteDatabase
    let office: Office
    let dispatcher: Dispatcher

    init(publicOnly: Bool = false, basePath: String = "") async throws {
        folder = FileManager.default.temporaryDirectory.path + "/dueregard-public-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let database = try SQLiteDatabase(path: folder + "/eastmarsh.sqlite", creating: true)
        try await database.migrate(at: Self.noon)
        let body = Body(
            slug: "eastmarsh", name: "Eastmarsh District Council", areaCode: nil, nation: .england)
        try await BodyStore(database: database).found(body, Self.change)
        let settings = ServiceSettings(
            basePath: basePath, now: { Self.noon }, today: { Self.today },
            logFault: { reference, error, place in
                Issue.record("\(reference) \(error) \(place)")
            })
        let library = ReferenceLibrary(
            schemes: [], duties: [], criteria: [], assessmentLabel: "EqIA", assessmentLabels: [],
            staleDays: 90,
            interval: AssessmentInterval(high: 1, medium: 3, low: 5))
        let office = Office(
            body: body, database: database, library: library, settings: settings,
            passwords: Passwords(cost: .quick))
        let store = PublicationStore(database: database)
        let information = EqualityInformationStore(database: database)
        let site = PublicSite(
            works: PublishedWorks(
                body: body, works: { try await store.publications() },
                artefact: { try await store.artefact($0, edition: $1, $2) },
                file: { try await information.file($0, edition: $1, $2) },
                accent: { try await office.accent() }),
            basePath: basePath, hasSignIn: !publicOnly)
        let frame: @Sendable () async throws -> SiteFrame = {
            publicOnly ? try await site.frame() : try await office.frame()
        }
        let identify: @Sendable (String, Instant) async throws -> SignedIn? = {
            try await office.identify($0, at: $1)
        }
        self.database = database
        self.office = office
        dispatcher = Dispatcher(
            sites: [
                Site(
                    slug: "eastmarsh", routes: site.routes + (publicOnly ? [] : office.routes),
                    frame: frame, identify: publicOnly ? nil : identify,
                    refusal: { office.refusal(of: $0) })
            ], settings: settings)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Two policies, an action, and an edition of each work.
    func publish() async throws {
        let register = RegisterStore(database: database, criteria: .standard)
        _ = try await register.add(
            Policy(
                id: "", reference: "H1", name: "Lettings", directorate: "Housing",
                assessments: [CalendarDay(2025, 1, 1)]),
            Self.change)
        _ = try await register.add(Policy(id: "", reference: "H2", name: "Repairs <em>"), Self.change)
        _ = try await ActionPlanStore(database: database, vocabulary: CharacteristicVocabulary([])).add(
            Action.reading(
                ActionCells(
                    title: "Consult <b>everybody</b>", targetDate: "Before July 2026", status: "On target"),
                characteristics: CharacteristicVocabulary([]), lastUpdated: Self.today),
            Self.change)
        _ = try await office.publish(.coverage, on: CalendarDay(2026, 3, 31), Self.change)
        _ = try await office.publish(.actionPlan, on: Self.today, Self.change)
        _ = try await office.publish(.progress, on: Self.today, Self.change)
    }

    func get(_ path: String, _ method: WebRequest.Method = .get) async -> WebResponse {
        await dispatcher.answer(WebRequest(method, "/eastmarsh" + path))
    }
}

extension WebResponse {
    fileprivate var text: String { String(decoding: body, as: UTF8.self) }
}

@Suite struct `What was published` {
    @Test func `is served byte for byte as it was stored, in every format`() async throws {
        let town = try await Town()
        try await town.publish()
        let store = PublicationStore(database: town.database)
        for kind in Publication.Kind.allCases where kind != .equalityInformation {
            let edition = try #require(try await store.publication(kind).editions.first)
            #expect(edition.artefacts.count == 3)
            for summary in edition.artefacts {
                let suffix = summary.format == .html ? "" : ".\(summary.format.rawValue)"
                let served = await town.get("/published/\(kind.address)/1\(suffix)")
                #expect(served.status == 200)
                #expect(Token.digest(served.body) == summary.digest, "\(kind) \(summary.format)")
                #expect(served.body.count == summary.size)
                #expect(served.header("content-type") == summary.format.mediaType)
            }
        }
    }

    /// The archive of what was said: nothing that happens later may reach into it.
    @Test func `stays the same when records, settings and colours change afterwards`() async throws {
        let town = try await Town()
        try await town.publish()
        let paths = ["/published/coverage/1", "/published/coverage/1.csv", "/published/action-plan/1.json"]
        var before: [String: [UInt8]] = [:]
        for path in paths { before[path] = await town.get(path).body }
        let register = RegisterStore(database: town.database, criteria: .standard)
        _ = try await register.add(Policy(id: "", reference: "H3", name: "Late"), Town.change)
        try await BodyStore(database: town.database).set(
            [Setting(name: BodyProfile.Name.accent, effectiveFrom: CalendarDay(2020, 1, 1), value: "7A2E4D")],
            Town.change)
        town.office.forgetProfile()
        _ = try await town.office.publish(.coverage, on: Town.today, Town.change)
        for path in paths { #expect(await town.get(path).body == before[path], "\(path)") }
        #expect(await town.get("/published/coverage/2").body != before[paths[0]])
    }

    @Test func `leads from its short address to the newest edition that holds`() async throws {
        let town = try await Town()
        #expect(await town.get("/coverage").text.contains("Not published yet"))
        try await town.publish()
        #expect(await town.get("/coverage").header("location") == "/eastmarsh/published/coverage/1")
        #expect(await town.get("/action-plan").header("location") == "/eastmarsh/published/action-plan/1")
        _ = try await town.office.publish(.coverage, on: Town.today, Town.change)
        #expect(await town.get("/coverage").header("location") == "/eastmarsh/published/coverage/2")
        _ = try await PublicationStore(database: town.database).withdraw(
            .coverage, edition: 2, reason: "Wrong day", Town.change)
        #expect(await town.get("/coverage").header("location") == "/eastmarsh/published/coverage/1")
    }

    @Test func `has further files of its own, which are gone when it is withdrawn`() async throws {
        let town = try await Town()
        let keep = InformationToKeep(
            title: "Equality information", summary: "s", asOf: Town.today,
            files: { _ in
                (
                    [Artefact(format: .html, bytes: Array("index".utf8))],
                    [
                        EditionFile(
                            name: "pools", mediaType: "text/html; charset=utf-8", bytes: Array("page".utf8)),
                        EditionFile(name: "pools.ods", mediaType: "application/x", bytes: [0, 1]),
                    ]
                )
            }, kept: [(path: "pools/pattern.csv", bytes: [9])], lines: [], after: "")
        _ = try await EqualityInformationStore(database: town.database).publish(keep, Town.change)
        let path = "/published/equality-information/1"
        #expect(await town.get(path).text == "index")
        let page = await town.get(path + "/pools")
        #expect(page.text == "page" && page.header("content-type") == "text/html; charset=utf-8")
        let file = await town.get(path + "/pools.ods")
        #expect(file.body == [0, 1] && file.header("content-type") == "application/x")
        for wrong in ["/pattern.csv", "/pools%2Fpattern.csv", "/certificate.txt", "/pools.xlsx", "/../pools"]
        {
            #expect(await town.get(path + wrong).status == 404, "\(wrong)")
        }
        #expect(await town.get("/published/equality-information/01/pools").status == 404)
        #expect(await town.get("/published/coverage/1/pools").status == 404)
        try await PublicationStore(database: town.database).withdraw(
            .equalityInformation, edition: 1, reason: "A wrong file", Town.change)
        #expect(await town.get(path + "/pools.ods").status == 410)
        let gone = await town.get(path + "/pools")
        #expect(gone.status == 200 && gone.text.contains("A wrong file") && !gone.text.contains("page</p>"))
    }

    @Test func `and withdrawn shows why, and its files are gone`() async throws {
        let town = try await Town()
        try await town.publish()
        let before = await town.get("/published/coverage/1").body
        _ = try await PublicationStore(database: town.database).withdraw(
            .coverage, edition: 1, reason: "The <b>date</b> was wrong", Town.change)
        let page = await town.get("/published/coverage/1")
        #expect(page.status == 200)
        #expect(page.text.contains("The &lt;b&gt;date&lt;/b&gt; was wrong"))
        #expect(!page.text.contains("<b>date"))
        #expect(page.body != before)
        for suffix in [".csv", ".json", ".html"] {
            let file = await town.get("/published/coverage/1\(suffix)")
            #expect(file.status == 410, "\(suffix)")
            #expect(file.header("cache-control") == "no-store")
        }
        #expect(await town.get("/published/coverage").text.contains("was wrong"))
        #expect(await town.get("/published").text.contains("Withdrawn"))
    }

    @Test func `is found by its words, without regard to case or accents`() async throws {
        let town = try await Town()
        try await town.publish()
        func found(_ words: String) async -> Int {
            let page = await town.get("/published?q=\(FormFields.encoded(words))").text
            return page.ranges(of: "/eastmarsh/published/coverage/1\"").count
                + page.ranges(of: "/eastmarsh/published/action-plan/1\"").count
        }
        #expect(await found("") == 2)
        #expect(await found("COVERAGE") == 1)
        #expect(await found("áction  PLAN") == 1)
        #expect(await found("equality") == 2)
        #expect(await found("1 of 2") == 1)
        #expect(await found("absent") == 0)
        #expect(await found("%") == 1)
        let hostile = await town.get("/published?q=%22%3E%3Cscript%3Ezap%3C/script%3E").text
        #expect(!hostile.contains("<script>zap"))
    }
}

@Suite struct `The public site` {
    @Test(
        arguments: [
            "/published/coverage/9", "/published/coverage/0", "/published/coverage/01",
            "/published/coverage/+1",
            "/published/coverage/1.pdf", "/published/coverage/1.html.csv", "/published/coverage/1.",
            "/published/none",
            "/published/none/1", "/published/coverage/1/2", "/published/Coverage", "/nowhere",
            "/published/coverage/99999999999999999999",
        ])
    func `says plainly that something is not there`(path: String) async throws {
        let town = try await Town()
        try await town.publish()
        let answer = await town.get(path)
        #expect(answer.status == 404, "\(path)")
        #expect(answer.text.contains("<h1"))
    }

    @Test func `tells nothing of what was not published`() async throws {
        let town = try await Town()
        try await town.publish()
        let secret = "Secret-4711"
        _ = try await RegisterStore(database: town.database, criteria: .standard).add(
            Policy(id: "", reference: secret, name: secret, directorate: secret, owner: secret), Town.change)
        _ = try await ActionPlanStore(database: town.database, vocabulary: CharacteristicVocabulary([])).add(
            Action.reading(
                ActionCells(title: secret, leadOfficer: secret),
                characteristics: CharacteristicVocabulary([]),
                lastUpdated: Town.today),
            Town.change)
        let pages = await Self.crawl(town)
        #expect(pages.count > 15)
        for (path, text) in pages { #expect(!text.contains(secret), "\(path)") }
        // The same words are found as soon as they are published: the crawl is not blind.
        _ = try await town.office.publish(.actionPlan, on: Town.today, Town.change)
        #expect(await Self.crawl(town).values.contains { $0.contains(secret) })
    }

    /// Everything that links lead to, without signing in.
    private static func crawl(_ town: Town) async -> [String: String] {
        var pages: [String: String] = [:]
        var waiting = ["/", "/published", "/coverage", "/action-plan"]
        while let path = waiting.popLast() {
            guard pages[path] == nil else { continue }
            let answer = await town.get(path)
            pages[path] = answer.text
            #expect(answer.status < 500, "\(path)")
            if let next = answer.header("location"), next.hasPrefix("/eastmarsh/") {
                waiting.append(String(next.dropFirst("/eastmarsh".count)))
            }
            for part in answer.text.split(separator: "href=\"").dropFirst() {
                let link = String(part.prefix { $0 != "\"" && $0 != "#" })
                if link.hasPrefix("/eastmarsh/") {
                    waiting.append(String(link.dropFirst("/eastmarsh".count)))
                }
                if link.hasSuffix(".csv") || link.hasSuffix(".json"), !link.contains("/") {
                    waiting.append(
                        path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/" + link)
                }
            }
        }
        return pages
    }

    @Test func `alone has no way in for officers`() async throws {
        let town = try await Town(publicOnly: true)
        try await town.publish()
        #expect(await town.get("/published/coverage/1").status == 200)
        for route in town.office.routes {
            let path = "/" + route.path.map { $0.hasPrefix(":") ? "1" : $0 }.joined(separator: "/")
            for method in [WebRequest.Method.get, .post] {
                let answer = await town.get(path, method)
                #expect([404, 405].contains(answer.status), "\(method) \(path): \(answer.status)")
            }
        }
        for path in ["/", "/published", "/help"] {
            let text = await town.get(path).text
            #expect(!text.contains("sign-in"), "\(path)")
            #expect(!text.contains("/office"), "\(path)")
        }
        let both = try await Town()
        #expect(await both.get("/").text.contains("/eastmarsh/sign-in"))
    }

    @Test func `has its statements, and one heading on each page`() async throws {
        let town = try await Town(basePath: "/equality")
        for path in ["/", "/published", "/accessibility", "/cookies", "/privacy", "/help", "/contact"] {
            let answer = await town.dispatcher.answer(WebRequest(.get, "/equality/eastmarsh" + path))
            #expect(answer.status == 200, "\(path)")
            #expect(answer.text.ranges(of: "<h1").count == 1, "\(path)")
            #expect(answer.header("set-cookie") == nil)
            #expect(answer.header("cache-control")?.hasPrefix("public") == true)
            for part in answer.text.split(separator: "href=\"").dropFirst() {
                #expect(part.hasPrefix("/equality/") || part.hasPrefix("#"), "\(path): \(part.prefix(40))")
            }
        }
    }
}
