// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DesignSystem
@testable import Documents

@Suite struct `A chart` {
    private let words = Chart.Words(
        message: "Housing is behind", measure: "Replies, 2027", summary: "Housing stands at 61%.",
        rowTitle: "Directorate")

    private func share(_ value: Double?) -> Statistic { Specimen.share(value) }

    private func page(_ kind: Chart.Kind, _ series: [String], _ rows: [Chart.Row], breaks: [Chart.Break] = [])
        -> String
    {
        ChartView(Chart(id: "c", kind, words, series: series, rows: rows, breaks: breaks), dataPath: "c.csv")
            .html.text
    }

    private func count(_ part: String, in page: String) -> Int {
        page.components(separatedBy: part).count - 1
    }

    @Test func `is named, described, told in words and in a table, and can be taken away`() throws {
        let page = page(.bars, ["Share"], [.init("Housing", share(61)), .init("Office", share(nil))])
        let parts = [
            "<figure", "<figcaption", "Housing is behind", "Replies, 2027",
            "<svg role=\"img\" aria-labelledby=\"c-title\" aria-describedby=\"c-desc\"",
            "<title id=\"c-title\">Housing is behind</title>", "</svg>",
            "<p class=\"dr-chart__summary\">Housing stands at 61%.</p>", "Source: ", "<details",
            "[c]: withheld so that nobody can be identified.", "<table", "<td class=\"dr-number\">[c]</td>",
            "href=\"c.csv\"",
        ]
        var rest = Substring(page)
        for part in parts {
            let at = try #require(rest.range(of: part), "\(part) is missing or out of order")
            rest = rest[at.upperBound...]
        }
    }

    @Test func `draws bars in proportion, from nought, and none for a withheld value or for nought`() {
        let page = page(
            .bars, ["Share"],
            [.init("A", share(61)), .init("B", share(100)), .init("C", share(nil)), .init("D", share(0))])
        #expect(page.contains("x=\"0%\" width=\"36.60%\" height=\"22\"") || page.contains("width=\"36.60%\""))
        #expect(page.contains("width=\"60%\""))
        #expect(count("<rect", in: page) == 2)
    }

    @Test func `draws what lies below nought to the left of it`() {
        let page = page(
            .bars, ["Difference"],
            [
                .init("A", .difference(share(10), from: share(20))),
                .init("B", .difference(share(30), from: share(20))),
            ])
        #expect(page.contains("x=\"0%\" y=\"24\" width=\"30%\""))
        #expect(page.contains("x=\"30%\" y=\"84\" width=\"30%\""))
    }

    @Test func `does not stack a row of which anything is withheld`() {
        let page = page(
            .stackedShares, ["A", "B", "C"],
            [
                .init("Whole", [share(50), share(30), share(20)]),
                .init("Part", [share(50), share(nil), share(20)]),
            ])
        // Three pieces of the whole row and three of the key.
        #expect(count("class=\"dr-bar-", in: page) == 6)
        #expect(page.contains("B\u{A0}[c]"))
    }

    @Test func `breaks a line where figures cannot be compared or are withheld`() {
        let rows: [Chart.Row] = (1...6).map { .init("\($0)", share($0 == 3 ? nil : Double($0))) }
        let page = page(.line, ["Share"], rows, breaks: [.init(before: "6", reason: "asked anew")])
        // 1-2 and 4-5; not 2-3, 3-4 (withheld) nor 5-6 (break).
        #expect(count("class=\"dr-line-first\"", in: page) == 2)
        #expect(page.contains(">Break</text>"))
        #expect(page.contains("Break in the series before 6: asked anew"))
        #expect(page.contains("Break before this row: asked anew"))
    }

    @Test func `of more series than can be told apart is its table alone`() {
        let five = page(
            .groupedBars, ["A", "B", "C", "D", "E"], [.init("Row", (1...5).map { share(Double($0)) })])
        #expect(!five.contains("<svg") && !five.contains("<details") && five.contains("<table"))
        #expect(five.contains("A chart shows at most 4 series"))
        let four = page(
            .groupedBars, ["A", "B", "C", "D"], [.init("Row", (1...4).map { share(Double($0)) })])
        #expect(four.contains("<svg role=\"img\""))
    }

    @Test(arguments: Chart.Kind.allCases)
    func `without rows says so`(kind: Chart.Kind) {
        let page = page(kind, Array(repeating: "S", count: RenderedFigures.series(of: kind)), [])
        #expect(page.contains("There are no figures to draw.") && !page.contains("<svg role"))
    }

    @Test(arguments: Chart.Kind.allCases)
    func `has every size as a number, whatever the figures are`(kind: Chart.Kind) {
        let series = RenderedFigures.series(of: kind)
        let values: [Double?] = [0, nil, -3, 1e9, -1e9, 0.04, .nan, .infinity, 99.9]
        for first in values {
            for second in values {
                let rows: [Chart.Row] = [first, second].enumerated().map { number, value in
                    .init(
                        "Row \(number)",
                        Array(
                            repeating: .published(
                                value, .percent, low: value, high: value, from: Specimen.source),
                            count: series), benchmark: share(first))
                }
                let page = page(kind, (0..<series).map { "Series \($0)" }, rows)
                #expect(AttributeRule.faults(in: page) == [], "\(kind) \(String(describing: first))")
            }
        }
    }

    @Test func `escapes every word that it is given`() {
        let hostile = Specimen.hostile
        for kind in Chart.Kind.allCases {
            let series = RenderedFigures.series(of: kind)
            let page = ChartView(
                Chart(
                    id: hostile, kind,
                    .init(
                        message: hostile, measure: hostile, summary: hostile, rowTitle: hostile,
                        benchmark: hostile,
                        interval: hostile),
                    series: (0..<series).map { "\(hostile) \($0)" },
                    rows: [
                        .init(
                            hostile, Array(repeating: share(4), count: series), code: hostile,
                            benchmark: share(2))
                    ],
                    breaks: [.init(before: hostile, reason: hostile)], notes: [hostile], sources: [hostile]),
                dataPath: "javascript:alert(1)"
            ).html.text
            #expect(!page.contains("<script") && !page.contains("javascript:") && !page.contains("<!--"))
        }
    }
}

/// What no drawing may have in its attributes, as a function that a planted fault can be given to.
enum AttributeRule {
    static func faults(in page: String) -> [String] {
        let sizes = RenderedFigures.found(
            " (?:x|y|x1|x2|y1|y2|cx|cy|r|dx|width|height)=\"([^\"]*)\"", in: page)
        let wrong = sizes.filter { size in
            let digits = size.hasSuffix("%") ? String(size.dropLast()) : size
            guard let number = Double(digits), number.isFinite, abs(number) < 1e7 else { return true }
            return size.hasSuffix("%") && !(-1...101).contains(number)
        }
        let words = RenderedFigures.found("=\"[^\"]*\\b(nan|inf|infinity)\\b[^\"]*\"", in: page.lowercased())
        return wrong + words
    }
}

@Suite struct `The gallery of charts and maps` {
    private let page = (Specimen.charts + Specimen.maps).map(\.html.text).joined()

    @Test func `has every kind of chart, and no size that is no number`() {
        #expect(AttributeRule.faults(in: page) == [])
        #expect(AttributeRule.faults(in: "<rect width=\"nan%\"/>").count == 2)
        #expect(AttributeRule.faults(in: "<rect x=\"140%\"/>").count == 1)
        #expect(AttributeRule.faults(in: "<rect width=\"\"/>").count == 1)
    }

    @Test func `has no style, script or handler of its own, and no id twice`() {
        #expect(!page.contains(" style=") && !page.contains("<script") && !page.contains(" onclick"))
        let ids = RenderedFigures.found(" id=\"([^\"]*)\"", in: page)
        #expect(Set(ids).count == ids.count)
        let named = Set(ids)
        for used in RenderedFigures.found("url\\(#([^)]*)\\)", in: page) { #expect(named.contains(used)) }
    }
}
