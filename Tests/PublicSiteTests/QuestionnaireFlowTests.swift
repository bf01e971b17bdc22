// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage
import Testing

@testable import PublicSite
@testable import WebServer

@Suite struct `A questionnaire that people answer` {
    private static let path = "/ask/leisure"

    /// Begins, and gives the first question.
    private static func begin(_ town: AskingTown) async -> Step {
        let intro = await town.get(path)
        return await town.post(path, intro.hidden("begin") + [("begin", "yes")])
    }

    private static func answer(_ town: AskingTown, _ page: Step, _ fields: [(String, String)]) async -> Step {
        await town.post(path, page.hidden("answer") + fields)
    }

    private static func skip(_ town: AskingTown, _ page: Step) async -> Step {
        await answer(town, page, [("skip", "yes")])
    }

    @Test(arguments: [false, true])
    func `asks one question a page, shows all answers, and counts a reply once`(postgreSQL: Bool) async throws
    {
        try await AskingTown.with(postgreSQL: postgreSQL) { town, one in
            let intro = await town.get(Self.path)
            for words in [
                "Why we ask", "To see &lt;whom&gt; we miss", "Every question is optional",
                "make no difference", "Lawful basis: Public task", "Kept: 6 years",
            ] {
                #expect(intro.text.contains(words), "\(words)")
            }
            let age = await Self.begin(town)
            #expect(age.heading == "When were you born?")
            let group = await Self.answer(town, age, [("answer-year", "1990")])
            #expect(group.heading == "What about group?")
            // The band is known from here on, and the year nowhere.
            #expect(group.text.contains("value=\"16\"") && !group.text.contains("1990"))
            let detail = await Self.answer(town, group, [("answer", "a")])
            #expect(detail.heading == "What about group-a?")
            let faith = await Self.answer(town, detail, [("answer", "a2")])
            #expect(faith.heading == "What about faith?")
            let check = await Self.answer(town, faith, [("answer", "prefer-not-to-say")])
            #expect(check.heading == "Check your answers")
            for words in ["16 and over", "Alpha", "Two", "Prefer not to say"] {
                #expect(check.text.contains(words), "\(words)")
            }
            #expect(await town.count(one) == 0)
            for _ in 1...2 {
                let sent = await town.post(Self.path + "/send", check.hidden("send"))
                #expect(sent.status == 303)
                #expect(sent.response.header("location") == "/eastmarsh/ask/leisure/sent")
            }
            #expect(
                await town.kept(one) == [
                    ["age": "16", "group": "a2", "faith": "prefer-not-to-say"]
                ])
            let after = await town.get(Self.path + "/sent")
            #expect(after.heading == "Your answers were sent" && after.text.contains("Ask us"))
        }
    }

    @Test(arguments: [false, true])
    func `lets people go back and change, and drops a detail with its answer`(postgreSQL: Bool) async throws {
        try await AskingTown.with(postgreSQL: postgreSQL) { town, one in
            let group = await Self.skip(town, await Self.begin(town))
            let detail = await Self.answer(town, group, [("answer", "a")])
            let faith = await Self.answer(town, detail, [("answer", "a1")])
            // Back with what was answered still chosen.
            let again = await town.post(Self.path, faith.hidden("back"))
            #expect(again.heading == "What about group-a?" && again.text.contains("value=\"a1\" checked"))
            let check = await Self.skip(
                town, await Self.answer(town, again, [("answer", "a1")]))
            #expect(check.heading == "Check your answers")
            let change = await town.post(Self.path, check.hidden("change") + [("change", "group")])
            #expect(change.heading == "What about group?" && change.text.contains("value=\"a\" checked"))
            // Another answer has no detail: straight back to the answers, the detail gone.
            let other = await Self.answer(town, change, [("answer", "b"), ("answer-words", "Ours")])
            #expect(other.heading == "Check your answers")
            #expect(!other.text.contains("group-a") && other.text.contains("Ours"))
            // And back again: the detail is asked before the answers are shown.
            let back = await town.post(Self.path, other.hidden("change") + [("change", "group")])
            let asks = await Self.answer(town, back, [("answer", "a")])
            #expect(asks.heading == "What about group-a?" && !asks.text.contains("value=\"a1\" checked"))
            let last = await Self.answer(town, asks, [("answer", "a2")])
            #expect(last.heading == "Check your answers")
            let first = await town.post(Self.path, last.hidden("back"))
            #expect(first.heading == "What about faith?")
            _ = await town.post(Self.path + "/send", last.hidden("send"))
            #expect(
                await town.kept(one) == [
                    ["age": "not-answered", "group": "a2", "faith": "not-answered"]
                ])
            #expect(await town.written(one)?.isEmpty == true)
        }
    }

    /// Sent with nothing answered, it says that somebody was asked: a reply of answers that were not given.
    @Test func `counts whoever skips everything and sends, and nobody who does not send`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, one in
            var page = await Self.begin(town)
            for _ in 1...3 { page = await Self.skip(town, page) }
            #expect(page.heading == "Check your answers" && page.text.contains("answered no question"))
            _ = await town.post(Self.path + "/send", page.hidden("send"))
            #expect(
                await town.kept(one) == [
                    ["age": "not-answered", "group": "not-answered", "faith": "not-answered"]
                ])
            let intro = await town.get(Self.path)
            let no = await town.post(Self.path, intro.hidden("begin") + [("begin", "no")])
            #expect(no.heading == "You chose not to answer")
            #expect(await town.count(one) == 1)
            let neither = await town.post(Self.path, intro.hidden("begin"))
            #expect(neither.status == 422 && neither.text.contains("Select whether you want"))
        }
    }

    @Test func `takes the first of two different replies from one page`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, one in
            var page = await Self.begin(town)
            for _ in 1...3 { page = await Self.skip(town, page) }
            _ = await town.post(Self.path + "/send", page.hidden("send"))
            let changed = page.hidden("send") + [("answer.faith", "x")]
            let told = await town.post(Self.path + "/send", changed)
            #expect(told.heading == "Your first answers count")
            #expect(await town.kept(one)?.map { $0["faith"] } == ["not-answered"])
        }
    }

    @Test func `says what cannot be read, keeps what was typed, and takes what is harmless`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, _ in
            let age = await Self.begin(town)
            let wrong = await Self.answer(town, age, [("answer-day", "3"), ("answer-year", "1750")])
            #expect(wrong.status == 422 && wrong.heading == "When were you born?")
            #expect(
                wrong.text.contains("Error: ")
                    && wrong.text.contains("Year of birth must be from 1906 to 2026"))
            #expect(wrong.text.contains("value=\"1750\"") && wrong.text.contains("value=\"3\""))
            #expect(wrong.text.contains("href=\"#answer-year\""))
            let right = await Self.answer(town, wrong, [("answer-year", "2015")])
            #expect(right.heading == "What about group?" && right.text.contains("value=\"0-15\""))
            // Words without a choice say which one was meant; too many of them do not fit.
            let words = await Self.answer(town, right, [("answer-words", "Ours")])
            #expect(words.heading == "What about faith?" && words.text.contains("value=\"b\""))
            let long = await Self.answer(
                town, right, [("answer", "b"), ("answer-words", String(repeating: "w", count: 201))])
            #expect(long.status == 422 && long.text.contains("200 characters or fewer"))
            let none = await Self.answer(town, age, [("answer-none", "prefer-not-to-say")])
            #expect(none.text.contains("name=\"answer.age\" value=\"prefer-not-to-say\""))
        }
    }

    /// Answers are in bodies and pages only: never in an address, a cookie or a cache.
    @Test func `leaves no answer in an address, a cookie or a cache`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, _ in
            var steps = [await town.get(Self.path)]
            steps.append(await Self.begin(town))
            steps.append(await Self.answer(town, steps[1], [("answer-year", "1990")]))
            steps.append(await Self.answer(town, steps[2], [("answer", "b"), ("answer-words", "Findme")]))
            steps.append(await Self.answer(town, steps[3], [("answer", "y")]))
            steps.append(await town.post(Self.path + "/send", steps[4].hidden("send")))
            steps.append(await town.get(Self.path + "/sent"))
            #expect(steps[4].text.contains("Findme"))
            for step in steps {
                #expect(step.response.header("cache-control") == "no-store")
                #expect(step.response.header("set-cookie") == nil)
                let location = step.response.header("location") ?? ""
                #expect(["", "/eastmarsh/ask/leisure/sent"].contains(location))
                // Every address on every page is one that everybody gets.
                for part in step.text.split(separator: "\"") where part.hasPrefix("/eastmarsh/ask") {
                    #expect(
                        [
                            "/eastmarsh/ask/leisure", "/eastmarsh/ask/leisure/send",
                            "/eastmarsh/ask/leisure/paper", "/eastmarsh/ask/leisure/paper?size=large",
                        ].contains(String(part)), "\(part)")
                }
                for part in step.text.split(separator: "method=\"").dropFirst() {
                    #expect(part.hasPrefix("post"), "a form that would put answers into the address")
                }
            }
        }
    }

    @Test func `is hidden as a draft, and says so before its days, after them, and when closed`() async throws
    {
        try await AskingTown.with(postgreSQL: false, open: false) { town, one in
            #expect(await town.get(Self.path).status == 404)
            #expect(await town.get("/ask/nothing").status == 404)
            #expect(await town.post(Self.path + "/send", [("key", "12345678901234567890")]).status == 404)
            #expect(!(await town.get("/").text.contains("/ask/leisure")))
            try await town.questionnaires.open(one, AskingTown.change)
            #expect(await town.get("/").text.contains("/ask/leisure"))
            let check = await Self.begin(town)
            try await town.questionnaires.close(try await town.one(one.id), AskingTown.change)
            for page in [
                await town.get(Self.path), await town.post(Self.path, check.hidden("answer")),
                await town.post(Self.path + "/send", check.hidden("answer")),
            ] {
                #expect(page.heading == "About you These questions are closed", "\(page.heading)")
            }
            #expect(!(await town.get("/").text.contains("/ask/leisure")))
            #expect(await town.count(one) == 0)
        }
        try await AskingTown.with(postgreSQL: false, open: false) { town, one in
            var later = one
            later.period = try #require(DataPeriod(written: "2026-12-01 to 2026-12-31"))
            try await town.questionnaires.save(later, AskingTown.change)
            try await town.questionnaires.open(try await town.one(one.id), AskingTown.change)
            let page = await town.get(Self.path)
            #expect(page.heading.hasSuffix("These questions are not open yet"))
            #expect(page.text.contains("You can answer from 1 December 2026"))
        }
    }

    @Test func `believes nothing that it does not offer`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, one in
            let forged = [
                ("key", "abcdefghijabcdefghij1"), ("answer.age", "1990-01-01"), ("answer.group", "<b>"),
                ("answer.group-a", "a1"), ("answer.nothing", "x"), ("words.faith", "Words nobody asked for"),
            ]
            #expect(await town.post(Self.path + "/send", forged).status == 303)
            #expect(
                await town.kept(one) == [
                    ["age": "not-answered", "group": "not-answered", "faith": "not-answered"]
                ])
            #expect(await town.written(one)?.isEmpty == true)
            // Without a key there is no form of ours, and nothing is kept.
            #expect(await town.post(Self.path + "/send", [("answer.faith", "x")]).status == 303)
            #expect(await town.count(one) == 1)
        }
    }

    @Test func `lets many answer from one place, and nobody send without end`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, one in
            let first = await Self.begin(town)
            var statuses: Set<Int> = []
            for _ in 0..<200 { statuses.insert(await Self.skip(town, first).status) }
            #expect(statuses == [200])
            var sent: [Int] = []
            for number in 0..<70 {
                let key = ("key", "abcdefghijabcdefghij\(number)")
                sent.append(await town.post(Self.path + "/send", [key]).status)
            }
            #expect(sent.filter { $0 == 303 }.count == 60 && sent.last == 429)
            #expect(await town.count(one) == 60)
        }
    }

    @Test func `can be printed with every question, in large print too`() async throws {
        try await AskingTown.with(postgreSQL: false) { town, _ in
            let paper = await town.get(Self.path + "/paper")
            for words in [
                "When were you born?", "What about group-a?", "Only if you ticked “Alpha” above", "Psi",
            ] {
                #expect(paper.text.contains(words), "\(words)")
            }
            #expect(!paper.text.contains("dr-paper--large"))
            #expect(await town.get(Self.path + "/paper?size=large").text.contains("dr-paper--large"))
        }
    }
}
