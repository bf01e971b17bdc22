// SPDX-License-Identifier: Apache-2.0

/// The words for paths and for what stands at them.
extension AssessmentTemplate {
    /// The words for any path, also for one that the template does not ask any more ("No longer asked: …").
    public func name(
        of path: String, in content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> String {
        if let own = ownName(path, content, characteristics) { return own }
        if let place = place(of: path, characteristics) {
            return place.name(rows: content.rows)
        }
        return "No longer asked: " + Self.spelled(path, characteristics)
    }

    /// The words for what stands at a field: labels of choices, "11 July 2026", names of characteristics, Yes or No.
    /// Codes that nothing is known of stay as they are.
    public func display(
        _ field: AssessmentField, _ content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> String {
        words(for: content[field.path], as: field.question.kind, in: content, characteristics)
    }

    /// The words for what stands at any path.
    public func display(
        path: String, _ content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> String {
        let text = content[path]
        guard let place = place(of: path, characteristics) else {
            if path.hasPrefix("\(AssessmentPath.done)/") { return text == "yes" ? "Yes" : text }
            return text
        }
        return words(for: text, as: place.question.kind, in: content, characteristics)
    }

    /// The question that a path belongs to, shown or not; `nil` where the template asks nothing there.
    public func question(at path: String) -> Question? { place(of: path, [])?.question }

    private func words(
        for text: String, as kind: Question.Kind, in content: AssessmentContent,
        _ characteristics: [Characteristic]
    ) -> String {
        guard !text.isEmpty else { return "" }
        func each(_ name: (String) -> String) -> String {
            text.split(separator: "\n").map { name(String($0)) }.joined(separator: ", ")
        }
        switch kind {
        case .text, .longText, .assessment, .policy, .link: return text
        case .number: return Int(text).map(AnswerReader.grouped) ?? text
        case .attachment: return "A file"
        case .action:
            let title = content["action/\(text)/title"]
            return title.isEmpty ? "An action of the plan" : title
        case .date: return CalendarDay(iso: text)?.written ?? text
        case .yesNo: return text == "yes" ? "Yes" : text == "no" ? "No" : text
        case .choice(let choices), .choices(let choices):
            return each { code in choices.first { $0.code == code }?.label ?? code }
        case .scale(let id):
            return scale(id)?.steps.first { $0.code == text }?.label ?? text
        case .characteristics:
            return each { code in characteristics.first { $0.code == code }?.name ?? code }
        case .evidence:
            return each { row in
                let title = content["\(AssessmentPath.evidence)/\(row)/title"]
                return title.isEmpty ? "Evidence without a title" : title
            }
        case .impact: return impactName(text, in: content, characteristics)
        }
    }

    /// The words for the place of an impact: "Age, residents and service users", "Combination 2".
    public func impactName(
        _ path: String, in content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> String {
        let parts = path.split(separator: "/").map(String.init)
        if parts.count == 3, parts[0] == AssessmentPath.impact {
            let people = AffectedPeople(rawValue: parts[2])?.name.lowercased() ?? parts[2]
            return "\(Self.characteristicName(parts[1], characteristics)), \(people)"
        }
        if parts.count == 2, parts[0] == AssessmentPath.combination {
            let codes = content.lines("\(path)/characteristics")
            let names = codes.map { Self.characteristicName($0, characteristics) }
            if !names.isEmpty { return names.joined(separator: " and ") }
            let number = content.rows(AssessmentPath.combination).firstIndex(of: parts[1])
            return number.map { "Combination \($0 + 1)" } ?? "Combination"
        }
        return path
    }

    /// Where a path stands in the template.
    struct Place {
        let section: Section
        let group: Group
        let question: Question
        let characteristic: String
        let characteristicName: String
        let people: AffectedPeople?
        let row: String

        /// The cell in words; `rows` gives the keys of the rows of a group.
        func name(rows: (String) -> [String]) -> String {
            switch group.shape {
            case .single: return question.label
            case .rows(let noun):
                let number = rows(group.id).firstIndex(of: row).map { " \($0 + 1): " } ?? ": "
                return AssessmentTemplate.capitalised(noun) + number + question.label
            case .eachCharacteristic:
                let people = people.map { ", \($0.name.lowercased())" } ?? ""
                return "\(characteristicName)\(people): \(question.label)"
            }
        }
    }

    /// The place of a path by its parts, whether the question is shown now or not.
    func place(of path: String, _ characteristics: [Characteristic]) -> Place? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let id = parts.last else { return nil }
        for section in sections {
            for group in section.groups where group.id == parts[0] {
                guard let question = group.questions.first(where: { $0.id == id }) else { continue }
                func place(_ code: String = "", _ people: AffectedPeople? = nil, row: String = "") -> Place {
                    Place(
                        section: section, group: group, question: question, characteristic: code,
                        characteristicName: Self.characteristicName(code, characteristics), people: people,
                        row: row)
                }
                switch group.shape {
                case .single: if parts.count == 2 { return place() }
                case .rows: if parts.count == 3 { return place(row: parts[1]) }
                case .eachCharacteristic(let asked):
                    if asked.isEmpty, parts.count == 3 { return place(parts[1]) }
                    if parts.count == 4, let people = AffectedPeople(rawValue: parts[2]),
                        asked.contains(people)
                    {
                        return place(parts[1], people)
                    }
                }
            }
        }
        return nil
    }

    /// Names of paths that belong to the program and not to a template.
    private func ownName(
        _ path: String, _ content: AssessmentContent, _ characteristics: [Characteristic]
    ) -> String? {
        let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case AssessmentPath.evidence where parts[1].hasSuffix("/library") && question(at: path) == nil:
            return "Item of the evidence library"
        case AssessmentPath.evidence where parts[1].hasSuffix("/figure") && question(at: path) == nil:
            return "Figures of a data set that the evidence tells"
        case "action":
            // What the plan said when the version was handed on.
            let inner = parts[1].split(separator: "/").map(String.init)
            guard inner.count == 2 else { return nil }
            let title = content["action/\(inner[0])/title"]
            return "Action “\(title.isEmpty ? "without a title" : title)”: \(inner[1])"
        case AssessmentPath.done: return "Marked complete: \(section(parts[1])?.title ?? parts[1])"
        case AssessmentPath.copied:
            return "Copied and not yet confirmed: \(name(of: parts[1], in: content, characteristics))"
        case AssessmentPath.link where question(at: path) == nil:
            switch parts[1] {
            case "policy": return "Line of the register"
            case "umbrella": return "Part of the umbrella assessment"
            case "supersedes": return "Takes the place of"
            case "copied-from": return "Copied from"
            default: return nil
            }
        default: return nil
        }
    }

    private static func characteristicName(_ code: String, _ characteristics: [Characteristic]) -> String {
        characteristics.first { $0.code == code }?.name
            ?? capitalised(code.split(separator: "-").joined(separator: " "))
    }

    /// A path that nothing is known of, as words: "Impact, Age, residents, direction".
    private static func spelled(_ path: String, _ characteristics: [Characteristic]) -> String {
        let parts = path.split(separator: "/").map(String.init)
        let words = parts.enumerated().map { index, part in
            if let known = characteristics.first(where: { $0.code == part }) { return known.name }
            let plain = part.split(separator: "-").joined(separator: " ")
            return index == 0 ? capitalised(plain) : plain
        }
        return words.joined(separator: ", ")
    }
}
