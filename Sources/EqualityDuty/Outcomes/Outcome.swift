// SPDX-License-Identifier: Apache-2.0

/// A strategic outcome of the body, or a supporting one below it.
public struct Outcome: Hashable, Sendable {
    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, by which a stale save is noticed.
    public var version: Int
    /// Its number in the statement: "1" for a strategic outcome, "1.3" for a supporting one.
    public var reference: String
    /// What is to come about, in the words of the statement.
    public var title: String
    /// The strategic outcome it supports; empty for a strategic outcome itself.
    public var parentID: String
    /// The strategy or statement that sets it; empty where none does.
    public var strategyID: String
    /// Whether the body has given it up; it stays readable with its findings.
    public var isRetired: Bool

    /// An outcome.
    public init(
        id: String = "", version: Int = 1, reference: String, title: String, parentID: String = "",
        strategyID: String = "", isRetired: Bool = false
    ) {
        self.id = id
        self.version = version
        self.reference = reference
        self.title = title
        self.parentID = parentID
        self.strategyID = strategyID
        self.isRetired = isRetired
    }

    /// Whether it stands at the top of the matrix.
    public var isStrategic: Bool { parentID.isEmpty }

    /// The place in the matrix: "2.10" comes after "2.9".
    public static func precedes(_ left: String, _ right: String) -> Bool {
        let (a, b) = (left.split(separator: "."), right.split(separator: "."))
        for (x, y) in zip(a, b) where x != y {
            if let p = Int(x), let q = Int(y) { return p < q }
            return x < y
        }
        return a.count < b.count
    }
}
