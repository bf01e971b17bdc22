// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What a file says of itself, as far as it does.
public struct StatisticsFacts: Hashable, Sendable {
    /// The publisher's id of the table; empty where nothing says it.
    public var table = ""
    /// What is counted.
    public var title = ""
    /// The inquiry.
    public var dataset = ""
    /// The day of the counts.
    public var day: CalendarDay?
    /// Who is counted.
    public var universe = ""
    /// Who published it.
    public var publisher = ""
    /// What the publisher says below the table.
    public var footnotes: [String] = []

    /// Nothing known.
    public init() {}

    /// Gathers them from the table's own columns, the lines around it and the name of its file.
    init(
        _ gatherer: StatisticsGatherer, _ key: GatheredCounts.Key, fileName: String, wishes: StatisticsWishes
    ) {
        func fact(_ names: String...) -> String {
            gatherer.facts.first { names.contains($0.name) }?.value ?? ""
        }
        let title = gatherer.titles.first { Self.id(atStartOf: $0) != nil }
        let found = [key.table, fact("table", "dataset"), title ?? "", fileName].compactMap {
            Self.id(atStartOf: $0)
        }.first
        table = wishes.table.isEmpty ? found ?? "" : wishes.table
        if let title, let id = Self.id(atStartOf: title) {
            self.title = HeadingWords.trimmed(
                String(
                    title.dropFirst(id.count).drop { $0 == " " || $0 == "-" || $0 == ":" || $0 == "\u{2013}" }
                ))
        }
        day =
            StatisticsDay.read(wishes.day.isEmpty ? key.day : wishes.day)
            ?? StatisticsDay.read(fact("date", "year"))
        let isCensus =
            Self.isCensusTable(table) || gatherer.titles.contains { $0.lowercased().contains("census") }
        if day == nil, isCensus, let year = Self.censusYear(table) { day = StatisticsDay.censuses[year] }
        if let day, isCensus, StatisticsDay.censuses[day.year] == day { dataset = "Census \(day.year)" }
        universe = fact("population")
        let lines = gatherer.titles + gatherer.footnotes
        let isFromNomis = lines.contains {
            $0.contains("Nomis") || $0.contains("ONS") || $0.contains("Office for National")
        }
        publisher = isFromNomis || isCensus ? "Office for National Statistics" : ""
        footnotes = gatherer.footnotes.prefix(20).map { String($0.prefix(400)) }
    }

    private static let prefixes: Set<String> = [
        "ts", "rm", "qs", "ks", "dc", "lc", "st", "ut", "cs", "th", "ct", "cas", "uv", "ap",
    ]

    /// "ST149 - Sex and age" and "ts007-age.csv" begin with the id of a table.
    static func id(atStartOf text: String) -> String? {
        let word = text.prefix { $0.isLetter || $0.isNumber }
        let letters = word.prefix { $0.isLetter }
        let digits = word.dropFirst(letters.count).prefix { $0.isNumber }
        let rest = word.dropFirst(letters.count + digits.count)
        guard prefixes.contains(letters.lowercased()), (2...4).contains(digits.count), rest.count <= 3 else {
            return nil
        }
        return word.uppercased()
    }

    private static func isCensusTable(_ id: String) -> Bool { Self.id(atStartOf: id) != nil }

    /// The census whose tables begin with these letters, where only one has such.
    private static func censusYear(_ id: String) -> Int? {
        switch id.prefix(2).uppercased() {
        case "TS", "RM": 2021
        case "QS", "DC", "LC": 2011
        case "ST", "UV": 2001
        default: nil
        }
    }
}
