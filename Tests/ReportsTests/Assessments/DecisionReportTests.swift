// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Testing

@Suite struct `What is reported of a decision` {
    private static var decision: AssessmentDecision {
        get throws {
            var decision = try #require(AssessmentSample.record.decision)
            decision.isRelevant = false
            decision.relevanceReason = "It moves a meeting"
            return decision
        }
    }

    private static func cells(_ document: Document) -> [String] {
        document.blocks.flatMap { block -> [String] in
            switch block {
            case .table(let table): table.rows.flatMap { $0 }
            case .facts(let facts): facts.map { "\($0.name): \($0.text)" }
            case .heading, .subheading, .paragraph, .list, .folded, .figures, .bars, .chart, .map: []
            }
        }
    }

    @Test func `names in the pack who was taken off, by whom, when and why, and why it is not relevant`()
        throws
    {
        let pack = Reports.decisionPack(
            try Self.decision, [], body: "Eastmarsh", meeting: "today")
        let cells = Self.cells(pack)
        for words in ["Ward member", "Ill", "EIA-2026-004, version 2"] {
            #expect(cells.contains(words), "\(words)")
        }
        #expect(cells.contains { $0.hasSuffix(", by Committee clerk") })
        #expect(cells.contains("Relevant to equality: No: It moves a meeting"))
    }

    @Test func `names the same in the record of due regard, for people and for programs`() throws {
        let day = CalendarDay(2027, 1, 1)
        let report = Reports.dueRegard(of: try Self.decision, [], body: "Eastmarsh", asOf: day)
        let cells = Self.cells(report)
        for words in ["Ward member", "Ill", "EIA-2026-004, version 2"] {
            #expect(cells.contains(words), "\(words)")
        }
        #expect(cells.contains("Relevant to equality: No: It moves a meeting"))
        let value = try JSONReader.value(Reports.dueRegardJSON(of: try Self.decision, [], asOf: day))
        let decision = try #require(value["decision"])
        #expect(decision["relevanceReason"]?.text == "It moves a meeting")
        let removal = try #require(decision["removals"]?.values?.first)
        #expect(removal["post"]?.text == "Ward member" && removal["by"]?.text == "Committee clerk")
        #expect(removal["reason"]?.text == "Ill")
        #expect(removal["unread"]?.text == "EIA-2026-004, version 2")
    }

    /// Decided on version 2, reopened, and signed again as version 3; the second member read it too late.
    private static var revised: AssessmentRecord {
        var record = AssessmentSample.record
        let at = AssessmentSample.at
        record.version = 3
        record.versions.append(
            .init(number: 3, at: at(41, 0), byID: "u-2", byPost: "Meals manager", digest: "cc"))
        record.events += [
            .init(
                sequence: 3, .decided, at: at(32, 0), byID: "u-8", byPost: "Committee clerk", version: 2,
                digest: "bb"),
            .init(
                sequence: 4, .signOffReopened, at: at(40, 0), byID: "u-2", byPost: "Meals manager",
                version: 2, digest: "bb", details: ["cause": "the scope changed"]),
            .init(
                sequence: 5, .signed, at: at(42, 0), byID: "u-1", byPost: "Head of Adult Care", version: 3,
                digest: "cc", details: ["capacity": "signer"]),
        ]
        record.decision?.members[1] = .init(
            personID: "u-6", post: "Vice chair", acknowledgedAt: at(31, 0), version: 2, digest: "bb")
        return record
    }

    @Test func `tells of a version signed after the decision in every file`() throws {
        let record = Self.revised
        let decision = try #require(record.decision)
        let item = DueRegardItem(
            record: record, version: 2, digest: "bb", members: decision.members, findings: [])
        let value = try JSONReader.value(
            Reports.dueRegardJSON(of: decision, [item], asOf: CalendarDay(2027, 1, 1)))
        let told = try #require(value["assessments"]?.values?.first)
        #expect(told["isRetrospective"] == .bool(true))
        #expect(told["versionsAfterDecision"]?.values?.map { $0["version"] } == [.number(3)])
        let words = "The decision was taken on version 2; this is version 3, signed after it on"
        let report = Reports.dueRegard(
            of: decision, [item], body: "Eastmarsh", asOf: CalendarDay(2027, 1, 1))
        #expect(Self.says(report, words))
        let document = Reports.assessment(
            record, content: record.content, characteristics: AssessmentSample.characteristics,
            body: "Eastmarsh", isPublic: true)
        #expect(Self.cells(document).contains { $0.hasPrefix("Retrospective: \(words)") })
        let summary = AssessmentSummary(
            of: record, content: record.content, characteristics: AssessmentSample.characteristics)
        #expect(summary.parts.first?.paragraphs.first?.hasPrefix(words) == true)
        #expect(summary.parts.last?.paragraphs.contains { $0.hasPrefix(words) } == true)
        // An edition of the version that was decided on is none.
        let earlier = AssessmentSummary(
            of: record, content: record.content, characteristics: AssessmentSample.characteristics, version: 2
        )
        #expect(!earlier.text.contains("retrospective"))
    }

    @Test func `names those who read it only after the decision, in the summary and in the pack`() throws {
        var record = Self.revised
        record.decision?.members[0] = .init(
            personID: "u-5", post: "Chair", acknowledgedAt: AssessmentSample.at(29), version: 2, digest: "bb")
        let decision = try #require(record.decision)
        let summary = AssessmentSummary(
            of: record, content: record.content, characteristics: AssessmentSample.characteristics)
        #expect(
            summary.text.contains(
                "Without a recorded reading of the assessment before the decision: Vice chair."))
        let item = DecisionPackItem(
            record: record, content: record.content, version: 2, digest: "bb", findings: [],
            members: decision.members, characteristics: AssessmentSample.characteristics)
        let pack = Reports.decisionPack(decision, [item], body: "Eastmarsh", meeting: "today")
        #expect(Self.cells(pack).count { $0.hasSuffix("(after the decision)") } == 1)
    }

    private static func says(_ document: Document, _ words: String) -> Bool {
        document.blocks.contains { if case .paragraph(let text) = $0 { text.contains(words) } else { false } }
    }
}
