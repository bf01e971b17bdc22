// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Storage
import WebServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the bodies.",
        discussion: """
            dueregard serve --data ./dueregard-data --port 8080
            dueregard serve --public-only --public-url https://equality.example.gov.uk
            """)

    @OptionGroup var place: PlaceOptions
    @OptionGroup var listening: ListenOptions
    @Flag(help: "Serve published works only; nobody can sign in.") var publicOnly = false

    func run() async throws {
        let settings = try place.settings(listening.flags)
        let places = Places(settings)
        // Wrong settings of mail are told before anything is opened; a public site sends nothing.
        let delivery = publicOnly ? nil : try MailSettings.delivery(settings)
        let slugs = settings["body"].isEmpty ? try await places.slugs() : [try await places.slug()]
        guard !slugs.isEmpty else {
            let where_ = places.server == nil ? "in \(places.folder)" : "on the server"
            throw Stop.failed("There is no body \(where_) yet. Run: dueregard init --area CODE --name NAME")
        }
        let reference = try place.reference()
        let library = try reference.library()
        var open: [OpenBody] = []
        for slug in slugs {
            open.append(try await publicOnly ? places.openedForReading(slug) : places.opened(slug))
        }
        let service = try Service(
            open, library: library, settings: settings, publicOnly: publicOnly, delivery: delivery,
            community: try reference.communityDesk())
        let bodies = open
        try await service.run { port in
            for body in bodies {
                Talk.result("\(body.body.name): \(service.address(port))/\(body.body.slug)/")
            }
        }
        for body in open { await body.database.close() }
    }
}

/// The flags by which a server listens.
struct ListenOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Port to listen on; 0 takes any free one.", valueName: "N")) var port: Int?
    @Option(help: ArgumentHelp("Address to listen on.", valueName: "ADDRESS")) var host: String?
    @Option(help: ArgumentHelp("Where the service is mounted, such as /equality.", valueName: "PATH"))
    var basePath: String?
    @Option(help: ArgumentHelp("Address under which people reach the service.", valueName: "URL"))
    var publicUrl: String?

    @Option(help: ArgumentHelp("Address of a proxy whose X-Forwarded-For is believed.", valueName: "ADDRESS"))
    var trustedProxy: String?

    var flags: [String: String] {
        var flags: [String: String] = [:]
        if let port { flags["port"] = String(port) }
        if let host { flags["host"] = host }
        if let basePath { flags["base-path"] = basePath }
        if let trustedProxy { flags["trusted-proxy"] = trustedProxy }
        if let publicUrl { flags["public-url"] = publicUrl }
        return flags
    }
}
