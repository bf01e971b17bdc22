// SPDX-License-Identifier: Apache-2.0

extension Specimen {
    static let figures: [Specimen] = [
        Specimen(
            "Key figures",
            [
                (
                    "several",
                    KeyFigures([
                        KeyFigure(
                            "Services assessed", value: "92%", base: "221 of 240 services", share: 0.921,
                            path: "#main"),
                        KeyFigure("Overdue actions", value: "3", base: "of 64 actions", share: 0.047),
                        KeyFigure("Consultation replies", value: "[c]", base: "withheld to protect people"),
                    ]).html
                ),
                (
                    "zero, all and long text",
                    KeyFigures([
                        KeyFigure("Open challenges", value: "0", base: "of 14 assessments", share: 0),
                        KeyFigure("Published", value: "100%", base: "14 of 14 assessments", share: 1),
                        KeyFigure(longText, value: "1,240,000", base: hostile, share: 0.5),
                    ]).html
                ),
            ]),
        Specimen(
            "Bar chart",
            [
                (
                    "per cent with one emphasised",
                    BarChart(
                        id: "bars-1", message: "Housing has assessed the smallest share of its services",
                        measure: "Services with a current assessment, Eastmarsh, 31 March 2027, per cent",
                        summary: "Housing stands at 61%, the council as a whole at 92%.",
                        [
                            .init("Environment", 100, shown: "100%, 48 of 48"),
                            .init(
                                "Customer services and digital, communications and elections", 96,
                                shown: "96%, 52 of 54"),
                            .init("Planning", 94, shown: "94%, 83 of 88"),
                            .init("Housing", 61, shown: "61%, 38 of 62", isEmphasised: true),
                            .init("Chief Executive's office", withheld: "[c]"),
                        ], longest: 100, columns: ("Directorate", "Share assessed"), dataPath: "#main"
                    ).html
                ),
                (
                    "all zero, hostile and long text",
                    BarChart(
                        id: "bars-2", message: "Nothing \(hostile)", measure: longText,
                        summary: "Every bar is zero.",
                        [.init(longWord, 0, shown: "0"), .init(hostile, 0, shown: "0")]
                    ).html
                ),
            ]),
        Specimen(
            "Stacked bar",
            [
                (
                    "counts",
                    StackedBar(
                        id: "stack-1", message: "Most services have a current assessment",
                        measure: "Services by state of assessment, Eastmarsh, 31 March 2027, number",
                        summary: "221 of 240 services have a current assessment; Housing has 24 without one.",
                        series: ["Assessed", "Under way", "Not assessed"],
                        [
                            .init("Environment", [48, 0, 0]), .init("Planning", [83, 3, 2]),
                            .init("Housing", [38, 10, 14]), .init("Democratic services", [0, 0, 0]),
                        ],
                        label: "Directorate"
                    ).html
                ),
                (
                    "shares, four series",
                    StackedBar(
                        id: "stack-2", message: "One ward in four has no step-free polling station",
                        measure: "Polling stations by access, Eastmarsh, May 2027, share",
                        summary: "Harbour has the largest share of stations that are step-free.",
                        series: ["Step-free", "Ramp on request", "Steps", "Not surveyed"],
                        [.init("Harbour", [6, 2, 1, 1]), .init("Marsh Green", [1, 1, 4, 2])], scale: .shares,
                        label: "Ward"
                    ).html
                ),
            ]),
        Specimen(
            "Trend line",
            [
                (
                    "six years with a gap",
                    TrendLine(
                        id: "trend-1", message: "The share of staff who state a disability has doubled",
                        measure: "Staff who state a disability, Eastmarsh, 2021/22 to 2026/27, per cent",
                        summary: "It rose from 4.1% in 2021/22 to 8.3% in 2026/27.",
                        [
                            .init("2021/22", 4.1, shown: "4.1%"), .init("2022/23", 4.9, shown: "4.9%"),
                            .init("2023/24", withheld: "[c]"), .init("2024/25", 6.6, shown: "6.6%"),
                            .init("2025/26", 7.4, shown: "7.4%"), .init("2026/27", 8.3, shown: "8.3%"),
                        ], highest: 10, columns: ("Year", "Share")
                    ).html
                ),
                (
                    "one point",
                    TrendLine(
                        id: "trend-2", message: "The first year of counting",
                        measure: "Replies, Eastmarsh, 2026/27, number",
                        summary: "212 replies in 2026/27.", [.init("2026/27", 212, shown: "212")]
                    ).html
                ),
            ]),
        Specimen(
            "Sparkline",
            [
                (
                    "beside words",
                    "<p>Assessed: 92% \(Sparkline([61, 70, 78, 84, 92], label: "Rising from 61% to 92% in five years"))</p>"
                ),
                (
                    "flat and with a gap",
                    "<p>Replies: 12 \(Sparkline([12, nil, 12, 12], label: "Level at 12, one year withheld"))</p>"
                ),
            ]),
    ]
}
