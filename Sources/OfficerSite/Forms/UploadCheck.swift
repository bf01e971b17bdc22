// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// The file of an upload form, or the one message for what is wrong with it.
enum UploadCheck {
    static let field = "file"
    static let hint =
        "A CSV file of up to 32 MB, with a header row. Separators and encodings of Excel are recognised."

    static func file(_ visit: Visit) -> (file: UploadedFile?, problem: Problem?) {
        guard let file = visit.files.first(where: { $0.field == field }),
            !file.fileName.isEmpty || !file.bytes.isEmpty
        else {
            return (nil, Problem(at: field, "Select a CSV file"))
        }
        if file.bytes.isEmpty { return (nil, Problem(at: field, "The selected file must not be empty")) }
        let start = file.bytes.prefix(4)
        if start == [0x50, 0x4B, 3, 4] {
            return (
                nil,
                Problem(at: field, "The selected file must be a CSV file: save the workbook as CSV first")
            )
        }
        if start == [0xD0, 0xCF, 0x11, 0xE0] {
            return (
                nil,
                Problem(
                    at: field,
                    "The selected file must be a CSV file: this is an old workbook or has a password")
            )
        }
        if Array(file.bytes.prefix(5)) == Array("%PDF-".utf8) {
            return (nil, Problem(at: field, "The selected file must be a CSV file, not a PDF"))
        }
        return (file, nil)
    }

    /// Everything wrong with a file, by row and column.
    static func problems(_ log: ImportLog) -> HTML {
        let rows: [[Table.Cell]] = log.problems.prefix(200).map { problem in
            [
                .text(problem.row == 0 ? "File" : "Row \(problem.row)"), .text(problem.column ?? ""),
                .text(problem.text),
            ]
        }
        let more = log.problemCount - rows.count
        return """
            <p>Nothing was imported. Mend these in the file and send it again.</p>
            \(Table("Problems in the file", columns: ["Where", "Column", "What is wrong"], rows: rows))
            \(more > 0 ? "<p>… and \(more) more.</p>" : HTML())
            """
    }

    static func notes(_ notes: [String]) -> HTML {
        guard !notes.isEmpty else { return HTML() }
        let items: [HTML] = notes.map { "<li>\($0)</li>\n" }
        return InsetText("<ul class=\"dr-list\">\n\(items)</ul>").html
    }
}
