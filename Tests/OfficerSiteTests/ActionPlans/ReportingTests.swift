// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `Reporting about an action` {
    private static func path(_ id: String, _ rest: String = "/report") -> String {
        "/eastmarsh/office/actions/\(id)\(rest)"
    }

    private static func plain(_ fields: [(String, String)]) -> [(String, String)] {
        fields.filter { $0.0 != "csrf" }
    }

    @Test func `keeps a date that slips with why, and shows it newest first`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Consult", target: "Before July 2027")
        let path = Self.path(id)
        let form = await visitor.get(path)
        #expect(form.text.contains("between") || form.text.contains("30 June 2027"))
        for (date, why) in [
            ("Before September 2027", "Two groups asked for time"), ("2027/28", "The budget waits"),
        ] {
            let fields = await visitor.fill(path, ["newTarget": date, "why": why, "note": "Went on"])
            #expect(await visitor.send(path, Self.plain(fields)).status == 303)
        }
        let page = await visitor.get(Self.path(id, "")).text
        let first = try #require(page.range(of: "The budget waits")?.lowerBound)
        let second = try #require(page.range(of: "Two groups asked for time")?.lowerBound)
        #expect(first < second)
        #expect(page.contains("“Before July 2027” became “Before September 2027”"))
        #expect(page.contains("Date slipped"))
        let action = try await council.plan.action(id, within: .wholeBody)
        #expect(action?.cells.targetDate == "2027/28")
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test(
        arguments: [
            (["note": ""], "note"), (["newTarget": "Before 2028", "why": ""], "why"),
            (["newTarget": "13/3/4", "why": "x"], "newTarget"), (["status": "complete", "note": ""], "note"),
            (["status": "closedNotDone"], "note"), (["note": "x", "day-year": "2027"], "day-day"),
            (["note": "x", "day-month": "13"], "day-month"),
        ])
    func `is refused where it cannot hold, and loses nothing`(typed: [String: String], field: String)
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Consult", target: "Before July 2027")
        let path = Self.path(id)
        let answer = await visitor.send(path, Self.plain(await visitor.fill(path, typed)))
        #expect(answer.status == 422)
        #expect(Markup(answer).problems.contains { $0.field == field }, "\(Markup(answer).problems)")
        let shown = Markup(answer).fields(of: path)
        for (name, value) in typed { #expect(shown.first { $0.name == name }?.value == value, "\(name)") }
        #expect(try await council.plan.updates(of: id).isEmpty)
    }

    @Test func `that comes second is not lost and overwrites nothing`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Consult", target: "Before July 2027")
        let path = Self.path(id)
        let mine = Self.plain(await visitor.fill(path, ["note": "My words"]))
        let theirs = Self.plain(
            await visitor.fill(path, ["note": "Their words", "newTarget": "2027/28", "why": "Late"]))
        #expect(await visitor.send(path, theirs).status == 303)
        let answer = await visitor.send(path, mine)
        #expect(answer.status == 409)
        #expect(answer.text.contains("My words") && answer.text.contains("Post of lead acted meanwhile"))
        let again = Markup(answer).fields(of: path).map { ($0.name, $0.value) }
        #expect(await visitor.send(path, Self.plain(again)).status == 303)
        let updates = try await council.plan.updates(of: id)
        #expect(updates.map(\.note) == ["My words", "Their words"])
        // The date box still held the old date, which nobody had typed: it must not be put back.
        #expect(try await council.plan.action(id, within: .wholeBody)?.cells.targetDate == "2027/28")
    }

    @Test func `says which time of what comes again was done`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Publish", target: "31 January (annually)")
        let path = Self.path(id)
        let fields = await visitor.fill(path, ["occurrence": "2026-01-31"])
        #expect(await visitor.send(path, Self.plain(fields)).status == 303)
        let page = await visitor.get(Self.path(id, "")).text
        #expect(page.contains("1 of 2 done") && page.contains("31 January 2026"))
        #expect(!(await visitor.get(path).text.contains("By 31 January 2026")))
    }

    @Test func `is for those whose actions they are`() async throws {
        let council = try await Council()
        let id = try await council.addAction("Consult", directorate: "Care")
        let housing = try await council.visitor("h", [Grant(.director, within: .directorate("Housing"))])
        let auditor = try await council.visitor("a", [Grant(.auditor, within: .body)])
        for rest in ["/report", "/links", "/plans"] {
            #expect(await housing.get(Self.path(id, rest)).status == 404)
            #expect(await auditor.get(Self.path(id, rest)).status == 403)
        }
        #expect(await housing.send(Self.path(id), [("note", "x")]).status == 404)
        #expect(await housing.send(Self.path(id, "/move"), [("to", "onTarget")]).status == 404)
    }

    @Test func `keeps what goes beyond the eleven columns when the action is changed`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let setting = "/eastmarsh/office/settings/change/plan.columns"
        let from = [("from-day", "1"), ("from-month", "1"), ("from-year", "2026")]
        for wrong in ["Status", "Ward\nward", "_id"] {
            #expect(await visitor.send(setting, [("value", wrong)] + from).status == 422)
        }
        #expect(await visitor.send(setting, [("value", "Ward\nBudget, code")] + from).status == 303)
        let id = try await council.addAction("Consult")
        let path = Self.path(id, "/edit")
        let fields = await visitor.fill(
            path, ["phase": "Two", "risk": "high", "own-ward": "Eastcliff", "own-budget--code": "B7"])
        #expect(await visitor.send(path, Self.plain(fields)).status == 303)
        let next = await visitor.fill(path, ["title": "Consult all"])
        #expect(await visitor.send(path, Self.plain(next)).status == 303)
        let details = try #require(try await council.plan.action(id, within: .wholeBody)).details
        #expect(details.phase == "Two" && details.risk == .high)
        #expect(details.own == ["Ward": "Eastcliff", "Budget, code": "B7"])
        #expect(await visitor.get(Self.path(id, "")).text.contains("Eastcliff"))
    }
}

@Suite struct `Joining an action` {
    @Test func `refuses a circle and says the way round`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        var ids: [String] = []
        for title in ["Alpha", "Beta", "Gamma"] { ids.append(try await council.addAction(title)) }
        func join(_ from: Int, _ to: Int) async -> WebResponse {
            await visitor.send(
                "/eastmarsh/office/actions/\(ids[from])/links", [("how", "waits"), ("to", ids[to])])
        }
        #expect(await join(0, 1).status == 303)
        #expect(await join(1, 2).status == 303)
        let answer = await join(2, 0)
        #expect(answer.status == 422)
        let problem = try #require(Markup(answer).problems.first)
        #expect(problem.text.contains("“Gamma” waits for “Alpha” waits for “Beta” waits for “Gamma”"))
        #expect(await join(2, 2).status == 422)
        #expect(try await LinkStore(database: council.database).links([.dependsOn]).count == 2)
        let page = await visitor.get("/eastmarsh/office/actions/\(ids[1])").text
        #expect(page.contains("Waits for") && page.contains("Is waited for by"))
    }

    @Test func `is ended on the same page, and found by words`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let (one, other) = (try await council.addAction("Alpha"), try await council.addAction("Beta thing"))
        let path = "/eastmarsh/office/actions/\(one)/links"
        let found = await visitor.get(path + "?how=belongs&q=beta")
        #expect(found.text.contains("Beta thing") && found.status == 200)
        #expect(await visitor.get(path + "?how=belongs&q=nowhere").text.contains("Nothing fits"))
        #expect(await visitor.send(path, [("how", "belongs"), ("to", other)]).status == 303)
        #expect(await visitor.send(path, [("how", "consultation"), ("to", "Budget 2027")]).status == 303)
        #expect(await visitor.send(path, [("how", "")]).status == 422)
        let end = try #require(
            Markup(await visitor.get(path)).fields(of: path).first { $0.name == "end" }?.value)
        #expect(await visitor.send(path, [("end", end)]).status == 303)
        #expect(try await LinkStore(database: council.database).links().count == 1)
        #expect(await visitor.send(path, [("end", end)]).status == 404)
    }

    @Test func `is not ended from the other end by another directorate`() async throws {
        let council = try await Council()
        let lead = try await council.visitor()
        let mine = try await council.addAction("Alpha", directorate: "Housing")
        let theirs = try await council.addAction("Beta", directorate: "Care")
        let far = "/eastmarsh/office/actions/\(theirs)/links"
        #expect(await lead.send(far, [("how", "waits"), ("to", mine)]).status == 303)
        let path = "/eastmarsh/office/actions/\(mine)/links"
        let end = try #require(
            Markup(await lead.get(path)).fields(of: path).first { $0.name == "end" }?.value)
        let housing = try await council.visitor("h", [Grant(.director, within: .directorate("Housing"))])
        #expect(!(await housing.get(path).text.contains("name=\"end\"")))
        #expect(await housing.send(path, [("end", end)]).status == 404)
        #expect(try await LinkStore(database: council.database).links([.dependsOn]).count == 1)
        #expect(await lead.send(path, [("end", end)]).status == 303)
    }
}
