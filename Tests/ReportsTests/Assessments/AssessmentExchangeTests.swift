// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Testing

@Suite struct `An assessment as JSON` {
    private static let exchange = AssessmentExchange(
        body: "eastmarsh", exportedAt: AssessmentSample.at(40, 5), record: AssessmentSample.record,
        changes: AssessmentSample.changes)

    @Test func `goes to another body and back without loss`() throws {
        let bytes = Self.exchange.bytes
        var there = try AssessmentExchange(bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.bytes == bytes)
        #expect(there.record.content == AssessmentSample.content)
        #expect(there.record.template == AssessmentSample.template)
        #expect(there.record.actions == AssessmentSample.record.actions)
        #expect(there.record.versions.map(\.at) == AssessmentSample.record.versions.map(\.at))
        #expect(there.changes == AssessmentSample.changes)
        let removal = try #require(there.record.decision?.removals.first)
        #expect((removal.post, removal.byPost) == ("Ward member", "Committee clerk"))
        #expect((removal.reason, removal.unread) == ("Ill", "EIA-2026-004, version 2"))
        #expect(removal.at == AssessmentSample.at(28))
        there.body = "westmarsh"
        there.exportedAt = AssessmentSample.at(50)
        let again = try JSONReader.value(there.bytes).members ?? []
        let first = try JSONReader.value(bytes).members ?? []
        #expect(zip(first, again).filter { $0 != $1 }.map(\.0.name) == ["exportedAt", "body"])
    }

    @Test func `takes along which figures of a data set its evidence tells`() throws {
        var record = AssessmentSample.record
        let row = try #require(record.content.evidence.first?.row)
        let figure = FigureReference(dataSet: "d", version: 2, column: "ethnic group", groups: ["asian"])
        record.content["evidence/\(row)/figure"] = figure.written
        var changes = AssessmentSample.changes
        changes[record.version, default: [:]]["evidence/\(row)/figure"] = figure.written
        let exchange = AssessmentExchange(
            body: "eastmarsh", exportedAt: AssessmentSample.at(40), record: record, changes: changes)
        let there = try AssessmentExchange(exchange.bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.record.content.evidence.first?.figure == figure)
    }

    @Test func `keeps why a decision is not relevant, and reads a file that was written without it`() throws {
        var record = AssessmentSample.record
        record.decision?.isRelevant = false
        record.decision?.relevanceReason = "It moves a meeting"
        record.decision?.maker = .fullCouncil
        let exchange = AssessmentExchange(
            body: "eastmarsh", exportedAt: AssessmentSample.at(40), record: record,
            changes: AssessmentSample.changes)
        let there = try AssessmentExchange(exchange.bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.record.decision?.relevanceInWords == "No: It moves a meeting")
        #expect(there.record.decision?.maker == .fullCouncil)
        let text = String(decoding: exchange.bytes, as: UTF8.self)
        let old = text.replacing(", \"relevanceReason\": \"It moves a meeting\"", with: "")
            .replacing("\"relevanceReason\": \"It moves a meeting\",", with: "")
        #expect(!old.contains("relevanceReason"))
        let earlier = try AssessmentExchange(Array(old.utf8), characteristics: AssessmentSample.vocabulary)
        #expect(earlier.record.decision?.relevanceInWords == "No, no reason was recorded")
    }

    @Test func `names people by post and lets no id out`() throws {
        let text = String(decoding: Self.exchange.bytes, as: UTF8.self)
        #expect(!text.contains("\"u-"))
        let there = try AssessmentExchange(Self.exchange.bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.record.parties.map(\.personID) == ["p1", "p2", "p3"])
        #expect(there.record.versions.map(\.byID) == ["p2", "p3"])
        #expect(there.record.events.map(\.byID) == ["p2", "p1"])
    }

    @Test func `takes attached files along, byte for byte`() throws {
        var exchange = Self.exchange
        exchange.attachments = [Array("a,b\r\n".utf8), [0, 255, 10, 13], []].enumerated().map {
            number, bytes in
            AssessmentAttachment(
                id: "f\(number)", fileName: "file \(number).csv", mediaType: "text/csv", digest: "d\(number)",
                at: AssessmentSample.at(Int64(number)), byPost: "Meals manager", bytes: bytes)
        }
        let there = try AssessmentExchange(exchange.bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.attachments == exchange.attachments)
        #expect(there.bytes == exchange.bytes)
    }

    @Test(arguments: [
        ("\"id\": \"f1\"", "\"id\": \"f0\"", "attachments[1].id"),
        ("\"bytes\": \"eA==\"", "\"bytes\": \"e\"", "attachments[0].bytes"),
        ("\"mediaType\": \"text/csv\"", "\"mediaType\": 7", "attachments[0].mediaType"),
    ])
    func `says which attached file cannot be read`(old: String, new: String, place: String) {
        var exchange = Self.exchange
        exchange.attachments = ["f0", "f1"].map {
            AssessmentAttachment(
                id: $0, fileName: "a.csv", mediaType: "text/csv", digest: "d", at: AssessmentSample.at(1),
                byPost: "", bytes: Array("x".utf8))
        }
        let text = String(decoding: exchange.bytes, as: UTF8.self).replacing(
            old, with: new, maxReplacements: 1)
        let problem = #expect(throws: ExchangeProblem.self) {
            try AssessmentExchange(Array(text.utf8), characteristics: AssessmentSample.vocabulary)
        }
        #expect(problem?.place == place)
    }

    @Test func `gives the content at every version`() {
        #expect(Self.exchange.content(at: 1)["about/what"] == "A first thought")
        #expect(Self.exchange.content(at: 2) == AssessmentSample.content)
        #expect(Self.exchange.isConsistent)
    }

    @Test(arguments: [
        ("\"formatVersion\": 1", "\"formatVersion\": 2", "formatVersion"),
        ("\"dueregard-assessment\"", "\"something\"", "format"),
        ("\"state\": \"decided\"", "\"state\": \"approved\"", "assessment.state"),
        ("\"number\": 2,", "\"number\": 1,", "assessment.versions[1].number"),
        ("\"about/implementation\": \"2027-04-01\"", "\"about/implementation\": \"2028-04-01\"", ""),
        ("\"Objective/Task\":", "\"Objective\":", "assessment.actions[0].cells"),
        ("\"shape\": \"single\"", "\"shape\": \"double\"", "template.sections[0].groups[0].shape"),
        (
            "\"need\": \"always\"", "\"need\": \"sometimes\"",
            "template.sections[0].groups[0].questions[0].need"
        ),
        ("about/what filled", "about/what perhaps", "template.sections[3].shown"),
    ])
    func `says where it cannot be read`(old: String, new: String, place: String) {
        var text = String(decoding: Self.exchange.bytes, as: UTF8.self)
        guard let range = text.range(of: old) else {
            Issue.record("the file has no \(old)")
            return
        }
        text.replaceSubrange(range, with: new)
        let problem = #expect(throws: ExchangeProblem.self) {
            try AssessmentExchange(Array(text.utf8), characteristics: AssessmentSample.vocabulary)
        }
        #expect(place.isEmpty ? problem?.place == "assessment.content" : problem?.place == place)
    }

    @Test func `keeps control characters and any other text`() throws {
        var record = AssessmentSample.record
        let text = "\u{0}\u{1F}\u{7F}\r\n\u{202E}\u{200B}é\u{301}\u{FFFF}"
        record.content["about/why"] = text
        let exchange = AssessmentExchange(
            body: "b", exportedAt: AssessmentSample.at(0), record: record,
            changes: [2: record.content.fields])
        let there = try AssessmentExchange(exchange.bytes, characteristics: AssessmentSample.vocabulary)
        #expect(there.record.content["about/why"].unicodeScalars.elementsEqual(text.unicodeScalars))
    }
}

@Suite struct `Plain facts of an old assessment` {
    private static let file = """
        {
          "format": "dueregard-assessment-facts", "title": "School meals in special schools",
          "reference": "EIA 12", "directorate": "Children", "completed": "2009-06-01", "outcome": "adjust",
          "evidence": [
            {"title": "Review of provision", "source": "The council", "date": "2009-03-01",
             "coverage": "All special schools", "characteristics": ["Disability", "height"]}
          ],
          "impacts": [
            {"characteristic": "Unpaid carers", "people": "residents", "direction": "negative",
             "description": "More to prepare", "evidence": [1], "mitigation": "A grant"},
            {"characteristic": "age", "people": "staff", "direction": "neutral", "reason": "No posts change"}
          ],
          "decision": {"title": "Meals", "maker": "cabinet", "makerName": "Cabinet", "date": "2009-07-01",
                       "decided": "Agreed"}
        }
        """

    private static func facts(_ text: String) throws(ExchangeProblem) -> PlainFacts {
        var number = 0
        return try PlainFacts(Array(text.utf8), characteristics: AssessmentSample.characteristics) {
            number += 1
            return "r\(number)"
        }
    }

    @Test func `stand at the paths that the rules read`() throws {
        let facts = try Self.facts(Self.file)
        let impacts = facts.content.impacts(["age", "disability", "carers"])
        #expect(impacts.map(\.path) == ["impact/age/staff", "impact/carers/residents"])
        #expect(impacts.map(\.direction) == [.neutral, .negative])
        #expect(impacts.last?.evidence == ["r1"])
        #expect(facts.content.evidence.map(\.characteristics) == [["disability"]])
        #expect(facts.content.mitigations.map(\.impact) == ["impact/carers/residents"])
        #expect(facts.content["outcome/kind"] == "adjust")
        #expect(facts.decision?.takenAt?.utcDay == CalendarDay(2009, 7, 1))
        #expect(facts.completed == CalendarDay(2009, 6, 1))
        #expect(facts.remarks.count == 1)
        #expect(facts.remarks.first?.contains("height") == true)
    }

    @Test func `know the Full Council as a decision-maker`() throws {
        let facts = try Self.facts(Self.file.replacing("\"cabinet\"", with: "\"full-council\""))
        #expect(facts.decision?.maker == .fullCouncil)
        #expect(facts.decision?.maker.name == "Full Council")
    }

    @Test(arguments: [
        ("\"adjust\"", "\"maybe\"", "outcome"), ("[1]", "[2]", "impacts[0].evidence"),
        ("\"Unpaid carers\"", "\"Giants\"", "impacts[0].characteristic"),
        ("2009-07-01", "2009-02-30", "decision.date"), ("\"cabinet\"", "\"king\"", "decision.maker"),
        ("School meals in special schools", "", "title"),
        ("\"age\", \"people\": \"staff\"", "\"carers\", \"people\": \"residents\"", "impacts[1]"),
    ])
    func `say where they cannot be read`(old: String, new: String, place: String) {
        let problem = #expect(throws: ExchangeProblem.self) {
            try Self.facts(Self.file.replacing(old, with: new))
        }
        #expect(problem?.place == place)
    }
}
