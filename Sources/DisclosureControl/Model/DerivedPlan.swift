// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The means, medians and percentages that `derived.json` asks for beside the tables.
public struct DerivedPlan: Sendable {
    /// What is to be worked out.
    public enum Kind: String, Sendable, CaseIterable {
        case mean, median, percentage
    }

    /// One file of figures: what they are, of which amount or within which dimension, in which table.
    public struct Figures: Hashable, Sendable {
        public let kind: Kind
        /// The column of amounts, or for percentages the dimension whose total is the base.
        public let of: String
        /// The dimensions of a table of this release, in its order.
        public let table: [String]
    }

    public let figures: [Figures]

    /// Reads `derived.json`; what it names must be in `hierarchy.json`.
    public init(
        _ bytes: [UInt8], tables: [[String]], amounts: [String]
    ) throws(DisclosureProblem) {
        let file = "derived.json"
        let parsed = try? JSONSerialization.jsonObject(with: Data(bytes))
        guard let listed = (parsed as? [String: Any])?["figures"] as? [Any] else {
            throw DisclosureProblem(file: file, "has no list \"figures\"")
        }
        var found: [Figures] = []
        for (number, entry) in listed.enumerated() {
            func fault(_ text: String) -> DisclosureProblem {
                DisclosureProblem(file: file, "figure number \(number + 1) \(text)")
            }
            guard let entry = entry as? [String: Any],
                let kind = (entry["figure"] as? String).flatMap(Kind.init(rawValue:))
            else { throw fault("must be a mean, a median or a percentage") }
            guard let table = entry["table"] as? [String], tables.contains(table) else {
                throw fault("must name a table that hierarchy.json lists under tables, in the same order")
            }
            guard let of = entry["of"] as? String else { throw fault("does not say of what, under \"of\"") }
            switch kind {
            case .percentage:
                if !table.contains(of) {
                    throw fault("takes per cent of \(of), which the table does not show")
                }
            case .mean, .median:
                if !amounts.contains(of) {
                    throw fault("is of \(of), whose sums hierarchy.json does not ask for under amounts")
                }
            }
            let figures = Figures(kind: kind, of: of, table: table)
            if found.contains(figures) { throw fault("stands twice") }
            found.append(figures)
        }
        figures = found
    }

    /// The plan in a folder; `nil` where it has none.
    public static func read(
        _ folder: String, release: ReleaseSet, amounts: [String]
    ) throws(DisclosureProblem) -> DerivedPlan? {
        if !FileManager.default.fileExists(atPath: folder + "/derived.json") { return nil }
        if !release.inside.isEmpty {
            throw DisclosureProblem(
                file: "derived.json",
                "asks for figures beside an older version of the data or areas drawn otherwise, which they are not "
                    + "tested against; take the file out, or publish them with the next period")
        }
        return try DerivedPlan(
            InstanceReader.bytes(folder + "/derived.json", named: "derived.json"),
            tables: release.tables.map { $0.map { release.dimensions[$0].name } }, amounts: amounts)
    }
}
