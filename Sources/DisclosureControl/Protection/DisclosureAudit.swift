// SPDX-License-Identifier: Apache-2.0

/// What a pattern of hidden cells gives away, whoever made it.
public struct DisclosureAudit: Sendable {
    /// Small cells that must be hidden.
    public let primaries: Int
    /// Small cells that are not hidden at all.
    public let visible: Int
    /// What sums, and sums with one insider, fix exactly.
    public let exactAudit: ExactAudit
    /// Primaries whose interval is proven narrower than needed.
    public let narrow: [Int]
    /// Primaries for which neither a proof of safety nor of narrowness was found in time.
    public let unknown: [Int]

    public var isBroken: Bool {
        visible > 0 || !exactAudit.deducible.isEmpty || !exactAudit.byInsider.isEmpty || !narrow.isEmpty
    }
    public var isSafe: Bool { !isBroken && unknown.isEmpty }

    /// Audits `hidden` (one flag a variable) for primaries under the release's threshold.
    public init(
        model: CellModel, hidden: [Bool], need: Int, budget: Duration = .seconds(600),
        solver: any MoveSolver = ClpSolver()
    ) {
        let requirement = Requirement(
            model: model, threshold: model.release.threshold, need: need, insiderNeed: 0)
        let all = (0..<model.count).filter { requirement.primary[$0] }
        let targets = all.filter { hidden[$0] }
        primaries = all.count
        visible = all.count - targets.count
        exactAudit = ExactAudit(model: model, hidden: hidden, primary: requirement.primary)
        let bounds = Bounds(model: model, hidden: hidden)
        var settings = Protection.Settings()
        settings.need = need
        settings.budget = budget
        var work = Protection(model: model, requirement: requirement, settings: settings, solver: solver)
        work.hidden = hidden
        let fixed = Set(exactAudit.deducible)
        let open = targets.filter { !fixed.contains($0) && bounds.high[$0] - bounds.low[$0] >= need }
        work.widenTogether(open)
        let openSet = Set(open)
        var narrow = targets.filter { !openSet.contains($0) }
        var unknown: [Int] = []
        for target in open {
            for effort in [Protection.Effort.near, .middle, .wide] where work.pool.width(target) < need {
                if ProcessorTime.spent > work.end { break }
                work.widen(target, need: need, excluding: [], effort: effort)
            }
            if work.pool.width(target) >= need { continue }
            switch ProcessorTime.spent > work.end ? nil : work.trueWidth(target) {
            case .some(let width) where width < need: narrow.append(target)
            case .some(_): continue
            case .none: unknown.append(target)
            }
        }
        self.narrow = narrow
        self.unknown = unknown
    }
}

extension Protection {
    /// The whole numbers inside the attacker's interval less one, by two programmes over all hidden
    /// cells that the target is joined to.
    mutating func trueWidth(_ target: Int) -> Int? {
        var ends: [Double] = []
        let hidden = hidden
        let most = max(settings.need, model.values[target]) * 4
        for up in [true, false] {
            let search = MoveFinder.Search(
                target: target, up: up, amount: up ? most : model.values[target], limit: .max, cap: 1e7,
                allowed: { hidden[$0] }, price: { _ in 0 }, reward: { _ in 0 })
            guard let reach = finder.reach(search) else { return nil }
            ends.append((reach + 1e-6).rounded(.down))
        }
        return Int(ends[0] + ends[1])
    }
}
