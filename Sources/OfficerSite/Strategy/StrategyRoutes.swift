// SPDX-License-Identifier: Apache-2.0
import WebServer

extension Office {
    /// Strategies, outcomes and objectives.
    var strategyRoutes: [Route] { settingRoutes + outcomeRoutes + objectiveRoutes }

    private var outcomeRoutes: [Route] {
        let (all, one) = (Address.outcomes, Address.outcomes + "/:id")
        let found = Address.inequalities + "/:id/edit"
        let finding = FindingPage(office: self)
        let edit = EditOutcomePage(office: self)
        return [
            read(all, OutcomesPage(office: self).show),
            Route(
                .get, Address.newOutcome, .may(.editStrategy), .wholeBody, .never, .none,
                answer: edit.showNew),
            Route(
                .post, Address.newOutcome, .may(.editStrategy), .wholeBody, .never, .form, answer: edit.add),
            read(one, OutcomePage(office: self).show),
            Route(.get, one + "/edit", .may(.editStrategy), .wholeBody, .never, .none, answer: edit.show),
            Route(.post, one + "/edit", .may(.editStrategy), .wholeBody, .never, .form, answer: edit.save),
            Route(
                .get, one + "/finding", .may(.editStrategy), .wholeBody, .never, .none,
                answer: finding.showNew),
            Route(
                .post, one + "/finding", .may(.editStrategy), .wholeBody, .never, .form, answer: finding.add),
            Route(.get, found, .may(.editStrategy), .wholeBody, .never, .none, answer: finding.show),
            Route(.post, found, .may(.editStrategy), .wholeBody, .never, .form, answer: finding.save),
        ]
    }

    private var settingRoutes: [Route] {
        let (all, one) = (Address.strategies, Address.strategies + "/:id")
        let edit = EditStrategyPage(office: self)
        let part = EditPartPage(office: self)
        let versions = StrategyVersionPages(office: self)
        let realign = RealignPage(office: self)
        return [
            read(all, StrategyListPage(office: self).show),
            Route(
                .get, Address.newStrategy, .may(.editStrategy), .wholeBody, .never, .none,
                answer: edit.showNew),
            Route(
                .post, Address.newStrategy, .may(.editStrategy), .wholeBody, .never, .form, answer: edit.add),
            read(one, StrategyPage(office: self).show),
            read(one + "/summary", versions.summary), read(one + "/versions", versions.list),
            read(one + "/compare", versions.compare), read(one + "/line/:part", versions.line),
            Route(.get, one + "/edit", .may(.editStrategy), .wholeBody, .never, .none, answer: edit.show),
            Route(.post, one + "/edit", .may(.editStrategy), .wholeBody, .never, .form, answer: edit.save),
            Route(
                .get, one + "/part/new", .may(.editStrategy), .wholeBody, .never, .none, answer: part.showNew),
            Route(
                .post, one + "/part/new", .may(.editStrategy), .wholeBody, .never, .form, answer: part.add),
            Route(
                .get, one + "/part/:part", .may(.editStrategy), .wholeBody, .never, .none, answer: part.show),
            Route(
                .post, one + "/part/:part", .may(.editStrategy), .wholeBody, .never, .form, answer: part.save),
            Route(
                .get, one + "/realign", .may(.editStrategy), .wholeBody, .never, .none, answer: realign.show),
            Route(
                .post, one + "/realign", .may(.editStrategy), .wholeBody, .never, .form, answer: realign.save),
            Route(
                .post, one + "/unalign", .may(.editStrategy), .wholeBody, .never, .form, answer: realign.end),
        ]
    }

    private var objectiveRoutes: [Route] {
        let (all, one) = (Address.objectives, Address.objectives + "/:id")
        let edit = EditObjectivePage(office: self)
        let readings = MeasureReadingPages(office: self)
        let close = CloseObjectivePage(office: self)
        let links = ObjectiveLinkPages(office: self)
        return [
            read(all, ObjectiveListPage(office: self).show),
            Route(
                .get, Address.newObjective, .may(.editObjectives), .within, .never, .none,
                answer: edit.showNew
            ),
            Route(
                .post, Address.newObjective, .may(.editObjectives), .within, .never, .form, answer: edit.add),
            read(one, ObjectivePage(office: self).show),
            read(one + "/worked", WorkedPage(office: self).show),
            Route(
                .get, one + "/edit", .may(.editObjectives), .within, .never, .none, answer: edit.show),
            Route(
                .post, one + "/edit", .may(.editObjectives), .within, .never, .form, answer: edit.save),
            Route(
                .get, one + "/readings/new", .may(.enterReadings), .within, .never, .none,
                answer: readings.showNew),
            Route(
                .post, one + "/readings/new", .may(.enterReadings), .within, .never, .form,
                answer: readings.add),
            Route(
                .get, one + "/readings/:number/correct", .may(.enterReadings), .within, .never, .none,
                answer: readings.showCorrection),
            Route(
                .post, one + "/readings/:number/correct", .may(.enterReadings), .within, .never, .form,
                answer: readings.correct),
            Route(
                .get, one + "/close", .may(.editObjectives), .within, .never, .none, answer: close.show),
            Route(
                .post, one + "/close", .may(.editObjectives), .within, .never, .form, answer: close.save),
            Route(
                .get, one + "/links", .may(.editObjectives), .within, .never, .none, answer: links.show),
            Route(
                .post, one + "/links", .may(.editObjectives), .within, .never, .form, answer: links.add),
            Route(
                .post, one + "/unlink", .may(.editObjectives), .within, .never, .form, answer: links.end),
        ]
    }

    /// A page that everybody who may see strategies reads.
    func read(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> WebResponse) -> Route {
        Route(.get, path, .may(.viewStrategy), .within, .never, .none, answer: answer)
    }
}
