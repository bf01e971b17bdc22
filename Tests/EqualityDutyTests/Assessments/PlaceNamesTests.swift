// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityDuty

@Suite struct `Names of places` {
    @Test func `are read from lines, commas and semicolons, each once`() {
        #expect(PlaceNames.read("Hill, Marsh\nQuay; hill ,, ") == ["Hill", "Marsh", "Quay"])
        #expect(PlaceNames.read(" \n") == [])
    }

    @Test(arguments: ["all", "All wards", "the whole of the district", "County-wide", "everywhere"])
    func `are the whole area where somebody wrote all`(words: String) {
        #expect(PlaceNames.read("\(words); Hill") == [PlaceNames.wholeArea, "Hill"])
    }

    @Test func `that hold such a word stay as they are`() {
        #expect(PlaceNames.read("Allhallows, All Saints") == ["Allhallows", "All Saints"])
    }

    @Test func `are written with capitals again`() {
        #expect(PlaceNames.written("stoke-on-trent") == "Stoke-on-Trent")
        #expect(PlaceNames.written("isle of thanet") == "Isle of Thanet")
        #expect(PlaceNames.written("whole area") == PlaceNames.wholeArea)
    }

    @Test func `that are asked for find what concerns the whole area too`() {
        func line(_ id: String, _ ward: String) -> CumulativeLine {
            CumulativeLine(
                assessmentID: id, reference: id, title: id, directorate: "", wards: [ward],
                created: CalendarDay(2026, 1, 1), characteristic: "age", direction: .negative)
        }
        var filter = CumulativeView.Filter()
        filter.ward = "hill"
        let view = CumulativeView(
            [line("1", "Hill"), line("2", "Marsh"), line("3", PlaceNames.wholeArea)], characteristics: [],
            filter: filter)
        #expect(Set(view.rows.map(\.key)) == ["1", "3"])
    }
}
