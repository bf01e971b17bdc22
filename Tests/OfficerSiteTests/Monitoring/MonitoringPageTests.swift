// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import EqualityStatistics
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

/// A council that knows two schemes and one published table.
enum MonitoringDesk {
    static func category(_ code: String, _ label: String, _ spellings: [String] = [])
        -> CategoryScheme.Category
    {
        .init(code: code, label: label, spellings: spellings)
    }

    static func desk() throws -> CommunityDesk {
        let sex = try CategoryScheme(
            id: "sex-t", variable: "sex", version: "t", title: "Sex",
            categories: [category("female", "Female", ["F"]), category("male", "Male", ["M"])])
        let faith = try CategoryScheme(
            id: "faith-t", variable: "religion", version: "t", title: "Religion",
            categories: [
                category("none", "No religion"), category("christian", "Christian"), category("sikh", "Sikh"),
            ])
        let ages = try CategoryScheme(
            id: "age-council", variable: "age", version: "t", title: "Council bands",
            categories: [
                .init(code: "0-15", label: "0 to 15", ages: AgeRange(0, to: 15)),
                .init(code: "16", label: "16 and over", ages: AgeRange(16, to: nil)),
            ])
        let table = PublishedTableDescription(
            id: "T1", title: "Sex", dataset: "Census 2021", day: CalendarDay(2021, 3, 21),
            universe: "All usual residents", ages: .all, schemes: [sex], publisher: "Office", source: "s",
            licence: "l",
            geography: "g")
        let statistics = PublishedStatistics(
            schemes: CategorySchemes([sex, faith, ages], mappings: []), [table]
        ) { _ in
            try PublishedTable(table, bytes: Array("area,made_of,female,male\nE07000001,,500,500\n".utf8))
        }
        return CommunityDesk(
            reference: CommunityReference(
                areas: AreaDirectory(
                    [ProfileArea(code: "E07000001", name: "Eastmarsh", kind: .authority)], neighbours: [:]),
                profiles: ProfileBuilder(statistics: statistics, topics: [], populationTables: [])),
            report: { Document(title: $0.area.name, caption: "", blocks: []) }, files: [],
            shapes: CommunityDesk.none.shapes, map: CommunityDesk.none.map)
    }
}

@Suite struct `The pages of monitoring data` {
    private static let data = "/eastmarsh/office/data"

    private static func council() async throws -> (Council, Visitor, String) {
        let council = try await Council(community: try MonitoringDesk.desk())
        let id = try await council.office.monitoring.add(
            DataSet(
                title: "Pools <&>", kind: .serviceUsers, population: "residents", purpose: "p",
                retention: "r",
                areaCode: "E07000001"), Council.change)
        return (council, try await council.visitor(), id)
    }

    private static func upload(_ visitor: Visitor, _ id: String, _ rows: [String], period: String = "2025/26")
        async
        -> WebResponse
    {
        let file = (["Ref,DOB,Sex,Faith"] + rows).joined(separator: "\r\n") + "\r\n"
        return await visitor.sendFile(data + "/\(id)/import", "pools.csv", file, [("period", period)])
    }

    private static func rows(_ count: Int, from first: Int = 0, faith: String = "Christian", female: Int = 3)
        -> [String]
    {
        (first..<first + count).map { "\($0),01/02/1980,\($0 % 10 < female ? "F" : "M"),\(faith)" }
    }

    /// The fields of the form on a page that goes to an address.
    private static func fields(_ page: WebResponse, _ path: String) -> [(String, String)] {
        Markup(page).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
    }

    @Test func `take a delivery in steps, and nothing before the last`() async throws {
        let (council, visitor, id) = try await Self.council()
        let (check, take) = (Self.data + "/\(id)/import/check", Self.data + "/\(id)/import/take")
        let columns = await Self.upload(visitor, id, Self.rows(200) + ["900,,F,Cristian"])
        #expect(columns.status == 200)
        for words in ["What the columns mean", "was guessed", "For example: 01/02/1980"] {
            #expect(columns.text.contains(words), "\(words)")
        }
        let found = await visitor.send(check, Self.fields(columns, check))
        #expect(found.status == 200 && found.text.contains("201 rows: 201 people taken"), "\(found.text)")
        #expect(found.text.contains("“Cristian”"))
        // Without the last word nothing is taken.
        var last = Self.fields(found, take).filter { $0.0 != "change" && $0.0 != "accept" }
        let unaccepted = await visitor.send(take, last)
        #expect(unaccepted.status == 422 && unaccepted.text.contains("Select that you accept"))
        #expect(try await council.office.monitoring.versions(of: id).isEmpty)
        // Said what it means, the file is read again and asks nothing more.
        // What is near is offered, and taken by nobody but a person.
        #expect(found.text.contains("Perhaps: Christian"))
        let meant = Self.fields(found, check).filter { $0.0 != "change" }.map { name, value in
            (name, name == "cell-3-0" ? "christian" : value)
        }
        let again = await visitor.send(check, meant)
        #expect(again.status == 200 && !again.text.contains("To be accepted"), "\(again.text)")
        last = Self.fields(again, take).filter { $0.0 != "change" }
        for _ in 1...2 { #expect(await visitor.send(take, last).status == 303) }
        let versions = try await council.office.monitoring.versions(of: id)
        try #require(versions.map(\.records) == [201])
        #expect(versions[0].columns.map(\.name) == ["age", "sex", "religion"])
        #expect(versions[0].quality.columns.first { $0.name == "religion" }?.counts["christian"] == 201)
        #expect(try await council.office.monitoring.mappings().map(\.name) == ["Pools <&>"])
        let page = await visitor.get(Self.data + "/\(id)")
        #expect(
            page.status == 200 && page.text.contains("Version 1") && page.text.contains("Pools &lt;&amp;&gt;")
        )
        // The next file with these headers is known.
        let next = await Self.upload(
            visitor, id, Self.rows(200, from: 1000, faith: "Sikh"), period: "2026/27")
        #expect(next.text.contains("known from before"))
        let drift = await visitor.send(check, Self.fields(next, check))
        #expect(drift.text.contains("What moved since the delivery before"), "\(drift.text)")
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `say beside the field what is wrong with a delivery`() async throws {
        let (_, visitor, id) = try await Self.council()
        let path = Self.data + "/\(id)/import"
        let none = await visitor.sendFile(path, "", "", [("period", "last year")])
        #expect(none.status == 422)
        for words in [
            "Select a CSV, XLSX or ODS file", "Enter the days of the records", "Error: Take in a delivery",
        ] {
            #expect(none.text.contains(words), "\(words)")
        }
        let empty = await visitor.sendFile(path, "a.csv", "", [("period", "2025")])
        #expect(empty.status == 422 && empty.text.contains("must not be empty"))
        let pdf = await visitor.sendFile(path, "a.csv", "%PDF-1.7", [("period", "2025")])
        #expect(pdf.status == 422 && pdf.text.contains("PDF"))
        let columns = await Self.upload(visitor, id, ["1,01/01/1980,Christian,F", "2,01/01/1980,Sikh,M"])
        let check = path + "/check"
        // The columns as their headers say: what they hold says otherwise.
        let swapped = Self.fields(columns, check).map { name, value in
            (name, name == "column-2" ? "sex-t" : name == "column-3" ? "faith-t" : value)
        }
        let found = await visitor.send(check, swapped)
        #expect(found.status == 200 && found.text.contains("Columns may have been swapped"), "\(found.text)")
        #expect(found.text.contains("cannot be taken as it is") && !found.text.contains("Take in 2 people"))
        let double = Self.fields(columns, check).map { name, value in
            (name, name == "column-2" || name == "column-3" ? "sex-t" : value)
        }
        let refused = await visitor.send(check, double)
        #expect(refused.status == 422 && refused.text.contains("both hold sex"))
        let gone = await visitor.send(check, [("upload", "nothing"), ("period", "2025")])
        #expect(gone.status == 422 && gone.text.contains("Select the file again"))
    }

    @Test func `compare with a benchmark and show the words`() async throws {
        let (council, visitor, id) = try await Self.council()
        let (check, take) = (Self.data + "/\(id)/import/check", Self.data + "/\(id)/import/take")
        let columns = await Self.upload(visitor, id, Self.rows(200))
        let found = await visitor.send(check, Self.fields(columns, check))
        #expect(await visitor.send(take, Self.fields(found, take).filter { $0.0 != "change" }).status == 303)
        let page = await visitor.get(Self.data + "/\(id)/representation?by=sex&benchmark=census")
        #expect(page.status == 200, "\(page.text)")
        for words in [
            "Female (30.0%, benchmark 50.0%): under-represented", "Raw counts. Not for publication.",
            "The figure is of 2025 to 2026; the benchmark is of 2021.", "2 comparisons were made",
        ] { #expect(page.text.contains(words), "\(words)") }
        let none = await visitor.get(Self.data + "/\(id)/representation?by=religion&benchmark=census")
        #expect(none.status == 422 && none.text.contains("No published table tells religion"))
        let alone = await visitor.get(Self.data + "/\(id)/representation?by=religion&benchmark=")
        #expect(alone.status == 200 && alone.text.contains("No benchmark"))
        #expect(await visitor.get(Self.data + "/\(id)/representation?by=shoe").status == 422)
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `show counts to those whose role may see them, and to nobody else`() async throws {
        let (council, _, id) = try await Self.council()
        let staff = try await council.office.monitoring.add(
            DataSet(title: "Staff", kind: .workforce, purpose: "p", retention: "r"), Council.change)
        for role in Role.allCases {
            let visitor = try await council.visitor(role.rawValue, [Grant(role, within: .body)])
            let may = [.equalityLead, .analyst, .humanResources].contains(role)
            for path in [Self.data, Self.data + "/\(staff)"] {
                #expect(await visitor.get(path).status == (may ? 200 : 403), "\(role) \(path)")
            }
            // Human resources see staff, and nothing of those who use services.
            let served = role == .humanResources ? 404 : may ? 200 : 403
            #expect(await visitor.get(Self.data + "/\(id)").status == served, "\(role)")
            let list = await visitor.get(Self.data)
            #expect(list.text.contains("Pools &lt;&amp;&gt;") == (served == 200), "\(role)")
        }
        let personnel = try await council.visitor("hr2", [Grant(.humanResources, within: .body)])
        let added = await personnel.send(
            Self.data + "/new",
            [
                ("title", "Users"), ("kind", "serviceUsers"), ("purpose", "p"), ("retention", "r"),
                ("basis", "publicTask"), ("condition", "none"), ("version", "1"),
            ])
        #expect(added.status == 422 && added.text.contains("Select a kind of staff records"))
        let part = try await council.visitor("part", [Grant(.analyst, within: .directorate("Housing"))])
        #expect(await part.get(Self.data).status == 403)
    }

    @Test func `keep objections without who it is, and leave those people out`() async throws {
        let (council, visitor, id) = try await Self.council()
        let path = Self.data + "/objections"
        let wrong = await visitor.send(path, [("reference", ""), ("received-year", "2026")])
        #expect(wrong.status == 422 && wrong.text.contains("Enter the reference"))
        let fields = [
            ("reference", "7"), ("received-day", "3"), ("received-month", "11"), ("received-year", "2026"),
            ("note", "letter"),
        ]
        #expect(await visitor.send(path, fields).status == 303)
        let page = await visitor.get(path)
        #expect(page.text.contains("Objection 1") && page.text.contains("3 November 2026"))
        let check = Self.data + "/\(id)/import/check"
        let found = await visitor.send(
            check, Self.fields(await Self.upload(visitor, id, Self.rows(20)), check))
        #expect(
            found.text.contains("19 people taken") && found.text.contains("1 left out because they object"))
        #expect(await visitor.send(path + "/end", [("number", "1")]).status == 303)
        #expect(await visitor.send(path + "/end", [("number", "1")]).status == 422)
        #expect(try await council.office.objectionRegister.test() == nil)
    }

    @Test func `add and change a data set, and never lose what was typed`() async throws {
        let (council, visitor, id) = try await Self.council()
        let new = Self.data + "/new"
        let wrong = await visitor.send(new, [("title", "Staff & all"), ("kind", ""), ("youngest", "x")])
        #expect(wrong.status == 422 && wrong.text.contains("Staff &amp; all"))
        for words in [
            "Select what sort of records", "Enter what the records are held for",
            "Ages must be whole numbers",
        ] {
            #expect(wrong.text.contains(words), "\(words)")
        }
        let right = [
            ("title", "Staff"), ("kind", "workforce"), ("purpose", "p"), ("retention", "r"),
            ("youngest", "16"),
            ("oldest", "64"),
        ]
        #expect(await visitor.send(new, right).status == 303)
        #expect(await visitor.send(new, right).status == 422)
        let staff = try #require(try await council.office.monitoring.dataSet(named: "staff"))
        #expect(staff.ages.words == "16 to 64" && staff.isOfStaff)
        let edit = Self.data + "/\(id)/edit"
        let stale = await visitor.fill(edit, ["title": "Mine"])
        #expect(await visitor.send(edit, await visitor.fill(edit, ["title": "Theirs"])).status == 303)
        let conflict = await visitor.send(edit, stale)
        #expect(conflict.status == 409 && conflict.text.contains("Mine") && conflict.text.contains("Theirs"))
    }

    @Test func `forget a mapping that was remembered`() async throws {
        let (council, visitor, _) = try await Self.council()
        try await council.office.monitoring.remember(
            ColumnMapping(name: "HR", columns: [.init(header: "A", use: .area)]), Council.change)
        let path = Self.data + "/mappings"
        #expect(await visitor.send(path, []).status == 422)
        #expect(await visitor.send(path, [("mapping", "HR")]).status == 303)
        #expect(try await council.office.monitoring.mappings().isEmpty)
    }
}

extension Visitor {
    /// Sends a form with a file and other fields.
    func sendFile(_ path: String, _ name: String, _ content: String, _ fields: [(String, String)]) async
        -> WebResponse
    {
        var body = ""
        for (field, value) in [("csrf", formToken)] + fields {
            body += "--XyZ\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
        }
        body +=
            "--XyZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n\(content)\r\n--XyZ--\r\n"
        let headers = [
            "content-type": "multipart/form-data; boundary=XyZ",
            "cookie": "dueregard-eastmarsh=\(token); dueregard-westmarsh=\(token)",
        ]
        return await council.dispatcher.answer(
            WebRequest(.post, path, headers: headers, body: Array(body.utf8)))
    }
}
