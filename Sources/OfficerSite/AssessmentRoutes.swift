// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import WebServer

extension Office {
    /// The map of assessments and decisions. A route says who may come; the rules of the road say who may act.
    var assessmentRoutes: [Route] {
        assessmentLists + assessmentWriting + assessmentRoad + assessmentReading
    }

    private typealias Answer = @Sendable (Visit) async throws -> WebResponse

    private func get(_ path: String, _ permission: Permission, _ answer: @escaping Answer) -> Route {
        get(path, permission, .within, answer)
    }

    private func get(
        _ path: String, _ permission: Permission, _ scope: Route.ScopeRule, _ answer: @escaping Answer
    ) -> Route {
        Route(.get, path, .may(permission), scope, .never, .none, answer: answer)
    }

    private func post(_ path: String, _ permission: Permission, _ answer: @escaping Answer) -> Route {
        post(path, permission, .within, .form, answer)
    }

    private func post(
        _ path: String, _ permission: Permission, _ scope: Route.ScopeRule, _ limit: Route.BodyLimit,
        _ answer: @escaping Answer
    ) -> Route {
        Route(.post, path, .may(permission), scope, .never, limit, answer: answer)
    }

    private var assessmentLists: [Route] {
        let (new, cumulative) = (NewAssessmentPage(office: self), CumulativePage(office: self))
        let (evidence, file) = (EditEvidencePage(office: self), AttachmentPages(office: self))
        let (templates, importing) = (TemplatesPage(office: self), ImportAssessmentPage(office: self))
        return [
            get(Address.assessments, .viewAssessments, AssessmentListPage(office: self).show),
            get(Address.myWork, .viewAssessments, MyWorkPage(office: self).show),
            get(Address.newAssessment, .writeAssessments, new.show),
            post(Address.newAssessment, .writeAssessments, new.start),
            get(
                Address.assessments + "/blank/:template/:format", .viewAssessments,
                FormPages(office: self).blank),
            get(Address.cumulative, .viewAssessments, cumulative.show),
            get(Address.cumulative + "/csv", .viewAssessments, cumulative.csv),
            get(Address.assessmentImport, .importAssessments, .wholeBody, importing.show),
            post(Address.assessmentImport, .importAssessments, .wholeBody, .upload, importing.check),
            post(
                Address.assessmentImport + "/confirm", .importAssessments, .wholeBody, .form,
                importing.confirm),
            get(Address.templates, .changeTemplates, .wholeBody, templates.show),
            post(Address.templates, .changeTemplates, .wholeBody, .upload, templates.add),
            post(Address.templates + "/withdraw", .changeTemplates, .wholeBody, .form, templates.withdraw),
            get(Address.evidence, .viewAssessments, EvidenceLibraryPage(office: self).show),
            get(Address.newEvidence, .writeAssessments, evidence.showNew),
            post(Address.newEvidence, .writeAssessments, evidence.add),
            get(Address.evidence + "/:id/edit", .writeAssessments, evidence.show),
            post(Address.evidence + "/:id/edit", .writeAssessments, evidence.save),
            get(Address.attachments + "/:file", .viewAssessments, file.download),
        ]
    }

    private var assessmentWriting: [Route] {
        let one = Address.assessments + "/:id"
        let (section, library) = (SectionPage(office: self), LibraryPage(office: self))
        let (points, file) = (PointPages(office: self), AttachmentPages(office: self))
        let form = FormPages(office: self)
        return [
            get(one, .viewAssessments, AssessmentPage(office: self).show),
            get(one + "/section/:section", .viewAssessments, section.show),
            post(one + "/section/:section", .writeAssessments, section.save),
            get(one + "/section/:section/:characteristic", .viewAssessments, section.show),
            post(one + "/section/:section/:characteristic", .writeAssessments, section.save),
            get(one + "/library/:section", .writeAssessments, library.show),
            post(one + "/library/:section", .writeAssessments, library.pick),
            post(one + "/points", .commentOnAssessments, points.raise),
            post(one + "/points/answer", .commentOnAssessments, points.answer),
            get(one + "/attach", .writeAssessments, file.show),
            post(one + "/attach", .writeAssessments, .within, .upload, file.attach),
            get(one + "/form", .writeAssessments, form.show),
            get(one + "/form/:format", .viewAssessments, form.download),
            post(one + "/form", .writeAssessments, .within, .upload, form.check),
            post(one + "/form/confirm", .writeAssessments, form.confirm),
        ]
    }

    private var assessmentRoad: [Route] {
        let one = Address.assessments + "/:id"
        let (act, people) = (ActPage(office: self), PartiesPage(office: self))
        let (challenge, checks) = (ChallengePage(office: self), ChecksPage(office: self))
        let (put, move) = (PutToDecisionPage(office: self), TemplateMovePage(office: self))
        let publish = PublishAssessmentPage(office: self)
        let withdraw = WithdrawAssessmentPage(office: self)
        return [
            get(one + "/act/:act", .viewAssessments, act.show),
            post(one + "/act/:act", .viewAssessments, act.perform),
            get(one + "/people", .viewAssessments, people.show),
            post(one + "/people", .writeAssessments, people.save),
            get(one + "/challenge", .viewAssessments, challenge.show),
            post(one + "/challenge", .challengeAssessments, challenge.save),
            get(one + "/checks", .viewAssessments, checks.show),
            post(one + "/checks", .overrideChecks, checks.override),
            get(one + "/put", .manageDecisions, put.show),
            post(one + "/put", .manageDecisions, put.put),
            get(one + "/template", .writeAssessments, move.show),
            post(one + "/template", .writeAssessments, move.move),
            get(one + "/publish", .publishAssessments, publish.show),
            post(one + "/publish", .publishAssessments, publish.publish),
            get(one + "/publish/:edition/withdraw", .publishAssessments, withdraw.show),
            post(one + "/publish/:edition/withdraw", .publishAssessments, withdraw.withdraw),
        ]
    }

    private var assessmentReading: [Route] {
        let one = Address.assessments + "/:id"
        let (versions, reading) = (VersionPages(office: self), ReadingPages(office: self))
        return [
            get(one + "/versions", .viewAssessments, versions.list),
            get(one + "/versions/:number", .viewAssessments, versions.show),
            get(one + "/compare", .viewAssessments, versions.compare),
            get(one + "/read", .viewAssessments, reading.read),
            get(one + "/file/:format", .viewAssessments, reading.file),
        ]
    }

    /// Decisions are for the whole body: their packs hold assessments of every directorate. Whoever is named as a
    /// member sees that decision, however little else their role reaches.
    var decisionRoutes: [Route] {
        let (edit, decide) = (EditDecisionPage(office: self), DecidePage(office: self))
        let (page, pack) = (DecisionPage(office: self), DecisionPackPage(office: self))
        let one = Address.decisions + "/:id"
        return [
            get(Address.decisions, .viewDecisions, .named, DecisionListPage(office: self).show),
            get(Address.newDecision, .manageDecisions, .wholeBody, edit.showNew),
            post(Address.newDecision, .manageDecisions, .wholeBody, .form, edit.add),
            get(one, .viewDecisions, .named, page.show),
            post(
                one + "/acknowledge", .acknowledgeAssessments, .named, .form,
                AcknowledgePage(office: self).acknowledge),
            get(one + "/edit", .manageDecisions, .wholeBody, edit.show),
            post(one + "/edit", .manageDecisions, .wholeBody, .form, edit.save),
            get(one + "/decide", .manageDecisions, .wholeBody, decide.show),
            post(one + "/decide", .manageDecisions, .wholeBody, .form, decide.record),
            get(one + "/pack", .viewDecisions, .named, pack.show),
            get(one + "/pack/:format", .viewDecisions, .named, pack.file),
        ]
    }
}
