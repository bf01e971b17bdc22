// SPDX-License-Identifier: Apache-2.0

/// The questions whose answers the eighteen checks read, and the rules beside them.
public enum TemplateCheckedPaths {
    /// Which checks read the question `group/question`; a template that does not ask it leaves them without a fact.
    public static let readBy: [String: [DueRegardCheck]] = {
        let lists: [(DueRegardCheck, String, [String])] = [
            (.relevance, "screening", ["level", "reason", "outcome", "reasons", "covered-by"]),
            (.inTime, "proposal", ["preferred-on"]),
            (.aimsAnswered, "aim", ["a", "a-reason", "b", "b-reason", "c", "c-reason", "evidence"]),
            (.aimsAnswered, "impact", ["direction", "reason", "evidence"]),
            (.evidenced, "impact", ["direction", "evidence"]),
            (.evidenced, "combination", ["direction", "evidence"]),
            (.evidenced, "evidence", ["title", "source", "date", "coverage", "characteristics"]),
            (.evidenced, "knowledge", ["gap", "gap-plan"]),
            (.engaged, "engagement", ["title", "who", "findings", "answer", "closed", "present", "missing"]),
            (.mitigated, "impact", ["direction", "description", "before", "residual"]),
            (
                .mitigated, "combination",
                ["people", "characteristics", "direction", "description", "before", "residual"]
            ),
            (.mitigated, "mitigation", ["impact", "response", "reason"]),
            (.outcomeChosen, "outcome", ["kind", "justification"]),
            (.outcomeChosen, "option", ["title", "description", "effect", "chosen", "reason"]),
            (.lawful, "outcome", ["unlawful", "legal-advice"]),
            (.mitigationPlanned, "mitigation", ["action"]),
            (.reviewPlanned, "about", ["implementation"]),
            (.reviewPlanned, "review", ["date", "trigger", "measures", "staged", "next"]),
            (.reviewPlanned, "stage", ["title", "date"]),
            (.materialChange, "proposal", ["scope", "budget", "eligibility", "delivery"]),
            (.cumulative, "outcome", ["cumulative"]),
            (.published, "outcome", ["summary"]),
            (.provider, "provider", ["contracted-out", "duty", "monitoring-clause", "data-return"]),
        ]
        var readBy: [String: [DueRegardCheck]] = [:]
        for (check, group, questions) in lists {
            for question in questions { readBy["\(group)/\(question)", default: []].append(check) }
        }
        return readBy
    }()

    /// The questions that other rules read: the cumulative view, the comparison at the review, the summary.
    public static let readByOthers: Set<String> = [
        "about/title", "about/directorate", "about/service", "impact/basis", "impact/who", "impact/where",
        "impact/number", "impact/likelihood", "impact/scale", "impact/duration", "outcome/changed",
        "reach/wards", "about/budget-reference",
        "actual/direction", "actual/text", "review/held",
    ]

    /// The checks that lose a fact where a question is not asked: "DR9 and DR10"; `nil` where none does.
    public static func words(for group: String, _ question: String) -> String? {
        guard let checks = readBy["\(group)/\(question)"] else { return nil }
        return checks.sorted().map(\.id).joined(separator: " and ")
    }
}
