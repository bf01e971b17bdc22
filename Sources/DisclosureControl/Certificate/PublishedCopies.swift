// SPDX-License-Identifier: Apache-2.0

/// Pages and JSON that lie beside published tables: each must say exactly what its table says.
enum PublishedCopies {
    typealias File = (name: String, bytes: [UInt8])

    /// The comma-separated files; throws where a copy says anything else, or belongs to no table.
    static func agree(_ files: [File], part: String) throws(CertificateChecker.Fault) -> [File] {
        var tables: [String: [UInt8]] = [:]
        for file in files where file.name.hasSuffix(".csv") {
            tables[String(file.name.dropLast(4))] = file.bytes
        }
        var made: [String: (html: [UInt8], json: [UInt8])] = [:]
        for file in files where !file.name.hasSuffix(".csv") {
            let isPage = file.name.hasSuffix(".html")
            let stem = String(file.name.dropLast(5))
            guard isPage || file.name.hasSuffix(".json"), let table = tables[stem], stem != "hierarchy",
                !stem.hasPrefix("earlier/")
            else { throw .broken("\(file.name) does not belong to the release") }
            if made[stem] == nil {
                let rows = try DerivedCheck.rows((file.name, table))
                guard rows[0].suffix(2) == ["value", "value_status"] else {
                    throw .broken("\(stem).csv has no value and value_status")
                }
                let path = part.isEmpty ? stem : "amounts-\(part)/\(stem)"
                made[stem] = TableCopies.both(
                    heading: rows[0], rows: Array(rows.dropFirst()),
                    title: TableCopies.title(ofFile: path))
            }
            if (isPage ? made[stem]?.html : made[stem]?.json) != file.bytes {
                throw .broken("\(file.name) does not say what \(stem).csv says")
            }
        }
        return files.filter { $0.name.hasSuffix(".csv") }
    }
}
