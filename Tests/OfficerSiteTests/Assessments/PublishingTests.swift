// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A published assessment` {
    private static let secret = "Quillfeather Terrace"

    private static func signed(_ more: [String: String] = [:]) async throws -> (Cast, String) {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        try await cast.write(id, more)
        try await cast.bring(id, to: .signed)
        return (cast, id)
    }

    private static func publish(_ cast: Cast, _ id: String, _ fields: [(String, String)]) async -> WebResponse
    {
        let record = try? await cast.record(id)
        let seen = [
            ("checked", "yes"), ("confirmed", "yes"), ("version", "\(record?.version ?? 0)"),
            ("sequence", "\(record?.events.last?.sequence ?? 0)"),
        ]
        return await cast.clerk.send(Cast.page(id, "/publish"), fields + seen)
    }

    /// Every stored file of an edition, unpacked, as one text each.
    private static func files(_ cast: Cast, edition: Int = 1) async throws -> [ArtefactFormat: String] {
        let store = PublishedAssessmentStore(database: cast.council.database)
        var texts: [ArtefactFormat: String] = [:]
        for format in [ArtefactFormat.html, .json, .odt, .docx] {
            let file = try #require(
                try await store.artefact(at: "eia-2026-001", edition: edition, format), "\(format)")
            if format == .odt || format == .docx {
                let parts = try ZipReader.read(file.bytes) { _ in true }.entries
                texts[format] = parts.values.map { String(decoding: $0, as: UTF8.self) }.joined()
            } else {
                texts[format] = String(decoding: file.bytes, as: UTF8.self)
            }
        }
        return texts
    }

    @Test func `withholds a number by which somebody could be recognised, or is not published`() async throws
    {
        let (path, other) = ("impact/age/residents/number", "impact/age/residents/description")
        let (cast, id) = try await Self.signed([path: "3", other: "Only two residents would pay more."])
        let refused = await Self.publish(cast, id, [("summary", "In short")])
        #expect(refused.status == 422)
        #expect(refused.text.contains("says 3, fewer than 5"))
        #expect(refused.text.contains("“two residents”"), "words that name small numbers are listed")
        #expect(try await cast.record(id).publications.isEmpty)
        let withheld = await Self.publish(
            cast, id,
            [
                ("summary", "In short"), ("withhold-impact", path), ("withhold-impact", other),
                ("why-impact", "Few people"),
            ])
        #expect(withheld.status == 303, "\(Markup(withheld).problems)")
        let files = try await Self.files(cast)
        for (format, text) in files { #expect(!text.contains("two residents"), "\(format)") }
        let json = try JSONReader.value(Array((files[.json] ?? "").utf8))
        #expect(json["content"]?[path]?.text?.hasPrefix("Withheld: ") == true)
        // It was answered by withholding it, and nobody is asked again; a second edition says what the first keeps.
        #expect(await !cast.author.get(Cast.page(id, "/checks")).text.contains("says 3, fewer than 5"))
        let look = await cast.clerk.send(
            Cast.page(id, "/publish"),
            [
                ("summary", "In short"), ("checked", "yes"), ("reason", "Again"), ("withhold-impact", path),
                ("why-impact", "Few people"),
            ])
        #expect(look.says("Edition 1 stays at its address and still shows all that was in it"))
    }

    @Test func `says before it is published which leads everybody reads otherwise`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        try await cast.write(id)
        let text = await cast.clerk.get(Cast.page(id, "/publish")).text
        #expect(!text.contains("Leads that are masked"))
        _ = try await cast.council.database.transaction { connection in
            try connection.execute("UPDATE action SET leadOfficer = 'Tom Example' WHERE assessmentID = \(id)")
        }
        let form = await cast.clerk.get(Cast.page(id, "/publish")).text
        #expect(form.contains("Leads that are masked") && form.contains("Tom Example"))
        #expect(form.contains("a named officer"))
    }

    @Test func `with a small number goes out once a named person has recorded why nobody is recognised`()
        async throws
    {
        let path = "impact/age/residents/number"
        let (cast, id) = try await Self.signed([path: "3"])
        let lead = try await cast.council.visitor("second lead", [Grant(.equalityLead, within: .body)])
        let finding = "\(AssessmentChecks.disclosurePath)/\(path)"
        let overridden = await lead.send(
            Cast.page(id, "/checks"),
            [
                ("check", "DR17"), ("path", finding),
                ("reason-DR17-\(finding)", "All three families asked to be named in it"),
            ])
        #expect(overridden.status == 303, "\(Markup(overridden).problems)")
        #expect(await Self.publish(cast, id, [("summary", "In short")]).status == 303)
    }

    @Test func `that another body claims to be signed is not taken in`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let office = cast.council.office
        let change = Change(by: .system, at: cast.council.clock.now)
        let bytes = try #require(
            try await office.file(of: try await cast.record(id), .json, at: cast.council.clock.now))
        var taken = try await office.reading(bytes, by: change.actor, at: change.at, on: Council.today)
        taken.record.state = .signed
        let claimed = await #expect(throws: AssessmentRefused.self) {
            _ = try await office.take(taken, source: "t.json", rehearsing: true, change)
        }
        #expect(
            claimed?.reason
                == "The file says that it stands at “Signed off”, but what happened to it leads to “Draft”")
        // As it is, it is only here already; under another id its reference is taken, unless it is given up.
        taken.record.state = .draft
        taken.record.id = Identifier.next()
        let clash = await #expect(throws: AssessmentRefused.self) {
            _ = try await office.take(taken, source: "t.json", change)
        }
        #expect(clash?.reason.contains("EIA-2026-001") == true)
        let copy = try await office.take(taken, source: "t.json", renumbering: true, change)
        let record = try await cast.record(copy)
        #expect(record.reference == "EIA-2026-002" && record.legacyReference == "EIA-2026-001")
        // Its times are the file's, and every reader is told.
        #expect(record.takenIn?.source == "EIA-2026-002 from t.json")
        let page = await cast.clerk.get(Cast.page(copy, "/read")).text
        #expect(page.contains("Taken in from a file") && page.contains("as the file states"))
        #expect(await !cast.clerk.get(Cast.page(id, "/read")).text.contains("Taken in from a file"))
    }

    @Test func `says what its actions were when it was signed, whatever the plan says since`() async throws {
        let (cast, id) = try await Self.signed()
        _ = try await cast.council.database.transaction { connection in
            try connection.execute(
                "UPDATE action SET targetCompletionDate = '31 December 2031' WHERE assessmentID = \(id)")
        }
        #expect(try await cast.record(id).actions.map(\.cells.targetDate) == ["31 December 2031"])
        #expect(await Self.publish(cast, id, [("summary", "In short")]).status == 303)
        for (format, text) in try await Self.files(cast) {
            #expect(!text.contains("December 2031"), "\(format)")
            #expect(format == .json || text.contains("31 March 2027"), "\(format)")
        }
        #expect(await !cast.author.get(Cast.page(id, "/read")).text.contains("December 2031"))
    }

    @Test func `shows exactly the signed version, with its fingerprint on the page and in the data`()
        async throws
    {
        let (cast, id) = try await Self.signed()
        // The fingerprint stands where the summary is the one that was signed.
        let own = try await cast.record(id).content["outcome/summary"]
        let summary = own.isEmpty ? "In short" : own
        let look = await cast.clerk.send(
            Cast.page(id, "/publish"), [("summary", summary), ("checked", "yes")])
        #expect(look.status == 200, "it is looked at first: \(Markup(look).problems)")
        #expect(try await cast.record(id).publications.isEmpty)
        #expect(await cast.author.send(Cast.page(id, "/publish"), [("summary", "x")]).status == 403)
        let done = await Self.publish(cast, id, [("summary", summary)])
        #expect(done.status == 303, "\(Markup(done).problems)")
        let record = try await cast.record(id)
        let signature = try #require(record.last(.signed))
        let files = try await Self.files(cast)
        #expect(files[.html]?.contains(signature.digest) == true)
        let json = try JSONReader.value(Array((files[.json] ?? "").utf8))
        #expect(json["answersLeftOut"]?.wholeNumber == 0)
        #expect(json["digest"]?.text == signature.digest)
        #expect(json["version"]?.wholeNumber == signature.version)
        let content = AssessmentContent(try #require(json["content"]?.fields))
        #expect(Token.digest(content.canonicalJSON) == signature.digest, "whoever reads it can check it")
        let store = PublishedAssessmentStore(database: cast.council.database)
        for artefact in try await store.editions(at: "eia-2026-001").first?.artefacts ?? [] {
            let file = try #require(
                try await store.artefact(at: "eia-2026-001", edition: 1, artefact.format))
            #expect(Token.digest(file.bytes) == artefact.digest)
        }
    }

    @Test func `with answers withheld holds them in no file, and no fingerprint by which to guess them`()
        async throws
    {
        let (cast, id) = try await Self.signed([
            "about/why": "Only \(Self.secret) is affected", "reach/who": Self.secret,
            "impact/age/residents/where": Self.secret,
            "impact/age/residents/description": "Pensioners of \(Self.secret)",
        ])
        let paths = [
            "about/why", "reach/who", "impact/age/residents/where", "impact/age/residents/description",
        ]
        let record = try await cast.record(id)
        var fields = [("summary", "In short")]
        for path in paths {
            let section = try #require(record.template.sections.first { $0.asks(path) }?.id)
            fields.append(("withhold-\(section)", path))
            fields.append(("why-\(section)", "So few live there that they could be known"))
        }
        let silent = await Self.publish(cast, id, fields.filter { !$0.0.hasPrefix("why-") })
        #expect(Markup(silent).problems.count == Set(fields.filter { $0.0.hasPrefix("why-") }.map(\.0)).count)
        let done = await Self.publish(cast, id, fields)
        #expect(done.status == 303, "\(Markup(done).problems)")
        let digest = try #require(try await cast.record(id).last(.signed)?.digest)
        for (format, text) in try await Self.files(cast) {
            #expect(!text.contains("Quillfeather"), "\(format)")
            #expect(!text.contains(digest), "\(format): a fingerprint lets anybody test guesses")
            #expect(text.contains("So few live there"), "\(format) says why")
        }
        let store = PublishedAssessmentStore(database: cast.council.database)
        let edition = try #require(try await store.editions(at: "eia-2026-001").first)
        #expect(edition.digest.isEmpty)
        #expect(!edition.places.joined().contains("quillfeather"))
        #expect(!edition.summary.contains("Quillfeather"))
        // What stands in the public tables is found by the public search: nothing withheld may be in it.
        let tables = try await cast.council.everything()
        for name in ["published_assessment"] {
            #expect(!(tables[name] ?? []).joined().joined().lowercased().contains("quillfeather"), "\(name)")
        }
    }

    @Test func `comes in editions with a reason each, and one that is taken back says why`() async throws {
        let (cast, id) = try await Self.signed()
        #expect(await Self.publish(cast, id, [("summary", "In short")]).status == 303)
        let again = await Self.publish(cast, id, [("summary", "In short")])
        #expect(Markup(again).problems.map(\.text) == ["Enter why there is a new edition"])
        let second = await Self.publish(cast, id, [("summary", "In short"), ("reason", "A table was wrong")])
        #expect(second.status == 303)
        let path = Cast.page(id, "/publish/1/withdraw")
        #expect(Markup(await cast.clerk.send(path, [])).problems.map(\.field) == ["reason"])
        #expect(await cast.clerk.confirm(path, [("reason", "A name was in it")]).status == 303)
        let twice = await cast.clerk.send(path, [("reason", "Again")])
        #expect(twice.status == 409)
        #expect(twice.says("That edition is withdrawn already") && twice.says("Again"))
        let record = try await cast.record(id)
        #expect(record.publications.map(\.isWithdrawn) == [true, false])
        #expect(record.publications.map(\.reason) == ["First edition", "A table was wrong"])
        let files = try await Self.files(cast, edition: 2)
        #expect(files[.html]?.contains("A table was wrong") == true)
        // The register and the list of editions say that a newer version is on its way.
        let reopening = ["cause": "scope", "reason": "Two wards more"]
        #expect(await cast.act(.signOffReopened, on: id, as: cast.author, reopening).status == 303)
        let store = cast.council.office.publishedAssessments
        let (lines, _) = try await store.page(PublishedAssessmentQuestion())
        #expect(lines.map(\.revision) == ["the scope changed"])
        let editions = try await store.editions(at: lines[0].address)
        #expect(editions.first?.revision == "the scope changed")
        #expect(cast.council.faults.all.withLock { $0 } == [])
    }

    @Test func `exported and taken in by a neighbour is equal when it is exported there`() async throws {
        let (cast, id) = try await Self.signed(["about/what": "cafe\u{301} – “quoted” \u{202E}x"])
        #expect(await Self.publish(cast, id, [("summary", "In short")]).status == 303)
        let file = await cast.author.get(Cast.page(id, "/file/json"))
        let neighbour = try await Council()
        let lead = try await neighbour.visitor()
        let path = Cast.office + "/assessments/import"
        let check = await lead.upload(path, "a.json", file.body)
        #expect(check.status == 200, "\(Markup(check).problems)")
        let confirm = Markup(check).fields(of: path + "/confirm").filter { $0.name != "csrf" }
        #expect(await lead.send(path + "/confirm", confirm.map { ($0.name, $0.value) }).status == 303)
        let out = await lead.get(Cast.page(id, "/file/json"))
        func plain(_ bytes: [UInt8]) throws -> JSONValue {
            let members = try #require(try JSONReader.value(bytes).members)
            return .object(members.filter { $0.name != "exportedAt" && $0.name != "body" })
        }
        #expect(try plain(out.body) == plain(file.body))
        let again = await lead.upload(path, "a.json", file.body)
        #expect(Markup(again).problems.map(\.text) == ["This assessment is here already"])
        #expect(neighbour.faults.all.withLock { $0 } == [])
    }
}
