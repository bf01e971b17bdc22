// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// Data sets with their versions and coded records, remembered mappings, and objections. Nothing in them refers to
    /// a case or a person of the system.
    static let monitoring: [TableDescription] = [
        TableDescription(
            name: "data_set",
            columns: [
                .text("id"), .integer("version", check: "version >= 1"), .text("title", check: "title <> ''"),
                .text("titleKey"), .text("kind"), .text("population"), .integer("youngest"),
                .integer("oldest").optional, .text("purpose"), .text("lawfulBasis"), .text("condition"),
                .text("retention"), .integer("retainUntil").optional, .text("directorate"),
                .text("directorateKey"), .text("questionSet"), .text("questionVersion"), .text("areaCode"),
                .integer("isSynthetic", check: "isSynthetic IN (0, 1)"), .integer("recordedAt"),
                .integer("updatedAt"),
            ], primaryKey: ["id"], unique: [["titleKey"]]),
        TableDescription(
            name: "data_set_version",
            columns: [
                .text("dataSetID"), .integer("number", check: "number >= 1"), .integer("firstDay"),
                .integer("lastDay"), .integer("receivedAt"), .text("byID"), .text("byPost"),
                .text("sourceName"), .text("sourceDigest"), .text("contentMark"),
                .integer("records", check: "records >= 0"), .text("mapping"), .text("note"),
                .integer("supersedes").optional, .text("columns"), .text("quality"),
            ], primaryKey: ["dataSetID", "number"], unique: [["dataSetID", "sourceDigest"]],
            references: [("dataSetID", "data_set", "id")]),
        TableDescription(
            name: "data_chunk",
            columns: [
                .text("dataSetID"), .integer("number"), .integer("part"), .integer("position"),
                .integer("records", check: "records >= 1"), .blob("bytes"),
            ], primaryKey: ["dataSetID", "number", "part", "position"],
            references: [("dataSetID", "data_set", "id")]),
        TableDescription(
            name: "column_mapping",
            columns: [
                .text("nameKey"), .text("name", check: "name <> ''"), .text("fingerprint"), .text("content"),
                .integer("at"), .text("byPost"),
            ], primaryKey: ["nameKey"], indexes: [["fingerprint"]]),
        TableDescription(
            name: "data_objection",
            columns: [
                .integer("number", check: "number >= 1"), .text("digest"), .integer("receivedOn"),
                .text("note"), .integer("at"), .text("byPost"), .integer("endedAt").optional,
            ], primaryKey: ["number"], indexes: [["digest"]]),
        TableDescription(
            name: "data_salt", columns: [.integer("number", check: "number = 1"), .text("salt")],
            primaryKey: ["number"]),
    ]
}
