// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Testing

@testable import Storage

/// A body with something in every table of figures about people.
enum FilledFigures {
    static func fill(_ database: any Database) async throws {
        let monitoring = MonitoringStore(database: database)
        let id = try await monitoring.add(
            DataSet(
                title: "Pools – “as written”", kind: .serviceUsers, purpose: "who uses them",
                retention: "6 years",
                areaCode: "E07000114"), Samples.change())
        let spool = try ChunkSpool()
        let chunk = try CodedChunk([CodedColumn(ColumnName("sex", categories: 2), codes: [0, 1, 1, 255 % 2])])
        try spool.add(CodedPiece(part: 0, records: 4, bytes: chunk.bytes))
        let mapping = ColumnMapping(
            name: "Users",
            columns: [.init(header: "Sex", use: .category(scheme: "sex-2021"), codes: ["w": "female"])])
        let version = DataSetVersion(
            dataSetID: id, period: try #require(DataPeriod(written: "2025/26")), sourceName: "é.csv",
            sourceDigest: "d", contentMark: "m", records: 4,
            columns: [
                DataColumn(
                    name: "sex", header: "Sex", role: .category, scheme: "sex-2021",
                    schemeVersion: "Census 2021",
                    entries: [ColumnEntry("female", "Female"), ColumnEntry("male", "Male")])
            ], mapping: "users", note: "", supersedes: nil, quality: QualityReport())
        _ = try await monitoring.take(
            version, spool, accepting: false, remembering: mapping, Samples.change())
        _ = try await ObjectionStore(database: database).add(
            "L-1", receivedOn: CalendarDay(2026, 1, 2), note: "by letter", Samples.change())
        try await ask(id, database)
        try await publish(database, id)
    }

    private static func table(of id: String) throws -> FigureTable {
        FigureTable(
            dataSet: id, version: 1, period: try #require(DataPeriod(written: "2025/26")), column: "sex",
            scheme: "sex-2021",
            standing: .released,
            lines: [
                .init(Figure(code: "female", label: "Female – “é”", count: 3, base: 4)),
                .init(Figure(code: "male", label: "Male", count: nil, base: nil), parent: "female", depth: 1),
            ])
    }

    private static func ask(_ dataSet: String, _ database: any Database) async throws {
        let store = QuestionnaireStore(database: database)
        var one = try AskedSample.made("asked")
        one.dataSetID = dataSet
        let id = try await store.add(one, Samples.change())
        try await store.open(try #require(try await store.questionnaire(id)), Samples.change())
        _ = try await ReplyStore(database: database).send(
            AskedSample.reply("m", "“é”"), to: id, key: "k", on: AskedSample.today)
    }

    private static func publish(_ database: any Database, _ id: String) async throws {
        let scheme = try CategoryScheme(
            id: "sex", variable: "sex", version: "1", title: "Sex",
            categories: [.init(code: "female", label: "Female"), .init(code: "male", label: "Male")])
        let tables = PublishedTableStore(
            database: database, schemes: CategorySchemes([scheme], mappings: []))
        _ = try await tables.take(
            PublishedTableStore.Offer(
                description: PublishedTableDescription(
                    id: "T1", title: "Sex", dataset: "Census 2021", day: CalendarDay(2021, 3, 21),
                    universe: "All usual residents", ages: .all, schemes: [scheme], publisher: "Office",
                    source: "Table", licence: "OGL", geography: "1 local authority", digest: "one"),
                fileName: "t.csv", bytes: Array("area,made_of,female,male\nE07000114,,5,6\n".utf8),
                areaCount: 1,
                total: 11), Samples.change())
        let information = EqualityInformationStore(database: database)
        _ = try await information.publish(
            InformationToKeep(
                title: "Equality information", summary: "s", asOf: CalendarDay(2026, 3, 31),
                files: { _ in
                    (
                        [Artefact(format: .html, bytes: Array("<p>é</p>".utf8))],
                        [EditionFile(name: "pools.ods", mediaType: "t", bytes: [1, 0, 255])]
                    )
                }, kept: [(path: "pools/certificate.txt", bytes: [7])],
                lines: [
                    .init(
                        bytes: Array("line\n".utf8), digest: "a", population: "p", period: "q",
                        dataVersion: "v")
                ], after: String(repeating: "0", count: 64), figures: [try table(of: id)]), Samples.change())
        try await FigureStore(database: database).settle(
            FigureUse(
                .objective, id: "o", title: "t", directorate: "", item: "i",
                figure: FigureReference(dataSet: id, version: 1, column: "sex")), beside: 1,
            because: "“Known”", Samples.change())
        _ = try await information.seed(for: "m", drawn: .max, Samples.change())
    }
}
