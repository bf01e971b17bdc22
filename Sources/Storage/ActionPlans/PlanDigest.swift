// SPDX-License-Identifier: Apache-2.0
import Crypto
import EqualityDuty

extension PlanTakeResult {
    /// A short text that stands for everything the file would do: rows, actions, versions, fields, words. It is another
    /// as soon as any of them is.
    public var digest: String {
        var hash = SHA256()
        func add(_ parts: String...) {
            for part in parts {
                hash.update(data: Array("\(part.utf8.count) ".utf8))
                hash.update(data: Array(part.utf8))
            }
        }
        add("\(added) \(changed) \(conflicts) \(refused)")
        for line in lines {
            add(line.row.sheet, String(line.row.row), line.id, String(line.version), line.row.why)
            switch line.outcome {
            case .unchanged: add("unchanged")
            case .added:
                add("added")
                for (field, words) in line.row.fields.values.sorted(by: { $0.key < $1.key }) {
                    add(field, words)
                }
            case .changed(let changes):
                for change in changes { add("change", change.field, change.old, change.new) }
            case .conflict(let conflicts, let others):
                for one in conflicts { add("conflict", one.field, one.base ?? "?", one.theirs, one.mine) }
                for change in others { add("change", change.field, change.old, change.new) }
            case .refused(let problems):
                for problem in problems { add("refused", problem.field, problem.text) }
            }
        }
        return hash.finalize().map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
