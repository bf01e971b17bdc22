// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Makes reports on rates from coded records and the people among whom it happened.
public struct RateMaker: Sendable {
    private let representation: RepresentationMaker
    private var settings: RepresentationSettings { representation.settings }

    /// A maker that knows these schemes and keeps to these thresholds.
    public init(_ schemes: CategorySchemes, settings: RepresentationSettings = .standard) {
        representation = RepresentationMaker(schemes, settings: settings)
    }

    /// The column of a characteristic, and that of ages behind it where they are to be evened out.
    public func columns(
        _ name: String, isStandardised: Bool, of version: DataSetVersion, _ kind: DataSetKind
    ) throws(RepresentationProblem) -> [DataColumn] {
        guard kind.hasRates else {
            throw RepresentationProblem(
                "Records of this kind (\(kind.name.lowercased())) are not of something that happens to people, so "
                    + "they have no rates")
        }
        let group = try representation.columns([name], of: version)[0]
        guard isStandardised else { return [group] }
        guard group.role != .ages else {
            throw RepresentationProblem("Ages cannot be evened out between groups that are ages")
        }
        guard let ages = version.columns.first(where: { $0.role == .ages && $0.part == group.part }) else {
            throw RepresentationProblem(
                "Version \(version.number) does not say how old the people are, so ages cannot be evened out")
        }
        return [group, ages]
    }

    /// The report. `chunks` are those of the part in which the columns lie; `people` is counted over the same columns;
    /// `isBroad` adds the parts of groups up.
    public func report(
        of dataSet: DataSet, _ version: DataSetVersion, chunks: [[UInt8]], by columns: [DataColumn],
        areaName: String, among people: Benchmark, why: String, isBroad: Bool = false
    ) throws -> RateReport {
        let (cells, answers) = representation.usable(
            try representation.count(chunks, version, columns), columns)
        let common = representation.commonCategories(
            of: dataSet, version, cells, by: columns, areaName: areaName, with: people, isOfOthers: true)
        var strata = Strata()
        if common.isJoined {
            func code(_ codes: [String]) -> String {
                isBroad ? common.schemes[0].topmost(of: codes[0]) : codes[0]
            }
            for (codes, count) in common.ofFigure(cells) {
                strata.add(code(codes), codes.count > 1 ? codes[1] : "", events: count)
            }
            for (codes, count) in common.ofBenchmark(people) {
                strata.add(code(codes), codes.count > 1 ? codes[1] : "", people: count)
            }
        }
        let order = common.schemes[0]
        let groups = strata.groups.sorted { (order.place(of: $0) ?? 0) < (order.place(of: $1) ?? 0) }
        let isStandardised = columns.count > 1
        let isTooIncomplete =
            answers.isTooIncomplete(under: settings)
            || people.records?.answers.isTooIncomplete(under: settings) == true
        let judged = groups.map {
            self.judged($0, strata, isStandardised, isTooIncomplete: isTooIncomplete)
        }
        let compared = judged.indices.filter { judged[$0].p != nil }
        let comparisons = MultipleComparisons(compared.map { judged[$0].p ?? 1 }, settings.level)
        let raised = Dictionary(uniqueKeysWithValues: zip(compared, comparisons.holm))
        let rows = groups.indices.map { place in
            row(groups[place], order, strata, judged[place], adjusted: raised[place])
        }
        let whole = strata.whole
        return RateReport(
            dataSet: dataSet, version: version.number, period: version.period,
            characteristic: columns[0].name, people: people, why: why, isStandardised: isStandardised,
            refusals: common.refusals,
            warnings: common.warnings + warnings(rows, dataSet, people, answers), mappings: common.mappings,
            answers: answers, all: Rate(whole.events, in: Double(whole.people)), rows: rows,
            note: comparisons.note, settings: settings)
    }

    private struct Judged {
        let ratio: RateRatio?
        let standardised: RateReport.Standardised?
        /// `nil` where nothing is compared, and then the word that says why.
        let p: Double?
        let isHigher: Bool
        let without: RateReport.Verdict
    }

    private func judged(
        _ group: String, _ strata: Strata, _ isStandardised: Bool, isTooIncomplete: Bool
    ) -> Judged {
        let own = strata[group]
        let rest = (events: strata.whole.events - own.events, people: strata.whole.people - own.people)
        var ratio: RateRatio?
        if let rate = Rate(own.events, in: Double(own.people)),
            let others = Rate(rest.events, in: Double(rest.people))
        {
            ratio = rate.ratio(to: others, settings.level)
        }
        let standardised = isStandardised ? strata.standardised(group, settings.level) : nil
        let tested = isStandardised ? standardised?.ratio : ratio
        let isEnough = min(own.people, rest.people) >= settings.smallestBase
        return Judged(
            ratio: ratio, standardised: standardised, p: isEnough && !isTooIncomplete ? tested?.p : nil,
            isHigher: (tested?.value ?? 1) > 1,
            without: isTooIncomplete ? .tooIncompleteToCompare : .tooFewToSay)
    }

    private func row(
        _ group: String, _ scheme: CategoryScheme, _ strata: Strata, _ judged: Judged, adjusted: Double?
    ) -> RateReport.Row {
        let own = strata[group]
        let verdict: RateReport.Verdict =
            adjusted.map { value in
                value > settings.level.falseAlarm ? .noEvidence : judged.isHigher ? .higher : .lower
            } ?? judged.without
        return RateReport.Row(
            code: group, label: scheme[group]?.label ?? group, events: own.events, people: own.people,
            rate: Rate(own.events, in: Double(own.people)), ratio: judged.ratio,
            standardised: judged.standardised, adjusted: adjusted, verdict: verdict)
    }

    private func warnings(
        _ rows: [RateReport.Row], _ dataSet: DataSet, _ people: Benchmark, _ answers: AnswerCounts
    ) -> [String] {
        var warnings: [String] = []
        let over = rows.filter { $0.events > $0.people }.map(\.label)
        if !over.isEmpty {
            warnings.append(
                "There are more \(dataSet.population) than \(people.population) of the group "
                    + "\(over.joined(separator: "; ")): it may not have happened among these people, or to some of "
                    + "them more than once.")
        }
        let missing = answers.all - answers.usable
        let lost = people.records.map { $0.answers.all - $0.answers.usable }
        if missing > 0, !rows.isEmpty {
            warnings.append(
                "\(missing) of \(answers.all) \(dataSet.population) have no usable answer and count nowhere"
                    + (lost == nil ? ": the rates are too low by as much." : "."))
        }
        if let lost, let all = people.records?.answers.all, lost > 0 {
            warnings.append(
                "\(lost) of \(all) \(people.population) have no usable answer and count nowhere either. Rates are too "
                    + "low or too high as far as the two parts differ.")
        }
        if let kind = people.records?.kind, kind.isOfStaff != dataSet.kind.isOfStaff {
            warnings.append(
                "\(AssessmentTemplate.capitalised(dataSet.population)) are told among \(people.population), of whom they need not be "
                    + "any: choose the people to whom it could have happened.")
        }
        return warnings
    }
}

/// What happened and to how many people, by group and age.
private struct Strata {
    private var cells: [String: [String: (events: Int, people: Int)]] = [:]
    private var ages: [String: (events: Int, people: Int)] = [:]

    mutating func add(_ group: String, _ age: String, events: Int = 0, people: Int = 0) {
        func more(_ cell: (events: Int, people: Int)) -> (Int, Int) {
            (cell.events + events, cell.people + people)
        }
        cells[group, default: [:]][age] = more(cells[group]?[age] ?? (0, 0))
        ages[age] = more(ages[age] ?? (0, 0))
    }

    /// Groups that anybody is of, or to whose people it happened.
    var groups: [String] { cells.keys.filter { self[$0].events > 0 || self[$0].people > 0 } }

    subscript(group: String) -> (events: Int, people: Int) { Self.sum(cells[group] ?? [:]) }

    var whole: (events: Int, people: Int) { Self.sum(ages) }

    private static func sum(_ cells: [String: (events: Int, people: Int)]) -> (events: Int, people: Int) {
        cells.values.reduce((0, 0)) { ($0.0 + $1.events, $0.1 + $1.people) }
    }

    /// A group with the ages of all groups together, and beside the others at the rates of all at each age.
    ///
    /// Given how often it happened in all and that each age has one rate, the part of the group is binomial by what is
    /// expected in it: the exact test of two rates with expected numbers as exposures. It errs on the safe side, as the
    /// ages are not held apart in it.
    func standardised(_ group: String, _ level: ConfidenceLevel) -> RateReport.Standardised {
        let own = cells[group] ?? [:]
        let peopled = ages.filter { $0.value.people > 0 }.sorted { $0.key < $1.key }
        let direct = peopled.compactMap { age, all in
            StandardBand(
                events: own[age]?.events ?? 0, population: Double(own[age]?.people ?? 0),
                standard: Double(all.people))
        }
        let expected = peopled.reduce(0.0) { sum, band in
            let (age, all) = band
            return sum + Double(own[age]?.people ?? 0) * Double(all.events) / Double(all.people)
        }
        let events = peopled.reduce(0) { $0 + (own[$1.key]?.events ?? 0) }
        let allEvents = peopled.reduce(0) { $0 + $1.value.events }
        var ratio: RateRatio?
        if let rate = Rate(events, in: expected),
            let others = Rate(allEvents - events, in: Double(allEvents) - expected)
        {
            ratio = rate.ratio(to: others, level)
        }
        let rate = direct.count == peopled.count ? DirectlyStandardisedRate(direct) : nil
        return RateReport.Standardised(
            rate: rate?.isDependable == true ? rate : nil, expected: expected, ratio: ratio)
    }
}
