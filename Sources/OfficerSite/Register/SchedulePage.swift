// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What is to be assessed next, and why each stands where it stands.
struct SchedulePage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let profile = try await office.profile()
        let policies = try await office.register(profile).policies(within: visit.scope)
        let places = Schedule.order(policies, on: visit.today, by: profile.criteria, every: profile.interval)
        let list = ListState(visit.request.query, defaultSort: "place")
        let last = list.lastPage(of: places.count)
        let number = list.page > last ? 1 : list.page
        let shown = places.dropFirst((number - 1) * list.perPage).prefix(list.perPage)
        let rows: [[Table.Cell]] = shown.map { place in
            [
                .text("\(place.number)"),
                .link(place.policy.name, visit.frame.link(Address.policy(place.policy.id))),
                .text(place.policy.directorate), .text(place.reason), .html(due(place, today: visit.today)),
            ]
        }
        let main: HTML = """
            \(PageHeading("Schedule of assessments"))
            <p>High relevance comes first, then what has waited longest, then the nearest decision. \
            Assessed again after \(years(profile.interval)).</p>
            \(Table("Schedule, \(visit.today.written)", columns: ["Place", "Name", "Directorate", "Why it stands here", "Due"], rows: rows, empty: "Nothing is in the register yet."))
            \(Pagination(page: number, of: last, path: { list.link(visit.frame.link(Address.schedule), page: $0) }))
            """
        return office.page(
            visit, "Schedule of assessments", in: .register, trail: .back(visit.frame.link(Address.register)),
            listPosition: last > 1 ? "(page \(number) of \(last))" : "", main)
    }

    private func years(_ interval: AssessmentInterval) -> String {
        func words(_ years: Int) -> String { years == 1 ? "1 year" : "\(years) years" }
        return
            "\(words(interval.high)) at high relevance, \(words(interval.medium)) at medium, \(words(interval.low)) at low"
    }

    private func due(_ place: Schedule.Place, today: CalendarDay) -> HTML {
        guard let due = place.due else { return Tag("Not assessed", .attention).html }
        return due <= today ? "\(Tag("Due", .problem)) \(due.written)" : HTML(text: due.written)
    }
}
