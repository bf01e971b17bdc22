// SPDX-License-Identifier: Apache-2.0

/// Counts the cells of each table and gives every different cell one number.
struct CellBuilder {
    let release: ReleaseSet
    let radix: [Int]
    private(set) var keys: [Int] = []
    private(set) var counts: [Int] = []
    /// How many people each cell holds.
    private(set) var heads: [Int] = []
    /// A sum of random words, one for each atom: equal sums mean the same people.
    private(set) var signatures: [UInt64] = []
    private var dense: [Int32]
    private var sparse: [Int: Int32] = [:]
    private let atomWords: [UInt64]

    init(release: ReleaseSet, radix: [Int], fullSize: Int) {
        self.release = release
        self.radix = radix
        dense = fullSize <= 1 << 24 ? [Int32](repeating: -1, count: fullSize) : []
        var generator = SeededGenerator(seed: 0x5eed_0fc0_7ab1_e5)
        atomWords = release.atoms.map { _ in generator.next() }
    }

    /// The cell numbers of one table, in written order (last dimension fastest).
    mutating func addTable(_ table: [Int]) -> [Int32] {
        let sizes = table.map { release.dimensions[$0].codes.count }
        var steps = [Int](repeating: 1, count: sizes.count)
        for index in sizes.indices.reversed().dropFirst() {
            steps[index] = steps[index + 1] * sizes[index + 1]
        }
        let size = sizes.reduce(1, *)
        var count = [Int](repeating: 0, count: size)
        var signature = [UInt64](repeating: 0, count: size)
        var people = release.measure.isAmount ? count : []
        for (index, atom) in release.atoms.enumerated() where atom.count > 0 {
            var at = 0
            for (axis, dimension) in table.enumerated() { at += atom.codes[dimension] * steps[axis] }
            count[at] += release.measure.isAmount ? atom.amounts.reduce(0, +) : atom.count
            if release.measure.isAmount { people[at] += atom.count }
            signature[at] &+= atomWords[index]
        }
        for (axis, dimension) in table.enumerated() {
            addUp(axis, release.dimensions[dimension], sizes, steps, &count, &signature)
            if release.measure.isAmount {
                var none = [UInt64](repeating: 0, count: size)
                addUp(axis, release.dimensions[dimension], sizes, steps, &people, &none)
            }
        }
        return (0..<size).map { position in
            var key = 0
            for (axis, dimension) in table.enumerated() {
                key += position / steps[axis] % sizes[axis] * radix[dimension]
            }
            return cell(
                key, count[position], people.isEmpty ? count[position] : people[position], signature[position]
            )
        }
    }

    private func addUp(
        _ axis: Int, _ dimension: TableDimension, _ sizes: [Int], _ steps: [Int], _ count: inout [Int],
        _ signature: inout [UInt64]
    ) {
        let inner = steps[axis]
        let outer = count.count / (inner * sizes[axis])
        var totalled: Set<Int> = []
        for group in dimension.groups {
            if !totalled.insert(group.parent).inserted { continue }
            for high in 0..<outer {
                let base = high * inner * sizes[axis]
                for child in group.children {
                    for low in 0..<inner {
                        count[base + group.parent * inner + low] += count[base + child * inner + low]
                        signature[base + group.parent * inner + low] &+=
                            signature[base + child * inner + low]
                    }
                }
            }
        }
    }

    private mutating func cell(_ key: Int, _ count: Int, _ people: Int, _ signature: UInt64) -> Int32 {
        let known = dense.isEmpty ? sparse[key] ?? -1 : dense[key]
        if known >= 0 { return known }
        let number = Int32(keys.count)
        if dense.isEmpty { sparse[key] = number } else { dense[key] = number }
        keys.append(key)
        counts.append(count)
        heads.append(people)
        signatures.append(signature)
        return number
    }
}
