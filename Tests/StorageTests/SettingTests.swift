// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `Settings and structure` {
    private static let library = ReferenceLibrary(
        schemes: [], duties: [], criteria: [], assessmentLabel: "EqIA", assessmentLabels: [], staleDays: 90,
        interval: AssessmentInterval(high: 1, medium: 3, low: 5))

    private static func label(_ database: any Database, on day: CalendarDay) async throws -> String {
        BodyProfile(
            try await BodyStore(database: database).settings(), of: Samples.body, library: library, on: day
        ).assessmentLabel
    }

    @Test(arguments: Engine.allCases)
    func `hold from their day on and leave earlier days alone`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = BodyStore(database: database)
            let name = BodyProfile.Name.assessmentLabel
            try await store.set(
                [Setting(name: name, effectiveFrom: CalendarDay(2020, 4, 1), value: "EIA")], Samples.change())
            try await store.set(
                [Setting(name: name, effectiveFrom: CalendarDay(2025, 4, 1), value: "CIA")], Samples.change())
            let asked = [
                (CalendarDay(2020, 3, 31), "EqIA"), (CalendarDay(2020, 4, 1), "EIA"),
                (CalendarDay(2025, 3, 31), "EIA"), (CalendarDay(2025, 4, 1), "CIA"),
                (CalendarDay(2031, 1, 1), "CIA"),
            ]
            for (day, label) in asked { #expect(try await Self.label(database, on: day) == label, "\(day)") }
            #expect(try await Samples.log(database).map(\.event.verb) == ["set", "set"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `set up a body once`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = BodyStore(database: database)
            #expect(try await store.body() == nil)
            try await store.found(Samples.body, Samples.change())
            #expect(try await store.body() == Samples.body)
            await #expect(throws: DatabaseFailure.self) {
                try await store.found(Samples.body, Samples.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `keep a directorate as written until the structure confirms it`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = BodyStore(database: database)
            _ = try await Samples.register(database).add(
                Samples.policy("1", directorate: "Housing  & Care"), Samples.change())
            _ = try await Samples.plan(database).add(
                Samples.action("a", directorate: "housing & care"), Samples.change())
            _ = try await Samples.plan(database).add(
                Samples.action("b", directorate: "N/A"), Samples.change())
            var units = try await store.units()
            #expect(units.map(\.isUnconfirmed) == [true])
            let lines = [
                StructureLine(directorate: "Housing & Care", service: "Lettings", team: "Front desk"),
                StructureLine(directorate: "Place", service: "", team: ""),
                StructureLine(directorate: "Place", service: "Lettings", team: ""),
            ]
            let added = try await store.addStructure(lines, Samples.change())
            #expect(added == ["Lettings", "Front desk", "Place", "Lettings"])
            units = try await store.units()
            #expect(units.count == 5)
            #expect(units.allSatisfy { !$0.isUnconfirmed })
            #expect(try await store.addStructure(lines, Samples.change()) == [])
            #expect(try await store.units() == units)
        }
    }
}

@Suite struct `People and sessions` {
    private static func person(_ database: any Database, _ grants: [Grant]) async throws -> Person {
        let store = PeopleStore(database: database)
        let id = try await store.add(
            signInName: "Lead@Eastmarsh.example", post: "Equality lead", passwordHash: "-", grants: grants,
            Samples.change())
        return try #require(try await store.people().first { $0.id == id })
    }

    @Test(arguments: Engine.allCases)
    func `are found by sign-in name without regard to case, and only once`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let person = try await Self.person(database, [Grant(.equalityLead, within: .body)])
            let sessions = SessionStore(database: database)
            #expect(try await sessions.account("lead@eastmarsh.EXAMPLE")?.id == person.id)
            #expect(try await sessions.account("lead") == nil)
            let failure = await #expect(throws: DatabaseFailure.self) {
                _ = try await Self.person(database, [])
            }
            guard case .refused = failure else {
                Issue.record("a taken name gave \(String(describing: failure))")
                return
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `keep every kind of scope`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let grants = [
                Grant(.auditor, within: .body), Grant(.director, within: .directorate("Housing")),
                Grant(.serviceManager, within: .record("r1")),
            ]
            let person = try await Self.person(database, grants + grants)
            #expect(Set(person.grants) == Set(grants))
            #expect(person.grants.count == 3)
        }
    }

    @Test(arguments: Engine.allCases)
    func `end by idleness, by age, by sign-out, by another role, by being disabled`(
        engine: Engine
    ) async throws {
        try await withDatabase(engine) { database in
            let person = try await Self.person(database, [Grant(.equalityLead, within: .body)])
            let sessions = SessionStore(database: database)
            let people = PeopleStore(database: database)
            func begin() async throws -> String {
                try await sessions.begin(person, from: "192.0.2.1", Samples.change())
            }
            func isIn(_ token: String, after seconds: Int) async throws -> Bool {
                try await sessions.current(token, at: Samples.now.adding(seconds: seconds)) != nil
            }
            let idle = try await begin()
            #expect(try await isIn(idle, after: 29 * 60))
            #expect(try await isIn(idle, after: 29 * 60 + 1_799))
            #expect(try await isIn(idle, after: 29 * 60 + 1_799 + 1_800) == false)

            let old = try await begin()
            for quarter in 1..<48 { #expect(try await isIn(old, after: quarter * 900), "\(quarter)") }
            #expect(try await isIn(old, after: 48 * 900) == false)

            let out = try await begin()
            try await sessions.end(out, Samples.change())
            #expect(try await isIn(out, after: 1) == false)

            let place = try await begin()
            try await people.setPlace(
                directorate: "Housing", service: "Lettings", of: person.id, Samples.change())
            #expect(try await isIn(place, after: 1), "where somebody works changes nothing that they may do")

            let role = try await begin()
            try await people.setGrants([Grant(.auditor, within: .body)], of: person.id, Samples.change())
            #expect(try await isIn(role, after: 1) == false)

            let password = try await begin()
            try await people.setPassword("other", of: person.id, Samples.change())
            #expect(try await isIn(password, after: 1) == false)

            let disabled = try await begin()
            try await people.setDisabled(true, person.id, Samples.change())
            #expect(try await isIn(disabled, after: 1) == false)
            #expect(try await isIn("made up", after: 1) == false)
        }
    }

    @Test(arguments: Engine.allCases)
    func `are stored without the token itself`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let person = try await Self.person(database, [])
            let token = try await SessionStore(database: database).begin(
                person, from: "192.0.2.1", Samples.change())
            let stored = try await database.rows("SELECT tokenHash, personID, formToken FROM sign_in_session")
            #expect(stored.count == 1)
            #expect(!stored[0].values.contains(.text(token)))
            #expect(stored[0].text(0) == Token.digest(token))
        }
    }

    @Test(arguments: Engine.allCases)
    func `are slowed down after ten tries in five minutes`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let sessions = SessionStore(database: database)
            var answers: [Bool] = []
            let tries =
                (0..<11).map { ("account:lead", $0) } + [("account:other", 11), ("account:lead", 320)]
            for (subject, seconds) in tries {
                answers.append(
                    try await sessions.isTryingTooOften([subject], at: Samples.now.adding(seconds: seconds)))
            }
            #expect(answers == Array(repeating: false, count: 10) + [true, false, false])
        }
    }

    @Test(arguments: Engine.allCases)
    func `get back only uploads of their own`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let sessions = SessionStore(database: database)
            let bytes: [UInt8] = [0, 255, 10]
            let id = try await sessions.keepUpload(
                bytes, fileName: "a.csv", purpose: "register", personID: "p1", at: Samples.now)
            #expect(try await sessions.upload(id, purpose: "register", personID: "p1")?.bytes == bytes)
            #expect(try await sessions.upload(id, purpose: "register", personID: "p2") == nil)
            #expect(try await sessions.upload(id, purpose: "action plan", personID: "p1") == nil)
        }
    }
}

@Suite struct `A password` {
    @Test func `fits its own hash and no other`() async throws {
        let passwords = Passwords(cost: .quick)
        let hash = try await passwords.hash("three words remembered")
        #expect(try await passwords.fits("three words remembered", hash))
        #expect(try await passwords.fits("three words remembereD", hash) == false)
        #expect(try await passwords.fits("three words remembered", nil) == false)
        #expect(try await passwords.fits("", hash) == false)
        #expect(try await passwords.hash("three words remembered") != hash)
        #expect(!hash.contains("three"))
    }

    /// OWASP's password storage guidance, as assurance.md §6 has it: N=2^15, r=8, p=3.
    @Test func `costs what the guidance asks for`() async throws {
        #expect(try await Passwords().hash("three words remembered").hasPrefix("scrypt$15$8$3$"))
    }
}
