// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import DesignSystem
@testable import Documents

@Suite struct `A map` {
    private func map(_ values: [Double?], columns: Int, rows: Int, emphasised: String = "") -> MapPicture {
        let shapes = Specimen.patchwork(columns, rows)
        var figures: [String: Statistic] = [:]
        for (shape, value) in zip(shapes, values) { figures[shape.code] = Specimen.share(value) }
        return MapPicture(
            id: "m",
            .init(
                message: "Older in the north", measure: "Wards, 2021, per cent",
                summary: "The north is older.",
                rowTitle: "Ward", places: "Wards", figure: "Share"), shapes: shapes, values: figures,
            emphasised: emphasised)
    }

    private func count(_ part: String, in page: String) -> Int {
        page.components(separatedBy: part).count - 1
    }

    @Test func `draws each place once in the ground of its class, and counts them in the key`() {
        let map = map((0..<20).map { Double($0) }, columns: 5, rows: 4)
        let page = MapView(map).html.text
        for number in 1...5 {
            #expect(count("<path class=\"dr-class-\(number)\"", in: page) == 4)
            #expect(count("<rect class=\"dr-class-\(number)\"", in: page) == 1)
        }
        #expect(count("(4 wards)", in: page) == 5)
        #expect(page.contains("0.0% to 3.9%") && page.contains("16.0% to 19.0%"))
        #expect(count("<tr>", in: page) == 21)
        #expect(AttributeRule.faults(in: page) == [])
    }

    @Test func `hatches what is withheld, dots what is not known, and says how many of each`() {
        let map = map([1, 2, nil, 4, 5], columns: 3, rows: 2)
        let page = MapView(map).html.text
        #expect(count("fill=\"url(#m-withheld)\"", in: page) == 1)
        #expect(count("fill=\"url(#m-unknown)\"", in: page) == 1)
        #expect(page.contains("[c] withheld <span class=\"dr-quiet\">(1 ward)</span>"))
        #expect(page.contains("no figure <span class=\"dr-quiet\">(1 ward)</span>"))
    }

    @Test func `has nothing to focus in the picture; places are links in lists and table`() {
        let map = map((0..<20).map { Double($0) }, columns: 5, rows: 4, emphasised: "E05001003")
        let page = MapView(map, links: ["E05001003": "/areas/E05001003"]).html.text
        let picture = page.components(separatedBy: "<svg role=\"img\"")[1].components(separatedBy: "</svg>")[
            0]
        #expect(!picture.contains("<a ") && !picture.contains("tabindex") && !picture.contains("<text"))
        #expect(page.contains("<th scope=\"row\"><a href=\"/areas/E05001003\">Ward 4</a></th>"))
        #expect(picture.contains("dr-map__here"))
        #expect(!MapView(map, links: ["E05001003": "javascript:alert(1)"]).html.text.contains("javascript"))
    }

    @Test func `lists the places at both ends, or all where there are few`() {
        let page = MapView(map((0..<20).map { Double($0) }, columns: 5, rows: 4)).html.text
        #expect(page.contains("Highest five") && page.contains("Lowest five"))
        #expect(page.contains("<ol>\n<li>Ward 20: 19.0%</li>"))
        let few = MapView(map([1, 2, nil], columns: 3, rows: 1)).html.text
        #expect(few.contains("All, highest first") && !few.contains("Lowest"))
        #expect(count("<li>Ward", in: few) == 2)
    }

    @Test func `without figures or boundaries is its table`() {
        #expect(!MapView(map([], columns: 2, rows: 1)).html.text.contains("dr-map__ends"))
        let nowhere = MapView(map([], columns: 0, rows: 0)).html.text
        #expect(nowhere.contains("There are no boundaries to draw.") && !nowhere.contains("<svg"))
    }

    @Test func `stands beside another one, each with its own patterns`() {
        let one = map([1, nil], columns: 2, rows: 1)
        let pair = MapPair(MapView(one), MapView(one)).html.text
        #expect(pair.hasPrefix("<div class=\"dr-map-pair\">") && count("<figure", in: pair) == 2)
    }
}
