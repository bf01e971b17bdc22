// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A plan fed by others` {
    @Test func `counts what its reader cannot see and does not name it`() async throws {
        let council = try await Council()
        let store = BusinessPlanStore(database: council.database)
        let top = try await store.add(
            BusinessPlan(title: "Corporate plan", kind: .corporate, directorate: "", parentID: ""),
            Council.change)
        for (directorate, titles) in [("Housing", ["Alpha"]), ("Care", ["Beta", "Gamma"])] {
            let plan = try await store.add(
                BusinessPlan(
                    title: "\(directorate) plan", kind: .directorate, directorate: directorate, parentID: top),
                Council.change)
            for title in titles {
                let id = try await council.addAction(title, directorate: directorate)
                try await store.put(action: id, into: [plan], Council.change)
            }
        }
        let manager = try await council.visitor(
            "manager", [Grant(.serviceManager, within: .directorate("Housing"))])
        let page = await manager.get("/eastmarsh/office/plans/\(top)").text
        #expect(page.contains("1 action, 0 of its own, and 2 more that you cannot see"))
        #expect(!page.contains("Beta") && !page.contains("Care plan"))
        let lead = try await council.visitor()
        #expect(!(await lead.get("/eastmarsh/office/plans/\(top)").text.contains("cannot see")))
    }
}
