// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Published assessments: each edition byte for byte, with what the public register is searched by.
public struct PublishedAssessmentStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// Stores a new edition with its files, and the act on the assessment, in one transaction; returns its number.
    public func publish(
        _ edition: PublishedAssessment, of id: String, version: Int, sequence: Int, state: AssessmentState,
        artefacts: @escaping @Sendable (_ edition: Int, _ digest: String, _ address: String) -> [Artefact],
        within scope: Scope, _ change: Change
    ) async throws -> (edition: Int, address: String) {
        try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            guard row.sequence == sequence else { throw AssessmentMoved() }
            guard
                let shown = try recorder.connection.row(
                    "SELECT digest FROM assessment_version WHERE assessmentID = \(id) AND number = \(version)"
                )
            else { throw AssessmentMoved() }
            let last = try recorder.connection.row(
                "SELECT MAX(edition) FROM published_assessment WHERE assessmentID = \(id)")
            let number = (last?.int(0) ?? 0) + 1
            try recorder.connection.execute(
                "UPDATE published_assessment SET isNewest = 0 WHERE assessmentID = \(id)")
            let digest = edition.isRedacted ? "" : shown.text(0)
            let address = try recorder.address(for: id, wanted: edition.address)
            var edition = edition
            edition.address = address
            try recorder.insert(edition, id, number, version, digest)
            for artefact in artefacts(number, digest, address) {
                try recorder.connection.execute(
                    """
                    INSERT INTO published_assessment_file (assessmentID, edition, format, bytes, size, digest)
                    VALUES (\(id), \(number), \(artefact.format.rawValue), \(SQLValue.blob(artefact.bytes)),
                        \(artefact.bytes.count), \(Token.digest(artefact.bytes)))
                    """)
            }
            var details = ["edition": String(number), "reason": edition.reason, "version": String(version)]
            if !edition.withheld.isEmpty { details["withheld"] = edition.withheld.joined(separator: "\n") }
            try recorder.record(
                .published, AssessmentEffect(state: state, freezes: version == row.version, details: details),
                on: row)
            return (number, address)
        }
    }

    /// Takes an edition back: its address stays and says why.
    public func withdraw(
        _ id: String, edition: Int, reason: String, within scope: Scope, _ change: Change
    ) async throws {
        try await database.record(change) { recorder in
            let row = try recorder.assessmentRow(id, within: scope)
            let taken = try recorder.connection.execute(
                """
                UPDATE published_assessment SET withdrawnAt = \(change.at), withdrawnReason = \(reason),
                    searchText = lower(reference)
                WHERE assessmentID = \(id) AND edition = \(edition) AND withdrawnAt IS NULL
                """)
            guard taken == 1 else { throw NothingToWithdraw() }
            let details = ["edition": String(edition), "reason": reason]
            try recorder.record(.unpublished, AssessmentEffect(state: row.state, details: details), on: row)
        }
    }

    /// A page of the public register, newest first, and how many fit: the newest edition of each assessment.
    public func page(_ question: PublishedAssessmentQuestion) async throws -> (
        editions: [PublishedAssessment], total: Int
    ) {
        var all: [SQL] = ["isNewest = 1"]
        all += SearchText.conditions(question.text)
        if !question.characteristic.isEmpty {
            all.append("\(SQL.position)(characteristics, \(",\(question.characteristic),")) > 0")
        }
        if !question.directorate.isEmpty {
            all.append("directorateKey = \(foldedForSearch(question.directorate))")
        }
        if !question.place.isEmpty {
            // What concerns the whole area concerns each place in it.
            let names = [question.place, PlaceNames.wholeArea].map { ";\(foldedForSearch($0));" }
            all.append("(\(SQL.any(names.map { "\(SQL.position)(places, \($0)) > 0" })))")
        }
        if !question.outcome.isEmpty { all.append("outcome = \(question.outcome)") }
        if let year = question.year { all.append("year = \(year)") }
        let conditions = SQL.all(all)
        return try await database.read { connection in
            let total =
                try connection.row("SELECT COUNT(*) FROM published_assessment WHERE \(conditions)")?.int(0)
                ?? 0
            let rows = try connection.rows(
                """
                SELECT \(Self.columns) FROM published_assessment WHERE \(conditions)
                ORDER BY publishedAt DESC, assessmentID LIMIT \(question.limit) OFFSET \(question.offset)
                """)
            let editions = try rows.map { row in
                var edition = Self.edition(row)
                edition.revision = try Self.revision(of: row.text(0), connection)
                return edition
            }
            return (editions, total)
        }
    }

    /// The directorates and years that occur, for filters.
    public func vocabulary() async throws -> (directorates: [String], years: [Int]) {
        try await database.read { connection in
            let names = try connection.rows(
                "SELECT DISTINCT directorate FROM published_assessment WHERE isNewest = 1 ORDER BY directorate"
            )
            let years = try connection.rows(
                "SELECT DISTINCT year FROM published_assessment WHERE isNewest = 1 ORDER BY year DESC")
            return (names.map { $0.text(0) }.filter { !$0.isEmpty }, years.map { $0.int(0) })
        }
    }

    /// The public address of an assessment; `nil` where it was never published here.
    public func address(of id: String) async throws -> String? {
        try await database.rows(
            "SELECT address FROM published_assessment WHERE assessmentID = \(id) AND address <> '' LIMIT 1"
        ).first?.text(0)
    }

    /// All editions at an address, newest first; none where nothing was published there.
    public func editions(at address: String) async throws -> [PublishedAssessment] {
        try await database.read { connection in
            var files: [Int: [ArtefactSummary]] = [:]
            for row in try connection.rows(
                """
                SELECT f.edition, f.format, f.size, f.digest FROM published_assessment_file f
                JOIN published_assessment p ON p.assessmentID = f.assessmentID AND p.edition = f.edition
                WHERE p.address = \(address) ORDER BY f.format
                """)
            {
                guard let format = ArtefactFormat(rawValue: row.text(1)) else { continue }
                files[row.int(0), default: []].append(
                    ArtefactSummary(format: format, size: row.int(2), digest: row.text(3)))
            }
            let rows = try connection.rows(
                """
                SELECT \(Self.columns) FROM published_assessment WHERE address = \(address)
                ORDER BY edition DESC
                """)
            let revision = try rows.first.map { try Self.revision(of: $0.text(0), connection) } ?? ""
            return rows.map { row in
                var edition = Self.edition(row)
                edition.revision = revision
                edition.artefacts = files[edition.edition] ?? []
                return edition
            }
        }
    }

    /// Why sign-off was reopened, where no signature has closed it since.
    private static func revision(of id: String, _ connection: any Connection) throws -> String {
        let row = try connection.row(
            """
            SELECT details FROM assessment_act WHERE assessmentID = \(id) AND act = 'signOffReopened'
                AND sequence > (SELECT COALESCE(MAX(sequence), 0) FROM assessment_act
                    WHERE assessmentID = \(id) AND act IN ('signed', 'screeningAuthorised'))
            ORDER BY sequence DESC LIMIT 1
            """)
        guard let row else { return "" }
        let details = AssessmentRow.details(row.text(0))
        return details["cause"] ?? details["reason"] ?? "a change"
    }

    /// The stored bytes.
    public func artefact(at address: String, edition: Int, _ format: ArtefactFormat) async throws -> Artefact?
    {
        try await database.rows(
            """
            SELECT f.bytes FROM published_assessment_file f
            JOIN published_assessment p ON p.assessmentID = f.assessmentID AND p.edition = f.edition
            WHERE p.address = \(address) AND p.edition = \(edition) AND f.format = \(format.rawValue)
            """
        ).first.map { Artefact(format: format, bytes: $0.bytes(0)) }
    }

    private static let columns: SQL =
        """
        assessmentID, edition, address, reference, version, digest, title, summary, outcome, directorate,
        characteristics, places, year, publishedAt, publishedBy, reason, exemption, exemptUntil, withdrawnAt,
        withdrawnReason
        """

    private static func edition(_ row: Row) -> PublishedAssessment {
        var edition = PublishedAssessment(address: row.text(2), reference: row.text(3), title: row.text(6))
        edition.edition = row.int(1)
        edition.version = row.int(4)
        edition.digest = row.text(5)
        edition.summary = row.text(7)
        edition.outcome = row.text(8)
        edition.directorate = row.text(9)
        edition.characteristics = row.text(10).split(separator: ",").map(String.init)
        edition.places = row.text(11).split(separator: ";").map { PlaceNames.written(String($0)) }
        edition.year = row.int(12)
        edition.publishedAt = row.instant(13)
        edition.publishedBy = row.text(14)
        edition.reason = row.text(15)
        edition.exemption = row.text(16)
        edition.exemptUntil = row.day(17)
        edition.withdrawal =
            row.isNull(18)
            ? nil : Publication.Withdrawal(on: row.instant(18), reason: row.text(19), by: row.text(14))
        return edition
    }
}

extension Recorder {
    /// The address of an assessment: the one it has, or the wanted one with a number where another assessment has it.
    fileprivate func address(for id: String, wanted: String) throws -> String {
        let own = try connection.row(
            "SELECT address FROM published_assessment WHERE assessmentID = \(id) AND address <> '' LIMIT 1")
        if let own { return own.text(0) }
        var (address, number) = (wanted, 1)
        while try connection.row(
            "SELECT edition FROM published_assessment WHERE address = \(address) LIMIT 1") != nil
        {
            number += 1
            address = "\(wanted)-\(number)"
        }
        return address
    }

    fileprivate func insert(
        _ edition: PublishedAssessment, _ id: String, _ number: Int, _ version: Int, _ digest: String
    ) throws {
        let codes =
            edition.characteristics.isEmpty ? "" : ",\(edition.characteristics.joined(separator: ",")),"
        let places =
            edition.places.isEmpty ? "" : ";\(edition.places.map(foldedForSearch).joined(separator: ";"));"
        let words = [edition.reference, edition.title, edition.summary, edition.directorate, places]
        let values: [(String, any SQLBindable)] = [
            ("assessmentID", id), ("edition", number), ("address", edition.address),
            ("reference", edition.reference), ("version", version), ("digest", digest),
            ("title", edition.title), ("summary", edition.summary), ("outcome", edition.outcome),
            ("directorate", edition.directorate), ("directorateKey", foldedForSearch(edition.directorate)),
            ("characteristics", codes), ("places", places), ("year", change.at.utcDay.year),
            ("publishedAt", change.at), ("publishedBy", change.actor.post), ("reason", edition.reason),
            ("exemption", edition.exemption), ("exemptUntil", edition.exemptUntil), ("withdrawnReason", ""),
            ("isNewest", 1), ("searchText", foldedForSearch(words.joined(separator: " "))),
        ]
        try connection.insert(
            into: "published_assessment", columns: values.map(\.0), rows: [values.map { $0.1.sqlValue }])
    }
}
