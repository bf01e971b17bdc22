// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Recording what was decided, after a last look; what the checks miss is kept with it, a decision that was taken
/// is never refused.
struct DecidePage {
    let office: Office

    /// What somebody says was decided, and when.
    struct Outcome {
        let decided: String
        let takenAt: Instant
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await form(visit, try await office.decision(visit))
    }

    @Sendable func record(_ visit: Visit) async throws -> WebResponse {
        let decision = try await office.decision(visit)
        if CheckAnswers.wantsChange(visit.fields) { return try await form(visit, decision) }
        let isConfirmed = CheckAnswers.isConfirmed(visit.fields)
        // What was sent twice is answered by its receipt.
        guard decision.takenAt == nil || isConfirmed else { return closed(visit, decision) }
        let (outcome, problems) = reading(visit)
        guard let outcome else { return try await form(visit, decision, problems) }
        guard isConfirmed else { return try await check(visit, decision, outcome) }
        let early = try await early(visit, decision, outcome)
        guard early.words.isEmpty || visit.fields.text(DecidedEarly.field) == "yes" else {
            let words = "Select that the decision was taken on that day, or change the date"
            return try await check(
                visit, decision, outcome, [Problem(at: DecidedEarly.field, words)])
        }
        do {
            var seen = decision
            seen.version = Int(visit.fields.text("version")) ?? 0
            try await office.decisions.decide(
                seen, takenAt: outcome.takenAt, decided: outcome.decided,
                items: try await recorded(visit, decision, outcome), visit.change())
        } catch is EditConflict {
            return try await changed(visit, outcome)
        } catch is AssessmentMoved {
            return try await changed(visit, outcome)
        } catch is DecisionClosed {
            return closed(visit, try await office.decision(visit))
        }
        return .redirect(visit.frame.link(Address.decision(decision.id)) + "?done=done")
    }

    private func reading(_ visit: Visit) -> (Outcome?, [Problem]) {
        let fields = visit.fields
        var problems: [Problem] = []
        let decided = fields.text("decided")
        if decided.isEmpty { problems.append(Problem(at: "decided", "Enter what was decided")) }
        if decided.count > 10_000 {
            problems.append(Problem(at: "decided", "What was decided must be 10,000 characters or fewer"))
        }
        let (day, wrong) = DateField("taken", "Date", fields).reading()
        if let wrong { problems.append(wrong) }
        if day == nil, wrong == nil {
            problems.append(Problem(at: "taken-day", "Enter the date on which it was decided"))
        }
        let time = LondonTime.time(fields.text("time"))
        if time == nil {
            problems.append(Problem(at: "time", "Enter the time at which it was decided, such as 7:15pm"))
        }
        guard problems.isEmpty, let day, let time else { return (nil, problems) }
        let taken = LondonTime.instant(on: day, hour: time.hour, minute: time.minute)
        guard taken <= visit.now else {
            return (nil, [Problem(at: "taken-day", "The decision must lie in the past to be recorded")])
        }
        return (Outcome(decided: decided, takenAt: taken), [])
    }

    /// The assessments in the report as they were seen on the last look, with what recording does to each.
    private func recorded(
        _ visit: Visit, _ decision: AssessmentDecision, _ outcome: Outcome
    ) async throws -> [String: DecidedItem] {
        var items: [String: DecidedItem] = [:]
        for item in try await office.decisions.items(of: decision.id) {
            guard
                let open = try await office.openItem(
                    item.assessmentID, visit, of: decision.id, takenAt: outcome.takenAt)
            else { continue }
            items[item.assessmentID] = DecidedItem(
                seen: AssessmentStanding(visit.fields.text("stood-\(item.assessmentID)")),
                state: AssessmentWorkflow.state(after: .decided, details: [:], on: open.record),
                missing: open.missingChecks.map(\.id).joined(separator: ", "))
        }
        return items
    }

    private func early(
        _ visit: Visit, _ decision: AssessmentDecision, _ outcome: Outcome
    ) async throws -> DecidedEarly {
        var records: [AssessmentRecord] = []
        for item in try await office.decisions.items(of: decision.id) {
            if let open = try await office.openItem(item.assessmentID, visit, of: decision.id) {
                records.append(open.record)
            }
        }
        return DecidedEarly(decision: decision, takenAt: outcome.takenAt, records: records)
    }

    /// The last look, as things stand now.
    private func check(
        _ visit: Visit, _ decision: AssessmentDecision, _ outcome: Outcome, _ problems: [Problem] = [],
        banner: Banner? = nil
    ) async throws -> WebResponse {
        var records: [AssessmentRecord] = []
        var seen = [(name: "version", value: "\(decision.version)")]
        var read = HTML()
        for item in try await office.decisions.items(of: decision.id) {
            guard
                let open = try await office.openItem(
                    item.assessmentID, visit, of: decision.id, takenAt: outcome.takenAt)
            else { continue }
            seen.append(("stood-\(item.assessmentID)", AssessmentStanding(open.record).text))
            records.append(open.record)
            read +=
                DecidedItemView(
                    item: item, members: open.record.decision?.members ?? [], open: open,
                    takenAt: outcome.takenAt
                ).html
        }
        let path = Address.decision(decision.id, "/decide")
        let early = DecidedEarly(decision: decision, takenAt: outcome.takenAt, records: records)
        let form = CheckAnswers(
            path: path, button: Button("Record this decision"),
            cancel: NavigationLink("Cancel", visit.frame.link(Address.decision(decision.id))), seen: seen,
            asked: (DecidedEarly.field, early.question(problems)))
        let title = "Check what will be recorded"
        return office.page(
            visit, title, in: .decisions, trail: .back(visit.frame.link(Address.decision(decision.id))),
            banner: banner, problems: problems, status: banner == nil ? nil : 409,
            """
            \(PageHeading(title, caption: decision.title))
            <p>Once it is recorded, nobody can change it. Members who had not acknowledged stay listed.</p>
            \(SummaryList([
                .init("Decision", text: decision.title), .init("Reference", text: decision.reference),
                .init("Decision-maker", text: decision.makerInWords),
                .init("What was decided", text: outcome.decided),
                .init("Taken", text: LondonTime.written(outcome.takenAt)),
                .init("Relevant to equality", text: decision.relevanceInWords),
                .init("Recorded by", text: visit.actor.post),
            ]))
            \(MembersTakenOff(removals: decision.removals).html)
            \(read)
            \(form.form(visit, of: office))
            """)
    }

    private func changed(_ visit: Visit, _ outcome: Outcome) async throws -> WebResponse {
        let now = try await office.decision(visit)
        guard now.takenAt == nil else { return closed(visit, now) }
        let items = try await office.decisions.items(of: now.id)
        let banner = try await ChangedMeanwhile(
            records: [("decision", now.id)] + items.map { ("assessment", $0.assessmentID) }
        ).banner(of: office)
        return try await check(visit, now, outcome, banner: banner)
    }

    /// Somebody recorded it first: what stands, and what was typed for nothing.
    private func closed(_ visit: Visit, _ decision: AssessmentDecision) -> WebResponse {
        let title = "This decision has been recorded already"
        let back = visit.frame.link(Address.decision(decision.id))
        return office.page(
            visit, title, in: .decisions, trail: .back(back), status: 409,
            """
            \(PageHeading(title, caption: decision.title))
            <p>Nothing was recorded now. <a href="\(back)">See the decision</a>.</p>
            \(SummaryList([
                .init("What was decided", text: decision.decided),
                .init("Taken", text: decision.takenAt.map(LondonTime.written) ?? ""),
                .init("Recorded by", text: decision.recordedBy),
                .init("What you typed", text: visit.fields.text("decided")),
            ]))
            """)
    }

    private func form(_ visit: Visit, _ decision: AssessmentDecision, _ problems: [Problem] = [])
        async throws -> WebResponse
    {
        let fields = visit.fields
        let isSent = fields.has("decided")
        // A meeting that has not been yet is no day on which something was decided.
        let meeting = decision.meetingAt <= visit.now ? LondonTime.reading(decision.meetingAt) : nil
        let day = isSent ? DateField("taken", "Date", fields) : DateField("taken", "Date", meeting?.day)
        let clock =
            isSent
            ? fields.text("time")
            : meeting.map { "\($0.hour):\($0.minute < 10 ? "0" : "")\($0.minute)" } ?? ""
        let back = visit.frame.link(Address.decision(decision.id))
        let content: HTML = """
            \(TextArea("decided", label: "What was decided", value: fields.raw("decided"), rows: 5, problems))
            \(day.input(hint: "The day on which it was decided", problems))
            \(TextInput("time", label: "Time", hint: "For example 7:15pm", value: clock, width: .ten, problems))
            \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
            """
        let body: HTML =
            decision.takenAt == nil
            ? office.form(visit, Address.decision(decision.id, "/decide"), content).html
            : InsetText("<p>This decision has been recorded already.</p>").html
        return office.page(
            visit, "Record the decision", in: .decisions, trail: .back(back), problems: problems,
            """
            \(PageHeading("Record the decision", caption: decision.title))
            \(try await silent(decision, before: decision.takenAt ?? reading(visit).0?.takenAt))\(body)
            """)
    }

    /// Who has not acknowledged what by the time that was typed; by now where none was.
    private func silent(_ decision: AssessmentDecision, before taken: Instant?) async throws -> HTML {
        var missing: [HTML] = []
        for item in try await office.decisions.items(of: decision.id) {
            let own = try await office.decisions.decision(decision.id, for: item.assessmentID)
            let silent = (own?.members ?? []).filter { $0.isSilent(before: taken) }.map(\.post)
            if !silent.isEmpty {
                missing.append(
                    "<li>\(item.reference): not acknowledged by \(silent.joined(separator: ", ")).</li>\n")
            }
        }
        guard !missing.isEmpty else { return HTML() }
        return InsetText(
            "<p>These members have not acknowledged the version in the report. They are listed with the decision.</p><ul class=\"dr-list\">\n\(missing)</ul>"
        ).html
    }
}
