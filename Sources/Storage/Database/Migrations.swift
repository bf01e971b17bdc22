// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// One step of the schema, applied once and never edited after it was shipped.
struct Migration: Sendable {
    /// A sentence that says what the database can hold afterwards.
    let name: String
    let tables: [TableDescription]
    /// Columns that tables of earlier steps get; each optional or with a default, so that rows can stay as they are.
    var columns: [(table: String, column: TableDescription.Column)] = []
    /// What rows of earlier steps get into these columns.
    var fill: (@Sendable (any Connection) throws -> Void)?
}

/// The append-only list of all steps.
enum Migrations {
    static let all: [Migration] = [
        Migration(name: "A body, its settings, structure, people and sessions", tables: Tables.house),
        Migration(name: "The log of every change", tables: Tables.log),
        Migration(name: "The register of policies and their assessments", tables: Tables.register),
        Migration(name: "The action plan", tables: Tables.actionPlan),
        Migration(name: "Published works, byte for byte", tables: Tables.publishing),
        Migration(
            name: "Assessments with their versions, decisions and publications", tables: Tables.assessments,
            columns: [
                ("person", .text("directorate", defaultValue: "''")),
                ("person", .text("service", defaultValue: "''")),
                ("person", .integer("isElsewhere", defaultValue: "0")),
                ("action", .text("measure", defaultValue: "''")),
                ("action", .text("assessmentID", defaultValue: "''")),
            ]),
        Migration(
            name: "Members taken off a decision, and why a decision is not relevant", tables: Tables.removals,
            columns: [("decision", .text("relevanceReason", defaultValue: "''"))]),
        Migration(
            name:
                "Strategies, outcomes, objectives with their readings, and what a plan keeps of its actions",
            tables: Tables.strategy,
            columns: [
                ("action", .text("details", defaultValue: "''")),
                ("action", .integer("changedAt", defaultValue: "0")),
                ("action", .integer("owedFrom").optional), ("action", .integer("finishedOn").optional),
                ("person", .text("address", defaultValue: "''")),
                ("person", .integer("wantsReminders", defaultValue: "1")),
            ], fill: { try ActionRow.fillDays($0) }),
        Migration(
            name: "Outcomes that a body has given up", tables: [],
            columns: [("outcome", .integer("isRetired", defaultValue: "0"))]),
        Migration(
            name: "Data sets of monitoring records with their versions, mappings and objections",
            tables: Tables.monitoring),
        Migration(name: "Published tables that the body took in", tables: Tables.publishedTables),
        Migration(
            name: "Equality information: further files of editions, and the ledger of releases",
            tables: Tables.equalityInformation),
        Migration(
            name: "Questionnaires with the replies that wait, and which questions a version answers",
            tables: Tables.questionnaires,
            columns: [
                ("data_set_version", .text("questionSet", defaultValue: "''")),
                ("data_set_version", .text("questionVersion", defaultValue: "''")),
            ]),
        Migration(
            name: "Figures of data sets in evidence, objectives and readings, and what was released of them",
            tables: Tables.figures,
            columns: [
                ("evidence", .text("figure", defaultValue: "''")),
                ("objective", .text("figure", defaultValue: "''")),
                ("reading", .text("figure", defaultValue: "''")),
                ("assessment", .text("dataSets", defaultValue: "''")),
            ],
            // So that nobody reads through every content to find the few that rest on figures.
            fill: { try $0.define("CREATE INDEX assessment_dataSets ON assessment (dataSets)") }),
    ]

    /// All tables as they are after the last step, in an order in which their rows can be copied without
    /// breaking a reference.
    static let tables: [TableDescription] = {
        var tables: [TableDescription] = []
        for step in all {
            tables += step.tables
            for (name, column) in step.columns {
                guard let place = tables.firstIndex(where: { $0.name == name }) else { continue }
                tables[place].columns.append(column)
            }
        }
        return tables
    }()

    private static let ledger = TableDescription(
        name: "migration",
        columns: [.integer("number"), .text("name"), .integer("appliedAt")], primaryKey: ["number"])

    /// How many steps a database has; 0 for an empty one.
    static func applied(in connection: any Connection) throws -> Int {
        let known: SQL =
            switch connection.dialect {
            case .sqlite: "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
            case .postgreSQL:
                """
                SELECT COUNT(*) FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_name = 'migration'
                """
            }
        guard try connection.row(known)?.int(0) == 1 else { return 0 }
        return try connection.row("SELECT COUNT(*) FROM migration")?.int(0) ?? 0
    }

    static func apply(from first: Int, to connection: any Connection, at now: Instant) throws {
        if first == 0 {
            for statement in ledger.statements(connection.dialect) { try connection.define(statement) }
        }
        for (offset, migration) in all[first...].enumerated() {
            for table in migration.tables {
                for statement in table.statements(connection.dialect) { try connection.define(statement) }
            }
            for (table, column) in migration.columns {
                let words = TableDescription.definition(of: column, connection.dialect)
                try connection.define("ALTER TABLE \(table) ADD COLUMN \(words)")
            }
            try migration.fill?(connection)
            try connection.execute(
                """
                INSERT INTO migration (number, name, appliedAt)
                VALUES (\(first + offset + 1), \(migration.name), \(now))
                """)
        }
    }
}

extension Database {
    /// How many schema steps the database has, and how many this program knows.
    public func schemaVersion() async throws -> (found: Int, known: Int) {
        (try await read { try Migrations.applied(in: $0) }, Migrations.all.count)
    }

    /// Refuses a schema that this program does not know or that needs migrating, naming the remedy.
    public func requireCurrentSchema() async throws {
        let (found, known) = try await schemaVersion()
        if found > known { throw DatabaseFailure.newerSchema(found: found, known: known) }
        if found < known { throw DatabaseFailure.olderSchema(found: found, known: known) }
    }

    /// Applies the missing steps in one transaction and returns how many there were.
    @discardableResult
    public func migrate(at now: Instant) async throws -> Int {
        try await transaction { connection in
            let found = try Migrations.applied(in: connection)
            let known = Migrations.all.count
            if found > known { throw DatabaseFailure.newerSchema(found: found, known: known) }
            guard found < known else { return 0 }
            try Migrations.apply(from: found, to: connection, at: now)
            return known - found
        }
    }
}
