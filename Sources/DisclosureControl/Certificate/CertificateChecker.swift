// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Checks a release by itself: reads only what will be published and the certificate.
///
/// Whole-number arithmetic, no solver, nothing shared with the code that chose the pattern. Every
/// published sum is rebuilt from the files; every move must leave all of them as they are.
public struct CertificateChecker {
    /// What the checker found.
    public enum Verdict: Equatable, Sendable {
        /// Every hidden small count is proven wide enough.
        case safe(primaries: Int, rational: Int)
        /// Something contradicts the certificate; the text says what.
        case broken(String)
        /// A file is missing or unreadable.
        case undecided(String)
    }

    struct Fault: Error {
        let verdict: Verdict
        static func broken(_ text: String) -> Fault { Fault(verdict: .broken(text)) }
        static func undecided(_ text: String) -> Fault { Fault(verdict: .undecided(text)) }
    }

    private let published: PublishedFiles
    private let claim: CertificateText

    /// The verdict on published files and a certificate's text, which must promise at least what the policy
    /// asks. Without a policy nothing is safe: what is proven is then said, and nothing more.
    ///
    /// `part` is the set of amounts that the files and the certificate are for; `nil` for counts.
    public static func check(
        files: [(name: String, bytes: [UInt8])], certificate: String, under policy: DisclosurePolicy?,
        part: String? = nil
    ) -> Verdict {
        do throws(Fault) {
            let lines = try CertificateText.lines(certificate)
            let files = files.sorted { $0.name < $1.name }
            if !files.contains(where: { $0.name == "hierarchy.csv" }) {
                throw .undecided("hierarchy.csv is missing")
            }
            let listed = lines.filter { $0.first == "file" }.map { $0.dropFirst().joined(separator: " ") }
            if listed != files.map({ "\(sha256($0.bytes)) \($0.name)" }) {
                throw .broken("the published files are not those that the certificate was made for")
            }
            let published = try PublishedFiles(files)
            let claim = try CertificateText(lines, hidden: published.hidden.count)
            if claim.part != part { throw .broken("the certificate is for another measure") }
            if let policy, let weak = claim.shortcoming(under: policy) { throw .broken(weak) }
            let verdict = try CertificateChecker(published: published, claim: claim).verdict()
            if policy == nil {
                throw .undecided(
                    "the policy \(policyName(of: certificate) ?? "") is not known here; "
                        + "by themselves the proofs hold"
                )
            }
            return verdict
        } catch {
            return error.verdict
        }
    }

    /// The name of the policy that a certificate says it keeps; `nil` where it names none.
    public static func policyName(of certificate: String) -> String? {
        certificate.utf8.split(separator: 10).lazy.map(CertificateText.words)
            .first { $0.first == "policy" && $0.count > 1 }?.dropFirst().joined(separator: " ")
    }

    /// What a certificate asks, in words; empty where it does not say.
    public static func terms(of certificate: String) -> String {
        guard let asked = EarlierTable.Asked(certificate: certificate) else { return "" }
        return "numbers below \(asked.threshold) count as small and must be at least \(asked.need) wide, "
            + "\(asked.insiderNeed) for somebody alone in a cell"
    }

    private func verdict() throws(Fault) -> Verdict {
        let known = published.known
        let threshold = claim.threshold
        let base = claim.base
        let need = claim.need
        let order = published.hidden
        if published.methods.contains(where: { $0 != claim.method }) {
            throw .broken("a number is changed otherwise than the certificate says")
        }
        if claim.variableOf.contains(-1) { throw .broken("a hidden cell is in no variable") }
        let small = known.first {
            !claim.amounts && $0.value > 0 && $0.value < threshold && !published.shownBefore.contains($0.key)
        }
        if small != nil { throw .broken("a small number is published") }
        if published.ranges.contains(where: { range in
            known[range.key].map { !range.value.contains($0) } ?? false
        }) {
            throw .broken("a number is not what it was published as, rounded or noisy")
        }
        var limits = Limits(count: base.count)
        for (index, key) in order.enumerated() {
            if let range = published.ranges[key] { limits.narrow(claim.variableOf[index], to: range) }
        }
        for (index, value) in base.enumerated()
        where !(limits.low[index]...limits.high[index]).contains(value) {
            throw .broken("variable \(index) is not what its shown numbers allow")
        }
        for (index, value) in base.enumerated() where !claim.amounts && value > 0 && value < threshold {
            if need[index].0 <= 0 { throw .broken("variable \(index) is small and has no requirement") }
            let most = limits.high[index] - limits.low[index]
            if need[index].0 < min(claim.asked.need, most) || need[index].1 < min(claim.asked.insider, most) {
                throw .broken("variable \(index) is asked for less than the policy says")
            }
        }
        if claim.zeros == .hide {
            let zero = known.first {
                $0.value == 0 && !published.structural.contains($0.key)
                    && !published.shownBefore.contains($0.key)
            }
            if zero != nil { throw .broken("a zero is published") }
        }
        try Self.checkEmptyCells(published, claim)
        let touching = try sums(order, claim.variableOf, base)
        var balance = [Int](repeating: 0, count: touching.sums)
        for (index, (divisor, changes)) in claim.moves.enumerated() {
            for (variable, change) in changes {
                if base[variable] * divisor + change < 0 {
                    throw .broken("move \(index) goes too low")
                }
                let least = limits.low[variable] * divisor
                let value = base[variable] * divisor + change
                if value < least || value > limits.high[variable] * divisor {
                    throw .broken("move \(index) leaves what the shown numbers allow")
                }
                for (sum, factor) in touching.of[variable] { balance[sum] += factor * change }
            }
            for sum in changes.lazy.flatMap({ touching.of[$0.0] }) where balance[sum.0] != 0 {
                throw .broken("move \(index) changes a published sum")
            }
        }
        var lone = base.map { $0 == 1 }
        if claim.amounts { lone = try AmountClaims(published: published, claim: claim).lone() }
        return try ClaimedWidths(claim: claim, lone: lone).verdict()
    }

    /// Every sum the tables state, checked at the certificate's own values; for each variable, the
    /// sums it stands in and its factor there, and how many sums there are.
    private func sums(
        _ order: [Int], _ variableOf: [Int], _ base: [Int]
    ) throws(Fault) -> (of: [[(Int, Int)]], sums: Int) {
        var place: [Int: Int] = [:]
        for (index, key) in order.enumerated() { place[key] = variableOf[index] }
        var touching = [[(Int, Int)]](repeating: [], count: base.count)
        var count = 0
        let looksAtGroups = claim.zeros != .publish
        for table in published.tables {
            // What the table says in each cell: the number, or the variable that stands for it.
            var said: [Int: (value: Int, variable: Int)] = [:]
            said.reserveCapacity(table.cells.count)
            for (_, key) in table.cells {
                if let value = published.known[key] {
                    said[key] = (value, -1)
                } else if let variable = place[key] {
                    said[key] = (base[variable], variable)
                }
            }
            for (axis, dimension) in table.dimensions.enumerated() {
                var under: [Int: [PublishedFiles.Group]] = [:]
                for group in published.groups[dimension] { under[group.parent, default: []].append(group) }
                for cell in table.cells {
                    for group in under[cell.codes[axis]] ?? [] {
                        let rest = cell.key - group.parent * published.step[dimension]
                        var total = 0
                        func take(_ key: Int, _ factor: Int) throws(Fault) {
                            guard let (value, variable) = said[key] else {
                                throw .undecided("\(table.name) lacks a row that a sum needs")
                            }
                            if variable >= 0 { touching[variable].append((count, factor)) }
                            total += factor * value
                        }
                        try take(cell.key, 1)
                        for child in group.children { try take(rest + child * published.step[dimension], -1) }
                        if looksAtGroups, !table.name.hasPrefix("earlier/") {
                            var row = GroupRow(published: published, claim: claim)
                            row.add(cell.key, 1, place[cell.key])
                            for child in group.children {
                                let key = rest + child * published.step[dimension]
                                row.add(key, -1, place[key])
                            }
                            if row.isTelling {
                                throw .broken(
                                    "\(table.name): a row shows that a whole group is in one column")
                            }
                        }
                        if total != 0 { throw .broken("\(table.name): a sum does not come out") }
                        count += 1
                    }
                }
            }
        }
        return (touching, count)
    }
}
