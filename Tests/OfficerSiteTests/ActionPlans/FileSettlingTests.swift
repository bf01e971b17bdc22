// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Storage
import Testing

@testable import WebServer

/// What a person settles before a file is taken, and files of a part of the plan.
@Suite struct `A file settled with care` {
    private static let path = "/eastmarsh/office/actions/import"
    private static let export = "/eastmarsh/office/actions/export"

    private static func table(_ file: WebResponse) throws -> [[String]] {
        var rows: [[String]] = []
        _ = try CSVReader(bytes: file.body, forPeople: true).forEachRecord { rows.append($1) }
        return rows
    }

    private static func table(_ visitor: Visitor) async throws -> [[String]] {
        try table(await visitor.get(export + "?format=csv&round-trip=yes"))
    }

    private static func csv(_ rows: [[String]]) -> [UInt8] { CSVWriter.bytes(of: rows, forPeople: true) }

    @Test func `is shown again where a colleague changed another cell of the same counts`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let (a, b) = (try await council.addAction("Alpha"), try await council.addAction("Beta"))
        var rows = try await Self.table(visitor)
        rows[1][4] = "Lettings"
        rows[2][4] = "Repairs"
        func colleague(_ id: String, section: String, version: Int) async throws {
            let old = try #require(try await council.plan.action(id, within: .wholeBody))
            var cells = old.cells
            cells[4] = section
            let action = Action.reading(
                cells, id: id, version: version, characteristics: CharacteristicVocabulary([]),
                lastUpdated: Council.today)
            try await council.plan.save(action, within: .wholeBody, details: "section", Council.change)
        }
        try await colleague(a, section: "Theirs", version: 1)
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(check.text.contains("1 action changed here and in the file"))
        let name = "keep-\(a)-Section"
        // The colleague goes on: the same counts, other words.
        try await colleague(a, section: "Theirs again", version: 2)
        let late = await visitor.send(
            Self.path + "/confirm", `A plan that comes back in a file`.confirm(check, [(name, "file")]))
        #expect(late.status == 409)
        #expect(late.text.contains("Changed meanwhile") && late.text.contains("The plan: Theirs again"))
        #expect(try await council.plan.action(a, within: .wholeBody)?.section == "Theirs again")
        #expect(try await council.plan.action(b, within: .wholeBody)?.section == "")
        // What was chosen is still chosen.
        let again = `A plan that comes back in a file`.confirm(late)
        #expect(again.contains { $0.0 == name && $0.1 == "file" })
        #expect(await visitor.send(Self.path + "/confirm", again).status == 303)
        #expect(try await council.plan.action(a, within: .wholeBody)?.section == "Lettings")
    }

    @Test func `remembers what a header means until somebody takes it back`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let page = "/eastmarsh/office/actions/import/headers"
        #expect(await visitor.get(page).text.contains("No header is remembered"))
        try await council.plan.remember(["Who does it": "Lead Officer", "Notes": ""], Council.change)
        let shown = await visitor.get(page)
        #expect(
            shown.text.contains("“who does it” is Lead Officer") && shown.text.contains("“notes” is left out")
        )
        #expect(await visitor.send(page, [("version", "1")]).status == 422)
        #expect(await visitor.send(page, [("header", "notes"), ("header", "not there")]).status == 303)
        #expect(try await council.plan.headerMappings() == ["who does it": "Lead Officer"])
    }

    @Test func `names no file as the reason, and reads a column that says why`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha", target: "Before July 2027")
        var rows = try await Self.table(visitor)
        rows[1][5] = "2027/28"
        let why = try #require(rows[0].firstIndex(of: "Why the date moves"))
        rows[1][why] = "Two groups asked for time"
        let check = await visitor.upload(Self.path, "Jane Smith.csv", Self.csv(rows))
        #expect(!check.text.contains("Why do these dates move?"))
        let taken = await visitor.send(
            Self.path + "/confirm", `A plan that comes back in a file`.confirm(check))
        #expect(taken.status == 303)
        #expect(try await council.plan.updates(of: id).first?.why == "Two groups asked for time")
        #expect(try await council.everything()["action_update"]?.description.contains("Jane") == false)
    }

    @Test func `refuses by row and cell what the form refuses, and asks why something is open again`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha")
        var rows = try await Self.table(visitor)
        rows[1][6] = "Complete"
        let refused = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(refused.status == 422)
        for words in ["Row 2", "Outcome", "Enter what came of the action"] {
            #expect(refused.text.contains(words), "\(words)")
        }
        let done = ActionUpdate(day: Council.today, status: .complete, note: "It stands")
        try await council.plan.report(done, about: id, version: 1, within: .wholeBody, Council.change)
        rows = try await Self.table(visitor)
        rows[1][6] = "At risk"
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(check.text.contains("Why are these actions open again?"))
        let asked = await visitor.send(
            Self.path + "/confirm", `A plan that comes back in a file`.confirm(check))
        #expect(Markup(asked).problems.map(\.field) == ["why"])
        let fields = `A plan that comes back in a file`.confirm(asked, [("why", "It broke")])
        #expect(await visitor.send(Self.path + "/confirm", fields).status == 303)
        #expect(try await council.plan.updates(of: id).first?.note == "It broke")
    }

    @Test func `puts what a plain row fills into the action it repeats`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha")
        var rows = try await Self.table(visitor)
        let place = try #require(rows[0].firstIndex(of: "Measure"))
        for row in rows.indices { rows[row].removeLast(2) }
        rows[1][place] = "Share of homes"
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(check.text.contains("1 action with changes") && check.text.contains("Share of homes"))
        let taken = await visitor.send(
            Self.path + "/confirm", `A plan that comes back in a file`.confirm(check))
        #expect(taken.status == 303)
        #expect(try await council.plan.action(id, within: .wholeBody)?.measure == "Share of homes")
        #expect(try await council.plan.actions(within: .wholeBody).count == 1)
    }
}
