// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Taking an edition back: why, a look at what that ends, and then the deliberate act.
struct WithdrawPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await form(visit) }

    @Sendable func withdraw(_ visit: Visit) async throws -> WebResponse {
        let (kind, edition) = try await edition(visit)
        if CheckAnswers.wantsChange(visit.fields) { return try await form(visit) }
        let reason = visit.fields.text("reason")
        guard !reason.isEmpty else { return try await form(visit, [Problem(at: "reason", "Enter a reason")]) }
        guard reason.count <= 1_000 else {
            return try await form(visit, [Problem(at: "reason", "Reason must be 1,000 characters or fewer")])
        }
        guard CheckAnswers.isConfirmed(visit.fields) else {
            return edition.withdrawal.map { gone(visit, kind, edition, $0) }
                ?? check(visit, kind, edition, reason)
        }
        do {
            try await office.publications.withdraw(
                kind, edition: edition.number, reason: reason, visit.change(because: reason))
        } catch is NothingToWithdraw {
            let now = try await self.edition(visit).1
            guard let withdrawal = now.withdrawal else { throw Refusal.notFound }
            return gone(visit, kind, now, withdrawal)
        }
        return .redirect(visit.frame.link(Address.publications) + "?done=withdrawn")
    }

    private func edition(_ visit: Visit) async throws -> (Publication.Kind, Publication.Edition) {
        guard let kind = Publication.Kind.allCases.first(where: { $0.address == visit.parameter("work") }),
            let edition = try await office.publications.publication(kind).editions
                .first(where: { String($0.number) == visit.parameter("edition") })
        else { throw Refusal.notFound }
        return (kind, edition)
    }

    private func form(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let (kind, edition) = try await edition(visit)
        let content: HTML = """
            \(TextArea("reason", label: "Reason", hint: "Everybody can read it at the address of the edition", value: visit.fields.text("reason"), rows: 3, problems))
            \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", visit.frame.link(Address.publications))]))
            """
        return office.page(
            visit, "Withdraw edition \(edition.number)", in: .publications,
            trail: .back(visit.frame.link(Address.publications)), problems: problems,
            """
            \(PageHeading("Withdraw edition \(edition.number)", caption: kind.name))
            <p>\(edition.title), published on \(edition.publishedAt.day.written). \
            Its address stays and shows the reason in place of the page. The stored files are kept.</p>
            \(office.form(visit, path(kind, edition), content))
            """)
    }

    private func path(_ kind: Publication.Kind, _ edition: Publication.Edition) -> String {
        Address.publication(kind.address, "/\(edition.number)/withdraw")
    }

    private func check(
        _ visit: Visit, _ kind: Publication.Kind, _ edition: Publication.Edition, _ reason: String
    ) -> WebResponse {
        let title = "Check what is withdrawn"
        let back = visit.frame.link(Address.publications)
        let form = CheckAnswers(
            path: path(kind, edition), button: Button("Withdraw it", .warning),
            cancel: NavigationLink("Cancel", back))
        let own = visit.frame.link("/published/\(kind.address)/\(edition.number)")
        return office.page(
            visit, title, in: .publications, trail: .back(back),
            """
            \(PageHeading(title, caption: kind.name))
            \(SummaryList([
                .init("Edition", text: "Edition \(edition.number): \(edition.title)"),
                .init("In short", text: edition.summary),
                .init("Published", text: "\(LondonTime.written(edition.publishedAt)), by \(edition.publishedBy)"),
                .init("Reason", text: reason), .init("Withdrawn by", text: visit.actor.post),
            ]))
            \(WithdrawnFiles(page: own, formats: edition.artefacts.map(\.format)).html)
            \(form.form(visit, of: office))
            """)
    }

    /// Somebody took it back first: why they did, and what was typed now.
    private func gone(
        _ visit: Visit, _ kind: Publication.Kind, _ edition: Publication.Edition,
        _ withdrawal: Publication.Withdrawal
    ) -> WebResponse {
        let title = "Withdraw edition \(edition.number)"
        let words: HTML =
            "<p>\(withdrawal.by) withdrew this edition on \(LondonTime.written(withdrawal.on)).</p>"
        return office.page(
            visit, title, in: .publications, trail: .back(visit.frame.link(Address.publications)),
            banner: Banner(.important, "Nothing was recorded", words), status: 409,
            """
            \(PageHeading(title, caption: kind.name))
            \(SummaryList([
                .init("Their reason", text: withdrawal.reason),
                .init("What you typed", text: visit.fields.text("reason")),
            ]))
            """)
    }
}
