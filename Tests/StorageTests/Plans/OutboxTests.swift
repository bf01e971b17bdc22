// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing
@testable import Storage

@Suite struct `Messages that wait` {
    static func draft(_ reference: String, _ person: String) -> OutboxStore.Draft {
        OutboxStore.Draft(
            reference: reference, kind: "overdue", personID: person, subject: "An action",
            words: "It is overdue.")
    }

    static func person(_ name: String, _ address: String, _ database: any Database) async throws -> String {
        let id = try await PeopleStore(database: database).add(
            signInName: name, post: "Post \(name)", passwordHash: "x", grants: [], Samples.change())
        try await database.record(Samples.change()) { recorder in
            try recorder.connection.execute("UPDATE person SET address = \(address) WHERE id = \(id)")
            try recorder.log(LogEvent("address changed", "person", id))
        }
        return id
    }

    @Test(arguments: Engine.allCases)
    func `are queued once, to open accounts with an address`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let outbox = OutboxStore(database: database)
            let (a, b) = (
                try await Self.person("ann", "ann@example.org", database),
                try await Self.person("bob", "", database)
            )
            #expect(
                try await outbox.queue([Self.draft("1", a), Self.draft("2", b)], Samples.change(after: 1))
                    == 1)
            #expect(try await outbox.queue([Self.draft("1", a)], Samples.change(after: 2)) == 0)
            #expect(try await outbox.messages().map(\.address) == ["ann@example.org"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `go to one sender only, come back when it dies, and wait for their next time`(_ engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let outbox = OutboxStore(database: database)
            let person = try await Self.person("ann", "ann@example.org", database)
            _ = try await outbox.queue([Self.draft("1", person)], Samples.change())
            let now = Samples.now.adding(seconds: 5)
            let first = try await outbox.take(10, at: now)
            #expect(first.count == 1)
            #expect(try await outbox.take(10, at: now).isEmpty)
            #expect(try await outbox.take(10, at: now.adding(seconds: 599)).isEmpty)
            #expect(try await outbox.take(10, at: now.adding(seconds: 601)).map(\.id) == first.map(\.id))
            let later = now.adding(seconds: 3_600)
            try await outbox.settle(first[0].id, .waiting, at: now, nextAt: later, problem: "busy")
            #expect(try await outbox.take(10, at: later.adding(seconds: -1)).isEmpty)
            let again = try await outbox.take(10, at: later)
            #expect(again.map(\.attempts) == [2] && again[0].problem == "busy")
            try await outbox.settle(again[0].id, .sent, at: later, receipt: "250")
            #expect(try await outbox.take(10, at: later.adding(seconds: 100_000)).isEmpty)
            #expect(try await outbox.messages().map(\.state) == [.sent])
        }
    }
}
