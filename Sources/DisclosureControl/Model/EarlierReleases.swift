// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Reads what was published before from the same data, so that a new release takes it into account.
enum EarlierReleases {
    /// The figures in every folder under `previous/`; each folder holds published CSV files.
    static func read(_ folder: String, dimensions: [TableDimension]) throws(DisclosureProblem)
        -> [EarlierTable]
    {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
        else {
            return []
        }
        var tables: [EarlierTable] = []
        for path in files(under: folder) {
            let name = "previous/" + path
            let bytes = try InstanceReader.bytes(folder + "/" + path, named: name)
            tables.append(try read(bytes, file: name, dimensions: dimensions))
        }
        return tables
    }

    /// The published CSV files under a folder, in a fixed order, without the code lists.
    static func files(under folder: String) -> [String] {
        guard let walker = FileManager.default.enumerator(atPath: folder) else { return [] }
        return walker.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".csv") && !$0.hasSuffix("hierarchy.csv") && !$0.hasSuffix("pattern.csv") }
            .sorted()
    }

    static func read(
        _ bytes: [UInt8], file: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> EarlierTable {
        let table = try CommaSeparated(bytes, file: file)
        let valueColumn = try table.column("value")
        let statusColumn = try table.column("value_status")
        var columns: [(Int, Int)] = []
        for (at, name) in table.heading.enumerated() where at != valueColumn && at != statusColumn {
            guard let dimension = dimensions.firstIndex(where: { $0.name == name }) else {
                throw DisclosureProblem(file: file, row: 1, "names the dimension \(name), which is not known")
            }
            if columns.contains(where: { $0.1 == dimension }) {
                throw DisclosureProblem(file: file, row: 1, "names the dimension \(name) twice")
            }
            columns.append((at, dimension))
        }
        var figures: [EarlierTable.Figure] = []
        for (number, fields) in table.rows {
            var codes = [Int](repeating: 0, count: dimensions.count)
            for (at, dimension) in columns {
                guard let code = dimensions[dimension].position(of: fields[at]) else {
                    throw DisclosureProblem(
                        file: file, row: number,
                        "\(dimensions[dimension].name) has the unknown code \"\(fields[at])\"")
                }
                codes[dimension] = code
            }
            let hidden = !fields[statusColumn].isEmpty
            guard hidden || fields[valueColumn].wholeCount != nil else {
                throw DisclosureProblem(
                    file: file, row: number, "value is \"\(fields[valueColumn])\", not a whole number")
            }
            figures.append(
                EarlierTable.Figure(
                    codes: codes, value: hidden ? nil : fields[valueColumn].wholeCount, row: number))
        }
        return EarlierTable(source: file, dimensions: columns.map(\.1), figures: figures)
    }
}
