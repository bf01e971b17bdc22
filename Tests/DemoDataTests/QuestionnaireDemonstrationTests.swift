// SPDX-License-Identifier: Apache-2.0
import DemoData
import EqualityDuty
import Foundation
import Reports
import Storage
import Testing

@Suite struct `The questionnaires of the demonstration` {
    private static let today = CalendarDay(2026, 11, 21)

    /// The shipped sets with the schemes of their answers.
    private static func sets() throws -> [QuestionSet] {
        func texts(_ folder: String) throws -> [(String, String)] {
            let path = PlayedDemonstration.reference + "/" + folder
            return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }
                .map { ($0, try String(contentsOfFile: path + "/" + $0, encoding: .utf8)) }
        }
        let schemes = CategorySchemes(
            try texts("category-schemes").map {
                try CategorySchemeFile.scheme(reading: $0.1, named: $0.0)
            },
            mappings: [])
        return try texts("question-sets").map {
            try QuestionSetFile.set(reading: $0.1, named: $0.0, schemes)
        }
    }

    @Test func `are one that is open, one that is over, and a draft, with synthetic replies`() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/dueregard-asked-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try SQLiteDatabase(path: folder + "/demo.sqlite", creating: true)
        let now = PlayedDemonstration.now
        try await database.migrate(at: now)
        let sample = try #require(Demonstration.samples.first)
        let library = ReferenceLibrary(
            schemes: [], duties: [], criteria: [], assessmentLabel: "EqIA", assessmentLabels: [],
            staleDays: 90, interval: AssessmentInterval(high: 1, medium: 3, low: 5))
        try await Demonstration(
            folder: PlayedDemonstration.reference + "/demo", library: library, now: now, today: Self.today
        ).addQuestionnaires(sample, sets: try Self.sets(), in: database)
        let all = try await QuestionnaireStore(database: database).questionnaires()
        func one(_ slug: String) throws -> Questionnaire { try #require(all.first { $0.slug == slug }) }
        #expect(all.count == 3)
        #expect(try one("leisure").opening(on: Self.today) == .open)
        #expect(try one("leisure").isListed && one("leisure").chosen.contains("caring"))
        #expect(try one("front-desk").canBeTaken(on: Self.today))
        #expect(try one("front-desk-next").opening(on: Self.today) == nil)
        let replies = ReplyStore(database: database)
        let counts = try await replies.counts()
        #expect(try counts[one("leisure").id] == ReplyCount(online: 15, paper: 3))
        #expect(try counts[one("front-desk").id] == ReplyCount(online: 29, paper: 7))
        // Each reply has a code for each question, and some have none that is a category.
        let road = try one("front-desk").road
        let kept = try await replies.replies(to: try one("front-desk").id)
        #expect(kept.allSatisfy { Set($0.keys) == Set(road.schemes) })
        #expect(kept.contains { $0.values.contains("not-answered") })
        for dataSet in try await MonitoringStore(database: database).dataSets() {
            #expect(dataSet.isSynthetic && dataSet.problems().isEmpty)
        }
        await database.close()
    }
}
