// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Reports
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

/// The people of a council on whom an assessment depends, each with a browser.
struct Cast: Sendable {
    let council: Council
    let author, authoriser, challenger, director, clerk, councillor: Visitor
    /// The ids of everybody, by sign-in name.
    var ids: [String: String]

    static let office = "/eastmarsh/office"

    init(_ council: Council) async throws {
        self.council = council
        let store = PeopleStore(database: council.database)
        let hash = try await Passwords(cost: .quick).hash(Council.password)
        var ids: [String: String] = [:]
        for (name, role, directorate, service) in [
            ("author", Role.serviceManager, "Housing", "Lettings"),
            ("authoriser", .director, "Resources", "Policy"),
            ("challenger", .challenger, "Care", "Home care"),
            ("director", .director, "Housing", ""), ("clerk", .democraticServices, "Resources", "Committees"),
            ("councillor", .councillor, "", ""), ("other", .councillor, "", ""),
        ] {
            ids[name] = try await store.add(
                signInName: name, post: "Post of \(name)", directorate: directorate, service: service,
                passwordHash: hash, grants: [Grant(role, within: .body)], Council.change)
        }
        self.ids = ids
        author = try await council.visitor("author")
        authoriser = try await council.visitor("authoriser")
        challenger = try await council.visitor("challenger")
        director = try await council.visitor("director")
        clerk = try await council.visitor("clerk")
        councillor = try await council.visitor("councillor")
    }

    var store: AssessmentStore {
        get async throws { try await council.office.assessments(try await council.office.profile()) }
    }

    func record(_ id: String) async throws -> AssessmentRecord {
        try #require(try await store.record(id, within: .wholeBody))
    }

    static func page(_ id: String, _ rest: String = "") -> String { "\(office)/assessments/\(id)\(rest)" }

    /// Starts an assessment as the author does, and gives its id.
    func start(_ title: String = "Rents", template: String = "full-eqia") async throws -> String {
        let answer = await author.send(
            Self.office + "/assessments/new",
            [
                ("template", template), ("title", title), ("directorate", "Housing"), ("service", "Lettings"),
            ])
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        let address = try #require(answer.header("location"))
        return String(try #require(address.split(separator: "?").first?.split(separator: "/").last))
    }

    /// Writes all that the checks ask for, as the author.
    func write(_ id: String, _ more: [String: String] = [:]) async throws {
        let author = Change.Actor(id: ids["author"] ?? "", post: "Post of author", role: "serviceManager")
        let fields = Self.complete.merging(more) { $1 }
        var action = Action.reading(
            ActionCells(
                title: "Write to tenants", leadOfficer: "Post of author", directorate: "Housing",
                targetDate: "31 March 2027", status: "Not started"),
            characteristics: CharacteristicVocabulary([]), lastUpdated: Council.today)
        action.assessmentID = id
        action.measure = "Letters sent"
        _ = try await store.save(
            fields, actions: ["mitigation/m1/action": action], of: id, readIn: try await record(id).version,
            within: .wholeBody, Change(by: author, at: council.clock.now))
    }

    static let complete: [String: String] = {
        var fields = [
            "about/what": "Rents rise by two per cent", "about/why": "Costs rose",
            "about/implementation": "2027-04-01", "proposal/scope": "All tenants",
            "proposal/budget": "Raises",
            "proposal/eligibility": "Everybody", "proposal/delivery": "By the council",
            "proposal/preferred-on": "2026-11-21", "screening/outcome": "full",
            "evidence/e1/title": "Survey of tenants", "evidence/e1/source": "The council",
            "evidence/e1/coverage": "All tenants", "evidence/e1/date": "2026-01-31",
            "engagement/g1/title": "Two meetings", "engagement/g1/who": "40 tenants",
            "engagement/g1/findings": "Older tenants fear the cost",
            "engagement/g1/answer": "The rise is smaller",
            "engagement/g1/closed": "2026-10-20", "engagement/g1/present": "age",
            "engagement/g1/missing": "race", "option/o1/title": "Two per cent",
            "option/o2/title": "No change", "mitigation/m1/impact": "impact/age/residents",
            "mitigation/m1/response": "action", "outcome/kind": "adjust", "outcome/unlawful": "no",
            "outcome/changed": "The rise is smaller", "outcome/summary": "Older tenants pay a little more",
            "review/date": "2027-10-01", "provider/contracted-out": "no",
        ]
        for code in ["age", "race"] {
            for aim in ["a", "b", "c"] {
                fields["aim/\(code)/\(aim)"] = "none"
                fields["aim/\(code)/\(aim)-reason"] = "All pay the same"
            }
            fields["aim/\(code)/evidence"] = "e1"
            for people in ["residents", "staff"] {
                fields["impact/\(code)/\(people)/direction"] = "neutral"
                fields["impact/\(code)/\(people)/reason"] = "The same for all"
                fields["impact/\(code)/\(people)/evidence"] = "e1"
            }
        }
        fields["impact/age/residents/direction"] = "negative"
        fields["impact/age/residents/reason"] = nil
        fields["impact/age/residents/description"] = "Pensioners on fixed incomes"
        fields["impact/age/residents/before"] = "high"
        fields["impact/age/residents/residual"] = "low"
        return fields
    }()

    /// Does an act by its page, as a browser would: the form is fetched, filled in and sent.
    func act(
        _ act: AssessmentAct, on id: String, as visitor: Visitor, _ fields: [String: String] = [:]
    ) async -> WebResponse {
        let path = Self.page(id, "/act/\(act.rawValue)")
        var form = await visitor.fill(path, fields).filter { $0.0 != "csrf" }
        for (name, value) in fields where !form.contains(where: { $0.0 == name }) {
            form.append((name, value))
        }
        if !form.contains(where: { $0.0 == "version" }), let record = try? await record(id) {
            form.append(("version", String(record.version)))
            form.append(("sequence", String(record.events.last?.sequence ?? 0)))
        }
        return await visitor.send(path, form)
    }

    /// Takes an assessment to a state on the road, by its pages.
    func bring(_ id: String, to state: AssessmentState) async throws {
        let road: [(AssessmentState, () async throws -> WebResponse)] = [
            (
                .screening,
                { await act(.screened, on: id, as: author, ["authoriser": ids["authoriser"] ?? ""]) }
            ), (.inProgress, { await act(.screeningAuthorised, on: id, as: authoriser) }),
            (
                .challenge,
                { await act(.sentToChallenge, on: id, as: author, ["challenger": ids["challenger"] ?? ""]) }
            ), (.inProgress, { try await challenge(id) }),
            (
                .awaitingSignOff,
                { await act(.sentForSignature, on: id, as: author, ["signer": ids["director"] ?? ""]) }
            ),
            (
                .signed,
                {
                    await act(
                        .signed, on: id, as: director, ["attest": "yes", "password": Council.password])
                }
            ),
        ]
        for (reached, step) in road {
            let answer = try await step()
            #expect(answer.status == 303, "to \(reached): \(Markup(answer).problems)")
            #expect(try await record(id).state == reached)
            if reached == state, state != .inProgress { return }
        }
    }

    /// The challenger accepts every section and finishes.
    func challenge(_ id: String, mending section: String = "") async throws -> WebResponse {
        let path = Self.page(id, "/challenge")
        let record = try await record(id)
        for asked in record.template.shownSections(record.content) where asked.answerer == .author {
            let verdict = asked.id == section ? "mend" : "accept"
            let answer = await challenger.send(
                path,
                [
                    ("section", asked.id), ("verdict-\(asked.id)", verdict),
                    ("text-\(asked.id)", asked.id == section ? "Who exactly?" : ""),
                ])
            #expect(answer.status == 303, "\(asked.id): \(Markup(answer).problems)")
        }
        return await challenger.send(path, [("finish", "yes")])
    }

    /// Prepares a decision by its page and gives its id.
    func prepare(on day: CalendarDay = CalendarDay(2027, 1, 11), members: [String] = ["councillor", "other"])
        async throws -> String
    {
        let fields =
            [
                ("title", "Rents 2027"), ("reference", "26/00024"), ("maker", "cabinet"),
                ("makerName", "Cabinet"), ("meeting-day", "\(day.day)"), ("meeting-month", "\(day.month)"),
                ("meeting-year", "\(day.year)"), ("time", "18:30"), ("relevant", "yes"),
            ] + members.map { ("members", ids[$0] ?? "") }
        let answer = await clerk.send(Self.office + "/decisions/new", fields)
        #expect(answer.status == 303, "\(Markup(answer).problems)")
        let address = try #require(answer.header("location"))
        return String(try #require(address.split(separator: "?").first?.split(separator: "/").last))
    }
}

extension Cast {
    /// A signed assessment in the report of a decision, and the address of that decision.
    func listed(members: [String] = ["councillor", "other"]) async throws -> (id: String, page: String) {
        let id = try await start()
        try await write(id)
        try await bring(id, to: .signed)
        let decision = try await prepare(members: members)
        #expect(await clerk.send(Self.page(id, "/put"), [("decision", decision)]).status == 303)
        return (id, Self.office + "/decisions/\(decision)")
    }
}

extension Visitor {
    /// Sends a form and, where a last look comes of it, does what that shows.
    func confirm(_ path: String, _ fields: [(String, String)]) async -> WebResponse {
        let look = await send(path, fields)
        guard look.status == 200 else { return look }
        return await send(path, Markup(look).sent(to: path))
    }
}

extension Markup {
    /// What the form that goes to a path sends, but for the token of the session.
    func sent(to path: String) -> [(String, String)] {
        fields(of: path).filter { $0.name != "csrf" }.map { ($0.name, $0.value) }
    }
}

extension WebResponse {
    /// Whether the page says these words, as a reader sees them.
    func says(_ words: String) -> Bool { text.contains(Markup.escaped(words)) }
}
