// SPDX-License-Identifier: Apache-2.0

/// Whether conditions name what the template asks.
extension AssessmentTemplate {
    /// What is wrong with a condition of a section (no group) or within a group.
    func problems(
        of condition: TemplateCondition?, in group: Group?, at target: TemplateTarget
    ) -> [TemplateProblem] {
        guard let condition else { return [] }
        var found: [TemplateProblem] = []
        for path in condition.paths {
            if path.first == ".", group == nil {
                found.append(
                    .init(target, "Write the whole path: “\(path)” has a row only inside a group"))
            } else if question(named: path, in: group) == nil, !Self.isKept(path) {
                found.append(.init(target, "Name a question of this template: there is none at “\(path)”"))
            }
        }
        for (path, codes) in condition.comparisons {
            guard let known = question(named: path, in: group).flatMap(codes(of:)) else { continue }
            for code in codes where !known.contains(code) {
                found.append(.init(target, "Compare “\(path)” with one of its answers: “\(code)” is none"))
            }
        }
        return found
    }

    /// The question that a path of a condition means; a dot at its start means the group's own row.
    private func question(named path: String, in group: Group?) -> Question? {
        guard path.first == "." else { return question(at: path) }
        guard let group else { return nil }
        let id = path.dropFirst()
        return groups.filter { $0.id == group.id && $0.shape == group.shape }.flatMap(\.questions)
            .first { $0.id == id }
    }

    /// The codes that can stand at a question; `nil` where any text can.
    private func codes(of question: Question) -> [String]? {
        switch question.kind {
        case .choice(let choices), .choices(let choices): choices.map(\.code)
        case .yesNo: ["yes", "no"]
        case .scale(let id): scale(id)?.steps.map(\.code)
        case .text, .longText, .date, .number, .characteristics, .evidence, .impact, .action, .assessment,
            .policy, .link, .attachment:
            nil
        }
    }

    /// Paths that the program writes whether a template asks them or not.
    private static func isKept(_ path: String) -> Bool {
        let first = path.split(separator: "/").first.map(String.init) ?? ""
        return [AssessmentPath.done, AssessmentPath.copied, AssessmentPath.link].contains(first)
    }
}
