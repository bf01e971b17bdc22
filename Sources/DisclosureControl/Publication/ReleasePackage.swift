// SPDX-License-Identifier: Apache-2.0

/// Everything that one run of protection writes, as files: what may be published, and what stays inside.
public struct ReleasePackage: Sendable {
    public let people: ProtectedRelease
    public let amounts: [(name: String, release: ProtectedRelease)]
    public let derived: DerivedFigures?

    public init(
        people: ProtectedRelease, amounts: [(name: String, release: ProtectedRelease)],
        derived: DerivedFigures? = nil
    ) {
        self.people = people
        self.amounts = amounts
        self.derived = derived
    }

    /// The files, by their path in the folder: `published/` may go out, the rest is kept inside but for the
    /// statement.
    public func files(summary: String, approver: String?, apart: [String] = []) -> [(
        path: String, bytes: [UInt8]
    )] {
        var files = Self.published(people.files + (derived?.files ?? []), in: "")
        for (name, release) in amounts {
            files += Self.published(release.files, in: "amounts-\(name)/")
            files.append(("certificate-\(name).txt", Array(release.certificate.utf8)))
            files.append(("pattern-\(name).csv", Array(release.pattern().utf8)))
        }
        if let derived, !derived.files.isEmpty {
            files.append(("certificate-\(DerivedFigures.part).txt", Array(derived.certificate.utf8)))
        }
        let statement = people.statement(approver: approver, sums: amounts, derived: derived, apart: apart)
        for (name, text) in [
            ("pattern.csv", people.pattern()), ("certificate.txt", people.certificate),
            ("statement.html", statement), ("summary.json", summary),
        ] {
            files.append((name, Array(text.utf8)))
        }
        return files
    }

    /// Published tables, each with its page and its JSON; earlier releases went out in their own form.
    private static func published(
        _ tables: [(name: String, bytes: [UInt8])], in folder: String
    ) -> [(path: String, bytes: [UInt8])] {
        var files: [(path: String, bytes: [UInt8])] = []
        for table in tables {
            let path = folder + table.name
            files.append(("published/" + path, table.bytes))
            if table.name == "hierarchy.csv" || table.name.hasPrefix("earlier/") { continue }
            guard let read = try? CommaSeparated(table.bytes, file: path) else { continue }
            let stem = "published/" + path.dropLast(4)
            let copies = TableCopies.both(
                heading: read.heading, rows: read.rows.map(\.fields), title: TableCopies.title(ofFile: path))
            files.append((stem + ".html", copies.html))
            files.append((stem + ".json", copies.json))
        }
        return files
    }
}
