// SPDX-License-Identifier: Apache-2.0
/// Reads one table that was published before from the same data.
enum EarlierReleases {
    static func read(
        _ bytes: [UInt8], file: String, dimensions: [TableDimension], names: [[String: String]] = [],
        asked: EarlierTable.Asked? = nil
    ) throws(DisclosureProblem) -> EarlierTable {
        let table = try CommaSeparated(bytes, file: file)
        let valueColumn = try table.column("value")
        let statusColumn = try table.column("value_status")
        var columns: [(Int, Int)] = []
        // A release beside an older version shows figures of its own version only.
        let version = try DataVersions.dimension().name
        let versionColumn =
            dimensions.contains { $0.name == version } ? nil : table.heading.firstIndex(of: version)
        for (at, name) in table.heading.enumerated()
        where at != valueColumn && at != statusColumn && at != versionColumn {
            guard let dimension = dimensions.firstIndex(where: { $0.name == name }) else {
                throw DisclosureProblem(file: file, row: 1, "names the dimension \(name), which is not known")
            }
            if columns.contains(where: { $0.1 == dimension }) {
                throw DisclosureProblem(file: file, row: 1, "names the dimension \(name) twice")
            }
            columns.append((at, dimension))
        }
        var figures: [EarlierTable.Figure] = []
        let rounding = table.rows.lazy.compactMap { Self.rounding($0.fields[statusColumn]) }.first
        for (number, fields) in table.rows {
            if let versionColumn, fields[versionColumn] != DataVersions.Code.now.rawValue {
                if fields[valueColumn].isEmpty && !fields[statusColumn].isEmpty { continue }
                throw DisclosureProblem(
                    file: file, row: number,
                    "shows people by the version of the data; only figures of one version are understood here"
                )
            }
            var codes = [Int](repeating: 0, count: dimensions.count)
            for (at, dimension) in columns {
                let written = names.isEmpty ? fields[at] : names[dimension][fields[at]] ?? fields[at]
                guard let code = dimensions[dimension].position(of: written) else {
                    throw DisclosureProblem(
                        file: file, row: number,
                        "\(dimensions[dimension].name) has the unknown code \"\(fields[at])\"")
                }
                codes[dimension] = code
            }
            func fault(_ text: String) -> DisclosureProblem {
                let cell = zip(dimensions, codes).filter { $0.1 != 0 }.map { "\($0.name) \($0.codes[$1])" }
                let words = cell.isEmpty ? "everyone" : cell.joined(separator: ", ")
                return DisclosureProblem(file: file, row: number, "\(words): \(text)")
            }
            let mark = fields[statusColumn]
            guard let status = EarlierStatus(mark) else {
                throw fault(
                    "the status \"\(mark)\" is not known; say c where a number was hidden, and nothing where it "
                        + "was shown as it is")
            }
            let read = try status.figure(fields[valueColumn], mark: mark, rounding: rounding, fault)
            figures.append(
                EarlierTable.Figure(codes: codes, value: read.value, row: number, changed: read.changed))
        }
        return EarlierTable(source: file, dimensions: columns.map(\.1), figures: figures, asked: asked)
    }

    /// How a number that is marked as rounded was rounded.
    private static func rounding(_ mark: String) -> PublicationMethod? {
        guard case .changed(let method)? = EarlierStatus(mark) else { return nil }
        switch method {
        case .rounding, .controlledRounding: return method
        case .suppression, .noise: return nil
        }
    }
}

extension EarlierReleases {
    /// Refuses earlier releases that give one cell two numbers, naming both places.
    static func agree(_ release: ReleaseSet) throws(DisclosureProblem) {
        var shown: [[Int]: (value: Int, source: String, row: Int)] = [:]
        for table in release.earlier {
            for figure in table.figures {
                guard let value = figure.value else { continue }
                if let other = shown[figure.codes], other.value != value {
                    throw DisclosureProblem(
                        file: table.source, row: figure.row,
                        "\(release.words(for: figure.codes)) is not what \(other.source), row \(other.row), says: "
                            + "two earlier releases contradict each other"
                    )
                }
                shown[figure.codes] = (value, table.source, figure.row)
            }
        }
    }
}
