// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The assessments and objectives that rest on older figures of a data set, with old and new numbers: raw for those who
/// may see them, released for everybody else.
struct MovedPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse { try await page(visit) }

    /// Keeps that somebody looked and why nothing has to change.
    @Sendable func settle(_ visit: Visit) async throws -> WebResponse {
        let dataSet = try await office.namedDataSet(visit)
        let key = visit.fields.text("subject")
        let all = try await followUps(visit, dataSet)
        guard let wanted = all.first(where: { $0.use.key == key }) else {
            return try await page(
                visit,
                [Problem(at: "section", "What you looked at is not here any more: this is how it stands now")]
            )
        }
        guard try await office.maySettle(wanted.use, visit) else { throw Refusal.notAllowed }
        let field = Self.field(key)
        guard visit.fields.text("version") == String(wanted.newer.number) else {
            return try await page(
                visit,
                [Problem(at: field, "Look at this again: a newer version was taken in meanwhile")],
                status: 409)
        }
        let reason = visit.fields.text(field)
        if reason.isEmpty {
            return try await page(visit, [Problem(at: field, "Enter why no change is needed")])
        }
        if reason.count > 2_000 {
            return try await page(
                visit, [Problem(at: field, "Why no change is needed must be 2,000 characters or fewer")])
        }
        do {
            try await office.figures.settle(
                wanted.use, beside: wanted.newer.number, because: reason, visit.change(because: reason))
        } catch let before as FigureReviewed {
            return try await page(
                visit,
                [Problem(at: "section", "\(before.byPost) looked at it first and said: \(before.reason)")],
                status: 409)
        }
        return .redirect(visit.frame.link(Address.dataSet(dataSet.id, "/moved")) + "?done=done")
    }

    private static func field(_ key: String) -> String {
        "reason-" + key.map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
    }

    private func followUps(_ visit: Visit, _ dataSet: DataSet) async throws -> [FigureFollowUp] {
        try await office.followUps(
            of: try await office.figureUses(of: dataSet.id, for: visit), raw: office.maySeeRaw(dataSet, visit)
        )
    }

    private func page(_ visit: Visit, _ problems: [Problem] = [], status: Int? = nil) async throws
        -> WebResponse
    {
        let dataSet = try await office.namedDataSet(visit)
        let all = try await followUps(visit, dataSet)
        let isRaw = office.maySeeRaw(dataSet, visit)
        let open = all.filter(\.isOpen)
        let settled = all.filter { $0.review != nil }
        let still = all.filter { !$0.isOpen && $0.review == nil }
        var number = 0
        func view(_ followUp: FigureFollowUp) -> MovementView {
            number += 1
            return MovementView(followUp: followUp, visit: visit, number: number)
        }
        var parts = HTML()
        for followUp in open {
            let shown = view(followUp)
            parts += shown.heading
            parts += shown.html
            parts += try await ways(visit, dataSet, followUp, problems)
        }
        if open.isEmpty {
            parts += "<p>Nothing waits: no figure that anything rests on has moved beyond noise since.</p>\n"
        }
        if !settled.isEmpty {
            parts += "<h2 class=\"dr-heading-m\">Looked at</h2>\n"
            for followUp in settled {
                let shown = view(followUp)
                parts += shown.heading
                if let review = followUp.review {
                    parts +=
                        "<p>No change needed, says \(review.byPost) on \(review.at.day.written): \(review.reason)</p>\n"
                }
                parts += Details("The figures", shown.html).html
            }
        }
        if !still.isEmpty {
            parts += "<h2 class=\"dr-heading-m\">Did not move beyond noise</h2>\n"
            for followUp in still {
                let shown = view(followUp)
                parts += shown.heading
                parts += Details("The figures", shown.html).html
            }
        }
        let kind: HTML =
            isRaw
            ? "<p><strong>Raw counts. Not for publication.</strong></p>\n"
            : "<p>These are released figures, as they were published.</p>\n"
        let back =
            isRaw
            ? Trail.back(visit.frame.link(Address.dataSet(dataSet.id)), text: dataSet.title)
            : Trail.back(visit.frame.link(Address.work), text: "My work")
        let synthetic: HTML =
            dataSet.isSynthetic
            ? "<p><strong>Synthetic records: invented people, made to resemble a real area.</strong></p>\n"
            : HTML()
        return office.page(
            visit, "Figures that moved", in: .community, trail: back, problems: problems, status: status,
            """
            \(PageHeading("Figures that moved", caption: dataSet.title))
            \(synthetic)\(kind)\(isRaw ? try await waiting(visit, all) : HTML())<p>Assessments keep the figures they were written with. What rests on an older version stands \
            here until somebody has looked at the newer one.</p>
            <h2 class="dr-heading-m">To look at</h2>
            <p role="status">\(open.count == 1 ? "1 waits" : "\(open.count) wait") to be looked at.</p>
            \(parts)
            """)
    }

    /// Newer versions that were not released: whoever may not see raw counts reads nothing of them.
    private func waiting(_ visit: Visit, _ all: [FigureFollowUp]) async throws -> HTML {
        var words = HTML()
        var seen: Set<Int> = []
        for followUp in all where seen.insert(followUp.newer.number).inserted {
            guard try await office.figures.released(of: followUp.newer).isEmpty else { continue }
            words += ReleaseWords.notReleased(followUp.newer.number, visit)
            words += "<p>Until then nobody who may not see monitoring data reads anything of them.</p>\n"
        }
        return words
    }

    /// What can be done about a movement: a review, a reading, or to say that nothing has to change.
    private func ways(
        _ visit: Visit, _ dataSet: DataSet, _ followUp: FigureFollowUp, _ problems: [Problem]
    ) async throws -> HTML {
        let use = followUp.use
        var links: [HTML] = []
        if use.kind == .assessment, let way = try await office.reviewWay(of: followUp, visit) {
            links.append("<a href=\"\(visit.frame.link(way.path))\">\(way.words)</a>")
        }
        if use.kind == .objective,
            visit.reach(.enterReadings)?.holds(directorate: use.directorate, record: use.id) ?? false
        {
            let path = Address.objective(use.id, "/readings/from/\(followUp.newer.number)")
            links.append(
                "<a href=\"\(visit.frame.link(path))\">Take the reading of version \(followUp.newer.number)</a>"
            )
        }
        let list: HTML = links.isEmpty ? HTML() : "<p>\(links.joined(separator: " · "))</p>\n"
        guard try await office.maySettle(use, visit) else { return list }
        let field = Self.field(use.key)
        let typed = visit.fields.text("subject") == use.key ? visit.fields.raw(field) : ""
        let own = problems.filter { $0.field == field }
        let content: HTML = """
            \(HiddenInput("subject", use.key))\(HiddenInput("version", String(followUp.newer.number)))
            \(TextArea(field, label: "Why no change is needed", hint: "Kept under your post in the history of what rests on the figures", value: typed, rows: 2, own))
            \(Button("Looked at, no change needed", .secondary))
            """
        let form = office.form(
            visit, Address.dataSet(dataSet.id, "/moved"), key: own.isEmpty ? Identifier.next() : nil, content)
        return list + Details("No change is needed: \(use.title)", isOpen: !own.isEmpty, form.html).html
    }
}

extension Office {
    /// What rests on figures of a data set, or of any, as far as a visitor reaches.
    func figureUses(of dataSet: String? = nil, for visit: Visit) async throws -> [FigureUse] {
        try await figures.uses(
            of: dataSet, assessments: try await assessmentReach(visit), objectives: visit.reach(.viewStrategy)
        )
    }

    /// The assessments that a visitor may see, those with a part in among them; `nil` for none.
    private func assessmentReach(_ visit: Visit) async throws -> Scope? {
        guard let reach = visit.reach(.viewAssessments), let person = visit.signedIn?.person else {
            return nil
        }
        guard case .limited(let directorates, let records) = reach else { return reach }
        let own = try await AssessmentStore.parts(of: person.id, in: database)
        return .limited(directorates: directorates, records: records.union(own))
    }

    /// Whether a visitor may say that nothing has to change: whoever writes the assessment, or answers for the
    /// objective.
    func maySettle(_ use: FigureUse, _ visit: Visit) async throws -> Bool {
        switch use.kind {
        case .objective:
            return [Permission.enterReadings, .editObjectives].contains {
                visit.reach($0)?.holds(directorate: use.directorate, record: use.id) ?? false
            }
        case .assessment:
            guard let reach = visit.reach(.writeAssessments), let person = visit.signedIn?.person else {
                return false
            }
            if reach.holds(directorate: use.directorate, record: use.id) { return true }
            return try await AssessmentStore.parts(of: person.id, in: database).contains(use.id)
        }
    }

    /// How an assessment takes newer figures up: while it is written it takes them in, later it is reviewed; `nil` for
    /// those who may do neither now.
    func reviewWay(
        of followUp: FigureFollowUp, _ visit: Visit
    ) async throws -> (path: String, words: String)? {
        guard let scope = try await assessmentReach(visit), let person = visit.signedIn?.person else {
            return nil
        }
        let profile = try await profile()
        let store = try await assessments(profile)
        guard let record = try await store.record(followUp.use.id, within: scope) else { return nil }
        let opened = try await open(record, profile, store, person, scope, visit)
        let acts = AssessmentWorkflow.acts(
            for: person, on: record, at: visit.now, findings: opened.findings)
        if acts.contains(.reviewed), let path = ActPage.path(of: .reviewed, opened) {
            return (path, "Review the assessment")
        }
        let section = record.template.sections.first { section in
            section.groups.contains { $0.id == AssessmentPath.evidence }
        }
        guard let section, opened.writingRefusal(section.id) == nil,
            try await !figures.released(of: followUp.newer).isEmpty
        else { return nil }
        return (
            Address.assessment(record.id, "/figures/\(section.id)"),
            "Take the newer figures into the assessment"
        )
    }
}
