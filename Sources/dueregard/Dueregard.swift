// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureCommands
import EqualityDuty
import Foundation
import Storage

/// The command: reads settings, wires rooms, talks to people and scripts.
@main
struct Dueregard: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "dueregard",
        abstract: "The public sector equality duty as one living record.",
        usage: """
            dueregard demo                                              a running council, invented
            dueregard init --area E07000114 --name "Thanet District Council"
            dueregard serve --data ./dueregard-data --port 8080
            """,
        version: version,
        subcommands: [
            DemoCommand.self, InitCommand.self, ServeCommand.self, ImportCommand.self, ExportCommand.self,
            ReportCommand.self, DataCommand.self, QuestionnaireCommand.self,
            BackupCommand.self, RestoreCommand.self, MigrateCommand.self, DoctorCommand.self,
            UserCommand.self,
            ConfigCommand.self, PublishCommand.self, DisclosureCommand.self, CompletionsCommand.self,
            VersionCommand.self,
            RoutesCommand.self,
        ])

    /// Without a command: a short help with three examples.
    func run() async throws {
        Talk.result(
            """
            DueRegard \(Self.version): the public sector equality duty as one living record.

            Try one of these:
              dueregard demo                                   show a running council, invented
              dueregard init --area E07000114 --name "Thanet District Council"
              dueregard serve                                  serve the bodies in ./dueregard-data

            Everything else: dueregard --help
            """)
    }

    static func main() async {
        // A closed pipe at the other end of standard output is no fault.
        signal(SIGPIPE, SIG_IGN)
        do {
            try refuseUnknownCommand(Array(CommandLine.arguments.dropFirst()))
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let stop as Stop {
            Talk.say("dueregard: \(stop.description)")
            Foundation.exit(stop.code)
        } catch let failure as DatabaseFailure {
            Talk.say("dueregard: \(failure.description)")
            Foundation.exit(1)
        } catch {
            Self.exit(withError: error)
        }
    }

    /// An unknown command gets the nearest guess and is not run.
    private static func refuseUnknownCommand(_ arguments: [String]) throws {
        guard let first = arguments.first, !first.hasPrefix("-"), first != "help" else { return }
        let names = configuration.subcommands.compactMap { $0._commandName }
        guard !names.contains(first) else { return }
        let nearest = names.min { distance($0, first) < distance($1, first) } ?? "demo"
        throw Stop.usage(
            "There is no command “\(first)”. Did you mean “\(nearest)”? All commands: dueregard --help")
    }

    private static func distance(_ left: String, _ right: String) -> Int {
        var row = Array(0...right.count)
        for (line, one) in left.enumerated() {
            var corner = row[0]
            row[0] = line + 1
            for (column, other) in right.enumerated() {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, corner + (one == other ? 0 : 1))
                corner = above
            }
        }
        return row[right.count]
    }
}

extension Change {
    /// A change made at the command line, now.
    static func commandLine(because reason: String? = nil) -> Change {
        Change(by: .commandLine, at: Clock.now, because: reason)
    }
}

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    func run() { Talk.result(Dueregard.version) }
}
