// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Reports
import Testing

@Suite struct `A report` {
    private static let day = CalendarDay(2013, 7, 1)

    private static func action(
        _ title: String, _ target: String, _ more: (inout ActionCells) -> Void = { _ in }
    ) -> Action {
        var cells = ActionCells(title: title, targetDate: target, status: "On target")
        more(&cells)
        return Action.reading(
            cells, id: title, characteristics: CharacteristicVocabulary([.init(code: "age", name: "Age")]),
            lastUpdated: CalendarDay(2013, 1, 1))
    }

    private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// The keys are promised to scripts in the issue: asOf, assessed, total, percent, byDirectorate, movements.
    @Test func `of coverage has the promised keys`() throws {
        let policies = (1...240).map { index in
            Policy(
                id: "\(index)", reference: "P\(index)", name: "Policy \(index)",
                directorate: index % 2 == 0 ? "Care" : "Housing",
                adopted: index == 240 ? CalendarDay(2006, 6, 1) : CalendarDay(2001, 1, 1),
                assessments: index <= 221 ? [CalendarDay(2006, 1, 1)] : [])
        }
        let figure = Coverage(of: policies, on: CalendarDay(2007, 3, 31), since: CalendarDay(2006, 3, 31))
        let json = try Self.object(Reports.coverageJSON(figure))
        #expect(Set(json.keys) == ["asOf", "assessed", "total", "percent", "byDirectorate", "movements"])
        #expect(json["asOf"] as? String == "2007-03-31")
        #expect(json["assessed"] as? Int == 221)
        #expect(json["total"] as? Int == 240)
        #expect(json["percent"] as? Int == 92)
        let parts = try #require(json["byDirectorate"] as? [[String: Any]])
        #expect(parts.map { $0["name"] as? String } == ["Care", "Housing"])
        #expect(parts.map { $0["total"] as? Int } == [120, 120])
        let movements = try #require(json["movements"] as? [String: Any])
        #expect(
            (movements["added"] as? [[String: Any]])?.compactMap { $0["reference"] as? String } == ["P240"])
        let csv = String(decoding: Reports.coverageCSV(figure), as: UTF8.self)
        #expect(csv.contains("2007-03-31,All directorates,221,240\r\n"))
    }

    @Test func `of actions has the promised keys and says what is overdue`() throws {
        let actions = [
            Self.action("july", "Before July 2013") {
                $0.aims = "All"
                $0.characteristics = "Age"
                $0.frameworkCriteria = "To be mapped"
            },
            Self.action("tbc", "TBC") {
                $0.aims = "N/A"
                $0.leadOfficer = "Head of Housing & Equality lead"
            },
            Self.action("later", "2014/15"),
        ]
        let json = try Self.object(Reports.actionsJSON(actions, on: Self.day, staleAfter: 90))
        #expect(json["asOf"] as? String == "2013-07-01")
        let given = try #require(json["actions"] as? [[String: Any]])
        let lines = try actions.map { action in
            try #require(given.first { $0["title"] as? String == action.title })
        }
        #expect(given.count == 3)
        let wanted: Set = [
            "id", "title", "target", "status", "overdue", "stale", "leads", "directorate", "aims",
            "characteristics",
            "framework",
        ]
        for line in lines {
            #expect(Set(line.keys).isSuperset(of: wanted), "\(wanted.subtracting(line.keys))")
        }
        #expect(lines.map { $0["overdue"] as? Bool } == [true, false, false])
        #expect(lines.map { $0["stale"] as? Bool } == [false, true, false])
        #expect(lines[0]["aims"] as? String == "all")
        #expect(lines[0]["characteristics"] as? [String] == ["age"])
        #expect(lines[0]["framework"] as? String == "toBeMapped")
        #expect(lines[1]["aims"] as? String == "notApplicable")
        #expect((lines[1]["leads"] as? [Any])?.count == 2)
        let target = try #require(lines[0]["target"] as? [String: Any])
        #expect(target["text"] as? String == "Before July 2013")
        #expect(target["end"] as? String == "2013-06-30")
    }

    @Test func `as CSV brings every cell back, and lets no cell be a formula`() throws {
        let words = [
            "=1+1", "+44 1843", "-5", "@x", "\tx", "plain", "a,b", "say \"yes\"", "line\r\nbreak", "é",
            "'quoted",
        ]
        let actions = words.map { word in Self.action(word, "Ongoing") { $0.section = word } }
        let bytes = Reports.actionPlanCSV(actions)
        var rows: [[String]] = []
        let problems = try CSVReader(bytes: bytes, forPeople: true).forEachRecord { _, cells in
            rows.append(cells)
        }
        #expect(problems.isEmpty)
        #expect(rows.first == ActionCells.headers)
        #expect(rows.dropFirst().map { $0[4] } == words)
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\r\n") {
            for cell in line.split(separator: ",") {
                let start = cell.drop { $0 == "\"" }.first
                #expect(!"=+-@\t".contains(start ?? "x"), "\(cell)")
            }
        }
    }
}
