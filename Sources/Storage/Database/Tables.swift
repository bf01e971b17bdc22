// SPDX-License-Identifier: Apache-2.0

/// The tables of the first schema, by the feature that keeps them.
enum Tables {
    static let house: [TableDescription] = [
        TableDescription(
            name: "body",
            columns: [
                .text("slug"), .text("name"), .text("areaCode").optional, .text("nation"),
                .integer("isDemonstration", check: "isDemonstration IN (0, 1)"),
            ], primaryKey: ["slug"]),
        TableDescription(
            name: "setting",
            columns: [
                .text("name"), .integer("effectiveFrom"), .integer("revision", check: "revision >= 1"),
                .text("value"), .integer("recordedAt"),
            ],
            primaryKey: ["name", "effectiveFrom", "revision"]),
        TableDescription(
            name: "unit",
            columns: [
                .text("id"), .text("kind", check: "kind IN ('directorate', 'service', 'team')"),
                .text("name"),
                .text("nameKey"), .text("parentID").optional,
                .integer("isUnconfirmed", check: "isUnconfirmed IN (0, 1)"),
            ], primaryKey: ["id"], references: [("parentID", "unit", "id")], indexes: [["nameKey"]]),
        TableDescription(
            name: "person",
            columns: [
                .text("id"), .integer("version", check: "version >= 1", defaultValue: "1"),
                .text("signInName"), .text("signInKey"), .text("post"), .text("passwordHash"),
                .integer("isDisabled", check: "isDisabled IN (0, 1)"), .integer("createdAt"),
            ], primaryKey: ["id"], unique: [["signInKey"]]),
        TableDescription(
            name: "role_grant",
            columns: [
                .text("personID"), .text("role"),
                .text("scopeKind", check: "scopeKind IN ('body', 'directorate', 'record')"),
                .text("scopeKey"),
            ], primaryKey: ["personID", "role", "scopeKind", "scopeKey"],
            references: [("personID", "person", "id")]),
        TableDescription(
            name: "sign_in_session",
            columns: [
                .text("tokenHash"), .text("personID"), .text("formToken"), .integer("createdAt"),
                .integer("lastSeenAt"),
            ], primaryKey: ["tokenHash"], references: [("personID", "person", "id")], indexes: [["personID"]]),
        TableDescription(
            name: "sign_in_attempt",
            columns: [.text("id"), .text("subject"), .integer("at")],
            primaryKey: ["id"], indexes: [["subject", "at"]]),
        TableDescription(
            name: "form_receipt",
            columns: [.text("formKey"), .text("personID"), .text("answer"), .integer("at")],
            primaryKey: ["formKey"]),
        TableDescription(
            name: "upload",
            columns: [
                .text("id"), .text("personID"), .text("purpose"), .text("fileName"), .blob("bytes"),
                .integer("at"),
            ], primaryKey: ["id"]),
    ]

    static let log: [TableDescription] = [
        TableDescription(
            name: "log_entry",
            columns: [
                .integer("sequence"), .integer("at"), .text("actorID"), .text("actorPost"),
                .text("actorRole"),
                .text("verb"), .text("subjectKind"), .text("subjectID"), .integer("subjectVersion").optional,
                .text("details"), .text("reason").optional, .text("authority").optional,
            ], primaryKey: ["sequence"], indexes: [["subjectKind", "subjectID", "sequence"]])
    ]

    static let register: [TableDescription] = [
        TableDescription(
            name: "policy",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("reference"),
                .text("referenceKey"),
                .text("name", check: "name <> ''"), .text("type"), .text("directorate"),
                .text("directorateKey"),
                .text("service"), .text("owner"), .integer("adopted").optional, .integer("retired").optional,
                .integer("decisionDate").optional, .integer("nextAssessment").optional,
                .text("relevanceGiven"), .text("relevanceScores"), .integer("relevanceRank"),
                .integer("lastAssessed").optional, .text("assessments"), .text("searchText"),
                .integer("recordedAt"), .integer("updatedAt"), .text("importID").optional,
            ], primaryKey: ["id"], unique: [["referenceKey"]],
            indexes: [["name", "id"], ["directorateKey", "type"], ["type"], ["owner"]]),
        TableDescription(
            name: "coverage_statement",
            columns: [
                .integer("asOf"), .integer("revision", check: "revision >= 1"), .integer("statedAt"),
                .text("statedBy"),
                .integer("assessed"), .integer("total"), .text("content"), .text("reason").optional,
            ], primaryKey: ["asOf", "revision"]),
    ]

    static let actionPlan: [TableDescription] = [
        TableDescription(
            name: "action",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .integer("position"),
                .text("title"), .text("arisingFrom"), .text("leadOfficer"), .text("directorate"),
                .text("directorateKey"),
                .text("section"), .text("targetCompletionDate"), .text("status"), .text("priority"),
                .text("framework"), .text("aims"), .text("characteristics"), .text("outcomeNote"),
                .text("leadNames"), .text("statusCode"), .text("targetKind"), .integer("firstDay").optional,
                .integer("lastDay").optional,
                .text("queues"), .text("searchText"), .integer("lastUpdated"), .integer("recordedAt"),
                .text("importID").optional,
            ], primaryKey: ["id"], indexes: [["position"], ["lastDay"], ["directorateKey", "statusCode"]])
    ]

    static let publishing: [TableDescription] = [
        TableDescription(
            name: "edition",
            columns: [
                .text("kind"), .integer("number", check: "number >= 1"), .text("title"), .text("summary"),
                .integer("asOf"), .integer("publishedAt"), .text("publishedBy"),
                .integer("withdrawnAt").optional, .text("withdrawnReason").optional,
                .text("withdrawnBy").optional,
            ], primaryKey: ["kind", "number"]),
        TableDescription(
            name: "artefact",
            columns: [
                .text("kind"), .integer("number"),
                .text("format", check: "format IN ('html', 'csv', 'json')"),
                .blob("bytes"), .integer("size"), .text("digest"),
            ], primaryKey: ["kind", "number", "format"]),
    ]
}
