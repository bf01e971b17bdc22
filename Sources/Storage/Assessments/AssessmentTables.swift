// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// Assessments: what is written, each saved version, each act, who plays which part, and what others said.
    static let assessments: [TableDescription] =
        writing + [
            TableDescription(
                name: "decision",
                columns: [
                    .text("id"), .integer("version", check: "version >= 1"), .text("reference"),
                    .text("title", check: "title <> ''"), .text("maker"), .text("makerName"),
                    .integer("meetingAt"), .integer("reportPublished").optional,
                    .integer("isRelevant", check: "isRelevant IN (0, 1)"),
                    .integer("takenAt").optional, .text("decided"), .text("recordedBy"),
                ], primaryKey: ["id"], indexes: [["meetingAt"]]),
            TableDescription(
                name: "decision_item",
                columns: [
                    .text("decisionID"), .text("assessmentID"), .integer("version"), .text("digest"),
                ], primaryKey: ["decisionID", "assessmentID"],
                references: [("decisionID", "decision", "id"), ("assessmentID", "assessment", "id")],
                indexes: [["assessmentID"]]),
            TableDescription(
                name: "decision_member",
                columns: [.text("decisionID"), .text("personID")], primaryKey: ["decisionID", "personID"],
                references: [("decisionID", "decision", "id"), ("personID", "person", "id")],
                indexes: [["personID"]]),
            TableDescription(
                name: "acknowledgement",
                columns: [
                    .text("decisionID"), .text("assessmentID"), .text("personID"), .integer("version"),
                    .text("digest"), .integer("at"),
                ], primaryKey: ["decisionID", "assessmentID", "personID", "version"],
                references: [("decisionID", "decision", "id"), ("assessmentID", "assessment", "id")]),
        ] + publishedAssessments

    /// Who was taken off the list of a decision, by whom and why.
    static let removals = [
        TableDescription(
            name: "decision_removal",
            columns: [
                .text("decisionID"), .integer("number", check: "number >= 1"), .text("personID"),
                .text("post"), .integer("at"), .text("byID"), .text("byPost"), .text("reason"),
                .text("unread"),
            ], primaryKey: ["decisionID", "number"],
            references: [("decisionID", "decision", "id"), ("personID", "person", "id")])
    ]

    private static let writing: [TableDescription] = [
        TableDescription(
            name: "assessment_template",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"),
                .text("kind", check: "kind IN ('template', 'overlay', 'elsewhere')"), .text("name"),
                .text("content"),
                .integer("recordedAt"), .integer("withdrawn").optional,
            ], primaryKey: ["id", "version"]),
        TableDescription(
            name: "assessment",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("reference"),
                .text("referenceKey"), .text("legacyReference"), .text("title", check: "title <> ''"),
                .text("templateID"), .integer("templateVersion"), .text("state"), .text("directorate"),
                .text("directorateKey"), .text("service"), .text("digest"),
                .text("outcome"), .text("characteristics"), .text("places"), .text("umbrella"),
                .text("policyReference"), .text("budgetRound"), .integer("due").optional,
                .integer("reviewDate").optional, .integer("decisionDay").optional,
                .integer("isStaged", check: "isStaged IN (0, 1)"), .text("searchText"),
                .integer("startedAt"), .integer("updatedAt"), .integer("lastSequence"),
                // The long one last: SQLite reads through it to what comes behind.
                .text("content"),
            ], primaryKey: ["id"], unique: [["referenceKey"]],
            indexes: [["directorateKey", "state"], ["state", "due"], ["title", "id"], ["updatedAt"]]),
        TableDescription(
            name: "assessment_version",
            columns: [
                .text("assessmentID"), .integer("number", check: "number >= 1"), .integer("at"),
                .text("byID"), .text("byPost"), .text("reason"), .text("changes"), .text("content").optional,
                .text("digest"), .integer("isFrozen", check: "isFrozen IN (0, 1)"),
            ], primaryKey: ["assessmentID", "number"],
            references: [("assessmentID", "assessment", "id")]),
        TableDescription(
            name: "assessment_act",
            columns: [
                .text("assessmentID"), .integer("sequence", check: "sequence >= 1"), .text("act"),
                .integer("at"), .text("byID"), .text("byPost"), .integer("version"), .text("digest"),
                .text("details"),
            ], primaryKey: ["assessmentID", "sequence"], references: [("assessmentID", "assessment", "id")]),
        TableDescription(
            name: "assessment_party",
            columns: [.text("assessmentID"), .text("part"), .text("personID")],
            primaryKey: ["assessmentID", "part", "personID"],
            references: [("assessmentID", "assessment", "id"), ("personID", "person", "id")],
            indexes: [["personID"]]),
        TableDescription(
            name: "assessment_point",
            columns: [
                .text("id"), .text("assessmentID"), .text("kind", check: "kind IN ('comment', 'challenge')"),
                .text("section"), .text("path"), .text("verdict"), .text("content"), .text("byID"),
                .text("byPost"), .integer("at"), .text("answer"), .text("answeredBy"),
                .integer("isResolved", check: "isResolved IN (0, 1)"),
            ], primaryKey: ["id"], references: [("assessmentID", "assessment", "id")],
            indexes: [["assessmentID", "at"]]),
        TableDescription(
            name: "assessment_impact",
            columns: [
                .text("assessmentID"), .text("path"), .text("characteristic"), .text("people"),
                .text("direction"), .integer("beforeRank"), .integer("residualRank"), .text("place"),
            ], primaryKey: ["assessmentID", "path", "characteristic"],
            references: [("assessmentID", "assessment", "id")], indexes: [["characteristic"]]),
        TableDescription(
            name: "evidence",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("title", check: "title <> ''"),
                .text("source"), .integer("day").optional, .text("coverage"), .text("characteristics"),
                .text("link"), .text("attachmentID"), .text("summary"), .text("searchText"),
                .integer("addedAt"), .text("addedBy"),
            ], primaryKey: ["id"], indexes: [["title", "id"]]),
        TableDescription(
            name: "attachment",
            columns: [
                .text("id"), .text("assessmentID"), .text("fileName"), .text("mediaType"), .integer("size"),
                .text("digest"), .blob("bytes"), .integer("at"), .text("byPost"),
            ], primaryKey: ["id"], indexes: [["assessmentID"]]),
    ]

    private static let publishedAssessments: [TableDescription] = [
        TableDescription(
            name: "published_assessment",
            columns: [
                .text("assessmentID"), .integer("edition", check: "edition >= 1"), .text("address"),
                .text("reference"), .integer("version"), .text("digest"), .text("title"), .text("summary"),
                .text("outcome"), .text("directorate"), .text("directorateKey"), .text("characteristics"),
                .text("places"), .integer("year"), .integer("publishedAt"), .text("publishedBy"),
                .text("reason"), .text("exemption"), .integer("exemptUntil").optional,
                .integer("withdrawnAt").optional, .text("withdrawnReason"), .integer("isNewest"),
                .text("searchText"),
            ], primaryKey: ["assessmentID", "edition"],
            indexes: [["address", "edition"], ["isNewest", "publishedAt"]]),
        TableDescription(
            name: "published_assessment_file",
            columns: [
                .text("assessmentID"), .integer("edition"), .text("format"), .blob("bytes"),
                .integer("size"), .text("digest"),
            ], primaryKey: ["assessmentID", "edition", "format"]),
    ]
}
