// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Testing

@testable import dueregard

/// The shipped question sets against the category schemes that their answers are codes of.
@Suite struct `Shipped question sets` {
    private static func reference() throws -> ReferenceData {
        try ReferenceData(given: Program.root + "/ReferenceData")
    }

    private static func text(_ name: String) throws -> String {
        try String(contentsOfFile: Program.root + "/ReferenceData/question-sets/\(name)", encoding: .utf8)
    }

    @Test func `offer only codes that their schemes have`() throws {
        let reference = try Self.reference()
        let schemes = try reference.categorySchemes()
        let sets = try reference.questionSets(schemes)
        #expect(Set(sets.map(\.id)) == ["england-standard", "england-short"])
        for set in sets {
            #expect(set.problems(schemes) == [])
            #expect(!set.standard.isEmpty && !set.attribution.isEmpty && set.nation == "england")
            for question in set.questions {
                for option in question.options {
                    #expect(
                        schemes[question.scheme]?[option.code]?.standing == .category,
                        "\(set.id) \(question.id) \(option.code)")
                }
            }
        }
    }

    /// The order of the handbook.
    @Test func `ask in the order that was settled`() throws {
        let reference = try Self.reference()
        let sets = try reference.questionSets(try reference.categorySchemes())
        let long = try #require(sets.first { $0.id == "england-standard" })
        #expect(
            long.usual == [
                "age", "disability", "ethnic-group", "religion", "legal-partnership", "sex",
                "gender-identity",
                "sexual-orientation",
            ])
        #expect(
            long.roots.filter { !$0.isUsual }.map(\.id) == [
                "pregnancy", "caring", "care-experience", "armed-forces",
            ])
        let impact = try #require(long["disability-impact"])
        #expect(impact.after == .init(question: "disability", code: "condition"))
        #expect(long.questions.filter { $0.after?.question == "ethnic-group" }.count == 5)
        #expect(
            sets.first { $0.id == "england-short" }?.usual == ["age", "disability", "ethnic-group", "sex"])
    }

    @Test func `reach every category of their schemes, so that nobody is left without an answer`() throws {
        let reference = try Self.reference()
        let schemes = try reference.categorySchemes()
        let long = try #require(
            try reference.questionSets(schemes).first { $0.id == "england-standard" })
        for root in long.roots {
            let reached = Set(
                long.questions.filter { $0.id == root.id || $0.after?.question == root.id }
                    .flatMap(\.options).map(\.code))
            let leaves = Set(schemes[root.scheme]?.leaves.map(\.code) ?? [])
            #expect(leaves.subtracting(reached).isEmpty, "\(root.id): \(leaves.subtracting(reached))")
        }
    }

    @Test(arguments: [
        ("{code: female, label: Female}", "{code: woman, label: Female}", "question sex, option woman"),
        ("scheme: sex-2021", "scheme: sex-1921", "question sex: the scheme sex-1921"),
        ("wording: census", "wording: mine", "question sex: wording cannot be mine"),
        (
            "    stem: What is your sex?", "    stmm: What is your sex?",
            "question sex: stmm means nothing here"
        ),
        ("standard: >-", "standerd: >-", "standerd means nothing here"),
        ("entry: age", "entry: years", "question age: entry cannot be years"),
    ])
    func `are refused with a planted fault, by its place`(right: String, wrong: String, place: String) throws
    {
        let text = try Self.text("england-short.yaml")
        try #require(text.contains(right))
        let schemes = try Self.reference().categorySchemes()
        _ = try QuestionSetFile.set(reading: text, named: "a.yaml", schemes)
        do {
            _ = try QuestionSetFile.set(
                reading: text.replacing(right, with: wrong), named: "a.yaml", schemes)
            Issue.record("\(wrong) was taken")
        } catch let refused as QuestionSetFile.Unusable {
            #expect(refused.file == "a.yaml")
            #expect(refused.problems.contains { $0.hasPrefix(place) }, "\(refused.problems)")
        }
    }

    @Test func `are told by the command without a body`() async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["questionnaire", "sets"], in: folder)
        #expect(outcome.code == 0, "\(outcome.talk)")
        #expect(outcome.output.contains("england-standard, version 1"))
        #expect(outcome.output.contains("disability-impact: Do they make it harder"))
    }

    @Test func `are asked by nobody in a new body`() async throws {
        let folder = try Folder()
        try await folder.found()
        for command in ["list", "replies"] {
            let outcome = try await folder.run("questionnaire", command)
            #expect(outcome.code == 3 && outcome.talk.contains("questionnaire"), "\(outcome.talk)")
            let json = try await folder.run("questionnaire", command, "--json")
            let all = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [Any]
            #expect(json.code == 0 && all?.isEmpty == true)
        }
    }
}
