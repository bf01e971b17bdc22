// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `An objective that reads from a data set` {
    @Test func `offers the newest released version, takes its reading, and keeps where it came from`()
        async throws
    {
        let site = try await FigureCouncil()
        let path = try await site.objective()
        let author = site.cast.author
        let offered = await author.get(path)
        #expect(offered.says("Take the reading of version 1"))
        #expect(await author.get(FigureCouncil.office + "/work").says("Take a reading from a data set"))
        let page = await author.get(path + "/readings/from/1")
        let released = try await site.office.figures.released(of: try await site.version(1))
        let asian = try #require(released.first { $0.column == "ethnic group" }?.figure("asian"))
        let share = try #require(asian.percentage)
        #expect(page.says("\(Reading.written(share))%") && page.says("31 March 2025"))
        let form = Markup(page).sent(to: path + "/readings/from/1")
        // What was shown is what is entered, or nothing.
        let changed = form.map { $0.0 == "seen" ? ($0.0, "2025-03-31 99.0 1") : $0 }
        #expect(await author.send(path + "/readings/from/1", changed).status == 409)
        #expect(await author.send(path + "/readings/from/1", form).status == 303)
        let id = try #require(path.split(separator: "/").last.map(String.init))
        let reading = try #require(try await site.office.objectives.readings(of: id).first)
        #expect(
            reading.value == share && reading.base == asian.base && reading.day == CalendarDay(2025, 3, 31))
        #expect(reading.figure?.version == 1 && reading.note.contains("version 1 (2024/25)"))
        #expect(await !author.get(path).says("Take the reading of version 1"))
        // A newer version is offered once it was released, and no sooner.
        try await site.takeLater()
        #expect(await author.get(path).says("The figures of version 2 have not been released yet."))
        #expect(await !author.get(FigureCouncil.office + "/work").says("Take a reading from a data set"))
        try await site.release()
        let newer = await author.get(path)
        #expect(newer.says("Take the reading of version 2") && newer.says("There are newer figures"))
        #expect(await author.get(FigureCouncil.office + "/work").says("Take a reading from a data set"))
        #expect(site.council.faults.all.withLock { $0 } == [])
    }

    @Test func `refuses a reading of a number that the release withheld, and says why`() async throws {
        let site = try await FigureCouncil()
        let released = try await site.office.figures.released(of: try await site.version(1))
        let hidden = try #require(
            released.first { $0.column == "ethnic group" }?.lines.first { $0.figure.count == nil })
        let path = try await site.objective(group: hidden.figure.code)
        let page = await site.cast.author.get(path + "/readings/from/1")
        #expect(page.says("The release withholds this number of version 1"))
        let sent = await site.cast.author.send(path + "/readings/from/1", [("seen", "x"), ("note", "")])
        #expect(sent.status == 422 && sent.says("The release withholds this number of version 1"))
        let id = try #require(path.split(separator: "/").last.map(String.init))
        #expect(try await site.office.objectives.readings(of: id).isEmpty)
    }

    @Test func `is bound and unbound by whoever may change it`() async throws {
        let site = try await FigureCouncil()
        let id = try await ObjectiveFixture.plain(site.office)
        let path = FigureCouncil.office + "/objectives/\(id)/figure"
        let director = site.cast.director
        #expect(await site.cast.author.get(path).status == 403)
        #expect(await director.get(path).says("Pools <&>, by ethnic group"))
        let table = "\(site.dataSet)/ethnic group"
        let second = await director.get(path + "?table=\(FormFields.encoded(table))")
        let form = Markup(second).sent(to: path).filter { $0.0 != "group" }
        let missing = await director.send(path, form)
        #expect(missing.status == 422 && missing.says("Select the group"))
        #expect(await director.send(path, form + [("group", "asian")]).status == 303)
        let bound = try #require(try await site.office.objectives.objective(id, within: .wholeBody))
        #expect(bound.measure.figure?.group == "asian" && bound.measure.figure?.kind == .share)
        // Changing something else keeps it.
        let edit = FigureCouncil.office + "/objectives/\(id)/edit"
        #expect(
            await director.get(edit).says("Readings can be taken from: Asian by ethnic group of Pools <&>"))
        let changed = await director.fill(edit, ["gap": "Wide"]).filter { $0.0 != "csrf" }
        #expect(await director.send(edit, changed).status == 303)
        #expect(
            try await site.office.objectives.objective(id, within: .wholeBody)?.measure.figure
                == bound.measure.figure)
        let version = try await site.office.objectives.objective(id, within: .wholeBody)?.version ?? 0
        // The old form is stale; the new one ends it.
        #expect(await director.send(path, [("end", "yes"), ("version", "1")]).status == 409)
        #expect(await director.send(path, [("end", "yes"), ("version", "\(version)")]).status == 303)
        #expect(
            try await site.office.objectives.objective(id, within: .wholeBody)?.measure.figure == nil)
    }

    @Test func `is said in the library, too, where figures are used as evidence`() async throws {
        let site = try await FigureCouncil()
        let author = site.cast.author
        let path = FigureCouncil.office + "/data/\(site.dataSet)/use-as-evidence"
        #expect(await author.get(path).says("What the figures are by"))
        let form = Markup(await author.get(path + "?by=ethnic%20group")).sent(to: path)
        #expect(await author.send(path, form + [("groups", "asian"), ("groups", "none-such")]).status == 303)
        let item = try #require(try await site.office.evidence.items().first)
        #expect(item.figure?.groups == ["asian"] && item.summary.contains("Asian: "))
        // Picked into an assessment, it takes its binding along.
        let id = try await site.cast.start()
        #expect(await author.send(Cast.page(id, "/library/evidence"), [("items", item.id)]).status == 303)
        #expect(try await site.cast.record(id).content.evidence.first?.figure == item.figure)
    }
}
