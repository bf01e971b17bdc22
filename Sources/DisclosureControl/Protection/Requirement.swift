// SPDX-License-Identifier: Apache-2.0

/// What each variable of a model must be given: which are primary, how wide, what may not be hidden.
public struct Requirement: Sendable {
    /// Cells that a rule hides.
    public var primary: [Bool]
    /// The width that the attacker's interval must have; zero for cells that are not primary.
    public var need: [Int]
    /// The width that must remain for somebody who knows their own cell; zero for none.
    public var insiderNeed: [Int]
    /// Cells known already, or which must be shown.
    public var published: [Bool]
    /// Cells that an earlier release hid and this one does not show: hidden whatever is chosen.
    public var locked: [Bool]
    /// Small counts that an earlier release has already shown; nothing can hide them again.
    public private(set) var shownBefore: [Int] = []
    /// Whether only what lies above the truth counts as width: so for sums of amounts, where nobody may
    /// guess the largest contribution closely from above.
    public private(set) var upwardOnly = false
    /// By how much less than `need` is enough against a reader who knows that zeros are shown, so that a hidden
    /// number is at least 1; `nil` where the policy does not let anybody know that.
    public var knowingSlack: Int?
    /// Empty cells in which there can be nobody.
    public internal(set) var structural: Set<Int> = []
    /// What numbers that were published rounded or noisy leave open; `nil` where none were.
    public private(set) var limits: Limits?
    /// The price of hiding a cell; higher stays visible longer.
    public var price: [Int]

    /// The requirement of a policy; earlier releases that contradict the data are refused.
    public init(model: CellModel, policy: DisclosurePolicy) throws(DisclosureProblem) {
        self.init(
            model: model, threshold: model.release.threshold, need: policy.need,
            insiderNeed: policy.insiderNeed)
        if model.release.measure.isAmount { applyAmounts(policy, model: model) }
        if !model.release.measure.isAmount { knowingSlack = policy.knowingNeed.map { policy.need - $0 } }
        try EarlierReleases.agree(model.release)
        let numbers = model.cellNumbers()
        var current = [Bool](repeating: false, count: model.count)
        for cells in model.tableCells.prefix(model.release.tables.count) {
            for cell in cells {
                // Where an inside cell is empty the reader is taken to know it.
                let variable = Int(model.variableOf[Int(cell)])
                if model.release.inside.isEmpty || variable >= model.occupied
                    || !model.release.isInside(model.codes(ofCell: Int(cell)))
                {
                    current[variable] = true
                }
            }
        }
        for variable in 0..<model.count where !current[variable] { locked[variable] = true }
        for table in model.release.earlier {
            for figure in table.figures {
                guard let value = figure.value, let cell = numbers[model.key(of: figure.codes)] else {
                    continue
                }
                let variable = Int(model.variableOf[Int(cell)])
                if model.values[variable] != value {
                    throw DisclosureProblem(
                        file: table.source, row: figure.row,
                        "\(model.release.words(for: figure.codes)) was published with another number than the "
                            + "data give")
                }
                published[variable] = true
                locked[variable] = false
                if primary[variable] { shownBefore.append(variable) }
                primary[variable] = false
                self.need[variable] = 0
                self.insiderNeed[variable] = 0
            }
        }
        hideAsBefore(model: model, policy: policy, numbers: numbers)
        try apply(model.release.rules, model: model, policy: policy)
        if !model.release.measure.isAmount { applyZeros(policy, model: model) }
        try applyRanges(model: model, numbers: numbers)
    }

    /// Keeps cells hidden whatever is chosen, unless they are shown already or must be.
    mutating func keepHidden(_ keys: Set<Int>, model: CellModel) {
        for (cell, key) in model.keys.enumerated() where keys.contains(key) {
            let variable = Int(model.variableOf[cell])
            if !published[variable] { locked[variable] = true }
        }
    }

    /// Against whom to prove: those who know more first, since what they cannot rule out nobody can.
    var readers: [Reader] {
        guard let slack = knowingSlack else { return [.plain] }
        return [Reader(floor: 1, slack: slack)] + (slack > 0 ? [.plain] : [])
    }

    /// What each primary must be left against a reader, and against one who is also alone in a cell.
    func needs(of reader: Reader) -> (need: [Int], insider: [Int]) {
        let need = need.map { max(0, $0 - reader.slack) }
        return (need, zip(insiderNeed, need).map { min($0, $1) })
    }

    /// The usual requirement: counts from 1 to the threshold less one are hidden, `need` wide.
    public init(model: CellModel, threshold: Int, need: Int, insiderNeed: Int) {
        primary = model.values.map { $0 > 0 && $0 < threshold }
        self.need = primary.map { $0 ? need : 0 }
        self.insiderNeed = primary.map { $0 ? insiderNeed : 0 }
        published = [Bool](repeating: false, count: model.count)
        locked = published
        price = (0..<model.count).map { Int(model.cellCount[$0]) }
    }

    /// What an earlier release hid because it was small stays hidden, as wide as it asked, though it may
    /// not be small by the present policy.
    private mutating func hideAsBefore(model: CellModel, policy: DisclosurePolicy, numbers: [Int: Int32]) {
        for table in model.release.earlier {
            guard let asked = table.asked else { continue }
            for figure in table.figures where figure.value == nil {
                guard let cell = numbers[model.key(of: figure.codes)] else { continue }
                let variable = Int(model.variableOf[Int(cell)])
                let value = model.values[variable]
                if published[variable] || value == 0 || figure.changed != nil { continue }
                if model.release.measure.isAmount {
                    // Who stood behind it then is not known here: it stays hidden with some room above it.
                    if !primary[variable] { (primary[variable], need[variable]) = (true, max(1, value / 10)) }
                } else if value < asked.threshold {
                    primary[variable] = true
                    need[variable] = max(need[variable], policy.need, asked.need)
                    insiderNeed[variable] = max(
                        insiderNeed[variable], policy.insiderNeed, asked.insiderNeed)
                }
            }
        }
    }

    /// Takes what was published rounded or noisy as ranges: nobody can be asked to forget them.
    private mutating func applyRanges(model: CellModel, numbers: [Int: Int32]) throws(DisclosureProblem) {
        var found = Limits(count: model.count)
        var any = false
        for table in model.release.earlier {
            for figure in table.figures {
                guard let changed = figure.changed, let cell = numbers[model.key(of: figure.codes)] else {
                    continue
                }
                let variable = Int(model.variableOf[Int(cell)])
                if model.release.measure.isAmount || !changed.range.contains(model.values[variable]) {
                    throw DisclosureProblem(
                        file: table.source, row: figure.row,
                        "\(model.release.words(for: figure.codes)) was published changed (\(changed.method.status)) "
                            + "and cannot stand for what the data give")
                }
                found.narrow(variable, to: changed.range)
                any = true
            }
        }
        if !any { return }
        for variable in 0..<model.count where primary[variable] {
            let most = found.high[variable] - found.low[variable]
            need[variable] = min(need[variable], most)
            insiderNeed[variable] = min(insiderNeed[variable], most)
        }
        limits = found
    }

    /// Hides the sums that a rule on amounts hides, each with the room above it that the rule asks.
    private mutating func applyAmounts(_ policy: DisclosurePolicy, model: CellModel) {
        upwardOnly = true
        primary = [Bool](repeating: false, count: model.count)
        need = [Int](repeating: 0, count: model.count)
        insiderNeed = need
        for (cell, holding) in Holding.all(in: model).enumerated() {
            let variable = Int(model.variableOf[cell])
            for rule in policy.rulesOnAmounts where rule.hides(holding) {
                primary[variable] = true
                need[variable] = max(need[variable], rule.upperNeed(holding))
            }
            if policy.insiderNeed > 0 { insiderNeed[variable] = need[variable] }
        }
    }
}
