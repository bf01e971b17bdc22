// SPDX-License-Identifier: Apache-2.0

extension Specimen {
    static let lists: [Specimen] = [
        Specimen(
            "Table",
            [
                (
                    "sortable",
                    Table(
                        "Services by relevance", columns: columns,
                        rows: [
                            [
                                .link("Waste collection", "#main"), "Environment", .html(Tag("High").html),
                                .number(12_400), .figure("92%"),
                            ],
                            [
                                .link("Housing advice", "#main"), "Housing", .html(Tag("High").html),
                                .number(860), .figure("[c]"),
                            ],
                            [
                                .link("Land charges", "#main"), "Planning", .html(Tag("Low").html),
                                .number(0), .figure("100%"),
                            ],
                        ], totals: ["All services", "", "", .number(13_260), .figure("91%")]
                    ).html
                ),
                (
                    "with a note above",
                    Table(
                        "Complaints by ward",
                        note: "<p>[c] means that the number is withheld to protect people.</p>",
                        columns: ["Ward", Table.Column("Complaints", isNumeric: true)],
                        rows: [["Harbour", .number(31)], ["Marsh Green", .figure("[c]")]]
                    ).html
                ),
                (
                    "empty",
                    Table(
                        "Overdue actions", columns: ["Action", "Owner"], rows: [],
                        empty: "Every action is on time."
                    ).html
                ),
                (
                    "many rows and columns",
                    Table("Action plan", columns: planColumns, rows: (1...25).map(planRow)).html
                ),
                (
                    "hostile and long text",
                    Table(
                        "Hostile \(hostile)", id: "table-hostile", columns: ["Name", "Words", "Word"],
                        rows: [[.text(hostile), .text(longText), .text(longWord)]]
                    ).html
                ),
            ]),
        Specimen(
            "Task list",
            [
                (
                    "every status",
                    TaskList(
                        id: "tasks",
                        [
                            .init("The proposal", path: "#main", .completed),
                            .init(
                                "Evidence", path: "#main", hint: "What you know about the people affected",
                                .inProgress),
                            .init("Effects", path: "#main", .notYetStarted),
                            .init(
                                "Attachments", path: "#main", hint: "One file could not be read", .problem),
                            .init("Sign-off", path: "#main", .cannotStartYet),
                        ]
                    ).html
                ),
                (
                    "hostile and long text",
                    TaskList(
                        id: "tasks-long",
                        [
                            .init(longText, path: "#main", hint: longWord, .inProgress),
                            .init(hostile, path: "#main", .problem),
                        ]
                    ).html
                ),
            ]),
        Specimen(
            "Timeline",
            [
                (
                    "several entries",
                    Timeline([
                        .init(
                            "Signed off", when: "11 July 2027, 9:30am",
                            machineTime: "2027-07-11T09:30:00+01:00", who: "Head of Housing",
                            "<p>Subject to a review after six months.</p>"),
                        .init(
                            "Challenge answered", when: "8 July 2027, 2pm",
                            machineTime: "2027-07-08T14:00:00+01:00", who: "Policy Officer"),
                        .init(
                            longText + longWord, when: "1 July 2027", machineTime: "2027-07-01", who: hostile),
                    ]).html
                )
            ]),
        Specimen(
            "Filters",
            [
                (
                    "beside, two in force",
                    Filters(
                        action: "#main",
                        selected: [
                            .init("Directorate", "Housing", remove: "#main"),
                            .init("Words", longWord, remove: "#main"),
                        ],
                        clearPath: "#main", count: "12 services", kept: [("sort", "name")],
                        fields: TextInput("filter-words", label: "Words", value: longWord, kind: .search).html
                            + Checkboxes(
                                "filter-directorate", label: "Directorate",
                                [
                                    Choice("housing", "Housing", isChosen: true),
                                    Choice("planning", "Planning"), Choice("environment", "Environment"),
                                ]
                            ).html,
                        results: Table(
                            "Services found", columns: columns,
                            rows: [
                                [
                                    .link("Housing advice", "#main"), "Housing", "High", .number(860),
                                    .figure("[c]"),
                                ]
                            ]
                        ).html
                    ).html
                ),
                (
                    "above, nothing found",
                    Filters(
                        action: "#main", clearPath: "#main", count: "0 actions", placement: .above,
                        label: "Filters of actions",
                        fields: Select(
                            "filter-owner", label: "Owner",
                            [Choice("", "Any owner"), Choice("a", "Head of Housing")]
                        ).html
                            + Select(
                                "filter-status", label: "Status",
                                [Choice("", "Any status"), Choice("late", "Overdue")]
                            ).html,
                        results: EmptyState(
                            "No actions match", "<p>Remove a filter, or search for other words.</p>"
                        ).html
                    ).html
                ),
            ]),
        Specimen(
            "Pagination",
            [
                (
                    "first page of two",
                    Pagination(page: 1, of: 2, label: "Pages, short list") { _ in "#main" }.html
                ),
                (
                    "middle of many",
                    Pagination(page: 6, of: 24, label: "Pages, long list") { _ in "#main" }.html
                ),
                (
                    "last page",
                    Pagination(page: 9, of: 9, label: "Pages, end of the list") { _ in "#main" }.html
                ),
            ]),
    ]

    private static let columns: [Table.Column] = [
        .init("Service", sort: .init("#main", .ascending)),
        .init("Directorate", sort: .init("#main")), "Relevance",
        .init("Users", isNumeric: true, sort: .init("#main")),
        .init("Answered", isNumeric: true),
    ]

    private static let planColumns: [Table.Column] = [
        "Reference", "Objective or task", "Outcome wanted", "Owner", "Target completion date", "Status",
        "Resources", "Aims", "Characteristics", "Framework", .init("Cost in pounds", isNumeric: true),
    ]

    private static func planRow(_ number: Int) -> [Table.Cell] {
        [
            .link("ACT-\(100 + number)", "#main"),
            .text(number % 7 == 0 ? longText : "Offer letters in easy read"),
            "More people understand their letters", "Head of Customer Services", "2 to 30 April 2027",
            .html(Tag(number % 5 == 0 ? "Overdue" : "On target", number % 5 == 0 ? .problem : .good).html),
            "Existing staff", "Advance", "Disability, age", "To be mapped", .number(number * 450),
        ]
    }
}
