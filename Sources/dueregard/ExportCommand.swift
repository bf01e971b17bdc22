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
        commandName: "export",
        abstract: "Write the action plan, the register, a strategy or an assessment into a file.",
        subcommands: [
            ActionPlan.self, Register.self, StrategyTable.self, Outcomes.self, Assessment.self,
        ])

    /// The forms that the plan goes out in.
    enum PlanFormat: String, CaseIterable, ExpressibleByArgument {
        case csv, xlsx, ods, json
    }

    struct ActionPlan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "action-plan", abstract: "Write the plan, word for word.",
            discussion: """
                dueregard export action-plan --out plan.csv
                dueregard export action-plan --format xlsx --out plan.xlsx
                dueregard export action-plan --format ods --directorate Housing --out housing.ods
                CSV has the eleven columns alone. Workbooks, and CSV with --round-trip, have every column and, hidden, the id
                and version of each row: changed and sent back, import action-plan compares them with the plan.
                """)

        @OptionGroup var place: PlaceOptions
        @Option(help: "csv, xlsx, ods or json.") var format: PlanFormat = .csv
        @Flag(help: "CSV with every column and the id and version of each row, to be taken back.")
        var roundTrip = false
        @Option(help: ArgumentHelp("Only the actions of this directorate.", valueName: "NAME"))
        var directorate: String?
        @Option(
            help: ArgumentHelp("Only the actions of this plan and those that feed it.", valueName: "TITLE"))
        var plan: String?
        @Option(help: ArgumentHelp("The file to write; - is standard output.", valueName: "FILE")) var out:
            String = "-"

        func run() async throws {
            let open = try await place.places().opened()
            let profile = try await open.profile(try place.reference().library(), on: Clock.today)
            let actions: [Action]
            do {
                actions = try await chosen(open, profile)
            } catch {
                await open.database.close()
                throw error
            }
            await open.database.close()
            let bytes: [UInt8]
            switch format {
            case .json:
                bytes = Reports.actionPlanJSON(actions, on: Clock.today, staleAfter: profile.staleDays)
            case .csv where !roundTrip: bytes = Reports.actionPlanCSV(actions)
            case .csv, .xlsx, .ods:
                let form = Reports.PlanFormat(rawValue: format.rawValue) ?? .csv
                do {
                    bytes = try Reports.roundTrip(
                        actions, own: profile.planColumns, of: open.body.name, as: form)
                } catch {
                    throw Stop.failed(error.message)
                }
            }
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
