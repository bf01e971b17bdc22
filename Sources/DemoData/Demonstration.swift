// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Storage

/// The demonstration bodies: a county and a district made from the source documents, people by post only.
public struct Demonstration: Sendable {
    /// One of the two bodies, with what makes it.
    public struct Sample: Sendable {
        /// The body that is founded, marked as a demonstration.
        public let body: Body
        /// The folder of its files below `demo/`.
        public let folder: String
        /// Its colour, six hexadecimal digits.
        public let accent: String
        /// Where each person works, by sign-in name: a peer challenger has to come from elsewhere.
        let places: [String: Workplace]
        /// The day whose coverage is published.
        public let coverageDay: CalendarDay
        /// Register files in the order in which they came.
        public let registers: [String]
    }

    /// The two bodies, in the order in which they are built.
    public static let samples: [Sample] = [
        Sample(
            body: Body(
                slug: "kent", name: "Kent County Council", areaCode: "E10000016", nation: .england,
                isDemonstration: true),
            folder: "kent", accent: "7A2E4D", places: countyPlaces,
            coverageDay: CalendarDay(2007, 3, 31),
            registers: ["register.csv", "register-later-assessments.csv"]),
        Sample(
            body: Body(
                slug: "thanet", name: "Thanet District Council", areaCode: "E07000114", nation: .england,
                isDemonstration: true),
            folder: "thanet", accent: "1D5B79", places: districtPlaces,
            coverageDay: CalendarDay(2026, 3, 31), registers: ["register.csv"]),
    ]

    /// The folder `demo` of the reference data.
    let folder: String
    let library: ReferenceLibrary
    let now: Instant
    let today: CalendarDay

    /// A demonstration that is recorded at the moment `now` and reads its files as on the day `today`.
    public init(folder: String, library: ReferenceLibrary, now: Instant, today: CalendarDay) {
        self.folder = folder
        self.library = library
        self.now = now
        self.today = today
    }

    /// A demonstration file that does not read as it should.
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    /// Fills a new database with a body: settings, structure, register, action plan, and a person for each role.
    ///
    /// - Parameters:
    ///   - people: sign-in name, role and post of each person.
    ///   - passwordHash: the one published password, hashed once.
    public func build(
        _ sample: Sample, in database: any Database, people: [(name: String, role: Role, post: String)],
        passwordHash: String
    ) async throws {
        try await database.migrate(at: change.at)
        let bodies = BodyStore(database: database)
        try await bodies.found(sample.body, change)
        try await bodies.set(
            [
                Setting(
                    name: BodyProfile.Name.accent, effectiveFrom: CalendarDay(2010, 10, 1),
                    value: sample.accent),
                Setting(
                    name: BodyProfile.Name.localCharacteristic + "care-experience",
                    effectiveFrom: CalendarDay(2024, 4, 1),
                    value: BodyProfile.localValue(
                        name: "Care experience",
                        definition: "People who were looked after by a council as children.",
                        resolution: "Full Council, demonstration minute 12")),
            ], change)
        let (lines, log) = try StructureFile(path: path(sample, "structure.csv")).read()
        try refuse(log, "structure.csv")
        _ = try await bodies.addStructure(lines, change)
        let profile = BodyProfile(try await bodies.settings(), of: sample.body, library: library, on: today)
        let history = PlanHistory(folder: path(sample, ""), profile: profile, change: change, today: today)
        let later = try await addRecords(sample, profile, history, in: database)
        try await addPeople(sample, people, passwordHash, in: database)
        try await history.play(in: database)
        let actions = try await ActionPlanStore(database: database, vocabulary: profile.vocabulary)
            .actions(within: .wholeBody).filter { !$0.status.isFinished }
        let steering = steering(profile, actions, in: database)
        try await Deed.play(later + history.deeds(in: database) + steering, by: change.actor)
    }

    /// Adds the assessments of a body that was built before, each through its whole life up to now.
    ///
    /// `publishing` publishes the assessment with an id as the product does it, which is not known here.
    public func addAssessments(
        _ sample: Sample, in database: any Database,
        publishing:
            @escaping @Sendable (_ id: String, _ reason: String, _ change: Change) async throws ->
            Void
    ) async throws {
        let folder = path(sample, "assessments")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".yaml") }.sorted()
        let bodies = BodyStore(database: database)
        let profile = BodyProfile(try await bodies.settings(), of: sample.body, library: library, on: today)
        var player = AssessmentPlayer(
            database: database, profile: profile, templates: library.templates,
            people: try await PeopleStore(database: database).people(), publishing: publishing)
        for name in names {
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            try await player.play(
                try AssessmentScript(name: String(name.dropLast(5)), text: text, today: today))
        }
    }

    private func addRecords(
        _ sample: Sample, _ profile: BodyProfile, _ history: PlanHistory, in database: any Database
    ) async throws -> [Deed] {
        for name in sample.registers {
            let file = try RegisterFile(path: path(sample, name), criteria: profile.criteria, today: today)
            try refuse(try file.check(), name)
            let store = RegisterStore(database: database, criteria: profile.criteria)
            _ = try await store.importRows(file.rows, source: name, change)
        }
        let plan = try ActionPlanFile(
            path: path(sample, "action-plan.csv"), vocabulary: profile.vocabulary, today: change.at.day)
        try refuse(try plan.check().log, "action-plan.csv")
        let store = ActionPlanStore(database: database, vocabulary: profile.vocabulary)
        let begun = try history.begun(plan.actions)
        _ = try await store.importActions(begun, source: "action-plan.csv", change)
        var player = StrategyPlayer(database: database, profile: profile, change: change, today: today)
        try await player.play(try String(contentsOfFile: path(sample, "strategy.yaml"), encoding: .utf8))
        return player.deeds
    }

    private func addPeople(
        _ sample: Sample, _ people: [(name: String, role: Role, post: String)], _ hash: String,
        in database: any Database
    ) async throws {
        let store = PeopleStore(database: database)
        for person in people {
            // Those who answer for one directorate see that one; everybody else the whole body.
            let isLimited = person.role == .serviceManager || person.role == .director
            let place = sample.places[person.name] ?? Workplace(directorate: "", service: "")
            let reach: GrantScope =
                isLimited && !place.directorate.isEmpty ? .directorate(place.directorate) : .body
            try await store.add(
                signInName: person.name, post: person.post, directorate: place.directorate,
                service: place.service, passwordHash: hash, grants: [Grant(person.role, within: reach)],
                change)
        }
    }

    /// The record began ten months ago: what happened since stands at its own day.
    var began: Instant { LondonTime.instant(on: today.adding(days: -300), hour: 9, minute: 0) }

    private var change: Change {
        Change(
            by: Change.Actor(id: "demonstration", post: "Equality lead", role: "equalityLead"),
            at: began)
    }

    private func path(_ sample: Sample, _ file: String) -> String { "\(folder)/\(sample.folder)/\(file)" }

    private func refuse(_ log: ImportLog, _ file: String) throws {
        if let problem = log.problems.first {
            throw Fault(description: "demonstration file \(file): \(problem)")
        }
    }
}
