// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Foundation
import Reports
import Testing

@Suite struct `A strategy's table` {
    private static let vocabulary = CharacteristicVocabulary([.init(code: "age", name: "Age")])
    /// Cells that a careless reader would change: spaces, commas, quotes, lines, formulas, numbers with zeros.
    private static let cells = [
        "Plain words", "With, comma", "With \"quotes\"", "Two\nlines", "=1+1", "2.10", "03", " spaces kept ",
        "Kent’s “best” – £5", "'apostrophe",
    ]

    private static func cell(_ row: Int, _ column: Int) -> String {
        cells[(row * 7 + column * 3) % cells.count]
    }

    private static func rows(_ text: [UInt8]) throws -> [[String]] {
        var rows: [[String]] = []
        _ = try CSVReader(bytes: text, forPeople: true).forEachRecord { rows.append($1) }
        return rows
    }

    @Test(
        arguments: [
            ["kind", "paragraph", "no", "text"],
            ["kind", "section", "area", "ref", "divisions", "text"],
            ["section", "workstream", "paragraph", "text"],
            ["area_no", "area_title", "point", "title", "description"],
        ])
    func `comes in whole and goes out cell for cell`(header: [String]) throws {
        let kinds = [
            "priority outcome", "progress item", "figure or date (paraphrased)", "question for members",
        ]
        let rows = (0..<40).map { row in
            header.indices.map { column in
                header[column] == "kind" ? kinds[row % kinds.count] : Self.cell(row, column)
            }
        }
        let file = StrategyFile(bytes: CSVWriter.bytes(of: [header] + rows, forPeople: true))
        let (parts, log) = try file.read(Self.vocabulary)
        #expect(log.problems == [] && parts.count == rows.count)
        let out = try Self.rows(Reports.strategyCSV(parts))
        let named = [
            "kind": "kind", "paragraph": header.contains("section") ? "number" : "section", "no": "number",
            "section": "section", "area": "area", "workstream": "area", "ref": "number",
            "divisions": "divisions", "text": "text", "area_no": "section", "area_title": "area",
            "point": "number", "title": "title", "description": "text",
        ]
        let places = try header.map { name in try #require(out[0].firstIndex(of: named[name] ?? "")) }
        for (row, written) in zip(rows, out.dropFirst()) {
            #expect(row == places.map { written[$0] })
        }
        // A cell that was changed on the way would be noticed.
        var broken = rows
        broken[3][header.count - 1] += "."
        #expect(broken[3] != places.map { out[4][$0] })
    }

    @Test func `of outcomes comes in whole and goes out cell for cell`() throws {
        let header = ["kind", "strategic_outcome", "strategic_outcome_title", "ref", "text"]
        var rows: [[String]] = []
        for top in 1...3 {
            for place in 1...7 {
                rows.append(
                    ["supporting outcome", "\(top)", "Top, \(top)", "\(top).\(place)", Self.cell(top, place)])
            }
        }
        rows += [["prompt", "", "", "Q1", "Where?"], ["approach", "", "", "A1", "We, together"]]
        let file = OutcomesFile(bytes: CSVWriter.bytes(of: [header] + rows, forPeople: true))
        let (outcomes, parts, log) = try file.read()
        #expect(log.problems == [] && outcomes.count == 24 && parts.count == 2)
        let stored = outcomes.map { outcome -> Outcome in
            var stored = outcome
            stored.id = outcome.reference
            return stored
        }
        #expect(try Self.rows(Reports.outcomesCSV(stored, parts: parts)) == [header] + rows)
    }
}

@Suite struct `A report of progress` {
    private static let day = CalendarDay(2026, 11, 21)

    private static func progress(base: Int?) -> PlanProgress {
        func action(_ title: String, _ status: String, _ target: String) -> Action {
            Action.reading(
                ActionCells(title: title, leadOfficer: "Equality lead", targetDate: target, status: status),
                id: title, characteristics: CharacteristicVocabulary([]), lastUpdated: day)
        }
        let objective = Objective(
            id: "o", title: "Fewer",
            measure: Objective.Measure(
                words: "Complaints", unit: "%", direction: .down, baseline: 40,
                baselineDay: CalendarDay(2024, 3, 31), target: 20), targetDate: "31 March 2028")
        let facts = PlanProgress.Facts(
            actions: [action("Late", "On target", "1 May 2026"), action("Done", "Complete", "1 May 2026")],
            before: [action("Done", "On target", "1 May 2026"), action("Late", "On target", "1 May 2025")],
            updates: [
                "Late": [
                    ActionUpdate(
                        day: CalendarDay(2026, 10, 1), oldTarget: "1 May 2025", newTarget: "1 May 2026",
                        why: "Staff left")
                ]
            ],
            objectives: [objective, Objective(id: "p", title: "Vague")],
            readings: ["o": [Reading(number: 1, day: CalendarDay(2026, 3, 31), value: 41.5, base: base)]])
        return PlanProgress(facts, on: day, since: day.adding(days: -90), staleAfter: 90)
    }

    @Test func `puts exceptions first and says what moved and why`() {
        let document = Reports.progress(
            Self.progress(base: nil), of: "Eastmarsh", for: .officers)
        let headings = document.blocks.compactMap { if case .heading(let text) = $0 { text } else { nil } }
        #expect(headings.prefix(2) == ["What needs attention", "Decisions wanted"])
        let text = "\(document.blocks)"
        #expect(text.contains("Staff left") && text.contains("41.5%") && text.contains("Worse than at"))
        #expect(text.contains("it lacks a measure"))
    }

    @Test func `asks the public for no decision and keeps small figures back in all forms`() throws {
        let readers = ProgressReaders.everybody()
        for (base, isShown) in [(4, false), (10, false), (40, true)] {
            let progress = Self.progress(base: base)
            let document = Reports.progress(progress, of: "Eastmarsh", for: readers)
            let csv = String(
                decoding: Reports.progressCSV(progress, for: readers), as: UTF8.self)
            let json = String(
                decoding: Reports.progressJSON(progress, for: readers), as: UTF8.self)
            for text in ["\(document.blocks)", csv, json] {
                #expect(text.contains("41.5") == isShown)
                #expect(!text.contains("Decisions wanted") && !text.contains("decisionsWanted"))
            }
            #expect(csv.contains(",c,") != isShown)
        }
    }

    @Test func `says the same in each form`() throws {
        let progress = Self.progress(base: nil)
        let json = try #require(
            try JSONSerialization.jsonObject(
                with: Data(Reports.progressJSON(progress, for: .officers)))
                as? [String: Any])
        let counts = try #require(json["counts"] as? [String: Any])
        #expect(counts["overdue"] as? Int == 1 && counts["actions"] as? Int == 2)
        let objectives = try #require(json["objectives"] as? [[String: Any]])
        #expect(
            objectives.map { $0["standing"] as? String } == ["Worse than at the start", "Not measurable yet"])
        let lines = String(
            decoding: Reports.progressCSV(progress, for: .officers), as: UTF8.self
        ).split(separator: "\r\n")
        #expect(lines.count == 5 && lines[1].contains("Worse than at the start"))
    }

    @Test func `names posts to the public and nobody by name`() {
        func action(_ lead: String) -> Action {
            Action.reading(
                ActionCells(title: "Do", leadOfficer: lead, directorate: "Housing"), id: lead,
                characteristics: CharacteristicVocabulary([]), lastUpdated: Self.day)
        }
        let cells = ["Ann Archer", "Head of Lettings & Ann Archer", "TBC", "Cllr B. Example", "Housing team"]
        let progress = PlanProgress(
            .init(actions: cells.map(action)), on: Self.day, since: Self.day.previous, staleAfter: 90)
        let readers = ProgressReaders.everybody()
        let page = "\(Reports.progress(progress, of: "Eastmarsh", for: readers).blocks)"
        let csv = String(
            decoding: Reports.progressCSV(progress, for: readers), as: UTF8.self)
        let json = String(
            decoding: Reports.progressJSON(progress, for: readers), as: UTF8.self)
        for text in [page, csv, json] {
            #expect(!text.contains("Archer") && !text.contains("Example"))
            #expect(
                text.contains("Head of Lettings") && text.contains("a named officer")
                    && text.contains("a councillor"))
            #expect(text.contains("Housing team"))
        }
        let own = Reports.progressCSV(progress, for: .officers)
        #expect(String(decoding: own, as: UTF8.self).contains("Ann Archer"))
    }
}
