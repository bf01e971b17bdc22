// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// A delivery of records in steps: the file and its days; what the columns mean; what was found; taken.
struct DataImportPage {
    let office: Office
    private static let purpose = "monitoring"

    /// A delivery as the steps carry it along.
    private struct Kept {
        let id, fileName: String
        let bytes: [UInt8]
        let period: DataPeriod
        let supersedes: Int?
        let note: String

        var hidden: HTML {
            """
            \(HiddenInput("upload", id))\(HiddenInput("period", "\(period.first.iso) to \(period.last.iso)"))\
            \(HiddenInput("supersedes", supersedes.map(String.init) ?? ""))\(HiddenInput("note", note))
            """
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await start(visit, try await office.dataSet(visit))
    }

    /// Takes the file and its days, and guesses what the columns mean.
    @Sendable func receive(_ visit: Visit) async throws -> WebResponse {
        let dataSet = try await office.dataSet(visit)
        var problems: [Problem] = []
        var file: UploadedFile?
        switch PlanUpload.file(visit) {
        case .success(let found): file = found
        case .failure(let refused): problems.append(refused.problem)
        }
        let period = DataPeriod(written: visit.fields.text("period"))
        if period == nil {
            problems.append(
                Problem(
                    at: "period",
                    "Enter the days of the records, such as 2025/26, 2025 or 31 March 2026 as 2026-03-31"))
        }
        if visit.fields.text("note").count > 1_000 {
            problems.append(Problem(at: "note", "The note must be 1,000 characters or fewer"))
        }
        guard problems.isEmpty, let file, let period else { return try await start(visit, dataSet, problems) }
        let supersedes = Int(visit.fields.text("supersedes"))
        if let refusal = try await office.monitoring.refusal(
            of: SourceDigest.of(file.bytes), period: period, dataSet: dataSet.id, supersedes: supersedes)
        {
            return try await start(visit, dataSet, [Self.problem(refusal)])
        }
        do {
            guard let head = try RecordsFile(bytes: file.bytes).head() else {
                return try await start(
                    visit, dataSet,
                    [Problem(at: UploadCheck.field, "The selected file must have a row of headers")])
            }
            let id = try await office.sessions.keepUpload(
                file.bytes, fileName: file.fileName, purpose: Self.purpose, personID: visit.actor.id,
                at: visit.now)
            let kept = Kept(
                id: id, fileName: file.fileName, bytes: file.bytes, period: period, supersedes: supersedes,
                note: visit.fields.text("note"))
            guard period.first <= visit.today else {
                return try await start(
                    visit, dataSet, [Problem(at: "period", "Days of the records must not lie in the future")])
            }
            let (mapping, isKnown) = try await mapping(for: head, dataSet)
            return columns(visit, dataSet, kept, head, mapping, isKnown: isKnown)
        } catch let refusal as FileRefusal {
            return try await start(visit, dataSet, [PlanUpload.problem(refusal)])
        }
    }

    private static func problem(_ refusal: VersionRefusal) -> Problem {
        switch refusal {
        case .sameFile: Problem(at: UploadCheck.field, "Select another file, or say what it replaces. \(refusal.description)")
        case .samePeriod, .otherPeriod, .notReplaceable, .stopped, .notAccepted:
            Problem(at: "supersedes", refusal.description)
        }
    }

    /// The mapping that was remembered for these headers, or else a guess.
    private func mapping(
        for head: RecordsFile.Head, _ dataSet: DataSet
    ) async throws -> (ColumnMapping, Bool) {
        let fingerprint = ColumnMapping.fingerprint(of: head.headers)
        let all = try await office.monitoring.mappings()
        let usual = try await office.monitoring.versions(of: dataSet.id).first?.mapping
        let known = all.filter { $0.fingerprint == fingerprint }
        if let found = known.first(where: { $0.name == usual }) ?? known.first { return (found, true) }
        let guess = office.taking.guess(dataSet.kind, area: dataSet.areaCode)
        return (guess.mapping(named: dataSet.title, headers: head.headers, rows: head.sample), false)
    }

    /// Reads the file by the mapping that was sent, and shows what was found; nothing is kept of it.
    @Sendable func check(_ visit: Visit) async throws -> WebResponse {
        let dataSet = try await office.dataSet(visit)
        guard let kept = try await kept(visit) else { return try await gone(visit, dataSet) }
        let file = try RecordsFile(bytes: kept.bytes)
        guard let head = try file.head() else { return try await gone(visit, dataSet) }
        let mapping = MappingForm(office.taking.schemes).mapping(visit.fields)
        guard !visit.fields.has("change") else {
            return columns(visit, dataSet, kept, head, mapping, isKnown: true)
        }
        do {
            let checked = try await office.taking.check(file, delivery(dataSet, kept, mapping))
            return found(visit, dataSet, kept, mapping, checked, file.notes)
        } catch let refusal as MappingRefusal {
            return columns(
                visit, dataSet, kept, head, mapping, isKnown: true,
                refusal.reasons.map { Problem(at: "column-0", $0) })
        } catch let refusal as VersionRefusal {
            return try await start(visit, dataSet, [Self.problem(refusal)])
        }
    }

    /// Takes the delivery as it was shown, or shows it again where something changed.
    @Sendable func take(_ visit: Visit) async throws -> WebResponse {
        let dataSet = try await office.dataSet(visit)
        guard let kept = try await kept(visit) else { return try await gone(visit, dataSet) }
        let file = try RecordsFile(bytes: kept.bytes)
        let mapping = MappingForm(office.taking.schemes).mapping(visit.fields)
        if visit.fields.has("change") {
            guard let head = try file.head() else { return try await gone(visit, dataSet) }
            return columns(visit, dataSet, kept, head, mapping, isKnown: true)
        }
        do {
            let checked = try await office.taking.check(file, delivery(dataSet, kept, mapping))
            let asks = checked.version.quality.asks
            let accepts = visit.fields.text("accept") == "yes"
            let isSeen = visit.fields.text("seen") == Self.seen(checked)
            guard checked.version.quality.canBeTaken, isSeen, accepts || asks.isEmpty else {
                let problems =
                    isSeen && checked.version.quality.canBeTaken
                    ? [Problem(at: "accept", "Select that you accept what was found, or change the columns")]
                    : []
                let banner =
                    isSeen
                    ? nil
                    : Banner(
                        .important, "Changed meanwhile",
                        "<p>What the file would do changed while you were looking. Nothing was taken.</p>")
                return found(visit, dataSet, kept, mapping, checked, file.notes, problems, banner)
            }
            _ = try await office.taking.take(
                checked, accepting: accepts, remembering: mapping, visit.change())
            // What was taken in has no further use, and is about people.
            try await office.sessions.dropUpload(visit.fields.text("upload"), personID: visit.actor.id)
            return .redirect(try await office.afterDelivery(visit, dataSet) + "?done=imported")
        } catch VersionRefusal.sameFile {
            // Sent twice: it is there.
            return .redirect(visit.frame.link(Address.dataSet(dataSet.id)))
        } catch let refusal as VersionRefusal {
            return try await start(visit, dataSet, [Self.problem(refusal)])
        } catch is MappingRefusal { throw Refusal.badRequest("the mapping does not fit the kept file") }
    }

    /// What the page showed: what was read, and everything found in it.
    private static func seen(_ checked: MonitoringTaking.Checked) -> String {
        let version = checked.version
        let words = version.quality.findings.map(\.description).joined(separator: "\n")
        return SourceDigest.of(Array("\(version.contentMark) \(version.records)\n\(words)".utf8))
    }

    private func delivery(
        _ dataSet: DataSet, _ kept: Kept, _ mapping: ColumnMapping
    ) -> MonitoringTaking.Delivery {
        .init(
            dataSet: dataSet, period: kept.period, mapping: mapping, sourceName: kept.fileName,
            sourceDigest: SourceDigest.of(kept.bytes), note: kept.note, supersedes: kept.supersedes)
    }

    private func kept(_ visit: Visit) async throws -> Kept? {
        let id = visit.fields.text("upload")
        guard let period = DataPeriod(written: visit.fields.text("period")),
            let file = try await office.sessions.upload(id, purpose: Self.purpose, personID: visit.actor.id)
        else { return nil }
        return Kept(
            id: id, fileName: file.fileName, bytes: file.bytes, period: period,
            supersedes: Int(visit.fields.text("supersedes")), note: visit.fields.text("note"))
    }

    private func gone(_ visit: Visit, _ dataSet: DataSet) async throws -> WebResponse {
        try await start(
            visit, dataSet,
            [Problem(at: UploadCheck.field, "Select the file again: it was kept for a day only")])
    }

    private func start(_ visit: Visit, _ dataSet: DataSet, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let current = try await office.monitoring.versions(of: dataSet.id).current
        let chosen = visit.fields.text("supersedes")
        let replaces: HTML =
            current.isEmpty
            ? HTML()
            : Select(
                "supersedes", label: "Version that it replaces (optional)",
                hint: "The replaced version stays readable",
                [Choice("", "None: it stands beside the others")]
                    + current.map {
                        Choice(
                            String($0.number), "Version \($0.number) of \($0.period)",
                            isChosen: chosen == String($0.number))
                    }, problems
            ).html
        let content: HTML = """
            \(FileUpload(UploadCheck.field, label: "File of records", hint: "A CSV, XLSX or ODS file of up to 32 MB. The command takes CSV of any length", accept: ".csv,.xlsx,.ods", problems))
            \(TextInput("period", label: "Days of the records", hint: "For example 2025/26, 2025, or 2026-03-31 for a single day. Ages are reckoned on the last day", value: visit.fields.raw("period"), width: .half, problems))
            \(replaces)
            \(TextInput("note", label: "Note (optional)", hint: "What whoever reads the figures should know", value: visit.fields.raw("note"), problems))
            \(Button("Continue"))
            """
        return office.page(
            visit, "Take in a delivery", in: .community,
            trail: .back(visit.frame.link(Address.dataSet(dataSet.id))), problems: problems,
            """
            \(PageHeading("Take in a delivery", caption: dataSet.title))
            <p>Rows may be people, or counts of people. Days of birth become age bands and references are forgotten as the \
            file is read. Nothing is kept before you have seen what was found.</p>
            \(office.form(visit, Address.dataSet(dataSet.id, "/import"), isMultipart: true, content))
            """)
    }

    private func columns(
        _ visit: Visit, _ dataSet: DataSet, _ kept: Kept, _ head: RecordsFile.Head, _ mapping: ColumnMapping,
        isKnown: Bool, _ problems: [Problem] = []
    ) -> WebResponse {
        let form = MappingForm(office.taking.schemes)
        let words: HTML =
            isKnown
            ? "<p>These columns are known from before. Check that they mean the same in this file.</p>"
            : "<p>What each column is was guessed from its header and its first cells. Check every one.</p>"
        return office.page(
            visit, "What the columns mean", in: .community,
            trail: .back(visit.frame.link(Address.dataSet(dataSet.id, "/import"))), problems: problems,
            """
            \(PageHeading("What the columns mean", caption: kept.fileName))
            \(words)
            \(office.form(visit, Address.dataSet(dataSet.id, "/import/check"), key: Identifier.next(), """
            \(kept.hidden)\(TextInput("mapping", label: "Name of this mapping", hint: "Files with the same headers find it again", value: mapping.name, width: .half, problems))
            \(form.html(mapping, head, problems))
            \(Button("Continue"))
            """))
            """)
    }

    private func found(
        _ visit: Visit, _ dataSet: DataSet, _ kept: Kept, _ mapping: ColumnMapping,
        _ checked: MonitoringTaking.Checked, _ notes: [String], _ problems: [Problem] = [],
        _ banner: Banner? = nil
    ) -> WebResponse {
        let form = MappingForm(office.taking.schemes)
        let quality = checked.version.quality
        let meanings = form.meanings(mapping, quality)
        let again: HTML =
            meanings.isEmpty
            ? HTML()
            : """
            <h2 class="dr-heading-m">Say what these mean</h2>
            \(office.form(visit, Address.dataSet(dataSet.id, "/import/check"), key: Identifier.next(), "\(kept.hidden)\(form.hidden(mapping))\(meanings)\(Button("Read again with these meanings", .secondary))"))
            """
        let accept: HTML =
            quality.asks.isEmpty
            ? HTML()
            : Checkboxes(
                "accept", label: "What was found",
                [Choice("yes", "I accept it: those answers count as unknown, and those rows stay out")],
                problems
            ).html
        let act: HTML =
            quality.canBeTaken
            ? office.form(
                visit, Address.dataSet(dataSet.id, "/import/take"), key: Identifier.next(),
                """
                \(kept.hidden)\(form.hidden(mapping))\(HiddenInput("seen", Self.seen(checked)))\(accept)
                \(ButtonGroup([Button("Take in \(quality.people) people"), Button("Change the columns", .secondary, name: "change", value: "yes")], links: [NavigationLink("Cancel", visit.frame.link(Address.dataSet(dataSet.id)))]))
                """
            ).html
            : office.form(
                visit, Address.dataSet(dataSet.id, "/import/take"), key: Identifier.next(),
                """
                <p>The file cannot be taken as it is. Change what its columns mean, or mend it and send it again.</p>
                \(kept.hidden)\(form.hidden(mapping))
                \(ButtonGroup([Button("Change the columns", name: "change", value: "yes")], links: [NavigationLink("Select another file", visit.frame.link(Address.dataSet(dataSet.id, "/import")))]))
                """
            ).html
        return office.page(
            visit, "Check the delivery", in: .community,
            trail: .back(visit.frame.link(Address.dataSet(dataSet.id, "/import"))), banner: banner,
            problems: problems, status: banner == nil ? nil : 409,
            """
            \(PageHeading("Check the delivery", caption: "\(kept.fileName), \(kept.period)"))
            \(UploadCheck.notes(notes))\(QualityView(checked.version, of: dataSet).html)\(again)\(act)
            """)
    }
}
