// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// Publishing an assessment: what is withheld and why, a look at the public copy, and then the deliberate act.
struct PublishAssessmentPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        return try await page(
            visit, open, try await PublicCopy(open, visit, leads: try await office.publicLeads()))
    }

    @Sendable func publish(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let copy = try await PublicCopy(open, visit, leads: try await office.publicLeads())
        var problems = copy.problems
        if let refusal = AssessmentWorkflow.refusal(
            of: .published, by: open.person, on: open.record, at: visit.now,
            findings: open.findings.filter { !copy.answers($0) })
        {
            problems.insert(Problem(at: "publish", refusal), at: 0)
        }
        guard problems.isEmpty else { return try await page(visit, open, copy, problems) }
        guard visit.fields.text("confirmed") == "yes" else { return preview(visit, open, copy) }
        // What was looked at is what goes out: not a version signed meanwhile.
        guard visit.fields.text("version") == "\(copy.version)",
            visit.fields.text("sequence") == "\(open.sequence)"
        else {
            return try await page(
                visit, open, copy,
                [
                    Problem(
                        at: "publish", "Look at this again: the assessment changed while this page was open")
                ])
        }
        do {
            let made = try await office.publish(copy, of: open, visit.change(because: copy.reason))
            return .redirect(visit.frame.link("/assessments/\(made.address)/\(made.edition)"))
        } catch is AssessmentMoved {
            return try await page(
                visit, open, copy, [Problem(at: "publish", "Look at this again: somebody acted on it first")])
        }
    }

    /// The public copy as readers will see it, before anything is published.
    private func preview(_ visit: Visit, _ open: OpenAssessment, _ copy: PublicCopy) -> WebResponse {
        let dropped: Set<String> = ["csrf", Form.idempotencyField, "confirmed", "version", "sequence"]
        let hidden: [HTML] = visit.fields.all.filter { !dropped.contains($0.name) }
            .map { HiddenInput($0.name, $0.value).html }
        let content: HTML = """
            \(hidden)\(HiddenInput("confirmed", "yes"))
            \(HiddenInput("version", String(copy.version)))\(HiddenInput("sequence", String(open.sequence)))
            \(ButtonGroup([Button("Publish this")], links: [NavigationLink("Back to the form", visit.frame.link(Address.assessment(open.id, "/publish")))]))
            """
        return office.page(
            visit, "Check the public copy", in: .assessments,
            trail: .back(visit.frame.link(Address.assessment(open.id, "/publish"))),
            """
            \(PageHeading("Check the public copy", caption: "\(open.record.reference) \(open.record.title)"))
            <p>Everybody will be able to read what is below. It stays at its address.</p>
            \(copy.leftOut.isEmpty ? HTML() : InsetText("<p>\(copy.leftOut.count) answers that are not asked now are in no file of this edition, which therefore shows no fingerprint.</p>").html)
            \(standing(open))\(MaskedLeads(copy.masked))
            <h2 class="dr-heading-m">Summary in the register</h2>
            <p>\(copy.summary)</p>
            <h2 class="dr-heading-m">The page</h2>
            \(office.form(visit, Address.assessment(open.id, "/publish"), key: Identifier.next(), content))
            <div class="dr-preview">
            \(DocumentView(office.document(of: open, copy), isInside: true))
            </div>
            """)
    }

    /// Earlier editions keep what they show, whatever is withheld from this one.
    private func standing(_ open: OpenAssessment) -> HTML {
        let numbers = open.record.publications.filter { !$0.isWithdrawn }.map { String($0.edition) }
        guard !numbers.isEmpty else { return HTML() }
        let words =
            numbers.count == 1
            ? "Edition \(numbers[0]) stays at its address and still shows"
            : "Editions \(numbers.joined(separator: ", ")) stay at their addresses and still show"
        return InsetText(
            "<p>\(words) all that was in it. Withdraw it where it holds something that is withheld here.</p>"
        ).html
    }

    private func page(
        _ visit: Visit, _ open: OpenAssessment, _ copy: PublicCopy, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let until =
            visit.fields.has("summary")
            ? DateField("until", "Exempt until", visit.fields) : DateField("until", "Exempt until", nil)
        let needsReason = !open.record.publications.isEmpty
        let content: HTML = """
            \(HiddenInput("version", String(copy.version)))\(HiddenInput("sequence", String(open.sequence)))
            \(TextArea("summary", label: "Summary in plain words", hint: "Who is affected, how, and what is done about it", value: copy.summary, rows: 5, problems))
            \(needsReason ? TextArea("reason", label: "Why there is a new edition", value: copy.reason, rows: 2, problems).html : HTML())
            <h2 class="dr-heading-m">Withhold</h2>
            <p>Leave out only what must be left out. Each answer that is withheld shows the reason you give.</p>
            \(copy.sections(problems))
            \(TextArea("exemption", label: "Exempt matter (optional)", hint: "The rule under which something is exempt from publication", value: copy.exemption, rows: 2, problems))
            \(until.input(hint: "When the exemption is looked at again, for example 31 3 2027", problems))
            \(copy.smallNumbers)
            \(MaskedLeads(copy.masked))
            \(Checkboxes("checked", label: "People", [Choice("yes", "I have looked for names, small numbers and anything else that points at a person, and withheld it", isChosen: visit.fields.text("checked") == "yes")], problems))
            \(ButtonGroup([Button("Check the public copy")], links: [NavigationLink("Cancel", visit.frame.link(Address.assessment(open.id)))]))
            """
        let address = try await office.publishedAssessments.address(of: open.id) ?? copy.address
        let editions: [[Table.Cell]] = open.record.publications.reversed().map { one in
            let path = visit.frame.link("/assessments/\(address)/\(one.edition)")
            // What another body published stands at its address, not here.
            let isElsewhere = open.record.takenIn.map { one.at < $0.at } ?? false
            let withdraw: HTML =
                one.isWithdrawn
                ? "Withdrawn"
                : isElsewhere
                    ? "Where it came from"
                    : "<a href=\"\(visit.frame.link(Address.assessment(open.id, "/publish/\(one.edition)/withdraw")))\">Withdraw<span class=\"dr-vh\"> edition \(one.edition)</span></a>"
            return [
                isElsewhere ? .text("Edition \(one.edition)") : .link("Edition \(one.edition)", path),
                .number(one.version), .html(one.at.day.timeElement),
                .text(one.reason), .html(withdraw),
            ]
        }
        let title = "Publish"
        return office.page(
            visit, title, in: .assessments, trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            <div id="publish" tabindex="-1"></div>
            \(ActSummary(open: open, visit: visit).html)
            \(Table("Editions", columns: ["Edition", .init("Version", isNumeric: true), "Published", "Why", "Withdraw"], rows: editions, empty: "Not published yet."))
            \(office.form(visit, Address.assessment(open.id, "/publish"), content))
            """)
    }
}
