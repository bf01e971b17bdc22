// SPDX-License-Identifier: Apache-2.0

/// What is shipped about places and the people who live there.
public struct CommunityReference: Sendable {
    /// The places.
    public let areas: AreaDirectory
    /// Profiles from published tables.
    public let profiles: ProfileBuilder
    /// The sets of questions that can be put to people, by name, the newest version of each first.
    public let questionSets: [QuestionSet]

    /// Nothing: for a process without reference data.
    public static let none = CommunityReference(
        areas: .none, profiles: ProfileBuilder(statistics: .none, topics: [], populationTables: []))

    /// Places, and what is known of them.
    public init(areas: AreaDirectory, profiles: ProfileBuilder, questionSets: [QuestionSet] = []) {
        self.areas = areas
        self.profiles = profiles
        self.questionSets = questionSets
    }

    /// What a place can be compared with, by the word for it in addresses: what it lies in, and its neighbours.
    public func comparisons(of area: ProfileArea) -> [(word: String, comparison: ProfileComparison)] {
        let both = "K04000001"
        let larger = areas.comparisons(of: area.code).filter { $0.code != both || area.kind == .country }
            .map { ($0.code, ProfileComparison($0)) }
        let touching = areas.neighbours(of: area.code).filter(\.replacedBy.isEmpty)
        guard !touching.isEmpty else { return larger }
        let names = touching.map(\.name).joined(separator: ", ")
        return larger + [
            (
                "neighbours",
                ProfileComparison(
                    name: "Neighbours", codes: touching.map(\.code), note: "Neighbours: \(names)")
            )
        ]
    }

    /// The profile of a place beside all that it can be compared with; the one of the word given leads, else the
    /// country, and for a small area its authority. Throws what stops a table from being read.
    public func profile(of area: ProfileArea, comparedWith word: String = "") throws -> CommunityProfile {
        let all = comparisons(of: area)
        let usual =
            all.first { areas[$0.word]?.kind == (area.kind.isSmall ? .authority : .country) } ?? all.last
        let lead = all.first { $0.word == word } ?? usual
        let ordered = [lead].compactMap { $0 } + all.filter { $0.word != lead?.word }
        return try profiles.profile(of: area, comparedWith: ordered.map(\.comparison), in: areas)
    }
}
