// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `The log of changes` {
    @Test(arguments: Engine.allCases)
    func `gets its line in the transaction of the change itself`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let id = try await Samples.register(database).add(
                Samples.policy("H1"), Samples.change(because: "Yearly review"))
            let entry = try #require(try await Samples.log(database).last)
            #expect(entry.sequence == 1)
            #expect(entry.at == Samples.now)
            #expect(entry.actor == Samples.lead)
            #expect(entry.event.verb == "added")
            #expect(entry.event.subjectKind == "policy")
            #expect(entry.event.subjectID == id)
            #expect(entry.reason == "Yearly review")
            #expect(try await LogStore(database: database).entries(about: "policy", id) == [entry])
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps a change out that would leave no line`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            await #expect(throws: DatabaseFailure.self) {
                try await database.record(Samples.change()) { recorder in
                    try recorder.connection.add(setting: "silent", "1")
                }
            }
            let left = try await database.rows("SELECT name FROM setting")
            #expect(left.isEmpty)
            let log = try await Samples.log(database)
            #expect(log.isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps no line of a change that failed`(engine: Engine) async throws {
        struct Interrupted: Error {}
        try await withDatabase(engine) { database in
            await #expect(throws: Interrupted.self) {
                try await database.record(Samples.change()) { recorder in
                    try recorder.log(LogEvent("added", "policy", "x"))
                    throw Interrupted()
                }
            }
            let log = try await Samples.log(database)
            #expect(log.isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `never goes back in time when the clock does`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            for (index, seconds) in [0, 60, -3_600, 30, 86_400, 5].enumerated() {
                _ = try await store.add(Samples.policy("H\(index)"), Samples.change(after: seconds))
            }
            let times = try await Samples.log(database).map(\.at)
            #expect(times == times.sorted())
            #expect(
                times.map { ($0.milliseconds - Samples.now.milliseconds) / 1_000 } == [
                    0, 60, 60, 60, 86_400, 86_400,
                ])
        }
    }

    @Test(arguments: Engine.allCases)
    func `has no gap and no double number under many writers`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 1...20 {
                    group.addTask {
                        for round in 1...10 {
                            _ = try await store.add(Samples.policy("\(writer)-\(round)"), Samples.change())
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await Samples.log(database).map(\.sequence) == Array(1...200))
            #expect(try await store.policies(within: .wholeBody).count == 200)
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives its pages newest first`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            for index in 1...7 { _ = try await store.add(Samples.policy("H\(index)"), Samples.change()) }
            let page = try await LogStore(database: database).page(offset: 2, limit: 3)
            #expect(page.total == 7)
            #expect(page.entries.map(\.sequence) == [5, 4, 3])
        }
    }
}

@Suite struct `The key of a form` {
    @Test(arguments: Engine.allCases)
    func `has its effect once, and the second time says where the first led`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            let id = try await store.add(Samples.policy("H1"), Samples.change("key-1"))
            let done = await #expect(throws: AlreadyDone.self) {
                _ = try await store.add(Samples.policy("H2"), Samples.change("key-1"))
            }
            #expect(done?.subjectKind == "policy")
            #expect(done?.subjectID == id)
            #expect(try await store.policies(within: .wholeBody).map(\.reference) == ["H1"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `has its effect once when it comes many times at once`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            let outcomes = await withTaskGroup(of: String.self) { group in
                for index in 1...12 {
                    group.addTask {
                        do {
                            let policy = Samples.policy("H\(index)")
                            return "added " + (try await store.add(policy, Samples.change("one-key")))
                        } catch let done as AlreadyDone {
                            return "done " + done.subjectID
                        } catch {
                            return "failed \(error)"
                        }
                    }
                }
                return await group.reduce(into: [String]()) { $0.append($1) }
            }
            let added = outcomes.filter { $0.hasPrefix("added ") }
            #expect(added.count == 1, "\(outcomes)")
            let id = try #require(added.first).dropFirst(6)
            #expect(outcomes.count { $0 == "done \(id)" } == 11, "\(outcomes)")
            #expect(try await store.policies(within: .wholeBody).count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `stays free when the change it came with was refused`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            _ = try await store.add(Samples.policy("H1"), Samples.change("key-1"))
            await #expect(throws: ReferenceTaken.self) {
                _ = try await store.add(Samples.policy("h1 "), Samples.change("key-2"))
            }
            _ = try await store.add(Samples.policy("H2"), Samples.change("key-2"))
            #expect(try await store.policies(within: .wholeBody).count == 2)
        }
    }
}
