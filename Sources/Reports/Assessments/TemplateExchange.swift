// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A template as JSON, whole: a body that has never seen it can go on with an assessment.
enum TemplateExchange {
    typealias Template = AssessmentTemplate

    static func json(_ template: Template) -> JSONValue {
        [
            "id": .string(template.id), "version": .number(template.version), "name": .string(template.name),
            "purpose": .string(template.purpose), "kind": .string(template.kind.rawValue),
            "source": .string(template.source), "effectiveFrom": .string(template.effectiveFrom.iso),
            "withdrawn": template.withdrawn.map { .string($0.iso) } ?? .null,
            "nations": .array(template.nations.map { .string($0.rawValue) }),
            "scales": .array(
                template.scales.map { scale in
                    [
                        "id": .string(scale.id),
                        "steps": .array(
                            scale.steps.map {
                                [
                                    "code": .string($0.code), "label": .string($0.label),
                                    "rank": .number($0.rank),
                                ]
                            }),
                    ]
                }),
            "sections": .array(template.sections.map(json)),
        ]
    }

    private static func json(_ section: Template.Section) -> JSONValue {
        [
            "id": .string(section.id), "title": .string(section.title), "guidance": .string(section.guidance),
            "answerer": .string(section.answerer.rawValue), "shown": json(section.shown),
            "groups": .array(section.groups.map(json)),
        ]
    }

    private static func json(_ condition: TemplateCondition?) -> JSONValue {
        condition.map { .string($0.words) } ?? .null
    }

    private static func json(_ group: Template.Group) -> JSONValue {
        let shape: [JSONValue.Member]
        switch group.shape {
        case .single: shape = [.init("shape", "single")]
        case .eachCharacteristic(let people):
            shape = [
                .init("shape", "each-characteristic"),
                .init("people", .array(people.map { .string($0.rawValue) })),
            ]
        case .rows(let noun): shape = [.init("shape", "rows"), .init("of", .string(noun))]
        }
        return .object(
            [.init("id", .string(group.id)), .init("title", .string(group.title))]
                + [.init("guidance", .string(group.guidance))] + shape
                + [
                    .init("shown", json(group.shown)),
                    .init("questions", .array(group.questions.map(json))),
                ])
    }

    private static func json(_ question: Template.Question) -> JSONValue {
        let need: JSONValue
        switch question.need {
        case .always: need = "always"
        case .never: need = "never"
        case .when(let condition): need = .object([.init("when", .string(condition.words))])
        }
        return .object(
            [
                .init("id", .string(question.id)), .init("label", .string(question.label)),
                .init("hint", .string(question.hint)), .init("guidance", .string(question.guidance)),
            ] + kind(question.kind) + [
                .init("need", need), .init("shown", json(question.shown)),
                .init("aim", question.aim.map { .string($0.rawValue) } ?? .null),
            ])
    }

    private static func kind(_ kind: Template.Question.Kind) -> [JSONValue.Member] {
        switch kind {
        case .choice(let choices): [.init("kind", "choice"), .init("choices", json(choices))]
        case .choices(let choices): [.init("kind", "choices"), .init("choices", json(choices))]
        case .scale(let id): [.init("kind", "scale"), .init("scale", .string(id))]
        case .text, .longText, .date, .number, .yesNo, .characteristics, .evidence, .impact, .action,
            .assessment, .policy, .link, .attachment:
            [.init("kind", .string(plain.first { $0.value == kind }?.key ?? ""))]
        }
    }

    private static let plain: [String: Template.Question.Kind] = [
        "text": .text, "long-text": .longText, "date": .date, "number": .number, "yes-no": .yesNo,
        "characteristics": .characteristics, "evidence": .evidence, "impact": .impact, "action": .action,
        "assessment": .assessment, "policy": .policy, "link": .link, "attachment": .attachment,
    ]

    private static func json(_ choices: [Template.Question.Choice]) -> JSONValue {
        .array(
            choices.map {
                ["code": .string($0.code), "label": .string($0.label), "hint": .string($0.hint)]
            })
    }

    static func read(_ reader: ExchangeReader) throws(ExchangeProblem) -> Template {
        guard let from = try reader.optionalDay("effectiveFrom") else {
            throw ExchangeProblem(
                reader.at("effectiveFrom"), "Enter the day from which the template is used.")
        }
        var template = Template(
            id: try reader.text("id"), version: try reader.number("version"), name: try reader.text("name"),
            purpose: try reader.optionalText("purpose"), kind: try reader.word("kind"),
            source: try reader.optionalText("source"), effectiveFrom: from,
            withdrawn: try reader.optionalDay("withdrawn"),
            scales: try reader.objects("scales") { scale throws(ExchangeProblem) in
                Template.Scale(
                    id: try scale.text("id"),
                    steps: try scale.objects("steps") { step throws(ExchangeProblem) in
                        Template.Scale.Step(
                            code: try step.text("code"), label: try step.text("label"),
                            rank: try step.number("rank"))
                    })
            },
            sections: try reader.objects("sections") { section throws(ExchangeProblem) in
                Template.Section(
                    id: try section.text("id"), title: try section.text("title"),
                    guidance: try section.optionalText("guidance"), answerer: try section.word("answerer"),
                    shown: try condition(section, "shown"), groups: try section.objects("groups", group))
            })
        template.nations = try reader.texts("nations").compactMap { Nation(rawValue: $0) }
        return template
    }

    private static func condition(_ reader: ExchangeReader, _ name: String) throws(ExchangeProblem)
        -> TemplateCondition?
    {
        let words = try reader.optionalText(name)
        guard !words.isEmpty else { return nil }
        guard let condition = TemplateCondition(words) else {
            throw ExchangeProblem(reader.at(name), "The condition “\(words)” cannot be understood.")
        }
        return condition
    }

    private static func group(_ reader: ExchangeReader) throws(ExchangeProblem) -> Template.Group {
        let shape: Template.Shape
        switch try reader.text("shape") {
        case "single": shape = .single
        case "rows": shape = .rows(of: try reader.text("of"))
        case "each-characteristic":
            let codes = try reader.texts("people")
            let people = codes.compactMap(AffectedPeople.init)
            guard people.count == codes.count else {
                throw ExchangeProblem(reader.at("people"), "People are “residents” or “staff”.")
            }
            shape = .eachCharacteristic(people: people)
        default: throw ExchangeProblem(reader.at("shape"), "Enter single, rows or each-characteristic.")
        }
        return Template.Group(
            id: try reader.text("id"), title: try reader.optionalText("title"),
            guidance: try reader.optionalText("guidance"), shape: shape,
            shown: try condition(reader, "shown"), questions: try reader.objects("questions", question))
    }

    private static func question(_ reader: ExchangeReader) throws(ExchangeProblem) -> Template.Question {
        let need: Template.Question.Need
        switch reader.value["need"] {
        case .string("always"): need = .always
        case .string("never"), nil: need = .never
        default:
            guard let words = try condition(try reader.object("need"), "when") else {
                throw ExchangeProblem(reader.at("need"), "Enter always, never or a condition.")
            }
            need = .when(words)
        }
        let aim = try reader.optionalText("aim")
        return Template.Question(
            id: try reader.text("id"), label: try reader.text("label"), hint: try reader.optionalText("hint"),
            guidance: try reader.optionalText("guidance"), kind: try kind(reader), need: need,
            shown: try condition(reader, "shown"),
            aim: aim.isEmpty ? nil : try reader.word("aim") as GeneralDutyAim)
    }

    private static func kind(_ reader: ExchangeReader) throws(ExchangeProblem) -> Template.Question.Kind {
        let choice = { (choice: ExchangeReader) throws(ExchangeProblem) in
            Template.Question.Choice(
                code: try choice.text("code"), label: try choice.text("label"),
                hint: try choice.optionalText("hint"))
        }
        let word = try reader.text("kind")
        switch word {
        case "choice": return .choice(try reader.objects("choices", choice))
        case "choices": return .choices(try reader.objects("choices", choice))
        case "scale": return .scale(try reader.text("scale"))
        default:
            guard let kind = plain[word] else {
                throw ExchangeProblem(reader.at("kind"), "“\(word)” is no kind of question known here.")
            }
            return kind
        }
    }
}
