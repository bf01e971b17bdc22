// SPDX-License-Identifier: Apache-2.0

/// Checks what counts and sums of one release give away together, each having been found safe by itself.
///
/// `docs/disclosure-certificate.md` says why this is enough.
public enum JointCheck {
    typealias Fault = CertificateChecker.Fault
    /// Published files and the text of their certificate.
    public typealias Part = (files: [(name: String, bytes: [UInt8])], certificate: String)

    /// Safe, without a number of its own, where both are in step and are about the same people.
    public static func verdict(counts: Part, sums: Part) -> CertificateChecker.Verdict {
        do throws(Fault) {
            func lists(_ part: Part) -> [UInt8]? {
                part.files.first { $0.name == "hierarchy.csv" }?.bytes
            }
            if lists(counts) == nil || lists(sums) == nil { throw .undecided("hierarchy.csv is missing") }
            if lists(counts) != lists(sums) { throw .broken("counts and sums have different code lists") }
            let people = try PublishedFiles(counts.files)
            let amounts = try PublishedFiles(sums.files)
            let counted = try CertificateText(
                CertificateText.lines(counts.certificate), hidden: people.hidden.count)
            let summed = try CertificateText(
                CertificateText.lines(sums.certificate), hidden: amounts.hidden.count)
            try compare(people, counted, amounts, summed)
            return .safe(primaries: 0, rational: 0)
        } catch {
            return error.verdict
        }
    }

    private static func compare(
        _ people: PublishedFiles, _ counted: CertificateText, _ amounts: PublishedFiles,
        _ summed: CertificateText
    ) throws(Fault) {
        if counted.amounts || !summed.amounts { throw .broken("counts and sums are confused") }
        if counted.knowing < max(1, counted.asked.need - 1) {
            throw .broken("the counts are not proven to readers who see the sums beside them")
        }
        var count = people.known
        for (index, key) in people.hidden.enumerated() {
            guard counted.variableOf[index] >= 0 else { throw .broken("a hidden cell is in no variable") }
            count[key] = counted.base[counted.variableOf[index]]
        }
        let counts = Set(people.order)
        for (index, key) in amounts.order.enumerated() {
            let isSumShown = amounts.known[key] != nil
            let isCountShown = people.known[key] != nil
            if isSumShown, !isCountShown, !amounts.shownBefore.contains(key) {
                throw .broken("a sum is shown and the count of its people is not")
            }
            if !isSumShown, isCountShown, !people.shownBefore.contains(key) {
                throw .broken("a count is shown and the sum of its people is not")
            }
            if counts.contains(key), summed.holdings[index]?.people != count[key] {
                throw .broken("the people behind a sum are not those that are counted")
            }
        }
    }
}
