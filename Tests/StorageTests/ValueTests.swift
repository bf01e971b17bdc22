// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `A value` {
    private static func roundTrip(_ value: SQLValue, through column: String, _ database: any Database)
        async throws -> SQLValue?
    {
        try await database.transaction { connection in
            // A table for each value: a prepared statement of PostgreSQL remembers the kinds of its columns.
            let table = "probe" + Identifier.next().replacing("-", with: "")
            let kind = connection.dialect == .postgreSQL && column == "BLOB" ? "BYTEA" : column
            try connection.define("CREATE TABLE \(table) (value \(kind))")
            _ = try connection.execute(SQL(ownText: "INSERT INTO \(table) (value) VALUES (") + "\(value))")
            return try connection.row(SQL(ownText: "SELECT value FROM \(table)"))?.values[0]
        }
    }

    @Test(arguments: Engine.allCases)
    func `comes back as it went in`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let everyByte = (0...255).map { UInt8($0) }
            let values: [(SQLValue, String)] = [
                (.null, "TEXT"), (.null, "BIGINT"), (.null, "BLOB"), (.text(""), "TEXT"),
                (.text("O'Brien \\ $1 ?1 “é” 字\n\t"), "TEXT"), (.text("\\x00ff"), "TEXT"),
                (.integer(0), "BIGINT"), (.integer(.max), "BIGINT"), (.integer(.min), "BIGINT"),
                (.real(0.1), "DOUBLE PRECISION"), (.real(-1.5e300), "DOUBLE PRECISION"),
                (.blob([]), "BLOB"), (.blob(everyByte + everyByte.reversed()), "BLOB"),
                (.blob([0, 0, 0]), "BLOB"), (.blob(Array("\\x41".utf8)), "BLOB"),
            ]
            for (value, column) in values {
                let read = try await Self.roundTrip(value, through: column, database)
                #expect(read == value, "\(value)")
            }
        }
    }

    /// A NUL ends a C string: text after it must not vanish without a word.
    @Test(arguments: Engine.allCases)
    func `with a NUL in its text is kept whole or refused, never cut`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let text = "before\u{0}after"
            do {
                #expect(try await Self.roundTrip(.text(text), through: "TEXT", database) == .text(text))
            } catch let failure as DatabaseFailure {
                guard case .refused = failure else { throw failure }
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `that is missing is not the empty text`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            let id = try await store.add(Samples.policy("1"), Samples.change())
            let read = try #require(try await store.policy(id, within: .wholeBody))
            #expect(read.adopted == nil)
            #expect(read.retired == nil)
            #expect(read.decisionDate == nil)
            #expect(read.nextAssessment == nil)
            #expect(read.relevance.overall == nil)
            let dated = Policy(
                id: id, version: 1, reference: "1", name: "Lettings", adopted: CalendarDay(1890, 1, 1),
                retired: CalendarDay(2190, 12, 31), decisionDate: CalendarDay(2000, 2, 29))
            try await store.save(dated, within: .wholeBody, details: "", Samples.change())
            let again = try #require(try await store.policy(id, within: .wholeBody))
            #expect(again.adopted == dated.adopted)
            #expect(again.retired == dated.retired)
            #expect(again.decisionDate == dated.decisionDate)
        }
    }

    @Test(arguments: Engine.allCases)
    func `of an empty list matches nothing`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await database.transaction { try $0.add(setting: "a", "1") }
            let empty: [String] = []
            #expect(try await database.rows("SELECT 1 FROM setting WHERE name IN (\(list: empty))").isEmpty)
            #expect(
                try await database.rows("SELECT 1 FROM setting WHERE name IN (\(list: ["b", "a"]))").count
                    == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `or many thousand: all are inserted, and read one by one`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let count = 100_000
            try await database.transaction { connection in
                let rows = (0..<count).map { index -> [SQLValue] in
                    [
                        .text("n\(index)"), .integer(Int64(index)), .integer(1),
                        index % 7 == 0 ? .text("") : .text("'\(index)'"), .integer(1),
                    ]
                }
                try connection.insert(
                    into: "setting", columns: ["name", "effectiveFrom", "revision", "value", "recordedAt"],
                    rows: rows)
                try connection.insert(
                    into: "setting", columns: ["name", "effectiveFrom", "value", "recordedAt"], rows: [])
            }
            let (seen, wrong) = try await database.read { connection in
                var seen = 0
                var wrong = 0
                try connection.forEachRow("SELECT name, effectiveFrom FROM setting ORDER BY effectiveFrom") {
                    row in
                    if row.int(1) != seen || row.text(0) != "n\(seen)" { wrong += 1 }
                    seen += 1
                }
                return (seen, wrong)
            }
            #expect(seen == count)
            #expect(wrong == 0)
        }
    }

    @Test(arguments: Engine.allCases)
    func `in a bulk insert is refused with all the others when one breaks a rule`(engine: Engine) async throws
    {
        try await withDatabase(engine) { database in
            await #expect(throws: DatabaseFailure.self) {
                try await database.transaction { connection in
                    let rows = (0..<1_201).map { index -> [SQLValue] in
                        [.text("n\(index == 1_200 ? 3 : index)"), .integer(1), .text(""), .integer(1)]
                    }
                    try connection.insert(
                        into: "setting",
                        columns: ["name", "effectiveFrom", "revision", "value", "recordedAt"],
                        rows: rows
                    )
                }
            }
            let left = try await database.rows("SELECT COUNT(*) FROM setting")
            #expect(left.first?.int(0) == 0)
        }
    }
}

@Suite struct `An id` {
    @Test func `sorts after every id made before it, also within one millisecond`() {
        let ids = (0..<20_000).map { _ in Identifier.next() }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test func `is a UUID of version 7`() {
        let id = Identifier.next()
        #expect(
            id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    }
}
