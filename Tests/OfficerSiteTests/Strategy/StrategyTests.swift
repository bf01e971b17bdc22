// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `A strategy on its pages` {
    static let list = "/eastmarsh/office/strategy"

    static func add(_ council: Council, _ title: String, _ parts: [String], from year: Int = 2020)
        async throws
        -> String
    {
        try await council.office.strategies.add(
            Strategy(title: title, firstDay: CalendarDay(year, 4, 1)),
            parts: parts.map { StrategyPart(kind: .priorityOutcome, text: $0) }, Council.change)
    }

    @Test func `is added, refused while wrong, and shown with its parts`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        #expect(await visitor.get(Self.list).text.contains("0 strategies"))
        let path = Self.list + "/new"
        let typed = [
            "title": "", "purpose": "Kept <purpose>", "firstDay-day": "1", "firstDay-month": "4",
            "firstDay-year": "2026", "lastDay-day": "1", "lastDay-month": "4", "lastDay-year": "2025",
        ]
        let sent = await visitor.fill(path, typed).filter { $0.0 != "csrf" && $0.0 != "state" }
        let answer = await visitor.send(path, sent + [("state", "approved")])
        #expect(answer.status == 422)
        #expect(
            Set(Markup(answer).problems.map(\.field)) == ["title", "lastDay-day", "approvedOn-day"],
            "\(Markup(answer).problems)")
        #expect(Markup(answer).fields(of: path).first { $0.name == "purpose" }?.value == "Kept <purpose>")
        for problem in Markup(answer).problems {
            #expect(answer.text.contains("id=\"\(problem.field)\""), "\(problem)")
        }
        let mended = sent.map { ($0.0, ["title": "Fair marsh", "lastDay-year": "2030"][$0.0] ?? $0.1) }
        let done = await visitor.send(path, mended + [("state", "draft")])
        let place = try #require(done.header("location")?.split(separator: "?").first).description
        let part = place + "/part/new"
        let words = await visitor.fill(part, ["text": ""]).filter { $0.0 != "csrf" }
        #expect(Set(Markup(await visitor.send(part, words)).problems.map(\.field)) == ["kind", "text"])
        let good = words.map {
            ($0.0, ["text": "Warm homes", "kind": "priorityOutcome", "characteristic": "age"][$0.0] ?? $0.1)
        }
        #expect(await visitor.send(part, good).status == 303)
        let page = await visitor.get(place).text
        #expect(
            page.contains("Priority outcomes") && page.contains("Warm homes") && page.contains("Nothing yet"))
        #expect(await visitor.get(place + "/summary").text.contains("Warm homes"))
    }

    @Test func `moves only to a state that may follow, and tells its versions apart`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council, "Fair marsh", ["Warm homes"])
        let path = Self.list + "/\(id)/edit"
        let jump = await visitor.fill(path).filter { $0.0 != "csrf" && $0.0 != "state" }
        let refused = await visitor.send(path, jump + [("state", "superseded")])
        #expect(refused.status == 422 && Markup(refused).problems.map(\.field) == ["state"])
        let sent = await visitor.fill(path, ["purpose": "Homes for all", "reason": "Asked by committee"])
        #expect(await visitor.send(path, sent.filter { $0.0 != "csrf" }).status == 303)
        let versions = await visitor.get(Self.list + "/\(id)/versions").text
        #expect(versions.contains("Version 2") && versions.contains("Asked by committee"))
        let compared = await visitor.get(Self.list + "/\(id)/compare?from=1&to=2").text
        #expect(compared.contains("<ins>Homes for all</ins>") && compared.contains("1 field or part differs"))
        #expect(await visitor.get(Self.list + "/\(id)/compare?from=1&to=9").status == 404)
    }

    @Test func `shows a conflict field by field, also of a part`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let id = try await Self.add(council, "Fair marsh", ["Warm homes"])
        let part = try #require(try await council.office.strategies.parts(of: id).first)
        for (path, field) in [
            (Self.list + "/\(id)/edit", "title"), (Self.list + "/\(id)/part/\(part.id)", "text"),
        ] {
            let mine = await visitor.fill(path, [field: "Mine"]).filter { $0.0 != "csrf" }
            let theirs = await visitor.fill(path, [field: "Theirs"]).filter { $0.0 != "csrf" }
            #expect(await visitor.send(path, theirs).status == 303)
            let answer = await visitor.send(path, mine)
            #expect(answer.status == 409 && answer.text.contains("Theirs") && answer.text.contains("Mine"))
            let fields = Markup(answer).fields(of: path).map { ($0.name, $0.value) }
                .filter { $0.0 != "csrf" }
            #expect(await visitor.send(path, fields).status == 422)
            #expect(await visitor.send(path, fields + [("keep-\(field)", "mine")]).status == 303)
        }
        #expect(try await council.office.strategies.parts(of: id).map(\.text) == ["Mine"])
        #expect(try await council.office.strategies.strategy(id)?.title == "Mine")
    }

    @Test func `offers the actions that serve its objectives too`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        var ids: [String] = []
        for (title, year) in [("Old plan", 2020), ("New plan", 2024)] {
            let strategy = try await Self.add(council, title, ["Part of \(title)"], from: year)
            let objective = try await council.office.objectives.add(
                Objective(title: "Objective of \(title)", strategyID: strategy), Council.change)
            let action = try await council.addAction("Action of \(title)")
            try await council.office.links.add(
                [
                    RecordLink(
                        .serves, from: RecordName(.action, action), to: RecordName(.objective, objective))
                ],
                Council.change)
            ids += [strategy, action]
        }
        let path = Self.list + "/\(ids[0])/realign"
        let screen = await visitor.get(path + "?to=\(ids[2])")
        #expect(screen.text.contains("Action: Action of Old plan"))
        #expect(screen.text.contains("3 of 3 still to be said"))
        let fields = Markup(screen).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        let ended = fields.map { ($0.0, $0.0 == "became-\(ids[1])" ? "ended" : $0.1) }
        #expect(await visitor.send(path, ended).status == 422)
        let became = fields.map { ($0.0, $0.0 == "became-\(ids[1])" ? ids[3] : $0.1) }
        #expect(await visitor.send(path, became).status == 303)
        let link = RecordLink(.cameFrom, from: RecordName(.action, ids[3]), to: RecordName(.action, ids[1]))
        let kept = try await council.office.links.links([.cameFrom])
        #expect(kept.contains { $0.from == link.from && $0.to == link.to })
    }

    @Test func `is realigned to the next, and the whole line can be read`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let old = try await Self.add(council, "Old plan", ["Warm homes", "Clean air"])
        let new = try await Self.add(council, "New plan", ["Homes that are warm and dry"], from: 2024)
        let parts = try await council.office.strategies.parts(of: old)
        let target = try #require(try await council.office.strategies.parts(of: new).first)
        let path = Self.list + "/\(old)/realign"
        let screen = await visitor.get(path + "?to=\(new)")
        #expect(screen.text.contains("2 of 2 still to be said"))
        let fields = Markup(screen).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
        let ended = fields.map { name, value -> (String, String) in
            switch name {
            case "became-\(parts[0].id)": (name, target.id)
            case "became-\(parts[1].id)": (name, "ended")
            default: (name, value)
            }
        }
        let refused = await visitor.send(path, ended)
        #expect(refused.status == 422)
        #expect(Markup(refused).problems.map(\.field) == ["note-\(parts[1].id)"])
        let said = ended.map { ($0.0, $0.0 == "note-\(parts[1].id)" ? "Done by law" : $0.1) }
        #expect(await visitor.send(path, said).status == 303)
        #expect(await visitor.get(path + "?to=\(new)").text.contains("0 of 2 still to be said"))
        let line = await visitor.get(Self.list + "/\(new)/line/\(target.id)").text
        #expect(line.contains("Warm homes") && line.contains("(this one)"))
        let gone = await visitor.get(Self.list + "/\(old)/line/\(parts[1].id)").text
        #expect(gone.contains("Ended with") && gone.contains("Done by law"))
        #expect(await visitor.get(Self.list).text.contains("New plan"))
        // Back again would lead round in a circle.
        let back = Self.list + "/\(new)/realign"
        let around = Markup(await visitor.get(back + "?to=\(old)")).fields(of: back)
            .map { ($0.name, $0.name == "became-\(target.id)" ? parts[0].id : $0.value) }
            .filter { $0.0 != "csrf" }
        #expect(await visitor.send(back, around).status == 422)
    }

    @Test func `is written by those who may, and read by the others`() async throws {
        let council = try await Council()
        let id = try await Self.add(council, "Fair marsh", ["Warm homes"])
        let reader = try await council.visitor("councillor", [Grant(.councillor, within: .body)])
        let page = await reader.get(Self.list + "/\(id)")
        #expect(page.status == 200 && !page.text.contains("/part/new") && !page.text.contains("/edit"))
        #expect(await reader.send(Self.list + "/\(id)/edit", []).status == 403)
        #expect(await reader.get(Self.list + "/\(id)/realign").status == 403)
        #expect(await reader.get(Self.list + "/none").status == 404)
        let admin = try await council.visitor("admin", [Grant(.administrator, within: .body)])
        #expect(await admin.get(Self.list).status == 403)
    }
}
