// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Testing

@testable import Storage

@Suite struct `The store of figures` {
    private static let first = String(repeating: "0", count: 64)
    private static let column = DataColumn(
        name: "sex", header: "Sex", role: .category, scheme: "sex-2021",
        entries: [ColumnEntry("female", "Female"), ColumnEntry("male", "Male")])

    private static func take(_ id: String, _ year: Int, in database: any Database) async throws
        -> DataSetVersion
    {
        let store = MonitoringStore(database: database)
        let spool = try ChunkSpool()
        let chunk = try CodedChunk([CodedColumn(ColumnName("sex", categories: 2), codes: [0, 1, 1, 1])])
        try spool.add(CodedPiece(part: 0, records: 4, bytes: chunk.bytes))
        _ = try await store.take(
            DataSetVersion(
                dataSetID: id, period: try #require(DataPeriod(written: String(year))), sourceName: "f",
                sourceDigest: "\(year)", contentMark: "\(year)", records: 4, columns: [column], mapping: "m",
                quality: QualityReport()), spool, accepting: true, remembering: nil, Samples.change())
        return try #require(try await store.versions(of: id).first)
    }

    private static func dataSet(_ database: any Database) async throws -> String {
        try await MonitoringStore(database: database).add(
            DataSet(title: "Pools", kind: .serviceUsers, purpose: "p", retention: "r"), Samples.change())
    }

    private static func edition(_ tables: [FigureTable], after: String, digest: String) -> InformationToKeep {
        InformationToKeep(
            title: "t", summary: "s", asOf: CalendarDay(2026, 3, 31),
            files: { _ in ([Artefact(format: .html, bytes: [1])], []) }, kept: [],
            lines: [.init(bytes: [7], digest: digest, population: "p", period: "q", dataVersion: "v")],
            after: after, figures: tables)
    }

    private static func table(_ version: DataSetVersion, _ counts: [Int?], base: Int?) -> FigureTable {
        FigureTable(
            dataSet: version.dataSetID, version: version.number, period: version.period, column: "sex",
            scheme: "sex-2021", standing: .released,
            lines: zip(["female", "male"], counts).map {
                .init(Figure(code: $0.0, label: $0.0.capitalized, count: $0.1, base: base))
            })
    }

    @Test(arguments: Engine.allCases)
    func `gives what the newest edition that stands tells of a version, and nothing of others`(engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let id = try await Self.dataSet(database)
            let version = try await Self.take(id, 2025, in: database)
            let later = try await Self.take(id, 2026, in: database)
            let store = FigureStore(database: database)
            let information = EqualityInformationStore(database: database)
            #expect(try await store.released(of: version).isEmpty)
            let one = Self.table(version, [40, nil], base: 100)
            _ = try await information.publish(
                Self.edition([one], after: Self.first, digest: "a"), Samples.change())
            #expect(try await store.released(of: version) == [one])
            #expect(try await store.released(of: later).isEmpty)
            let two = Self.table(version, [40, 60], base: 100)
            _ = try await information.publish(Self.edition([two], after: "a", digest: "b"), Samples.change())
            #expect(try await store.released(of: version) == [two])
            // Withdrawn, it tells nothing any more, and what stood before it stands again.
            try await PublicationStore(database: database).withdraw(
                .equalityInformation, edition: 2, reason: "wrong", Samples.change())
            #expect(try await store.released(of: version) == [one])
            // An edition that is refused keeps no figures either.
            await #expect(throws: LedgerMoved.self) {
                _ = try await information.publish(
                    Self.edition([Self.table(later, [1, 2], base: 3)], after: "a", digest: "c"),
                    Samples.change())
            }
            #expect(try await store.released(of: later).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `finds what rests on a data set, within the scope, by what was saved last`(engine: Engine)
        async throws
    {
        try await withDesk(engine) { desk in
            let database = desk.database
            let id = try await Self.dataSet(database)
            let other = FigureReference(dataSet: "other", version: 1, column: "sex")
            let figure = FigureReference(dataSet: id, version: 1, column: "sex", groups: ["female"])
            let store = FigureStore(database: database)
            let assessment = try await desk.start("Rents")
            #expect(try await store.uses(assessments: .wholeBody, objectives: .wholeBody).isEmpty)
            try await desk.save(
                [
                    "evidence/r1/title": "Who swims", "evidence/r1/figure": figure.written,
                    "evidence/r2/title": "Else", "evidence/r2/figure": other.written,
                ], of: assessment)
            let found = try await store.uses(of: id, assessments: .wholeBody, objectives: .wholeBody)
            #expect(found.map(\.item) == ["Who swims"] && found[0].figure == figure)
            #expect(found[0].key == "assessment/\(assessment)/r1" && found[0].title.hasSuffix("Rents"))
            #expect(try await store.uses(assessments: .wholeBody, objectives: nil).count == 2)
            let elsewhere = Scope.limited(directorates: ["care"], records: [])
            #expect(try await store.uses(of: id, assessments: elsewhere, objectives: nil).isEmpty)
            // The binding stays in every version, and the row is found no more once it was taken away.
            #expect(
                try await desk.record(assessment).content.evidence.map(\.figure) == [figure, other])
            try await desk.save(["evidence/r1/title": "", "evidence/r1/figure": ""], of: assessment)
            #expect(try await store.uses(of: id, assessments: .wholeBody, objectives: nil).isEmpty)
            let frozen = try #require(try await desk.store.content(of: assessment, version: 2))
            #expect(frozen.evidence.first?.figure == figure)
            // Whatever is over rests on nothing.
            try await desk.act(.withdrawn, on: assessment, to: .withdrawn)
            #expect(try await store.uses(assessments: .wholeBody, objectives: nil).isEmpty)
        }
    }

    @Test(arguments: Engine.allCases)
    func `knows the version of an objective by its newest reading, or else by its baseline`(engine: Engine)
        async throws
    {
        try await withDatabase(engine) { database in
            let id = try await Self.dataSet(database)
            let objectives = ObjectiveStore(database: database)
            var measure = Objective.Measure(words: "Share", baseline: 12)
            measure.figure = FigureMeasure(
                dataSet: id, column: "sex", group: "female", kind: .share, baselineVersion: 1)
            let objective = try await objectives.add(
                Objective(title: "More women swim", measure: measure), Samples.change())
            let kept = try #require(try await objectives.objective(objective, within: .wholeBody))
            #expect(kept.measure.figure == measure.figure)
            let store = FigureStore(database: database)
            func version() async throws -> [Int] {
                try await store.uses(of: id, assessments: nil, objectives: .wholeBody).map(\.figure.version)
            }
            #expect(try await version() == [1])
            let taken = FigureReference(dataSet: id, version: 3, column: "sex", groups: ["female"])
            let number = try await objectives.add(
                Reading(day: CalendarDay(2026, 3, 31), value: 14, base: 100, figure: taken), to: objective,
                Samples.change(after: 1))
            #expect(try await version() == [3])
            #expect(try await objectives.readings(of: objective).last?.figure == taken)
            #expect(try await objectives.readings()[objective]?.last?.figure == taken)
            // A correction by hand takes the reading from the data set away.
            _ = try await objectives.add(
                Reading(day: CalendarDay(2026, 3, 31), value: 15, note: "typed", corrects: number),
                to: objective, Samples.change(after: 2))
            #expect(try await version() == [1])
            // An older version of the objective has its figure, too.
            var saved = kept
            saved.measure.figure = nil
            try await objectives.save(saved, within: .wholeBody, details: "d", Samples.change(after: 9))
            #expect(try await version().isEmpty)
            let before = try await objectives.objectives(asOf: Samples.now.adding(seconds: 5))
            #expect(before.first?.measure.figure == measure.figure)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps who looked at a movement and why nothing has to change, once`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let id = try await Self.dataSet(database)
            let store = FigureStore(database: database)
            let use = FigureUse(
                .assessment, id: "a", row: "r", title: "t", directorate: "", item: "Who swims",
                figure: FigureReference(dataSet: id, version: 1, column: "sex"))
            try await store.settle(use, beside: 2, because: "The pool was shut", Samples.change())
            let kept = try await store.reviews(of: id)
            #expect(kept.map(\.key) == ["assessment/a/r"] && kept[0].reason == "The pool was shut")
            await #expect(throws: FigureReviewed.self) {
                try await store.settle(use, beside: 2, because: "Again", Samples.change())
            }
            try await store.settle(use, beside: 3, because: "Still", Samples.change())
            #expect(try await store.reviews(of: id).map(\.version) == [2, 3])
            #expect(try await store.reviews(of: "other").isEmpty)
            let log = try await LogStore(database: database).entries(about: "assessment", "a")
            #expect(log.first?.event.details.contains("version 1 to 3: no change needed. Still") == true)
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps what an item of the library is bound to`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = EvidenceStore(database: database)
            let figure = FigureReference(dataSet: "d", version: 2, column: "sex", groups: ["female"])
            let id = try await store.add(
                LibraryEvidence(title: "Who swims", figure: figure), Samples.change())
            var item = try #require(try await store.item(id))
            #expect(item.figure == figure)
            item.summary = "Half"
            try await store.save(item, Samples.change(after: 1))
            #expect(try await store.items().first?.figure == figure)
        }
    }
}
