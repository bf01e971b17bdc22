// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// What can be done with a meeting, and where the plan stands beside it.
struct MeetingActs: Component {
    let meeting: Meeting
    let visit: Visit

    var html: HTML {
        var buttons: [Button] = []
        var links: [NavigationLink] = []
        if visit.reach(.manageMeetings) == .wholeBody {
            buttons.append(
                Button(
                    "Change who came", .secondary,
                    path: visit.frame.link(Address.meeting(meeting.id, "/edit")))
            )
        }
        let group = "&group=\(FormFields.encoded(meeting.group))"
        if meeting.day < visit.today || meeting.wasHeld {
            links.append(
                NavigationLink(
                    "How the plan stood that day",
                    visit.frame.link(Address.group) + "?on=\(meeting.day.iso)\(group)"))
        }
        if meeting.day < visit.today {
            links.append(
                NavigationLink(
                    "What moved since this meeting",
                    visit.frame.link(Address.group)
                        + "?since=\(meeting.day.iso)\(group)"))
        } else if !meeting.wasHeld {
            links.append(
                NavigationLink(
                    "The paper",
                    visit.frame.link(Address.group + "/paper") + "?group=\(FormFields.encoded(meeting.group))"
                ))
        }
        return ButtonGroup(buttons, links: links).html
    }
}
