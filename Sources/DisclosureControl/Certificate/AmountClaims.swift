// SPDX-License-Identifier: Apache-2.0

/// Checks what a certificate for sums of amounts says of the people behind every sum.
struct AmountClaims {
    typealias Fault = CertificateChecker.Fault

    let published: PublishedFiles
    let claim: CertificateText

    /// For each variable, whether one person alone makes it; throws where a rule is not kept.
    func lone() throws(Fault) -> [Bool] {
        if claim.rules.isEmpty { throw .broken("no rule on amounts is stated") }
        var variable: [Int: Int] = [:]
        for (index, key) in published.hidden.enumerated() { variable[key] = claim.variableOf[index] }
        var holdings: [Int: Holding] = [:]
        var alone = [Bool](repeating: false, count: claim.base.count)
        for (index, key) in published.order.enumerated() {
            let own = variable[key]
            guard let said = claim.holdings[index],
                let total = published.known[key] ?? own.map({ claim.base[$0] })
            else { throw .broken("nothing says who is behind cell \(index)") }
            let holding = Holding(people: said.people, total: total, top: said.top)
            holdings[key] = holding
            let whole = said.top.reduce(0, +)
            if said.top != said.top.sorted(by: >) || whole > total
                || (said.people <= Holding.kept && whole != total)
            {
                throw .broken("the amounts behind cell \(index) do not come to its sum")
            }
            for rule in claim.rules where rule.hides(holding) {
                let least = rule.upperNeed(holding)
                if let own {
                    let need = claim.need[own]
                    if need.0 < least || (claim.asked.insider > 0 && need.1 < least) {
                        throw .broken("variable \(own) is asked for less than \(rule.words) says")
                    }
                } else if !published.shownBefore.contains(key) {
                    throw .broken("a sum is published that \(rule.words) hides")
                }
            }
            if let own, said.people == 1 { alone[own] = true }
        }
        try people(holdings)
        return alone
    }

    /// The people of a total are the people of its parts, and so are the largest amounts.
    private func people(_ holdings: [Int: Holding]) throws(Fault) {
        for table in published.tables {
            for (axis, dimension) in table.dimensions.enumerated() {
                for group in published.groups[dimension] {
                    for cell in table.cells where cell.codes[axis] == group.parent {
                        let rest = cell.key - group.parent * published.step[dimension]
                        let parts = group.children.compactMap {
                            holdings[rest + $0 * published.step[dimension]]
                        }
                        let top = parts.flatMap(\.top).sorted(by: >).prefix(Holding.kept)
                        guard let whole = holdings[cell.key],
                            whole.people == parts.reduce(0, { $0 + $1.people }),
                            whole.top == Array(top)
                        else { throw .broken("\(table.name): the people behind a sum do not add up") }
                    }
                }
            }
        }
    }
}
