// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// Did it work: from the gap that was found to the objective, to what was done, to what the measure says since.
struct WorkedPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openObjective(visit)
        let objective = open.objective
        let main: HTML = """
            \(office.planNavigation(visit, .objectives))
            \(PageHeading("Did it work?", caption: objective.title))
            \(verdict(open, visit))
            <h2 class="dr-heading-m">1. The gap that was found</h2>
            \(try await gap(open, visit))
            <h2 class="dr-heading-m">2. What was to change</h2>
            <p><a href="\(visit.frame.link(Address.objective(objective.id)))">\(objective.title)</a> \(open.progress.standing.tag)</p>
            <p>\(objective.measure.words.isEmpty ? "There is no measure." : objective.measure.words + ".") \(objective.measureInWords)</p>
            <h2 class="dr-heading-m">3. What was done</h2>
            \(deeds(open, visit))
            <h2 class="dr-heading-m">4. What the measure says since</h2>
            \(since(open))
            """
        return office.page(
            visit, "Did it work?", in: .actions,
            trail: .back(visit.frame.link(Address.objective(objective.id))), main)
    }

    private func verdict(_ open: OpenObjective, _ visit: Visit) -> HTML {
        if let remark = open.effect.remark { return InsetText("<p>\(remark)</p>").html }
        let finished = open.actions.count { $0.status == .complete }
        let words: String =
            if open.actions.isEmpty {
                "No action serves this objective yet, so whatever moves the measure, this plan did not do it."
            } else if finished == 0 {
                "No action is complete yet. It is too early to ask."
            } else if open.standing.isEmpty {
                "There is no reading yet. Nobody can say."
            } else {
                open.progress.inWords(open.objective)
            }
        return InsetText("<p>\(words)</p>").html
    }

    private func gap(_ open: OpenObjective, _ visit: Visit) async throws -> HTML {
        let found = open.targets(.answers, .inequality)
        let findings = try await office.outcomes.inequalities().filter { finding in
            found.contains { $0.id == finding.id }
        }
        let outcomes = Dictionary(
            try await office.outcomes.outcomes().map { ($0.id, $0) }
        ) { first, _ in first }
        let vocabulary = try await office.profile().vocabulary
        var html = HTML()
        for finding in findings {
            let outcome = outcomes[finding.outcomeID]
            let place: HTML =
                outcome.map {
                    "<a href=\"\(visit.frame.link(Address.outcome($0.id, "#finding-\(finding.id)")))\">\($0.reference) \($0.title)</a>"
                } ?? ""
            html +=
                SummaryList([
                    .init("Outcome", place), .init("Who is worse off", text: finding.who(vocabulary)),
                    .init("Where", text: finding.words), .init("What shows it", text: finding.evidence),
                    .init("Weight", text: finding.effectInWords),
                ]).html
        }
        let assessments = open.targets(.answers, .assessment)
        let names = try await office.names(of: Set(assessments), visit)
        let links: [HTML] = assessments.compactMap { names.link($0, visit).map { "<li>\($0)</li>\n" } }
        if !links.isEmpty { html += "<p>Found in:</p><ul class=\"dr-list\">\n\(links)</ul>\n" }
        if !open.objective.gap.isEmpty {
            html += "<p>In the objective's own words: \(open.objective.gap)</p>\n"
        }
        return html.isEmpty ? "<p>No finding is recorded to which this objective answers.</p>\n" : html
    }

    private func deeds(_ open: OpenObjective, _ visit: Visit) -> HTML {
        let flagged = Set(open.effect.deeds.map(\.id))
        let scope = visit.reach(.viewActions)
        let shown = open.actions.filter {
            scope?.holds(directorate: $0.directorate, record: $0.id) ?? false
        }
        let hidden = open.actions.count - shown.count
        let rows: [[Table.Cell]] = shown.map { action in
            let ended =
                action.status.isFinished
                ? (action.finishedOn ?? action.lastUpdated).written : "Not finished"
            let effect =
                flagged.contains(action.id)
                ? "The measure has not moved towards its target since"
                : action.status == .complete ? "" : "Too early to say"
            return [
                .link(action.title, visit.frame.link(Address.action(action.id))), .text(action.status.name),
                .text(ended), .text(action.outcomeNote), .text(effect),
            ]
        }
        let more: HTML =
            hidden > 0
            ? "<p>\(hidden == 1 ? "1 action" : "\(hidden) actions") of other directorates serve it too.</p>\n"
            : ""
        return Table(
            "Actions that serve it", isCaptionHidden: true,
            columns: ["Action", "Status", "Finished", "What came of it", "Since then"], rows: rows,
            empty: "No action serves it yet."
        ).html + more
    }

    private func since(_ open: OpenObjective) -> HTML {
        let measure = open.objective.measure
        let dates = open.actions.filter { $0.status == .complete }.map { $0.finishedOn ?? $0.lastUpdated }
            .sorted()
        let rows: [[Table.Cell]] = open.standing.map { reading in
            let done = dates.count { $0 < reading.day }
            return [
                .text(reading.day.written), .figure(measure.shown(reading.value)),
                .text(
                    dates.isEmpty
                        ? "None complete" : "\(done) of \(dates.count) complete actions done by then"),
                .text(reading.note),
            ]
        }
        return ObjectiveChart(open).html
            + Table(
                "Readings beside the actions", isCaptionHidden: true,
                columns: ["Day", Table.Column("Measure", isNumeric: true), "Actions", "Note"], rows: rows,
                empty: "There is no reading yet."
            ).html
    }
}

extension Inequality {
    /// Whom the finding is about, by the names of the body.
    func who(_ vocabulary: CharacteristicVocabulary) -> String {
        characteristic == "all" ? "Everybody concerned" : vocabulary.name(of: characteristic)
    }
}
