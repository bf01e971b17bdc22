// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// How the plan stands, for the group that watches over it: what needs somebody first, then what moved.
struct GroupPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let review = try await review(visit)
        let progress = review.progress
        let compared =
            review.last?.day == progress.since
            ? "compared with the meeting on \(progress.since.written)"
            : "compared with \(progress.since.written)"
        let main: HTML = """
            \(office.planNavigation(visit, .group))\
            \(PageHeading("For the group", caption: "\(progress.day.written), \(compared)"))
            <p role="status">\(PlanWords.exceptions(progress))</p>
            \(choice(visit, review))\(buttons(visit, review))
            \(exceptions(visit, progress))
            \(moved(visit, progress))
            \(objectives(visit, progress))
            <h2 class="dr-heading-m">Decisions wanted</h2>
            \(wanted(visit, progress.decisionsWanted))
            <h2 class="dr-heading-m">What was asked last time</h2>
            \(FollowUpTable(followUps: review.followUps, visit: visit))
            """
        return office.page(visit, "For the group", in: .actions, main)
    }

    /// The paper for the next meeting, to be printed as it stands.
    @Sendable func paper(_ visit: Visit) async throws -> WebResponse {
        let review = try await review(visit)
        let document = document(review)
        let links = [("odt", "ODT"), ("docx", "Word"), ("html", "a web page that stands alone")].map {
            NavigationLink(
                "Download as \($0.1)",
                visit.frame.link(Address.group + "/paper/" + $0.0) + Self.query(review, visit)
            )
        }
        return office.page(
            visit, document.title, in: .actions, trail: .back(visit.frame.link(Address.group)),
            """
            \(DocumentView(document))
            \(ButtonGroup([], links: links))
            """)
    }

    @Sendable func file(_ visit: Visit) async throws -> WebResponse {
        let format = visit.parameter("format")
        guard let file = try await office.documentFile(document(try await review(visit)), format) else {
            throw Refusal.notFound
        }
        return .file(
            file.bytes, type: file.type,
            name: "\(office.body.slug)-group-\(visit.today.iso).\(format)")
    }

    private func document(_ review: GroupReview) -> Document {
        Reports.groupPaper(
            review.progress, of: office.body.name, for: review.next, after: review.last,
            followUps: review.followUps)
    }

    /// Compared with the last meeting, or with the day that the address gives.
    private func review(_ visit: Visit) async throws -> GroupReview {
        let query = visit.request.query
        let day = CalendarDay(iso: query.text("on")).flatMap { $0 < visit.today ? $0 : nil } ?? visit.today
        let given = CalendarDay(iso: query.text("since")).flatMap { $0 < day ? $0 : nil }
        return try await office.groupReview(
            on: day, since: given, of: query.text("group"), within: visit.scope)
    }

    /// The part of an address that says which days were asked for and, where several groups meet, which is meant.
    private static func query(_ review: GroupReview, _ visit: Visit) -> String {
        var parts: [String] = []
        if review.progress.day < visit.today { parts.append("on=\(review.progress.day.iso)") }
        if review.progress.since != review.last?.day { parts.append("since=\(review.progress.since.iso)") }
        if review.groups.count > 1 { parts.append("group=\(FormFields.encoded(review.group))") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// The choice of the group, where several meet.
    private func choice(_ visit: Visit, _ review: GroupReview) -> HTML {
        guard review.groups.count > 1 else { return HTML() }
        let choices = review.groups.map { Choice($0, $0, isChosen: $0 == review.group) }
        return Form(
            action: visit.frame.link(Address.group), method: .get,
            "\(Select("group", label: "Group", choices))\(Button("Show this group", .secondary))"
        ).html
    }

    private func buttons(_ visit: Visit, _ review: GroupReview) -> HTML {
        let next = review.next.map { ", \($0.day.written)" } ?? ""
        return ButtonGroup(
            [
                Button(
                    "Prepare the meeting\(next)",
                    path: visit.frame.link(Address.group + "/paper") + Self.query(review, visit))
            ],
            links: [
                NavigationLink("Meetings", visit.frame.link(Address.meetings)),
                NavigationLink("My work", visit.frame.link(Address.work)),
            ]
        ).html
    }

    private func exceptions(_ visit: Visit, _ progress: PlanProgress) -> HTML {
        """
        <h2 class="dr-heading-m">What needs somebody</h2>
        \(ActionExceptions("Overdue actions", progress.overdue, empty: "No action is overdue.", progress, visit))
        \(ActionExceptions("Actions at risk", progress.atRisk, empty: PlanWords.noneAtRisk(progress), progress, visit))
        \(ActionExceptions("Actions not heard of for long", progress.silent, empty: PlanWords.noneSilent(progress), progress, visit))
        """
    }

    private func moved(_ visit: Visit, _ progress: PlanProgress) -> HTML {
        let movements: [[Table.Cell]] = PlanWords.movements(progress).map {
            [.link($0.title, visit.frame.link(Address.action($0.id))), .text($0.words)]
        }
        let slips: [[Table.Cell]] = progress.slips.map {
            [
                .link($0.title, visit.frame.link(Address.action($0.actionID))), .text(PlanWords.slip($0)),
                .html($0.isLater ? Tag("Later", .attention).html : Tag("Not later", .neutral).html),
                .html($0.day.timeElement),
            ]
        }
        return """
            <h2 class="dr-heading-m">What moved since \(progress.since.written)</h2>
            <p>\(PlanWords.new(progress))</p>
            \(Table("Actions that stand otherwise", columns: ["Action", "Movement"], rows: movements, empty: "No action stands otherwise."))
            \(Table("Dates that moved, and why", columns: ["Action", "From and to, and why", "Direction", "Said on"], rows: slips, empty: "No date moved."))
            """
    }

    private func objectives(_ visit: Visit, _ progress: PlanProgress) -> HTML {
        let lines = Reports.standing(progress)
        let rows: [[Table.Cell]] = lines.map { line in
            [
                .link(line.objective.title, visit.frame.link(Address.objective(line.objective.id))),
                .html(line.progress.standing.steeringTag.html), .text(PlanWords.measure(line)),
                .text("\(line.finished) of \(line.actions) finished"),
            ]
        }
        let remarks: [HTML] = lines.compactMap { line in
            line.remark.map {
                "<li><a href=\"\(visit.frame.link(Address.objective(line.objective.id)))\">\(line.objective.title)</a>: \($0)</li>\n"
            }
        }
        let without: HTML =
            remarks.isEmpty
            ? "<p>Nothing is flagged: no finished work stands without an effect on its measure.</p>"
            : "<ul class=\"dr-list\">\n\(remarks)</ul>"
        return """
            <h2 class="dr-heading-m">Objectives</h2>
            \(Table("Objectives, what goes wrong first", columns: ["Objective", "Standing", "Measure", "Actions"], rows: rows, empty: "There is no objective yet."))
            \(clock(visit, progress))
            <h2 class="dr-heading-m">Finished work and its effect</h2>
            \(without)
            """
    }

    /// The four years of the open objectives, what is late first.
    private func clock(_ visit: Visit, _ progress: PlanProgress) -> HTML {
        let clock = RepublishClock(of: progress.objectives.map(\.objective), on: progress.day)
        guard !clock.lines.isEmpty else { return HTML() }
        let rows: [[Table.Cell]] = clock.lines.map { line in
            let left: HTML =
                switch line.standing {
                case .late: Tag(line.left, .problem).html
                case .soon: Tag(line.left, .attention).html
                case .notPublished: Tag("Not published", .neutral).html
                case .running: HTML(text: line.left)
                }
            return [
                .link(line.objective.title, visit.frame.link(Address.objective(line.objective.id))),
                .text(line.published), .text(line.by), .html(left),
            ]
        }
        return """
            <h2 class="dr-heading-m">Publishing objectives afresh within four years</h2>
            <p>\(clock.summary)</p>
            \(Table("By when each objective is to be published afresh", columns: ["Objective", "Published", "To be published afresh by", "Left"], rows: rows))
            """
    }

    /// What the group is to decide, each leading to what it is about.
    private func wanted(_ visit: Visit, _ all: [PlanProgress.Wanted]) -> HTML {
        guard !all.isEmpty else { return "<p>No decision of the group is wanted.</p>" }
        let items: [HTML] = all.map { one in
            let path =
                one.record.kind == .objective
                ? Address.objective(one.record.id) : Address.action(one.record.id)
            return "<li><a href=\"\(visit.frame.link(path))\">\(one.words)</a></li>\n"
        }
        return "<ul class=\"dr-list\">\n\(items)</ul>"
    }
}

/// Actions that need somebody, with who leads them and by when they were to be done; the first twenty.
struct ActionExceptions: Component {
    private let caption: String
    private let actions: [Action]
    private let empty: String
    private let progress: PlanProgress
    private let visit: Visit

    init(
        _ caption: String, _ actions: [Action], empty: String, _ progress: PlanProgress, _ visit: Visit
    ) {
        self.caption = caption
        self.actions = actions
        self.empty = empty
        self.progress = progress
        self.visit = visit
    }

    var html: HTML {
        let rows: [[Table.Cell]] = actions.prefix(20).map { action in
            [
                .link(action.title, visit.frame.link(Address.action(action.id))),
                .text(action.cells.targetDate.isEmpty ? "No date set" : action.cells.targetDate),
                .text(action.cells.leadOfficer.isEmpty ? "Nobody named" : action.cells.leadOfficer),
                .text(action.directorate), .text(PlanWords.told(action, progress)),
            ]
        }
        let more: HTML =
            actions.count > rows.count
            ? "<p><a href=\"\(visit.frame.link(Address.actions))\">See these and \(actions.count - rows.count) more in the list of actions</a></p>"
            : HTML()
        return """
            \(Table(caption, columns: ["Objective or task", "Target", "Lead", "Directorate", "Last told"], rows: rows, empty: empty))\(more)
            """
    }
}

extension ObjectiveStanding {
    /// How the objective does, as a tag.
    var steeringTag: Tag {
        switch self {
        case .met, .onCourse: Tag(name, .good)
        case .behind, .notMoved: Tag(name, .attention)
        case .worse, .missed: Tag(name, .problem)
        case .notMeasurable, .noReading: Tag(name, .neutral)
        case .ended: Tag(name, .inactive)
        }
    }
}
