// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

extension Reports {
    /// A report on representation as JSON. It holds raw counts, and says so.
    public static func representationJSON(_ report: RepresentationReport) -> [UInt8] {
        json(RepresentationJSON(report))
    }

    /// A report on representation as CSV: a row for each group.
    public static func representationCSV(_ report: RepresentationReport) -> [UInt8] {
        let heads =
            report.characteristics.map { SpellingBook.folded($0).replacing(" ", with: "_") }
            + [
                "code", "count", "base", "percent", "percent_low", "percent_high", "benchmark_percent",
                "points",
                "ratio", "p", "p_adjusted", "verdict", "explanation", "data_set", "version", "period",
                "benchmark",
                "is_synthetic", "status",
            ]
        func figure(_ value: Double?, _ places: Int) -> String {
            self.figure(value, places).map { "\($0)" } ?? ""
        }
        func p(_ value: Double?) -> String { probability(value).map { "\($0)" } ?? "" }
        let rows = report.rows.map { row -> [String] in
            let found = row.representation
            return row.labels
                + [
                    row.codes.joined(separator: "|"), String(row.share.count), String(row.share.base),
                    figure(row.share.percentage, 1), figure(found.map { 100 * $0.interval.lower }, 1),
                    figure(found.map { 100 * $0.interval.upper }, 1),
                    figure(found.map { 100 * $0.benchmark.value }, 1), figure(found?.points, 1),
                    figure(found?.ratio, 2), p(found?.p), p(row.adjusted), row.verdict,
                    row.explanation, report.dataSet.title, String(report.version),
                    report.period.description, report.benchmark?.name ?? "",
                    report.dataSet.isSynthetic ? "yes" : "no", "raw counts, not for publication",
                ]
        }
        return CSVWriter.bytes(of: [heads] + rows, forPeople: false)
    }
}

/// A report on representation in the words of its file.
private struct RepresentationJSON: Encodable {
    struct Group: Encodable {
        let codes, labels: [String]
        let count, base: Int
        let percent: Double
        let percentLow, percentHigh, benchmarkPercent, points, ratio, p, pAdjusted: Double?
        let verdict, explanation: String
        let smallestShortfallPoints: Double?
    }
    struct Basis: Encodable {
        let name, population, ages, areaCode, areaName, years, source, why: String
        let caveats: [String]
    }
    struct Answers: Encodable {
        let usable, preferNotToSay, notAnswered, notAsked, unknown, asked: Int
        let completenessPercent: Double?
    }
    let dataSet, kind, population: String
    let isSynthetic: Bool
    let version: Int
    let periodFrom, periodTo: String
    let status = "raw counts, not for publication"
    let characteristics: [String]
    let benchmark: Basis?
    let refusals, warnings, mappings: [String]
    let answers: Answers
    let groups: [Group]
    let note: String

    init(_ report: RepresentationReport) {
        dataSet = report.dataSet.title
        kind = report.dataSet.kind.rawValue
        population = report.dataSet.population
        isSynthetic = report.dataSet.isSynthetic
        version = report.version
        (periodFrom, periodTo) = (report.period.first.iso, report.period.last.iso)
        characteristics = report.characteristics
        benchmark = report.benchmark.map {
            Basis(
                name: $0.name, population: $0.population, ages: $0.ages.words, areaCode: $0.areaCode,
                areaName: $0.areaName,
                years: $0.years.count == 1
                    ? "\($0.years.lowerBound)" : "\($0.years.lowerBound) to \($0.years.upperBound)",
                source: $0.source, why: report.why, caveats: $0.caveats)
        }
        (refusals, warnings, mappings) = (report.refusals, report.warnings, report.mappings)
        let answers = report.answers
        self.answers = Answers(
            usable: answers.usable, preferNotToSay: answers.preferNotToSay, notAnswered: answers.notAnswered,
            notAsked: answers.notAsked, unknown: answers.unknown, asked: answers.asked,
            completenessPercent: answers.completeness.map { printed($0.percentage, places: 1) })
        groups = report.rows.map { row in
            let found = row.representation
            return Group(
                codes: row.codes, labels: row.labels, count: row.share.count, base: row.share.base,
                percent: printed(row.share.percentage, places: 1),
                percentLow: Reports.figure(found.map { 100 * $0.interval.lower }, 1),
                percentHigh: Reports.figure(found.map { 100 * $0.interval.upper }, 1),
                benchmarkPercent: Reports.figure(found.map { 100 * $0.benchmark.value }, 1),
                points: Reports.figure(found?.points, 1), ratio: Reports.figure(found?.ratio, 2),
                p: Reports.probability(found?.p),
                pAdjusted: Reports.probability(row.adjusted), verdict: row.verdict,
                explanation: row.explanation,
                smallestShortfallPoints: Reports.figure(found?.smallestShortfall?.points, 1))
        }
        note = report.note
    }
}
