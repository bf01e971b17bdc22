// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// The plan coming back in a file: compared with the record first, settled, then taken whole or not at all.
struct ActionImportPage {
    let office: Office
    static let purpose = "action plan"

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { start(visit) }

    /// Reads an upload and keeps it for a day; nothing of the plan is changed.
    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        let file: UploadedFile
        switch PlanUpload.file(visit) {
        case .success(let found): file = found
        case .failure(let problem): return start(visit, [problem.problem])
        }
        do {
            let rows = try await read(file.bytes)
            guard !rows.rows.isEmpty else {
                return start(
                    visit,
                    [Problem(at: UploadCheck.field, "The selected file must have rows below its headers")])
            }
            let id = try await office.sessions.keepUpload(
                file.bytes, fileName: file.fileName, purpose: Self.purpose, personID: visit.actor.id,
                at: visit.now)
            return try await preview(visit, id, file.fileName, rows)
        } catch let refusal as FileRefusal {
            return start(visit, [PlanUpload.problem(refusal)])
        }
    }

    /// Remembers what people say that headers mean, and reads the kept file again.
    @Sendable func map(_ visit: Visit) async throws -> WebResponse {
        guard let (id, file) = try await kept(visit) else { return gone(visit) }
        let known = PlanFields.headers + (try await office.profile()).planColumns + PlanRules.asides
        let headers = visit.fields.values("header")
        var mappings: [String: String] = [:]
        for (place, header) in headers.prefix(200).enumerated() {
            let meaning = visit.fields.text("column-\(place)")
            if meaning == "-" { mappings[header] = "" }
            if known.contains(meaning) { mappings[header] = meaning }
        }
        try await office.plan(try await office.profile()).remember(mappings, visit.change())
        return try await preview(visit, id, file.fileName, try await read(file.bytes))
    }

    /// Takes the kept file with what was settled about its conflicts.
    @Sendable func confirm(_ visit: Visit) async throws -> WebResponse {
        guard let (id, file) = try await kept(visit) else { return gone(visit) }
        let rows: PlanRows
        do {
            rows = try await read(file.bytes)
        } catch is FileRefusal {
            throw Refusal.badRequest("the kept file cannot be read")
        }
        let profile = try await office.profile()
        let plan = office.plan(profile)
        let result = try await plan.compare(rows.rows, own: profile.planColumns, within: visit.scope)
        let view = ImportPreview(result: result, rows: rows, own: profile.planColumns)
        let seen = visit.fields.text("seen")
        let (choices, problems) = view.choices(visit.fields)
        if view.seen == seen, result.refused > 0 || !problems.isEmpty {
            return try await preview(visit, id, file.fileName, rows, problems: problems)
        }
        do {
            // What is done is what the page showed: the store looks once more, in the same transaction.
            let taken = try await plan.take(
                rows.rows, own: profile.planColumns, settled: choices, why: visit.fields.text("why"),
                source: file.fileName, within: visit.scope, expecting: { $0.digest == seen }, visit.change())
            return .redirect(visit.frame.link(Address.actions) + Self.counts(taken))
        } catch is PlanNotTaken {
            let banner = Banner(
                .important, "Changed meanwhile",
                "<p>The plan changed while you were looking. Nothing was taken, and what you chose is kept. Below is what the file would do now.</p>"
            )
            return try await preview(visit, id, file.fileName, rows, banner: banner)
        }
    }

    /// What was taken, for the address of the list.
    static func counts(_ result: PlanTakeResult) -> String {
        "?done=imported&added=\(result.added)&changed=\(result.changed + result.conflicts)&same=\(result.unchanged)"
    }

    /// What was taken, in words, with the way to the next file; `nil` where nothing was.
    static func taken(_ visit: Visit) -> Banner? {
        let query = visit.request.query
        guard query.text("done") == "imported", let added = Int(query.text("added")),
            let changed = Int(query.text("changed")), let same = Int(query.text("same"))
        else { return nil }
        func words(_ count: Int) -> String { count == 1 ? "1 action" : "\(count) actions" }
        let next: HTML =
            visit.reach(.importActions) == .wholeBody
            ? "<p><a href=\"\(visit.frame.link(Address.actionImport))\">Take another file</a></p>" : HTML()
        return Banner(
            .success, "\(words(added)) added, \(words(changed)) changed, \(words(same)) left as they were.",
            next)
    }

    private func read(_ bytes: [UInt8]) async throws -> PlanRows {
        let profile = try await office.profile()
        let mapping = try await office.plan(profile).headerMappings()
        return try PlanSheet.rows(bytes, own: profile.planColumns, mapping: mapping)
    }

    private func kept(_ visit: Visit) async throws -> (id: String, file: (fileName: String, bytes: [UInt8]))?
    {
        let id = visit.fields.text("upload")
        let file = try await office.sessions.upload(id, purpose: Self.purpose, personID: visit.actor.id)
        return file.map { (id, $0) }
    }

    private func gone(_ visit: Visit) -> WebResponse {
        start(visit, [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
    }

    private func preview(
        _ visit: Visit, _ id: String, _ name: String, _ rows: PlanRows, problems: [Problem] = [],
        banner: Banner? = nil
    ) async throws -> WebResponse {
        let profile = try await office.profile()
        let result = try await office.plan(profile).compare(
            rows.rows, own: profile.planColumns, within: visit.scope)
        let view = ImportPreview(result: result, rows: rows, own: profile.planColumns)
        var found = problems
        if result.refused > 0 {
            let count =
                result.refused == 1 ? "1 row that has a problem" : "\(result.refused) rows that have problems"
            found.append(
                Problem(at: "refused", "The file has \(count), listed below. Mend it and send it again"))
        }
        let typed = visit.fields
        let columns: HTML =
            view.columnForm.map { form in
                office.form(
                    visit, Address.actionImport + "/columns", key: Identifier.next(),
                    "\(HiddenInput("upload", id))\(form)\(Button("Read again with these columns", .secondary))"
                ).html
            } ?? HTML()
        let canTake = result.refused == 0 && result.added + result.changed + result.conflicts > 0
        let act: HTML =
            canTake
            ? office.form(
                visit, Address.actionImport + "/confirm", key: Identifier.next(),
                """
                \(HiddenInput("upload", id))\(HiddenInput("seen", view.seen))\(view.conflictFields(typed, found))\(view.whyField(typed, found))
                \(ButtonGroup([Button("Take these changes")], links: [NavigationLink("Cancel", visit.frame.link(Address.actionImport))]))
                """
            ).html
            : "<p><a href=\"\(visit.frame.link(Address.actionImport))\">Select another file</a></p>"
        return office.page(
            visit, "Check the import", in: .actions, trail: .back(visit.frame.link(Address.actionImport)),
            banner: banner, problems: found, status: banner == nil ? nil : 409,
            """
            \(PageHeading("Check the import", caption: name))
            \(UploadCheck.notes(view.notes))
            \(view.summary)\(columns)\(view.tables)\(act)
            """)
    }

    private func start(_ visit: Visit, _ problems: [Problem] = []) -> WebResponse {
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "Action plan file", hint: PlanUpload.hint, accept: ".csv,.xlsx,.ods,.html", problems))
            \(Button("Check the file"))
            """
        let export = visit.frame.link(Address.actionExport)
        let pasting: HTML =
            visit.may(.editActions)
            ? "<p><a href=\"\(visit.frame.link(Address.paste))\">Paste a table instead</a>, from Word or the page of a PDF.</p>"
            : ""
        return office.page(
            visit, "Import an action plan", in: .actions, trail: .back(visit.frame.link(Address.actions)),
            problems: problems,
            """
            \(office.planNavigation(visit, .none))\(PageHeading("Import an action plan"))
            <p>Send the plan out as <a href="\(export)?format=xlsx">XLSX</a>, <a href="\(export)?format=ods">ODS</a> or \
            <a href="\(export)?format=csv&amp;round-trip=yes">CSV to be taken back</a>, and take it back here changed. \
            Hidden columns say which row is which action; a row without them is a new action. What a service writes under “\(PlanRules.happened)” is kept as its report.</p>
            <p>Columns: \(ActionCells.headers.joined(separator: ", ")). Dates may be written as councils write them: \
            “Before July 2027”, “2027/28”, “Ongoing”.</p>
            \(office.form(visit, Address.actionImport, isMultipart: true, content))
            \(pasting)
            <p><a href="\(visit.frame.link(Address.importHeaders))">See the headers that are remembered</a></p>
            """)
    }
}

/// The file of an upload form of a plan, or the one message for what is wrong with it.
enum PlanUpload {
    static let hint = "A CSV, XLSX or ODS file of up to 16 MB and 50,000 rows, with a row of headers"

    /// A problem as an error, so that a result can carry it.
    struct Refused: Error {
        let problem: Problem
    }

    static func file(_ visit: Visit) -> Result<UploadedFile, Refused> {
        func refused(_ text: String) -> Result<UploadedFile, Refused> {
            .failure(Refused(problem: Problem(at: UploadCheck.field, text)))
        }
        guard let file = visit.files.first(where: { $0.field == UploadCheck.field }),
            !file.fileName.isEmpty || !file.bytes.isEmpty
        else { return refused("Select a CSV, XLSX or ODS file") }
        return file.bytes.isEmpty ? refused("The selected file must not be empty") : .success(file)
    }

    static func problem(_ refusal: FileRefusal) -> Problem {
        let words = refusal.message
        return Problem(at: UploadCheck.field, words.hasSuffix(".") ? String(words.dropLast()) : words)
    }
}
