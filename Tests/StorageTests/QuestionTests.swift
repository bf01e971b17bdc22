// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Testing

@testable import Storage

@Suite struct `A question to the register` {
    private static let day = CalendarDay(2026, 11, 21)

    private static func references(
        _ database: any Database, within scope: Scope = .wholeBody,
        _ change: (inout RegisterQuestion) -> Void = { _ in }
    ) async throws -> [String] {
        var question = RegisterQuestion(today: day)
        change(&question)
        let page = try await Samples.register(database).page(question, within: scope)
        #expect(page.total >= page.policies.count)
        return page.policies.map(\.reference)
    }

    private static func fill(_ database: any Database, _ policies: [Policy]) async throws {
        let store = Samples.register(database)
        for policy in policies { _ = try await store.add(policy, Samples.change()) }
    }

    /// Signs that mean something in SQL or in LIKE are letters like any others.
    @Test(arguments: Engine.allCases)
    func `takes wildcards, quotes and backslashes as they stand`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(
                database,
                [
                    Samples.policy("1", "100% of rents"), Samples.policy("2", "1000 rents"),
                    Samples.policy("3", "tax_base"), Samples.policy("4", "taxibase"),
                    Samples.policy("5", "O'Brien's award"), Samples.policy("6", "a\\b"),
                    Samples.policy("7", "say \"yes\""), Samples.policy("8", "'; DROP TABLE policy; --"),
                ])
            let answers = [
                ("100%", ["1"]), ("tax_base", ["3"]), ("o'brien's", ["5"]), ("a\\b", ["6"]), ("\\", ["6"]),
                ("\"yes\"", ["7"]), ("drop table", ["8"]), ("%", ["1"]), ("_", ["3"]), ("';", ["8"]),
            ]
            for (text, expected) in answers {
                #expect(try await Self.references(database) { $0.text = text } == expected, "\(text)")
            }
            #expect(try await Self.references(database).count == 8)
        }
    }

    @Test(arguments: Engine.allCases)
    func `finds words without regard to case or accents`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(
                database,
                [
                    Samples.policy("1", "Polisi Iaith Gymraeg Tŷ’r Cyngor"),
                    Samples.policy("2", "ÉCOLE review"),
                    Samples.policy("3", "Ordinary"),
                ])
            for (text, expected) in [
                ("TY'R", ["1"]), ("tŷ", ["1"]), ("ecole", ["2"]), ("École", ["2"]), ("REVIEW école", ["2"]),
                ("gymraeg  iaith", ["1"]), ("ordinary", ["3"]), ("absent", []),
            ] {
                #expect(try await Self.references(database) { $0.text = text } == expected, "\(text)")
            }
        }
    }

    /// Plain capitals made small; all else, as both engines do it, left alone.
    private static func smallened(_ text: String) -> String {
        String(decoding: text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))
    }

    /// Both engines sort by the bytes of the text with its plain capitals made small, so that a list reads the same
    /// on either and "apple" comes before "Zulu".
    @Test(arguments: Engine.allCases)
    func `sorts alike on both engines`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let names = ["beta", "Alpha", "álpha", "_x", "alpha", "Zulu", "a b", "ab", "a-b", "10", "9", "é"]
            try await Self.fill(
                database,
                names.enumerated().map { index, name in
                    Samples.policy(
                        "\(index) \(name)", name, directorate: index % 3 == 0 ? "Éducation" : "adult care")
                })
            let byBytes = names.sorted { one, two in
                let (left, right) = (Self.smallened(one), Self.smallened(two))
                return left == right ? Self.precedes(one, two) : Self.precedes(left, right)
            }
            var question = RegisterQuestion(today: Self.day)
            question.order = .name
            let store = Samples.register(database)
            #expect(try await store.page(question, within: .wholeBody).policies.map(\.name) == byBytes)
            question.isDescending = true
            #expect(
                try await store.page(question, within: .wholeBody).policies.map(\.name) == byBytes.reversed())
            let keys = try await Self.references(database).map { Policy.comparable($0) }
            #expect(keys == keys.sorted(by: Self.precedes))
            let directorates = try await Samples.register(database).vocabulary(within: .wholeBody)
                .directorates
            #expect(directorates == ["adult care", "Éducation"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `puts what was never assessed first, and last when turned round`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(
                database,
                [
                    Samples.policy("1", assessments: [CalendarDay(2020, 1, 1)]), Samples.policy("2"),
                    Samples.policy("3", assessments: [CalendarDay(2019, 1, 1), CalendarDay(2024, 5, 5)]),
                ])
            #expect(
                try await Self.references(database) { $0.order = .lastAssessed } == ["2", "1", "3"])
            #expect(
                try await Self.references(database) {
                    $0.order = .lastAssessed
                    $0.isDescending = true
                } == ["3", "1", "2"])
            #expect(try await Self.references(database) { $0.isNeverAssessed = true } == ["2"])
        }
    }

    @Test(arguments: Engine.allCases)
    func `sees a directorate's records only, where its scope is one directorate`(engine: Engine) async throws
    {
        try await withDatabase(engine) { database in
            let store = Samples.register(database)
            try await Self.fill(
                database,
                [
                    Samples.policy("1", directorate: "Housing"), Samples.policy("2", directorate: "Care"),
                    Samples.policy("3", directorate: "HOUSING "), Samples.policy("4", directorate: ""),
                ])
            let housing = Scope.limited(directorates: ["housing"], records: [])
            #expect(try await Self.references(database, within: housing) == ["1", "3"])
            let all = try await store.policies(within: .wholeBody)
            let care = try #require(all.first { $0.reference == "2" })
            #expect(try await store.policy(care.id, within: housing) == nil)
            await #expect(throws: EditConflict.self) {
                try await store.save(care.renamed("Taken"), within: housing, details: "", Samples.change())
            }
            let record = Scope.limited(directorates: [], records: [care.id])
            #expect(try await Self.references(database, within: record) == ["2"])
            #expect(
                try await Self.references(database, within: .limited(directorates: [], records: [])) == [])
            #expect(try await store.policy(care.id, within: .wholeBody)?.name == care.name)
        }
    }

    @Test(arguments: Engine.allCases)
    func `tells the status of a day`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let day = Self.day
            try await Self.fill(
                database,
                [
                    Samples.policy("1", adopted: day), Samples.policy("2", adopted: day.next),
                    Samples.policy("3", retired: day), Samples.policy("4", retired: day.next),
                    Samples.policy("5"),
                ])
            for status in Policy.Status.allCases {
                let found = try await Self.references(database) { $0.status = status }
                let policies = try await Samples.register(database).policies(within: .wholeBody)
                #expect(found == policies.filter { $0.status(on: day) == status }.map(\.reference))
                #expect(!found.isEmpty)
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `gives a page and the number of all that fit`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            try await Self.fill(database, (10..<33).map { Samples.policy("\($0)") })
            var question = RegisterQuestion(today: Self.day)
            question.limit = 10
            question.offset = 20
            let page = try await Samples.register(database).page(question, within: .wholeBody)
            #expect(page.total == 23)
            #expect(page.policies.map(\.reference) == ["30", "31", "32"])
        }
    }
}

@Suite struct `A question to the action plan` {
    @Test(arguments: Engine.allCases)
    func `finds what is overdue on a day, and sorts by target with the dateless last`(
        engine: Engine
    ) async throws {
        try await withDatabase(engine) { database in
            let plan = Samples.plan(database)
            for (title, target) in [
                ("none", "TBC"), ("july", "Before July 2013"), ("april", "2 – 30 April 2013"),
                ("later", "2014/15"), ("yearly", "31 January (annually)"),
            ] {
                _ = try await plan.add(Samples.action(title, target: target), Samples.change())
            }
            var question = ActionQuestion(today: CalendarDay(2013, 7, 1))
            question.order = .target
            let all = try await plan.page(question, within: .wholeBody).actions.map(\.title)
            #expect(all.prefix(3) == ["april", "july", "later"])
            #expect(Set(all.suffix(2)) == ["none", "yearly"])
            question.isOverdue = true
            let overdue = try await plan.page(question, within: .wholeBody).actions
            #expect(overdue.map(\.title) == ["april", "july"])
            #expect(overdue.allSatisfy { $0.isOverdue(on: question.today) })
        }
    }

    @Test(arguments: Engine.allCases)
    func `keeps all eleven cells and the outcome word for word`(engine: Engine) async throws {
        try await withDatabase(engine) { database in
            let cells = try #require(
                ActionCells(
                    values: (0..<11).map { "cell \($0) “quoted” <b>&amp;</b> ' \" \\ %00 \n line é 字 🏴󠁧󠁢󠁷󠁬󠁳󠁿" }))
            let action = Action.reading(
                cells, characteristics: Samples.vocabulary, outcomeNote: "  spaces kept  ",
                lastUpdated: CalendarDay(2026, 2, 28))
            let plan = Samples.plan(database)
            let id = try await plan.add(action, Samples.change())
            let read = try #require(try await plan.action(id, within: .wholeBody))
            #expect(read.cells.values.map { Array($0.utf8) } == cells.values.map { Array($0.utf8) })
            #expect(read.outcomeNote == action.outcomeNote)
            #expect(read.lastUpdated == action.lastUpdated)
        }
    }
}
