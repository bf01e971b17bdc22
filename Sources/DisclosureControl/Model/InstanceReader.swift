// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Reads a release set from a folder: `hierarchy.json`, `atoms.csv` or `micro.csv`, and
/// where they are there `previous/` and `cells.csv`.
public enum InstanceReader {
    /// The largest count one group of people may have.
    public static let largestCount = 1_000_000_000

    /// The release set in `folder`; the first fault found is thrown, naming file and row. Its own threshold
    /// counts where it is higher than the given one.
    public static func read(
        _ folder: String, atLeast threshold: Int = 0, known: Known? = nil
    ) throws(DisclosureProblem) -> ReleaseSet {
        let description = try hierarchy(in: folder)
        let sums = try amountColumns(bytes(folder + "/hierarchy.json", named: "hierarchy.json"))
        let earlier = try earlier(folder, parts: sums, known)
        let areas = try EarlierAreas(description.dimensions, earlier: earlier)
        let atoms = try people(folder, dimensions: areas.dimensions)
        var rules: [CellRule] = []
        if FileManager.default.fileExists(atPath: folder + "/cells.csv") {
            rules = try CellRule.read(
                bytes(folder + "/cells.csv", named: "cells.csv"), file: "cells.csv",
                dimensions: areas.dimensions)
        }
        let also = try earlier.tables(of: nil, dimensions: areas.dimensions, names: areas.names)
        let set = try ReleaseSet(
            dimensions: areas.dimensions, tables: description.tables, atoms: atoms,
            threshold: max(threshold, description.threshold), earlier: also, rules: rules,
            inside: areas.inside)
        if earlier.older.isEmpty { return set }
        guard earlier.older.count == 1, let version = earlier.older.first else {
            throw DisclosureProblem(
                file: "previous",
                "says of \(earlier.older.sorted().joined(separator: ", ")) who came and went since; a release can be "
                    + "worked out against one older version only")
        }
        return try DataVersions.release(
            set,
            joined: movement(earlier.joiners[version], "previous/\(version)/joiners.csv", set, joined: true),
            left: movement(earlier.leavers[version], "previous/\(version)/leavers.csv", set, joined: false),
            then: earlier.tables(of: nil, dimensions: areas.dimensions, names: areas.names, older: true),
            also: also)
    }

    /// Everything published before, from `previous/` and from the ledger.
    private static func earlier(
        _ folder: String, parts: [String], _ known: Known?
    ) throws(DisclosureProblem) -> EarlierFolder {
        var earlier = try EarlierFolder(folder + "/previous", parts: parts)
        if let known {
            try earlier.requireRegard(
                for: known.elsewhere, apart: known.apart, dataVersion: known.dataVersion)
        }
        for entry in known?.entries ?? [] {
            try earlier.add(entry, dataVersion: known?.dataVersion ?? "")
            if let odd = entry.record.amounts.first(where: { !parts.contains($0) }) {
                throw DisclosureProblem(
                    file: "the ledger, line \(entry.line)",
                    "holds sums of \(odd), which this release does not ask for under amounts")
            }
        }
        return earlier
    }

    /// The medians that were published before of these people.
    public static func medians(
        _ folder: String, known: Known? = nil
    ) throws(DisclosureProblem) -> [(name: String, bytes: [UInt8])] {
        let sums = try amountColumns(bytes(folder + "/hierarchy.json", named: "hierarchy.json"))
        var named: [String: [UInt8]] = [:]
        // Files of two releases may go by one name; each is kept, told apart by a number.
        for (number, file) in try earlier(folder, parts: sums, known).medians.enumerated() {
            let words = file.name.split(separator: "-", maxSplits: 2)
            guard words.count == 3 else { continue }
            named["derived-e\(number + 1)-\(words[2])"] = file.bytes
        }
        return named.sorted { $0.key < $1.key }.map { (name: $0.key, bytes: $0.value) }
    }

    /// The sums of amounts that `hierarchy.json` asks for under `amounts`, each a release set of its own;
    /// every person's amount stands in a column of `micro.csv`.
    public static func amounts(
        _ folder: String, atLeast threshold: Int = 0, known: Known? = nil
    ) throws(DisclosureProblem) -> [(name: String, release: ReleaseSet)] {
        let lists = try bytes(folder + "/hierarchy.json", named: "hierarchy.json")
        let asked = try amountColumns(lists)
        if asked.isEmpty { return [] }
        let description = try hierarchy(lists)
        let people = try bytes(folder + "/micro.csv", named: "micro.csv")
        let earlier = try earlier(folder, parts: asked, known)
        if !earlier.older.isEmpty {
            throw DisclosureProblem(
                file: "hierarchy.json",
                "asks for sums of amounts beside an older version of the data, which are not tested against each "
                    + "other; take amounts out, or publish them with the next period")
        }
        let areas = try EarlierAreas(description.dimensions, earlier: earlier)
        var sets: [(name: String, release: ReleaseSet)] = []
        for column in asked {
            let atoms = try Self.amounts(people, column: column, dimensions: areas.dimensions)
            let release = try ReleaseSet(
                dimensions: areas.dimensions, tables: description.tables, atoms: atoms,
                threshold: max(threshold, description.threshold),
                earlier: earlier.tables(of: column, dimensions: areas.dimensions, names: areas.names),
                measure: .amounts(column), inside: areas.inside)
            sets.append((column, release))
        }
        return sets
    }

    static func bytes(_ path: String, named file: String) throws(DisclosureProblem) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DisclosureProblem(file: file, "cannot be read at \(path)")
        }
        if data.count > 4 << 30 { throw DisclosureProblem(file: file, "is larger than 4 GB") }
        return [UInt8](data)
    }

    static func hierarchy(in folder: String) throws(DisclosureProblem) -> (
        dimensions: [TableDimension], tables: [[Int]], threshold: Int
    ) {
        try hierarchy(bytes(folder + "/hierarchy.json", named: "hierarchy.json"))
    }

    /// The dimensions, tables and threshold that `hierarchy.json` states.
    public static func hierarchy(_ bytes: [UInt8]) throws(DisclosureProblem) -> (
        dimensions: [TableDimension], tables: [[Int]], threshold: Int
    ) {
        let file = "hierarchy.json"
        func fault(_ text: String) -> DisclosureProblem { DisclosureProblem(file: file, text) }
        let parsed: Any?
        do {
            parsed = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw fault("is not readable as JSON")
        }
        if let key = StrictJSON.repeatedKey(bytes) { throw fault("states \(key) twice in one place") }
        guard let top = parsed as? [String: Any], let dims = top["dims"] as? [Any] else {
            throw fault("has no list \"dims\"")
        }
        var dimensions: [TableDimension] = []
        let oneChild = top["oneChildLevels"] as? Bool ?? false
        for (number, entry) in dims.enumerated() {
            guard let entry = entry as? [String: Any], let name = entry["name"] as? String else {
                throw fault("dimension number \(number + 1) has no name")
            }
            if dimensions.contains(where: { $0.name == name }) {
                throw fault("two dimensions are called \(name)")
            }
            if ["n", "status", "value", "value_status"].contains(name) {
                throw fault("a dimension may not be called \(name)")
            }
            let nodes = try nodes(entry["nodes"], name, fault)
            var further: [[TableDimension.Node]] = []
            for more in entry["further"] as? [Any] ?? [] { further.append(try Self.nodes(more, name, fault)) }
            dimensions.append(
                try TableDimension(
                    name: name, nodes: nodes, further: further, file: file, allowingOneChild: oneChild))
        }
        guard let listed = top["tables"] as? [Any], !listed.isEmpty else {
            throw fault("has no list \"tables\"")
        }
        var tables: [[Int]] = []
        for (number, table) in listed.enumerated() {
            guard let names = table as? [String] else {
                throw fault("table number \(number + 1) is not a list of dimension names")
            }
            var positions: [Int] = []
            for name in names {
                guard let at = dimensions.firstIndex(where: { $0.name == name }) else {
                    throw fault("table number \(number + 1) names the dimension \(name), which is not known")
                }
                if positions.contains(at) { throw fault("table number \(number + 1) names \(name) twice") }
                positions.append(at)
            }
            tables.append(positions)
        }
        return (dimensions, tables, try threshold(bytes, written: top["threshold"]))
    }

    /// The threshold that `hierarchy.json` states: a whole number, written as one.
    private static func threshold(_ bytes: [UInt8], written: Any?) throws(DisclosureProblem) -> Int {
        struct Stated: Decodable { let threshold: Int }
        struct Truth: Decodable { let threshold: Bool }
        let data = Data(bytes)
        if let stated = try? JSONDecoder().decode(Stated.self, from: data).threshold,
            (2...1000).contains(stated)
        {
            return stated
        }
        let file = "hierarchy.json"
        guard let written else {
            throw DisclosureProblem(
                file: file, "has no \"threshold\"; state the smallest number that may be shown, 2 to 1,000")
        }
        let words = (try? JSONDecoder().decode(Truth.self, from: data)).map { "\($0.threshold)" }
        throw DisclosureProblem(
            file: file,
            "threshold is \(words ?? (written is String ? "the text \"\(written)\"" : "\(written)")); it must be a "
                + "whole number from 2 to 1,000")
    }

    private static func nodes(
        _ list: Any?, _ name: String, _ fault: (String) -> DisclosureProblem
    ) throws(DisclosureProblem) -> [TableDimension.Node] {
        guard let list = list as? [Any] else { throw fault("dimension \(name): has no list \"nodes\"") }
        var nodes: [TableDimension.Node] = []
        for (number, entry) in list.enumerated() {
            guard let entry = entry as? [String: Any], let code = entry["code"] as? String else {
                throw fault("dimension \(name): node number \(number + 1) has no code")
            }
            if let parent = entry["parent"], !(parent is NSNull), !(parent is String) {
                throw fault("dimension \(name): the parent of \(code) is not a code")
            }
            nodes.append(TableDimension.Node(code: code, parent: entry["parent"] as? String))
        }
        return nodes
    }

    /// The groups of people in `atoms.csv` (`counted`) or `micro.csv` (one row a person).
    public static func atoms(
        _ bytes: [UInt8], file: String, dimensions: [TableDimension], counted: Bool
    ) throws(DisclosureProblem) -> [Atom] {
        let table = try CommaSeparated(bytes, file: file)
        var columns: [Int] = []
        for dimension in dimensions { columns.append(try table.column(dimension.name)) }
        try requireColumns(table.heading, file: file, dimensions: dimensions, counted: counted)
        let countColumn = counted ? try table.column("n") : -1
        var places: [[Int]: Int] = [:]
        var codes: [[Int]] = []
        var counts: [Int] = []
        var sum = 0
        let leaves = dimensions.map { Set($0.leaves) }
        for (number, fields) in table.rows {
            var key: [Int] = []
            for (index, dimension) in dimensions.enumerated() {
                let code = fields[columns[index]]
                guard let at = dimension.position(of: code) else {
                    throw DisclosureProblem(
                        file: file, row: number, "\(dimension.name) has the unknown code \"\(code)\"")
                }
                guard leaves[index].contains(at) else {
                    throw DisclosureProblem(
                        file: file, row: number, "\(dimension.name) \(code) is not a finest category")
                }
                key.append(at)
            }
            var count = 1
            if counted {
                guard let read = fields[countColumn].wholeCount, read <= largestCount else {
                    throw DisclosureProblem(
                        file: file, row: number,
                        "n is \"\(fields[countColumn])\"; it must be a whole number from 0 to 1,000,000,000")
                }
                count = read
            }
            sum += count
            if sum > largestCount {
                throw DisclosureProblem(file: file, row: number, "more than a thousand million people")
            }
            if let known = places[key] {
                if counted {
                    let words = zip(dimensions, key).map { "\($0.name) \($0.codes[$1])" }.joined(
                        separator: ", ")
                    throw DisclosureProblem(file: file, row: number, "the combination \(words) stands twice")
                }
                counts[known] += 1
            } else {
                places[key] = codes.count
                codes.append(key)
                counts.append(count)
            }
        }
        return zip(codes, counts).map { Atom(codes: $0, count: $1) }
    }
}
