// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Reports
import Storage

/// The form of a result.
enum ResultFormat: String, CaseIterable, ExpressibleByArgument {
    case json, html, csv
}

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the action plan, the register or an assessment into a file.",
        subcommands: [ActionPlan.self, Register.self, Assessment.self])

    /// The forms an export has.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, json
    }

    struct ActionPlan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "action-plan", abstract: "Write the eleven columns, word for word.")

        @OptionGroup var place: PlaceOptions
        @Option(help: "csv or json.") var format: Format = .csv
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func run() async throws {
            let open = try await place.places().opened()
            let profile = try await open.profile(try place.reference().library(), on: Clock.today)
            let actions = try await ActionPlanStore(database: open.database, vocabulary: profile.vocabulary)
                .actions(within: .wholeBody)
            let bytes =
                format == .csv
                ? Reports.actionPlanCSV(actions)
                : Reports.actionPlanJSON(actions, on: Clock.today, staleAfter: profile.staleDays)
            await open.database.close()
            try write(bytes, to: out)
            if out != "-" { Talk.say("\(actions.count) actions written to \(out)") }
        }
    }

    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "register", abstract: "Write the register in the columns that import reads.")

        @OptionGroup var place: PlaceOptions
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func run() async throws {
            let open = try await place.places().opened()
            let profile = try await open.profile(try place.reference().library(), on: Clock.today)
            let policies = try await RegisterStore(database: open.database, criteria: profile.criteria)
                .policies(within: .wholeBody)
            await open.database.close()
            try write(Reports.registerCSV(policies, criteria: profile.criteria), to: out)
            if out != "-" { Talk.say("\(policies.count) records written to \(out)") }
        }
    }
}
