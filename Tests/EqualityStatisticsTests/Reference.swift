// SPDX-License-Identifier: Apache-2.0
import Foundation

@testable import EqualityStatistics

/// The rows of `Fixtures/reference.csv`: what SciPy and statsmodels compute (`make_reference.py`).
enum Reference {
    struct Row: Sendable {
        let kind: String
        let arguments: [Double]
        let value: Double
    }

    static func rows() throws -> [Row] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/reference.csv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            if line.hasPrefix("#") { return nil }
            let fields = line.split(separator: ",")
            let numbers = fields.dropFirst().compactMap { Double($0) }
            guard let kind = fields.first, let value = numbers.last, numbers.count == fields.count - 1 else {
                throw CocoaError(.fileReadCorruptFile)
            }
            return Row(kind: String(kind), arguments: Array(numbers.dropLast()), value: value)
        }
    }

    /// What this room says to the same question; nil for a kind that it does not know.
    static func ours(_ kind: String, _ a: [Double]) -> Double? {
        let parts = kind.split(separator: ".").map(String.init)
        let end: (Interval) -> Double = { parts.last == "lower" ? $0.lower : $0.upper }
        func share(_ at: Int) -> Share? { Share(Int(a[at]), of: Int(a[at + 1])) }
        func rates() -> RateRatio? {
            guard let first = Rate(Int(a[0]), in: a[1]), let second = Rate(Int(a[2]), in: a[3]) else {
                return nil
            }
            return first.ratio(to: second)
        }
        switch parts[0] {
        case "logGamma": return logGamma(a[0])
        case "normalQuantile": return normalQuantile(a[0])
        case "incompleteBeta": return incompleteBeta(a[0], a[1], a[2])
        case "betaQuantile": return betaQuantile(a[0], a[1], a[2])
        case "incompleteGamma": return incompleteGamma(a[0], a[1])
        case "incompleteGammaComplement": return incompleteGammaComplement(a[0], a[1])
        case "gammaQuantile": return gammaQuantile(a[0], a[1])
        case "binomial":
            guard let sides = Sides(rawValue: parts[1]), let chance = Proportion(a[2]) else { return nil }
            return share(0)?.binomialTest(against: chance, sides)
        case "fisher":
            guard let sides = Sides(rawValue: parts[1]), let other = share(2) else { return nil }
            return share(0)?.fisherTest(against: other, sides)
        case "wilson": return ConfidenceLevel(a[2]).flatMap { share(0)?.wilsonInterval($0) }.map(end)
        case "exact": return ConfidenceLevel(a[2]).flatMap { share(0)?.exactInterval($0) }.map(end)
        case "koopman":
            guard let first = share(0), let second = share(2) else { return nil }
            return end(RelativeLikelihood(first, against: second).interval)
        case "newcombe":
            guard let first = share(0), let second = share(2) else { return nil }
            return end(first.difference(from: second).interval)
        case "poisson": return end(countInterval(Int(a[0])))
        case "rateRatio": return parts[1] == "p" ? rates()?.p : rates().map { end($0.interval) }
        default: return nil
        }
    }

    /// How far from the reference we may be, relative to it.
    static func tolerance(_ kind: String) -> Double {
        switch kind.prefix(while: { $0 != "." }) {
        // The reference looks for its bounds only so far.
        case "koopman": 2e-6
        case "incompleteBeta", "incompleteGamma", "incompleteGammaComplement": 1e-10
        case "binomial", "fisher": 1e-8
        case "logGamma", "normalQuantile": 1e-13
        default: 1e-9
        }
    }

    static func agrees(_ row: Row, _ ours: Double?) -> Bool {
        guard let ours else { return false }
        if row.value.isInfinite { return ours == row.value }
        let gap = abs(ours - row.value)
        // These two pass through nought, where nothing is relative.
        let crosses = row.kind == "logGamma" || row.kind == "normalQuantile"
        return gap <= tolerance(row.kind) * abs(row.value) || (crosses && gap < 1e-14)
    }
}

/// Numbers that look random and are the same every time.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 2_685_821_657_736_338_717
    }
}
