// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Documents
import EqualityDuty
import Foundation
import Reports
import Storage

extension ImportCommand {
    struct ActionPlan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "action-plan",
            abstract: "Read the actions of a plan; all words are kept as written.",
            discussion: """
                Columns: \(ActionCells.headers.joined(separator: ", ")).
                A workbook, or a file that was exported with --round-trip, is compared with the plan row by row:
                dueregard import action-plan plan.xlsx --dry-run
                dueregard import action-plan plan.xlsx --conflicts theirs --column "Who=Lead Officer"
                """)

        @OptionGroup var options: Options
        @Option(help: "Where file and plan both changed a field: mine takes the file, theirs keeps the plan.")
        var conflicts: Side?
        @Option(
            help: ArgumentHelp(
                "What a header of the file means; may be given again.", valueName: "HEADER=COLUMN"))
        var column: [String] = []
        @Option(
            help: ArgumentHelp(
                "Why target dates move or finished actions are open again, for rows that do not say it.",
                valueName: "TEXT"))
        var why: String?

        /// Whose words hold in a conflict: those of the file, or those of the plan.
        enum Side: String, CaseIterable, ExpressibleByArgument {
            case mine, theirs
        }

        func run() async throws {
            let mapping = try mapping()
            let given = try PlanFile(options.file)
            let open = try await options.place.places().opened()
            let profile = try await open.profile(try options.place.reference().library(), on: Clock.today)
            if conflicts != nil || !column.isEmpty || why != nil || given.isCompared(own: profile.planColumns)
            {
                let comparing = PlanFileTaking(
                    options: options, side: conflicts, mapping: mapping, why: why ?? "", open: open,
                    profile: profile)
                return try await comparing.run(try given.bytes())
            }
            let file = try ImportCommand.reading {
                options.file == "-"
                    ? ActionPlanFile(
                        bytes: try given.bytes(), vocabulary: profile.vocabulary, today: Clock.today)
                    : try ActionPlanFile(
                        path: options.file, vocabulary: profile.vocabulary, today: Clock.today)
            }
            let findings = try await Progress.during("Checking \(options.shownName)") { try file.check() }
            var summary = ImportCommand.summary(options, findings.log)
            if !findings.log.hasProblems {
                summary.queueCount = findings.queueCount
                summary.queue = findings.queue.prefix(100).map {
                    .init(row: $0.row, column: $0.column, asWritten: $0.asWritten, text: $0.text)
                }
                summary.rows = findings.actionCount
                let store = ActionPlanStore(database: open.database, vocabulary: profile.vocabulary)
                let result = try await store.importActions(
                    file.actions, source: options.shownName, rehearsing: options.dryRun, .commandLine())
                summary.imported = !options.dryRun
                (summary.added, summary.unchanged) = (result.added, result.unchanged)
                summary.newDirectorates = result.newDirectorates
                summary.newLeads = result.newLeads
            }
            await open.database.close()
            try ImportCommand.report(summary, options)
        }

        /// What the flags say that headers mean, with the columns spelt as they are.
        private func mapping() throws -> [String: String] {
            var mapping: [String: String] = [:]
            for pair in column {
                guard let equals = pair.lastIndex(of: "="), equals > pair.startIndex else {
                    throw Stop.usage("--column takes HEADER=COLUMN, such as \"Who=Lead Officer\": \(pair)")
                }
                mapping[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
            }
            return mapping
        }
    }
}

/// The file of a plan as a command is given it.
struct PlanFile {
    private let path: String
    private let input: [UInt8]?

    /// The file, which has to be there; `-` is standard input.
    init(_ path: String) throws {
        self.path = path
        input = path == "-" ? ImportCommand.standardInput() : nil
    }

    /// The whole file.
    func bytes() throws -> [UInt8] { try input ?? GivenFile.bytes(path, advice: "send the plan in parts") }

    /// Whether it is compared with the plan row by row: a workbook or web page is, and text that has the hidden columns
    /// of an export or columns beyond the eleven. Other text is read row by row, however long it is.
    func isCompared(own: [String]) -> Bool {
        let head = input.map { Array($0.prefix(1 << 16)) } ?? start()
        if head.starts(with: [0x50, 0x4B]) || head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return true }
        let words = String(decoding: head.prefix(1024), as: UTF8.self).lowercased()
        // Text has no such bytes: what the file is instead is told by what reads workbooks.
        let isText = head.prefix(1024).allSatisfy {
            $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D, 0x1A].contains($0)
        }
        if !isText || head.starts(with: [0xFF, 0xD8]) || words.hasPrefix("{\\rtf") { return true }
        if words.hasPrefix("%pdf-") || words.contains("<html") || words.contains("<table") { return true }
        struct Enough: Error {}
        var headers: [String] = []
        _ = try? CSVReader(bytes: head, forPeople: true).forEachRecord { _, cells in
            headers = cells
            throw Enough()
        }
        let marks = Set(
            (["_id", "_version"] + PlanRules.asides + PlanFields.furtherHeaders + own).map(foldedForSearch))
        return headers.contains { marks.contains(foldedForSearch($0)) }
    }

    private func start() -> [UInt8] {
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }
        return [UInt8]((try? file.read(upToCount: 1 << 16)) ?? Data())
    }
}
