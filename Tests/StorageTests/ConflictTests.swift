// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `Two people who edit one record` {
    @Test(arguments: Engine.allCases)
    func `do not overwrite each other`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            let id = try await store.add(Samples.policy("H1", "Lettings"), Samples.change())
            let first = try #require(try await store.policy(id, within: .wholeBody))
            try await store.save(
                first.renamed("Lettings 2026"), within: .wholeBody, details: "a", Samples.change())
            let conflict = await #expect(throws: EditConflict.self) {
                try await store.save(
                    first.renamed("Allocations"), within: .wholeBody, details: "b", Samples.change())
            }
            #expect(conflict?.current == 2)
            let kept = try #require(try await store.policy(id, within: .wholeBody))
            #expect(kept.name == "Lettings 2026")
            #expect(kept.version == 2)
        }
    }

    /// assurance.md §1, `Conflict`: saved + refused = tried, no text lost.
    @Test(arguments: Engine.allCases)
    func `or fifty with twenty edits each: every edit is saved or refused`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.plan(database)
            let id = try await store.add(Samples.action("0"), Samples.change())
            let tallies = try await withThrowingTaskGroup(of: Tally.self) { group in
                for writer in 1...50 {
                    group.addTask { try await Self.write(20, as: writer, to: id, in: store) }
                }
                return try await group.reduce(into: Tally()) { $0.add($1) }
            }
            #expect(tallies.saved.count + tallies.refused == 1_000)
            #expect(tallies.refused > 0, "without a conflict the test shows nothing")
            let kept = try #require(try await store.action(id, within: .wholeBody))
            #expect(kept.version == tallies.saved.count + 1)
            // Every saved text stands in the log, once, and the newest one is the record's own.
            let logged = try await Samples.log(database).dropFirst().map(\.event.details)
            #expect(logged.sorted() == tallies.saved.sorted())
            #expect(kept.title == logged.last)
        }
    }

    private struct Tally: Sendable {
        var saved: [String] = []
        var refused = 0
        mutating func add(_ other: Tally) {
            saved += other.saved
            refused += other.refused
        }
    }

    private static func write(
        _ count: Int, as writer: Int, to id: String, in store: ActionPlanStore
    ) async throws -> Tally {
        var tally = Tally()
        for round in 1...count {
            let read = try #require(try await store.action(id, within: .wholeBody))
            var cells = read.cells
            cells.title = "writer \(writer), edit \(round)"
            let edit = Action.reading(
                cells, id: id, version: read.version, characteristics: Samples.vocabulary,
                lastUpdated: read.lastUpdated)
            do {
                try await store.save(edit, within: .wholeBody, details: cells.title, Samples.change())
                tally.saved.append(cells.title)
            } catch is EditConflict {
                tally.refused += 1
            }
        }
        return tally
    }

    @Test(arguments: Engine.allCases)
    func `cannot give two records one reference, however it is spelt`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            _ = try await store.add(Samples.policy("H 1"), Samples.change())
            let other = try await store.add(Samples.policy("H2"), Samples.change())
            for spelling in ["H 1", "h 1", " H 1 "] {
                await #expect(throws: ReferenceTaken.self, "\(spelling)") {
                    _ = try await store.add(Samples.policy(spelling), Samples.change())
                }
            }
            let second = try #require(try await store.policy(other, within: .wholeBody))
            await #expect(throws: ReferenceTaken.self) {
                try await store.save(
                    Policy(id: second.id, version: second.version, reference: "h 1", name: "Care"),
                    within: .wholeBody, details: "", Samples.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `add the same new reference at once: one is kept`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            let added = await withTaskGroup(of: Bool.self) { group in
                for _ in 1...10 {
                    group.addTask {
                        (try? await store.add(Samples.policy("H1"), Samples.change())) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(added == 1)
            let kept = try await store.policies(within: .wholeBody)
            #expect(kept.count == 1)
        }
    }
}

extension Policy {
    /// The same line under another name.
    func renamed(_ name: String) -> Policy {
        Policy(
            id: id, version: version, reference: reference, name: name, type: type, directorate: directorate,
            service: service, owner: owner, adopted: adopted, retired: retired, decisionDate: decisionDate,
            assessments: assessments, relevance: relevance, nextAssessment: nextAssessment)
    }
}
