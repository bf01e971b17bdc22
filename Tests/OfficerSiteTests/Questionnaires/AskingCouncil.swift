// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import EqualityStatistics
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

/// A council that knows a set of questions with the schemes of its answers.
enum AskingDesk {
    static func schemes() throws -> CategorySchemes {
        let ages = try CategoryScheme(
            id: "ages", variable: "age", version: "1", title: "Ages",
            categories: [
                .init(code: "0-15", label: "0 to 15", ages: AgeRange(0, to: 15)),
                .init(code: "16", label: "16 and over", ages: AgeRange(16, to: nil)),
            ])
        let group = try CategoryScheme(
            id: "group", variable: "group", version: "1", title: "Group",
            categories: [
                .init(code: "a", label: "Alpha"), .init(code: "a1", label: "One", parent: "a"),
                .init(code: "a2", label: "Two", parent: "a"), .init(code: "b", label: "Beta"),
            ])
        let sex = try CategoryScheme(
            id: "sex", variable: "sex", version: "1", title: "Sex",
            categories: [.init(code: "f", label: "Female"), .init(code: "m", label: "Male")])
        return CategorySchemes([ages, group, sex], mappings: [])
    }

    static func set() throws -> QuestionSet {
        let bands = try #require(try schemes()["ages"])
        return QuestionSet(
            id: "set", version: "7", name: "Questions of the set", standard: "None.",
            questions: [
                Question(
                    id: "age", stem: "How old?", entry: .age, scheme: "ages",
                    options: Question.Option.bands(of: bands)),
                Question(
                    id: "group", stem: "Which group?", scheme: "group",
                    options: [
                        .init(code: "a", label: "Alpha"), .init(code: "b", label: "Beta", words: "Which?"),
                    ]),
                Question(
                    id: "group-a", stem: "Which Alpha?", scheme: "group",
                    options: [.init(code: "a1", label: "One"), .init(code: "a2", label: "Two")],
                    after: .init(question: "group", code: "a")),
                Question(
                    id: "sex", stem: "Which sex?", scheme: "sex",
                    options: [.init(code: "f", label: "Female"), .init(code: "m", label: "Male")],
                    isUsual: false),
            ])
    }

    static func desk() throws -> CommunityDesk {
        let statistics = PublishedStatistics(schemes: try schemes(), []) { _ in
            throw PublishedStatistics.Missing()
        }
        return CommunityDesk(
            reference: CommunityReference(
                areas: .none,
                profiles: ProfileBuilder(statistics: statistics, topics: [], populationTables: []),
                questionSets: [try set()]),
            report: CommunityDesk.none.report, files: [], shapes: CommunityDesk.none.shapes,
            map: CommunityDesk.none.map)
    }

    /// What is sent to make a draft with a data set of its own, open from Council.today on.
    static let form: [(String, String)] = [
        ("title", "About you: <pools>"), ("slug", "pools"), ("why", "To see whom we miss"),
        ("set", "set@7"), ("question-set-7", "age"), ("question-set-7", "group"), ("question-set-7", "sex"),
        ("first-day", "1"), ("first-month", "9"), ("first-year", "2026"), ("last-day", "31"),
        ("last-month", "12"), ("last-year", "2026"), ("dataset", "new"), ("kind", "serviceUsers"),
        ("purpose", "to see"), ("retention", "6 years"), ("contact", "Ask us"),
    ]
}
