// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import Reports
import Storage

extension ImportCommand {
    /// The flags of an import of one file that is no CSV.
    struct FileOptions: ParsableArguments {
        @Argument(help: ArgumentHelp("The file; - is standard input.", valueName: "FILE")) var file: String
        @OptionGroup var place: PlaceOptions
        @Flag(help: "Say what would happen and change nothing.") var dryRun = false
        @Flag(help: "Print the result as JSON.") var json = false

        var shownName: String {
            file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file
        }

        /// Says what is wrong with the file, as JSON too where that was asked for, and ends the command.
        func refuse(_ problems: [FileProblem]) -> Stop {
            if json { Talk.result(JSONText.line(FileRefused(file: shownName, problems: problems))) }
            let first = problems.first?.description ?? "it cannot be read"
            let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
            let words = "\(shownName): \(first)\(more)"
            return dryRun
                ? .problems("\(words) Nothing would be imported.")
                : .failed("\(words) Nothing was imported.")
        }
    }

    /// Something to put right in a file, with its place in the file where there is one.
    struct FileProblem: Encodable, CustomStringConvertible {
        let place: String
        let text: String

        var description: String {
            let words = place.isEmpty ? text : "\(place): \(text)"
            return words.hasSuffix(".") ? words : words + "."
        }
    }

    private struct FileRefused: Encodable {
        let file: String
        var imported = false
        let problems: [FileProblem]
    }

    struct Assessment: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "assessment", abstract: "Read an exported assessment, or an old one as plain facts.",
            discussion: """
                dueregard import assessment assessment.json --dry-run
                An exported assessment comes in with all its versions, and exported again it is equal.
                The format of plain facts stands in docs/formats/assessment-json.md.
                """)

        @OptionGroup var options: FileOptions
        @Flag(help: "Give it the next free reference here, and keep its own as the earlier one.")
        var newReference =
            false

        private struct Summary: Encodable {
            let file: String
            let dryRun: Bool
            let imported: Bool
            let id: String
            let reference: String
            let title: String
            let state: String
            let versions: Int
            let from: String
            let remarks: [String]
        }

        func run() async throws {
            let (open, office) = try await options.place.office()
            let bytes = try GivenFile.bytes(options.file)
            let change = Change.commandLine()
            let taken: AssessmentExchange
            var reference: String
            let id: String
            do {
                taken = try await office.reading(bytes, by: change.actor, at: change.at, on: Clock.today)
                reference = newReference ? "" : taken.record.reference
                id = try await office.take(
                    taken, source: options.shownName, renumbering: newReference, rehearsing: options.dryRun,
                    change)
            } catch let problem as ExchangeProblem {
                throw options.refuse([.init(place: problem.place, text: problem.text)])
            } catch let refused as AssessmentRefused {
                throw options.refuse([.init(place: "", text: refused.reason)])
            }
            if !options.dryRun {
                reference = try await office.assessment(named: id)?.reference ?? reference
            }
            await open.database.close()
            try report(taken, id, reference)
        }

        private func report(_ taken: AssessmentExchange, _ id: String, _ reference: String) throws {
            let record = taken.record
            if options.json {
                let summary = Summary(
                    file: options.shownName, dryRun: options.dryRun, imported: !options.dryRun, id: id,
                    reference: reference, title: record.title, state: record.state.rawValue,
                    versions: record.versions.count, from: taken.body, remarks: taken.remarks)
                return Talk.result(JSONText.line(summary))
            }
            for remark in taken.remarks { Talk.say(remark) }
            let verb = options.dryRun ? "Would import" : "Imported"
            let name = reference.isEmpty ? "under the next free reference" : "as \(reference)"
            let versions = record.versions.count == 1 ? "1 version" : "\(record.versions.count) versions"
            Talk.result("\(verb) “\(record.title)” \(name): \(versions), \(record.state.name.lowercased())")
        }
    }

    struct Template: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "template", abstract: "Read a template of your own, or changes to a shipped one.",
            discussion: """
                dueregard import template our-screening.yaml --dry-run
                How a template or an overlay is written stands in docs/how-to-add/a-template.md.
                """)

        @OptionGroup var options: FileOptions

        private struct Summary: Encodable {
            let file: String
            let dryRun: Bool
            let imported: Bool
            let id: String
            let version: Int
            let name: String
            let kind: String
            let remarks: [String]
        }

        func run() async throws {
            let (open, office) = try await options.place.office()
            let bytes = try GivenFile.bytes(options.file)
            let taken: TemplateTaken
            do {
                taken = try await office.takeTemplate(bytes, rehearsing: options.dryRun, .commandLine())
            } catch let refused as TemplateRefused {
                let words = refused.problems.isEmpty ? [refused.reason] : refused.problems
                if !options.json, words.count > 1 {
                    for problem in words { Talk.result(problem) }
                }
                throw options.refuse(words.map { .init(place: "", text: $0) })
            }
            await open.database.close()
            let kind = taken.isOverlay ? "overlay" : "template"
            if options.json {
                let summary = Summary(
                    file: options.shownName, dryRun: options.dryRun, imported: !options.dryRun, id: taken.id,
                    version: taken.version, name: taken.name, kind: kind, remarks: taken.remarks)
                return Talk.result(JSONText.line(summary))
            }
            for remark in taken.remarks { Talk.say(remark) }
            let verb = options.dryRun ? "Would import" : "Imported"
            Talk.result("\(verb) the \(kind) “\(taken.name)” (\(taken.id)), version \(taken.version)")
        }
    }
}
