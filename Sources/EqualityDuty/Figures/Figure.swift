// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// How many people of a version belong to a group, and of how many who answered.
public struct Figure: Hashable, Sendable {
    /// The code and the label of the group.
    public let code: String, label: String
    /// How many; `nil` where that is withheld.
    public let count: Int?
    /// Of how many; `nil` where no share may be shown.
    public let base: Int?

    /// A figure.
    public init(code: String, label: String, count: Int?, base: Int?) {
        self.code = code
        self.label = label
        self.count = count
        self.base = base
    }

    /// The share; `nil` where one of its numbers is not told.
    public var share: Share? {
        guard let count, let base else { return nil }
        return Share(count, of: base)
    }

    /// The share in per cent, rounded once, as every page shows it.
    public var percentage: Double? { share.map { printed($0.percentage, places: 1) } }

    /// The figure with its base as sentences have it: "12.4%, 186 of 1,500", or the mark for what is withheld.
    public var shown: String {
        guard let count else { return "[c]" }
        guard let base, let percentage else { return Reading.written(Double(count)) }
        return
            "\(Self.oneDecimal(percentage))%, \(Reading.written(Double(count))) of \(Reading.written(Double(base)))"
    }

    /// A number with one figure behind the point.
    public static func oneDecimal(_ value: Double) -> String {
        guard value.isFinite else { return "[z]" }
        let tenths = Int(printed(abs(value) * 10, places: 0))
        return "\(value < 0 && tenths > 0 ? "−" : "")\(tenths / 10).\(tenths % 10)"
    }
}

/// One column of a version of a data set as a table: the groups in order, each with what is known of it.
public struct FigureTable: Hashable, Sendable {
    /// Whether its numbers are raw, or what disclosure control released.
    public enum Standing: String, Hashable, Sendable {
        /// For those who may see monitoring data; for everybody.
        case raw, released
    }

    /// One group.
    public struct Line: Hashable, Sendable {
        /// The figure.
        public let figure: Figure
        /// The code of the group that it is a part of; empty at the top.
        public let parent: String
        /// How many groups stand above it.
        public let depth: Int

        /// A group.
        public init(_ figure: Figure, parent: String = "", depth: Int = 0) {
            self.figure = figure
            self.parent = parent
            self.depth = depth
        }
    }

    /// The data set and the version.
    public let dataSet: String, version: Int
    /// The days of the version.
    public let period: DataPeriod
    /// The column, and the scheme of its groups.
    public let column: String, scheme: String
    /// Whose numbers they are.
    public let standing: Standing
    /// The groups.
    public let lines: [Line]

    /// A table of what is known.
    public init(
        dataSet: String, version: Int, period: DataPeriod, column: String, scheme: String, standing: Standing,
        lines: [Line]
    ) {
        self.dataSet = dataSet
        self.version = version
        self.period = period
        self.column = column
        self.scheme = scheme
        self.standing = standing
        self.lines = lines
    }

    /// The figure of a group; `nil` where the table does not tell it.
    public func figure(_ code: String) -> Figure? { lines.first { $0.figure.code == code }?.figure }

    /// The figures of these groups; of every group at the top where none is named.
    public func figures(_ groups: [String]) -> [Figure] {
        groups.isEmpty
            ? lines.filter { $0.depth == 0 }.map(\.figure) : groups.compactMap(figure)
    }

    /// The figures in a sentence each: "Asian: 12.4%, 186 of 1,500".
    public func words(_ groups: [String]) -> [String] {
        figures(groups).map { "\($0.label): \($0.shown)" }
    }

    /// Whether any of these figures is withheld.
    public func withholds(_ groups: [String]) -> Bool { figures(groups).contains { $0.count == nil } }
}

extension FigureTable {
    /// Counts the records of a version by one of its columns. It is raw, for those who may see monitoring data.
    ///
    /// `chunks` are those of the part in which the column lies.
    public init(counting chunks: [[UInt8]], of version: DataSetVersion, by column: DataColumn) throws {
        let all = version.columns.filter { $0.part == column.part }
        let table = try CodedColumns(chunks.map { try CodedChunk(HeldBytes($0)) })
        var counts: [String: Int] = [:]
        try table.crossTabulation(over: [all.firstIndex(of: column) ?? 0]).forEachCell { codes, count in
            let entry = column.entries[codes[0]]
            if entry.kind == .category { counts[entry.code, default: 0] += count }
        }
        self.init(counts, of: version, by: column)
    }

    /// The same from counts by code, in which somebody who named a group and no part of it is in the group alone.
    public init(_ counts: [String: Int], of version: DataSetVersion, by column: DataColumn) {
        let categories = column.entries.filter { $0.kind == .category }
        let known = Set(categories.map(\.code))
        let base = counts.filter { known.contains($0.key) }.values.reduce(0, +)
        func whole(_ code: String) -> Int {
            categories.filter { $0.parent == code }.reduce(counts[code] ?? 0) { $0 + whole($1.code) }
        }
        func depth(_ entry: ColumnEntry) -> Int {
            guard let parent = entry.parent, let above = categories.first(where: { $0.code == parent }) else {
                return 0
            }
            return 1 + depth(above)
        }
        self.init(
            dataSet: version.dataSetID, version: version.number, period: version.period, column: column.name,
            scheme: column.scheme, standing: .raw,
            lines: categories.map { entry in
                Line(
                    Figure(code: entry.code, label: entry.label, count: whole(entry.code), base: base),
                    parent: entry.parent.flatMap { known.contains($0) ? $0 : nil } ?? "", depth: depth(entry))
            })
    }
}
