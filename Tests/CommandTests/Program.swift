// SPDX-License-Identifier: Apache-2.0
import Foundation
import Storage
import Synchronization

/// What a run of the program ended with.
struct Outcome: Sendable {
    let code: Int32
    let output: String
    let talk: String
    var bytes: [UInt8] = []
}

/// The real program, as `swift build` made it beside these tests.
enum Program {
    static let path: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().path + "/dueregard"
    }()

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The environment of a run: nothing of the tester's own settings may decide an outcome.
    static func environment(_ more: [String: String]) -> [String: String] {
        var all = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DUEREGARD_") }
        all["SWIFT_BACKTRACE"] = "enable=no"
        return all.merging(more) { $1 }
    }

    /// Runs a command to its end.
    static func run(
        _ arguments: [String], in folder: Folder, input: String? = nil,
        environment more: [String: String] = [:],
        executable: String = path
    ) async throws -> Outcome {
        let (process, output, talk) = try prepare(arguments, in: folder, executable: executable, more)
        let standardInput = folder.file(Identifier.next() + ".in")
        try Data((input ?? "").utf8).write(to: URL(fileURLWithPath: standardInput))
        process.standardInput = FileHandle(forReadingAtPath: standardInput)
        let code: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: Program.code(of: $0)) }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        let bytes = FileManager.default.contents(atPath: output) ?? Data()
        return Outcome(
            code: code, output: String(decoding: bytes, as: UTF8.self),
            talk: String(decoding: FileManager.default.contents(atPath: talk) ?? Data(), as: UTF8.self),
            bytes: [UInt8](bytes))
    }

    static func code(of process: Process) -> Int32 {
        process.terminationReason == .uncaughtSignal
            ? 128 + process.terminationStatus : process.terminationStatus
    }

    static func prepare(
        _ arguments: [String], in folder: Folder, executable: String, _ more: [String: String]
    ) throws -> (Process, output: String, talk: String) {
        let (output, talk) = (
            folder.file(Identifier.next() + ".out"), folder.file(Identifier.next() + ".err")
        )
        for path in [output, talk] { try Data().write(to: URL(fileURLWithPath: path)) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = environment(more)
        process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: talk)
        return (process, output, talk)
    }
}

/// A folder of one test, removed with all that is in it.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/dueregard-command-" + Identifier.next()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and gives its path.
    @discardableResult
    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }

    func read(_ name: String) -> [UInt8] {
        [UInt8](FileManager.default.contents(atPath: file(name)) ?? Data())
    }

    /// Runs a command on the data folder of this test.
    func run(_ arguments: String..., input: String? = nil) async throws -> Outcome {
        try await Program.run(arguments + ["--data", file("data")], in: self, input: input)
    }

    /// Sets a council up, without an area.
    func found(_ slug: String = "eastmarsh") async throws {
        let outcome = try await run("init", "--name", "Eastmarsh District Council", "--slug", slug)
        guard outcome.code == 0 else { throw NotReady(text: outcome.talk) }
    }

    /// The database of a council of this test.
    func database(_ slug: String = "eastmarsh") throws -> SQLiteDatabase {
        try SQLiteDatabase(path: file("data/\(slug).sqlite"))
    }
}

/// What a test stands on was not there.
struct NotReady: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
