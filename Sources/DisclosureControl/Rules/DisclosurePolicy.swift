// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A named set of disclosure rules, kept as data, with an owner and the reason for it.
public struct DisclosurePolicy: Codable, Hashable, Sendable {
    public var name: String
    /// Who answers for the policy.
    public var owner: String
    /// The first day it applies, as year-month-day.
    public var effectiveFrom: String
    /// Why, in a sentence a councillor understands.
    public var explanation: String
    /// Counts above zero and below this are hidden.
    public var threshold: Int
    /// The width that the attacker's interval must have.
    public var need: Int
    /// The width left to somebody who knows their own cell.
    public var insiderNeed: Int
    /// Whether the full width is asked against a reader who knows that zeros are shown, so that a hidden
    /// number is 1 or more; otherwise one less: as many possible numbers as the width.
    public var ruleAware: Bool
    /// No percentage, mean or median is shown on fewer people than this.
    public var minimumBase: Int
    /// What happens to cells in which there is nobody.
    public var zeros: Zeros
    /// How many people who are alone in their cells may put what they know together: 1 or 2.
    public var coalition: Int
    /// How readers are kept from small numbers.
    public var method: PublicationMethod
    /// The rules on sums of amounts, beside the rule that as few people as the threshold are hidden.
    public var amountRules: [MagnitudeRule]

    /// Ways to treat cells in which there is nobody.
    public enum Zeros: String, Codable, Hashable, Sendable, CaseIterable {
        /// All are shown.
        case publish
        /// In a row of two or more people who are all in one column, one of the zeros is hidden and
        /// proven as a small number is: nobody can show that the whole group is alike.
        case hideTelling
        /// As `hideTelling`, and no zero is shown but those of cells in which there can be nobody.
        case hide
    }

    public init(
        name: String, owner: String, effectiveFrom: String, explanation: String, threshold: Int = 5,
        need: Int = 5, insiderNeed: Int = 1, ruleAware: Bool = false, minimumBase: Int = 10,
        zeros: Zeros = .publish, coalition: Int = 1, amountRules: [MagnitudeRule] = [],
        method: PublicationMethod = .suppression
    ) {
        self.name = name
        self.owner = owner
        self.effectiveFrom = effectiveFrom
        self.explanation = explanation
        self.threshold = threshold
        self.need = need
        self.insiderNeed = insiderNeed
        self.ruleAware = ruleAware
        self.minimumBase = minimumBase
        self.zeros = zeros
        self.coalition = coalition
        self.amountRules = amountRules
        self.method = method
    }

    /// Reads a policy; what it does not mention is as in the usual policy.
    public init(from decoder: any Decoder) throws {
        let held = try decoder.container(keyedBy: CodingKeys.self)
        name = try held.decode(String.self, forKey: .name)
        owner = try held.decode(String.self, forKey: .owner)
        effectiveFrom = try held.decode(String.self, forKey: .effectiveFrom)
        explanation = try held.decode(String.self, forKey: .explanation)
        threshold = try held.decode(Int.self, forKey: .threshold)
        need = try held.decode(Int.self, forKey: .need)
        insiderNeed = try held.decode(Int.self, forKey: .insiderNeed)
        ruleAware = try held.decode(Bool.self, forKey: .ruleAware)
        minimumBase = try held.decode(Int.self, forKey: .minimumBase)
        zeros = try held.decodeIfPresent(Zeros.self, forKey: .zeros) ?? .publish
        coalition = try held.decodeIfPresent(Int.self, forKey: .coalition) ?? 1
        amountRules = try held.decodeIfPresent([MagnitudeRule].self, forKey: .amountRules) ?? []
        method = try held.decodeIfPresent(PublicationMethod.self, forKey: .method) ?? .suppression
    }

    /// The policies in a folder of JSON files, by name.
    public static func all(in folder: String) throws(DisclosureProblem) -> [String: DisclosurePolicy] {
        var found: [String: DisclosurePolicy] = [:]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") {
            let bytes = try InstanceReader.bytes(folder + "/" + name, named: name)
            let policy = try read(bytes, file: name)
            guard (2...1000).contains(policy.threshold), policy.need >= 1, policy.need <= 1000,
                (0...policy.need).contains(policy.insiderNeed), policy.minimumBase >= 1,
                (1...2).contains(policy.coalition), policy.amountRules.allSatisfy(\.isSensible),
                policy.method.isSensible,
                policy.method == .suppression || policy.zeros == .publish
            else {
                throw DisclosureProblem(
                    file: name,
                    "has a threshold, need, base, coalition, rule on amounts or method out of range")
            }
            if found.updateValue(policy, forKey: policy.name) != nil {
                throw DisclosureProblem(file: name, "states the policy \(policy.name), as another file does")
            }
        }
        return found
    }

    /// Whether this asks at least as much as another policy.
    public func isAsStrict(as other: DisclosurePolicy) -> Bool {
        threshold >= other.threshold && need >= other.need && insiderNeed >= other.insiderNeed
            && (ruleAware || !other.ruleAware) && zeros.rank >= other.zeros.rank
            && method == other.method && coalition >= other.coalition
            && other.amountRules.allSatisfy(amountRules.contains)
    }

    /// This policy for tables whose own threshold is higher: never lower than it, and as wide, so that a
    /// hidden number may always be one that would have been shown.
    public func raised(to threshold: Int) -> DisclosurePolicy {
        var raised = self
        raised.threshold = max(threshold, self.threshold)
        if threshold > self.threshold, method == .suppression { raised.need = max(need, threshold) }
        return raised
    }

    /// Where the named policies are: where the caller says, beside the program or in a folder above it,
    /// in the working folder, or in the system's own place; `nil` where there are none.
    public static func folder(
        given: String?, program: String?, working: String, system: String = "/usr/share/dueregard"
    ) -> String? {
        func isThere(_ folder: String) -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.contains { $0.hasSuffix(".json") }
        }
        if let given { return isThere(given) ? given : nil }
        var places: [URL] = []
        if let program {
            var place = URL(fileURLWithPath: program).deletingLastPathComponent()
            for _ in 0..<6 {
                places.append(place)
                place = place.deletingLastPathComponent()
            }
        }
        places += [URL(fileURLWithPath: working), URL(fileURLWithPath: system)]
        return places.map { $0.appendingPathComponent("ReferenceData/disclosure-policies").path }
            .first(where: isThere)
    }

    /// The width left to a reader who knows that a hidden number is at least 1, because zeros are shown;
    /// `nil` where nobody can know that.
    public var knowingNeed: Int? {
        if zeros == .hide || method != .suppression { return ruleAware ? need : nil }
        return ruleAware ? need : max(1, need - 1)
    }

    /// Every rule that a sum of amounts must pass.
    public var rulesOnAmounts: [MagnitudeRule] { [.fewerThan(threshold)] + amountRules }

    /// The usual policy: fewer than five is hidden, five wide.
    public static let standard = DisclosurePolicy(
        name: "standard", owner: "not stated", effectiveFrom: "2026-01-01",
        explanation: "Numbers from 1 to 4 are hidden, and nobody can work them out to within 5.")
}

extension DisclosurePolicy.Zeros {
    /// How much is hidden: a larger rank hides more.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
