// SPDX-License-Identifier: Apache-2.0
import WebServer

extension Office {
    /// My work, the group that watches over the plan, its meetings, the calendar and reminders.
    var steeringRoutes: [Route] { workRoutes + meetingRoutes + calendarRoutes + feedRoutes }

    private var workRoutes: [Route] {
        let group = GroupPage(office: self)
        return [
            Route(
                .get, Address.work, .may(.viewActions), .within, .never, .none,
                answer: WorkPage(office: self).show),
            Route(.get, Address.group, .may(.viewActions), .within, .never, .none, answer: group.show),
            Route(
                .get, Address.group + "/paper", .may(.viewActions), .within, .never, .none,
                answer: group.paper),
            Route(
                .get, Address.group + "/paper/:format", .may(.viewActions), .within, .never, .none,
                answer: group.file),
        ]
    }

    private var meetingRoutes: [Route] {
        let edit = EditMeetingPage(office: self)
        let page = MeetingPage(office: self)
        return [
            Route(
                .get, Address.meetings, .may(.viewActions), .within, .never, .none,
                answer: MeetingListPage(office: self).show),
            Route(
                .get, Address.meetings + "/new", .may(.manageMeetings), .wholeBody, .never, .none,
                answer: edit.showNew),
            Route(
                .post, Address.meetings + "/new", .may(.manageMeetings), .wholeBody, .never, .form,
                answer: edit.add),
            Route(
                .get, Address.meetings + "/:id", .may(.viewActions), .within, .never, .none, answer: page.show
            ),
            Route(
                .post, Address.meetings + "/:id", .may(.manageMeetings), .wholeBody, .never, .form,
                answer: page.minute),
            Route(
                .get, Address.meetings + "/:id/edit", .may(.manageMeetings), .wholeBody, .never, .none,
                answer: edit.show),
            Route(
                .post, Address.meetings + "/:id/edit", .may(.manageMeetings), .wholeBody, .never, .form,
                answer: edit.save),
        ]
    }

    private var calendarRoutes: [Route] {
        let done = DutyDonePage(office: self)
        let plan = PlanDutyPage(office: self)
        return [
            Route(
                .get, Address.calendar, .may(.viewActions), .within, .never, .none,
                answer: CalendarPage(office: self).show),
            Route(
                .get, Address.duties, .may(.viewActions), .within, .never, .none,
                answer: DutiesPage(office: self).show),
            Route(
                .get, Address.duties + "/:duty/done", .may(.publish), .wholeBody, .never, .none,
                answer: done.show),
            Route(
                .post, Address.duties + "/:duty/done", .may(.publish), .wholeBody, .never, .form,
                answer: done.record),
            Route(
                .get, Address.duties + "/:duty/plan", .may(.changeSettings), .wholeBody, .never, .none,
                answer: plan.show),
            Route(
                .post, Address.duties + "/:duty/plan", .may(.changeSettings), .wholeBody, .never, .form,
                answer: plan.save),
        ]
    }

    private var feedRoutes: [Route] {
        let feed = FeedPage(office: self)
        let reminders = RemindersPage(office: self)
        return [
            Route(.get, Address.feed, .may(.viewActions), .within, .never, .none, answer: feed.show),
            Route(.post, Address.feed, .may(.viewActions), .within, .never, .form, answer: feed.change),
            // No session: the key in the address is the whole check, and any other is not found.
            Route(
                .get, "/feeds/:file", .anyone, .nothing, .never, .none,
                answer: CalendarFeed(office: self).show
            ).keepingItsKey(),
            Route(
                .get, Address.reminders, .may(.changeSettings), .wholeBody, .never, .none,
                answer: reminders.show),
            Route(
                .post, Address.reminders + "/:id/again", .may(.changeSettings), .wholeBody, .never, .form,
                answer: reminders.sendAgain),
        ]
    }
}
