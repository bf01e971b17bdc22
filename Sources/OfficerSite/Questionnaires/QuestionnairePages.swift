// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The questionnaires of the body, and one of them with what can be done with it.
struct QuestionnairePages {
    let office: Office

    @Sendable func list(_ visit: Visit) async throws -> WebResponse {
        let inReach = Set(try await office.dataSetsInReach(visit).map(\.id))
        let all = try await office.questionnaires.questionnaires().filter { inReach.contains($0.dataSetID) }
        let counts = try await office.replies.counts()
        let rows: [[Table.Cell]] = all.map { one in
            [
                .link(one.title, visit.frame.link(Address.questionnaire(one.id))),
                .text(one.period.description), .text(Self.state(one, on: visit.today)),
                one.standing == .taken ? .figure("[z]") : .number(counts[one.id]?.all ?? 0),
            ]
        }
        let add: HTML =
            visit.reach(.editMonitoring) == .wholeBody
            ? Button("Make a questionnaire", path: visit.frame.link(Address.newQuestionnaire)).html : HTML()
        return office.page(
            visit, "Questionnaires", in: .community,
            """
            \(office.communityNavigation(visit, isData: false, isQuestions: true))\(PageHeading("Questionnaires"))
            <p>Equality monitoring questions under an address of their own, or on paper. Replies say nothing of who sent them \
            or when; while a questionnaire is open only their number is shown.</p>
            \(Table(
                "Questionnaires", note: "<p>[z] means that the replies are in their data set and no longer here.</p>",
                columns: ["Questionnaire", "Days", "State", .init("Replies", isNumeric: true)], rows: rows,
                empty: "There is no questionnaire yet."))
            \(add)
            """)
    }

    /// Where it stands, in a few words.
    static func state(_ one: Questionnaire, on today: CalendarDay) -> String {
        switch one.standing {
        case .draft: return "Draft"
        case .taken: return "Taken in as version \(one.takenAs ?? 0)"
        case .open, .closed:
            return switch one.opening(on: today) {
            case .notYet: "Opens \(one.period.first.written)"
            case .open: "Open until \(one.period.last.written)"
            case .closed, nil: one.standing == .closed ? "Closed early" : "Closed"
            }
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, try await office.questionnaire(visit))
    }

    /// Opens a draft as it was looked at, or one that was closed early.
    @Sendable func open(_ visit: Visit) async throws -> WebResponse {
        let one = try await office.questionnaire(visit)
        if one.standing == .open { return done(visit, one) }
        guard one.standing != .taken else {
            return try await page(
                visit, one, refusing: "The replies are in the data set: make a new questionnaire")
        }
        guard visit.today <= one.period.last else {
            return try await page(
                visit, one, refusing: "The last day is over: change the days before you open it")
        }
        return try await act(visit, one) { try await office.questionnaires.open($0, $1) }
    }

    /// Closes before the last day.
    @Sendable func close(_ visit: Visit) async throws -> WebResponse {
        let one = try await office.questionnaire(visit)
        guard one.standing == .open else { return done(visit, one) }
        return try await act(visit, one) { try await office.questionnaires.close($0, $1) }
    }

    private func act(
        _ visit: Visit, _ one: Questionnaire,
        _ body: (Questionnaire, Change) async throws -> Void
    ) async throws -> WebResponse {
        var seen = one
        seen.version = Int(visit.fields.text("version")) ?? 0
        do {
            try await body(seen, visit.change())
            return done(visit, one)
        } catch is EditConflict {
            return try await page(
                visit, try await office.questionnaire(visit),
                refusing: "It was changed while you looked at it. This is how it stands now")
        }
    }

    private func done(_ visit: Visit, _ one: Questionnaire) -> WebResponse {
        .redirect(visit.frame.link(Address.questionnaire(one.id)) + "?done=done")
    }

    private func page(
        _ visit: Visit, _ one: Questionnaire, refusing words: String = ""
    ) async throws -> WebResponse {
        let dataSet = try await office.dataSet(of: one)
        let count = try await office.replies.counts()[one.id] ?? ReplyCount(online: 0, paper: 0)
        let batches = count.paper > 0 ? try await office.replies.batches(of: one.id) : []
        let written =
            one.canBeTaken(on: visit.today) ? try await office.replies.words(of: one.id) : []
        let mayEdit = visit.reach(.editMonitoring) == .wholeBody
        return office.page(
            visit, one.title, in: .community,
            trail: .back(visit.frame.link(Address.questionnaires), text: "Questionnaires"),
            problems: words.isEmpty ? [] : [Problem(at: "act", words)],
            """
            \(PageHeading(one.title, caption: "Questionnaire"))
            \(mayEdit ? acts(visit, one, count) : looks(visit, one))
            <h2 class="dr-heading-m">Replies</h2>
            \(replies(one, count, batches))
            \(writtenWords(one, written))
            <h2 class="dr-heading-m">What it is</h2>
            \(SummaryList(facts(visit, one, dataSet)))
            \(questions(one))
            """)
    }

    private func looks(_ visit: Visit, _ one: Questionnaire) -> HTML {
        let paper = visit.frame.link(Address.questionnaire(one.id, "/paper"))
        return """
            <p><a href="\(visit.frame.link(Address.questionnaire(one.id, "/preview")))">Look at it as people see it</a>. \
            <a href="\(paper)">Print it</a>. <a href="\(paper)?size=large">Print it large</a>.</p>

            """
    }

    /// The one act that comes next, and the others as links.
    private func acts(_ visit: Visit, _ one: Questionnaire, _ count: ReplyCount) -> HTML {
        func link(_ rest: String) -> String { visit.frame.link(Address.questionnaire(one.id, rest)) }
        var links: [NavigationLink] = []
        if one.standing != .taken { links.append(NavigationLink("Change", link("/edit"))) }
        if one.canBeKeyed(on: visit.today) {
            links.append(NavigationLink("Key replies on paper", link("/key")))
        }
        let version = HiddenInput("version", String(one.version))
        var act = HTML()
        switch one.standing {
        case .draft:
            act = ButtonGroup([Button("Look at it and open it", path: link("/preview"))], links: links).html
        case .open, .closed:
            if one.canBeTaken(on: visit.today) {
                act =
                    ButtonGroup(
                        count.all > 0 ? [Button("Take the replies in", path: link("/take"))] : [],
                        links: links
                    ).html
            } else {
                act =
                    office.form(
                        visit, Address.questionnaire(one.id, "/close"), key: Identifier.next(),
                        "\(version)\(ButtonGroup([Button("Close it before its last day", .secondary)], links: links))"
                    ).html
            }
        case .taken: act = ButtonGroup([], links: links).html
        }
        let isClosedEarly = one.standing == .closed && visit.today <= one.period.last
        let again: HTML =
            isClosedEarly
            ? office.form(
                visit, Address.questionnaire(one.id, "/open"), key: Identifier.next(),
                "\(version)\(Button("Open it again", .secondary))"
            ).html : HTML()
        return act + again + looks(visit, one)
    }

    private func replies(
        _ one: Questionnaire, _ count: ReplyCount, _ batches: [(batch: String, count: Int)]
    ) -> HTML {
        if one.standing == .taken {
            return
                "<p>They are version \(one.takenAs ?? 0) of the data set. Nothing of them is left here.</p>\n"
        }
        let rows: [[Table.Cell]] = batches.map {
            [.text($0.batch.isEmpty ? "No name" : $0.batch), .number($0.count)]
        }
        let table: HTML =
            rows.isEmpty
            ? HTML()
            : Table("Keyed from paper", columns: ["Batch", .init("Replies", isNumeric: true)], rows: rows)
                .html
        let words = count.all == 1 ? "1 reply" : "\(count.all) replies"
        return """
            <p>\(words): \(count.online) sent by the form, \(count.paper) keyed from paper. What they say is shown once they \
            are taken in.</p>
            \(table)
            """
    }

    /// What was written beside "other" answers: by question, apart from the replies, while it is there at all.
    private func writtenWords(_ one: Questionnaire, _ written: [QuestionnaireReply.Words]) -> HTML {
        guard !written.isEmpty else { return HTML() }
        let items: [HTML] = written.map { words in
            "<li>\(one.road[words.question]?.stem ?? words.question): \u{201C}\(words.text)\u{201D}</li>\n"
        }
        return Details(
            "What people wrote beside \u{201C}other\u{201D} answers",
            """
            <p>In the order of the alphabet and apart from the replies: it helps to mend the questions, appears in no report, \
            and is deleted when the replies are taken in.</p>
            <ul class="dr-list">
            \(items)</ul>
            """
        ).html
    }

    private func facts(_ visit: Visit, _ one: Questionnaire, _ dataSet: DataSet) -> [SummaryList.Row] {
        let address = visit.frame.link("/ask/\(one.slug)")
        let data: HTML =
            "<a href=\"\(visit.frame.link(Address.dataSet(dataSet.id)))\">\(dataSet.title)</a>"
        return [
            .init("State", text: Self.state(one, on: visit.today)),
            .init(
                "Address",
                one.standing == .draft ? HTML(text: address) : "<a href=\"\(address)\">\(address)</a>"),
            .init("On the first public page", text: one.isListed ? "While it is open" : "No"),
            .init("Days", text: one.period.description), .init("Why it is asked", text: one.why),
            .init("Questions", text: "\(one.set.name), version \(one.set.version)"),
            .init("Standard followed", text: one.set.standard), .init("Data set", data),
            .init("Whom to ask", text: one.contact), .init("Added about privacy", text: one.privacy),
        ]
    }

    private func questions(_ one: Questionnaire) -> HTML {
        let rows: [[Table.Cell]] = one.road.questions.map { question in
            let only = question.after.flatMap { after in one.road[after.question]?.answer(after.code)?.label }
            return [
                .text(question.stem), .text(only.map { "After \u{201C}\($0)\u{201D}" } ?? "Everybody"),
                .text(question.wording.name),
                .text([question.wordsFrom, question.note].filter { !$0.isEmpty }.joined(separator: ". ")),
            ]
        }
        return Table(
            "The questions", columns: ["Question", "Asked of", "Wording", "Where it comes from"], rows: rows
        ).html
    }
}
