// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl
import Foundation

/// `disclosure protect INSTANCE --out DIR`
struct Protect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Protect the tables in a folder and write what may be published, with the proof.")

    @Argument(help: "The folder with hierarchy.json and atoms.csv or micro.csv.") var instance: String
    @Option(help: "Where to write.") var out: String
    @Option(help: "The width that nobody may narrow a small number below.") var need: Int?
    @Option(help: "The width left to somebody who knows their own cell.") var insiderNeed: Int?
    @Option(help: "A named policy.") var policy: String?
    @Option(help: "The folder of policies.") var policies: String?
    @Option(help: "Breaks ties; keep it secret. Without it one is drawn and written to summary.json.")
    var seed: UInt64 = .random(in: .min ... .max)
    @Option(help: "The most seconds of processor time; what is unproven then is withheld.") var budget = 600.0
    @Option(help: "The ledger of releases: earlier ones are protected against, and this one is added.")
    var ledger: String?
    @Option(help: "The people whom the figures are about, as the ledger calls them.") var population: String?
    @Option(help: "The area, as the ledger calls it.") var area: String?
    @Option(help: "The period, as the ledger calls it.") var period: String?
    @Option(help: "An area in the ledger that, you declare, has nobody in common with this one; repeatable.")
    var apart: [String] = []
    @Option(help: "The version of the data that the figures are counted from.") var dataVersion: String?
    @Option(help: "Who approves the release.") var approver: String?
    @Flag(help: "Publish nothing; say what each way to make the tables smaller would hide.")
    var preview = false
    @Flag(help: "Print the summary as JSON.") var json = false

    func validate() throws {
        if let need, !(1...1000).contains(need) {
            throw ValidationError("--need must lie between 1 and 1,000")
        }
        if let insiderNeed, !(0...1000).contains(insiderNeed) {
            throw ValidationError("--insider-need must lie between 0 and 1,000")
        }
        let named = [population, area, period, dataVersion]
        if ledger != nil, (named + [approver]).contains(where: { ($0 ?? "").allSatisfy(\.isWhitespace) }) {
            throw ValidationError(
                "with --ledger say also --population, --area, --period, --data-version and --approver")
        }
        if ledger == nil, named.contains(where: { $0 != nil }) {
            throw ValidationError("--population, --area, --period and --data-version belong to a --ledger")
        }
        if ledger == nil, !apart.isEmpty { throw ValidationError("--apart belongs to a --ledger") }
        guard budget > 0, budget < 1e6 else {
            throw ValidationError("--budget must be a number of seconds above zero")
        }
    }

    func run() throws {
        if preview {
            do { return try showPreview() } catch let problem as DisclosureProblem {
                throw stop(problem, status: 1)
            }
        }
        var place: ReleaseFolder?
        do {
            let folder = try ReleaseFolder(
                out, instance: instance, process: ProcessInfo.processInfo.processIdentifier)
            place = folder
            folder.removeLeftovers {
                $0 != ProcessInfo.processInfo.processIdentifier
                    && FileManager.default.fileExists(atPath: "/proc/\($0)")
            }
            try folder.begin()
            let start = ContinuousClock.now
            let begun = ProcessorTime.spent
            let book = try book(reading: false)
            let package = try protected(known(book))
            let (made, amounts) = (package.people, package.amounts)
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let spent = (ProcessorTime.spent - begun) / .seconds(1)
            let summary = summary(of: made, amounts, seconds: seconds, spent: spent)
            try write(package, summary: DisclosureCommands.json(summary) + "\n", to: folder, book)
            if json {
                print(DisclosureCommands.json(summary))
            } else {
                let sizes = made.sizes
                print(
                    "\(sizes.cells) cells: \(sizes.shown) shown, \(sizes.primaries) small and "
                        + "\(sizes.secondaries) more hidden; proven and checked in \(rounded(seconds)) s")
                for table in made.withheldTables { print("withheld: " + table.joined(separator: " by ")) }
            }
        } catch let problem as DisclosureProblem {
            place?.abandon()
            let status = stop(problem, status: 1)
            if let older = place?.older { _ = stop(DisclosureProblem(older), status: 1) }
            throw status
        }
    }

    /// What publishing would hide, as it stands and after each way to make the tables smaller.
    private func showPreview() throws {
        let book = try book(reading: true)
        let (chosen, release) = try request(known(book))
        let gate = CollapseGate(model: CellModel(release))
        let previews = gate.previews(of: release, policy: chosen, seed: seed, budget: .seconds(budget))
        if json {
            print(
                DisclosureCommands.json([
                    "primaryShare": rounded(gate.primaryShare), "peopleShare": rounded(gate.peopleShare),
                    "shouldCollapse": gate.shouldCollapse,
                    "choices": previews.map { preview in
                        [
                            "action": preview.action, "shown": preview.shown, "hidden": preview.hidden,
                            "secondaries": preview.secondaries, "published": preview.refusal == nil,
                        ] as [String: Any]
                    },
                ]))
            return
        }
        if gate.shouldCollapse {
            print(
                "Make these tables smaller first: \(Int(gate.primaryShare * 100)) % of their numbers are too small to show."
            )
        }
        if let proposal = gate.proposal { print("Proposed: \(proposal.action).") }
        for preview in previews { print("- \(preview)") }
    }

    /// The policy as it is asked for, and the tables.
    private func request(_ known: InstanceReader.Known?) throws -> (DisclosurePolicy, ReleaseSet) {
        let named = policy ?? DisclosurePolicy.standard.name
        let choices = try knownPolicies(in: policies)
        guard let asked = choices[named] else {
            let names = choices.keys.sorted().joined(separator: ", ")
            throw DisclosureProblem("there is no policy called \(named); there are \(names)")
        }
        try asked.requireForce(on: today)
        let release = try InstanceReader.read(
            instance, atLeast: policy == nil ? 0 : asked.threshold, known: known)
        var chosen = asked.raised(to: release.threshold)
        chosen.threshold = release.threshold
        if let need {
            chosen.need = need
            chosen.insiderNeed = min(chosen.insiderNeed, need)
        }
        if let insiderNeed {
            guard insiderNeed <= chosen.need else {
                throw DisclosureProblem("--insider-need must not be larger than the need, \(chosen.need)")
            }
            chosen.insiderNeed = insiderNeed
        }
        if !chosen.isAsStrict(as: asked.raised(to: release.threshold)) {
            if policy != nil {
                throw DisclosureProblem("the options ask for less than the policy \(named) allows")
            }
            chosen.name = ownPolicy
            chosen.explanation =
                "Numbers from 1 to \(chosen.threshold - 1) are hidden, and nobody can work them out to within "
                + "\(chosen.need). This is less than the usual policy asks."
        }
        return (chosen, release)
    }

    private var today: String { Date.now.formatted(.iso8601.year().month().day()) }

    private func book(reading: Bool) throws -> LedgerFile? {
        guard let ledger else { return nil }
        return try LedgerFile(ledger, reading: reading)
    }

    /// What the ledger holds of the same people and period.
    private func known(_ book: LedgerFile?) -> InstanceReader.Known? {
        guard let book, let population, let area, let period, let dataVersion else { return nil }
        return InstanceReader.Known(
            entries: book.concerned(population: population, area: area, period: period),
            dataVersion: dataVersion,
            elsewhere: book.elsewhere(population: population, area: area, period: period), apart: apart)
    }

    private func protected(_ known: InstanceReader.Known?) throws -> ReleasePackage {
        let (chosen, release) = try request(known)
        let made = try JointRelease.protect(
            people: release,
            amounts: InstanceReader.amounts(instance, atLeast: release.threshold, known: known),
            policy: chosen, seed: seed, budget: .seconds(budget),
            keySums: needsKeys(chosen) ? InstanceReader.keySums(instance, for: release) : [])
        let (people, amounts) = (made.people, made.amounts)
        var derived: DerivedFigures?
        if let plan = try DerivedPlan.read(instance, release: release, amounts: amounts.map(\.name)) {
            let earlier = try InstanceReader.medians(instance, known: known)
            derived = try DerivedFigures(plan, people: people, amounts: amounts, earlier: earlier)
        }
        return ReleasePackage(people: people, amounts: amounts, derived: derived)
    }

    private func needsKeys(_ policy: DisclosurePolicy) -> Bool {
        switch policy.method {
        case .noise: true
        case .suppression, .rounding, .controlledRounding: false
        }
    }

    private func summary(
        of made: ProtectedRelease, _ amounts: [(name: String, release: ProtectedRelease)], seconds: Double,
        spent: Double
    ) -> [String: Any] {
        let sizes = made.sizes
        return [
            "format": ReleaseFolder.format, "cells": sizes.cells, "shown": sizes.shown,
            "primaries": sizes.primaries,
            "secondaries": sizes.secondaries, "exact": made.audit.deducible.count,
            "insider": made.audit.byInsider.count, "narrow": made.outcome.unproven.count,
            "certified": made.provenPrimaries, "rationalProofs": made.rationalProofs,
            "withheldTables": made.withheldTables, "withheldCells": made.withheldCells,
            "shownBefore": made.outcome.requirement.shownBefore.count, "policy": made.policy.name,
            "threshold": made.policy.threshold, "need": made.policy.need,
            "insiderNeed": made.policy.insiderNeed,
            "seed": String(seed), "seconds": rounded(seconds), "checkSeconds": rounded(made.checkSeconds),
            "processorSeconds": rounded(spent),
            "checkProcessorSeconds": rounded(made.checkProcessorSeconds),
            "peakMB": rounded(peakMegabytes()), "certificateSHA256": made.certificateDigest,
            "steps": Dictionary(made.outcome.seconds.map { ($0.0, rounded($0.1)) }, uniquingKeysWith: +),
            "effort": made.outcome.notes, "zeros": made.policy.zeros.rawValue,
            "method": made.policy.method.words,
            "coalition": made.policy.coalition,
            "amounts": Dictionary(
                uniqueKeysWithValues: amounts.map { name, release in
                    let sizes = release.sizes
                    return (
                        name,
                        [
                            "primaries": sizes.primaries, "secondaries": sizes.secondaries,
                            "cells": sizes.cells, "withheldCells": release.withheldCells,
                            "withheldTables": release.withheldTables.count,
                        ]
                    )
                }),
        ]
    }

    /// Writes into a folder beside `out` and renames it at the end: a killed run leaves no release.
    ///
    /// The ledger knows of the release just before it stands: one that is in the ledger and nowhere else
    /// costs numbers later, one that went out and is not in it costs people.
    private func write(
        _ package: ReleasePackage, summary: String, to folder: ReleaseFolder, _ book: LedgerFile?
    ) throws(DisclosureProblem) {
        for file in package.files(summary: summary, approver: approver, apart: apart) {
            try folder.write(file.bytes, to: file.path)
        }
        if let book, let population, let area, let period, let dataVersion, let approver {
            try folder.requireRelease()
            try book.append(
                ReleaseRecord(
                    package.people, population: population, area: area, period: period,
                    dataVersion: dataVersion, approver: approver,
                    publishedOn: today,
                    amounts: package.amounts, derived: package.derived, apart: apart))
        }
        try folder.finish()
    }
}
