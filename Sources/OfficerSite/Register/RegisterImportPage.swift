// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// A register from a file: checked first, shown, then taken whole or not at all.
struct RegisterImportPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        let (file, problem) = UploadCheck.file(visit)
        guard let file else { return try await page(visit, problem.map { [$0] } ?? []) }
        let profile = try await office.profile()
        let reading = RegisterFile(bytes: file.bytes, criteria: profile.criteria, today: visit.today)
        let log = try reading.check()
        guard !log.hasProblems else {
            let count = log.problemCount == 1 ? "1 problem" : "\(log.problemCount) problems"
            return try await page(
                visit, [Problem(at: UploadCheck.field, "The file has \(count), listed below")], log)
        }
        let rehearsal = try await office.register(profile).importRows(
            reading.rows, source: file.fileName, rehearsing: true, Change(by: visit.actor, at: visit.now))
        let id = try await office.sessions.keepUpload(
            file.bytes, fileName: file.fileName, purpose: "register", personID: visit.actor.id, at: visit.now)
        let rows: [SummaryList.Row] = [
            .init("File", text: file.fileName), .init("To be added", text: "\(rehearsal.added)"),
            .init("To be updated", text: "\(rehearsal.updated)"),
            .init("Unchanged", text: "\(rehearsal.unchanged)"),
            .init("New directorates, as written", text: rehearsal.newDirectorates.joined(separator: "\n")),
            .init(
                "Types to be matched later", text: rehearsal.queuedTypes.keys.sorted().joined(separator: "\n")
            ),
        ]
        let main: HTML = """
            \(PageHeading("Check the import"))
            \(UploadCheck.notes(log.notes))\(SummaryList(rows))
            \(office.form(visit, Address.registerImport + "/confirm", key: Identifier.next(), "\(HiddenInput("upload", id))\(ButtonGroup([Button("Import")], links: [NavigationLink("Cancel", visit.frame.link(Address.registerImport))]))"))
            """
        return office.page(
            visit, "Check the import", in: .register, trail: .back(visit.frame.link(Address.registerImport)),
            main)
    }

    @Sendable func confirm(_ visit: Visit) async throws -> WebResponse {
        let id = visit.fields.text("upload")
        guard let file = try await office.sessions.upload(id, purpose: "register", personID: visit.actor.id)
        else {
            return try await page(
                visit, [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
        }
        let profile = try await office.profile()
        let reading = RegisterFile(bytes: file.bytes, criteria: profile.criteria, today: visit.today)
        guard !(try reading.check()).hasProblems else {
            throw Refusal.badRequest("the kept file has problems")
        }
        _ = try await office.register(profile).importRows(reading.rows, source: file.fileName, visit.change())
        return .redirect(visit.frame.link(Address.register) + "?done=imported")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = [], _ log: ImportLog? = nil) async throws
        -> WebResponse
    {
        let profile = try await office.profile()
        let columns = RegisterImport.headers + profile.criteria.criteria.map(\.id)
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "Register file", hint: UploadCheck.hint, accept: ".csv,text/csv", problems))
            \(Button("Check the file"))
            """
        return office.page(
            visit, "Import a register", in: .register, trail: .back(visit.frame.link(Address.register)),
            problems: problems,
            """
            \(PageHeading("Import a register"))
            <p>Columns: \(columns.joined(separator: ", ")). Dates as 2026-11-21; blanks are allowed. \
            A reference that is in the register already updates its record.</p>
            \(office.form(visit, Address.registerImport, isMultipart: true, content))
            \(log.map { UploadCheck.notes($0.notes) + UploadCheck.problems($0) })
            """)
    }
}
