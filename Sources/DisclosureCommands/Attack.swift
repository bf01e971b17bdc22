// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl
import Foundation

/// `disclosure attack DIR`: runs the separate attacker program on what was published.
struct Attack: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Attack a release with only what is published.")

    @Argument(help: "The folder that protect wrote.") var folder: String
    @Flag(help: "Also try every person who is alone in a cell.") var insiders = false
    @Flag(help: "Print the result as JSON.") var json = false

    func run() throws {
        let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let program = own.deletingLastPathComponent().appendingPathComponent("attacker")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw stop(DisclosureProblem("the program attacker is not beside \(own.path)"), status: 1)
        }
        let process = Process()
        process.executableURL = program
        process.arguments = [folder] + (insiders ? ["--insiders"] : []) + (json ? ["--json"] : [])
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
    }
}
