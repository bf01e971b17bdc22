// SPDX-License-Identifier: Apache-2.0

/// Tells a person which cells could be worked out, how, and what they can do about it.
public enum Explanation {
    /// Why nothing can be published, and the options with their price.
    static func nothingSafe(
        model: CellModel, outcome: Protection.Outcome, audit: ExactAudit, policy: DisclosurePolicy
    ) -> DisclosureProblem {
        var lines = ["This cannot be published as it stands: nothing proves that every small number is safe."]
        let open = outcome.unproven.prefix(3)
        if !outcome.unproven.isEmpty {
            lines.append(
                "\(outcome.unproven.count) numbers could be worked out too closely, for example "
                    + open.map { model.words(for: $0) }.joined(separator: "; ") + ".")
        }
        lines += howTheyFollow(model: model, hidden: outcome.hidden, audit: audit)
        lines.append("Options:")
        lines += options(model: model, policy: policy)
        lines.append("- leave out a table, or combine years so that numbers are larger")
        return DisclosureProblem(lines.joined(separator: "\n"))
    }

    /// What to do instead, each with its price; for large releases how much each would leave to hide.
    static func options(model: CellModel, policy: DisclosurePolicy) -> [String] {
        let gate = CollapseGate(model: model)
        if model.cells > 20_000 { return gate.options.prefix(3).map { "- " + $0.description } }
        return gate.previews(of: model.release, policy: policy, budget: .seconds(5)).dropFirst()
            .filter { $0.refusal == nil }.map { "- " + $0.description }
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
