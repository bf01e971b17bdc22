// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A file that brings an assessment in: one exported whole, or an old one as plain facts.
public enum AssessmentFile: Sendable {
    /// Exported by a body, with all its versions.
    case whole(AssessmentExchange)
    /// Old, as plain facts.
    case facts(PlainFacts)

    /// Reads a file of either kind; `newRow` gives keys of rows for plain facts.
    public init(
        _ bytes: [UInt8], characteristics: [Characteristic], vocabulary: CharacteristicVocabulary,
        newRow: () -> String
    ) throws(ExchangeProblem) {
        let start = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        guard start == UInt8(ascii: "{") else {
            throw ExchangeProblem(
                "", "Send a JSON file: an exported assessment, or one written as plain facts.")
        }
        let value = try AssessmentExchange.value(bytes)
        if value["format"]?.text == PlainFacts.format {
            self = .facts(try PlainFacts(bytes, characteristics: characteristics, newRow: newRow))
        } else {
            self = .whole(try AssessmentExchange(value, characteristics: vocabulary))
        }
    }

    /// The title of what the file holds.
    public var title: String {
        switch self {
        case .whole(let exchange): exchange.record.title
        case .facts(let facts): facts.title
        }
    }
}

extension PlainFacts {
    /// The old assessment as a record: begun, finished and decided on the days that the file states.
    ///
    /// Times are the start of those days; whoever brings it in stands beside them, and the log says so.
    public func record(
        template: AssessmentTemplate, by actor: Change.Actor, at now: Instant, newID: () -> String
    ) -> AssessmentExchange {
        let begun = (started ?? completed).map { $0.firstMoment } ?? now
        let finished = max(begun, (completed ?? started).map { $0.firstMoment } ?? now)
        var versions = [
            AssessmentVersion(
                number: 1, at: begun, byID: actor.id, byPost: actor.post, reason: "Begun, as the file states")
        ]
        var changes: [Int: [String: String]] = [1: ["about/title": title]]
        let rest = content.fields.filter { $0.key != "about/title" }
        if !rest.isEmpty {
            versions.append(
                AssessmentVersion(
                    number: 2, at: finished, byID: actor.id, byPost: actor.post,
                    reason: "Finished, as the file states"))
            changes[2] = rest
        }
        var events = [
            AssessmentEvent(sequence: 1, .started, at: begun, byID: actor.id, byPost: actor.post),
            AssessmentEvent(
                sequence: 2, .imported, at: max(now, finished), byID: actor.id, byPost: actor.post,
                version: versions.count, details: ["reason": "An old assessment, from plain facts"]),
        ]
        var linked = decision
        linked?.id = newID()
        if let decision = linked, let taken = decision.takenAt {
            events.insert(
                AssessmentEvent(
                    sequence: 2, .decided, at: max(taken, finished), byID: actor.id, byPost: actor.post,
                    version: versions.count, details: ["outcome": decision.decided, "decision": decision.id]),
                at: 1)
            events[2] = AssessmentEvent(
                sequence: 3, .imported, at: max(now, finished), byID: actor.id, byPost: actor.post,
                version: versions.count, details: ["reason": "An old assessment, from plain facts"])
        }
        let record = AssessmentRecord(
            id: newID(), version: versions.count, reference: "", legacyReference: reference, title: title,
            template: template, state: linked?.takenAt == nil ? .inProgress : .decided,
            directorate: directorate, service: service, content: content,
            parties: owner.isEmpty
                ? []
                : [
                    AssessmentParty(
                        .owner, personID: "file-owner", post: owner, directorate: directorate,
                        service: service)
                ],
            versions: versions, events: events, decision: linked)
        var exchange = AssessmentExchange(body: "", exportedAt: now, record: record, changes: changes)
        exchange.remarks = remarks
        return exchange
    }
}

extension CalendarDay {
    fileprivate var firstMoment: Instant { Instant(milliseconds: Int64(dayNumber) * 86_400_000) }
}

/// A template as text that a body keeps, so that an assessment from elsewhere goes on with the one it was started with.
public enum TemplateText {
    /// The text of a template.
    public static func text(of template: AssessmentTemplate) -> String {
        String(decoding: TemplateExchange.json(template).pretty, as: UTF8.self)
    }

    /// The template of a stored text, whichever way it was written: as JSON or as the YAML of a file.
    public static func template(_ text: String) -> AssessmentTemplate? {
        guard text.first == "{" else { return TemplateFile(text: text).template }
        guard let value = try? JSONReader.value(Array(text.utf8)),
            let reader = try? ExchangeReader(value, at: "")
        else { return nil }
        return try? TemplateExchange.read(reader)
    }
}
