// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The reports on monitoring data` {
    private static let data = "/eastmarsh/office/data"

    /// A data set with one delivery of these rows, through the steps of its pages.
    private static func taken(
        _ council: Council, _ visitor: Visitor, _ dataSet: DataSet, _ header: String, _ rows: [String],
        period: String = "2025/26"
    ) async throws -> String {
        let found = try await council.office.monitoring.dataSet(named: dataSet.title)
        let id: String
        if let found {
            id = found.id
        } else {
            id = try await council.office.monitoring.add(dataSet, Council.change)
        }
        let (check, take) = (data + "/\(id)/import/check", data + "/\(id)/import/take")
        func fields(_ page: WebResponse, _ path: String) -> [(String, String)] {
            Markup(page).fields(of: path).map { ($0.name, $0.value) }
                .filter { $0.0 != "csrf" && $0.0 != "change" }
        }
        let file = ([header] + rows).joined(separator: "\r\n") + "\r\n"
        let columns = await visitor.sendFile(data + "/\(id)/import", "f.csv", file, [("period", period)])
        let found2 = await visitor.send(check, fields(columns, check))
        var last = fields(found2, take)
        if !last.contains(where: { $0.0 == "accept" }) { last.append(("accept", "yes")) }
        #expect(await visitor.send(take, last).status == 303, "\(found2.text)")
        return id
    }

    private static func people(_ count: Int, _ female: Int, _ stage: String = "") -> [String] {
        (0..<count).map { "\($0 < female ? "F" : "M")\(stage.isEmpty ? "" : ",\(stage)")" }
    }

    private static let staff = DataSet(
        title: "Staff", kind: .workforce, purpose: "p", retention: "r", areaCode: "E07000001")
    private static let leavers = DataSet(
        title: "Leavers", kind: .leavers, purpose: "p", retention: "r", areaCode: "E07000001")

    @Test func `hold one data set against another, and offer it by name`() async throws {
        let council = try await Council(community: try MonitoringDesk.desk())
        let visitor = try await council.visitor()
        let staff = try await Self.taken(council, visitor, Self.staff, "Sex", Self.people(400, 100))
        let left = try await Self.taken(council, visitor, Self.leavers, "Sex", Self.people(100, 60))
        let page = await visitor.get(Self.data + "/\(left)/representation?by=sex&benchmark=data%3A\(staff)")
        #expect(page.status == 200, "\(page.text)")
        #expect(page.text.contains("Female (60.0%, benchmark 25.0%): over-represented"))
        #expect(page.text.contains("own records and is not published"))
        #expect(page.text.contains("value=\"data:\(staff)\" selected"))
        #expect(page.text.contains("<svg") && page.text.contains("chart-representation"))
        let census = await visitor.get(Self.data + "/\(left)/representation?by=sex")
        #expect(
            census.text.contains("Data set: Staff, 2025/26") && census.text.contains("Eastmarsh: Census 2021")
        )
        let unknown = await visitor.get(Self.data + "/\(left)/representation?by=sex&benchmark=data%3Anobody")
        #expect(unknown.status == 422 && unknown.text.contains("There is no data set"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `keep to the thresholds that the body has set, and say them`() async throws {
        let council = try await Council(community: try MonitoringDesk.desk())
        let visitor = try await council.visitor()
        let left = try await Self.taken(council, visitor, Self.leavers, "Sex", Self.people(100, 70))
        let path = Self.data + "/\(left)/representation?by=sex"
        let before = await visitor.get(path)
        #expect(before.text.contains("Female (70.0%, benchmark 50.0%): over-represented"), "\(before.text)")
        #expect(before.text.contains("the whole 95% interval") && before.text.contains("at most 80% of it"))
        for (name, value) in [
            (BodyProfile.Name.representationRatio, "60"), (BodyProfile.Name.confidence, "99"),
            (BodyProfile.Name.representationBase, "101"),
        ] {
            try await BodyStore(database: council.office.database).set(
                [Setting(name: name, effectiveFrom: CalendarDay(2020, 1, 1), value: value)], Council.change)
            council.office.forgetProfile()
            let page = await visitor.get(path)
            switch name {
            case BodyProfile.Name.representationRatio:
                #expect(page.text.contains("at most 60% of it"))
                #expect(!page.text.contains(": over-represented"))
            case BodyProfile.Name.confidence:
                #expect(page.text.contains("99% interval") && !page.text.contains("95% interval"))
            default: #expect(page.text.contains("All groups: too few to say"))
            }
        }
    }

    @Test func `tell who was selected, and what moved from delivery to delivery`() async throws {
        let council = try await Council(community: try MonitoringDesk.desk())
        let visitor = try await council.visitor()
        let set = DataSet(title: "Applicants", kind: .recruitment, purpose: "p", retention: "r")
        let rows =
            Self.people(200, 100, "applied") + Self.people(100, 20, "shortlisted")
            + Self.people(20, 5, "appointed")
        let id = try await Self.taken(council, visitor, set, "Sex,Outcome", rows)
        let page = await visitor.get(Self.data + "/\(id)/selection?by=sex")
        #expect(page.status == 200, "\(page.text)")
        for words in [
            "Male. It is the largest.", "25 of 125", "95 of 195", "Less likely to succeed",
            "without standing in UK law",
        ] { #expect(page.text.contains(words), "\(words)") }
        let wrong = await visitor.get(Self.data + "/\(id)/selection?by=sex&against=Nobody")
        #expect(wrong.status == 422 && wrong.text.contains("There are: Female, Male"))
        _ = try await Self.taken(
            council, visitor, set, "Sex,Outcome", Self.people(300, 60, "applied"), period: "2026/27")
        let trend = await visitor.get(Self.data + "/\(id)/trend?by=sex")
        #expect(trend.status == 200 && trend.text.contains("Female fell by"), "\(trend.text)")
        #expect(trend.text.contains("chart-trend") && trend.text.contains("2026/27"))
        let staff = try await Self.taken(council, visitor, Self.staff, "Sex", Self.people(400, 100))
        let none = await visitor.get(Self.data + "/\(staff)/selection?by=sex")
        #expect(none.status == 422 && none.text.contains("have no stages"))
        let alone = await visitor.get(Self.data + "/\(staff)/trend?by=sex")
        #expect(alone.text.contains("There is one delivery only"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `tell rates among staff, with ages evened out where that is asked for`() async throws {
        let council = try await Council(community: try MonitoringDesk.desk())
        let visitor = try await council.visitor()
        func rows(_ parts: [(String, Int, Int)]) -> [String] {
            parts.flatMap { [String](repeating: "\($0.0),\($0.1)", count: $0.2) }
        }
        _ = try await Self.taken(
            council, visitor, Self.staff, "Sex,Age",
            rows([("F", 10, 90), ("F", 70, 10), ("M", 10, 10), ("M", 70, 90)]))
        let left = try await Self.taken(
            council, visitor, Self.leavers, "Sex,Age",
            rows([("F", 10, 9), ("F", 70, 5), ("M", 10, 1), ("M", 70, 45)]))
        let path = Self.data + "/\(left)/rates?by=sex"
        let page = await visitor.get(path)
        #expect(page.status == 200, "\(page.text)")
        for words in [
            "Staff, version 1 was asked for", "Female (14.0 for each 100): lower",
            "Male (46.0 for each 100): higher",
            "each 100 people of a group", "chart-rates", "Raw counts. Not for publication.",
        ] { #expect(page.text.contains(words), "\(words)") }
        let even = await visitor.get(path + "&ages=yes")
        for words in [
            "All groups: no evidence.", "With ages evened out", "Expected cases",
            "with the ages of all groups together",
        ] { #expect(even.text.contains(words), "\(words) \(even.text)") }
        let byAge = await visitor.get(Self.data + "/\(left)/rates?by=age&ages=yes")
        #expect(byAge.status == 422 && byAge.text.contains("Ages cannot be evened out between groups"))
        let nobody = await visitor.get(path + "&among=")
        #expect(nobody.status == 422 && nobody.text.contains("Say among whom it happened"))
        let data = await visitor.get(Self.data + "/\(left)")
        #expect(data.text.contains("rates by sex") && !data.text.contains("became of them"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `tell which contractors are late`() async throws {
        let council = try await Council(community: try MonitoringDesk.desk())
        let visitor = try await council.visitor()
        let set = DataSet(title: "Returns", kind: .contractorReturns, purpose: "p", retention: "r")
        func rows(_ name: String, _ state: String, _ count: Int) -> [String] {
            [String](repeating: "\(name),\(state)", count: count)
        }
        let id = try await Self.taken(
            council, visitor, set, "Contractor,State",
            rows("Dune <Homes>", "complete", 40) + rows("Dune <Homes>", "late", 2)
                + rows("Marsh Care", "late", 30) + rows("Marsh Care", "complete", 5))
        let data = await visitor.get(Self.data + "/\(id)")
        #expect(data.text.contains("What became of them by contractor"), "\(data.text)")
        let page = await visitor.get(Self.data + "/\(id)/outcomes?by=contractor")
        #expect(page.status == 200, "\(page.text)")
        for words in [
            "Marsh Care late more often", "Dune &lt;Homes&gt; late less often", "30 of 35", "chart-outcomes",
            "Late, beside all others", "All together",
        ] { #expect(page.text.contains(words), "\(words)") }
        let wrong = await visitor.get(Self.data + "/\(id)/outcomes?by=supplier")
        #expect(wrong.status == 422 && wrong.text.contains("There are: contractor"))
        let rates = await visitor.get(Self.data + "/\(id)/rates?by=contractor")
        #expect(rates.status == 422 && rates.text.contains("they have no rates"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `delete records for good after a last look, and keep what was said of them`() async throws {
        let council = try await Council(community: try MonitoringDesk.desk())
        let visitor = try await council.visitor()
        var set = Self.staff
        set.retainUntil = CalendarDay(2020, 1, 1)
        let id = try await Self.taken(council, visitor, set, "Sex", Self.people(400, 100))
        let path = Self.data + "/\(id)/delete"
        #expect(await visitor.get(Self.data + "/\(id)").text.contains("These records are kept too long"))
        let empty = await visitor.send(path, [("reason", "")])
        #expect(empty.status == 422 && empty.text.contains("Select the deliveries"))
        #expect(empty.text.contains("Enter a reason"))
        let chosen = [("versions", "1"), ("reason", "their time is over")]
        let look = await visitor.send(path, chosen)
        #expect(look.status == 200 && look.text.contains("Version 1, 2025/26: 400 people"))
        #expect(try await council.office.monitoring.versionsWithRecords(of: id) == [1])
        #expect(await visitor.get(Self.data + "/\(id)/trend?by=sex").status == 200)
        #expect(await visitor.send(path, chosen + [("confirmed", "yes")]).status == 303)
        #expect(try await council.office.monitoring.chunks(of: id, version: 1).isEmpty)
        let page = await visitor.get(Self.data + "/\(id)")
        #expect(page.text.contains("Records deleted") && !page.text.contains("kept too long"))
        #expect(page.text.contains("400 people taken"))
        let report = await visitor.get(Self.data + "/\(id)/representation?by=sex")
        #expect(report.status == 422 && report.text.contains("The records of version 1 were deleted"))
        #expect(
            try await council.office.log.entries(about: "data set", id).contains {
                $0.event.verb.contains("deleted")
            })
    }
}
