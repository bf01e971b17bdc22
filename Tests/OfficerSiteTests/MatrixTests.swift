// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

/// Every route asked for by every role, in every scope; the answers stand reviewed in Matrix.csv.
///
/// A line is a route and a case; a cell is the status for a person who holds the role for the whole body,
/// a slash, and the status for one who holds it for the directorate Housing only. The cases:
/// `any` a route without a record; `own` a record of Housing; `other` a record of Care; `unknown` a record
/// that does not exist; `neighbour` the same address at another council, with this council's session.
enum Matrix {
    static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Matrix.csv"
    static let header =
        "method,path,access,scope,case,signed out," + Role.allCases.map(\.rawValue).joined(separator: ",")

    /// The lines of these routes as the program answers today.
    static func lines(of routes: [Route], change: @escaping ([Route]) -> [Route] = { $0 }) async throws
        -> [String]
    {
        let council = try await Council { dispatcher in
            let sites = dispatcher.sites.map { site in
                Site(
                    slug: site.slug, routes: change(site.routes), frame: site.frame, identify: site.identify,
                    refusal: site.refusal)
            }
            return Dispatcher(sites: sites, settings: dispatcher.settings)
        }
        let records = try await Records(council)
        let crowd = try await Crowd(council)
        var lines: [String] = []
        for route in routes {
            for (name, target) in records.cases(of: route) {
                var cells = [
                    route.method.rawValue, route.pattern, word(route.access), "\(route.scope)", name,
                ]
                cells.append("\(await ask(council.stranger, route, target).status)")
                for role in Role.allCases {
                    let whole = await ask(try await crowd.visitor(role, isLimited: false), route, target)
                        .status
                    let limited = await ask(try await crowd.visitor(role, isLimited: true), route, target)
                        .status
                    cells.append(whole == limited ? "\(whole)" : "\(whole)/\(limited)")
                }
                lines.append(cells.joined(separator: ","))
            }
        }
        #expect(council.faults.all.withLock { $0 } == [])
        return lines
    }

    private static func ask(_ visitor: Visitor, _ route: Route, _ target: String) async -> WebResponse {
        route.method == .post ? await visitor.send(target, []) : await visitor.get(target)
    }

    static func word(_ access: Route.Access) -> String {
        switch access {
        case .anyone: "anyone"
        case .signedIn: "signedIn"
        case .may(let permission): permission.rawValue
        }
    }
}

/// A record of each kind in each directorate, and the addresses by which routes reach them.
private struct Records {
    let policies, actions, assessments, objectives: [String]
    /// A plan of each directorate.
    let plans: [String]
    let strategy, part, outcome, inequality: String
    let person, decision, evidence, attachment, meeting: String
    let dataSet, table, questionnaire: String

    init(_ council: Council) async throws {
        policies = [
            try await council.addPolicy("H1", directorate: "Housing"),
            try await council.addPolicy("C1", directorate: "Care"),
        ]
        actions = [
            try await council.addAction("Own", directorate: "Housing"),
            try await council.addAction("Other", directorate: "Care"),
        ]
        let store = BusinessPlanStore(database: council.database)
        plans = [
            try await store.add(
                BusinessPlan(title: "Own", kind: .directorate, directorate: "Housing"), Council.change),
            try await store.add(
                BusinessPlan(title: "Other", kind: .directorate, directorate: "Care"), Council.change),
        ]
        person = try await council.add("somebody", [Grant(.auditor, within: .body)])
        _ = try await council.office.publish(.coverage, on: CalendarDay(2026, 3, 31), Council.change)
        let assessing = try await council.office.assessments(try await council.office.profile())
        let template = try #require(Council.library.templates.first)
        var started: [String] = []
        for directorate in Council.directorates {
            let fields = ["about/title": "Rents", "about/directorate": directorate]
            let new = NewAssessment(
                template: template, content: AssessmentContent(fields), parties: [(.author, person)])
            started.append(try await assessing.start(new, year: 2026, Council.change))
        }
        assessments = started
        dataSet = try await MonitoringStore(database: council.database).add(
            DataSet(title: "Users", kind: .serviceUsers, purpose: "p", retention: "r"), Council.change)
        try await InformationCouncil.take(council.office, dataSet, people: 9, seed: 1, period: "2025/26")
        let measure = Objective.Measure(
            figure: FigureMeasure(dataSet: dataSet, column: "sex", group: "female", kind: .share))
        var objectives: [String] = []
        for directorate in Council.directorates {
            let id = try await council.office.objectives.add(
                Objective(title: "Less", directorate: directorate, measure: measure), Council.change)
            _ = try await council.office.objectives.add(
                Reading(day: CalendarDay(2026, 3, 31), value: 1), to: id, Council.change)
            objectives.append(id)
        }
        self.objectives = objectives
        strategy = try await council.office.strategies.add(
            Strategy(title: "Plan"), parts: [StrategyPart(kind: .theme, text: "Poverty")], Council.change)
        part = try await council.office.strategies.parts(of: strategy).first?.id ?? ""
        _ = try await council.office.outcomes.importOutcomes(
            [Outcome(reference: "1", title: "Start well")], strategyID: strategy, source: "matrix",
            Council.change)
        outcome = try await council.office.outcomes.outcomes().first?.id ?? ""
        inequality = try await council.office.outcomes.add(
            Inequality(outcomeID: outcome, characteristic: "age", words: "Some lag"), Council.change)
        decision = try await DecisionStore(database: council.database).prepare(
            AssessmentDecision(
                id: "", title: "Rents", maker: .cabinet, makerName: "Cabinet", meetingAt: Council.noon,
                members: [.init(personID: person, post: "")]), Council.change)
        let asking = QuestionnaireStore(database: council.database)
        questionnaire = try await asking.add(
            Questionnaire(
                slug: "users", title: "About you", why: "To see", set: try AskingDesk.set(), chosen: ["age"],
                period: try #require(DataPeriod(written: "2026")), dataSetID: dataSet), Council.change)
        try await asking.open(try #require(try await asking.questionnaire(questionnaire)), Council.change)
        let statistics = EastmarshPlaces.desk.reference.profiles.statistics
        let groups = try #require(statistics.descriptions["T1"])
        table = try await council.office.publishedTables.take(
            .init(
                description: groups, fileName: "t.csv",
                bytes: Array("area,made_of,a,b\nE07000901,,1,2\n".utf8),
                areaCount: 1, total: 3), Council.change
        ).id
        meeting = try await MeetingStore(database: council.database).add(
            Meeting(group: "Steering Group", day: Council.today), Council.change)
        let library = EvidenceStore(database: council.database)
        evidence = try await library.add(LibraryEvidence(title: "Survey"), Council.change)
        attachment = try await library.attach(
            [1], fileName: "a.pdf", mediaType: "application/pdf", to: started[0], Council.change)
    }

    func cases(of route: Route) -> [(String, String)] {
        func target(_ id: String, at slug: String = "eastmarsh") -> String {
            let parts = route.path.map { part in
                switch part {
                case ":id": id
                case ":work": "coverage"
                case ":edition", ":number", ":version": "1"
                case ":name": "label.assessment"
                case ":section": "impact"
                case ":area": "E07000901"
                case ":characteristic": "age"
                case ":act": "screened"
                case ":format": "html"
                case ":template": "full-eqia"
                case ":file": attachment
                case ":part": self.part
                case ":duty": "en.4"
                default: part
                }
            }
            let query = route.path.last == "compare" ? "?from=1&to=1" : ""
            return "/\(slug)/" + parts.joined(separator: "/") + query
        }
        let known = known(route)
        var cases: [(String, String)] = []
        if route.path.contains(":id") {
            cases.append(("own", target(known[0])))
            if known.count > 1 { cases.append(("other", target(known[1]))) }
            cases.append(("unknown", target("01900000-0000-7000-8000-000000000000")))
        } else {
            cases.append(("any", target("")))
        }
        if route.path.contains(":work") {
            let unknown = target("").replacing("/coverage/", with: "/none/").replacing("/1/", with: "/9/")
            cases.append(("unknown", unknown))
        }
        if route.path.contains(":name") {
            cases.append(("unknown", target("").replacing("label.assessment", with: "none")))
        }
        cases.append(("neighbour", target(known[0], at: "westmarsh")))
        return cases
    }

    private func known(_ route: Route) -> [String] {
        for (part, ids) in [
            ("register", policies), ("actions", actions), ("assessments", assessments),
            ("decisions", [decision]), ("evidence", [evidence]), ("objectives", objectives),
            ("strategy", [strategy]), ("outcomes", [outcome]), ("inequalities", [inequality]),
            ("plans", plans), ("meetings", [meeting]), ("data", [dataSet]), ("tables", [table]),
            ("questionnaires", [questionnaire]),
        ] where route.path.contains(part) { return ids }
        return [person]
    }
}
/// Two people for each role: one for the whole body, one for Housing only.
private final class Crowd {
    private let council: Council
    private var visitors: [String: Visitor] = [:]

    init(_ council: Council) async throws { self.council = council }

    func visitor(_ role: Role, isLimited: Bool) async throws -> Visitor {
        let name = role.rawValue + (isLimited ? "-housing" : "")
        if let visitor = visitors[name], await visitor.get("/eastmarsh/office").status == 200 {
            return visitor
        }
        // Signing out is one of the routes: whoever did comes back.
        let grant = Grant(role, within: isLimited ? .directorate("Housing") : .body)
        let visitor = try await council.visitor(name, [grant])
        visitors[name] = visitor
        return visitor
    }
}

@Suite struct `The matrix of routes and roles` {
    /// To review a change: DUEREGARD_WRITE_MATRIX=1 swift test --filter matrix, then read the difference.
    @Test func `is what was reviewed, line by line`() async throws {
        let council = try await Council()
        let lines = try await Matrix.lines(of: council.office.routes)
        if ProcessInfo.processInfo.environment["DUEREGARD_WRITE_MATRIX"] != nil {
            let text = ([Matrix.header] + lines).joined(separator: "\n") + "\n"
            try text.write(toFile: Matrix.path, atomically: true, encoding: .utf8)
        }
        let reviewed = try String(contentsOfFile: Matrix.path, encoding: .utf8).split(separator: "\n").map(
            String.init)
        #expect(reviewed.first == Matrix.header)
        let unreviewed = Set(lines).subtracting(reviewed).sorted()
        #expect(unreviewed == [], "these answers stand in no reviewed line")
        #expect(
            Set(reviewed.dropFirst()).subtracting(lines).sorted() == [], "these lines have no route any more")
        #expect(lines.count == Set(lines).count)
    }

    @Test func `notices a planted widening of a permission`() async throws {
        let council = try await Council()
        let reviewed = Set(
            try String(contentsOfFile: Matrix.path, encoding: .utf8).split(separator: "\n").map(String.init))
        for (method, pattern, access, scope) in [
            (
                WebRequest.Method.get, "/office/settings/people", Route.Access.may(.viewRegister),
                Route.ScopeRule.wholeBody
            ),
            (.post, "/office/register/:id/edit", .may(.viewRegister), .within),
            (.get, "/office/log", .may(.viewLog), .within), (.get, "/office/register", .anyone, .within),
        ] {
            let route = try #require(
                council.office.routes.first { $0.method == method && $0.pattern == pattern })
            let widened = Route(
                method, pattern, access, scope, route.cache, route.limit, answer: route.answer)
            let lines = try await Matrix.lines(of: [route]) { routes in
                routes.map { $0.method == method && $0.pattern == pattern ? widened : $0 }
            }
            #expect(!Set(lines).isSubset(of: reviewed), "\(pattern) was widened and nothing was noticed")
        }
    }

    /// The same rules once more, from the words of the roles and not from a file of answers.
    @Test func `follows from the permissions of the roles`() async throws {
        let text = try String(contentsOfFile: Matrix.path, encoding: .utf8)
        let rows = text.split(separator: "\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(rows.count > 80)
        for row in rows {
            let access = row[2]
            #expect(access == "anyone" || ["303", "401"].contains(row[5]), "\(row)")
            for (role, cell) in zip(Role.allCases, row.dropFirst(6)) {
                let pair = cell.split(separator: "/").map { Int($0) ?? 0 }
                let (whole, limited) = (pair[0], pair.count > 1 ? pair[1] : pair[0])
                if row[4] == "neighbour" {
                    #expect(access == "anyone" || [303, 401].contains(whole), "\(row) \(role)")
                    #expect(whole == limited, "\(row) \(role)")
                    continue
                }
                guard let permission = Permission(rawValue: access) else { continue }
                if !role.permissions.contains(permission) {
                    #expect((whole, limited) == (403, 403), "\(row) \(role)")
                } else if row[3] == "wholeBody" {
                    #expect(limited == 403, "\(row) \(role)")
                    #expect(whole != 403, "\(row) \(role)")
                } else if row[3] == "named" {
                    // Nobody of the crowd is named on a decision: below the whole body it is not found, and the
                    // list of those that name them is empty.
                    #expect(limited == (row[4] == "any" ? 200 : 404), "\(row) \(role)")
                    #expect(whole != 403 && (whole == 404) == (row[4] == "unknown"), "\(row) \(role)")
                } else if row[4] == "other" {
                    // Outside the scope: the same as for an id that never existed.
                    #expect(limited == 404, "\(row) \(role)")
                    #expect(whole != 404 && whole != 403, "\(row) \(role)")
                } else if row[4] == "unknown" {
                    #expect((whole, limited) == (404, 404), "\(row) \(role)")
                } else {
                    #expect(whole != 403 && limited != 403 && limited != 404, "\(row) \(role)")
                }
            }
        }
    }
}
