// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DesignSystem
@testable import Documents

/// Charts of every kind with seeded figures, and what their renderings say, read back.
enum RenderedFigures {
    static let source = PublishedSource(publisher: "Nobody", publication: "Nothing")

    /// Tenths of a per cent; `nil` is withheld. A pyramid has two series, a bar one.
    static func chart(_ kind: Chart.Kind, _ tenths: [[Int?]], hidden: Double = 0) -> Chart {
        let series = tenths.first?.count ?? 0
        return Chart(
            id: "law-\(kind.rawValue)", kind,
            .init(message: "A law", measure: "Things", summary: "Things differ.", rowTitle: "Thing"),
            series: (0..<series).map { "Series \(Character(UnicodeScalar(UInt8(97 + $0))))" },
            rows: tenths.enumerated().map { number, row in
                .init(
                    "Row \(Character(UnicodeScalar(UInt8(97 + number))))",
                    row.map { figure in
                        .published(
                            figure.map { Double($0) / 10 } ?? hidden, .percent,
                            low: figure.map { Double($0) / 10 } ?? hidden, high: 99.9,
                            mark: figure == nil ? .confidential : nil, from: source)
                    })
            })
    }

    static func map(_ tenths: [Int?], hidden: Double = 0) -> MapPicture {
        let shapes = Specimen.patchwork(4, 5)
        var values: [String: Statistic] = [:]
        for (shape, figure) in zip(shapes, tenths) {
            values[shape.code] = .published(
                figure.map { Double($0) / 10 } ?? hidden, .percent,
                low: figure.map { Double($0) / 10 } ?? hidden,
                high: 99.9, mark: figure == nil ? .confidential : nil, from: source)
        }
        return MapPicture(
            id: "law-map",
            .init(
                message: "A law", measure: "Things", summary: "Things differ.", rowTitle: "Ward",
                places: "Wards",
                figure: "Share"), shapes: shapes, values: values)
    }

    static func series(of kind: Chart.Kind) -> Int {
        switch kind {
        case .bars, .intervals: 1
        case .pyramid: 2
        case .groupedBars, .stackedBars, .stackedShares, .line: 4
        }
    }

    /// The figure as the test itself writes it, without the code under test.
    static func shown(_ tenths: Int?) -> String {
        guard let tenths else { return "[c]" }
        return (tenths < 0 ? "\u{2212}" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)%"
    }

    static func plain(_ tenths: Int?) -> String {
        guard let tenths else { return "" }
        return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    static func found(_ pattern: String, in text: String) -> [String] {
        guard let regex = try? NSRegularExpression(pattern: pattern) else { return [] }
        let whole = NSRange(text.startIndex..., in: text)
        return regex.matches(in: text, range: whole).compactMap { match in
            Range(match.range(at: match.numberOfRanges - 1), in: text).map { String(text[$0]) }
        }
    }

    private static let figure = "(\\[c\\]|\u{2212}?\\d+\\.\\d%)"

    /// Every way in which renderings differ from the figures that went in.
    static func differences(
        _ tenths: [[Int?]], page: String, csv: [UInt8], json: JSONValue, kind: Chart.Kind?
    ) -> [String] {
        let all = tenths.flatMap { $0 }
        var faults: [String] = []
        func compare(_ name: String, _ read: [String], _ wanted: [String]) {
            if read != wanted { faults.append("\(name): \(read) is not \(wanted)") }
        }
        let drawing = found("<text[^>]*>([^<]*)</text>", in: page).flatMap { found(figure, in: $0) }
        switch kind {
        case .line:
            // The names at the right have the last figures, from the top down; one more is the line across.
            let last = (tenths.last ?? []).map(shown).sorted()
            let read = found("dr-chart__value[^>]*>([^<]*)</text>", in: page).flatMap {
                found(figure, in: $0)
            }
            compare("drawing", read.sorted(), last)
        case .bars, .groupedBars, .stackedBars, .stackedShares, .intervals:
            // An interval stands in the words of its row, after the figure.
            compare("drawing", kind == .intervals ? everyThird(drawing, all) : drawing, all.map(shown))
        case .pyramid: compare("drawing", drawing, all.map(shown))
        case nil: compare("drawing", drawing, [])
        }
        let cells = found("<td class=\"dr-number\">([^<]*)</td>", in: page)
        let wanted: [String] = tenths.flatMap { row in row.map(shown) }
        let read = cells.map { found(figure, in: $0).first ?? $0 }
        let width = max(cells.count / max(tenths.count, 1), 1)
        let firsts = stride(from: 0, to: read.count, by: width).flatMap { start in
            read[start..<min(start + (tenths.first?.count ?? 1), read.count)]
        }
        compare("table", firsts, wanted)
        let lines = String(decoding: csv, as: UTF8.self).split(separator: "\r\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        if let header = lines.first, let value = header.firstIndex(of: "value"),
            let status = header.firstIndex(of: "value_status")
        {
            compare("CSV", lines.dropFirst().map { $0[value] }, all.map(plain))
            compare("CSV status", lines.dropFirst().map { $0[status] }, all.map { $0 == nil ? "c" : "" })
        } else {
            faults.append("CSV has no value")
        }
        let text = String(decoding: json.pretty, as: UTF8.self)
        compare("JSON", found("\"value\": ([^,\n]*)", in: text), all.map { $0 == nil ? "null" : plain($0) })
        compare(
            "JSON status", found("\"value_status\": \"([^\"]*)\"", in: text), all.map { $0 == nil ? "c" : "" }
        )
        return faults
    }

    /// Figures with an interval are three numbers, withheld ones a mark alone.
    private static func everyThird(_ read: [String], _ all: [Int?]) -> [String] {
        var rest = read[...]
        return all.compactMap { figure in
            let first = rest.popFirst()
            if figure != nil { rest = rest.dropFirst(2) }
            return first
        }
    }

    static func differences(of chart: Chart, from tenths: [[Int?]]) -> [String] {
        differences(
            tenths, page: ChartView(chart).html.text, csv: chart.csv, json: chart.json, kind: chart.kind)
    }

    static func differences(of map: MapPicture, from tenths: [Int?]) -> [String] {
        differences(
            tenths.map { [$0] }, page: MapView(map, ends: 0).html.text, csv: map.csv, json: map.json,
            kind: nil)
    }
}

private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

@Suite struct `The renderings of a figure` {
    private func tenths(_ kind: Chart.Kind, rows: Int, _ numbers: inout Numbers) -> [[Int?]] {
        (0..<rows).map { _ in
            (0..<RenderedFigures.series(of: kind)).map { _ in
                Int.random(in: 0..<6, using: &numbers) == 0 ? nil : Int.random(in: 0...999, using: &numbers)
            }
        }
    }

    @Test(arguments: Chart.Kind.allCases)
    func `are equal in drawing, table, CSV and JSON`(kind: Chart.Kind) {
        var numbers = Numbers(state: 11)
        for round in 0..<60 {
            let tenths = tenths(kind, rows: 1 + round % 7, &numbers)
            let chart = RenderedFigures.chart(kind, tenths)
            #expect(RenderedFigures.differences(of: chart, from: tenths) == [])
            // A planted fault: one figure a tenth away, or shown although it is withheld.
            var other = tenths
            let row = Int.random(in: 0..<tenths.count, using: &numbers)
            other[row][0] = tenths[row][0].map { ($0 + 1) % 1_000 } ?? 5
            let faults = RenderedFigures.differences(of: chart, from: other)
            let places =
                kind == .line && row < tenths.count - 1
                ? ["table", "CSV", "JSON"] : ["drawing", "table", "CSV", "JSON"]
            for place in places { #expect(faults.contains { $0.hasPrefix(place + ":") }, "\(kind) \(place)") }
        }
    }

    @Test func `are equal for a map`() {
        var numbers = Numbers(state: 12)
        for _ in 0..<60 {
            let tenths: [Int?] = (0..<20).map { _ in
                Int.random(in: 0..<6, using: &numbers) == 0 ? nil : Int.random(in: 0...999, using: &numbers)
            }
            // The table is by name, in which ward 10 stands before ward 2.
            let order = (1...20).map { "Ward \($0)" }.enumerated().sorted { $0.element < $1.element }.map(
                \.offset)
            let map = RenderedFigures.map(tenths)
            #expect(RenderedFigures.differences(of: map, from: order.map { tenths[$0] }) == [])
            var other = order.map { tenths[$0] }
            other[3] = other[3].map { ($0 + 1) % 1_000 } ?? 5
            #expect(RenderedFigures.differences(of: map, from: other).count >= 3)
            #expect(map.classes.map(\.count).reduce(0, +) == tenths.count { $0 != nil })
        }
    }

    @Test(arguments: Chart.Kind.allCases)
    func `leave no trace of what is withheld`(kind: Chart.Kind) {
        var numbers = Numbers(state: 13)
        for _ in 0..<40 {
            let tenths = tenths(kind, rows: 4, &numbers)
            let charts = [0.0, 3.5, 98].map { RenderedFigures.chart(kind, tenths, hidden: $0) }
            #expect(Set(charts.map { ChartView($0).html }).count == 1)
            #expect(Set(charts.map(\.csv)).count == 1 && Set(charts.map(\.json)).count == 1)
            let page = ChartView(charts[0]).html.text
            // Of the key, one piece a series; of a stack, nothing where anything of it is withheld.
            let pieces = RenderedFigures.found("(<rect class=\"dr-bar-|<circle class=\"dr-dot-)", in: page)
                .count
            let shown = tenths.flatMap { $0 }.count { $0 != nil }
            #expect(pieces <= shown + RenderedFigures.series(of: kind))
        }
    }

    @Test func `leave no trace on a map of what is withheld`() {
        let tenths: [Int?] = (0..<20).map { $0 % 4 == 1 ? nil : $0 * 13 }
        let maps = [0.0, 3.5, 98].map { RenderedFigures.map(tenths, hidden: $0) }
        #expect(Set(maps.map { MapView($0).html }).count == 1)
        #expect(Set(maps.map(\.csv)).count == 1 && Set(maps.map(\.json)).count == 1)
        let page = MapView(maps[0]).html.text
        #expect(page.components(separatedBy: "fill=\"url(#law-map-withheld)\"").count == 6)
        #expect(page.contains("[c] withheld <span class=\"dr-quiet\">(5 wards)</span>"))
    }
}
