// SPDX-License-Identifier: Apache-2.0
import Foundation

extension InstanceReader {
    /// The people in `atoms.csv` or `micro.csv`; where both lie there they must agree.
    static func people(
        _ folder: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [Atom] {
        let manager = FileManager.default
        let names = ["atoms.csv", "micro.csv"].filter { manager.fileExists(atPath: folder + "/" + $0) }
        guard let file = names.first else {
            throw DisclosureProblem(file: folder, "holds neither atoms.csv nor micro.csv")
        }
        let held = try bytes(folder + "/" + file, named: file)
        let found = try atoms(held, file: file, dimensions: dimensions, counted: file == "atoms.csv")
        if found.isEmpty { throw DisclosureProblem(file: file, "has a heading and nobody under it") }
        if names.count == 2 {
            let micro = try bytes(folder + "/micro.csv", named: "micro.csv")
            try requireAgreement(found, held, micro, dimensions)
        }
        return found
    }

    /// Refuses groups of people and single people that are not the same, naming a row.
    private static func requireAgreement(
        _ groups: [Atom], _ atoms: [UInt8], _ micro: [UInt8], _ dimensions: [TableDimension]
    ) throws(DisclosureProblem) {
        let people = try Self.atoms(micro, file: "micro.csv", dimensions: dimensions, counted: false)
        var open: [[Int]: Int] = [:]
        for group in people { open[group.codes] = group.count }
        for (at, group) in groups.enumerated() where open.removeValue(forKey: group.codes) ?? 0 != group.count
        {
            let row = try CommaSeparated(atoms, file: "atoms.csv").rows[at].number
            throw DisclosureProblem(
                file: "atoms.csv", row: row,
                "does not hold as many people as micro.csv; mend or remove one of them")
        }
        guard let odd = people.first(where: { open[$0.codes] != nil }) else { return }
        throw DisclosureProblem(
            file: "micro.csv", row: try row(of: odd.codes, micro, "micro.csv", dimensions),
            "holds somebody whom atoms.csv does not have; mend or remove one of them")
    }

    /// The first row with these finest categories.
    private static func row(
        of codes: [Int], _ bytes: [UInt8], _ file: String, _ dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> Int? {
        let table = try CommaSeparated(bytes, file: file)
        var wanted: [(column: Int, code: String)] = []
        for (dimension, code) in zip(dimensions, codes) {
            wanted.append((try table.column(dimension.name), dimension.codes[code]))
        }
        return table.rows.first { row in wanted.allSatisfy { row.fields[$0.column] == $0.code } }?.number
    }

    /// Refuses columns that would mean something else than they are taken for.
    static func requireColumns(
        _ heading: [String], file: String, dimensions: [TableDimension], counted: Bool
    ) throws(DisclosureProblem) {
        let known = Set(dimensions.map(\.name)).union(["n"])
        if counted, let odd = heading.first(where: { !known.contains($0) }) {
            throw DisclosureProblem(
                file: file, row: 1,
                "has a column \"\(odd)\", which is no dimension; take it out and add up its rows")
        }
        if !counted, heading.contains("n") {
            throw DisclosureProblem(
                file: file, row: 1,
                "has a column n, and here each row is one person; counts of people stand in atoms.csv")
        }
    }

    /// Who came or went, one row a person or with a column `n`. Nobody can have come who is not there.
    static func movement(
        _ bytes: [UInt8]?, _ file: String, _ set: ReleaseSet, joined: Bool
    ) throws(DisclosureProblem) -> [Atom] {
        guard let bytes else { return [] }
        let counted = try CommaSeparated(bytes, file: file).heading.contains("n")
        let moved = try atoms(bytes, file: file, dimensions: set.dimensions, counted: counted)
        if !joined { return moved }
        var there: [[Int]: Int] = [:]
        for atom in set.atoms { there[atom.codes, default: 0] += atom.count }
        for atom in moved where atom.count > there[atom.codes, default: 0] {
            throw DisclosureProblem(
                file: file, row: try row(of: atom.codes, bytes, file, set.dimensions),
                "\(set.words(for: atom.codes)) has more joiners than the data have people there")
        }
        return moved
    }
}
