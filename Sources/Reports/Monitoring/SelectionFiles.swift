// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

extension Reports {
    /// A report on selection as JSON. It holds raw counts, and says so.
    public static func selectionJSON(_ report: SelectionReport) -> [UInt8] { json(SelectionJSON(report)) }

    /// A report on selection as CSV: a row for each group and step.
    public static func selectionCSV(_ report: SelectionReport) -> [UInt8] {
        let heads = [
            "group", "code", "step", "succeeded", "base", "percent", "relative_likelihood", "likelihood_low",
            "likelihood_high", "p", "p_adjusted", "verdict", "against", "data_set", "version", "period",
            "is_synthetic", "status",
        ]
        let lines = SelectionJSON(report)
        var rows: [[String]] = []
        for group in lines.groups {
            for step in group.steps {
                let figures: [Double?] = [
                    step.percent, step.relativeLikelihood, step.likelihoodLow, step.likelihoodHigh, step.p,
                    step.pAdjusted,
                ]
                var row: [String] = [group.label, group.code, step.step, "\(step.succeeded)", "\(step.base)"]
                row += figures.map { $0.map { "\($0)" } ?? "" }
                row += [step.verdict, lines.against, lines.dataSet, "\(lines.version)"]
                row += [report.period.description, lines.isSynthetic ? "yes" : "no", lines.status]
                rows.append(row)
            }
        }
        return CSVWriter.bytes(of: [heads] + rows, forPeople: false)
    }

    /// The way over deliveries as JSON. It holds raw counts, and says so.
    public static func trendJSON(_ trend: RepresentationTrend) -> [UInt8] { json(TrendJSON(trend)) }

    /// The way over deliveries as CSV: a row for each group and delivery.
    public static func trendCSV(_ trend: RepresentationTrend) -> [UInt8] {
        let heads = [
            "group", "code", "version", "from", "to", "count", "base", "percent", "percent_low",
            "percent_high",
            "break_before", "data_set", "is_synthetic", "status",
        ]
        let lines = TrendJSON(trend)
        var rows: [[String]] = []
        for group in lines.groups {
            for (delivery, share) in zip(lines.deliveries, group.shares) {
                let counts: [Int?] = [share.count, share.base]
                let figures: [Double?] = [share.percent, share.percentLow, share.percentHigh]
                var row: [String] = [
                    group.label, group.code, "\(delivery.version)", delivery.from, delivery.to,
                ]
                row += counts.map { $0.map { "\($0)" } ?? "" }
                row += figures.map { $0.map { "\($0)" } ?? "" }
                row += [delivery.breakBefore, lines.dataSet, lines.isSynthetic ? "yes" : "no", lines.status]
                rows.append(row)
            }
        }
        return CSVWriter.bytes(of: [heads] + rows, forPeople: false)
    }

    /// A p-value as files have it: four decimals, or two figures where these would say nought.
    static func probability(_ value: Double?) -> Double? {
        value.map { p in
            guard p > 0, p < 0.0001 else { return printed(p, places: 4) }
            var (scale, scaled) = (1.0, p)
            while scaled < 10, scale < 1e300 { (scale, scaled) = (scale * 10, scaled * 10) }
            return scaled.rounded() / scale
        }
    }

    /// A figure as files of raw counts have it; none for what is no number.
    static func figure(_ value: Double?, _ places: Int) -> Double? {
        value.flatMap { $0.isFinite ? printed($0, places: places) : nil }
    }
}

/// A report on selection in the words of its file.
private struct SelectionJSON: Encodable {
    struct Step: Encodable {
        let step: String
        let succeeded, base: Int
        let percent, relativeLikelihood, likelihoodLow, likelihoodHigh, p, pAdjusted: Double?
        let verdict: String
    }
    struct Group: Encodable {
        let code, label: String
        let reached: [Int]
        let steps: [Step]
    }
    let dataSet: String
    let isSynthetic: Bool
    let version: Int
    let periodFrom, periodTo: String
    let status = "raw counts, not for publication"
    let characteristic, against, why: String
    let stages: [String]
    let groups: [Group]
    let note: String

    init(_ report: SelectionReport) {
        dataSet = report.dataSet.title
        isSynthetic = report.dataSet.isSynthetic
        version = report.version
        (periodFrom, periodTo) = (report.period.first.iso, report.period.last.iso)
        characteristic = report.characteristic
        (against, why) = (report.against.label, report.against.why)
        stages = report.stages
        groups = report.rows.map { row in
            Group(
                code: row.code, label: row.label, reached: row.reached,
                steps: zip(report.steps, row.findings).map { step, finding in
                    let likelihood = finding.likelihood
                    return Step(
                        step: step.words, succeeded: finding.share?.count ?? 0,
                        base: finding.share?.base ?? 0,
                        percent: Reports.figure(finding.share?.percentage, 1),
                        relativeLikelihood: Reports.figure(likelihood?.ratio, 2),
                        likelihoodLow: Reports.figure(likelihood?.interval.lower, 2),
                        likelihoodHigh: Reports.figure(likelihood?.interval.upper, 2),
                        p: Reports.probability(likelihood?.p),
                        pAdjusted: Reports.probability(finding.adjusted),
                        verdict: finding.verdict.rawValue)
                })
        }
        note = report.note
    }
}

/// The way over deliveries in the words of its file.
private struct TrendJSON: Encodable {
    struct Delivery: Encodable {
        let version: Int
        let from, to: String
        let usable, asked: Int
        let breakBefore: String
    }
    struct Part: Encodable {
        let count, base: Int?
        let percent, percentLow, percentHigh: Double?
    }
    struct Group: Encodable {
        let code, label: String
        let shares: [Part]
        let changePoints, changeLow, changeHigh, changeP, trendPointsPerYear, trendP: Double?
        let pooledPercent: Double?
        let pooledYears: String
    }
    struct LeftOut: Encodable {
        let version: Int
        let period, why: String
    }
    let dataSet, characteristic, scheme: String
    let isSynthetic: Bool
    let status = "raw counts, not for publication"
    let deliveries: [Delivery]
    let leftOut: [LeftOut]
    let mappings: [String]
    let groups: [Group]
    let note: String

    init(_ trend: RepresentationTrend) {
        dataSet = trend.dataSet.title
        (characteristic, scheme) = (trend.characteristic, trend.scheme)
        isSynthetic = trend.dataSet.isSynthetic
        deliveries = trend.deliveries.map {
            Delivery(
                version: $0.version, from: $0.period.first.iso, to: $0.period.last.iso,
                usable: $0.answers.usable,
                asked: $0.answers.asked, breakBefore: $0.breakBefore)
        }
        leftOut = trend.leftOut.map {
            LeftOut(version: $0.version, period: $0.period.description, why: $0.why)
        }
        mappings = trend.mappings
        groups = trend.rows.map { row in
            Group(
                code: row.code, label: row.label,
                shares: row.shares.map { share in
                    let interval = share?.wilsonInterval(trend.settings.level)
                    return Part(
                        count: share?.count, base: share?.base, percent: Reports.figure(share?.percentage, 1),
                        percentLow: Reports.figure(interval.map { 100 * $0.lower }, 1),
                        percentHigh: Reports.figure(interval.map { 100 * $0.upper }, 1))
                },
                changePoints: Reports.figure(row.change?.points, 1),
                changeLow: Reports.figure(row.change.map { 100 * $0.interval.lower }, 1),
                changeHigh: Reports.figure(row.change.map { 100 * $0.interval.upper }, 1),
                changeP: Reports.probability(row.change?.p),
                trendPointsPerYear: Reports.figure(row.trend?.pointsPerYear, 2),
                trendP: Reports.probability(row.trend?.p),
                pooledPercent: Reports.figure(row.pooled?.share.percentage, 1),
                pooledYears: row.pooled?.mark ?? "")
        }
        note = trend.note
    }
}
