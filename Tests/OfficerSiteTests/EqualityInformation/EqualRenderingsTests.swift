// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Foundation
import Reports
import Storage
import Testing

@testable import OfficerSite

/// What one rendering says of one group in one table: the number of people, and their share; or the mark.
private struct Said: Hashable {
    let people, share: String
}

/// Every figure of a publication as it is read back from a rendering, by table and words of the group.
private enum ReadBack {
    typealias Figures = [String: Said]

    /// Digits, a point, or a mark: how a figure is written does not matter.
    static func plain(_ text: String) -> String { text.filter { $0 != "," && $0 != "%" } }

    /// From rows with the headings of a table for people.
    static func rows(_ heads: [String], _ rows: [[String]], _ table: String, into figures: inout Figures) {
        guard let number = heads.firstIndex(where: { $0 == "Number" || $0 == "Number (people)" }),
            let share = heads.firstIndex(where: { $0.hasPrefix("Share") })
        else { return }
        for row in rows where row.count > share {
            let key = "\(table) | " + row[..<number].joined(separator: " | ")
            figures[key] = Said(people: plain(row[number]), share: plain(row[share]))
        }
    }

    static func workbook(_ bytes: [UInt8]) throws -> Figures {
        let book = try WorkbookReader.workbook(bytes)
        var figures: Figures = [:]
        for sheet in book.sheets where sheet.name.hasPrefix("Table ") {
            let title = sheet[CellPlace(row: 1, column: 1)].text
            let texts = sheet.rows.map { row in
                (1...(row.cells.map(\.column).max() ?? 1)).map { row[$0].text }
            }
            guard let head = texts.firstIndex(where: { $0.contains("Number (people)") }) else { continue }
            rows(texts[head], Array(texts[(head + 1)...]), title, into: &figures)
        }
        return figures
    }

    static func csv(_ bytes: [UInt8], titles: [String: String]) throws -> Figures {
        var heads: [String] = []
        var people: [String: String] = [:]
        var shares: [String: String] = [:]
        _ = try CSVReader(bytes: bytes, forPeople: true).forEachRecord { row, cells in
            if row == 1 {
                heads = cells
                return
            }
            func cell(_ name: String) -> String { cells[heads.firstIndex(of: name) ?? 0] }
            let labels = [cell("label_1"), cell("label_2")].filter { !$0.isEmpty }
            let key = "\(titles[cell("table")] ?? "") | " + labels.joined(separator: " | ")
            let value = cell("value").isEmpty ? "[\(cell("value_status"))]" : cell("value")
            if cell("measure") == "people" { people[key] = value }
            if cell("measure") == "share" { shares[key] = value }
        }
        return Dictionary(
            uniqueKeysWithValues: people.map { ($0, Said(people: $1, share: shares[$0] ?? "[z]")) })
    }

    static func json(_ bytes: [UInt8]) throws -> Figures {
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        var figures: Figures = [:]
        for table in object?["tables"] as? [[String: Any]] ?? [] {
            for row in table["rows"] as? [[String: Any]] ?? [] {
                func said(_ name: String) -> String {
                    guard let figure = row[name] as? [String: Any] else { return "[z]" }
                    guard let value = figure["value"] as? NSNumber else {
                        return "[\(figure["value_status"] as? String ?? "")]"
                    }
                    return name == "people" ? value.stringValue : String(format: "%.1f", value.doubleValue)
                }
                let labels = (row["labels"] as? [String] ?? []).joined(separator: " | ")
                figures["\(table["title"] as? String ?? "") | \(labels)"] = Said(
                    people: said("people"), share: said("share"))
            }
        }
        return figures
    }

    /// The tables of a page come in the order of the publication; those of pictures have the share first.
    static func html(_ bytes: [UInt8], titles: [String]) throws -> Figures {
        var figures: Figures = [:]
        var left = titles[...]
        for sheet in try WorkbookReader.tables(bytes).sheets {
            let texts = sheet.rows.map { row in
                (1...(row.cells.map(\.column).max() ?? 1)).map { row[$0].text }
            }
            guard
                let head = texts.firstIndex(where: { row in
                    guard let number = row.firstIndex(of: "Number"), let share = row.firstIndex(of: "Share")
                    else {
                        return false
                    }
                    return number < share
                })
            else { continue }
            rows(texts[head], Array(texts[(head + 1)...]), left.popFirst() ?? "more", into: &figures)
        }
        return figures
    }
}

@Suite struct `The renderings of equality information` {
    private struct Made {
        let set: InformationSet
        let files: [String: [UInt8]]
        let titles: [String: String]
    }

    private static func made() async throws -> Made {
        let (council, id) = try await InformationCouncil.council()
        try await InformationCouncil.take(council.office, id, seed: 1, period: "2025/26")
        let prepared = try await InformationCouncil.prepare(council)
        let files = try await council.office.informationFolder(prepared, Council.change)
        let set = try #require(prepared.publication.sets.first)
        return Made(
            set: set, files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) }),
            titles: Dictionary(uniqueKeysWithValues: set.tables.map { ($0.id, $0.title) }))
    }

    @Test func `say the same of every group, and a planted difference is caught`() async throws {
        let made = try await Self.made()
        func bytes(_ ending: String) throws -> [UInt8] {
            try #require(made.files["public/pools\(ending)"], "\(ending) \(made.files.keys.sorted())")
        }
        let csv = try ReadBack.csv(bytes(".csv"), titles: made.titles)
        #expect(csv.count == made.set.tables.reduce(0) { $0 + $1.rows.count })
        #expect(csv.count > 60)
        let hidden = csv.values.count { $0.people == "[c]" }
        #expect(hidden > 3 && hidden == made.set.numbers.withheld)
        // Nothing is left of a withheld number, and nothing small is shown.
        for said in csv.values {
            if said.people == "[c]" { #expect(said.share == "[c]" || said.share == "[z]") }
            if let people = Int(said.people) { #expect(people == 0 || people >= 5) }
        }
        #expect(try ReadBack.json(bytes(".json")) == csv)
        #expect(try ReadBack.workbook(bytes(".ods")) == csv)
        #expect(try ReadBack.workbook(bytes(".xlsx")) == csv)
        #expect(try ReadBack.html(bytes(".html"), titles: made.set.tables.map(\.title)) == csv)
        // The planted difference: one digit of one number in one rendering.
        let shown = try #require(csv.first { ($0.value.people.count > 2) && $0.value.people != "[c]" })
        let text = String(decoding: try bytes(".csv"), as: UTF8.self)
        let planted = text.replacing(
            "people,people,\(shown.value.people),", with: "people,people,1\(shown.value.people),")
        #expect(try ReadBack.csv(Array(planted.utf8), titles: made.titles) != csv)
    }

    @Test func `have the same figures in the pictures and their words`() async throws {
        let made = try await Self.made()
        let publication = InformationPublication(
            publisher: "Eastmarsh", day: Council.today, sets: [made.set], leftOut: [])
        let document = Reports.equalityInformation(made.set, of: publication)
        var charts: [Chart] = []
        for case .chart(let chart) in document.blocks { charts.append(chart) }
        #expect(charts.count == 3)
        for chart in charts {
            let table = try #require(made.set.tables.first { "chart-\($0.id)" == chart.id })
            for row in chart.rows {
                let own = try #require(table.rows.first { $0.codes == [row.code] })
                #expect(own.share == row.statistics[0] && own.benchmark == row.benchmark)
                let drawn = String(decoding: ChartView(chart).html.bytes, as: UTF8.self)
                #expect(drawn.contains(row.statistics[0].figure), "\(row.label)")
            }
        }
        // Beside the census, sex has its word, made from released numbers.
        let sex = try #require(made.set.tables.first { $0.names == ["sex"] })
        #expect(sex.rows.first { $0.codes == ["female"] }?.finding == "under-represented")
        #expect(sex.benchmark == "Census 2021, table T1, Eastmarsh")
    }

    @Test func `keep to the rules for workbooks`() async throws {
        let made = try await Self.made()
        for ending in [".ods", ".xlsx"] {
            let book = try WorkbookReader.workbook(try #require(made.files["public/pools\(ending)"]))
            #expect(book.sheets.prefix(3).map(\.name) == ["Cover", "Contents", "Notes"])
            #expect(book.sheets.count == 3 + made.set.tables.count)
            for sheet in book.sheets {
                #expect(sheet.merges.isEmpty && !sheet.isHidden && sheet.hiddenColumns.isEmpty)
                #expect(!sheet[CellPlace(row: 1, column: 1)].text.isEmpty)
            }
            let first = book.sheets[3]
            let lines = (1...5).map { first[CellPlace(row: $0, column: 1)].text }
            #expect(lines[0] == made.set.tables[0].title)
            #expect(lines[1] == "This sheet has one table.")
            #expect(
                lines[2].hasPrefix("Shorthand: ") && lines[3].hasPrefix("Notes: ")
                    && lines[4].hasPrefix("Source: "))
            let head = try #require(first.rows.first { $0.number == 6 })
            let heads = head.cells.map(\.text)
            #expect(Set(heads).count == heads.count)
            // Numbers are numbers, and marks are words.
            let number = try #require(heads.firstIndex(of: "Number (people)")) + 1
            for row in first.rows where row.number > 6 {
                let cell = row[number]
                #expect(cell.kind == (cell.text.hasPrefix("[") ? .text : .number), "\(cell.text)")
            }
        }
    }

    @Test func `escape what people called things, and mark invented records everywhere`() async throws {
        let made = try await Self.made()
        let page = String(decoding: try #require(made.files["public/pools.html"]), as: UTF8.self)
        #expect(page.contains("Pools &lt;&amp;&gt;") && !page.contains("Pools <&>"))
        #expect(page.contains("application/ld+json") && page.contains("Pools \\u003c\\u0026\\u003e"))
        #expect(page.contains(InformationWords.synthetic))
        let csv = String(decoding: try #require(made.files["public/pools.csv"]), as: UTF8.self)
        #expect(csv.contains("'=British <&>") && csv.contains(",true\r\n"))
        let metadata = try #require(made.files["public/pools.csv-metadata.json"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(metadata)) as? [String: Any])
        let columns = ((object["tableSchema"] as? [String: Any])?["columns"] as? [[String: Any]]) ?? []
        let head = csv.split(separator: "\r\n").first?.split(separator: ",").map(String.init)
        #expect(columns.compactMap { $0["name"] as? String } == head)
    }
}
