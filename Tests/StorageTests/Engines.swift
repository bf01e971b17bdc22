// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Testing
@testable import Storage

/// The two engines that every test of the conformance suite runs on.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite, postgreSQL
    var testDescription: String { rawValue }
}

/// The PostgreSQL half of the suite was asked for and there is no server: a failure, never a skip.
struct NoPostgreSQL: Error, CustomStringConvertible {
    let description = """
        DUEREGARD_TEST_POSTGRES is not set, so the PostgreSQL half of the tests cannot run. \
        Run them as: Tests/Support/with-postgresql.sh swift test
        """
}

/// A fresh database for one test, removed when the test ends.
struct Fresh {
    static let server: PostgreSQLServer? = ProcessInfo.processInfo.environment["DUEREGARD_TEST_POSTGRES"]
        .map { PostgreSQLServer(address: $0, connections: 8) }

    static func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory.path + "/dueregard-storage-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
}

/// Runs a test on an empty database, or on one with the current schema.
func withDatabase<Answer>(
    _ engine: Engine, migrated: Bool = true, _ body: (any Database) async throws -> Answer
) async throws -> Answer {
    switch engine {
    case .sqlite:
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try SQLiteDatabase(path: folder + "/eastmarsh.sqlite", creating: true)
        if migrated { try await database.migrate(at: Samples.now) }
        let answer = try await body(database)
        await database.close()
        return answer
    case .postgreSQL:
        guard let server = Fresh.server else { throw NoPostgreSQL() }
        let slug = "t" + Identifier.next().replacing("-", with: "").suffix(20)
        let database = try await server.database(slug: slug, creating: true)
        do {
            if migrated { try await database.migrate(at: Samples.now) }
            let answer = try await body(database)
            try await server.drop(slug: slug)
            return answer
        } catch {
            try? await server.drop(slug: slug)
            throw error
        }
    }
}

/// Invented records of an invented council.
enum Samples {
    static let now = Instant(milliseconds: 1_790_000_000_000)
    static let lead = Change.Actor(id: "p1", post: "Equality lead", role: "equalityLead")
    static let body = Body(
        slug: "eastmarsh", name: "Eastmarsh District Council", areaCode: nil, nation: .england)
    static let vocabulary = CharacteristicVocabulary([.init(code: "age", name: "Age")])

    /// Makes an empty database as it was after the first so many steps.
    static func older(_ connection: any Connection, steps count: Int) throws {
        let ledger = TableDescription(
            name: "migration", columns: [.integer("number"), .text("name"), .integer("appliedAt")],
            primaryKey: ["number"])
        let steps = Migrations.all.prefix(count)
        for table in [ledger] + steps.flatMap(\.tables) {
            for statement in table.statements(connection.dialect) { try connection.define(statement) }
        }
        for (table, column) in steps.flatMap(\.columns) {
            let words = TableDescription.definition(of: column, connection.dialect)
            try connection.define("ALTER TABLE \(table) ADD COLUMN \(words)")
        }
        for (index, step) in steps.enumerated() {
            try connection.execute(
                "INSERT INTO migration (number, name, appliedAt) VALUES (\(index + 1), \(step.name), 1)")
        }
    }

    static func change(_ key: String? = nil, after seconds: Int = 0, because reason: String? = nil) -> Change
    {
        Change(by: lead, at: now.adding(seconds: seconds), because: reason, key: key)
    }

    static func policy(
        _ reference: String, _ name: String = "Lettings", directorate: String = "Housing",
        adopted: CalendarDay? = nil, retired: CalendarDay? = nil, assessments: [CalendarDay] = []
    ) -> Policy {
        Policy(
            id: "", reference: reference, name: name, directorate: directorate, adopted: adopted,
            retired: retired, assessments: assessments)
    }

    static func action(_ title: String, directorate: String = "Housing", target: String = "") -> Action {
        Action.reading(
            ActionCells(title: title, directorate: directorate, targetDate: target),
            characteristics: vocabulary, lastUpdated: CalendarDay(2026, 1, 1))
    }

    static func register(_ database: any Database) -> RegisterStore {
        RegisterStore(database: database, criteria: .standard)
    }

    static func plan(_ database: any Database) -> ActionPlanStore {
        ActionPlanStore(database: database, vocabulary: vocabulary)
    }

    static func log(_ database: any Database) async throws -> [LogEntry] {
        try await LogStore(database: database).page(offset: 0, limit: 100_000).entries.reversed()
    }
}
