// SPDX-License-Identifier: Apache-2.0

/// What a plan says about an action beyond the eleven columns.
public struct ActionDetails: Hashable, Sendable {
    /// How likely it is that the action fails to do what it should.
    public enum Risk: String, CaseIterable, Hashable, Sendable {
        /// Nobody has said, or one of three levels.
        case notStated = "", low, medium, high

        /// The level in words.
        public var name: String {
            switch self {
            case .notStated: "Not stated"
            case .low: "Low"
            case .medium: "Medium"
            case .high: "High"
            }
        }
    }

    /// The phase it belongs to, what it costs and who pays, why it may fail, what shows that it was done.
    public var phase, cost, riskWords, evidence: String
    /// How likely it is to fail.
    public var risk: Risk
    /// The values of the body's own columns, by their names.
    public var own: [String: String]

    /// Nothing beyond the eleven columns.
    public init() {
        (phase, cost, riskWords, evidence) = ("", "", "", "")
        risk = .notStated
        own = [:]
    }

    private static let ownPrefix = "own."

    /// As a flat map, in which nothing empty stands.
    public var fields: [String: String] {
        var fields = [
            "phase": phase, "cost": cost, "riskWords": riskWords, "evidence": evidence, "risk": risk.rawValue,
        ]
        for (name, value) in own { fields[Self.ownPrefix + name] = value }
        return fields.filter { !$0.value.isEmpty }
    }

    /// From a flat map; what is not known is left out.
    public init(fields: [String: String]) {
        self.init()
        phase = fields["phase"] ?? ""
        cost = fields["cost"] ?? ""
        riskWords = fields["riskWords"] ?? ""
        evidence = fields["evidence"] ?? ""
        risk = Risk(rawValue: fields["risk"] ?? "") ?? .notStated
        for (name, value) in fields where name.hasPrefix(Self.ownPrefix) {
            own[String(name.dropFirst(Self.ownPrefix.count))] = value
        }
    }

    /// As one text for storage; empty where there is nothing.
    public var storedText: String {
        fields.isEmpty ? "" : String(decoding: CanonicalJSON.bytes(of: fields), as: UTF8.self)
    }

    /// From the text of `storedText`.
    public init(storedText: String) {
        self.init(fields: storedText.isEmpty ? [:] : CanonicalJSON.fields(Array(storedText.utf8)) ?? [:])
    }
}
