// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports

/// What an import of records did or would do.
struct MonitoringSummary: Encodable {
    struct Column: Encodable {
        let header: String
        let use: String
    }
    struct Mapping: Encodable {
        let name: String
        /// Guessed from the file, because none of this name is remembered.
        let isGuess: Bool
        let columns: [Column]
    }
    let file: String
    let dryRun: Bool
    var imported = false
    let dataSet: String
    /// The number of the version; missing where nothing was taken.
    var version: Int?
    let periodFrom, periodTo: String
    let mapping: Mapping
    var notes: [String] = []
    /// What stops the file before anything in it.
    let refusals: [String]
    /// What was found; missing where the mapping does not fit the file.
    var quality: QualityReport?

    init(
        _ options: ImportCommand.Options, _ dataSet: DataSet, _ period: DataPeriod, _ mapping: ColumnMapping,
        isGuess: Bool, refusals: [String]
    ) {
        file = options.shownName
        dryRun = options.dryRun
        self.dataSet = dataSet.title
        (periodFrom, periodTo) = (period.first.iso, period.last.iso)
        self.mapping = Mapping(
            name: mapping.name, isGuess: isGuess,
            columns: mapping.columns.map { Column(header: $0.header, use: $0.use.name) })
        self.refusals = refusals
    }

    mutating func take(_ version: DataSetVersion, _ notes: [String]) {
        quality = version.quality
        self.notes = notes
    }

    var isStopped: Bool { !refusals.isEmpty || quality?.canBeTaken == false }

    /// What somebody has to accept.
    var asks: [String] { guess + (quality?.asks.map(\.description) ?? []) }

    private var guess: [String] {
        mapping.isGuess
            ? ["The mapping “\(mapping.name)” was guessed. Check what each column was taken for."] : []
    }

    private var stops: [String] { refusals + (quality?.stops.map(\.description) ?? []) }

    /// Everything that was found, on standard error.
    func sayFindings() {
        for note in notes { Talk.say(note) }
        for line in lines { Talk.say(line) }
    }

    /// The report in lines: the mapping, the columns, what cannot be read, what was found, what moved.
    private var lines: [String] {
        var lines = ["Mapping “\(mapping.name)”\(mapping.isGuess ? ", guessed" : ""):"]
        lines += mapping.columns.map { "  \($0.header): \($0.use)" }
        lines += guess.map { "To be accepted: \($0)" }
        guard let quality else { return lines }
        lines += QualityLines.lines(quality)
        return lines
    }

    /// Ends the command because something stops the file.
    func stop(_ options: ImportCommand.Options) -> Stop {
        if options.json {
            Talk.result(JSONText.line(self))
        } else {
            sayFindings()
            for line in stops { Talk.result(line) }
        }
        let count = stops.count == 1 ? "1 problem" : "\(stops.count) problems"
        return options.dryRun
            ? .problems("\(file) has \(count). Nothing would be imported.")
            : .failed("\(file) has \(count). Nothing was imported.")
    }

    /// Ends the command because the file was taken before and says nothing new.
    func stopSameFile(_ options: ImportCommand.Options) -> Stop {
        if options.json { Talk.result(JSONText.line(self)) }
        return .nothingToDo(refusals.joined(separator: " "))
    }

    /// Ends the command because nobody accepted what was found.
    func stopUnaccepted(_ options: ImportCommand.Options) -> Stop {
        if options.json { Talk.result(JSONText.line(self)) } else { sayFindings() }
        let count = asks.count == 1 ? "1 finding" : "\(asks.count) findings"
        return .failed(
            "\(file) has \(count) to be accepted: read them, and add --yes. Nothing was imported.")
    }

    /// Says what would happen; ends with the exit code of problems where something would have to be accepted.
    func sayDryRun(_ options: ImportCommand.Options, accepted: Bool) throws {
        if options.json {
            Talk.result(JSONText.line(self))
        } else {
            sayFindings()
            Talk.result("\(quality?.people ?? 0) people would be imported into “\(dataSet)”")
        }
        if !asks.isEmpty, !accepted {
            let count = asks.count == 1 ? "1 finding has" : "\(asks.count) findings have"
            throw Stop.problems("\(count) to be accepted: with --yes they are.")
        }
    }

    /// Says what was done.
    func sayTaken(_ options: ImportCommand.Options) {
        if options.json { return Talk.result(JSONText.line(self)) }
        sayFindings()
        Talk.result(
            "“\(dataSet)”: version \(version ?? 0) with \(quality?.people ?? 0) people; "
                + "the mapping “\(mapping.name)” is remembered")
    }
}

/// A quality report in lines, for people at a terminal.
enum QualityLines {
    static func lines(_ quality: QualityReport) -> [String] {
        var lines = [
            "\(quality.rows) rows: \(quality.people) people taken, \(quality.refusedRows) rows refused, "
                + "\(quality.objected) left out because they object"
        ]
        for column in quality.columns {
            let answers = column.answers
            let part = answers.completeness.map { " (\(Int($0.percentage.rounded(.down)))%)" } ?? ""
            lines.append(
                "  \(column.name): \(answers.usable) usable of \(answers.asked) asked\(part); prefer not to say "
                    + "\(answers.preferNotToSay), not answered \(answers.notAnswered), unknown \(answers.unknown), "
                    + "not asked \(answers.notAsked)")
            for unread in column.unread.prefix(10) {
                let isKept = !unread.words.isEmpty
                let meaning =
                    unread.suggestion.isEmpty
                    ? "" : isKept ? "; it may be “\(unread.suggestion)”" : ", \(unread.suggestion)"
                lines.append(
                    "    \(isKept ? "“\(unread.words)”" : "not shown, it may be about somebody") (\(unread.count), first in row \(unread.firstRow)) "
                        + "\(unread.reason.words)\(meaning)")
            }
            if column.unreadKinds > 10 { lines.append("    … \(column.unreadKinds) different ones in all") }
        }
        let words: [QualityReport.Weight: String] = [
            .stops: "Stops it", .asks: "To be accepted", .tells: "To know",
        ]
        for finding in quality.findings.prefix(100) {
            lines.append("\(words[finding.weight] ?? ""): \(finding.description)")
        }
        if quality.findings.count > 100 { lines.append("… and \(quality.findings.count - 100) more") }
        for drift in quality.drift.prefix(10) {
            let up = drift.points > 0 ? "up" : "down"
            let points = (drift.points.magnitude * 10).rounded() / 10
            lines.append(
                "Moved: \(drift.column), \(drift.code): \(up) \(points) points, more than chance explains")
        }
        return lines
    }
}
