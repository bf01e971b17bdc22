// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The calendar` {
    static let calendar = "/eastmarsh/office/calendar"
    static let done = calendar + "/duties/en.4/done"
    static let plan = calendar + "/duties/en.4/plan"

    @Test func `lists days by month, what is late first, and is filtered by its address`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Late one", target: "Before July 2026")
        _ = try await council.addAction("Coming one", target: "31 March 2027")
        _ = try await council.addAction("Of Care", directorate: "Care", target: "1 April 2027")
        let text = await visitor.get(Self.calendar).text
        let late = try #require(text.range(of: "Late one")),
            coming = try #require(text.range(of: "Coming one"))
        #expect(late.lowerBound < coming.lowerBound)
        #expect(text.contains("March 2027</h2>") && text.contains("April 2027</h2>"))
        // Never recorded as done: the duty stands where the law first put it.
        #expect(text.contains("Set by law, late"))
        let care = await visitor.get(Self.calendar + "?directorate=Care").text
        #expect(care.contains("Of Care") && !care.contains("Coming one"))
        let kind = await visitor.get(Self.calendar + "?kind=duty").text
        #expect(kind.contains("Equality information") && !kind.contains("Coming one"))
        let typed = await visitor.get(Self.calendar + "?from=1+April+2027&to=30+April+2027").text
        #expect(typed.contains("Of Care") && !typed.contains("Coming one") && !typed.contains("Late one"))
        let month = await visitor.get(Self.calendar + "?from=March+2027&to=March+2027").text
        #expect(month.contains("Coming one") && !month.contains("Of Care"))
    }

    @Test(arguments: ["?from=sometime", "?from=2027-05-01&to=2027-04-01", "?to=31+December+2199"])
    func `says which day cannot be read and shows the usual time`(query: String) async throws {
        let council = try await Council()
        let page = await (try await council.visitor()).get(Self.calendar + query)
        #expect(page.status == 422)
        #expect(page.text.contains("<title>Error: "))
        for problem in Markup(page).problems { #expect(page.text.contains("id=\"\(problem.field)\"")) }
    }

    @Test func `rolls a clock on from the day on which a duty was done, after a last look`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let wrong = await visitor.send(
            Self.done, [("done-day", "1"), ("done-month", "1"), ("done-year", "2027")])
        #expect(wrong.status == 422)
        #expect(Set(Markup(wrong).problems.map(\.field)) == ["done-day", "document"])
        let bad = await visitor.send(
            Self.done,
            [
                ("done-day", "20"), ("done-month", "3"), ("done-year", "2026"),
                ("address", "javascript:alert(1)"),
            ])
        #expect(Markup(bad).problems.map(\.field) == ["address"])
        let typed = [
            ("done-day", "20"), ("done-month", "3"), ("done-year", "2026"), ("document", "Information 2026"),
        ]
        let check = await visitor.send(Self.done, typed)
        #expect(check.status == 200 && check.text.contains("19 March 2027, a year from 20 March 2026"))
        #expect(try await DutyStore(database: council.database).done().isEmpty)
        let fields = Markup(check).fields(of: Self.done).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        #expect(await visitor.send(Self.done, fields).status == 303)
        #expect(await visitor.send(Self.done, fields).status == 303)
        #expect(try await DutyStore(database: council.database).done().count == 1)
        let text = await visitor.get(Self.calendar + "/duties").text
        #expect(text.contains("19 March 2027") && text.contains("Information 2026"))
        #expect(text.contains("Unsettled") && text.contains("The day is in doubt."))
    }

    @Test func `takes a correction with a reason, and shows what was recorded before`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let wrong = DutyDone(
            dutyID: "en.4", day: CalendarDay(2026, 3, 20), address: "", document: "Information 2026",
            byPost: "")
        try await DutyStore(database: council.database).record(wrong, Council.change)
        let form = await visitor.get(Self.done + "?corrects=1")
        #expect(form.text.contains("Correct what is recorded") && form.text.contains("Information 2026"))
        #expect(await visitor.get(Self.done + "?corrects=9").status == 404)
        let typed = [
            ("corrects", "1"), ("done-day", "21"), ("done-month", "3"), ("done-year", "2025"),
            ("document", "Information 2025"),
        ]
        let bare = await visitor.send(Self.done, typed)
        #expect(bare.status == 422 && Markup(bare).problems.map(\.field) == ["reason"])
        let check = await visitor.send(Self.done, typed + [("reason", "The wrong year")])
        #expect(check.status == 200 && check.text.contains("20 March 2026, a year from 21 March 2025"))
        let fields = Markup(check).fields(of: Self.done).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        #expect(await visitor.send(Self.done, fields).status == 303)
        let text = await visitor.get(Self.calendar + "/duties").text
        #expect(text.contains("Corrected: The wrong year. It said 20 March 2026."))
        #expect(
            try await DutyStore(database: council.database).done().map(\.day) == [CalendarDay(2025, 3, 21)])
    }

    @Test func `holds the four years of an objective from the day on which progress was published`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.office.objectives.add(Objective(title: "Fewer falls"), Council.change)
        let path = "/eastmarsh/office/publications/progress/publish"
        #expect(await visitor.get(path).text.contains("1 objective is published here for the first time"))
        let fields = await visitor.fill(path).filter { $0.0 != "csrf" }
        #expect(await visitor.send(path, fields).status == 303)
        let kept = try await council.office.objectives.objective(id, within: .wholeBody)
        #expect(kept?.publishedOn == Council.today && kept?.publishAgainBy == CalendarDay(2030, 11, 20))
        let text = await visitor.get(Self.calendar + "?from=2030-11-01&to=2030-11-30").text
        #expect(text.contains("Fewer falls") && text.contains("Objective to be published again"))
    }

    @Test func `keeps the body's own date apart from the law's`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        func send(_ day: String, _ month: String, _ year: String) async -> WebResponse {
            await visitor.send(
                Self.plan, [("planned-day", day), ("planned-month", month), ("planned-year", year)])
        }
        let wrong = await send("31", "2", "2027")
        #expect(wrong.status == 422)
        #expect(Markup(wrong).fields(of: Self.plan).first { $0.name == "planned-day" }?.value == "31")
        #expect(await send("1", "February", "2027").status == 303)
        let text = await visitor.get(Self.calendar).text
        #expect(text.contains("Our own date") && text.contains("1 February 2027"))
        #expect(await visitor.get(Self.calendar + "/duties").text.contains("After the day set by law"))
        #expect(await send("", "", "").status == 303)
        #expect(!(await visitor.get(Self.calendar).text.contains("Our own date")))
        #expect(await visitor.get(Self.calendar + "/duties/none/plan").status == 404)
        let manager = try await council.visitor("manager", [Grant(.serviceManager, within: .body)])
        #expect(await manager.get(Self.plan).status == 403)
        #expect(await manager.get(Self.done).status == 403)
    }
}

@Suite struct `A private calendar feed` {
    static let page = "/eastmarsh/office/calendar/feed"

    /// Makes a key as its page does, and gives the address below the site.
    static func make(_ visitor: Visitor) async throws -> String {
        let fields = await visitor.fill(page).filter { $0.0 != "csrf" } + [("act", "make")]
        let answer = await visitor.send(page, fields)
        let start = try #require(answer.text.range(of: "/eastmarsh/feeds/"))
        return String(answer.text[start.lowerBound...].prefix { $0 != "<" })
    }

    @Test func `opens without a session by its key alone, which is shown once`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addAction("Coming one", target: "31 March 2027")
        let address = try await Self.make(visitor)
        let feed = await council.stranger.get(address)
        #expect(feed.status == 200)
        #expect(feed.header("content-type") == "text/calendar; charset=utf-8")
        #expect(feed.text.contains("SUMMARY:Action: Coming one\r\n"))
        #expect(feed.text.contains("DTSTART;VALUE=DATE:20270331\r\n"))
        #expect(!(await visitor.get(Self.page).text.contains("/feeds/")))
        #expect(
            !(try await council.everything()).values.joined().joined().contains {
                address.contains($0) && $0.count > 20
            })
        for wrong in [
            "x.ics", ".ics", String(address.split(separator: "/").last ?? "").replacing(".ics", with: ""),
        ] {
            #expect(await council.stranger.get("/eastmarsh/feeds/\(wrong)").status == 404, "\(wrong)")
        }
        #expect(await council.stranger.get(address.replacing("eastmarsh", with: "westmarsh")).status == 404)
        let tag = try #require(feed.header("etag"))
        let again = await council.dispatcher.answer(
            WebRequest(.get, address, headers: ["if-none-match": tag], address: "192.0.2.1"))
        #expect(again.status == 304 && again.body.isEmpty)
        // A new key ends the old one; ended, there is none.
        let second = try await Self.make(visitor)
        #expect(await council.stranger.get(address).status == 404)
        #expect(await council.stranger.get(second).status == 200)
        let end = await visitor.fill(Self.page).filter { $0.0 != "csrf" } + [("act", "end")]
        #expect(await visitor.send(Self.page, end).status == 303)
        #expect(await council.stranger.get(second).status == 404)
    }

    @Test func `keeps its key out of the log when answering it fails`() async throws {
        let council = try await Council()
        let address = try await Self.make(try await council.visitor())
        let key = String(address.split(separator: "/").last?.prefix(12) ?? "")
        _ = try await council.database.transaction { try $0.execute("DROP TABLE feed_key") }
        #expect(await council.stranger.get(address).status == 500)
        let logged = council.faults.all.withLock { $0 }
        #expect(logged.count == 1 && logged[0].hasSuffix("GET /eastmarsh/feeds/***"))
        #expect(!key.isEmpty && !logged[0].contains(key))
    }

    @Test func `cancels what was finished for 30 days, under the same name and a later number`() async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Coming one", target: "31 March 2027")
        let address = try await Self.make(visitor)
        let uid = "UID:action-\(id)@eastmarsh.dueregard"
        let before = await council.stranger.get(address).text
        #expect(
            before.contains("\(uid)\r\n") && before.contains("SEQUENCE:0\r\n")
                && !before.contains("CANCELLED"))
        let update = ActionUpdate(day: Council.today, status: .complete, note: "It worked")
        try await council.plan.report(
            update, about: id, version: 1, within: .wholeBody, Change(by: .commandLine, at: council.clock.now)
        )
        let after = await council.stranger.get(address).text
        #expect(after.contains("\(uid)\r\n") && after.contains("SEQUENCE:1\r\n"))
        #expect(after.contains("STATUS:CANCELLED\r\n"))
        council.clock.advance(seconds: 31 * 86_400)
        #expect(!(await council.stranger.get(address).text.contains(uid)))
    }

    @Test func `holds what its owner may see, nobody's name, and ends with the account`() async throws {
        let council = try await Council()
        let manager = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Housing"))])
        _ = try await council.plan.add(
            Action.reading(
                ActionCells(
                    title: "Of Housing", leadOfficer: "Ann Archer", directorate: "Housing",
                    targetDate: "31 March 2027 with Ann Archer"),
                characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today), Council.change)
        _ = try await council.addAction("Of Care", directorate: "Care", target: "31 March 2027")
        let address = try await Self.make(manager)
        let text = await council.stranger.get(address).text
        #expect(text.contains("Of Housing") && !text.contains("Of Care") && !text.contains("Archer"))
        let people = PeopleStore(database: council.database)
        let person = try #require(try await people.people().first { $0.signInName == "manager" })
        try await people.setDisabled(true, person.id, Council.change)
        #expect(await council.stranger.get(address).status == 404)
    }
}
