// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Picking evidence from the library into an assessment: what is picked is copied, so that it stays as it was.
struct LibraryPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.openAssessment(visit))
    }

    @Sendable func pick(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let section = visit.parameter("section")
        if let refusal = open.writingRefusal(section) {
            return try await page(visit, open, [Problem(at: "items", refusal)])
        }
        var fields: [String: String] = [:]
        for id in visit.fields.values("items") {
            guard let item = try await office.evidence.item(id) else { continue }
            let row = "\(AssessmentPath.evidence)/\(Identifier.next())"
            fields["\(row)/title"] = item.title
            fields["\(row)/source"] = item.source
            fields["\(row)/date"] = item.day?.iso ?? ""
            fields["\(row)/coverage"] = item.coverage
            fields["\(row)/characteristics"] = item.characteristics.joined(separator: "\n")
            fields["\(row)/link"] = item.link
            fields["\(row)/says"] = item.summary
            fields["\(row)/library"] = item.id
            fields["\(row)/figure"] = item.figure?.written ?? ""
        }
        guard !fields.isEmpty else {
            return try await page(visit, open, [Problem(at: "items", "Select evidence to add")])
        }
        do {
            _ = try await open.store.save(
                fields, of: open.id, readIn: open.record.version, reason: "From the evidence library",
                within: open.scope, visit.change())
        } catch is AssessmentMoved {
            return try await page(
                visit, open, [Problem(at: "items", "This assessment can no longer be written")])
        } catch is EditConflict {
            return try await page(
                visit, open, [Problem(at: "items", "Try again: somebody saved at the same moment")])
        }
        return visit.backToAssessment(open.id, done: "saved", "/section/\(section)")
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let section = visit.parameter("section")
        guard open.template.section(section) != nil else { throw Refusal.notFound }
        let search = visit.request.query.text("q")
        let here = Address.assessment(open.id, "/library/\(section)")
        let back = Address.assessment(open.id, "/section/\(section)")
        let used = Set(open.content.evidence.map(\.library))
        let items = try await office.evidence.items(matching: search).filter { !used.contains($0.id) }
        let newest = Dictionary(
            try await office.releasedVersions().map { ($0.dataSet.id, $0.version.number) }
        ) { one, _ in one }
        let choices = items.map { item in
            let isOld = item.figure.map { (newest[$0.dataSet] ?? $0.version) != $0.version } ?? false
            let hint = [
                item.source, item.day?.written ?? "", item.coverage,
                isOld ? "A newer version of these figures was released" : "",
            ].filter { !$0.isEmpty }
            return Choice(item.id, item.title, hint: hint.joined(separator: ". "))
        }
        let pick: HTML =
            choices.isEmpty
            ? "<div id=\"items\" tabindex=\"-1\"></div><p>Nothing in the library fits, or all of it is here already.</p>"
            : office.form(
                visit, here,
                """
                \(Checkboxes("items", label: "Evidence", choices, problems))
                \(ButtonGroup([Button("Add to the assessment")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
                """
            ).html
        return office.page(
            visit, "Choose evidence", in: .assessments, trail: .back(visit.frame.link(back)),
            problems: problems,
            """
            \(PageHeading("Choose evidence", caption: "\(open.record.reference) \(open.record.title)"))
            <form method="get" action="\(visit.frame.link(here))">
            \(TextInput("q", label: "Search the library", value: search, kind: .search))
            \(Button("Search", .secondary))
            </form>
            \(pick)
            """)
    }
}

/// A file attached to an assessment, and the way back to it.
struct AttachmentPages {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        page(visit, try await office.openAssessment(visit))
    }

    @Sendable func attach(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        guard open.mayWrite else {
            let words = open.writingRefusal("") ?? "Only whoever writes here can attach files"
            return page(visit, open, [Problem(at: "file", words)])
        }
        guard let file = visit.files.first(where: { $0.field == "file" && !$0.fileName.isEmpty }) else {
            return page(visit, open, [Problem(at: "file", "Select a file")])
        }
        if let refusal = AttachmentKind.refusal(of: file.bytes, named: file.fileName) {
            return page(visit, open, [Problem(at: "file", refusal)])
        }
        _ = try await office.evidence.attach(
            file.bytes, fileName: AttachmentKind.name(file.fileName),
            mediaType: AttachmentKind.of(file.fileName)?.mediaType ?? "application/octet-stream", to: open.id,
            visit.change())
        return visit.backToAssessment(open.id, done: "saved")
    }

    @Sendable func download(_ visit: Visit) async throws -> WebResponse {
        guard let file = try await office.evidence.attachment(visit.parameter("file")) else {
            throw Refusal.notFound
        }
        let profile = try await office.profile()
        let store = try await office.assessments(profile)
        let scope = try await office.assessmentScope(visit)
        // A file is seen by whoever sees its assessment; the library is for everybody who reads assessments.
        if !file.assessmentID.isEmpty, try await store.record(file.assessmentID, within: scope) == nil {
            throw Refusal.notFound
        }
        var response = WebResponse.file(file.bytes, type: file.mediaType, name: file.fileName)
        response.set(
            "content-security-policy",
            "sandbox; default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return response
    }

    private func page(_ visit: Visit, _ open: OpenAssessment, _ problems: [Problem] = []) -> WebResponse {
        let here = Address.assessment(open.id, "/attach")
        let content: HTML = """
            \(FileUpload("file", label: "File", hint: "PDF, Word, Excel, OpenDocument, CSV, text, PNG or JPEG, up to 32 MB", problems))
            \(ButtonGroup([Button("Attach")], links: [NavigationLink("Cancel", visit.frame.link(Address.assessment(open.id)))]))
            """
        return office.page(
            visit, "Attach a file", in: .assessments,
            trail: .back(visit.frame.link(Address.assessment(open.id))),
            problems: problems,
            """
            \(PageHeading("Attach a file", caption: "\(open.record.reference) \(open.record.title)"))
            <p>Leave out names of residents: whoever sees the assessment sees the file.</p>
            \(office.form(visit, here, isMultipart: true, content))
            """)
    }
}

/// The kinds of file that may be attached, told by name and by how they begin.
enum AttachmentKind: String, CaseIterable {
    case pdf, docx, xlsx, odt, ods, csv, txt, png, jpg, jpeg

    var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .csv: "text/csv"
        case .txt: "text/plain; charset=utf-8"
        case .png: "image/png"
        case .jpg, .jpeg: "image/jpeg"
        }
    }

    private var start: [UInt8] {
        switch self {
        case .pdf: Array("%PDF-".utf8)
        case .docx, .xlsx, .odt, .ods: [0x50, 0x4B, 3, 4]
        case .csv, .txt: []
        case .png: [0x89, 0x50, 0x4E, 0x47]
        case .jpg, .jpeg: [0xFF, 0xD8, 0xFF]
        }
    }

    static func of(_ name: String) -> AttachmentKind? {
        name.split(separator: ".").last.flatMap { AttachmentKind(rawValue: $0.lowercased()) }
    }

    /// The last part of a name, without what a path or a header could misuse.
    static func name(_ name: String) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? "file"
        return String(TypedText.line(last).filter { $0 != "\"" }.prefix(200))
    }

    static func refusal(of bytes: [UInt8], named name: String) -> String? {
        guard !bytes.isEmpty else { return "The selected file must not be empty" }
        guard let kind = of(name) else {
            return "The selected file must be a PDF, Word, Excel, OpenDocument, CSV, text, PNG or JPEG file"
        }
        guard bytes.starts(with: kind.start) else {
            return
                "The selected file must be what its name says: it does not begin like a \(kind.rawValue.uppercased()) file"
        }
        if kind.start.isEmpty, bytes.prefix(8_192).contains(0) {
            return "The selected file must be a text file"
        }
        return nil
    }
}
