// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Documents
import EqualityDuty
import Foundation
import Reports
import Storage

extension ImportCommand {
    /// What a person says of a published table.
    struct TableOptions: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "The publisher's id; of several tables in the file the one wanted.", valueName: "ID"))
        var table = ""
        @Option(help: ArgumentHelp("What is counted.", valueName: "TEXT")) var title = ""
        @Option(help: ArgumentHelp("The inquiry, such as Census 2021.", valueName: "TEXT")) var dataset = ""
        @Option(help: ArgumentHelp("The day of the counts, or the year of a census.", valueName: "DATE"))
        var day = ""
        @Option(help: ArgumentHelp("Who is counted.", valueName: "TEXT")) var universe = ""
        @Option(help: ArgumentHelp("Who published it.", valueName: "TEXT")) var publisher = ""
        @Option(help: ArgumentHelp("Where it was published.", valueName: "TEXT")) var source = ""
        @Option(help: ArgumentHelp("On what terms, such as OGL-UK-3.0.", valueName: "TEXT")) var licence = ""
        @Option(help: ArgumentHelp("A category scheme to use; may be given again.", valueName: "ID"))
        var scheme: [String] = []
        @Option(help: ArgumentHelp("Of several variables in the file the one wanted.", valueName: "NAME"))
        var variable = ""
        @Option(
            help: ArgumentHelp(
                "What a label means; without a code it is left out; may be given again.",
                valueName: "LABEL=CODE"))
        var means: [String] = []
        @Option(help: ArgumentHelp("A variable to be added up; may be given again.", valueName: "NAME"))
        var addUp: [String] = []
        @Flag(help: "Leave areas out that are not known here.") var knownAreasOnly = false
        @Flag(help: "Take combinations that the file lacks as counting nobody.") var missingIsNone = false

        var draft: TableDraft {
            var draft = TableDraft()
            (draft.table, draft.title, draft.dataset, draft.day) = (table, title, dataset, day)
            (draft.universe, draft.publisher, draft.source, draft.licence) = (
                universe, publisher, source, licence
            )
            return draft
        }

        func wishes(_ schemes: CategorySchemes) throws -> StatisticsWishes {
            var wishes = StatisticsWishes()
            (wishes.table, wishes.variable, wishes.day) = (table, variable, day)
            (wishes.schemes, wishes.addedUp) = (scheme, addUp)
            (wishes.leavesUnknownAreasOut, wishes.missingAreNone) = (knownAreasOnly, missingIsNone)
            if let wrong = scheme.first(where: { schemes[$0] == nil }) {
                let near = schemes.schemes.keys.sorted().filter { $0.hasPrefix(wrong.prefix(3)) }
                let hint = near.isEmpty ? "" : ". There is \(near.joined(separator: ", "))"
                throw Stop.usage("There is no category scheme “\(wrong)”\(hint)")
            }
            for pair in means {
                guard let mark = pair.lastIndex(of: "="), mark != pair.startIndex else {
                    throw Stop.usage("Write what a label means as --means \"LABEL=CODE\", not “\(pair)”")
                }
                wishes.meanings[String(pair[..<mark])] = String(pair[pair.index(after: mark)...])
            }
            return wishes
        }
    }

    struct Profile: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "profile",
            abstract: "Read a table that a national body published, for the community profile.",
            discussion: """
                dueregard import profile ts007.csv --dry-run
                dueregard import profile census.csv --table TS030 --day 2021 --yes
                dueregard import profile religion-2001.csv --table UV015 --title Religion --dataset "Census 2001" \\
                  --day 2001 --universe "All people" --publisher "Office for National Statistics" --licence OGL-UK-3.0 --yes

                Reads what Nomis and ONS export (wide, long, stacked with lines above), tidy files, and percentages beside
                counts, as CSV, TSV, XLSX or ODS, and says what each label was taken for. A file of another form, or with
                counts that do not add up, is not taken in.
                """)

        @OptionGroup var options: Options
        @OptionGroup var about: TableOptions
        @Flag(help: "Never ask.") var noInput = false
        @Flag(help: "Take the table in without asking.") var yes = false

        func run() async throws {
            let reference = try options.place.reference().community()
            let statistics = reference.profiles.statistics
            let wishes = try about.wishes(statistics.schemes)
            let given = try GivenTable(options.file, named: options.shownName)
            let reading = StatisticsReading(
                schemes: statistics.schemes, areas: reference.areas, held: statistics)
            let progress = Progress("Reading \(options.shownName)")
            let read: ReadStatistics
            do {
                read = try reading.read(given.file, named: options.shownName, wishes)
            } catch let refusal as FileRefusal {
                throw Stop.failed("\(options.shownName): \(refusal.message)")
            } catch let error as CSVFileError { throw Stop.failed(error.description) }
            progress.end()
            let draft = about.draft.filled(from: read, held: statistics)
            var summary = StatisticsSummary(options, read, draft, reference.areas)
            let missing = read.counts.isEmpty ? [] : draft.problems()
            summary.missing = missing.map { "\($0.text): --\($0.field)" }
            guard read.canBeTaken, missing.isEmpty else { throw summary.stop(options) }
            if let idle = Self.idle(wishes, read) { throw Stop.usage(idle) }
            // A dry run shows what a file is where there is no body yet.
            if options.dryRun, try await options.place.places().slugs().isEmpty {
                return summary.say(options, as: "would be taken in")
            }
            let open = try await options.place.places().opened()
            do {
                try await take(given, read, draft, reference, open, &summary)
                await open.database.close()
            } catch {
                await open.database.close()
                throw error
            }
        }

        /// What was asked for and led to nothing, with what there is; `nil` where everything was used.
        private static func idle(_ wishes: StatisticsWishes, _ read: ReadStatistics) -> String? {
            func key(_ words: String) -> String { foldedForSearch(words) }
            func list(_ words: [String]) -> String { words.prefix(20).joined(separator: ", ") }
            let labels = read.dimensions.flatMap { $0.labels.map(\.label) }
            let known = Set(labels.map(key))
            if let label = wishes.meanings.keys.sorted().first(where: { !known.contains(key($0)) }) {
                return "The file has no label “\(label)”, so --means says nothing. It has: \(list(labels))"
            }
            let variables = read.leftOut.map(\.heading) + read.dimensions.map(\.name)
            let names = Set(variables.map(key))
            if let name = wishes.addedUp.first(where: { !names.contains(key($0)) }) {
                return "The file has no variable “\(name)” to add up. It has: \(list(variables))"
            }
            let used = read.dimensions.map(\.scheme.id)
            if let scheme = wishes.schemes.sorted().first(where: { !used.contains($0) }) {
                return "No variable of the file can be told by \(scheme). Used: \(list(used))"
            }
            return nil
        }

        private func take(
            _ given: GivenTable, _ read: ReadStatistics, _ draft: TableDraft, _ reference: CommunityReference,
            _ open: OpenBody, _ summary: inout StatisticsSummary
        ) async throws {
            let store = PublishedTableStore(
                database: open.database, schemes: reference.profiles.statistics.schemes)
            guard
                let description = draft.description(
                    of: read, digest: try given.digest(), areas: reference.areas)
            else { throw Stop.failed("\(options.shownName) cannot be taken in") }
            let offer = PublishedTableStore.Offer(
                description: description, fileName: options.shownName, bytes: read.bytes(),
                areaCount: read.areas.count, total: read.total)
            if !options.dryRun, !yes {
                summary.sayFindings(options)
                guard !noInput, accepts(summary) else {
                    throw Stop.failed("Nothing was taken in: read what was understood, and add --yes")
                }
            }
            do {
                let taken = try await store.take(offer, rehearsing: options.dryRun, .commandLine())
                summary.imported = !options.dryRun
                summary.id = options.dryRun ? nil : taken.id
                summary.replaces = taken.supersedes != nil
            } catch let held as TableHeldAlready {
                let what = held.isSameFile ? "This file" : "A table with the same counts"
                throw Stop.nothingToDo(
                    "\(what) was taken in as \(held.first.description.id) on \(held.first.takenAt.day.written) "
                        + "(\(held.first.fileName)). Nothing was imported")
            } catch let held as NewerTableHeld {
                throw Stop.failed(
                    "\(held.newer.description.id) of \(held.newer.description.day.written) is held, which is newer: give "
                        + "this one an id of its own with --table")
            }
            summary.say(options, as: options.dryRun ? "would be taken in" : "was taken in")
        }

        private func accepts(_ summary: StatisticsSummary) -> Bool {
            guard isatty(STDIN_FILENO) == 1 else { return false }
            Talk.rewrite("Take this table in? [y/N] ")
            return ["y", "yes"].contains((readLine() ?? "").lowercased())
        }
    }
}

/// The file of a published table; standard input is read up to the limit and no further.
struct GivenTable {
    let file: RowFile
    private let path: String
    private let input: [UInt8]?

    init(_ path: String, named name: String) throws {
        self.path = path
        do {
            if path == "-" {
                let limit = RowFile.Limits().textBytes
                var bytes: [UInt8] = []
                while bytes.count <= limit, let data = try FileHandle.standardInput.read(upToCount: 1 << 20),
                    !data.isEmpty
                {
                    bytes += data
                }
                input = bytes
                file = try RowFile(bytes: bytes)
            } else {
                input = nil
                file = try RowFile(path: path)
            }
        } catch let refusal as FileRefusal {
            throw Stop.failed("\(name): \(refusal.message)")
        } catch let error as CSVFileError { throw Stop.failed(error.description) }
    }

    func digest() throws -> String { try input.map { SourceDigest.of($0) } ?? SourceDigest.of(path: path) }
}
