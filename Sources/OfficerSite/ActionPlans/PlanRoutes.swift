// SPDX-License-Identifier: Apache-2.0
import WebServer

extension Office {
    /// What is done with actions beyond list, page and form: updates, board, queue, plans, files.
    var planRoutes: [Route] { actRoutes + surveyRoutes + placeRoutes }

    /// What is done about one action.
    private var actRoutes: [Route] {
        let report = ReportActionPage(office: self)
        let links = ActionLinksPage(office: self)
        let places = ActionPlacesPage(office: self)
        let one = Address.actions + "/:id"
        return [
            Route(.get, one + "/report", .may(.editActions), .within, .never, .none, answer: report.show),
            Route(.post, one + "/report", .may(.editActions), .within, .never, .form, answer: report.save),
            Route(.get, one + "/links", .may(.editActions), .within, .never, .none, answer: links.show),
            Route(.post, one + "/links", .may(.editActions), .within, .never, .form, answer: links.save),
            Route(.get, one + "/plans", .may(.editActions), .within, .never, .none, answer: places.show),
            Route(.post, one + "/plans", .may(.editActions), .within, .never, .form, answer: places.save),
            Route(
                .post, one + "/move", .may(.editActions), .within, .never, .form,
                answer: BoardPage(office: self).move),
        ]
    }

    /// Board, queue, and what comes in by paste or with other headers.
    private var surveyRoutes: [Route] {
        let queue = QueuePage(office: self)
        let paste = PastePage(office: self)
        let headers = RememberedHeadersPage(office: self)
        return [
            Route(
                .get, Address.importHeaders, .may(.importActions), .wholeBody, .never, .none,
                answer: headers.show),
            Route(
                .post, Address.importHeaders, .may(.importActions), .wholeBody, .never, .form,
                answer: headers.forget),
            Route(
                .get, Address.board, .may(.viewActions), .within, .never, .none,
                answer: BoardPage(office: self).show),
            Route(.get, Address.queue, .may(.editActions), .within, .never, .none, answer: queue.show),
            Route(.post, Address.queue, .may(.editActions), .within, .never, .form, answer: queue.save),
            Route(.get, Address.paste, .may(.editActions), .within, .never, .none, answer: paste.show),
            Route(.post, Address.paste, .may(.editActions), .within, .never, .form, answer: paste.read),
            Route(
                .post, Address.paste + "/take", .may(.editActions), .within, .never, .form, answer: paste.take
            ),
            Route(
                .post, Address.actionImport + "/columns", .may(.importActions), .wholeBody, .never, .form,
                answer: ActionImportPage(office: self).map),
        ]
    }

    /// The plans in which actions stand.
    private var placeRoutes: [Route] {
        let plans = BusinessPlansPage(office: self)
        let edit = EditBusinessPlanPage(office: self)
        let one = Address.plans + "/:id"
        return [
            Route(.get, Address.plans, .may(.viewActions), .within, .never, .none, answer: plans.list),
            Route(
                .get, Address.plans + "/new", .may(.editActions), .within, .never, .none, answer: edit.showNew
            ),
            Route(
                .post, Address.plans + "/new", .may(.editActions), .within, .never, .form, answer: edit.add),
            Route(.get, one, .may(.viewActions), .within, .never, .none, answer: plans.show),
            Route(.get, one + "/edit", .may(.editActions), .within, .never, .none, answer: edit.show),
            Route(.post, one + "/edit", .may(.editActions), .within, .never, .form, answer: edit.save),
        ]
    }
}
