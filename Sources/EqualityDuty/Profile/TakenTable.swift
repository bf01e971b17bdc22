// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// A published table that a body took in itself.
public struct TakenTable: Hashable, Sendable {
    /// When and why a table was taken back.
    public struct Withdrawal: Hashable, Sendable {
        /// When.
        public let at: Instant
        /// The post of the person who did it.
        public let by: String
        /// Why.
        public let reason: String

        /// A withdrawal as its parts.
        public init(at: Instant, by: String, reason: String) {
            self.at = at
            self.by = by
            self.reason = reason
        }
    }

    /// Whether its figures are shown.
    public enum Standing: Hashable, Sendable {
        /// They are.
        case used
        /// A newer file of the same table took its place.
        case superseded
        /// Somebody took it back.
        case withdrawn

        /// In a word.
        public var word: String {
            switch self {
            case .used: "In use"
            case .superseded: "Replaced"
            case .withdrawn: "Withdrawn"
            }
        }
    }

    /// Its id in the record.
    public let id: String
    /// What it is.
    public let description: PublishedTableDescription
    /// Ids of schemes that it needs and that are not there: it cannot be read without them.
    public let missingSchemes: [String]
    /// The name of the file it came in.
    public let fileName: String
    /// How many areas it has.
    public let areaCount: Int
    /// Everybody counted in it.
    public let total: Int
    /// When it was taken in.
    public let takenAt: Instant
    /// The post of the person who took it in.
    public let takenBy: String
    /// The id of the table whose place it took.
    public let supersedes: String?
    /// The id of the table that took its place.
    public let supersededBy: String?
    /// Why it was taken back; `nil` where it was not.
    public let withdrawal: Withdrawal?

    /// A table as its parts.
    public init(
        id: String, description: PublishedTableDescription, missingSchemes: [String] = [], fileName: String,
        areaCount: Int, total: Int, takenAt: Instant, takenBy: String, supersedes: String?,
        supersededBy: String?,
        withdrawal: Withdrawal?
    ) {
        self.id = id
        self.description = description
        self.missingSchemes = missingSchemes
        self.fileName = fileName
        self.areaCount = areaCount
        self.total = total
        self.takenAt = takenAt
        self.takenBy = takenBy
        self.supersedes = supersedes
        self.supersededBy = supersededBy
        self.withdrawal = withdrawal
    }

    /// Whether its figures are shown.
    public var standing: Standing {
        withdrawal != nil ? .withdrawn : supersededBy != nil ? .superseded : .used
    }
}

extension CategoryScheme {
    /// The code of an age band in tables: "16-24", "7", "90-and-over".
    public static func code(of ages: AgeRange) -> String {
        guard let oldest = ages.oldest else { return "\(ages.youngest)-and-over" }
        return oldest == ages.youngest ? "\(oldest)" : "\(ages.youngest)-\(oldest)"
    }

    /// The ages of such a code; `nil` where it is none.
    public static func ages(ofCode code: String) -> AgeRange? {
        let open = "-and-over"
        if code.hasSuffix(open) { return Int(code.dropLast(open.count)).flatMap { AgeRange($0, to: nil) } }
        let parts = code.split(separator: "-").map { Int($0) }
        guard let first = parts.first.flatMap({ $0 }), let last = parts.last.flatMap({ $0 }), parts.count <= 2
        else {
            return nil
        }
        return AgeRange(first, to: last)
    }

    /// A scheme of ages made from the bands of a table; `nil` where they do not follow each other.
    public static func made(ofAges bands: [AgeRange], id: String) -> CategoryScheme? {
        try? CategoryScheme(
            id: id, variable: "age", version: "As in the file", title: "Age in the bands of the file",
            characteristic: "age",
            categories: bands.map { Category(code: code(of: $0), label: $0.words, ages: $0) })
    }
}
