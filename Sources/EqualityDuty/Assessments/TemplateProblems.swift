// SPDX-License-Identifier: Apache-2.0

/// What keeps a template from being used.
extension AssessmentTemplate {
    /// Everything wrong with it, in its order; none where it can be used.
    public var problems: [TemplateProblem] {
        var found: [TemplateProblem] = []
        if !Self.isID(id) { found.append(.init(.template, Self.idRule("the template", id))) }
        if version < 1 { found.append(.init(.template, "Give the template a version of 1 or more")) }
        if name.isEmpty { found.append(.init(.template, "Give the template a name")) }
        if sections.isEmpty { found.append(.init(.template, "Give the template at least one section")) }
        if let withdrawn, withdrawn < effectiveFrom {
            found.append(.init(.template, "Let the last day be on or after \(effectiveFrom.written)"))
        }
        for scale in scales { found += problems(of: scale) }
        found += Self.repeated(scales.map(\.id)).map {
            .init(.scale($0), "Give each scale an id of its own: “\($0)” is there more than once")
        }
        found += Self.repeated(sections.map(\.id)).map {
            .init(.section($0), "Give each section an id of its own: “\($0)” is there more than once")
        }
        found += sameQuestions
        for section in sections { found += problems(of: section) }
        return found
    }

    /// Whether an id can be a part of a path: small letters, figures and hyphens, beginning with a letter.
    static func isID(_ id: String) -> Bool {
        guard let first = id.utf8.first, (97...122).contains(first), id.utf8.count <= 60 else { return false }
        return id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    private static func idRule(_ part: String, _ id: String) -> String {
        "Give \(part) an id of small letters, figures and hyphens that begins with a letter, not “\(id)”"
    }

    private static func repeated(_ ids: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for id in ids { counts[id, default: 0] += 1 }
        return counts.filter { $0.value > 1 }.keys.sorted()
    }

    private func problems(of scale: Scale) -> [TemplateProblem] {
        var found: [TemplateProblem] = []
        let target = TemplateTarget.scale(scale.id)
        if !Self.isID(scale.id) { found.append(.init(target, Self.idRule("the scale", scale.id))) }
        if scale.steps.isEmpty { found.append(.init(target, "Give the scale “\(scale.id)” its steps")) }
        for step in scale.steps {
            let target = TemplateTarget.step(scale: scale.id, step.code)
            if !Self.isCode(step.code) {
                found.append(.init(target, "Give each step a code without spaces, not “\(step.code)”"))
            }
            if step.label.isEmpty { found.append(.init(target, "Give the step “\(step.code)” a label")) }
            if !(0...100).contains(step.rank) {
                found.append(.init(target, "Give the step “\(step.code)” a rank from 0 to 100"))
            }
        }
        return found
            + Self.repeated(scale.steps.map(\.code)).map {
                .init(.step(scale: scale.id, $0), "Give each step a code of its own: “\($0)” is there twice")
            }
    }

    /// Codes stand in conditions between spaces and bars.
    private static func isCode(_ code: String) -> Bool {
        !code.isEmpty && code.utf8.count <= 60
            && code.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "|") }
    }

    /// The same question twice, and rows that share their place with something else.
    private var sameQuestions: [TemplateProblem] {
        var found: [TemplateProblem] = []
        var seen: Set<TemplateTarget> = []
        var shapes: [String: Shape] = [:]
        for section in sections {
            for group in section.groups {
                for question in group.questions {
                    let target = TemplateTarget.question(group: group.id, question.id)
                    if !seen.insert(target).inserted {
                        found.append(
                            .init(target, "Ask “\(group.id)/\(question.id)” once: it is there more than once")
                        )
                    }
                }
                if let other = shapes[group.id], other != group.shape, other.isRows || group.shape.isRows {
                    found.append(
                        .init(
                            .group(section: section.id, group.id),
                            "Give the rows “\(group.id)” an id that no group of another shape has"))
                }
                shapes[group.id] = shapes[group.id] ?? group.shape
            }
        }
        return found
    }

    private func problems(of section: Section) -> [TemplateProblem] {
        let target = TemplateTarget.section(section.id)
        var found: [TemplateProblem] = []
        if !Self.isID(section.id) { found.append(.init(target, Self.idRule("the section", section.id))) }
        if section.title.isEmpty { found.append(.init(target, "Give the section “\(section.id)” a title")) }
        if section.groups.isEmpty {
            found.append(.init(target, "Give the section “\(section.id)” at least one group of questions"))
        }
        found += problems(of: section.shown, in: nil, at: target)
        found += Self.repeated(section.groups.map(\.id)).map {
            .init(
                .group(section: section.id, $0), "Put the questions of “\($0)” into one group of the section")
        }
        for group in section.groups {
            found += problems(of: group, at: .group(section: section.id, group.id))
        }
        return found
    }

    private func problems(of group: Group, at target: TemplateTarget) -> [TemplateProblem] {
        var found: [TemplateProblem] = []
        if !Self.isID(group.id) { found.append(.init(target, Self.idRule("the group", group.id))) }
        if [AssessmentPath.done, AssessmentPath.copied].contains(group.id) {
            found.append(.init(target, "Give the group another id: “\(group.id)” is kept for the program"))
        }
        if group.questions.isEmpty { found.append(.init(target, "Give the group “\(group.id)” a question")) }
        if case .rows(let noun) = group.shape, noun.isEmpty {
            found.append(.init(target, "Say what one row of “\(group.id)” is called"))
        }
        found += problems(of: group.shown, in: group, at: target)
        for question in group.questions {
            found += problems(of: question, in: group, at: .question(group: group.id, question.id))
        }
        return found
    }

    private func problems(
        of question: Question, in group: Group, at target: TemplateTarget
    ) -> [TemplateProblem] {
        var found: [TemplateProblem] = []
        if !Self.isID(question.id) { found.append(.init(target, Self.idRule("the question", question.id))) }
        if question.label.isEmpty {
            found.append(.init(target, "Give “\(question.id)” the words of a question"))
        }
        if question.aim != nil, !group.shape.isEachCharacteristic {
            found.append(.init(target, "Name an aim only where the group is asked for each characteristic"))
        }
        found += problems(of: question.shown, in: group, at: target)
        if case .when(let condition) = question.need {
            found += problems(of: condition, in: group, at: target)
        }
        switch question.kind {
        case .choice(let choices), .choices(let choices):
            if choices.isEmpty { found.append(.init(target, "Give “\(question.id)” its choices")) }
            for choice in choices {
                let target = TemplateTarget.choice(group: group.id, question: question.id, choice.code)
                if !Self.isCode(choice.code) {
                    found.append(
                        .init(target, "Give each choice a code without spaces, not “\(choice.code)”"))
                }
                if choice.label.isEmpty { found.append(.init(target, "Give “\(choice.code)” a label")) }
            }
            found += Self.repeated(choices.map(\.code)).map {
                .init(target, "Give each choice a code of its own: “\($0)” is there more than once")
            }
        case .scale(let id):
            if scale(id) == nil {
                found.append(.init(target, "Describe the scale “\(id)”, or name one that is"))
            }
        case .text, .longText, .date, .number, .yesNo, .characteristics, .evidence, .impact, .action,
            .assessment, .policy, .link, .attachment:
            break
        }
        return found
    }
}

extension AssessmentTemplate.Shape {
    /// Whether it is asked as often as needed.
    var isRows: Bool { if case .rows = self { true } else { false } }
    /// Whether it is asked for each characteristic.
    var isEachCharacteristic: Bool { if case .eachCharacteristic = self { true } else { false } }
}
