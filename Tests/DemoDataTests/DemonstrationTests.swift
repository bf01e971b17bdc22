// SPDX-License-Identifier: Apache-2.0
import DemoData
import EqualityDuty
import Foundation
import Storage
import Testing

@Suite struct `The demonstration` {
    private static let reference =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        + "/ReferenceData"

    private static func build(_ sample: Demonstration.Sample, _ check: (any Database) async throws -> Void)
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.path + "/dueregard-demodata-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let library = ReferenceLibrary(
            schemes: [
                .init(
                    id: "ea", name: "Act", nations: [.england],
                    characteristics: [Characteristic(code: "age", name: "Age")])
            ], duties: [],
            criteria: RelevanceCriteria.standard.criteria.map { .init(criterion: $0, question: "") },
            assessmentLabel: "EqIA", assessmentLabels: [], staleDays: 90,
            interval: AssessmentInterval(high: 1, medium: 3, low: 5))
        let database = try SQLiteDatabase(path: folder + "/demo.sqlite", creating: true)
        try await Demonstration(
            folder: reference + "/demo", library: library, now: Instant(milliseconds: 1_790_000_000_000),
            today: CalendarDay(2026, 11, 21)
        ).build(
            sample, in: database, people: Role.allCases.map { ($0.rawValue, $0, $0.name) }, passwordHash: "-")
        try await check(database)
        await database.close()
    }

    @Test func `has a county and a district, each marked as a demonstration`() {
        #expect(Demonstration.samples.map(\.body.slug) == ["kent", "thanet"])
        let marked = Demonstration.samples.filter { $0.body.isDemonstration }
        #expect(marked.count == 2)
    }

    @Test(arguments: ["kent", "thanet"])
    func `fills a body with a register, a plan and one person a role, by post`(slug: String) async throws {
        let sample = try #require(Demonstration.samples.first { $0.body.slug == slug })
        try await Self.build(sample) { database in
            #expect(try await BodyStore(database: database).body() == sample.body)
            let policies = try await RegisterStore(database: database, criteria: .standard).policies(
                within: .wholeBody)
            #expect(policies.count > 20)
            let actions = try await ActionPlanStore(
                database: database, vocabulary: CharacteristicVocabulary([])
            )
            .actions(within: .wholeBody)
            #expect(actions.count >= 10)
            let people = try await PeopleStore(database: database).people()
            #expect(Set(people.flatMap(\.grants).map(\.role)) == Set(Role.allCases))
            // Posts, not people: whoever has a name in the sources must not have one here.
            let titles = ["Mr ", "Mrs ", "Ms ", "Miss ", "Dr ", "Cllr ", "Councillor "]
            for lead in actions.flatMap(\.leads) {
                #expect(!titles.contains { lead.name.hasPrefix($0) }, "\(lead.name)")
            }
            #expect(people.allSatisfy { person in person.grants.contains { $0.role.name == person.post } })
        }
    }

    @Test func `of the county has the figure of its source: 221 of 240 (92%)`() async throws {
        let kent = try #require(Demonstration.samples.first)
        try await Self.build(kent) { database in
            let policies = try await RegisterStore(database: database, criteria: .standard).policies(
                within: .wholeBody)
            #expect(Coverage(of: policies, on: kent.coverageDay).pairInWords == "221 of 240 (92%)")
        }
    }
}
