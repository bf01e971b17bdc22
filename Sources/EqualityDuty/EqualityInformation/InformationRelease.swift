// SPDX-License-Identifier: Apache-2.0
import DisclosureControl
import EqualityStatistics

/// The tables of one plan as disclosure control released them, with the proof.
public struct InformationRelease: Sendable {
    /// What was planned.
    public let plan: InformationPlan
    /// The columns as the tables divide people by them, in the plan's order.
    public let dimensions: [InformationDimension]
    /// What may be published.
    public let released: ProtectedRelease

    /// The table over columns of the plan, by position; `nil` where it was withheld.
    public func table(_ positions: [Int]) -> ProtectedTable? {
        let names = positions.map { dimensions[$0].name }
        return released.tables.first { table in
            table.dimensions.filter { $0 != InformationMaker.versionName } == names
        }
    }

    /// The cells of a table of this version of the data, each with its codes in the order of the table.
    public func cells(_ positions: [Int]) -> [ProtectedTable.Cell] {
        guard let table = table(positions) else { return [] }
        guard let at = table.dimensions.firstIndex(of: InformationMaker.versionName) else {
            return table.cells
        }
        return table.cells.filter { $0.codes[at] == DataVersions.Code.now.rawValue }
    }

    /// Tables that could not be proven safe and stay inside, as positions of columns.
    public var withheldTables: [[Int]] { plan.tables.filter { table($0) == nil } }

    /// The line that goes into the ledger when it is published.
    public func record(approver: String, publishedOn day: CalendarDay) -> ReleaseRecord {
        ReleaseRecord(
            released, population: plan.population, area: plan.area, period: plan.period,
            dataVersion: plan.dataVersion, approver: approver, publishedOn: day.iso)
    }

    /// The release folder: `published/` may go out, and `statement.html`; the rest is kept inside.
    public func folder(approver: String, summary: String) -> [(path: String, bytes: [UInt8])] {
        ReleasePackage(people: released, amounts: []).files(summary: summary, approver: approver)
    }

    /// Numbers about the numbers.
    public var sizes: (cells: Int, shown: Int, primaries: Int, secondaries: Int) { released.sizes }

    /// The page in plain words on what is hidden, and why that is enough.
    public func statement(approver: String) -> String { released.statement(approver: approver) }

    /// Releases of the same data set about other periods, as the ledger names them.
    public let otherPeriods: [String]
}

/// Why nothing of a plan can be published, in words for whoever publishes.
public struct InformationProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stands against it and what to do, in one or more lines.
    public let description: String

    /// A problem in words.
    public init(_ description: String) { self.description = description }
}

/// Makes releases of coded records: counts everything that will be told at once, and hides what must be hidden.
public struct InformationMaker: Sendable {
    /// The dimension that tells versions of the data apart.
    static let versionName = "version"

    /// The records of a version, as they are kept.
    public struct Records: Sendable {
        /// Its columns, and the chunks of the part that is counted.
        public let columns: [DataColumn], chunks: [[UInt8]]

        /// Records.
        public init(columns: [DataColumn], chunks: [[UInt8]]) {
            self.columns = columns
            self.chunks = chunks
        }
    }

    private let policies: [String: DisclosurePolicy]
    private let ledger: ReleaseLedger
    private let budget: Duration

    /// A maker under the shipped policies and after everything in the ledger; `budget` is processor time for each plan.
    public init(policies: [String: DisclosurePolicy], ledger: ReleaseLedger, budget: Duration = .seconds(60))
    {
        self.policies = policies
        self.ledger = ledger
        self.budget = budget
    }

    /// The policy of a plan with what the body has set where that is stricter.
    public func policy(for plan: InformationPlan) throws(InformationProblem) -> DisclosurePolicy {
        guard let policy = policies[plan.policy.rawValue] else {
            throw InformationProblem(
                "The disclosure policy \(plan.policy.rawValue) is missing from the reference data")
        }
        return policy.raised(to: plan.leastShown)
    }

    /// The numbers of the older versions of the same period that were published, whose records are needed too.
    public func olderVersions(for plan: InformationPlan) -> [Int] {
        Set(
            ledger.released(population: plan.population, period: plan.period)
                .filter { $0.dataVersion != plan.dataVersion }
                .compactMap { InformationPlan.number(ofDataVersion: $0.dataVersion) }
        ).sorted()
    }

    /// Counts, protects and proves the tables of a plan.
    ///
    /// `older` holds the records of older versions of the same period that were published, by number.
    public func release(
        _ plan: InformationPlan, _ records: Records, older: [Int: Records] = [:], seed: UInt64
    ) throws(InformationProblem) -> InformationRelease {
        let policy = try policy(for: plan)
        try requireOwnPeriod(plan)
        let others = Set(ledger.records.filter { $0.population == plan.population }.map(\.period))
            .subtracting([plan.period]).sorted()
        do {
            var dimensions: [InformationDimension] = []
            let older = try olderRecords(plan, older)
            let levels = try Self.levels(plan, older ?? records, threshold: policy.threshold)
            for (column, level) in zip(plan.columns, levels) {
                dimensions.append(try InformationDimension(column, level))
            }
            let tables = dimensions.map(\.table)
            let atoms = try Self.atoms(plan, records, dimensions)
            let earlier =
                older == nil
                ? try ledger.earlierTables(
                    population: plan.population, area: plan.area, period: plan.period,
                    dataVersion: plan.dataVersion, dimensions: tables) : []
            func asked(_ rules: [CellRule], _ positions: [[Int]]) throws -> ReleaseSet {
                let set = try ReleaseSet(
                    dimensions: tables, tables: positions, atoms: atoms, threshold: policy.threshold,
                    earlier: earlier, rules: rules)
                guard let older else { return set }
                let before = try Self.atoms(plan, older, dimensions)
                let (joined, left) = Self.movement(from: before, to: atoms)
                let then = try ledger.earlierVersion(
                    population: plan.population, area: plan.area, period: plan.period,
                    dataVersion: plan.dataVersion, dimensions: tables)
                return try DataVersions.release(set, joined: joined, left: left, then: then, also: [])
            }
            func protected(
                _ rules: [CellRule], _ share: Duration, _ positions: [[Int]]
            ) throws -> ProtectedRelease {
                try ProtectedRelease.protect(
                    asked(rules, positions), policy: policy, seed: seed, budget: share,
                    explaining: rules.isEmpty)
            }
            let firm = older == nil ? try? heldFirm(plan, dimensions, protected) : nil
            let result = try firm ?? protected([], budget / 4, plan.tables)
            return InformationRelease(
                plan: plan, dimensions: dimensions, released: result, otherPeriods: others)
        } catch let problem as DisclosureProblem {
            throw InformationProblem(problem.description)
        } catch let problem as CountingProblem {
            throw InformationProblem("The records cannot be counted: \(problem)")
        } catch let problem as InformationProblem {
            throw problem
        } catch {
            throw InformationProblem("\(error)")
        }
    }

    /// A group of fewer people than this says little by itself: it may be given up for a table by two.
    static let leastAlone = RepresentationSettings.standard.smallestBase

    /// The tables of a plan with what those by one characteristic can show by themselves, which are read most, held
    /// firm; `nil` where that cannot be.
    ///
    /// Where a table by two cannot be proven beside them, small groups are given up for it. Where that is not enough it
    /// stays inside as a whole.
    private func heldFirm(
        _ plan: InformationPlan, _ dimensions: [InformationDimension],
        _ protected: ([CellRule], Duration, [[Int]]) throws -> ProtectedRelease
    ) throws -> ProtectedRelease? {
        let alone = plan.tables.filter { $0.count == 1 }
        guard alone.count < plan.tables.count else { return nil }
        let shown = Self.shownCells(try protected([], budget / 4, alone), plan, dimensions)
        guard !shown.isEmpty else { return nil }
        var all: ProtectedRelease?
        for least in [1, Self.leastAlone] {
            let rules = shown.filter { $0.people >= least }.map(\.rule)
            guard !rules.isEmpty, let made = try? protected(rules, budget / 4, plan.tables),
                made.withheldTables.allSatisfy({ $0.count > 1 })
            else { continue }
            if made.withheldTables.isEmpty { return made }
            all = all ?? made
        }
        return all
    }

    /// What a release shows of tables by one characteristic, as rules to show it again, with the people in each cell.
    static func shownCells(
        _ released: ProtectedRelease, _ plan: InformationPlan, _ dimensions: [InformationDimension]
    ) -> [(rule: CellRule, people: Int)] {
        dimensions.enumerated().flatMap { at, dimension -> [(rule: CellRule, people: Int)] in
            let table = released.tables.first { $0.dimensions == [dimension.name] }
            return (table?.cells ?? []).compactMap { cell in
                guard let people = cell.value, people > 0,
                    let place = dimension.table.position(of: cell.codes[0])
                else { return nil }
                let codes = dimensions.indices.map { $0 == at ? place : 0 }
                return (CellRule(codes: codes, decision: .publish), people)
            }
        }
    }

    /// Refuses a period that overlaps with one already published, and the same period of another area.
    private func requireOwnPeriod(_ plan: InformationPlan) throws(InformationProblem) {
        for record in ledger.records where record.population == plan.population {
            if record.period == plan.period {
                if record.area != plan.area {
                    throw InformationProblem(
                        "The same records were published on \(record.publishedOn) as of \(record.area), and are now "
                            + "said to be of \(plan.area): the two releases could be compared. Give the data set its "
                            + "area of then")
                }
            } else if let held = DataPeriod(written: record.period),
                held.first <= plan.version.period.last, plan.version.period.first <= held.last
            {
                throw InformationProblem(
                    "Figures of \(held) were published on \(record.publishedOn), and these days overlap with them: "
                        + "the difference of the two could give hidden numbers away. Publish whole periods that do "
                        + "not overlap")
            }
        }
    }

    private func olderRecords(
        _ plan: InformationPlan, _ older: [Int: Records]
    ) throws(InformationProblem) -> Records? {
        let numbers = olderVersions(for: plan)
        guard let number = numbers.first else { return nil }
        guard numbers.count == 1, let records = older[number] else {
            throw InformationProblem(
                "Versions \(numbers.map(String.init).joined(separator: ", ")) of these days were published; a further "
                    + "one can be worked out against one older version only. Publish the change with the next period"
            )
        }
        return records
    }

    /// How many people there are in every combination of the finest categories of the plan's columns.
    static func atoms(
        _ plan: InformationPlan, _ records: Records, _ dimensions: [InformationDimension]
    ) throws -> [Atom] {
        let all = records.columns.filter { $0.part == plan.part }
        var positions: [Int] = []
        var leaves: [[Int]] = []
        for (column, dimension) in zip(plan.columns, dimensions) {
            guard let at = all.firstIndex(where: { $0.name == column.name && $0.scheme == column.scheme })
            else {
                throw InformationProblem(
                    "The version that was published before does not have \(column.name) in the same categories, so "
                        + "nothing shows that the two are safe beside each other. Publish the change with the next "
                        + "period")
            }
            positions.append(at)
            leaves.append(
                try all[at].entries.map { entry in
                    guard let leaf = dimension.leaves[entry.code] else {
                        throw InformationProblem(
                            "\(column.name) has the code \(entry.code) in one version of the data only")
                    }
                    return leaf
                })
        }
        let table = try CodedColumns(records.chunks.map { try CodedChunk(HeldBytes($0)) })
        var atoms: [Atom] = []
        try table.crossTabulation(over: positions).forEachCell { codes, count in
            atoms.append(Atom(codes: zip(codes, leaves).map { $1[$0] }, count: count))
        }
        return atoms
    }

    /// What readers of both versions can see of who came and went: the differences, group by group.
    static func movement(from then: [Atom], to now: [Atom]) -> (joined: [Atom], left: [Atom]) {
        var changes: [[Int]: Int] = [:]
        for atom in now { changes[atom.codes, default: 0] += atom.count }
        for atom in then { changes[atom.codes, default: 0] -= atom.count }
        let sorted = changes.filter { $0.value != 0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        return (
            sorted.filter { $0.value > 0 }.map { Atom(codes: $0.key, count: $0.value) },
            sorted.filter { $0.value < 0 }.map { Atom(codes: $0.key, count: -$0.value) }
        )
    }
}
