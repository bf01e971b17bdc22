// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import DisclosureControl
import Foundation

/// `disclosure audit INSTANCE --pattern FILE.csv`: what anybody's pattern gives away.
struct Audit: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find what a pattern of hidden cells, made by any tool, gives away.")

    @Argument(help: "The folder with hierarchy.json and atoms.csv or micro.csv.") var instance: String
    @Option(help: "A column for each dimension and a column status: empty, P or S.") var pattern: String
    @Option(help: "The width that nobody may narrow a small number below.") var need = 5
    @Option(help: "The most seconds to spend.") var budget = 600.0
    @Flag(help: "Show the numbers in the sums that give a hidden cell away.") var counts = false
    @Flag(help: "Print the result as JSON.") var json = false

    func validate() throws {
        guard (1...1000).contains(need) else { throw ValidationError("--need must lie between 1 and 1,000") }
        guard budget > 0, budget < 1e6 else {
            throw ValidationError("--budget must be a number of seconds above zero")
        }
    }

    func run() throws {
        do {
            let start = ContinuousClock.now
            let release = try InstanceReader.read(instance)
            let model = CellModel(release, merging: false)
            guard let data = FileManager.default.contents(atPath: pattern) else {
                throw DisclosureProblem(file: pattern, "cannot be read")
            }
            let hidden = try PatternReader.read([UInt8](data), file: pattern, model: model)
            let found = DisclosureAudit(model: model, hidden: hidden, need: need, budget: .seconds(budget))
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let how = Explanation.howTheyFollow(
                model: model, hidden: hidden, audit: found.exactAudit, counts: counts)
            if json {
                print(
                    DisclosureCommands.json([
                        "cells": model.cells, "primaries": found.primaries, "visible": found.visible,
                        "exact": found.exactAudit.deducible.count,
                        "insider": found.exactAudit.byInsider.count,
                        "narrow": found.narrow.count, "unknown": found.unknown.count, "how": how,
                        "seconds": rounded(seconds), "peakMB": rounded(peakMegabytes()),
                    ]))
            } else {
                print(
                    "\(found.primaries) small cells: \(found.visible) not hidden, \(found.exactAudit.deducible.count) exact, "
                        + "\(found.exactAudit.byInsider.count) by an insider, \(found.narrow.count) narrow, "
                        + "\(found.unknown.count) not settled")
                for line in how { print("- " + line) }
            }
            // As every check of this program that finds something.
            if !found.isSafe { throw ExitCode(4) }
        } catch let problem as DisclosureProblem {
            throw stop(problem, status: 1)
        }
    }
}
