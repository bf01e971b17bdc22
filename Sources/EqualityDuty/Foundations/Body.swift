// SPDX-License-Identifier: Apache-2.0

/// A public authority: the legal entity that owes the duty.
public struct Body: Hashable, Sendable {
    /// The short name in addresses and file names, such as `thanet`.
    public let slug: String
    /// The name in full, such as "Thanet District Council".
    public let name: String
    /// The GSS code of the area it serves; `nil` for a body without an area.
    public let areaCode: String?
    /// The nation whose specific duties it has.
    public let nation: Nation
    /// A demonstration: every page says so.
    public let isDemonstration: Bool

    /// A body as its parts; the slug is not checked here.
    public init(slug: String, name: String, areaCode: String?, nation: Nation, isDemonstration: Bool = false)
    {
        self.slug = slug
        self.name = name
        self.areaCode = areaCode
        self.nation = nation
        self.isDemonstration = isDemonstration
    }

    /// A slug made from a name: "Thanet District Council" becomes `thanet`.
    public static func slug(from name: String) -> String {
        let endings: Set<String> = [
            "district", "county", "borough", "city", "metropolitan", "council", "of", "the", "london",
            "royal",
        ]
        let words = foldedForSearch(name).split { !($0.isLetter || $0.isNumber) || !$0.isASCII }.map(
            String.init)
        let telling = words.filter { !endings.contains($0) }
        let chosen = telling.isEmpty ? words : telling
        return chosen.isEmpty ? "body" : String(chosen.joined(separator: "-").prefix(40))
    }

    /// Whether a text may serve as a slug: small letters, digits and hyphens inside, 1 to 40 long, and no reserved word.
    public static func isSlug(_ text: String) -> Bool {
        guard (1...40).contains(text.utf8.count), text.first != "-", text.last != "-" else { return false }
        return text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            && !reservedSlugs.contains(text)
    }

    private static let reservedSlugs: Set<String> = ["assets", "health", "api"]
}

/// A nation of the United Kingdom, which decides the specific duties.
public enum Nation: String, CaseIterable, Hashable, Sendable {
    /// The four nations; Northern Ireland has its own duty, section 75 of the Northern Ireland Act 1998.
    case england, wales, scotland, northernIreland

    /// The name as people write it.
    public var name: String {
        switch self {
        case .england: "England"
        case .wales: "Wales"
        case .scotland: "Scotland"
        case .northernIreland: "Northern Ireland"
        }
    }

    /// The nation of a GSS area code, by its first letter.
    public init?(areaCode: String) {
        switch areaCode.first {
        case "E": self = .england
        case "W": self = .wales
        case "S": self = .scotland
        case "N": self = .northernIreland
        default: return nil
        }
    }
}

/// A directorate, service or team of a body.
public struct OrganisationUnit: Hashable, Sendable {
    /// The level at which a unit stands: services belong to directorates, teams to services.
    public enum Kind: String, CaseIterable, Hashable, Sendable { case directorate, service, team }

    /// The id, made by the application.
    public let id: String
    /// The level of the unit.
    public let kind: Kind
    /// The name as written.
    public let name: String
    /// The unit it belongs to; `nil` for a directorate.
    public let parentID: String?
    /// True where it was added as written by an import and nobody has confirmed it yet.
    public let isUnconfirmed: Bool

    /// A unit as it is recorded.
    public init(id: String, kind: Kind, name: String, parentID: String?, isUnconfirmed: Bool) {
        self.id = id
        self.kind = kind
        self.name = name
        self.parentID = parentID
        self.isUnconfirmed = isUnconfirmed
    }
}
