// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The last look before an act that cannot be undone` {
    private static let outcome = [
        ("decided", "Agreed, with the \"reduced\" charge"), ("taken-day", "11"), ("taken-month", "1"),
        ("taken-year", "2027"), ("time", "7:15pm"),
    ]

    /// An assessment in a report, with two members of whom nobody has read it.
    private static func listed() async throws -> (cast: Cast, id: String, page: String) {
        let cast = try await Cast(try await Council())
        let (id, page) = try await cast.listed()
        return (cast, id, page)
    }

    private static func reading(_ id: String, _ cast: Cast) async throws -> [(String, String)] {
        [
            ("assessment", id), ("version", "\(try await cast.record(id).version)"), ("read-\(id)", "yes"),
        ]
    }

    /// The morning after the meeting, with fresh sessions.
    private static func afterwards(_ cast: Cast) async throws -> Cast {
        cast.council.clock.value.withLock { $0 = Instant(milliseconds: 1_799_700_000_000) }
        return try await Cast.again(cast)
    }

    @Test func `at a decision shows what is recorded, who read which version, and records nothing`()
        async throws
    {
        var (cast, id, page) = try await Self.listed()
        let read = try await Self.reading(id, cast)
        #expect(await cast.councillor.confirm(page + "/acknowledge", read).status == 303)
        cast = try await Self.afterwards(cast)
        let version = try await cast.record(id).version
        let look = await cast.clerk.send(page + "/decide", Self.outcome)
        #expect(look.status == 200, "\(Markup(look).problems)")
        #expect(look.says("Rents 2027") && look.says("Agreed, with the \"reduced\" charge"))
        #expect(look.says("Cabinet (cabinet)") && look.says("11 January 2027, 7:15pm"))
        #expect(look.says("Recorded by") && look.says("Post of clerk"))
        #expect(look.says("Who has read version \(version) of EIA-2026-001"))
        #expect(look.says("Recorded as not acknowledged before the decision: Post of other."))
        #expect(look.text.contains("<strong>DR5</strong>"), "what the checks miss is recorded with it")
        #expect(look.says("Record this decision") && !look.says("An unusual date"))
        #expect(try await cast.record(id).decision?.takenAt == nil)
        // Back with everything that was typed.
        let sent = Markup(look).sent(to: page + "/decide")
        let form = await cast.clerk.send(page + "/decide", sent + [("change", "yes")])
        #expect(form.status == 200)
        let again = Markup(form).fields(of: page + "/decide")
        for (name, value) in Self.outcome {
            #expect(again.first { $0.name == name }?.value == value, "\(name)")
        }
        #expect(try await cast.record(id).decision?.takenAt == nil)
        // Done, and done once however often it is sent.
        for _ in 1...2 { #expect(await cast.clerk.send(page + "/decide", sent).status == 303) }
        let record = try await cast.record(id)
        #expect(record.decision?.decided == "Agreed, with the \"reduced\" charge")
        #expect(record.events.count { $0.act == .decided } == 1)
        let late = await cast.clerk.send(page + "/decide", Self.outcome)
        #expect(late.status == 409)
        #expect(late.says("This decision has been recorded already") && late.says("What you typed"))
        #expect(cast.council.faults.all.withLock { $0 } == [])
    }

    @Test func `at a decision does not count what was read only after it was taken`() async throws {
        var (cast, id, page) = try await Self.listed()
        let read = try await Self.reading(id, cast)
        #expect(await cast.councillor.confirm(page + "/acknowledge", read).status == 303)
        cast = try await Self.afterwards(cast)
        let earlier =
            [("decided", "Agreed")] + [
                ("taken-day", "21"), ("taken-month", "11"), ("taken-year", "2026"), ("time", "9am"),
            ]
        let look = await cast.clerk.send(page + "/decide", earlier)
        #expect(look.status == 200, "\(Markup(look).problems)")
        #expect(
            look.says("Recorded as not acknowledged before the decision: Post of councillor; Post of other."))
        #expect(look.says("Read after the decision"))
        #expect(look.says("acknowledged the assessment only after the decision"))
        // A day long before the meeting is said, and meant.
        #expect(look.says("This is 51 days before its meeting on 11 January 2027."))
        let sent = Markup(look).sent(to: page + "/decide")
        let asked = await cast.clerk.send(page + "/decide", sent)
        #expect(asked.status == 422)
        #expect(Markup(asked).problems.map(\.field) == ["early"])
        #expect(try await cast.record(id).decision?.takenAt == nil)
        let form = await cast.clerk.send(page + "/decide", sent + [("change", "yes")])
        #expect(form.says("not acknowledged by Post of councillor, Post of other"))
        let meant = sent + [("early", "yes")]
        #expect(await cast.clerk.send(page + "/decide", meant).status == 303)
        #expect(try await cast.record(id).last(.decided)?.details["missing"]?.contains("DR5") == true)
        #expect(await cast.clerk.get(page).says("Read after the decision"))
        #expect(await cast.clerk.get(Cast.office + "/decisions").says("0 of 2"))
    }

    @Test func `at a decision is told when somebody changed it meanwhile, and nothing is recorded`()
        async throws
    {
        var (cast, id, page) = try await Self.listed()
        cast = try await Self.afterwards(cast)
        let path = page + "/decide"
        let look = await cast.clerk.send(path, Self.outcome)
        let stale = Markup(look).sent(to: path)
        let reopened = await cast.act(
            .signOffReopened, on: id, as: cast.author, ["cause": "budget", "reason": "The grant fell"])
        #expect(reopened.status == 303, "\(Markup(reopened).problems)")
        let answer = await cast.clerk.send(path, stale)
        #expect(answer.status == 409)
        #expect(
            answer.says("Nothing was recorded")
                && answer.says("Post of author acted meanwhile (sign-off reopened)"))
        #expect(answer.says("Agreed, with the \"reduced\" charge"), "what was typed is lost")
        #expect(try await cast.record(id).state == .inProgress)
        #expect(try await cast.record(id).decision?.takenAt == nil)
        // The same for what was prepared.
        let seen = Markup(answer).sent(to: path)
        let change = await cast.clerk.fill(page + "/edit", ["title": "Rents, changed"])
        #expect(await cast.clerk.send(page + "/edit", change).status == 303)
        let second = await cast.clerk.send(path, seen)
        #expect(second.status == 409)
        #expect(second.says("Rents, changed") && second.says("Post of clerk acted meanwhile (changed)"))
        // What is shown now is recorded.
        let done = await cast.clerk.send(path, Markup(second).sent(to: path))
        #expect(done.status == 303)
        #expect(try await cast.record(id).decision?.takenAt != nil)
    }

    @Test func `that is skipped records no decision`() async throws {
        var (cast, id, page) = try await Self.listed()
        cast = try await Self.afterwards(cast)
        let answer = await cast.clerk.send(page + "/decide", Self.outcome + [("confirmed", "yes")])
        #expect(answer.status == 409)
        #expect(try await cast.record(id).decision?.takenAt == nil)
    }

    @Test func `at an acknowledgement says what it means, and is taken again where the report changed`()
        async throws
    {
        let (cast, id, page) = try await Self.listed()
        let (path, read) = (page + "/acknowledge", try await Self.reading(id, cast))
        let look = await cast.councillor.send(path, read)
        #expect(look.status == 200)
        let item = try #require(try await cast.record(id).decision)
        #expect(look.says("What acknowledging means") && look.says("Acknowledge this version"))
        #expect(look.says("Version \(item.listedVersion)") && look.text.contains(item.listedDigest))
        #expect(look.says("Post of councillor") && look.says("You do not say that you agree"))
        #expect(try await cast.record(id).events.count { $0.act == .acknowledged } == 0)
        let sent = Markup(look).sent(to: path)
        let back = await cast.councillor.send(path, sent + [("change", "yes")])
        #expect(back.status == 200)
        #expect(Markup(back).fields(of: path).contains { $0.name == "read-\(id)" }, "the tick is kept")
        // Another member's acknowledgement is no change of what was read.
        let other = try await cast.council.visitor("other")
        #expect(await other.confirm(path, read).status == 303)
        #expect(await cast.councillor.send(path, sent).status == 303)
        #expect(try await cast.record(id).events.count { $0.act == .acknowledged } == 2)
        let stale = read.map { ($0.0, $0.0 == "version" ? "1" : $0.1) }
        let third = try await cast.council.visitor("other")
        #expect(await third.send(path, stale).status == 422, "who has acknowledged is told so")
    }

    @Test func `at an acknowledgement of another version than is listed says who changed it`() async throws {
        let (cast, id, page) = try await Self.listed()
        let read = try await Self.reading(id, cast).map { ($0.0, $0.0 == "version" ? "1" : $0.1) }
        let answer = await cast.councillor.send(page + "/acknowledge", read)
        #expect(answer.status == 409)
        #expect(answer.says("Read the version that is in the report now"))
        #expect(try await cast.record(id).events.count { $0.act == .acknowledged } == 0)
    }

    @Test func `at a withdrawal names the files that stop being served, and keeps the reason`() async throws {
        let (cast, id, _) = try await Self.listed()
        let record = try await cast.record(id)
        let publish = [
            ("summary", "In short"), ("checked", "yes"), ("confirmed", "yes"),
            ("version", "\(record.version)"), ("sequence", "\(record.events.last?.sequence ?? 0)"),
        ]
        #expect(await cast.clerk.send(Cast.page(id, "/publish"), publish).status == 303)
        let path = Cast.page(id, "/publish/1/withdraw")
        let look = await cast.clerk.send(path, [("reason", "A name was in it")])
        #expect(look.status == 200)
        for file in ["odt", "docx", "json"] {
            #expect(look.says("/eastmarsh/assessments/eia-2026-001/1.\(file)"), "\(file)")
        }
        #expect(look.says("A name was in it") && look.says("Nothing of this assessment"))
        #expect(look.says("Withdraw it"))
        #expect(try await cast.record(id).publications.map(\.isWithdrawn) == [false])
        let sent = Markup(look).sent(to: path)
        let back = await cast.clerk.send(path, sent + [("change", "yes")])
        #expect(Markup(back).fields(of: path).first { $0.name == "reason" }?.value == "A name was in it")
        for _ in 1...2 { #expect(await cast.clerk.send(path, sent).status == 303) }
        #expect(try await cast.record(id).publications.map(\.isWithdrawn) == [true])
    }

    @Test func `at the withdrawal of a published work names its files, and who was first`() async throws {
        let council = try await Council()
        let lead = try await council.visitor()
        _ = try await council.office.publish(.coverage, on: CalendarDay(2026, 3, 31), Council.change)
        let path = Cast.office + "/publications/coverage/1/withdraw"
        let look = await lead.send(path, [("reason", "It counted twice")])
        #expect(look.status == 200)
        #expect(look.says("/eastmarsh/published/coverage/1.csv") && look.says("It counted twice"))
        let store = PublicationStore(database: council.database)
        #expect(try await store.publication(.coverage).editions.first?.withdrawal == nil)
        let sent = Markup(look).sent(to: path)
        let back = await lead.send(path, sent + [("change", "yes")])
        #expect(Markup(back).fields(of: path).first { $0.name == "reason" }?.value == "It counted twice")
        #expect(await lead.send(path, sent).status == 303)
        #expect(try await store.publication(.coverage).editions.first?.withdrawal != nil)
        let late = await lead.send(path, [("reason", "Mine")])
        #expect(late.status == 409)
        #expect(late.says("It counted twice") && late.says("Mine"))
    }

    @Test func `a meeting that has not been yet is no date to start from`() async throws {
        var (cast, _, page) = try await Self.listed()
        func day(_ answer: WebResponse, _ name: String) -> String? {
            Markup(answer).fields(of: page + "/decide").first { $0.name == name }?.value
        }
        let before = await cast.clerk.get(page + "/decide")
        #expect(day(before, "taken-day") == "" && day(before, "time") == "")
        cast = try await Self.afterwards(cast)
        let after = await cast.clerk.get(page + "/decide")
        #expect(day(after, "taken-day") == "11" && day(after, "time") == "18:30")
    }
}
