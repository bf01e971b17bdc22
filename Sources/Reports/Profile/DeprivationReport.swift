// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// What an index of deprivation says of a place.
    static func tell(_ figures: DeprivationFigures, of area: ProfileArea) -> [Document.Block] {
        var blocks: [Document.Block] = [.heading("Deprivation")]
        var facts: [Document.Fact] = []
        if let score = figures.value("score") {
            var text = Statistic.Unit("score", decimals: 1).text(score)
            if let rank = figures.value("score_rank") {
                text += ", rank \(Int(rank)) of \(figures.ranked) authorities (1 is the most deprived)"
            }
            facts.append(.init("Average score \(figures.table.year)", text))
        }
        if let share = figures.value("share") {
            var text = Statistic.Unit.percent.text(100 * share)
            if let rank = figures.value("share_rank") { text += ", rank \(Int(rank)) of \(figures.ranked)" }
            facts.append(.init("Small areas in the most deprived tenth of England", text))
        }
        if let rank = figures.value("rank"), let decile = figures.value("decile") {
            facts.append(
                .init(
                    "Rank",
                    "\(FigureWords.count(Int(rank))) among the small areas of England (1 is the most deprived)"
                ))
            facts.append(.init("Tenth", "\(Int(decile)) (1 is the most deprived tenth of England)"))
            let domains = figures.table.columns.filter { $0.name.hasSuffix("_decile") }.compactMap { column in
                figures.value(column.name).map {
                    "\(column.name.dropLast(7)): \(Int($0))"
                }
            }
            facts.append(.init("Tenth by domain", domains.joined(separator: ", ")))
        }
        if !facts.isEmpty { blocks.append(.facts(facts)) }
        if !figures.tenths.isEmpty { blocks.append(.chart(tenths(figures, area))) }
        if !figures.earlier.isEmpty {
            blocks.append(
                .table(
                    Document.Table(
                        "Earlier indices of deprivation",
                        columns: [
                            .init("Year"), .init("Average score", isFigure: true),
                            .init("Small areas in the most deprived tenth (%)", isFigure: true),
                        ],
                        rows: figures.earlier.map {
                            [
                                "\($0.year)", Statistic.Unit("score", decimals: 1).text($0.score),
                                Statistic.Unit("per cent", decimals: 1).text(100 * $0.share),
                            ]
                        })))
        }
        let caveats = (figures.table.caveats + figures.earlierCaveats).reduce(into: [String]()) {
            if !$0.contains($1) { $0.append($1) }
        }
        blocks.append(
            .folded(
                "About these figures on deprivation",
                [
                    .list(
                        caveats + [
                            "Source: \(figures.table.publisher), \(figures.table.title) (\(figures.table.geography))."
                        ])
                ]))
        return blocks
    }

    private static func tenths(_ figures: DeprivationFigures, _ area: ProfileArea) -> Chart {
        let source = PublishedSource(
            publisher: figures.table.publisher, publication: figures.table.title,
            licence: figures.table.licence)
        let most = figures.tenths[0]
        let all = figures.tenths.reduce(0, +)
        let unit = Statistic.Unit("small areas")
        let names = ["1, most deprived"] + (2...9).map(String.init) + ["10, least deprived"]
        return Chart(
            id: "chart-deprivation", .bars,
            Chart.Words(
                message: most == 0
                    ? "No small area of \(area.name) is in the most deprived tenth of England"
                    : "\(most) of \(all) small areas of \(area.name) \(most == 1 ? "is" : "are") in the most deprived tenth of England",
                measure: "Small areas (LSOAs) by tenth of England, \(figures.table.title)",
                summary:
                    "\(figures.tenths.prefix(2).reduce(0, +)) of \(all) are in the two most deprived tenths, "
                    + "\(figures.tenths.suffix(2).reduce(0, +)) in the two least deprived.",
                rowTitle: "Tenth"),
            series: ["Small areas"],
            rows: zip(names, figures.tenths).enumerated().map { place, row in
                Chart.Row(
                    row.0, .published(Double(row.1), unit, from: source), isEmphasised: place == 0)
            })
    }
}
