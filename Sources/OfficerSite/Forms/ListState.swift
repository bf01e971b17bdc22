// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import WebServer

/// Filters, order and page of a list, as its address carries them.
struct ListState: Sendable {
    private let query: FormFields
    let sort: String
    let isDescending: Bool
    let page: Int
    let perPage: Int

    init(_ query: FormFields, defaultSort: String) {
        self.query = FormFields(query.all.filter { !$0.value.isEmpty && !Self.said.contains($0.name) })
        sort = query.text("sort").isEmpty ? defaultSort : query.text("sort")
        isDescending = query.text("order") == "descending"
        page = max(1, min(Int(query.text("page")) ?? 1, 1_000_000))
        perPage = max(10, min(Int(query.text("per-page")) ?? 50, 200))
    }

    /// What an address says of what was just done; no filter, and gone with the next link.
    private static let said: Set<String> = ["done", "added", "changed", "same"]

    func text(_ name: String) -> String { query.text(name) }

    func value(_ name: String) -> String? { query.text(name).isEmpty ? nil : query.text(name) }

    func lastPage(of total: Int) -> Int { max(1, (total + perPage - 1) / perPage) }

    /// What filtering must not lose: the order and the size of a page.
    var kept: [(name: String, value: String)] {
        ["sort", "order", "per-page"].compactMap { name in value(name).map { (name, $0) } }
    }

    /// The address of another page of the same list.
    func link(_ path: String, page: Int) -> String {
        link(path) { $0 != "page" } + added("page", String(page), to: path)
    }

    /// The address without one filter, on the first page.
    func link(_ path: String, without name: String) -> String { link(path) { $0 != "page" && $0 != name } }

    /// The sorting link of a column: ascending first, then descending.
    func sort(_ path: String, by key: String) -> Table.Sort {
        let isCurrent = sort == key
        let next = isCurrent && !isDescending ? "descending" : "ascending"
        let base = link(path) { $0 != "page" && $0 != "sort" && $0 != "order" }
        let separator = base.contains("?") ? "&" : "?"
        return Table.Sort(
            "\(base)\(separator)sort=\(key)&order=\(next)",
            isCurrent ? (isDescending ? .descending : .ascending) : .none)
    }

    private func link(_ path: String, where keeps: (String) -> Bool) -> String {
        let parts = query.all.filter { keeps($0.name) }
            .map { "\(FormFields.encoded($0.name))=\(FormFields.encoded($0.value))" }
        return parts.isEmpty ? path : path + "?" + parts.joined(separator: "&")
    }

    private func added(_ name: String, _ value: String, to path: String) -> String {
        let hasOthers = query.all.contains { $0.name != name }
        return (hasOthers ? "&" : "?") + "\(name)=\(value)"
    }
}
