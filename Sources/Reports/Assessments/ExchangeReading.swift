// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// The record of an assessment out of JSON.
enum ExchangeReading {
    static func record(
        _ reader: ExchangeReader, template: AssessmentTemplate, _ characteristics: CharacteristicVocabulary
    ) throws(ExchangeProblem) -> (AssessmentRecord, [Int: [String: String]]) {
        var changes: [Int: [String: String]] = [:]
        let versions = try reader.objects("versions") { version throws(ExchangeProblem) in
            let read = try Self.version(version)
            guard changes[read.number] == nil else {
                throw ExchangeProblem(version.at("number"), "Version \(read.number) stands here twice.")
            }
            changes[read.number] = try version.fields("changes")
            return read
        }
        var decision: AssessmentDecision?
        if let found = reader.value["decision"], found != .null {
            decision = try Self.decision(try reader.object("decision"))
        }
        let record = AssessmentRecord(
            id: try reader.text("id"), version: try reader.number("version"),
            reference: try reader.text("reference"),
            legacyReference: try reader.optionalText("legacyReference"),
            title: try reader.text("title"), template: template, state: try reader.word("state"),
            directorate: try reader.text("directorate"), service: try reader.optionalText("service"),
            content: AssessmentContent(try reader.fields("content")),
            parties: try reader.objects("parties", party), versions: versions,
            events: try reader.objects("events", event), points: try reader.objects("points", point),
            actions: try reader.objects("actions") { action throws(ExchangeProblem) in
                try Self.action(action, of: try reader.text("id"), characteristics)
            },
            decision: decision, publications: try reader.objects("publications", publication))
        return (record, changes)
    }

    private static func party(_ reader: ExchangeReader) throws(ExchangeProblem) -> AssessmentParty {
        guard let part = AssessmentParty.Part(code: try reader.text("part")) else {
            throw ExchangeProblem(reader.at("part"), "This part in an assessment is not known here.")
        }
        return AssessmentParty(
            part, personID: try reader.text("person"), post: try reader.text("post"),
            directorate: try reader.optionalText("directorate"), service: try reader.optionalText("service"),
            isPresent: try reader.truth("isPresent"))
    }

    private static func version(_ reader: ExchangeReader) throws(ExchangeProblem) -> AssessmentVersion {
        AssessmentVersion(
            number: try reader.number("number"), at: try reader.moment("at"), byID: try reader.text("person"),
            byPost: try reader.text("post"), reason: try reader.optionalText("reason"),
            digest: try reader.optionalText("digest"), isFrozen: try reader.truth("isFrozen"))
    }

    private static func event(_ reader: ExchangeReader) throws(ExchangeProblem) -> AssessmentEvent {
        AssessmentEvent(
            sequence: try reader.number("sequence"), try reader.word("act"), at: try reader.moment("at"),
            byID: try reader.text("person"), byPost: try reader.text("post"),
            version: try reader.number("version"), digest: try reader.optionalText("digest"),
            details: try reader.fields("details"))
    }

    private static func point(_ reader: ExchangeReader) throws(ExchangeProblem) -> AssessmentPoint {
        let hasVerdict = try !reader.optionalText("verdict").isEmpty
        return AssessmentPoint(
            id: try reader.text("id"), kind: try reader.word("kind"), section: try reader.text("section"),
            path: try reader.optionalText("path"),
            verdict: hasVerdict ? try reader.word("verdict") as AssessmentPoint.Verdict : nil,
            text: try reader.text("text"), byID: try reader.text("person"), byPost: try reader.text("post"),
            at: try reader.moment("at"), answer: try reader.optionalText("answer"),
            answeredBy: try reader.optionalText("answeredBy"), isResolved: try reader.truth("isResolved"))
    }

    private static func action(
        _ reader: ExchangeReader, of assessment: String, _ characteristics: CharacteristicVocabulary
    ) throws(ExchangeProblem) -> Action {
        let given = try reader.fields("cells")
        let values = ActionCells.headers.compactMap { given[$0] }
        guard let cells = ActionCells(values: values), given.count == values.count else {
            throw ExchangeProblem(
                reader.at("cells"), "Enter the eleven cells of the action under their headers.")
        }
        guard let lastUpdated = try reader.optionalDay("lastUpdated") else {
            throw ExchangeProblem(reader.at("lastUpdated"), "Enter the day of the last update.")
        }
        var action = Action.reading(
            cells, id: try reader.text("id"), version: try reader.number("version"),
            characteristics: characteristics, outcomeNote: try reader.optionalText("outcome"),
            lastUpdated: lastUpdated)
        action.measure = try reader.optionalText("measure")
        action.assessmentID = assessment
        return action
    }

    private static func decision(_ reader: ExchangeReader) throws(ExchangeProblem) -> AssessmentDecision {
        AssessmentDecision(
            id: try reader.text("id"), version: try reader.number("version"),
            reference: try reader.optionalText("reference"), title: try reader.text("title"),
            maker: try reader.word("maker"), makerName: try reader.text("makerName"),
            meetingAt: try reader.moment("meetingAt"),
            reportPublished: try reader.optionalDay("reportPublished"),
            isRelevant: try reader.truth("isRelevant"),
            relevanceReason: try reader.optionalText("relevanceReason"),
            members: try reader.objects("members") { member throws(ExchangeProblem) in
                AssessmentDecision.Member(
                    personID: try member.text("person"), post: try member.text("post"),
                    acknowledgedAt: try member.optionalMoment("acknowledgedAt"),
                    version: try member.number("version"), digest: try member.optionalText("digest"))
            },
            removals: try reader.objects("removals", removal),
            listedVersion: try reader.number("listedVersion"),
            listedDigest: try reader.optionalText("listedDigest"),
            takenAt: try reader.optionalMoment("takenAt"),
            decided: try reader.optionalText("decided"), recordedBy: try reader.optionalText("recordedBy"))
    }

    private static func removal(_ reader: ExchangeReader) throws(ExchangeProblem)
        -> AssessmentDecision.Removal
    {
        AssessmentDecision.Removal(
            personID: try reader.text("person"), post: try reader.text("post"), at: try reader.moment("at"),
            byID: try reader.optionalText("by"), byPost: try reader.text("byPost"),
            reason: try reader.text("reason"), unread: try reader.optionalText("unread"))
    }

    private static func publication(_ reader: ExchangeReader) throws(ExchangeProblem) -> AssessmentPublication
    {
        AssessmentPublication(
            edition: try reader.number("edition"), version: try reader.number("version"),
            at: try reader.moment("at"), reason: try reader.optionalText("reason"),
            exemption: try reader.optionalText("exemption"),
            exemptUntil: try reader.optionalDay("exemptUntil"), isWithdrawn: try reader.truth("isWithdrawn"))
    }
}
