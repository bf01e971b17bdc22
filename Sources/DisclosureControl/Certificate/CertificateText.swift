// SPDX-License-Identifier: Apache-2.0

/// A certificate's lines as values, before anything they claim is believed.
struct CertificateText {
    typealias Fault = CertificateChecker.Fault

    private(set) var threshold = 0
    /// The widths that the policy asks of every small count: for all readers, and for an insider.
    private(set) var asked = (need: 0, insider: 0)
    /// The width left to a reader who knows that a hidden number is at least 1; 0 where none is promised.
    private(set) var knowing = 0
    private(set) var zeros = DisclosurePolicy.Zeros.publish
    /// How many people may put together what they know.
    private(set) var coalition = 1
    /// Whether the numbers are sums of amounts, the rules on them, and for each cell what is behind it.
    private(set) var amounts = false
    private(set) var rules: [MagnitudeRule] = []
    private(set) var holdings: [Int: (people: Int, top: [Int])] = [:]
    /// How numbers are kept from readers.
    private(set) var method = PublicationMethod.suppression
    /// The name of the set of amounts; `nil` for counts.
    private(set) var part: String?
    private(set) var base: [Int] = []
    private(set) var need: [(Int, Int)] = []
    private(set) var variableOf: [Int] = []
    private(set) var moves: [(Int, [(Int, Int)])] = []
    private(set) var proofs: [[Int]?] = []

    /// Reads the words of the lines for a release with so many hidden cells.
    init(_ lines: [[Substring]], hidden: Int) throws(Fault) {
        variableOf = [Int](repeating: -1, count: hidden)
        var stated: [Int] = []
        var times: [Substring: Int] = [:]
        /// For each variable, the last move that changes it.
        var movedIn: [Int] = []
        for words in lines.dropFirst().dropLast() {
            let numbers = words[0] == "move" ? [] : words.dropFirst().compactMap { Int($0) }
            times[words[0], default: 0] += 1
            switch words[0] {
            case "policy":
                if words.count < 2 { throw .broken("policy") }
            case "need":
                guard words.count == 4, words[2] == "insider", numbers.count == 2 else {
                    throw .broken("need")
                }
                stated = numbers
            case "threshold":
                threshold = numbers.first ?? 0
                guard words.count == 2, threshold >= 2 else { throw .broken("threshold") }
            case "knowing":
                knowing = numbers.first ?? -1
                guard words.count == 2, knowing >= 0 else { throw .broken("knowing") }
            case "method":
                guard words.count == 2, let said = PublicationMethod(status: String(words[1])) else {
                    throw .broken("method")
                }
                method = said
            case "coalition":
                coalition = numbers.first ?? 0
                guard words.count == 2, (1...2).contains(coalition) else { throw .broken("coalition") }
            case "measure":
                guard words.count == 3, words[1] == "amounts" else { throw .broken("measure") }
                (amounts, part) = (true, String(words[2]))
            case "rule":
                guard let rule = MagnitudeRule(words: words.dropFirst().joined(separator: " ")) else {
                    throw .broken("rule")
                }
                rules.append(rule)
            case "holding":
                guard numbers.count == words.count - 1, numbers.count >= 2, numbers[0] >= 0, numbers[1] >= 0,
                    numbers.allSatisfy({ $0 <= 1 << 40 }), numbers.count - 2 == min(numbers[1], Holding.kept),
                    holdings.updateValue((numbers[1], Array(numbers[2...])), forKey: numbers[0]) == nil
                else { throw .broken("holding") }
            case "zeros":
                guard words.count == 2, let said = DisclosurePolicy.Zeros(rawValue: String(words[1])) else {
                    throw .broken("zeros")
                }
                zeros = said
            case "file": break
            case "cells":
                if words.count != 2 || numbers != [hidden] {
                    throw .broken("the number of hidden cells differs")
                }
            case "variable":
                guard numbers.count == words.count - 1, numbers.count > 3, (0...1 << 40).contains(numbers[0])
                else { throw .broken("variable") }
                for index in numbers[3...] {
                    guard variableOf.indices.contains(index), variableOf[index] < 0 else {
                        throw .broken("cell \(index)")
                    }
                    variableOf[index] = base.count
                }
                base.append(numbers[0])
                movedIn.append(-1)
                need.append((numbers[1], numbers[2]))
                proofs.append(nil)
            case "move":
                var changes: [(Int, Int)] = []
                changes.reserveCapacity(words.count)
                var isSingle = true
                for word in words.dropFirst(2) {
                    guard let colon = word.utf8.firstIndex(of: 58), let variable = Int(word[..<colon]),
                        let change = Int(word[word.utf8.index(after: colon)...]),
                        base.indices.contains(variable), change.magnitude < 1 << 30
                    else { throw .broken("move \(moves.count)") }
                    if movedIn[variable] == moves.count { isSingle = false }
                    movedIn[variable] = moves.count
                    changes.append((variable, change))
                }
                guard words.count > 1, let divisor = Int(words[1]), divisor > 0, divisor < 1000, isSingle
                else { throw .broken("move \(moves.count)") }
                moves.append((divisor, changes))
            case "proof":
                guard numbers.count == words.count - 1, let at = numbers.first,
                    base.indices.contains(at), proofs[at] == nil,
                    numbers.dropFirst().allSatisfy(moves.indices.contains)
                else { throw .broken("proof") }
                proofs[at] = Array(numbers.dropFirst())
            default: throw .broken("the certificate says \(words[0]), which means nothing")
            }
        }
        try count(times)
        guard stated.count == 2, stated[0] > 0, stated[1] >= 0, threshold > 1 else {
            throw .broken("the certificate does not say what its policy asks")
        }
        asked = (stated[0], stated[1])
        if knowing > asked.need { throw .broken("knowing") }
    }

    /// The words of one line. Bytes are compared, not characters: that is several times as fast.
    static func words(_ line: Substring.UTF8View) -> [Substring] {
        line.split(separator: 32).map { Substring($0) }
    }

    /// The words of every line, where the first and the last are there.
    static func lines(_ certificate: String) throws(Fault) -> [[Substring]] {
        if certificate.utf8.contains(13) { throw .broken("the certificate has carriage returns") }
        let lines = certificate.utf8.split(separator: 10).map(words).filter { !$0.isEmpty }
        guard lines.first?.joined(separator: " ") == "dueregard disclosure certificate 1",
            lines.last == ["end"]
        else { throw .undecided("the certificate is not complete") }
        return lines
    }

    /// Every line that says what was asked stands once, and none that belongs to another measure.
    private func count(_ times: [Substring: Int]) throws(Fault) {
        var wanted: [Substring: ClosedRange<Int>] = [
            "policy": 1...1, "threshold": 1...1, "need": 1...1, "coalition": 1...1, "cells": 1...1,
            "method": 0...1,
        ]
        for word: Substring in ["knowing", "zeros"] { wanted[word] = amounts ? 0...0 : 1...1 }
        for word: Substring in ["measure", "rule", "holding"] where !amounts { wanted[word] = 0...0 }
        if amounts { wanted["measure"] = 1...1 }
        for (word, range) in wanted.sorted(by: { $0.key < $1.key })
        where !range.contains(times[word] ?? 0) {
            throw .broken("the line \(word) stands \(times[word] ?? 0) times")
        }
    }

    /// What a policy asks for a reader who knows that hidden numbers are at least 1.
    private func knowingNeed(_ named: DisclosurePolicy) -> Int {
        amounts ? 0 : named.raised(to: threshold).knowingNeed ?? 0
    }

    /// Why the certificate promises less than a policy; `nil` where it promises as much or more.
    func shortcoming(under named: DisclosurePolicy) -> String? {
        if method != named.method {
            return "the numbers are not treated as the policy \(named.name) says"
        }
        let rulesMissing = named.rulesOnAmounts.filter { rule in
            if case .fewerThan(let least) = rule {
                return !rules.contains { if case .fewerThan(let said) = $0 { said >= least } else { false } }
            }
            return !rules.contains(rule)
        }
        if amounts, let rule = rulesMissing.first {
            return "the rule \(rule.words) is missing and the policy \(named.name) asks for it"
        }
        let pairs = [
            ("threshold", threshold, named.threshold),
            ("width", asked.need, amounts ? named.need : named.raised(to: threshold).need),
            ("insider width", asked.insider, named.insiderNeed),
            ("width for a reader who knows that hidden numbers are at least 1", knowing, knowingNeed(named)),
            ("coalition", coalition, named.coalition),
            ("rule on zeros", zeros.rank, amounts ? 0 : named.zeros.rank),
        ]
        guard let weak = pairs.first(where: { $0.1 < $0.2 }) else { return nil }
        return "the \(weak.0) is \(weak.1) and the policy \(named.name) asks for \(weak.2)"
    }
}
