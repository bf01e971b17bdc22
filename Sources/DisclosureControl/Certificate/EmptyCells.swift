// SPDX-License-Identifier: Apache-2.0

extension CertificateChecker {
    /// Refuses a hidden cell that the certificate says is empty where its policy shows empty cells.
    ///
    /// Readers conclude from such a policy that somebody is behind every hidden number. What is published
    /// cannot show that this is untrue, since a hidden cell has no number there: only the certificate can.
    /// An empty cell may be hidden where it is proven for its own sake, where it was hidden before or shown
    /// changed, and where the table shows no number for one of its categories at all.
    static func checkEmptyCells(_ published: PublishedFiles, _ claim: CertificateText) throws(Fault) {
        if claim.amounts || claim.zeros != .publish { return }
        var empty: Set<Int> = []
        for (index, key) in published.hidden.enumerated() where published.ranges[key] == nil {
            let variable = claim.variableOf[index]
            if claim.base[variable] == 0 && claim.need[variable].0 == 0 { empty.insert(key) }
        }
        if empty.isEmpty { return }
        for table in published.tables where table.name.hasPrefix("earlier/") {
            for cell in table.cells { empty.remove(cell.key) }
        }
        for table in published.tables where !table.name.hasPrefix("earlier/") {
            var shown = [Set<Int>](repeating: [], count: table.dimensions.count)
            for cell in table.cells
            where published.known[cell.key] != nil && !published.shownBefore.contains(cell.key) {
                for (axis, code) in cell.codes.enumerated() { shown[axis].insert(code) }
            }
            let isTold = table.cells.contains { cell in
                empty.contains(cell.key) && zip(shown, cell.codes).allSatisfy { $0.contains($1) }
            }
            if isTold { throw .broken("\(table.name): an empty cell is hidden and the policy shows them") }
        }
    }
}
