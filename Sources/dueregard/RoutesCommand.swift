// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import PublicSite
import Storage
import WebServer

/// Lists every address of the service, for tests and for reviewers.
struct RoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "List every address with who may use it.", shouldDisplay: false)

    @OptionGroup var place: PlaceOptions
    @Flag(help: "Print the result as JSON.") var json = false

    private struct Line: Encodable {
        let method: String
        let path: String
        let access: String
        let scope: String
        let cache: String
        let bodyLimit: Int
    }

    func run() async throws {
        let open = try await place.places().opened()
        let library = try place.reference().library()
        let service = try Service([open], library: library, settings: try place.settings(), publicOnly: false)
        let lines = service.dispatcher.sites.flatMap(\.routes).map { route in
            Line(
                method: route.method.rawValue, path: route.pattern, access: route.access.word,
                scope: "\(route.scope)",
                cache: "\(route.cache)", bodyLimit: route.limit.bytes)
        }
        await open.database.close()
        if json { return Talk.result(JSONText.line(lines)) }
        for line in lines {
            Talk.result(
                "\(line.method)\t\(line.path)\t\(line.access)\t\(line.scope)\t\(line.cache)\t\(line.bodyLimit)"
            )
        }
    }
}

extension Route.Access {
    /// The access in one word, as the reviewed matrix spells it.
    var word: String {
        switch self {
        case .anyone: "anyone"
        case .signedIn: "signedIn"
        case .may(let permission): permission.rawValue
        }
    }
}
