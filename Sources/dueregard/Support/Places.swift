// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Foundation
import Storage

/// The flags by which every command finds its bodies.
struct PlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with one database a body.", valueName: "DIR"))
    var data: String?

    @Option(help: ArgumentHelp("The body, by its slug; needed where there are several.", valueName: "SLUG"))
    var body: String?

    @Option(help: ArgumentHelp("A PostgreSQL server that holds the bodies.", valueName: "URL"))
    var postgres: String?

    @Option(help: ArgumentHelp("Folder with the reference data.", valueName: "DIR"))
    var referenceData: String?

    @Option(help: ArgumentHelp("A settings file.", valueName: "FILE"))
    var config: String?

    func settings(_ more: [String: String] = [:]) throws -> ProgramSettings {
        var flags = more
        if let data { flags["data"] = data }
        if let body { flags["body"] = body }
        if let postgres { flags["postgres"] = postgres }
        if let referenceData { flags["reference-data"] = referenceData }
        return try ProgramSettings(flags: flags, configFile: config)
    }

    func places() throws -> Places { Places(try settings()) }

    func reference() throws -> ReferenceData {
        let folder = try settings()["reference-data"]
        return try ReferenceData(given: folder.isEmpty ? nil : folder)
    }
}

/// Where the bodies are kept: a folder of SQLite files, or a PostgreSQL server.
struct Places {
    let folder: String
    let wanted: String
    let server: PostgreSQLServer?

    init(_ settings: ProgramSettings) {
        folder = settings["data"]
        wanted = settings["body"]
        server = settings["postgres"].isEmpty ? nil : PostgreSQLServer(address: settings["postgres"])
    }

    func path(_ slug: String) -> String { "\(folder)/\(slug).sqlite" }

    /// The slugs of all bodies here.
    func slugs() async throws -> [String] {
        if let server { return try await server.slugs() }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return names.filter { $0.hasSuffix(".sqlite") }.map { String($0.dropLast(7)) }.filter(Body.isSlug)
            .sorted()
    }

    func open(_ slug: String, creating: Bool = false) async throws -> any Database {
        if let server { return try await server.database(slug: slug, creating: creating) }
        if creating {
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            } catch {
                throw Stop.failed("Cannot make the folder \(folder): \(reason(error))")
            }
            guard access(folder, W_OK) == 0 else { throw Stop.failed("The folder \(folder) is not writable") }
        }
        return try SQLiteDatabase(path: path(slug), creating: creating)
    }

    /// The slug that a command is about: the one asked for, or the only one.
    func slug() async throws -> String {
        let all = try await slugs()
        let place = server == nil ? "in \(folder)" : "on the server"
        if !wanted.isEmpty {
            guard all.contains(wanted) else {
                let known = all.isEmpty ? "There is none." : "There is \(all.joined(separator: ", "))."
                throw Stop.failed("There is no body “\(wanted)” \(place). \(known)")
            }
            return wanted
        }
        guard let first = all.first else {
            throw Stop.failed("There is no body \(place) yet. Run: dueregard init --area CODE --name NAME")
        }
        guard all.count == 1 else {
            throw Stop.usage("Say which body with --body: \(all.joined(separator: ", "))")
        }
        return first
    }

    /// The body that a command is about, with a schema that this program knows.
    func opened() async throws -> OpenBody {
        let slug = try await slug()
        return try await opened(slug)
    }

    /// A body to be served to the public only: read-only where its file may not be written.
    func openedForReading(_ slug: String) async throws -> OpenBody {
        guard server == nil, access(path(slug), W_OK) != 0 || access(folder, W_OK) != 0 else {
            return try await opened(slug)
        }
        return try await opened(slug, try SQLiteDatabase(path: path(slug), readOnly: true))
    }

    func opened(_ slug: String) async throws -> OpenBody { try await opened(slug, try await open(slug)) }

    private func opened(_ slug: String, _ database: any Database) async throws -> OpenBody {
        try await database.requireCurrentSchema()
        guard let body = try await BodyStore(database: database).body() else {
            throw Stop.failed("The database of “\(slug)” holds no body. Run: dueregard init")
        }
        return OpenBody(body: body, database: database)
    }
}

/// A body with its database.
struct OpenBody {
    let body: Body
    let database: any Database

    func profile(_ library: ReferenceLibrary, on day: CalendarDay) async throws -> BodyProfile {
        BodyProfile(try await BodyStore(database: database).settings(), of: body, library: library, on: day)
    }
}
