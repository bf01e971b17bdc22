// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A first thought: what is proposed, in which service, with which template, and what is known already.
struct NewAssessmentPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func start(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let store = try await office.assessments(profile)
        let fields = visit.fields
        var problems: [Problem] = []
        let template = try await office.shelf().offered(
            on: visit.today, in: try await office.profile().nation
        ).first {
            $0.id == fields.text("template")
        }
        if template == nil { problems.append(Problem(at: "template", "Select a template")) }
        var content = AssessmentContent()
        let policyReference = fields.text("policy")
        if !policyReference.isEmpty {
            let register = office.register(profile)
            var question = RegisterQuestion(today: visit.today)
            question.text = policyReference
            question.limit = 200
            let found = try await register.page(question, within: visit.reach(.viewRegister) ?? visit.scope)
                .policies
            if let policy = found.first(where: {
                foldedForSearch($0.reference) == foldedForSearch(policyReference)
            }) {
                if let template {
                    content = content.applying(
                        AssessmentCopy.changes(from: policy, into: content, template: template))
                }
            } else {
                problems.append(Problem(at: "policy", "Policy must be a reference that is in the register"))
            }
        }
        let earlier = fields.text("from")
        if !earlier.isEmpty, let template {
            let scope = try await office.assessmentScope(visit)
            if let id = try await store.id(ofReference: earlier, within: scope),
                let record = try await store.record(id, within: scope)
            {
                content = content.applying(
                    AssessmentCopy.changes(
                        from: record.content, reference: record.reference, into: content, template: template,
                        profile.characteristics))
            } else {
                problems.append(
                    Problem(at: "from", "Earlier assessment must be a reference that you can see here"))
            }
        }
        for (name, path) in [
            ("title", "about/title"), ("directorate", "about/directorate"), ("service", "about/service"),
        ] {
            let text = TypedText.line(fields.text(name))
            if !text.isEmpty { content[path] = text; content["\(AssessmentPath.copied)/\(path)"] = "" }
        }
        if content["about/title"].isEmpty {
            problems.append(Problem(at: "title", "Enter what the assessment is about"))
        }
        if content["about/title"].count > 300 {
            problems.append(Problem(at: "title", "Title must be 300 characters or fewer"))
        }
        if content["about/directorate"].isEmpty {
            problems.append(Problem(at: "directorate", "Enter the directorate"))
        } else if !visit.scope.holds(directorate: content["about/directorate"], record: "") {
            problems.append(Problem(at: "directorate", "Directorate must be one that your role covers"))
        }
        let umbrella = fields.text("umbrella")
        if let problem = try await store.problem(ofUmbrella: umbrella, at: "umbrella") {
            problems.append(problem)
        }
        guard problems.isEmpty, let template, let person = visit.signedIn?.person else {
            return try await page(visit, problems)
        }
        if !umbrella.isEmpty { content["link/umbrella"] = umbrella }
        let new = NewAssessment(
            template: template, content: content, parties: [(.owner, person.id), (.author, person.id)])
        let id = try await store.start(new, year: visit.today.year, visit.change())
        return visit.backToAssessment(id, done: "started")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let fields = visit.fields
        let asked = visit.request.query
        func value(_ name: String) -> String { fields.has(name) ? fields.text(name) : asked.text(name) }
        let templates = try await office.shelf().offered(
            on: visit.today, in: try await office.profile().nation)
        let chosen = value("template")
        let choices = templates.map {
            Choice($0.id, $0.name, hint: $0.purpose, isChosen: $0.id == chosen)
        }
        let person = visit.signedIn?.person
        let directorate = fields.has("directorate") ? fields.text("directorate") : person?.directorate ?? ""
        let service = fields.has("service") ? fields.text("service") : person?.service ?? ""
        let content: HTML = """
            \(Radios("template", label: "Template", choices, problems))
            \(TextInput("title", label: "What is it about", hint: "One assessment for each policy outcome, not for each leaflet", value: value("title"), width: .full, problems))
            \(TextInput("directorate", label: "Directorate", value: directorate, problems))
            \(TextInput("service", label: "Service (optional)", value: service, problems))
            \(TextInput("policy", label: "Reference in the register (optional)", hint: "What the register knows is filled in for you", value: value("policy"), width: .twenty, problems))
            \(TextInput("from", label: "Copy from an earlier or similar assessment (optional)", hint: "Its reference. What is copied stays marked until you confirm it", value: value("from"), width: .twenty, problems))
            \(TextInput("umbrella", label: "Part of an umbrella assessment (optional)", hint: "The reference of the umbrella", value: value("umbrella"), width: .twenty, problems))
            \(ButtonGroup([Button("Start")], links: [NavigationLink("Cancel", visit.frame.link(Address.assessments))]))
            """
        let forms: [HTML] = templates.map { template in
            let path = visit.frame.link("\(Address.assessments)/blank/\(template.id)")
            return """
                <li>\(template.name): <a href="\(path)/odt">ODT<span class="dr-vh">, \(template.name)</span></a>, \
                <a href="\(path)/docx">Word<span class="dr-vh">, \(template.name)</span></a>, \
                <a href="\(path)/html">web page<span class="dr-vh">, \(template.name)</span></a></li>

                """
        }
        let blank = Details(
            "Blank forms to fill in elsewhere",
            "<p>Start the assessment here later, and bring the filled-in form back into it.</p><ul class=\"dr-list\">\n\(forms)</ul>"
        )
        return office.page(
            visit, "Start an assessment", in: .assessments,
            trail: .back(visit.frame.link(Address.assessments)), problems: problems,
            "\(PageHeading("Start an assessment"))\(office.form(visit, Address.newAssessment, content))\(blank)"
        )
    }
}

extension AssessmentStore {
    /// What is wrong with the reference of an umbrella: it is no assessment of this body, or the assessment itself.
    ///
    /// An umbrella may be any directorate's: that a reference is known says nothing about what stands behind it.
    func problem(ofUmbrella reference: String, of own: String = "", at field: String) async throws -> Problem?
    {
        guard !reference.isEmpty else { return nil }
        guard let id = try await id(ofReference: reference, within: .wholeBody) else {
            return Problem(
                at: field, "Umbrella assessment must be the reference of an assessment of this body")
        }
        return id == own ? Problem(at: field, "Umbrella assessment must be another assessment") : nil
    }
}
