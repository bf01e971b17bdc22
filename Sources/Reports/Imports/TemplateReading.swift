// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Yams

/// How a file becomes a template.
extension TemplateNodes {
    func template(_ node: Node) -> AssessmentTemplate? {
        let words = [
            "id", "version", "name", "purpose", "kind", "source", "effective_from", "withdrawn", "nations",
            "scales", "sections",
        ]
        guard let file = mapping(node, "", words: words) else { return nil }
        for word in words { lines["template"] = min(lines["template"] ?? .max, line(file, word)) }
        if text(file, "kind").isEmpty { add(file.line, "", "Say which kind it is: full, short or screening") }
        let from = day(file, "effective_from")
        if text(file, "effective_from").isEmpty {
            add(file.line, "", "Say from which day it may be used: effective_from: 2026-04-01")
        }
        var template = AssessmentTemplate(
            id: text(file, "id"), version: number(file, "version") ?? 1, name: text(file, "name"),
            purpose: text(file, "purpose"), kind: one(file, "kind", else: .full),
            source: text(file, "source"),
            effectiveFrom: from ?? CalendarDay(2010, 10, 1), withdrawn: day(file, "withdrawn"),
            scales: list(file, "scales").compactMap(scale),
            sections: list(file, "sections").compactMap(section))
        template.nations = texts(file, "nations").compactMap { word in
            if let nation = Nation(rawValue: word) { return nation }
            add(line(file, "nations"), "", "Write england, wales, scotland or northernIreland, not “\(word)”")
            return nil
        }
        return template
    }

    func scale(_ node: Node) -> AssessmentTemplate.Scale? {
        guard let entry = mapping(node, "scale", words: ["id", "steps"]) else { return nil }
        let id = text(entry, "id")
        lines["scale \(id)"] = entry.line
        let steps = list(entry, "steps").compactMap { node -> AssessmentTemplate.Scale.Step? in
            guard let step = mapping(node, "scale \(id)", words: ["code", "label", "rank"]) else {
                return nil
            }
            lines["step \(id)/\(text(step, "code"))"] = step.line
            return .init(
                code: text(step, "code"), label: text(step, "label"), rank: number(step, "rank") ?? 0)
        }
        return .init(id: id, steps: steps)
    }

    func section(_ node: Node) -> AssessmentTemplate.Section? {
        let words = ["id", "title", "guidance", "answerer", "shown", "groups"]
        guard var entry = mapping(node, "section", words: words) else { return nil }
        let id = text(entry, "id")
        entry = Mapping(place: "section \(id)", line: entry.line, values: entry.values)
        lines[entry.place] = entry.line
        return AssessmentTemplate.Section(
            id: id, title: text(entry, "title"), guidance: text(entry, "guidance"),
            answerer: one(entry, "answerer", else: .author), shown: condition(entry, "shown"),
            groups: list(entry, "groups").compactMap { group($0, in: id) })
    }

    func group(_ node: Node, in section: String) -> AssessmentTemplate.Group? {
        let words = ["id", "title", "guidance", "shape", "people", "row", "shown", "questions"]
        guard var entry = mapping(node, "section \(section)", words: words) else { return nil }
        let id = text(entry, "id")
        entry = Mapping(place: "group \(section)/\(id)", line: entry.line, values: entry.values)
        lines[entry.place] = entry.line
        return AssessmentTemplate.Group(
            id: id, title: text(entry, "title"), guidance: text(entry, "guidance"), shape: shape(entry),
            shown: condition(entry, "shown"),
            questions: list(entry, "questions").compactMap { question($0, in: id) })
    }

    private func shape(_ entry: Mapping) -> AssessmentTemplate.Shape {
        let written = text(entry, "shape")
        switch written {
        case "", "single": return .single
        case "rows": return .rows(of: text(entry, "row"))
        case "each-characteristic":
            let people = texts(entry, "people").compactMap { word -> AffectedPeople? in
                if let people = AffectedPeople(rawValue: word) { return people }
                add(
                    line(entry, "people"), entry.place,
                    "Write residents or staff after “people”, not “\(word)”")
                return nil
            }
            return .eachCharacteristic(people: people)
        default:
            add(
                line(entry, "shape"), entry.place,
                "Write single, rows or each-characteristic after “shape”, not “\(written)”")
            return .single
        }
    }

    func question(_ node: Node, in group: String) -> AssessmentTemplate.Question? {
        let words = [
            "id", "label", "hint", "guidance", "kind", "choices", "scale", "needed", "shown", "aim",
        ]
        guard var entry = mapping(node, "group \(group)", words: words) else { return nil }
        let id = text(entry, "id")
        entry = Mapping(place: "question \(group)/\(id)", line: entry.line, values: entry.values)
        lines[entry.place] = entry.line
        var aim: GeneralDutyAim?
        if !text(entry, "aim").isEmpty { aim = one(entry, "aim", else: GeneralDutyAim.a) }
        return AssessmentTemplate.Question(
            id: id, label: text(entry, "label"), hint: text(entry, "hint"), guidance: text(entry, "guidance"),
            kind: kind(entry, "\(group)/\(id)"), need: need(entry, "needed"),
            shown: condition(entry, "shown"),
            aim: aim)
    }

    func need(_ entry: Mapping, _ word: String) -> AssessmentTemplate.Question.Need {
        switch text(entry, word) {
        case "", "never": .never
        case "always": .always
        default: condition(entry, word).map { .when($0) } ?? .never
        }
    }

    private func kind(_ entry: Mapping, _ path: String) -> AssessmentTemplate.Question.Kind {
        let written = text(entry, "kind")
        switch written {
        case "choice": return .choice(choices(entry, path))
        case "choices": return .choices(choices(entry, path))
        case "scale": return .scale(text(entry, "scale"))
        default: break
        }
        if let kind = Self.plainKinds.first(where: { $0.word == written })?.kind { return kind }
        let known = (Self.plainKinds.map(\.word) + ["choice", "choices", "scale"]).joined(separator: ", ")
        add(line(entry, "kind"), entry.place, "Write one of \(known) after “kind”, not “\(written)”")
        return .text
    }

    private static let plainKinds: [(word: String, kind: AssessmentTemplate.Question.Kind)] = [
        ("text", .text), ("long-text", .longText), ("date", .date), ("number", .number), ("yes-no", .yesNo),
        ("characteristics", .characteristics), ("evidence", .evidence), ("impact", .impact),
        ("action", .action), ("assessment", .assessment), ("policy", .policy), ("link", .link),
        ("attachment", .attachment),
    ]

    private func choices(_ entry: Mapping, _ path: String) -> [AssessmentTemplate.Question.Choice] {
        list(entry, "choices").compactMap { choice($0, of: path, in: entry.place) }
    }

    func choice(_ node: Node, of path: String, in place: String) -> AssessmentTemplate.Question.Choice? {
        guard let choice = mapping(node, place, words: ["code", "label", "hint"]) else { return nil }
        lines["choice \(path)/\(text(choice, "code"))"] = choice.line
        return .init(code: text(choice, "code"), label: text(choice, "label"), hint: text(choice, "hint"))
    }
}
