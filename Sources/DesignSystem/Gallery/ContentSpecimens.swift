// SPDX-License-Identifier: Apache-2.0

extension Specimen {
    static let content: [Specimen] = [
        Specimen(
            "Page heading",
            [
                (
                    "with caption",
                    PageHeading("Waste collection", caption: "Equality impact assessment", level: .three).html
                ),
                ("long text", PageHeading(longText, caption: longWord, level: .three).html),
                ("hostile text", PageHeading(hostile, caption: hostile, level: .three).html),
            ]),
        Specimen(
            "Tag",
            [
                (
                    "every meaning",
                    """
                    <p>\(Tag("On target", .good)) \(Tag("In progress", .active)) \(Tag("Due soon", .attention))
                    \(Tag("Overdue", .problem)) \(Tag("Not yet started")) \(Tag("Withdrawn", .inactive))</p>
                    """
                ),
                ("hostile and long text", "<p>\(Tag(hostile, .good)) \(Tag(longWord, .problem))</p>"),
            ]),
        Specimen(
            "Banner",
            [
                (
                    "success",
                    Banner(
                        .success, "Action saved", "<p><a href=\"#main\">See the action</a></p>",
                        id: "banner-1"
                    ).html
                ),
                (
                    "important",
                    Banner(.important, "Two assessments wait for your sign-off", id: "banner-2").html
                ),
                (
                    "hostile and long text",
                    Banner(.important, hostile, "<p>\(longWord)</p>", id: "banner-3").html
                ),
            ]),
        Specimen(
            "Inset text",
            [
                (
                    "normal",
                    InsetText(
                        "<p>A public authority must, in the exercise of its functions, have due regard to the need to eliminate discrimination. (Equality Act 2010, section 149)</p>"
                    ).html
                ),
                ("long text", InsetText("<p>\(longText) \(longWord)</p>").html),
            ]),
        Specimen(
            "Warning",
            [
                ("normal", Warning("You cannot change an assessment after sign-off.").html),
                ("hostile text", Warning(hostile + longWord).html),
            ]),
        Specimen(
            "Details",
            [
                (
                    "closed",
                    Details(
                        "What counts as evidence?",
                        "<p>Surveys, complaints, research, and what people told you.</p>"
                    ).html
                ),
                ("open, long text", Details(longText, isOpen: true, "<p>\(longWord)</p>").html),
            ]),
        Specimen(
            "Empty state",
            [
                (
                    "with a way to begin",
                    EmptyState(
                        "No actions yet",
                        "<p>Actions set out what will change, who will do it, and by when.</p>",
                        button: Button("Add an action", path: "#main")
                    ).html
                ),
                ("without", EmptyState("No publications in 2026").html),
            ]),
        Specimen(
            "Confirmation",
            [
                (
                    "with reference",
                    Confirmation(
                        "Assessment signed off", reference: "EIA-2027-014", referenceLabel: "Reference",
                        """
                        <h4>What happens next</h4><p>We publish the assessment within 5 working days. \
                        You can read it on the publications page after that.</p>
                        """, level: .three
                    ).html
                ),
                (
                    "hostile text",
                    Confirmation(
                        hostile, reference: longWord, referenceLabel: "Reference", HTML(), level: .three
                    ).html
                ),
            ]),
        Specimen(
            "Summary list",
            [
                ("with changes", SummaryList(facts).html),
                (
                    "read-only",
                    SummaryList([
                        SummaryList.Row("Signed off by", text: "Head of Housing"),
                        SummaryList.Row("Signed off on", text: "11 July 2027"),
                    ]).html
                ),
                (
                    "hostile and long text",
                    SummaryList([
                        SummaryList.Row(hostile, text: hostile, change: "javascript:alert(1)"),
                        SummaryList.Row(longWord, text: longWord + "\n" + longText, change: "#main"),
                    ]).html
                ),
            ]),
        Specimen(
            "Check answers",
            [
                (
                    "before sign-off",
                    CheckAnswers(
                        [
                            .init("The proposal", facts),
                            .init(
                                "Effects",
                                [
                                    .init(
                                        "Age", text: "Older residents may find the new bins hard to move.",
                                        change: "#main")
                                ]),
                        ],
                        action: "#main", button: Button("Sign off this assessment"), csrfToken: "gallery",
                        idempotencyKey: "two",
                        statement:
                            "<p>By signing off you confirm that you have had due regard to the three aims.</p>"
                    ).html
                )
            ]),
        Specimen(
            "Conflict",
            [
                (
                    "nothing chosen",
                    ConflictView(
                        savedBy: "The Policy Officer (Housing)", at: "10:42am on 3 May 2027",
                        [
                            .init(
                                "title", "Title", mine: "Offer easy read letters",
                                theirs: "Offer easy read letters and audio"),
                            .init("target", "Target date", mine: "", theirs: "Before July 2027"),
                        ]
                    ).html
                ),
                (
                    "chosen, hostile and long text",
                    ConflictView(
                        savedBy: hostile, at: "noon",
                        [
                            .init(
                                "notes", "Notes", mine: longWord, theirs: hostile + "\n" + longText,
                                choice: .theirs)
                        ]
                    ).html
                ),
            ]),
        Specimen("Back link", [("normal", BackLink("#main", text: "Back to the register").html)]),
        Specimen(
            "Files",
            [
                (
                    "several",
                    FileLinks([
                        .init("Action plan 2027 to 2031", path: "#main", kind: "PDF", bytes: 348_112),
                        .init("Action plan 2027 to 2031", path: "#main", kind: "CSV", bytes: 12_400),
                        .init(
                            "Cynllun gweithredu", path: "#main", kind: "ODT", bytes: 1_240_000,
                            language: "Welsh"),
                    ]).html
                ),
                (
                    "hostile and long text",
                    FileLinks([.init(hostile + longWord, path: "javascript:alert(1)", kind: "CSV", bytes: 1)])
                        .html
                ),
            ]),
        Specimen(
            "Error page",
            PlainErrorPage.Kind.allCases.map { kind in
                (
                    "status \(kind.rawValue)",
                    PlainErrorPage(
                        kind,
                        contact:
                            "<a href=\"mailto:equality@eastmarsh.example\">equality@eastmarsh.example</a>",
                        reference: "4F7K-22QD", homePath: "#main", level: .three
                    ).html
                )
            }),
    ]

    static let facts: [SummaryList.Row] = [
        SummaryList.Row("Title", text: "Move to fortnightly collection", change: "#main"),
        SummaryList.Row("Lead officer", text: "Head of Waste and Streets", change: "#main"),
        SummaryList.Row("Background papers", text: "", change: "#main"),
        SummaryList.Row("Consultation", unanswered: "Say who you asked", path: "#main"),
        SummaryList.Row("Status", Tag("In progress", .active).html),
    ]
}
