// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `Published tables that a body took in` {
    private static let scheme = try? CategoryScheme(
        id: "sex", variable: "sex", version: "1", title: "Sex",
        categories: [.init(code: "female", label: "Female"), .init(code: "male", label: "Male")])
    private static let change = Change(by: Samples.lead, at: Samples.now)

    private static func store(_ database: any Database, withSchemes: Bool = true) -> PublishedTableStore {
        PublishedTableStore(
            database: database,
            schemes: CategorySchemes(withSchemes ? [scheme].compactMap { $0 } : [], mappings: []))
    }

    private static func offer(
        _ id: String = "T1", day: CalendarDay = CalendarDay(2021, 3, 21), count: Int = 5,
        digest: String = "one",
        schemes: [CategoryScheme]? = nil, header: String = "female,male"
    ) -> PublishedTableStore.Offer {
        let columns = header.split(separator: ",").count
        let counts = (0..<columns).map { String(count + $0) }.joined(separator: ",")
        return PublishedTableStore.Offer(
            description: PublishedTableDescription(
                id: id, title: "Sex", dataset: "Census 2021", day: day, universe: "All usual residents",
                ages: .all,
                schemes: schemes ?? [scheme].compactMap { $0 }, publisher: "Office", source: "Table",
                licence: "OGL",
                geography: "1 local authority", noise: 30, caveats: ["First.", "Second."], digest: digest),
            fileName: "t.csv", bytes: Array("area,made_of,\(header)\nE07000114,,\(counts)\n".utf8),
            areaCount: 1,
            total: count)
    }

    @Test(arguments: Engine.allCases)
    func `are kept with all that is said of them, and read back`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Self.store(database)
            let before = try await store.mark()
            let taken = try await store.take(Self.offer(), Self.change)
            #expect(try await store.mark() != before)
            let found = try #require(try await store.table(taken.id))
            #expect(found == taken && found.standing == .used && found.takenBy == "Equality lead")
            #expect(found.description == Self.offer().description)
            let counts = try #require(try await store.counts(taken.id))
            #expect(counts.counts(of: "E07000114")?.counts == [5, 6])
            #expect(try await store.used().count == 1)
            let log = try await LogStore(database: database).entries(about: "published table", taken.id)
            #expect(log.map(\.event.verb) == ["took in"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `are refused a second time, naming the first`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Self.store(database)
            let first = try await store.take(Self.offer(), Self.change)
            let same = await #expect(throws: TableHeldAlready.self) {
                try await store.take(Self.offer(), Self.change)
            }
            #expect(same?.first.id == first.id && same?.isSameFile == true)
            // The same counts under another name, from a file that was saved again.
            let again = await #expect(throws: TableHeldAlready.self) {
                try await store.take(Self.offer("T2", digest: "two"), Self.change)
            }
            #expect(again?.isSameFile == false)
            #expect(try await store.tables().count == 1)
            // Another table out of the same file is no second time.
            _ = try await store.take(Self.offer("T2", count: 9), Self.change)
            #expect(try await store.tables().count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `take the place of an older one, and give it back when withdrawn`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = Self.store(database)
            let old = try await store.take(Self.offer(), Self.change)
            let middle = try await store.take(
                Self.offer("t1", day: CalendarDay(2024, 6, 30), count: 7, digest: "two"), Self.change)
            let new = try await store.take(
                Self.offer(day: CalendarDay(2025, 6, 30), count: 8, digest: "three"), Self.change)
            #expect(middle.supersedes == old.id && new.supersedes == middle.id)
            #expect(try await store.used().map(\.description.day) == [CalendarDay(2025, 6, 30)])
            let late = await #expect(throws: NewerTableHeld.self) {
                try await store.take(
                    Self.offer(day: CalendarDay(2022, 6, 30), count: 3, digest: "four"), Self.change)
            }
            #expect(late?.newer.id == new.id)
            try await store.withdraw(middle.id, reason: "Wrong", Self.change)
            #expect(try await store.used().map(\.description.day) == [CalendarDay(2025, 6, 30)])
            try await store.withdraw(new.id, reason: "Wrong areas", Self.change)
            #expect(try await store.used().map(\.description.day) == [CalendarDay(2021, 3, 21)])
            #expect(try await store.table(new.id)?.withdrawal?.reason == "Wrong areas")
            await #expect(throws: NothingToWithdraw.self) {
                try await store.withdraw(new.id, reason: "Again", Self.change)
            }
            // What was withdrawn may come again.
            _ = try await store.take(
                Self.offer(day: CalendarDay(2025, 6, 30), count: 8, digest: "three"), Self.change)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keep the bands of a scheme that was made from the file, and say when a scheme is gone`(
        _ engine: Engine
    ) async throws {
        try await withDatabase(engine) { database in
            let bands = ["0-6", "7-40", "41-and-over"].compactMap { CategoryScheme.ages(ofCode: $0) }
            let made = try #require(CategoryScheme.made(ofAges: bands, id: "ages-of-t3"))
            let taken = try await Self.store(database).take(
                Self.offer("T3", schemes: [made], header: "0-6,7-40,41-and-over"), Self.change)
            #expect(try await Self.store(database).counts(taken.id)?.counts(of: "E07000114")?.total == 18)
            let sex = try await Self.store(database).take(Self.offer(), Self.change)
            let bare = Self.store(database, withSchemes: false)
            #expect(try await bare.table(sex.id)?.missingSchemes == ["sex"])
            #expect(try await bare.counts(sex.id) == nil)
            #expect(try await bare.used().count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a rehearsal keeps nothing`(_ engine: Engine) async throws {
        try await withDatabase(engine) { database in
            _ = try await Self.store(database).take(Self.offer(), rehearsing: true, Self.change)
            #expect(try await Self.store(database).tables().isEmpty)
        }
    }
}
