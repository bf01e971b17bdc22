// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Taking an edition of an assessment back: why, a look at what that ends, and then the deliberate act.
struct WithdrawAssessmentPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        form(visit, try await office.openAssessment(visit))
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        if CheckAnswers.wantsChange(visit.fields) { return form(visit, open) }
        let reason = visit.fields.text("reason")
        guard !reason.isEmpty else {
            return form(
                visit, open, [Problem(at: "reason", "Enter why it is taken back, for everybody to read")])
        }
        guard reason.count <= 1_000 else {
            return form(visit, open, [Problem(at: "reason", "Reason must be 1,000 characters or fewer")])
        }
        let number = Int(visit.parameter("edition")) ?? 0
        guard let edition = open.record.publications.first(where: { $0.edition == number }) else {
            return form(visit, open, [Problem(at: "publish", "That edition is not there")])
        }
        let isConfirmed = CheckAnswers.isConfirmed(visit.fields)
        if edition.isWithdrawn {
            // What was sent twice is answered by its receipt.
            guard isConfirmed else { return try await gone(visit, open) }
        } else if let refusal = AssessmentWorkflow.refusal(
            of: .unpublished, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        {
            return form(visit, open, [Problem(at: "publish", refusal)])
        }
        guard isConfirmed else { return try await check(visit, open, edition, reason) }
        do {
            try await office.publishedAssessments.withdraw(
                open.id, edition: number, reason: reason, within: open.scope, visit.change(because: reason))
        } catch is NothingToWithdraw {
            return try await gone(visit, open)
        }
        return visit.backToAssessment(open.id, done: "withdrawn", "/publish")
    }

    private func path(_ visit: Visit, _ open: OpenAssessment) -> String {
        Address.assessment(
            open.id, "/publish/\(FormFields.encoded(visit.parameter("edition")))/withdraw")
    }

    private func form(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) -> WebResponse {
        let back = visit.frame.link(Address.assessment(open.id, "/publish"))
        let title = "Withdraw edition \(visit.parameter("edition"))"
        let content: HTML = """
            \(TextArea("reason", label: "Why it is taken back", hint: "Shown at its address, which stays", value: visit.fields.raw("reason"), rows: 3, problems))
            \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
            """
        return office.page(
            visit, title, in: .assessments, trail: .back(back), problems: problems,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(office.form(visit, path(visit, open), content))
            """)
    }

    private func check(
        _ visit: Visit, _ open: OpenAssessment, _ edition: AssessmentPublication, _ reason: String
    ) async throws -> WebResponse {
        let address = try await office.publishedAssessments.address(of: open.id) ?? ""
        let stored = try await office.publishedAssessments.editions(at: address).first {
            $0.edition == edition.edition
        }
        let own = visit.frame.link("/assessments/\(address)/\(edition.edition)")
        let back = visit.frame.link(Address.assessment(open.id, "/publish"))
        let others = open.record.publications.filter { !$0.isWithdrawn && $0.edition != edition.edition }
        let form = CheckAnswers(
            path: path(visit, open), button: Button("Withdraw it", .warning),
            cancel: NavigationLink("Cancel", back))
        let title = "Check what is withdrawn"
        return office.page(
            visit, title, in: .assessments, trail: .back(back),
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(SummaryList([
                .init("Edition", text: "Edition \(edition.edition), of version \(edition.version)"),
                .init("Published", text: LondonTime.written(edition.at)),
                .init("Why it is taken back", text: reason),
                .init("Withdrawn by", text: open.person.post),
                .init("Still published", text: others.isEmpty ? "Nothing of this assessment" : others.map { "Edition \($0.edition)" }.joined(separator: "\n")),
            ]))
            \(stored.map { WithdrawnFiles(page: own, formats: $0.artefacts.map(\.format)).html } ?? "<p>It was published elsewhere: nothing here stops being served.</p>")
            \(form.form(visit, of: office))
            """)
    }

    /// Somebody took it back first: what was typed is told, and nothing more is done.
    private func gone(_ visit: Visit, _ open: OpenAssessment) async throws -> WebResponse {
        let banner = try await ChangedMeanwhile(
            records: [("assessment", open.id)], next: "That edition is withdrawn already."
        ).banner(of: office)
        let back = visit.frame.link(Address.assessment(open.id, "/publish"))
        let title = "Withdraw edition \(visit.parameter("edition"))"
        return office.page(
            visit, title, in: .assessments, trail: .back(back), banner: banner, status: 409,
            """
            \(PageHeading(title, caption: "\(open.record.reference) \(open.record.title)"))
            \(SummaryList([.init("What you typed", text: visit.fields.text("reason"))]))
            """)
    }
}

/// What the public no longer gets once an edition is withdrawn.
struct WithdrawnFiles {
    /// The address of its page, and the files beside it.
    let page: String
    let formats: [ArtefactFormat]

    var html: HTML {
        let files: [HTML] = formats.filter { $0 != .html }.map {
            "<li>\(page).\($0.rawValue)</li>\n"
        }
        let list: HTML =
            files.isEmpty
            ? HTML()
            : "<p>These files stop being served; whoever asks for them is told that they are gone:</p>\n<ul class=\"dr-list\">\n\(files)</ul>\n"
        return """
            <h2 class="dr-heading-m">What stops</h2>
            <p>Its page, <a href="\(page)">\(page)</a>, shows the reason in place of the edition. It cannot be \
            published again under this number. What is stored is kept.</p>
            \(list)
            """
    }
}
