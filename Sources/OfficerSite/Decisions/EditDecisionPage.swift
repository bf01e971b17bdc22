// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// A decision prepared for its decision-maker, or changed before it is taken.
struct EditDecisionPage {
    let office: Office

    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, changing: nil)
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        try await page(visit, changing: try await office.decision(visit))
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let (decision, problems) = try await reading(visit.fields, changing: nil)
        guard problems.isEmpty, let decision else { return try await page(visit, changing: nil, problems) }
        let id = try await office.decisions.prepare(decision, visit.change())
        return .redirect(visit.frame.link(Address.decision(id)) + "?done=added")
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await office.decision(visit)
        let choices = choices(visit.fields, old)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        let (decision, problems) = try await reading(fields, changing: old)
        guard problems.isEmpty, let decision else { return try await page(visit, changing: old, problems) }
        do {
            let reason = fields.text("removalReason")
            try await office.decisions.change(decision, visit.change(because: reason.isEmpty ? nil : reason))
            return .redirect(visit.frame.link(Address.decision(old.id)) + "?done=saved")
        } catch is EditConflict {
            let now = try await office.decision(visit)
            return try await conflict(visit, now, ConflictChoice.differing(self.choices(visit.fields, now)))
        } catch is DecisionClosed {
            let problem = Problem(
                at: "title", "This decision has been taken. What was prepared for it stays as it was")
            return try await page(visit, changing: old, [problem])
        }
    }

    private func choices(_ sent: FormFields, _ old: AssessmentDecision) -> [ConflictChoice] {
        let local = LondonTime.reading(old.meetingAt)
        let clock = "\(local.hour):\(local.minute < 10 ? "0" : "")\(local.minute)"
        let typed = LondonTime.time(sent.text("time")).map {
            "\($0.hour):\($0.minute < 10 ? "0" : "")\($0.minute)"
        }
        let maker = AssessmentDecision.Maker(rawValue: sent.text("maker"))
        let ids = Set(old.members.map(\.personID))
        let mine = Set(sent.values("members").filter { !$0.isEmpty })
        let theirMembers = old.members.map(\.post).sorted().joined(separator: ", ")
        let myMembers = mine == ids ? theirMembers : "\(mine.count) members as ticked by you"
        return [
            ConflictChoice("title", "What is decided", mine: sent.text("title"), theirs: old.title),
            ConflictChoice(
                "reference", "Reference of the report", mine: sent.text("reference"), theirs: old.reference),
            ConflictChoice(
                "maker", "Who decides", mine: maker?.name ?? "", theirs: old.maker.name,
                fields: [("maker", old.maker.rawValue)]),
            ConflictChoice(
                "makerName", "Name of the decision-maker", mine: sent.text("makerName"), theirs: old.makerName
            ),
            ConflictChoice(
                "Date", mine: DateField("meeting", "Date", sent),
                theirs: DateField("meeting", "Date", local.day)),
            ConflictChoice("time", "Time", mine: typed ?? sent.text("time"), theirs: clock),
            ConflictChoice(
                "Publication of the report", mine: DateField("report", "Report", sent),
                theirs: DateField("report", "Report", old.reportPublished)),
            ConflictChoice(
                "relevant", "Relevant to equality", mine: sent.text("relevant") == "no" ? "No" : "Yes",
                theirs: old.isRelevant ? "Yes" : "No", fields: [("relevant", old.isRelevant ? "yes" : "no")]),
            ConflictChoice(
                "relevanceReason", "Why it is not relevant",
                mine: sent.text("relevant") == "no" ? sent.text("relevanceReason") : "",
                theirs: old.relevanceReason),
            ConflictChoice(
                "members", "Members who decide", mine: myMembers, theirs: theirMembers,
                fields: old.members.map { ("members", $0.personID) }),
        ]
    }

    private func conflict(_ visit: Visit, _ old: AssessmentDecision, _ fields: [ConflictView.Field])
        async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .decisions, title: "Two versions of this decision", caption: old.title, kind: "decision",
            id: old.id, path: Address.decision(old.id, "/edit"), back: Address.decision(old.id),
            version: old.version, fields: fields, typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func reading(_ fields: FormFields, changing old: AssessmentDecision?) async throws -> (
        AssessmentDecision?, [Problem]
    ) {
        var problems: [Problem] = []
        let title = fields.text("title")
        if title.isEmpty { problems.append(Problem(at: "title", "Enter what is decided")) }
        if title.count > 300 {
            problems.append(Problem(at: "title", "Title must be 300 characters or fewer"))
        }
        let maker = AssessmentDecision.Maker(rawValue: fields.text("maker"))
        if maker == nil { problems.append(Problem(at: "maker", "Select who decides")) }
        let name = fields.text("makerName")
        if name.isEmpty { problems.append(Problem(at: "makerName", "Enter the name of the decision-maker")) }
        let (day, dayProblem) = DateField("meeting", "Date", fields).reading()
        if let dayProblem { problems.append(dayProblem) }
        if day == nil, dayProblem == nil {
            problems.append(Problem(at: "meeting-day", "Enter the date of the decision"))
        }
        let time = LondonTime.time(fields.text("time"))
        if time == nil {
            problems.append(Problem(at: "time", "Enter the time of the decision, such as 6:30pm or 18:30"))
        }
        let (report, reportProblem) = DateField("report", "Publication of the report", fields).reading()
        if let reportProblem { problems.append(reportProblem) }
        if let day, let report, report > day {
            problems.append(
                Problem(at: "report-day", "Publication of the report must be on or before the decision"))
        }
        let isRelevant = fields.text("relevant") != "no"
        let relevanceReason = isRelevant ? "" : fields.text("relevanceReason")
        if !isRelevant, relevanceReason.isEmpty {
            problems.append(Problem(at: "relevanceReason", "Enter why it is not relevant to the duty"))
        }
        if relevanceReason.count > Self.reasonLimit {
            problems.append(
                Problem(at: "relevanceReason", "Why it is not relevant must be 1,000 characters or fewer"))
        }
        let members = try await members(of: old).filter { fields.values("members").contains($0.id) }
        if members.isEmpty {
            problems.append(Problem(at: "members", "Select who decides, at least one member"))
        }
        let gone = try await removed(from: old, keeping: members)
        if !gone.isEmpty, fields.text("removalReason").isEmpty {
            problems.append(
                Problem(
                    at: "removalReason", "Enter why \(gone.joined(separator: " and ")) no longer decides"))
        }
        if fields.text("removalReason").count > Self.reasonLimit {
            problems.append(
                Problem(at: "removalReason", "Why members are taken off must be 1,000 characters or fewer"))
        }
        guard problems.isEmpty, let maker, let day, let time else { return (nil, problems) }
        return (
            AssessmentDecision(
                id: old?.id ?? "", version: Int(fields.text("version")) ?? 0,
                reference: fields.text("reference"),
                title: title, maker: maker, makerName: name,
                meetingAt: LondonTime.instant(on: day, hour: time.hour, minute: time.minute),
                reportPublished: report, isRelevant: isRelevant, relevanceReason: relevanceReason,
                members: members.map { .init(personID: $0.id, post: $0.post) }), []
        )
    }

    private static let reasonLimit = 1_000

    /// The posts of members who would be taken off although the report holds something that they were to read.
    private func removed(from old: AssessmentDecision?, keeping members: [Person]) async throws -> [String] {
        guard let old, try await !office.decisions.items(of: old.id).isEmpty else { return [] }
        let kept = Set(members.map(\.id))
        return old.members.filter { !kept.contains($0.personID) }.map(\.post)
    }

    /// Those who may acknowledge anywhere, for a decision may be about any directorate, and those already named
    /// although their role has changed since.
    private func members(of decision: AssessmentDecision?) async throws -> [Person] {
        let named = Set(decision?.members.map(\.personID) ?? [])
        return try await office.people.people().filter { person in
            named.contains(person.id)
                || (!person.isDisabled && Scope(of: .acknowledgeAssessments, from: person.grants) != nil)
        }
    }

    private func page(
        _ visit: Visit, changing old: AssessmentDecision?, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let fields = visit.fields
        let isSent = fields.has("title")
        func value(_ name: String, _ stored: String?) -> String { isSent ? fields.text(name) : stored ?? "" }
        let local = old.map { LondonTime.reading($0.meetingAt) }
        let clock = local.map { "\($0.hour):\($0.minute < 10 ? "0" : "")\($0.minute)" }
        let meeting = isSent ? DateField("meeting", "Date", fields) : DateField("meeting", "Date", local?.day)
        let report =
            isSent
            ? DateField("report", "Report", fields) : DateField("report", "Report", old?.reportPublished)
        let maker = value("maker", old?.maker.rawValue)
        let chosen = isSent ? Set(fields.values("members")) : Set(old?.members.map(\.personID) ?? [])
        let relevant = value("relevant", old.map { $0.isRelevant ? "yes" : "no" })
        let title = old == nil ? "Prepare a decision" : "Change what is prepared"
        let target = old.map { Address.decision($0.id, "/edit") } ?? Address.newDecision
        let back = old.map { Address.decision($0.id) } ?? Address.decisions
        let makers = AssessmentDecision.Maker.allCases.map {
            Choice($0.rawValue, $0.name, isChosen: $0.rawValue == maker)
        }
        let people = try await members(of: old).map {
            Choice($0.id, $0.post, isChosen: chosen.contains($0.id))
        }
        let version: HTML =
            old.map {
                HiddenInput(
                    "version",
                    isSent ? fields.text("version") : String($0.version)
                ).html
            }
            ?? ""
        var removal = HTML()
        if let old, try await !office.decisions.items(of: old.id).isEmpty {
            removal =
                TextArea(
                    "removalReason", label: "If a member is taken off: why",
                    hint:
                        "The report holds something already. Who is taken off stays listed with this reason",
                    value: fields.raw("removalReason"), rows: 2, problems
                ).html
        }
        let content: HTML = """
            \(version)
            \(TextInput("title", label: "What is decided", value: value("title", old?.title), width: .full, problems))
            \(TextInput("reference", label: "Reference of the report (optional)", hint: "For example 26/00024", value: value("reference", old?.reference), width: .twenty, problems))
            \(Radios("maker", label: "Who decides", makers, problems))
            \(TextInput("makerName", label: "Name of the decision-maker", hint: "For example Cabinet, or Governance and Audit Committee", value: value("makerName", old?.makerName), problems))
            \(meeting.input(hint: "The day of the meeting or of the decision", problems))
            \(TextInput("time", label: "Time", hint: "For example 6:30pm", value: value("time", clock), width: .ten, problems))
            \(DateInput("report", label: "Publication of the report (optional)", hint: "At least five clear days before the meeting", day: report.day, month: report.month, year: report.year, problems))
            \(Radios("relevant", label: "Is it relevant to equality", [Choice("yes", "Yes", isChosen: relevant != "no"), Choice("no", "No", isChosen: relevant == "no")], isInline: true))
            \(TextArea("relevanceReason", label: "If it is not: why", hint: "Shown with the decision, in its pack and in the record of due regard", value: isSent ? fields.raw("relevanceReason") : old?.relevanceReason ?? "", rows: 2, problems))
            \(Checkboxes("members", label: "Members who decide", hint: "Each of them acknowledges the assessment personally", people, problems))
            \(removal)
            \(ButtonGroup([Button(old == nil ? "Prepare" : "Save")], links: [NavigationLink("Cancel", visit.frame.link(back))]))
            """
        return office.page(
            visit, title, in: .decisions, trail: .back(visit.frame.link(back)), problems: problems,
            "\(PageHeading(title, caption: old?.title ?? ""))\(office.form(visit, target, content))")
    }
}
