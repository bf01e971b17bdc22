// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// Lays the questions of a template out on paper.
struct AssessmentFormWriter {
    let template: AssessmentTemplate
    let content: AssessmentContent
    let characteristics: [Characteristic]
    let emptyRows: Int

    typealias Template = AssessmentTemplate

    func section(_ section: Template.Section) -> FormDocument.Section {
        var parts: [FormDocument.Part] = []
        if let shown = section.shown { parts.append(.guidance(words(of: shown, in: nil))) }
        if !section.guidance.isEmpty { parts.append(.guidance(section.guidance)) }
        for group in section.groups {
            if !group.title.isEmpty { parts.append(.heading(group.title)) }
            if let shown = group.shown { parts.append(.guidance(words(of: shown, in: group))) }
            if !group.guidance.isEmpty { parts.append(.guidance(group.guidance)) }
            switch group.shape {
            case .single: parts += items(group, at: group.id, of: nil)
            case .eachCharacteristic(let people):
                for characteristic in characteristics { parts += items(group, characteristic, people) }
            case .rows(let noun):
                for (number, row) in rows(of: group).enumerated() {
                    let name =
                        row.hasPrefix("new-")
                        ? "New \(noun) \(row.dropFirst(4))" : "\(capitalised(noun)) \(number + 1)"
                    parts.append(.heading(name))
                    parts += items(group, at: "\(group.id)/\(row)", of: nil)
                }
            }
        }
        return FormDocument.Section(title: section.title, parts: parts)
    }

    private func rows(of group: Template.Group) -> [String] {
        content.rows(group.id) + (emptyRows > 0 ? (1...emptyRows).map { "new-\($0)" } : [])
    }

    private func items(
        _ group: Template.Group, _ characteristic: Characteristic, _ people: [AffectedPeople]
    ) -> [FormDocument.Part] {
        let path = "\(group.id)/\(characteristic.code)"
        guard !people.isEmpty else {
            return [.heading(characteristic.name)] + items(group, at: path, of: characteristic)
        }
        return people.flatMap { people -> [FormDocument.Part] in
            [.heading("\(characteristic.name): \(people.name.lowercased())")]
                + items(group, at: "\(path)/\(people.rawValue)", of: characteristic)
        }
    }

    private func items(
        _ group: Template.Group, at path: String, of characteristic: Characteristic?
    ) -> [FormDocument.Part] {
        group.questions.compactMap { question in
            if let aim = question.aim, let characteristic, !characteristic.aims.contains(aim) { return nil }
            if case .attachment = question.kind { return nil }
            let place = "\(path)/\(question.id)"
            var hints = [question.hint, question.guidance].filter { !$0.isEmpty }
            if let shown = question.shown { hints.append(words(of: shown, in: group)) }
            return .item(
                .init(
                    path: place, label: question.label, hint: hints.joined(separator: "\n"),
                    kind: kind(question.kind), value: content[place]))
        }
    }

    private func kind(_ kind: Template.Question.Kind) -> FormDocument.Kind {
        switch kind {
        case .text, .action, .assessment, .policy, .link, .attachment: return .text
        case .longText: return .long
        case .date: return .date
        case .number: return .number
        case .yesNo: return .choice([.init(code: "yes", label: "Yes"), .init(code: "no", label: "No")])
        case .choice(let choices): return .choice(options(choices))
        case .choices(let choices): return .choices(options(choices))
        case .scale(let id):
            return .choice((template.scale(id)?.steps ?? []).map { .init(code: $0.code, label: $0.label) })
        case .characteristics:
            return .choices(characteristics.map { .init(code: $0.code, label: $0.name) })
        case .evidence: return .choices(evidence)
        case .impact: return .choice(impacts)
        }
    }

    private func options(_ choices: [Template.Question.Choice]) -> [FormDocument.Option] {
        choices.map { .init(code: $0.code, label: $0.label, hint: $0.hint) }
    }

    /// Evidence by its title, where one title stands for one row: a number would shift when rows go.
    private var evidence: [FormDocument.Option] {
        let rows = content.rows(AssessmentPath.evidence)
        let titles = rows.map { content["\(AssessmentPath.evidence)/\($0)/title"] }
        let existing = zip(rows, titles).map { row, title -> FormDocument.Option in
            let isOwn = !title.isEmpty && !title.contains("\n") && titles.count { $0 == title } == 1
            return .init(code: row, label: isOwn ? title : row, hint: isOwn ? "" : title)
        }
        guard emptyRows > 0 else { return existing }
        return existing + (1...emptyRows).map { .init(code: "new-\($0)", label: "New evidence \($0)") }
    }

    private var impacts: [FormDocument.Option] {
        let people = characteristics.flatMap { characteristic in
            AffectedPeople.allCases.map { "\(AssessmentPath.impact)/\(characteristic.code)/\($0.rawValue)" }
        }
        let combined = content.rows(AssessmentPath.combination).map { "\(AssessmentPath.combination)/\($0)" }
        return (people + combined).map {
            .init(code: $0, label: template.impactName($0, in: content, characteristics))
        }
    }

    private func capitalised(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }

    /// When something is asked, in words.
    private func words(of condition: TemplateCondition, in group: Template.Group?) -> String {
        "Answer this only where \(clause(condition, group))."
    }

    private func clause(_ condition: TemplateCondition, _ group: Template.Group?) -> String {
        switch condition {
        case .isOneOf(let path, let values):
            "“\(label(path, group))” is \(list(values, path, group))"
        case .isNoneOf(let path, let values):
            "“\(label(path, group))” is not \(list(values, path, group))"
        case .isFilled(let path): "“\(label(path, group))” is answered"
        case .isBlank(let path): "“\(label(path, group))” is not answered"
        case .all(let conditions): conditions.map { clause($0, group) }.joined(separator: " and ")
        case .any(let conditions): conditions.map { clause($0, group) }.joined(separator: " or ")
        }
    }

    private func question(_ path: String, _ group: Template.Group?) -> Template.Question? {
        path.first == "."
            ? group?.questions.first { $0.id == path.dropFirst() } : template.question(at: path)
    }

    private func label(_ path: String, _ group: Template.Group?) -> String {
        question(path, group)?.label ?? template.name(of: path, in: content, characteristics)
    }

    private func list(_ values: [String], _ path: String, _ group: Template.Group?) -> String {
        let options = question(path, group).map { kind($0.kind).options } ?? []
        return values.map { code in options.first { $0.code == code }?.label ?? code }
            .joined(separator: " or ")
    }
}
