// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Who plays which part: authors, section writers, challenger, signers.
struct PartiesPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.openAssessment(visit))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        guard mayName(open) else {
            let posts = open.record.parties.filter { $0.isPresent && [.owner, .author].contains($0.part) }
                .map(\.post)
            let who = Set(posts).sorted() + ["an equality lead"]
            return try await page(
                visit, open,
                [Problem(at: "people", "Only \(who.joined(separator: " or ")) can say who plays which part")])
        }
        let isRemoval = !visit.fields.text("remove").isEmpty
        let words =
            isRemoval
            ? visit.fields.text("remove") : "\(visit.fields.text("part")) \(visit.fields.text("person"))"
        let pair = words.split(separator: " ", maxSplits: 1).map(String.init)
        guard pair.count == 2, let part = AssessmentParty.Part(code: pair[0]) else {
            return try await page(
                visit, open, [Problem(at: "person", "Select the part, and the person who is to play it")])
        }
        let people = try await office.people.people()
        guard let person = people.first(where: { $0.id == pair[1] }) else {
            return try await page(visit, open, [Problem(at: "person", "Select a person")])
        }
        if !isRemoval,
            let refusal = AssessmentWorkflow.namingRefusal(of: part, person: person, on: open.record)
        {
            return try await page(visit, open, [Problem(at: "person", refusal)])
        }
        if isRemoval,
            let refusal = AssessmentWorkflow.removalRefusal(of: part, personID: person.id, on: open.record)
        {
            return try await page(visit, open, [Problem(at: "person", refusal)])
        }
        try await open.store.setParty(
            part, personID: person.id, isNamed: !isRemoval, of: open.id, within: open.scope, visit.change())
        return visit.backToAssessment(open.id, done: "saved", "/people")
    }

    private func mayName(_ open: OpenAssessment) -> Bool {
        open.record.parties.contains {
            $0.personID == open.person.id && ($0.part == .owner || $0.part == .author)
        }
            || open.person.grants.contains { grant in
                grant.role == .equalityLead
                    && Scope(of: .writeAssessments, from: [grant])?
                        .holds(directorate: open.record.directorate, record: open.id) ?? false
            }
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let may = mayName(open)
        let rows: [[Table.Cell]] = open.record.parties.map { party in
            let place = [party.directorate, party.service].filter { !$0.isEmpty }.joined(separator: ", ")
            let button = Button(
                "Remove", .secondary, name: "remove", value: "\(party.part.code) \(party.personID)")
            let remove: HTML =
                may
                ? office.form(
                    visit, Address.assessment(open.id, "/people"), key: Identifier.next(),
                    "\(HiddenInput("who", party.post))\(button)"
                ).html : HTML()
            return [
                .text(name(of: party.part, open)),
                .text(party.isPresent ? party.post : "\(party.post) (has left)"),
                .text(place.isEmpty ? "Not recorded" : place), .html(remove),
            ]
        }
        let title = "People and parts"
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            <div id="people" tabindex="-1"></div>
            \(Table("Who plays which part", isCaptionHidden: true, columns: ["Part", "Post", "Works in", "Remove"], rows: rows, empty: "Nobody is named yet."))
            \(may ? try await form(visit, open, problems) : "<p>The author, the owner and the equality lead can change this.</p>")
            """)
    }

    private func name(of part: AssessmentParty.Part, _ open: OpenAssessment) -> String {
        guard case .section(let id) = part else { return part.name }
        return "Writes “\(open.template.section(id)?.title ?? id)”"
    }

    private func form(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem]) async throws -> HTML {
        let fixed: [AssessmentParty.Part] = [
            .owner, .author, .challenger, .signer, .secondSigner, .delegate, .authoriser, .adviser,
        ]
        let parts = fixed + open.template.shownSections(open.content).map { .section($0.id) }
        let chosen = visit.fields.text("part")
        let choices =
            [Choice("", "Select", isChosen: chosen.isEmpty)]
            + parts.map { Choice($0.code, name(of: $0, open), isChosen: $0.code == chosen) }
        let people = try await office.people.people().filter { !$0.isDisabled }
        let who =
            [Choice("", "Select", isChosen: visit.fields.text("person").isEmpty)]
            + people.map { Choice($0.id, $0.post, isChosen: $0.id == visit.fields.text("person")) }
        let content: HTML = """
            \(Select("part", label: "Part", choices, problems))
            \(Select("person", label: "Person", hint: "Shown by post", who, problems))
            \(Button("Name this person"))
            """
        return """
            <h2 class="dr-heading-m">Name somebody</h2>
            \(office.form(visit, Address.assessment(open.id, "/people"), content))
            """
    }
}
