// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Recording that a duty was done, after a last look: from that day its clock runs anew.
struct DutyDonePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await form(visit, try await office.clockedDuty(visit))
    }

    @Sendable func record(_ visit: Visit) async throws -> WebResponse {
        let duty = try await office.clockedDuty(visit)
        if CheckAnswers.wantsChange(visit.fields) { return try await form(visit, duty) }
        let (done, problems) = reading(visit, duty, try await corrected(visit, duty))
        guard let done else { return try await form(visit, duty, problems) }
        guard CheckAnswers.isConfirmed(visit.fields) else { return try await check(visit, duty, done) }
        do {
            try await office.duties.record(done, visit.change())
        } catch is EditConflict {
            let words = "Somebody corrected this entry meanwhile: go back to the duties and look again"
            return try await form(visit, duty, [Problem(at: "reason", words)])
        }
        return .redirect(visit.frame.link(Address.duties) + "?done=duty")
    }

    /// The entry that is to be corrected; `nil` where a new one is recorded.
    private func corrected(_ visit: Visit, _ duty: Duty) async throws -> DutyDone? {
        let asked = visit.fields.has("corrects") ? visit.fields : visit.request.query
        guard !asked.text("corrects").isEmpty else { return nil }
        guard let number = Int(asked.text("corrects")),
            let entry = try await office.duties.history().first(where: {
                $0.dutyID == duty.id && $0.number == number
            })
        else { throw Refusal.notFound }
        return entry
    }

    private func reading(_ visit: Visit, _ duty: Duty, _ old: DutyDone?) -> (DutyDone?, [Problem]) {
        let fields = visit.fields
        let (day, wrong) = DateField("done", "Day", fields).reading()
        var problems: [Problem] = []
        if let wrong { problems.append(wrong) }
        if day == nil, wrong == nil {
            problems.append(Problem(at: "done-day", "Enter the day on which it was done"))
        }
        if let day, day > visit.today {
            problems.append(Problem(at: "done-day", "Day must be today or earlier"))
        }
        let days = duty.interval?.fixedDays(on: visit.today) ?? []
        let forDay = CalendarDay(iso: fields.text("for"))
        if !days.isEmpty, forDay.map({ days.contains($0) || $0 == old?.forDay }) != true {
            problems.append(Problem(at: "for", "Select the due day for which it was done"))
        }
        let reason = fields.text("reason")
        if old != nil, reason.isEmpty {
            problems.append(Problem(at: "reason", "Enter why the record is corrected"))
        }
        let address = fields.text("address")
        let isWeb = address.hasPrefix("https://") || address.hasPrefix("http://")
        if !address.isEmpty, !isWeb || address.contains(where: \.isWhitespace) {
            problems.append(
                Problem(at: "address", "Address must begin with https:// and have no spaces"))
        }
        let document = fields.text("document")
        if address.isEmpty, document.isEmpty {
            problems.append(
                Problem(at: "document", "Enter the document, or the address where it can be read"))
        }
        for (name, label, text) in [
            ("address", "Address", address), ("document", "Document", document), ("reason", "Why", reason),
        ]
        where text.count > 1_000 {
            problems.append(Problem(at: name, "\(label) must be 1,000 characters or fewer"))
        }
        guard problems.isEmpty, let day else { return (nil, problems) }
        return (
            DutyDone(
                dutyID: duty.id, day: day, address: address, document: document, byPost: visit.actor.post,
                forDay: days.isEmpty ? nil : forDay, corrects: old?.number, reason: old == nil ? "" : reason),
            []
        )
    }

    private func form(_ visit: Visit, _ duty: Duty, _ problems: [Problem] = []) async throws -> WebResponse {
        let fields = visit.fields
        let old = try await corrected(visit, duty)
        func value(_ name: String, _ stored: String?) -> String {
            fields.has(name) ? fields.text(name) : stored ?? ""
        }
        let day =
            fields.has("done-day")
            ? DateField("done", "Day", fields) : DateField("done", "Day", old?.day)
        let back = visit.frame.link(Address.duties)
        let reason: HTML =
            old.map { entry -> HTML in
                """
                \(HiddenInput("corrects", String(entry.number)))
                \(TextInput("reason", label: "Why the record is corrected", value: value("reason", ""), problems))
                """
            } ?? HTML()
        let title = old == nil ? "Record as done" : "Correct what is recorded"
        let content: HTML = """
            \(day.input(hint: Self.hint(duty), problems))
            \(try await dueDays(visit, duty, old, problems))
            \(TextInput("document", label: "Document (optional)", hint: "For example Equality information 2026", value: value("document", old?.document), problems))
            \(TextInput("address", label: "Address where it can be read (optional)", hint: "For example https://example.gov.uk/equality", value: value("address", old?.address), problems))
            \(reason)
            \(ButtonGroup([Button("Continue")], links: [NavigationLink("Cancel", back)]))
            """
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems,
            """
            \(PageHeading(title, caption: duty.name))
            \(office.form(visit, Address.duty(duty.id, "/done"), content))
            """)
    }

    /// The fixed days for which it may have been done, the one that is due now chosen; nothing for other duties.
    private func dueDays(_ visit: Visit, _ duty: Duty, _ old: DutyDone?, _ problems: [Problem]) async throws
        -> HTML
    {
        guard let interval = duty.interval, interval.anchor == .fixedDay else { return HTML() }
        let times = try await office.duties.done().filter { $0.dutyID == duty.id }
        let fixed = interval.fixedDays(on: visit.today)
        let due = interval.due(given: times, on: visit.today)?.day
        let usual = old?.forDay ?? fixed.first { $0 == due } ?? fixed.first { $0 <= visit.today }
        let chosen = visit.fields.has("for") ? CalendarDay(iso: visit.fields.text("for")) : usual
        let days = Set(fixed + [old?.forDay].compactMap { $0 })
        let choices = days.sorted(by: >).map { Choice($0.iso, $0.written, isChosen: $0 == chosen) }
        return Select(
            "for", label: "The due day for which it was done",
            hint: "What is published late still counts for the day on which it was due", choices, problems
        ).html
    }

    private static func hint(_ duty: Duty) -> String {
        switch duty.interval?.anchor {
        case .lastReview: "The day on which it was reviewed"
        case .lastSubmission: "The day on which it was sent"
        case .lastPublication, .fixedDay, nil: "The day on which it was published"
        }
    }

    /// The last look, with the day on which it is due again.
    private func check(_ visit: Visit, _ duty: Duty, _ done: DutyDone) async throws -> WebResponse {
        let others = try await office.duties.done().filter {
            $0.dutyID == duty.id && $0.number != done.corrects
        }
        let earlier = others.map(\.day).max()
        let next = duty.interval?.due(given: others + [done], on: visit.today)
        let note: HTML =
            earlier.map { $0 > done.day } == true
            ? InsetText(
                "<p>A later time is on record already (\(earlier?.written ?? "")). The clock goes on from that one.</p>"
            ).html : HTML()
        let title = "Check what will be recorded"
        let form = CheckAnswers(
            path: Address.duty(duty.id, "/done"), button: Button("Record as done"),
            cancel: NavigationLink("Cancel", visit.frame.link(Address.duties)))
        return office.page(
            visit, title, in: .actions, trail: .back(visit.frame.link(Address.duties)),
            """
            \(PageHeading(title, caption: duty.name))
            <p>Once it is recorded, it stays; it can be corrected with a reason.</p>
            \(note)
            \(SummaryList([
                .init("Duty", text: duty.name), .init("Done on", text: done.day.written),
                .init("For", text: done.forDay?.written ?? "No fixed day"),
                .init("Document", text: done.document), .init("Address", text: done.address),
                .init("Recorded by", text: visit.actor.post),
                .init("Why it is corrected", text: done.reason),
                .init("Due again by", text: next.map { "\($0.day.written), \($0.because)" } ?? "No day"),
            ]))
            \(form.form(visit, of: office))
            """)
    }
}
