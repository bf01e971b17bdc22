// SPDX-License-Identifier: Apache-2.0

/// Makes records of people who never were, so that their shares resemble given margins.
///
/// Each characteristic is drawn on its own: the margins are met, and nothing is said of how characteristics go
/// together. The same seed gives the same records. Whatever shows them has to say that they are synthetic.
public struct SyntheticRecords: Sendable {
    /// One characteristic: what may be written, and how likely each is.
    public struct Margin: Sendable {
        /// The header of its column.
        public let header: String
        /// The words and their weights, in order; weights need not add to anything.
        public let weights: [(words: String, weight: Double)]

        /// A characteristic by its words and weights; negative weights count as none.
        public init(_ header: String, _ weights: [(words: String, weight: Double)]) {
            self.header = header
            self.weights = weights.map { ($0.words, max(0, $0.weight)) }
        }

        /// The leaves of a scheme by counts, such as those of a census area; some of the people give no answer.
        ///
        /// `leaning` multiplies the weights of some codes, so that a group can be fewer or more than among residents.
        public init(
            _ header: String, _ scheme: CategoryScheme, counts: [String: Int], unanswered: Double = 0.1,
            leaning: [String: Double] = [:]
        ) {
            let leaves = scheme.leaves.map { leaf in
                (leaf.label, Double(counts[leaf.code] ?? 0) * (leaning[leaf.code] ?? 1))
            }
            let all = leaves.reduce(0) { $0 + $1.1 }
            let rest = min(max(unanswered, 0), 0.95)
            // Half of those without an answer declined; the others left it blank.
            self.init(
                header,
                leaves.map { ($0.0, all > 0 ? $0.1 / all * (1 - rest) : 0) } + [
                    ("Prefer not to say", rest / 2), ("", rest / 2),
                ])
        }
    }

    private let margins: [Margin]
    private let referencePrefix: String

    /// A maker of records with these characteristics; every record has a reference of its own.
    public init(_ margins: [Margin], referencePrefix: String = "SYN") {
        self.margins = margins
        self.referencePrefix = referencePrefix
    }

    /// The header of a file of them.
    public var header: [String] { ["Reference"] + margins.map(\.header) }

    /// So many records; the same for the same seed.
    ///
    /// Not drawn one by one but dealt: of a thousand records a share of 12.3% has 123, so that a demonstration shows
    /// what it is meant to show. Only the rest is drawn, and the order is shuffled.
    public func records(_ count: Int, seed: UInt64) -> [[String]] {
        var dice = SeededDice(seed: seed)
        let columns = margins.map { Self.dealt($0, count, &dice) }
        return (0..<count).map { row in
            let number = String(row + 1)
            let zeros = String(repeating: "0", count: max(0, 6 - number.utf8.count))
            return ["\(referencePrefix)\(zeros)\(number)"] + columns.map { $0[row] }
        }
    }

    private static func dealt(_ margin: Margin, _ count: Int, _ dice: inout SeededDice) -> [String] {
        let whole = margin.weights.reduce(0) { $0 + $1.weight }
        guard whole > 0 else { return [String](repeating: "", count: count) }
        var dealt: [String] = []
        dealt.reserveCapacity(count)
        var rests: [Double] = []
        for (words, weight) in margin.weights {
            let share = weight / whole * Double(count)
            dealt += [String](repeating: words, count: Int(share))
            rests.append(share - share.rounded(.down))
        }
        while dealt.count < count {
            var place = dice.unit() * rests.reduce(0, +)
            var chosen = rests.lastIndex { $0 > 0 } ?? 0
            for (index, rest) in rests.enumerated() {
                place -= rest
                if place < 0 {
                    chosen = index
                    break
                }
            }
            dealt.append(margin.weights[chosen].words)
            // Nobody gets two of the rest.
            rests[chosen] = 0
        }
        dealt.removeLast(dealt.count - count)
        dealt.shuffle(using: &dice)
        return dealt
    }
}

/// Numbers that look drawn and are the same each time. Steele, Lea and Flood (2014), SplitMix64.
public struct SeededDice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins at a seed.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    /// A number from 0 up to 1.
    public mutating func unit() -> Double { Double(next() >> 11) / Double(1 << 53) }
}
