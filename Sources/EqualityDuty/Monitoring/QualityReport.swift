// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What was found when a file of records was read.
///
/// Holds raw counts: it is for those who may see them.
public struct QualityReport: Hashable, Sendable, Codable {
    /// How much a finding matters.
    public enum Weight: String, Hashable, Sendable, Codable {
        /// The file cannot be taken as it is; it can, once somebody accepts this; it is good to know.
        case stops, asks, tells
    }

    /// One finding.
    public struct Finding: Hashable, Sendable, Codable {
        /// How much it matters.
        public let weight: Weight
        /// The row of the first case, as a spreadsheet numbers it; 0 where it has none.
        public let row: Int
        /// The header of the column; empty for the file.
        public let column: String
        /// What was found and what to do, in a sentence.
        public let text: String

        /// A finding.
        public init(_ weight: Weight, row: Int = 0, column: String = "", _ text: String) {
            self.weight = weight
            self.row = row
            self.column = column
            self.text = text
        }

        /// "Row 5, Sex: …".
        public var description: String {
            ImportProblem(row: row, column: column.isEmpty ? nil : column, text: text).description
        }
    }

    /// Words of a cell that could not be read.
    public struct Unread: Hashable, Sendable, Codable {
        /// The words, cut short; empty where they may be somebody's own.
        public let words: String
        /// Why they could not be read.
        public let reason: UnreadReason
        /// How many people have them, and the first row that has.
        public let count, firstRow: Int
        /// The code that they most likely mean; empty where none is near.
        public let nearest: String
        /// Its label, or what else they may be.
        public let suggestion: String
    }

    /// One column.
    public struct Column: Hashable, Sendable, Codable {
        /// The name of the column, its header, and the id of its scheme.
        public let name, header, scheme: String
        /// What became of the question.
        public let answers: AnswerCounts
        /// How many people have each category that anybody has; answers that are none are in `answers`.
        public let counts: [String: Int]
        /// What could not be read, the commonest first.
        public let unread: [Unread]
        /// How many different words could not be read.
        public let unreadKinds: Int
    }

    /// Rows below the header; people taken; rows refused; people left out because they object.
    public var rows = 0, people = 0, refusedRows = 0, objected = 0
    /// Why rows were refused, with how many.
    public var refusals: [String: Int] = [:]
    /// Rows that say the same as one before, and references that came before; at least so many where only one in
    /// `lookedAt` was looked at.
    public var sameRows = 0, sameReferences = 0, lookedAt = 1
    /// The columns in order.
    public var columns: [Column] = []
    /// Everything found, what stops the file first.
    public var findings: [Finding] = []
    /// What moved since the version before.
    public var drift: [DataDrift] = []

    /// Nothing read yet.
    public init() {}

    /// Whether nothing stands against taking the file, once what asks is accepted.
    public var canBeTaken: Bool { !findings.contains { $0.weight == .stops } }
    /// What somebody has to accept.
    public var asks: [Finding] { findings.filter { $0.weight == .asks } }
    /// What stops the file.
    public var stops: [Finding] { findings.filter { $0.weight == .stops } }

    /// Adds findings in the order of their weight.
    public mutating func add(_ more: [Finding]) {
        let order: [Weight] = [.stops, .asks, .tells]
        let all = findings + more
        findings = order.flatMap { weight in all.filter { $0.weight == weight } }
    }

    /// Adds what moved since an earlier report of the same data set.
    public mutating func compare(with earlier: QualityReport, called name: String) {
        let (drift, findings) = DataDrift.between(earlier, self, earlierName: name)
        self.drift = drift
        add(findings)
    }
}

/// A share that moved since the version before by more than chance explains.
public struct DataDrift: Hashable, Sendable, Codable {
    /// The column and the category.
    public let column, code: String
    /// The share before and now.
    public let before, now: Share
    /// How many points it moved, and the interval around that.
    public let points: Double
    /// The interval of the movement in points.
    public let interval: Interval

    /// The least movement that is told, in points.
    public static let leastPoints = 1.0

    /// What moved between two reports, and what else is to be said: codes that came or went, rows up or down.
    static func between(
        _ earlier: QualityReport, _ now: QualityReport, earlierName: String
    ) -> ([DataDrift], [QualityReport.Finding]) {
        var moved: [DataDrift] = []
        var findings: [QualityReport.Finding] = []
        if earlier.people > 0, now.people > 0 {
            let change = 100 * (Double(now.people) / Double(earlier.people) - 1)
            if abs(change) >= 20 {
                findings.append(
                    .init(
                        abs(change) >= 50 ? .asks : .tells,
                        "There are \(now.people) people, and in \(earlierName) there were \(earlier.people).")
                )
            }
        }
        for column in now.columns {
            guard let old = earlier.columns.first(where: { $0.name == column.name }) else {
                findings.append(
                    .init(.tells, column: column.header, "The column is new since \(earlierName)."))
                continue
            }
            guard old.scheme == column.scheme else {
                findings.append(
                    .init(
                        .tells, column: column.header,
                        "The categories are those of \(column.scheme), in \(earlierName) those of "
                            + "\(old.scheme). Years are compared through a mapping only, and marked as a break."
                    ))
                continue
            }
            moved += movements(column, old)
            findings += comings(column, old, earlierName)
            findings += completeness(column, old, earlierName)
        }
        for old in earlier.columns where !now.columns.contains(where: { $0.name == old.name }) {
            findings.append(
                .init(
                    .tells,
                    "The column \u{201C}\(old.header)\u{201D} of \(earlierName) is not there any more."))
        }
        return (moved.sorted { abs($0.points) > abs($1.points) }, findings)
    }

    private static func movements(
        _ now: QualityReport.Column, _ old: QualityReport.Column
    ) -> [DataDrift] {
        let told = Set(now.counts.keys).union(old.counts.keys).sorted()
        // As many intervals as categories are looked at, so that all hold together (Bonferroni).
        guard !told.isEmpty, let level = ConfidenceLevel(1 - 0.05 / Double(told.count)) else { return [] }
        return told.compactMap { code in
            guard let one = Share(now.counts[code] ?? 0, of: max(now.answers.usable, now.counts[code] ?? 0)),
                let other = Share(old.counts[code] ?? 0, of: max(old.answers.usable, old.counts[code] ?? 0))
            else { return nil }
            let interval = one.differenceInterval(from: other, level)
            let points = 100 * (one.value - other.value)
            guard interval.isBelow(0) || interval.isAbove(0), abs(points) >= leastPoints else { return nil }
            return DataDrift(
                column: now.name, code: code, before: other, now: one, points: points,
                interval: interval.scaled(by: 100))
        }
    }

    private static func comings(
        _ now: QualityReport.Column, _ old: QualityReport.Column, _ earlierName: String
    ) -> [QualityReport.Finding] {
        let new = now.counts.filter { $0.value > 0 && (old.counts[$0.key] ?? 0) == 0 }.keys.sorted()
        let gone = old.counts.filter { $0.value > 0 && (now.counts[$0.key] ?? 0) == 0 }.keys.sorted()
        func listed(_ codes: [String]) -> String {
            codes.prefix(5).joined(separator: ", ") + (codes.count > 5 ? " and \(codes.count - 5) more" : "")
        }
        var findings: [QualityReport.Finding] = []
        if !new.isEmpty {
            findings.append(
                .init(.tells, column: now.header, "New since \(earlierName): \(listed(new))."))
        }
        if !gone.isEmpty {
            findings.append(
                .init(.tells, column: now.header, "In \(earlierName) and not any more: \(listed(gone))."))
        }
        return findings
    }

    private static func completeness(
        _ now: QualityReport.Column, _ old: QualityReport.Column, _ earlierName: String
    ) -> [QualityReport.Finding] {
        guard let one = now.answers.completeness, let other = old.answers.completeness,
            one.percentage <= other.percentage - 10
        else { return [] }
        return [
            .init(
                .tells, column: now.header,
                "Usable answers fell from \(Int(other.percentage.rounded()))% to "
                    + "\(Int(one.percentage.rounded()))% since \(earlierName).")
        ]
    }
}
