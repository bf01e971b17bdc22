// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// How much of the register was assessed on any day, and the figures that have been given out.
struct CoveragePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let asked = visit.request.query.text("on")
        var field = DateField("on", "Date", visit.request.query)
        if field.isBlank { field = DateField("on", "Date", CalendarDay(iso: asked) ?? visit.today) }
        let (day, problem) = field.reading()
        return try await page(visit, field, day: day ?? visit.today, problem.map { [$0] } ?? [])
    }

    /// States the figure of a past day, or corrects one with a reason.
    @Sendable func state(_ visit: Visit) async throws -> WebResponse {
        guard let day = CalendarDay(iso: visit.fields.text("on")) else { throw Refusal.badRequest("no day") }
        let field = DateField("on", "Date", day)
        guard day < visit.today else {
            return try await page(
                visit, field, day: day, [Problem(at: "on-day", "Date must be in the past: today is not over")]
            )
        }
        let reason = visit.fields.text("reason")
        if try await office.coverage.statement(asOf: day) != nil, reason.isEmpty {
            return try await page(
                visit, field, day: day, [Problem(at: "reason", "Enter a reason for the correction")])
        }
        let figure = try await figure(on: day)
        _ = try await office.coverage.state(figure, visit.change(because: reason.isEmpty ? nil : reason))
        return .redirect(visit.frame.link(Address.coverage) + "?on=\(day.iso)&done=stated")
    }

    private func figure(on day: CalendarDay) async throws -> Coverage {
        let profile = try await office.profile()
        let policies = try await office.register(profile).policies(within: .wholeBody)
        return try await office.coverage.figure(of: policies, on: day, since: day.adding(years: -1))
    }

    private func page(
        _ visit: Visit, _ field: DateField, day: CalendarDay, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let profile = try await office.profile()
        let now = try await figure(on: day)
        let statements = try await office.coverage.statements(asOf: day)
        let shown = statements.last?.coverage ?? now
        let later = LaterMovements(stated: shown, now: now)
        let document = Reports.coverage(
            shown, of: office.body.name, label: profile.assessmentLabel, isStated: !statements.isEmpty,
            later: later)
        let picker = Form(
            action: visit.frame.link(Address.coverage), method: .get,
            "\(field.input(hint: "Any day, past or present", problems))\(Button("Show this day", .secondary))"
        )
        let main: HTML = """
            \(DocumentView(document))
            <h2 class="dr-heading-m">Another day</h2>
            \(picker)
            \(stating(visit, day: day, statements: statements, differs: later != nil, problems))
            \(try await history(visit))
            """
        return office.page(
            visit, document.title, in: .register, trail: .back(visit.frame.link(Address.register)),
            problems: problems, main)
    }

    private func stating(
        _ visit: Visit, day: CalendarDay, statements: [CoverageStatement], differs: Bool,
        _ problems: [Problem]
    ) -> HTML {
        let entries = statements.reversed().map { statement in
            Timeline.Entry(
                "Stated as \(statement.coverage.pairInWords)", when: statement.statedAt.day.written,
                machineTime: statement.statedAt.iso, who: statement.statedBy,
                statement.reason.map { "<p>Corrected because: \($0)</p>" } ?? HTML())
        }
        let record: HTML =
            entries.isEmpty ? "" : "<h2 class=\"dr-heading-m\">Stated for this day</h2>\(Timeline(entries))"
        guard visit.may(.stateCoverage), day < visit.today, statements.isEmpty || differs else {
            return record
        }
        let hidden = HiddenInput("on", day.iso)
        if statements.isEmpty {
            return """
                \(record)<h2 class="dr-heading-m">State this figure</h2>
                <p>A stated figure is kept for its day. Records entered later do not change it.</p>
                \(office.form(visit, Address.coverage, "\(hidden)\(Button("State this figure"))"))
                """
        }
        let reason = TextInput(
            "reason", label: "Why is the stated figure corrected?", value: visit.fields.text("reason"),
            problems)
        return
            "\(record)\(office.form(visit, Address.coverage, "\(hidden)\(reason)\(Button("Correct the figure", .warning))"))"
    }

    private func history(_ visit: Visit) async throws -> HTML {
        let statements = try await office.coverage.history()
        guard !statements.isEmpty else { return HTML() }
        let rows: [[Table.Cell]] = statements.map { statement in
            let day = statement.coverage.asOf
            return [
                .link(day.written, visit.frame.link(Address.coverage) + "?on=\(day.iso)"),
                .figure(statement.coverage.pairInWords), .text(statement.statedBy),
                .text(statement.reason ?? ""),
            ]
        }
        return Table(
            "Figures stated so far",
            columns: ["Day", Table.Column("Coverage", isNumeric: true), "Stated by", "Correction"],
            rows: rows
        ).html
    }
}
