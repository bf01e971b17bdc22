// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Storage

extension Demonstration {
    /// Questionnaires of a body with synthetic replies: one that can be answered now, one whose days are over and whose
    /// replies wait to be taken in, and a draft.
    ///
    /// Nothing is added where the sets are not there.
    public func addQuestionnaires(
        _ sample: Sample, sets: [QuestionSet], in database: any Database
    ) async throws {
        guard let long = sets.first(where: { $0.id == "england-standard" }),
            let short = sets.first(where: { $0.id == "england-short" })
        else { return }
        let change = Change(
            by: Change.Actor(id: "demonstration", post: "Insight analyst", role: "analyst"), at: now)
        let visitors = DataSet(
            title: "Visitors to leisure centres", kind: .serviceUsers, population: "residents",
            purpose: "To see who visits leisure centres and who does not",
            retention: "6 years after the end of the year", questionSet: long.name,
            questionVersion: long.version, areaCode: sample.body.areaCode ?? "", isSynthetic: true)
        let callers = DataSet(
            title: "People who came to the front desk", kind: .serviceUsers, population: "residents",
            purpose: "To see who comes to the front desk", retention: "6 years after the end of the year",
            questionSet: short.name, questionVersion: short.version, areaCode: sample.body.areaCode ?? "",
            isSynthetic: true)
        let contact =
            "Equality lead, telephone 01632 960 100. Ask for large print, easy read or another language."
        var open = Questionnaire(
            slug: "leisure", title: "About you: leisure centres",
            why:
                "We want our leisure centres to be for everybody. Your answers show us whom we do not reach.\n"
                + "Last year they led to a quiet hour and to swimming lessons for women.",
            set: long, chosen: long.usual + ["caring"], period: try days(from: -20, to: 40), dataSetID: "",
            contact: contact, isListed: true)
        var over = Questionnaire(
            slug: "front-desk", title: "About you: our front desk",
            why: "We want to know whether people who need help in person find their way to us.",
            set: short, chosen: short.usual, period: try days(from: -80, to: -15), dataSetID: "",
            contact: contact)
        let draft = Questionnaire(
            slug: "front-desk-next", title: "About you: our front desk, next time",
            why: "The same as last time, to see what changed.", set: short, chosen: short.usual,
            period: try days(from: 60, to: 120), dataSetID: "", contact: contact)
        let store = QuestionnaireStore(database: database)
        open.id = try await store.add(open, makingDataSet: visitors, change)
        over.id = try await store.add(over, makingDataSet: callers, change)
        for one in [open, over] {
            guard let made = try await store.questionnaire(one.id) else { continue }
            try await store.open(made, change)
        }
        var next = draft
        next.dataSetID = try await store.questionnaire(over.id)?.dataSetID ?? ""
        _ = try await store.add(next, change)
        try await reply(to: open, 18, on: today, seed: 11, in: database)
        try await reply(to: over, 36, on: over.period.last, seed: 12, in: database)
    }

    private func days(from first: Int, to last: Int) throws -> DataPeriod {
        let day = today.dayNumber
        guard let period = DataPeriod(CalendarDay(dayNumber: day + first), CalendarDay(dayNumber: day + last))
        else { throw Fault(description: "the days of a questionnaire are not in order") }
        return period
    }

    /// Replies of people who never were; every fifth on paper.
    private func reply(
        to questionnaire: Questionnaire, _ count: Int, on day: CalendarDay, seed: UInt64,
        in database: any Database
    ) async throws {
        let store = ReplyStore(database: database)
        var dice = SeededDice(seed: seed)
        let change = Change(
            by: Change.Actor(id: "demonstration", post: "Insight analyst", role: "analyst"), at: now)
        for number in 1...count {
            var answers = QuestionnaireAnswers()
            for question in questionnaire.road.questions
            where questionnaire.road.isAsked(question, answers) {
                answers.codes[question.id] = Self.answer(to: question, &dice)
            }
            let reply = questionnaire.road.reply(answers)
            if number % 5 == 0 {
                _ = try await store.key(
                    reply, to: questionnaire.id, batch: "Front desk", key: "demonstration-\(number)",
                    on: day, change)
            } else {
                _ = try await store.send(
                    reply, to: questionnaire.id, key: "demonstration-\(number)", on: day)
            }
        }
    }

    /// The first answers are the likeliest; some people skip a question, some would rather not say.
    private static func answer(to question: Question, _ dice: inout SeededDice) -> String? {
        let luck = dice.unit()
        if luck < 0.08 { return nil }
        if luck < 0.16 { return Question.preferNotToSay.code }
        let place = question.entry == .choice ? dice.unit() * dice.unit() : dice.unit()
        return question.options[Int(place * Double(question.options.count))].code
    }
}
