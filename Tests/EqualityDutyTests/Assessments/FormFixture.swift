// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A small template with every shape of group, and invented answers.
enum FormFixture {
    typealias Template = AssessmentTemplate

    static let characteristics = [
        Characteristic(code: "age", name: "Age"),
        Characteristic(code: "marriage", name: "Marriage and civil partnership", aims: [.a]),
    ]

    static let directions = ["positive", "negative", "neutral"].map {
        Template.Question.Choice(code: $0, label: $0 == "neutral" ? "No impact" : Template.Name.upper($0))
    }

    static func condition(_ words: String) throws -> TemplateCondition {
        guard let condition = TemplateCondition(words) else { throw NoCondition(words: words) }
        return condition
    }

    struct NoCondition: Error { let words: String }

    static func template() throws -> Template {
        let about = Template.Section(
            id: "about", title: "About",
            groups: [
                Template.Group(
                    id: "about",
                    questions: [
                        .init(id: "title", label: "Title", kind: .text, need: .always),
                        .init(id: "secret", label: "Is it confidential?", kind: .yesNo),
                        .init(
                            id: "why", label: "Why it is confidential", kind: .longText, need: .always,
                            shown: try condition("about/secret = yes")),
                        .init(id: "day", label: "Takes effect", kind: .date),
                    ])
            ])
        let aims = Template.Group(
            id: "aim", shape: .eachCharacteristic(people: []),
            questions: [
                .init(id: "a", label: "Aim A", kind: .choice(directions), aim: .a),
                .init(id: "b", label: "Aim B", kind: .choice(directions), aim: .b),
            ])
        let impact = Template.Group(
            id: "impact", shape: .eachCharacteristic(people: [.residents, .staff]),
            questions: [
                .init(
                    id: "direction", label: "Direction of impact", kind: .choice(directions), need: .always),
                .init(
                    id: "residual", label: "What remains", kind: .scale("level"), need: .always,
                    shown: try condition(".direction = negative")),
                .init(
                    id: "evidence", label: "Evidence", kind: .evidence,
                    need: .when(try condition(".direction filled"))),
            ])
        let evidence = Template.Section(
            id: "evidence", title: "Evidence", shown: try condition("about/title filled"),
            groups: [
                Template.Group(
                    id: "evidence", shape: .rows(of: "evidence item"),
                    questions: [
                        .init(id: "title", label: "What it is", kind: .text, need: .always),
                        .init(id: "characteristics", label: "Tells of", kind: .characteristics),
                        .init(id: "says", label: "What it says", kind: .longText),
                    ])
            ])
        return Template(
            id: "eastmarsh", version: 1, name: "Eastmarsh form", kind: .full,
            effectiveFrom: CalendarDay(2026, 1, 1),
            scales: [
                .init(
                    id: "level",
                    steps: [
                        .init(code: "low", label: "Low", rank: 20),
                        .init(code: "high", label: "High", rank: 90),
                    ])
            ],
            sections: [
                about, .init(id: "impact", title: "Impact", groups: [aims, impact]), evidence,
            ])
    }

    /// Random content over a template: every kind of field, rows, blanks, and texts of many scripts.
    static func content(
        _ template: Template, _ characteristics: [Characteristic], seed: UInt64
    ) -> AssessmentContent {
        var numbers = SeededNumbers(seed: seed)
        var content = AssessmentContent()
        for group in template.groups {
            guard case .rows = group.shape else { continue }
            for row in 0..<Int.random(in: 0...4, using: &numbers) {
                for question in group.questions where Bool.random(using: &numbers) {
                    content["\(group.id)/r\(row)/\(question.id)"] = text(question, template, &numbers)
                }
            }
        }
        for field in template.fields(in: content, characteristics)
        where Int.random(in: 0..<4, using: &numbers) > 0 {
            content[field.path] = text(field.question, template, &numbers)
        }
        return content
    }

    private static let words = [
        "bus", "0", "Caffi", "ŵyl", "العربية", "שלום", "\"quote\"", "back\\slash", "<b>&amp;</b>", "👨‍👩‍👧",
        "line\nend",
        "tab\there", "é", "𐍈", "1,200", "no impact", "/", "e\u{301}",
    ]

    private static func text(
        _ question: Template.Question, _ template: Template, _ numbers: inout SeededNumbers
    ) -> String {
        switch question.kind {
        case .yesNo: return Bool.random(using: &numbers) ? "yes" : "no"
        case .choice(let choices): return choices.randomElement(using: &numbers)?.code ?? ""
        case .choices(let choices):
            return choices.map(\.code).filter { _ in Bool.random(using: &numbers) }.joined(separator: "\n")
        case .scale(let id): return template.scale(id)?.steps.randomElement(using: &numbers)?.code ?? ""
        case .date: return CalendarDay(dayNumber: Int.random(in: 10_000...22_000, using: &numbers)).iso
        case .number: return String(Int.random(in: 0...5000, using: &numbers))
        case .text, .longText, .characteristics, .evidence, .impact, .action, .assessment, .policy, .link,
            .attachment:
            return (0..<Int.random(in: 0...30, using: &numbers))
                .map { _ in words.randomElement(using: &numbers) ?? "" }.joined(separator: " ")
        }
    }
}

extension AssessmentTemplate {
    enum Name {
        static func upper(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
    }
}
