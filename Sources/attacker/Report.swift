// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What an attack has gained.
struct Report {
    var hidden = 0
    /// Small numbers that were worked out, or too closely, in either way of reasoning.
    var gains = 0
    /// Those of them that only the rule gave away by which noughts are shown.
    var ruleAwareGains = 0
    var insiderGains = 0
    /// Those of them that follow only for somebody who also reasons from that rule.
    var insiderRuleAwareGains = 0
    var contradiction = false
    var scored = false
    /// Whether the time ran out before every number was tried by programmes.
    var isCut = false
    var claims: [String] = []

    var isBroken: Bool { gains + insiderGains > 0 || contradiction }

    init(
        _ folder: String, _ published: Publication, inside: [String], micro: String?, need: Int,
        threshold: Int, ruleAware: Bool, insiders: Bool, enough: Int, seconds: Int
    ) {
        hidden = published.hidden.count
        let score = Score(
            published, patterns: [folder + "/pattern.csv"] + inside, certificate: folder + "/certificate.txt",
            threshold: threshold)
        var given: Set<Int> = []
        // Each claim is made before it is scored; only where so many gains are enough is the score asked at once.
        var right: Set<Int> = []
        let stop: ((Int, Int, Int) -> Bool)? =
            enough == .max
            ? nil
            : { cell, low, high in
                if score.isSmall(cell, low, high) ?? (low == high) { right.insert(cell) }
                return right.count >= enough
            }
        let plain = Assault.whole(
            published, floor: 0, width: need, top: threshold, seconds: seconds, stop: stop)
        (contradiction, isCut) = (plain.contradiction, plain.isCut)
        take(plain, published, score, need, threshold, &given)
        let before = gains
        scored = score.truth != nil
        if gains >= enough { return }
        if ruleAware && !published.isChanged {
            // At least `need` possible numbers: one less than that between the ends.
            let aware = Assault.whole(
                published, floor: 1, width: need - 1, top: threshold, seconds: seconds, stop: stop)
            isCut = isCut || aware.isCut
            // A nought can be hidden to protect another number: then the rule misleads, and gains nothing.
            if !aware.contradiction { take(aware, published, score, need - 1, threshold, &given) }
            ruleAwareGains = gains - before
        }
        if gains >= enough { return }
        let floors = ruleAware && !published.isChanged ? [0, 1] : [0]
        if insiders { takeInsiders(plain, published, score, floors) }
        for part in Sums.parts(folder) {
            let sums = Sums(folder, part, micro: micro, insiders: insiders)
            gains += sums.claims.count
            insiderGains += sums.insiderClaims.count
            claims += sums.claims + sums.insiderClaims
            contradiction = contradiction || sums.contradiction
        }
    }

    /// Counts the primaries that an assault has narrowed too far and that are not counted yet.
    private mutating func take(
        _ assault: Assault, _ published: Publication, _ score: Score, _ need: Int, _ threshold: Int,
        _ given: inout Set<Int>
    ) {
        for cell in published.hidden.indices where !given.contains(cell) {
            let (low, high) = (assault.low[cell], assault.high[cell])
            // A changed number says how large it is; what it must not do is say more than its own range.
            let range = published.ranges[published.hidden[cell]]
            let changed = published.isChanged
            let most = range.map { $0.upperBound - $0.lowerBound } ?? Assault.far
            let small = high < min(threshold, range?.upperBound ?? threshold) && !changed
            let narrow = high - low < min(most, changed ? 2 : need)
            let exact = low == high && most > 0
            guard exact || small || narrow else { continue }
            guard score.isSmall(cell, low, high) ?? (exact || small) else { continue }
            given.insert(cell)
            gains += 1
            claims.append(
                "\(published.words(cell)): \(low == high ? "exactly \(low)" : "between \(low) and \(high)")"
                    + (assault.floor > 0 ? ", as noughts are shown" : ""))
        }
    }

    func json(pretty: Bool) -> String {
        let result: [String: Any] = [
            "hidden": hidden, "gains": gains, "ruleAwareGains": ruleAwareGains, "insiderGains": insiderGains,
            "insiderRuleAwareGains": insiderRuleAwareGains, "contradiction": contradiction, "scored": scored,
            "cut": isCut,
            "claims": Array(claims.prefix(20)), "broken": isBroken,
        ]
        let options: JSONSerialization.WritingOptions =
            pretty ? [.sortedKeys, .prettyPrinted] : [.sortedKeys]
        let data = (try? JSONSerialization.data(withJSONObject: result, options: options)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
