// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// An assessment as one file that another body reads without loss.
///
/// People are named by post; within a file each has a key (`p1`, `p2` …) in the order in which they come up, so
/// that "the signer is not the author" can still be seen and no person's id leaves the body.
public struct AssessmentExchange: Sendable {
    /// The word by which such a file is known, and the version of its form.
    public static let format = "dueregard-assessment"
    /// The version of the form.
    public static let formatVersion = 1
    /// The largest file that is read: one with attached files is larger than other JSON.
    public static let maximumBytes = 256 << 20

    /// The body that wrote the file, by its short name.
    public var body: String
    /// When it was written.
    public var exportedAt: Instant
    /// The assessment with all that happened to it; people's ids are the keys of the file.
    public var record: AssessmentRecord
    /// What each version changed, by its number: paths and texts, empty for what was removed.
    public var changes: [Int: [String: String]]
    /// The files that belong to it, oldest first.
    public var attachments: [AssessmentAttachment] = []
    /// What could not be taken as it stood in plain facts, in words; empty for an exported assessment.
    public var remarks: [String] = []

    /// A file to be.
    public init(
        body: String, exportedAt: Instant, record: AssessmentRecord, changes: [Int: [String: String]]
    ) {
        self.body = body
        self.exportedAt = exportedAt
        self.record = record
        self.changes = changes
    }

    /// The content at a version: all changes up to it, one after the other.
    public func content(at version: Int) -> AssessmentContent {
        record.versions.filter { $0.number <= version }.sorted { $0.number < $1.number }
            .reduce(AssessmentContent()) { $0.applying(changes[$1.number] ?? [:]) }
    }

    /// Whether the changes of all versions, one after the other, give the newest content.
    public var isConsistent: Bool { content(at: record.version) == record.content }

    /// The file.
    public var bytes: [UInt8] { json.pretty }

    /// The file as a value.
    public var json: JSONValue {
        var people = ExchangePeople()
        let assessment = ExchangeWriting.json(record, changes, &people)
        return [
            "format": .string(Self.format), "formatVersion": .number(Self.formatVersion),
            "exportedAt": .string(ExchangeMoment.text(exportedAt)), "body": .string(body),
            "assessment": assessment, "template": TemplateExchange.json(record.template),
            "attachments": ExchangeAttachments.json(attachments),
        ]
    }

    /// Reads a file; the characteristics are those by which the cells of its actions are understood here.
    public init(_ bytes: [UInt8], characteristics: CharacteristicVocabulary) throws(ExchangeProblem) {
        try self.init(try Self.value(bytes), characteristics: characteristics)
    }

    /// What a file holds, as JSON.
    static func value(_ bytes: [UInt8]) throws(ExchangeProblem) -> JSONValue {
        do throws(JSONProblem) {
            return try JSONReader.value(bytes, most: maximumBytes)
        } catch {
            throw ExchangeProblem("", "The file is no JSON that can be followed. \(error)")
        }
    }

    /// Reads a file that was found to be JSON.
    init(_ value: JSONValue, characteristics: CharacteristicVocabulary) throws(ExchangeProblem) {
        let file = try ExchangeReader(value, at: "")
        guard try file.text("format") == Self.format else {
            throw ExchangeProblem("format", "Send a file that was exported as JSON from an assessment.")
        }
        guard try file.number("formatVersion") == Self.formatVersion else {
            throw ExchangeProblem(
                "formatVersion",
                "The file is of a newer form than this program knows. Install the newer program.")
        }
        body = try file.text("body")
        guard !body.isEmpty else { throw ExchangeProblem("body", "Enter the short name of the body.") }
        exportedAt = try file.moment("exportedAt")
        let template = try TemplateExchange.read(try file.object("template"))
        (record, changes) = try ExchangeReading.record(
            try file.object("assessment"), template: template, characteristics)
        attachments = try ExchangeAttachments.read(file)
        guard isConsistent else {
            throw ExchangeProblem(
                "assessment.content",
                "The versions do not add up to the content. Export the assessment again.")
        }
    }
}

/// The keys of people within a file.
struct ExchangePeople {
    private var keys: [String: String] = [:]

    /// The key of a person; nobody has none.
    mutating func key(_ id: String) -> JSONValue {
        guard !id.isEmpty else { return "" }
        if let key = keys[id] { return .string(key) }
        let key = "p\(keys.count + 1)"
        keys[id] = key
        return .string(key)
    }
}
