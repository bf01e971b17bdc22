// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// Published tables that the body took in, with where each came from and its counts.
    static let publishedTables: [TableDescription] = [
        TableDescription(
            name: "published_table",
            columns: [
                .text("id"), .text("tableID", check: "tableID <> ''"), .text("tableKey"),
                .text("title", check: "title <> ''"), .text("dataset"), .integer("day"), .text("universe"),
                .integer("youngest", check: "youngest >= 0"), .integer("oldest").optional, .text("schemes"),
                .text("publisher"), .text("source"), .text("licence"), .text("geography"), .integer("noise"),
                .text("caveats"), .text("fileName"), .text("digest"), .text("countsDigest"),
                .integer("areas", check: "areas >= 1"), .integer("total", check: "total >= 0"),
                .blob("bytes"),
                .integer("takenAt"), .text("byID"), .text("byPost"), .text("supersedes").optional,
                .text("supersededBy").optional, .integer("withdrawnAt").optional,
                .text("withdrawnBy").optional, .text("withdrawnReason").optional,
            ], primaryKey: ["id"], indexes: [["tableKey"], ["digest"], ["countsDigest"]])
    ]
}
