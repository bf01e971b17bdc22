// SPDX-License-Identifier: Apache-2.0
import DemoData
import EqualityDuty
import Foundation
import Reports
import Storage
import Testing

/// A body of the demonstration with its assessments, played once for all tests that read it.
struct PlayedDemonstration {
    let database: any Database
    let profile: BodyProfile
    let store: AssessmentStore
    /// By title, without the word that marks it as invented.
    let records: [String: AssessmentRecord]

    static let today = CalendarDay(2026, 11, 21)
    static let now = Instant(milliseconds: 1_795_253_400_000)
    static let reference =
        URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        + "/ReferenceData"

    static let kent = Task { try await PlayedDemonstration("kent") }
    static let thanet = Task { try await PlayedDemonstration("thanet") }

    static func body(_ slug: String) async throws -> PlayedDemonstration {
        try await (slug == "kent" ? kent : thanet).value
    }

    static let people: [(name: String, role: Role, post: String)] = [
        ("lead", .equalityLead, "Equality lead"), ("manager", .serviceManager, "Service manager"),
        ("author", .serviceManager, "Service manager of another service"),
        ("director", .director, "Director"),
        ("challenger", .challenger, "Peer challenger"), ("councillor", .councillor, "Councillor"),
        ("member", .councillor, "Councillor, second member"),
        ("democratic", .democraticServices, "Democratic services officer"),
        ("engagement", .engagement, "Engagement officer"), ("admin", .administrator, "Administrator"),
    ]

    private init(_ slug: String) async throws {
        let sample = try #require(Demonstration.samples.first { $0.body.slug == slug })
        let library = try Self.library()
        // SQLite keeps it for as long as the tests run; the folder of temporary files is swept by the system.
        let folder = FileManager.default.temporaryDirectory.path + "/dueregard-played-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let database = try SQLiteDatabase(path: folder + "/demo.sqlite", creating: true)
        let demonstration = Demonstration(
            folder: Self.reference + "/demo", library: library, now: Self.now, today: Self.today)
        try await demonstration.build(sample, in: database, people: Self.people, passwordHash: "-")
        let profile = BodyProfile(
            try await BodyStore(database: database).settings(), of: sample.body, library: library,
            on: Self.today)
        let store = AssessmentStore(
            database: database, templates: TemplateShelf(library.templates), vocabulary: profile.vocabulary)
        try await demonstration.addAssessments(sample, in: database) { id, reason, change in
            try await Self.publish(id, reason, change, store, database)
        }
        var records: [String: AssessmentRecord] = [:]
        for line in try await store.page(AssessmentQuestion(), within: .wholeBody).lines {
            let name = line.title.replacing(" (demonstration)", with: "")
            records[name] = try await store.record(line.id, within: .wholeBody)
        }
        (self.database, self.profile, self.store, self.records) = (database, profile, store, records)
    }

    func record(_ title: String) throws -> AssessmentRecord {
        try #require(records[title], "\(records.keys)")
    }

    /// What the checks miss today.
    func findings(_ record: AssessmentRecord) async throws -> [CheckFinding] {
        var signed: AssessmentContent?
        if let signature = record.standingSignature {
            signed = try await store.content(of: record.id, version: signature.version)
        }
        return AssessmentChecks.findings(
            record: record, characteristics: profile.characteristics,
            neighbours: try await store.neighbours(
                of: record, months: profile.checkThresholds.cumulativeMonths),
            thresholds: profile.checkThresholds, signedContent: signed, on: Self.today, at: Self.now)
    }

    /// Stores an edition as the office does, but for its pages, which are made on the floor above.
    private static func publish(
        _ id: String, _ reason: String, _ change: Change, _ store: AssessmentStore, _ database: any Database
    ) async throws {
        let record = try #require(try await store.record(id, within: .wholeBody))
        var edition = PublishedAssessment(
            address: record.reference.lowercased(), reference: record.reference, title: record.title)
        edition.reason = reason
        _ = try await PublishedAssessmentStore(database: database).publish(
            edition, of: id, version: record.standingSignature?.version ?? record.version,
            sequence: record.events.last?.sequence ?? 0, state: record.state,
            artefacts: { _, digest, _ in [Artefact(format: .json, bytes: Array(digest.utf8))] },
            within: .wholeBody, change)
    }

    private static func library() throws -> ReferenceLibrary {
        let act = try PlainYAML(
            reading: String(
                contentsOfFile: reference + "/characteristics/equality-act-2010.yaml", encoding: .utf8))
        let characteristics = (act["characteristics"]?.items ?? []).map { entry in
            Characteristic(
                code: entry.words("code"), name: entry.words("name"),
                aliases: entry["aliases"]?.items.map(\.words) ?? [],
                aims: Set((entry["aims"]?.items ?? []).compactMap { GeneralDutyAim(rawValue: $0.words) }))
        }
        var library = ReferenceLibrary(
            schemes: [
                .init(
                    id: "ea", name: "Equality Act 2010", nations: [.england],
                    characteristics: characteristics)
            ], duties: [],
            criteria: RelevanceCriteria.standard.criteria.map { .init(criterion: $0, question: "") },
            assessmentLabel: "EqIA", assessmentLabels: [], staleDays: 90,
            interval: AssessmentInterval(high: 1, medium: 3, low: 5))
        library.templates = try ["full-eqia-1", "customer-impact-1", "screening-1"].map { name in
            let text = try String(contentsOfFile: "\(reference)/templates/\(name).yaml", encoding: .utf8)
            return try #require(TemplateFile(text: text).template)
        }
        return library
    }
}
