// SPDX-License-Identifier: Apache-2.0
import Foundation
import GRDB

@testable import WebServer

/// A page as a test reads it: its tags, its forms, its words.
struct Markup {
    struct Field: Hashable {
        let name: String
        var value: String
        let kind: String
    }

    let text: String

    init(_ response: WebResponse) { text = response.text }
    init(_ text: String) { self.text = text }

    /// The fields of the form that is sent to a path, as a browser fills them.
    func fields(of path: String) -> [Field] {
        for form in text.split(separator: "<form", omittingEmptySubsequences: false).dropFirst() {
            let head = form.prefix { $0 != ">" }
            guard Self.attribute("action", in: String(head)) == path,
                Self.attribute("method", in: String(head))?.lowercased() == "post",
                let end = form.range(of: "</form>")
            else { continue }
            return Self.fields(in: String(form[..<end.lowerBound]))
        }
        return []
    }

    /// Every form on the page that is sent by POST: its address and its fields.
    var forms: [(action: String, fields: [Field])] {
        text.split(separator: "<form", omittingEmptySubsequences: false).dropFirst().compactMap { form in
            let head = String(form.prefix { $0 != ">" })
            guard Self.attribute("method", in: head)?.lowercased() == "post",
                let action = Self.attribute("action", in: head), let end = form.range(of: "</form>")
            else { return nil }
            return (action, Self.fields(in: String(form[..<end.lowerBound])))
        }
    }

    private static func fields(in form: String) -> [Field] {
        var fields: [Field] = []
        for part in form.split(separator: "<", omittingEmptySubsequences: true).map(String.init) {
            let tag = String(part.prefix { $0 != ">" })
            let name = attribute("name", in: tag) ?? ""
            if tag.hasPrefix("input"), !name.isEmpty {
                let kind = attribute("type", in: tag) ?? "text"
                guard kind != "radio" && kind != "checkbox" || tag.hasSuffix(" checked") else { continue }
                fields.append(Field(name: name, value: attribute("value", in: tag) ?? "", kind: kind))
            } else if tag.hasPrefix("textarea") {
                // A browser drops the line break right after the tag.
                fields.append(
                    Field(name: name, value: plain(String(part.dropFirst(tag.count + 2))), kind: "textarea"))
            } else if tag.hasPrefix("select") {
                fields.append(Field(name: name, value: "", kind: "select"))
            } else if tag.hasPrefix("option"), tag.hasSuffix(" selected"), !fields.isEmpty {
                fields[fields.count - 1].value = attribute("value", in: tag) ?? ""
            }
        }
        return fields
    }

    static func attribute(_ name: String, in tag: String) -> String? {
        guard let start = tag.range(of: " \(name)=\"") else { return nil }
        return plain(String(tag[start.upperBound...].prefix { $0 != "\"" }))
    }

    static func plain(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    /// The words of a summary of errors, each with the field it leads to.
    var problems: [(field: String, text: String)] {
        guard let start = text.range(of: "dr-error-summary"),
            let end = text[start.upperBound...].range(of: "</ul>")
        else { return [] }
        return text[start.upperBound..<end.lowerBound].split(separator: "<a href=\"#").dropFirst().map {
            link in
            let field = String(link.prefix { $0 != "\"" })
            let words = link.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
            return (field, Self.plain(String(words)))
        }
    }

    /// Tags, attributes with handlers and script addresses that can only have come from unescaped text.
    static func injected(in text: String, marks: [String]) -> [String] {
        marks.filter { text.contains($0) }
    }
}

/// Reads every row of every table of an SQLite file as text.
enum TableReader {
    static func read(_ path: String) async throws -> [String: [[String]]] {
        let queue = try DatabaseQueue(path: path)
        let tables = try await queue.read { database in
            var tables: [String: [[String]]] = [:]
            for name in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            {
                tables[name] = try Row.fetchAll(database, sql: "SELECT * FROM \(name)").map { row in
                    row.map { "\($0.0)=\($0.1.description)" }
                }
            }
            return tables
        }
        try queue.close()
        return tables
    }

    static func columns(_ path: String) async throws -> Set<String> {
        let queue = try DatabaseQueue(path: path)
        let names = try await queue.read { database in
            let tables = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try tables.flatMap { try database.columns(in: $0).map(\.name) }
        }
        try queue.close()
        return Set(names)
    }
}

extension Markup {
    /// A text as a page shows it.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}

extension String {
    /// How often another text stands in this one.
    func components(of part: String) -> Int { ranges(of: part).count }
}
