// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage
import Synchronization
import Testing

@testable import OfficerSite
@testable import PublicSite
@testable import WebServer

/// A council that asks people something, on either engine.
final class AskingTown: Sendable {
    static let today = CalendarDay(2026, 11, 21)
    static let noon = Instant(milliseconds: Int64(today.dayNumber) * 86_400_000 + 43_200_000)
    static let change = Change(by: .commandLine, at: noon)
    static let server = ProcessInfo.processInfo.environment["DUEREGARD_TEST_POSTGRES"].map {
        PostgreSQLServer(address: $0, connections: 4)
    }

    let database: any Database
    let dispatcher: Dispatcher
    let questionnaires: QuestionnaireStore
    let replies: ReplyStore
    let faults = Mutex<[String]>([])

    static func question(_ id: String, _ options: [Question.Option], after: Question.Condition? = nil)
        -> Question
    {
        Question(
            id: id, stem: "What about \(id)?", scheme: after?.question ?? id, options: options, after: after)
    }

    static let set = QuestionSet(
        id: "set", version: "1", name: "Set", standard: "None.",
        questions: [
            Question(
                id: "age", stem: "When were you born?", entry: .birth, scheme: "age",
                options: [
                    .init(code: "0-15", label: "0 to 15", youngest: 0, oldest: 15),
                    .init(code: "16", label: "16 and over", youngest: 16),
                ]),
            question(
                "group", [.init(code: "a", label: "Alpha"), .init(code: "b", label: "Beta", words: "Which?")]),
            question(
                "group-a", [.init(code: "a1", label: "One"), .init(code: "a2", label: "Two")],
                after: .init(question: "group", code: "a")),
            question("faith", [.init(code: "x", label: "Xi"), .init(code: "y", label: "Psi")]),
        ])

    private init(_ database: any Database) async throws {
        self.database = database
        try await database.migrate(at: Self.noon)
        let body = Body(
            slug: "eastmarsh", name: "Eastmarsh District Council", areaCode: nil, nation: .england)
        try await BodyStore(database: database).found(body, Self.change)
        let settings = ServiceSettings(
            now: { Self.noon }, today: { Self.today }, logFault: { _, error, _ in Issue.record(error) })
        let library = ReferenceLibrary(
            schemes: [], duties: [], criteria: [], assessmentLabel: "EqIA", assessmentLabels: [],
            staleDays: 90, interval: AssessmentInterval(high: 1, medium: 3, low: 5))
        let office = Office(
            body: body, database: database, library: library, settings: settings,
            passwords: Passwords(cost: .quick))
        let publications = PublicationStore(database: database)
        let site = PublicSite(
            works: PublishedWorks(
                body: body, works: { try await publications.publications() }, artefact: { _, _, _ in nil },
                accent: { nil }), basePath: "", hasSignIn: true, questionnaires: office.publicQuestionnaires)
        questionnaires = QuestionnaireStore(database: database)
        replies = ReplyStore(database: database)
        dispatcher = Dispatcher(
            sites: [
                Site(
                    slug: "eastmarsh", routes: site.routes + office.routes,
                    frame: { try await office.frame() },
                    identify: { try await office.identify($0, at: $1) }, refusal: { office.refusal(of: $0) })
            ], settings: settings)
    }

    /// Runs a test in a new town that asks, on either engine.
    static func with(
        postgreSQL: Bool, open: Bool = true, _ body: (AskingTown, Questionnaire) async throws -> Void
    ) async throws {
        if postgreSQL {
            let server = try #require(server, "run as Tests/Support/with-postgresql.sh swift test")
            let slug = "q" + Identifier.next().replacing("-", with: "").suffix(20)
            let database = try await server.database(slug: slug, creating: true)
            do {
                let town = try await AskingTown(database)
                try await body(town, try await town.ask(open: open))
                try await server.drop(slug: slug)
            } catch {
                try? await server.drop(slug: slug)
                throw error
            }
            return
        }
        let folder = FileManager.default.temporaryDirectory.path + "/dueregard-asking-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = try SQLiteDatabase(path: folder + "/e.sqlite", creating: true)
        let town = try await AskingTown(database)
        try await body(town, try await town.ask(open: open))
        await database.close()
    }

    private func ask(open: Bool) async throws -> Questionnaire {
        let period = try #require(DataPeriod(written: "2026-11-01 to 2026-11-30"))
        let id = try await questionnaires.add(
            Questionnaire(
                slug: "leisure", title: "About you", why: "To see <whom> we miss", set: Self.set,
                chosen: ["age", "group", "faith"], period: period, dataSetID: "", contact: "Ask us",
                isListed: true),
            makingDataSet: DataSet(
                title: "Visitors", kind: .serviceUsers, purpose: "to see", retention: "6 years"), Self.change)
        if open { try await questionnaires.open(try await one(id), Self.change) }
        return try await one(id)
    }

    func one(_ id: String) async throws -> Questionnaire {
        try #require(try await questionnaires.questionnaire(id))
    }

    /// How many replies wait; `nil` where they cannot be counted.
    func count(_ one: Questionnaire) async -> Int? {
        guard let counts = try? await replies.counts() else { return nil }
        return counts[one.id]?.all ?? 0
    }

    /// The codes of the replies; `nil` where they cannot be read.
    func kept(_ one: Questionnaire) async -> [[String: String]]? { try? await replies.replies(to: one.id) }

    /// What was written beside answers; `nil` where it cannot be read.
    func written(_ one: Questionnaire) async -> [QuestionnaireReply.Words]? {
        try? await replies.words(of: one.id)
    }

    func get(_ path: String) async -> Step {
        Step(await dispatcher.answer(WebRequest(.get, "/eastmarsh" + path, address: "192.0.2.77")))
    }

    func post(_ path: String, _ fields: [(String, String)], from address: String = "192.0.2.77") async -> Step
    {
        let body = fields.map { "\(FormFields.encoded($0.0))=\(FormFields.encoded($0.1))" }
            .joined(separator: "&")
        return Step(
            await dispatcher.answer(
                WebRequest(.post, "/eastmarsh" + path, body: Array(body.utf8), address: address)))
    }
}

/// A page of the form, with the hidden fields that its forms would send.
struct Step {
    let response: WebResponse
    let text: String

    init(_ response: WebResponse) {
        self.response = response
        text = String(decoding: response.body, as: UTF8.self)
    }

    var status: Int { response.status }
    /// The h1 without its markup.
    var heading: String {
        guard let start = text.range(of: "<h1"), let end = text.range(of: "</h1>") else { return "" }
        var words = ""
        var isTag = false
        for character in text[start.lowerBound..<end.lowerBound] {
            if character == "<" { isTag = true }
            if !isTag { words.append(character) }
            if character == ">" { isTag = false }
        }
        return words
    }

    /// The hidden fields of the form whose step has this name, or of the one that sends.
    func hidden(_ step: String) -> [(String, String)] {
        for form in text.split(separator: "<form").dropFirst() {
            let form = form.prefix(upTo: form.range(of: "</form>")?.lowerBound ?? form.endIndex)
            let fields = form.split(separator: "<input type=\"hidden\" ").dropFirst().map { part in
                (Self.value("name", part), Self.value("value", part))
            }
            let isSend = !fields.contains { $0.0 == "step" }
            if step == "send" ? isSend : fields.contains(where: { $0 == ("step", step) }) { return fields }
        }
        return []
    }

    private static func value(_ name: String, _ part: Substring) -> String {
        guard let start = part.range(of: "\(name)=\"") else { return "" }
        return String(part[start.upperBound...].prefix { $0 != "\"" })
            .replacing("&lt;", with: "<").replacing("&amp;", with: "&")
    }
}
