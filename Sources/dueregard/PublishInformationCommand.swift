// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import EqualityDuty
import Foundation
import OfficerSite
import Storage

struct PublishInformationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equality-information",
        abstract: "Publish the equality information of a day: protected, proven and in every form.",
        discussion: """
            dueregard publish equality-information --on 2026-03-31 --out information --dry-run
            dueregard publish equality-information --on 2026-03-31 --out information --yes
            dueregard publish equality-information --on 2026-03-31 --out staff --data-set Staff --yes --json
            Everybody may read what is written to public; inside holds the proof, and true counts: keep it.
            """)

    @OptionGroup var place: PlaceOptions
    @Option(help: ArgumentHelp("The day it speaks of, as 2026-03-31.", valueName: "DATE")) var on: String
    @Option(help: ArgumentHelp("The folder to write; it must not be there, or be empty.", valueName: "DIR"))
    var out: String
    @Option(
        name: .customLong("data-set"),
        help: ArgumentHelp("A data set, by its name; repeatable. All where left out.", valueName: "NAME"))
    var dataSets: [String] = []
    @Option(
        name: .customLong("crossing"),
        help: ArgumentHelp(
            "A pair of characteristics told together; repeatable. The body’s own pairs where left out.",
            valueName: "\"age by sex\""))
    var crossings: [String] = []
    @Flag(help: "Say what would be published and withheld, and change nothing.") var dryRun = false
    @Flag(help: "Print the result as JSON.") var json = false
    @Flag(help: "Publish without asking.") var yes = false

    private struct Result: Encodable {
        struct Set: Encodable {
            let dataSet, period: String
            let tables, numbersShown, numbersWithheld: Int
            let withheld, protection: [String]
        }
        struct Left: Encodable { let dataSet, why: String }
        let title, summary, day: String
        let edition: Int?
        let out: String?
        let provenSmallNumbers, furtherHidden: Int
        let dataSets: [Set]
        let notPublished: [Left]
    }

    func run() async throws {
        guard let day = CalendarDay(iso: on), day <= Clock.today else {
            throw Stop.usage("Give a day until today, as 2026-03-31")
        }
        let folder = try InformationFolder(out)
        let outline = try crossings.isEmpty ? nil : outline()
        let (open, office) = try await place.office(community: try place.reference().communityDesk())
        do {
            try await publish(day, outline, office, to: folder)
        } catch {
            await open.database.close()
            throw error
        }
        await open.database.close()
    }

    private func outline() throws -> InformationOutline {
        InformationOutline(
            try crossings.map { words in
                guard let crossing = InformationOutline.Crossing(line: words) else {
                    throw Stop.usage("“\(words)” is not a pair: write it as \"age by sex\"")
                }
                return crossing
            })
    }

    private func publish(
        _ day: CalendarDay, _ outline: InformationOutline?, _ office: Office, to folder: InformationFolder
    ) async throws {
        let change = Change.commandLine()
        let notices = InformationNotices()
        let prepared: PreparedInformation
        do {
            prepared = try await office.prepareInformation(
                on: day, dataSets: dataSets, outline: outline, approver: change.actor.post,
                seed: { _ in UInt64.random(in: .min ... .max) },
                progress: { done, all, next in notices.say(done, all, next) })
        } catch let unknown as UnknownDataSet {
            let known =
                unknown.known.isEmpty
                ? "There is none yet" : "There are: \(unknown.known.joined(separator: ", "))"
            throw Stop.usage("There is no data set “\(unknown.name)”. \(known)")
        } catch let nothing as NothingToPublish {
            if nothing.reasons.isEmpty {
                throw Stop.nothingToDo("There is no data set yet. Run: dueregard import monitoring FILE")
            }
            throw Stop.problems(
                (["Nothing can be published."] + nothing.reasons.map { "\($0.title): \($0.why)" })
                    .joined(separator: "\n"))
        } catch let problem as RepresentationProblem {
            throw Stop.usage(problem.description)
        } catch let problem as InformationProblem {
            throw Stop.failed(problem.description)
        }
        if dryRun { return report(prepared, edition: nil) }
        guard yes else {
            for line in lines(prepared) { Talk.say(line) }
            throw Stop.usage(
                "Everybody could read “\(prepared.publication.title)” (\(prepared.publication.summary)). Say so with "
                    + "--yes, or look first with --dry-run")
        }
        // The folder is whole beside its place before the ledger knows of it, and takes its place after that.
        try folder.write(try await office.informationFolder(prepared, change))
        let edition: Int
        do {
            edition = try await office.publishInformation(prepared, change)
        } catch {
            folder.abandon()
            if error is LedgerMoved {
                throw Stop.failed(
                    "Something else was published meanwhile. Nothing was published; run it again")
            }
            throw error
        }
        do {
            try folder.finish()
        } catch {
            throw Stop.failed(
                "It was published as edition \(edition), and the folder cannot take its place: \(folder.partial) holds "
                    + "it (\(reason(error)))")
        }
        report(prepared, edition: edition)
    }

    private func lines(_ prepared: PreparedInformation) -> [String] {
        let publication = prepared.publication
        return publication.sets.flatMap { set in
            [
                "\(set.dataSet.title), \(set.period): \(set.tables.count) tables, \(set.numbers.shown) numbers of people "
                    + "shown, \(set.numbers.withheld) withheld"
            ]
                + set.withheld.map { "  \($0)" }
        } + publication.leftOut.map { "Not published, \($0.title): \($0.why)" }
    }

    private func report(_ prepared: PreparedInformation, edition: Int?) {
        let publication = prepared.publication
        let proven = prepared.proven
        if json {
            return Talk.result(
                JSONText.line(
                    Result(
                        title: publication.title, summary: publication.summary, day: publication.day.iso,
                        edition: edition, out: edition == nil ? nil : out, provenSmallNumbers: proven.small,
                        furtherHidden: proven.further,
                        dataSets: publication.sets.map {
                            .init(
                                dataSet: $0.dataSet.title, period: $0.period.description,
                                tables: $0.tables.count { $0.withheld.isEmpty },
                                numbersShown: $0.numbers.shown,
                                numbersWithheld: $0.numbers.withheld, withheld: $0.withheld,
                                protection: $0.protection)
                        },
                        notPublished: publication.leftOut.map { .init(dataSet: $0.title, why: $0.why) })))
        }
        let first =
            edition.map {
                "Published “\(publication.title)” as edition \($0), and wrote \(out): \(publication.summary)"
            }
            ?? "Would publish “\(publication.title)”: \(publication.summary)"
        let proof =
            "\(proven.small) small numbers are proven safe; \(proven.further) more are hidden for their sake"
        Talk.result(([first, proof] + lines(prepared)).joined(separator: "\n"))
    }
}

/// Says which data set is worked out, after two seconds.
private final class InformationNotices: Sendable {
    private let begun = ContinuousClock.now

    func say(_ done: Int, _ all: Int, _ next: String) {
        guard ContinuousClock.now - begun > .seconds(2), !next.isEmpty else { return }
        Talk.say("\(done) of \(all) data sets done; working out \(next) …")
    }
}

/// The folder that equality information is written to: whole or not at all, and never over anything.
struct InformationFolder: Sendable {
    private let path: String
    /// Where it is written before it takes its place.
    let partial: String

    init(_ out: String) throws {
        var path = out
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard !path.isEmpty else { throw Stop.usage("--out must name a folder") }
        self.path = path
        partial = "\(path).partial-\(ProcessInfo.processInfo.processIdentifier)"
        try requireEmpty()
    }

    private func requireEmpty() throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path) || (try? files.destinationOfSymbolicLink(atPath: path)) != nil
        else {
            let above = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent().path
            guard files.isWritableFile(atPath: above) else {
                throw Stop.failed(
                    "\(path) cannot be written: \(above) is not there, or you may not write to it")
            }
            return
        }
        guard (try? files.contentsOfDirectory(atPath: path))?.isEmpty == true,
            (try? files.destinationOfSymbolicLink(atPath: path)) == nil
        else {
            throw Stop.failed("\(path) is there already and not an empty folder; nothing there was touched")
        }
    }

    /// Writes all files beside the place; what was begun is removed where one cannot be written.
    func write(_ contents: [(path: String, bytes: [UInt8])]) throws {
        do {
            for file in contents {
                let place = URL(fileURLWithPath: partial + "/" + file.path)
                try FileManager.default.createDirectory(
                    at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: place)
            }
            // True counts are for whoever runs the command alone.
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o700], ofItemAtPath: partial + "/inside")
        } catch {
            abandon()
            throw Stop.failed("Cannot write \(path): \(reason(error))")
        }
    }

    func abandon() { try? FileManager.default.removeItem(atPath: partial) }

    /// Puts the folder in its place.
    func finish() throws {
        try requireEmpty()
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try FileManager.default.moveItem(atPath: partial, toPath: path)
    }
}
