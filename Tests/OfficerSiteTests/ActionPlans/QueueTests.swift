// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `A work queue` {
    private static let path = "/eastmarsh/office/actions/queue"

    private static func add(_ council: Council, _ count: Int, _ cells: (Int) -> ActionCells) async throws
        -> [String]
    {
        var ids: [String] = []
        for number in 0..<count {
            let action = Action.reading(
                cells(number), characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today)
            ids.append(try await council.plan.add(action, Council.change))
        }
        return ids
    }

    private static func unmapped(_ number: Int) -> ActionCells {
        ActionCells(
            title: "Action \(number)", leadOfficer: "Head of Housing", directorate: "Housing",
            targetDate: "Ongoing", status: "On target", corporatePlanPriority: "1",
            frameworkCriteria: "To be mapped", aims: "All", characteristics: "All")
    }

    @Test func `of twenty rows is cleared with one page and one post`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.add(council, 22, Self.unmapped)
        let page = await visitor.get(Self.path + "?kind=framework")
        #expect(page.text.contains("22 actions wait") && page.text.contains("Save these 20"))
        var fields = Markup(page).fields(of: Self.path).filter { $0.name != "csrf" }.map {
            ($0.name, $0.value)
        }
        for place in fields.indices where fields[place].0.hasPrefix("words-") { fields[place].1 = "M1.1" }
        let done = await visitor.send(Self.path, fields)
        #expect(done.status == 303)
        let next = await visitor.get(try #require(done.header("location")))
        #expect(next.text.contains("20 actions settled, 2 left"))
        let actions = try await council.plan.actions(within: .wholeBody)
        #expect(actions.filter { $0.cells.frameworkCriteria == "M1.1" }.map(\.id) == Array(ids.prefix(20)))
    }

    @Test func `gives every row left empty the same words, and says once what is wrong with them`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.add(council, 4, Self.unmapped)
        var fields = Markup(await visitor.get(Self.path + "?kind=framework")).fields(of: Self.path)
            .filter { $0.name != "csrf" }.map { ($0.name, $0.name.hasPrefix("words-") ? "" : $0.value) }
        let own = try #require(fields.firstIndex { $0.0 == "words-\(ids[1])" })
        let rest = try #require(fields.firstIndex { $0.0 == "rest" })
        fields[own].1 = "M7"
        fields[rest].1 = "to be mapped"
        let wrong = await visitor.send(Self.path, fields)
        #expect(wrong.status == 422 && wrong.text.components(separatedBy: "id=\"rest-error\"").count == 2)
        #expect(
            Markup(wrong).fields(of: Self.path).first { $0.name == "rest" }?.value == "to be mapped")
        fields[rest].1 = "M1.1"
        #expect(await visitor.send(Self.path, fields).status == 303)
        let saved = try await council.plan.actions(within: .wholeBody)
        #expect(saved.map(\.cells.frameworkCriteria) == ["M1.1", "M7", "M1.1", "M1.1"])
    }

    @Test func `offers what the plan has in the column already, and a way back to rows that were skipped`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await Self.add(council, 21, Self.unmapped)
        _ = try await Self.add(council, 2) { number in
            var cells = Self.unmapped(number)
            cells.frameworkCriteria = number == 0 ? "M4.2" : ""
            return cells
        }
        let page = await visitor.get(Self.path + "?kind=mapping")
        #expect(page.text.contains("<datalist id=\"queue-words\"><option value=\"M4.2\"></option>"))
        #expect(!page.text.contains("Back to those skipped"))
        let nothing = Markup(page).fields(of: Self.path).filter { $0.name != "csrf" }.map {
            ($0.name, $0.value)
        }
        let skipped = await visitor.send(Self.path, nothing)
        let next = await visitor.get(try #require(skipped.header("location")))
        #expect(next.text.contains("Back to those skipped"))
        let back = try #require(
            next.text.components(separatedBy: "<a").first { $0.contains(">Back to those skipped") })
        #expect(!back.contains("from=2"))
    }

    @Test func `puts the first suggestion into the box and says why`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await Self.add(council, 1) { _ in
            ActionCells(
                title: "Ask about race in every survey", leadOfficer: "A", targetDate: "Ongoing",
                characteristics: "To be mapped")
        }
        let page = await visitor.get(Self.path + "?kind=characteristic")
        let box = Markup(page).fields(of: Self.path).first { $0.name.hasPrefix("words-") }
        #expect(box?.value == "Race")
        #expect(page.text.contains("suggested: the action names Race"))
    }

    @Test func `saves what it can and shows what somebody else changed, row by row`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.add(council, 3, Self.unmapped)
        var fields = Markup(await visitor.get(Self.path + "?kind=framework")).fields(of: Self.path)
            .filter { $0.name != "csrf" }.map { ($0.name, $0.value) }
        for place in fields.indices where fields[place].0.hasPrefix("words-") { fields[place].1 = "M2" }
        let report = ActionUpdate(day: Council.today, note: "Meanwhile")
        try await council.plan.report(report, about: ids[1], version: 1, within: .wholeBody, Council.change)
        let answer = await visitor.send(Self.path, fields)
        #expect(answer.status == 409)
        #expect(
            answer.text.contains("1 action was changed by somebody else")
                && answer.text.contains("2 actions were saved"))
        let again = Markup(answer).fields(of: Self.path).filter { $0.name != "csrf" }.map {
            ($0.name, $0.value)
        }
        #expect(again.filter { $0.0.hasPrefix("words-") }.map(\.1) == ["M2"])
        #expect(await visitor.send(Self.path, again).status == 303)
        let actions = try await council.plan.actions(within: .wholeBody)
        #expect(actions.allSatisfy { $0.cells.frameworkCriteria == "M2" })
        #expect(try await council.plan.updates(of: ids[1]).map(\.note) == ["Meanwhile"])
    }

    @Test func `where all rows changed meanwhile changes nothing`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.add(council, 1, Self.unmapped)
        let fields = [
            ("kind", "framework"), ("row", ids[0]), ("version-\(ids[0])", "9"), ("words-\(ids[0])", "M2"),
        ]
        #expect(await visitor.send(Self.path, fields).status == 409)
        #expect(try await council.plan.actions(within: .wholeBody).first?.version == 1)
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `refuses words that settle nothing, keeps them, and skips an empty row`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.add(council, 2) { number in
            ActionCells(title: "Action \(number)", leadOfficer: "A", targetDate: "TBC")
        }
        let fields = [
            ("kind", "noDate"), ("row", ids[0]), ("version-\(ids[0])", "1"),
            ("words-\(ids[0])", "when it is ready"),
            ("row", ids[1]), ("version-\(ids[1])", "1"), ("words-\(ids[1])", ""),
        ]
        let answer = await visitor.send(Self.path, fields)
        #expect(answer.status == 422)
        #expect(Markup(answer).problems.map(\.field) == ["words-\(ids[0])"])
        #expect(answer.text.contains("when it is ready"))
        var right = fields
        right[3].1 = "Before July 2027"
        let done = await visitor.send(Self.path, right)
        #expect(done.status == 303 && done.header("location")?.contains("from=1") == true)
        let actions = try await council.plan.actions(within: .wholeBody)
        #expect(actions.map(\.cells.targetDate) == ["Before July 2027", "TBC"])
    }

    @Test func `takes reports of what is overdue, with a new date and why`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.add(council, 1) { _ in
            ActionCells(title: "Late", leadOfficer: "A", targetDate: "Before July 2026", status: "On target")
        }
        let id = ids[0]
        let base = [
            ("kind", "overdue"), ("row", id), ("version-\(id)", "1"), ("date-\(id)", "Before July 2027"),
        ]
        #expect(await visitor.send(Self.path, base).status == 422)
        #expect(await visitor.send(Self.path, base + [("words-\(id)", "Staff left")]).status == 303)
        let update = try #require(try await council.plan.updates(of: id).first)
        #expect(update.oldTarget == "Before July 2026" && update.why == "Staff left")
    }

    @Test func `flags a lead who left`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let gone = try await council.add("gone", [Grant(.director, within: .body)])
        let ids = try await Self.add(council, 1) { _ in
            ActionCells(title: "Led by nobody", leadOfficer: "Post of gone", targetDate: "Ongoing")
        }
        #expect(!(await visitor.get(Self.path).text.contains("Lead who left")))
        try await PeopleStore(database: council.database).setDisabled(true, gone, Council.change)
        #expect(await visitor.get(Self.path + "?kind=leadLeft").text.contains("Led by nobody"))
        #expect(
            await visitor.get("/eastmarsh/office/actions/\(ids[0])").text.contains(
                "no longer held by anybody"))
    }

    @Test func `that is empty says so, and is not for readers`() async throws {
        let council = try await Council()
        #expect(await (try await council.visitor()).get(Self.path).text.contains("Nothing waits"))
        let auditor = try await council.visitor("a", [Grant(.auditor, within: .body)])
        #expect(await auditor.get(Self.path).status == 403)
    }
}

@Suite struct `The board` {
    private static let path = "/eastmarsh/office/actions/board"

    @Test func `groups by status, colour, directorate and lead, and counts in words`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.path).text.contains("There is no action yet"))
        _ = try await council.addAction("Alpha", directorate: "Housing", target: "Before July 2026")
        _ = try await council.addAction("Beta", directorate: "Care")
        let page = await visitor.get(Self.path).text
        #expect(page.contains("On target: 2 actions") && page.contains("Complete: 0 actions"))
        #expect(await visitor.get(Self.path + "?by=colour").text.contains("Red: overdue: 1 action"))
        let places = await visitor.get(Self.path + "?by=directorate").text
        #expect(places.contains("Care: 1 action") && places.contains("Housing: 1 action"))
        #expect(await visitor.get(Self.path + "?by=lead").text.contains("No lead: 2 actions"))
        #expect(await visitor.get(Self.path + "?by=nonsense&only=nothing&page=99").status == 200)
    }

    @Test func `moves a card with a button, and asks for the word that a move needs`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha")
        let move = "/eastmarsh/office/actions/\(id)/move"
        #expect(await visitor.send(move, [("to", "atRisk"), ("version", "1")]).status == 303)
        #expect(try await council.plan.action(id, within: .wholeBody)?.status == .atRisk)
        #expect(await visitor.send(move, [("to", "onTarget"), ("version", "1")]).status == 409)
        let asks = await visitor.send(move, [("to", "complete"), ("version", "2")])
        #expect(asks.header("location")?.hasSuffix("/report?status=complete") == true)
        #expect(try await council.plan.action(id, within: .wholeBody)?.status == .atRisk)
        #expect(await visitor.send(move, [("to", "elsewhere"), ("version", "2")]).status == 400)
        let reader = try await council.visitor("a", [Grant(.auditor, within: .body)])
        #expect(!(await reader.get(Self.path).text.contains("/move")))
    }

    @Test func `asks why a finished action is open again`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha")
        let done = ActionUpdate(day: Council.today, status: .complete, note: "It stands")
        try await council.plan.report(done, about: id, version: 1, within: .wholeBody, Council.change)
        let asks = await visitor.send(
            "/eastmarsh/office/actions/\(id)/move", [("to", "atRisk"), ("version", "2")])
        #expect(asks.header("location")?.hasSuffix("/report?status=atRisk") == true)
        let report = "/eastmarsh/office/actions/\(id)/report"
        let fields = await visitor.fill(report, ["status": "atRisk"]).filter { $0.0 != "csrf" }
        let answer = await visitor.send(report, fields)
        #expect(Markup(answer).problems.map(\.text) == ["Enter why it is open again"])
        #expect(try await council.plan.action(id, within: .wholeBody)?.status == .complete)
    }

    @Test func `has one id for each field, and stays where it was after a move`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let cells = ActionCells(title: "Alpha", leadOfficer: "Head of Housing; Head of Care")
        let id = try await council.plan.add(
            Action.reading(
                cells, characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today),
            Council.change)
        let page = await visitor.get(Self.path + "?by=lead").text
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(ids.count { $0.hasSuffix(id) } == 2)
        #expect(Set(ids).count == ids.count, "\(ids)")
        let one = await visitor.get(Self.path + "?by=lead&only=head%20of%20housing")
        let move = "/eastmarsh/office/actions/\(id)/move"
        let kept = Markup(one).fields(of: move).filter { !["csrf", "to"].contains($0.name) }
        let answer = await visitor.send(move, kept.map { ($0.name, $0.value) } + [("to", "atRisk")])
        let there = try #require(answer.header("location"))
        #expect(there.contains("by=lead") && there.contains("only=head") && there.hasSuffix("done=moved"))
    }

    @Test func `shows all cards of a column on a page of its own`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        for number in 1...27 { _ = try await council.addAction("Action number \(number).") }
        let page = await visitor.get(Self.path).text
        #expect(page.contains("All 27") && !page.contains("Action number 27."))
        #expect(await visitor.get(Self.path + "?by=status&only=onTarget").text.contains("Action number 27."))
    }
}
