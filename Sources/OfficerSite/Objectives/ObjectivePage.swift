// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One objective: how it does and why, where it comes from, who works on it.
struct ObjectivePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openObjective(visit)
        let profile = try await office.profile()
        let objective = open.objective
        let wanted = Set(open.links.flatMap { [$0.from, $0.to] })
        let names = try await office.names(of: wanted, visit)
        let history = try await office.objectives.history(of: objective.id)
        let strategy = try await office.strategies.strategies().first { $0.id == objective.strategyID }
        let main: HTML = """
            \(office.planNavigation(visit, .objectives))
            \(PageHeading(objective.title, caption: "Equality objective"))
            <p>\(open.progress.standing.tag)</p>
            \(notes(open, visit))\(try await office.newerFigures(visit, open))\(buttons(open, visit))
            \(ObjectiveChart(open).html)
            <h2 class="dr-heading-m">What it is</h2>
            \(facts(objective, open.progress, strategy, profile, visit))
            <h2 class="dr-heading-m">What it is joined to</h2>
            \(LinkList(open: open, names: names, visit: visit).html)
            \(manage(objective, visit))
            \(readings(open, visit))
            <h2 class="dr-heading-m">History</h2>
            \(HistoryView(history.map { names.naming($0) }))
            """
        return office.page(
            visit, objective.title, in: .actions, trail: .back(visit.frame.link(Address.objectives)), main)
    }

    private func notes(_ open: OpenObjective, _ visit: Visit) -> HTML {
        let objective = open.objective
        var notes = HTML()
        if objective.state == .open, !objective.isMeasurable {
            let items: [HTML] = objective.missing.map { "<li>\($0)</li>\n" }
            notes +=
                InsetText(
                    "<p><strong>Not measurable yet.</strong> Nobody can see whether it was met until it has:</p><ul class=\"dr-list\">\n\(items)</ul>"
                ).html
        }
        if let due = open.progress.nextReadingDue, due < visit.today {
            notes += InsetText("<p>A reading was due on \(due.written).</p>").html
        }
        if !objective.closing.isEmpty {
            notes += InsetText("<p>\(objective.state.name): \(objective.closing)</p>").html
        }
        if let remark = open.effect.remark { notes += InsetText("<p>\(remark)</p>").html }
        return notes
    }

    private func holds(_ permission: Permission, _ objective: Objective, _ visit: Visit) -> Bool {
        visit.reach(permission)?.holds(directorate: objective.directorate, record: objective.id) ?? false
    }

    private func buttons(_ open: OpenObjective, _ visit: Visit) -> HTML {
        let objective = open.objective
        func link(_ rest: String) -> String { visit.frame.link(Address.objective(objective.id, rest)) }
        var buttons: [Button] = []
        if objective.state == .open, holds(.enterReadings, objective, visit) {
            buttons.append(Button("Enter a reading", path: link("/readings/new")))
        }
        var links = [NavigationLink("Did it work?", link("/worked"))]
        if holds(.editObjectives, objective, visit) {
            buttons.append(Button("Change", .secondary, path: link("/edit")))
            links.append(
                NavigationLink(objective.state == .open ? "Close it" : "Open it again", link("/close")))
            if objective.state == .open {
                links.append(NavigationLink("Take readings from a data set", link("/figure")))
            }
        }
        return ButtonGroup(buttons, links: links).html
    }

    private func manage(_ objective: Objective, _ visit: Visit) -> HTML {
        guard holds(.editObjectives, objective, visit) else { return "" }
        return
            "<p><a href=\"\(visit.frame.link(Address.objective(objective.id, "/links")))\">Join it to an outcome, a finding, a strategy or an action</a></p>\n"
    }

    private func facts(
        _ objective: Objective, _ progress: ObjectiveProgress, _ strategy: Strategy?, _ profile: BodyProfile,
        _ visit: Visit
    ) -> SummaryList {
        let measure = objective.measure
        let date: HTML =
            objective.targetDate.asWritten.isEmpty
            ? "No date"
            : "\(objective.targetDate.asWritten)<br><span class=\"dr-quiet\">\(objective.targetDate.readBack)</span>"
        let clock: HTML
        if let last = objective.publishAgainBy, let published = objective.publishedOn {
            let days = visit.today.days(until: last)
            let left = days < 0 ? Tag("Overdue", .problem).html : HTML(text: "\(days) days from today")
            clock =
                "Published on \(published.written). To be published afresh by \(last.written): \(left)."
        } else {
            clock = "Not published as an objective yet: its four years begin on the day it is."
        }
        let origin: HTML =
            strategy.map {
                "<a href=\"\(visit.frame.link(Address.strategy($0.id)))\">\($0.title)</a>"
            } ?? "None"
        let every =
            measure.everyMonths == 0
            ? "Nobody has said how often"
            : "Every \(measure.everyMonths == 1 ? "month" : "\(measure.everyMonths) months")"
                + (progress.nextReadingDue.map { ", next due \($0.written)" } ?? "")
        let words = SelectionText<String>(
            characteristics: objective.characteristics, in: profile.vocabulary)
        let baseline = measure.baseline.map {
            measure.shown($0) + (measure.baselineDay.map { " on \($0.written)" } ?? "")
        }
        return SummaryList([
            .init("The gap it answers", text: objective.gap), .init("Measure", text: measure.words),
            .init("Direction", text: measure.direction.name),
            .init("Baseline", text: baseline ?? ""),
            .init("Target", text: measure.target.map(measure.shown) ?? ""), .init("By", date),
            .init("Where the numbers come from", text: measure.source), .init("Readings", text: every),
            .init("Aims of the duty", text: objective.aims),
            .init(
                "Protected characteristics",
                text: words.selection == .all
                    ? "All, and any that join later"
                    : words.selection.elements.isEmpty
                        ? objective.characteristics
                        : words.selection.elements.map(profile.vocabulary.name).joined(separator: "; ")),
            .init("Framework points", text: objective.framework),
            .init(
                "Directorate",
                text: objective.directorate.isEmpty ? "Whole council" : objective.directorate),
            .init("Set by", origin), .init("Four-year clock", clock),
        ])
    }

    private func readings(_ open: OpenObjective, _ visit: Visit) -> HTML {
        let mayCorrect = holds(.enterReadings, open.objective, visit) && open.objective.state == .open
        let corrected = Dictionary(
            open.readings.compactMap { reading in reading.corrects.map { ($0, reading.number) } }
        ) { first, _ in first }
        let rows: [[Table.Cell]] = open.readings.sorted { ($1.day, $1.number) < ($0.day, $0.number) }
            .map { reading in
                let shown = open.objective.measure.shown(reading.value)
                var act: HTML = ""
                if let by = corrected[reading.number] {
                    act = "Corrected by reading \(by)"
                } else if mayCorrect {
                    let path = visit.frame.link(
                        Address.objective(open.objective.id, "/readings/\(reading.number)/correct"))
                    act =
                        "<a href=\"\(path)\">Correct <span class=\"dr-vh\">reading \(reading.number)</span></a>"
                }
                return [
                    .text(reading.day.written),
                    .html(corrected[reading.number] == nil ? HTML(text: shown) : "<del>\(shown)</del>"),
                    .text(reading.base.map { "of \($0)" } ?? ""),
                    .text(
                        (reading.corrects.map { "Corrects reading \($0). \(reading.note)" } ?? reading.note)
                            + (reading.figure.map { " (taken from version \($0.version) of its data set)" }
                                ?? "")),
                    .text("\(reading.byPost), \(reading.at.day.written)"), .html(act),
                ]
            }
        return """
            <h2 class="dr-heading-m">Readings</h2>
            \(Table("Readings, the newest first", isCaptionHidden: true, columns: ["Day", "Value", "Counted from", "Note", "Entered", "Act"], rows: rows, empty: "Nobody has entered a reading yet."))
            """
    }
}

/// The measure of an objective as a picture with the words that say the same.
struct ObjectiveChart {
    let open: OpenObjective

    init(_ open: OpenObjective) { self.open = open }

    var html: HTML {
        let (objective, measure) = (open.objective, open.objective.measure)
        var known: [(day: CalendarDay, value: Double)] = []
        if let baseline = measure.baseline, let day = measure.baselineDay { known.append((day, baseline)) }
        let first = measure.baselineDay ?? CalendarDay(1, 1, 1)
        for reading in open.standing where reading.day > first { known.append((reading.day, reading.value)) }
        guard known.count > 1, let newest = known.last else { return "" }
        let points = known.map { day, value in
            TargetLine.Point(
                day: day.dayNumber, label: Self.short(day), value: value, shown: measure.shown(value))
        }
        var target: TargetLine.Point?
        if let value = measure.target {
            let end = objective.targetDate.date?.end
            target = .init(
                day: end?.dayNumber ?? newest.day.dayNumber,
                label: end.map(Self.short) ?? "no date", value: value, shown: measure.shown(value))
        }
        let unit = measure.unit.isEmpty ? "" : ", in \(measure.unit)"
        return TargetLine(
            id: "measure", message: "\(open.progress.standing.name): \(measure.shown(newest.value))",
            measure: "\(measure.words.isEmpty ? "The measure" : measure.words)\(unit)",
            summary: open.progress.inWords(objective), points, target: target
        ).html
    }

    private static func short(_ day: CalendarDay) -> String {
        "\(CalendarDay.monthNames[day.month - 1].prefix(3)) \(day.year)"
    }
}

/// Everything an objective is joined to, kind by kind.
struct LinkList {
    let open: OpenObjective
    let names: RecordNames
    let visit: Visit

    var html: HTML {
        let own = RecordName(.objective, open.objective.id)
        var order: [String] = []
        var groups: [String: [HTML]] = [:]
        for link in open.links {
            let isFrom = link.from == own
            let other = isFrom ? link.to : link.from
            guard let name = names.link(other, visit) else { continue }
            let verb = isFrom ? link.kind.words : link.kind.wordsBack
            let key = verb.prefix(1).uppercased() + verb.dropFirst() + " " + other.kind.article
            if groups[key] == nil { order.append(key) }
            let note: HTML = link.note.isEmpty ? "" : "<br><span class=\"dr-quiet\">\(link.note)</span>"
            groups[key, default: []].append("\(name)\(note)")
        }
        guard !order.isEmpty else { return "<p>Nothing yet.</p>\n" }
        return SummaryList(
            order.map { .init($0, (groups[$0] ?? []).joined(separator: "<br>")) }
        ).html
    }
}

extension RecordName.Kind {
    /// The kind after a verb: "serves an outcome".
    var article: String {
        switch self {
        case .strategy: "a strategy"
        case .part: "a part of a strategy"
        case .outcome: "an outcome"
        case .inequality: "a finding of inequality"
        case .objective: "an objective"
        case .action: "an action"
        case .assessment: "an assessment"
        case .consultation: "a consultation"
        }
    }
}
