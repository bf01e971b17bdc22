// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `Publishing the plan` {
    @Test(arguments: [Publication.Kind.actionPlan, .progress])
    func `says which leads are masked, warns of names in text, and publishes none`(kind: Publication.Kind)
        async throws
    {
        let council = try await Council()
        let visitor = try await council.visitor()
        let leads = "Jane Smith, Head of Housing; Tom Head; Mary Jones (Equality Officer); Cllr Bob Green"
        for (title, lead) in [("Train the desk", leads), ("Ask Jane Smith", "Post of lead")] {
            let cells = ActionCells(title: title, leadOfficer: lead, targetDate: "Before July 2026")
            _ = try await council.plan.add(
                Action.reading(
                    cells, characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today),
                Council.change)
        }
        let path = "/eastmarsh/office/publications/\(kind.address)/publish"
        let page = await visitor.get(path).text
        #expect(page.contains("Leads that are masked"))
        for words in ["Jane Smith, Head of Housing", "Tom Head", "Cllr Bob Green", "a councillor"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(page.contains("of “Ask Jane Smith”: Jane Smith"))
        let fields = await visitor.fill(path).filter { $0.0 != "csrf" }
        #expect(await visitor.send(path, fields).status == 303)
        for format in [ArtefactFormat.html, .csv, .json] {
            let file = try await council.office.publications.artefact(kind, edition: 1, format)
            let text = String(decoding: try #require(file).bytes, as: UTF8.self)
            #expect(text.contains("Equality Officer") && text.contains("Post of lead"), "\(format)")
            for name in ["Tom Head", "Mary", "Bob Green", "Smith, Head"] {
                #expect(!text.contains(name), "\(name) in \(format)")
            }
        }
    }
}
