// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl
import Foundation

/// `dueregard disclosure`: protects tables, checks proofs, audits patterns, attacks releases.
public struct DisclosureCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "disclosure",
        abstract: "Hide what must be hidden in tables of people, and prove that it is enough.",
        subcommands: [Protect.self, Check.self, Audit.self, Attack.self, Ledger.self])

    public init() {}
}

/// Prints an error as one line and ends with the given status.
func stop(_ error: any Error, status: Int32) -> ExitCode {
    FileHandle.standardError.write(Data("disclosure: \(error)\n".utf8))
    return ExitCode(status)
}

/// The largest memory this process has used, in megabytes.
func peakMegabytes() -> Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    for line in status.split(separator: "\n") where line.hasPrefix("VmHWM") {
        return (Double(line.split(separator: " ").dropFirst().first ?? "") ?? 0) / 1024
    }
    return 0
}

/// Text as JSON with the keys in order.
func json(_ values: [String: Any]) -> String {
    let data =
        (try? JSONSerialization.data(withJSONObject: values, options: [.sortedKeys, .prettyPrinted]))
        ?? Data()
    return String(decoding: data, as: UTF8.self)
}

/// Rounds for display, so that figures read as measured.
func rounded(_ value: Double) -> Double { (value * 10000).rounded() / 10000 }

/// The name of a policy that somebody put together on the command line and that asks less than the usual.
let ownPolicy = "own"

/// The named policies, and the usual one.
func knownPolicies(in given: String?) throws -> [String: DisclosurePolicy] {
    let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folder = DisclosurePolicy.folder(
        given: given, program: program ?? CommandLine.arguments.first,
        working: FileManager.default.currentDirectoryPath)
    if let given, folder == nil { throw DisclosureProblem(file: given, "holds no policies") }
    var known = try folder.map { try DisclosurePolicy.all(in: $0) } ?? [:]
    known[DisclosurePolicy.standard.name] = .standard
    return known
}
