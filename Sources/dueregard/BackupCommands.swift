// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Foundation
import Storage

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Write a complete copy of a body into one file, while it is in use.",
        discussion: """
            dueregard backup --out thanet-2026-11-21.sqlite
            The file can be restored into a folder or onto a PostgreSQL server, whichever it came from.
            """)

    @OptionGroup var place: PlaceOptions
    @Option(
        help: ArgumentHelp(
            "The file to write; named after the body and the time where left out.", valueName: "FILE"))
    var out: String?
    @Flag(help: "Print the result as JSON.") var json = false

    func run() async throws {
        let open = try await place.places().opened()
        let path = out ?? Self.name(open.body.slug)
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Stop.failed("\(path) exists already")
        }
        let counts = try await Self.backUp(open.database, to: path)
        await open.database.close()
        if json {
            Talk.result(JSONText.line(["file": path, "rows": String(counts)]))
        } else {
            Talk.result("\(open.body.name) is saved in \(path): \(counts) rows, compared with the source.")
        }
    }

    /// Copies, opens the copy and compares every table's rows; returns how many rows there are.
    static func backUp(_ database: any Database, to path: String) async throws -> Int {
        let part = path + ".part"
        try? FileManager.default.removeItem(atPath: part)
        do {
            try await database.backUp(to: part)
            let copy = try SQLiteDatabase(path: part, readOnly: true)
            try await copy.checkIntegrity()
            let counts = try await Backup.counts(of: copy)
            await copy.close()
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: part + suffix) }
            try FileManager.default.moveItem(atPath: part, toPath: path)
            try Checksum.write(for: path)
            return counts.reduce(0) { $0 + $1.rows }
        } catch {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: part + suffix) }
            throw error is DatabaseFailure ? error : Stop.failed("Cannot write \(path): \(reason(error))")
        }
    }

    static func name(_ slug: String) -> String {
        "\(slug)-\(Clock.now.iso.replacing(":", with: "")).backup"
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup into an empty place.",
        discussion: "dueregard restore thanet-2026-11-21.sqlite --data ./restored")

    @Argument(help: ArgumentHelp("A file that backup wrote.", valueName: "FILE")) var file: String
    @OptionGroup var place: PlaceOptions
    @Flag(help: "Check the file and say what it holds; change nothing.") var dryRun = false

    func run() async throws {
        guard FileManager.default.fileExists(atPath: file) else {
            throw Stop.failed("There is no file \(file)")
        }
        let isSummed = try Checksum.check(file)
        if !isSummed {
            Talk.say("\(file).sha256 is missing: only the structure of the file could be checked.")
        }
        // The file itself is never opened for writing: a copy of an older schema may have to be migrated first.
        let copy = FileManager.default.temporaryDirectory.path + "/dueregard-restore-" + Identifier.next()
        defer {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
        }
        do {
            try FileManager.default.copyItem(atPath: file, toPath: copy)
        } catch {
            throw Stop.failed("Cannot read \(file): \(reason(error))")
        }
        let source = try SQLiteDatabase(path: copy)
        try await source.checkIntegrity()
        guard try await source.schemaVersion().found > 0 else { throw Stop.failed("\(file) holds no body") }
        try await source.migrate(at: Clock.now)
        guard let body = try await BodyStore(database: source).body() else {
            throw Stop.failed("\(file) holds no body")
        }
        let counts = try await Backup.counts(of: source)
        await source.close()
        let total = counts.reduce(0) { $0 + $1.rows }
        if dryRun {
            Talk.result("\(file) holds \(body.name) (“\(body.slug)”), \(total) rows.")
            return
        }
        let places = try place.places()
        guard !(try await places.slugs()).contains(body.slug) else {
            throw Stop.failed("There is a body “\(body.slug)” there already. Restore into an empty place")
        }
        let target = try await places.open(body.slug, creating: true)
        do {
            let restored = try await Backup.restore(copy, into: target, at: Clock.now)
            await target.close()
            guard restored.map(\.rows) == counts.map(\.rows) else {
                throw Stop.failed("The restored rows differ from the file")
            }
        } catch {
            await target.close()
            if places.server == nil {
                for suffix in ["", "-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: places.path(body.slug) + suffix)
                }
            }
            throw error
        }
        Talk.result("\(body.name) is restored as “\(body.slug)”: \(total) rows, the same as in the file.")
    }
}

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring databases to the schema of this program, with a backup first.")

    @OptionGroup var place: PlaceOptions
    @Flag(help: "Say what would be done and change nothing.") var dryRun = false

    func run() async throws {
        let places = try place.places()
        let slugs =
            try place.settings()["body"].isEmpty ? try await places.slugs() : [try await places.slug()]
        guard !slugs.isEmpty else { throw Stop.failed("There is no body here. Run: dueregard init") }
        var done = 0
        for slug in slugs {
            let database = try await places.open(slug)
            let (found, known) = try await database.schemaVersion()
            guard found <= known else { throw DatabaseFailure.newerSchema(found: found, known: known) }
            if found == known {
                Talk.say("\(slug): schema \(found) is current")
            } else if dryRun {
                Talk.result("\(slug): would go from schema \(found) to \(known)")
                done += 1
            } else {
                let path =
                    (places.server == nil ? places.folder + "/" : "")
                    + BackupCommand.name("\(slug)-schema\(found)")
                try await database.backUp(to: path)
                try await database.migrate(at: Clock.now)
                Talk.result("\(slug): schema \(found) to \(known); the backup before is \(path)")
                done += 1
            }
            await database.close()
        }
        if done == 0 { throw Stop.nothingToDo("Nothing to migrate") }
    }
}
