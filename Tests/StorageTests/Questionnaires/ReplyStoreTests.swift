// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Testing

@testable import Storage

/// A questionnaire in a database.
enum AskedSample {
    static let today = CalendarDay(2026, 11, 22)

    static func made(_ slug: String = "leisure") throws -> Questionnaire {
        let question = Question(
            id: "sex", stem: "Sex?", scheme: "sex",
            options: [.init(code: "f", label: "Female"), .init(code: "m", label: "Male", words: "Which?")])
        return Questionnaire(
            slug: slug, title: "About you", why: "To see",
            set: QuestionSet(id: "set", version: "2", name: "Set", questions: [question]), chosen: ["sex"],
            period: try #require(DataPeriod(written: "2026-11-01 to 2026-11-30")), dataSetID: "")
    }

    static let dataSet = DataSet(
        title: "Visitors", kind: .serviceUsers, purpose: "to see", retention: "6 years")

    /// Adds it with its data set and opens it.
    static func open(in database: any Database) async throws -> Questionnaire {
        let store = QuestionnaireStore(database: database)
        let id = try await store.add(try made(), makingDataSet: dataSet, Samples.change())
        try await store.open(try #require(try await store.questionnaire(id)), Samples.change())
        return try #require(try await store.questionnaire(id))
    }

    static func reply(_ code: String, _ words: String = "") -> QuestionnaireReply {
        QuestionnaireReply(
            codes: ["sex": code], words: words.isEmpty ? [] : [.init(question: "sex", text: words)])
    }
}

@Suite struct `Replies to a questionnaire` {
    @Test(arguments: Engine.allCases)
    func `count once, however often they are sent`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let one = try await AskedSample.open(in: database)
            let store = ReplyStore(database: database)
            func send(_ code: String, _ key: String) async throws -> PublicQuestionnaires.Receipt {
                try await store.send(
                    AskedSample.reply(code, "mine"), to: one.id, key: key, on: AskedSample.today)
            }
            #expect(try await send("m", "one") == .taken)
            #expect(try await send("m", "one") == .sentBefore)
            #expect(try await send("f", "one") == .otherSentBefore)
            #expect(try await send("f", "two") == .taken)
            #expect(try await store.counts()[one.id] == ReplyCount(online: 2, paper: 0))
            #expect(try await store.replies(to: one.id) == [["sex": "f"], ["sex": "m"]])
            #expect(try await store.words(of: one.id).count == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `are taken on its days only`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let one = try await AskedSample.open(in: database)
            let store = ReplyStore(database: database)
            for day in [CalendarDay(2026, 10, 31), CalendarDay(2026, 12, 1)] {
                let receipt = try await store.send(AskedSample.reply("m"), to: one.id, key: "k", on: day)
                #expect(receipt == .closed)
            }
            try await QuestionnaireStore(database: database).close(one, Samples.change())
            let receipt = try await store.send(
                AskedSample.reply("m"), to: one.id, key: "k", on: AskedSample.today)
            #expect(receipt == .closed)
            #expect(try await store.counts()[one.id] == nil)
        }
    }

    /// Neither a moment, a day, an address nor an order of arrival: the row has codes, and numbers that say nothing.
    @Test(arguments: Engine.allCases)
    func `say nothing of who sent them, from where or when`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let one = try await AskedSample.open(in: database)
            let store = ReplyStore(database: database)
            let lines = try await Samples.log(database).count
            let receipts = try await database.rows("SELECT formKey FROM form_receipt").count
            for place in 0..<40 {
                _ = try await store.send(
                    AskedSample.reply(place < 20 ? "f" : "m", "w\(place)"), to: one.id, key: "k\(place)",
                    on: AskedSample.today)
            }
            // The log and the receipts of forms have moments: no reply may leave a line there.
            #expect(try await Samples.log(database).count == lines)
            #expect(try await database.rows("SELECT formKey FROM form_receipt").count == receipts)
            let kept = try #require(Tables.questionnaires.first { $0.name == "questionnaire_reply" })
            #expect(
                kept.columns.map(\.name) == [
                    "number", "questionnaireID", "receipt", "source", "batch", "codes",
                ])
            let written = try #require(Tables.questionnaires.first { $0.name == "questionnaire_words" })
            #expect(written.columns.map(\.name) == ["number", "questionnaireID", "question", "words"])
            // By its number a reply stands anywhere: the first twenty do not come before the others.
            let codes = try await database.rows("SELECT codes FROM questionnaire_reply ORDER BY number")
                .map { $0.text(0) }
            let first = codes.prefix(20).count { $0.contains("\"f\"") }
            #expect((1...19).contains(first), "in order of arrival: \(codes)")
            // What was written cannot be led to the codes beside which it was written.
            let ours = Set(
                try await database.rows("SELECT number FROM questionnaire_reply").map { $0.int(0) })
            let theirs = Set(
                try await database.rows("SELECT number FROM questionnaire_words").map { $0.int(0) })
            #expect(ours.isDisjoint(with: theirs))
            // The key that a browser held is not kept as it was.
            #expect(
                try await database.rows("SELECT number FROM questionnaire_reply WHERE receipt = 'k1'").isEmpty
            )
        }
    }

    @Test(arguments: Engine.allCases)
    func `on paper are keyed, counted by batch, and taken back`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let one = try await AskedSample.open(in: database)
            let store = ReplyStore(database: database)
            func key(_ key: String, _ batch: String, on day: CalendarDay = AskedSample.today) async throws
                -> Bool
            {
                try await store.key(
                    AskedSample.reply("not-asked"), to: one.id, batch: batch, key: key, on: day,
                    Samples.change())
            }
            #expect(try await key("one", "May"))
            #expect(try await !key("one", "May"))
            #expect(try await key("two", "May"))
            #expect(try await key("three", "", on: CalendarDay(2026, 12, 24)))
            #expect(try await !key("four", "", on: CalendarDay(2026, 10, 1)))
            #expect(try await store.counts()[one.id] == ReplyCount(online: 0, paper: 3))
            let batches = try await store.batches(of: one.id)
            #expect(batches.map(\.batch) == ["", "May"] && batches.map(\.count) == [1, 2])
            #expect(try await store.takeBack("two", of: one.id, Samples.change()))
            #expect(try await !store.takeBack("two", of: one.id, Samples.change()))
            #expect(try await store.counts()[one.id]?.paper == 2)
        }
    }

    @Test(arguments: Engine.allCases)
    func `are deleted with what was written once they are taken, or not at all`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let one = try await AskedSample.open(in: database)
            let (store, asked) = (ReplyStore(database: database), QuestionnaireStore(database: database))
            _ = try await store.send(
                AskedSample.reply("m", "mine"), to: one.id, key: "k", on: AskedSample.today)
            await #expect(throws: EditConflict.self) {
                try await asked.finish(one.id, takenAs: 1, replies: 2, Samples.change())
            }
            #expect(try await store.counts()[one.id]?.all == 1)
            try await asked.finish(one.id, takenAs: 1, replies: 1, Samples.change())
            #expect(try await store.counts()[one.id] == nil)
            #expect(try await store.words(of: one.id).isEmpty)
            let taken = try #require(try await asked.questionnaire(one.id))
            #expect(taken.standing == .taken && taken.takenAs == 1)
            let receipt = try await store.send(
                AskedSample.reply("m"), to: one.id, key: "k", on: AskedSample.today)
            #expect(receipt == .closed)
        }
    }
}

@Suite struct `Replies in an SQLite file` {
    @Test func `are not to be found in its bytes once they are taken`() async throws {
        let folder = try Fresh.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/eastmarsh.sqlite"
        func holds() -> Bool {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.contains { name in
                let data = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
                return data.range(of: Data("wordsofsomebody".utf8)) != nil
            }
        }
        let first = try SQLiteDatabase(path: path, creating: true)
        try await first.migrate(at: Samples.now)
        let one = try await AskedSample.open(in: first)
        _ = try await ReplyStore(database: first).send(
            AskedSample.reply("m", "wordsofsomebody"), to: one.id, key: "k", on: AskedSample.today)
        await first.close()
        #expect(holds())
        let second = try SQLiteDatabase(path: path, creating: false)
        try await QuestionnaireStore(database: second).finish(
            one.id, takenAs: 1, replies: 1, Samples.change())
        await second.close()
        #expect(!holds())
    }
}

@Suite struct `Questionnaires in store` {
    @Test(arguments: Engine.allCases)
    func `come back as they were, with their questions`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = QuestionnaireStore(database: database)
            let id = try await store.add(
                try AskedSample.made(), makingDataSet: AskedSample.dataSet, Samples.change())
            var expected = try AskedSample.made()
            let found = try #require(try await store.questionnaire(at: "leisure"))
            expected.id = id
            expected.dataSetID = found.dataSetID
            #expect(found == expected)
            #expect(
                try await MonitoringStore(database: database).dataSet(found.dataSetID)?.title == "Visitors")
            await #expect(throws: QuestionnaireAddressTaken.self) {
                var other = try AskedSample.made()
                other.dataSetID = found.dataSetID
                _ = try await store.add(other, Samples.change())
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `keep their questions, address and first day once they are open`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let store = QuestionnaireStore(database: database)
            let open = try await AskedSample.open(in: database)
            var changed = open
            changed.title = "Another"
            changed.slug = "another"
            changed.chosen = []
            changed.period = try #require(DataPeriod(written: "2026-10-01 to 2026-12-31"))
            changed.standing = .draft
            try await store.save(changed, Samples.change())
            let found = try #require(try await store.questionnaire(open.id))
            #expect(found.title == "Another" && found.version == open.version + 1)
            #expect(found.slug == open.slug && found.chosen == open.chosen && found.standing == .open)
            #expect(found.period.first == open.period.first)
            #expect(found.period.last == CalendarDay(2026, 12, 31))
            await #expect(throws: EditConflict.self) { try await store.save(open, Samples.change()) }
        }
    }
}
