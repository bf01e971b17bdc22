// SPDX-License-Identifier: Apache-2.0

/// One sum as the checker walks through it: whether it tells that a whole group is alike.
struct GroupRow {
    let published: PublishedFiles
    let claim: CertificateText
    private var people = 0
    private var taken = 0
    private var open = 0
    private var proven = 0

    init(published: PublishedFiles, claim: CertificateText) {
        self.published = published
        self.claim = claim
    }

    /// Takes up the row's total (`factor` above zero) or one of its columns.
    mutating func add(_ key: Int, _ factor: Int, _ variable: Int?) {
        let value = published.known[key] ?? variable.map { claim.base[$0] } ?? 0
        if factor > 0 {
            people = value
        } else if value > 0 {
            taken += 1
        } else if !published.structural.contains(key) && !published.shownBefore.contains(key) {
            open += 1
            if let variable, claim.need[variable].0 >= claim.asked.need { proven += 1 }
        }
    }

    /// Two or more people, all in one column, and no other column that might hold some of them.
    var isTelling: Bool { people > 1 && taken == 1 && open > 0 && proven == 0 }
}
