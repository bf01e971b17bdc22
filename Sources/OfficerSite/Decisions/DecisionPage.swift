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

    /// A member says: I have read this version, all of it.
    @Sendable func acknowledge(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        let id = visit.fields.text("assessment")
        let field = "read-\(id)"
        guard let open = try await office.openItem(id, visit, of: decision.id) else {
            throw Refusal.badRequest("no such assessment in the report")
        }
        if visit.fields.text(field) != "yes" {
            return try await page(
                visit, decision, [Problem(at: field, "Select that you have read this version")])
        }
        if let refusal = AssessmentWorkflow.refusal(
            of: .acknowledged, by: open.person, on: open.record, at: visit.now, findings: open.findings)
        {
            return try await page(visit, decision, [Problem(at: field, refusal)])
        }
        do {
            try await office.decisions.acknowledge(
                id, in: decision.id, version: Int(visit.fields.text("version")) ?? 0, within: open.scope,
                visit.change())
        } catch is AssessmentMoved {
            return try await page(
                visit, decision,
                [
                    Problem(
                        at: field,
                        "Read the version that is in the report now: it changed while this page was open")
                ])
        } catch is DecisionClosed {
            return try await page(
                visit, decision,
                [Problem(at: field, "You have acknowledged this version already, or the decision was taken")])
        }
        return .redirect(visit.frame.link(Address.decision(decision.id)) + "?done=acknowledged")
    }

    private func page(_ visit: Visit, _ decision: AssessmentDecision, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let items = try await office.decisions.items(of: decision.id)
        var parts: [HTML] = []
        for item in items { parts.append(try await part(item, of: decision, visit, problems)) }
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
            problems: problems,
            """
            \(PageHeading(decision.title, caption: decision.reference))
            \(facts(decision))
            \(buttons.isEmpty && pack.isEmpty ? HTML() : ButtonGroup(buttons, links: pack).html)
            <h2 class="dr-heading-m">Assessments in the report</h2>
            \(missing)\(nothing)\(parts)
            """)
    }

    private func facts(_ decision: AssessmentDecision) -> HTML {
        var rows: [SummaryList.Row] = [
            .init("Decision-maker", text: "\(decision.makerName) (\(decision.maker.name.lowercased()))"),
            .init("Meeting", text: LondonTime.written(decision.meetingAt)),
            .init("Report published", text: decision.reportPublished?.written ?? ""),
            .init("Relevant to equality", text: decision.isRelevant ? "Yes" : "No"),
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
        _ item: DecisionItem, of decision: AssessmentDecision, _ visit: Visit, _ problems: [Problem]
    ) async throws -> HTML {
        let own = try await office.decisions.decision(decision.id, for: item.assessmentID)
        let members = own?.members ?? []
        let rows: [[Table.Cell]] = members.map { member in
            let read: HTML =
                member.acknowledgedAt.map {
                    "\(Tag("Read", .good)) version \(member.version), \(LondonTime.written($0))" as HTML
                } ?? Tag(decision.takenAt == nil ? "Not yet" : "Not acknowledged", .attention).html
            return [.text(member.post), .html(read)]
        }
        let newer: HTML =
            item.newestVersion > item.version && decision.takenAt == nil
            ? InsetText(
                "<p>Version \(item.newestVersion) is newer than the version in the report. Until it is signed and put here, the report holds version \(item.version).</p>"
            ).html : HTML()
        let path = visit.frame.link(Address.decision(decision.id, "/pack"))
        return """
            <section id="item-\(item.reference)">
            <h3 class="dr-heading-s">\(item.title)</h3>
            <p>\(item.reference), version \(item.version). <a href="\(path)#\(item.reference)">Read it in the decision pack</a></p>
            <p>Fingerprint <code class="dr-reference">\(item.digest)</code></p>
            \(newer)
            \(Table("Who has read version \(item.version) of \(item.reference)", columns: ["Member", "Acknowledged"], rows: rows, empty: "No member is named."))
            \(try await form(item, of: decision, visit, problems))
            </section>

            """
    }

    private func form(
        _ item: DecisionItem, of decision: AssessmentDecision, _ visit: Visit, _ problems: [Problem]
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
        let read = Choice("yes", "I have read version \(item.version) of this assessment, in full")
        let content: HTML = """
            \(HiddenInput("assessment", item.assessmentID))\(HiddenInput("version", String(item.version)))
            \(Checkboxes(name, label: "Your acknowledgement", [read], problems))
            \(Button("Acknowledge"))
            """
        let isSent = visit.fields.text("assessment") == item.assessmentID
        return office.form(
            visit, Address.decision(decision.id, "/acknowledge"), key: isSent ? nil : Identifier.next(),
            content
        ).html
    }
}

extension Office {
    /// The decision that the address names.
    func decision(_ visit: Visit) async throws -> AssessmentDecision {
        guard let decision = try await decisions.decision(visit.parameter("id")) else {
            throw Refusal.notFound
        }
        return decision
    }

    /// An assessment in a report, as the person who reads the report sees it: whoever sees the decision sees it.
    ///
    /// It is seen with that decision, whatever other decisions it was put to.
    func openItem(_ id: String, _ visit: Visit, of decisionID: String) async throws -> OpenAssessment? {
        let profile = try await profile()
        let store = try await assessments(profile)
        guard let person = visit.signedIn?.person,
            var record = try await store.record(id, within: .wholeBody)
        else { return nil }
        record.decision = try await decisions.decision(decisionID, for: id)
        return try await open(record, profile, store, person, .wholeBody, visit)
    }
}
