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
            suffix: String, name: String, mediaType: String,
            bytes: @escaping @Sendable (CommunityProfile) -> [UInt8]
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
    /// Outlines of places of a kind.
    public let shapes: @Sendable (ProfileArea.Kind) throws -> [MapPicture.Shape]
    /// A measure for many places as a map; the text is its name on the page.
    public let map: @Sendable (ProfileMapping, [MapPicture.Shape], String) -> MapPicture

    /// A desk without anything.
    public static let none = CommunityDesk(
        reference: .none, report: { Document(title: $0.area.name, caption: "", blocks: []) }, files: [],
        shapes: { _ in [] },
        map: { mapping, _, id in
            MapPicture(
                id: id,
                .init(
                    message: mapping.measure.title, measure: "", summary: "", rowTitle: "", places: "",
                    figure: ""),
                shapes: [], values: [:])
        })

    /// A desk over shipped data.
    public init(
        reference: CommunityReference, report: @escaping @Sendable (CommunityProfile) -> Document,
        files: [File],
        shapes: @escaping @Sendable (ProfileArea.Kind) throws -> [MapPicture.Shape],
        map: @escaping @Sendable (ProfileMapping, [MapPicture.Shape], String) -> MapPicture
    ) {
        self.shapes = shapes
        self.map = map
        self.reference = reference
        self.report = report
        self.files = files
    }

    /// The same with tables that a body took in itself.
    public func adding(_ tables: [PublishedTable]) -> CommunityDesk {
        tables.isEmpty
            ? self
            : CommunityDesk(
                reference: reference.adding(tables), report: report, files: files, shapes: shapes, map: map)
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

    /// What is to be answered.
    public enum Answer: Sendable {
        /// A page, for a site to put its frame around; a file with its media type.
        case page(Page), file([UInt8], mediaType: String)
        /// Something that stands at another address; nothing of that name.
        case elsewhere(String), missing
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

    /// The first page: the way to the body's own area, or where it has none that is known, finding one.
    public func first(_ text: String) -> Answer {
        home.flatMap { desk.reference.areas[$0] }.map { .elsewhere(address(of: $0)) } ?? .page(search(text))
    }

    /// What stands at a name below `path`: the profile of a place, or with an ending a file of it. Throws what stops a
    /// table from being read.
    public func answer(_ name: String, comparedWith word: String) throws -> Answer {
        guard name.contains(".") else {
            return try profile(name, comparedWith: word).map { .page($0) } ?? .missing
        }
        return try file(name, comparedWith: word).map { .file($0.bytes, mediaType: $0.mediaType) } ?? .missing
    }

    /// The map of the places in a place, by the fields of its form. Throws what stops a table from being read.
    public func answer(mapOf code: String, _ field: (String) -> String) throws -> Answer {
        try map(code, kind: field("level"), measure: field("measure"), second: field("second"))
            .map { .page($0) } ?? .missing
    }

    /// The figures of a map, by the same fields. Throws what stops a table from being read.
    public func answer(mapFileOf code: String, _ field: (String) -> String) throws -> Answer {
        try mapFile(code, kind: field("level"), measure: field("measure"))
            .map { .file($0, mediaType: "text/csv; charset=utf-8") } ?? .missing
    }

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
    private func profile(_ code: String, comparedWith word: String) throws -> Page? {
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
            desk.report(profile), path: address(of: area), searchPath: path + "/find",
            mapPath: reference.kinds(in: area).isEmpty ? nil : address(of: area) + "/map",
            comparisons: choices,
            files: desk.files.map {
                (name: "This profile as \($0.name)", path: "\(address(of: area)).\($0.suffix)\(question)")
            },
            parts: parts)
        return Page(title: "Community profile of \(area.name)", main: view.html)
    }

    /// The map of the places in a place: which sort, which measure, and beside it a second one. `nil` where there is no
    /// such place or it has no parts. Throws what stops a table from being read.
    private func map(_ code: String, kind: String, measure: String, second: String) throws -> Page? {
        let reference = desk.reference
        guard let area = reference.areas[code] else { return nil }
        let kinds = reference.kinds(in: area)
        guard let kind = kinds.first(where: { $0.rawValue == kind }) ?? kinds.first else { return nil }
        let measures = try reference.measures(in: area, kind)
        let chosen = measures.first { $0.word == measure } ?? measures.first
        let other = measures.first { $0.word == second }
        let shapes = try desk.shapes(kind)
        func view(_ measure: ProfileMeasure, _ id: String) throws -> MapView {
            let mapping = try reference.mapping(measure, of: area, kind)
            let links = Dictionary(mapping.places.map { ($0.code, address(of: $0)) }) { one, _ in one }
            return MapView(
                desk.map(mapping, shapes, id), links: links,
                dataPath: "\(address(of: area))/map.csv?level=\(kind.rawValue)&measure=\(measure.word)")
        }
        let maps: HTML
        if let chosen, let other {
            maps = MapPair(try view(chosen, "map"), try view(other, "second-map")).html
        } else if let chosen {
            maps = try view(chosen, "map").html
        } else {
            maps = EmptyState("Nothing to show", "<p>No figures are held for these places.</p>").html
        }
        let fields: HTML = """
            \(Select("level", label: "Places", kinds.map { Choice($0.rawValue, $0.plural, isChosen: $0 == kind) }))
            \(Select("measure", label: "Measure", measures.map { Choice($0.word, $0.title, isChosen: $0 == chosen) }))
            \(Select(
                "second", label: "Second measure, beside it (optional)",
                [Choice("", "None", isChosen: other == nil)]
                    + measures.map { Choice($0.word, $0.title, isChosen: $0 == other) }))
            \(Button("Show"))
            """
        return Page(
            title: "Maps of \(area.name)",
            main: """
                \(PageHeading("Maps of \(area.name)"))
                <p><a\(href(address(of: area)))>Community profile of \(area.name)</a></p>
                \(Form(action: address(of: area) + "/map", method: .get, fields))
                \(maps)
                """)
    }

    /// The figures of a map as CSV; `nil` where there is no such place or measure.
    private func mapFile(_ code: String, kind: String, measure: String) throws -> [UInt8]? {
        let reference = desk.reference
        guard let area = reference.areas[code],
            let kind = reference.kinds(in: area).first(where: { $0.rawValue == kind }),
            let chosen = try reference.measures(in: area, kind).first(where: { $0.word == measure })
        else { return nil }
        return desk.map(try reference.mapping(chosen, of: area, kind), try desk.shapes(kind), "map").csv
    }

    /// A file of a place's profile with its media type; `nil` where there is no such place or file.
    private func file(_ name: String, comparedWith word: String) throws -> (
        bytes: [UInt8], mediaType: String
    )? {
        let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
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
            + (area.stands
                ? "" : area.replacedBy.isEmpty ? ", as drawn earlier" : ", which others have replaced")
    }
}
