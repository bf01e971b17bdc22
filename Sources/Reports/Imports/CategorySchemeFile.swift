// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// Files of category schemes and of the mappings between them, as `ReferenceData/category-schemes` has them.
public enum CategorySchemeFile {
    /// Reads a scheme; throws a problem that names the file's id, or `name` where it has none.
    public static func scheme(reading text: String, named name: String) throws -> CategoryScheme {
        let file = try root(text, name)
        let id = file.words("id")
        guard !id.isEmpty, !file.words("variable").isEmpty, !file.words("version").isEmpty else {
            throw SchemeProblem(name, "Say id, variable and version")
        }
        var categories: [CategoryScheme.Category] = []
        for entry in file["categories"]?.items ?? [] {
            try add(entry, under: nil, to: &categories, in: id)
        }
        return try CategoryScheme(
            id: id, variable: file.words("variable"), version: file.words("version"),
            title: file.words("title"), characteristic: file.words("characteristic"),
            from: CalendarDay(iso: file.words("from")), until: CalendarDay(iso: file.words("until")),
            source: file.words("source"), note: file.words("note"), categories: categories)
    }

    private static func add(
        _ entry: PlainYAML, under parent: String?, to categories: inout [CategoryScheme.Category],
        in id: String
    ) throws {
        let code = entry.words("code")
        guard !code.isEmpty, !entry.words("label").isEmpty else {
            throw SchemeProblem(id, "Category \(categories.count + 1) lacks its code or its label")
        }
        let standing = entry.words("standing")
        guard let standing = standing.isEmpty ? .category : CategoryScheme.Standing(rawValue: standing) else {
            throw SchemeProblem(id, "\(code): \(standing) is no standing")
        }
        categories.append(
            CategoryScheme.Category(
                code: code, label: entry.words("label"), short: entry.words("short"), parent: parent,
                spellings: entry["also"]?.items.map(\.words) ?? [], standing: standing,
                ages: try ages(entry, code, id)))
        for child in entry["categories"]?.items ?? [] {
            try add(child, under: code, to: &categories, in: id)
        }
    }

    private static func ages(_ entry: PlainYAML, _ code: String, _ id: String) throws -> AgeRange? {
        guard let from = entry["from"]?.words else { return nil }
        let to = entry["to"]?.words
        guard let youngest = Int(from), to.map({ Int($0) != nil }) ?? true,
            let range = AgeRange(youngest, to: to.flatMap { Int($0) })
        else { throw SchemeProblem(id, "\(code): give the ages as whole numbers in order") }
        return range
    }

    /// Reads a mapping between two of the schemes; throws a problem where it is not whole.
    public static func mapping(
        reading text: String, named name: String, of schemes: [String: CategoryScheme]
    ) throws -> CategoryMapping {
        let file = try root(text, name)
        guard let from = schemes[file.words("from")], let to = schemes[file.words("to")] else {
            throw SchemeProblem(name, "Say from and to: ids of schemes that are there")
        }
        let pairs = (file["pairs"]?.pairs ?? []).map { ($0.name, $0.value.words) }
        return try CategoryMapping(
            from: from, to: to, name: file.words("name"), source: file.words("source"),
            note: file.words("note"),
            isBreak: file.words("break") == "true", pairs: Dictionary(pairs) { one, _ in one },
            without: Set((file["without"]?.items ?? []).map(\.words)))
    }

    private static func root(_ text: String, _ name: String) throws -> PlainYAML {
        do { return try PlainYAML(reading: text) } catch {
            throw SchemeProblem(name, "The YAML cannot be read: \(error)")
        }
    }
}
