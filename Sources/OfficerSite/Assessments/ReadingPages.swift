// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// An assessment read whole: as a page, and as files to keep.
struct ReadingPages {
    let office: Office

    @Sendable func read(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let document = office.document(of: open)
        return office.page(
            visit, open.record.title, in: .assessments,
            trail: .back(visit.frame.link(Address.assessment(open.id))),
            "\(AssessmentNotes(open: open, today: visit.today).html)\(DocumentView(document))")
    }

    @Sendable func file(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let name = "\(open.record.reference)-version-\(open.record.version)"
        guard let file = try await office.assessmentFile(open, visit.parameter("format"), at: visit.now)
        else {
            if visit.parameter("format") == "pdf" { return noPDF(visit, open) }
            throw Refusal.notFound
        }
        return .file(file.bytes, type: file.type, name: "\(name).\(visit.parameter("format"))")
    }

    /// What to do where no program that writes PDF is installed.
    private func noPDF(_ visit: Visit, _ open: OpenAssessment) -> WebResponse {
        let html = visit.frame.link(Address.assessment(open.id, "/file/html"))
        return office.page(
            visit, "No PDF here", in: .assessments,
            trail: .back(visit.frame.link(Address.assessment(open.id))),
            """
            \(PageHeading("No PDF here"))
            <p>No program that writes PDF is installed on this server. \
            <a href="\(html)">Download it as a web page</a> and print that, or take ODT or Word.</p>
            """)
    }
}

extension Office {
    /// The whole assessment as a document, with what the checks miss as its annex.
    func document(
        of open: OpenAssessment, content: AssessmentContent? = nil,
        redaction: AssessmentRedaction = AssessmentRedaction(), edition: AssessmentPublication? = nil,
        isPublic: Bool = false, leads: PublicLeads = PublicLeads()
    ) -> Document {
        let content = content ?? open.content
        var record = open.record
        record.actions = open.actions(shownIn: content)
        return Reports.assessment(
            record, content: content, characteristics: open.characteristics,
            body: body.name, redaction: redaction, findings: open.findings, edition: edition,
            isPublic: isPublic, leads: leads)
    }

    /// An assessment as a file; `nil` for a format that is not known, or cannot be written here.
    func assessmentFile(_ open: OpenAssessment, _ format: String, at now: Instant) async throws -> (
        bytes: [UInt8], type: String
    )? {
        if format == "json" {
            return (try await exchange(open.record, open.store, at: now), ArtefactFormat.json.mediaType)
        }
        return try await documentFile(document(of: open), format)
    }

    /// A document as a file for people.
    func documentFile(_ document: Document, _ format: String) async throws -> (bytes: [UInt8], type: String)?
    {
        switch ArtefactFormat(rawValue: format) {
        case .odt: return (ODTWriter.bytes(of: document, author: body.name), ArtefactFormat.odt.mediaType)
        case .docx: return (DOCXWriter.bytes(of: document, author: body.name), ArtefactFormat.docx.mediaType)
        case .html: return (printPage(document), ArtefactFormat.html.mediaType)
        case .pdf:
            guard let bytes = try await pdf(printPage(document)) else { return nil }
            return (bytes, ArtefactFormat.pdf.mediaType)
        case .csv, .json, nil: return nil
        }
    }

    func printPage(_ document: Document) -> [UInt8] {
        PrintPage(title: document.title, main: DocumentView(document).html).bytes
    }

    /// Everything of an assessment as JSON that another body can take in without loss.
    func exchange(_ record: AssessmentRecord, _ store: AssessmentStore, at now: Instant) async throws
        -> [UInt8]
    {
        var file = AssessmentExchange(
            body: body.slug, exportedAt: now, record: record, changes: try await store.changes(of: record.id))
        file.attachments = try await evidence.files(of: record)
        return file.bytes
    }
}

extension OpenAssessment {
    /// The actions as a content is read: what was signed says what they were then; before that the plan says what they
    /// are now.
    func actions(shownIn content: AssessmentContent) -> [Action] {
        record.settledOn == nil || content.rows("action").isEmpty
            ? record.actions : record.actionsWritten(in: content, profile.vocabulary)
    }
}
