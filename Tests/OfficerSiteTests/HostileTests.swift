// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

/// Words that would do harm if they were ever taken as markup, each with the piece that must not come back.
enum Corpus {
    static let words: [(text: String, mark: String)] = [
        ("<script>zap(1)</script>", "<script>zap"), ("\"><img src=x onerror=zap(2)>", "<img src=x"),
        ("'><svg/onload=zap(3)>", "<svg/onload"), ("</textarea><b id=zap4>", "<b id=zap4"),
        ("</title><i id=zap5>", "<i id=zap5"), ("\" autofocus onfocus=zap(6) x=\"", "\" autofocus onfocus"),
        ("' onmouseover='zap(7)", "' onmouseover="), ("<!--zap8-->", "<!--zap8"), ("]]><zap9>", "<zap9"),
        ("<a href=\"javascript:zap(10)\">x</a>", "href=\"javascript:zap"), ("\u{0}<zap11>", "<zap11"),
        ("&lt;zap12&gt;<zap12>", "<zap12>"), ("＜script＞ﬀ <zap13", "<zap13"),
    ]

    static var text: String { words.map(\.text).joined(separator: " ") }

    /// What of the corpus came back as markup.
    static func harm(in page: String) -> [String] { words.map(\.mark).filter { page.contains($0) } }
}

@Suite struct `Hostile words` {
    /// Records of every kind with the corpus in every field that a form has.
    private static func fill(_ council: Council, _ visitor: Visitor, _ words: String) async throws {
        for path in ["/eastmarsh/office/register/new", "/eastmarsh/office/actions/new"] {
            var fields = await visitor.fill(path).filter { $0.0 != "csrf" }
            for index in fields.indices where fields[index].1.isEmpty && !isChoice(fields[index].0) {
                fields[index].1 = words
            }
            fields = fields.map { $0.0 == "target" ? ($0.0, "Ongoing") : $0 }
            let answer = await visitor.send(path, fields)
            #expect(answer.status == 303, "\(path): \(Markup(answer).problems)")
        }
        let day = [("from-day", "1"), ("from-month", "1"), ("from-year", "2026")]
        let settings = "/eastmarsh/office/settings/change/"
        let short = String(words.prefix(60))
        _ = await visitor.send(settings + "label.assessment", [("value", short)] + day)
        let local = await visitor.send(
            settings + "characteristic",
            [("characteristic-name", words), ("definition", words), ("resolution", words)] + day)
        #expect(local.status == 303)
        // Forms never let a NUL through, and the store refuses it.
        let words = words.replacing("\u{0}", with: "")
        let people = PeopleStore(database: council.database)
        try await people.add(
            signInName: words, post: words, passwordHash: "-",
            grants: [Grant(.director, within: .directorate(words))], Council.change)
        _ = try await BodyStore(database: council.database).addStructure(
            [StructureLine(directorate: words, service: words, team: words)],
            Change(
                by: Change.Actor(id: words, post: words, role: words), at: council.clock.now, because: words))
        let coverage = Coverage(
            of: try await council.register.policies(within: .wholeBody), on: CalendarDay(2026, 1, 1))
        _ = try await CoverageStore(database: council.database).state(coverage, Council.change)
        _ = try await council.office.publish(.actionPlan, on: Council.today, Council.change)
        _ = try await PublicationStore(database: council.database).withdraw(
            .actionPlan, edition: 1, reason: words, Council.change)
        _ = try await council.office.publish(.coverage, on: CalendarDay(2026, 3, 31), Council.change)
    }

    private static func isChoice(_ name: String) -> Bool {
        ["-day", "-month", "-year"].contains { name.hasSuffix($0) } || name.hasPrefix("score-")
            || ["overall", "status", "type", "version"].contains(name)
    }

    /// Every page that a person can reach by links from the home page, and what came back of it.
    private static func crawl(_ visitor: Visitor, from start: String) async -> [String: WebResponse] {
        var pages: [String: WebResponse] = [:]
        var waiting = [start]
        while let path = waiting.popLast(), pages.count < 400 {
            guard pages[path] == nil else { continue }
            let answer = await visitor.get(path)
            pages[path] = answer
            guard answer.header("content-type")?.hasPrefix("text/html") == true else { continue }
            for part in answer.text.split(separator: "href=\"").dropFirst() {
                let link = Markup.plain(String(part.prefix { $0 != "\"" && $0 != "#" }))
                if link.hasPrefix("/eastmarsh/office") { waiting.append(link) }
            }
        }
        return pages
    }

    @Test func `in every field come back as words on every page`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor(
            "lead", [Grant(.equalityLead, within: .body), Grant(.administrator, within: .body)])
        try await Self.fill(council, visitor, Corpus.text)
        let pages = await Self.crawl(visitor, from: "/eastmarsh/office")
        #expect(pages.count > 60)
        var shown = 0
        for (path, answer) in pages where answer.header("content-type")?.hasPrefix("text/html") == true {
            #expect(Corpus.harm(in: answer.text) == [], "\(path)")
            #expect(answer.status < 500, "\(path)")
            if answer.text.contains("&lt;script&gt;zap(1)") { shown += 1 }
        }
        #expect(shown > 10, "the words must really be on the pages")
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `in what was published come back as words in the stored bytes`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        try await Self.fill(council, visitor, Corpus.text)
        _ = try await council.office.publish(.progress, on: Council.today, Council.change)
        let store = PublicationStore(database: council.database)
        for kind in Publication.Kind.allCases where kind != .equalityInformation {
            let page = try #require(try await store.artefact(kind, edition: 1, .html))
            let text = String(decoding: page.bytes, as: UTF8.self)
            #expect(Corpus.harm(in: text) == [])
            #expect(text.contains("&lt;script&gt;zap(1)"), "\(kind)")
            // A spreadsheet must not take a cell for a formula.
            let csv = try #require(try await store.artefact(kind, edition: 1, .csv))
            for line in String(decoding: csv.bytes, as: UTF8.self).split(separator: "\r\n") {
                #expect(!line.hasPrefix("=") && !line.contains(",=") && !line.contains(",\"="))
            }
        }
    }

    @Test func `in an address come back as words`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let words = FormFields.encoded(Corpus.text)
        for route in council.office.routes where route.method == .get {
            let names = [
                "q", "sort", "order", "page", "directorate", "type", "status", "band", "on", "return", "done",
                "queue", "owner",
            ]
            let query = names.map { "\($0)=\(words)" }.joined(separator: "&")
            let path = route.path.map { $0.hasPrefix(":") ? words : $0 }.joined(separator: "/")
            for reader in [visitor, council.stranger] {
                let answer = await reader.get("/eastmarsh/\(path)?\(query)")
                #expect(answer.status < 500, "\(route.pattern)")
                #expect(Corpus.harm(in: answer.text) == [], "\(route.pattern)")
                #expect(!(answer.header("location") ?? "").contains("<"))
            }
        }
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `would be noticed on a page that did not escape`() {
        let planted = HTML(storedArtefact: Array("<p>\(Corpus.text)</p>".utf8))
        #expect(Corpus.harm(in: planted.text).count == Corpus.words.count)
        let escaped: HTML = "<p title=\"\(Corpus.text)\">\(Corpus.text)</p>"
        #expect(Corpus.harm(in: escaped.text) == [])
    }
}

@Suite struct `Fields that a form does not have` {
    private static let marker = "987654321"

    /// Every column name of every table, sent with every form, besides what the form itself lists.
    @Test func `change nothing, though every column of every table is sent`() async throws {
        let council = try await Council()
        let columns = try await TableReader.columns(council.folder + "/eastmarsh.sqlite").sorted()
        #expect(columns.count > 60)
        let visitor = try await council.visitor(
            "lead", [Grant(.equalityLead, within: .body), Grant(.administrator, within: .body)])
        let policy = try await council.addPolicy("H1")
        let action = try await council.addAction("Do it")
        let person = try await council.add("somebody", [Grant(.auditor, within: .body)])
        _ = try await council.office.publish(.coverage, on: CalendarDay(2026, 1, 31), Council.change)
        let office = "/eastmarsh/office"
        let forms: [(path: String, changes: [String: String])] = [
            ("\(office)/register/new", ["reference": "H2", "name": "New", "directorate": "Housing"]),
            ("\(office)/register/\(policy)/edit", ["name": "Changed"]),
            (
                "\(office)/register/\(policy)/assessed",
                ["assessed-day": "1", "assessed-month": "2", "assessed-year": "2026"]
            ),
            ("\(office)/actions/new", ["title": "New", "lead": "Lead", "target": "Ongoing"]),
            ("\(office)/actions/\(action)/edit", ["title": "Changed"]),
            ("\(office)/settings/change/threshold.staleDays", ["value": "60"]),
            (
                "\(office)/settings/people/new",
                ["name": "new", "post": "New post", "password": Council.password, "role": "auditor"]
            ),
            ("\(office)/publications/action-plan/publish", [:]),
            ("\(office)/publications/coverage/1/withdraw", ["reason": "Wrong"]),
        ]
        for (path, changes) in forms {
            let own = await visitor.fill(path, changes).filter { $0.0 != "csrf" }
            #expect(!own.isEmpty, "\(path)")
            let names = Set(own.map(\.0))
            let planted = columns.filter { !names.contains($0) }.map { ($0, Self.marker) }
            #expect(planted.count > 40)
            let answer = await visitor.confirm(path, own + planted)
            #expect(answer.status == 303, "\(path): \(Markup(answer).problems)")
        }
        let answer = await visitor.send(
            "\(office)/settings/people/\(person)",
            [("act", "add"), ("role", "director"), ("scope", "")]
                + columns.filter { !["role", "scope", "version"].contains($0) }.map { ($0, Self.marker) })
        #expect(answer.status == 303)
        #expect(Self.traces(in: try await council.everything()) == [])
        let people = try await PeopleStore(database: council.database).people()
        #expect(people.first { $0.id == person }?.isDisabled == false)
    }

    private static func traces(in tables: [String: [[String]]]) -> [String] {
        tables.flatMap { name, rows in
            rows.flatMap { row in row.filter { $0.contains(marker) }.map { "\(name): \($0)" } }
        }
    }

    @Test func `would be noticed in a table`() async throws {
        let council = try await Council()
        _ = try await council.addPolicy(Self.marker)
        #expect(!Self.traces(in: try await council.everything()).isEmpty)
    }
}
