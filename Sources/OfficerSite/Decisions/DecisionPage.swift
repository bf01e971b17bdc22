// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One decision: the exact versions in its report, who has read them, and what was decided.
struct DecisionPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        return try await page(visit, decision)
    }

    /// The page, with what stands against an acknowledgement that was tried.
    func page(
        _ visit: Visit, _ decision: AssessmentDecision, _ problems: [Problem] = [], banner: Banner? = nil
    ) async throws -> WebResponse {
        let items = try await office.decisions.items(of: decision.id)
        var parts: [HTML] = []
        for item in items {
            parts.append(try await part(item, of: decision, visit, isOnly: items.count == 1, problems))
        }
        let manages = visit.reach(.manageDecisions) == .wholeBody
        var buttons: [Button] = []
        func link(_ rest: String) -> String { visit.frame.link(Address.decision(decision.id, rest)) }
        if manages, decision.takenAt == nil {
            // A member's own first act is to acknowledge.
            let isMember = decision.members.contains { $0.personID == visit.signedIn?.person.id }
            buttons = [
                Button("Record the decision", isMember ? .secondary : .primary, path: link("/decide")),
                Button("Change what is prepared", .secondary, path: link("/edit")),
            ]
        }
        let pack =
            items.isEmpty
            ? [] : [NavigationLink("Decision pack", link("/pack"))]
        let missing: HTML =
            items.isEmpty
            ? AssessmentChecks.unassessed(decision).map {
                InsetText("<p><strong>\($0.check.id)</strong> \($0.message). \($0.nextStep).</p>").html
            } ?? HTML() : HTML()
        let nothing: HTML =
            items.isEmpty
            ? "<p>No assessment is put to this decision yet. A signed assessment, or the authorised reasons why none is needed, are put to it from their own page.</p>"
            : ""
        return office.page(
            visit, decision.title, in: .decisions, trail: .back(visit.frame.link(Address.decisions)),
            banner: banner, problems: problems, status: banner == nil ? nil : 409,
            """
            \(PageHeading(decision.title, caption: decision.reference))
            \(facts(decision))
            \(buttons.isEmpty && pack.isEmpty ? HTML() : ButtonGroup(buttons, links: pack).html)
            \(MembersTakenOff(removals: decision.removals).html)
            <h2 class="dr-heading-m">Assessments in the report</h2>
            \(missing)\(nothing)\(parts)
            """)
    }

    private func facts(_ decision: AssessmentDecision) -> HTML {
        var rows: [SummaryList.Row] = [
            .init("Decision-maker", text: decision.makerInWords),
            .init("Meeting", text: LondonTime.written(decision.meetingAt)),
            .init("Report published", text: decision.reportPublished?.written ?? ""),
            .init("Relevant to equality", text: decision.relevanceInWords),
            .init("Members", text: decision.members.map(\.post).joined(separator: "\n")),
        ]
        if let taken = decision.takenAt {
            rows.append(.init("Taken", text: LondonTime.written(taken)))
            rows.append(.init("What was decided", text: decision.decided))
            rows.append(.init("Recorded by", text: decision.recordedBy))
        }
        return SummaryList(rows).html
    }

    private func part(
        _ item: DecisionItem, of decision: AssessmentDecision, _ visit: Visit, isOnly: Bool,
        _ problems: [Problem]
    ) async throws -> HTML {
        let own = try await office.decisions.decision(decision.id, for: item.assessmentID)
        let newer: HTML =
            item.newestVersion > item.version && decision.takenAt == nil
            ? InsetText(
                "<p>Version \(item.newestVersion) is newer than the version in the report. Until it is signed and put here, the report holds version \(item.version).</p>"
            ).html : HTML()
        let late = try await since(item, own)
        let path = visit.frame.link(Address.decision(decision.id, "/pack"))
        return """
            <section id="item-\(item.reference)">
            <h3 class="dr-heading-s">\(item.title)</h3>
            <p>\(item.reference), version \(item.version). <a href="\(path)#\(item.reference)">Read it in the decision pack</a></p>
            <p>Fingerprint <code class="dr-reference">\(item.digest)</code></p>
            \(newer)\(late)
            \(MembersRead(item: item, members: own?.members ?? [], takenAt: decision.takenAt).html)
            \(try await form(item, of: decision, visit, isOnly: isOnly, problems))
            </section>

            """
    }

    /// What happened to an assessment since this version was put in the report, as its readers have to know.
    private func since(_ item: DecisionItem, _ own: AssessmentDecision?) async throws -> HTML {
        let store = try await office.assessments(try await office.profile())
        guard var record = try await store.record(item.assessmentID, within: .wholeBody) else {
            return HTML()
        }
        record.decision = own
        let reopened = record.reopeningInWords(of: item.version).map { "\(Office.sentence($0))" }
        let words: [HTML] = [reopened, record.retrospect(of: record.version)].compactMap {
            $0.map { "<p>\($0)</p>" }
        }
        return words.isEmpty ? HTML() : InsetText(words.joined()).html
    }

    private func form(
        _ item: DecisionItem, of decision: AssessmentDecision, _ visit: Visit, isOnly: Bool,
        _ problems: [Problem]
    ) async throws -> HTML {
        guard visit.may(.acknowledgeAssessments), let person = visit.signedIn?.person,
            decision.members.contains(where: { $0.personID == person.id }),
            let open = try await office.openItem(item.assessmentID, visit, of: decision.id)
        else { return "" }
        if let refusal = AssessmentWorkflow.refusal(
            of: .acknowledged, by: person, on: open.record, at: visit.now, findings: open.findings)
        {
            return InsetText("<p>\(Office.sentence(refusal))</p>").html
        }
        let name = "read-\(item.assessmentID)"
        let isSent = visit.fields.text("assessment") == item.assessmentID
        let read = Choice(
            "yes", "I have read version \(item.version) of this assessment, in full",
            isChosen: isSent && visit.fields.text(name) == "yes"
                && visit.fields.text("version") == "\(item.version)")
        let content: HTML = """
            \(HiddenInput("assessment", item.assessmentID))\(HiddenInput("version", String(item.version)))
            \(Checkboxes(name, label: "Your acknowledgement", [read], problems))
            \(Button("Continue", isOnly ? .primary : .secondary))
            """
        return office.form(
            visit, Address.decision(decision.id, "/acknowledge"), key: isSent ? nil : Identifier.next(),
            content
        ).html
    }
}

extension Office {
    /// The decision that the address names, or "not found" where the person neither sees the whole body nor is
    /// named on it.
    func decision(_ visit: Visit) async throws -> AssessmentDecision {
        guard let decision = try await decisions.decision(visit.parameter("id")),
            visit.scope == .wholeBody
                || decision.members.contains(where: { $0.personID == visit.signedIn?.person.id })
        else { throw Refusal.notFound }
        return decision
    }

    /// An assessment in a report, as the person who reads the report sees it: whoever sees the decision sees it.
    ///
    /// It is seen with that decision, whatever other decisions it was put to.
    ///
    /// What is missing is judged as if the decision had been taken at a time, where one is given.
    func openItem(
        _ id: String, _ visit: Visit, of decisionID: String, takenAt: Instant? = nil
    ) async throws -> OpenAssessment? {
        let profile = try await profile()
        let store = try await assessments(profile)
        guard let person = visit.signedIn?.person,
            var record = try await store.record(id, within: .wholeBody)
        else { return nil }
        record.decision = try await decisions.decision(decisionID, for: id)
        if let takenAt { record.decision?.takenAt = takenAt }
        return try await open(record, profile, store, person, .wholeBody, visit)
    }
}
