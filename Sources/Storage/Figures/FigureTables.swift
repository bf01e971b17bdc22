// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// What was released of a version's columns, cell by cell as everybody may read it; and who looked at figures that
    /// moved.
    static let figures: [TableDescription] = [
        TableDescription(
            name: "released_figure",
            columns: [
                .text("dataSetID"), .integer("number", check: "number >= 1"), .text("columnName"),
                .integer("edition", check: "edition >= 1"), .integer("position"), .text("code"),
                .text("label"), .text("parent"), .integer("depth"), .text("scheme"),
                .integer("people").optional, .integer("base").optional,
            ], primaryKey: ["dataSetID", "number", "columnName", "edition", "position"],
            references: [("dataSetID", "data_set", "id")]),
        TableDescription(
            name: "figure_review",
            columns: [
                .text("dataSetID"), .integer("number", check: "number >= 1"), .text("subject"),
                .text("reason", check: "reason <> ''"), .integer("at"), .text("byID"), .text("byPost"),
            ], primaryKey: ["dataSetID", "number", "subject"], references: [("dataSetID", "data_set", "id")]),
    ]
}
