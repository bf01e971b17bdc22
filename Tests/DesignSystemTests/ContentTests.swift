// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import DesignSystem

@Suite struct `A table` {
    private let table = Table(
        "Services",
        columns: ["Name", Table.Column("Users", isNumeric: true, sort: .init("?sort=users", .descending))],
        rows: [[.link("Waste", "/w"), .number(12_400)], ["Advice", .figure("[c]")]])

    @Test func `says what every cell belongs to`() {
        let html = table.html.text
        #expect(
            html.contains("<caption class=\"dr-table__caption\" id=\"table-services\">Services</caption>"))
        #expect(html.contains("role=\"region\" tabindex=\"0\" aria-labelledby=\"table-services\""))
        #expect(html.contains("<th scope=\"row\"><a href=\"/w\">Waste</a></th>"))
        #expect(html.contains("<th scope=\"col\">Name</th>"))
        #expect(!html.contains("<th>") && !html.contains("<th class"))
    }

    @Test func `sets numbers to the right, with commas, and keeps marks of withheld figures`() {
        let html = table.html.text
        #expect(html.contains("<td class=\"dr-number\">12,400</td>"))
        #expect(html.contains("<td class=\"dr-number\">[c]</td>"))
    }

    @Test func `names the column in order`() {
        #expect(table.html.text.contains("<th scope=\"col\" class=\"dr-number\" aria-sort=\"descending\"><a"))
    }

    @Test func `says so when it has no rows`() {
        let html = Table("Overdue", columns: ["Name"], rows: [], empty: "Every action is on time.").html.text
        #expect(html.contains("Every action is on time."))
        #expect(!html.contains("<table"))
    }
}

@Suite struct `An accent` {
    @Test(arguments: ["#1D5B79", "1d5b79", "#6B2C5E", "#767676"])
    func `is accepted when it can be read on white`(text: String) {
        #expect(Accent(text) != nil)
    }

    @Test(arguments: [
        "#777777", "#FFBF47", "#28A197", "#FFFFFF", "red", "#12345", "#1234567", "#12 456", "+12345",
        "٠٠٠٠٠٠",
    ])
    func `is refused when it cannot, or is no colour`(text: String) {
        #expect(Accent(text) == nil)
    }

    @Test func `is found again by the name of its file`() {
        #expect(Accent(fileName: Accent.standard.fileName) == Accent.standard)
        #expect(Accent(fileName: "accent-FFFFFF.css") == nil)
        #expect(Accent(fileName: "dueregard.css") == nil)
    }

    @Test func `stays readable in the dark and on washed grounds, whatever it is`() throws {
        var accents: [Accent] = []
        for step in 0..<216 {
            let parts = [step / 36 * 51, step / 6 % 6 * 51, step % 6 * 51]
            if let accent = Accent(parts.map { String(format: "%02X", $0) }.joined()) {
                accents.append(accent)
            }
        }
        #expect(accents.count > 50)
        for accent in accents {
            let night = accent.colour.lightened(untilContrast: 7, with: .night)
            #expect(night.contrast(with: .night) >= 7)
            let deep = accent.colour.mixed(with: .black, 0.25)
            for ground in [Colour("F4F6F4"), accent.colour.mixed(with: .white, 0.93)] {
                #expect(try #require(ground).contrast(with: deep) >= 4.5)
            }
        }
    }
}

@Suite struct `A list of results` {
    private func shown(_ page: Int, _ last: Int) -> [String] {
        Pagination(page: page, of: last) { "?page=\($0)" }.html.text
            .components(separatedBy: "<li").dropFirst()
            .map { $0.contains("\u{2026}") ? "…" : $0.pageNumber }
    }

    @Test func `shows first, last, and the pages around the current one`() {
        #expect(shown(6, 24) == ["1", "…", "5", "6", "7", "…", "24"])
        #expect(shown(1, 3) == ["1", "2", "3"])
        #expect(shown(4, 6) == ["1", "2", "3", "4", "5", "6"])
    }

    @Test func `has no step back on the first page and none forward on the last`() {
        #expect(!Pagination(page: 1, of: 2) { "\($0)" }.html.text.contains("rel=\"prev\""))
        #expect(!Pagination(page: 2, of: 2) { "\($0)" }.html.text.contains("rel=\"next\""))
        #expect(Pagination(page: 1, of: 1) { "\($0)" }.html.isEmpty)
    }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1_000, "1 KB"), (348_112, "348 KB"), (999_600, "1 MB"),
        (1_240_000, "1.2 MB"),
    ])
    func `says the size of a file as people do`(bytes: Int, shown: String) {
        #expect(fileSize(bytes) == shown)
    }
}

extension String {
    fileprivate var pageNumber: String {
        guard let word = range(of: "</span> ") else { return "" }
        return String(self[word.upperBound...].prefix { $0.isNumber })
    }
}
