// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import Reports
import Storage
import Testing

@testable import WebServer

/// Files of a part of the plan, such as one service is sent.
@Suite struct `A part of the plan in a file` {
    private static let path = "/eastmarsh/office/actions/import"
    private static let export = "/eastmarsh/office/actions/export"

    private static func table(_ file: WebResponse) throws -> [[String]] {
        var rows: [[String]] = []
        _ = try CSVReader(bytes: file.body, forPeople: true).forEachRecord { rows.append($1) }
        return rows
    }

    private static func csv(_ rows: [[String]]) -> [UInt8] { CSVWriter.bytes(of: rows, forPeople: true) }

    @Test func `goes out for one service or plan, and leaves the rest alone when it is back`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let a = try await council.addAction("Alpha", directorate: "Housing")
        _ = try await council.addAction("Beta", directorate: "Care")
        let list = await visitor.get("/eastmarsh/office/actions?directorate=Housing")
        #expect(list.text.contains("Download this action as XLSX"))
        #expect(list.text.contains("export?directorate=Housing&amp;format=xlsx"))
        let part = Self.export + "?directorate=Housing&format=csv&round-trip=yes"
        var rows = try Self.table(await visitor.get(part))
        #expect(rows.map(\.[0]) == [ActionCells.headers[0], "Alpha"])
        rows[1][4] = "Lettings"
        let check = await visitor.upload(Self.path, "housing.csv", Self.csv(rows))
        #expect(check.text.contains("1 action of the plan is not in the file and stays"))
        let plans = BusinessPlanStore(database: council.database)
        let top = try await plans.add(BusinessPlan(title: "Corporate", kind: .corporate), Council.change)
        let below = try await plans.add(
            BusinessPlan(title: "Homes", kind: .service, parentID: top), Council.change)
        try await plans.put(action: a, into: [below], Council.change)
        let page = await visitor.get("/eastmarsh/office/plans/\(top)")
        #expect(page.text.contains("Download this action as ODS"))
        let file = try Self.table(await visitor.get(Self.export + "?plan=\(top)&format=csv&round-trip=yes"))
        #expect(file.map(\.[0]) == [ActionCells.headers[0], "Alpha"])
        #expect(await visitor.get(Self.export + "?plan=nobody").status == 404)
    }
}
