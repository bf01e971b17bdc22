// SPDX-License-Identifier: Apache-2.0

extension TemplateOverlay {
    /// A template while changes are made to it.
    struct Application {
        var template: AssessmentTemplate
        var notFound: [String] = []
        var warnings: [String] = []

        init(template: AssessmentTemplate) { self.template = template }

        /// Makes one change; `false` where it has no place.
        mutating func apply(_ operation: Operation) -> Bool {
            switch operation {
            case .relabel(let target, let text): return relabel(target, text)
            case .guidance(let target, let text): return guide(target, text)
            case .hint(let target, let text): return question(target) { $0.hint = text }
            case .need(let target, let need): return question(target) { $0.need = need }
            case .hide(let target): return hide(target)
            case .addSection(let section, let after):
                guard template.section(section.id) == nil else { return false }
                return Self.insert(section, into: &template.sections, after: after, \.id)
            case .addGroup(let group, let id, let after):
                guard let at = template.sections.firstIndex(where: { $0.id == id }),
                    !template.sections[at].groups.contains(where: { $0.id == group.id })
                else { return false }
                return Self.insert(group, into: &template.sections[at].groups, after: after, \.id)
            case .addQuestion(let question, let section, let group, let after):
                let others = template.groups.filter { $0.id == group }.flatMap(\.questions)
                guard !others.contains(where: { $0.id == question.id }),
                    let (at, of) = place(section: section, group: group)
                else { return false }
                return Self.insert(
                    question, into: &template.sections[at].groups[of].questions, after: after, \.id)
            case .addChoice(let choice, let group, let id):
                var isAdded = false
                let isFound = question(.question(group: group, id)) { question in
                    isAdded = question.changeChoices { choices in
                        guard !choices.contains(where: { $0.code == choice.code }) else { return false }
                        choices.append(choice)
                        return true
                    }
                }
                return isFound && isAdded
            case .addScale(let scale):
                guard template.scale(scale.id) == nil else { return false }
                template.scales.append(scale)
                return true
            }
        }

        /// Puts something after another, or at the end; where that other is gone it goes to the end and is kept.
        private static func insert<Part>(
            _ part: Part, into parts: inout [Part], after: String?, _ id: (Part) -> String
        ) -> Bool {
            let at = after.flatMap { after in parts.firstIndex { id($0) == after } }
            parts.insert(part, at: at.map { $0 + 1 } ?? parts.count)
            return true
        }

        private func place(section: String, group: String) -> (Int, Int)? {
            guard let at = template.sections.firstIndex(where: { $0.id == section }),
                let of = template.sections[at].groups.firstIndex(where: { $0.id == group })
            else { return nil }
            return (at, of)
        }

        private mutating func question(
            _ target: TemplateTarget, _ change: (inout AssessmentTemplate.Question) -> Void
        ) -> Bool {
            guard case .question(let group, let id) = target else { return false }
            for (at, section) in template.sections.enumerated() {
                for (of, each) in section.groups.enumerated() where each.id == group {
                    guard let index = each.questions.firstIndex(where: { $0.id == id }) else { continue }
                    change(&template.sections[at].groups[of].questions[index])
                    return true
                }
            }
            return false
        }

        private mutating func relabel(_ target: TemplateTarget, _ text: String) -> Bool {
            switch target {
            case .template: template.name = text
            case .section(let id):
                guard let at = template.sections.firstIndex(where: { $0.id == id }) else { return false }
                template.sections[at].title = text
            case .group(let section, let id):
                guard let (at, of) = place(section: section, group: id) else { return false }
                template.sections[at].groups[of].title = text
            case .question: return question(target) { $0.label = text }
            case .choice(let group, let id, let code):
                var isChanged = false
                _ = question(.question(group: group, id)) { question in
                    isChanged = question.changeChoices { choices in
                        guard let at = choices.firstIndex(where: { $0.code == code }) else { return false }
                        choices[at] = .init(code: code, label: text, hint: choices[at].hint)
                        return true
                    }
                }
                return isChanged
            case .scale: return false
            case .step(let id, let code):
                guard let at = template.scales.firstIndex(where: { $0.id == id }),
                    let step = template.scales[at].steps.firstIndex(where: { $0.code == code })
                else { return false }
                var steps = template.scales[at].steps
                steps[step] = .init(code: code, label: text, rank: steps[step].rank)
                template.scales[at] = .init(id: id, steps: steps)
            }
            return true
        }

        private mutating func guide(_ target: TemplateTarget, _ text: String) -> Bool {
            switch target {
            case .template: template.purpose = text
            case .section(let id):
                guard let at = template.sections.firstIndex(where: { $0.id == id }) else { return false }
                template.sections[at].guidance = text
            case .group(let section, let id):
                guard let (at, of) = place(section: section, group: id) else { return false }
                template.sections[at].groups[of].guidance = text
            case .question: return question(target) { $0.guidance = text }
            case .choice, .scale, .step: return false
            }
            return true
        }

        private mutating func hide(_ target: TemplateTarget) -> Bool {
            switch target {
            case .section(let id):
                guard let section = template.section(id) else { return false }
                for group in section.groups { warn(of: group) }
                template.sections.removeAll { $0.id == id }
            case .group(let section, let id):
                guard let (at, of) = place(section: section, group: id) else { return false }
                warn(of: template.sections[at].groups[of])
                template.sections[at].groups.remove(at: of)
            case .question(let group, let id):
                guard question(target, { _ in }) else { return false }
                warn(group, id)
                for at in template.sections.indices {
                    for of in template.sections[at].groups.indices
                    where template.sections[at].groups[of].id == group {
                        template.sections[at].groups[of].questions.removeAll { $0.id == id }
                    }
                }
            case .choice(let group, let id, let code):
                var isHidden = false
                _ = question(.question(group: group, id)) { question in
                    isHidden = question.changeChoices { choices in
                        let count = choices.count
                        choices.removeAll { $0.code == code }
                        return choices.count < count
                    }
                }
                if isHidden, TemplateCheckedPaths.readBy["\(group)/\(id)"] != nil {
                    warnings.append("The choice “\(code)” of \(group)/\(id) is hidden: the checks know it")
                }
                return isHidden
            case .template, .scale, .step: return false
            }
            tidy()
            return true
        }

        /// Leaves out groups and sections that have nothing left to ask.
        private mutating func tidy() {
            for at in template.sections.indices {
                template.sections[at].groups.removeAll(where: \.questions.isEmpty)
            }
            template.sections.removeAll(where: \.groups.isEmpty)
        }

        private mutating func warn(of group: AssessmentTemplate.Group) {
            for question in group.questions { warn(group.id, question.id) }
        }

        private mutating func warn(_ group: String, _ question: String) {
            guard let checks = TemplateCheckedPaths.words(for: group, question) else { return }
            warnings.append("\(group)/\(question) is hidden: \(checks) will say that its answer is missing")
        }
    }
}

extension AssessmentTemplate.Question {
    /// Changes the choices of a question that has some; the answer of the change, or `false` where it has none.
    mutating func changeChoices(_ change: (inout [Choice]) -> Bool) -> Bool {
        switch kind {
        case .choice(var choices):
            defer { kind = .choice(choices) }
            return change(&choices)
        case .choices(var choices):
            defer { kind = .choices(choices) }
            return change(&choices)
        case .text, .longText, .date, .number, .yesNo, .scale, .characteristics, .evidence, .impact, .action,
            .assessment, .policy, .link, .attachment:
            return false
        }
    }
}
