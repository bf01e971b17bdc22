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
