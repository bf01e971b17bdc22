// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `A form of the officer site` {
    static let policy = "/eastmarsh/office/register/new"
    static let action = "/eastmarsh/office/actions/new"

    @Test(
        arguments: [
            (
                policy,
                [
                    "name": "", "owner": "Kept <owner>", "adopted-day": "31", "adopted-month": "2",
                    "adopted-year": "2020",
                ],
                ["reference", "name", "adopted-day"]
            ),
            (action, ["title": " ", "lead": "Kept & lead", "target": "3/4/13 or so, not yet"], ["title"]),
        ])
    func `keeps every word when it is sent back with errors`(
        path: String, typed: [String: String], wrong: [String]
    ) async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let sent = await visitor.fill(path, typed)
        let answer = await visitor.send(path, sent.filter { $0.0 != "csrf" })
        #expect(answer.status == 422)
        let page = Markup(answer)
        #expect(answer.text.contains("<title>Error: "))
        #expect(Set(page.problems.map(\.field)).isSuperset(of: wrong), "\(page.problems)")
        let shown = page.fields(of: path)
        for (name, value) in typed {
            #expect(
                shown.first { $0.name == name }?.value.trimmingPrefix(" ") == value.trimmingPrefix(" "),
                "\(name)")
        }
        // Every link of the summary leads to something on the page, and stands beside it in the same words.
        for problem in page.problems {
            #expect(answer.text.contains("id=\"\(problem.field)\""), "\(problem)")
            #expect(page.text.components(of: Markup.escaped(problem.text)) >= 2, "\(problem)")
        }
        // The key stays: the mended form is the same form.
        #expect(
            shown.first { $0.name == "idempotency-key" }?.value == sent.first { $0.0 == "idempotency-key" }?.1
        )
        let all = try await council.everything()
        #expect(all["policy"]?.isEmpty == true && all["action"]?.isEmpty == true)
    }

    @Test func `makes one record however often it is sent`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        for (path, changes, table) in [
            (Self.policy, ["reference": "H1", "name": "Lettings", "directorate": "Housing"], "policy"),
            (Self.action, ["title": "Do it", "lead": "Lead", "target": "Ongoing"], "action"),
        ] {
            let fields = await visitor.fill(path, changes).filter { $0.0 != "csrf" }
            #expect(fields.contains { $0.0 == "idempotency-key" && $0.1.count == 36 })
            let answers = await withTaskGroup(of: WebResponse.self) { group in
                for _ in 1...6 { group.addTask { await visitor.send(path, fields) } }
                return await group.reduce(into: [WebResponse]()) { $0.append($1) }
            }
            #expect(answers.map(\.status) == Array(repeating: 303, count: 6))
            let places = Set(answers.compactMap { $0.header("location")?.split(separator: "?").first })
            #expect(places.count == 1, "\(places)")
            #expect(try await council.everything()[table]?.count == 1)
        }
    }

    @Test(
        arguments: [
            ("13/3/4", 2), ("sometime", 0), ("31 February 2027", 0), ("Completed", 0),
            ("30 April 2013 - 2 April 2013", 0),
        ])
    func `refuses a target that is no date, and says how it could be read`(target: String, readings: Int)
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Do it", target: "Before July 2027")
        let path = "/eastmarsh/office/actions/\(id)/edit"
        let fields = await visitor.fill(path, ["target": target]).filter { $0.0 != "csrf" }
        let answer = await visitor.send(path, fields)
        #expect(answer.status == 422)
        let problem = try #require(Markup(answer).problems.first { $0.field == "target" })
        if readings == 2 {
            #expect(
                problem.text.contains("4 March 2013") || problem.text.contains("13 March 2004"),
                "\(problem.text)")
            #expect(problem.text.contains(" or "), "\(problem.text)")
        }
        #expect(Markup(answer).fields(of: path).first { $0.name == "target" }?.value == target)
        let kept = try #require(try await council.plan.action(id, within: .wholeBody))
        #expect(kept.cells.targetDate == "Before July 2027")
        #expect(kept.version == 1)
    }

    @Test func `reads a fuzzy date back and keeps its words`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let words = "  Before  July 2027 for sign-off"
        let fields = await visitor.fill(Self.action, ["title": "Do it", "lead": "Lead", "target": words])
        let answer = await visitor.send(Self.action, fields.filter { $0.0 != "csrf" })
        let place = try #require(answer.header("location")?.split(separator: "?").first).description
        let page = await visitor.get(place)
        #expect(page.text.contains("30 June 2027"))
        let action = try #require(try await council.plan.actions(within: .wholeBody).first)
        #expect(action.cells.targetDate == "Before  July 2027 for sign-off")
        #expect(action.target.date == .before(CalendarDay(2027, 7, 1)))
    }

    @Test func `of a directorate's officer cannot move a record out of the directorate`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Housing"))])
        let policy = try await council.addPolicy("H1")
        let action = try await council.addAction("Do it")
        for path in ["/eastmarsh/office/register/\(policy)/edit", "/eastmarsh/office/actions/\(action)/edit"]
        {
            let fields = await visitor.fill(path, ["directorate": "Care"]).filter { $0.0 != "csrf" }
            let answer = await visitor.send(path, fields)
            #expect(answer.status == 422, "\(path)")
            #expect(Markup(answer).problems.map(\.field) == ["directorate"])
        }
        for (path, changes) in [
            (Self.policy, ["reference": "C9", "name": "x", "directorate": "Care"]),
            (Self.action, ["title": "x", "lead": "y", "directorate": "Care", "target": "Ongoing"]),
        ] {
            let answer = await visitor.send(path, await visitor.fill(path, changes).filter { $0.0 != "csrf" })
            #expect(answer.status == 422, "\(path)")
        }
        let all = try await council.everything()
        #expect(all["policy"]?.count == 1 && all["action"]?.count == 1)
    }

    @Test func `that changes nothing writes nothing`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let policy = try await council.addPolicy("H1")
        let action = try await council.addAction("Do it")
        let before = try await council.everything()["log_entry"]?.count
        for path in ["/eastmarsh/office/register/\(policy)/edit", "/eastmarsh/office/actions/\(action)/edit"]
        {
            let answer = await visitor.send(path, await visitor.fill(path).filter { $0.0 != "csrf" })
            #expect(answer.status == 303)
        }
        #expect(try await council.everything()["log_entry"]?.count == before)
    }
}

@Suite struct `Two officers who edit one record` {
    /// Both open the form; the first saves; the second gets both texts and chooses.
    private static func collide(
        _ council: Council, _ path: String, _ field: String, _ other: String
    ) async throws -> (second: Visitor, page: WebResponse) {
        let first = try await council.visitor("first")
        let second = try await council.visitor("second")
        let mine = await second.fill(path, [field: "Mine <b>", other: "Also mine"]).filter { $0.0 != "csrf" }
        let theirs = await first.fill(path, [field: "Theirs & co"]).filter { $0.0 != "csrf" }
        #expect(await first.send(path, theirs).status == 303)
        return (second, await second.send(path, mine))
    }

    private static func cases(_ council: Council) async throws -> [(
        path: String, field: String, other: String
    )] {
        let policy = try await council.addPolicy("H1", "Old name")
        let action = try await council.addAction("Old title")
        return [
            ("/eastmarsh/office/register/\(policy)/edit", "name", "owner"),
            ("/eastmarsh/office/actions/\(action)/edit", "title", "section"),
        ]
    }

    @Test func `see both texts, and nothing is saved until they choose`() async throws {
        let council = try await Council()
        for (path, field, other) in try await Self.cases(council) {
            let (second, page) = try await Self.collide(council, path, field, other)
            #expect(page.status == 409)
            for words in ["Mine &lt;b&gt;", "Theirs &amp; co", "Also mine", "Post of first"] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(page.text.components(of: "<h1") == 1)
            // Without a choice the page comes again and asks for one.
            let fields = Markup(page).fields(of: path).map { ($0.name, $0.value) }
            let unchosen = await second.send(path, fields.filter { $0.0 != "csrf" })
            #expect(unchosen.status == 422)
            #expect(unchosen.text.contains("Mine &lt;b&gt;"))
            let shown = await second.get(path)
            #expect(Markup(shown).fields(of: path).first { $0.name == field }?.value == "Theirs & co")
        }
    }

    @Test(arguments: ["mine", "theirs"])
    func `get what they choose, field by field`(choice: String) async throws {
        let council = try await Council()
        for (path, field, other) in try await Self.cases(council) {
            let (second, page) = try await Self.collide(council, path, field, other)
            var fields = Markup(page).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
            fields += [("keep-\(field)", choice), ("keep-\(other)", "mine")]
            let answer = await second.send(path, fields)
            #expect(answer.status == 303, "\(path)")
            let saved = Markup(await second.get(path)).fields(of: path)
            #expect(
                saved.first { $0.name == field }?.value == (choice == "mine" ? "Mine <b>" : "Theirs & co"))
            #expect(saved.first { $0.name == other }?.value == "Also mine")
            #expect(saved.first { $0.name == "version" }?.value == "3")
        }
    }

    @Test func `collide again when a third came between`() async throws {
        let council = try await Council()
        for (path, field, other) in try await Self.cases(council) {
            let (second, page) = try await Self.collide(council, path, field, other)
            let third = try await council.visitor("third")
            let between = await third.fill(path, [field: "Third"]).filter { $0.0 != "csrf" }
            #expect(await third.send(path, between).status == 303)
            var fields = Markup(page).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
            fields += [("keep-\(field)", "mine"), ("keep-\(other)", "mine")]
            let answer = await second.send(path, fields)
            #expect(answer.status == 409, "\(path)")
            #expect(answer.text.contains("Third"))
        }
    }
}
