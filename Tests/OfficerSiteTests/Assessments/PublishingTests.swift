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
        #expect(await cast.clerk.send(path, [("reason", "A name was in it")]).status == 303)
        let twice = await cast.clerk.send(path, [("reason", "Again")])
        #expect(twice.status == 422)
        let record = try await cast.record(id)
        #expect(record.publications.map(\.isWithdrawn) == [true, false])
        #expect(record.publications.map(\.reason) == ["First edition", "A table was wrong"])
        let files = try await Self.files(cast, edition: 2)
        #expect(files[.html]?.contains("A table was wrong") == true)
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
