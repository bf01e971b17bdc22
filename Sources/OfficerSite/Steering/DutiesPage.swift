// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The duties with their clocks: when each was done last, when it is due by law, and the day the body has set itself.
struct DutiesPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let history = try await office.duties.history()
        let done = DutyDone.standing(history)
        let planned = try await office.planningDays(on: visit.today)
        let clocks = profile.duties.filter { $0.interval != nil }
        let others = profile.duties.filter { $0.interval == nil }
        let late = clocks.count { duty in
            duty.interval?.due(given: done.filter { $0.dutyID == duty.id }, on: visit.today)
                .map { $0.day < visit.today } ?? false
        }
        let count = clocks.count == 1 ? "1 duty with a clock" : "\(clocks.count) duties with a clock"
        let rows: [[Table.Cell]] = others.map {
            [.text($0.name), .text($0.rule), .text("\($0.source). \($0.standing.name).")]
        }
        return office.page(
            visit, "Duties and their clocks", in: .actions, trail: .back(visit.frame.link(Address.calendar)),
            """
            \(office.planNavigation(visit, .none))\(PageHeading("Duties and their clocks", caption: profile.nation.name))
            <p role="status">\(count), \(late) late.</p>
            <p>The day set by law rolls from the last time. The day that the body plans for itself stands apart and changes nothing in law.</p>
            \(clocks.map { clock($0, done, history, planned[$0.id]?.day, visit) })
            <h2 class="dr-heading-m">Duties without a clock</h2>
            \(Table("Duties that hold all the time or hang on an event", isCaptionHidden: true, columns: ["Duty", "Rule in short", "Source, and how sure we are"], rows: rows, empty: "None is listed for this nation."))
            """)
    }

    private func clock(
        _ duty: Duty, _ done: [DutyDone], _ history: [DutyDone], _ planned: CalendarDay?, _ visit: Visit
    ) -> HTML {
        let times = done.filter { $0.dutyID == duty.id }
        let due = duty.interval?.due(given: times, on: visit.today)
        let state: HTML =
            due.map { $0.day < visit.today ? " " + Tag("Late", .problem).html : HTML() } ?? HTML()
        let dueWords: HTML =
            due.map { "\($0.day.timeElement), \($0.because)\(state)" } ?? "No day can be worked out"
        let plannedWords: HTML =
            planned.map { "\($0.timeElement) \(Tag("Our own date", .neutral).html)\(warning($0, due?.day))" }
            ?? "None"
        let doneWords: [HTML] = times.prefix(5).map { time in
            let place: HTML =
                time.address.isEmpty
                ? HTML()
                : ", <a href=\"\(time.address)\">\(time.document.isEmpty ? time.address : time.document)</a>"
            let document: HTML =
                time.address.isEmpty && !time.document.isEmpty ? ", \(time.document)" : HTML()
            let forDay: HTML = time.forDay.map { ", for \($0.timeElement)" } ?? HTML()
            return """
                \(time.day.timeElement)\(forDay)\(place)\(document), recorded by \(time.byPost)\
                \(correction(time, history))\(correct(time, visit))
                """
        }
        let standing: HTML =
            duty.standing == .unsettled
            ? "\(Tag(duty.standing.name, .attention).html)" : HTML(text: duty.standing.name)
        let doubt: HTML = duty.doubt.isEmpty ? HTML() : "<br>\(duty.doubt)"
        let mayDo = visit.reach(.publish) == .wholeBody
        let mayPlan = visit.reach(.changeSettings) == .wholeBody
        return """
            <h2 class="dr-heading-m" id="\(duty.id)">\(duty.name)</h2>
            \(SummaryList([
                .init("Rule in short", text: duty.rule),
                .init("Set by law", dueWords),
                .init(
                    "Planned by us", plannedWords,
                    change: mayPlan ? visit.frame.link(Address.duty(duty.id, "/plan")) : nil,
                    hiddenWords: "our planning date for \(duty.name)"),
                .init(
                    "Done", doneWords.isEmpty ? "Not recorded yet" : doneWords.joined(separator: "<br>"),
                    change: mayDo ? visit.frame.link(Address.duty(duty.id, "/done")) : nil,
                    act: "Record", hiddenWords: "\(duty.name) as done"),
                .init("Source, and how sure we are", "\(duty.source). \(standing)\(doubt)"),
            ]))
            """
    }

    /// What an entry said before it was corrected, and why it was.
    private func correction(_ time: DutyDone, _ history: [DutyDone]) -> HTML {
        guard let number = time.corrects,
            let before = history.first(where: { $0.dutyID == time.dutyID && $0.number == number })
        else { return HTML() }
        let forDay = before.forDay.map { " for \($0.written)" } ?? ""
        return
            " <span class=\"dr-quiet\">Corrected: \(time.reason). It said \(before.day.written)\(forDay).</span>"
    }

    private func correct(_ time: DutyDone, _ visit: Visit) -> HTML {
        guard visit.reach(.publish) == .wholeBody else { return HTML() }
        let path = visit.frame.link(Address.duty(time.dutyID, "/done"))
        return
            " <a href=\"\(path)?corrects=\(time.number)\">Correct<span class=\"dr-vh\"> what is recorded for \(time.day.written)</span></a>"
    }

    private func warning(_ planned: CalendarDay, _ due: CalendarDay?) -> HTML {
        guard let due, planned > due else { return HTML() }
        return " \(Tag("After the day set by law", .problem).html)"
    }
}

/// The day that a body sets itself for a duty.
struct PlanDutyPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let duty = try await office.clockedDuty(visit)
        let (day, problem) = DateField("planned", "Planning date", visit.fields).reading()
        if let problem { return try await page(visit, [problem]) }
        // No day takes the planning date away.
        let setting = Setting(
            name: BodyProfile.Name.planDay + duty.id, effectiveFrom: visit.today, value: day?.iso ?? "")
        try await office.bodies.set([setting], visit.change())
        office.forgetProfile()
        let back = visit.may(.viewActions) ? Address.duties : Address.settings
        return .redirect(visit.frame.link(back) + "?done=planned")
    }

    private func page(_ visit: Visit, _ problems: [Problem] = []) async throws -> WebResponse {
        let duty = try await office.clockedDuty(visit)
        let stored = try await office.planningDays(on: visit.today)[duty.id]?.day
        let day =
            visit.fields.has("planned-day")
            ? DateField("planned", "Planning date", visit.fields)
            : DateField("planned", "Planning date", stored)
        // Who may change settings and sees no plan goes back to the settings.
        let seesPlan = visit.may(.viewActions)
        let back = visit.frame.link(seesPlan ? Address.duties : Address.settings)
        let content: HTML = """
            \(day.input(hint: "The day by which we mean to do it. Leave it empty to have none", problems))
            \(ButtonGroup([Button("Save")], links: [NavigationLink("Cancel", back)]))
            """
        return office.page(
            visit, "Our planning date", in: seesPlan ? .actions : .settings, trail: .back(back),
            problems: problems,
            """
            \(PageHeading("Our planning date", caption: duty.name))
            <p>It stands apart in the calendar and changes nothing in law.</p>
            \(office.form(visit, Address.duty(duty.id, "/plan"), content))
            """)
    }
}

extension Office {
    /// The duty in force with a clock that the address names.
    func clockedDuty(_ visit: Visit) async throws -> Duty {
        let duties = try await profile().duties
        guard let duty = duties.first(where: { $0.id == visit.parameter("duty") && $0.interval != nil })
        else { throw Refusal.notFound }
        return duty
    }
}
