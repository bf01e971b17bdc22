// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `An assessment in trouble` {
    private static func typed(_ cast: Cast, _ id: String, _ what: String, version: Int) -> [(String, String)]
    {
        [
            ("version", "\(version)"), ("asked", "about/what"), ("about/what", what),
            ("asked", "about/why"), ("about/why", "Costs"),
        ]
    }

    @Test func `edited by two people in one section shows both texts, and keeps the one that is chosen`()
        async throws
    {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let path = Cast.page(id, "/section/proposal")
        let named = await cast.author.send(
            Cast.page(id, "/people"), [("part", "author"), ("person", cast.ids["authoriser"] ?? "")])
        #expect(named.status == 303)
        #expect(await cast.author.send(path, Self.typed(cast, id, "First", version: 1)).status == 303)
        var answer = await cast.authoriser.send(path, Self.typed(cast, id, "Second", version: 1))
        #expect(answer.status == 409 || answer.status == 422)
        #expect(answer.text.contains("First") && answer.text.contains("Second"))
        #expect(try await cast.record(id).content["about/what"] == "First")
        let kept =
            Markup(answer).fields(of: path).filter { $0.name != "csrf" && $0.kind != "radio" }
            .map { ($0.name, $0.value) } + [("keep-about/what", "mine")]
        answer = await cast.authoriser.send(path, kept)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        #expect(try await cast.record(id).content["about/what"] == "Second")
        // Different fields of one section need no choice.
        let version = try await cast.record(id).version
        _ = await cast.author.send(
            path, [("version", "\(version)"), ("asked", "proposal/scope"), ("proposal/scope", "All")])
        answer = await cast.authoriser.send(
            path, [("version", "\(version)"), ("asked", "proposal/budget"), ("proposal/budget", "Saves")])
        #expect(answer.status == 303)
        let content = try await cast.record(id).content
        #expect(content["proposal/scope"] == "All" && content["proposal/budget"] == "Saves")
    }

    @Test func `is read by the settings of the day on which it was signed`() async throws {
        let cast = try await Cast(try await Council())
        let signed = try await cast.start()
        try await cast.write(signed)
        try await cast.bring(signed, to: .signed)
        let open = try await cast.start("Repairs")
        try await cast.write(open)
        let value = BodyProfile.localValue(
            name: "Care leavers", definition: "Left care", resolution: "Council")
        try await BodyStore(database: cast.council.database).set(
            [
                Setting(
                    name: BodyProfile.Name.localCharacteristic + "care-leavers",
                    effectiveFrom: Council.today.adding(days: 1), value: value)
            ], Council.change)
        cast.council.clock.advance(seconds: 2 * 86_400)
        let reader = try await cast.council.visitor("author")
        func page(_ id: String, _ rest: String) async -> String { await reader.get(Cast.page(id, rest)).text }
        #expect(await page(open, "/read").contains("Care leavers"))
        #expect(await page(open, "/checks").contains("Care leavers"))
        #expect(await !page(signed, "/read").contains("Care leavers"))
        #expect(await !page(signed, "/checks").contains("Care leavers"))
    }

    @Test func `reassigned while a section was open keeps the text that was typed, on the page`() async throws
    {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let part = [("part", "section:proposal"), ("person", cast.ids["councillor"] ?? "")]
        // Whoever could not save what they write is not named.
        let refused = await cast.author.send(Cast.page(id, "/people"), part)
        #expect(refused.status == 422)
        #expect(refused.says("does not write assessments"))
        let engaged = try await cast.council.visitor(
            "engagement", [Grant(.engagement, within: .directorate("Care"))])
        let people = try await PeopleStore(database: cast.council.database).people()
        let person = try #require(people.first { $0.signInName == "engagement" })
        let own = [("part", "section:proposal"), ("person", person.id)]
        #expect(await cast.author.send(Cast.page(id, "/people"), own).status == 303)
        let path = Cast.page(id, "/section/proposal")
        #expect(await engaged.get(path).status == 200)
        #expect(await engaged.send(path, Self.typed(cast, id, "Mine", version: 1)).status == 303)
        // Only that section, whatever the form claims to have asked.
        _ = await engaged.send(
            path,
            [("version", "2"), ("asked", "outcome/kind"), ("outcome/kind", "stop"), ("remove", "impact/age")])
        #expect(try await cast.record(id).content["outcome/kind"] == "")
        let wrong = await engaged.send(
            Cast.page(id, "/section/about"),
            [("version", "2"), ("asked", "about/title"), ("about/title", "X")])
        #expect(wrong.status == 422)
        #expect(wrong.says("Only Post of author can write here"), "\(Markup(wrong).problems)")
        let removal = [("remove", "section:proposal \(person.id)")]
        #expect(await cast.author.send(Cast.page(id, "/people"), removal).status == 303)
        let late = await engaged.send(path, Self.typed(cast, id, "Words of an hour", version: 2))
        #expect(late.status == 404, "it is no longer theirs to see")
        #expect(late.text.contains("Words of an hour"), "what was typed is lost")
        #expect(late.says("ask the author of the assessment to take it in"))
        #expect(try await cast.record(id).content["about/what"] == "Mine")
    }

    @Test func `handed on while a section was open keeps the text that was typed, on the page`() async throws
    {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        try await cast.write(id)
        let version = try await cast.record(id).version
        try await cast.bring(id, to: .challenge)
        let path = Cast.page(id, "/section/proposal")
        let late = await cast.author.send(path, Self.typed(cast, id, "Words of an hour", version: version))
        #expect(late.status == 422)
        #expect(late.text.contains("Words of an hour"))
        #expect(
            late.says(
                "It is with the challenger, who reads one fixed text. Post of challenger can send it back"))
        #expect(try await cast.record(id).content["about/what"] == Cast.complete["about/what"])
    }

    @Test func `with 100 KB, markup, marks of direction and characters without width comes back as typed`()
        async throws
    {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let path = Cast.page(id, "/section/proposal")
        let long = String(repeating: "Ünïcode “quoted” – words, ", count: 4_000)
        #expect(long.utf8.count > 100_000)
        let odd = "<script>zap(1)</script> \u{202E}abc\u{202C} a\u{200B}b \u{FEFF}c שלום &amp; ]]>"
        for text in [long, odd] {
            let version = try await cast.record(id).version
            let answer = await cast.author.send(path, Self.typed(cast, id, text, version: version))
            #expect([303, 422].contains(answer.status))
            if answer.status == 422 {
                #expect(!Markup(answer).problems.isEmpty)
                #expect(
                    answer.text.contains(Markup.escaped(String(text.prefix(200)))), "what was typed is lost")
                continue
            }
            let kept = try await cast.record(id).content["about/what"]
            #expect(kept.contains(text.prefix(20)) || !text.hasPrefix("Ü"))
            let page = await cast.author.get(path)
            #expect(!page.text.contains("<script>zap"))
            for format in ["html", "odt", "docx"] {
                let file = await cast.author.get(Cast.page(id, "/file/\(format)"))
                #expect(file.status == 200, "\(format)")
                #expect(!file.text.contains("<script>zap"), "\(format)")
            }
        }
        #expect(cast.council.faults.all.withLock { $0 } == [])
    }

    @Test func `begun with a template that was withdrawn goes on, and nothing new begins with it`()
        async throws
    {
        let council = try await Council()
        let cast = try await Cast(council)
        let lead = try await council.visitor()
        let overlay = """
            overlay: own-eqia
            version: 1
            template: customer-impact
            name: Our own form
            effective_from: 2020-01-01
            operations:
              - relabel: question about/title
                to: What it is called
            """
        let sent = await lead.upload(Cast.office + "/assessments/templates", "own.yaml", Array(overlay.utf8))
        try #require([200, 303].contains(sent.status), "\(Markup(sent).problems) \(sent.text.suffix(3_000))")
        #expect(await cast.author.get(Cast.office + "/assessments/new").says("Our own form"))
        let id = try await cast.start(template: "own-eqia")
        let gone = await lead.send(
            Cast.office + "/assessments/templates/withdraw", [("template", "own-eqia")])
        #expect(gone.status == 303)
        #expect(!(await cast.author.get(Cast.office + "/assessments/new").says("Our own form")))
        let refused = await cast.author.send(
            Cast.office + "/assessments/new",
            [("template", "own-eqia"), ("title", "New"), ("directorate", "Housing")])
        #expect(Markup(refused).problems.map(\.text) == ["Select a template"])
        #expect(await cast.author.get(Cast.page(id)).status == 200)
        let saved = await cast.author.send(
            Cast.page(id, "/section/about"),
            [("version", "1"), ("asked", "about/title"), ("about/title", "Goes on")])
        #expect(saved.status == 303, "\(Markup(saved).problems)")
    }

    @Test func `keeps its files from whoever does not see it`() async throws {
        let council = try await Council()
        let cast = try await Cast(council)
        let id = try await cast.start()
        let sent = await cast.author.upload(
            Cast.page(id, "/attach"), "survey.pdf", Array("%PDF-1.7 words".utf8))
        #expect(sent.status == 303, "\(Markup(sent).problems)")
        let store = EvidenceStore(database: council.database)
        let file = try #require(try await store.attachments(of: id).first)
        let path = Cast.office + "/attachments/\(file.id)"
        let own = await cast.author.get(path)
        #expect(own.body == Array("%PDF-1.7 words".utf8))
        #expect(own.header("content-disposition")?.contains("attachment") == true)
        let outside = try await council.visitor(
            "care", [Grant(.serviceManager, within: .directorate("Care"))])
        #expect(await outside.get(path).status == 404)
        #expect(await outside.get(Cast.page(id)).status == 404)
        let program = await cast.author.upload(Cast.page(id, "/attach"), "run.pdf", [0x4D, 0x5A, 1, 2])
        #expect(program.status == 422)
    }
}
