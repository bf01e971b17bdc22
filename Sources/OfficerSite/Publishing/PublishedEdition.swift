// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import Documents
import EqualityDuty
import Reports
import Storage
import WebServer

/// What an edition will hold: its words and the bytes of its files, made once.
struct PublishedEdition {
    let title: String
    let summary: String
    let asOf: CalendarDay
    let document: Document
    let csv: [UInt8]
    let json: [UInt8]
    /// The leads that everybody reads otherwise than they are written.
    private(set) var masked: [(written: String, shown: String)] = []
    /// Where free text that is published holds the name of a lead.
    private(set) var namesInText: [String] = []
    /// What is to be looked at before progress is published; `nil` for another work.
    private(set) var progressCheck: ProgressCheck?
    /// The open objectives that everybody reads here for the first time, by id.
    private(set) var unpublished: [String] = []

    /// The edition of a work for a day, from today's records and, for coverage, the stated figure.
    init(_ kind: Publication.Kind, on day: CalendarDay, of office: Office) async throws {
        let profile = try await office.profile(on: day)
        asOf = day
        switch kind {
        case .coverage:
            let policies = try await office.register(profile).policies(within: .wholeBody)
            let stated = try await office.coverage.statement(asOf: day)?.coverage
            let now = try await office.coverage.figure(of: policies, on: day, since: day.adding(years: -1))
            let figure = stated ?? now
            document = Reports.coverage(
                figure, of: office.body.name, label: profile.assessmentLabel, isStated: stated != nil)
            summary = "\(figure.pairInWords) assessed on \(day.written)"
            csv = Reports.coverageCSV(figure)
            json = Reports.coverageJSON(figure)
        case .actionPlan:
            let plan = office.plan(profile)
            let written =
                office.present(on: day) == nil
                ? try await plan.actions(on: day, within: .wholeBody)
                : try await plan.actions(within: .wholeBody)
            let leads = try await office.publicLeads()
            let actions = written.map(leads.published)
            masked = leads.masked(written)
            namesInText = leads.warnings(in: Self.texts(of: actions), of: written)
            document = Reports.actionPlan(
                actions, of: office.body.name, on: day, staleAfter: profile.staleDays)
            let overdue = actions.count { $0.isOverdue(on: day) }
            summary = "\(actions.count) actions, \(overdue) overdue on \(day.written)"
            csv = Reports.actionsCSV(actions, on: day, staleAfter: profile.staleDays)
            json = Reports.actionsJSON(actions, on: day, staleAfter: profile.staleDays)
        case .progress:
            let earlier = try await office.publications.publications().first { $0.kind == .progress }?
                .editions.first { $0.withdrawal == nil && $0.asOf < day }?.asOf
            let since = earlier ?? day.adding(months: -3)
            let store = ProgressStore(database: office.database, vocabulary: profile.vocabulary)
            let progress = PlanProgress(
                try await store.facts(on: day, since: since, now: office.present(on: day)),
                on: day, since: since,
                staleAfter: profile.staleDays)
            let leads = try await office.publicLeads()
            let readers = ProgressReaders.everybody(profile.checkThresholds, leads: leads)
            masked = leads.masked(progress.actions)
            let check = ProgressCheck(progress, for: readers, profile.checkThresholds)
            namesInText = leads.warnings(in: check.texts, of: progress.actions)
            progressCheck = check
            unpublished = progress.objectives.map(\.objective).filter {
                $0.state == .open && $0.publishedOn == nil
            }.map(\.id)
            document = Reports.progress(
                progress, of: office.body.name, for: readers)
            summary = progress.summary(for: readers)
            csv = Reports.progressCSV(progress, for: readers)
            json = Reports.progressJSON(progress, for: readers)
        case .equalityInformation:
            // It has many pages, and is worked out by `prepareInformation`.
            throw Refusal.notFound
        }
        title = document.title
    }

    /// The words of actions that people typed and everybody reads, apart from who leads them.
    private static func texts(of actions: [Action]) -> [(place: String, text: String)] {
        actions.flatMap { action in
            zip(ActionCells.headers, action.cells.values).filter { $0.0 != "Lead Officer" }.map {
                ("\(ActionCells.label(of: $0.0)) of “\(action.title)”", $0.1)
            } + [("Outcome of “\(action.title)”", action.outcomeNote)]
        }
    }

    /// The files of the edition. The page names its neighbours by relative addresses only, so that the bytes
    /// hold wherever the archive is mounted.
    func artefacts(
        _ kind: Publication.Kind, edition: Int, body: Body, accent: Accent, publishedAt: Instant,
        by post: String
    ) -> [Artefact] {
        let files: HTML = """
            <p><a href="../\(kind.address)">All editions of this page</a></p>
            <h2 class="dr-heading-m">Data</h2>
            \(FileLinks([
                .init(kind.name, path: "\(edition).csv", kind: "CSV", bytes: csv.count),
                .init(kind.name, path: "\(edition).json", kind: "JSON", bytes: json.count),
            ]))
            """
        let imprint: HTML = """
            <p>Edition \(edition), published by \(body.name) (\(post)) on \
            <time datetime="\(publishedAt.iso)">\(publishedAt.day.written)</time>.</p>
            """
        var page = PublishedLayout(
            title: title, section: kind.name, council: body.name,
            stylesheets: ["../../../assets/dueregard.css", "../../../assets/\(accent.fileName)"],
            listPath: "../../published",
            footer: FooterLinks(
                help: "../../help", accessibility: "../../accessibility", cookies: "../../cookies",
                privacy: "../../privacy", contact: "../../contact"),
            imprint: imprint, isDemonstration: body.isDemonstration,
            alternates: [
                Alternate(type: "text/csv", path: "\(edition).csv", title: "CSV"),
                Alternate(type: "application/json", path: "\(edition).json", title: "JSON"),
            ],
            description: summary, main: DocumentView(document).html + files)
        page.iconPath = "../../../assets/dueregard.svg"
        return [
            Artefact(format: .html, bytes: page.html.bytes), Artefact(format: .csv, bytes: csv),
            Artefact(format: .json, bytes: json),
        ]
    }
}

extension Office {
    /// How everybody reads leads: by the posts of the people and by the units that the body records.
    func publicLeads() async throws -> PublicLeads {
        PublicLeads(
            posts: try await people.people().map(\.post),
            units: try await bodies.units().filter { !$0.isUnconfirmed }.map(\.name))
    }

    /// The title and the summary that an edition of this day would have.
    public func preview(
        _ kind: Publication.Kind, on day: CalendarDay
    ) async throws -> EditionPreview {
        let edition = try await PublishedEdition(kind, on: day, of: self)
        return EditionPreview(
            title: edition.title, summary: edition.summary, masked: edition.masked,
            namesInText: edition.namesInText, progress: edition.progressCheck)
    }

    /// Publishes a work as it stands on a day: renders once, stores the bytes, and states the coverage figure.
    public func publish(_ kind: Publication.Kind, on day: CalendarDay, _ change: Change) async throws -> Int {
        if kind == .coverage, try await coverage.statement(asOf: day) == nil, day < settings.today() {
            let policies = try await register(try await profile()).policies(within: .wholeBody)
            let figure = try await coverage.figure(of: policies, on: day, since: day.adding(years: -1))
            _ = try await coverage.state(figure, Change(by: change.actor, at: change.at))
        }
        let edition = try await PublishedEdition(kind, on: day, of: self)
        let accent = try await frame().accent
        let body = body
        let number = try await publications.publish(
            kind, title: edition.title, summary: edition.summary, asOf: day,
            artefacts: { number in
                edition.artefacts(
                    kind, edition: number, body: body, accent: accent, publishedAt: change.at,
                    by: change.actor.post)
            }, change)
        if kind == .progress { try await startClocks(of: edition.unpublished, change) }
        return number
    }

    /// An objective that everybody can read for the first time is published from that day: its four years run.
    private func startClocks(of ids: [String], _ change: Change) async throws {
        for id in ids {
            guard var objective = try await objectives.objective(id, within: .wholeBody),
                objective.publishedOn == nil
            else { continue }
            objective.publishedOn = change.at.day
            try await objectives.save(
                objective, within: .wholeBody, details: "published", Change(by: change.actor, at: change.at))
        }
    }
}
