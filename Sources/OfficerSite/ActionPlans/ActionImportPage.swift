// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// An action plan from a file: checked first, read back, then taken whole or not at all.
struct ActionImportPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { page(visit) }

    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        let (file, problem) = UploadCheck.file(visit)
        guard let file else { return page(visit, problem.map { [$0] } ?? []) }
        let profile = try await office.profile()
        let reading = ActionPlanFile(bytes: file.bytes, vocabulary: profile.vocabulary, today: visit.today)
        let findings = try reading.check()
        guard !findings.log.hasProblems else {
            let count = findings.log.problemCount == 1 ? "1 problem" : "\(findings.log.problemCount) problems"
            return page(
                visit, [Problem(at: UploadCheck.field, "The file has \(count), listed below")], findings.log)
        }
        let id = try await office.sessions.keepUpload(
            file.bytes, fileName: file.fileName, purpose: "action plan", personID: visit.actor.id,
            at: visit.now)
        var readBack: [[Table.Cell]] = []
        try reading.actions { action in
            guard readBack.count < 100 else { return }
            readBack.append([
                .text(action.title), .text(action.leads.map(\.name).joined(separator: "; ")),
                .text(action.cells.targetDate),
                .text(action.target.date?.readBack ?? action.target.readBack),
            ])
        }
        let queue: [[Table.Cell]] = findings.queue.prefix(100).map {
            [.text("Row \($0.row)"), .text($0.column), .text($0.text)]
        }
        let main: HTML = """
            \(PageHeading("Check the import"))
            \(UploadCheck.notes(findings.log.notes))
            <p>\(findings.actionCount == 1 ? "1 action is" : "\(findings.actionCount) actions are") ready. All words are kept as written.</p>
            \(Table("How the actions are read", columns: ["Objective or task", "Leads", "Target as written", "Read as"], rows: readBack))
            \(queue.isEmpty ? nil : Table("For somebody to settle later: \(findings.queueCount)", columns: ["Where", "Column", "What"], rows: queue))
            \(office.form(visit, Address.actionImport + "/confirm", key: Identifier.next(), "\(HiddenInput("upload", id))\(ButtonGroup([Button("Import")], links: [NavigationLink("Cancel", visit.frame.link(Address.actionImport))]))"))
            """
        return office.page(
            visit, "Check the import", in: .actions, trail: .back(visit.frame.link(Address.actionImport)),
            main)
    }

    @Sendable func confirm(_ visit: Visit) async throws -> WebResponse {
        let id = visit.fields.text("upload")
        guard
            let file = try await office.sessions.upload(id, purpose: "action plan", personID: visit.actor.id)
        else {
            return page(
                visit, [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
        }
        let profile = try await office.profile()
        let reading = ActionPlanFile(bytes: file.bytes, vocabulary: profile.vocabulary, today: visit.today)
        guard !(try reading.check()).log.hasProblems else {
            throw Refusal.badRequest("the kept file has problems")
        }
        _ = try await office.plan(profile).importActions(
            reading.actions, source: file.fileName, visit.change())
        return .redirect(visit.frame.link(Address.actions) + "?done=imported")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = [], _ log: ImportLog? = nil) -> WebResponse {
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "Action plan file", hint: UploadCheck.hint, accept: ".csv,text/csv", problems))
            \(Button("Check the file"))
            """
        return office.page(
            visit, "Import an action plan", in: .actions, trail: .back(visit.frame.link(Address.actions)),
            problems: problems,
            """
            \(PageHeading("Import an action plan"))
            <p>Columns: \(ActionCells.headers.joined(separator: ", ")). Dates may be written as councils write them: \
            “Before July 2027”, “2027/28”, “Ongoing”.</p>
            \(office.form(visit, Address.actionImport, isMultipart: true, content))
            \(log.map { UploadCheck.notes($0.notes) + UploadCheck.problems($0) })
            """)
    }
}
