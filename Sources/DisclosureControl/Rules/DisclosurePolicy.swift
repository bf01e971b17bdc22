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
    /// Whether a reader is taken to know that zeros are shown, so that a hidden number is 1 or more.
    public var ruleAware: Bool
    /// No percentage, mean or median is shown on fewer people than this.
    public var minimumBase: Int

    public init(
        name: String, owner: String, effectiveFrom: String, explanation: String, threshold: Int = 5,
        need: Int = 5, insiderNeed: Int = 1, ruleAware: Bool = false, minimumBase: Int = 10
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
    }

    /// The policies in a folder of JSON files, by name.
    public static func all(in folder: String) throws(DisclosureProblem) -> [String: DisclosurePolicy] {
        var found: [String: DisclosurePolicy] = [:]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") {
            let bytes = try InstanceReader.bytes(folder + "/" + name, named: name)
            guard let policy = try? JSONDecoder().decode(DisclosurePolicy.self, from: Data(bytes)) else {
                throw DisclosureProblem(file: name, "is not a disclosure policy")
            }
            guard (1...1000).contains(policy.threshold), policy.need >= 1, policy.need <= 1000,
                (0...policy.need).contains(policy.insiderNeed), policy.minimumBase >= 1
            else { throw DisclosureProblem(file: name, "has a threshold, need or base out of range") }
            found[policy.name] = policy
        }
        return found
    }

    /// The usual policy: fewer than five is hidden, five wide.
    public static let standard = DisclosurePolicy(
        name: "standard", owner: "not stated", effectiveFrom: "2026-01-01",
        explanation: "Numbers from 1 to 4 are hidden, and nobody can work them out to within 5.")
}
