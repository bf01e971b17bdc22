// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `A pass through a work queue` {
    private static let path = "/eastmarsh/office/actions/queue"

    private static func late(_ council: Council, _ count: Int, directorate: String = "Housing") async throws
        -> [String]
    {
        var ids: [String] = []
        for number in 0..<count {
            ids.append(
                try await council.addAction(
                    "Late \(directorate) \(number).", directorate: directorate, target: "Before July 2026"))
        }
        return ids
    }

    private static func filled(_ page: WebResponse, _ words: String) -> [(String, String)] {
        Markup(page).fields(of: path).filter { $0.name != "csrf" }.map {
            ($0.name, $0.name.hasPrefix("words-") ? words : $0.value)
        }
    }

    @Test func `ends although what was reported on is still overdue`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let ids = try await Self.late(council, 12)
        let first = await visitor.get(Self.path + "?kind=overdue")
        let done = await visitor.send(Self.path, Self.filled(first, "Goes on"))
        let next = await visitor.get(try #require(done.header("location")))
        #expect(next.text.contains("10 actions reported on, 2 left to report on"))
        #expect(!next.text.contains("settled") && !next.text.contains("Late Housing 0."))
        let rest = await visitor.send(Self.path, Self.filled(next, "Goes on"))
        let end = await visitor.get(try #require(rest.header("location")))
        #expect(end.text.contains("You have reported on everything here"))
        for id in ids { #expect(try await council.plan.updates(of: id).count == 1) }
        let again = try await council.plan.actions(within: .wholeBody)
        #expect(again.allSatisfy { $0.isOverdue(on: Council.today) })
    }

    @Test func `goes through all open actions, the most pressing first`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Not due yet.", directorate: "Housing", target: "Before July 2027")
        _ = try await council.addAction("Late.", directorate: "Housing", target: "Before July 2026")
        _ = try await council.addAction("Later still.", directorate: "Care", target: "Before January 2026")
        let home = await visitor.get("/eastmarsh/office")
        #expect(home.text.contains("/actions/queue?kind=open\">Report on the open actions</a>"))
        let page = await visitor.get(Self.path + "?kind=open")
        let titles = ["Later still.", "Late.", "Not due yet."].map {
            page.text.range(of: "\($0)</legend>")?.lowerBound
        }
        #expect(titles.allSatisfy { $0 != nil } && titles[0]! < titles[1]! && titles[1]! < titles[2]!)
        let done = await visitor.send(Self.path, Self.filled(page, "Looked at"))
        let end = await visitor.get(try #require(done.header("location")))
        #expect(end.text.contains("3 actions reported on, 0 left to report on"))
    }

    @Test func `takes ten reports from a filter of the list with one page and one post`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await Self.late(council, 10)
        _ = try await Self.late(council, 1, directorate: "Care")
        let list = await visitor.get("/eastmarsh/office/actions?directorate=Housing").text
        #expect(list.contains("/actions/queue?directorate=Housing&amp;kind=these"))
        let page = await visitor.get(Self.path + "?directorate=Housing&kind=these")
        #expect(page.text.contains("10 actions left") && !page.text.contains("Late Care 0."))
        let done = await visitor.send(Self.path, Self.filled(page, "Told at the meeting"))
        let location = try #require(done.header("location"))
        #expect(location.contains("directorate=Housing"))
        #expect(await visitor.get(location).text.contains("10 actions reported on, 0 left to report on"))
        let told = try await council.plan.actions(within: .wholeBody)
        for action in told {
            let count = try await council.plan.updates(of: action.id).count
            #expect(count == (action.directorate == "Housing" ? 1 : 0))
        }
    }

    @Test func `shows what is only alike beside the box, not in it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        for (title, target) in [
            ("Train every manager about harassment at work", "Before July 2027"),
            ("Train every manager about menopause at work", "TBC"),
        ] {
            _ = try await council.addAction(title, target: target)
        }
        let page = await visitor.get(Self.path + "?kind=noDate")
        let box = Markup(page).fields(of: Self.path).first { $0.name.hasPrefix("words-") }
        #expect(box?.value == "")
        #expect(page.text.contains("could be “Before July 2027”"))
    }

    @Test func `suggests codes of the framework in force by the words they share`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let strategy = Strategy(
            title: "Framework", kind: .framework, state: .approved, firstDay: CalendarDay(2020, 1, 1),
            lastDay: CalendarDay(2030, 1, 1), approvedOn: CalendarDay(2020, 1, 1))
        _ = try await StrategyStore(database: council.database).add(
            strategy,
            parts: [StrategyPart(kind: .frameworkArea, number: "3.2", text: "Workforce monitoring data")],
            Council.change)
        let cells = ActionCells(
            title: "Publish monitoring of leavers", leadOfficer: "A", directorate: "Housing",
            targetDate: "Ongoing", status: "On target", frameworkCriteria: "To be mapped")
        _ = try await council.plan.add(
            Action.reading(
                cells, characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today),
            Council.change)
        let page = await visitor.get(Self.path + "?kind=framework").text
        #expect(page.contains("could be “3.2”") && page.contains("also speaks of “monitoring”"))
    }
}
