// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import Synchronization
import WebServer

/// The officer pages of one body, with the stores they ask.
public final class Office: Sendable {
    /// The body whose pages these are.
    public let body: Body
    let database: any Database
    let library: ReferenceLibrary
    let settings: ServiceSettings
    let passwords: Passwords
    /// Whether whoever runs the service has set how mail leaves.
    let sendsMail: Bool
    private let ranked = Mutex<RelevanceCriteria?>(nil)
    /// Turns a page that is complete in itself into PDF; gives `nil` where no program for that is installed.
    let pdf: @Sendable ([UInt8]) async throws -> [UInt8]?
    /// What is known of places from published tables.
    let community: CommunityDesk
    /// The same with the tables that the body took in itself.
    public let ownCommunity: OwnCommunity
    let keptShelf = Mutex<(shelf: TemplateShelf, mark: String)?>(nil)
    private let kept = Mutex<(profile: BodyProfile, until: Instant, day: CalendarDay)?>(nil)

    /// The pages of one body over its own database; nothing is read until a page is asked for.
    public init(
        body: Body, database: any Database, library: ReferenceLibrary, settings: ServiceSettings,
        passwords: Passwords, sendsMail: Bool = false, community: CommunityDesk = .none,
        pdf: @escaping @Sendable ([UInt8]) async throws -> [UInt8]? = { _ in nil }
    ) {
        self.pdf = pdf
        self.community = community
        ownCommunity = OwnCommunity(community, database: database)
        self.sendsMail = sendsMail
        self.body = body
        self.database = database
        self.library = library
        self.settings = settings
        self.passwords = passwords
    }

    var bodies: BodyStore { BodyStore(database: database) }
    var people: PeopleStore { PeopleStore(database: database) }
    var sessions: SessionStore { SessionStore(database: database) }
    var log: LogStore { LogStore(database: database) }
    var publications: PublicationStore { PublicationStore(database: database) }
    var coverage: CoverageStore { CoverageStore(database: database) }
    var strategies: StrategyStore { StrategyStore(database: database) }
    var outcomes: OutcomeStore { OutcomeStore(database: database) }
    var objectives: ObjectiveStore { ObjectiveStore(database: database) }
    var links: LinkStore { LinkStore(database: database) }
    var businessPlans: BusinessPlanStore { BusinessPlanStore(database: database) }
    var meetings: MeetingStore { MeetingStore(database: database) }
    var duties: DutyStore { DutyStore(database: database) }
    var calendar: CalendarStore { CalendarStore(database: database) }
    var outbox: OutboxStore { OutboxStore(database: database) }

    func register(_ profile: BodyProfile) -> RegisterStore {
        RegisterStore(database: database, criteria: profile.criteria)
    }

    func plan(_ profile: BodyProfile) -> ActionPlanStore {
        ActionPlanStore(database: database, vocabulary: profile.vocabulary)
    }

    /// The settings in force today, with the order by relevance that they ask for.
    func profile() async throws -> BodyProfile {
        let profile = try await settingsToday()
        // Weights hold from a day on, so the order by relevance may be another today than when it was stored.
        if ranked.withLock({ $0 }) != profile.criteria {
            try await register(profile).rerank()
            ranked.withLock { $0 = profile.criteria }
        }
        return profile
    }

    /// The settings in force today, kept for two seconds so that busy pages do not read them each time.
    private func settingsToday() async throws -> BodyProfile {
        let (now, day) = (settings.now(), settings.today())
        if let kept = kept.withLock({ $0 }), kept.until > now, kept.day == day { return kept.profile }
        let profile = BodyProfile(try await bodies.settings(), of: body, library: library, on: day)
        kept.withLock { $0 = (profile, now.adding(seconds: 2), day) }
        return profile
    }

    /// The settings that held on a day: last year's report keeps last year's labels and thresholds.
    func profile(on day: CalendarDay) async throws -> BodyProfile {
        BodyProfile(try await bodies.settings(), of: body, library: library, on: day)
    }

    /// To be called after a setting was changed.
    func forgetProfile() { kept.withLock { $0 = nil } }

    /// The frame of every page of the body.
    public func frame() async throws -> SiteFrame {
        let accent = try await accent().flatMap { Accent($0) } ?? .standard
        return SiteFrame(body: body, basePath: settings.basePath, accent: accent)
    }

    /// The characteristics that the body counts, by code and name.
    public func characteristicNames() async throws -> [(code: String, name: String)] {
        try await settingsToday().characteristics.map { ($0.code, $0.name) }
    }

    /// The colour of the council as six hexadecimal digits; `nil` for the product's own.
    public func accent() async throws -> String? { try await settingsToday().accent }

    /// Who holds a session token.
    public func identify(_ token: String, at now: Instant) async throws -> SignedIn? {
        try await sessions.current(token, at: now)
    }

    /// The page for what went wrong, with the navigation of the person who sees it.
    public func errorPage(
        _ visit: Visit, _ kind: PlainErrorPage.Kind, _ reference: String, _ needed: Permission?
    ) -> HTML {
        let contact: HTML = "<a href=\"\(visit.frame.link("/contact"))\">\(body.name)</a>"
        let page = PlainErrorPage(
            kind, contact: contact, reference: reference, homePath: visit.frame.link(Address.home),
            whoMay: kind == .forbidden ? needed.map(AssessmentWorkflow.holders(of:)) ?? "" : "")
        return layout(visit, kind.heading, in: .none, HTML(page)).html
    }

    /// What an error of the rooms below means for a reader.
    public func refusal(of error: any Error) -> Refusal? {
        switch error {
        case let done as AlreadyDone:
            return .alreadyDone(path: Address.ofRecord(done.subjectKind, done.subjectID))
        case DatabaseFailure.unavailable: return .unavailable
        case DatabaseFailure.full, DatabaseFailure.writesStopped: return .diskFull
        default: return nil
        }
    }
}

/// The parts of the officer site, as the service navigation shows them.
enum Section {
    case home, community, assessments, decisions, register, actions, publications, log, settings, none
}

extension Office {
    /// A page for somebody who is signed in.
    func page(
        _ visit: Visit, _ title: String, in section: Section, trail: Trail = .none, banner: Banner? = nil,
        problems: [Problem] = [], listPosition: String = "", status: Int? = nil, _ main: HTML
    ) -> WebResponse {
        // What stands against an act as a whole belongs to no field, so that no summary can lead to it.
        let isWhole = !problems.isEmpty && problems.allSatisfy { Self.ofThePage.contains($0.field) }
        let words: [HTML] = problems.map { "<p>\(Self.sentence($0.text))</p>\n" }
        let layout = layout(
            visit, title, in: section, trail: trail,
            banner: isWhole ? Banner(.important, "Nothing was changed", words.joined()) : banner,
            problems: isWhole ? [] : inOrder(problems, of: main), listPosition: listPosition, main)
        return .page(layout.html, status: status ?? (problems.isEmpty ? 200 : 422))
    }

    /// Places that stand for the whole page, where a problem belongs to no field.
    private static let ofThePage: Set<String> = ["act", "challenge", "checks", "move", "publish", "section"]

    /// Words as a sentence, with one full stop at the end.
    static func sentence(_ words: String) -> String { words.hasSuffix(".") ? words : words + "." }

    /// The problems in the order in which their fields stand on the page.
    private func inOrder(_ problems: [Problem], of main: HTML) -> [Problem] {
        guard problems.count > 1 else { return problems }
        let page = String(decoding: main.bytes, as: UTF8.self)
        let places = problems.enumerated().map { index, problem in
            let place = page.firstRange(of: "id=\"\(HTML(text: problem.field).text)\"")?.lowerBound
            return (place: place ?? page.endIndex, index: index, problem: problem)
        }
        return places.sorted { ($0.place, $0.index) < ($1.place, $1.index) }.map(\.problem)
    }

    private func layout(
        _ visit: Visit, _ title: String, in section: Section, trail: Trail = .none, banner: Banner? = nil,
        problems: [Problem] = [], listPosition: String = "", _ main: HTML
    ) -> PageLayout {
        let frame = visit.frame
        var layout = PageLayout(
            title: title, section: sectionName(section), council: body.name, service: "DueRegard",
            basePath: settings.basePath, homePath: frame.link(Address.home), main: main)
        layout.navigation = navigation(visit, current: section)
        layout.trail = trail
        layout.banner = banner ?? notice(visit)
        layout.problems = problems
        layout.listPosition = listPosition
        layout.isDemonstration = body.isDemonstration
        layout.accent = frame.accent
        layout.footer = frame.footer
        if let signedIn = visit.signedIn {
            layout.account = .signedIn(
                post: signedIn.person.post, role: "", accountPath: frame.link(Address.account),
                settings: visit.reach(.viewSettings) == .wholeBody
                    ? NavigationLink(
                        "Settings", frame.link(Address.settings),
                        isCurrent: section == .settings || section == .log)
                    : nil,
                signOutPath: frame.link(Address.signOut),
                csrfToken: signedIn.formToken)
            layout.session = SessionTimeout(
                seconds: Int((signedIn.expires.milliseconds - visit.now.milliseconds) / 1000),
                extendPath: frame.link(Address.stay), csrfToken: signedIn.formToken)
        }
        return layout
    }

    private func sectionName(_ section: Section) -> String {
        switch section {
        case .home, .none: ""
        case .community: "Community"
        case .assessments: "Assessments"
        case .decisions: "Decisions"
        case .register: "Register"
        case .actions: "Plan"
        case .publications: "Publications"
        case .log: "Log"
        case .settings: "Settings"
        }
    }

    private func navigation(_ visit: Visit, current: Section) -> [NavigationLink] {
        let all: [(Section, String, String, Permission?)] = [
            (.home, "Home", Address.home, nil), (.community, "Community", Address.community, nil),
            (.assessments, "Assessments", Address.assessments, .viewAssessments),
            (.decisions, "Decisions", Address.decisions, .viewDecisions),
            (.register, "Register", Address.register, .viewRegister),
            (.actions, "Plan", Address.actions, .viewActions),
            (.publications, "Published", Address.publications, .viewPublications),
        ]
        guard visit.signedIn != nil else { return [] }
        return all.compactMap { section, text, path, permission in
            // Some parts are for the whole body; lists are limited to what the person may see. Whoever may be named
            // on a decision finds those that do.
            let needsWhole =
                section == .publications
                || (section == .decisions && current != .decisions && !visit.may(.acknowledgeAssessments))
            if let permission {
                guard let reach = visit.reach(permission), !needsWhole || reach == .wholeBody else {
                    return nil
                }
            }
            return NavigationLink(text, visit.frame.link(path), isCurrent: section == current)
        }
    }

    /// What the page before has just done, said once through the address.
    private func notice(_ visit: Visit) -> Banner? {
        let words: [String: String] = [
            "added": "Added.", "saved": "Changes saved.", "imported": "The file was imported.",
            "published": "Published.", "deleted": "Deleted. What was published stays.",
            "withdrawn": "Withdrawn. The address stays and says why.",
            "stated": "The figure is stated and kept.", "set": "Setting saved.",
            "password": "Password changed.",
            "assessed": "Assessment recorded.", "person": "Person saved.",
            "started": "Started. Work through the sections in any order.",
            "done": "Recorded.", "point": "Recorded.", "row": "Added. Fill it in and save.",
            "gone": "Removed. Earlier versions keep it.",
            "copied": "Copied. Confirm each text that was copied.",
            "template": "Template saved.", "overridden": "The reason is recorded and shown with the check.",
            "reported": "Reported. The report is kept below.", "joined": "Joined.",
            "parted": "The join is ended; the log keeps it.", "moved": "Moved.",
            "plans": "The plans of the action are saved.",
            "acknowledged": "Recorded: you have read this version.", "minuted": "Minuted.",
            "duty": "Recorded as done. The clock runs from that day.", "planned": "Planning date saved.",
            "forgotten": "Forgotten. The next file that has such a header asks again.",
            "ended": "The private address no longer works.", "queued": "It is tried again within a minute.",
        ]
        guard let text = words[visit.request.query.text("done")] else { return nil }
        return Banner(.success, text)
    }

    /// A form of this page: with the session's token and, where it makes something, a key of its own.
    func form(_ visit: Visit, _ path: String, isMultipart: Bool = false, key: String? = nil, _ content: HTML)
        -> Form
    {
        Form(
            action: visit.frame.link(path), csrfToken: visit.formToken, idempotencyKey: key ?? formKey(visit),
            isMultipart: isMultipart, content)
    }

    /// The key a form came with, or a new one: a page shown again after a mistake keeps its key.
    func formKey(_ visit: Visit) -> String {
        let sent = visit.fields.text(Form.idempotencyField)
        return sent.isEmpty ? Identifier.next() : sent
    }
}
