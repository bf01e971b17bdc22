// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import WebServer

@Suite struct `An import page` {
    private static let register = "/eastmarsh/office/register/import"
    private static let plan = "/eastmarsh/office/actions/import"
    private static let head =
        "reference,name,type,directorate,service,owner,adopted,retired,last_assessed,relevance"

    private static func counts(_ council: Council) async throws -> [Int] {
        let all = try await council.everything()
        return ["policy", "action", "unit"].map { all[$0]?.count ?? -1 }
    }

    @Test func `shows what a file would do, then does it once`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let file =
            "\(Self.head)\r\nH1,Lettings,policy,Housing,,,2020-01-01,,2024-05-05,high\r\nH2,Repairs,widget,Care,,,,,,\r\n"
        let check = await visitor.upload(Self.register, "register.csv", Array(file.utf8))
        #expect(check.status == 200)
        for words in ["register.csv", "Housing", "widget"] { #expect(check.text.contains(words), "\(words)") }
        #expect(try await Self.counts(council) == [0, 0, 0])
        let fields = Markup(check).fields(of: Self.register + "/confirm").map { ($0.name, $0.value) }.filter {
            $0.0 != "csrf"
        }
        for _ in 1...2 {
            let done = await visitor.send(Self.register + "/confirm", fields)
            #expect(done.status == 303)
            #expect(done.header("location")?.hasPrefix("/eastmarsh/office/register") == true)
        }
        #expect(try await Self.counts(council) == [2, 0, 2])
        let imports = try await LogStore(database: council.database).page(offset: 0, limit: 50).entries
            .filter { $0.event.verb == "imported" }
        #expect(imports.count == 1)
        #expect(imports.first?.actor.post == "Post of lead")
    }

    @Test func `reads an action plan back before it takes it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let head = ActionCells.headers.joined(separator: ",")
        let file =
            "\(head)\r\n\"Consult <all>\",,A & B,Housing,,Before July 2027,On target,TBC,To be mapped,All,All\r\n"
        let check = await visitor.upload(Self.plan, "plan.csv", Array(file.utf8))
        #expect(check.status == 200)
        #expect(check.text.contains("Consult &lt;all&gt;"))
        #expect(check.text.contains("30 June 2027"))
        #expect(try await Self.counts(council)[1] == 0)
        let fields = Markup(check).fields(of: Self.plan + "/confirm").map { ($0.name, $0.value) }.filter {
            $0.0 != "csrf"
        }
        #expect(await visitor.send(Self.plan + "/confirm", fields).status == 303)
        let action = try #require(try await council.plan.actions(within: .wholeBody).first)
        #expect(action.cells.frameworkCriteria == "To be mapped")
        #expect(action.leads.count == 2)
    }

    @Test func `lists all problems of a file by row and column and takes nothing of it`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let file = """
            \(Self.head)
            H1,Lettings,policy,Housing,,,2020-02-31,,,high
            H2,,policy,Housing,,,,,,low
            H3,Repairs,policy,Housing,,,,,,very
            H1,Twice,policy,Housing,,,,,,
            H4,Short
            H5,Good,policy,Care,,,,,,1
            """
        let answer = await visitor.upload(Self.register, "bad.csv", Array(file.utf8))
        #expect(answer.status == 422)
        for (row, column) in [
            ("Row 2", "adopted"), ("Row 3", "name"), ("Row 4", "relevance"), ("Row 5", "reference"),
        ] {
            #expect(answer.text.contains(row) && answer.text.contains(column), "\(row)")
        }
        #expect(answer.text.contains("Row 6"))
        #expect(answer.text.contains("Nothing was imported"))
        #expect(try await Self.counts(council) == [0, 0, 0])
        #expect(try await council.everything()["upload"]?.isEmpty == true)
    }

    @Test(
        arguments: [
            ([UInt8](), "empty"), ([0x50, 0x4B, 3, 4, 0, 0], "CSV"), ([0xD0, 0xCF, 0x11, 0xE0, 0], "CSV"),
            (Array("%PDF-1.7".utf8), "PDF"), (Array("no header at all".utf8), "problem"),
            (Array("a,b\r\n\"open".utf8), "problem"),
        ])
    func `says what is wrong with a file that is no register`(bytes: [UInt8], words: String) async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let answer = await visitor.upload(Self.register, "file.bin", bytes)
        #expect(answer.status == 422)
        let problem = try #require(Markup(answer).problems.first)
        #expect(problem.field == "file")
        #expect(problem.text.contains(words), "\(problem.text)")
        #expect(await visitor.send(Self.register, []).status == 422)
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `takes nobody else's file`() async throws {
        let council = try await Council()
        let lead = try await council.visitor()
        let analyst = try await council.visitor("analyst", [Grant(.analyst, within: .body)])
        let check = await lead.upload(
            Self.register, "r.csv", Array("\(Self.head)\r\nH1,Lettings,policy,Housing,,,,,,\r\n".utf8))
        let fields = Markup(check).fields(of: Self.register + "/confirm").map { ($0.name, $0.value) }.filter {
            $0.0 != "csrf"
        }
        #expect(await analyst.send(Self.register + "/confirm", fields).status == 422)
        #expect(await lead.send(Self.plan + "/confirm", fields).status == 422)
        #expect(try await Self.counts(council) == [0, 0, 0])
    }

    @Test func `of a structure confirms what was only as written`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        _ = try await council.addPolicy("H1", directorate: "Housing")
        let path = "/eastmarsh/office/settings/structure"
        let wrong = await visitor.upload(
            path, "s.csv", Array("directorate,service,team\r\n,Lettings,\r\n".utf8))
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("Row 2"))
        let right = await visitor.upload(
            path, "s.csv", Array("directorate,service,team\r\nHousing,Lettings,Desk\r\n".utf8))
        #expect(right.status == 303)
        let units = try await BodyStore(database: council.database).units()
        #expect(units.map(\.name).sorted() == ["Desk", "Housing", "Lettings"])
        #expect(units.allSatisfy { !$0.isUnconfirmed })
    }
}

@Suite struct `The settings and people pages` {
    private static func day(_ day: CalendarDay) -> [(String, String)] {
        [("from-day", "\(day.day)"), ("from-month", "\(day.month)"), ("from-year", "\(day.year)")]
    }

    @Test func `keep a value for the days from which it holds`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let path = "/eastmarsh/office/settings/change/label.assessment"
        #expect(
            await visitor.send(path, [("value", "CIA")] + Self.day(Council.today.adding(days: 30))).status
                == 303)
        #expect(await visitor.send(path, [("value", "EIA")] + Self.day(Council.today)).status == 303)
        let now = await visitor.get("/eastmarsh/office/settings")
        #expect(now.text.contains("EIA") && !now.text.contains("CIA"))
        council.clock.advance(seconds: 31 * 86_400)
        let later = try await council.visitor()
        #expect(await later.get("/eastmarsh/office/settings").text.contains("CIA"))
        #expect(try await council.everything()["setting"]?.count == 2)
    }

    @Test(
        arguments: [
            ("accent", ["value": "#FFFF00"], "value"), ("accent", ["value": "blue"], "value"),
            ("threshold.staleDays", ["value": "0"], "value"),
            ("threshold.staleDays", ["value": "x"], "value"),
            ("threshold.assessmentYears", ["high": "1", "medium": "", "low": "99"], "medium"),
            ("label.assessment", ["value": ""], "value"), ("criterion.numbers", ["value": "11"], "value"),
            ("characteristic", ["characteristic-name": "Care experience"], "definition"),
        ])
    func `refuse a value that cannot hold, and keep what was typed`(
        name: String, typed: [String: String], field: String
    ) async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let path = "/eastmarsh/office/settings/change/\(name)"
        let answer = await visitor.send(path, typed.map { ($0.key, $0.value) } + Self.day(Council.today))
        #expect(answer.status == 422)
        #expect(Markup(answer).problems.contains { $0.field == field }, "\(Markup(answer).problems)")
        for (key, value) in typed {
            #expect(Markup(answer).fields(of: path).first { $0.name == key }?.value == value)
        }
        #expect(try await council.everything()["setting"]?.isEmpty == true)
    }

    @Test func `change the colour of the pages`() async throws {
        let council = try await Council()
        let visitor = try await council.visitor()
        let before = await visitor.get("/eastmarsh/office").text
        let path = "/eastmarsh/office/settings/change/accent"
        #expect(await visitor.send(path, [("value", "#7A2E4D")] + Self.day(Council.today)).status == 303)
        let after = await visitor.get("/eastmarsh/office").text
        #expect(!before.lowercased().contains("7a2e4d"))
        #expect(after.lowercased().contains("7a2e4d"))
    }

    @Test func `add a person who can then sign in, and refuse what cannot be`() async throws {
        let council = try await Council()
        try await council.addDirectorate("Housing")
        let admin = try await council.visitor("admin", [Grant(.administrator, within: .body)])
        let path = "/eastmarsh/office/settings/people/new"
        for (changes, field) in [
            (["name": ""], "name"), (["name": "ADMIN"], "name"), (["post": ""], "post"),
            (["password": "short"], "password"),
            (["role": ""], "role"), (["role": "emperor"], "role"),
        ] {
            var fields = [
                "name": "new", "post": "Head of Housing", "password": Council.password, "role": "director",
                "scope": "Housing",
            ]
            fields.merge(changes) { $1 }
            let answer = await admin.send(path, fields.map { ($0.key, $0.value) })
            #expect(answer.status == 422, "\(changes)")
            #expect(Markup(answer).problems.map(\.field) == [field], "\(changes)")
            #expect(!answer.text.contains(Council.password))
        }
        let fields = [
            "name": "new", "post": "Head of Housing", "password": Council.password, "role": "director",
            "scope": "Housing",
        ]
        #expect(await admin.send(path, fields.map { ($0.key, $0.value) }).status == 303)
        let person = try #require(
            try await PeopleStore(database: council.database).people().first { $0.signInName == "new" })
        #expect(person.grants == [Grant(.director, within: .directorate("Housing"))])
        let answer = await council.stranger.send(
            "/eastmarsh/sign-in", [("name", "new"), ("password", Council.password)])
        #expect(answer.status == 303)
        let all = try await council.everything().description
        #expect(!all.contains(Council.password))
    }

    @Test func `do not let people disable themselves`() async throws {
        let council = try await Council()
        let admin = try await council.visitor("admin", [Grant(.administrator, within: .body)])
        let person = try #require(try await PeopleStore(database: council.database).people().first)
        let answer = await admin.send("/eastmarsh/office/settings/people/\(person.id)", [("act", "disable")])
        #expect(answer.status == 422)
        #expect(await admin.get("/eastmarsh/office").status == 200)
    }
}
