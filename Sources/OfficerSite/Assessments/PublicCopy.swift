// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// The public copy of one version: what is said about it, what is withheld and why.
struct PublicCopy {
    let open: OpenAssessment
    /// The signed version; the newest where none needed signing, or where only the review has been added since.
    let version: Int
    let content: AssessmentContent
    let summary: String
    let reason: String
    let exemption: String
    let exemptUntil: CalendarDay?
    let redaction: AssessmentRedaction
    /// Answers that no reader of the page sees, and that no file may hold either.
    let leftOut: Set<String>
    /// How everybody reads who leads an action.
    let leads: PublicLeads
    let problems: [Problem]
    private let typed: FormFields

    init(_ open: OpenAssessment, _ visit: Visit, leads: PublicLeads) async throws {
        self.open = open
        self.leads = leads
        typed = visit.fields
        let onlyReviewed: Bool =
            switch open.record.state {
            case .inForce, .closed, .superseded: true
            case .draft, .screening, .notNeeded, .inProgress, .consulting, .challenge, .awaitingSignOff,
                .signed,
                .beforeDecision, .decided, .withdrawn:
                false
            }
        let signed = onlyReviewed ? nil : open.record.standingSignature?.version
        version = signed ?? open.record.version
        content = try await open.store.content(of: open.id, version: version) ?? open.content
        let isSent = visit.fields.has("summary")
        let own = content["outcome/summary"]
        summary = isSent ? visit.fields.text("summary") : own.isEmpty ? content["about/what"] : own
        reason = visit.fields.text("reason")
        exemption = visit.fields.text("exemption")
        let until = DateField("until", "Exempt until", visit.fields).reading()
        exemptUntil = until.day
        var reasons: [String: String] = [:]
        var problems: [Problem] = []
        for section in open.template.shownSections(content) {
            let why = visit.fields.text("why-\(section.id)")
            let paths = visit.fields.values("withhold-\(section.id)").filter { !$0.isEmpty }
            for path in paths {
                reasons[path] = why.isEmpty ? "no reason" : why
                // The action of a mitigation is one record: withheld here, it is withheld wherever it stands.
                if path.hasPrefix("\(AssessmentPath.mitigation)/"), path.hasSuffix("/action") {
                    reasons["action/\(content[path])"] = why.isEmpty ? "no reason" : why
                }
            }
            if !paths.isEmpty, why.isEmpty {
                problems.append(
                    Problem(at: "why-\(section.id)", "Enter why answers of “\(section.title)” are withheld"))
            }
        }
        let beside = visit.fields.text("why-beside")
        let besidePaths = visit.fields.values("withhold-beside").filter { !$0.isEmpty }
        for path in besidePaths { reasons[path] = beside.isEmpty ? "no reason" : beside }
        if !besidePaths.isEmpty, beside.isEmpty {
            problems.append(Problem(at: "why-beside", "Enter why these are withheld"))
        }
        redaction = AssessmentRedaction(reasons)
        leftOut = Self.leftOut(of: content, summary: summary, open, leads)
        if isSent {
            if visit.fields.text("checked") != "yes" {
                problems.append(
                    Problem(at: "checked", "Select that you have looked for anything that points at a person")
                )
            }
            if summary.isEmpty { problems.append(Problem(at: "summary", "Enter a summary in plain words")) }
            if summary.count > 10_000 {
                problems.append(Problem(at: "summary", "Summary must be 10,000 characters or fewer"))
            }
            if !open.record.publications.isEmpty, reason.isEmpty {
                problems.append(Problem(at: "reason", "Enter why there is a new edition"))
            }
            if let problem = until.problem { problems.append(problem) }
            if !exemption.isEmpty, exemptUntil == nil, until.problem == nil {
                problems.append(Problem(at: "until-day", "Enter when the exemption is looked at again"))
            }
        }
        self.problems = problems
    }

    /// The public copy of a version as it stands, with nothing withheld.
    init(whole open: OpenAssessment, because reason: String, leads: PublicLeads) async throws {
        self.open = open
        self.leads = leads
        typed = FormFields([])
        version = open.record.standingSignature?.version ?? open.record.version
        content = try await open.store.content(of: open.id, version: version) ?? open.content
        let own = content["outcome/summary"]
        summary =
            !own.isEmpty
            ? own
            : content["screening/reasons"].isEmpty ? content["about/what"] : content["screening/reasons"]
        self.reason = reason
        exemption = ""
        exemptUntil = nil
        redaction = AssessmentRedaction()
        leftOut = Self.leftOut(of: content, summary: summary, open, leads)
        problems = []
    }

    /// What stands in the content and on no page: answers to questions that are not asked now, marks of copying, and
    /// a summary for which another was written. The program's own marks say nothing about anybody.
    private static func leftOut(
        of content: AssessmentContent, summary: String, _ open: OpenAssessment, _ leads: PublicLeads
    ) -> Set<String> {
        var found = Set(open.template.unasked(in: content, open.characteristics))
        found.formUnion(
            content.fields.keys.filter { path in
                path.hasPrefix("\(AssessmentPath.copied)/")
                    || (path.hasPrefix("\(AssessmentPath.link)/") && open.template.question(at: path) == nil)
            })
        // A lead who is not known to be a post is told on no page, and so in no file.
        found.formUnion(
            content.fields.filter { path, words in
                path.hasPrefix("action/") && path.hasSuffix("/lead")
                    && Lead.reading(words).contains { leads.words(of: $0) != $0.name }
            }.keys)
        let own = "\(AssessmentPath.outcome)/summary"
        if content.isFilled(own), content[own] != summary { found.insert(own) }
        return found
    }

    /// The leads of its actions that everybody reads otherwise than they are written, each once, by their words. What is
    /// withheld is read by nobody.
    var masked: [(written: String, shown: String)] {
        let redaction = redaction.coveringActions(of: content)
        return leads.masked(
            open.actions(shownIn: content).filter { redaction.words(at: "action/\($0.id)") == nil })
    }

    /// The content as files hold it: what is withheld says why, what no page shows is gone.
    var publicContent: AssessmentContent {
        redaction.applied(to: AssessmentContent(content.fields.filter { !leftOut.contains($0.key) }))
    }

    /// What may be withheld beside the answers: the words of the decision, of overrides and of versions.
    private var beside: [Choice] {
        var all: [(String, String)] = []
        if let decision = open.record.decision, !decision.decided.isEmpty {
            all.append(("decision/decided", "What was decided"))
        }
        for event in open.record.events where event.act == .overridden {
            let check = event.details["check"] ?? ""
            all.append(("override/\(check)/reason", "Why \(check) was overridden"))
        }
        let chosen = Set(typed.values("withhold-beside"))
        return all.map { Choice($0.0, $0.1, isChosen: chosen.contains($0.0)) }
    }

    /// The last part of the public address: the reference in small letters, the same in all editions.
    var address: String {
        String(
            open.record.reference.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }

    /// The answers of each section, to be ticked where they are withheld.
    func sections(_ problems: [Problem]) -> HTML {
        let parts: [HTML] = open.template.shownSections(content).map { section in
            let chosen = Set(typed.values("withhold-\(section.id)"))
            let choices = open.template.fields(of: section, in: content, open.characteristics)
                .filter { content.isFilled($0.path) && $0.path != "\(AssessmentPath.outcome)/summary" }
                .map { Choice($0.path, $0.name, isChosen: chosen.contains($0.path)) }
            guard !choices.isEmpty else { return HTML() }
            let isOpen = !chosen.isEmpty
            return Details(
                section.title, isOpen: isOpen,
                """
                \(Checkboxes("withhold-\(section.id)", label: "Withhold from “\(section.title)”", choices, isSmall: true))
                \(TextInput("why-\(section.id)", label: "Why these are withheld (optional)", value: typed.text("why-\(section.id)"), problems))
                """
            ).html
        }
        let more: HTML =
            beside.isEmpty
            ? HTML()
            : Details(
                "Beside the answers", isOpen: !typed.values("withhold-beside").isEmpty,
                """
                \(Checkboxes("withhold-beside", label: "Withhold beside the answers", beside, isSmall: true))
                \(TextInput("why-beside", label: "Why these are withheld (optional)", value: typed.text("why-beside"), problems))
                """
            ).html
        return parts.joined() + more
    }

    /// What the register of published assessments keeps of it.
    var edition: PublishedAssessment {
        let record = open.record
        var edition = PublishedAssessment(
            address: address, reference: record.reference,
            title: redaction.words(at: "about/title") == nil
                ? record.title : "An assessment with its title withheld")
        let shown = publicContent
        edition.summary = summary
        edition.outcome = shown["outcome/kind"].isEmpty ? shown["screening/outcome"] : shown["outcome/kind"]
        edition.directorate = redaction.words(at: "about/directorate") == nil ? record.directorate : ""
        let impacts = shown.impacts(open.characteristics.map(\.code))
        edition.characteristics = Set(
            impacts.filter {
                $0.direction != nil && $0.direction != .neutral && $0.direction != .notApplicable
            }
            .flatMap(\.characteristics)
        ).sorted()
        edition.places = Set(
            impacts.flatMap { Self.places($0.text("where")) } + Self.places(shown["reach/wards"])
        )
        .sorted()
        edition.reason = reason.isEmpty ? "First edition" : reason
        edition.withheld = redaction.reasons.keys.sorted()
        edition.isRedacted = !redaction.reasons.isEmpty || !leftOut.isEmpty
        edition.exemption = exemption
        edition.exemptUntil = exemptUntil
        return edition
    }

    private static func places(_ text: String) -> [String] {
        text.hasPrefix("Withheld: ") ? [] : PlaceNames.read(text)
    }
}

extension Office {
    func document(of open: OpenAssessment, _ copy: PublicCopy, edition: AssessmentPublication? = nil)
        -> Document
    {
        var content = copy.content
        content["outcome/summary"] = copy.summary
        return document(
            of: open, content: content, redaction: copy.redaction, edition: edition, isPublic: true,
            leads: copy.leads)
    }

    /// Renders the public copy once, in every format, stores the bytes and records the act; returns the edition.
    /// PDF may be left out where nobody waits for it.
    func publish(
        _ copy: PublicCopy, of open: OpenAssessment, printing: Bool = true, _ change: Change
    ) async throws -> (edition: Int, address: String) {
        let (frame, body) = (try await frame(), body)
        let next = (open.record.publications.map(\.edition).max() ?? 0) + 1
        let edition = AssessmentPublication(
            edition: next, version: copy.version, at: change.at, reason: copy.edition.reason,
            exemption: copy.exemption, exemptUntil: copy.exemptUntil)
        let document = document(of: open, copy, edition: edition)
        var files: [Artefact] = []
        for format in printing ? ["odt", "docx", "pdf"] : ["odt", "docx"] {
            guard let file = try await documentFile(document, format),
                let kind = ArtefactFormat(rawValue: format)
            else { continue }
            files.append(Artefact(format: kind, bytes: file.bytes))
        }
        let printed = files
        return try await publishedAssessments.publish(
            copy.edition, of: open.id, version: copy.version, sequence: open.sequence,
            state: AssessmentWorkflow.state(after: .published, details: [:], on: open.record),
            artefacts: { number, digest, address in
                let json = PublishedAssessmentFiles.json(
                    copy, document, edition: number, digest: digest, body: body)
                let all = printed + [Artefact(format: .json, bytes: json)]
                let page = PublishedAssessmentFiles.page(
                    copy, document, edition: number, digest: digest, address: address, body: body,
                    accent: frame.accent, at: change.at, by: change.actor.post, files: all)
                return all + [Artefact(format: .html, bytes: page)]
            }, within: open.scope, change)
    }
}

extension Office {
    /// Publishes an assessment as it stands, with nothing withheld and without a PDF, as the person whose change it
    /// is; gives the edition.
    public func publishAssessment(_ id: String, because reason: String, _ change: Change) async throws -> Int
    {
        let profile = try await profile()
        let store = try await assessments(profile)
        guard let record = try await store.record(id, within: .wholeBody),
            let person = try await people.people().first(where: { $0.id == change.actor.id })
        else { throw Refusal.notFound }
        let open = OpenAssessment(
            record: record, profile: profile, person: person, scope: .wholeBody,
            findings: try await findings(record, profile, store, on: change.at.utcDay, at: change.at),
            moveTargets: [], store: store)
        let copy = try await PublicCopy(whole: open, because: reason, leads: try await publicLeads())
        return try await publish(copy, of: open, printing: false, change).edition
    }
}
