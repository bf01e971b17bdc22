// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `The outbox and contacts` {
    private static func person(
        _ database: any Database, _ name: String, address: String = "a@example.org", wants: Bool = true
    ) async throws -> String {
        let people = PeopleStore(database: database)
        let id = try await people.add(
            signInName: name, post: "Post of \(name)", passwordHash: "x", grants: [], Samples.change())
        try await people.setContact(
            Contact(address: address, wantsReminders: wants), of: id, Samples.change())
        return id
    }

    private static func draft(_ reference: String, _ person: String) -> OutboxStore.Draft {
        OutboxStore.Draft(
            reference: reference, kind: "overdueAction", personID: person, subject: "S", words: "W")
    }

    @Test(arguments: Engine.allCases)
    func `queues a reference once, for people who want it and have an address`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let outbox = OutboxStore(database: database)
            let wants = try await Self.person(database, "one")
            let silent = try await Self.person(database, "two", wants: false)
            let nowhere = try await Self.person(database, "three", address: "")
            let drafts = [Self.draft("a", wants), Self.draft("b", silent), Self.draft("c", nowhere)]
            #expect(try await outbox.queue(drafts, Samples.change()) == 1)
            #expect(try await outbox.queue(drafts, Samples.change()) == 0)
            #expect(try await outbox.messages().map(\.reference) == ["a"])
            #expect(try await PeopleStore(database: database).reachable() == [wants])
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives a message to one of two senders, and again when a sender died`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let outbox = OutboxStore(database: database)
            let person = try await Self.person(database, "one")
            _ = try await outbox.queue((1...8).map { Self.draft("r\($0)", person) }, Samples.change())
            let now = Samples.now
            async let first = outbox.take(5, at: now)
            async let second = outbox.take(5, at: now)
            let taken = try await (first + second).map(\.id)
            #expect(taken.count == 8 && Set(taken).count == 8)
            #expect(try await outbox.take(5, at: now.adding(seconds: 599)).isEmpty)
            #expect(try await outbox.take(10, at: now.adding(seconds: 601)).count == 8)
        }
    }

    @Test(arguments: Engine.allCases)
    func `sends again only what was given up`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let outbox = OutboxStore(database: database)
            let person = try await Self.person(database, "one")
            _ = try await outbox.queue([Self.draft("a", person), Self.draft("b", person)], Samples.change())
            let messages = try await outbox.take(2, at: Samples.now)
            try await outbox.settle(messages[0].id, .failed, at: Samples.now, problem: "No such address")
            try await outbox.settle(messages[1].id, .sent, at: Samples.now, receipt: "1")
            #expect(try await outbox.counts() == [.failed: 1, .sent: 1])
            #expect(try await outbox.sendAgain(messages[0].id, Samples.change()))
            #expect(try await !outbox.sendAgain(messages[1].id, Samples.change()))
            let waiting = try await outbox.take(2, at: Samples.now)
            #expect(waiting.map(\.id) == [messages[0].id])
            #expect(waiting.map(\.attempts) == [0] && waiting.map(\.problem) == [""])
        }
    }

    @Test(arguments: Engine.allCases)
    func `follows a new address and forgets who wants none`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let outbox = OutboxStore(database: database)
            let people = PeopleStore(database: database)
            let person = try await Self.person(database, "one")
            _ = try await outbox.queue([Self.draft("a", person)], Samples.change())
            try await people.setContact(
                Contact(address: "new@example.org", wantsReminders: true), of: person, Samples.change())
            #expect(try await outbox.messages().map(\.address) == ["new@example.org"])
            let log = try await LogStore(database: database).entries(about: "person", person)
            #expect(log.allSatisfy { !$0.event.details.contains("example.org") })
            await #expect(throws: EditConflict.self) {
                try await people.setContact(
                    Contact(address: "", wantsReminders: false), of: person, version: 1, Samples.change())
            }
            try await people.setContact(
                Contact(address: "new@example.org", wantsReminders: false), of: person, Samples.change())
            #expect(try await outbox.messages().isEmpty)
        }
    }
}

@Suite struct `What fell away from the calendar` {
    @Test(arguments: Engine.allCases)
    func `is told once, with a later number, within the scope in which it stood`(engine: Engine) async throws
    {
        try await withDatabase(engine) { database in
            let plan = ActionPlanStore(
                database: database, vocabulary: CharacteristicVocabulary([]))
            let id = try await plan.add(
                Action.reading(
                    ActionCells(
                        title: "Once a year", directorate: "Housing", targetDate: "31 January (annually)"),
                    characteristics: CharacteristicVocabulary([]), lastUpdated: CalendarDay(2026, 11, 1)),
                Samples.change())
            let calendar = CalendarStore(database: database)
            let (first, last) = (CalendarDay(2026, 11, 1), CalendarDay(2028, 12, 31))
            func gone(_ scope: Scope, since: Instant) async throws -> [CancelledEntry] {
                try await calendar.cancelled(
                    since: since, from: first, to: last, within: scope,
                    vocabulary: CharacteristicVocabulary([]), current: [])
            }
            #expect(try await gone(.wholeBody, since: Samples.now.adding(seconds: -1)).isEmpty)
            try await plan.report(
                ActionUpdate(day: CalendarDay(2026, 11, 2), status: .closedNotDone, note: "No money"),
                about: id, version: 1, within: .wholeBody, Samples.change())
            let found = try await gone(.wholeBody, since: Samples.now.adding(seconds: -1))
            #expect(found.map(\.entry.day.iso) == ["2027-01-31", "2028-01-31"])
            #expect(found.allSatisfy { $0.entry.sequence == 1 })
            #expect(
                try await gone(
                    .limited(directorates: ["care"], records: []), since: Samples.now.adding(seconds: -1)
                ).isEmpty)
            #expect(try await gone(.wholeBody, since: Samples.now.adding(seconds: 5)).isEmpty)
        }
    }
}
