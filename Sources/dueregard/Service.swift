// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Foundation
import Mail
import OfficerSite
import PublicSite
import Storage
import WebServer

/// The running service: the sites of all open bodies behind one server.
struct Service {
    let dispatcher: Dispatcher
    let offices: [Office]
    /// Sends reminders while the service runs; `nil` where sending is off.
    private let reminders: ReminderRunner?
    private let host: String
    private let port: Int
    private let basePath: String
    private let trustedProxy: String

    init(
        _ open: [OpenBody], library: ReferenceLibrary, settings: ProgramSettings, publicOnly: Bool,
        today: CalendarDay? = nil, delivery: (any MessageDelivery)? = nil, community: CommunityDesk = .none
    ) throws {
        guard let port = Int(settings["port"]), (0...65_535).contains(port) else {
            throw Stop.usage("The port must be a number from 0 to 65535, not “\(settings["port"])”")
        }
        self.port = port
        host = settings["host"]
        trustedProxy = settings["trusted-proxy"]
        let base = settings["base-path"].split(separator: "/").joined(separator: "/")
        basePath = base.isEmpty ? "" : "/" + base
        let publicURL = settings["public-url"]
        let service = ServiceSettings(
            basePath: basePath, isSecure: publicURL.hasPrefix("https://"),
            publicOrigin: publicURL.isEmpty ? nil : Self.origin(of: publicURL), now: { Clock.now },
            today: { today ?? Clock.today }, logFault: Self.logFault)
        offices = open.map {
            Office(
                body: $0.body, database: $0.database, library: library, settings: service,
                passwords: Passwords(), sendsMail: delivery != nil, community: community,
                pdf: PDFProgram.render)
        }
        let bodies = zip(offices, open).map { ($0, OutboxStore(database: $1.database)) }
        reminders = delivery.map {
            ReminderRunner(delivery: $0, bodies: bodies, now: { Clock.now }, note: { Talk.say($0) })
        }
        let sites = zip(open, offices).map { body, office in
            Self.site(body, office, basePath: service.basePath, publicOnly: publicOnly)
        }
        dispatcher = Dispatcher(sites: sites, settings: service)
    }

    private static func site(
        _ open: OpenBody, _ office: Office, basePath: String, publicOnly: Bool
    ) -> Site {
        let store = PublicationStore(database: open.database)
        let assessments = PublishedAssessmentStore(database: open.database)
        let information = EqualityInformationStore(database: open.database)
        let published = PublishedAssessments(
            page: { try await assessments.page($0) }, vocabulary: { try await assessments.vocabulary() },
            editions: { try await assessments.editions(at: $0) },
            artefact: { try await assessments.artefact(at: $0, edition: $1, $2) },
            characteristics: { try await office.characteristicNames() })
        let works = PublishedWorks(
            body: open.body, assessments: published, works: { try await store.publications() },
            artefact: { try await store.artefact($0, edition: $1, $2) },
            file: { try await information.file($0, edition: $1, $2) },
            accent: { try await office.accent() })
        let publicSite = PublicSite(
            works: works, basePath: basePath, hasSignIn: !publicOnly,
            community: { try await office.ownCommunity.desk() }, questionnaires: office.publicQuestionnaires)
        let frame: @Sendable () async throws -> SiteFrame = {
            publicOnly ? try await publicSite.frame() : try await office.frame()
        }
        let identify: @Sendable (String, Instant) async throws -> SignedIn? = { token, now in
            try await office.identify(token, at: now)
        }
        let errorPage: Site.ErrorPage = { visit, kind, reference, needed in
            office.errorPage(visit, kind, reference, needed)
        }
        return Site(
            slug: open.body.slug, routes: publicSite.routes + (publicOnly ? [] : office.routes), frame: frame,
            identify: publicOnly ? nil : identify, refusal: { office.refusal(of: $0) },
            errorPage: publicOnly ? nil : errorPage)
    }

    /// Runs until asked to stop; `started` is told the port.
    func run(started: @escaping @Sendable (_ port: Int) async -> Void) async throws {
        let server = HummingbirdServer(
            dispatcher: dispatcher, host: host, port: port,
            trustedProxy: trustedProxy.isEmpty ? nil : trustedProxy,
            started: started)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                if let reminders { group.addTask { await reminders.run() } }
                try await server.run()
                group.cancelAll()
            }
        } catch {
            let text = "\(error)"
            if text.contains("Address already in use") || text.contains("errno: 98") {
                throw Stop.failed("Port \(port) is taken. Stop what uses it, or give another with --port")
            }
            if text.contains("Permission denied") || text.contains("errno: 13") {
                throw Stop.failed(
                    "Port \(port) may not be used by this user. Give one above 1023 with --port")
            }
            throw error
        }
    }

    func address(_ port: Int) -> String {
        "http://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(port)\(basePath)"
    }

    private static func origin(of address: String) -> String {
        guard let scheme = address.range(of: "://") else { return address }
        return String(address[..<scheme.upperBound] + address[scheme.upperBound...].prefix { $0 != "/" })
    }

    /// One line a fault, with its reference; line breaks cannot forge another line.
    private static let logFault: @Sendable (String, any Error, String) -> Void = { reference, error, place in
        let text = "\(error)".replacing("\n", with: "\\n").replacing("\r", with: "\\r")
        Talk.say("\(Clock.now.iso) fault \(reference) at \(place.replacing("\n", with: "\\n")): \(text)")
    }
}
