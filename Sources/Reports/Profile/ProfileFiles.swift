// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

extension Reports {
    private struct ProfileJSON: Encodable {
        struct Place: Encodable {
            let code: String
            let name: String
            let kind: String
        }
        struct Comparison: Encodable {
            let name: String
            let codes: [String]
        }
        struct Residents: Encodable {
            let table: String
            let day: String
            let count: Int
            let madeOf: Int
        }
        struct Elsewhere: Encodable {
            let name: String
            let count: Int
            let base: Int
            let percent: Double?
            let table: String?
        }
        struct Figure: Encodable {
            let code: String
            let label: String
            let parent: String?
            let standing: String
            let count: Int
            let percent: Double?
            let elsewhere: [Elsewhere]
        }
        struct Band: Encodable {
            let code: String
            let female: Int
            let male: Int
        }
        struct Pyramid: Encodable {
            let table: String
            let bands: [Band]
        }
        struct Year: Encodable {
            let table: String
            let day: String
            let mapping: String?
            let isBreak: Bool
            let counts: [String: Int]
        }
        struct Series: Encodable {
            let scheme: String
            let years: [Year]
            let refused: [String]
        }
        struct Topic: Encodable {
            let id: String
            let title: String
            let characteristic: String
            let table: String
            let scheme: String
            let madeOf: Int
            let base: Int
            let figures: [Figure]
            let pyramid: Pyramid?
            let series: Series?
            let notes: [String]
        }
        struct Gap: Encodable {
            let topic: String
            let reason: String
        }
        struct Table: Encodable {
            let title: String
            let dataset: String
            let day: String
            let universe: String
            let publisher: String
            let source: String
            let licence: String
            let geography: String
            let noise: Int
            let caveats: [String]
            let digest: String?
        }
        let area: Place
        let comparisons: [Comparison]
        let population: [Residents]
        let topics: [Topic]
        let notHeld: [Gap]
        let tables: [String: Table]
    }

    /// A profile as JSON: every count with the table, the people, the source and the day that it is of.
    public static func profileJSON(_ profile: CommunityProfile) -> [UInt8] {
        json(
            ProfileJSON(
                area: .init(
                    code: profile.area.code, name: profile.area.name, kind: profile.area.kind.rawValue),
                comparisons: profile.comparisons.map { .init(name: $0.name, codes: $0.codes) },
                population: (profile.population?.years ?? []).map {
                    .init(table: $0.table.id, day: $0.table.day.iso, count: $0.count, madeOf: $0.madeOf)
                },
                topics: profile.sections.map { topic($0, profile) },
                notHeld: profile.missing.map { .init(topic: $0.topic.id, reason: $0.reason) },
                tables: Dictionary(profile.tables.map { ($0.id, table($0)) }) { one, _ in one }))
    }

    private static func topic(_ section: ProfileSection, _ profile: CommunityProfile) -> ProfileJSON.Topic {
        let figures = section.figures.map { figure -> ProfileJSON.Figure in
            let elsewhere = zip(profile.comparisons, zip(figure.elsewhere, section.comparisonTables))
                .compactMap {
                    comparison, found -> ProfileJSON.Elsewhere? in
                    found.0.map {
                        .init(
                            name: comparison.name, count: $0.count, base: $0.base, percent: percent($0),
                            table: found.1?.id)
                    }
                }
            return .init(
                code: figure.category.code, label: figure.category.label, parent: figure.category.parent,
                standing: figure.category.standing.rawValue, count: figure.count,
                percent: figure.share.flatMap(percent), elsewhere: elsewhere)
        }
        let pyramid = section.pyramid.map { pyramid in
            ProfileJSON.Pyramid(
                table: pyramid.table.id,
                bands: pyramid.bands.map {
                    .init(code: $0.category.code, female: $0.females, male: $0.males)
                })
        }
        let series = section.series.map { series in
            ProfileJSON.Series(
                scheme: series.scheme.id,
                years: series.years.enumerated().map { place, year in
                    .init(
                        table: year.table.id, day: year.table.day.iso, mapping: year.mapping?.name,
                        isBreak: series.isBreak(before: place), counts: year.counts)
                }, refused: series.refused)
        }
        return .init(
            id: section.topic.id, title: section.topic.title, characteristic: section.topic.characteristic,
            table: section.table.id, scheme: section.scheme.id, madeOf: section.madeOf, base: section.base,
            figures: figures, pyramid: pyramid, series: series, notes: section.notes)
    }

    private static func percent(_ share: Share) -> Double? { Double(FigureWords.plain(share)) }

    private static func table(_ table: PublishedTableDescription) -> ProfileJSON.Table {
        .init(
            title: table.title, dataset: table.dataset, day: table.day.iso, universe: table.universe,
            publisher: table.publisher, source: table.source, licence: table.licence,
            geography: table.geography, noise: table.noise, caveats: table.caveats,
            digest: table.digest.isEmpty ? nil : table.digest)
    }

    /// A profile as tidy CSV: a row a count, of the place and of each comparison.
    public static func profileCSV(_ profile: CommunityProfile) -> [UInt8] {
        var rows = [
            [
                "area_code", "area_name", "topic", "scheme", "category_code", "category", "parent_code",
                "standing",
                "count", "base", "percent", "table", "universe", "day", "source",
            ]
        ]
        func row(
            _ code: String, _ name: String, _ section: ProfileSection, _ category: CategoryScheme.Category,
            _ share: Share, _ table: PublishedTableDescription
        ) -> [String] {
            [
                code, name, section.topic.id, section.scheme.id, category.code, category.label,
                category.parent ?? "", category.standing.rawValue, "\(share.count)", "\(share.base)",
                FigureWords.plain(share), table.id, table.universe, table.day.iso,
                "\(table.publisher), \(table.dataset)",
            ]
        }
        for section in profile.sections {
            for figure in section.figures {
                if let share = figure.share {
                    rows.append(
                        row(
                            profile.area.code, profile.area.name, section, figure.category, share,
                            section.table))
                }
                for (place, comparison) in profile.comparisons.enumerated() {
                    guard let share = figure.elsewhere[place], let table = section.comparisonTables[place]
                    else {
                        continue
                    }
                    rows.append(
                        row(
                            comparison.codes.joined(separator: " "), comparison.name, section,
                            figure.category,
                            share, table))
                }
            }
        }
        return CSVWriter.bytes(of: rows, forPeople: true)
    }
}
