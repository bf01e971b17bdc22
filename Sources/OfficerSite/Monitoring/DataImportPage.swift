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
    struct Kept {
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
        case .sameFile:
            Problem(
                at: UploadCheck.field, "Select another file, or say what it replaces. \(refusal.description)")
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
        guard let kept = try await kept(visit) else {
            let source = visit.fields.text("source")
            let versions = try await office.monitoring.versions(of: dataSet.id)
            guard !source.isEmpty, versions.contains(where: { $0.isOf(file: source) }) else {
                return try await gone(visit, dataSet)
            }
            // Sent twice: it is there, and the file is gone.
            return .redirect(visit.frame.link(Address.dataSet(dataSet.id)))
        }
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
    static func seen(_ checked: MonitoringTaking.Checked) -> String {
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
}
