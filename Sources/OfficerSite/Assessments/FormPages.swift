// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// Paper habit met: an assessment as a form to fill in elsewhere, and the way back with a check in between.
struct FormPages {
    let office: Office
    private static let purpose = "assessment form"

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        page(visit, try await office.openAssessment(visit))
    }

    @Sendable func download(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let form = AssessmentForm.form(
            of: open.template, title: open.record.title, content: open.content,
            identity: identity(open, at: visit.now), characteristics: open.characteristics)
        return try Self.file(form, visit.parameter("format"), name: "\(open.record.reference)-form")
    }

    /// A form without an assessment, to be filled in before one is started; it comes back into a new one.
    @Sendable func blank(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        guard
            let template = try await office.shelf().offered(
                on: visit.today, in: try await office.profile().nation
            ).first(where: {
                $0.id == visit.parameter("template")
            })
        else { throw Refusal.notFound }
        let form = AssessmentForm.form(
            of: template, title: template.name,
            identity: FormDocument.Identity(
                body: office.body.slug, template: template.id, templateVersion: template.version,
                assessment: "", assessmentVersion: 0, exportedAt: visit.now.iso),
            characteristics: profile.characteristics)
        return try Self.file(form, visit.parameter("format"), name: "\(template.id)-blank-form")
    }

    private static func file(_ form: FormDocument, _ format: String, name: String) throws -> WebResponse {
        switch format {
        case "odt": .file(FormFile.odt(form), type: ODTWriter.mediaType, name: name + ".odt")
        case "docx": .file(FormFile.docx(form), type: DOCXWriter.mediaType, name: name + ".docx")
        case "html": .file(FormFile.html(form), type: "text/html; charset=utf-8", name: name + ".html")
        default: throw Refusal.notFound
        }
    }

    /// Reads a filled-in form and shows what would change; nothing is taken yet.
    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        guard let file = visit.files.first(where: { $0.field == UploadCheck.field && !$0.bytes.isEmpty })
        else {
            return page(visit, open, [Problem(at: UploadCheck.field, "Select a filled-in form")])
        }
        let answers: FormAnswers
        do {
            answers = try FormFile.read(file.bytes)
        } catch {
            return page(visit, open, [Problem(at: UploadCheck.field, error.message)])
        }
        let taken = try await taking(answers, open)
        let id = try await office.sessions.keepUpload(
            file.bytes, fileName: file.fileName, purpose: Self.purpose, personID: visit.actor.id,
            at: visit.now)
        return checkPage(visit, open, taken, upload: id)
    }

    @Sendable func confirm(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let id = visit.fields.text("upload")
        guard let file = try await office.sessions.upload(id, purpose: Self.purpose, personID: visit.actor.id)
        else {
            return page(
                visit, open,
                [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
        }
        guard open.mayWrite else {
            return page(
                visit, open,
                [Problem(at: UploadCheck.field, "This assessment can no longer be written by you")])
        }
        let answers: FormAnswers
        do { answers = try FormFile.read(file.bytes) } catch { throw Refusal.badRequest(error.message) }
        let taken = try await taking(answers, open)
        let missing = ConflictPage.problems(taken.conflicts, in: visit.fields)
        guard missing.isEmpty else { return checkPage(visit, open, taken, upload: id, missing) }
        var fields = taken.changes
        for conflict in taken.conflicts where visit.fields.text("keep-\(conflict.name)") == "theirs" {
            fields[conflict.name] = nil
        }
        // A part that somebody else writes is left alone, and the check page said so.
        fields = fields.filter { path, _ in taken.refused[path] == nil }
        do {
            _ = try await open.store.save(
                fields, of: open.id, readIn: open.record.version, reason: "From a filled-in form",
                within: open.scope, visit.change())
        } catch is EditConflict {
            return try await checkAgain(visit, answers, upload: id)
        } catch is AssessmentMoved {
            return try await checkAgain(visit, answers, upload: id)
        }
        return visit.backToAssessment(open.id, done: "imported")
    }

    /// Somebody saved or acted at the same moment: what would change is shown anew, against what stands now.
    private func checkAgain(_ visit: Visit, _ answers: FormAnswers, upload id: String) async throws
        -> WebResponse
    {
        let open = try await office.openAssessment(visit)
        let problem = Problem(at: "upload", "Look at this again: somebody saved the assessment first")
        return checkPage(visit, open, try await taking(answers, open), upload: id, [problem])
    }

    private struct Taken {
        var changes: [String: String] = [:]
        var conflicts: [ConflictView.Field] = []
        /// Changes to sections that this person does not write, with the reason.
        var refused: [String: String] = [:]
        var reading: AssessmentForm.Reading
    }

    /// What a form changes since it was made, and what others changed meanwhile.
    private func taking(_ answers: FormAnswers, _ open: OpenAssessment) async throws -> Taken {
        let isOwn = answers.identity.assessment == open.id && answers.identity.body == office.body.slug
        let version = isOwn ? answers.identity.assessmentVersion : 0
        let base = version > 0 ? try await open.store.content(of: open.id, version: version) : nil
        let reading = AssessmentForm.read(
            answers, for: open.template, content: base ?? open.content, identity: identity(open, at: nil),
            characteristics: open.characteristics, newRow: { Identifier.next() })
        var taken = Taken(changes: reading.changes, reading: reading)
        let clashes =
            base.map {
                AssessmentContent.conflicts(since: $0, mine: taken.changes, theirs: open.content)
            } ?? []
        for path in clashes {
            var mine = open.content
            mine[path] = taken.changes[path] ?? ""
            taken.conflicts.append(
                .init(
                    path, open.template.name(of: path, in: open.content, open.characteristics),
                    mine: open.template.display(path: path, mine, open.characteristics),
                    theirs: open.template.display(path: path, open.content, open.characteristics)))
        }
        if taken.changes["about/title"]?.isEmpty == true {
            taken.refused["about/title"] = "a title is needed"
        }
        for path in taken.changes.keys {
            guard let section = open.template.sections.first(where: { $0.asks(path) }),
                let refusal = open.writingRefusal(section.id)
            else { continue }
            taken.refused[path] = refusal
        }
        return taken
    }

    private func identity(_ open: OpenAssessment, at now: Instant?) -> FormDocument.Identity {
        FormDocument.Identity(
            body: office.body.slug, template: open.template.id, templateVersion: open.template.version,
            assessment: open.id, assessmentVersion: open.record.version, exportedAt: now?.iso ?? "")
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) -> WebResponse {
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "Filled-in form", hint: "The ODT, Word or HTML form that was downloaded here, up to 32 MB", accept: ".odt,.docx,.html", problems))
            \(Button("Check the form"))
            """
        return office.page(
            visit, "Bring a form back", in: .assessments,
            trail: .back(visit.frame.link(Address.assessment(open.id))), problems: problems,
            """
            \(PageHeading("Bring a form back", caption: "\(open.record.reference) \(open.record.title)"))
            <p>You see what would change before anything is taken.</p>
            \(office.form(visit, Address.assessment(open.id, "/form"), isMultipart: true, content))
            """)
    }

    private func checkPage(
        _ visit: Visit, _ open: OpenAssessment, _ taken: Taken, upload: String, _ problems: [Problem] = []
    ) -> WebResponse {
        var content = open.content
        let ordered = taken.changes.keys.sorted()
        let rows: [[Table.Cell]] = ordered.map { path in
            let before = open.template.display(path: path, open.content, open.characteristics)
            content[path] = taken.changes[path] ?? ""
            let after = open.template.display(path: path, content, open.characteristics)
            let note = taken.refused[path].map { "Left alone: \($0)" } ?? ""
            return [
                .text(open.template.name(of: path, in: content, open.characteristics)),
                .text(before.isEmpty ? "Not answered" : before),
                .text(after.isEmpty ? "Not answered" : after),
                .text(note),
            ]
        }
        let reading = taken.reading
        var notes = reading.remarks
        notes += reading.doubts.map { "\($0.label): \($0.message) It says “\($0.text)”" }
        notes += reading.unknown.sorted { $0.key < $1.key }.map { "Not asked here: \($0.key): \($0.value)" }
        notes += reading.extras.map { "Written beside the questions: \($0.question) \($0.text)" }
        if !reading.missing.isEmpty {
            notes.append("\(reading.missing.count) questions are not in the file and stay as they are")
        }
        let conflicts: HTML =
            taken.conflicts.isEmpty
            ? ""
            : ConflictView(savedBy: "Somebody else", at: "after the form was made", taken.conflicts, problems)
                .html
        let form: HTML =
            taken.changes.isEmpty
            ? "<p>The form changes nothing.</p>"
            : office.form(
                visit, Address.assessment(open.id, "/form/confirm"), key: Identifier.next(),
                """
                \(HiddenInput("upload", upload))\(conflicts)
                \(ButtonGroup([Button("Take these answers")], links: [NavigationLink("Cancel", visit.frame.link(Address.assessment(open.id)))]))
                """
            ).html
        return office.page(
            visit, "Check the form", in: .assessments,
            trail: .back(visit.frame.link(Address.assessment(open.id, "/form"))), problems: problems,
            """
            <div id="upload" tabindex="-1"></div>
            \(PageHeading("Check the form", caption: "\(open.record.reference) \(open.record.title)"))
            \(UploadCheck.notes(notes))
            \(Table("What would change", columns: ["Question", "Now", "In the form", "Note"], rows: rows, empty: "Nothing."))
            \(form)
            """)
    }
}
