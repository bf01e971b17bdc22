// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// A structure file: directorate, service and team, a line for each unit or chain of units.
public struct StructureFile: Sendable {
    private let source: ImportSource

    /// A file held in memory, such as an upload.
    public init(bytes: [UInt8]) { source = ImportSource(CSVReader(bytes: bytes, forPeople: true)) }

    /// A file on disk; throws where it cannot be opened.
    public init(path: String) throws { source = ImportSource(try CSVReader(path: path, forPeople: true)) }

    /// The lines, and everything wrong with the file.
    public func read() throws -> (lines: [StructureLine], log: ImportLog) {
        var columns: [Int]?
        var lines: [StructureLine] = []
        var content = ImportLog()
        let problems = try source.reader.forEachRecord { row, cells in
            guard let known = columns else {
                let names = cells.map { foldedForSearch($0) }
                columns = ["directorate", "service", "team"].map { names.firstIndex(of: $0) ?? -1 }
                let others = zip(cells, names).filter {
                    !$1.isEmpty && !["directorate", "service", "team"].contains($1)
                }
                if !others.isEmpty {
                    let list = others.map(\.0).joined(separator: ", ")
                    content.add(
                        row: 1, column: nil,
                        "A structure has the columns directorate, service and team only; this file also has \(list)."
                    )
                }
                if columns?[0] == -1 {
                    content.add(row: 1, column: nil, "The header must have a column “directorate”.")
                }
                return
            }
            func cell(_ index: Int) -> String {
                let column = known[index]
                return column >= 0 && column < cells.count ? cells[column].trimmingSpaces : ""
            }
            let line = StructureLine(directorate: cell(0), service: cell(1), team: cell(2))
            if line.directorate.isEmpty, line.service.isEmpty, line.team.isEmpty { return }
            if line.directorate.isEmpty {
                content.add(row: row, column: "directorate", "Enter the directorate it belongs to.")
            }
            if line.service.isEmpty, !line.team.isEmpty {
                content.add(row: row, column: "service", "Enter the service that the team belongs to.")
            }
            lines.append(line)
        }
        return (lines, source.log(columns == nil ? nil : content, problems, header: nil))
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmingSpaces: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
