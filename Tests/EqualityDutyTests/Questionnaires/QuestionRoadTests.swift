// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import EqualityDuty

@Suite struct `The road through questions` {
    private static func walked(_ codes: [String: String]) throws -> [String] {
        let road = try QuestionSamples.road()
        let answers = QuestionnaireAnswers(codes: codes)
        var walked: [String] = []
        var now = road.next(after: nil, answers)
        while let question = now {
            walked.append(question.id)
            now = road.next(after: question.id, answers)
        }
        return walked
    }

    @Test func `asks a detail only after the answer that it is a detail of`() throws {
        #expect(try Self.walked([:]) == ["age", "group", "sex"])
        #expect(try Self.walked(["group": "b"]) == ["age", "group", "sex"])
        #expect(try Self.walked(["group": "prefer-not-to-say"]) == ["age", "group", "sex"])
        #expect(try Self.walked(["group": "a"]) == ["age", "group", "group-a", "sex"])
    }

    @Test func `goes back the way it came`() throws {
        let road = try QuestionSamples.road()
        for codes in [["group": "a"], ["group": "b"], [:]] {
            let answers = QuestionnaireAnswers(codes: codes)
            var back: [String] = []
            var now = road.previous(before: nil, answers)
            while let question = now {
                back.append(question.id)
                now = road.previous(before: question.id, answers)
            }
            #expect(try back.reversed() == Self.walked(codes))
        }
    }

    @Test func `drops the detail of an answer that was changed`() throws {
        let road = try QuestionSamples.road()
        var answers = QuestionnaireAnswers(codes: ["group": "a", "group-a": "a2", "sex": "f"])
        #expect(road.settled(answers) == answers)
        #expect(road.codes(answers)["group"] == "a2")
        answers.codes["group"] = "b"
        #expect(road.settled(answers).codes == ["group": "b", "sex": "f"])
        #expect(road.codes(road.settled(answers))["group"] == "b")
        answers.codes["group"] = nil
        #expect(road.settled(answers).codes == ["sex": "f"])
    }

    @Test func `believes only what a question offers`() throws {
        let road = try QuestionSamples.road()
        let forged = QuestionnaireAnswers(
            codes: ["age": "12", "group": "unknown", "sex": "f", "other": "x", "group-a": "a1"],
            words: ["sex": "words beside an answer that asks for none"])
        #expect(road.settled(forged) == QuestionnaireAnswers(codes: ["sex": "f"]))
    }

    @Test func `keeps skipped, prefer not to say and a question that is not on the road apart`() throws {
        let road = QuestionRoad(try QuestionSamples.whole(), chosen: ["group", "sex"])
        let codes = road.codes(QuestionnaireAnswers(codes: ["sex": "prefer-not-to-say"]))
        #expect(codes == ["group": "not-answered", "sex": "prefer-not-to-say"])
        #expect(road.schemes == ["group", "sex"])
    }

    @Test func `counts whoever gives only the first answer in the category above`() throws {
        let road = try QuestionSamples.road()
        #expect(road.codes(QuestionnaireAnswers(codes: ["group": "a"]))["group"] == "a")
        let declined = QuestionnaireAnswers(codes: ["group": "a", "group-a": "prefer-not-to-say"])
        #expect(road.codes(declined)["group"] == "a")
    }

    @Test func `keeps own words only beside the answer that asks for them`() throws {
        let road = try QuestionSamples.road()
        let other = QuestionnaireAnswers(codes: ["group": "b"], words: ["group": "Mine"])
        #expect(road.reply(other).words == [.init(question: "group", text: "Mine")])
        let listed = QuestionnaireAnswers(codes: ["group": "a"], words: ["group": "Mine"])
        #expect(road.reply(listed).words == [])
    }

    @Test func `lists everything that one list can hold for keying`() throws {
        let road = try QuestionSamples.road()
        #expect(road.outcomes(of: QuestionSamples.group).map(\.code) == ["a", "a1", "a2", "b"])
        #expect(road.outcomes(of: QuestionSamples.group).map(\.words)[1] == "A: One")
    }
}

@Suite struct `An age that is entered` {
    private static let today = CalendarDay(2026, 11, 22)

    private static func birth(_ day: String, _ month: String, _ year: String) throws -> AgeAnswer {
        AgeAnswer.birth(
            day: day, month: month, year: year, on: today, to: try QuestionSamples.age(.birth))
    }

    @Test func `becomes a band, and a birthday that is still to come is not yet one`() throws {
        #expect(try Self.birth("22", "11", "2010") == .band("16-64"))
        #expect(try Self.birth("23", "11", "2010") == .band("0-15"))
        #expect(try Self.birth("23", "November", "1961") == .band("16-64"))
        #expect(AgeAnswer.age("65", to: try QuestionSamples.age(.age)) == .band("65"))
        #expect(AgeAnswer.age("１５", to: try QuestionSamples.age(.age)) == .band("0-15"))
    }

    @Test func `may be a year alone, or a year and a month`() throws {
        #expect(try Self.birth("", "", "1990") == .band("16-64"))
        // The middle of the year is taken: whoever was born in 2010 had a birthday by then.
        #expect(try Self.birth("", "", "2010") == .band("16-64"))
        #expect(try Self.birth("", "12", "2010") == .band("0-15"))
        #expect(try Self.birth("", "", "2026") == .band("0-15"))
        #expect(try Self.birth("", "", "") == .blank)
    }

    @Test(arguments: [
        ("", "", "1750", "year"), ("", "", "2027", "year"), ("3", "4", "", "year"),
        ("", "13", "1990", "month"),
        ("", "Mai", "1990", "month"), ("31", "2", "1990", "day"), ("x", "", "1990", "day"),
        ("30", "12", "2026", "year"), ("", "", "ninety", "year"),
    ])
    func `is refused only where it cannot be read`(day: String, month: String, year: String, part: String)
        throws
    {
        guard case .unreadable(let found, let words) = try Self.birth(day, month, year) else {
            Issue.record("\(day) \(month) \(year) was read")
            return
        }
        #expect(found == part)
        #expect(words.hasPrefix("Enter ") || words.contains(" must "))
    }

    @Test func `can be keyed in one box`() throws {
        let question = try QuestionSamples.age(.birth)
        for (text, band) in [("70", "65"), ("1990", "16-64"), ("3/4/1950", "65"), ("4.2015", "0-15")] {
            #expect(AgeAnswer.keyed(text, on: Self.today, to: question) == .band(band), "\(text)")
        }
        #expect(AgeAnswer.keyed(" ", on: Self.today, to: question) == .blank)
        for text in ["1750", "3/4/5/6", "old"] {
            guard case .unreadable = AgeAnswer.keyed(text, on: Self.today, to: question) else {
                Issue.record("\(text) was read")
                continue
            }
        }
    }
}

@Suite struct `A question set` {
    private static func problems(_ questions: [Question]) throws -> [String] {
        QuestionSamples.set(questions).problems(try QuestionSamples.schemes())
    }

    private static func question(
        _ id: String, scheme: String = "sex", codes: [String] = ["f", "m"], after: Question.Condition? = nil
    ) -> Question {
        Question(
            id: id, stem: "S?", scheme: scheme, options: codes.map { .init(code: $0, label: $0) },
            after: after)
    }

    @Test func `that is whole has nothing wrong`() throws {
        #expect(try QuestionSamples.whole().problems(QuestionSamples.schemes()) == [])
    }

    @Test func `names the place of everything that is wrong`() throws {
        let cases: [([Question], String)] = [
            ([], "questions: list at least one"),
            ([Self.question("sex", codes: ["f", "x"])], "question sex, option x: sex has no such code"),
            ([Self.question("sex", scheme: "none")], "question sex: the scheme none is not there"),
            ([Self.question("sex", codes: ["f", "f"])], "question sex, option f: the code comes twice"),
            (
                [Self.question("sex", codes: ["f", "prefer-not-to-say"])],
                "question sex, option prefer-not-to-say: answers that are none come by themselves"
            ),
            ([Self.question("sex"), Self.question("sex-2")], "question sex-2: sex asks for sex already"),
            ([QuestionSamples.detail], "question group-a: the question group must come before it"),
            (
                [
                    QuestionSamples.group,
                    Self.question(
                        "group-b", scheme: "group", codes: ["a1"], after: .init(question: "group", code: "b")),
                ], "question group-b, option a1: it is no part of b"
            ),
            (
                [
                    QuestionSamples.group,
                    Self.question(
                        "group-c", scheme: "group", codes: ["a1"], after: .init(question: "group", code: "c")),
                ], "question group-c: group has no option c"
            ),
            (
                [Question(id: "Sex", stem: "S", scheme: "sex", options: [.init(code: "f", label: "F")])],
                "question Sex: the id must be small letters, figures and hyphens"
            ),
            (
                [Question(id: "a", stem: "A", entry: .age, scheme: "sex")],
                "question a: sex has no bands of ages"
            ),
        ]
        for (questions, problem) in cases {
            #expect(try Self.problems(questions).contains(problem), "\(problem)")
        }
    }
}

@Suite struct `A questionnaire` {
    private static func made(_ standing: Questionnaire.Standing) throws -> Questionnaire {
        Questionnaire(
            slug: "leisure", title: "Leisure", why: "To see", set: try QuestionSamples.whole(),
            chosen: ["sex"], period: try #require(DataPeriod(written: "2026-11-01 to 2026-11-30")),
            dataSetID: "d", standing: standing)
    }

    @Test func `is open on its days, and nobody knows of a draft`() throws {
        let (before, within, after) = (
            CalendarDay(2026, 10, 31), CalendarDay(2026, 11, 30), CalendarDay(2026, 12, 1)
        )
        #expect(try Self.made(.draft).opening(on: within) == nil)
        #expect(try Self.made(.open).opening(on: before) == .notYet)
        #expect(try Self.made(.open).opening(on: within) == .open)
        #expect(try Self.made(.open).opening(on: after) == .closed)
        #expect(try Self.made(.closed).opening(on: within) == .closed)
        #expect(try !Self.made(.open).canBeTaken(on: within))
        #expect(try Self.made(.open).canBeTaken(on: after))
        #expect(try !Self.made(.taken).canBeTaken(on: after))
        #expect(try Self.made(.open).canBeKeyed(on: after))
        #expect(try !Self.made(.open).canBeKeyed(on: before))
    }

    @Test func `needs a title, a reason, an address and a question`() throws {
        var one = try Self.made(.draft)
        #expect(one.problems() == [])
        one.title = " "
        one.why = ""
        one.slug = "Leisure!"
        one.chosen = ["nothing"]
        #expect(Set(one.problems().map(\.field)) == ["title", "why", "slug", "question"])
        one.slug = ""
        #expect(!one.problems().map(\.field).contains("slug"))
        #expect(Questionnaire.slug(of: "About you: Café, 2026") == "about-you-cafe-2026")
    }
}
