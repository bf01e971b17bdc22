// SPDX-License-Identifier: Apache-2.0

/// Checks that the moves of a certificate leave every required number as wide as it says, to every reader.
struct ClaimedWidths {
    typealias Fault = CertificateChecker.Fault

    let claim: CertificateText
    /// For each variable, whether it is one person's.
    let lone: [Bool]

    func verdict() throws(Fault) -> CertificateChecker.Verdict {
        // A reader who knows that hidden numbers are at least 1 can rule out a move that says otherwise.
        let careful = claim.moves.map { divisor, changes in
            changes.allSatisfy { variable, change in
                let value = claim.base[variable]
                return (value - min(value, 1)) * divisor + change >= 0
            }
        }
        var rational = 0
        var primaries = 0
        for (variable, wanted) in claim.need.enumerated() where wanted.0 > 0 {
            guard let proof = claim.proofs[variable] else {
                throw .broken("variable \(variable) has no proof")
            }
            primaries += 1
            if proof.contains(where: { claim.moves[$0].0 != 1 }) { rational += 1 }
            try check(variable, proof, wanted.0, wanted.1, "")
            if claim.knowing > 0 {
                let least = max(1, wanted.0 - (claim.asked.need - claim.knowing))
                try check(
                    variable, proof.filter { careful[$0] }, least, min(wanted.1, least),
                    " to a reader who knows that it is at least 1")
            }
        }
        return .safe(primaries: primaries, rational: rational)
    }

    /// The interval that the moves span, also when one lone person's cell stays, or those of two who put
    /// together what they know.
    private func check(
        _ variable: Int, _ proof: [Int], _ need: Int, _ insiderNeed: Int, _ whom: String
    ) throws(Fault) {
        // Division rounds towards the truth, so only whole steps inside the interval count.
        let steps = proof.map { move in
            (claim.moves[move].1.first { $0.0 == variable }?.1 ?? 0) / claim.moves[move].0
        }
        let touched = proof.map { move in
            Set(claim.moves[move].1.map(\.0).filter { $0 != variable && lone[$0] })
        }
        func check(_ known: [Int], _ least: Int) throws(Fault) {
            var low = 0
            var high = 0
            for (step, people) in zip(steps, touched) where known.allSatisfy({ !people.contains($0) }) {
                low = min(low, step)
                high = max(high, step)
            }
            // Of a sum of amounts nobody may know too well how large it is at most.
            let width = claim.amounts ? high : high - low
            if width < least {
                throw .broken("variable \(variable) is shown \(width) wide\(whom) and needs \(least)")
            }
        }
        try check([], need)
        if insiderNeed == 0 { return }
        let people = touched.reduce(into: Set()) { $0.formUnion($1) }.sorted()
        for one in people {
            try check([one], insiderNeed)
            if claim.coalition < 2 { continue }
            for other in people where other > one { try check([one, other], insiderNeed) }
        }
    }
}
