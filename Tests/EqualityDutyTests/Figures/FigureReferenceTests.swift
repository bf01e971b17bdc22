// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics
import Testing

@testable import EqualityDuty

@Suite struct `Figures as evidence and readings` {
    @Test func `are named in lines that are read back, whatever breaks them`() throws {
        let figure = FigureReference(
            dataSet: "0192", version: 3, column: "ethnic group", groups: ["asian", "black"])
        #expect(figure.written == "data set 0192\nversion 3\nby ethnic group\ngroup asian\ngroup black")
        #expect(FigureReference(written: figure.written) == figure)
        #expect(FigureReference(written: figure.written.replacing("\n", with: "\r\n")) == figure)
        for broken in [
            "", "version 3", "data set 1\nversion x\nby a", "data set 1\nversion 0\nby a",
            "data set 1\nversion 1",
        ] {
            #expect(FigureReference(written: broken) == nil, "\(broken)")
        }
        let measure = FigureMeasure(
            dataSet: "0192", column: "sex", group: "female", kind: .count, baselineVersion: 2)
        #expect(FigureMeasure(written: measure.written) == measure)
        #expect(FigureMeasure(written: measure.written.replacing("as count", with: "as much")) == nil)
    }

    @Test func `are counted with parents, and of those who answered`() {
        let table = FigureTable(
            ["white": 5, "briton": 60, "asian": 35, "unknown": 900], of: FigureFixtures.version(1),
            by: FigureFixtures.column)
        #expect(table.figure("white")?.shown == "65.0%, 65 of 100")
        #expect(table.figure("briton")?.count == 60 && table.figure("unknown") == nil)
        #expect(table.figures([]).map(\.code) == ["white", "asian"])
        #expect(table.words(["briton"]) == ["Briton: 60.0%, 60 of 100"])
    }

    @Test func `give a reading of the last day of the period, with its base and its source`() throws {
        let version = FigureFixtures.version(2, columns: [FigureFixtures.column])
        let table = FigureFixtures.table(
            2, [("asian", 90), ("chinese", nil)], base: 500, standing: .released)
        let measure = FigureMeasure(dataSet: "d", column: "ethnic group", group: "asian", kind: .share)
        let reading = try measure.reading(of: version, called: "Pools", released: table)
        #expect(reading.value == 18 && reading.base == 500 && reading.day == CalendarDay(2026, 3, 31))
        #expect(
            reading.figure
                == FigureReference(dataSet: "d", version: 2, column: "ethnic group", groups: ["asian"]))
        #expect(reading.note == "Pools, version 2 (31 March 2026): Asian by ethnic group, as released")
        let count = FigureMeasure(dataSet: "d", column: "ethnic group", group: "asian", kind: .count)
        #expect(try count.reading(of: version, called: "Pools", released: table).value == 90)
    }

    @Test
    func `give no reading where nothing was released, the number is withheld, or the group is not told`()
        throws
    {
        let version = FigureFixtures.version(2, columns: [FigureFixtures.column])
        func refusal(_ group: String, _ table: FigureTable?, of other: DataSetVersion? = nil) -> String {
            let measure = FigureMeasure(dataSet: "d", column: "ethnic group", group: group, kind: .share)
            do throws(FigureRefusal) {
                _ = try measure.reading(of: other ?? version, called: "Pools", released: table)
                return ""
            } catch { return error.description }
        }
        let released = FigureFixtures.table(2, [("chinese", nil)], base: 500, standing: .released)
        #expect(refusal("chinese", nil) == "The figures of version 2 have not been released yet")
        #expect(refusal("chinese", released).hasPrefix("The release withholds this number of version 2"))
        #expect(refusal("asian", released) == "Version 2 does not tell \u{201C}asian\u{201D}")
        // Raw counts are no release, whoever hands them over.
        let raw = FigureFixtures.table(2, [("asian", 90)], base: 500)
        #expect(refusal("asian", raw) == "The figures of version 2 have not been released yet")
        #expect(refusal("asian", released, of: FigureFixtures.version(2)).contains("has no column"))
    }

    @Test func `become evidence with words, released numbers and what they are bound to`() throws {
        let set = DataSet(id: "d", title: "Pools", kind: .serviceUsers, isSynthetic: true)
        let version = FigureFixtures.version(2, columns: [FigureFixtures.column])
        func says(_ table: FigureTable?) -> FigureEvidence {
            FigureEvidence(
                set, version, by: FigureFixtures.column, groups: [], released: table, characteristic: "race")
        }
        let told = says(
            FigureFixtures.table(2, [("asian", 90), ("chinese", nil)], base: 500, standing: .released))
        #expect(
            told.says
                == "As released, of those who answered. Asian: 18.0%, 90 of 500. Chinese: [c]. [c] is a number that is "
                + "withheld, because it could point at few people. Synthetic records: invented people.")
        #expect(told.title == "Pools by ethnic group, 31 March 2026" && told.characteristics == ["race"])
        // Raw numbers never come into it.
        for table in [nil, FigureFixtures.table(2, [("asian", 90)], base: 500)] {
            #expect(says(table).says.hasPrefix("The figures of this version have not been released yet."))
            #expect(!says(table).says.contains("90"))
        }
        let content = AssessmentContent(told.fields(row: "r"))
        #expect(content.evidence.first?.figure == told.figure && content.day("evidence/r/date") == told.day)
        let read = try #require(AssessmentContent(canonicalJSON: content.canonicalJSON))
        #expect(read.evidence == content.evidence)
        #expect(
            String(decoding: content.canonicalJSON, as: UTF8.self).contains(
                "data set d\\nversion 2\\nby ethnic group"))
    }

    @Test func `come first for characteristics that are ticked as affected`() {
        let content = AssessmentContent([
            "screening/age/level": "none", "screening/race/level": "high",
            "impact/sex/residents/direction": "negative",
            "impact/disability/staff/direction": "neutral", "screening/outcome": "full",
        ])
        #expect(content.affectedCharacteristics == ["race", "sex"])
    }

    @Test func `of several states say whether somebody has to look`() throws {
        let use = FigureUse(
            .assessment, id: "a", row: "r", title: "t", directorate: "", item: "i",
            figure: FigureReference(dataSet: "d", version: 1, column: "ethnic group"))
        let (old, new) = (FigureFixtures.version(1), FigureFixtures.version(2))
        func state(_ count: Int, review: FigureReview? = nil) throws -> FigureFollowUp {
            let movements = FigureMovements(
                from: FigureFixtures.table(1, [("asian", 60)], base: 500),
                to: FigureFixtures.table(2, [("asian", count)], base: 500), groups: ["asian"],
                try FigureFixtures.schemes())
            return FigureFollowUp(use, older: old, newer: new, state: .compared(movements), review: review)
        }
        #expect(try state(90).isOpen && state(90).inWords == "Moved beyond noise: Asian")
        #expect(try !state(70).isOpen && state(70).inWords == "No movement beyond noise")
        let review = FigureReview(
            key: use.key, version: 2, reason: "known", at: Instant(milliseconds: 0), byPost: "Lead")
        #expect(try !state(90, review: review).isOpen)
        let unreleased = FigureFollowUp(
            use, older: old, newer: new, state: .notReleased(version: 2), review: nil)
        #expect(
            unreleased.isOpen && unreleased.inWords == "The figures of version 2 have not been released yet")
    }
}
