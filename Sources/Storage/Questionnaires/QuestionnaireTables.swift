// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// Questionnaires, and the replies that are not in their data set yet.
    ///
    /// A reply has a number drawn at random in place of an id that would sort by time: on SQLite it is the place in the
    /// file as well. Neither a day nor an address is kept, and what was written lies apart from the codes.
    static let questionnaires: [TableDescription] = [
        TableDescription(
            name: "questionnaire",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("slug", check: "slug <> ''"),
                .text("title", check: "title <> ''"), .text("why"), .text("setID"), .text("setVersion"),
                .text("content"), .text("chosen"), .integer("firstDay"), .integer("lastDay"),
                .text("dataSetID"), .text("contact"), .text("privacy"),
                .integer("isListed", check: "isListed IN (0, 1)"),
                .text("standing", check: "standing IN ('draft', 'open', 'closed', 'taken')"),
                .integer("takenAs").optional, .integer("recordedAt"), .integer("updatedAt"),
            ], primaryKey: ["id"], unique: [["slug"]], references: [("dataSetID", "data_set", "id")]),
        TableDescription(
            name: "questionnaire_reply",
            columns: [
                .integer("number"), .text("questionnaireID"), .text("receipt"),
                .text("source", check: "source IN ('online', 'paper')"), .text("batch"), .text("codes"),
            ], primaryKey: ["number"], unique: [["questionnaireID", "receipt"]],
            references: [("questionnaireID", "questionnaire", "id")]),
        TableDescription(
            name: "questionnaire_words",
            columns: [
                .integer("number"), .text("questionnaireID"), .text("question"), .text("words"),
            ], primaryKey: ["number"], references: [("questionnaireID", "questionnaire", "id")],
            indexes: [["questionnaireID"]]),
    ]
}
