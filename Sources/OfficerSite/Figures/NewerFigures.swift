// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What pages say of newer figures: everybody reads released ones alone.
extension Office {
    /// The ways from a data set to what rests on its figures.
    func figureWays(_ visit: Visit, _ dataSet: DataSet) async throws -> HTML {
        var links: [(words: String, rest: String)] = []
        if visit.may(.viewAssessments) { links.append(("Figures that moved", "/moved")) }
        if visit.may(.writeAssessments), try await monitoring.versions(of: dataSet.id).isEmpty == false {
            links.append(("Use as evidence", "/use-as-evidence"))
        }
        guard !links.isEmpty else { return HTML() }
        let items: [HTML] = links.map {
            "<li><a href=\"\(visit.frame.link(Address.dataSet(dataSet.id, $0.rest)))\">\($0.words)</a></li>\n"
        }
        return
            "<h2 class=\"dr-heading-m\">What rests on these figures</h2>\n<ul class=\"dr-list\">\n\(items)</ul>\n"
    }

    /// Where a delivery leads: to what moved where anything rests on older figures, else to the data set.
    func afterDelivery(_ visit: Visit, _ dataSet: DataSet) async throws -> String {
        let uses = try await figureUses(of: dataSet.id, for: visit)
        let newer = try await followUps(of: uses, raw: false)
        return visit.frame.link(
            Address.dataSet(dataSet.id, visit.may(.viewAssessments) && !newer.isEmpty ? "/moved" : ""))
    }

    /// That an assessment rests on figures of which there are newer ones, and whether they moved.
    func newerFigures(_ visit: Visit, _ open: OpenAssessment) async throws -> HTML {
        guard open.record.state != .closed, open.record.state != .superseded, open.record.state != .withdrawn
        else { return HTML() }
        let uses = open.content.evidence.compactMap { item in
            item.figure.map {
                FigureUse(
                    .assessment, id: open.id, row: item.row, title: open.record.title,
                    directorate: open.record.directorate, item: item.title, figure: $0)
            }
        }
        return note(try await followUps(of: uses, raw: false), visit)
    }

    /// The same for an objective, with the reading that it could take.
    func newerFigures(_ visit: Visit, _ open: OpenObjective) async throws -> HTML {
        let objective = open.objective
        guard let figure = objective.measure.figure, objective.state == .open else { return HTML() }
        var html = InsetText("<p>Readings can be taken from: \(try await words(of: figure)).</p>").html
        let offer = try await figureOffer(objective, open.readings)
        let mayEnter =
            visit.reach(.enterReadings)?.holds(directorate: objective.directorate, record: objective.id)
            ?? false
        if let version = offer.released {
            let path = Address.objective(objective.id, "/readings/from/\(version.number)")
            html +=
                mayEnter
                ? "<p><a href=\"\(visit.frame.link(path))\">Take the reading of version \(version.number)</a>, \(version.period.description)</p>\n"
                : "<p>Version \(version.number) (\(version.period.description)) was released, and no reading was taken from it yet.</p>\n"
        }
        if let waiting = offer.waiting { html += ReleaseWords.notReleased(waiting.number, visit) }
        let bound =
            open.standing.last { $0.figure != nil }?.figure
            ?? figure.baselineVersion.map { figure.at(version: $0) }
        guard let bound else { return html }
        let use = FigureUse(
            .objective, id: objective.id, title: objective.title, directorate: objective.directorate,
            item: objective.measure.words, figure: bound)
        return html + note(try await followUps(of: [use], raw: false), visit)
    }

    private func note(_ newer: [FigureFollowUp], _ visit: Visit) -> HTML {
        guard !newer.isEmpty else { return HTML() }
        let items: [HTML] = newer.map { followUp in
            let path = visit.frame.link(Address.dataSet(followUp.use.figure.dataSet, "/moved"))
            let looked = followUp.review.map { " Looked at by \($0.byPost): no change needed." } ?? ""
            return """
                <li>\(followUp.use.item.isEmpty ? "Its measure" : followUp.use.item): version \
                \(followUp.newer.number) (\(followUp.newer.period.description)) is newer than version \
                \(followUp.older.number). \(Office.sentence(followUp.inWords))\(looked) \
                <a href="\(path)">Old and new figures <span class="dr-vh">of \(followUp.use.item)</span></a></li>

                """
        }
        return InsetText(
            "<p>There are newer figures than those it rests on.</p>\n<ul class=\"dr-list\">\n\(items)</ul>"
        ).html
    }

    /// Newer figures that somebody has to look at: for those who lead the work, who answer for an assessment or who
    /// enter the readings of an objective; one line for each data set. And readings that could be taken.
    func figureWork(_ visit: Visit) async throws -> [WorkItem] {
        guard let person = visit.signedIn?.person else { return [] }
        let (offers, offered) = try await readingOffers(visit)
        let uses = try await figureUses(for: visit).filter { !offered.contains($0.id) }
        guard !uses.isEmpty else { return offers }
        let parts = Set(try await AssessmentStore.parts(of: person.id, in: database))
        let own = uses.filter { use in
            switch use.kind {
            case .assessment: visit.reach(.writeAssessments) == .wholeBody || parts.contains(use.id)
            case .objective:
                visit.reach(.enterReadings)?.holds(directorate: use.directorate, record: use.id) ?? false
            }
        }
        let known = Dictionary(try await monitoring.dataSets().map { ($0.id, $0) }) { one, _ in one }
        let open = try await followUps(of: own, raw: false).filter { followUp in
            // Who cannot see unreleased figures has nothing to look at before they are released.
            if case .notReleased = followUp.state {
                return followUp.review == nil
                    && known[followUp.use.figure.dataSet].map { maySeeRaw($0, visit) } ?? false
            }
            return followUp.isOpen
        }
        var items = offers
        for (id, waiting) in Dictionary(grouping: open, by: \.use.figure.dataSet).sorted(by: {
            $0.key < $1.key
        }) {
            let title = known[id]?.title ?? ""
            let assessments = Set(waiting.filter { $0.use.kind == .assessment }.map(\.use.id)).count
            let objectives = waiting.count { $0.use.kind == .objective }
            let words = [
                assessments == 0 ? "" : assessments == 1 ? "1 assessment" : "\(assessments) assessments",
                objectives == 0 ? "" : objectives == 1 ? "1 objective" : "\(objectives) objectives",
            ].filter { !$0.isEmpty }.joined(separator: " and ")
            let verb = assessments + objectives == 1 ? "rests" : "rest"
            items.append(
                WorkItem(
                    act: "Look at newer figures", title: title, path: Address.dataSet(id, "/moved"),
                    detail: "\(words) \(verb) on older ones", day: nil, exception: ""))
        }
        return items
    }

    /// Readings that could be taken from a version that was released since, and the objectives that they are of.
    private func readingOffers(_ visit: Visit) async throws -> (items: [WorkItem], objectives: Set<String>) {
        guard let scope = visit.reach(.enterReadings) else { return ([], []) }
        var items: [WorkItem] = []
        var offered: Set<String> = []
        for objective in try await objectives.objectives(within: scope)
        where objective.measure.figure != nil
            && scope.holds(directorate: objective.directorate, record: objective.id)
        {
            let readings = try await objectives.readings(of: objective.id)
            guard let version = try await figureOffer(objective, readings).released else { continue }
            offered.insert(objective.id)
            items.append(
                WorkItem(
                    act: "Take a reading from a data set", title: objective.title,
                    path: Address.objective(objective.id, "/readings/from/\(version.number)"),
                    detail: "Version \(version.number), \(version.period.description)", day: nil,
                    exception: ""))
        }
        return (items, offered)
    }
}
