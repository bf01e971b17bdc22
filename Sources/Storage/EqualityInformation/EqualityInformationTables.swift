// SPDX-License-Identifier: Apache-2.0

extension Tables {
    /// Further files of editions, which everybody may read; and what stays inside: the ledger of releases, what each
    /// release keeps of its proof, and the secrets by which like cells were chosen.
    static let equalityInformation: [TableDescription] = [
        TableDescription(
            name: "edition_file",
            columns: [
                .text("kind"), .integer("number"), .text("name", check: "name <> ''"), .text("mediaType"),
                .blob("bytes"), .integer("size"), .text("digest"),
            ], primaryKey: ["kind", "number", "name"]),
        TableDescription(
            name: "release_line",
            columns: [
                .integer("line", check: "line >= 1"), .text("digest"), .text("previous"), .text("population"),
                .text("period"), .text("dataVersion"), .blob("bytes"),
            ], primaryKey: ["line"], unique: [["previous"]]),
        TableDescription(
            name: "release_kept",
            columns: [
                .text("kind"), .integer("number"), .text("path", check: "path <> ''"), .blob("bytes"),
            ], primaryKey: ["kind", "number", "path"]),
        TableDescription(
            name: "release_seed", columns: [.text("mark"), .text("seed"), .integer("at")],
            primaryKey: ["mark"]),
    ]
}
