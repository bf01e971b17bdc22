// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Foundation

/// The data sets of a body with all their versions.
///
/// What it gives are raw counts of people: for those who may see them, and for disclosure control.
public struct MonitoringStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    private static let names = [
        "version", "title", "titleKey", "kind", "population", "youngest", "oldest", "purpose", "lawfulBasis",
        "condition", "retention", "retainUntil", "directorate", "directorateKey", "questionSet",
        "questionVersion", "areaCode", "isSynthetic",
    ]
    private static let columns: SQL =
        """
        id, version, title, titleKey, kind, population, youngest, oldest, purpose, lawfulBasis, condition, retention,
        retainUntil, directorate, directorateKey, questionSet, questionVersion, areaCode, isSynthetic
        """

    /// All data sets, by name.
    public func dataSets() async throws -> [DataSet] {
        try await database.rows("SELECT \(Self.columns) FROM data_set ORDER BY titleKey, id").map(
            Self.dataSet)
    }

    /// One data set; `nil` where there is none.
    public func dataSet(_ id: String) async throws -> DataSet? {
        try await database.rows("SELECT \(Self.columns) FROM data_set WHERE id = \(id)").first
            .map(Self.dataSet)
    }

    /// The data set of a name, in whatever letters; `nil` where there is none.
    public func dataSet(named name: String) async throws -> DataSet? {
        let key = foldedForSearch(name)
        return try await database.rows(
            "SELECT \(Self.columns) FROM data_set WHERE titleKey = \(key) OR id = \(name)"
        ).first.map(Self.dataSet)
    }

    /// Adds a data set and returns its id. Throws `DataSetNameTaken`.
    public func add(_ dataSet: DataSet, _ change: Change) async throws -> String {
        try await database.record(change) { try Self.add(dataSet, $0) }
    }

    /// The same within a change that does more.
    static func add(_ dataSet: DataSet, _ recorder: Recorder) throws -> String {
        let id = dataSet.id.isEmpty ? Identifier.next() : dataSet.id
        try refuseName(of: dataSet, id, recorder.connection)
        var kept = dataSet
        kept.version = 1
        let at = recorder.change.at.sqlValue
        try recorder.connection.insert(
            into: "data_set", columns: ["id"] + names + ["recordedAt", "updatedAt"],
            rows: [[id.sqlValue] + values(kept) + [at, at]])
        try recorder.log(LogEvent("added", "data set", id, version: 1, details: dataSet.title))
        return id
    }

    /// Saves what is said of a data set. Throws `EditConflict` where it was not read in its newest version, and
    /// `DataSetNameTaken`.
    public func save(_ dataSet: DataSet, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try Self.refuseName(of: dataSet, dataSet.id, recorder.connection)
            let newest =
                try recorder.connection.row("SELECT version FROM data_set WHERE id = \(dataSet.id)")?.int(0)
                ?? 0
            guard newest == dataSet.version else { throw EditConflict(current: newest) }
            var saved = dataSet
            saved.version += 1
            try recorder.overwrite(
                "data_set", columns: Self.names + ["updatedAt"],
                values: Self.values(saved) + [change.at.sqlValue], id: dataSet.id)
            try recorder.log(
                LogEvent("changed", "data set", dataSet.id, version: saved.version, details: saved.title))
        }
    }

    private static func refuseName(of dataSet: DataSet, _ id: String, _ connection: any Connection) throws {
        let taken = try connection.row("SELECT id FROM data_set WHERE titleKey = \(dataSet.key)")
        if let taken, taken.text(0) != id { throw DataSetNameTaken() }
    }

    private static func values(_ dataSet: DataSet) -> [SQLValue] {
        [
            dataSet.version.sqlValue, dataSet.title.sqlValue, dataSet.key.sqlValue,
            dataSet.kind.rawValue.sqlValue, dataSet.population.sqlValue, dataSet.ages.youngest.sqlValue,
            dataSet.ages.oldest.sqlValue, dataSet.purpose.sqlValue, dataSet.lawfulBasis.rawValue.sqlValue,
            dataSet.condition.rawValue.sqlValue, dataSet.retention.sqlValue, dataSet.retainUntil.sqlValue,
            dataSet.directorate.sqlValue, foldedForSearch(dataSet.directorate).sqlValue,
            dataSet.questionSet.sqlValue, dataSet.questionVersion.sqlValue, dataSet.areaCode.sqlValue,
            dataSet.isSynthetic.sqlValue,
        ]
    }

    static func dataSet(_ row: Row) -> DataSet {
        DataSet(
            id: row.text(0), version: row.int(1), title: row.text(2),
            kind: DataSetKind(rawValue: row.text(4)) ?? .serviceUsers, population: row.text(5),
            ages: AgeRange(row.int(6), to: row.optionalInt(7)) ?? .all, purpose: row.text(8),
            lawfulBasis: DataSet.LawfulBasis(rawValue: row.text(9)) ?? .publicTask,
            condition: DataSet.SpecialCondition(rawValue: row.text(10)) ?? .none, retention: row.text(11),
            retainUntil: row.day(12), directorate: row.text(13), questionSet: row.text(15),
            questionVersion: row.text(16), areaCode: row.text(17), isSynthetic: row.bool(18))
    }

    private static let versionColumns: SQL =
        """
        dataSetID, number, firstDay, lastDay, receivedAt, byPost, sourceName, sourceDigest, contentMark, records,
        mapping, note, supersedes, columns, quality, questionSet, questionVersion
        """

    /// The versions of a data set, the newest first.
    public func versions(of id: String) async throws -> [DataSetVersion] {
        try await database.read { try Self.versions(of: id, $0) }
    }

    /// The newest version of each data set that has one, by its id.
    public func latestVersions() async throws -> [String: DataSetVersion] {
        let rows = try await database.rows(
            "SELECT \(Self.versionColumns) FROM data_set_version ORDER BY dataSetID, number")
        var all: [String: [DataSetVersion]] = [:]
        for version in try rows.map(Self.version) { all[version.dataSetID, default: []].append(version) }
        return all.compactMapValues { $0.current.first }
    }

    static func versions(of id: String, _ connection: any Connection) throws -> [DataSetVersion] {
        try connection.rows(
            """
            SELECT \(versionColumns) FROM data_set_version
            WHERE dataSetID = \(id) ORDER BY number DESC
            """
        ).map(version)
    }

    private static func version(_ row: Row) throws -> DataSetVersion {
        let first = row.day(2) ?? CalendarDay(1970, 1, 1)
        guard let period = DataPeriod(first, row.day(3) ?? first) else {
            throw DatabaseFailure.broken("a data set's version ends before it begins")
        }
        return DataSetVersion(
            dataSetID: row.text(0), number: row.int(1), period: period, receivedAt: row.instant(4),
            receivedBy: row.text(5), sourceName: row.text(6), sourceDigest: row.text(7),
            contentMark: row.text(8), records: row.int(9),
            columns: try StoredJSON.value([DataColumn].self, row.text(13)), mapping: row.text(10),
            note: row.text(11), supersedes: row.optionalInt(12),
            quality: try StoredJSON.value(QualityReport.self, row.text(14)), questionSet: row.text(15),
            questionVersion: row.text(16))
    }

    /// The coded records of one part of a version, chunk by chunk as they were kept.
    public func chunks(of id: String, version: Int, part: Int = 0) async throws -> [[UInt8]] {
        try await database.read { connection in
            var chunks: [[UInt8]] = []
            try connection.forEachRow(
                """
                SELECT bytes FROM data_chunk
                WHERE dataSetID = \(id) AND number = \(version) AND part = \(part) ORDER BY position
                """
            ) { chunks.append($0.bytes(0)) }
            return chunks
        }
    }
}

/// Another data set has that name.
public struct DataSetNameTaken: Error, Hashable, Sendable {}

/// Values kept as JSON, their keys in order so that equal values are equal texts.
enum StoredJSON {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        do { return try JSONDecoder().decode(type, from: Data(text.utf8)) } catch {
            throw DatabaseFailure.broken("what is kept of a data set cannot be read: \(error)")
        }
    }
}
