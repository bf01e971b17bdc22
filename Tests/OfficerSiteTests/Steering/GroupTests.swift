// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The page for the group` {
    static let group = "/eastmarsh/office/group"

    @Test func `says that nothing needs anybody where nothing is there`() async throws {
        let council = try await Council()
        let page = await (try await council.visitor()).get(Self.group)
        #expect(page.status == 200)
        #expect(page.text.contains("No overdue actions, no actions at risk"))
        #expect(page.text.contains("compared with 21 August 2026"))
    }

    @Test func `tells what is late, what moved since the last meeting and why`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Late <one>", target: "Before July 2026")
        let id = try await council.addAction("Moving one", target: "December 2026")
        let update = ActionUpdate(
            day: Council.today, status: .atRisk, note: "The post is vacant", oldTarget: "December 2026",
            newTarget: "March 2027", why: "the post is vacant")
        let later = Change(by: .commandLine, at: Council.noon.adding(seconds: 3600))
        // The meeting was held the day before the action moved.
        _ = try await `A meeting of the group`.meeting(council, CalendarDay(2026, 11, 20))
        try await council.plan.report(update, about: id, version: 1, within: .wholeBody, later)
        let text = await visitor.get(Self.group).text
        #expect(text.contains("1 overdue action, 1 action at risk"), "exceptions in words")
        #expect(text.contains("Late &lt;one&gt;"))
        #expect(text.contains("December 2026 became March 2027: the post is vacant"))
        #expect(text.contains("compared with the meeting on 20 November 2026"))
        // Since a later day nothing has moved: the address says which day.
        let since = await visitor.get(Self.group + "?since=2026-11-01").text
        #expect(since.contains("compared with 1 November 2026"))
    }

    @Test func `is the paper for the next meeting, and stands alone as a file`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Late one", target: "Before July 2026")
        _ = try await `A meeting of the group`.meeting(council, CalendarDay(2026, 12, 1))
        #expect(await visitor.get(Self.group).text.contains("Prepare the meeting, 1 December 2026"))
        let paper = await visitor.get(Self.group + "/paper")
        #expect(paper.status == 200 && paper.text.contains("Steering Group, 1 December 2026"))
        #expect(paper.text.contains("Late one"))
        for format in ["html", "odt", "docx"] {
            #expect(await visitor.get(Self.group + "/paper/\(format)").status == 200, "\(format)")
        }
        let file = await visitor.get(Self.group + "/paper/html").text
        #expect(!file.contains("<link") && !file.contains("src=") && file.contains("Late one"))
        #expect(await visitor.get(Self.group + "/paper/exe").status == 404)
    }

    @Test func `shows no more than the directorate of who looks`() async throws {
        let council = try await Council()
        _ = try await council.addAction("Of Housing", target: "Before July 2026")
        _ = try await council.addAction("Of Care", directorate: "Care", target: "Before July 2026")
        let manager = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Housing"))])
        for path in [Self.group, Self.group + "/paper", "/eastmarsh/office/calendar"] {
            let text = await manager.get(path).text
            #expect(text.contains("Of Housing") && !text.contains("Of Care"), "\(path)")
        }
        let admin = try await council.visitor("admin", [Grant(.administrator, within: .body)])
        #expect(await admin.get(Self.group).status == 403)
    }

    @Test func `tells only real reports as told, and does not call silence hearing`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("With a date", target: "December 2027")
        _ = try await council.addAction("Late one", target: "Before July 2026")
        let page = await visitor.get(Self.group).text
        #expect(page.contains("No report yet; as entered on 21 November 2026"))
        #expect(page.contains("was reported about, entered or changed in status in the last 90 days."))
        // Four months later nobody has said a word: a date does not make silence a report.
        council.clock.advance(seconds: 120 * 86_400)
        let later = try await council.visitor("again")
        let silent = await later.get(Self.group).text
        #expect(silent.contains("1 action not heard of for long") && !silent.contains("in the last 90 days"))
        try await council.plan.report(
            ActionUpdate(day: CalendarDay(2027, 3, 1), note: "Begun"), about: id, version: 1,
            within: .wholeBody, Change(by: .commandLine, at: council.clock.now))
        #expect(await later.get(Self.group).text.contains("no actions not heard of for long"))
    }

    @Test func `tells how new actions stand, and when objectives are to be published afresh`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await `A meeting of the group`.meeting(council, CalendarDay(2026, 11, 20))
        let id = try await council.addAction("New one", target: "December 2027")
        for (title, published) in [
            ("With time", CalendarDay(2025, 1, 31)), ("Late one", CalendarDay(2022, 1, 31)), ("Never", nil),
        ] {
            _ = try await council.office.objectives.add(
                Objective(title: title, publishedOn: published), Council.change)
        }
        let page = await visitor.get(Self.group).text
        #expect(page.contains("1 action is new since 20 November 2026: On target 1."))
        #expect(page.contains("New: On target"))
        #expect(
            page.contains("1 objective late to be published afresh.</p>"), "among the exceptions, above all")
        #expect(page.contains("1 objective is late to be published afresh, 1 was never published."))
        let caption = try #require(page.range(of: "By when each objective is to be published afresh"))
        let clock = page[caption.upperBound...]
        let places = ["Late one", "Never", "With time"].compactMap { clock.range(of: $0)?.lowerBound }
        #expect(places.count == 3 && places == places.sorted(), "what is late first")
        #expect(clock.contains("by 30 January 2026") || clock.contains("30 January 2026"))
        // What is to be decided leads to what it is about.
        #expect(page.contains(">“Never” cannot be measured"))
        #expect(await visitor.get(Self.group + "/paper").text.contains("30 January 2026"))
        _ = id
    }

    @Test func `tells a past day as the plan stood then`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Moving one", target: "December 2027")
        council.clock.advance(seconds: 20 * 86_400)
        let later = Change(by: .commandLine, at: council.clock.now)
        try await council.plan.report(
            ActionUpdate(
                day: CalendarDay(2026, 11, 25), status: .atRisk, note: "No staff",
                oldTarget: "December 2027", newTarget: "2028", why: "no staff"),
            about: id, version: 1, within: .wholeBody, later)
        let now = try await council.visitor("later")
        #expect(await now.get(Self.group).text.contains("1 action at risk"))
        let past = await now.get(Self.group + "?on=2026-12-01").text
        #expect(past.contains("no actions at risk") && past.contains("1 December 2026"))
        // Said on a later day about an earlier one: it moved since whatever meeting could not know it.
        let since = await now.get(Self.group + "?since=2026-12-01").text
        #expect(since.contains("December 2027 became 2028: no staff"))
        #expect(!(await visitor.get(Self.group + "?on=2026-12-01").text.contains("became 2028")))
    }

    @Test func `takes a meeting that was minuted today as held`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await `A meeting of the group`.meeting(council, Council.today)
        _ = try await `A meeting of the group`.meeting(council, CalendarDay(2026, 12, 15))
        #expect(await visitor.get(Self.group).text.contains("Prepare the meeting, 21 November 2026"))
        let store = MeetingStore(database: council.database)
        _ = try await store.minute(
            .init(kind: .asked, text: "Who counts?"), of: id, action: nil, Council.change)
        let page = await visitor.get(Self.group).text
        #expect(page.contains("Prepare the meeting, 15 December 2026"))
        #expect(
            page.contains("compared with the meeting on 21 November 2026") && page.contains("Who counts?"))
    }
}

@Suite struct `My work` {
    static let work = "/eastmarsh/office/work"

    @Test func `holds what carries the post of who looks, exceptions first`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let idle = try await council.visitor("idle", [Grant(.serviceManager, within: .body)])
        #expect(await idle.get(Self.work).text.contains("Nothing waits for you."))
        // The duty that was never recorded as done waits for the lead.
        #expect(await visitor.get(Self.work).text.contains("1 thing to do, 1 overdue."))
        func add(_ title: String, _ target: String, lead: String) async throws {
            _ = try await council.plan.add(
                Action.reading(
                    ActionCells(title: title, leadOfficer: lead, directorate: "Housing", targetDate: target),
                    characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today), Council.change
            )
        }
        try await add("Soon mine", "1 December 2026", lead: "Post of lead; Head of Care")
        try await add("Late mine", "Before July 2026", lead: "post of LEAD")
        try await add("Not mine", "Before July 2026", lead: "Post of somebody else")
        let text = await visitor.get(Self.work).text
        #expect(text.contains("3 things to do, 2 overdue."))
        let late = try #require(text.range(of: "Late mine")), soon = try #require(text.range(of: "Soon mine"))
        #expect(late.lowerBound < soon.lowerBound)
        #expect(!text.contains("Not mine"))
        let home = await visitor.get("/eastmarsh/office").text
        #expect(home.contains("Late mine") && home.contains("/office/work"))
        // Of a directorate everything is shown that waits in it, and only to those who reach it.
        #expect(await visitor.get(Self.work + "?directorate=Housing").text.contains("Not mine"))
        #expect(await visitor.get(Self.work + "?directorate=None").status == 404)
        let manager = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Care"))])
        #expect(await manager.get(Self.work + "?directorate=Housing").status == 404)
    }
}
