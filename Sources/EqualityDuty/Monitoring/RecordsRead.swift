// SPDX-License-Identifier: Apache-2.0

/// What came of reading a file of records.
public struct RecordsRead: Hashable, Sendable {
    /// The columns with what their codes stand for.
    public var columns: [DataColumn]
    /// How many people.
    public var records: Int
    /// What was found.
    public var quality: QualityReport
    /// The same for the same records, however the file was written.
    public var contentMark: String
}

extension RecordCoder {
    /// Puts away what is left and says what was read: the columns, how many people, what was found, and a mark of it
    /// all.
    public func finish() throws -> RecordsRead {
        var parts: [Int: [ColumnCoder]] = [:]
        for coder in coders { parts[coder.part, default: []].append(coder) }
        for (part, columns) in parts.sorted(by: { $0.key < $1.key }) {
            while let first = columns.first, first.waiting > 0 { try putAway(columns, part: part) }
        }
        let columns = coders.map {
            DataColumn(
                name: $0.name, header: $0.header, role: $0.role, scheme: $0.scheme?.id ?? "",
                schemeVersion: $0.scheme?.version ?? "", entries: $0.entries, part: $0.part)
        }
        return RecordsRead(
            columns: columns, records: people, quality: QualityFindings(self, context, mapping).report(),
            contentMark: String(mark, radix: 16))
    }
}
