// SPDX-License-Identifier: Apache-2.0

/// What is shipped about places and the people who live there.
public struct CommunityReference: Sendable {
    /// The places.
    public let areas: AreaDirectory
    /// Profiles from published tables.
    public let profiles: ProfileBuilder

    /// Nothing: for a process without reference data.
    public static let none = CommunityReference(
        areas: .none, profiles: ProfileBuilder(statistics: .none, topics: [], populationTables: []))

    /// Places, and what is known of them.
    public init(areas: AreaDirectory, profiles: ProfileBuilder) {
        self.areas = areas
        self.profiles = profiles
    }

    /// What a place can be compared with, by the word for it in addresses: its neighbours, and what it lies in.
    public func comparisons(of area: ProfileArea) -> [(word: String, comparison: ProfileComparison)] {
        let larger = areas.comparisons(of: area.code).map { ($0.code, ProfileComparison($0)) }
        let authority = area.kind == .authority ? area.code : ""
        let touching = areas.neighbours(of: authority).filter(\.replacedBy.isEmpty)
        guard !touching.isEmpty else { return larger }
        return larger + [
            ("neighbours", ProfileComparison(name: "Neighbouring authorities", codes: touching.map(\.code)))
        ]
    }
}
