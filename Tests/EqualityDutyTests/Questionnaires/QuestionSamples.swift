// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// Schemes and questions of an invented set: ages, a group with parts, sex.
enum QuestionSamples {
    static func schemes() throws -> CategorySchemes {
        let ages = try CategoryScheme(
            id: "ages", variable: "age", version: "1", title: "Ages",
            categories: [
                .init(code: "0-15", label: "0 to 15", ages: AgeRange(0, to: 15)),
                .init(code: "16-64", label: "16 to 64", ages: AgeRange(16, to: 64)),
                .init(code: "65", label: "65 and over", ages: AgeRange(65, to: nil)),
            ])
        let group = try CategoryScheme(
            id: "group", variable: "group", version: "1", title: "Group",
            categories: [
                .init(code: "a", label: "A"), .init(code: "a1", label: "A one", parent: "a"),
                .init(code: "a2", label: "A two", parent: "a"), .init(code: "b", label: "B"),
            ])
        let sex = try CategoryScheme(
            id: "sex", variable: "sex", version: "1", title: "Sex",
            categories: [.init(code: "f", label: "Female"), .init(code: "m", label: "Male")])
        return CategorySchemes([ages, group, sex], mappings: [])
    }

    static func age(_ entry: Question.Entry) throws -> Question {
        let scheme = try schemes()["ages"]
        return Question(
            id: "age", stem: "Age?", entry: entry, scheme: "ages",
            options: scheme.map(Question.Option.bands) ?? [])
    }

    static let group = Question(
        id: "group", stem: "Group?", scheme: "group",
        options: [.init(code: "a", label: "A"), .init(code: "b", label: "B", words: "Which?")])
    static let detail = Question(
        id: "group-a", stem: "Which A?", scheme: "group",
        options: [.init(code: "a1", label: "One"), .init(code: "a2", label: "Two")],
        after: .init(question: "group", code: "a"))
    static let sex = Question(
        id: "sex", stem: "Sex?", scheme: "sex",
        options: [.init(code: "f", label: "Female"), .init(code: "m", label: "Male")])

    static func set(_ questions: [Question]) -> QuestionSet {
        QuestionSet(id: "set", version: "1", name: "Set", questions: questions)
    }

    static func whole() throws -> QuestionSet { set([try age(.age), group, detail, sex]) }
    static func road() throws -> QuestionRoad {
        QuestionRoad(try whole(), chosen: ["age", "group", "sex"])
    }
}
