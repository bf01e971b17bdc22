// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Why a delivery of records cannot be taken as a version.
public enum VersionRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file was taken before, as this version.
    case sameFile(number: Int)
    /// There is a version of the same days that this one does not say it replaces.
    case samePeriod(number: Int)
    /// It is to replace a version that is not there, or that another replaced.
    case notReplaceable(number: Int)
    /// It is to replace a version of other days.
    case otherPeriod(number: Int, period: DataPeriod)
    /// Something found in the file stops it.
    case stopped
    /// Something found in the file was not accepted.
    case notAccepted

    /// In words that say what to do.
    public var description: String {
        switch self {
        case .sameFile(let number):
            "This file was taken before: it is version \(number). To read it again with another mapping, say that it "
                + "takes the place of version \(number)."
        case .samePeriod(let number):
            "Version \(number) is of the same days. Say that this one takes its place, or give other days."
        case .notReplaceable(let number):
            "Version \(number) cannot be replaced: it is not there, or another took its place."
        case .otherPeriod(let number, let period):
            "Version \(number) is of \(period): what takes its place has to be of the same days."
        case .stopped: "The file has problems that stop it."
        case .notAccepted: "The file has findings that somebody has to accept."
        }
    }
}

extension MonitoringStore {
    /// The version before a delivery, against which it is compared: the one it replaces, or the last that is in force
    /// and ends no later; `nil` where there is none.
    public func versionBefore(
        _ period: DataPeriod, of id: String, supersedes: Int? = nil
    ) async throws -> DataSetVersion? {
        let versions = try await versions(of: id)
        if let supersedes { return versions.first { $0.number == supersedes } }
        let current = versions.current
        return current.first { $0.period.last <= period.last } ?? current.last
    }

    /// Why a delivery cannot be taken, before it is read; `nil` where nothing stands against it.
    public func refusal(
        of digest: String, period: DataPeriod, dataSet id: String, supersedes: Int?
    ) async throws -> VersionRefusal? {
        try await database.read {
            Self.refusal(digest, period, supersedes, among: try Self.versions(of: id, $0))
        }
    }

    private static func refusal(
        _ digest: String, _ period: DataPeriod, _ supersedes: Int?, among versions: [DataSetVersion]
    ) -> VersionRefusal? {
        if let same = versions.first(where: { $0.isOf(file: digest) }), same.number != supersedes {
            return .sameFile(number: same.number)
        }
        let current = versions.current
        if let supersedes, let old = current.first(where: { $0.number == supersedes }), old.period != period {
            return .otherPeriod(number: supersedes, period: old.period)
        }
        if let supersedes, !current.contains(where: { $0.number == supersedes }) {
            return .notReplaceable(number: supersedes)
        }
        if let same = current.first(where: { $0.period == period }), same.number != supersedes {
            return .samePeriod(number: same.number)
        }
        return nil
    }

    /// Takes a delivery as the next version, whole or not at all, and returns its number. The mapping is remembered
    /// where one is given. Throws `VersionRefusal`.
    public func take(
        _ version: DataSetVersion, _ spool: ChunkSpool, accepting: Bool, remembering mapping: ColumnMapping?,
        _ change: Change
    ) async throws -> Int {
        guard version.quality.canBeTaken else { throw VersionRefusal.stopped }
        guard accepting || version.quality.asks.isEmpty else { throw VersionRefusal.notAccepted }
        let columns = try StoredJSON.text(version.columns)
        let quality = try StoredJSON.text(version.quality)
        let content = try mapping.map { try StoredJSON.text($0) }
        // Read by one transaction after the other, never by two.
        nonisolated(unsafe) let spool = spool
        return try await database.record(change) { recorder in
            let versions = try Self.versions(of: version.dataSetID, recorder.connection)
            if let refusal = Self.refusal(
                version.sourceDigest, version.period, version.supersedes, among: versions)
            {
                throw refusal
            }
            let number = (versions.first?.number ?? 0) + 1
            // The same file read again with another mapping, in the place of what it was first read as.
            let isAgain = versions.contains { $0.isOf(file: version.sourceDigest) }
            let digest = isAgain ? "\(version.sourceDigest)#\(number)" : version.sourceDigest
            try recorder.connection.execute(
                """
                INSERT INTO data_set_version (dataSetID, number, firstDay, lastDay, receivedAt, byID, byPost, sourceName,
                    sourceDigest, contentMark, records, mapping, note, supersedes, columns, quality, questionSet,
                    questionVersion)
                VALUES (\(version.dataSetID), \(number), \(version.period.first), \(version.period.last), \(change.at),
                    \(change.actor.id), \(change.actor.post), \(version.sourceName), \(digest),
                    \(version.contentMark), \(version.records), \(version.mapping), \(version.note),
                    \(version.supersedes), \(columns), \(quality), \(version.questionSet),
                    \(version.questionVersion))
                """)
            var positions: [Int: Int] = [:]
            try spool.forEach { piece in
                let position = positions[piece.part, default: 0]
                positions[piece.part] = position + 1
                try recorder.connection.insert(
                    into: "data_chunk",
                    columns: ["dataSetID", "number", "part", "position", "records", "bytes"],
                    rows: [
                        [
                            version.dataSetID.sqlValue, number.sqlValue, piece.part.sqlValue,
                            position.sqlValue, piece.records.sqlValue, .blob(piece.bytes),
                        ]
                    ])
            }
            if let mapping, let content { try Self.remember(mapping, content, recorder) }
            let accepted =
                version.quality.asks.isEmpty ? "" : "; \(version.quality.asks.count) findings accepted"
            let instead = version.supersedes.map { "; in place of version \($0)" } ?? ""
            try recorder.log(
                LogEvent(
                    "imported", "data set", version.dataSetID, version: number,
                    details: "\(version.sourceName): \(version.records) people, \(version.period)"
                        + instead + accepted))
            return number
        }
    }

    /// The mappings that are remembered, by name.
    public func mappings() async throws -> [ColumnMapping] {
        try await database.rows("SELECT content FROM column_mapping ORDER BY nameKey")
            .map { try StoredJSON.value(ColumnMapping.self, $0.text(0)) }
    }

    /// The mapping of a name; `nil` where none is remembered.
    public func mapping(named name: String) async throws -> ColumnMapping? {
        let key = foldedForSearch(name)
        return try await database.rows("SELECT content FROM column_mapping WHERE nameKey = \(key)").first
            .map { try StoredJSON.value(ColumnMapping.self, $0.text(0)) }
    }

    /// Remembers a mapping under its name, in place of an earlier one of that name.
    public func remember(_ mapping: ColumnMapping, _ change: Change) async throws {
        let content = try StoredJSON.text(mapping)
        try await database.record(change) { recorder in
            try Self.remember(mapping, content, recorder)
        }
    }

    /// Forgets the mapping of a name.
    public func forgetMapping(named name: String, _ change: Change) async throws {
        let key = foldedForSearch(name)
        try await database.record(change) { recorder in
            try recorder.connection.execute("DELETE FROM column_mapping WHERE nameKey = \(key)")
            try recorder.log(LogEvent("forgot", "column mapping", key))
        }
    }

    private static func remember(_ mapping: ColumnMapping, _ content: String, _ recorder: Recorder) throws {
        let key = foldedForSearch(mapping.name)
        let there = try recorder.connection.row("SELECT content FROM column_mapping WHERE nameKey = \(key)")
        if there?.text(0) == content { return }
        try recorder.connection.execute(
            """
            INSERT INTO column_mapping (nameKey, name, fingerprint, content, at, byPost)
            VALUES (\(key), \(mapping.name), \(mapping.fingerprint), \(content), \(recorder.change.at),
                \(recorder.change.actor.post))
            ON CONFLICT (nameKey) DO UPDATE SET name = excluded.name, fingerprint = excluded.fingerprint,
                content = excluded.content, at = excluded.at, byPost = excluded.byPost
            """)
        try recorder.log(
            LogEvent("mapped", "column mapping", key, details: "\(mapping.columns.count) columns"))
    }
}

extension DataSetVersion {
    /// Whether it is of the file of a digest, read for the first time or again.
    public func isOf(file digest: String) -> Bool {
        sourceDigest == digest || sourceDigest.hasPrefix(digest + "#")
    }
}

extension [DataSetVersion] {
    /// Those whose place no other took, the latest period first.
    public var current: [DataSetVersion] {
        let gone = Set(compactMap(\.supersedes))
        return filter { !gone.contains($0.number) }
            .sorted { ($1.period.last, $1.number) < ($0.period.last, $0.number) }
    }
}
