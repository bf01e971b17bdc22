// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The meetings of the groups that watch over the plan, the next one first.
struct MeetingListPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let all = try await office.meetings.meetings()
        let planned = all.filter { $0.day >= visit.today && $0.cancelled.isEmpty }
        let count = all.count == 1 ? "1 meeting" : "\(all.count) meetings"
        let ahead = planned.isEmpty ? "none is planned" : "\(planned.count) still to come"
        let add: [Button] =
            visit.reach(.manageMeetings) == .wholeBody
            ? [Button("Add a meeting", path: visit.frame.link(Address.meetings + "/new"))] : []
        let rows: [[Table.Cell]] = all.map { meeting in
            let isNext = planned.last?.id == meeting.id
            return [
                .link(
                    "\(meeting.group), \(meeting.day.written)", visit.frame.link(Address.meeting(meeting.id))),
                .html(
                    !meeting.cancelled.isEmpty
                        ? "\(Tag("Cancelled", .inactive)) \(meeting.cancelled)"
                        : isNext
                            ? Tag("Next", .active).html
                            : meeting.day < visit.today
                                ? Tag("Held", .neutral).html : Tag("Planned", .neutral).html),
                .text(Self.counts(meeting)),
            ]
        }
        return office.page(
            visit, "Meetings", in: .actions, trail: .back(visit.frame.link(Address.group)),
            """
            \(office.planNavigation(visit, .none))\(PageHeading("Meetings"))
            \(ButtonGroup(add))
            <p role="status">\(count), \(ahead).</p>
            \(Table("Meetings, the newest first", columns: ["Meeting", "State", "Minuted"], rows: rows, empty: "No meeting is on record yet."))
            """)
    }

    /// What was minuted, in words: "2 asked, 1 decided".
    static func counts(_ meeting: Meeting) -> String {
        let counts = Meeting.Item.Kind.allCases.compactMap { kind -> String? in
            let number = meeting.said.count { $0.item.kind == kind }
            guard number > 0 else { return nil }
            switch kind {
            case .asked: return "\(number) asked"
            case .decided: return "\(number) decided"
            case .answered: return "\(number) answered"
            case .noted: return "\(number) noted"
            case .action: return number == 1 ? "1 action" : "\(number) actions"
            }
        }
        return counts.isEmpty ? "Nothing minuted" : counts.joined(separator: ", ")
    }
}

/// What a meeting asked for and agreed, and what became of each.
struct FollowUpTable: Component {
    let followUps: [FollowUp]
    let visit: Visit

    private func asked(_ one: FollowUp) -> HTML {
        let day: HTML = one.askedOn.map { "<br><span class=\"dr-quiet\">\($0.written)</span>" } ?? HTML()
        return "\(one.item.text)\(day)"
    }

    var html: HTML {
        let rows: [[Table.Cell]] = followUps.map { one in
            let tag =
                switch one.standing {
                case .done: Tag("Done", .good)
                case .underWay: Tag("Under way", .active)
                case .late: Tag("Late", .problem)
                case .noAction: Tag("No action", .attention)
                }
            let words: HTML =
                one.actionID.isEmpty
                ? HTML(text: one.words)
                : "<a href=\"\(visit.frame.link(Address.action(one.actionID)))\">\(one.words)</a>"
            return [
                .html(asked(one)), .text(one.item.who.isEmpty ? "Nobody named" : one.item.who),
                .html(tag.html), .html(words),
            ]
        }
        return Table(
            "Asked and agreed", columns: ["What", "Who", "State", "What became of it"], rows: rows,
            empty: "Nothing was asked and no action agreed."
        ).html
    }
}
