// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show the settings of the program.", subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Show every setting in force; secrets are masked.")

        @OptionGroup var place: PlaceOptions
        @Flag(help: "Say where each value comes from.") var origins = false
        @Flag(help: "Print the result as JSON.") var json = false

        private struct Line: Encodable {
            let name: String
            let value: String
            let origin: String
            let place: String
        }

        func run() throws {
            let all = try place.settings().all
            if json {
                Talk.result(
                    JSONText.line(
                        all.map {
                            Line(
                                name: $0.name, value: ProgramSettings.shown($0), origin: $0.origin.rawValue,
                                place: $0.place)
                        }))
                return
            }
            for setting in all {
                let from =
                    setting.place.isEmpty
                    ? setting.origin.rawValue : "\(setting.origin.rawValue) \(setting.place)"
                Talk.result(
                    "\(setting.name) = \(ProgramSettings.shown(setting))" + (origins ? "    # \(from)" : ""))
            }
        }
    }
}
