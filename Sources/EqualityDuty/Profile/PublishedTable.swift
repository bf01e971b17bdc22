// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What must be known of a table that a national body published.
public struct PublishedTableDescription: Hashable, Sendable {
    /// The publisher's id of the table, such as TS021.
    public let id: String
    /// What is counted, such as "Ethnic group".
    public let title: String
    /// The inquiry it comes from, such as "Census 2021".
    public let dataset: String
    /// The day that the counts are of.
    public let day: CalendarDay
    /// Who is counted, in the publisher's words.
    public let universe: String
    /// The ages of those counted.
    public let ages: AgeRange
    /// The schemes of its dimensions, in order.
    public let schemes: [CategoryScheme]
    /// Who published it.
    public let publisher: String
    /// Where it was published and how it came here.
    public let source: String
    /// On what terms, such as OGL-UK-3.0.
    public let licence: String
    /// The areas it has, and of which year.
    public let geography: String
    /// How far a count may lie from the count of the same people in another table of the inquiry.
    public let noise: Int
    /// What must be said beside its figures.
    public let caveats: [String]
    /// The table whose total is everybody, where the columns are not all there are; empty where they are.
    public let base: String
    /// The digest of the file that it was read from, where a body took it in itself; empty for shipped tables.
    public let digest: String

    /// A description as its parts.
    public init(
        id: String, title: String, dataset: String, day: CalendarDay, universe: String, ages: AgeRange,
        schemes: [CategoryScheme], publisher: String, source: String, licence: String, geography: String,
        noise: Int = 0, caveats: [String] = [], base: String = "", digest: String = ""
    ) {
        self.id = id
        self.title = title
        self.dataset = dataset
        self.day = day
        self.universe = universe
        self.ages = ages
        self.schemes = schemes
        self.publisher = publisher
        self.source = source
        self.licence = licence
        self.geography = geography
        self.noise = noise
        self.caveats = caveats
        self.base = base
        self.digest = digest
    }

    /// Source, table and day in a line, as it stands below figures.
    public var sourceLine: String {
        let people = universe.prefix(1).lowercased() + universe.dropFirst()
        return "\(publisher), \(source.isEmpty ? "\(dataset), table \(id)" : source) (\(people))"
    }
}

/// Counts of people by area and category that a national body published and protected itself.
///
/// The counts of an area are read when they are asked for: a table has hundreds of areas, and a page needs a
/// handful.
public struct PublishedTable: Sendable {
    /// What it is.
    public let description: PublishedTableDescription
    /// The codes of each column, one for each dimension.
    public let columns: [[String]]

    private let bytes: [UInt8]
    private let lines: [String: Range<Int>]

    /// What is wrong with a file of counts, as a sentence.
    public struct Unreadable: Error, Hashable, Sendable {
        /// The line of the file, from 1.
        public let line: Int
        /// What is wrong with it.
        public let words: String
    }

    /// Reads a file of our own form: `area,made_of,` and a column for each code, or for codes joined by `|`.
    ///
    /// Throws where a heading is no code of its scheme, an area comes twice, or a row has another length.
    public init(_ description: PublishedTableDescription, bytes: [UInt8]) throws(Unreadable) {
        var columns: [[String]] = []
        var lines: [String: Range<Int>] = [:]
        var start = 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
            number += 1
            if number == 1 {
                columns = try Self.columns(bytes[start..<end], description)
            } else if end > start {
                let comma = bytes[start..<end].firstIndex(of: 44) ?? end
                let area = String(decoding: bytes[start..<comma], as: UTF8.self)
                guard lines.updateValue(start..<end, forKey: area) == nil else {
                    throw Unreadable(line: number, words: "The area \(area) comes twice")
                }
                var commas = 0
                for byte in bytes[start..<end] where byte == 44 { commas += 1 }
                guard commas == columns.count + 1 else {
                    throw Unreadable(
                        line: number, words: "\(area) has \(commas - 1) counts and not \(columns.count)")
                }
            }
            start = end + 1
        }
        guard !columns.isEmpty else { throw Unreadable(line: 1, words: "There are no columns of counts") }
        self.description = description
        self.columns = columns
        self.bytes = bytes
        self.lines = lines
    }

    private static func columns(
        _ header: ArraySlice<UInt8>, _ description: PublishedTableDescription
    ) throws(Unreadable) -> [[String]] {
        let names = String(decoding: header, as: UTF8.self).split(separator: ",").map(String.init)
        guard names.prefix(2) == ["area", "made_of"] else {
            throw Unreadable(line: 1, words: "The first columns are not area and made_of")
        }
        var columns: [[String]] = []
        var seen: Set<[String]> = []
        for name in names.dropFirst(2) {
            let codes = name.split(separator: "|").map(String.init)
            guard codes.count == description.schemes.count else {
                throw Unreadable(line: 1, words: "\(name) does not have a code for each dimension")
            }
            for (code, scheme) in zip(codes, description.schemes) where scheme[code] == nil {
                throw Unreadable(line: 1, words: "\(code) is no code of \(scheme.id)")
            }
            guard seen.insert(codes).inserted else {
                throw Unreadable(line: 1, words: "The column \(name) comes twice")
            }
            columns.append(codes)
        }
        return columns
    }

    /// The codes of all areas that it has, in no particular order.
    public var areas: [String] { Array(lines.keys) }

    /// Whether it has an area.
    public func has(_ area: String) -> Bool { lines[area] != nil }

    /// The counts of an area; `nil` where it has none.
    public func counts(of area: String) -> AreaCounts? {
        guard let line = lines[area] else { return nil }
        var numbers: [Int] = []
        numbers.reserveCapacity(columns.count + 1)
        var number = 0
        var field = 0
        for byte in bytes[line] {
            if byte == 44 {
                if field > 0 { numbers.append(number) }
                (field, number) = (field + 1, 0)
            } else if field > 0, (48...57).contains(byte) {
                number = number * 10 + Int(byte - 48)
            }
        }
        numbers.append(number)
        guard numbers.count == columns.count + 1 else { return nil }
        return AreaCounts(
            area: area, madeOf: max(numbers[0], 1), table: description, columns: columns,
            counts: Array(numbers.dropFirst()))
    }
}

/// What one table says of one area.
public struct AreaCounts: Hashable, Sendable {
    /// The code of the area.
    public let area: String
    /// How many published areas the counts were added up from; 1 where they stand as published.
    public let madeOf: Int
    /// The table.
    public let table: PublishedTableDescription
    /// The codes of each count, one for each dimension.
    public let columns: [[String]]
    /// The counts, in the order of the columns.
    public let counts: [Int]

    /// Counts as their parts, as many as there are columns.
    public init(
        area: String, madeOf: Int, table: PublishedTableDescription, columns: [[String]], counts: [Int]
    ) {
        precondition(columns.count == counts.count, "a count for each column")
        self.area = area
        self.madeOf = madeOf
        self.table = table
        self.columns = columns
        self.counts = counts
    }

    /// Everybody counted, those without an answer among them.
    public var total: Int { counts.reduce(0, +) }

    /// Counts by code of one dimension, the others added up.
    public func byCode(_ dimension: Int = 0) -> [String: Int] {
        var sums: [String: Int] = [:]
        for (codes, count) in zip(columns, counts) { sums[codes[dimension], default: 0] += count }
        return sums
    }

    /// How many have a code of a dimension or of any of its parts.
    public func count(of code: String, _ dimension: Int = 0) -> Int {
        let scheme = table.schemes[dimension]
        let codes = Set(scheme.leaves(under: code).map(\.code) + [code])
        return zip(columns, counts).reduce(0) { $0 + (codes.contains($1.0[dimension]) ? $1.1 : 0) }
    }
}
