// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// A published table in steps: the file; what was understood and what has to be said; a last look; taken.
struct TableImportPage {
    let office: Office
    private static let purpose = "published table"

    private struct Kept {
        let id, fileName: String
        let bytes: [UInt8]
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { start(visit) }

    /// Keeps the file for a day and shows what was understood; nothing is taken.
    @Sendable func receive(_ visit: Visit) async throws -> WebResponse {
        let file: UploadedFile
        switch PlanUpload.file(visit) {
        case .success(let found): file = found
        case .failure(let refused): return start(visit, [refused.problem])
        }
        let form = TableImportForm(visit.fields, statistics)
        do {
            let read = try read(file.bytes, file.fileName, form.wishes)
            let id = try await office.sessions.keepUpload(
                file.bytes, fileName: file.fileName, purpose: Self.purpose, personID: visit.actor.id,
                at: visit.now)
            return understood(visit, Kept(id: id, fileName: file.fileName, bytes: file.bytes), read, form, [])
        } catch let refusal as FileRefusal {
            return start(visit, [PlanUpload.problem(refusal)])
        }
    }

    /// Reads the kept file again with what was said, and takes it once that was looked at.
    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        guard let kept = try await kept(visit) else {
            return start(
                visit, [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
        }
        let form = TableImportForm(visit.fields, statistics)
        let read = try read(kept.bytes, kept.fileName, form.wishes)
        guard !CheckAnswers.wantsChange(visit.fields), !visit.fields.has("again") else {
            return understood(visit, kept, read, form, [])
        }
        let digest = SourceDigest.of(kept.bytes)
        let problems = form.draft.problems() + TableImportForm.problems(of: read)
        guard problems.isEmpty,
            let description = form.draft.description(
                of: read, digest: digest, areas: office.community.reference.areas)
        else { return understood(visit, kept, read, form, problems) }
        let offer = PublishedTableStore.Offer(
            description: description, fileName: kept.fileName, bytes: read.bytes(),
            areaCount: read.areas.count,
            total: read.total)
        do {
            let isConfirmed = CheckAnswers.isConfirmed(visit.fields)
            let change = isConfirmed ? visit.change() : Change(by: visit.actor, at: visit.now)
            let taken = try await office.publishedTables.take(offer, rehearsing: !isConfirmed, change)
            guard isConfirmed else {
                return lastLook(visit, kept, read, description, isReplacing: taken.supersedes != nil)
            }
            return .redirect(visit.frame.link(Address.tables) + "?done=taken")
        } catch let held as TableHeldAlready {
            let what = held.isSameFile ? "this file" : "a table with the same counts"
            return understood(
                visit, kept, read, form,
                [
                    Problem(
                        at: "table",
                        "Select another file: \(what) was taken in as \(held.first.description.id) on "
                            + "\(held.first.takenAt.day.written) (\(held.first.fileName))")
                ])
        } catch let held as NewerTableHeld {
            return understood(
                visit, kept, read, form,
                [
                    Problem(
                        at: "table",
                        "Enter another id: \(held.newer.description.id) of \(held.newer.description.day.written) is held, which is newer"
                    )
                ])
        }
    }

    private var statistics: PublishedStatistics { office.community.reference.profiles.statistics }

    private func read(_ bytes: [UInt8], _ name: String, _ wishes: StatisticsWishes) throws -> ReadStatistics {
        let reading = StatisticsReading(
            schemes: statistics.schemes, areas: office.community.reference.areas, held: statistics)
        return try reading.read(RowFile(bytes: bytes), named: name, wishes)
    }

    private func kept(_ visit: Visit) async throws -> Kept? {
        let id = visit.fields.text("upload")
        let file = try await office.sessions.upload(id, purpose: Self.purpose, personID: visit.actor.id)
        return file.map { Kept(id: id, fileName: $0.fileName, bytes: $0.bytes) }
    }

    /// The first page; below it what a file was read as that has to be mended.
    private func start(_ visit: Visit, _ problems: [Problem] = [], below: HTML = HTML()) -> WebResponse {
        let form = TableImportForm(visit.fields, statistics)
        let content: HTML = """
            \(FileUpload(
                UploadCheck.field, label: "File with the table",
                hint: "A CSV, TSV, XLSX or ODS file of up to 32 MB, as Nomis or ONS give it",
                accept: ".csv,.tsv,.txt,.xlsx,.ods", problems))
            \(TextInput(
                "table", label: "Id of the table (optional)",
                hint: "The publisher\u{2019}s, such as TS021. Needed where the file has several tables",
                value: form.draft.table, width: .twenty, problems))
            \(TextInput(
                "day", label: "Day of the counts (optional)",
                hint: "For example, 21 March 2021, or the year of a census. Usually the file says it",
                value: form.draft.day, width: .twenty, problems))
            \(ButtonGroup([Button("Read the file")], links: [NavigationLink("Cancel", visit.frame.link(Address.tables))]))
            """
        return office.page(
            visit, "Take in a published table", in: .community,
            trail: .back(visit.frame.link(Address.tables)),
            problems: problems,
            """
            \(PageHeading("Take in a published table"))
            <p>Counts of people by area that a national body published, such as a census table. Nothing is taken in before \
            you have seen what was understood.</p>
            <p>Do not take in records of your own service users or staff here: they are monitoring data.</p>
            \(office.form(visit, Address.newTable, isMultipart: true, content))
            \(below)
            """)
    }

    private func understood(
        _ visit: Visit, _ kept: Kept, _ read: ReadStatistics, _ form: TableImportForm, _ problems: [Problem]
    ) -> WebResponse {
        let title = "What was understood"
        let draft = form.draft.filled(from: read, held: statistics)
        let shown = TableImportForm(form: form, draft: draft)
        var found = problems.isEmpty ? TableImportForm.problems(of: read) : problems
        let isToMend = found.contains { $0.field == UploadCheck.field }
        if isToMend, found.count == 1 {
            return start(
                visit, found, below: ReadTableView(read: read, areas: office.community.reference.areas).html)
        }
        // What can be chosen here comes first; the table of problems says what has to be mended in the file.
        found.removeAll { $0.field == UploadCheck.field }
        let content: HTML = """
            \(HiddenInput("upload", kept.id))
            \(shown.choices(read, found))
            \(shown.facts(found))
            \(ButtonGroup(
                [Button("Continue"), Button("Read again", .secondary, name: "again", value: "yes")],
                links: [NavigationLink("Select another file", visit.frame.link(Address.newTable))]))
            """
        return office.page(
            visit, title, in: .community, trail: .back(visit.frame.link(Address.newTable)), problems: found,
            """
            \(PageHeading(title, caption: kept.fileName))
            \(ReadTableView(read: read, areas: office.community.reference.areas).html)
            \(office.form(visit, Address.newTable + "/check", key: Identifier.next(), content))
            """)
    }

    private func lastLook(
        _ visit: Visit, _ kept: Kept, _ read: ReadStatistics, _ description: PublishedTableDescription,
        isReplacing: Bool
    ) -> WebResponse {
        let title = "Check what is taken in"
        let form = CheckAnswers(
            path: Address.newTable + "/check", button: Button("Take this table in"),
            cancel: NavigationLink("Cancel", visit.frame.link(Address.tables)))
        let replacing: HTML =
            isReplacing
            ? InsetText(
                "<p>It takes the place of the table of the same id that is held. That one is kept.</p>"
            ).html
            : HTML()
        return office.page(
            visit, title, in: .community, trail: .back(visit.frame.link(Address.newTable)),
            """
            \(PageHeading(title, caption: kept.fileName))
            \(replacing)
            \(SummaryList([
                .init("Table", text: "\(description.id): \(description.title)"),
                .init("What it holds", text: "\(read.areas.count) areas, \(read.columns.count) categories, \(AnswerReader.grouped(read.total)) people in all"),
            ]))
            \(TableFacts(description).html)
            \(form.form(visit, of: office))
            """)
    }
}
