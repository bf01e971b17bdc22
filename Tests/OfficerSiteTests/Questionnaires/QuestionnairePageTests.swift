// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics
import Storage
import Testing

@testable import OfficerSite
@testable import WebServer

@Suite struct `The pages of questionnaires` {
    private static let all = "/eastmarsh/office/community/questionnaires"

    private static func council() async throws -> (Council, Visitor) {
        let council = try await Council(community: try AskingDesk.desk())
        return (council, try await council.visitor())
    }

    /// A draft made by its form; its address.
    private static func draft(_ visitor: Visitor) async throws -> String {
        let made = await visitor.send(all + "/new", AskingDesk.form)
        try #require(made.status == 303, "\(made.text)")
        return String(try #require(made.header("location")?.split(separator: "?").first))
    }

    private static func opened(_ visitor: Visitor) async throws -> String {
        let path = try await draft(visitor)
        let look = await visitor.get(path + "/preview")
        let sent = await visitor.send(path + "/open", fields(look, path + "/open"))
        try #require(sent.status == 303, "\(sent.text)")
        return path
    }

    private static func fields(_ page: WebResponse, _ path: String) -> [(String, String)] {
        Markup(page).fields(of: path).map { ($0.name, $0.value) }.filter { $0.0 != "csrf" }
    }

    private static func one(_ council: Council) async throws -> Questionnaire {
        try #require(try await council.office.questionnaires.questionnaires().first)
    }

    @Test func `make a draft with its data set, and open it as it was looked at`() async throws {
        let (council, visitor) = try await Self.council()
        let path = try await Self.draft(visitor)
        let draft = try await Self.one(council)
        #expect(draft.standing == .draft && draft.chosen == ["age", "group", "sex"])
        #expect(draft.set == (try AskingDesk.set()))
        let dataSet = try #require(try await council.office.monitoring.dataSet(draft.dataSetID))
        #expect(dataSet.title == "About you: <pools>" && dataSet.purpose == "to see")
        let look = await visitor.get(path + "/preview")
        for words in ["Why we ask", "Which Alpha?", "Asked only after “Alpha”", "Prefer not to say"] {
            #expect(look.text.contains(words), "\(words)")
        }
        // Somebody changed it after it was looked at: it is not opened.
        var changed = draft
        changed.why = "Another reason"
        try await council.office.questionnaires.save(changed, Council.change)
        let late = await visitor.send(path + "/open", Self.fields(look, path + "/open"))
        #expect(late.status == 422 && late.text.contains("changed while you looked"))
        #expect(try await Self.one(council).standing == .draft)
        let again = await visitor.get(path + "/preview")
        #expect(await visitor.send(path + "/open", Self.fields(again, path + "/open")).status == 303)
        #expect(try await Self.one(council).standing == .open)
        let list = await visitor.get(Self.all)
        #expect(
            list.text.contains("About you: &lt;pools&gt;")
                && list.text.contains("Open until 31 December 2026"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `keep what was typed, and say beside each field what is missing`() async throws {
        let (council, visitor) = try await Self.council()
        let empty = await visitor.send(Self.all + "/new", [("contact", "Typed <here>")])
        #expect(empty.status == 422 && empty.text.contains("Typed &lt;here&gt;"))
        for words in [
            "Enter what the questionnaire is called", "Enter why these questions are asked",
            "Select a set of questions", "Enter the first day", "Enter the last day",
            "Select the data set that the replies go into",
        ] {
            #expect(empty.text.contains(words), "\(words)")
        }
        let none = await visitor.send(
            Self.all + "/new", AskingDesk.form.filter { !$0.0.hasPrefix("question-") && $0.0 != "kind" })
        #expect(none.status == 422 && none.text.contains("Select at least one question"))
        #expect(none.text.contains("Select what sort of records it holds"))
        #expect(none.text.contains("value=\"pools\""))
        _ = try await Self.draft(visitor)
        let taken = await visitor.send(
            Self.all + "/new", AskingDesk.form + [("dataset-title", "Another")])
        #expect(taken.status == 422 && taken.text.contains("Enter another address"))
        #expect(try await council.office.questionnaires.questionnaires().count == 1)
    }

    @Test func `leave questions and address as they are once it is open`() async throws {
        let (council, visitor) = try await Self.council()
        let path = try await Self.opened(visitor)
        let edit = await visitor.get(path + "/edit")
        #expect(!edit.text.contains("name=\"slug\"") && !edit.text.contains("name=\"set\""))
        let fields = Self.fields(edit, path + "/edit").map { $0.0 == "title" ? ("title", "New title") : $0 }
        let saved = await visitor.send(path + "/edit", fields + [("slug", "forged"), ("first-year", "2020")])
        #expect(saved.status == 303, "\(saved.text)")
        let one = try await Self.one(council)
        #expect(one.title == "New title" && one.slug == "pools" && one.period.first.year == 2026)
        // A second save from the same page comes too late, and shows both.
        let late = await visitor.send(
            path + "/edit", fields.map { $0.0 == "title" ? ("title", "Mine") : $0 })
        #expect(late.status == 409 && late.text.contains("Mine") && late.text.contains("New title"))
    }

    @Test func `key replies on paper, one form after the other, and take one back`() async throws {
        let (council, visitor) = try await Self.council()
        let path = try await Self.opened(visitor)
        let page = await visitor.get(path + "/key")
        for words in ["Alpha: Two", "Not on the form", "Not answered", "Prefer not to say"] {
            #expect(page.text.contains(words), "\(words)")
        }
        func key(_ page: WebResponse, _ answers: [String: String]) async -> WebResponse {
            await visitor.send(
                path + "/key",
                Self.fields(page, path + "/key").map { ($0.0, answers[$0.0] ?? $0.1) })
        }
        let nothing = await key(page, ["batch": "May & June"])
        #expect(nothing.status == 422 && nothing.text.contains("Select that nothing was answered"))
        let first = ["batch": "May & June", "key-age": "1990", "key-group": "a2", "key-sex": "not-asked"]
        for _ in 1...2 { #expect(await key(page, first).status == 303) }
        let next = await visitor.get(try #require(await key(page, first).header("location")))
        #expect(next.text.contains("1 reply was keyed from paper, 1 of them in this batch"))
        #expect(next.text.contains("value=\"May &amp; June\""))
        let wrong = await key(next, ["key-age": "1750", "key-group": "b"])
        #expect(wrong.status == 422 && wrong.text.contains("Age must be years"))
        #expect(wrong.text.contains("value=\"1750\"") && wrong.text.contains("value=\"b\" selected"))
        let second = await key(wrong, ["key-age": "p"])
        #expect(second.status == 303)
        let id = try await Self.one(council).id
        #expect(
            try await council.office.replies.replies(to: id).map { [$0["ages"], $0["group"], $0["sex"]] } == [
                ["16", "a2", "not-asked"], ["prefer-not-to-say", "b", "not-answered"],
            ])
        let after = await visitor.get(try #require(second.header("location")))
        let back = Markup(after).forms.first { $0.fields.contains { $0.name == "last" } }
        let fields = try #require(back).fields.map { ($0.name, $0.value) }
        #expect(await visitor.send(path + "/key", fields.filter { $0.0 != "csrf" }).status == 303)
        #expect(try await council.office.replies.counts()[id] == ReplyCount(online: 0, paper: 1))
        // Who keyed is logged; what was keyed is not.
        let log = try await council.office.log.entries(about: "questionnaire", id).map(\.event)
        #expect(log.contains { $0.verb == "keyed" && $0.details == "a reply on paper, batch May & June" })
        #expect(!log.contains { $0.details.contains("a2") || $0.details.contains("16") })
    }

    /// Replies as they are sent by the public form.
    private static func reply(_ council: Council, _ count: Int) async throws -> [[String: String]] {
        let one = try await Self.one(council)
        let choices: [[String: String]] = [
            ["age": "16", "group": "a", "group-a": "a1", "sex": "f"], ["group": "a", "sex": "m"],
            ["age": "0-15", "group": "prefer-not-to-say"], ["age": "prefer-not-to-say", "group": "b"], [:],
        ]
        var replies: [[String: String]] = []
        for place in 0..<count {
            let answers = QuestionnaireAnswers(
                codes: choices[place % choices.count], words: place == 3 ? ["group": "Findme"] : [:])
            let reply = one.road.reply(answers)
            let receipt = try await council.office.replies.send(
                reply, to: one.id, key: "key \(place)", on: Council.today)
            try #require(receipt == .taken)
            replies.append(reply.codes)
        }
        return replies
    }

    @Test func `make closed replies a version whose counts are those of the replies`() async throws {
        let (council, visitor) = try await Self.council()
        let path = try await Self.opened(visitor)
        let replies = try await Self.reply(council, 23)
        #expect(await visitor.get(path + "/take").status == 303)
        let show = await visitor.get(path)
        #expect(show.text.contains("23 replies") && !show.text.contains("Findme"))
        #expect(await visitor.send(path + "/close", Self.fields(show, path + "/close")).status == 303)
        let before = await visitor.get(path)
        #expect(before.text.contains("Findme") && before.text.contains("Open it again"))
        let look = await visitor.get(path + "/take")
        for words in [
            "This cannot be undone", "the single replies are deleted", "register of objections has no effect",
            "23 rows: 23 people taken",
        ] {
            #expect(look.text.contains(words), "\(words)")
        }
        var fields = Self.fields(look, path + "/take")
        if look.text.contains("name=\"accept\"") { fields.append(("accept", "yes")) }
        let taken = await visitor.send(path + "/take", fields)
        try #require(taken.status == 303, "\(taken.text)")
        // Sent twice, it is one version.
        #expect(await visitor.send(path + "/take", fields).status == 303)

        let one = try await Self.one(council)
        let versions = try await council.office.monitoring.versions(of: one.dataSetID)
        let version = try #require(versions.first)
        #expect(versions.count == 1 && one.standing == .taken && one.takenAs == 1)
        #expect(version.questionSet == "Questions of the set" && version.questionVersion == "7")
        #expect(version.period == one.period && version.records == 23)
        #expect(version.columns.map(\.name) == ["age", "group", "sex"])
        let chunks = try await council.office.monitoring.chunks(of: one.dataSetID, version: 1)
        let counted = try CodedColumns(chunks.map { try CodedChunk(HeldBytes($0)) })
            .crossTabulation(over: [0, 1, 2])
        var expected: [[String]: Int] = [:]
        for reply in replies {
            expected[["ages", "group", "sex"].map { reply[$0] ?? "not-answered" }, default: 0] += 1
        }
        var found: [[String]: Int] = [:]
        counted.forEachCell { codes, count in
            guard count > 0 else { return }
            found[zip(codes, version.columns).map { $1.entries[$0].code }] = count
        }
        #expect(found == expected)

        // Nothing of the single replies or of the words is left.
        let everything = try await council.everything()
        #expect(everything["questionnaire_reply"]?.isEmpty ?? true)
        #expect(everything["questionnaire_words"]?.isEmpty ?? true)
        #expect(!everything.values.joined().joined().contains { $0.contains("Findme") })
        #expect(await visitor.get(path + "/key").status == 303)
        #expect(await visitor.get(path).text.contains("Nothing of them is left here"))
        #expect(council.faults.all.withLock { $0 } == [])
    }

    @Test func `make another like one that was, without its days and its address`() async throws {
        let (council, visitor) = try await Self.council()
        _ = try await Self.opened(visitor)
        let id = try await Self.one(council).id
        let page = await visitor.get(Self.all + "/new?like=\(id)")
        let fields = Dictionary(Self.fields(page, Self.all + "/new")) { $1 }
        #expect(fields["title"] == "About you: <pools>" || fields["title"] == "About you: &lt;pools&gt;")
        #expect(fields["slug"] == "" && fields["first-day"] == "")
        #expect(page.text.contains("value=\"set@7\" checked"))
        #expect(fields["dataset"] == (try await Self.one(council).dataSetID))
        #expect(fields["version"] == nil)
    }

    @Test func `take only the replies that were shown`() async throws {
        let (council, visitor) = try await Self.council()
        let path = try await Self.opened(visitor)
        _ = try await Self.reply(council, 5)
        let one = try await Self.one(council)
        try await council.office.questionnaires.close(one, Council.change)
        let look = await visitor.get(path + "/take")
        _ = try await council.office.replies.key(
            QuestionnaireReply(codes: ["ages": "16"]), to: one.id, batch: "", key: "late", on: Council.today,
            Council.change)
        let late = await visitor.send(
            path + "/take", Self.fields(look, path + "/take") + [("accept", "yes")])
        #expect(late.status == 409 && late.text.contains("The replies changed while you were looking"))
        #expect(try await council.office.monitoring.versions(of: one.dataSetID).isEmpty)
        #expect(try await council.office.replies.counts()[one.id]?.all == 6)
    }

    @Test func `let those who only see figures look, and nothing more`() async throws {
        let (council, visitor) = try await Self.council()
        let path = try await Self.opened(visitor)
        let other = try await council.visitor("manager", [Grant(.serviceManager, within: .body)])
        #expect(await other.get(path).status == 403)
        #expect(await other.get(Self.all).status == 403)
        #expect(await council.stranger.get(path).status == 303)
        // Human resources see what is about staff, and find nothing of anybody else.
        let staff = try await council.visitor("hr", [Grant(.humanResources, within: .body)])
        for rest in ["", "/preview", "/paper", "/key", "/edit", "/take"] {
            #expect(await staff.get(path + rest).status == 404, "\(rest)")
        }
        for act in ["/open", "/close", "/key", "/edit", "/take"] {
            #expect(await staff.send(path + act, []).status == 404, "\(act)")
        }
        #expect(!(await staff.get(Self.all).text.contains("pools")))
        let new = await staff.get(Self.all + "/new")
        #expect(!new.text.contains("About you: &lt;pools&gt;") && new.text.contains("Workforce headcount"))
        #expect(!new.text.contains("value=\"serviceUsers\""))
        let forged = await staff.send(Self.all + "/new", AskingDesk.form + [("slug", "other")])
        #expect(forged.status == 422 && forged.text.contains("Select what sort of records"))
        #expect(await visitor.get(path + "/paper?size=large").text.contains("dr-paper--large"))
    }
}
