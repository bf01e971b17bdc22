// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

/// The pictures of a profile.
extension Reports {
    /// The pictures of a topic: the place beside what leads the comparison, and the way over the years.
    static func charts(_ section: ProfileSection, of profile: CommunityProfile) -> [Document.Block] {
        var blocks: [Document.Block] = []
        switch section.topic.picture {
        case .bars: if let chart = bars(section, of: profile) { blocks.append(.chart(chart)) }
        case .pyramid: if let chart = pyramid(section, of: profile) { blocks.append(.chart(chart)) }
        case .none: break
        }
        if let series = section.series { blocks.append(.chart(line(series, section, of: profile))) }
        return blocks
    }

    /// The largest groups here and there.
    private static func bars(_ section: ProfileSection, of profile: CommunityProfile) -> Chart? {
        let shown = section.figures.filter { $0.depth == 0 }
        guard shown.count > 1 else { return nil }
        let there = section.lead.map { profile.comparisons[$0] }
        let hasOther = there != nil
        let rows = shown.map { figure -> Chart.Row in
            var statistics = [statistic(figure.share, section.table)]
            if hasOther { statistics.append(statistic(section.elsewhere(figure), section.table)) }
            return Chart.Row(figure.category.short, statistics, code: figure.category.code)
        }
        let known = shown.filter { $0.category.standing == .category }
        let greatest = known.max { ($0.share?.count ?? 0) < ($1.share?.count ?? 0) }
        let telling = section.topic.telling
        let apart = known.filter { telling.isEmpty || telling.contains($0.category.code) }.max {
            abs(section.points($0) ?? 0) < abs(section.points($1) ?? 0)
        }
        var summary =
            greatest.map {
                "The largest group is \u{201C}\($0.category.label)\u{201D} with \(FigureWords.percentage($0.share))."
            } ?? ""
        if hasOther, let apart, let points = section.points(apart), abs(points) >= 1, let there {
            summary +=
                " The greatest difference from \(there.inSentence) is in \u{201C}\(apart.category.label)\u{201D}: "
                + "\(FigureWords.points(points))."
        }
        return Chart(
            id: "chart-\(section.topic.id)", hasOther ? .groupedBars : .bars,
            Chart.Words(
                message: message(section, apart: hasOther ? apart : nil, of: profile),
                measure: "Share of \(section.table.universe.lowercasedFirst), per cent, "
                    + "\(section.table.dataset)",
                summary: summary, rowTitle: section.scheme.variable.capitalisedFirst),
            series: [profile.area.name] + (hasOther ? [there?.name ?? ""] : []), rows: rows)
    }

    private static func message(
        _ section: ProfileSection, apart: ProfileFigure?, of profile: CommunityProfile
    ) -> String {
        guard let apart, let points = section.points(apart),
            let there = section.lead.map({ profile.comparisons[$0] })
        else {
            return "\(section.topic.title) in \(profile.area.name)"
        }
        guard abs(points) >= 1 else {
            return "\(section.topic.title): \(profile.area.name) is much like \(there.inSentence)"
        }
        return
            "\(section.topic.title): \(apart.category.short), \(FigureWords.points(points)) than in \(there.inSentence)"
    }

    private static func pyramid(_ section: ProfileSection, of profile: CommunityProfile) -> Chart? {
        guard let pyramid = section.pyramid, pyramid.total > 0 else { return nil }
        let other = section.comparisonPyramid
        let there = profile.comparisons.first
        let rows = pyramid.bands.reversed().map { band -> Chart.Row in
            func of(_ count: Int, _ whole: ProfilePyramid) -> Statistic {
                statistic(Share(count, of: whole.total), whole.table)
            }
            var statistics = [of(band.females, pyramid), of(band.males, pyramid)]
            if let other, let match = other.bands.first(where: { $0.category.code == band.category.code }) {
                statistics += [of(match.females, other), of(match.males, other)]
            }
            return Chart.Row(band.category.label, statistics, code: band.category.code)
        }
        let older = pyramid.bands.suffix(2)
        let females = older.reduce(0) { $0 + $1.females }
        let all = older.reduce(0) { $0 + $1.females + $1.males }
        let ages = older.first?.category.ages.map { "\($0.youngest) and over" } ?? ""
        var series = ["Females", "Males"]
        if other != nil, let there { series += ["\(there.name), females", "\(there.name), males"] }
        return Chart(
            id: "chart-\(section.topic.id)", .pyramid,
            Chart.Words(
                message: "Women and men of each age in \(profile.area.name)",
                measure:
                    "Share of \(pyramid.table.universe.lowercasedFirst), per cent, \(pyramid.table.dataset)",
                summary:
                    "Of the people aged \(ages), \(FigureWords.percentage(Share(females, of: all))) are female.",
                rowTitle: "Age"),
            series: series, rows: rows)
    }

    /// The largest groups over the years, four at most; the table below has them all.
    private static func line(
        _ series: ProfileSeries, _ section: ProfileSection, of profile: CommunityProfile
    ) -> Chart {
        let last = series.years[series.years.count - 1]
        let largest = series.scheme.top.filter { ($0.standing) == .category }
            .sorted { (last.counts[$0.code] ?? 0) > (last.counts[$1.code] ?? 0) }.prefix(4)
        let rows = series.years.map { year in
            Chart.Row(
                "\(year.table.day.year)", largest.map { statistic(year.share(of: $0.code), year.table) },
                code: year.table.day.iso, position: Double(year.table.day.year))
        }
        let breaks = series.years.enumerated().compactMap { place, year -> Chart.Break? in
            guard series.isBreak(before: place) else { return nil }
            return Chart.Break(
                before: "\(year.table.day.year)",
                reason: "the categories before are others, so do not read a change across")
        }
        let first = series.years[0]
        let told = largest.map {
            "\($0.label) from \(FigureWords.percentage(first.share(of: $0.code))) to "
                + FigureWords.percentage(last.share(of: $0.code))
        }
        return Chart(
            id: "chart-\(section.topic.id)-years", .line,
            Chart.Words(
                message: "\(section.topic.title) in \(profile.area.name) since \(first.table.dataset)",
                measure: "Share of those counted, per cent, the largest groups",
                summary:
                    "From \(first.table.dataset) to \(last.table.dataset): \(told.joined(separator: "; ")).",
                rowTitle: "Census"),
            series: largest.map(\.short), rows: rows, breaks: breaks)
    }

    /// A published share as charts and maps have it.
    static func statistic(_ share: Share?, _ table: PublishedTableDescription) -> Statistic {
        let source = PublishedSource(
            publisher: table.publisher, publication: table.source.isEmpty ? table.dataset : table.source,
            day: table.day.written, licence: table.licence)
        guard let share else { return .published(nil, .percent, from: source) }
        return .share(
            of: .published(Double(share.count), from: source),
            in: .published(Double(share.base), from: source))
    }
}
