// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import EqualityStatistics
import Reports
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The pages of published tables` {
    private static let tables = "/eastmarsh/office/community/tables"
    private static let check = tables + "/new/check"
    private static let good =
        "area_code,area_name,group,count\nE07000901,Eastmarsh,First group,60\nE07000901,Eastmarsh,<Second>,40\n"

    private static let about = [
        ("table", "T9"), ("title", "Groups <now>"), ("dataset", "Survey 2025"), ("day", "30 June 2025"),
        ("universe", "All usual residents"), ("publisher", "Office"), ("licence", "OGL-UK-3.0"),
    ]

    private static func fields(_ page: WebResponse, _ path: String = check) -> [(String, String)] {
        Markup(page).fields(of: path).map { ($0.name, $0.value) }.filter {
            !["csrf", "again", "change"].contains($0.0)
        }
    }

    private static func fields(_ page: WebResponse, with more: [(String, String)]) -> [(String, String)] {
        let names = Set(more.map(\.0))
        return fields(page).filter { !names.contains($0.0) } + more
    }

    @Test func `take a table in steps, show it in the profile, and take it back`() async throws {
        let council = try await Council()
        let lead = try await council.visitor()
        #expect(await lead.get(Self.tables).text.contains("No table was taken in yet."))
        #expect(await lead.get(Self.tables + "/new").status == 200)
        let read = await lead.upload(Self.tables + "/new", "groups.csv", Array(Self.good.utf8))
        #expect(read.status == 200 && read.text.contains("What was understood"), "\(read.text)")
        #expect(read.text.contains("led to Groups") && read.text.contains("&lt;Second&gt;"))
        // Without what it is nothing goes on, and nothing typed is lost.
        let bare = await lead.send(Self.check, Self.fields(read, with: [("title", "Kept words")]))
        #expect(bare.status == 422 && bare.text.contains("Kept words"))
        #expect(bare.text.contains("Enter the day of the counts"))
        let look = await lead.send(Self.check, Self.fields(bare, with: Self.about))
        #expect(look.status == 200 && look.text.contains("Check what is taken in"), "\(look.text)")
        #expect(look.text.contains("Groups &lt;now&gt;"))
        #expect(try await council.office.publishedTables.tables().isEmpty)
        let done = await lead.send(Self.check, Self.fields(look))
        #expect(done.status == 303)
        let taken = try #require(try await council.office.publishedTables.tables().first)
        #expect(taken.fileName == "groups.csv" && taken.total == 100)
        let list = await lead.get(Self.tables + "?done=taken")
        #expect(list.text.contains("T9: Groups &lt;now&gt;") && list.text.contains("In use"))
        // It is newer than the shipped table, so the profile shows it.
        let profile = await lead.get("/eastmarsh/office/community/E07000901")
        #expect(
            profile.text.contains("Survey 2025") || profile.text.contains("30 June 2025"), "\(profile.text)")
        #expect(profile.text.contains("Tables behind these figures"))
        // A second time it is refused, naming the first.
        let again = await lead.upload(Self.tables + "/new", "again.csv", Array(Self.good.utf8))
        let refused = await lead.send(Self.check, Self.fields(again, with: Self.about))
        #expect(refused.status == 422 && refused.text.contains("this file was taken in as T9"))
        // Taken back, with a reason, after a last look.
        let path = Self.tables + "/\(taken.id)/withdraw"
        #expect(await lead.send(path, []).text.contains("Enter a reason"))
        let last = await lead.send(path, [("reason", "Wrong year")])
        #expect(last.status == 200 && last.text.contains("Check what is withdrawn"))
        #expect(await lead.send(path, Self.fields(last, path)).status == 303)
        let page = await lead.get(Self.tables + "/\(taken.id)")
        #expect(page.text.contains("Wrong year") && page.text.contains("Withdrawn"))
        #expect(await !lead.get("/eastmarsh/office/community/E07000901").text.contains("Survey 2025"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `say what is wrong with a file, by row and column`() async throws {
        let council = try await Council()
        let lead = try await council.visitor()
        let none = await lead.upload(Self.tables + "/new", "", [])
        #expect(none.status == 422 && none.text.contains("Select a CSV"))
        let pdf = await lead.upload(Self.tables + "/new", "a.pdf", Array("%PDF-1.7".utf8))
        #expect(pdf.status == 422 && pdf.text.contains("a PDF"))
        let bad = Self.good.replacing(",60", with: ",-60")
        let read = await lead.upload(Self.tables + "/new", "bad.csv", Array(bad.utf8))
        #expect(read.status == 422 && read.text.contains("“-60” is below 0"))
        #expect(read.text.contains("Row 2"))
        let foreign = Self.good.replacing("E07000901,Eastmarsh,", with: "E07009999,Nowhere,")
        let unknown = await lead.upload(Self.tables + "/new", "foreign.csv", Array(foreign.utf8))
        #expect(unknown.status == 422)
        #expect(unknown.text.contains("E07009999 (Nowhere) is no area"), "\(unknown.text)")
        let words = await lead.upload(Self.tables + "/new", "text.csv", Array("Dear all\n".utf8))
        #expect(words.status == 422 && words.text.contains("no table of counts"))
        #expect(try await council.office.publishedTables.tables().isEmpty)
    }

    @Test func `ask what a label means, and take the answer`() async throws {
        let lead = try await Council().visitor()
        let file = Self.good.replacing("First group", with: "Frist group")
        let read = await lead.upload(Self.tables + "/new", "a.csv", Array(file.utf8))
        #expect(read.status == 422 && read.text.contains("“Frist group” means"), "\(read.text)")
        #expect(read.text.contains("The nearest is “First group” (a)"))
        let look = await lead.send(
            Self.check, Self.fields(read, with: Self.about + [("meaning-0", "a")]))
        #expect(look.status == 200 && look.text.contains("Check what is taken in"), "\(look.text)")
        #expect(await lead.send(Self.check, Self.fields(look)).status == 303)
    }

    @Test func `are for those who may take tables in`() async throws {
        let council = try await Council()
        let analyst = try await council.visitor("analyst", [Grant(.analyst, within: .body)])
        #expect(await analyst.get(Self.tables + "/new").status == 200)
        let councillor = try await council.visitor("councillor", [Grant(.councillor, within: .body)])
        #expect(await councillor.get(Self.tables + "/new").status == 403)
        let list = await councillor.get(Self.tables)
        #expect(list.status == 200 && !list.text.contains("Take a table in"))
        #expect(await councillor.upload(Self.tables + "/new", "a.csv", Array(Self.good.utf8)).status == 403)
        #expect(await council.stranger.get(Self.tables).status == 303)
        #expect(await councillor.get(Self.tables + "/none").status == 404)
    }
}
