// SPDX-License-Identifier: Apache-2.0

/// Writes the proof of an outcome in the form that `docs/disclosure-certificate.md` describes.
///
/// The text holds true counts: it is kept inside, beside the release; only its digest is published.
struct CertificateWriter {
    let outcome: Protection.Outcome
    let policy: DisclosurePolicy

    /// `files` are the published files, sorted by name; `hiddenCells` numbers every hidden cell
    /// in the order in which it first appears in them.
    func text(files: [(name: String, bytes: [UInt8])], hiddenCells: [Int32], allCells: [Int32] = []) -> String
    {
        let model = outcome.model
        var lines = ["dueregard disclosure certificate 1"]
        lines.append("policy \(policy.name)")
        lines.append("threshold \(model.release.threshold)")
        lines.append("need \(policy.need) insider \(policy.insiderNeed)")
        if policy.method != .suppression { lines.append("method \(policy.method.status)") }
        lines.append("coalition \(policy.coalition)")
        switch model.release.measure {
        case .people:
            let slack = outcome.requirement.knowingSlack
            lines.append("knowing \(slack.map { policy.need - $0 } ?? 0)")
        case .amounts(let name):
            lines.append("measure amounts \(name)")
            for rule in policy.rulesOnAmounts { lines.append("rule \(rule.words)") }
            let holdings = Holding.all(in: model)
            for (index, cell) in allCells.enumerated() {
                let holding = holdings[Int(cell)]
                let words = [index, holding.people] + holding.top
                lines.append("holding " + words.map(String.init).joined(separator: " "))
            }
        }
        if !model.release.measure.isAmount { lines.append("zeros \(policy.zeros.rawValue)") }
        for file in files { lines.append("file \(sha256(file.bytes)) \(file.name)") }
        lines.append("cells \(hiddenCells.count)")
        var number: [Int32: Int] = [:]
        var members: [[Int]] = []
        var variables: [Int32] = []
        for (index, cell) in hiddenCells.enumerated() {
            let variable = model.variableOf[Int(cell)]
            if let known = number[variable] {
                members[known].append(index)
            } else {
                number[variable] = members.count
                members.append([index])
                variables.append(variable)
            }
        }
        for (index, variable) in variables.enumerated() {
            let home = Int(variable)
            let needs =
                outcome.proof[home] == nil
                ? "0 0" : "\(outcome.requirement.need[home]) \(outcome.requirement.insiderNeed[home])"
            lines.append(
                "variable \(model.values[home]) \(needs) "
                    + members[index].map(String.init).joined(separator: " "))
        }
        var moveNumber: [Int32: Int] = [:]
        var proofs: [String] = []
        for variable in variables {
            guard let proof = outcome.proof[Int(variable)], let at = number[variable] else { continue }
            var names: [String] = []
            for index in proof {
                if moveNumber[index] == nil {
                    moveNumber[index] = moveNumber.count
                    let move = outcome.pool.moves[Int(index)]
                    var parts = ["move", "\(move.divisor)"]
                    for (changed, change) in zip(move.variables, move.changes) {
                        parts.append("\(number[changed] ?? -1):\(change)")
                    }
                    lines.append(parts.joined(separator: " "))
                }
                names.append("\(moveNumber[index] ?? -1)")
            }
            proofs.append("proof \(at) " + names.joined(separator: " "))
        }
        lines += proofs
        lines.append("end")
        return lines.joined(separator: "\n") + "\n"
    }
}
