// SPDX-License-Identifier: Apache-2.0

/// Shows rounded or noisy numbers, and proves that they do not give small ones away.
///
/// All numbers are unknown to the reader, each within the range that its shown form leaves. A small
/// number that cannot be proven wide enough is hidden, and where that does not help those beside it.
struct ChangedNumbers {
    let model: CellModel
    let policy: DisclosurePolicy
    let seed: UInt64
    let budget: Duration
    /// For each atom the sum of its people's keys, for noise.
    let keySums: [UInt32]

    /// The pattern and proof; throws where the method does not suit the tables.
    func outcome() throws(DisclosureProblem) -> Protection.Outcome {
        let shown = try shownNumbers()
        var opened = [Bool](repeating: false, count: model.count)
        for _ in 0..<30 {
            let outcome = proven(shown, opened)
            if outcome.unproven.isEmpty { return outcome }
            var widened = false
            for variable in outcome.unproven {
                for other in opened[variable] ? beside(variable) : [variable] where !opened[other] {
                    opened[other] = true
                    widened = true
                }
            }
            if !widened { break }
        }
        throw DisclosureProblem(
            "changing the numbers by \(policy.method.words.lowercased()) leaves small ones that cannot be proven "
                + "safe; choose a policy that hides them")
    }

    /// The variables in a sum with this one.
    private func beside(_ variable: Int) -> [Int] {
        (model.columnStarts[variable]..<model.columnStarts[variable + 1]).flatMap { position in
            let row = Int(model.columnRows[position])
            return (model.rows.starts[row]..<model.rows.starts[row + 1]).map { Int(model.rows.columns[$0]) }
        }
    }

    /// The number to show for each cell.
    private func shownNumbers() throws(DisclosureProblem) -> [Int] {
        func value(_ cell: Int) -> Int { model.values[Int(model.variableOf[cell])] }
        switch policy.method {
        case .suppression: return (0..<model.cells).map(value)
        case .rounding(let base):
            return (0..<model.cells).map { (2 * value($0) + base) / (2 * base) * base }
        case .controlledRounding(let base): return try controlled(base)
        case .noise(let largest):
            guard keySums.count == model.release.atoms.count else {
                throw DisclosureProblem("noise needs the permanent key of every person")
            }
            let noise = CellKeyNoise(largest: largest)
            let sums = Holding.keySums(in: model, keySums)
            return (0..<model.cells).map { noise.noised(count: value($0), keySum: sums[$0]) }
        }
    }

    private func controlled(_ base: Int) throws(DisclosureProblem) -> [Int] {
        let release = model.release
        guard release.tables.count == 1, let table = release.tables.first, (1...2).contains(table.count),
            table.allSatisfy({ release.dimensions[$0].groups.count == 1 })
        else {
            throw DisclosureProblem(
                "controlled rounding is for one table of one or two dimensions without levels; choose "
                    + "rounding, or a policy that hides numbers")
        }
        let sizes = table.map { release.dimensions[$0].codes.count }
        let (rows, columns) = sizes.count == 2 ? (sizes[0], sizes[1]) : (2, sizes[0])
        let cells = model.tableCells[0]
        func value(_ row: Int, _ column: Int) -> Int {
            let place = sizes.count == 2 ? row * columns + column : column
            return model.values[Int(model.variableOf[Int(cells[place])])]
        }
        var generator = SeededGenerator(seed: seed &+ 0x0c0b)
        let rounded = ControlledRounding.rounded(
            (1..<rows).map { row in (1..<columns).map { value(row, $0) } }, base: base, using: &generator)
        var shown = [Int](repeating: 0, count: model.cells)
        for row in 0..<(sizes.count == 2 ? rows : 1) {
            for column in 0..<columns {
                let inRows = row == 0 ? Array(rounded) : [rounded[row - 1]]
                let sum = inRows.reduce(0) { $0 + (column == 0 ? $1.reduce(0, +) : $1[column - 1]) }
                shown[Int(cells[row * columns + column])] = sum
            }
        }
        return shown
    }

    /// What can be proven with these numbers shown, but for the opened cells.
    private func proven(_ shown: [Int], _ opened: [Bool]) -> Protection.Outcome {
        var limits = Limits(count: model.count)
        for cell in 0..<model.cells where !opened[Int(model.variableOf[cell])] {
            limits.narrow(Int(model.variableOf[cell]), to: policy.method.range(shown: shown[cell]))
        }
        var requirement = Requirement(
            model: model, threshold: model.release.threshold, need: policy.need,
            insiderNeed: policy.insiderNeed)
        let targets = (0..<model.count).filter { requirement.primary[$0] }
        for variable in targets {
            let most = limits.high[variable] - limits.low[variable]
            requirement.need[variable] = min(policy.need, most)
            requirement.insiderNeed[variable] = min(policy.insiderNeed, most)
        }
        var settings = Protection.Settings()
        settings.need = policy.need
        settings.insiderNeed = policy.insiderNeed
        settings.coalition = policy.coalition
        settings.budget = budget
        var work = Protection(
            model: model, requirement: requirement, settings: settings, solver: ClpSolver())
        work.hidden = [Bool](repeating: true, count: model.count)
        work.finder.limits = limits
        work.exchanges.limits = limits
        work.face(.plain)
        for target in targets { work.exchange(target, need: requirement.need[target], excluding: []) }
        let unproven = targets.filter { !work.secure($0) }
        var outcome = Protection.Outcome(
            model: model, requirement: requirement, hidden: opened, unproven: unproven, pool: work.pool,
            proof: work.proofs(targets))
        outcome.shown = shown
        outcome.notes = work.notes
        return outcome
    }
}
