// SPDX-License-Identifier: Apache-2.0

/// The dimensions of a release that also knows how earlier releases drew its areas.
struct EarlierAreas {
    private(set) var dimensions: [TableDimension]
    /// What the codes of each release are called in them.
    private(set) var names: [String: [[String: String]]] = [:]
    private var insideCodes: [Int: Set<String>] = [:]

    /// The codes that only earlier releases used.
    var inside: [Int: Set<Int>] {
        insideCodes.reduce(into: [:]) { found, entry in
            found[entry.key] = Set(entry.value.compactMap { dimensions[entry.key].position(of: $0) })
        }
    }

    /// Takes `areas.csv` of each folder, and of releases in the ledger the code lists that differ.
    init(_ dimensions: [TableDimension], earlier: EarlierFolder) throws(DisclosureProblem) {
        self.dimensions = dimensions
        for (release, bytes) in earlier.areas.sorted(by: { $0.key < $1.key }) {
            try take(bytes, release, file: "previous/\(release)/areas.csv", always: true)
        }
        for (release, bytes) in earlier.lists.sorted(by: { $0.key < $1.key }) {
            try take(bytes, release, file: "\(release): hierarchy.csv", always: false)
        }
    }

    private mutating func take(
        _ bytes: [UInt8], _ release: String, file: String, always: Bool
    ) throws(DisclosureProblem) {
        let lists = try EarlierBoundaries.lists(bytes, file: file)
        var called = names[release] ?? dimensions.map { _ in [:] }
        for (name, nodes) in lists.sorted(by: { $0.key < $1.key }) {
            guard let at = dimensions.firstIndex(where: { $0.name == name }) else {
                if !always { continue }
                throw DisclosureProblem(file: file, "names the dimension \(name), which is not known")
            }
            if !always, Self.isKnown(nodes, in: dimensions[at]) { continue }
            let adopted = try EarlierBoundaries.adopt(
                dimensions[at], earlier: nodes, from: release, file: file)
            let before = Set(dimensions[at].codes)
            dimensions[at] = adopted.dimension
            insideCodes[at, default: []].formUnion(
                adopted.inside.map { adopted.dimension.codes[$0] }.filter { !before.contains($0) })
            called[at].merge(adopted.names) { $1 }
        }
        names[release] = called
    }

    /// Whether every code of a list stands here for the same finest categories.
    private static func isKnown(_ nodes: [TableDimension.Node], in dimension: TableDimension) -> Bool {
        guard
            let old = try? TableDimension(name: dimension.name, nodes: nodes, allowingOneChild: true),
            old.codes.allSatisfy({ dimension.position(of: $0) != nil })
        else { return false }
        return old.codes.indices.allSatisfy { code in
            guard let here = dimension.position(of: old.codes[code]) else { return false }
            let theirs = Set(old.leavesUnder[code].map { old.codes[$0] })
            return theirs == Set(dimension.leavesUnder[here].map { dimension.codes[$0] })
        }
    }
}
