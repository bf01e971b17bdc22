// SPDX-License-Identifier: Apache-2.0

/// Who leads an action, as the cell names them.
public struct Lead: Hashable, Sendable {
    /// Whether somebody is named, somebody is still to be found, or nobody is meant.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// "Ann Archer", "TBC", "N/A".
        case named, toBeConfirmed, none
    }

    /// The name or post as it was written ("Cllr Example", "Head of Planning", "TBC", "N/A").
    public let name: String
    /// What kind of lead this is.
    public let kind: Kind

    /// A lead.
    public init(name: String, kind: Kind = .named) {
        self.name = name
        self.kind = kind
    }
}
