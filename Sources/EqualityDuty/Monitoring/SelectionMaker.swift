// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Makes reports on selection from coded records that say how far each person came.
public struct SelectionMaker: Sendable {
    private let representation: RepresentationMaker
    private var schemes: CategorySchemes { representation.all }
    private var settings: RepresentationSettings { representation.settings }

    /// A maker that knows these schemes and keeps to these thresholds.
    public init(_ schemes: CategorySchemes, settings: RepresentationSettings = .standard) {
        representation = RepresentationMaker(schemes, settings: settings)
    }

    /// The column of a characteristic and that of the stages, counted together.
    public func columns(_ name: String, of version: DataSetVersion, _ kind: DataSetKind)
        throws(RepresentationProblem) -> (group: DataColumn, stage: DataColumn)
    {
        guard kind.stagesFollowEachOther else {
            throw RepresentationProblem(
                "Records of this kind (\(kind.name.lowercased())) have no stages that people pass one after the other"
            )
        }
        let group = try representation.columns([name], of: version)[0]
        guard let stage = version.columns.first(where: { $0.role == .stage && $0.part == group.part }) else {
            throw RepresentationProblem(
                "Version \(version.number) does not say how far each person came: map a column to the stage")
        }
        return (group, stage)
    }

    /// The report. `isDetailed` tells the parts of groups where the scheme has any; `against` is the code or label of
    /// the group that the others are held against, the largest where it is empty.
    public func report(
        of dataSet: DataSet, _ version: DataSetVersion, chunks: [[UInt8]],
        by columns: (group: DataColumn, stage: DataColumn), against wanted: String = "",
        isDetailed: Bool = false
    ) throws -> SelectionReport {
        guard let scheme = schemes[columns.group.scheme] else {
            throw RepresentationProblem("\u{201C}\(columns.group.name)\u{201D} has no categories")
        }
        let stages = columns.stage.entries.filter { $0.kind == .category }
        let counts = try counted(chunks, version, columns, stages, scheme, isDetailed)
        let groups = scheme.categories.filter { counts.furthest[$0.code] != nil }
        let reached = Dictionary(
            uniqueKeysWithValues: groups.map { ($0.code, Self.reached(counts.furthest[$0.code] ?? [])) })
        let reference = try reference(wanted, groups, reached)
        let steps = Self.steps(stages.map(\.label))
        func share(_ code: String, _ step: SelectionReport.Step) -> Share? {
            reached[code].flatMap { Share($0[step.to], of: $0[step.from]) }
        }
        var likelihoods: [String: [RelativeLikelihood?]] = [:]
        for group in groups where group.code != reference.code {
            likelihoods[group.code] = steps.map { step in
                guard let own = share(group.code, step), let other = share(reference.code, step) else {
                    return nil
                }
                return RelativeLikelihood(
                    own, against: other, settings.level, fraction: settings.greatestRatio)
            }
        }
        func isEnough(_ likelihood: RelativeLikelihood) -> Bool {
            min(likelihood.first.base, likelihood.second.base) >= settings.smallestBase
        }
        let places = groups.flatMap { group in
            steps.indices.filter { likelihoods[group.code]?[$0].map(isEnough) ?? false }
                .map { (group.code, $0) }
        }
        let comparisons = MultipleComparisons(
            places.map { likelihoods[$0.0]?[$0.1]?.p ?? 1 }, settings.level)
        var raised: [String: [Int: Double]] = [:]
        for (place, value) in zip(places, comparisons.holm) { raised[place.0, default: [:]][place.1] = value }
        let rows = groups.map { group in
            SelectionReport.Row(
                code: group.code, label: group.label, reached: reached[group.code] ?? [],
                findings: steps.indices.map { place in
                    let likelihood = likelihoods[group.code]?[place]
                    let adjusted = raised[group.code]?[place]
                    return SelectionReport.Finding(
                        share: share(group.code, steps[place]), likelihood: likelihood, adjusted: adjusted,
                        verdict: group.code == reference.code
                            ? .reference : verdict(likelihood, adjusted: adjusted))
                })
        }
        return SelectionReport(
            dataSet: dataSet, version: version.number, period: version.period,
            characteristic: columns.group.name, stages: stages.map(\.label), steps: steps,
            against: reference, answers: counts.answers, rows: rows, note: comparisons.note,
            settings: settings)
    }

    private func verdict(_ likelihood: RelativeLikelihood?, adjusted: Double?) -> SelectionReport.Verdict {
        guard let likelihood, let adjusted else { return .tooFewToSay }
        if adjusted <= settings.level.falseAlarm, let ratio = likelihood.ratio, ratio != 1 {
            return ratio < 1 ? .lessLikely : .moreLikely
        }
        switch likelihood.prompt {
        case .firstIsBelow: return .promptOnly
        case .secondIsBelow: return .promptOnReference
        case .neither, .nobodySucceeded: return .noEvidence
        }
    }

    /// How many of each group got how far and no further, and what became of the question.
    private func counted(
        _ chunks: [[UInt8]], _ version: DataSetVersion, _ columns: (group: DataColumn, stage: DataColumn),
        _ stages: [ColumnEntry], _ scheme: CategoryScheme, _ isDetailed: Bool
    ) throws -> (furthest: [String: [Int]], answers: AnswerCounts) {
        let table = try representation.count(chunks, version, [columns.group, columns.stage])
        let places = Dictionary(uniqueKeysWithValues: stages.enumerated().map { ($1.code, $0) })
        var furthest: [String: [Int]] = [:]
        var sums: [CategoryScheme.Standing: Int] = [:]
        table.forEachCell { codes, count in
            let group = columns.group.entries[codes[0]]
            let stage = columns.stage.entries[codes[1]]
            let standing = stage.kind == .category ? group.kind : .unknown
            sums[standing, default: 0] += count
            guard standing == .category, let place = places[stage.code] else { return }
            let code = isDetailed ? group.code : scheme.topmost(of: group.code)
            furthest[code, default: stages.map { _ in 0 }][place] += count
        }
        return (furthest, AnswerCounts(sums))
    }

    /// Who got to a stage passed all before it.
    private static func reached(_ furthest: [Int]) -> [Int] {
        furthest.indices.map { place in furthest[place...].reduce(0, +) }
    }

    private static func steps(_ stages: [String]) -> [SelectionReport.Step] {
        func step(_ from: Int, _ to: Int) -> SelectionReport.Step {
            .init(
                from: from, to: to,
                words: "\(stages[to]), of those \(stages[from].lowercased())")
        }
        guard stages.count > 1 else { return [] }
        let next = stages.indices.dropFirst().map { step($0 - 1, $0) }
        return stages.count > 2 ? next + [step(0, stages.count - 1)] : next
    }

    private func reference(
        _ wanted: String, _ groups: [CategoryScheme.Category], _ reached: [String: [Int]]
    ) throws(RepresentationProblem) -> SelectionReport.Reference {
        if !wanted.isEmpty {
            let word = foldedForSearch(wanted)
            guard let found = groups.first(where: { $0.code == wanted || foldedForSearch($0.label) == word })
            else {
                let known = groups.map(\.label).joined(separator: ", ")
                throw RepresentationProblem(
                    "There is no group \u{201C}\(wanted)\u{201D} to hold the others against. There are: \(known)"
                )
            }
            return .init(code: found.code, label: found.label, why: "It was asked for.")
        }
        let largest = groups.max { (reached[$0.code]?.first ?? 0) < (reached[$1.code]?.first ?? 0) }
        guard let largest else { throw RepresentationProblem("Nobody has a usable answer and a stage") }
        return .init(code: largest.code, label: largest.label, why: "It is the largest.")
    }
}

extension DataSetKind {
    /// Whether who is at a later stage passed all before it, so that chances can be told from stage to stage.
    public var stagesFollowEachOther: Bool {
        switch self {
        case .recruitment: true
        case .serviceUsers, .workforce, .leavers, .grievances, .training, .promotion, .complaints,
            .consultation, .contractorReturns, .schools:
            false
        }
    }
}

extension CategoryScheme {
    /// The category at the top above a code; the code itself where it is at the top or unknown.
    func topmost(of code: String) -> String {
        var place = code
        while let parent = self[place]?.parent { place = parent }
        return place
    }
}
