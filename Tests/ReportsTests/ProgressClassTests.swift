// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Testing

@testable import Reports

@Suite struct `How the actions of a plan stand` {
    private static let day = CalendarDay(2026, 11, 21)

    private static let progress: PlanProgress = {
        let early = CalendarDay(2026, 1, 1)
        let lines: [(String, String, CalendarDay)] = [
            ("At risk", "1 May 2026", day), ("At risk", "1 May 2026", early), ("At risk", "Ongoing", early),
            ("On target", "1 May 2026", day), ("On target", "1 May 2027", day),
            ("On target", "1 May 2027", early), ("On target", "Ongoing", day),
            ("Not started", "Ongoing", early),
            ("Not started", "1 May 2027", day), ("", "1 May 2027", day), ("", "1 May 2026", day),
            ("Complete", "1 May 2026", early), ("Closed, not done", "1 May 2026", early),
            ("Superseded", "1 May 2026", early),
        ]
        let actions = lines.enumerated().map { place, line in
            Action.reading(
                ActionCells(title: "Action \(place)", targetDate: line.1, status: line.0), id: "\(place)",
                characteristics: CharacteristicVocabulary([]), lastUpdated: line.2)
        }
        return PlanProgress(
            .init(
                actions: actions,
                updates: [
                    "4": [
                        ActionUpdate(number: 1, day: CalendarDay(2026, 10, 1), note: "Two desks are ready"),
                        ActionUpdate(number: 2, day: CalendarDay(2026, 11, 1), note: "All desks are ready"),
                        ActionUpdate(number: 3, day: CalendarDay(2026, 11, 2), status: .onTarget),
                        ActionUpdate(number: 4, day: CalendarDay(2026, 12, 2), note: "Not known yet"),
                    ]
                ]), on: day, since: day.adding(days: -90), staleAfter: 90)
    }()

    private static func table(_ document: Document, _ caption: String) throws -> [[String]] {
        try #require(
            document.blocks.compactMap { block -> [[String]]? in
                guard case .table(let table) = block, table.caption == caption else { return nil }
                return table.rows
            }.first)
    }

    @Test(arguments: [ProgressReaders.everybody(), .officers])
    func `is one class for each, and the same in every form`(readers: ProgressReaders) throws {
        let progress = Self.progress
        let expected: [ActionClass: Int] = [
            .overdue: 4, .atRisk: 1, .stale: 2, .onTarget: 2, .notStarted: 1, .notStated: 1, .complete: 1,
            .closedNotDone: 1, .superseded: 1,
        ]
        #expect(progress.classes == expected)
        #expect(expected.values.reduce(0, +) == progress.actions.count)
        #expect(progress.colours.values.reduce(0, +) == progress.actions.count)
        let document = Reports.progress(progress, of: "Eastmarsh", for: readers)
        let counts = try Self.table(document, "Actions by how they stand")
        let every = try Self.table(document, "The plan, action by action")
        let attention = try Self.table(document, "Actions and objectives that need somebody")
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(Reports.progressJSON(progress, for: readers)))
                as? [String: Any])
        let told = try #require(json["counts"] as? [String: Any])
        let classes = try #require(told["classes"] as? [String: Int])
        let rows = try #require(json["actions"] as? [[String: Any]])
        var records: [[String]] = []
        _ = try CSVReader(bytes: Reports.progressCSV(progress, for: readers), forPeople: true)
            .forEachRecord { records.append($1) }
        for one in ActionClass.allCases {
            let number = expected[one] ?? 0
            #expect(counts.first { $0[0] == one.name }?[2] == String(number), "\(one)")
            #expect(every.count { $0[4] == one.name } == number, "\(one)")
            #expect(classes[one.rawValue] == number, "\(one)")
            #expect(rows.count { $0["standing"] as? String == one.name } == number, "\(one)")
            #expect(records.count { $0[0] == "action" && $0[2] == one.name } == number, "\(one)")
            let isException = [.overdue, .atRisk, .stale].contains(one)
            #expect(attention.count { $0[2] == one.name } == (isException ? number : 0), "\(one)")
        }
        #expect(counts.last == ["All actions", "", "14"] && counts.count == ActionClass.allCases.count + 1)
        #expect(classes.values.reduce(0, +) == 14 && told["actions"] as? Int == 14)
        for (name, own) in [("overdue", ActionClass.overdue), ("atRisk", .atRisk), ("stale", .stale)] {
            #expect(told[name] as? Int == expected[own])
        }
        let colours = try #require(told["colours"] as? [String: Int])
        #expect(colours == ["red": 4, "amber": 3, "green": 2, "blue": 1, "grey": 4])
        // The group's sentence and paper count the same.
        #expect(
            PlanWords.exceptions(progress).hasPrefix(
                "4 overdue actions, 1 action at risk beside those overdue, 2 actions not heard of for long"))
    }

    @Test func `relates in words to what was reported`() throws {
        let words = Self.progress.reportedInWords
        #expect(
            words == [
                "2 actions have no status; of these 1 is overdue.",
                "2 actions are reported as “not started”; of these 1 is not heard of for long.",
                "4 actions are reported as “on target”; of these 1 is overdue and 1 is not heard of for long.",
                "3 actions are reported as “at risk”; of these 2 are overdue.",
            ])
        #expect(Self.progress.reportedStatuses.values.reduce(0, +) == 14)
        let text = "\(Reports.progress(Self.progress, of: "Eastmarsh", for: .everybody()).blocks)"
        for sentence in words { #expect(text.contains(sentence)) }
    }

    @Test func `is told in the newest words that were known on the day`() {
        for readers in [ProgressReaders.everybody(), .officers] {
            let page = "\(Reports.progress(Self.progress, of: "Eastmarsh", for: readers).blocks)"
            let csv = String(decoding: Reports.progressCSV(Self.progress, for: readers), as: UTF8.self)
            let json = String(decoding: Reports.progressJSON(Self.progress, for: readers), as: UTF8.self)
            #expect(page.contains("1 November 2026: All desks are ready"))
            for text in [page, csv, json] {
                #expect(text.contains("All desks are ready"))
                #expect(!text.contains("Two desks") && !text.contains("Not known yet"))
            }
        }
    }
}
