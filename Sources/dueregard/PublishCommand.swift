// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import OfficerSite
import Storage

struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish coverage, the action plan, progress or equality information as of a day.",
        discussion: """
            dueregard publish coverage --on 2026-03-31 --yes
            dueregard publish equality-information --on 2026-03-31 --out information --dry-run
            """,
        subcommands: [PublishWorkCommand.self, PublishInformationCommand.self],
        defaultSubcommand: PublishWorkCommand.self)
}

/// A work that is one page with its figures.
struct PublishWorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work", abstract: "Publish coverage, the action plan or progress as of a day.",
        discussion: "dueregard publish coverage --on 2026-03-31 --yes")

    @Argument(help: ArgumentHelp("coverage, action-plan or progress.", valueName: "WORK")) var work: String
    @OptionGroup var place: PlaceOptions
    @Option(help: ArgumentHelp("The day, as 2026-03-31; today where left out.", valueName: "DATE")) var on:
        String?
    @Flag(help: "Say what would be published and change nothing.") var dryRun = false
    @Flag(help: "Publish without asking.") var yes = false

    func run() async throws {
        let kinds = Publication.Kind.allCases.filter { $0 != .equalityInformation }
        guard let kind = kinds.first(where: { $0.address == work }) else {
            throw Stop.usage(
                "There is no work “\(work)”: coverage, action-plan, progress or equality-information")
        }
        guard let day = on.map({ CalendarDay(iso: $0) }) ?? Clock.today, day <= Clock.today else {
            throw Stop.usage("Give a day until today, as 2026-03-31")
        }
        let open = try await place.places().opened()
        let service = try Service(
            [open], library: try place.reference().library(), settings: try place.settings(),
            publicOnly: false)
        guard let office = service.offices.first else { throw Stop.failed("There is no body here") }
        let preview = try await office.preview(kind, on: day)
        let (title, summary) = (preview.title, preview.summary)
        guard !dryRun else {
            await open.database.close()
            return Talk.result(
                (["Would publish “\(title)”: \(summary)"] + preview.lines).joined(separator: "\n"))
        }
        guard yes else {
            throw Stop.usage(
                "Everybody could read “\(title)” (\(summary)). Say so with --yes, or look first with --dry-run"
            )
        }
        let edition = try await office.publish(kind, on: day, .commandLine())
        await open.database.close()
        Talk.result("Published “\(title)” as edition \(edition): \(summary)")
    }
}

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print a completion script for a shell.",
        discussion: "dueregard completions bash > /etc/bash_completion.d/dueregard")

    @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "SHELL")) var shell: String

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw Stop.usage("There is no completion for “\(shell)”: bash, zsh or fish")
        }
        Talk.result(Dueregard.completionScript(for: shell))
    }
}
