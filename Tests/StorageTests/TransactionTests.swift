// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `A transaction` {
    private struct Interrupted: Error {}

    @Test(arguments: Engine.allCases)
    func `is kept whole`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await database.transaction { connection in
                for name in ["a", "b"] { try connection.add(setting: name, "1") }
            }
            let names = try await database.rows("SELECT name FROM setting ORDER BY name").map { $0.text(0) }
            #expect(names == ["a", "b"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `leaves nothing behind when its work is interrupted`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            await #expect(throws: Interrupted.self) {
                try await database.transaction { connection in
                    try connection.add(setting: "a", "1")
                    throw Interrupted()
                }
            }
            let left = try await database.rows("SELECT name FROM setting")
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `leaves nothing behind when the schema refuses its second half`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let failure = await #expect(throws: DatabaseFailure.self) {
                try await database.transaction { connection in
                    try connection.add(setting: "a", "1")
                    try connection.add(setting: "a", "2")
                }
            }
            guard case .refused = failure else {
                Issue.record("a second row with the same key gave \(String(describing: failure))")
                return
            }
            let left = try await database.rows("SELECT name FROM setting")
            #expect(left.isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `can be followed by another after a refusal`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            for _ in 1...20 {
                _ = try? await database.transaction {
                    try $0.execute("INSERT INTO setting (name) VALUES ('a')")
                }
            }
            try await database.transaction { try $0.add(setting: "b", "1") }
            #expect(try await database.rows("SELECT name FROM setting").map { $0.text(0) } == ["b"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `refuses what points nowhere`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let failure = await #expect(throws: DatabaseFailure.self) {
                try await database.transaction { connection in
                    _ = try connection.execute(
                        """
                        INSERT INTO role_grant (personID, role, scopeKind, scopeKey)
                        VALUES ('nobody', 'auditor', 'body', '')
                        """)
                }
            }
            guard case .refused = failure else {
                Issue.record("a grant to nobody gave \(String(describing: failure))")
                return
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `lets a reader see one state from beginning to end`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await database.transaction { try $0.add(setting: "a", "0") }
            // Two settings are always changed together: a reader must never see one without the other.
            try await database.transaction { try $0.add(setting: "b", "0") }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for round in 1...60 {
                        try await database.transaction { connection in
                            for name in ["a", "b"] {
                                try connection.execute(
                                    "UPDATE setting SET value = \("\(round)") WHERE name = \(name)")
                            }
                        }
                    }
                }
                group.addTask {
                    for _ in 1...60 {
                        let pair = try await database.read { connection in
                            try ["a", "b"].map { name in
                                try connection.row("SELECT value FROM setting WHERE name = \(name)")?.text(0)
                            }
                        }
                        #expect(pair[0] == pair[1])
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}

extension Connection {
    /// A row of the table `setting`, which refers to nothing else.
    func add(setting name: String, _ value: String) throws {
        try execute(
            "INSERT INTO setting (name, effectiveFrom, revision, value, recordedAt) VALUES (\(name), 1, 1, \(value), 1)"
        )
    }
}
