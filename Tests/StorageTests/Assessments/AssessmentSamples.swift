// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

/// An invented assessment of an invented council, with the people who work on it.
struct Desk {
    let database: any Database
    let store: AssessmentStore
    let author, challenger, signer, councillor: Change.Actor

    static let template = AssessmentTemplate(
        id: "small", version: 1, name: "Small assessment", kind: .full,
        effectiveFrom: CalendarDay(2020, 1, 1),
        scales: [
            .init(id: "weight", steps: [.init(code: "low", label: "Low", rank: 25)])
        ],
        sections: [
            .init(
                id: "about", title: "About",
                groups: [
                    .init(id: "about", questions: [.init(id: "title", label: "Title", kind: .text)])
                ])
        ])

    init(_ database: any Database) async throws {
        self.database = database
        store = Self.store(database)
        let people = PeopleStore(database: database)
        var actors: [Change.Actor] = []
        for name in ["author", "challenger", "signer", "councillor"] {
            let id = try await people.add(
                signInName: name, post: "Post of \(name)", directorate: "Housing", service: name,
                passwordHash: "-", grants: [Grant(.serviceManager, within: .body)], Samples.change())
            actors.append(Change.Actor(id: id, post: "Post of \(name)", role: "serviceManager"))
        }
        (author, challenger, signer, councillor) = (actors[0], actors[1], actors[2], actors[3])
    }

    static func store(_ database: any Database) -> AssessmentStore {
        AssessmentStore(
            database: database, templates: TemplateShelf([template]), vocabulary: Samples.vocabulary)
    }

    func change(_ actor: Change.Actor? = nil, after seconds: Int = 0) -> Change {
        Change(by: actor ?? author, at: Samples.now.adding(seconds: seconds))
    }

    /// Starts an assessment with an author, a challenger and a signer, and gives its id.
    func start(_ title: String = "Rents", _ more: [String: String] = [:], after seconds: Int = 0)
        async throws -> String
    {
        var content = AssessmentContent(more)
        content["about/title"] = title
        content["about/directorate"] = "Housing"
        return try await store.start(
            NewAssessment(
                template: Self.template, content: content,
                parties: [
                    (.author, author.id), (.challenger, challenger.id), (.signer, signer.id),
                    (.owner, signer.id),
                ]), year: 2026, change(after: seconds))
    }

    func record(_ id: String) async throws -> AssessmentRecord {
        try #require(try await store.record(id, within: .wholeBody))
    }

    /// Saves fields of the newest version, or of the one named.
    @discardableResult
    func save(
        _ fields: [String: String], of id: String, readIn version: Int? = nil, as actor: Change.Actor? = nil,
        after seconds: Int = 0
    ) async throws -> Int {
        let read: Int
        if let version { read = version } else { read = try await record(id).version }
        return try await store.save(
            fields, of: id, readIn: read, within: .wholeBody, change(actor, after: seconds))
    }

    /// Does an act on the newest state.
    @discardableResult
    func act(
        _ act: AssessmentAct, on id: String, to state: AssessmentState, freezes: Bool = false,
        as actor: Change.Actor? = nil, after seconds: Int = 0
    ) async throws -> Int {
        let record = try await record(id)
        return try await store.act(
            act, on: id, version: record.version, sequence: record.events.last?.sequence ?? 0,
            effect: AssessmentEffect(state: state, freezes: freezes), within: .wholeBody,
            change(actor, after: seconds))
    }
}

/// Runs a test with a desk on either engine.
func withDesk(_ engine: Engine, _ body: (Desk) async throws -> Void) async throws {
    try await withDatabase(engine) { database in try await body(try await Desk(database)) }
}
