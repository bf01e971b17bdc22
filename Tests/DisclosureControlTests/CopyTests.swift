// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DisclosureControl

@Suite struct `Pages and JSON beside the tables` {
    @Test func `say what the tables say, and both checkers find a planted difference`() throws {
        let folder = try CommandFolder([3] + CommandFolder.counts.dropFirst(), pay: true)
        #expect(folder.protect() == 0)
        #expect(try folder.checked() == [0, 0])
        let page = folder.text("out/published/table-01-d-e.html")
        #expect(page.contains("<td>[c]</td>") && page.contains("[c]: hidden so that nobody"))
        #expect(page.contains("<caption>Number of people, d by e</caption>") && page.contains("lang=\"en\""))
        #expect(page.contains("scope=\"row\"") && page.contains("aria-describedby=\"notes\""))
        #expect(folder.text("out/published/amounts-pay/table-01-d-e.html").contains("Total pay, d by e"))
        struct Page: Decodable {
            struct Cell: Decodable { let codes: [String]; let value: Int?; let value_status: String }
            let cells: [Cell]
        }
        let json = try JSONDecoder().decode(
            Page.self, from: Data(folder.text("out/published/table-01-d-e.json").utf8))
        for cell in json.cells {
            let shown = folder.row(cell.codes.joined(separator: ","))
            #expect(shown == (cell.value.map(String.init) ?? "") + "," + cell.value_status)
        }
        #expect(json.cells.count == 20 && json.cells.contains { $0.value == nil })
        for (path, old, new) in [
            ("table-01-d-e.html", "<td>[c]</td>", "<td>3</td>"),
            ("table-01-d-e.html", "</main>", "<!-- d0 e0: 3 --></main>"),
            ("table-01-d-e.json", "null", "3"), ("table-01-d-e.json", "]}\n", "],\"x\":3}\n"),
            ("amounts-pay/table-01-d-e.html", "<td>[c]</td>", "<td>60000</td>"),
        ] {
            let whole = folder.text("out/published/" + path)
            #expect(whole.contains(old))
            let range = try #require(whole.range(of: old))
            try folder.put("out/published/" + path, whole.replacingCharacters(in: range, with: new))
            #expect(try folder.checked() == [1, 1])
            try folder.put("out/published/" + path, whole)
        }
        #expect(try folder.checked() == [0, 0])
        try folder.put("out/published/earlier/table-01-d-e.html", "")
        #expect(try folder.checked() == [1, 1])
    }

    @Test func `are written with every character that means something written otherwise`() throws {
        let rows = [["a\"b\\c", "<&>'", "5", ""], ["\u{1}", "x,y", "", "c"], ["é", "y", "0", "z"]]
        let copies = TableCopies.both(heading: ["d", "e\"", "value", "value_status"], rows: rows, title: "T")
        let page = String(decoding: copies.html, as: UTF8.self)
        #expect(page.contains("<td>&lt;&amp;&gt;&#39;</td>") && page.contains("noughts"))
        let read = try JSONSerialization.jsonObject(with: Data(copies.json)) as? [String: Any]
        let cells = try #require(read?["cells"] as? [[String: Any]])
        #expect(cells.map { $0["codes"] as? [String] ?? [] } == rows.map { Array($0.prefix(2)) })
    }
}
