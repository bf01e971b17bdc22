// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

extension Reports {
    /// Who lives in a place, how it differs and what changed: the first page that somebody reads who has ten minutes.
    public static func profile(_ profile: CommunityProfile) -> Document {
        var blocks: [Document.Block] = []
        let figures = keyFigures(profile)
        if !figures.isEmpty { blocks.append(.figures(figures)) }
        blocks += story(profile)
        for section in profile.sections { blocks += tell(section, of: profile) }
        if let deprivation = profile.deprivation { blocks += tell(deprivation, of: profile.area) }
        if !profile.missing.isEmpty {
            blocks.append(.heading("What is not held"))
            blocks.append(.list(profile.missing.map { "\($0.topic.title): \($0.reason)" }))
        }
        blocks.append(.heading("About these figures"))
        blocks += aboutFigures(profile)
        return Document(
            title: "Community profile of \(profile.area.name)",
            caption: profile.area.kind.singular.capitalisedFirst,
            blocks: blocks)
    }

    private static func keyFigures(_ profile: CommunityProfile) -> [Document.Figure] {
        var figures: [Document.Figure] = []
        if let population = profile.population {
            let latest = population.latest
            figures.append(
                .init(
                    label: "Residents", value: FigureWords.count(latest.count),
                    base: "\(latest.table.dataset), \(latest.table.day.written)"))
            if let change = population.change {
                let before = population.years[population.years.count - 2]
                figures.append(
                    .init(
                        label: "Change", value: FigureWords.signed(change) + "%",
                        base: "since \(before.table.dataset), from \(FigureWords.count(before.count))"))
            }
        }
        for section in profile.sections {
            let comparison = section.lead.map { profile.comparisons[$0].inSentence }
            for code in section.topic.headline {
                guard let figure = section[code], let share = figure.share else { continue }
                let other = section.elsewhere(figure).map {
                    "; \(FigureWords.percentage($0)) in \(comparison ?? "")"
                }
                figures.append(
                    .init(
                        label: figure.category.label, value: FigureWords.percentage(share),
                        base:
                            "\(FigureWords.count(share.count)) of \(FigureWords.count(share.base))\(other ?? "")",
                        share: share.value))
            }
        }
        return figures
    }

    private static func story(_ profile: CommunityProfile) -> [Document.Block] {
        var blocks: [Document.Block] = []
        if let comparison = profile.comparisons.first {
            blocks.append(.heading("How it differs from \(comparison.inSentence)"))
            let differences = profile.differences()
            blocks.append(
                differences.isEmpty
                    ? .paragraph("No group's share differs from \(comparison.inSentence) by a point or more.")
                    : .list(
                        differences.map {
                            "\(name($0)): \(FigureWords.percentage($0.share)) here, "
                                + "\(FigureWords.percentage($0.other)) there, "
                                + "\(FigureWords.points($0.points))"
                        }))
        }
        let changes = profile.changes()
        if !changes.isEmpty {
            blocks.append(.heading("What changed"))
            blocks.append(
                .list(
                    changes.map {
                        "\(name($0)): from \(FigureWords.percentage($0.other)) in \($0.otherName) to "
                            + "\(FigureWords.percentage($0.share)), \(FigureWords.points($0.points))"
                    }))
        }
        return blocks
    }

    private static func name(_ highlight: ProfileHighlight) -> String {
        "\(highlight.topic.title), \(highlight.category.label)"
    }

    private static func tell(_ section: ProfileSection, of profile: CommunityProfile) -> [Document.Block] {
        var blocks: [Document.Block] = [.heading(section.topic.title)]
        blocks.append(
            .paragraph(
                "\(FigureWords.count(section.base)) people counted: \(section.table.universe.lowercasedFirst), "
                    + "\(section.table.dataset), \(section.table.day.written)."))
        blocks += charts(section, of: profile)
        blocks.append(.table(table(section, of: profile)))
        if let series = section.series {
            blocks.append(
                .folded(
                    "\(section.topic.title): every group over time", [.table(table(series, section))]))
        }
        var about = section.notes
        about += section.series?.refused ?? []
        if section.madeOf > 1 {
            about.append(
                "Added up from the counts of \(section.madeOf) areas, which carry noise of their own.")
        }
        about.append("Source: \(section.table.sourceLine).")
        blocks.append(
            .folded("About these figures on \(section.topic.title.lowercasedFirst)", [.list(about)]))
        return blocks
    }

    /// The figures of a topic with those of every comparison beside them.
    static func table(_ section: ProfileSection, of profile: CommunityProfile) -> Document.Table {
        let first = section.lead.map { profile.comparisons[$0] }
        var columns: [Document.Column] = [
            .init(section.scheme.variable.capitalisedFirst), .init("People", isNumeric: true),
            .init("Share (%)", isFigure: true),
        ]
        columns += profile.comparisons.map { .init("\($0.name) (%)", isFigure: true) }
        if first != nil { columns.append(.init("Difference (points)", isFigure: true)) }
        let rows = section.figures.map { figure -> [String] in
            let indent = String(repeating: "\u{2003}", count: figure.depth)
            var row = [indent + figure.category.label, "\(figure.count)", share(figure.share)]
            row += figure.elsewhere.map { share($0) }
            if first != nil { row.append(section.points(figure).map(FigureWords.signed) ?? "[x]") }
            return row
        }
        let unheld = zip(profile.comparisons, section.comparisonTables).filter { $0.1 == nil }.map(\.0.name)
        var notes: [String] = []
        if let first { notes.append("The difference is from \(first.inSentence).") }
        if !unheld.isEmpty {
            notes.append(
                "[x] not available: nothing comparable is held for \(unheld.joined(separator: ", ")).")
        }
        return Document.Table(
            "\(section.topic.title), \(section.table.dataset)", columns: columns, rows: rows,
            note: notes.joined(separator: " "))
    }

    private static func share(_ share: Share?) -> String {
        FigureWords.hundredths(share)
    }

    private static func table(_ series: ProfileSeries, _ section: ProfileSection) -> Document.Table {
        var columns: [Document.Column] = [.init(series.scheme.variable.capitalisedFirst)]
        columns += series.years.enumerated().map { place, year in
            .init("\(year.table.dataset) (%)\(series.isBreak(before: place) ? " [b]" : "")", isFigure: true)
        }
        let shown =
            series.scheme.top
            + series.scheme.nonAnswers.filter { category in
                series.years.contains { ($0.counts[category.code] ?? 0) > 0 }
            }
        let rows = shown.map { category -> [String] in
            let codes = series.scheme.leaves(under: category.code).map(\.code) + [category.code]
            return [category.label]
                + series.years.map { year in
                    share(Share(Set(codes).reduce(0) { $0 + (year.counts[$1] ?? 0) }, of: year.base))
                }
        }
        let breaks = series.years.indices.contains { series.isBreak(before: $0) }
        let mappings = series.years.compactMap(\.mapping).map {
            "\($0.name)\($0.note.isEmpty ? "" : ": \($0.note)")"
        }
        var notes: [String] = []
        if breaks {
            notes.append("[b] break: the categories before it are others, so do not read a change across it.")
        }
        if !mappings.isEmpty { notes.append("Led across by \(mappings.joined(separator: "; ")).") }
        return Document.Table(
            "\(section.topic.title) over time", columns: columns, rows: rows,
            note: notes.joined(separator: " "))
    }

    private static func aboutFigures(_ profile: CommunityProfile) -> [Document.Block] {
        var blocks: [Document.Block] = [
            .paragraph(
                "Counts of the 2021 census carry small changes that its office made on purpose, so that nobody can "
                    + "be found in them. The same figure differs by a few people from one table to the next, and "
                    + "small areas do not add up exactly to larger ones. We show every count as it was published."
            ),
            .paragraph(
                "Percentages are of everybody counted, with those who gave no answer among them, as their "
                    + "publisher gives them."),
            .paragraph(
                "Contains public sector information licensed under the Open Government Licence v3.0. "
                    + "Source: Office for National Statistics."),
        ]
        blocks += profile.comparisons.filter { !$0.note.isEmpty }.map { .paragraph($0.note + ".") }
        let replaced = profile.area.replacedBy
        if !replaced.isEmpty {
            blocks.append(
                .paragraph("\(profile.area.name) is no authority any more; others took its place."))
        }
        return blocks
    }
}

extension ProfileComparison {
    /// Its name inside a sentence.
    var inSentence: String {
        if codes.count > 1 { return name.prefix(1).lowercased() + name.dropFirst() }
        let directions = ["North", "South", "East", "West"]
        return codes.first?.hasPrefix("E12") == true && directions.contains { name.hasPrefix($0) }
            || name == "East Midlands" || name == "West Midlands" ? "the \(name)" : name
    }
}

extension String {
    /// The same with a small first letter.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

    /// The same with a capital first letter.
    /// With its first letter as a capital.
    public var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
