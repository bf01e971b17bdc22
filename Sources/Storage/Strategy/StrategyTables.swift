// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// Strategies with their parts, outcomes with what is unequal in them, objectives with their readings, what joins
    /// them, and what a plan of actions keeps beyond its newest words.
    static let strategy: [TableDescription] = setting + measuring + planning + meeting

    private static let setting: [TableDescription] = [
        TableDescription(
            name: "strategy",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("title", check: "title <> ''"),
                .text("kind"), .text("state"), .integer("firstDay").optional, .integer("lastDay").optional,
                .integer("approvedOn").optional, .integer("reviewDay").optional, .text("governanceGroup"),
                .text("directorate"), .text("directorateKey"), .integer("recordedAt"), .integer("updatedAt"),
                .text("summary"), .text("purpose"),
            ], primaryKey: ["id"], indexes: [["firstDay"]]),
        TableDescription(
            name: "strategy_version",
            columns: [
                .text("strategyID"), .integer("number", check: "number >= 1"), .text("state"), .integer("at"),
                .text("byID"), .text("byPost"), .text("reason"), .text("content"),
            ], primaryKey: ["strategyID", "number"], references: [("strategyID", "strategy", "id")]),
        TableDescription(
            name: "strategy_part",
            columns: [
                .text("id"), .text("strategyID"), .integer("position"), .text("kind"), .text("kindWritten"),
                .text("section"), .text("number"), .text("title"), .text("text", check: "text <> ''"),
                .text("characteristic"), .text("area"), .text("divisions"),
                .integer("isRetired", check: "isRetired IN (0, 1)"),
            ], primaryKey: ["id"], references: [("strategyID", "strategy", "id")],
            indexes: [["strategyID", "position"]]),
        TableDescription(
            name: "outcome",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .integer("position"),
                .text("reference"), .text("title", check: "title <> ''"), .text("parentID"),
                .text("strategyID"),
            ], primaryKey: ["id"], indexes: [["position"]]),
        TableDescription(
            name: "inequality",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("outcomeID"),
                .text("characteristic"), .text("words", check: "words <> ''"), .text("evidence"),
                .integer("reach").optional, .integer("depth").optional, .integer("influence").optional,
                .integer("certainty").optional, .text("explanation"),
            ], primaryKey: ["id"], references: [("outcomeID", "outcome", "id")], indexes: [["outcomeID"]]),
        TableDescription(
            name: "record_link",
            columns: [
                .text("kind"), .text("fromKind"), .text("fromID"), .text("toKind"), .text("toID"),
                .text("note"), .integer("at"), .text("byPost"), .integer("endedAt").optional,
            ], primaryKey: ["kind", "fromKind", "fromID", "toKind", "toID", "at"],
            indexes: [["toKind", "toID"], ["fromKind", "fromID"]]),
    ]

    private static let measuring: [TableDescription] = [
        TableDescription(
            name: "objective",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .integer("position"),
                .text("title", check: "title <> ''"), .text("gap"), .text("strategyID"), .text("directorate"),
                .text("directorateKey"), .text("aims"), .text("characteristics"), .text("framework"),
                .text("measure"), .text("unit"), .text("source"), .text("direction"),
                .real("baseline").optional, .integer("baselineDay").optional, .real("target").optional,
                .integer("everyMonths"), .text("targetDate"), .integer("lastDay").optional, .text("state"),
                .text("closing"), .integer("publishedOn").optional, .text("searchText"),
                .integer("recordedAt"), .integer("updatedAt"),
            ], primaryKey: ["id"], indexes: [["position"]]),
        TableDescription(
            name: "objective_version",
            columns: [
                .text("objectiveID"), .integer("number", check: "number >= 1"), .integer("heldFrom"),
                .integer("heldUntil"), .text("content"),
            ], primaryKey: ["objectiveID", "number"], references: [("objectiveID", "objective", "id")]),
        TableDescription(
            name: "reading",
            columns: [
                .text("objectiveID"), .integer("number", check: "number >= 1"), .integer("day"),
                .real("value"), .integer("base").optional, .text("note"), .integer("at"), .text("byPost"),
                .integer("corrects").optional,
            ], primaryKey: ["objectiveID", "number"], references: [("objectiveID", "objective", "id")]),
    ]

    private static let planning: [TableDescription] = [
        TableDescription(
            name: "action_version",
            columns: [
                .text("actionID"), .integer("number", check: "number >= 1"), .integer("heldFrom"),
                .integer("heldUntil"), .text("content"), .integer("lastUpdated"),
                .integer("owedFrom").optional, .integer("finishedOn").optional,
            ], primaryKey: ["actionID", "number"], references: [("actionID", "action", "id")]),
        TableDescription(
            name: "action_update",
            columns: [
                .text("actionID"), .integer("number", check: "number >= 1"), .integer("at"), .text("byID"),
                .text("byPost"), .integer("day"), .text("status").optional, .text("note"),
                .text("oldTarget"), .text("newTarget"), .text("why"), .integer("occurrence").optional,
                .text("evidence"),
            ], primaryKey: ["actionID", "number"], references: [("actionID", "action", "id")],
            indexes: [["at"]]),
        TableDescription(
            name: "business_plan",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("title", check: "title <> ''"),
                .text("kind"), .text("directorate"), .text("directorateKey"), .text("parentID"),
            ], primaryKey: ["id"]),
        TableDescription(
            name: "plan_action", columns: [.text("planID"), .text("actionID"), .integer("at")],
            primaryKey: ["planID", "actionID"],
            references: [("planID", "business_plan", "id"), ("actionID", "action", "id")],
            indexes: [["actionID"]]),
        TableDescription(
            name: "header_mapping",
            columns: [.text("header"), .text("field"), .integer("at"), .text("byPost")],
            primaryKey: ["header"]),
    ]

    private static let meeting: [TableDescription] = [
        TableDescription(
            name: "meeting",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("groupName"), .integer("day"),
                .text("present"), .text("apologies"), .integer("recordedAt"), .text("cancelled"),
            ], primaryKey: ["id"], indexes: [["day"]]),
        TableDescription(
            name: "meeting_item",
            columns: [
                .text("meetingID"), .integer("number", check: "number >= 1"), .text("kind"),
                .text("text", check: "text <> ''"), .text("who"), .text("actionID"),
                .integer("corrects").optional, .text("reason"), .text("aboutID"),
                .text("answersMeeting"), .integer("answersNumber").optional,
            ], primaryKey: ["meetingID", "number"], references: [("meetingID", "meeting", "id")]),
        TableDescription(
            name: "duty_done",
            columns: [
                .text("dutyID"), .integer("number", check: "number >= 1"), .integer("day"), .text("address"),
                .text("document"), .text("byPost"), .integer("at"), .integer("forDay").optional,
                .integer("corrects").optional, .text("reason"),
            ], primaryKey: ["dutyID", "number"]),
        TableDescription(
            name: "feed_key",
            columns: [
                .text("personID"), .text("digest"), .integer("at"),
            ], primaryKey: ["personID"], unique: [["digest"]], references: [("personID", "person", "id")]),
        TableDescription(
            name: "outbox",
            columns: [
                .text("id"), .text("reference"), .text("kind"), .text("personID"), .text("address"),
                .text("subject"), .text("words"), .integer("madeAt"), .integer("nextAt"),
                .text("state", check: "state IN ('waiting', 'sending', 'sent', 'failed')"),
                .integer("attempts"), .integer("sentAt").optional, .text("problem"), .text("receipt"),
            ], primaryKey: ["id"], unique: [["reference"]], indexes: [["state", "nextAt"]]),
    ]
}
