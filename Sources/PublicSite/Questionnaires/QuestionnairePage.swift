// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// A questionnaire as everybody answers it: why, one question a page, a look at all answers, sent.
struct QuestionnairePage {
    let site: PublicSite
    private typealias Words = QuestionnaireWords
    private typealias Asked = PublicQuestionnaires.Asked
    private static let field = "answer"

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        if let page = notNow(visit, asked) { return page }
        return begin(visit, asked, QuestionnaireState())
    }

    /// Takes one step and shows the next: nothing is kept by it.
    @Sendable func step(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        if let page = notNow(visit, asked) { return page }
        let fields = visit.fields
        let road = asked.questionnaire.road
        var state = QuestionnaireState(fields, road)
        switch fields.text("step") {
        case "answer":
            return answer(visit, asked, &state)
        case "back":
            if state.isChecking { return check(visit, asked, state) }
            let before = road.previous(before: state.at.isEmpty ? nil : state.at, state.answers)
            return before.map { question(visit, asked, state, $0) } ?? begin(visit, asked, state)
        case "change":
            guard let again = road[fields.text("change")], road.isAsked(again, state.answers) else {
                return check(visit, asked, state)
            }
            state.isChecking = true
            return question(visit, asked, state, again)
        default:
            switch fields.text("begin") {
            case "yes":
                guard let first = road.next(after: nil, state.answers) else {
                    return check(visit, asked, state)
                }
                return question(visit, asked, state, first)
            case "no":
                return page(
                    visit, Words.skipped, of: asked,
                    "\(PageHeading(Words.skipped))<p>\(Words.skippedNext)</p>")
            default:
                return begin(visit, asked, state, [Problem(at: "begin", Words.beginMissing)])
            }
        }
    }

    private func answer(
        _ visit: Visit, _ asked: Asked, _ state: inout QuestionnaireState
    ) -> WebResponse {
        let road = asked.questionnaire.road
        guard let now = road[state.at], road.isAsked(now, state.answers) else {
            return check(visit, asked, state)
        }
        if visit.fields.has("skip") {
            state.answers.codes[now.id] = nil
            state.answers.words[now.id] = nil
        } else {
            let sent = SentAnswer(
                now, visit.fields, name: Self.field, before: state.answers.codes[now.id], on: visit.today)
            guard sent.problems.isEmpty else {
                return question(visit, asked, state, now, given: sent.given, sent.problems)
            }
            state.answers.codes[now.id] = sent.code
            state.answers.words[now.id] = sent.words
        }
        state.answers = road.settled(state.answers)
        if state.isChecking {
            // A changed answer may ask for its detail first.
            if let detail = road.open(after: now.id, state.answers), !visit.fields.has("skip") {
                return question(visit, asked, state, detail)
            }
            return check(visit, asked, state)
        }
        return road.next(after: now.id, state.answers).map { question(visit, asked, state, $0) }
            ?? check(visit, asked, state)
    }

    /// Takes the reply; from then on it cannot be told from others.
    @Sendable func send(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let state = QuestionnaireState(visit.fields, asked.questionnaire.road)
        guard visit.fields.has("key") else { return .redirect(path(visit, asked)) }
        let receipt = try await site.questionnaires.send(
            asked.questionnaire.id, asked.questionnaire.road.reply(state.answers), state.key, visit.today)
        switch receipt {
        case .taken, .sentBefore: return .redirect(path(visit, asked) + "/sent")
        case .otherSentBefore:
            return page(
                visit, Words.firstCounts, of: asked,
                "\(PageHeading(Words.firstCounts))<p>\(Words.firstCountsNext)</p>")
        case .closed: return notNow(visit, asked) ?? .redirect(path(visit, asked))
        }
    }

    @Sendable func sent(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let next: [HTML] = Words.sentNext.map { "<p>\($0)</p>\n" }
        return page(
            visit, Words.sent, of: asked,
            "\(Confirmation(Words.sent, next.joined() + contact(asked)))")
    }

    /// The questions to be printed, for whoever would rather write.
    @Sendable func paper(_ visit: Visit) async throws -> WebResponse {
        let asked = try await asked(visit)
        let isLarge = visit.request.query.text("size") == "large"
        return page(
            visit, asked.questionnaire.title, of: asked, trail: .back(path(visit, asked), text: Words.back),
            """
            \(PageHeading(asked.questionnaire.title, caption: site.works.body.name))
            \(PaperQuestionnaire(asked.questionnaire, dataSet: asked.dataSet, body: site.works.body.name, isLarge: isLarge))
            """)
    }

    private func asked(_ visit: Visit) async throws -> Asked {
        guard let found = try await site.questionnaires.find(visit.parameter("slug")),
            found.questionnaire.standing != .draft
        else { throw Refusal.notFound }
        return found
    }

    private func path(_ visit: Visit, _ asked: Asked) -> String {
        visit.frame.link("/ask/\(asked.questionnaire.slug)")
    }

    /// What whoever comes too early or too late sees; `nil` while it can be answered.
    private func notNow(_ visit: Visit, _ asked: Asked) -> WebResponse? {
        let opening = asked.questionnaire.opening(on: visit.today)
        guard let opening, opening != .open else { return nil }
        let title = opening == .notYet ? Words.notYet : Words.closed
        return page(
            visit, title, of: asked,
            """
            \(PageHeading(title, caption: asked.questionnaire.title))
            <p>\(Words.days(asked.questionnaire, opening))</p>
            \(contact(asked))
            """)
    }

    private func contact(_ asked: Asked) -> HTML {
        asked.questionnaire.contact.isEmpty ? HTML() : "<p>\(asked.questionnaire.contact)</p>\n"
    }

    private func page(
        _ visit: Visit, _ title: String, of asked: Asked, trail: Trail = .none, problems: [Problem] = [],
        _ main: HTML
    ) -> WebResponse {
        let name = asked.questionnaire.title
        // No navigation beside questions: following it would lose what was answered.
        return .page(
            visit.frame.publicPage(
                title, section: title == name ? "" : name, trail: trail, problems: problems, main: main),
            status: problems.isEmpty ? 200 : 422)
    }

    private func begin(
        _ visit: Visit, _ asked: Asked, _ state: QuestionnaireState, _ problems: [Problem] = []
    ) -> WebResponse {
        let questionnaire = asked.questionnaire
        let form = Form(
            action: path(visit, asked),
            """
            \(state.hidden)\(HiddenInput("step", "begin"))
            \(Radios("begin", label: Words.begin, [Choice("yes", Words.beginYes), Choice("no", Words.beginNo)], problems))
            \(Button(Words.next))
            """)
        return page(
            visit, questionnaire.title, of: asked, problems: problems,
            """
            \(PageHeading(questionnaire.title, caption: Words.section == questionnaire.title ? "" : Words.section))
            <p class="dr-lead">\(Words.days(questionnaire, .open))</p>
            \(QuestionnaireIntroduction(questionnaire, dataSet: asked.dataSet, body: site.works.body.name))
            \(form)
            <p><a href="\(path(visit, asked))/paper">\(Words.paper)</a>. \
            <a href="\(path(visit, asked))/paper?size=large">\(Words.large)</a>.</p>
            \(contact(asked))
            """)
    }

    private func question(
        _ visit: Visit, _ asked: Asked, _ state: QuestionnaireState, _ question: Question,
        given: QuestionField.Given? = nil, _ problems: [Problem] = []
    ) -> WebResponse {
        var state = state
        state.at = question.id
        let shown =
            given
            ?? QuestionField.Given(
                code: state.answers.codes[question.id] ?? "", words: state.answers.words[question.id] ?? "")
        let action = path(visit, asked)
        let form = Form(
            action: action,
            """
            \(state.hidden)\(HiddenInput("step", "answer"))
            \(QuestionField(question, name: Self.field, given: shown, isHeading: true, problems))
            \(ButtonGroup([Button(Words.next), Button(Words.skip, .secondary, name: "skip", value: "yes")], links: []))
            """)
        return page(
            visit, question.stem, of: asked,
            trail: .backButton(
                BackButton(action: action, text: Words.back, state.hidden + HiddenInput("step", "back").html)),
            problems: problems, form.html)
    }

    private func check(_ visit: Visit, _ asked: Asked, _ state: QuestionnaireState) -> WebResponse {
        var state = state
        state.at = ""
        state.isChecking = false
        let road = asked.questionnaire.road
        let rows: [SummaryList.Row] = road.asked(state.answers).map { question in
            let code = state.answers.codes[question.id]
            let label = code.flatMap { question.answer($0)?.label }
            let own = state.answers.words[question.id] ?? ""
            let value: HTML =
                label.map { own.isEmpty ? HTML(text: $0) : "\($0)<br>\(own)" }
                ?? "<span class=\"dr-quiet\">\(Words.notAnswered)</span>"
            return .init(
                question.stem, value, act: Words.change, button: (name: "change", value: question.id),
                hiddenWords: question.stem)
        }
        let action = path(visit, asked)
        let changing = Form(
            action: action, "\(state.hidden)\(HiddenInput("step", "change"))\(SummaryList(rows))")
        let sending = Form(action: action + "/send", "\(state.hidden)\(Button(Words.send))")
        return page(
            visit, Words.check, of: asked,
            trail: .backButton(
                BackButton(action: action, text: Words.back, state.hidden + HiddenInput("step", "back").html)),
            """
            \(PageHeading(Words.check))
            <p>\(state.answers.isEmpty ? Words.checkNothing : Words.checkNote)</p>
            \(changing)\(sending)
            """)
    }
}
