// SPDX-License-Identifier: Apache-2.0

/// A place that figures are about: a country, a region, a county, an authority, or a small area inside one.
public struct ProfileArea: Hashable, Sendable {
    /// What sort of place it is.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// From the largest to the smallest.
        case country, region, county, authority, ward, msoa, lsoa

        /// In words, as a heading of many.
        public var plural: String {
            switch self {
            case .country: "Countries"
            case .region: "Regions"
            case .county: "Counties"
            case .authority: "Local authorities"
            case .ward: "Wards"
            case .msoa: "Middle layer super output areas"
            case .lsoa: "Lower layer super output areas"
            }
        }

        /// In words, for one.
        public var singular: String {
            switch self {
            case .country: "country"
            case .region: "region"
            case .county: "county"
            case .authority: "local authority"
            case .ward: "ward"
            case .msoa: "middle layer super output area (about 7,500 people)"
            case .lsoa: "lower layer super output area (about 1,500 people)"
            }
        }

        /// Whether it is a part of a local authority.
        public var isSmall: Bool {
            switch self {
            case .country, .region, .county, .authority: false
            case .ward, .msoa, .lsoa: true
            }
        }
    }

    /// The GSS code.
    public let code: String
    /// Its name.
    public let name: String
    /// What sort of place it is.
    public let kind: Kind
    /// The codes of the places that it is a part of, the smallest first.
    public let within: [String]
    /// The codes of the authorities that took its place; empty while it stands.
    public let replacedBy: [String]
    /// The years whose lists of such places have it; empty where that is not known.
    public let vintages: [Int]

    /// Whether it is one of the newest drawing of such places.
    public let isNewest: Bool

    /// A place as its parts.
    public init(
        code: String, name: String, kind: Kind, within: [String] = [], replacedBy: [String] = [],
        isNewest: Bool = true, vintages: [Int] = []
    ) {
        self.isNewest = isNewest
        self.code = code
        self.name = name
        self.kind = kind
        self.within = within
        self.replacedBy = replacedBy
        self.vintages = vintages
    }

    /// Whether it still stands: nothing took its place, and it was not drawn anew.
    public var stands: Bool { replacedBy.isEmpty && isNewest }
}

/// All places that figures may be about, with what lies in what and what touches what.
public struct AreaDirectory: Hashable, Sendable {
    /// The places by code.
    public let areas: [String: ProfileArea]
    private let neighbourCodes: [String: [String]]
    private let parts: [String: [String]]

    /// None.
    public static let none = AreaDirectory([], neighbours: [:])

    /// Places, and for authorities the codes of those that they touch.
    public init(_ areas: [ProfileArea], neighbours: [String: [String]]) {
        self.areas = Dictionary(areas.map { ($0.code, $0) }) { one, _ in one }
        neighbourCodes = neighbours
        var parts: [String: [String]] = [:]
        for area in areas { for larger in area.within { parts[larger, default: []].append(area.code) } }
        self.parts = parts
    }

    /// The place of a code; `nil` for none.
    public subscript(code: String) -> ProfileArea? { areas[code] }

    /// The authorities that touch a place, by name.
    public func neighbours(of code: String) -> [ProfileArea] {
        byName(neighbourCodes[code] ?? [])
    }

    /// The places of a kind that lie in a place and still stand, by name.
    public func parts(of code: String, _ kind: ProfileArea.Kind) -> [ProfileArea] {
        byName(parts[code] ?? []).filter { $0.kind == kind && $0.stands }
    }

    /// What a place is compared with where nobody chooses: its authority, county, region and country.
    public func comparisons(of code: String) -> [ProfileArea] {
        (areas[code]?.within ?? []).compactMap { areas[$0] }.filter { !$0.kind.isSmall }
    }

    /// All places of a kind that still stand, by name.
    public func all(_ kind: ProfileArea.Kind) -> [ProfileArea] {
        byName(areas.values.filter { $0.kind == kind && $0.stands }.map(\.code))
    }

    /// Places by what people write: a code, or the beginning of a word of the name; the larger places first.
    public func matching(_ words: String, limit: Int = 50) -> [ProfileArea] {
        let wanted = foldedForSearch(words).split(separator: " ").map(String.init)
        guard !wanted.isEmpty else { return [] }
        let order = ProfileArea.Kind.allCases
        let found = areas.values.filter { area in
            if area.code.lowercased() == wanted[0], wanted.count == 1 { return true }
            let names = foldedForSearch(area.name).split { !$0.isLetter && !$0.isNumber }
            return wanted.allSatisfy { word in names.contains { $0.hasPrefix(word) } }
        }
        let sorted = found.sorted { one, other in
            let places = (order.firstIndex(of: one.kind) ?? 0, order.firstIndex(of: other.kind) ?? 0)
            return places.0 == places.1
                ? (one.name, one.code) < (other.name, other.code) : places.0 < places.1
        }
        return Array(sorted.prefix(limit))
    }

    private func byName(_ codes: [String]) -> [ProfileArea] {
        codes.compactMap { areas[$0] }.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    }
}
