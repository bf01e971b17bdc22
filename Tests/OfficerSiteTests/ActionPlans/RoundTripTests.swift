// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Storage
import Testing

@testable import WebServer

/// The plan sent out as a file and taken back.
@Suite struct `A plan that comes back in a file` {
    static let path = "/eastmarsh/office/actions/import"
    private static let export = "/eastmarsh/office/actions/export"

    /// The rows of an export, the header first.
    private static func table(_ visitor: Visitor) async throws -> [[String]] {
        let file = await visitor.get(export + "?format=csv&round-trip=yes")
        var rows: [[String]] = []
        _ = try CSVReader(bytes: file.body, forPeople: true).forEachRecord { rows.append($1) }
        return rows
    }

    private static func csv(_ rows: [[String]]) -> [UInt8] { CSVWriter.bytes(of: rows, forPeople: true) }

    static func confirm(_ page: WebResponse, _ more: [(String, String)] = []) -> [(String, String)] {
        let names = Set(more.map(\.0))
        return Markup(page).fields(of: path + "/confirm").filter {
            $0.name != "csrf" && !names.contains($0.name)
        }
        .map { ($0.name, $0.value) } + more
    }

    @Test(arguments: ["csv&round-trip=yes", "xlsx", "ods"])
    func `unchanged has no changes`(format: String) async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        for title in ["=Alpha", "Beta, “quoted”\nsecond line", "41466"] {
            _ = try await council.addAction(title, target: "2 – 30 April 2013")
        }
        let file = await visitor.get(Self.export + "?format=\(format)")
        #expect(file.status == 200)
        let answer = await visitor.upload(Self.path, "plan", file.body)
        #expect(answer.status == 200)
        #expect(
            answer.text.contains("No changes.") && answer.text.contains("3 rows say"),
            "\(answer.text.suffix(3000))")
        #expect(Markup(answer).fields(of: Self.path + "/confirm").isEmpty)
    }

    @Test func `shows adds and changes, and takes them only when told`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha", target: "Before July 2027")
        _ = try await council.addAction("Beta")
        var rows = try await Self.table(visitor)
        rows[1][5] = "2027/28"
        rows.remove(at: 2)
        rows.append(
            ["Gamma", "", "TBC", "Housing", "", "Spring 2027"]
                + Array(repeating: "", count: rows[0].count - 6))
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(check.status == 200)
        for words in [
            "1 new action", "1 action with changes", "1 action of the plan is not in the file and stays",
            "Before July 2027", "2027/28", "Gamma",
        ] {
            #expect(check.text.contains(words), "\(words)")
        }
        #expect(
            try await council.plan.actions(within: .wholeBody).map(\.cells.targetDate) == [
                "Before July 2027", "Ongoing",
            ])
        let asked = await visitor.send(Self.path + "/confirm", Self.confirm(check))
        #expect(asked.status == 422)
        #expect(Markup(asked).problems.map(\.text) == ["Enter why these dates move"])
        for _ in 1...2 {
            let taken = await visitor.send(
                Self.path + "/confirm", Self.confirm(asked, [("why", "The budget waits")]))
            #expect(taken.status == 303)
        }
        let actions = try await council.plan.actions(within: .wholeBody)
        #expect(actions.map(\.title) == ["Alpha", "Beta", "Gamma"])
        #expect(actions.first?.cells.targetDate == "2027/28")
        #expect(try await council.plan.updates(of: id).first?.why == "The budget waits")
    }

    @Test func `asks about each field that both sides changed`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha", target: "Before July 2027")
        var rows = try await Self.table(visitor)
        rows[1][5] = "2027/28"
        rows[1][4] = "Lettings"
        let update = ActionUpdate(
            day: Council.today, oldTarget: "Before July 2027", newTarget: "Before May 2027", why: "Sooner")
        try await council.plan.report(update, about: id, version: 1, within: .wholeBody, Council.change)
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        for words in [
            "1 action changed here and in the file", "It was “Before July 2027”", "The plan: Before May 2027",
        ] {
            #expect(check.text.contains(words), "\(words)")
        }
        let asked = await visitor.send(Self.path + "/confirm", Self.confirm(check))
        #expect(asked.status == 422)
        let problem = try #require(Markup(asked).problems.first)
        #expect(problem.field == "keep-\(id)-Target-20Completion-20Date")
        #expect(try await council.plan.action(id, within: .wholeBody)?.section == "")
        let done = await visitor.send(
            Self.path + "/confirm", Self.confirm(asked, [(problem.field, "record")]))
        #expect(done.status == 303)
        let action = try #require(try await council.plan.action(id, within: .wholeBody))
        #expect(action.cells.targetDate == "Before May 2027" && action.section == "Lettings")
    }

    @Test func `never undoes another import of the same rows`() async throws {
        let council = try await Council()
        let (one, two) = (try await council.visitor(), try await council.visitor("second"))
        let id = try await council.addAction("Alpha")
        let rows = try await Self.table(one)
        var (mine, theirs) = (rows, rows)
        mine[1][4] = "Lettings"
        theirs[1][4] = "Repairs"
        let first = await one.upload(Self.path, "mine.csv", Self.csv(mine))
        let second = await two.upload(Self.path, "theirs.csv", Self.csv(theirs))
        async let left = one.send(Self.path + "/confirm", Self.confirm(first))
        async let right = two.send(Self.path + "/confirm", Self.confirm(second))
        let answers = await [left, right]
        #expect(answers.map(\.status).sorted() == [303, 409])
        let late = try #require(answers.first { $0.status == 409 })
        #expect(
            late.text.contains("The plan changed while you were looking")
                && late.text.contains("Changed here and in the file"))
        let section = try await council.plan.action(id, within: .wholeBody)?.section
        #expect(section == (answers[0].status == 303 ? "Lettings" : "Repairs"))
    }

    @Test func `asks what a strange header is, and remembers it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Alpha")
        var rows = try await Self.table(visitor)
        rows[0][4] = "Which bit of us"
        rows[1][4] = "Lettings"
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(check.text.contains("The column “Which bit of us” is"))
        #expect(check.text.contains("No changes."))
        let fields = Markup(check).fields(of: Self.path + "/columns").filter { $0.name != "csrf" }
            .map { ($0.name, $0.name == "column-0" ? "Section" : $0.value) }
        let again = await visitor.send(Self.path + "/columns", fields)
        #expect(again.status == 200 && again.text.contains("1 action with changes"))
        let next = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(next.text.contains("1 action with changes") && !next.text.contains("Which bit of us” is"))
    }

    @Test func `has the body's own columns`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Alpha")
        let setting = [("value", "Ward"), ("from-day", "1"), ("from-month", "1"), ("from-year", "2026")]
        #expect(await visitor.send("/eastmarsh/office/settings/change/plan.columns", setting).status == 303)
        var rows = try await Self.table(visitor)
        let place = try #require(rows[0].firstIndex(of: "Ward"))
        rows[1][place] = "Eastcliff"
        let check = await visitor.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(await visitor.send(Self.path + "/confirm", Self.confirm(check)).status == 303)
        #expect(try await council.plan.action(id, within: .wholeBody)?.details.own["Ward"] == "Eastcliff")
    }

    @Test func `keeps the exact eleven columns where nobody asks for more`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Alpha")
        let file = await visitor.get(Self.export)
        #expect(file.text.hasPrefix(ActionCells.headers.joined(separator: ",") + "\r\n"))
        #expect(!file.text.contains("_id"))
    }

    @Test func `is taken from nobody else, and not after its day`() async throws {
        let council = try await Council()
        let (one, two) = (try await council.visitor(), try await council.visitor("second"))
        let rows = [ActionCells.headers, ["Gamma"] + Array(repeating: "", count: 10)]
        let check = await one.upload(Self.path, "plan.csv", Self.csv(rows))
        #expect(await two.send(Self.path + "/confirm", Self.confirm(check)).status == 422)
        #expect(await two.send(Self.path + "/columns", Self.confirm(check)).status == 422)
        #expect(try await council.plan.actions(within: .wholeBody).isEmpty)
    }
}
