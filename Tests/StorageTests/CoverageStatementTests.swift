// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `A stated coverage figure` {
    private static let day = CalendarDay(2007, 3, 31)

    private static func now(_ database: any Database) async throws -> Coverage {
        Coverage(of: try await Samples.register(database).policies(within: .wholeBody), on: day)
    }

    /// 240 policies in force on the day, of which 221 were assessed by then.
    private static func fill(_ database: any Database) async throws {
        try await take(
            database,
            (1...240).map { index in
                RegisterRow(
                    row: index + 1, reference: "P\(index)", name: "Policy \(index)", type: .policy,
                    directorate: index % 2 == 0 ? "Care" : "Housing", service: "", owner: "",
                    adopted: CalendarDay(2001, 1, 1), retired: nil, decisionDate: nil,
                    lastAssessed: index <= 221 ? CalendarDay(2006, 6, 1) : nil, relevance: .notScored)
            })
    }

    private static func take(_ database: any Database, _ rows: [RegisterRow]) async throws {
        _ = try await Samples.register(database).importRows(
            { take in for row in rows { try take(row) } }, source: "register.csv", Samples.change())
    }

    private static func row(
        _ reference: String, adopted: CalendarDay?, retired: CalendarDay?, assessed: CalendarDay?
    ) -> RegisterRow {
        RegisterRow(
            row: 2, reference: reference, name: "Policy \(reference)", type: .policy, directorate: "Care",
            service: "", owner: "", adopted: adopted, retired: retired, decisionDate: nil,
            lastAssessed: assessed, relevance: .notScored)
    }

    @Test(arguments: Engine.allCases)
    func `of 221 of 240 (92%) stays so for ever`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(database)
            let store = CoverageStore(database: database)
            let stated = try await store.state(try await Self.now(database), Samples.change())
            #expect(stated.coverage.pairInWords == "221 of 240 (92%)")
            #expect(stated.revision == 1)

            let afterwards: [(String, [RegisterRow])] = [
                (
                    "back-dated policies",
                    (1...30).map {
                        Self.row("B\($0)", adopted: CalendarDay(2000, 1, 1), retired: nil, assessed: nil)
                    }
                ),
                (
                    "retired before the day",
                    (1...20).map {
                        Self.row(
                            "P\($0)", adopted: nil, retired: CalendarDay(2005, 1, 1), assessed: nil)
                    }
                ),
                (
                    "imported again with later assessments",
                    (222...240).map {
                        Self.row("P\($0)", adopted: nil, retired: nil, assessed: CalendarDay(2007, 3, 1))
                    }
                ),
            ]
            for (what, rows) in afterwards {
                try await Self.take(database, rows)
                let kept = try #require(try await store.statement(asOf: Self.day))
                #expect(kept == stated, "\(what)")
                #expect(kept.coverage.pairInWords == "221 of 240 (92%)", "\(what)")
            }
            // What the records say now is another figure: the statement did not just follow it.
            let now = try await Self.now(database)
            #expect((now.assessed, now.total) == (220, 250))
            #expect(stated.coverage.byDirectorate.map(\.total) == [120, 120])
            #expect(
                try await store.statement(asOf: Self.day)?.coverage.byDirectorate
                    == stated.coverage.byDirectorate)
        }
    }

    @Test(arguments: Engine.allCases)
    func `is corrected with a reason only, and both remain`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(database)
            let store = CoverageStore(database: database)
            let first = try await store.state(try await Self.now(database), Samples.change())
            try await Self.take(
                database, [Self.row("B1", adopted: CalendarDay(2000, 1, 1), retired: nil, assessed: nil)])
            let later = try await Self.now(database)
            await #expect(throws: DatabaseFailure.self) {
                _ = try await store.state(later, Samples.change())
            }
            #expect(try await store.statements(asOf: Self.day) == [first])
            let second = try await store.state(later, Samples.change(because: "One policy was missing"))
            #expect(second.revision == 2)
            #expect(second.reason == "One policy was missing")
            #expect(second.coverage.total == 241)
            #expect(try await store.statements(asOf: Self.day) == [first, second])
            #expect(try await store.history() == [second])
            let verbs = try await Samples.log(database).filter { $0.event.subjectKind == "coverage" }
            #expect(verbs.map(\.event.verb) == ["stated", "corrected"])
            #expect(verbs.map(\.event.details) == ["221 of 240 (92%)", "221 of 241 (92%)"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `is stated once, also when two people state it at once`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(database)
            let store = CoverageStore(database: database)
            let figure = try await Self.now(database)
            let stated = await withTaskGroup(of: Bool.self) { group in
                for _ in 1...8 {
                    group.addTask { (try? await store.state(figure, Samples.change())) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(stated == 1)
            #expect(try await store.statements(asOf: Self.day).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps its movements`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.take(
                database,
                [
                    Self.row(
                        "A", adopted: CalendarDay(2006, 5, 1), retired: nil, assessed: CalendarDay(2006, 6, 1)
                    ),
                    Self.row(
                        "R", adopted: CalendarDay(2001, 5, 1), retired: CalendarDay(2006, 9, 1), assessed: nil
                    ),
                ])
            let policies = try await Samples.register(database).policies(within: .wholeBody)
            let figure = Coverage(of: policies, on: Self.day, since: CalendarDay(2006, 3, 31))
            let kept = try await CoverageStore(database: database).state(figure, Samples.change())
            #expect(kept.coverage == figure)
            #expect(kept.coverage.movements?.added.map(\.reference) == ["A"])
            #expect(kept.coverage.movements?.retired.map(\.reference) == ["R"])
        }
    }
}

@Suite struct `An import into the register` {
    private static func row(_ reference: String, _ name: String, assessed: CalendarDay?) -> RegisterRow {
        RegisterRow(
            row: 2, reference: reference, name: name, type: .policy, directorate: "Care", service: "",
            owner: "", adopted: nil, retired: nil, decisionDate: nil, lastAssessed: assessed,
            relevance: .notScored)
    }

    private static func take(
        _ database: any Database, _ rows: [RegisterRow], rehearsing: Bool = false
    ) async throws -> RegisterImportResult {
        try await Samples.register(database).importRows(
            { take in for row in rows { try take(row) } }, source: "r.csv", rehearsing: rehearsing,
            Samples.change())
    }

    @Test(arguments: Engine.allCases)
    func `updates a known reference and adds newer assessments to its history`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let (older, newer) = (CalendarDay(2019, 1, 1), CalendarDay(2024, 1, 1))
            #expect(try await Self.take(database, [Self.row("P1", "One", assessed: older)]).added == 1)
            let second = try await Self.take(
                database,
                [Self.row("p1", "One renamed", assessed: newer), Self.row("P2", "Two", assessed: nil)])
            #expect((second.added, second.updated, second.unchanged) == (1, 1, 0))
            let again = try await Self.take(database, [Self.row("P1", "One renamed", assessed: newer)])
            #expect((again.added, again.updated, again.unchanged) == (0, 0, 1))
            let stale = try await Self.take(
                database, [Self.row("P1", "One renamed", assessed: CalendarDay(2001, 1, 1))])
            #expect(stale.olderDates == 1)
            let policies = try await Samples.register(database).policies(within: .wholeBody)
            #expect(policies.map(\.name) == ["One renamed", "Two"])
            #expect(policies[0].assessments == [older, newer])
            #expect(policies[0].version == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `that is rehearsed changes nothing and tells the same`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let rows = (1...950).map { Self.row("P\($0)", "Policy \($0)", assessed: nil) }
            let rehearsal = try await Self.take(database, rows, rehearsing: true)
            #expect(
                try await Backup.counts(of: database).filter { $0.table != "migration" }.allSatisfy {
                    $0.rows == 0
                })
            #expect(try await Self.take(database, rows) == rehearsal)
            #expect(try await Samples.register(database).policies(within: .wholeBody).count == 950)
        }
    }

    @Test(arguments: Engine.allCases)
    func `that breaks in the middle leaves nothing behind`(engine: Engine) async throws {
        struct Broken: Error {}
        try await withDatabase(engine) { database in
            await #expect(throws: Broken.self) {
                _ = try await Samples.register(database).importRows(
                    { take in
                        for index in 1...1_000 { try take(Self.row("P\(index)", "x", assessed: nil)) }
                        throw Broken()
                    }, source: "r.csv", Samples.change())
            }
            let left = try await Samples.register(database).policies(within: .wholeBody)
            #expect(left.isEmpty)
            #expect(try await BodyStore(database: database).units().isEmpty)
            #expect(try await Samples.log(database).isEmpty)
        }
    }
}
