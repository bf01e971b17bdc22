// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// How what is known of places becomes words and files; the command wires it, so that pages need not know reports.
public struct CommunityDesk: Sendable {
    /// A file that a profile can be taken away as.
    public struct File: Sendable {
        /// The ending of its address, such as "csv".
        public let suffix: String
        /// What links call it, such as "CSV".
        public let name: String
        /// Its media type.
        public let mediaType: String
        /// Makes it.
        public let bytes: @Sendable (CommunityProfile) -> [UInt8]

        /// A file with the function that makes it.
        public init(
            suffix: String, name: String, mediaType: String, bytes: @escaping @Sendable (CommunityProfile) -> [UInt8]
        ) {
            self.suffix = suffix
            self.name = name
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    /// Places and published tables.
    public let reference: CommunityReference
    /// The profile as a report.
    public let report: @Sendable (CommunityProfile) -> Document
    /// What it can be taken away as.
    public let files: [File]

    /// A desk without anything.
    public static let none = CommunityDesk(
        reference: .none, report: { Document(title: $0.area.name, caption: "", blocks: []) }, files: [])

    /// A desk over shipped data.
    public init(
        reference: CommunityReference, report: @escaping @Sendable (CommunityProfile) -> Document, files: [File]
    ) {
        self.reference = reference
        self.report = report
        self.files = files
    }
}

/// The pages about places, the same for officers and for everybody; each site puts its own frame around them.
public struct CommunityPages: Sendable {
    /// What a page shows.
    public struct Page: Sendable {
        /// The heading.
        public let title: String
        /// What stands in the main part.
        public let main: HTML
    }

    let desk: CommunityDesk
    let path: String
    let home: String?

    /// Pages whose addresses begin with `path`; `home` is the code of the body's own area.
    public init(_ desk: CommunityDesk, path: String, home: String?) {
        self.desk = desk
        self.path = path
        self.home = home
    }

    /// The body's own area, where it has one that is known.
    public var homeArea: ProfileArea? { home.flatMap { desk.reference.areas[$0] } }

    /// Finding a place.
    public func search(_ text: String) -> Page {
        let found = desk.reference.areas.matching(text).map { area in
            (name: area.name, kind: kind(of: area), path: address(of: area))
        }
        return Page(
            title: "Find a place",
            main: """
                \(PageHeading("Find a place"))
                <p>Every local authority, county and region of England and Wales, and in Kent and Medway every ward \
                and output area.</p>
                \(PlaceSearch(path: path + "/find", text: text, found: found))
                """)
    }

    /// The profile of a place; `nil` where there is no such place. Throws what stops a table from being read.
    public func profile(_ code: String, comparedWith word: String) throws -> Page? {
        let reference = desk.reference
        guard let area = reference.areas[code] else { return nil }
        let profile = try reference.profile(of: area, comparedWith: word)
        let lead = profile.comparisons.first?.name
        let choices = reference.comparisons(of: area).map {
            Choice($0.word, $0.comparison.name, isChosen: $0.comparison.name == lead)
        }
        let leading = reference.comparisons(of: area).first { $0.comparison.name == lead }?.word
        let question = leading.map { "?with=\($0)" } ?? ""
        let parts = ProfileArea.Kind.allCases.map { kind in
            ProfileView.Parts(
                kind.plural,
                reference.areas.parts(of: area.code, kind).map {
                    (name: $0.name, path: address(of: $0))
                })
        }
        let view = ProfileView(
            desk.report(profile), path: address(of: area), searchPath: path + "/find", mapPath: nil,
            comparisons: choices,
            files: desk.files.map {
                (name: "This profile as \($0.name)", path: "\(address(of: area)).\($0.suffix)\(question)")
            },
            parts: parts)
        return Page(title: "Community profile of \(area.name)", main: view.html)
    }

    /// A file of a place's profile with its media type; `nil` where there is no such place or file.
    public func file(_ name: String, comparedWith word: String) throws -> (bytes: [UInt8], mediaType: String)? {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let area = desk.reference.areas[parts[0]],
            let file = desk.files.first(where: { $0.suffix == parts[1] })
        else { return nil }
        let profile = try desk.reference.profile(of: area, comparedWith: word)
        return (file.bytes(profile), file.mediaType)
    }

    private func address(of area: ProfileArea) -> String { "\(path)/\(area.code)" }

    private func kind(of area: ProfileArea) -> String {
        let larger = desk.reference.areas.comparisons(of: area.code).first?.name
        let words = area.kind.singular.prefix(1).uppercased() + area.kind.singular.dropFirst()
        return words + (area.kind.isSmall ? " in \(larger ?? "")" : "")
            + (area.stands ? "" : area.replacedBy.isEmpty ? ", as drawn earlier" : ", which others have replaced")
    }
}
