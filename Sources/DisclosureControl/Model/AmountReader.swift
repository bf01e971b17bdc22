// SPDX-License-Identifier: Apache-2.0
import Foundation

extension InstanceReader {
    /// The columns of amounts that are asked for: their sums are shown in the tables of the counts.
    static func amountColumns(_ bytes: [UInt8]) throws(DisclosureProblem) -> [String] {
        let file = "hierarchy.json"
        let parsed = try? JSONSerialization.jsonObject(with: Data(bytes))
        guard let listed = (parsed as? [String: Any])?["amounts"] else { return [] }
        guard let entries = listed as? [String] else {
            throw DisclosureProblem(file: file, "amounts must be a list of columns of micro.csv")
        }
        var found: [String] = []
        for column in entries {
            let plain = column.utf8.allSatisfy {
                (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
            }
            guard !column.isEmpty, plain else {
                throw DisclosureProblem(
                    file: file, "amounts names \"\(column)\"; use letters, digits and _ only")
            }
            if column == DerivedFigures.part {
                throw DisclosureProblem(
                    file: file, "amounts names \(column), which means something else here")
            }
            if found.contains(column) {
                throw DisclosureProblem(file: file, "amounts names \(column) twice")
            }
            found.append(column)
        }
        return found
    }

    /// For each atom the sum of its people's permanent keys, from the column `key` of `micro.csv`.
    public static func keySums(_ folder: String, for release: ReleaseSet) throws(DisclosureProblem)
        -> [UInt32]
    {
        let held = try amounts(
            bytes(folder + "/micro.csv", named: "micro.csv"), column: "key", dimensions: release.dimensions)
        var sums: [[Int]: UInt32] = [:]
        for atom in held {
            if atom.amounts.contains(where: { $0 >= Int(CellKeyNoise.range) }) {
                throw DisclosureProblem(file: "micro.csv", "a key is not from 0 to 255")
            }
            sums[atom.codes] = UInt32(atom.amounts.reduce(0, +)) % CellKeyNoise.range
        }
        return release.atoms.map { sums[$0.codes] ?? 0 }
    }

    /// People with their amounts, from `micro.csv`: one row a person.
    public static func amounts(
        _ bytes: [UInt8], column: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [Atom] {
        let file = "micro.csv"
        let table = try CommaSeparated(bytes, file: file)
        var columns: [Int] = []
        for dimension in dimensions { columns.append(try table.column(dimension.name)) }
        let amountColumn = try table.column(column)
        let leaves = dimensions.map { Set($0.leaves) }
        var people: [[Int]: [Int]] = [:]
        for (number, fields) in table.rows {
            var codes: [Int] = []
            for (index, dimension) in dimensions.enumerated() {
                let code = fields[columns[index]]
                guard let at = dimension.position(of: code), leaves[index].contains(at) else {
                    throw DisclosureProblem(
                        file: file, row: number,
                        "\(dimension.name) has \"\(code)\", which is not one of its finest categories")
                }
                codes.append(at)
            }
            guard let amount = fields[amountColumn].wholeCount, amount <= Holding.largestAmount else {
                throw DisclosureProblem(
                    file: file, row: number,
                    "\(column) is \"\(fields[amountColumn])\"; it must be a whole number from 0 to 100,000,000"
                )
            }
            people[codes, default: []].append(amount)
        }
        return people.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map { Atom(codes: $0.key, amounts: $0.value) }
    }
}
