// SPDX-License-Identifier: Apache-2.0

/// Says, before anything is hidden, whether a release would do better with fewer categories.
public struct CollapseGate: Sendable {
    /// A smaller release and what it would leave to hide.
    public struct Option: Sendable, CustomStringConvertible {
        /// What to do, in words.
        public let action: String
        /// The tables as they would be, so that the choice can be tried.
        public let release: ReleaseSet
        /// Non-empty cells that would be left, and how many of them are too small to show.
        public let cells: Int
        public let primaries: Int

        /// Whether few enough cells are too small to show.
        var isHarmless: Bool { primaries * 5 <= cells }

        public var description: String {
            "\(action): \(cells) cells left, \(primaries) of them too small to show"
        }
    }

    /// The share of non-empty cells that are too small to show.
    public let primaryShare: Double
    /// The share of people, counted in the finest cells shown, who stand in such cells.
    public let peopleShare: Double
    /// Whether the release should be made smaller rather than hidden.
    public let shouldCollapse: Bool
    /// Ways to make it smaller, the one that keeps most cells among the harmless ones first.
    public let options: [Option]
    /// The steps that make the release harmless and keep most of it; `nil` where none are needed, or
    /// none suffice.
    public let proposal: Option?

    public init(model: CellModel) {
        let release = model.release
        let (cells, primaries) = Self.sizes(model)
        primaryShare = cells == 0 ? 0 : Double(primaries) / Double(cells)
        var people = 0
        var small = 0
        for (table, cellNumbers) in zip(release.tables, model.tableCells) {
            let leaves = table.map { Set(release.dimensions[$0].leaves) }
            for cell in cellNumbers {
                let codes = model.codes(ofCell: Int(cell))
                guard zip(table, leaves).allSatisfy({ $1.contains(codes[$0]) }) else { continue }
                let value = model.values[Int(model.variableOf[Int(cell)])]
                people += value
                if value < release.threshold { small += value }
            }
        }
        peopleShare = people == 0 ? 0 : Double(small) / Double(people)
        shouldCollapse = primaryShare > 0.2 || peopleShare > 0.1
        let found = Self.choices(release)
        options = found
        proposal = shouldCollapse ? Self.proposal(for: model, first: found) : nil
    }

    /// Every single step that makes a release smaller, the best first.
    static func choices(_ release: ReleaseSet) -> [Option] {
        var options: [Option] = []
        for dimension in release.dimensions.indices
        where release.tables.contains(where: { $0.contains(dimension) }) {
            if let smaller = try? Self.merged(release, dimension) {
                let (cells, primaries) = Self.sizes(CellModel(smaller))
                options.append(
                    Option(
                        action: "show \(release.dimensions[dimension].name) at the next coarser level",
                        release: smaller, cells: cells, primaries: primaries))
            }
            let tables = release.tables.map { $0.filter { $0 != dimension } }
            if tables.allSatisfy(\.isEmpty) { continue }
            if let smaller = try? release.with(tables: tables.uniqued()) {
                let (cells, primaries) = Self.sizes(CellModel(smaller))
                options.append(
                    Option(
                        action: "leave out \(release.dimensions[dimension].name)", release: smaller,
                        cells: cells, primaries: primaries))
            }
        }
        return options.sorted {
            if $0.isHarmless != $1.isHarmless { return $0.isHarmless }
            return $0.isHarmless ? $0.cells > $1.cells : $0.primaries * $1.cells < $1.primaries * $0.cells
        }
    }

    private static func sizes(_ model: CellModel) -> (cells: Int, primaries: Int) {
        var cells = 0
        var primaries = 0
        for cell in 0..<model.cells {
            let value = model.values[Int(model.variableOf[cell])]
            if value > 0 { cells += 1 }
            if value > 0 && value < model.release.threshold { primaries += 1 }
        }
        return (cells, primaries)
    }

    /// The release with one dimension's finest level taken up into the level above.
    static func merged(_ release: ReleaseSet, _ index: Int) throws -> ReleaseSet? {
        let old = release.dimensions[index]
        let parents = old.parents
        let inner = Set(parents)
        let depth2 = old.leaves.filter { parents[$0] > 0 }
        if depth2.isEmpty { return nil }
        let drop = Set(depth2)
        let nodes = old.codes.indices.filter {
            !drop.contains($0) && (inner.contains($0) || old.leaves.contains($0))
        }
        .map {
            TableDimension.Node(code: old.codes[$0], parent: parents[$0] < 0 ? nil : old.codes[parents[$0]])
        }
        let new = try TableDimension(name: old.name, nodes: nodes, allowingOneChild: true)
        var sums: [[Int]: Int] = [:]
        for atom in release.atoms {
            var codes = atom.codes
            let kept = drop.contains(codes[index]) ? parents[codes[index]] : codes[index]
            codes[index] = new.position(of: old.codes[kept]) ?? 0
            sums[codes, default: 0] += atom.count
        }
        var dimensions = release.dimensions
        dimensions[index] = new
        let atoms = sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            Atom(codes: $0.key, count: $0.value)
        }
        return try ReleaseSet(
            dimensions: dimensions, tables: release.tables, atoms: atoms, threshold: release.threshold,
            measure: release.measure)
    }
}

extension Array where Element: Hashable {
    /// The elements without repeats, in order.
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
