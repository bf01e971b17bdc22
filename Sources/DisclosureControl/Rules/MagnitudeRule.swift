// SPDX-License-Identifier: Apache-2.0

/// A rule on sums of money or other amounts, by what each person contributes.
///
/// Hundepool and others, Statistical Disclosure Control (2012), chapter 4.
public enum MagnitudeRule: Hashable, Sendable, Codable {
    /// Fewer people than this.
    case fewerThan(Int)
    /// The largest `count` people make more than `percent` per cent of the sum.
    case dominance(count: Int, percent: Int)
    /// The sum without the two largest is less than `percent` per cent of the largest.
    case closeGuess(percent: Int)
    /// As `closeGuess`, for somebody who already knows every amount to within `knownPercent` per cent.
    case closeGuessKnowing(percent: Int, knownPercent: Int)

    /// Whether a sum must be hidden.
    public func hides(_ holding: Holding) -> Bool {
        if holding.people == 0 { return false }
        switch self {
        case .fewerThan(let least):
            return holding.people < least
        case .dominance(let count, let percent):
            return holding.total > 0 && holding.largest(count) * 100 > percent * holding.total
        case .closeGuess(let percent):
            return holding.total > 0
                && (holding.total - holding.largest(2)) * 100 < percent * holding.largest(1)
        case .closeGuessKnowing(let percent, let known):
            return holding.total > 0
                && (holding.total - holding.largest(2)) * known < percent * holding.largest(1)
        }
    }

    /// How far above the true sum the attacker's interval must reach, for a sum that the rule hides.
    ///
    /// For the close-guess rules this is what is missing between the remainder and the share of the
    /// largest contribution, for dominance what would make the largest no longer dominate; it differs
    /// from cell to cell. Where there are few people it is a tenth of the sum.
    public func upperNeed(_ holding: Holding) -> Int {
        guard hides(holding) else { return 0 }
        let rest = holding.total - holding.largest(2)
        func share(_ amount: Int, _ part: Int, _ whole: Int) -> Int { (amount * part + whole - 1) / whole }
        switch self {
        case .fewerThan:
            return max(1, share(holding.total, 10, 100))
        case .dominance(let count, let percent):
            return max(1, share(holding.largest(count), 100, percent) - holding.total)
        case .closeGuess(let percent):
            return max(1, share(holding.largest(1), percent, 100) - rest)
        case .closeGuessKnowing(let percent, let known):
            return max(1, share(holding.largest(1), percent, known) - rest)
        }
    }

    /// The rule as one word and numbers, as certificates state it.
    public var words: String {
        switch self {
        case .fewerThan(let least): "fewerThan \(least)"
        case .dominance(let count, let percent): "dominance \(count) \(percent)"
        case .closeGuess(let percent): "closeGuess \(percent)"
        case .closeGuessKnowing(let percent, let known): "closeGuessKnowing \(percent) \(known)"
        }
    }

    /// The rule that such words state; `nil` where they state none that makes sense.
    public init?(words: String) {
        let parts = words.split(separator: " ")
        let numbers = parts.dropFirst().compactMap { String($0).wholeCount }
        guard let name = parts.first, numbers.count == parts.count - 1 else { return nil }
        switch (name, numbers.count) {
        case ("fewerThan", 1): self = .fewerThan(numbers[0])
        case ("dominance", 2): self = .dominance(count: numbers[0], percent: numbers[1])
        case ("closeGuess", 1): self = .closeGuess(percent: numbers[0])
        case ("closeGuessKnowing", 2):
            self = .closeGuessKnowing(percent: numbers[0], knownPercent: numbers[1])
        case (_, _): return nil
        }
        guard isSensible else { return nil }
    }

    /// Whether the numbers lie where the rule means something.
    public var isSensible: Bool {
        switch self {
        case .fewerThan(let least): (1...1000).contains(least)
        case .dominance(let count, let percent):
            (1...Holding.kept).contains(count) && (1...100).contains(percent)
        case .closeGuess(let percent): (1...100).contains(percent)
        case .closeGuessKnowing(let percent, let known):
            (1...100).contains(percent) && (percent...100).contains(known)
        }
    }
}

/// The people behind one sum, as far as rules look at them.
public struct Holding: Hashable, Sendable {
    /// How many of the largest contributions are kept.
    public static let kept = 4
    /// The largest amount one person may contribute.
    public static let largestAmount = 100_000_000

    public private(set) var people = 0
    public private(set) var total = 0
    /// The largest contributions, largest first.
    public private(set) var top: [Int] = []

    /// What these people contribute.
    public init(_ amounts: [Int] = []) { for amount in amounts { add(amount) } }

    /// What is written of a sum: how many people, what it comes to, and the largest contributions.
    init(people: Int, total: Int, top: [Int]) {
        self.people = people
        self.total = total
        self.top = top
    }

    mutating func add(_ amount: Int) {
        people += 1
        total += amount
        let at = top.firstIndex { $0 < amount } ?? top.count
        if at < Self.kept { top.insert(amount, at: at) }
        if top.count > Self.kept { top.removeLast() }
    }

    /// The sum of the largest `count` contributions.
    public func largest(_ count: Int) -> Int { top.prefix(count).reduce(0, +) }

    /// The holding of every cell of a model, by cell number.
    static func all(in model: CellModel) -> [Holding] {
        var holdings = [Holding](repeating: Holding(), count: model.cells)
        eachAtom(of: model) { cell, atom in
            for amount in model.release.atoms[atom].amounts { holdings[cell].add(amount) }
        }
        return holdings
    }

    /// For every cell the sum of the keys of its people, from those of each atom.
    static func keySums(in model: CellModel, _ ofAtoms: [UInt32]) -> [UInt32] {
        var sums = [UInt32](repeating: 0, count: model.cells)
        eachAtom(of: model) { cell, atom in sums[cell] = (sums[cell] + ofAtoms[atom]) % CellKeyNoise.range }
        return sums
    }

    /// Every cell with every atom that it holds.
    private static func eachAtom(of model: CellModel, _ visit: (_ cell: Int, _ atom: Int) -> Void) {
        let dimensions = model.release.dimensions
        let above = dimensions.map { dimension in
            dimension.codes.indices.map { leaf in
                dimension.codes.indices.filter { dimension.leavesUnder[$0].contains(leaf) }
            }
        }
        var seen = [Bool](repeating: false, count: model.cells)
        for (table, cells) in zip(model.tables, model.tableCells) {
            var numbers: [Int: Int32] = [:]
            for cell in cells where !seen[Int(cell)] {
                seen[Int(cell)] = true
                numbers[model.keys[Int(cell)]] = cell
            }
            for (index, atom) in model.release.atoms.enumerated() {
                var keys = [0]
                for dimension in table {
                    keys = keys.flatMap { key in
                        above[dimension][atom.codes[dimension]].map { key + $0 * model.radix[dimension] }
                    }
                }
                for key in keys {
                    guard let cell = numbers[key] else { continue }
                    visit(Int(cell), index)
                }
            }
        }
    }
}

/// Which averages and percentages may be shown.
public enum BaseRule {
    /// Whether a percentage, mean or median on so many people may be shown under a policy.
    public static func allows(base: Int, under policy: DisclosurePolicy) -> Bool {
        base >= policy.minimumBase
    }
}
