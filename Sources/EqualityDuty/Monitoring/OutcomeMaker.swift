// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Makes reports on outcomes from coded records.
public struct OutcomeMaker: Sendable {
    private let representation: RepresentationMaker
    private var schemes: CategorySchemes { representation.all }
    private var settings: RepresentationSettings { representation.settings }

    /// A maker that knows these schemes and keeps to these thresholds.
    public init(_ schemes: CategorySchemes, settings: RepresentationSettings = .standard) {
        representation = RepresentationMaker(schemes, settings: settings)
    }

    /// The column of the groups, which may be the body's own words such as the names of contractors, and that of the
    /// outcomes, counted together.
    public func columns(_ name: String, of version: DataSetVersion, _ kind: DataSetKind)
        throws(RepresentationProblem) -> (group: DataColumn, outcome: DataColumn)
    {
        guard kind.hasOutcomes else {
            throw RepresentationProblem(
                "Records of this kind (\(kind.name.lowercased())) do not say what became of them")
        }
        guard let group = version.column(named: name), group.role != .stage else {
            let known = version.columns.filter { $0.role != .stage }.map(\.name).joined(separator: ", ")
            throw RepresentationProblem("There is no column \u{201C}\(name)\u{201D}. There are: \(known)")
        }
        guard let outcome = version.columns.first(where: { $0.role == .stage && $0.part == group.part })
        else {
            let outcomes = kind.stages.map { $0.label.lowercased() }.joined(separator: ", ")
            throw RepresentationProblem(
                "Version \(version.number) does not say what became of each record (\(outcomes)): map a column to "
                    + "the stage")
        }
        return (group, outcome)
    }

    /// The report. `isDetailed` tells the parts of groups where the scheme has any.
    public func report(
        of dataSet: DataSet, _ version: DataSetVersion, chunks: [[UInt8]],
        by columns: (group: DataColumn, outcome: DataColumn), isDetailed: Bool = false
    ) throws -> OutcomeReport {
        let outcomes = columns.outcome.entries.filter { $0.kind == .category }
        let (counts, answers) = try counted(chunks, version, columns, outcomes, isDetailed)
        let totals = outcomes.indices.map { place in counts.values.reduce(0) { $0 + $1[place] } }
        let everybody = totals.reduce(0, +)
        let groups = ordered(columns.group, counts)
        func shares(_ group: ColumnEntry, _ place: Int) -> (own: Share, others: Share?)? {
            let own = counts[group.code] ?? []
            let records = own.reduce(0, +)
            guard let share = Share(own[place], of: records) else { return nil }
            return (share, Share(totals[place] - own[place], of: everybody - records))
        }
        var tests: [(group: String, place: Int, p: Double)] = []
        for group in groups {
            for place in outcomes.indices {
                guard let (own, others) = shares(group, place), let others,
                    min(own.base, others.base) >= settings.smallestBase
                else { continue }
                tests.append((group.code, place, own.fisherTest(against: others)))
            }
        }
        let comparisons = MultipleComparisons(tests.map(\.p), settings.level)
        var raised: [String: [Int: (p: Double, adjusted: Double)]] = [:]
        for (test, value) in zip(tests, comparisons.holm) {
            raised[test.group, default: [:]][test.place] = (test.p, value)
        }
        let rows = groups.map { group in
            OutcomeReport.Row(
                code: group.code, label: group.label, records: counts[group.code]?.reduce(0, +) ?? 0,
                findings: outcomes.indices.compactMap { place in
                    shares(group, place).map { own, others in
                        let test = raised[group.code]?[place]
                        return OutcomeReport.Finding(
                            share: own, others: others, p: test?.p, adjusted: test?.adjusted,
                            verdict: verdict(own, others, test?.adjusted))
                    }
                })
        }
        return OutcomeReport(
            dataSet: dataSet, version: version.number, period: version.period,
            characteristic: columns.group.name, outcomes: outcomes.map(\.label), answers: answers,
            rows: rows, note: comparisons.note, settings: settings)
    }

    private func verdict(_ own: Share, _ others: Share?, _ adjusted: Double?) -> OutcomeReport.Verdict {
        guard let others, let adjusted else { return .tooFewToSay }
        guard adjusted <= settings.level.falseAlarm else { return .noEvidence }
        return own.value > others.value ? .moreOften : .lessOften
    }

    /// How many records of each group have each outcome, and what became of the question about the group.
    private func counted(
        _ chunks: [[UInt8]], _ version: DataSetVersion, _ columns: (group: DataColumn, outcome: DataColumn),
        _ outcomes: [ColumnEntry], _ isDetailed: Bool
    ) throws -> (counts: [String: [Int]], answers: AnswerCounts) {
        let table = try representation.count(chunks, version, [columns.group, columns.outcome])
        let places = Dictionary(uniqueKeysWithValues: outcomes.enumerated().map { ($1.code, $0) })
        let scheme = schemes[columns.group.scheme]
        var counts: [String: [Int]] = [:]
        var sums: [CategoryScheme.Standing: Int] = [:]
        table.forEachCell { codes, count in
            let group = columns.group.entries[codes[0]]
            let outcome = columns.outcome.entries[codes[1]]
            let standing = outcome.kind == .category ? group.kind : .unknown
            sums[standing, default: 0] += count
            guard standing == .category, let place = places[outcome.code] else { return }
            let code = isDetailed ? group.code : scheme?.topmost(of: group.code) ?? group.code
            counts[code, default: outcomes.map { _ in 0 }][place] += count
        }
        return (counts.filter { $0.value.contains { $0 > 0 } }, AnswerCounts(sums))
    }

    private func ordered(_ column: DataColumn, _ counts: [String: [Int]]) -> [ColumnEntry] {
        if let scheme = schemes[column.scheme] {
            return scheme.categories.filter { counts[$0.code] != nil }.map { ColumnEntry($0) }
        }
        func size(_ entry: ColumnEntry) -> Int { counts[entry.code]?.reduce(0, +) ?? 0 }
        return column.entries.filter { counts[$0.code] != nil }
            .sorted { (size($1), $0.label) < (size($0), $1.label) }
    }
}
