// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// A delivery of synthetic records, ready to be taken in as any other.
public struct SyntheticDelivery: Sendable {
    /// The data set, marked as synthetic.
    public let dataSet: DataSet
    /// The days that the records would be of.
    public let period: DataPeriod
    /// The header and the records, as a file has them.
    public let rows: [[String]]
    /// What the columns mean.
    public let mapping: ColumnMapping
    /// What the file would be called.
    public let sourceName: String
}

extension Demonstration {
    /// The last day of the financial year before the last, of which the demonstration publishes equality information.
    public var informationDay: CalendarDay { CalendarDay(today.financialYear - 1, 3, 31) }

    /// Synthetic monitoring records of a body, calibrated on the census margins of its area: service users of two
    /// years, applicants as far as they came, staff, and people who answered a consultation; and the equality returns of
    /// contractors.
    ///
    /// Empty where no published table tells the area. Throws what stops a table from being read.
    public func monitoring(
        _ sample: Sample, from statistics: PublishedStatistics
    ) throws -> [SyntheticDelivery] {
        guard let area = sample.body.areaCode,
            let margins = try CensusMargins(statistics, area: area)
        else { return [] }
        let year = today.financialYear
        guard let last = DataPeriod(CalendarDay(year - 1, 4, 1), CalendarDay(year, 3, 31)),
            let before = DataPeriod(CalendarDay(year - 2, 4, 1), CalendarDay(year - 1, 3, 31)),
            let snapshot = DataPeriod(CalendarDay(year, 3, 31), CalendarDay(year, 3, 31)),
            let working = AgeRange(16, to: 64)
        else { return [] }
        func set(
            _ title: String, _ kind: DataSetKind, _ population: String, _ ages: AgeRange, _ purpose: String
        ) -> DataSet {
            DataSet(
                title: title, kind: kind, population: population, ages: ages, purpose: purpose,
                retention: "6 years after the end of the year", directorate: "",
                questionSet: "Equality questions",
                questionVersion: "1", areaCode: area, isSynthetic: true)
        }
        let users = set(
            "Leisure and library users", .serviceUsers, "service users", .all,
            "To see who uses leisure centres and libraries and who does not")
        let applicants = set(
            "Applicants for work", .recruitment, "applicants", working,
            "To see who applies, who is shortlisted and who is appointed")
        let staff = set(
            "Staff in post", .workforce, "staff", working, "To see who works here, and who is missing")
        let leavers = set(
            "Staff who left", .leavers, "staff who left", working,
            "To see whether some leave more often than others")
        let respondents = set(
            "Respondents to the budget consultation", .consultation, "respondents", .all,
            "To see whose views the consultation heard")
        let returns = set(
            "Contractors\u{2019} equality returns", .contractorReturns, "contractors\u{2019} returns", .all,
            "To see which contractors tell us what they owe us, and when")
        let stages = SyntheticRecords.Margin(
            "Stage", [("Applied", 0.68), ("Shortlisted", 0.2), ("Appointed", 0.12)])
        return [
            margins.delivery(
                users, before, 2_400, seed: 1, "users-before.csv", unanswered: 0.16, leaning: 0.55),
            margins.delivery(users, last, 2_650, seed: 2, "users.csv", unanswered: 0.11, leaning: 0.75),
            margins.delivery(
                applicants, last, 1_300, seed: 3, "applicants.csv", unanswered: 0.08, leaning: 1.1,
                adults: true,
                more: [(stages, .stage)]),
            margins.delivery(
                staff, snapshot, 1_450, seed: 5, "staff.csv", unanswered: 0.09, leaning: 0.8, adults: true),
            margins.delivery(
                leavers, last, 190, seed: 6, "leavers.csv", unanswered: 0.12, leaning: 1.9, adults: true),
            margins.delivery(
                respondents, snapshot, 480, seed: 4, "respondents.csv", unanswered: 0.3, leaning: 0.6),
            ContractorDemonstration.delivery(returns, last),
        ]
    }
}

/// The margins of an area that synthetic records are calibrated on.
private struct CensusMargins {
    private struct Known {
        let header: String
        let scheme: CategoryScheme
        let counts: [String: Int]
    }
    private var known: [Known] = []
    private let ages: Known

    /// `nil` where the area has no ages by single year.
    init?(_ statistics: PublishedStatistics, area: String) throws {
        guard let single = try statistics.counts(of: area, in: ["TS007"]),
            let bands = statistics.schemes["age-council"]
        else { return nil }
        var sums: [String: Int] = [:]
        for (code, count) in single.byCode() {
            guard let range = single.table.schemes[0][code]?.ages,
                let band = bands.band(ofAge: range.youngest)
            else { continue }
            sums[band.code, default: 0] += count
        }
        ages = Known(header: "Age", scheme: bands, counts: sums)
        for (header, table) in [
            ("Sex", "TS008"), ("Ethnic group", "TS021"), ("Religion", "TS030"), ("Disability", "TS038-2"),
            ("Sexual orientation", "TS077"),
        ] {
            guard let counts = try statistics.counts(of: area, in: [table]) else { continue }
            known.append(Known(header: header, scheme: counts.table.schemes[0], counts: counts.byCode()))
        }
    }

    /// Records by these margins; `leaning` multiplies the weight of every ethnic group but the largest.
    func delivery(
        _ dataSet: DataSet, _ period: DataPeriod, _ count: Int, seed: UInt64, _ name: String,
        unanswered: Double,
        leaning: Double, adults: Bool = false, more: [(margin: SyntheticRecords.Margin, use: ColumnUse)] = []
    ) -> SyntheticDelivery {
        var margins: [SyntheticRecords.Margin] = []
        var columns = [ColumnMapping.Column(header: "Reference", use: .reference)]
        for one in [ages] + known {
            var leans: [String: Double] = [:]
            let largest = one.counts.filter { one.scheme[$0.key]?.standing == .category }
                .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
            if one.scheme.variable == "ethnic group" {
                for leaf in one.scheme.leaves where leaf.code != largest { leans[leaf.code] = leaning }
            }
            if adults, one.scheme.isAges {
                for leaf in one.scheme.leaves {
                    let isWorking = leaf.ages.map { $0.youngest >= 16 && ($0.oldest ?? .max) <= 64 } ?? false
                    if !isWorking { leans[leaf.code] = 0 }
                }
            }
            let rest = one.scheme.isAges || one.header == "Sex" ? unanswered / 4 : unanswered
            margins.append(
                .init(one.header, one.scheme, counts: one.counts, unanswered: rest, leaning: leans))
            columns.append(
                .init(
                    header: one.header,
                    use: one.scheme.isAges ? .ages(scheme: one.scheme.id) : .category(scheme: one.scheme.id)))
        }
        for (margin, use) in more {
            margins.append(margin)
            columns.append(.init(header: margin.header, use: use))
        }
        let maker = SyntheticRecords(margins)
        return SyntheticDelivery(
            dataSet: dataSet, period: period, rows: [maker.header] + maker.records(count, seed: seed),
            mapping: ColumnMapping(name: dataSet.title, columns: columns), sourceName: "synthetic-" + name)
    }
}
