// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Figures of data sets in the record` {
    @Test func `stand ready in an assessment, those of the people affected first, and are kept as they were`()
        async throws
    {
        let site = try await FigureCouncil()
        let author = site.cast.author
        let id = try await site.cast.start()
        let section = await author.get(Cast.page(id, "/section/evidence"))
        #expect(section.says("Figures of data sets"))
        try await site.cast.write(id, ["screening/race/level": "high"])
        let path = Cast.page(id, "/figures/evidence")
        let page = await author.get(path)
        let released = try await site.office.figures.released(of: try await site.version(1))
        let ethnic = try #require(released.first { $0.column == "ethnic group" })
        let asian = try #require(ethnic.figure("asian"))
        #expect(asian.count != nil && ethnic.lines.contains { $0.figure.count == nil })
        #expect(page.says("Ticked as affected here: Age, Race.") && page.says("Asian: \(asian.shown)."))
        let first = try #require(page.text.range(of: "Pools &lt;&amp;&gt; by ethnic group"))
        let other = try #require(page.text.range(of: "Pools &lt;&amp;&gt; by sex"))
        #expect(first.lowerBound < other.lowerBound)
        #expect(await author.send(path, []).status == 422)
        let added = await author.send(path, [("items", "data/\(site.dataSet)/ethnic group")])
        #expect(added.status == 303)
        let item = try #require(
            try await site.cast.record(id).content.evidence.first { $0.figure != nil })
        #expect(item.figure == FigureReference(dataSet: site.dataSet, version: 1, column: "ethnic group"))
        #expect(item.characteristics == ["race"] && item.date == CalendarDay(2025, 3, 31))
        let says = try await site.cast.record(id).content["evidence/\(item.row)/says"]
        #expect(says.contains("Asian: \(asian.shown)") && says.contains("Synthetic records"))
        // What is there already is not offered again.
        #expect(await !author.get(path).text.contains("data/\(site.dataSet)/ethnic group"))
        // The binding goes out with the assessment, comes into another, and is no answer left behind.
        let record = try await site.cast.record(id)
        #expect(!record.template.unasked(in: record.content, []).contains("evidence/\(item.row)/figure"))
        let name = record.template.name(of: "evidence/\(item.row)/figure", in: record.content, [])
        #expect(name == "Figures of a data set that the evidence tells")
        let copied = AssessmentCopy.changes(
            from: record.content, reference: "A", into: AssessmentContent(), template: record.template,
            [Characteristic(code: "race", name: "Race")])
        #expect(copied["evidence/\(item.row)/figure"] == item.figure?.written)
    }

    @Test func `show nobody an unreleased number who may not see monitoring data`() async throws {
        let site = try await FigureCouncil()
        let author = site.cast.author
        let id = try await site.assessment()
        let objective = try await site.objective()
        try await site.takeLater()
        let secrets = try await site.secrets(2)
        #expect(secrets.count > 8)
        let pages = [
            site.moved, Cast.page(id), Cast.page(id, "/section/evidence"), Cast.page(id, "/figures/evidence"),
            FigureCouncil.office + "/work", FigureCouncil.office + "/evidence",
            FigureCouncil.office + "/data/\(site.dataSet)/use-as-evidence?by=ethnic%20group", objective,
            objective + "/readings/from/2", FigureCouncil.office,
        ]
        for path in pages {
            let page = await author.get(path)
            #expect(page.status == 200, "\(path)")
            #expect(FigureCouncil.numbers(page).isDisjoint(with: secrets), "\(path)")
        }
        let moved = await author.get(site.moved)
        #expect(moved.says("The figures of version 2 have not been released yet."))
        #expect(!moved.says("Publish equality information"))
        #expect(await author.get(objective + "/readings/from/2").says("have not been released yet"))
        #expect(await author.get(FigureCouncil.office + "/data/\(site.dataSet)").status == 403)
        // Human resources sees raw counts of staff, and none of the people who swim.
        let staff = try await site.council.visitor("hr", [Grant(.humanResources, within: .body)])
        let theirs = await staff.get(site.moved)
        #expect(theirs.status == 200 && FigureCouncil.numbers(theirs).isDisjoint(with: secrets))
        // The test sees a planted number: the same page for those who may read raw counts has them.
        let raw = await site.lead.get(site.moved)
        #expect(!FigureCouncil.numbers(raw).isDisjoint(with: secrets))
        #expect(raw.says("Raw counts. Not for publication.") && raw.says("Publish equality information"))
        #expect(raw.says("Moved beyond noise"))
        #expect(site.council.faults.all.withLock { $0 } == [])
    }

    @Test func `that moved are listed with old and new numbers until somebody has looked`() async throws {
        let site = try await FigureCouncil()
        let author = site.cast.author
        let id = try await site.assessment()
        #expect(await author.get(site.moved).says("0 wait to be looked at."))
        try await site.takeLater()
        try await site.release()
        let page = await author.get(site.moved)
        let released = try await site.office.figures.released(of: try await site.version(2))
        let asian = try #require(released.first { $0.column == "ethnic group" }?.figure("asian"))
        #expect(page.says("1 waits to be looked at.") && page.says("Moved beyond noise."))
        #expect(page.says("\(Figure.oneDecimal(try #require(asian.percentage)))%"))
        // Everybody is told where the figures are used.
        let note = await author.get(Cast.page(id))
        #expect(
            note.says("There are newer figures than those it rests on.")
                && note.text.contains(#/Moved beyond noise: [^.]*Asian/#))
        let work = await author.get(FigureCouncil.office + "/work")
        #expect(work.says("Look at newer figures") && work.says("1 assessment rests on older ones"))
        // To say that nothing has to change needs a reason, and a part in it.
        let form = Markup(page).fields(of: site.moved).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        let empty = await author.send(site.moved, form)
        #expect(empty.status == 422 && empty.says("Enter why no change is needed"))
        let reason = try #require(form.first { $0.0.hasPrefix("reason-") }?.0)
        let sent = form.map { $0.0 == reason ? ($0.0, "The pool was shut <b>") : $0 }
        #expect(await site.cast.clerk.send(site.moved, sent).status == 403)
        #expect(await author.send(site.moved, sent).status == 303)
        let after = await author.get(site.moved)
        #expect(after.says("0 wait") && after.says("Looked at") && after.says("The pool was shut <b>"))
        #expect(await !author.get(FigureCouncil.office + "/work").says("Look at newer figures"))
        #expect(await author.get(Cast.page(id)).says("Looked at by Post of author: no change needed."))
        // What the assessment says stays what it said.
        #expect(try await site.cast.record(id).content.evidence.first?.figure?.version == 1)
        #expect(site.council.faults.all.withLock { $0 } == [])
    }

    @Test func `of a count whose records were deleted are those that were published`() async throws {
        let site = try await FigureCouncil()
        let id = try await site.assessment()
        try await site.takeLater()
        _ = try await site.office.monitoring.deleteRecords(of: site.dataSet, versions: [1], Council.change)
        #expect(await site.lead.get(site.moved).says("Moved beyond noise"))
        _ = try await site.office.monitoring.deleteRecords(of: site.dataSet, versions: [2], Council.change)
        let page = await site.lead.get(site.moved)
        #expect(page.says("the records of version 2 were deleted, and nothing of it was published."))
        #expect(await site.cast.author.get(Cast.page(id)).says("have not been released yet"))
        #expect(site.council.faults.all.withLock { $0 } == [])
    }

    @Test func `that did not move are said not to have`() async throws {
        let site = try await FigureCouncil()
        let id = try await site.assessment()
        try await site.takeLater(FigureCouncil.usual)
        try await site.release()
        let page = await site.cast.author.get(site.moved)
        #expect(!page.says("Moved beyond noise."))
        #expect(await site.cast.author.get(Cast.page(id)).says("There are newer figures"))
    }

    @Test func `lead to an objective or an action in two clicks`() async throws {
        let site = try await FigureCouncil()
        // Click one: the link in the row that says that women are over-represented.
        let gaps = FigureCouncil.office + "/data/\(site.dataSet)/representation?by=sex&benchmark=census"
        let page = await site.lead.get(gaps)
        let link = try #require(page.text.firstMatch(of: #/href="([^"]*objectives\/new\?data-set[^"]*)"/#))
        let first = Markup.plain(String(link.1))
        let form = Markup(await site.lead.get(first)).fields(of: FigureCouncil.office + "/objectives/new")
        // Click two: the button of the form, as it stands.
        let saved = await site.lead.send(
            FigureCouncil.office + "/objectives/new",
            form.filter { $0.name != "csrf" }.map { ($0.name, $0.value) })
        #expect(saved.status == 303, "\(Markup(saved).problems)")
        let objective = try #require(
            try await site.office.objectives.objectives(within: .wholeBody).first)
        #expect(objective.measure.unit == "%" && objective.gap.contains("-represented among Pools <&>"))
        #expect(objective.measure.figure?.dataSet == site.dataSet && objective.measure.baseline != nil)
        #expect(objective.measure.figure?.baselineVersion == 1)
        let action = try #require(page.text.firstMatch(of: #/href="([^"]*actions\/new\?data-set[^"]*)"/#))
        let filled = Markup(await site.lead.get(Markup.plain(String(action.1))))
            .fields(of: FigureCouncil.office + "/actions/new")
        let done = await site.lead.send(
            FigureCouncil.office + "/actions/new",
            filled.filter { $0.name != "csrf" }.map { ($0.name, $0.value) })
        #expect(done.status == 303, "\(Markup(done).problems)")
        let kept = try #require(try await site.council.plan.actions(within: .wholeBody).first)
        #expect(kept.cells.arisingFrom.contains("-represented among Pools <&>") && !kept.measure.isEmpty)
        // An analyst sees the finding and no link, because analysts set neither.
        let analyst = try await site.council.visitor("analyst", [Grant(.analyst, within: .body)])
        let seen = await analyst.get(gaps)
        #expect(
            seen.status == 200 && seen.text.contains("represented") && !seen.text.contains("Set an objective")
        )
        #expect(!seen.text.contains("Add an action") && seen.says("send them the address of this page"))
        #expect(site.council.faults.all.withLock { $0 } == [])
    }

    @Test func `carry nothing of a withheld group into an objective or an action`() async throws {
        let site = try await FigureCouncil()
        let tables = try await site.office.figures.released(of: try await site.version(1))
        let lines = try #require(tables.first { $0.column == "ethnic group" }).lines.map(\.figure)
        let hidden = try #require(lines.first { $0.count == nil })
        let shown = try #require(lines.first { $0.percentage != nil })
        for (figure, isTold) in [(hidden, false), (shown, true)] {
            let query =
                "?data-set=\(site.dataSet)&version=1&finding=under-represented&by=ethnic%20group&group=\(figure.code)"
            for path in ["/objectives/new", "/actions/new"] {
                let address = FigureCouncil.office + path
                let page = await site.lead.get(address + query)
                #expect(page.status == 200)
                let fields = Markup(page).fields(of: address).filter { $0.name != "csrf" }
                let words = fields.map(\.value).joined(separator: " ")
                #expect(words.contains("under-represented") == isTold, "\(words)")
                #expect(words.contains("is withheld from publication") == !isTold, "\(words)")
                #expect(words.contains("Learn from people of the group") == !isTold)
                #expect((fields.first { $0.name == "measure" }?.value ?? "").isEmpty == !isTold, "\(path)")
            }
        }
    }

    @Test func `carry no unreleased number into an objective begun from a gap`() async throws {
        let site = try await FigureCouncil()
        try await site.takeLater(["sex": [900, 80, 0, 12, 0, 0]])
        let secrets = try await site.secrets(2)
        let page = await site.lead.get(
            FigureCouncil.office + "/data/\(site.dataSet)/representation?by=sex&benchmark=census&version=2")
        let link = try #require(page.text.firstMatch(of: #/href="([^"]*objectives\/new\?data-set[^"]*)"/#))
        let form = await site.lead.get(Markup.plain(String(link.1)))
        #expect(
            form.says("under-represented among Pools <&>") || form.says("over-represented among Pools <&>"))
        #expect(FigureCouncil.numbers(form).isDisjoint(with: secrets))
        let fields = Markup(form).fields(of: FigureCouncil.office + "/objectives/new")
        #expect(fields.first { $0.name == "baseline" }?.value == "")
    }
}
