// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A new meeting, or who came to one.
struct EditMeetingPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, changing: nil)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (meeting, problems) = reading(visit.fields, changing: nil)
        guard problems.isEmpty, let meeting else { return try await page(visit, changing: nil, problems) }
        let id = try await office.meetings.add(meeting, visit.change())
        return .redirect(visit.frame.link(Address.meeting(id)) + "?done=added")
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, changing: try await office.meeting(visit))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.meeting(visit)
        let choices = choices(visit.fields, old)
        guard let sent = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        let (meeting, problems) = reading(sent, changing: old)
        guard problems.isEmpty, let meeting else { return try await page(visit, changing: old, problems) }
        do {
            try await office.meetings.save(meeting, visit.change())
        } catch is EditConflict {
            let now = try await office.meeting(visit)
            return try await conflict(visit, now, ConflictChoice.differing(self.choices(visit.fields, now)))
        }
        return .redirect(visit.frame.link(Address.meeting(old.id)) + "?done=saved")
    }

    private func choices(_ sent: FormFields, _ old: Meeting) -> [ConflictChoice] {
        [
            ConflictChoice("group", "Group", mine: sent.text("group"), theirs: old.group),
            ConflictChoice(
                "Day", mine: DateField("met", "Day", sent), theirs: DateField("met", "Day", old.day)),
            ConflictChoice("present", "Present", mine: sent.text("present"), theirs: old.present),
            ConflictChoice("apologies", "Apologies", mine: sent.text("apologies"), theirs: old.apologies),
            ConflictChoice(
                "cancelled", "Why it is cancelled", mine: sent.text("cancelled"), theirs: old.cancelled),
        ]
    }

    private func conflict(_ visit: Visit, _ old: Meeting, _ fields: [ConflictView.Field]) async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .actions, title: "Two versions of this meeting",
            caption: "\(old.group), \(old.day.written)", kind: "meeting", id: old.id,
            path: Address.meeting(old.id, "/edit"), back: Address.meeting(old.id), version: old.version,
            fields: fields, typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func reading(_ fields: FormFields, changing old: Meeting?) -> (Meeting?, [Problem]) {
        let (day, wrong) = DateField("met", "Day", fields).reading()
        var problems: [Problem] = []
        if let wrong { problems.append(wrong) }
        if day == nil, wrong == nil {
            problems.append(Problem(at: "met-day", "Enter the day of the meeting"))
        }
        var meeting = Meeting(
            id: old?.id ?? "", version: Int(fields.text("version")) ?? 0, group: fields.text("group"),
            day: day ?? CalendarDay(1970, 1, 1), present: fields.text("present"),
            apologies: fields.text("apologies"), items: old?.items ?? [])
        meeting.cancelled = fields.text("cancelled")
        problems = meeting.problems + problems
        for (name, label, text, most) in [
            ("group", "Group", meeting.group, 200), ("present", "Present", meeting.present, 2_000),
            ("apologies", "Apologies", meeting.apologies, 2_000),
            ("cancelled", "Why it does not take place", meeting.cancelled, 500),
        ] where text.count > most {
            problems.append(Problem(at: name, "\(label) must be \(most) characters or fewer"))
        }
        return (problems.isEmpty ? meeting : nil, problems)
    }

    private func page(_ visit: Visit, changing old: Meeting?, _ problems: [Problem] = []) async throws
        -> WebResponse
    {
        let fields = visit.fields
        let isSent = fields.has("group")
        func value(_ name: String, _ stored: String?) -> String { isSent ? fields.raw(name) : stored ?? "" }
        let usual = try await office.meetings.meetings().first?.group
        let day = isSent ? DateField("met", "Day", fields) : DateField("met", "Day", old?.day)
        let version: HTML =
            old.map {
                HiddenInput("version", isSent ? fields.text("version") : String($0.version)).html
            } ?? ""
        let title = old == nil ? "Add a meeting" : "Change this meeting"
        let back = visit.frame.link(old.map { Address.meeting($0.id) } ?? Address.meetings)
        let target = old.map { Address.meeting($0.id, "/edit") } ?? Address.meetings + "/new"
        let cancelled: HTML =
            old == nil
            ? HTML()
            : TextInput(
                "cancelled", label: "Why it does not take place (optional)",
                hint: "Only to cancel the meeting: it stays on record with this reason",
                value: value("cancelled", old?.cancelled), problems
            ).html
        let content: HTML = """
            \(version)
            \(TextInput("group", label: "Group", hint: "For example Equality Steering Group", value: value("group", old?.group ?? usual), width: .half, problems))
            \(day.input(hint: "The day on which it meets or met", problems))
            \(TextArea("present", label: "Present (optional)", hint: "Posts, one a line", value: value("present", old?.present), rows: 4, problems))
            \(TextArea("apologies", label: "Apologies (optional)", hint: "Posts, one a line", value: value("apologies", old?.apologies), rows: 2, problems))
            \(cancelled)
            \(ButtonGroup([Button(old == nil ? "Add" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        return office.page(
            visit, title, in: .actions, trail: .back(back), problems: problems,
            "\(PageHeading(title, caption: old.map { "\($0.group), \($0.day.written)" } ?? ""))\(office.form(visit, target, content))"
        )
    }
}
