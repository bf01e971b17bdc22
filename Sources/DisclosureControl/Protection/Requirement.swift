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
    /// The price of hiding a cell; higher stays visible longer.
    public var price: [Int]

    /// The requirement of a policy; earlier releases that contradict the data are refused.
    public init(model: CellModel, policy: DisclosurePolicy) throws(DisclosureProblem) {
        self.init(
            model: model, threshold: model.release.threshold, need: policy.need,
            insiderNeed: policy.insiderNeed)
        let numbers = model.cellNumbers()
        var current = [Bool](repeating: false, count: model.count)
        for cells in model.tableCells.prefix(model.release.tables.count) {
            for cell in cells { current[Int(model.variableOf[Int(cell)])] = true }
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
                        "\(model.release.words(for: figure.codes)) was published as \(value), and the data give "
                            + "\(model.values[variable])")
                }
                published[variable] = true
                locked[variable] = false
                if primary[variable] { shownBefore.append(variable) }
                primary[variable] = false
                self.need[variable] = 0
                self.insiderNeed[variable] = 0
            }
        }
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
}
