// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The questionnaires of a body; what people answered is in `ReplyStore`.
public struct QuestionnaireStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    private static let columns: SQL =
        """
        id, version, slug, title, why, content, chosen, firstDay, lastDay, dataSetID, contact, privacy, isListed,
        standing, takenAs
        """
    private static let names = [
        "version", "slug", "title", "why", "setID", "setVersion", "content", "chosen", "firstDay", "lastDay",
        "dataSetID", "contact", "privacy", "isListed", "standing", "takenAs",
    ]

    /// All of them, the one that ends last first.
    public func questionnaires() async throws -> [Questionnaire] {
        try await database.rows(
            "SELECT \(Self.columns) FROM questionnaire ORDER BY lastDay DESC, firstDay DESC, slug"
        ).map(Self.questionnaire)
    }

    /// One of them; `nil` where there is none.
    public func questionnaire(_ id: String) async throws -> Questionnaire? {
        try await database.read { try Self.questionnaire(id, $0) }
    }

    /// The one of an address; `nil` where there is none.
    public func questionnaire(at slug: String) async throws -> Questionnaire? {
        try await database.rows("SELECT \(Self.columns) FROM questionnaire WHERE slug = \(slug)").first
            .map(Self.questionnaire)
    }

    static func questionnaire(_ id: String, _ connection: any Connection) throws -> Questionnaire? {
        try connection.row("SELECT \(columns) FROM questionnaire WHERE id = \(id)").map(questionnaire)
    }

    /// Adds a draft, with a new data set where one is given, and returns its id. Throws `QuestionnaireAddressTaken` and
    /// `DataSetNameTaken`.
    public func add(
        _ questionnaire: Questionnaire, makingDataSet dataSet: DataSet? = nil, _ change: Change
    ) async throws -> String {
        try await database.record(change) { recorder in
            var kept = questionnaire
            kept.id = kept.id.isEmpty ? Identifier.next() : kept.id
            kept.version = 1
            try Self.refuseAddress(kept.slug, kept.id, recorder.connection)
            if let dataSet { kept.dataSetID = try MonitoringStore.add(dataSet, recorder) }
            try recorder.connection.insert(
                into: "questionnaire", columns: ["id"] + Self.names + ["recordedAt", "updatedAt"],
                rows: [
                    [kept.id.sqlValue] + (try Self.values(kept)) + [change.at.sqlValue, change.at.sqlValue]
                ])
            try recorder.log(
                LogEvent("added", "questionnaire", kept.id, version: 1, details: Self.details(kept)))
            return kept.id
        }
    }

    /// Saves what is said of one. Its questions, its first day, its address and its data set change in a draft only.
    /// Throws `EditConflict`, `QuestionnaireAddressTaken`, and `DataSetNameTaken` where a data set is made with it.
    public func save(
        _ questionnaire: Questionnaire, makingDataSet dataSet: DataSet? = nil, _ change: Change
    ) async throws {
        try await act(questionnaire, change, verb: "changed") { saved, old, recorder in
            saved.standing = old.standing
            saved.takenAs = old.takenAs
            guard old.standing != .draft else {
                if let dataSet { saved.dataSetID = try MonitoringStore.add(dataSet, recorder) }
                return
            }
            saved.slug = old.slug
            saved.set = old.set
            saved.chosen = old.chosen
            saved.dataSetID = old.dataSetID
            if let period = DataPeriod(old.period.first, saved.period.last) { saved.period = period }
        }
    }

    /// Opens a draft, or one that was closed early. Throws `EditConflict` where it changed since it was looked at.
    public func open(_ questionnaire: Questionnaire, _ change: Change) async throws {
        try await act(questionnaire, change, verb: "opened") { saved, old, _ in
            saved = old
            if old.standing != .taken { saved.standing = .open }
        }
    }

    /// Closes one before its last day.
    public func close(_ questionnaire: Questionnaire, _ change: Change) async throws {
        try await act(questionnaire, change, verb: "closed") { saved, old, _ in
            saved = old
            if old.standing == .open { saved.standing = .closed }
        }
    }

    /// Notes that the replies are in the data set, and deletes them here with everything that was written. Throws
    /// `EditConflict` where there are not as many as were taken: then the version lacks one.
    public func finish(_ id: String, takenAs number: Int, replies count: Int, _ change: Change) async throws {
        try await database.record(change) { recorder in
            guard var taken = try Self.questionnaire(id, recorder.connection) else {
                throw DatabaseFailure.broken("the questionnaire whose replies were taken is gone")
            }
            // Deleted here means overwritten, not only forgotten.
            if recorder.connection.dialect == .sqlite {
                try recorder.connection.define("PRAGMA secure_delete = ON")
            }
            let replies = try recorder.connection.execute(
                "DELETE FROM questionnaire_reply WHERE questionnaireID = \(id)")
            guard replies == count else { throw EditConflict(current: taken.version) }
            try recorder.connection.execute("DELETE FROM questionnaire_words WHERE questionnaireID = \(id)")
            taken.version += 1
            taken.standing = .taken
            taken.takenAs = number
            try Self.overwrite(taken, recorder)
            try recorder.log(
                LogEvent(
                    "taken in", "questionnaire", id, version: taken.version,
                    details: "\(replies) replies are version \(number) of the data set and were deleted here")
            )
        }
    }

    private func act(
        _ questionnaire: Questionnaire, _ change: Change, verb: String,
        _ body:
            @escaping @Sendable (_ saved: inout Questionnaire, _ old: Questionnaire, Recorder) throws -> Void
    ) async throws {
        try await database.record(change) { recorder in
            guard let old = try Self.questionnaire(questionnaire.id, recorder.connection),
                old.version == questionnaire.version
            else {
                let newest = try Self.questionnaire(questionnaire.id, recorder.connection)?.version
                throw EditConflict(current: newest ?? 0)
            }
            var saved = questionnaire
            try body(&saved, old, recorder)
            saved.id = old.id
            saved.version = old.version + 1
            try Self.refuseAddress(saved.slug, saved.id, recorder.connection)
            try Self.overwrite(saved, recorder)
            try recorder.log(
                LogEvent(
                    verb, "questionnaire", saved.id, version: saved.version, details: Self.details(saved)))
        }
    }

    private static func overwrite(_ questionnaire: Questionnaire, _ recorder: Recorder) throws {
        try recorder.overwrite(
            "questionnaire", columns: names + ["updatedAt"],
            values: try values(questionnaire) + [recorder.change.at.sqlValue], id: questionnaire.id)
    }

    private static func details(_ questionnaire: Questionnaire) -> String {
        "\(questionnaire.title): \(questionnaire.period), \(questionnaire.set.id) version "
            + questionnaire.set.version
    }

    private static func refuseAddress(_ slug: String, _ id: String, _ connection: any Connection) throws {
        let taken = try connection.row("SELECT id FROM questionnaire WHERE slug = \(slug)")
        if let taken, taken.text(0) != id { throw QuestionnaireAddressTaken() }
    }

    private static func values(_ one: Questionnaire) throws -> [SQLValue] {
        [
            one.version.sqlValue, one.slug.sqlValue, one.title.sqlValue, one.why.sqlValue,
            one.set.id.sqlValue, one.set.version.sqlValue, try StoredJSON.text(one.set).sqlValue,
            try StoredJSON.text(one.chosen).sqlValue, one.period.first.sqlValue, one.period.last.sqlValue,
            one.dataSetID.sqlValue, one.contact.sqlValue, one.privacy.sqlValue, one.isListed.sqlValue,
            one.standing.rawValue.sqlValue, one.takenAs.sqlValue,
        ]
    }

    private static func questionnaire(_ row: Row) throws -> Questionnaire {
        let first = row.day(7) ?? CalendarDay(1970, 1, 1)
        guard let period = DataPeriod(first, row.day(8) ?? first),
            let standing = Questionnaire.Standing(rawValue: row.text(13))
        else { throw DatabaseFailure.broken("a questionnaire ends before it begins") }
        return Questionnaire(
            id: row.text(0), version: row.int(1), slug: row.text(2), title: row.text(3), why: row.text(4),
            set: try StoredJSON.value(QuestionSet.self, row.text(5)),
            chosen: try StoredJSON.value([String].self, row.text(6)), period: period,
            dataSetID: row.text(9), contact: row.text(10), privacy: row.text(11), isListed: row.bool(12),
            standing: standing, takenAs: row.optionalInt(14))
    }
}

/// Another questionnaire has that address.
public struct QuestionnaireAddressTaken: Error, Hashable, Sendable {}
