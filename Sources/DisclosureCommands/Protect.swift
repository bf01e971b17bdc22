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
    @Option(help: "The folder of policies.") var policies = "ReferenceData/disclosure-policies"
    @Option(help: "Ties are broken by this secret number.") var seed: UInt64 = 1
    @Option(help: "The most seconds to spend; what is unproven then is withheld.") var budget = 600.0
    @Flag(help: "Print the summary as JSON.") var json = false

    func run() throws {
        do {
            let start = ContinuousClock.now
            let made = try protected()
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let summary = summary(of: made, seconds: seconds)
            try write(made, summary: DisclosureCommands.json(summary) + "\n")
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
            throw stop(problem, status: 2)
        }
    }

    private func protected() throws -> ProtectedRelease {
        var chosen = DisclosurePolicy.standard
        if let policy {
            guard let known = try DisclosurePolicy.all(in: policies)[policy] else {
                throw DisclosureProblem(file: policies, "has no policy called \(policy)")
            }
            chosen = known
        }
        if let need {
            guard (1...1000).contains(need) else {
                throw DisclosureProblem("--need must lie between 1 and 1,000")
            }
            chosen.need = need
            chosen.insiderNeed = min(chosen.insiderNeed, need)
        }
        if let insiderNeed {
            guard (0...chosen.need).contains(insiderNeed) else {
                throw DisclosureProblem("--insider-need must lie between 0 and the need")
            }
            chosen.insiderNeed = insiderNeed
        }
        guard budget > 0, budget < 1e6 else {
            throw DisclosureProblem("--budget must be a number of seconds above zero")
        }
        let release = try InstanceReader.read(instance, threshold: policy == nil ? nil : chosen.threshold)
        chosen.threshold = release.threshold
        return try ProtectedRelease.protect(release, policy: chosen, seed: seed, budget: .seconds(budget))
    }

    private func summary(of made: ProtectedRelease, seconds: Double) -> [String: Any] {
        let sizes = made.sizes
        return [
            "cells": sizes.cells, "shown": sizes.shown, "primaries": sizes.primaries,
            "secondaries": sizes.secondaries, "exact": made.audit.deducible.count,
            "insider": made.audit.byInsider.count, "narrow": made.outcome.unproven.count,
            "certified": sizes.primaries, "rationalProofs": made.rationalProofs,
            "withheldTables": made.withheldTables, "withheldCells": made.withheldCells,
            "shownBefore": made.outcome.requirement.shownBefore.count, "policy": made.policy.name,
            "threshold": made.policy.threshold, "need": made.policy.need,
            "insiderNeed": made.policy.insiderNeed,
            "seconds": rounded(seconds), "checkSeconds": rounded(made.checkSeconds),
            "peakMB": rounded(peakMegabytes()), "certificateSHA256": made.certificateDigest,
            "steps": Dictionary(made.outcome.seconds.map { ($0.0, rounded($0.1)) }, uniquingKeysWith: +),
            "effort": made.outcome.notes,
        ]
    }

    /// Writes into a folder beside `out` and renames it at the end: a killed run leaves no release.
    private func write(_ made: ProtectedRelease, summary: String) throws {
        let files = FileManager.default
        if let old = try? files.contentsOfDirectory(atPath: out), !old.isEmpty, !old.contains("summary.json")
        {
            throw DisclosureProblem(file: out, "is not empty and is not an earlier result of this command")
        }
        let partial = out + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
        try? files.removeItem(atPath: partial)
        try files.createDirectory(atPath: partial + "/published/earlier", withIntermediateDirectories: true)
        for file in made.files {
            try Data(file.bytes).write(to: URL(fileURLWithPath: partial + "/published/" + file.name))
        }
        for (name, text) in [
            ("pattern.csv", made.pattern()), ("certificate.txt", made.certificate),
            ("statement.html", made.statement()), ("summary.json", summary),
        ] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: partial + "/" + name))
        }
        if !made.files.contains(where: { $0.name.hasPrefix("earlier/") }) {
            try files.removeItem(atPath: partial + "/published/earlier")
        }
        if files.fileExists(atPath: out) { try files.removeItem(atPath: out) }
        try files.moveItem(atPath: partial, toPath: out)
    }
}
