// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// One figure that places can be compared by, such as the share of disabled people.
public struct ProfileMeasure: Hashable, Sendable {
    /// What it is a figure of.
    public enum Content: Hashable, Sendable {
        /// The share of a category of a topic.
        case share(ProfileTopic, CategoryScheme.Category)
        /// A column of an index of deprivation.
        case deprivation(column: String, words: String)
    }

    /// What it is a figure of.
    public let content: Content

    /// A figure of something.
    public init(_ content: Content) { self.content = content }

    /// Its name in addresses.
    public var word: String {
        switch content {
        case .share(let topic, let category): "\(topic.id).\(category.code)"
        case .deprivation(let column, _): "deprivation.\(column)"
        }
    }

    /// Its name for people.
    public var title: String {
        switch content {
        case .share(let topic, let category): "\(topic.title): \(category.label)"
        case .deprivation(_, let words): "Deprivation: \(words.prefix { $0 != "," && $0 != ";" })"
        }
    }
}

/// The figure of one place.
public enum ProfileValue: Hashable, Sendable {
    /// A share, and the table it comes from.
    case share(Share, PublishedTableDescription)
    /// A value of an index, and the index.
    case index(Double, DeprivationTable)
}

/// A measure for many places.
public struct ProfileMapping: Hashable, Sendable {
    /// The measure.
    public let measure: ProfileMeasure
    /// The place whose parts are compared.
    public let area: ProfileArea
    /// What sort of parts.
    public let kind: ProfileArea.Kind
    /// The parts by name.
    public let places: [ProfileArea]
    /// Their figures by code; none for a place without one.
    public let values: [String: ProfileValue]
    /// The figure of the whole place, where there is one.
    public let whole: ProfileValue?
    /// What must be said beside the figures.
    public let notes: [String]
}

extension CommunityReference {
    /// The sorts of smaller places that a place is made of, the largest first.
    public func kinds(in area: ProfileArea) -> [ProfileArea.Kind] {
        ProfileArea.Kind.allCases.filter { areas.parts(of: area.code, $0).count > 1 }
    }

    /// What the parts of a place can be compared by. Throws what stops a table from being read.
    public func measures(in area: ProfileArea, _ kind: ProfileArea.Kind) throws -> [ProfileMeasure] {
        guard let sample = areas.parts(of: area.code, kind).first else { return [] }
        var measures: [ProfileMeasure] = []
        for topic in profiles.topics {
            guard let section = try profiles.section(topic, of: sample, []) else { continue }
            measures += section.figures.filter { $0.category.standing == .category }.map {
                ProfileMeasure(.share(topic, $0.category))
            }
        }
        for table in profiles.deprivation.tables where table.rows[sample.code] != nil {
            for column in table.columns where ["decile", "score", "share"].contains(column.name) {
                let measure = ProfileMeasure(.deprivation(column: column.name, words: column.words))
                if !measures.contains(where: { $0.word == measure.word }) { measures.append(measure) }
            }
        }
        return measures
    }

    /// A measure for all parts of a place. Throws what stops a table from being read.
    public func mapping(
        _ measure: ProfileMeasure, of area: ProfileArea, _ kind: ProfileArea.Kind
    ) throws -> ProfileMapping {
        let places = areas.parts(of: area.code, kind)
        var values: [String: ProfileValue] = [:]
        var notes: [String] = []
        for place in places { values[place.code] = try value(measure, of: place, &notes) }
        var ignored: [String] = []
        return ProfileMapping(
            measure: measure, area: area, kind: kind, places: places, values: values,
            whole: try value(measure, of: area, &ignored),
            notes: notes)
    }

    private func value(
        _ measure: ProfileMeasure, of place: ProfileArea, _ notes: inout [String]
    ) throws -> ProfileValue? {
        switch measure.content {
        case .share(let topic, let category):
            guard let found = try profiles.share(of: category.code, in: topic, of: place) else { return nil }
            if notes.isEmpty { notes = found.table.caveats + (topic.note.isEmpty ? [] : [topic.note]) }
            return .share(found.share, found.table)
        case .deprivation(let column, _):
            let tables = profiles.deprivation.tables.filter { $0.columns.first?.name != "year" }
            guard let table = tables.first(where: { $0.rows[place.code] != nil }),
                let value = table.value(column, of: place.code)
            else { return nil }
            if notes.isEmpty { notes = table.caveats }
            return .index(value, table)
        }
    }
}
