// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DisclosureControl
@testable import Documents

@Suite struct `The files of a chart` {
    let chart = Chart(
        id: "shares", .intervals,
        Chart.Words(
            message: "Disabled people are under-represented",
            measure: "Applicants, Eastmarsh, 2026/27, per cent",
            summary: "Of 300 applicants 36 are disabled.", rowTitle: "Characteristic",
            benchmark: "Residents aged 16 to 64"),
        series: ["Share of applicants"],
        rows: [
            .init(
                "Disabled people",
                .share(of: released(36), in: released(300)) { _, _ in 0.088...0.162 }, code: "disabled",
                benchmark: .published(20, .percent, mark: .estimate, from: census)),
            .init("=Carers", released(nil), code: "carer"),
        ], breaks: [.init(before: "=Carers", reason: "asked anew")])

    @Test func `are tidy, one row an observation, with empty values where figures are withheld`() {
        let text = String(decoding: chart.csv, as: UTF8.self)
        #expect(
            text == """
                code,label,series,measure,unit,value,value_status,low,high,count,base,break_before,source\r
                disabled,Disabled people,Share of applicants,"Applicants, Eastmarsh, 2026/27, per cent",per cent,12.0,,8.8,16.2,36,300,,\r
                disabled,Disabled people,Residents aged 16 to 64,"Applicants, Eastmarsh, 2026/27, per cent",per cent,20.0,e,,,,,,"Office for National Statistics, Census 2021, table TS021, 21 March 2021, OGL-UK-3.0"\r
                carer,'=Carers,Share of applicants,"Applicants, Eastmarsh, 2026/27, per cent",people,,c,,,,,asked anew,\r

                """)
    }

    @Test func `say the same in JSON`() {
        let text = String(decoding: chart.json.pretty, as: UTF8.self)
        #expect(
            text.contains(
                "\"value\": 12.0,\n      \"value_status\": \"\",\n      \"low\": 8.8,\n      \"high\": 16.2,")
        )
        #expect(text.contains("\"count\": 36,\n      \"base\": 300"))
        #expect(
            text.contains(
                "\"value\": null,\n      \"value_status\": \"c\",\n      \"low\": null,\n      \"high\": null\n"
            ))
        #expect(text.contains("\"value\": 20.0,\n      \"value_status\": \"e\""))
    }

    @Test func `and its table for people have marks in their places`() {
        let table = chart.table
        #expect(
            table.columns.map(\.title) == [
                "Characteristic", "Share of applicants", "Number", "Out of", "95% interval, from",
                "95% interval, to",
                "Residents aged 16 to 64", "Notes",
            ])
        #expect(
            table.rows == [
                [
                    "Disabled people", "12.0%", "36", "300", "8.8%", "16.2%", "20.0%",
                    "[e] Residents aged 16 to 64",
                ],
                ["=Carers", "[c]", "[c]", "[c]", "[c]", "[c]", "", "Break before this row: asked anew"],
            ])
        #expect(
            table.explanations == [
                "[c]: withheld so that nobody can be identified.", "[e]: estimated.",
            ])
    }

    @Test func `name the sources of published figures once`() {
        #expect(
            chart.sources == [
                "Office for National Statistics, Census 2021, table TS021, 21 March 2021, OGL-UK-3.0"
            ])
    }

    @Test func `stand in a word processor's file as heading, words and table`() {
        let flow = Flow(
            Document(title: "Report", caption: "", blocks: [.chart(chart)]), language: "en-GB", author: "")
        var texts: [String] = []
        var rows: [[String]] = []
        for block in flow.blocks {
            switch block {
            case .heading(_, let text), .paragraph(let text, _): texts.append(text)
            case .bullets(let items): texts += items
            case .table(let table): rows = table.rows.map { $0.map { $0.lines.map(\.text).joined() } }
            }
        }
        #expect(
            texts.prefix(3) == [
                "Disabled people are under-represented", "Applicants, Eastmarsh, 2026/27, per cent",
                "Of 300 applicants 36 are disabled.",
            ])
        #expect(rows == chart.table.rows)
        #expect(texts.contains { $0.hasPrefix("Source: Office for National Statistics") })
    }

    @Test func `have a figure for every series of a row, or say that it is not available`() {
        let uneven = Chart(
            id: "uneven", .groupedBars, chart.words, series: ["A", "B"],
            rows: [.init("One", [released(1)]), .init("Three", [released(1), released(2), released(3)])])
        #expect(uneven.rows.map { $0.statistics.map(\.shown) } == [["1", "[x]"], ["1", "2"]])
    }

    @Test func `are drawn for at most four series, and a pyramid for two or four`() {
        func isDrawable(_ kind: Chart.Kind, _ count: Int) -> Bool {
            Chart(id: "x", kind, chart.words, series: (0..<count).map(String.init), rows: []).isDrawable
        }
        for kind in [Chart.Kind.groupedBars, .stackedBars, .stackedShares, .line] {
            #expect((0...6).map { isDrawable(kind, $0) } == [false, true, true, true, true, false, false])
        }
        for kind in [Chart.Kind.bars, .intervals] {
            #expect((0...3).map { isDrawable(kind, $0) } == [false, true, false, false])
        }
        #expect((0...5).map { isDrawable(.pyramid, $0) } == [false, false, true, false, true, false])
    }
}

@Suite struct `A map as a value` {
    func shape(_ code: String, _ name: String, path: String = "M0,0l9,0 0,9z") -> MapPicture.Shape {
        .init(code: code, name: name, path: path, box: .init(left: 0, top: 0, right: 9, bottom: 9))
    }

    let words = MapPicture.Words(
        message: "Harbour is oldest", measure: "People over 64, wards, 2021, per cent",
        summary: "Harbour leads.",
        rowTitle: "Ward", places: "Wards", figure: "Share over 64")

    func share(_ value: Double) -> Statistic { .published(value, .percent, from: census) }

    @Test func `lists places by name, tells those of one name apart, and leaves none out`() {
        let map = MapPicture(
            id: "m", words, shapes: [shape("E2", "Central"), shape("E1", "Central"), shape("E3", "Bay")],
            values: ["E1": share(4), "E9": share(9), "E2": released(nil)])
        #expect(map.places.map(\.label) == ["Bay", "Central (E1)", "Central (E2)", "E9"])
        #expect(map.places.map(\.statistic.shown) == ["[x]", "4.0%", "[c]", "9.0%"])
        #expect(map.classes.map(\.count) == [1, 1])
        let lines = String(decoding: map.csv, as: UTF8.self).split(separator: "\r\n").map(String.init)
        #expect(lines[0] == "area_code,area,measure,unit,value,value_status,low,high,source")
        #expect(lines[2].hasPrefix("E1,Central,\"People over 64, wards, 2021, per cent\",per cent,4.0,,,,"))
        #expect(lines[3].hasPrefix("E2,Central,\"People over 64, wards, 2021, per cent\",people,,c,,,"))
    }

    @Test(arguments: ["M0,0l9,0 0,9z\"><script>", "m0,0", "", "M0,0L9,9", "M0,0l1e9,0z", "M0,0lNaN,0z"])
    func `draws nothing that is not a path of whole numbers`(path: String) {
        #expect(shape("E1", "Bay", path: path).path.isEmpty)
    }

    @Test func `names the places at both ends, and how many more are equal to the last`() {
        let shapes = (1...8).map { shape("E\($0)", "Ward \($0)") }
        let values = [9.0, 8, 7, 7, 7, 3, 2, 1]
        let map = MapPicture(
            id: "m", words, shapes: shapes,
            values: Dictionary(uniqueKeysWithValues: zip(shapes.map(\.code), values.map(share))))
        let (high, more) = map.extremes(3, highest: true)
        #expect(high.map(\.label) == ["Ward 1", "Ward 2", "Ward 3"] && more == 2)
        let (low, none) = map.extremes(3, highest: false)
        #expect(low.map(\.label) == ["Ward 8", "Ward 7", "Ward 6"] && none == 0)
    }

    @Test func `is as large as its shapes and its outline`() {
        let far = MapPicture.Shape(
            code: "O", name: "Edge", path: "M0,0l1,1z", box: .init(left: -5, top: 2, right: 3, bottom: 40))
        let map = MapPicture(id: "m", words, shapes: [shape("E1", "Bay")], values: [:], outline: far)
        #expect(map.box == .init(left: -5, top: 0, right: 9, bottom: 40))
        #expect(MapPicture(id: "m", words, shapes: [], values: [:]).box == nil)
    }
}
