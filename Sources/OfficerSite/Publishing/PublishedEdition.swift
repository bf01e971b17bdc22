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
            let actions = try await office.plan(profile).actions(within: .wholeBody)
            document = Reports.actionPlan(
                actions, of: office.body.name, on: day, staleAfter: profile.staleDays)
            let overdue = actions.count { $0.isOverdue(on: day) }
            summary = "\(actions.count) actions, \(overdue) overdue on \(day.written)"
            csv = Reports.actionsCSV(actions, on: day, staleAfter: profile.staleDays)
            json = Reports.actionsJSON(actions, on: day, staleAfter: profile.staleDays)
        }
        title = document.title
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
    /// The title and the summary that an edition of this day would have.
    public func preview(
        _ kind: Publication.Kind, on day: CalendarDay
    ) async throws -> (title: String, summary: String) {
        let edition = try await PublishedEdition(kind, on: day, of: self)
        return (edition.title, edition.summary)
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
        return try await publications.publish(
            kind, title: edition.title, summary: edition.summary, asOf: day,
            artefacts: { number in
                edition.artefacts(
                    kind, edition: number, body: body, accent: accent, publishedAt: change.at,
                    by: change.actor.post)
            }, change)
    }
}
