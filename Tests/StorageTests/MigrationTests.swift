// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct `A database's schema` {
    @Test(arguments: Engine.allCases)
    func `goes from nothing to the newest, once`(engine: Engine) async throws {
        try await withDatabase(engine, migrated: false) { database in
            #expect(try await database.schemaVersion().found == 0)
            await #expect(throws: DatabaseFailure.self) { try await database.requireCurrentSchema() }
            let known = Migrations.all.count
            #expect(try await database.migrate(at: Samples.now) == known)
            #expect(try await database.migrate(at: Samples.now) == 0)
            try await database.requireCurrentSchema()
            let names = try await database.rows("SELECT name FROM migration ORDER BY number").map {
                $0.text(0)
            }
            #expect(names == Migrations.all.map(\.name))
            let counts = try await Backup.counts(of: database)
            #expect(counts.count == Migrations.tables.count)
            #expect(counts.allSatisfy { $0.rows == 0 })
        }
    }

    @Test(arguments: Engine.allCases)
    func `that is newer than the program is refused by name`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let known = Migrations.all.count
            _ = try await database.transaction { connection in
                try connection.execute(
                    "INSERT INTO migration (number, name, appliedAt) VALUES (\(known + 1), 'From the future', 1)"
                )
            }
            let newer = DatabaseFailure.newerSchema(found: known + 1, known: known)
            await #expect(throws: newer) { try await database.requireCurrentSchema() }
            await #expect(throws: newer) { try await database.migrate(at: Samples.now) }
            #expect(newer.description.contains("Install the newer program"))
        }
    }

    @Test(arguments: Engine.allCases)
    func `that is older is brought up from where it stands`(engine: Engine) async throws {
        try await withDatabase(engine, migrated: false) { database in
            let known = Migrations.all.count
            // The first two steps only, as an earlier program left them.
            try await database.transaction { connection in
                try Samples.older(connection, steps: 2)
                try connection.add(setting: "kept", "yes")
            }
            let older = DatabaseFailure.olderSchema(found: 2, known: known)
            await #expect(throws: older) { try await database.requireCurrentSchema() }
            #expect(older.description.contains("dueregard migrate"))
            #expect(try await database.migrate(at: Samples.now) == known - 2)
            try await database.requireCurrentSchema()
            #expect(try await database.rows("SELECT value FROM setting").map { $0.text(0) } == ["yes"])
        }
    }

    /// The first five steps are what was shipped before there were assessments.
    @Test(arguments: Engine.allCases)
    func `of before assessments keeps its people and actions when it is brought up`(engine: Engine)
        async throws
    {
        try await withDatabase(engine, migrated: false) { database in
            try await database.transaction { connection in
                let ledger = TableDescription(
                    name: "migration",
                    columns: [.integer("number"), .text("name"), .integer("appliedAt")],
                    primaryKey: ["number"])
                let steps = Migrations.all.prefix(5)
                for table in [ledger] + steps.flatMap(\.tables) {
                    for statement in table.statements(connection.dialect) { try connection.define(statement) }
                }
                for (index, step) in steps.enumerated() {
                    try connection.execute(
                        "INSERT INTO migration (number, name, appliedAt) VALUES (\(index + 1), \(step.name), 1)"
                    )
                }
                try connection.execute(
                    """
                    INSERT INTO person (id, signInName, signInKey, post, passwordHash, isDisabled, version, createdAt)
                    VALUES ('p1', 'Lead', 'lead', 'Equality lead', '-', 0, 3, 1)
                    """)
                let old = Samples.action("Write to tenants", target: "Before July 2013")
                let added: Set<String> = [
                    "measure", "assessmentID", "details", "changedAt", "owedFrom", "finishedOn",
                ]
                let pairs = zip(
                    ActionRow.names,
                    ActionRow.values(
                        old, position: 1, recordedAt: Samples.now, importID: nil, changedAt: Samples.now)
                ).filter { !added.contains($0.0) }
                try connection.insert(into: "action", columns: pairs.map(\.0), rows: [pairs.map(\.1)])
            }
            #expect(try await database.migrate(at: Samples.now) == Migrations.all.count - 5)
            let person = try #require(try await PeopleStore(database: database).people().first)
            #expect(person.post == "Equality lead")
            #expect(person.directorate.isEmpty && person.service.isEmpty)
            let action = try #require(
                try await Samples.plan(database).actions(within: .wholeBody).first)
            #expect(action.title == "Write to tenants")
            #expect(action.cells.targetDate == "Before July 2013")
            #expect(action.measure.isEmpty && action.assessmentID.isEmpty)
            // What was there works with what is new.
            let desk = try await Desk(database)
            let id = try await desk.start()
            try await desk.store.setParty(
                .adviser, personID: "p1", isNamed: true, of: id, within: .wholeBody, desk.change())
            #expect(try await desk.record(id).parties(.adviser).map(\.post) == ["Equality lead"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `stays empty when a step fails`(engine: Engine) async throws {
        try await withDatabase(engine, migrated: false) { database in
            // A table in the way makes the last step fail: none of the earlier ones may stay.
            try await database.transaction { try $0.define("CREATE TABLE artefact (a INTEGER)") }
            await #expect(throws: DatabaseFailure.self) { try await database.migrate(at: Samples.now) }
            #expect(try await database.schemaVersion().found == 0)
            try await database.transaction { try $0.define("DROP TABLE artefact") }
            #expect(try await database.migrate(at: Samples.now) == Migrations.all.count)
        }
    }
}

@Suite struct `The SQLite driver` {
    /// assurance.md §1: `synchronous=FULL` (2), WAL, foreign keys on, read back where the writes happen.
    @Test func `writes through before anything is acknowledged`() async throws {
        try await withDatabase(.sqlite) { database in
            let facts = try await database.transaction { connection in
                try ["synchronous", "journal_mode", "foreign_keys"].map { name in
                    try connection.row(SQL(ownText: "PRAGMA \(name)"))?.text(0)
                }
            }
            #expect(facts == ["2", "wal", "1"])
        }
    }

    @Test func `would be seen if it did not write through`() async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let planted = try DatabasePool(path: folder + "/planted.sqlite")
        // GRDB's pool as it opens by itself.
        let level = try await planted.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(level == 1)
    }

    @Test func `says in words what keeps a file from being opened`() async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let missing = #expect(throws: DatabaseFailure.self) {
            try SQLiteDatabase(path: folder + "/none.sqlite")
        }
        guard case .unavailable = missing else {
            Issue.record("a missing file gave \(String(describing: missing))")
            return
        }
        let noise = folder + "/noise.sqlite"
        try Data(repeating: 65, count: 8_192).write(to: URL(fileURLWithPath: noise))
        let damaged = await #expect(throws: DatabaseFailure.self) {
            try await SQLiteDatabase(path: noise).requireCurrentSchema()
        }
        guard case .broken = damaged else {
            Issue.record("a file of noise gave \(String(describing: damaged))")
            return
        }
    }
}
