// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Foundation
import Reports
import Storage
import Synchronization

@testable import OfficerSite
@testable import WebServer

/// The officer site of an invented council on a fresh database, with a neighbour beside it.
final class Council: Sendable {
    static let directorates = ["Housing", "Care"]
    static let today = CalendarDay(2026, 11, 21)
    static let noon = Instant(milliseconds: Int64(today.dayNumber) * 86_400_000 + 43_200_000)

    let folder: String
    let database: SQLiteDatabase
    let office: Office
    let dispatcher: Dispatcher
    let clock: TestClock
    let faults: Faults

    final class TestClock: Sendable {
        let value = Mutex(Council.noon)
        var now: Instant { value.withLock { $0 } }
        func advance(seconds: Int) { value.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    /// What the service would have written to its log: a test that ends with a fault here has found one.
    final class Faults: Sendable {
        let all = Mutex<[String]>([])
    }

    static let library: ReferenceLibrary = {
        var library = plainLibrary
        library.templates = ["full-eqia", "customer-impact", "screening"].compactMap {
            let bytes = FileManager.default.contents(atPath: "\(templates)/\($0)-1.yaml") ?? Data()
            return TemplateFile(bytes: [UInt8](bytes)).template
        }
        library.disclosurePolicies = (try? DisclosurePolicies.read(policies)) ?? [:]
        return library
    }()

    private static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("ReferenceData/templates").path
    private static let policies = templates.replacing("templates", with: "disclosure-policies")

    private static let plainLibrary = ReferenceLibrary(
        schemes: [
            .init(
                id: "equality-act", name: "Equality Act 2010", nations: [.england],
                characteristics: [
                    Characteristic(code: "age", name: "Age"), Characteristic(code: "race", name: "Race"),
                ])
        ],
        duties: [
            Duty(
                id: "en.4", nation: .england, name: "Equality information", rule: "Publish each year",
                source: "SI 2017/353", from: CalendarDay(2017, 3, 31), until: nil, standing: .unsettled,
                interval: DutyInterval(
                    years: 1, anchor: .lastPublication, firstBy: CalendarDay(2018, 3, 30)),
                doubt: "The day is in doubt.")
        ],
        criteria: RelevanceCriteria.standard.criteria.map { .init(criterion: $0, question: "How much?") },
        assessmentLabel: "EqIA", assessmentLabels: ["EqIA"], staleDays: 90,
        interval: AssessmentInterval(high: 1, medium: 3, low: 5))

    /// Gives the council a directorate, as an import of its structure would.
    func addDirectorate(_ name: String) async throws {
        let line = StructureLine(directorate: name, service: "", team: "")
        _ = try await BodyStore(database: database).addStructure([line], Self.change)
    }

    init(community: CommunityDesk = EastmarshPlaces.desk, change: (Dispatcher) -> Dispatcher = { $0 })
        async throws
    {
        folder = FileManager.default.temporaryDirectory.path + "/dueregard-office-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let (clock, faults) = (TestClock(), Faults())
        (self.clock, self.faults) = (clock, faults)
        let settings = ServiceSettings(
            now: { clock.now }, today: { clock.now.utcDay },
            logFault: { reference, error, place in
                faults.all.withLock { $0.append("\(reference) \(error) at \(place)") }
            })
        var sites: [Site] = []
        var own: (SQLiteDatabase, Office)?
        for slug in ["eastmarsh", "westmarsh"] {
            let database = try SQLiteDatabase(path: folder + "/\(slug).sqlite", creating: true)
            try await database.migrate(at: Self.noon)
            let body = Body(
                slug: slug, name: "\(slug.capitalized) District Council", areaCode: nil, nation: .england)
            try await BodyStore(database: database).found(body, Self.change)
            let office = Office(
                body: body, database: database, library: Self.library, settings: settings,
                passwords: Passwords(cost: .quick), community: community)
            if own == nil { own = (database, office) }
            sites.append(
                Site(
                    slug: slug, routes: office.routes, frame: { try await office.frame() },
                    identify: { try await office.identify($0, at: $1) }, refusal: { office.refusal(of: $0) }))
        }
        guard let own else { preconditionFailure("a council was made") }
        (database, office) = own
        dispatcher = change(Dispatcher(sites: sites, settings: settings))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static let change = Change(by: .commandLine, at: noon)
    static let password = "three words remembered"

    /// Adds a person and gives their id.
    @discardableResult
    func add(_ name: String, _ grants: [Grant]) async throws -> String {
        let hash = try await Passwords(cost: .quick).hash(Self.password)
        return try await PeopleStore(database: database).add(
            signInName: name, post: "Post of \(name)", passwordHash: hash, grants: grants, Self.change)
    }

    /// A visitor with a session of their own.
    func visitor(_ name: String = "lead", _ grants: [Grant] = [Grant(.equalityLead, within: .body)])
        async throws
        -> Visitor
    {
        let people = PeopleStore(database: database)
        var person = try await people.people().first { $0.signInName == name }
        if person == nil {
            try await add(name, grants)
            person = try await people.people().first { $0.signInName == name }
        }
        guard let person else { preconditionFailure("the person was added") }
        let sessions = SessionStore(database: database)
        let token = try await sessions.begin(person, from: "192.0.2.1", Change(by: .system, at: clock.now))
        let formToken = try await sessions.current(token, at: clock.now)?.formToken ?? ""
        return Visitor(council: self, token: token, formToken: formToken)
    }

    /// A visitor who holds no session.
    var stranger: Visitor { Visitor(council: self, token: "", formToken: "") }

    var register: RegisterStore { RegisterStore(database: database, criteria: .standard) }
    var plan: ActionPlanStore {
        ActionPlanStore(
            database: database,
            vocabulary: CharacteristicVocabulary([
                .init(code: "age", name: "Age"), .init(code: "race", name: "Race"),
            ]))
    }

    func addPolicy(
        _ reference: String, _ name: String = "Lettings", directorate: String = "Housing",
        adopted: CalendarDay? = nil, assessments: [CalendarDay] = []
    ) async throws -> String {
        try await register.add(
            Policy(
                id: "", reference: reference, name: name, directorate: directorate, adopted: adopted,
                assessments: assessments),
            Self.change)
    }

    func addAction(_ title: String, directorate: String = "Housing", target: String = "Ongoing") async throws
        -> String
    {
        try await plan.add(
            Action.reading(
                ActionCells(title: title, directorate: directorate, targetDate: target, status: "On target"),
                characteristics: CharacteristicVocabulary([]), lastUpdated: Self.today),
            Self.change)
    }

    /// Every value of every table as one text a value, for looking for what must not be there.
    func everything() async throws -> [String: [[String]]] {
        let (path, database) = (folder + "/look-\(Identifier.next())", database)
        try await database.backUp(to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await TableReader.read(path)
    }
}

/// Somebody with a browser.
struct Visitor: Sendable {
    let council: Council
    let token: String
    let formToken: String

    private var headers: [String: String] {
        token.isEmpty ? [:] : ["cookie": "dueregard-eastmarsh=\(token); dueregard-westmarsh=\(token)"]
    }

    func get(_ path: String) async -> WebResponse {
        await council.dispatcher.answer(WebRequest(.get, path, headers: headers, address: "192.0.2.1"))
    }

    func send(
        _ path: String, _ fields: [(String, String)], token: String? = nil, address: String = "192.0.2.1"
    ) async -> WebResponse {
        let all = [("csrf", token ?? formToken)] + fields
        let body = all.map { "\(FormFields.encoded($0.0))=\(FormFields.encoded($0.1))" }.joined(
            separator: "&")
        return await council.dispatcher.answer(
            WebRequest(.post, path, headers: headers, body: Array(body.utf8), address: address))
    }

    /// Sends a form with a file.
    func upload(_ path: String, _ name: String, _ bytes: [UInt8]) async -> WebResponse {
        var body = Array(
            "--XyZ\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(formToken)\r\n".utf8)
        body += Array(
            "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8)
        body += bytes + Array("\r\n--XyZ--\r\n".utf8)
        var headers = headers
        headers["content-type"] = "multipart/form-data; boundary=XyZ"
        return await council.dispatcher.answer(WebRequest(.post, path, headers: headers, body: body))
    }

    /// Fills a form of a page in, as a browser would send it back, with some fields changed.
    func fill(_ path: String, _ changes: [String: String] = [:]) async -> [(String, String)] {
        Markup(await get(path)).fields(of: path).map { ($0.name, changes[$0.name] ?? $0.value) }
    }
}

extension WebResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}
