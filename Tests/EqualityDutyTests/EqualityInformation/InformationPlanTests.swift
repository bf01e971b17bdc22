// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityDuty

@Suite struct `A plan of equality information` {
    private static func column(
        _ scheme: CategoryScheme, role: DataColumn.Role = .category, part: Int = 0
    ) -> DataColumn {
        DataColumn(
            name: scheme.variable, header: scheme.title, role: role, scheme: scheme.id,
            entries: scheme.categories.map { ColumnEntry($0) }, part: part)
    }

    private static func plans(
        _ columns: [DataColumn], kind: DataSetKind = .serviceUsers,
        _ thresholds: CheckThresholds = CheckThresholds(),
        schemes: CategorySchemes? = nil
    ) throws -> [InformationPlan] {
        let version = DataSetVersion(
            dataSetID: "d", number: 3, period: try #require(DataPeriod(written: "2025/26")), sourceName: "f",
            sourceDigest: "s", contentMark: "c", records: 1, columns: columns, mapping: "m",
            quality: QualityReport())
        return InformationPlan.all(
            of: DataSet(id: "d", title: "Pools", kind: kind, areaCode: "E07000114"), version,
            schemes: try schemes ?? TestSchemes.all(), thresholds: thresholds)
    }

    @Test func `tells each characteristic, the pairs of the outline, and stages by each`() throws {
        let (sex, ages, ethnic) = (
            try TestSchemes.sex(), try TestSchemes.bands(), try TestSchemes.ethnic2021()
        )
        let columns = [Self.column(ethnic), Self.column(sex), Self.column(ages, role: .ages)]
        let plan = try #require(try Self.plans(columns).first)
        #expect(plan.tables == [[0], [1], [2], [2, 1], [0, 1]])
        #expect(plan.period == "2025-04-01 to 2026-03-31" && plan.dataVersion == "version 3")
        #expect(plan.population == "service users, data set d" && plan.area == "E07000114")
        let stage = DataColumn(
            name: "stage", header: "Stage", role: .stage, entries: DataSetKind.recruitment.stages)
        let staged = try #require(try Self.plans([stage, Self.column(sex)], kind: .recruitment).first)
        #expect(staged.tables == [[0], [1], [0, 1]])
    }

    @Test func `keeps words and single groups inside, and parts apart`() throws {
        let words = DataColumn(name: "post", header: "Post", role: .words, entries: [ColumnEntry("a", "A")])
        let one = DataColumn(name: "area", header: "Area", role: .area, entries: [ColumnEntry("a", "A")])
        let plans = try Self.plans([words, one, Self.column(try TestSchemes.sex(), part: 1)])
        #expect(plans.map(\.part) == [1])
        let plan = try #require(try Self.plans([words, one, Self.column(try TestSchemes.sex())]).first)
        #expect(plan.leftOut.map(\.name) == ["post", "area"] && plan.columns.count == 1)
        let state = DataColumn(
            name: "stage", header: "State", role: .stage, entries: DataSetKind.contractorReturns.stages)
        #expect(try Self.plans([words, state], kind: .contractorReturns).isEmpty)
    }

    @Test func `chooses the policy by who and what is told, and never a laxer one`() throws {
        let (sex, religion) = (try TestSchemes.sex(), try TestSchemes.religion())
        func policy(_ columns: [DataColumn], _ kind: DataSetKind, _ thresholds: CheckThresholds)
            throws -> (InformationPlan.Policy, Int)
        {
            let plan = try #require(try Self.plans(columns, kind: kind, thresholds).first)
            return (plan.policy, plan.leastShown)
        }
        let usual = CheckThresholds()
        #expect(try policy([Self.column(sex)], .serviceUsers, usual) == (.serviceUsers, 5))
        #expect(try policy([Self.column(sex)], .workforce, usual) == (.staff, 10))
        // The scheme of the test names no characteristic; one that nobody knows counts as sensitive.
        #expect(
            try Self.plans([Self.column(religion)], schemes: CategorySchemes.none).first?.policy == .sensitive
        )
        let known = try CategoryScheme(
            id: "religion", variable: "religion", version: "t", title: "Religion",
            characteristic: "religion-or-belief",
            categories: religion.categories)
        let plan = try Self.plans([Self.column(known)], schemes: CategorySchemes([known], mappings: [])).first
        #expect(plan?.policy == .sensitive && plan?.why.contains("religion") == true)
        var strict = usual
        (strict.leastPeople, strict.leastStaff) = (20, 25)
        #expect(try policy([Self.column(sex)], .serviceUsers, strict) == (.serviceUsers, 20))
        #expect(try policy([Self.column(sex)], .workforce, strict) == (.staff, 25))
        var lax = usual
        (lax.leastPeople, lax.leastStaff) = (2, 2)
        let maker = InformationMaker(
            policies: ["service-users-5": .standard], ledger: .init())
        let least = try #require(try Self.plans([Self.column(sex)], lax).first)
        #expect(try maker.policy(for: least).threshold == 5)
        #expect(throws: InformationProblem.self) {
            _ = try maker.policy(
                for: try #require(try Self.plans([Self.column(sex)], kind: .workforce).first))
        }
    }

    @Test func `lays a column out as everybody, answered, groups with their parts, and other answers`() throws
    {
        let dimension = try InformationDimension(Self.column(try TestSchemes.ethnic2021()))
        #expect(
            dimension.entries.map(\.code) == [
                "all", "answered", "white", "british", "roma", "white--no-detail", "asian", "indian",
                "chinese",
                "asian--no-detail", "prefer-not-to-say", "not-answered", "not-asked", "unknown",
            ])
        #expect(dimension["roma"]?.parent == "white" && dimension["unknown"]?.parent == "all")
        // Who names the group alone is counted in it and in none of its parts.
        #expect(dimension.leaves["white"] == dimension.table.position(of: "white--no-detail"))
        #expect(dimension.leaves["answered"] == nil)
    }

    @Test func `sees between two versions what readers of both can see`() {
        let (joined, left) = InformationMaker.movement(
            from: [.init(codes: [1], count: 5), .init(codes: [2], count: 3)],
            to: [.init(codes: [1], count: 7), .init(codes: [3], count: 1)])
        #expect(joined.map(\.codes) == [[1], [3]] && joined.map(\.count) == [2, 1])
        #expect(left.map(\.codes) == [[2]] && left.map(\.count) == [3])
    }
}

@Suite struct `How finely a column is told` {
    private static func column() throws -> DataColumn {
        let scheme = try TestSchemes.ethnic2021()
        return DataColumn(
            name: "ethnic group", header: "Ethnicity", role: .category, scheme: scheme.id,
            entries: scheme.categories.map { ColumnEntry($0) })
    }

    /// Counts in the order: white, british, roma, asian, indian, chinese, then the four answers that are none.
    private static func level(_ counts: [Int]) throws -> InformationLevel {
        let column = try column()
        return InformationLevel(
            of: column, counts: counts + [Int](repeating: 0, count: column.entries.count - counts.count),
            threshold: 10)
    }

    @Test func `keeps parts while at most one in five groups is small`() throws {
        #expect(try Self.level([10, 500, 10, 10, 60, 9]).tellsParts == true)
        #expect(try Self.level([10, 500, 9, 10, 60, 9]).tellsParts == false)
        // Groups without anybody are neither small nor told.
        #expect(try Self.level([0, 500, 0, 0, 60, 0]).tellsParts == true)
    }

    @Test func `keeps answers that are none apart while none of them is near to small`() throws {
        #expect(try Self.level([0, 500, 0, 0, 60, 0, 50, 50]).tellsNonAnswersApart)
        #expect(try Self.level([0, 500, 0, 0, 60, 0, 50, 49]).tellsNonAnswersApart == false)
        #expect(try Self.level([0, 500, 0, 0, 60, 0]).tellsNonAnswersApart)
    }

    @Test func `counts every code of a coarser column exactly once`() throws {
        let column = try Self.column()
        let level = InformationLevel(tellsParts: false, tellsNonAnswersApart: false)
        let dimension = try InformationDimension(column, level)
        #expect(dimension.entries.map(\.code) == ["all", "answered", "white", "asian", "no-usable-answer"])
        #expect(Set(dimension.leaves.keys) == Set(column.entries.map(\.code)))
        func told(_ code: String) -> String? {
            dimension.leaves[code].map { dimension.table.codes[$0] }
        }
        #expect(told("roma") == "white" && told("white") == "white" && told("chinese") == "asian")
        #expect(ColumnEntry.nonAnswers.allSatisfy { told($0.code) == "no-usable-answer" })
        #expect(dimension.levelWords?.contains("main groups") == true)
        let finest = try InformationDimension(column)
        #expect(finest.entries.count > 10 && finest.levelWords == nil)
    }
}

@Suite struct `Tables by one characteristic` {
    @Test func `give up none of their numbers for a table by two`() throws {
        let reading = try RecordsReading([
            ("Ethnicity", .category(scheme: "ethnic-2021")), ("Sex", .category(scheme: "sex")), ("n", .count),
        ])
        let (read, pieces) = try reading.read([
            ["British", "F", "450"], ["British", "M", "430"], ["Indian", "F", "40"], ["Indian", "M", "21"],
            ["Chinese", "F", "19"], ["Chinese", "M", "3"], ["Roma", "F", "2"], ["Roma", "M", "14"],
        ])
        let version = DataSetVersion(
            dataSetID: "1", number: 1, period: reading.context.period, sourceName: "f", sourceDigest: "d",
            contentMark: "m", records: read.records, columns: read.columns, mapping: "m",
            quality: read.quality)
        let set = DataSet(
            id: "1", title: "Users", kind: .serviceUsers, purpose: "p", retention: "r", areaCode: "E07000001")
        let schemes = try TestSchemes.all()
        let plan = try #require(
            InformationPlan.all(
                of: set, version, schemes: schemes, thresholds: CheckThresholds(),
                outline: InformationOutline([.init("ethnic group", by: "sex")])
            ).first)
        #expect(plan.tables == [[0], [1], [0, 1]])
        let maker = InformationMaker(
            policies: [plan.policy.rawValue: .standard], ledger: .init(), budget: .seconds(6))
        let released = try maker.release(
            plan, .init(columns: version.columns, chunks: pieces.map(\.bytes)), seed: 3)
        // No group by itself is small, and each stands; three of the crossing are small, and more are hidden for them.
        for positions in [[0], [1]] {
            let cells = released.cells(positions)
            #expect(cells.count > 3 && cells.allSatisfy { $0.value != nil }, "\(positions)")
        }
        let crossed = released.cells([0, 1])
        let small = crossed.filter { ["chinese", "roma"].contains($0.codes[0]) && $0.value != nil }
        #expect(small.allSatisfy { ($0.value ?? 0) == 0 || ($0.value ?? 0) >= 5 })
        #expect(crossed.contains { $0.value == nil } || released.withheldTables == [[0, 1]])
    }
}
