// SPDX-License-Identifier: Apache-2.0
import Documents

extension Specimen {
    static let source = PublishedSource(
        publisher: "Eastmarsh Statistics Office", publication: "Invented figures, table 1",
        day: "21 March 2027",
        licence: "OGL-UK-3.0")

    static func share(_ value: Double?, _ low: Double? = nil, _ high: Double? = nil) -> Statistic {
        .published(
            value, .percent, low: low, high: high, mark: value == nil ? .confidential : nil, from: source)
    }

    static func people(_ value: Double?, _ mark: Shorthand? = nil) -> Statistic {
        .published(value, .people, mark: mark ?? (value == nil ? .confidential : nil), from: source)
    }

    private static func part(_ count: Double, _ base: Double) -> Statistic {
        .share(of: people(count), in: people(base))
    }

    private static func words(_ message: String, _ rowTitle: String, unit: String = "per cent") -> Chart.Words
    {
        Chart.Words(
            message: message, measure: "Invented measure, Eastmarsh, March 2027, \(unit)",
            summary: "\(message); the figures stand in the table.", rowTitle: rowTitle)
    }

    private static func chart(
        _ state: String, _ id: String, _ kind: Chart.Kind, _ words: Chart.Words, _ series: [String],
        _ rows: [Chart.Row], breaks: [Chart.Break] = [], notes: [String] = []
    ) -> (name: String, html: HTML) {
        let chart = Chart(
            id: id, kind, words, series: series, rows: rows, breaks: breaks, notes: notes)
        return (state, ChartView(chart, dataPath: state == "normal" ? "#main" : nil).html)
    }

    static let charts: [Specimen] = [
        barSpecimen, groupedSpecimen, stackedSpecimen, intervalSpecimen, lineSpecimen, pyramidSpecimen,
    ]

    private static let barSpecimen = Specimen(
        "Bars",
        [
            chart(
                "normal", "bars-1", .bars,
                words("Housing has the smallest share of replies from tenants", "Directorate"),
                ["Share of replies"],
                [
                    .init("Environment", part(48, 48)),
                    .init(
                        "Customer services and digital, communications and elections", part(1_152, 1_221)),
                    .init("Planning", part(83, 88)), .init("Housing", part(38, 62), isEmphasised: true),
                ]),
            chart(
                "one withheld, with a benchmark", "bars-2", .bars,
                words("Harbour lies below the district", "Ward"),
                ["Share"],
                [
                    .init("Harbour", share(14.2), benchmark: share(18)),
                    .init("Marsh Green", share(nil), benchmark: share(18)),
                    .init("Old Town", share(21.7), benchmark: share(18)),
                    .init("Nobody at all", share(0), benchmark: share(18)),
                ]),
            chart(
                "below and above nought", "bars-3", .bars,
                words("Young people are under-represented", "Age", unit: "percentage points"), ["Difference"],
                [
                    .init("16 to 24", .difference(share(7.3), from: share(15.4))),
                    .init("25 to 44", .difference(share(33.1), from: share(31.9))),
                    .init("45 and over", .difference(share(59.6), from: share(52.7))),
                ]),
            chart(
                "one bar", "bars-4", .bars, words("The first year", "Year"), ["Share"],
                [.init("2027", share(44))]),
            chart("empty", "bars-5", .bars, words("Nothing was asked", "Ward"), ["Share"], []),
            chart(
                "long and hostile labels", "bars-6", .bars, words(hostile, longText), [hostile],
                [.init(longText, share(51.2)), .init(longWord, share(3.4)), .init(hostile, share(0.1))]),
            chart(
                "many rows", "bars-7", .bars, words("Wards differ", "Ward"), ["Share"],
                (1...24).map {
                    .init("Ward \($0)", share(Double(($0 * 37) % 50) + 0.5), isEmphasised: $0 == 7)
                }),
        ])

    private static let areas = ["Eastmarsh", "County", "England and Wales"]

    private static let groupedSpecimen = Specimen(
        "Grouped bars",
        [
            chart(
                "normal", "grouped-1", .groupedBars, words("Eastmarsh is older than the country", "Age"),
                areas,
                [
                    .init("Under 16", [share(16.2), share(18.9), share(18.5)]),
                    .init("16 to 64", [share(55.9), share(60.8), share(62.9)]),
                    .init("65 and over", [share(27.9), share(20.3), share(18.6)]),
                ]),
            chart(
                "one withheld, four series with long names", "grouped-2", .groupedBars,
                words("Few replies came from carers", "Group"),
                [
                    "Replies to the consultation in May", "Members of the residents' panel", "Residents",
                    "Staff",
                ],
                [
                    .init("Carers", [share(nil), share(9.1), share(10.4), share(0)]),
                    .init("Not carers", [share(nil), share(90.9), share(89.6), share(100)]),
                ]),
            chart(
                "five series are too many", "grouped-3", .groupedBars, words("Five areas", "Sex"),
                ["One", "Two", "Three", "Four", "Five"],
                [.init("Female", (1...5).map { share(Double($0)) })]),
        ])

    private static let stackedSpecimen = Specimen(
        "Stacked bars of people",
        [
            chart(
                "normal", "stacks-1", .stackedShares,
                words("Most people in Harbour are in good health", "Ward"),
                ["Very good", "Good", "Fair", "Bad or very bad"],
                [
                    .init("Harbour", [share(48.4), share(33.7), share(12.7), share(5.2)]),
                    .init("Marsh Green", [share(31.2), share(30.1), share(22.3), share(16.4)]),
                ]),
            chart(
                "one withheld, numbers", "stacks-2", .stackedBars,
                words("Old Town has most members", "Ward", unit: "people"), ["Members", "Guests"],
                [
                    .init("Old Town", [people(1_240), people(310)]),
                    .init("Harbour", [people(680), people(nil)]), .init("Nobody", [people(0), people(0)]),
                ]),
        ])

    private static let intervalSpecimen = Specimen(
        "Dots with intervals",
        [
            chart(
                "normal", "intervals-1", .intervals,
                words("Disabled people are under-represented among applicants", "Characteristic"),
                ["Share of applicants"],
                [
                    .init("Disabled people", share(12, 8.8, 16.2), isEmphasised: true, benchmark: share(20)),
                    .init("Carers", share(8.9, 6.1, 12.7), benchmark: share(9.4)),
                    .init(
                        "People whose day-to-day activities are limited a lot", share(25, 8.9, 53.2),
                        benchmark: share(40)),
                ], notes: ["Carers: lower, not distinguishable from the benchmark."]),
            chart(
                "one withheld, one without an interval", "intervals-2", .intervals,
                words("Few replies", "Group"),
                ["Share"],
                [
                    .init("Veterans", share(nil, 1, 2), benchmark: share(3.8)), .init("Others", share(96.1)),
                ]),
        ])

    private static let lineSpecimen = Specimen(
        "Lines",
        [
            chart(
                "normal", "lines-1", .line, words("The share of people over 64 grew everywhere", "Census"),
                areas,
                [
                    .init("2001", [share(21.4), share(17), share(16)], position: 2001),
                    .init("2011", [share(23.1), share(17.6), share(16.4)], position: 2011),
                    .init("2021", [share(25.8), share(20.3), share(18.6)], position: 2021),
                ]),
            chart(
                "a break, and one withheld", "lines-2", .line, words("Fewer people stated a belief", "Year"),
                ["Share"],
                [
                    .init("2021/22", share(64.1)), .init("2022/23", share(61.9)),
                    .init("2023/24", share(nil)),
                    .init("2024/25", share(58.8)), .init("2025/26", share(47.4)), .init("2026/27", share(46)),
                ],
                breaks: [.init(before: "2025/26", reason: "the question was reworded")]),
            chart(
                "four series close together, a break, the last withheld", "lines-3", .line,
                words("Groups differ little", "Year"),
                ["Mixed or multiple ethnic groups", "White", "Asian or Asian British", "Other"],
                [
                    .init("2011", [share(50), share(51), share(49), share(12)]),
                    .init("2016", [share(52), share(52.5), share(51), share(13)]),
                    .init("2021", [share(54), share(54.4), share(53.8), share(nil)]),
                ],
                breaks: [.init(before: "2021", reason: "the groups were drawn anew")]),
            chart(
                "one point", "lines-4", .line, words("The first replies came in 2027", "Year"), ["Replies"],
                [.init("2027", people(212))]),
        ])

    private static let bands = [
        "0 to 15", "16 to 24", "25 to 34", "35 to 49", "50 to 64", "65 to 79", "80 and over",
    ]

    private static let pyramidSpecimen = Specimen(
        "Population pyramid",
        [
            chart(
                "normal", "pyramid-1", .pyramid,
                words("Eastmarsh has more older women than men", "Age", unit: "people"),
                ["Female", "Male"],
                zip(bands, [12_106, 6_480, 7_204, 11_950, 15_020, 13_904, 5_310]).map { band, number in
                    .init(band, [people(Double(number)), people(Double(number - 211))])
                }),
            chart(
                "beside England, one withheld", "pyramid-2", .pyramid,
                .init(
                    message: "Young men are missing",
                    measure: "Invented measure, Eastmarsh, March 2027, per cent",
                    summary: "In every age below 25 there are fewer men than in England.", rowTitle: "Age"),
                ["Women", "Men", "Women, England", "Men, England"],
                zip(bands, [17.1, 9.4, 11.2, 17.8, 21.4, 17.2, 5.9]).map { band, number in
                    .init(
                        band,
                        [
                            share(number), share(band == "16 to 24" ? nil : number - 0.7),
                            share(number - 1.6),
                            share(number + 0.9),
                        ])
                }),
            chart(
                "long labels", "pyramid-3", .pyramid, words("Two groups", "Group", unit: "people"),
                ["Members", "Guests"],
                [
                    .init("Arab or any other ethnic group", [people(12), people(31)]),
                    .init("White and Black Caribbean", [people(44), people(0)]),
                ]),
        ])
}
