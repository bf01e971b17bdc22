// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Somebody else looked at the same figures first and said what came of it.
public struct FigureReviewed: Error, Hashable, Sendable {
    /// Their post, and what they said.
    public let byPost: String, reason: String
}

/// What was released of data sets, what in the record rests on their figures, and who looked at what moved.
///
/// It gives released numbers only: whoever asks for raw ones asks `MonitoringStore`.
public struct FigureStore: Sendable {
    let database: any Database

    /// A store over the database of one body.
    public init(database: any Database) { self.database = database }

    /// What everybody may read of a version, a table for each column that was released, in the order of the version;
    /// none while no edition that stands tells them.
    public func released(of version: DataSetVersion) async throws -> [FigureTable] {
        let rows = try await database.rows(
            """
            SELECT columnName, edition, code, label, parent, depth, scheme, people, base
            FROM released_figure
            WHERE dataSetID = \(version.dataSetID) AND number = \(version.number) AND edition IN (
                SELECT number FROM edition
                WHERE kind = \(Publication.Kind.equalityInformation.rawValue) AND withdrawnAt IS NULL)
            ORDER BY edition DESC, columnName, position
            """)
        var editions: [String: Int] = [:]
        var tables: [String: (scheme: String, lines: [FigureTable.Line])] = [:]
        for row in rows {
            // The newest edition that tells a column tells it whole.
            let (column, edition) = (row.text(0), row.int(1))
            if editions[column] == nil { editions[column] = edition }
            guard editions[column] == edition else { continue }
            let figure = Figure(
                code: row.text(2), label: row.text(3), count: row.optionalInt(7), base: row.optionalInt(8))
            tables[column, default: (row.text(6), [])].lines.append(
                .init(figure, parent: row.text(4), depth: row.int(5)))
        }
        return version.columns.compactMap { column in
            tables[column.name].map {
                FigureTable(
                    dataSet: version.dataSetID, version: version.number, period: version.period,
                    column: column.name, scheme: $0.scheme, standing: .released, lines: $0.lines)
            }
        }
    }

    /// Keeps what an edition tells, inside the transaction that publishes it.
    static func keep(_ tables: [FigureTable], edition: Int, _ connection: any Connection) throws {
        for table in tables {
            try connection.insert(
                into: "released_figure",
                columns: [
                    "dataSetID", "number", "columnName", "edition", "position", "code", "label", "parent",
                    "depth", "scheme", "people", "base",
                ],
                rows: table.lines.enumerated().map { place, line in
                    [
                        table.dataSet.sqlValue, table.version.sqlValue, table.column.sqlValue,
                        edition.sqlValue, place.sqlValue, line.figure.code.sqlValue,
                        line.figure.label.sqlValue, line.parent.sqlValue, line.depth.sqlValue,
                        table.scheme.sqlValue, line.figure.count.sqlValue, line.figure.base.sqlValue,
                    ]
                })
        }
    }

    /// What rests on figures of a data set, or of any where none is named: assessments that are alive, within a scope,
    /// and open objectives within another; assessments first.
    public func uses(
        of dataSet: String? = nil, assessments: Scope?, objectives: Scope?
    ) async throws -> [FigureUse] {
        var uses: [FigureUse] = []
        if let assessments { uses += try await assessmentUses(of: dataSet, within: assessments) }
        if let objectives { uses += try await objectiveUses(of: dataSet, within: objectives) }
        return uses
    }

    private func assessmentUses(of dataSet: String?, within scope: Scope) async throws -> [FigureUse] {
        let named: SQL =
            dataSet.map { "dataSets > '' AND \(SQL.position)(dataSets, \(",\($0),")) > 0" } ?? "dataSets > ''"
        return try await database.rows(
            """
            SELECT id, reference, title, directorate, content FROM assessment
            WHERE \(named) AND state NOT IN ('closed', 'superseded', 'withdrawn') AND \(scope.condition)
            ORDER BY referenceKey
            """
        ).flatMap { row in
            try AssessmentContent(stored: row.text(4)).evidence.compactMap { item in
                guard let figure = item.figure, dataSet == nil || figure.dataSet == dataSet else {
                    return nil
                }
                return FigureUse(
                    .assessment, id: row.text(0), row: item.row, title: "\(row.text(1)) \(row.text(2))",
                    directorate: row.text(3), item: item.title, figure: figure)
            }
        }
    }

    /// An objective rests on the version that its newest reading was taken from, or else its baseline.
    private func objectiveUses(of dataSet: String?, within scope: Scope) async throws -> [FigureUse] {
        let store = ObjectiveStore(database: database)
        let bound = try await database.rows(
            """
            SELECT \(ObjectiveStore.columns) FROM objective
            WHERE state = 'open' AND figure <> '' AND \(ObjectiveStore.visible(scope)) ORDER BY position, id
            """
        ).map(ObjectiveStore.objective)
        var uses: [FigureUse] = []
        for objective in bound {
            let readings = Reading.standing(try await store.readings(of: objective.id))
            let based = objective.measure.figure.flatMap { source in
                source.baselineVersion.map { source.at(version: $0) }
            }
            guard let figure = readings.last(where: { $0.figure != nil })?.figure ?? based,
                dataSet == nil || figure.dataSet == dataSet
            else { continue }
            uses.append(
                FigureUse(
                    .objective, id: objective.id, title: objective.title, directorate: objective.directorate,
                    item: objective.measure.words, figure: figure))
        }
        return uses
    }

    /// What was said of movements of a data set.
    public func reviews(of dataSet: String) async throws -> [FigureReview] {
        try await database.rows(
            """
            SELECT subject, number, reason, at, byPost FROM figure_review
            WHERE dataSetID = \(dataSet) ORDER BY at, subject
            """
        ).map {
            FigureReview(
                key: $0.text(0), version: $0.int(1), reason: $0.text(2), at: $0.instant(3), byPost: $0.text(4)
            )
        }
    }

    /// Keeps that somebody looked at a use beside a newer version, and why nothing has to change. Throws
    /// `FigureReviewed` where somebody did before.
    public func settle(_ use: FigureUse, beside version: Int, because reason: String, _ change: Change)
        async throws
    {
        try await database.record(change) { recorder in
            let dataSet = use.figure.dataSet
            if let before = try recorder.connection.row(
                """
                SELECT byPost, reason FROM figure_review
                WHERE dataSetID = \(dataSet) AND number = \(version) AND subject = \(use.key)
                """)
            {
                throw FigureReviewed(byPost: before.text(0), reason: before.text(1))
            }
            try recorder.connection.execute(
                """
                INSERT INTO figure_review (dataSetID, number, subject, reason, at, byID, byPost)
                VALUES (\(dataSet), \(version), \(use.key), \(reason), \(change.at), \(change.actor.id),
                    \(change.actor.post))
                """)
            try recorder.log(
                LogEvent(
                    "looked at newer figures of", use.kind.rawValue, use.id, version: version,
                    details:
                        "\(use.item), version \(use.figure.version) to \(version): no change needed. \(reason)"
                ))
        }
    }
}
