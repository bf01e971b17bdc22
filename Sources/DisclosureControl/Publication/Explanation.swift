// SPDX-License-Identifier: Apache-2.0

/// Tells a person which cells could be worked out, how, and what they can do about it.
public enum Explanation {
    /// Why nothing can be published, and the options with their price.
    static func nothingSafe(
        model: CellModel, outcome: Protection.Outcome, audit: ExactAudit, policy: DisclosurePolicy,
        seed: UInt64
    ) -> DisclosureProblem {
        var lines = ["This cannot be published as it stands: nothing proves that every small number is safe."]
        let open = outcome.unproven.prefix(3)
        if !outcome.unproven.isEmpty {
            lines.append(
                "\(outcome.unproven.count) numbers could be worked out too closely, for example "
                    + open.map { model.words(for: $0) }.joined(separator: "; ") + ".")
        }
        lines += howTheyFollow(model: model, hidden: outcome.hidden, audit: audit)
        let ways = options(model: model, policy: policy, seed: seed)
        let hopeless = tooNarrowWhatever(outcome)
        if let first = hopeless.first {
            let cause =
                model.release.earlier.isEmpty
                ? "the numbers that must be shown" : "what was published before"
            lines.append(
                "However much is hidden, \(cause) leaves too little room, for example for "
                    + "\(model.words(for: first)): hiding more does not help.")
            lines.append(
                ways.first.map { "Make the tables smaller instead: \($0.dropFirst(2))." }
                    ?? "Leave out every table that shows it: nothing smaller was found to help."
            )
        }
        lines.append("Options:")
        lines += ways
        lines.append("- leave out a table, or combine years so that numbers are larger")
        return DisclosureProblem(lines.joined(separator: "\n"))
    }

    /// Up to three of the unproven numbers that stay too narrow with everything hidden that may be.
    ///
    /// By programmes over all that: what they call too narrow is so.
    static func tooNarrowWhatever(_ outcome: Protection.Outcome) -> [Int] {
        let (model, requirement) = (outcome.model, outcome.requirement)
        var work = Protection(
            model: model, requirement: requirement, settings: .init(), solver: ClpSolver())
        let hidden = requirement.published.map { !$0 }
        work.hidden = hidden
        var found: [Int] = []
        for reader in requirement.readers {
            work.face(reader)
            let need = requirement.needs(of: reader).need
            for target in outcome.unproven.prefix(12) where found.count < 3 && !found.contains(target) {
                var width = 0
                for up in requirement.upwardOnly ? [true] : [true, false] {
                    let most = up ? need[target] : min(need[target], model.values[target] - reader.floor)
                    if most <= 0 { continue }
                    let search = MoveFinder.Search(
                        target: target, up: up, amount: most, limit: .max, cap: 1e7,
                        allowed: { hidden[$0] }, price: { _ in 0 }, reward: { _ in 0 })
                    // Nothing is said where a programme has no answer.
                    width += work.finder.reach(search).map { Int(($0 + 1e-6).rounded(.down)) } ?? most
                }
                if width < need[target] { found.append(target) }
            }
        }
        return found
    }

    /// What to do instead, each with its price; for large releases how much each would leave to hide.
    static func options(model: CellModel, policy: DisclosurePolicy, seed: UInt64) -> [String] {
        let gate = CollapseGate(model: model)
        if model.cells > 20_000 { return gate.options.prefix(3).map { "- " + $0.description } }
        return gate.previews(of: model.release, policy: policy, seed: seed, budget: .seconds(5)).dropFirst()
            .filter { $0.refusal == nil }.map { preview in
                let isBlind =
                    !model.release.earlier.isEmpty
                    && (gate.options + [gate.proposal].compactMap(\.self)).contains {
                        $0.action == preview.action && $0.release.earlier.isEmpty
                    }
                return "- " + preview.description
                    + (isBlind ? ", before earlier releases are taken into account" : "")
            }
    }

    /// Up to five cells that follow from published numbers, with the sum that gives each away.
    ///
    /// Hidden numbers are named, not told, unless `counts` is asked for.
    public static func howTheyFollow(
        model: CellModel, hidden: [Bool], audit: ExactAudit, counts: Bool = false
    ) -> [String] {
        var lines: [String] = []
        for variable in audit.deducible.prefix(3) {
            let sum = RevealingSum.find(variable, model: model, hidden: hidden)
            lines.append(
                sum?.words(counts: counts) ?? "[\(model.words(for: variable))] follows from a long sum")
        }
        for pair in audit.byInsider.prefix(2) {
            lines.append(
                "the one person in [\(model.words(for: pair.insider))] can work out "
                    + "[\(model.words(for: pair.primary))] from their own cell and published sums")
        }
        return lines
    }
}
