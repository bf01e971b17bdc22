// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Reports
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A form that comes back` {
    private static func html(_ cast: Cast, _ id: String) async -> String {
        await cast.author.get(Cast.page(id, "/form/html")).text
    }

    /// The form with an answer typed into a field, as a browser saves it.
    private static func filled(_ form: String, _ path: String, _ text: String) -> String {
        guard let start = form.range(of: "data-path=\"\(path)\""),
            let end = form[start.upperBound...].range(of: "</textarea>"),
            let open = form[start.upperBound...].range(of: ">")
        else { return form }
        return form.replacingCharacters(in: open.upperBound..<end.lowerBound, with: text)
    }

    @Test func `is checked first, and then taken into the sections of whoever brings it`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let form = Self.filled(await Self.html(cast, id), "about/what", "Rents rise – “slowly”")
        #expect(form.contains("Rents rise – “slowly”"))
        let path = Cast.page(id, "/form")
        let check = await cast.author.upload(path, "form.html", Array(form.utf8))
        #expect(check.status == 200, "\(Markup(check).problems)")
        #expect(check.text.contains("Rents rise – “slowly”"))
        #expect(try await cast.record(id).content["about/what"] == "", "nothing is taken before the yes")
        let confirm = Markup(check).fields(of: path + "/confirm").map { ($0.name, $0.value) }
        #expect(await cast.author.send(path + "/confirm", confirm.filter { $0.0 != "csrf" }).status == 303)
        #expect(try await cast.record(id).content["about/what"] == "Rents rise – “slowly”")
    }

    @Test func `in each format and unchanged changes nothing`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        try await cast.write(id)
        for format in ["html", "odt", "docx"] {
            let form = await cast.author.get(Cast.page(id, "/form/\(format)"))
            #expect(form.status == 200)
            let check = await cast.author.upload(Cast.page(id, "/form"), "form.\(format)", form.body)
            #expect(check.status == 200, "\(format): \(Markup(check).problems)")
            #expect(check.says("The form changes nothing."), "\(format)")
        }
    }

    @Test func `of an older version shows what others changed meanwhile, and asks which text stands`()
        async throws
    {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let form = Self.filled(await Self.html(cast, id), "about/what", "On paper")
        let typed = [("version", "1"), ("asked", "about/what"), ("about/what", "On the page")]
        #expect(await cast.author.send(Cast.page(id, "/section/proposal"), typed).status == 303)
        let path = Cast.page(id, "/form")
        let check = await cast.author.upload(path, "form.html", Array(form.utf8))
        #expect(check.text.contains("On paper") && check.text.contains("On the page"))
        let confirm = Markup(check).fields(of: path + "/confirm").filter { $0.name != "csrf" }
            .map { ($0.name, $0.value) }
        let silent = await cast.author.send(path + "/confirm", confirm)
        #expect(silent.status == 422, "a choice is asked for")
        #expect(try await cast.record(id).content["about/what"] == "On the page")
        let chosen = await cast.author.send(path + "/confirm", confirm + [("keep-about/what", "mine")])
        #expect(chosen.status == 303, "\(Markup(chosen).problems)")
        #expect(try await cast.record(id).content["about/what"] == "On paper")
    }

    @Test func `from another body, or with questions unknown here, says so and loses nothing`() async throws {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let own = await Self.html(cast, id)
        let foreign = Self.filled(own, "about/what", "From elsewhere")
            .replacing("eastmarsh", with: "westmarsh")
            .replacing("data-path=\"about/why\"", with: "data-path=\"about/unheard-of\"")
        let unknown = Self.filled(foreign, "about/unheard-of", "An answer to something else")
        let check = await cast.author.upload(Cast.page(id, "/form"), "form.html", Array(unknown.utf8))
        #expect(check.status == 200, "\(Markup(check).problems)")
        #expect(check.text.contains("From elsewhere"))
        #expect(check.text.contains("An answer to something else"), "an answer was lost")
        #expect(check.text.contains("westmarsh") || check.text.lowercased().contains("another"))
    }

    @Test func `that is no form, has a macro or is 50 MB is refused in words, and changes nothing`()
        async throws
    {
        let cast = try await Cast(try await Council())
        let id = try await cast.start()
        let docx = await cast.author.get(Cast.page(id, "/form/docx")).body
        let macro = try Self.withMacro(docx)
        let big = [UInt8](repeating: 0x41, count: 50_000_000)
        for (name, bytes, statuses) in [
            ("form.docx", macro, [422]), ("form.html", Array("<p>Hello</p>".utf8), [200, 422]),
            ("form.pdf", Array("%PDF-1.7".utf8), [422]), ("form.odt", [0xD0, 0xCF, 0x11, 0xE0, 1], [422]),
            ("form.docx", Array(docx.prefix(300)), [422]), ("form.html", big, [413]),
        ] {
            let answer = await cast.author.upload(Cast.page(id, "/form"), name, bytes)
            #expect(statuses.contains(answer.status), "\(name) \(bytes.count): \(answer.status)")
            #expect(answer.status != 422 || !Markup(answer).problems.isEmpty, "\(name)")
        }
        #expect(try await cast.record(id).version == 1)
        #expect(cast.council.faults.all.withLock { $0 } == [])
    }

    /// The same file with a part that Word would run.
    private static func withMacro(_ docx: [UInt8]) throws -> [UInt8] {
        let contents = try ZipReader.read(docx) { _ in true }
        var entries = contents.entries.sorted { $0.key < $1.key }.map { ZipWriter.Entry($0.key, $0.value) }
        entries.append(.init("word/vbaProject.bin", [0xD0, 0xCF, 0x11, 0xE0]))
        return ZipWriter.bytes(of: entries)
    }

    @Test func `cannot write a section that somebody else writes`() async throws {
        let council = try await Council()
        let cast = try await Cast(council)
        let id = try await cast.start()
        let engaged = try await council.visitor(
            "engagement", [Grant(.engagement, within: .directorate("Care"))])
        let person = try #require(
            try await council.office.people.people().first { $0.signInName == "engagement" })
        let part = [("part", "section:engagement"), ("person", person.id)]
        #expect(await cast.author.send(Cast.page(id, "/people"), part).status == 303)
        let form = Self.filled(await Self.html(cast, id), "about/what", "Not mine to write")
        let path = Cast.page(id, "/form")
        let check = await engaged.upload(path, "form.html", Array(form.utf8))
        #expect(check.says("Left alone: Only Post of author can write here"), "\(Markup(check).problems)")
        let confirm = Markup(check).fields(of: path + "/confirm").filter { $0.name != "csrf" }
        _ = await engaged.send(path + "/confirm", confirm.map { ($0.name, $0.value) })
        #expect(try await cast.record(id).content["about/what"] == "")
    }
}
