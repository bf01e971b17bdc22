// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import EqualityStatistics
import Reports
import Storage

@testable import OfficerSite

/// A council with invented service users: most groups large, some of a handful.
enum InformationCouncil {
    /// Numbers that follow from a seed, the same on every machine.
    struct Drawing {
        var state: UInt64

        mutating func next(below bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }

        /// A place by weights.
        mutating func pick(_ weights: [Int]) -> Int {
            var left = next(below: weights.reduce(0, +))
            for (place, weight) in weights.enumerated() {
                if left < weight { return place }
                left -= weight
            }
            return 0
        }
    }

    static func schemes() throws -> [CategoryScheme] {
        func category(_ code: String, _ label: String, in parent: String? = nil) -> CategoryScheme.Category {
            .init(code: code, label: label, parent: parent)
        }
        return [
            try CategoryScheme(
                id: "sex-t", variable: "sex", version: "t", title: "Sex", characteristic: "sex",
                categories: [category("female", "Female"), category("male", "Male")]),
            try CategoryScheme(
                id: "ethnic-t", variable: "ethnic group", version: "t", title: "Ethnic group",
                characteristic: "race",
                categories: [
                    category("white", "White"), category("british", "=British <&>", in: "white"),
                    category("roma", "Roma", in: "white"), category("asian", "Asian"),
                    category("indian", "Indian", in: "asian"), category("chinese", "Chinese", in: "asian"),
                    category("black", "Black"),
                ]),
            try CategoryScheme(
                id: "age-t", variable: "age", version: "t", title: "Bands", characteristic: "age",
                categories: [
                    .init(code: "0-15", label: "0 to 15", ages: AgeRange(0, to: 15)),
                    .init(code: "16-64", label: "16 to 64", ages: AgeRange(16, to: 64)),
                    .init(code: "65", label: "65 and over", ages: AgeRange(65, to: nil)),
                ]),
        ]
    }

    static func desk() throws -> CommunityDesk {
        let schemes = try schemes()
        let table = PublishedTableDescription(
            id: "T1", title: "Sex", dataset: "Census 2021", day: CalendarDay(2021, 3, 21),
            universe: "All usual residents", ages: .all, schemes: [schemes[0]], publisher: "Office",
            source: "s",
            licence: "l", geography: "g")
        let statistics = PublishedStatistics(schemes: CategorySchemes(schemes, mappings: []), [table]) { _ in
            try PublishedTable(table, bytes: Array("area,made_of,female,male\nE07000001,,700,300\n".utf8))
        }
        return CommunityDesk(
            reference: CommunityReference(
                areas: AreaDirectory(
                    [ProfileArea(code: "E07000001", name: "Eastmarsh", kind: .authority)], neighbours: [:]),
                profiles: ProfileBuilder(statistics: statistics, topics: [], populationTables: [])),
            report: { Document(title: $0.area.name, caption: "", blocks: []) }, files: [],
            shapes: { _ in [] },
            map: CommunityDesk.none.map)
    }

    /// The weights by which each answer is drawn, in the order of the scheme; non-answers come after.
    static let weights: [String: [Int]] = [
        "sex": [500, 480, 0, 12, 0, 0], "ethnic group": [20, 700, 3, 10, 60, 6, 40, 30, 25, 0, 0],
        "age": [200, 500, 300, 0, 0, 0, 0],
    ]

    /// Takes a version of a data set in, of so many people drawn from a seed.
    @discardableResult
    static func take(
        _ office: Office, _ id: String, people: Int = 1500, seed: UInt64, period: String,
        supersedes: Int? = nil, weights own: [String: [Int]] = [:]
    ) async throws -> Int {
        var drawing = Drawing(state: seed)
        var columns: [DataColumn] = []
        var coded: [CodedColumn] = []
        for scheme in try schemes() {
            let entries = scheme.categories.map { ColumnEntry($0) }
            columns.append(
                DataColumn(
                    name: scheme.variable, header: scheme.title, role: scheme.isAges ? .ages : .category,
                    scheme: scheme.id, schemeVersion: scheme.version, entries: entries))
            let weights = own[scheme.variable] ?? weights[scheme.variable] ?? []
            coded.append(
                try CodedColumn(
                    ColumnName(scheme.variable, categories: entries.count),
                    wideCodes: (0..<people).map { _ in drawing.pick(weights) }))
        }
        let spool = try ChunkSpool()
        try spool.add(CodedPiece(part: 0, records: people, bytes: try CodedChunk(coded).bytes))
        let days = DataPeriod(written: period) ?? DataPeriod(Council.today, Council.today)
        guard let days else { return 0 }
        return try await office.monitoring.take(
            DataSetVersion(
                dataSetID: id, period: days, sourceName: "users.csv",
                sourceDigest: "\(period) \(seed) \(people)",
                contentMark: "\(seed)", records: people, columns: columns, mapping: "m",
                supersedes: supersedes,
                quality: QualityReport()),
            spool, accepting: true, remembering: nil, Change(by: Council.change.actor, at: Council.noon))
    }

    static func council() async throws -> (council: Council, id: String) {
        let council = try await Council(community: try desk())
        let id = try await council.office.monitoring.add(
            DataSet(
                title: "Pools <&>", kind: .serviceUsers, population: "residents", purpose: "p",
                retention: "r",
                areaCode: "E07000001", isSynthetic: true), Council.change)
        return (council, id)
    }

    static func prepare(_ council: Council, on day: CalendarDay = Council.today, seed: UInt64 = 5)
        async throws
        -> PreparedInformation
    {
        try await council.office.prepareInformation(
            on: day, approver: "Lead", budget: .seconds(6), seed: { _ in seed })
    }
}
