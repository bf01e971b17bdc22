// SPDX-License-Identifier: Apache-2.0

extension Outcome {
    /// Where an outcome stands among those beside it.
    public enum Place: Hashable, Sendable {
        /// Where it stands, or after all others where it is new or has moved below another strategic outcome.
        case asItIs
        /// Before all others.
        case first
        /// Right after another one, known by its id.
        case after(String)
    }

    /// Number and words in one line.
    public var words: String { "\(reference) \(title)" }

    /// Those that stand beside it and hold, in their order: strategic ones, or those that support the same one.
    public func beside(in all: [Outcome]) -> [Outcome] {
        all.filter { $0.id != id && $0.parentID == parentID && !$0.isRetired }
    }

    /// What a form refuses, all at once, given all outcomes and what was found unequal in them.
    public func problems(among all: [Outcome], findings: [Inequality], at place: Place = .asItIs) -> [Problem]
    {
        var problems: [Problem] = []
        let number = SelectionWords.trimmed(reference)
        if number.isEmpty {
            problems.append(Problem(at: "reference", "Enter the number of the outcome, such as 1.3"))
        } else if number.count > 20 {
            problems.append(Problem(at: "reference", "Number must be 20 characters or fewer"))
        } else if !isRetired,
            let other = all.first(where: {
                $0.id != id && !$0.isRetired && $0.strategyID == strategyID && $0.reference == number
            })
        {
            problems.append(
                Problem(at: "reference", "Enter another number: \(number) is “\(other.title.prefix(80))”"))
        }
        if SelectionWords.trimmed(title).isEmpty {
            problems.append(Problem(at: "title", "Enter what is to come about"))
        }
        if title.count > 1_000 {
            problems.append(Problem(at: "title", "Words must be 1,000 characters or fewer"))
        }
        if let problem = parentProblem(all, findings) { problems.append(problem) }
        if case .after(let other) = place, !beside(in: all).contains(where: { $0.id == other }) {
            let words =
                isStrategic
                ? "Select a strategic outcome for it to come after"
                : "Select an outcome that supports the same strategic outcome"
            problems.append(Problem(at: "place", words))
        }
        if isRetired, !id.isEmpty, all.contains(where: { $0.parentID == id && !$0.isRetired }) {
            problems.append(
                Problem(
                    at: "retired", "Retire its supporting outcomes first, or move them to another outcome"))
        }
        return problems
    }

    private func parentProblem(_ all: [Outcome], _ findings: [Inequality]) -> Problem? {
        let hasSupport = !id.isEmpty && all.contains { $0.parentID == id }
        if isStrategic {
            guard !id.isEmpty, findings.contains(where: { $0.outcomeID == id }) else { return nil }
            return Problem(
                at: "parent",
                "Select the strategic outcome that it supports: findings stand below supporting ones")
        }
        if hasSupport {
            return Problem(
                at: "parent", "Select “None”: other outcomes support this one, so it is a strategic outcome")
        }
        guard let parent = all.first(where: { $0.id == parentID }), parent.isStrategic, parentID != id else {
            return Problem(at: "parent", "Select a strategic outcome, or “None”")
        }
        return parent.isRetired && !isRetired
            ? Problem(
                at: "parent", "Select another strategic outcome: “\(parent.words.prefix(80))” is retired")
            : nil
    }
}
