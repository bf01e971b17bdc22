// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `A pasted table` {
    private static let path = "/eastmarsh/office/actions/paste"

    @Test func `is shown cell by cell before it is taken`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let text =
            "Objective/Task\tWho leads\tTarget date\nConsult <all>\tA & B\tBefore July 2027\nAudit\tTBC\t2027/28\n"
        let page = await visitor.send(Self.path, [("text", text)])
        #expect(page.status == 200)
        #expect(page.text.contains("Consult &lt;all&gt;") && page.text.contains("2 rows were read"))
        #expect(try await council.plan.actions(within: .wholeBody).isEmpty)
        let take = Self.path + "/take"
        let fields = Markup(page).fields(of: take).filter { $0.name != "csrf" && $0.name != "take-1" }
            .map {
                (
                    $0.name,
                    $0.name == "column-1"
                        ? "Lead Officer" : $0.name == "cell-0-2" ? "Before May 2027" : $0.value
                )
            }
        #expect(await visitor.send(take, fields).status == 303)
        let actions = try await council.plan.actions(within: .wholeBody)
        #expect(actions.map(\.title) == ["Consult <all>"])
        #expect(actions.first?.cells.targetDate == "Before May 2027")
        #expect(actions.first?.leads.count == 2)
    }

    @Test func `is refused where there is none, and where two columns are one`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        for text in ["", "just words"] {
            let answer = await visitor.send(Self.path, [("text", text)])
            #expect(answer.status == 422 && Markup(answer).problems.first?.field == "text")
            #expect(text.isEmpty || answer.text.contains(text))
        }
        let fields = [
            ("rows", "1"), ("header", "a"), ("header", "b"), ("column-0", "Status"), ("column-1", "Status"),
            ("cell-0-0", "kept words"), ("cell-0-1", ""), ("take-0", "yes"),
        ]
        let answer = await visitor.send(Self.path + "/take", fields)
        #expect(answer.status == 422 && answer.text.contains("kept words"))
        #expect(Set(Markup(answer).problems.map(\.field)) == ["column-0", "column-1"])
    }

    @Test func `takes rows only within the reach of who pastes`() async throws {
        let council = try await Council()
        let housing = try await council.visitor("h", [Grant(.director, within: .directorate("Housing"))])
        let fields = [
            ("rows", "1"), ("header", "a"), ("header", "b"), ("column-0", "Objective/Task"),
            ("column-1", "Directorate"), ("cell-0-0", "Alpha"), ("cell-0-1", "Care"), ("take-0", "yes"),
        ]
        let answer = await housing.send(Self.path + "/take", fields)
        #expect(answer.status == 422)
        #expect(Markup(answer).problems.first?.field == "cell-0-1")
        #expect(try await council.plan.actions(within: .wholeBody).isEmpty)
    }
}

@Suite struct `Plans that feed each other` {
    private static let path = "/eastmarsh/office/plans"

    @Test func `show an action once in each, edited in one place`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.path).text.contains("There is no plan yet"))
        let store = BusinessPlanStore(database: council.database)
        #expect(
            await visitor.send(Self.path + "/new", [("title", "Corporate"), ("kind", "corporate")]).status
                == 303)
        let top = try #require(try await store.plans().first)
        let below = [
            ("title", "Housing plan"), ("kind", "directorate"), ("directorate", "Housing"),
            ("parent", top.id),
        ]
        #expect(await visitor.send(Self.path + "/new", below).status == 303)
        let housing = try #require(try await store.plans().first { $0.title == "Housing plan" })
        let id = try await council.addAction("Alpha")
        let put = "/eastmarsh/office/actions/\(id)/plans"
        #expect(await visitor.send(put, [("shown", ""), ("plan", housing.id)]).status == 303)
        #expect(await visitor.send(put, [("shown", ""), ("plan", top.id)]).status == 303)
        #expect(try await store.members()[housing.id] == [id])
        #expect(
            await visitor.send(put, [("shown", "\(top.id),\(housing.id)"), ("plan", housing.id)]).status
                == 303)
        #expect(try await store.members()[top.id] == nil)
        let page = await visitor.get("\(Self.path)/\(top.id)").text
        #expect(page.contains("1 action, 0 of its own") && page.components(of: ">Alpha<") == 1)
        #expect(await visitor.get(Self.path).text.contains("Housing plan"))
    }

    @Test func `never feed themselves, are changed by those who may, and tell a conflict`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let store = BusinessPlanStore(database: council.database)
        let top = try await store.add(BusinessPlan(title: "Top", kind: .corporate), Council.change)
        let low = try await store.add(
            BusinessPlan(title: "Low", kind: .service, directorate: "Care", parentID: top), Council.change)
        let edit = "\(Self.path)/\(top)/edit"
        let circle = [("version", "1"), ("title", "Top"), ("kind", "corporate"), ("parent", low)]
        let refused = await visitor.send(edit, circle)
        #expect(refused.status == 422 && Markup(refused).problems.first?.field == "parent")
        #expect(await visitor.send(Self.path + "/new", [("title", ""), ("kind", "service")]).status == 422)
        let right = [("version", "1"), ("title", "Top plan"), ("kind", "corporate"), ("parent", "")]
        #expect(await visitor.send(edit, right).status == 303)
        var late = right
        late[1].1 = "Highest plan"
        let conflict = await visitor.send(edit, late)
        #expect(conflict.status == 409 && conflict.text.contains("Highest plan"))
        let housing = try await council.visitor("h", [Grant(.director, within: .directorate("Housing"))])
        #expect(await housing.get("\(Self.path)/\(low)/edit").status == 404)
        #expect(await housing.get("\(Self.path)/nothing").status == 404)
    }
}
