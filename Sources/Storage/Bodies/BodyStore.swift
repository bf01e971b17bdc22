// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The body itself, its dated settings and its structure.
public struct BodyStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// The body of this database; `nil` before `found`.
    public func body() async throws -> Body? {
        try await database.rows("SELECT slug, name, areaCode, nation, isDemonstration FROM body").first.map {
            row in
            Body(
                slug: row.text(0), name: row.text(1), areaCode: row.optionalText(2),
                nation: Nation(rawValue: row.text(3)) ?? .england, isDemonstration: row.bool(4))
        }
    }

    /// Sets a new body up.
    public func found(_ body: Body, _ change: Change) async throws {
        try await database.record(change) { recorder in
            try recorder.connection.execute(
                """
                INSERT INTO body (slug, name, areaCode, nation, isDemonstration)
                VALUES (\(body.slug), \(body.name), \(body.areaCode), \(body.nation.rawValue), \(body.isDemonstration))
                """)
            try recorder.log(LogEvent("set up", "body", body.slug, details: body.name))
        }
    }

    /// The settings as they were last recorded, each with the day from which it holds.
    public func settings() async throws -> [Setting] {
        let rows = try await database.rows(
            "SELECT name, effectiveFrom, value FROM setting ORDER BY name, effectiveFrom, revision")
        var newest: [String: Setting] = [:]
        for row in rows {
            guard let day = row.day(1) else { continue }
            newest["\(row.text(0)) \(day.iso)"] = Setting(
                name: row.text(0), effectiveFrom: day, value: row.text(2))
        }
        return newest.values.sorted { ($0.name, $0.effectiveFrom) < ($1.name, $1.effectiveFrom) }
    }

    /// Records that a setting has a value from a day on. A value recorded before for the same day is kept beside
    /// it as superseded.
    public func set(_ settings: [Setting], _ change: Change) async throws {
        try await database.record(change) { recorder in
            for setting in settings {
                let last =
                    try recorder.connection.row(
                        """
                        SELECT MAX(revision) FROM setting
                        WHERE name = \(setting.name) AND effectiveFrom = \(setting.effectiveFrom)
                        """)?.int(0) ?? 0
                try recorder.connection.execute(
                    """
                    INSERT INTO setting (name, effectiveFrom, revision, value, recordedAt)
                    VALUES (\(setting.name), \(setting.effectiveFrom), \(last + 1), \(setting.value), \(change.at))
                    """)
                try recorder.log(
                    LogEvent(
                        "set", "setting", setting.name, version: last + 1,
                        details: "from \(setting.effectiveFrom.written): \(setting.value)"))
            }
        }
    }

    /// The directorates, services and teams, by name.
    public func units() async throws -> [OrganisationUnit] {
        try await database.rows(
            "SELECT id, kind, name, parentID, isUnconfirmed FROM unit ORDER BY nameKey, id"
        ).map { row in
            OrganisationUnit(
                id: row.text(0), kind: OrganisationUnit.Kind(rawValue: row.text(1)) ?? .directorate,
                name: row.text(2),
                parentID: row.optionalText(3), isUnconfirmed: row.bool(4))
        }
    }

    /// The names of the directorates inside a scope, in their order; every directorate that a record names is one.
    static func directorates(_ connection: any Connection, within scope: Scope) throws -> [String] {
        try connection.rows("SELECT name, nameKey FROM unit WHERE kind = 'directorate' ORDER BY nameKey")
            .filter { row in
                switch scope {
                case .wholeBody: true
                case .limited(let directorates, _): directorates.contains(row.text(1))
                }
            }.map { $0.text(0) }
    }

    /// Adds the units that are missing and confirms the ones that were only "as written"; returns what was added.
    public func addStructure(
        _ lines: [StructureLine], rehearsing: Bool = false, _ change: Change
    ) async throws -> [String] {
        try await database.record(change, rehearsing: rehearsing) { recorder in
            var added: [String] = []
            for line in lines {
                let directorate = try recorder.unit(
                    .directorate, line.directorate, parent: nil, confirmed: true, &added)
                guard !line.service.isEmpty else { continue }
                let service = try recorder.unit(
                    .service, line.service, parent: directorate, confirmed: true, &added)
                guard !line.team.isEmpty else { continue }
                _ = try recorder.unit(.team, line.team, parent: service, confirmed: true, &added)
            }
            try recorder.log(
                LogEvent(
                    "imported", "structure", "structure",
                    details: "\(added.count) added of \(lines.count) lines"))
            return added
        }
    }
}

extension Recorder {
    /// The id of a unit by name below its parent, added where it is missing.
    @discardableResult
    func unit(
        _ kind: OrganisationUnit.Kind, _ name: String, parent: String?, confirmed: Bool,
        _ added: inout [String]
    ) throws -> String {
        let key = foldedForSearch(name)
        let known = try connection.row(
            """
            SELECT id, isUnconfirmed FROM unit
            WHERE kind = \(kind.rawValue) AND nameKey = \(key) AND parentID IS NOT DISTINCT FROM \(parent)
            """)
        if let known {
            if confirmed, known.bool(1) {
                try connection.execute("UPDATE unit SET isUnconfirmed = 0 WHERE id = \(known.text(0))")
            }
            return known.text(0)
        }
        let id = Identifier.next()
        try connection.execute(
            """
            INSERT INTO unit (id, kind, name, nameKey, parentID, isUnconfirmed)
            VALUES (\(id), \(kind.rawValue), \(name), \(key), \(parent), \(!confirmed))
            """)
        added.append(name)
        return id
    }
}
