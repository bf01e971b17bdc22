// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl

/// `disclosure check DIR`: ends with 0 when safe, 1 when broken, 2 when it cannot tell.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check a release by itself, from its published files and its certificate only.")

    @Argument(help: "The folder that protect wrote.") var folder: String

    @Option(help: "The folder of policies.") var policies: String?

    func run() throws {
        do {
            let found = ReleaseCheck.check(folder, policies: try knownPolicies(in: policies), own: ownPolicy)
            for line in found.lines { print(line) }
            if found.status != 0 { throw ExitCode(found.status) }
        } catch let problem as DisclosureProblem {
            throw stop(problem, status: 2)
        }
    }
}
