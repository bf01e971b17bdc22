// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension Specimen {
    static let forms: [Specimen] = [
        Specimen(
            "Error summary",
            [
                (
                    "several problems",
                    ErrorSummary([
                        Problem(at: "text-error", "Enter a title for the action"),
                        Problem(at: "date-error-month", "Target date must include a month"),
                        Problem(at: "radio-error", "Select who is responsible"),
                    ]).html
                ),
                (
                    "hostile text",
                    ErrorSummary([Problem(at: "text-hostile", "Enter a name without \(hostile)")]).html
                ),
            ]),
        Specimen(
            "Text input",
            [
                ("normal", TextInput("text-normal", label: "Objective or task").html),
                (
                    "with hint and value",
                    TextInput(
                        "text-hint", label: "Target completion date",
                        hint: "For example, before July 2027, or ongoing", value: "Spring 2027", width: .half
                    ).html
                ),
                (
                    "error",
                    TextInput(
                        "text-error", label: "Title", hint: "Say what will be different", value: "",
                        [Problem(at: "text-error", "Enter a title for the action")]
                    ).html
                ),
                (
                    "two errors and a long value",
                    TextInput(
                        "text-two", label: longText, value: longWord,
                        [
                            Problem(at: "text-two", "Title must be 120 characters or fewer"),
                            Problem(at: "text-two", "Title must contain spaces"),
                        ]
                    ).html
                ),
                (
                    "hostile text",
                    TextInput(
                        "text-hostile", label: hostile, hint: hostile, value: hostile,
                        [Problem(at: "text-hostile", "Enter a name without \(hostile)")]
                    ).html
                ),
                (
                    "password, email, search and number",
                    [
                        TextInput(
                            "kind-password", label: "Password", kind: .password, width: .twenty,
                            autocomplete: "current-password"),
                        TextInput("kind-email", label: "Email address", kind: .email, autocomplete: "email"),
                        TextInput("kind-search", label: "Search the register", kind: .search, width: .half),
                        TextInput(
                            "kind-number", label: "Number of residents", width: .five, inputMode: "numeric"),
                    ].map(\.html).joined()
                ),
            ]),
        Specimen(
            "Text area",
            [
                (
                    "normal",
                    TextArea("area-normal", label: "What did people tell you?", hint: "Include who you asked")
                        .html
                ),
                (
                    "error with long text",
                    TextArea(
                        "area-error", label: "Challenge", value: longText + "\n\n" + longWord,
                        [Problem(at: "area-error", "Challenge must be 200 characters or fewer")]
                    ).html
                ),
                ("hostile text", TextArea("area-hostile", label: "Notes", value: hostile, rows: 2).html),
            ]),
        Specimen(
            "Select",
            [
                ("normal", Select("select-normal", label: "Directorate", directorates).html),
                (
                    "error",
                    Select(
                        "select-error", label: "Level", hint: "Choose the level of this assessment",
                        directorates, [Problem(at: "select-error", "Select a level")]
                    ).html
                ),
                (
                    "long text",
                    Select("select-long", label: "Service", [Choice("a", longText), Choice("b", hostile)])
                        .html
                ),
            ]),
        Specimen(
            "Radios",
            [
                (
                    "normal",
                    Radios(
                        "radio-normal", label: "Is this service relevant to equality?",
                        [
                            Choice(
                                "high", "High relevance",
                                hint: "It touches many people, or a few people deeply", isChosen: true),
                            Choice("low", "Low relevance"), Choice("unknown", "I do not know"),
                        ]
                    ).html
                ),
                (
                    "error",
                    Radios(
                        "radio-error", label: "Who is responsible?", hint: "Choose one post",
                        [Choice("a", "Head of Housing"), Choice("b", "Head of Planning")],
                        [Problem(at: "radio-error", "Select who is responsible")]
                    ).html
                ),
                (
                    "in a row",
                    Radios(
                        "radio-inline", label: "Have you completed this section?",
                        [Choice("yes", "Yes"), Choice("no", "No, I will come back later")], isInline: true
                    ).html
                ),
                (
                    "hostile and long text",
                    Radios(
                        "radio-hostile", label: hostile,
                        [
                            Choice(hostile, hostile, hint: hostile), Choice("long", longText),
                            Choice("word", longWord),
                        ]
                    ).html
                ),
            ]),
        Specimen(
            "Checkboxes",
            [
                (
                    "normal",
                    Checkboxes(
                        "check-normal", label: "Which aims does the action serve?",
                        hint: "Choose all that apply",
                        [
                            Choice(
                                "eliminate", "Eliminate discrimination, harassment and victimisation",
                                isChosen: true),
                            Choice("advance", "Advance equality of opportunity"),
                            Choice("foster", "Foster good relations"),
                        ]
                    ).html
                ),
                (
                    "error",
                    Checkboxes(
                        "check-error", label: "Protected characteristics",
                        [Choice("age", "Age"), Choice("disability", "Disability")],
                        [Problem(at: "check-error", "Select at least one protected characteristic")]
                    ).html
                ),
                (
                    "small, many",
                    Checkboxes(
                        "check-small", label: "Wards",
                        (1...24).map { Choice("\($0)", "Ward \($0)") }, isSmall: true
                    ).html
                ),
            ]),
        Specimen(
            "Date input",
            [
                (
                    "normal",
                    DateInput("date-normal", label: "Date of the decision", hint: "For example, 11 7 2027")
                        .html
                ),
                (
                    "filled, birthday",
                    DateInput(
                        "date-birthday", label: "Date of birth", day: "31", month: "March",
                        year: "1974", isBirthday: true
                    ).html
                ),
                (
                    "one part missing",
                    DateInput(
                        "date-error", label: "Target date", day: "3", year: "2027",
                        [Problem(at: "date-error-month", "Target date must include a month")]
                    ).html
                ),
                (
                    "wrong as a whole",
                    DateInput(
                        "date-whole", label: "Review date", day: "31", month: "2", year: "2027",
                        [Problem(at: "date-whole", "Review date must be a real date")]
                    ).html
                ),
            ]),
        Specimen(
            "File upload",
            [
                (
                    "normal",
                    FileUpload("file-normal", label: "Evidence", hint: "PDF, ODT, DOCX or CSV, up to 10 MB")
                        .html
                ),
                (
                    "error",
                    FileUpload(
                        "file-error", label: "Action plan", hint: "CSV or XLSX, up to 5 MB",
                        [Problem(at: "file-error", "Choose a file")]
                    ).html
                ),
            ]),
        Specimen(
            "Fieldset",
            [
                (
                    "normal",
                    Fieldset(
                        "Contact for this service",
                        TextInput("contact-name", label: "Post").html
                            + TextInput("contact-email", label: "Email address of the post", kind: .email)
                            .html
                    ).html
                ),
                (
                    "error",
                    Fieldset(
                        "Period", name: "period-group", hint: "Both dates, or neither",
                        TextInput("period-start", label: "Start", width: .ten).html
                            + TextInput("period-end", label: "End", width: .ten).html,
                        [Problem(at: "period-group", "Period must end after it begins")]
                    ).html
                ),
            ]),
        Specimen(
            "Button",
            [
                (
                    "three weights",
                    Form(
                        action: "#main", csrfToken: "gallery", idempotencyKey: "one",
                        ButtonGroup(
                            [
                                Button("Save and continue"),
                                Button("Save as draft", .secondary, name: "as", value: "draft"),
                                Button("Delete this action", .warning),
                            ], links: [NavigationLink("Cancel", "#main")]
                        ).html
                    ).html
                ),
                ("a link that starts a task", Button("Start an assessment", path: "#main").html),
                (
                    "long and hostile text",
                    ButtonGroup([Button(longText), Button(hostile, .secondary), Button(longWord, .warning)])
                        .html
                ),
            ]),
    ]

    private static let directorates = [
        Choice("", "Choose a directorate"), Choice("housing", "Housing and Communities", isChosen: true),
        Choice("planning", "Planning and Economy"),
    ]
}
