// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One assessment: where it stands, what is next and for whom, what is missing, and all that happened to it.
struct AssessmentPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let record = open.record
        let main: HTML = """
            \(PageHeading(record.title, caption: "\(record.reference), \(record.template.name)"))
            <p>\(record.state.tag)\(marks(open))</p>
            \(AssessmentNotes(open: open, today: visit.today).html)\(try await office.newerFigures(visit, open))
            \(try await next(visit, open))
            \(AssessmentSections(open: open, visit: visit).html)
            \(checks(visit, open))
            \(points(visit, open))
            \(facts(visit, open))
            \(actions(visit, open))
            \(effects(open))
            \(try await files(visit, open))
            <h2 class="dr-heading-m">History</h2>
            \(AssessmentHistory(record: record).html)
            """
        return office.page(
            visit, record.title, in: .assessments, trail: .back(visit.frame.link(Address.assessments)), main)
    }

    private func marks(_ open: OpenAssessment) -> HTML {
        var marks = HTML()
        if open.record.retrospect(of: open.record.version) != nil {
            marks += " " + Tag("Retrospective", .attention).html
        }
        if open.record.isStaged { marks += " " + Tag("Staged", .neutral).html }
        return marks
    }

    /// Acts that wait only for somebody whom their own page asks to be named: they are open, not held up.
    private func openOnceNamed(_ visit: Visit, _ open: OpenAssessment) async throws -> [AssessmentAct] {
        let people = try await office.people.people()
        return [AssessmentAct.sentToChallenge, .sentForSignature].filter { act in
            var record = open.record
            record.parties += ActForm(act: act, open: open, people: people).everybodyWhoCouldBeNamed
            return AssessmentWorkflow.refusal(
                of: act, by: open.person, on: record, at: visit.now, findings: open.findings) == nil
        }
    }

    /// The acts open to this person, and those that something still holds up.
    private func next(_ visit: Visit, _ open: OpenAssessment) async throws -> HTML {
        let naming = try await openOnceNamed(visit, open)
        let done = AssessmentWorkflow.acts(
            for: open.person, on: open.record, at: visit.now, findings: open.findings)
        let acts = AssessmentAct.onTheRoad.filter { done.contains($0) || naming.contains($0) }
        let held = AssessmentWorkflow.heldUp(
            for: open.person, on: open.record, at: visit.now, findings: open.findings
        ).filter { !naming.contains($0.act) }
        var buttons: [Button] = []
        if open.record.state.isOpen, let section = open.firstToWrite {
            let path = Address.assessment(open.id, "/section/\(section.id)")
            buttons.append(Button("Go on writing: \(section.title)", path: visit.frame.link(path)))
        }
        var others: [NavigationLink] = []
        for act in acts {
            guard let path = ActPage.path(of: act, open) else { continue }
            if ActPage.isGrave(act) {
                others.append(NavigationLink(ActPage.title(of: act), visit.frame.link(path)))
            } else {
                let kind: Button.Kind = buttons.isEmpty ? .primary : .secondary
                let isAgain = act == .published && !open.record.publications.isEmpty
                let title = isAgain ? "Publish a new edition" : ActPage.title(of: act)
                buttons.append(Button(title, isAgain ? .secondary : kind, path: visit.frame.link(path)))
            }
        }
        let words: [HTML] = held.filter { ActPage.path(of: $0.act, open) != nil }.map {
            "<li>\(ActPage.title(of: $0.act)): \(Office.sentence($0.refusal))</li>\n"
        }
        let waiting: HTML =
            words.isEmpty
            ? "" : Details("What holds up the next step", "<ul class=\"dr-list\">\n\(words)</ul>").html
        let nobody: HTML =
            buttons.isEmpty && others.isEmpty && words.isEmpty ? "<p>Nothing here waits for you.</p>" : ""
        return """
            <h2 class="dr-heading-m">What is next</h2>
            \(buttons.isEmpty && others.isEmpty ? HTML() : ButtonGroup(buttons, links: others).html)\(nobody)\(waiting)
            """
    }

    private func checks(_ visit: Visit, _ open: OpenAssessment) -> HTML {
        let stops = open.findings.count { $0.stops }
        let overridden = open.findings.count { $0.override != nil }
        let warns = open.findings.count - stops - overridden
        let path = visit.frame.link(Address.assessment(open.id, "/checks"))
        var parts = ["\(stops) to settle before the steps they stop", "\(warns) to know about"]
        if overridden > 0 { parts.append("\(overridden) overridden with a reason") }
        return """
            <h2 class="dr-heading-m">What is missing</h2>
            <p>The eighteen checks list what courts look for and do not find here. They never say that a duty was met.</p>
            <p><a href="\(path)">See what is missing</a>: \(parts.joined(separator: ", ")).</p>
            """
    }

    private func points(_ visit: Visit, _ open: OpenAssessment) -> HTML {
        let points = open.record.points.filter { $0.isOpen }
        guard !points.isEmpty else { return "" }
        let list = PointList(points: points, open: open, visit: visit, office: office, namesSection: true)
        return "<h2 class=\"dr-heading-m\">Open comments and points of challenge</h2>\(list.html)"
    }

    private func facts(_ visit: Visit, _ open: OpenAssessment) -> HTML {
        let record = open.record
        func posts(_ part: AssessmentParty.Part) -> String {
            record.parties(part).map { $0.isPresent ? $0.post : "\($0.post) (has left)" }.joined(
                separator: "\n")
        }
        func link(_ rest: String) -> String { visit.frame.link(Address.assessment(open.id, rest)) }
        var rows: [SummaryList.Row] = [
            .init("Directorate", text: record.directorate), .init("Service", text: record.service),
            .init("Responsible owner", text: posts(.owner)), .init("Authors", text: posts(.author)),
            .init("Peer challenger", text: posts(.challenger)), .init("Signer", text: posts(.signer)),
        ]
        if let decision = record.decision {
            // Who neither sees the whole body nor takes the decision reads only its name here.
            let path = visit.frame.link(Address.decision(decision.id))
            let title: HTML =
                visit.reach(.viewDecisions) == .wholeBody
                    || decision.members.contains { $0.personID == open.person.id }
                ? "<a href=\"\(path)\">\(decision.title)</a>" : HTML(text: decision.title)
            let day = decision.takenAt.map { "taken on \($0.day.written)" }
            let when = day ?? "meeting on \(decision.meetingAt.day.written)"
            rows.append(.init("Decision", "\(title), \(when)"))
        }
        if !record.legacyReference.isEmpty {
            rows.append(.init("Earlier reference", text: record.legacyReference))
        }
        if let origin = record.takenIn { rows.append(.init("Taken in from a file", text: origin.inWords)) }
        if let signed = record.standingSignature {
            rows.append(
                .init("Signed version", text: "Version \(signed.version), \(signed.at.day.written)"))
        }
        let links = [
            NavigationLink("Read it whole", link("/read")),
            NavigationLink("People and parts", link("/people")),
            NavigationLink("Versions and differences", link("/versions")),
        ]
        return """
            <h2 class="dr-heading-m">About this assessment</h2>
            \(SummaryList(rows))\(ButtonGroup([], links: links))
            """
    }

    private func actions(_ visit: Visit, _ open: OpenAssessment) -> HTML {
        guard !open.record.actions.isEmpty else { return "" }
        let rows: [[Table.Cell]] = open.record.actions.map { action in
            [
                visit.may(.viewActions)
                    ? .link(action.title, visit.frame.link(Address.action(action.id))) : .text(action.title),
                .text(action.cells.leadOfficer), .text(action.cells.targetDate), .text(action.measure),
                .html(action.tag(on: visit.today, staleAfter: open.profile.staleDays)),
            ]
        }
        return """
            <h2 class="dr-heading-m">Actions of this assessment</h2>
            \(Table("Actions of this assessment", isCaptionHidden: true, columns: ["Action", "Lead", "Target", "Measure", "Status"], rows: rows))
            """
    }

    /// What was predicted beside what really happened, once a review has begun.
    private func effects(_ open: OpenAssessment) -> HTML {
        let effects = open.content.effects(open.characteristics)
        guard effects.contains(where: { $0.actual != nil }) else { return "" }
        let rows: [[Table.Cell]] = effects.map { one in
            [
                .text(open.profile.vocabulary.name(of: one.characteristic)), .text(one.people.name),
                .text(one.predicted?.name ?? "Not stated"), .text(one.actual?.name ?? "Not recorded"),
                .text(one.verdict.name), .text(one.text),
            ]
        }
        return """
            <h2 class="dr-heading-m">Predicted and actual effect</h2>
            \(Table("Predicted and actual effect", isCaptionHidden: true, columns: ["Characteristic", "People", "Predicted", "Actual", "Compared", "What happened"], rows: rows))
            """
    }

    private func files(_ visit: Visit, _ open: OpenAssessment) async throws -> HTML {
        let attached = try await office.evidence.attachments(of: open.id)
        let files: HTML =
            attached.isEmpty
            ? ""
            : FileLinks(
                attached.map {
                    .init(
                        $0.name, path: visit.frame.link("\(Address.attachments)/\($0.id)"),
                        kind: $0.name.split(separator: ".").last.map { $0.uppercased() } ?? "file",
                        bytes: $0.size)
                }
            ).html
        func link(_ rest: String) -> String { visit.frame.link(Address.assessment(open.id, rest)) }
        let exports: [HTML] = ["odt", "docx", "html", "pdf", "json"].map {
            "<li><a href=\"\(link("/file/\($0)"))\">Download as \($0.uppercased())</a></li>\n"
        }
        let forms: [HTML] = [
            ("odt", "ODT"), ("docx", "Word"), ("html", "web page that works without network"),
        ].map {
            "<li><a href=\"\(link("/form/\($0.0)"))\">Form to fill in elsewhere (\($0.1))</a></li>\n"
        }
        var links = HTML()
        if open.mayWrite {
            links = """
                <p><a href="\(link("/form"))">Bring a filled-in form back</a></p>
                <p><a href="\(link("/attach"))">Attach a file</a></p>
                """
        }
        return """
            <h2 class="dr-heading-m">Files</h2>
            \(files)<ul class="dr-list">\(exports)\(forms)</ul>
            \(links)
            """
    }
}
