// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// Everything that has a day, month after month: what is late first, then what is to come.
struct CalendarPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let list = ListState(visit.request.query, defaultSort: "day")
        var problems: [Problem] = []
        let today = visit.today
        let first = day("from", "From", list, usual: Self.start(today), &problems) { $0.start(asOf: today) }
        let last = day("to", "To", list, usual: Self.end(today), &problems) { $0.end(asOf: today) }
        if problems.isEmpty, last < first {
            problems.append(Problem(at: "to", "To must be the same day as From or later"))
        }
        if problems.isEmpty, first.days(until: last) > 3_700 {
            problems.append(Problem(at: "to", "To must be within ten years of From"))
        }
        let period = problems.isEmpty ? (first, last) : (Self.start(visit.today), Self.end(visit.today))
        let isTyped = list.value("from") != nil || list.value("to") != nil
        let all = try await office.calendarEntries(
            from: period.0, to: period.1, for: visit.grants, on: visit.today)
        let late = isTyped ? [] : try await office.lateEntries(for: visit.grants, on: visit.today)
        let directorates = try await office.plan(try await office.profile()).directorates(within: visit.scope)
        let found = all.filter { fits($0, list) }
        let foundLate = late.filter { fits($0, list) }
        let path = visit.frame.link(Address.calendar)
        let shown = isTyped ? found : found.filter { $0.day >= visit.today }
        let main: HTML = """
            \(office.planNavigation(visit, .calendar))\(PageHeading("Calendar"))
            \(buttons(visit))
            \(Filters(
                action: path, selected: selected(list, path), clearPath: path,
                count: count(shown, late: foundLate, period), placement: .above,
                fields: fields(list, period, directorates, problems),
                results: results(visit, shown, late: foundLate)))
            """
        return office.page(visit, "Calendar", in: .actions, problems: problems, main)
    }

    /// The first day of this month.
    private static func start(_ today: CalendarDay) -> CalendarDay {
        CalendarDay(today.year, today.month, 1)
    }

    /// The last day of the month in which a year has passed.
    private static func end(_ today: CalendarDay) -> CalendarDay {
        start(today).adding(months: 13).previous
    }

    /// A day of the filters as it was typed: ISO, or as people write it.
    private func day(
        _ name: String, _ label: String, _ list: ListState, usual: CalendarDay, _ problems: inout [Problem],
        of side: (TargetDate) -> CalendarDay?
    ) -> CalendarDay {
        guard let text = list.value(name) else { return usual }
        if let day = CalendarDay(iso: text) { return day }
        if let day = TargetDateText(text).date.flatMap(side) { return day }
        problems.append(Problem(at: name, "\(label) must be a date, such as 1 April 2027"))
        return usual
    }

    private func fits(_ entry: CalendarEntry, _ list: ListState) -> Bool {
        if let kind = list.value("kind").flatMap({ CalendarEntry.Kind(rawValue: $0) }), entry.kind != kind {
            return false
        }
        guard let directorate = list.value("directorate") else { return true }
        return foldedForSearch(entry.directorate) == foldedForSearch(directorate)
    }

    private func count(
        _ entries: [CalendarEntry], late: [CalendarEntry], _ period: (CalendarDay, CalendarDay)
    ) -> String {
        let words = PlanWords.count(entries.count, "date", "dates")
        let lateWords =
            late.isEmpty ? "" : ", after \(late.count) that \(late.count == 1 ? "is" : "are") late"
        return
            "\(words.prefix(1).uppercased())\(words.dropFirst()) up to \(period.1.written)\(lateWords)"
    }

    private func buttons(_ visit: Visit) -> HTML {
        ButtonGroup(
            [],
            links: [
                NavigationLink("Duties and their clocks", visit.frame.link(Address.duties)),
                NavigationLink("See it in your own calendar", visit.frame.link(Address.feed)),
                NavigationLink("Meetings", visit.frame.link(Address.meetings)),
            ]
        ).html
    }

    private func selected(_ list: ListState, _ path: String) -> [Filters.Selected] {
        var selected: [Filters.Selected] = []
        if let kind = list.value("kind").flatMap({ CalendarEntry.Kind(rawValue: $0) }) {
            selected.append(.init("Kind", kind.name, remove: list.link(path, without: "kind")))
        }
        for (name, label) in [("directorate", "Directorate"), ("from", "From"), ("to", "To")] {
            guard let text = list.value(name) else { continue }
            let words = CalendarDay(iso: text)?.written ?? text
            selected.append(.init(label, words, remove: list.link(path, without: name)))
        }
        return selected
    }

    private func fields(
        _ list: ListState, _ period: (CalendarDay, CalendarDay), _ directorates: [String],
        _ problems: [Problem]
    ) -> HTML {
        let kinds =
            [Choice("", "All", isChosen: list.value("kind") == nil)]
            + CalendarEntry.Kind.allCases.map {
                Choice($0.rawValue, $0.name, isChosen: list.value("kind") == $0.rawValue)
            }
        let places =
            [Choice("", "All", isChosen: list.value("directorate") == nil)]
            + directorates.map { Choice($0, $0, isChosen: list.value("directorate") == $0) }
        return """
            \(Select("kind", label: "Kind", kinds))
            \(Select("directorate", label: "Directorate", places))
            \(TextInput("from", label: "From", hint: "For example 1 April 2027", value: list.text("from"), width: .twenty, problems))
            \(TextInput("to", label: "To", hint: "For example 31 March 2028", value: list.text("to"), width: .twenty, problems))
            """
    }

    private func results(_ visit: Visit, _ entries: [CalendarEntry], late: [CalendarEntry]) -> HTML {
        var html = HTML()
        if !late.isEmpty {
            html += "<h2 class=\"dr-heading-m\">Late</h2>\n\(items(visit, late, isLate: true))"
        }
        guard !entries.isEmpty else {
            return html
                + EmptyState(
                    "Nothing is dated here",
                    "<p>Remove a filter, or give actions and objectives a date.</p>"
                ).html
        }
        var months: [(name: String, entries: [CalendarEntry])] = []
        for entry in entries {
            let name = "\(CalendarDay.monthNames[entry.day.month - 1]) \(entry.day.year)"
            if months.last?.name == name {
                months[months.count - 1].entries.append(entry)
            } else {
                months.append((name, [entry]))
            }
        }
        for month in months {
            html +=
                "<h2 class=\"dr-heading-m\">\(month.name)</h2>\n\(items(visit, month.entries, isLate: false))"
        }
        return html
    }

    private func items(_ visit: Visit, _ entries: [CalendarEntry], isLate: Bool) -> HTML {
        let items: [HTML] = entries.map { entry in
            let path = visit.frame.link(office.address(of: entry))
            let name: HTML = "<a href=\"\(path)\">\(entry.title)</a>"
            let more = [entry.note, entry.directorate].filter { !$0.isEmpty }.joined(separator: "; ")
            let about: HTML = more.isEmpty ? HTML() : "<br><span class=\"dr-quiet\">\(more)</span>"
            return """
                <li>\(entry.day.timeElement): \(name) \(tag(entry, isLate).html)\(about)</li>

                """
        }
        return "<ul class=\"dr-list\">\n\(items)</ul>\n"
    }

    /// What sort of day it is: the law's own apart from the one that the body has set itself.
    private func tag(_ entry: CalendarEntry, _ isLate: Bool) -> Tag {
        switch entry.kind {
        case .duty: Tag(isLate ? "Set by law, late" : "Set by law", isLate ? .problem : .active)
        case .planned: Tag(isLate ? "Our own date, late" : "Our own date", isLate ? .attention : .neutral)
        case .action, .objective, .reading, .review, .republish, .meeting, .decision, .assessment:
            Tag(isLate ? "\(entry.kind.name), late" : entry.kind.name, isLate ? .problem : .neutral)
        }
    }
}
