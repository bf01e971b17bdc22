// SPDX-License-Identifier: Apache-2.0

extension InstanceReader {
    /// Releases of the same people and period as the ledger has them, and the version of the data at hand.
    public struct Known: Sendable {
        /// Those of the same area.
        public let entries: [LedgerFile.Entry]
        public let dataVersion: String
        /// Those of other areas, and the areas that somebody declares to have nobody in common with this one.
        public let elsewhere: [LedgerFile.Entry]
        public let apart: [String]

        public init(
            entries: [LedgerFile.Entry], dataVersion: String, elsewhere: [LedgerFile.Entry] = [],
            apart: [String] = []
        ) {
            self.entries = entries
            self.dataVersion = dataVersion
            self.elsewhere = elsewhere
            self.apart = apart
        }
    }
}

extension EarlierFolder {
    /// Refuses the releases of other areas that nobody has said enough about: two overlapping areas give away
    /// what they differ by.
    ///
    /// Enough is that the release lies in `previous/` with `areas.csv`, or that its area is one of `apart`,
    /// which somebody declares to have nobody in common with this one.
    func requireRegard(
        for others: [LedgerFile.Entry], apart: [String], dataVersion: String
    ) throws(DisclosureProblem) {
        let apart = Set(apart.map(\.asLedgerName))
        for entry in others where !apart.contains(entry.record.area.asLedgerName) {
            let record = entry.record
            let source = "the ledger, line \(entry.line)"
            let holding = releases(holding: record)
            guard let release = holding.first(where: { areas[$0] != nil }) else {
                let start =
                    "the release about \(record.area) of \(record.publishedOn) is of the same people and period. "
                    + "Where it overlaps with this area, the difference of the two may give hidden numbers away. "
                let without = holding.first.map {
                    "previous/\($0) holds it, without areas.csv, which says how the areas overlap: add that"
                }
                throw DisclosureProblem(
                    file: source,
                    start
                        + (without
                            ?? "Put its published folder into previous/ with areas.csv, which says how "
                            + "the areas overlap")
                        + ", or, if nobody belongs to both, say --apart \"\(record.area)\"")
            }
            if record.dataVersion != dataVersion, !older.contains(release) {
                throw DisclosureProblem(
                    file: source,
                    "the release about \(record.area) is from version \(record.dataVersion) of the data and this "
                        + "one from \(dataVersion): say who came and went since, in previous/\(release)/joiners.csv "
                        + "and leavers.csv")
            }
            try requireAreas(of: record, in: release)
        }
    }

    /// The folders in `previous/` that hold every table and median of a release as it went out.
    private func releases(holding record: ReleaseRecord) -> [String] {
        var tables: Set<String> = []
        var medians: Set<[UInt8]> = []
        for file in record.files {
            let path = file.name.split(separator: "/")
            let name = path.last ?? ""
            if name == "hierarchy.csv" { continue }
            if name.hasPrefix("derived-") {
                if name.split(separator: "-").dropFirst(2).first == "median" {
                    medians.insert(Array(file.text.utf8))
                }
                continue
            }
            tables.insert((path.count == 2 ? path[0].dropFirst(8) + "" : "") + "/" + file.text)
        }
        guard medians.isSubset(of: self.medians.map(\.bytes)) else { return [] }
        let held = Dictionary(grouping: self.tables, by: \.release)
        return held.filter { _, found in
            tables.isSubset(
                of: found.map { ($0.part ?? "") + "/" + String(decoding: $0.bytes, as: UTF8.self) })
        }.keys.sorted()
    }

    /// Refuses an `areas.csv` that leaves open where a code of the release belongs.
    private func requireAreas(of record: ReleaseRecord, in release: String) throws(DisclosureProblem) {
        let file = "previous/\(release)/areas.csv"
        let told = try EarlierBoundaries.lists(areas[release] ?? [], file: file)
        guard let list = record.files.first(where: { $0.name == "hierarchy.csv" }) else { return }
        let table = try CommaSeparated(Array(list.text.utf8), file: "hierarchy.csv")
        let (dimension, code, parent) = (
            try table.column("dimension"), try table.column("code"), try table.column("parent")
        )
        for (_, fields) in table.rows {
            let nodes = told[fields[dimension]] ?? []
            let words = "\(fields[dimension]) \(fields[code])"
            guard let node = nodes.first(where: { $0.code == fields[code] }) else {
                throw DisclosureProblem(
                    file: file, "says nothing of \(words), which the release about \(record.area) shows")
            }
            let total = fields[parent].isEmpty
            if total, node.parent != nil, !record.tables.allSatisfy({ $0.contains(fields[dimension]) }) {
                throw DisclosureProblem(
                    file: file,
                    "\(words) is a part of \(node.parent ?? ""), and a table of the release about \(record.area) does "
                        + "not show \(fields[dimension]): that table cannot be taken into account")
            }
        }
    }
}
