// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `An objective on its pages` {
    static let list = "/eastmarsh/office/objectives"

    static func add(
        _ council: Council, _ title: String = "Fewer complaints", directorate: String = "",
        target: Double? = 20
    ) async throws -> String {
        try await council.office.objectives.add(
            Objective(
                title: title, directorate: directorate, characteristics: "Age",
                measure: Objective.Measure(
                    words: "Complaints", unit: "%", direction: .down, baseline: 40,
                    baselineDay: CalendarDay(2024, 3, 31), target: target, everyMonths: 12),
                targetDate: "31 March 2028"), Council.change)
    }

    static func read(_ council: Council, _ id: String, _ values: [(CalendarDay, Double)]) async throws {
        for (day, value) in values {
            _ = try await council.office.objectives.add(
                Reading(day: day, value: value), to: id, Council.change)
        }
    }

    @Test func `are listed with standing, measure, target and date, and what lacks a measure says so`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.list).text.contains("add the first objective"))
        let id = try await Self.add(council)
        try await Self.read(council, id, [(CalendarDay(2026, 3, 31), 30)])
        _ = try await Self.add(council, "Be kinder", directorate: "Care", target: nil)
        let page = await visitor.get(Self.list).text
        #expect(page.contains("2 objectives") && page.contains("On course") && page.contains("30%"))
        #expect(page.contains("Not measurable yet") && page.contains("Lacks a target"))
        let open = await visitor.get(Self.list + "?standing=notMeasurable").text
        #expect(open.contains("1 objective<") && open.contains("Be kinder") && !open.contains("Fewer comp"))
        let care = await visitor.get(Self.list + "?directorate=Care").text
        #expect(care.contains("Be kinder") && !care.contains("Fewer complaints"))
        #expect(await visitor.get(Self.list + "?characteristic=race").text.contains("0 objectives"))
        #expect(await visitor.get(Self.list + "?characteristic=age").text.contains("2 objectives"))
    }

    @Test func `keeps what was typed when it is wrong, and takes it when it is mended`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let path = Self.list + "/new"
        let typed = [
            "title": "", "baseline": "about forty", "target": "20", "targetDate": "13/3/4",
            "baselineDay-day": "31", "baselineDay-month": "2", "baselineDay-year": "2024",
            "gap": "Kept <gap>",
        ]
        let sent = await visitor.fill(path, typed).filter { $0.0 != "csrf" }
        let answer = await visitor.send(path, sent)
        #expect(answer.status == 422)
        let page = Markup(answer)
        #expect(
            Set(page.problems.map(\.field)).isSuperset(of: [
                "title", "baseline", "targetDate", "baselineDay-day",
            ]),
            "\(page.problems)")
        let shown = page.fields(of: path)
        for (name, value) in typed { #expect(shown.first { $0.name == name }?.value == value, "\(name)") }
        let mended = sent.map { name, value in
            let better = [
                "title": "Fewer complaints", "baseline": "40", "targetDate": "2027/28", "direction": "down",
                "baselineDay-day": "28",
            ]
            return (name, better[name] ?? value)
        }
        let done = await visitor.send(path, mended)
        #expect(done.status == 303)
        let made = try #require(try await council.office.objectives.objectives(within: .wholeBody).first)
        #expect(made.measure.baseline == 40 && made.targetDate.date?.end == CalendarDay(2028, 3, 31))
        #expect(made.isMeasurable == false && made.missing == ["a measure"])
    }

    @Test func `shows both versions to whoever saves second, and loses neither`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council)
        let path = Self.list + "/\(id)/edit"
        let mine = await visitor.fill(path, ["title": "Mine"]).filter { $0.0 != "csrf" }
        let theirs = await visitor.fill(path, ["title": "Theirs", "source": "Their record"])
        #expect(await visitor.send(path, theirs.filter { $0.0 != "csrf" }).status == 303)
        let answer = await visitor.send(path, mine)
        #expect(answer.status == 409 && answer.text.contains("Theirs") && answer.text.contains("Mine"))
        var fields = Markup(answer).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        #expect(await visitor.send(path, fields).status == 422)
        fields += [("keep-title", "mine"), ("keep-source", "theirs")]
        #expect(await visitor.send(path, fields).status == 303)
        let kept = try #require(try await council.office.objectives.objective(id, within: .wholeBody))
        #expect(kept.title == "Mine" && kept.measure.source == "Their record" && kept.version == 3)
    }

    @Test func `takes readings and corrects them without losing the wrong one`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council)
        let path = Self.list + "/\(id)/readings/new"
        let day = ["day-day": "31", "day-month": "3", "day-year": "2026"]
        let wrong = await visitor.fill(
            path, ["value": "much", "base": "2.5", "day-day": "1", "day-month": "1", "day-year": "2030"])
        let refused = await visitor.send(path, wrong.filter { $0.0 != "csrf" })
        #expect(refused.status == 422)
        #expect(Set(Markup(refused).problems.map(\.field)) == ["value", "base", "day-day"])
        let sent = await visitor.fill(path, day.merging(["value": "33"]) { $1 })
        #expect(await visitor.send(path, sent.filter { $0.0 != "csrf" }).status == 303)
        // A second value for the same day has to be a correction.
        let again = await visitor.fill(path, day.merging(["value": "34"]) { $1 })
        #expect(await visitor.send(path, again.filter { $0.0 != "csrf" }).status == 422)
        let correct = Self.list + "/\(id)/readings/1/correct"
        let unsaid = await visitor.fill(correct, ["value": "23"])
        #expect(await visitor.send(correct, unsaid.filter { $0.0 != "csrf" }).status == 422)
        let first = await visitor.fill(correct, ["value": "23", "note": "Digits swapped"])
        let second = await visitor.fill(correct, ["value": "24", "note": "Mine"])
        #expect(await visitor.send(correct, first.filter { $0.0 != "csrf" }).status == 303)
        let late = await visitor.send(correct, second.filter { $0.0 != "csrf" })
        #expect(
            late.status == 409 && late.text.contains("it now says 23%") && late.text.contains("value=\"24\""))
        let all = try await council.office.objectives.readings(of: id)
        #expect(all.map(\.value) == [33, 23] && Reading.standing(all).map(\.value) == [23])
        let page = await visitor.get(Self.list + "/\(id)").text
        #expect(page.contains("<del>33%</del>") && page.contains("Corrected by reading 2"))
        #expect(page.contains("<svg role=\"img\"") && page.contains("Target 20%"))
    }

    @Test func `asks whether it worked, in neutral words`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council)
        let action = try await council.addAction("Answer faster")
        try await council.office.links.add(
            RecordLink(.serves, from: RecordName(.action, action), to: RecordName(.objective, id)),
            Council.change)
        #expect(await visitor.get(Self.list + "/\(id)/worked").text.contains("too early to ask"))
        let update = ActionUpdate(day: CalendarDay(2026, 1, 10), status: .complete, note: "Done")
        try await council.plan.report(update, about: action, version: 1, within: .wholeBody, Council.change)
        try await Self.read(
            council, id, [(CalendarDay(2025, 12, 31), 35), (CalendarDay(2026, 6, 30), 36)])
        let page = await visitor.get(Self.list + "/\(id)/worked").text
        #expect(page.contains("has not moved towards its target since") && page.contains("Answer faster"))
        #expect(await visitor.get(Self.list + "?effect=none").text.contains("1 objective<"))
        // A reading that is nearer the target takes the remark away.
        try await Self.read(council, id, [(CalendarDay(2026, 9, 30), 25)])
        #expect(!(await visitor.get(Self.list + "/\(id)/worked").text.contains("1 action is complete")))
        #expect(await visitor.get(Self.list + "?effect=none").text.contains("0 objectives"))
    }

    @Test func `is closed with a reason and opened again`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council)
        let path = Self.list + "/\(id)/close"
        let empty = await visitor.fill(path).filter { $0.0 != "csrf" }
        #expect(Set(Markup(await visitor.send(path, empty)).problems.map(\.field)) == ["state", "closing"])
        let sent = empty.filter { $0.0 != "closing" } + [("state", "closed"), ("closing", "Target dropped")]
        #expect(await visitor.send(path, sent).status == 303)
        #expect(await visitor.get(Self.list + "/\(id)").text.contains("Closed: Target dropped"))
        let reopen = await visitor.fill(path, ["closing": "Wanted after all"]).filter { $0.0 != "csrf" }
        #expect(await visitor.send(path, reopen).status == 303)
        let kept = try await council.office.objectives.objective(id, within: .wholeBody)
        #expect(kept?.state == .open && kept?.closing == "")
    }

    @Test func `stays with those who reach it`() async throws {
        let council = try await Council()
        let own = try await Self.add(council, "Ours", directorate: "Housing")
        let other = try await Self.add(council, "Theirs", directorate: "Care")
        let whole = try await Self.add(council, "All of us")
        let director = try await council.visitor(
            "director", [Grant(.director, within: .directorate("Housing"))])
        #expect(await director.get(Self.list + "/\(own)/edit").status == 200)
        #expect(await director.get(Self.list + "/\(other)").status == 404)
        #expect(await director.get(Self.list + "/\(whole)").status == 200)
        #expect(await director.get(Self.list + "/\(whole)/edit").status == 404)
        let moved = await director.fill(Self.list + "/\(own)/edit", ["directorate": "Care"])
        let answer = await director.send(Self.list + "/\(own)/edit", moved.filter { $0.0 != "csrf" })
        #expect(answer.status == 422 && Markup(answer).problems.map(\.field) == ["directorate"])
        let councillor = try await council.visitor("councillor", [Grant(.councillor, within: .body)])
        let page = await councillor.get(Self.list + "/\(own)")
        #expect(page.status == 200 && !page.text.contains("/edit"))
        #expect(await councillor.send(Self.list + "/\(own)/edit", []).status == 403)
        #expect(await councillor.get(Self.list + "/\(own)/readings/new").status == 403)
    }

    @Test func `is joined to an outcome and parted from it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council)
        _ = try await council.office.outcomes.importOutcomes(
            [
                Outcome(reference: "1", title: "Start well"),
                Outcome(reference: "1.1", title: "Ready for school", parentID: "1"),
            ],
            strategyID: "", source: "test", Council.change)
        let outcome = try #require(try await council.office.outcomes.outcomes().last)
        let path = Self.list + "/\(id)/links"
        let look = path + "?join=outcome&q=school"
        #expect(await visitor.get(look).text.contains("Ready for school"))
        let none = Markup(await visitor.get(look)).fields(of: path).map { ($0.name, $0.value) }
        #expect(await visitor.send(path, none.filter { $0.0 != "csrf" }).status == 422)
        let sent = none.filter { $0.0 != "csrf" } + [("record", outcome.id)]
        #expect(await visitor.send(path, sent).status == 303)
        let page = await visitor.get(Self.list + "/\(id)")
        #expect(page.text.contains("Serves an outcome") && page.text.contains("1.1 Ready for school"))
        let end = Markup(await visitor.get(path)).fields(of: Self.list + "/\(id)/unlink")
        #expect(
            await visitor.send(
                Self.list + "/\(id)/unlink", end.filter { $0.name != "csrf" }.map { ($0.name, $0.value) }
            ).status == 303)
        #expect(try await council.office.links.links().isEmpty)
    }
}
