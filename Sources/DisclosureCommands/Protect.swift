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
    @Option(help: "Starts the random choices of the search; it hides nothing.") var seed: UInt64 = 1
    @Option(help: "The most seconds to spend; what is unproven then is withheld.") var budget = 600.0
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
            let start = ContinuousClock.now
            let (made, amounts) = try protected()
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let summary = summary(of: made, amounts, seconds: seconds)
            try write(made, amounts, summary: DisclosureCommands.json(summary) + "\n", to: folder)
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
            let status = stop(problem, status: 1)
            if let older = place?.older { _ = stop(DisclosureProblem(older), status: 1) }
            throw status
        }
    }

    /// What publishing would hide, as it stands and after each way to make the tables smaller.
    private func showPreview() throws {
        let (chosen, release) = try request()
        let gate = CollapseGate(model: CellModel(release))
        let previews = gate.previews(of: release, policy: chosen, budget: .seconds(budget))
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
    private func request() throws -> (DisclosurePolicy, ReleaseSet) {
        let named = policy ?? DisclosurePolicy.standard.name
        let known = try knownPolicies(in: policies)
        guard let asked = known[named] else {
            let names = known.keys.sorted().joined(separator: ", ")
            throw DisclosureProblem("there is no policy called \(named); there are \(names)")
        }
        let release = try InstanceReader.read(instance, atLeast: policy == nil ? 0 : asked.threshold)
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

    private func protected() throws -> (ProtectedRelease, [(name: String, release: ProtectedRelease)]) {
        let (chosen, release) = try request()
        let people = try ProtectedRelease.protect(
            release, policy: chosen, seed: seed, budget: .seconds(budget),
            keySums: needsKeys(chosen) ? InstanceReader.keySums(instance, for: release) : [])
        var amounts: [(name: String, release: ProtectedRelease)] = []
        for (name, set) in try InstanceReader.amounts(instance, atLeast: release.threshold) {
            amounts.append(
                (
                    name,
                    try ProtectedRelease.protect(set, policy: chosen, seed: seed, budget: .seconds(budget))
                ))
        }
        return (people, amounts)
    }

    private func needsKeys(_ policy: DisclosurePolicy) -> Bool {
        switch policy.method {
        case .noise: true
        case .suppression, .rounding, .controlledRounding: false
        }
    }

    private func summary(
        of made: ProtectedRelease, _ amounts: [(name: String, release: ProtectedRelease)], seconds: Double
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
            "seconds": rounded(seconds), "checkSeconds": rounded(made.checkSeconds),
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
                            "cells": sizes.cells,
                        ]
                    )
                }),
        ]
    }

    /// Writes into a folder beside `out` and renames it at the end: a killed run leaves no release.
    private func write(
        _ made: ProtectedRelease, _ amounts: [(name: String, release: ProtectedRelease)], summary: String,
        to folder: ReleaseFolder
    ) throws {
        let files = FileManager.default
        let partial = folder.partial
        try? files.removeItem(atPath: partial)
        try files.createDirectory(atPath: partial + "/published/earlier", withIntermediateDirectories: true)
        for file in made.files {
            try Data(file.bytes).write(to: URL(fileURLWithPath: partial + "/published/" + file.name))
        }
        for (name, release) in amounts {
            let sums = partial + "/published/amounts-\(name)"
            try files.createDirectory(atPath: sums + "/earlier", withIntermediateDirectories: true)
            for file in release.files {
                try Data(file.bytes).write(to: URL(fileURLWithPath: sums + "/" + file.name))
            }
            if !release.files.contains(where: { $0.name.hasPrefix("earlier/") }) {
                try files.removeItem(atPath: sums + "/earlier")
            }
            try Data(release.certificate.utf8).write(
                to: URL(fileURLWithPath: partial + "/certificate-\(name).txt"))
            try Data(release.pattern().utf8).write(
                to: URL(fileURLWithPath: partial + "/pattern-\(name).csv"))
        }
        for (name, text) in [
            ("pattern.csv", made.pattern()), ("certificate.txt", made.certificate),
            ("statement.html", made.statement(sums: amounts)), ("summary.json", summary),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: partial + "/" + name))
        }
        if !made.files.contains(where: { $0.name.hasPrefix("earlier/") }) {
            try files.removeItem(atPath: partial + "/published/earlier")
        }
        try folder.finish()
    }
}
