// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

extension Reports {
    /// A report on rates as JSON. It holds raw counts, and says so.
    public static func ratesJSON(_ report: RateReport) -> [UInt8] { json(RateJSON(report)) }

    /// A report on rates as CSV: a row for each group.
    public static func ratesCSV(_ report: RateReport) -> [UInt8] {
        let lines = RateJSON(report)
        let heads = [
            "group", "code", "events", "people", "rate", "rate_low", "rate_high", "rate_ratio", "ratio_low",
            "ratio_high", "standardised_rate", "standardised_low", "standardised_high", "expected",
            "even_ratio", "even_ratio_low", "even_ratio_high", "p",
            "p_adjusted",
            "verdict", "per", "among", "data_set", "version", "period", "is_synthetic", "status",
        ]
        let rows = lines.groups.map { group -> [String] in
            let figures: [Double?] = [
                group.rate, group.rateLow, group.rateHigh, group.rateRatio, group.ratioLow, group.ratioHigh,
                group.standardisedRate, group.standardisedLow, group.standardisedHigh, group.expected,
                group.evenRatio, group.evenRatioLow, group.evenRatioHigh, group.p,
                group.pAdjusted,
            ]
            return [group.label, group.code, "\(group.events)", "\(group.people)"]
                + figures.map { $0.map { "\($0)" } ?? "" }
                + [
                    group.verdict, "\(lines.per)", lines.among.name, lines.dataSet, "\(lines.version)",
                    report.period.description, lines.isSynthetic ? "yes" : "no", lines.status,
                ]
        }
        return CSVWriter.bytes(of: [heads] + rows, forPeople: false)
    }

    /// A report on outcomes as JSON. It holds raw counts, and says so.
    public static func outcomesJSON(_ report: OutcomeReport) -> [UInt8] { json(OutcomeJSON(report)) }

    /// A report on outcomes as CSV: a row for each group and outcome.
    public static func outcomesCSV(_ report: OutcomeReport) -> [UInt8] {
        let lines = OutcomeJSON(report)
        let heads = [
            "group", "code", "outcome", "count", "base", "percent", "percent_low", "percent_high",
            "others_percent", "p", "p_adjusted", "verdict", "data_set", "version", "period", "is_synthetic",
            "status",
        ]
        let rows = lines.groups.flatMap { group in
            group.outcomes.map { outcome -> [String] in
                let figures: [Double?] = [
                    outcome.percent, outcome.percentLow, outcome.percentHigh, outcome.othersPercent,
                    outcome.p,
                    outcome.pAdjusted,
                ]
                return [group.label, group.code, outcome.outcome, "\(outcome.count)", "\(group.records)"]
                    + figures.map { $0.map { "\($0)" } ?? "" }
                    + [
                        outcome.verdict, lines.dataSet, "\(lines.version)", report.period.description,
                        lines.isSynthetic ? "yes" : "no", lines.status,
                    ]
            }
        }
        return CSVWriter.bytes(of: [heads] + rows, forPeople: false)
    }
}

/// A report on rates in the words of its file.
private struct RateJSON: Encodable {
    struct Group: Encodable {
        let code, label: String
        let events, people: Int
        let rate, rateLow, rateHigh, rateRatio, ratioLow, ratioHigh: Double?
        let standardisedRate, standardisedLow, standardisedHigh: Double?
        let expected, evenRatio, evenRatioLow, evenRatioHigh: Double?
        let p, pAdjusted: Double?
        let verdict: String
    }
    struct People: Encodable {
        let name, population, ages, areaCode, areaName, source, why: String
        let caveats: [String]
    }
    let dataSet, kind: String
    let isSynthetic: Bool
    let version: Int
    let periodFrom, periodTo: String
    let status = "raw counts, not for publication"
    let characteristic: String
    let per: Int
    let isStandardised: Bool
    let among: People
    let usable, asked: Int
    let allRate: Double?
    let groups: [Group]
    let refusals, warnings, mappings: [String]
    let note: String

    init(_ report: RateReport) {
        dataSet = report.dataSet.title
        kind = report.dataSet.kind.rawValue
        isSynthetic = report.dataSet.isSynthetic
        version = report.version
        (periodFrom, periodTo) = (report.period.first.iso, report.period.last.iso)
        characteristic = report.characteristic
        per = report.unit
        isStandardised = report.isStandardised
        let people = report.people
        among = People(
            name: people.name, population: people.population, ages: people.ages.words,
            areaCode: people.areaCode,
            areaName: people.areaName, source: people.source, why: report.why, caveats: people.caveats)
        (usable, asked) = (report.answers.usable, report.answers.asked)
        let scale = Double(report.unit)
        let level = report.settings.level
        allRate = Reports.figure(report.all?.per(scale), 1)
        groups = report.rows.map { row in
            let interval = row.rate?.interval(level)
            let direct = row.standardised?.rate
            let even = direct?.interval(level)
            let indirect = row.standardised?.ratio
            return Group(
                code: row.code, label: row.label, events: row.events, people: row.people,
                rate: Reports.figure(row.rate?.per(scale), 1),
                rateLow: Reports.figure(interval.map { scale * $0.lower }, 1),
                rateHigh: Reports.figure(interval.map { scale * $0.upper }, 1),
                rateRatio: Reports.figure(row.ratio?.value, 2),
                ratioLow: Reports.figure(row.ratio?.interval.lower, 2),
                ratioHigh: Reports.figure(row.ratio?.interval.upper, 2),
                standardisedRate: Reports.figure(direct.map { scale * $0.value }, 1),
                standardisedLow: Reports.figure(even.map { scale * $0.lower }, 1),
                standardisedHigh: Reports.figure(even.map { scale * $0.upper }, 1),
                expected: Reports.figure(row.standardised?.expected, 1),
                evenRatio: Reports.figure(indirect?.value, 2),
                evenRatioLow: Reports.figure(indirect?.interval.lower, 2),
                evenRatioHigh: Reports.figure(indirect?.interval.upper, 2),
                p: Reports.probability(report.isStandardised ? indirect?.p : row.ratio?.p),
                pAdjusted: Reports.probability(row.adjusted), verdict: row.verdict.rawValue)
        }
        (refusals, warnings, mappings) = (report.refusals, report.warnings, report.mappings)
        note = report.note
    }
}

/// A report on outcomes in the words of its file.
private struct OutcomeJSON: Encodable {
    struct Outcome: Encodable {
        let outcome: String
        let count: Int
        let percent, percentLow, percentHigh, othersPercent, p, pAdjusted: Double?
        let verdict: String
    }
    struct Group: Encodable {
        let code, label: String
        let records: Int
        let outcomes: [Outcome]
    }
    let dataSet, kind: String
    let isSynthetic: Bool
    let version: Int
    let periodFrom, periodTo: String
    let status = "raw counts, not for publication"
    let characteristic: String
    let outcomes: [String]
    let usable, asked: Int
    let groups: [Group]
    let note: String

    init(_ report: OutcomeReport) {
        dataSet = report.dataSet.title
        kind = report.dataSet.kind.rawValue
        isSynthetic = report.dataSet.isSynthetic
        version = report.version
        (periodFrom, periodTo) = (report.period.first.iso, report.period.last.iso)
        characteristic = report.characteristic
        outcomes = report.outcomes
        (usable, asked) = (report.answers.usable, report.answers.asked)
        groups = report.rows.map { row in
            Group(
                code: row.code, label: row.label, records: row.records,
                outcomes: zip(report.outcomes, row.findings).map { name, finding in
                    let interval = finding.share.wilsonInterval(report.settings.level)
                    return Outcome(
                        outcome: name, count: finding.share.count,
                        percent: Reports.figure(finding.share.percentage, 1),
                        percentLow: Reports.figure(100 * interval.lower, 1),
                        percentHigh: Reports.figure(100 * interval.upper, 1),
                        othersPercent: Reports.figure(finding.others?.percentage, 1),
                        p: Reports.probability(finding.p),
                        pAdjusted: Reports.probability(finding.adjusted), verdict: finding.verdict.rawValue)
                })
        }
        note = report.note
    }
}
