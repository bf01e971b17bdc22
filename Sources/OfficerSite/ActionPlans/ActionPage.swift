// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One action: its words as written, how they are read, what was reported, what it is joined to.
struct ActionPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let action = try await office.action(visit)
        let plan = office.plan(profile)
        let history = try await plan.history(of: action.id)
        let updates = try await plan.updates(of: action.id)
        let occurrences = try await office.occurrences(of: action, on: visit.today)
        let former = try await office.people.formerPosts()
        let mayEdit =
            visit.reach(.editActions)?.holds(directorate: action.directorate, record: action.id) ?? false
        let joins = try await ActionJoins(of: action, visit, office, mayEdit: mayEdit)
        let facts = ActionFacts(action: action, profile: profile, visit: visit, former: former)
        let main: HTML = """
            \(office.planNavigation(visit, .none))\(PageHeading(action.title, caption: action.cells.arisingFrom))
            <p>\(action.tag(on: visit.today, staleAfter: profile.staleDays)) \
            \(ActionColour(of: action, on: visit.today, staleAfter: profile.staleDays).tag)</p>
            \(waiting(action, former))\(buttons(visit, action, mayEdit))
            \(facts.list)
            \(joins.html)
            \(Self.occurrenceTable(occurrences, on: visit.today))
            <h2 class="dr-heading-m">Reports</h2>
            \(Self.updateList(updates, on: visit.today))
            <h2 class="dr-heading-m">History</h2>
            \(HistoryView(history))
            """
        return office.page(
            visit, action.title, in: .actions, trail: .back(visit.frame.link(Address.actions)), main)
    }

    private func buttons(_ visit: Visit, _ action: Action, _ mayEdit: Bool) -> HTML {
        guard mayEdit else { return HTML() }
        func link(_ rest: String) -> String { visit.frame.link(Address.action(action.id, rest)) }
        return ButtonGroup(
            [
                Button("Report progress", path: link("/report")),
                Button("Change", .secondary, path: link("/edit")),
            ],
            links: [
                NavigationLink("Join to other things", link("/links")),
                NavigationLink("Put into plans", link("/plans")),
            ]
        ).html
    }

    private func waiting(_ action: Action, _ former: Set<String>) -> HTML {
        guard !action.status.isFinished else { return HTML() }
        var words = action.queue().map { "\(ActionCells.label(of: $0.column)): \($0.text)" }
        words += action.leadsWhoLeft(former).map {
            "Lead Officer: “\($0.name)” is no longer held by anybody. Enter who leads now."
        }
        guard !words.isEmpty else { return HTML() }
        let items: [HTML] = words.map { "<li>\($0)</li>" }
        return InsetText("<p><strong>To settle:</strong></p><ul class=\"dr-list\">\(items)</ul>").html
    }

    /// What was reported, the newest first; a date that moved says from what to what, and why.
    static func updateList(_ updates: [ActionUpdate], on today: CalendarDay) -> HTML {
        guard !updates.isEmpty else { return "<p class=\"dr-quiet\">Nothing was reported yet.</p>" }
        return Timeline(
            updates.map { update in
                var body = HTML()
                if !update.note.isEmpty { body += "<p>\(update.note)</p>" }
                if update.movesDate {
                    let verb: HTML = update.isSlip(asOf: today) ? "Date slipped" : "Date moved"
                    let read = TargetDateText(update.newTarget).readBack
                    body += """
                        <p>\(verb): “\(update.oldTarget.isEmpty ? "none" : update.oldTarget)” became \
                        “\(update.newTarget.isEmpty ? "none" : update.newTarget)”, because: \(update.why)<br>\
                        <span class="dr-quiet">\(read)</span></p>
                        """
                }
                if let day = update.occurrence { body += "<p>Done for \(day.written)</p>" }
                if !update.evidence.isEmpty { body += "<p>Evidence: \(update.evidence)</p>" }
                return Timeline.Entry(
                    update.status?.name ?? (update.movesDate ? "Date moved" : "Report"),
                    when: update.day.written, machineTime: update.day.iso, who: update.byPost, body)
            }
        ).html
    }

    /// How each time of an action that comes again went.
    static func occurrenceTable(_ occurrences: [(day: CalendarDay, isDone: Bool)], on today: CalendarDay)
        -> HTML
    {
        guard !occurrences.isEmpty else { return HTML() }
        let done = occurrences.count { $0.isDone }
        let rows: [[Table.Cell]] = occurrences.reversed().map { time in
            let tag: Tag =
                time.isDone
                ? Tag("Done", .good)
                : time.day < today ? Tag("Not done", .problem) : Tag("Not yet due", .neutral)
            return [.text(time.day.written), .html(tag.html)]
        }
        return Table(
            "Each time it comes: \(done) of \(occurrences.count) done", columns: ["By", "State"], rows: rows
        ).html
    }
}

extension ActionColour {
    /// The colour as a tag with its words.
    var tag: HTML {
        let meaning: Tag.Meaning =
            switch self {
            case .red: .problem
            case .amber: .attention
            case .green: .good
            case .blue: .active
            case .grey: .inactive
            }
        return Tag(name, meaning).html
    }
}
