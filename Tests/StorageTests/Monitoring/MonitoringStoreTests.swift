// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Testing

@testable import Storage

@Suite struct `The store of monitoring data` {
    private static let set = DataSet(
        title: "Leisure users", kind: .serviceUsers, purpose: "who uses the pools", retention: "6 years",
        retainUntil: CalendarDay(2032, 3, 31), directorate: "Leisure", areaCode: "E07000114")

    private static func version(
        _ id: String, digest: String = "d1", period: String = "2025/26", supersedes: Int? = nil,
        quality: QualityReport = QualityReport()
    ) throws -> DataSetVersion {
        DataSetVersion(
            dataSetID: id, period: try #require(DataPeriod(written: period)), sourceName: "users.csv",
            sourceDigest: digest, contentMark: "m", records: 3,
            columns: [
                DataColumn(
                    name: "sex", header: "Sex", role: .category, scheme: "sex-2021",
                    schemeVersion: "Census 2021",
                    entries: [ColumnEntry("female", "Female"), ColumnEntry("male", "Male")])
            ], mapping: "users", note: "n", supersedes: supersedes, quality: quality)
    }

    private static func spool(_ codes: [UInt8] = [0, 1, 1]) throws -> ChunkSpool {
        let spool = try ChunkSpool()
        for _ in 0..<2 {
            let chunk = try CodedChunk([CodedColumn(ColumnName("sex", categories: 2), codes: codes)])
            try spool.add(CodedPiece(part: 0, records: codes.count, bytes: chunk.bytes))
        }
        return spool
    }

    @Test(arguments: Engine.allCases)
    func `keeps a data set with everything that is said of it`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = MonitoringStore(database: database)
            let id = try await store.add(Self.set, Samples.change())
            var kept = try #require(try await store.dataSet(named: "LEISURE  users"))
            var wanted = Self.set
            wanted.id = id
            #expect(kept == wanted)
            await #expect(throws: DataSetNameTaken.self) {
                _ = try await store.add(Self.set, Samples.change())
            }
            kept.ages = try #require(AgeRange(16, to: 64))
            try await store.save(kept, Samples.change())
            #expect(try await store.dataSet(id)?.ages.words == "16 to 64")
            await #expect(throws: EditConflict(current: 2)) { try await store.save(kept, Samples.change()) }
            #expect(try await store.dataSets().count == 1)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps a version with its records byte for byte`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = MonitoringStore(database: database)
            let id = try await store.add(Self.set, Samples.change())
            var quality = QualityReport()
            quality.people = 3
            quality.add([.init(.tells, row: 2, column: "Sex", "something")])
            let mapping = ColumnMapping(
                name: "Users",
                columns: [.init(header: "Sex", use: .category(scheme: "sex-2021"), codes: ["w": "female"])])
            let number = try await store.take(
                Self.version(id, quality: quality), Self.spool(), accepting: false, remembering: mapping,
                Samples.change())
            #expect(number == 1)
            let version = try #require(try await store.versions(of: id).first)
            #expect(version.quality == quality && version.columns.count == 1 && version.records == 3)
            #expect(version.period.description == "2025/26")
            let chunks = try await store.chunks(of: id, version: 1)
            let table = try CodedColumns(chunks.map { try CodedChunk(HeldBytes($0)) })
            #expect(try table.crossTabulation(over: [0]).count(1) == 4)
            #expect(try await store.mapping(named: "USERS") == mapping)
            let entries = try await LogStore(database: database).entries(about: "data set", id)
            #expect(entries.first?.event.verb == "imported")
        }
    }

    @Test(arguments: Engine.allCases)
    func `refuses the same file, and the same days without a word that they are replaced`(engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let store = MonitoringStore(database: database)
            let id = try await store.add(Self.set, Samples.change())
            func take(_ version: DataSetVersion) async throws -> Int {
                try await store.take(
                    version, Self.spool(), accepting: true, remembering: nil, Samples.change())
            }
            #expect(try await take(Self.version(id)) == 1)
            await #expect(throws: VersionRefusal.sameFile(number: 1)) {
                _ = try await take(Self.version(id, period: "2026/27"))
            }
            await #expect(throws: VersionRefusal.samePeriod(number: 1)) {
                _ = try await take(Self.version(id, digest: "d2"))
            }
            await #expect(throws: VersionRefusal.notReplaceable(number: 7)) {
                _ = try await take(Self.version(id, digest: "d2", supersedes: 7))
            }
            #expect(try await take(Self.version(id, digest: "d2", supersedes: 1)) == 2)
            #expect(try await take(Self.version(id, digest: "d3", period: "2024/25")) == 3)
            let versions = try await store.versions(of: id)
            // The replaced version is still there, with its records.
            #expect(versions.map(\.number) == [3, 2, 1])
            #expect(versions.current.map(\.number) == [2, 3])
            #expect(try await store.chunks(of: id, version: 1).count == 2)
            #expect(try await store.latestVersions()[id]?.number == 2)
            #expect(try await store.versionBefore(versions[0].period, of: id)?.number == 3)
            await #expect(throws: VersionRefusal.notReplaceable(number: 1)) {
                _ = try await take(Self.version(id, digest: "d4", supersedes: 1))
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `takes nothing that is stopped or not accepted, and leaves nothing of it`(engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let store = MonitoringStore(database: database)
            let id = try await store.add(Self.set, Samples.change())
            var stopped = QualityReport()
            stopped.add([.init(.stops, "no")])
            var asked = QualityReport()
            asked.add([.init(.asks, "sure?")])
            let change = Samples.change()
            let spool = try Self.spool()
            await #expect(throws: VersionRefusal.stopped) {
                _ = try await store.take(
                    Self.version(id, quality: stopped), spool, accepting: true, remembering: nil, change)
            }
            await #expect(throws: VersionRefusal.notAccepted) {
                _ = try await store.take(
                    Self.version(id, quality: asked), spool, accepting: false, remembering: nil, change)
            }
            // A data set that is not there: the version is refused by the schema, and its chunks with it.
            await #expect(throws: DatabaseFailure.self) {
                _ = try await store.take(
                    Self.version("missing"), spool, accepting: true,
                    remembering: ColumnMapping(name: "m", columns: []), change)
            }
            #expect(try await store.chunks(of: "missing", version: 1).isEmpty)
            #expect(try await store.mappings().isEmpty)
            #expect(try await store.versions(of: id).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `forgets a mapping and takes a newer one of its name`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = MonitoringStore(database: database)
            try await store.remember(
                ColumnMapping(name: "HR", columns: [.init(header: "A", use: .area)]), Samples.change())
            let newer = ColumnMapping(name: "hr", columns: [.init(header: "B", use: .stage)])
            try await store.remember(newer, Samples.change())
            #expect(try await store.mappings() == [newer])
            try await store.forgetMapping(named: "HR", Samples.change())
            #expect(try await store.mapping(named: "hr") == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `knows who objects without keeping who it is`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = ObjectionStore(database: database)
            #expect(try await store.test() == nil)
            let day = CalendarDay(2026, 11, 1)
            #expect(
                try await store.add("ab 12-34", receivedOn: day, note: "by letter", Samples.change()) == 1)
            #expect(try await store.add("AB1234", receivedOn: day, note: "", Samples.change()) == 1)
            #expect(try await store.add("CD", receivedOn: day, note: "", Samples.change()) == 2)
            func objected(_ reference: String) async throws -> Bool {
                let test = try await store.test()
                return Array(reference.utf8).withUnsafeBufferPointer { test?($0) ?? false }
            }
            #expect(try await objected("AB1234"))
            #expect(try await objected(" ab 1234"))
            #expect(try await !objected("AB1235"))
            let kept = try await database.rows("SELECT digest, note FROM data_objection ORDER BY number")
            #expect(kept.allSatisfy { !$0.text(0).contains("1234") && $0.text(0).utf8.count == 64 })
            let log = try await database.rows("SELECT subjectID, details FROM log_entry").map {
                "\($0.values)"
            }
            #expect(!log.joined().contains("1234"))
            #expect(try await store.end(1, Samples.change()))
            #expect(try await !store.end(1, Samples.change()))
            #expect(try await !objected("AB1234"))
            #expect(try await store.objections().map(\.number) == [2, 1])
        }
    }
}
