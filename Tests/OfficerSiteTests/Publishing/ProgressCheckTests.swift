// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Before progress is published` {
    private static let path = "/eastmarsh/office/publications/progress/publish"

    private static func add(_ council: Council, _ title: String, _ unit: String, _ value: Double, base: Int?)
        async throws -> String
    {
        let id = try await council.office.objectives.add(
            Objective(
                title: title,
                measure: Objective.Measure(
                    words: title, unit: unit, baseline: 50, baselineDay: CalendarDay(2025, 3, 31), target: 80),
                targetDate: "31 March 2028"), Council.change)
        _ = try await council.office.objectives.add(
            Reading(day: CalendarDay(2026, 3, 31), value: value, base: base), to: id, Council.change)
        return id
    }

    @Test func `the publisher sees what is withheld, and accepts or mends what nobody could judge`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await Self.add(council, "Tenants rehoused", "people", 3, base: nil)
        let blank = try await Self.add(council, "Tenants who feel heard", "%", 61, base: nil)
        let page = await visitor.get(Self.path).text
        #expect(page.contains("Withheld because of small numbers") && page.contains("is below 5"))
        #expect(page.contains("Withheld because nobody can judge them"))
        #expect(page.contains("it does not say of how many people it is a share"))
        let fields = await visitor.fill(Self.path).filter { $0.0 != "csrf" && $0.0 != "accepted" }
        let refused = await visitor.send(Self.path, fields)
        #expect(refused.status == 422 && Markup(refused).problems.map(\.field) == ["accepted"])
        #expect(try await council.office.publications.artefact(.progress, edition: 1, .html) == nil)
        #expect(await visitor.send(Self.path, fields + [("accepted", "yes")]).status == 303)
        // With the number that it is a share of, nothing is to be accepted.
        _ = try await council.office.objectives.add(
            Reading(day: CalendarDay(2026, 3, 31), value: 61, base: 412, corrects: 1), to: blank,
            Council.change)
        let mended = await visitor.get(Self.path).text
        #expect(!mended.contains("nobody can judge") && !mended.contains("name=\"accepted\""))
        let again = await visitor.fill(Self.path).filter { $0.0 != "csrf" }
        #expect(await visitor.send(Self.path, again).status == 303)
        let file = try await council.office.publications.artefact(.progress, edition: 2, .html)
        #expect(String(decoding: try #require(file).bytes, as: UTF8.self).contains("61%"))
    }

    @Test func `the words that go out are shown, and small numbers and names in them are listed`()
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await council.addAction("Train the desk")
        try await council.plan.report(
            ActionUpdate(day: Council.today, note: "Two tenants were moved after Jane Smith asked"),
            about: id,
            version: 1, within: .wholeBody, Council.change)
        _ = try await council.plan.add(
            Action.reading(
                ActionCells(title: "Ask", leadOfficer: "Jane Smith", status: "Complete"),
                characteristics: CharacteristicVocabulary([]), outcomeNote: "Every desk was asked",
                lastUpdated: Council.today), Council.change)
        let page = await visitor.get(Self.path).text
        #expect(page.contains("Text that goes out") && page.contains("Every desk was asked"))
        #expect(page.contains("Small numbers of people stand in text") && page.contains("“Two tenants”"))
        #expect(page.contains("on “Train the desk”: Jane Smith"))
        let preview = try await council.office.preview(.progress, on: Council.today)
        #expect(preview.lines.contains { $0.contains("Two tenants") && $0.hasPrefix("A small number") })
        let fields = await visitor.fill(Self.path).filter { $0.0 != "csrf" }
        #expect(await visitor.send(Self.path, fields).status == 303)
        for format in [ArtefactFormat.html, .csv, .json] {
            let file = try await council.office.publications.artefact(.progress, edition: 1, format)
            let text = String(decoding: try #require(file).bytes, as: UTF8.self)
            #expect(text.contains("Every desk was asked") && text.contains("Two tenants were moved"))
        }
    }
}
