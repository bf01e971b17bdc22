// SPDX-License-Identifier: Apache-2.0

/// What an assessment may take over from another one or from the register, marked until somebody confirms it.
///
/// Only blanks are filled, and only with what the template asks. The result of a screening, the outcome, what was
/// said in engagement, the days and the marks belong to the assessment in which they stand and are left there.
public enum AssessmentCopy {
    /// Groups of paths that belong to the one assessment in which they were written.
    private static let ownGroups: Set<String> = [
        AssessmentPath.outcome, AssessmentPath.review, AssessmentPath.stage, AssessmentPath.actual,
        AssessmentPath.link, AssessmentPath.done, AssessmentPath.copied, AssessmentPath.engagement,
        "publication",
        "opinion", "meeting",
    ]
    /// Single questions that belong to it.
    private static let ownQuestions: Set<String> = [
        "screening/outcome", "screening/reasons", "screening/covered-by", "screening/mitigation",
        "proposal/preferred-on", "about/implementation", "about/title", "about/earlier-actions",
        "about/confidential", "about/confidential-reason", "mitigation/action",
    ]

    /// Whether what stands at a path may be taken over.
    public static func isCopied(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        guard let group = parts.first, let question = parts.last, parts.count > 1 else { return false }
        return !ownGroups.contains(group) && !ownQuestions.contains("\(group)/\(question)")
    }

    /// What has to be written to fill the blanks from another assessment, with the marks that name its reference.
    public static func changes(
        from source: AssessmentContent, reference: String, into content: AssessmentContent,
        template: AssessmentTemplate, _ characteristics: [Characteristic]
    ) -> [String: String] {
        var changes: [String: String] = [:]
        for (path, text) in source.fields where isCopied(path) && !content.isFilled(path) {
            if EvidenceItem.isOwnField(path) {
                changes[path] = text
                continue
            }
            guard let place = template.place(of: path, characteristics),
                template.fits(text, place.question, characteristics),
                place.characteristic.isEmpty
                    || characteristics.contains(where: { $0.code == place.characteristic })
            else { continue }
            changes[path] = text
            changes[mark(path)] = reference
        }
        let from = "\(AssessmentPath.link)/copied-from"
        if !changes.isEmpty, !content.isFilled(from) { changes[from] = reference }
        return changes
    }

    /// What has to be written to fill the blanks from a line of the register.
    public static func changes(
        from policy: Policy, into content: AssessmentContent, template: AssessmentTemplate
    ) -> [String: String] {
        let facts = [
            ("about/title", policy.name), ("about/directorate", policy.directorate),
            ("about/service", policy.service), ("about/owner", policy.owner),
        ]
        var changes: [String: String] = [:]
        for (path, text) in facts where !text.isEmpty && !content.isFilled(path) {
            guard template.question(at: path) != nil else { continue }
            changes[path] = text
            changes[mark(path)] = policy.reference
        }
        let link = "\(AssessmentPath.link)/policy"
        if !content.isFilled(link) { changes[link] = policy.reference }
        return changes
    }

    /// The path of the mark of a copied text.
    public static func mark(_ path: String) -> String { "\(AssessmentPath.copied)/\(path)" }

    /// The paths of texts that were copied and that nobody has confirmed yet, in the order of their names.
    public static func unconfirmed(_ content: AssessmentContent) -> [String] {
        let start = "\(AssessmentPath.copied)/"
        return content.fields.keys.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
            .filter(content.isFilled).sorted()
    }

    /// Where the text at a path was copied from; empty where it was not, or somebody has confirmed it.
    public static func origin(of path: String, in content: AssessmentContent) -> String {
        content[mark(path)]
    }

    /// What has to be written to confirm the texts at these paths.
    public static func confirming(_ paths: [String]) -> [String: String] {
        Dictionary(paths.map { (mark($0), "") }, uniquingKeysWith: { first, _ in first })
    }

    /// Changes with the marks taken away of those copied texts that they write anew: who writes over a text has
    /// confirmed it.
    public static func confirming(
        changes: [String: String], in content: AssessmentContent
    ) -> [String: String] {
        var all = changes
        for path in changes.keys where content.isFilled(mark(path)) && content[path] != changes[path] {
            all[mark(path)] = ""
        }
        return all
    }
}
