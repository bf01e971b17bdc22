// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One meeting: who came, what became of what the one before asked, what was said, and the form to minute more.
struct MeetingPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.meeting(visit))
    }

    /// Minutes one thing; an action that follows goes into the plan in the same change.
    @Sendable func minute(_ visit: Visit) async throws -> WebResponse {
        let meeting = try await office.meeting(visit)
        let fields = visit.fields
        if fields.has("corrects") { return try await correct(visit, meeting) }
        let text = fields.text("text")
        let who = fields.text("who")
        let kind = Meeting.Item.Kind(rawValue: fields.text("kind"))
        var problems: [Problem] = []
        if kind == nil { problems.append(Problem(at: "kind", "Select what kind of thing it was")) }
        if text.isEmpty { problems.append(Problem(at: "text", "Enter what was said")) }
        if text.count > 2_000 {
            problems.append(Problem(at: "text", "What was said must be 2,000 characters or fewer"))
        }
        if who.count > 300 { problems.append(Problem(at: "who", "Who must be 300 characters or fewer")) }
        let target = TargetDateText(fields.text("target"))
        if kind == .action, let wrong = target.problem { problems.append(Problem(at: "target", wrong)) }
        if let kind, kind != .action {
            for (name, label) in [("target", "Target completion date"), ("directorate", "Directorate")]
            where !fields.text(name).isEmpty {
                let words = "\(label) is only for an action: select Action, or leave it empty"
                problems.append(Problem(at: name, words))
            }
        }
        if fields.text("directorate").count > 200 {
            problems.append(Problem(at: "directorate", "Directorate must be 200 characters or fewer"))
        }
        let open = try await openQuestions(visit, meeting)
        let answers = open.first { Self.value($0.question) == fields.text("answers") }
        if kind == .answered, answers == nil {
            problems.append(Problem(at: "answers", "Select the question that was answered"))
        } else if let kind, kind != .answered, !fields.text("answers").isEmpty {
            problems.append(
                Problem(at: "answers", "A question is only for an answer: select Answered, or select None"))
        }
        if meeting.day > visit.today {
            problems = [Problem(at: "act", "The meeting is on \(meeting.day.written): minute it then")]
        }
        if !meeting.cancelled.isEmpty {
            problems = [Problem(at: "act", "The meeting was cancelled: nothing can be minuted")]
        }
        let profile = try await office.profile()
        let about = fields.text("about")
        if !about.isEmpty, try await office.plan(profile).action(about, within: .wholeBody) == nil {
            problems.append(Problem(at: "about", "Select an action of the list"))
        }
        guard problems.isEmpty, let kind else { return try await page(visit, meeting, problems) }
        var action: Action?
        if kind == .action {
            var cells = ActionCells(title: text)
            cells.arisingFrom = "\(meeting.group), \(meeting.day.written)"
            cells.leadOfficer = who
            cells.directorate = fields.text("directorate")
            cells.targetDate = fields.text("target")
            action = Action.reading(
                cells, characteristics: profile.vocabulary, lastUpdated: visit.today)
        }
        var item = Meeting.Item(kind: kind, text: text, who: who, actionID: kind == .action ? "" : about)
        if kind == .action { item.aboutID = about }
        item.answers = answers?.question
        _ = try await office.meetings.minute(item, of: meeting.id, action: action, visit.change())
        return .redirect(visit.frame.link(Address.meeting(meeting.id)) + "?done=minuted")
    }

    /// The questions of the group that no meeting answered yet.
    private func openQuestions(_ visit: Visit, _ meeting: Meeting) async throws -> [FollowUp] {
        let all = try await office.meetings.meetings()
        return FollowUp.before(
            meeting.group, on: max(visit.today.next, meeting.day.next), in: all, actions: [],
            reported: [:], today: visit.today
        ).filter { $0.item.kind == .asked }
    }

    /// The place of a question as the form sends it.
    private static func value(_ question: Meeting.Question?) -> String {
        question.map { "\($0.meetingID).\($0.number)" } ?? ""
    }

    /// Puts other words in place of an item that was minuted; what it said stays on record.
    private func correct(_ visit: Visit, _ meeting: Meeting) async throws -> WebResponse {
        let fields = visit.fields
        guard let old = meeting.said.first(where: { String($0.item.number) == fields.text("corrects") })
        else {
            let words = "Somebody corrected this meanwhile: look at it again"
            return try await page(visit, meeting, [Problem(at: "act", words)])
        }
        var problems: [Problem] = []
        for (name, words) in [
            ("new-text", "Enter what was said"), ("reason", "Enter why the minute is corrected"),
        ] where fields.text(name).isEmpty { problems.append(Problem(at: name, words)) }
        for (name, label) in [("new-text", "What was said"), ("new-who", "Who"), ("reason", "Why")]
        where fields.text(name).count > (name == "new-text" ? 2_000 : 300) {
            problems.append(
                Problem(
                    at: name,
                    "\(label) must be \(name == "new-text" ? "2,000" : "300") characters or fewer"))
        }
        guard problems.isEmpty else { return try await page(visit, meeting, problems) }
        var item = Meeting.Item(
            kind: old.item.kind, text: fields.text("new-text"), who: fields.text("new-who"),
            actionID: old.item.actionID)
        (item.aboutID, item.answers) = (old.item.aboutID, old.item.answers)
        (item.corrects, item.reason) = (old.item.number, fields.text("reason"))
        do {
            _ = try await office.meetings.minute(item, of: meeting.id, action: nil, visit.change())
        } catch is EditConflict {
            let words = "Somebody corrected this meanwhile: look at it again"
            return try await page(visit, try await office.meeting(visit), [Problem(at: "act", words)])
        }
        return .redirect(visit.frame.link(Address.meeting(meeting.id)) + "?done=corrected")
    }

    private func page(_ visit: Visit, _ meeting: Meeting, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let all = Meeting.of(meeting.group, in: try await office.meetings.meetings())
        let before = Meeting.last(before: meeting.day, of: all)
        let plan = office.plan(try await office.profile())
        let actions = try await plan.actions(within: visit.reach(.viewActions) ?? visit.scope)
        let followUps = FollowUp.before(
            meeting.group, on: meeting.day, in: all, actions: actions,
            reported: try await plan.lastReports(within: visit.reach(.viewActions) ?? visit.scope),
            today: visit.today)
        let title = "\(meeting.group), \(meeting.day.written)"
        let asked: HTML =
            before.map { earlier -> HTML in
                """
                <h2 class="dr-heading-m">What was asked last time</h2>
                <p><a href="\(visit.frame.link(Address.meeting(earlier.id)))">\(earlier.group), \(earlier.day.written)</a></p>
                \(FollowUpTable(followUps: followUps, visit: visit))
                """
            } ?? HTML()
        return office.page(
            visit, title, in: .actions, trail: .back(visit.frame.link(Address.meetings)), problems: problems,
            """
            \(office.planNavigation(visit, .none))\(PageHeading(title))
            \(MeetingActs(meeting: meeting, visit: visit))
            \(SummaryList([
                .init("Present", text: meeting.present), .init("Apologies", text: meeting.apologies),
                .init("Minuted", text: MeetingListPage.counts(meeting)),
            ]))
            \(meeting.cancelled.isEmpty ? HTML() : InsetText("<p>Cancelled: \(meeting.cancelled)</p>").html)
            \(asked)
            <h2 class="dr-heading-m">What was said</h2>
            \(said(visit, meeting, actions))
            \(try await form(visit, meeting, actions, problems))
            """)
    }

    private func said(_ visit: Visit, _ meeting: Meeting, _ actions: [Action]) -> HTML {
        let known = Dictionary(actions.map { ($0.id, $0.title) }) { first, _ in first }
        let mayCorrect = visit.reach(.manageMeetings) == .wholeBody
        let page = visit.frame.link(Address.meeting(meeting.id))
        func link(_ id: String, _ lead: String) -> HTML {
            known[id].map { "\(lead)<a href=\"\(visit.frame.link(Address.action(id)))\">\($0)</a>" } ?? HTML()
        }
        let rows: [[Table.Cell]] = meeting.said.map { said in
            let item = said.item
            let before = said.earlier.map { "“\($0.text)”" + ($0.who == item.who ? "" : " (\($0.who))") }
                .joined(separator: ", then ")
            let earlier: HTML =
                said.earlier.isEmpty
                ? HTML()
                : """
                <br><span class="dr-quiet">Corrected: \(item.reason). It said: \(before)</span>
                """
            let correct: HTML =
                mayCorrect
                ? "<a href=\"\(page)?correct=\(item.number)\">Correct<span class=\"dr-vh\"> item \(said.number)</span></a>"
                : HTML()
            let about: HTML = item.aboutID.isEmpty ? HTML() : "<br>\(link(item.aboutID, "About: "))"
            return [
                .html("\(said.number). \(item.text)\(earlier)"), .text(item.kind.name), .text(item.who),
                .html("\(link(item.actionID, ""))\(about)"), .html(correct),
            ]
        }
        return Table(
            "Minutes", isCaptionHidden: true, columns: ["What was said", "Kind", "Who", "Action", "Act"],
            rows: rows, empty: "Nothing is minuted yet."
        ).html
    }

    /// The form with which an item that the address or the form names is corrected; `nil` for none.
    private func correction(_ visit: Visit, _ meeting: Meeting, _ problems: [Problem]) -> HTML? {
        let fields = visit.fields
        let isSent = fields.has("corrects")
        let number = isSent ? fields.text("corrects") : visit.request.query.text("correct")
        guard let said = meeting.said.first(where: { String($0.item.number) == number }) else { return nil }
        let content: HTML = """
            \(HiddenInput("corrects", number))
            \(TextArea("new-text", label: "What was said", value: isSent ? fields.raw("new-text") : said.item.text, rows: 3, problems))
            \(TextInput("new-who", label: "Who answers or acts (optional)", value: isSent ? fields.text("new-who") : said.item.who, width: .half, problems))
            \(TextInput("reason", label: "Why the minute is corrected", hint: "What it said stays beside it", value: fields.text("reason"), problems))
            \(ButtonGroup([Button("Correct this")], links: [NavigationLink("Cancel", visit.frame.link(Address.meeting(meeting.id)))]))
            """
        return """
            <h2 class="dr-heading-m">Correct item \(said.number)</h2>
            \(office.form(visit, Address.meeting(meeting.id), content))
            """
    }

    private func form(_ visit: Visit, _ meeting: Meeting, _ actions: [Action], _ problems: [Problem])
        async throws -> HTML
    {
        guard visit.reach(.manageMeetings) == .wholeBody, meeting.cancelled.isEmpty else { return HTML() }
        if let correction = correction(visit, meeting, problems) { return correction }
        guard meeting.day <= visit.today else {
            return InsetText("<p>Minutes can be added from \(meeting.day.written).</p>").html
        }
        let fields = visit.fields
        let kinds = Meeting.Item.Kind.allCases.map {
            Choice($0.rawValue, $0.name, isChosen: fields.text("kind") == $0.rawValue)
        }
        // Those that the group looks at: any other is reached from its own page.
        let days = try await office.profile().staleDays
        let waiting = actions.filter {
            $0.isOverdue(on: visit.today) || $0.status == .atRisk || $0.isStale(on: visit.today, after: days)
                || $0.id == fields.text("about")
        }
        let about =
            [Choice("", "None", isChosen: fields.text("about").isEmpty)]
            + waiting.prefix(20).map { Choice($0.id, $0.title, isChosen: fields.text("about") == $0.id) }
        let questions = try await openQuestions(visit, meeting)
        let answers =
            [Choice("", "None", isChosen: fields.text("answers").isEmpty)]
            + questions.map {
                let value = Self.value($0.question)
                return Choice(value, $0.item.text, isChosen: fields.text("answers") == value)
            }
        let answered: HTML =
            questions.isEmpty
            ? HTML()
            : """
            \(Select("answers", label: "The question that was answered (only for Answered)", answers, problems))
            """
        let content: HTML = """
            \(Radios("kind", label: "Kind", kinds, isInline: true, problems))
            \(TextArea("text", label: "What was said", hint: "For an action: what is to be done", value: fields.raw("text"), rows: 3, problems))
            \(TextInput("who", label: "Who answers or acts (optional)", hint: "A post, such as Head of Housing", value: fields.text("who"), width: .half, problems))
            \(Select("about", label: "About an action that needs somebody (optional)", about, problems))
            \(answered)
            <h3 class="dr-heading-s">Only for an action</h3>
            <p>It goes into the plan when you save.</p>
            \(TextInput("target", label: "Target completion date (optional)", hint: "For example, before July 2027, Q2 2026/27, or ongoing", value: fields.text("target"), width: .half, problems))
            \(TextInput("directorate", label: "Directorate (optional)", value: fields.text("directorate"), width: .half, problems))
            \(Button("Minute this"))
            """
        return """
            <h2 class="dr-heading-m">Minute something</h2>
            \(office.form(visit, Address.meeting(meeting.id), content))
            """
    }
}

extension Office {
    /// The meeting that the address names.
    func meeting(_ visit: Visit) async throws -> Meeting {
        guard let meeting = try await meetings.meeting(visit.parameter("id")) else { throw Refusal.notFound }
        return meeting
    }
}
