// SPDX-License-Identifier: Apache-2.0
import DisclosureControl
import Documents
import EqualityDuty
import EqualityStatistics

/// What a publication says of one data set: its tables, and what everybody must know beside them.
public struct InformationSet: Sendable {
    /// The name in addresses and files.
    public let slug: String
    /// The data set, and the days that its records are of.
    public let dataSet: DataSet
    /// The days that its records are of.
    public let period: DataPeriod
    /// The area in words.
    public let areaName: String
    /// The tables; those that could not be proven are there without rows and say so.
    public let tables: [InformationTable]
    /// What is withheld and why, a sentence each, for whoever publishes and for everybody.
    public let withheld: [String]
    /// What protects people: the policies in words.
    public let protection: [String]
    /// The statements of disclosure control, one for each release, as pages.
    public let statements: [String]
    /// Other periods of the same data set that were published.
    public let otherPeriods: [String]

    /// The set of what was released of a data set, and of what was not.
    public init(
        _ dataSet: DataSet, period: DataPeriod, slug: String, areaName: String,
        releases: [InformationRelease], refusals: [String], approver: String,
        benchmarks: [String: InformationBenchmark] = [:],
        settings: RepresentationSettings = .standard
    ) {
        self.dataSet = dataSet
        self.period = period
        self.slug = slug
        self.areaName = areaName
        var tables: [InformationTable] = []
        var withheld = refusals
        var protection: [String] = []
        var others: [String] = []
        for release in releases {
            tables += InformationTable.all(
                of: release, series: slug, first: tables.count + 1, benchmarks: benchmarks, settings: settings
            )
            withheld += release.plan.leftOut.map { "\($0.name) is not told: \($0.why)." }
            let policy = release.released.policy
            for words in [release.plan.why, policy.explanation] where !protection.contains(words) {
                protection.append(words)
            }
            if policy.threshold > (InformationSet.stated(policy.name) ?? policy.threshold) {
                protection.append("This body shows no number from 1 to \(policy.threshold - 1).")
            }
            others += release.otherPeriods.filter { !others.contains($0) }
        }
        self.tables = tables
        for table in tables where !table.withheld.isEmpty {
            withheld.append("\(table.title): \(table.withheld)")
        }
        let hidden = tables.filter { $0.withheldNumbers > 0 }
        withheld += hidden.map {
            let all = $0.rows.count
            return
                "\($0.title): \($0.withheldNumbers) of \(all) numbers are withheld, because they are small or "
                + "because small ones could be worked out from them."
        }
        self.withheld = withheld
        self.protection = protection
        otherPeriods = others.map { DataPeriod(written: $0)?.description ?? $0 }
        statements = releases.map { $0.statement(approver: approver) }
    }

    /// The threshold that a shipped policy names in its own explanation.
    private static func stated(_ name: String) -> Int? {
        name.split(separator: "-").last.flatMap { Int($0) }
    }

    /// A name in addresses for a title, unlike those that are taken.
    public static func slug(_ title: String, taken: Set<String>) -> String {
        let words = foldedForSearch(title).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let name = words.isEmpty ? "data-set" : String(words.joined(separator: "-").prefix(60))
        if !taken.contains(name) { return name }
        return (2...).lazy.map { "\(name)-\($0)" }.first { !taken.contains($0) } ?? name
    }

    /// How many numbers of people are shown, and how many are not.
    public var numbers: (shown: Int, withheld: Int) {
        let all = tables.reduce(0) { $0 + $1.rows.count }
        let hidden = tables.reduce(0) { $0 + $1.withheldNumbers }
        return (all - hidden, hidden)
    }
}

/// A publication of equality information: what a body says of everybody it counts, on one day.
public struct InformationPublication: Sendable {
    /// The publisher.
    public let publisher: String
    /// The day it speaks of.
    public let day: CalendarDay
    /// The data sets in order.
    public let sets: [InformationSet]
    /// Data sets of which nothing is published, each with why.
    public let leftOut: [(title: String, why: String)]
    /// The licence under which anybody may use it again.
    public let licence: String

    /// A publication.
    public init(
        publisher: String, day: CalendarDay, sets: [InformationSet], leftOut: [(title: String, why: String)],
        licence: String = "Open Government Licence v3.0"
    ) {
        self.publisher = publisher
        self.day = day
        self.sets = sets
        self.leftOut = leftOut
        self.licence = licence
    }

    /// The title of the whole.
    public var title: String { "Equality information, \(day.written)" }

    /// What it holds, in one sentence.
    public var summary: String {
        let tables = sets.reduce(0) { $0 + $1.tables.count { $0.withheld.isEmpty } }
        let people = sets.count == 1 ? "1 data set" : "\(sets.count) data sets"
        let hidden = sets.reduce(0) { $0 + $1.numbers.withheld }
        return
            "\(tables) table\(tables == 1 ? "" : "s") about \(people), with \(hidden) numbers withheld to protect people"
    }

    /// The address of the licence.
    public static let licenceAddress =
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
}
