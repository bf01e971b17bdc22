// SPDX-License-Identifier: Apache-2.0

/// Something in the record that rests on figures of a data set.
public struct FigureUse: Hashable, Sendable {
    /// What rests on them.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An item of evidence of an assessment; the measure of an objective.
        case assessment, objective

        /// In words.
        public var name: String {
            switch self {
            case .assessment: "Assessment"
            case .objective: "Objective"
            }
        }
    }

    /// What rests on them, its id, and the row within it; empty for an objective.
    public let kind: Kind
    /// The id of the assessment or objective.
    public let id: String
    /// The row of the evidence; empty for an objective.
    public let row: String
    /// Its reference and title as a list shows them, and the directorate that answers for it.
    public let title: String, directorate: String
    /// The item of evidence, or the measure, in words.
    public let item: String
    /// The figures.
    public let figure: FigureReference

    /// Something that rests on figures.
    public init(
        _ kind: Kind, id: String, row: String = "", title: String, directorate: String, item: String,
        figure: FigureReference
    ) {
        self.kind = kind
        self.id = id
        self.row = row
        self.title = title
        self.directorate = directorate
        self.item = item
        self.figure = figure
    }

    /// By what it is known when somebody settles it.
    public var key: String { "\(kind.rawValue)/\(id)/\(row)" }
}

/// That somebody looked at a movement and what came of it.
public struct FigureReview: Hashable, Sendable {
    /// What was looked at, as `FigureUse.key`.
    public let key: String
    /// The newer version that it was held against.
    public let version: Int
    /// What was found, in the words of who looked.
    public let reason: String
    /// When, and by which post.
    public let at: Instant
    /// By which post.
    public let byPost: String

    /// A look at a movement.
    public init(key: String, version: Int, reason: String, at: Instant, byPost: String) {
        self.key = key
        self.version = version
        self.reason = reason
        self.at = at
        self.byPost = byPost
    }
}

/// Something that rests on a version of a data set of which there is a newer one, with what moved.
public struct FigureFollowUp: Hashable, Sendable {
    /// What is known of the newer figures.
    public enum State: Hashable, Sendable {
        /// Both are known: what moved.
        case compared(FigureMovements)
        /// The figures of a version have not been released, so that this reader sees none.
        case notReleased(version: Int)
        /// The newer version cannot be held against the older: why, in a sentence.
        case refused(String)
    }

    /// What rests on the figures.
    public let use: FigureUse
    /// The versions, older and newer.
    public let older: DataSetVersion, newer: DataSetVersion
    /// What is known.
    public let state: State
    /// What somebody said who looked at it; `nil` while nobody has.
    public let review: FigureReview?

    /// Something with a newer version behind it.
    public init(
        _ use: FigureUse, older: DataSetVersion, newer: DataSetVersion, state: State, review: FigureReview?
    ) {
        self.use = use
        self.older = older
        self.newer = newer
        self.state = state
        self.review = review
    }

    /// Whether somebody has to look: it moved, or nobody can say whether it did, and nobody has settled it.
    public var isOpen: Bool {
        guard review == nil else { return false }
        switch state {
        case .compared(let movements):
            return movements.hasMoved || !movements.groups.allSatisfy { $0.verdict == .withinNoise }
        case .notReleased, .refused: return true
        }
    }

    /// What is known, in a few words.
    public var inWords: String {
        switch state {
        case .compared(let movements):
            let moved = movements.groups.filter { $0.verdict == .moved }
            if !moved.isEmpty {
                return "Moved beyond noise: \(moved.map(\.label).joined(separator: ", "))"
            }
            return movements.groups.first { $0.verdict != .withinNoise }?.verdict.words
                ?? "No movement beyond noise"
        case .notReleased(let version):
            return "The figures of version \(version) have not been released yet"
        case .refused(let why): return "Cannot be compared: \(why)"
        }
    }
}
