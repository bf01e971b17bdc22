// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One reply on paper, keyed on one page: every question a list or a box, empty for what was not answered.
struct KeyReplyPage {
    let office: Office
    /// What a list or a box says for a question that the paper form did not have.
    private static let notAsked = CategoryScheme.Standing.notAsked.code

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let one = try await keyable(visit)
        var fields = FormFields()
        fields.all = [.init(name: "batch", value: visit.request.query.text("batch"))]
        return try await page(visit, one, fields)
    }

    /// Keeps a reply and shows the next empty form; or takes the last one back.
    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let one = try await keyable(visit)
        let fields = visit.fields
        let change = Change(by: visit.actor, at: visit.now)
        let batch = fields.text("batch")
        let next =
            visit.frame.link(Address.questionnaire(one.id, "/key")) + "?batch=\(FormFields.encoded(batch))"
        if fields.has("last") {
            _ = try await office.replies.takeBack(fields.text("last"), of: one.id, change)
            return .redirect(next + "&done=gone")
        }
        var (codes, problems) = Self.reading(fields, one, on: visit.today)
        if batch.count > 60 {
            problems.append(Problem(at: "batch", "Name of the batch must be 60 characters or fewer"))
        }
        // Enter in the box of the batch must not count a reply.
        if problems.isEmpty, codes.isEmpty, !fields.has("empty") {
            problems.append(
                Problem(at: "empty", "Select that nothing was answered, or key at least one answer"))
        }
        guard problems.isEmpty else { return try await page(visit, one, fields, problems) }
        for scheme in one.road.schemes where codes[scheme] == nil {
            codes[scheme] = CategoryScheme.Standing.notAnswered.code
        }
        let key = office.formKey(visit)
        // The same form sent twice is one reply.
        _ = try await office.replies.key(
            QuestionnaireReply(codes: codes), to: one.id, batch: batch, key: key, on: visit.today, change)
        return .redirect(next + "&done=done&last=\(FormFields.encoded(key))")
    }

    private func keyable(_ visit: Visit) async throws -> Questionnaire {
        let one = try await office.questionnaire(visit)
        guard one.canBeKeyed(on: visit.today) else {
            throw Refusal.alreadyDone(path: Address.questionnaire(one.id))
        }
        return one
    }

    private static func name(_ question: Question) -> String { "key-\(question.id)" }

    private static func reading(
        _ fields: FormFields, _ one: Questionnaire, on today: CalendarDay
    ) -> ([String: String], [Problem]) {
        var codes: [String: String] = [:]
        var problems: [Problem] = []
        for question in one.road.questions where question.after == nil {
            let text = fields.text(name(question))
            guard question.entry != .choice else {
                let known =
                    one.road.outcomes(of: question).map(\.code) + [Question.preferNotToSay.code, notAsked]
                codes[question.scheme] = known.contains(text) ? text : nil
                continue
            }
            if let other = ["p": Question.preferNotToSay.code, "n": notAsked][text.lowercased()] {
                codes[question.scheme] = other
                continue
            }
            switch AgeAnswer.keyed(text, on: today, to: question) {
            case .blank: break
            case .band(let code): codes[question.scheme] = code
            case .unreadable(_, let words): problems.append(Problem(at: name(question), words))
            }
        }
        return (codes, problems)
    }

    private func page(
        _ visit: Visit, _ one: Questionnaire, _ fields: FormFields, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let roots = one.road.questions.filter { $0.after == nil }
        let boxes: [HTML] = roots.enumerated().map { place, question in
            field(question, one.road, "\(place + 1). \(question.stem)", fields, problems)
        }
        let batches = try await office.replies.batches(of: one.id)
        let count = batches.first { $0.batch == fields.text("batch") }?.count ?? 0
        let all = batches.reduce(0) { $0 + $1.count }
        let last = visit.request.query.text("last")
        let back: HTML =
            last.isEmpty
            ? HTML()
            : office.form(
                visit, Address.questionnaire(one.id, "/key"), key: Identifier.next(),
                """
                \(HiddenInput("last", last))\(HiddenInput("batch", fields.text("batch")))
                \(Button("Take back the reply keyed last", .secondary))
                """
            ).html
        let content: HTML = """
            \(TextInput("batch", label: "Batch (optional)", hint: "A name for a pile of forms, so that it can be counted. No person’s name", value: fields.raw("batch"), width: .twenty, autocomplete: "off", problems))
            \(boxes)
            \(Checkboxes("empty", label: "An empty form", [Choice("yes", "Nothing was answered on it", isChosen: fields.has("empty"))], isSmall: true, problems))
            \(ButtonGroup([Button("Save and key the next")], links: [NavigationLink("Stop keying", visit.frame.link(Address.questionnaire(one.id)))]))
            """
        let words = all == 1 ? "1 reply was keyed from paper" : "\(all) replies were keyed from paper"
        return office.page(
            visit, "Key a reply on paper", in: .community,
            trail: .back(visit.frame.link(Address.questionnaire(one.id))), problems: problems,
            """
            \(PageHeading("Key a reply on paper", caption: one.title))
            <p>\(words), \(count) of them in this batch. Leave a question as it is where nothing was ticked. Do not key what \
            people wrote in their own words. Where two boxes are ticked, leave the question as not answered.</p>
            \(office.form(visit, Address.questionnaire(one.id, "/key"), content))
            \(back)
            """)
    }

    private func field(
        _ question: Question, _ road: QuestionRoad, _ label: String, _ fields: FormFields,
        _ problems: [Problem]
    ) -> HTML {
        let name = Self.name(question)
        guard question.entry == .choice else {
            return TextInput(
                name, label: label,
                hint:
                    "Years, a year of birth or a day such as 12/3/1967. P for prefer not to say, N for not on the form",
                value: fields.raw(name), width: .ten, autocomplete: "off", problems
            ).html
        }
        var choices = [Choice("", CategoryScheme.Standing.notAnswered.words)]
        choices += road.outcomes(of: question).map { ($0.code, $0.words) }.map(Self.choice(fields.text(name)))
        choices += [
            (Question.preferNotToSay.code, Question.preferNotToSay.label), (Self.notAsked, "Not on the form"),
        ].map(Self.choice(fields.text(name)))
        return Select(name, label: label, choices, problems).html
    }

    private static func choice(_ chosen: String) -> ((String, String)) -> Choice {
        { Choice($0.0, $0.1, isChosen: $0.0 == chosen) }
    }
}
