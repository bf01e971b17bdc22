// SPDX-License-Identifier: Apache-2.0
import WebServer

extension Office {
    /// The map of the officer site: every address, who may come there, how far they reach, how it is kept
    /// and how much it takes.
    public var routes: [Route] {
        // The addresses of the plan stand before those of one action, which would take their words for an id.
        sessionRoutes + registerRoutes + planRoutes + actionRoutes + publicationRoutes + settingsRoutes
            + questionnaireRoutes + communityRoutes + figureRoutes + monitoringRoutes + assessmentRoutes
            + decisionRoutes
            + strategyRoutes
            + steeringRoutes
    }

    private var sessionRoutes: [Route] {
        [
            Route(
                .get, Address.signIn, .anyone, .nothing, .never, .none, answer: SignInPage(office: self).show),
            Route(
                .post, Address.signIn, .anyone, .nothing, .never, .form,
                answer: SignInPage(office: self).signIn),
            Route(
                .post, Address.signOut, .signedIn, .nothing, .never, .form,
                answer: SignInPage(office: self).signOut),
            Route(
                .post, Address.stay, .signedIn, .nothing, .never, .form, answer: SignInPage(office: self).stay
            ),
            Route(
                .get, Address.account, .signedIn, .nothing, .never, .none,
                answer: AccountPage(office: self).show),
            Route(
                .post, Address.account, .signedIn, .nothing, .never, .form,
                answer: AccountPage(office: self).save),
            Route(
                .get, Address.home, .signedIn, .nothing, .never, .none, answer: HomePage(office: self).show),
            Route(
                .get, Address.gallery, .signedIn, .nothing, .never, .none,
                answer: ComponentGallery(office: self).show),
            Route(
                .get, Address.log, .may(.viewLog), .wholeBody, .never, .none,
                answer: LogPage(office: self).show),
        ]
    }

    private var registerRoutes: [Route] {
        let edit = EditPolicyPage(office: self)
        let coverage = CoveragePage(office: self)
        let importing = RegisterImportPage(office: self)
        return [
            Route(
                .get, Address.register, .may(.viewRegister), .within, .never, .none,
                answer: RegisterPage(office: self).show),
            Route(.get, Address.newPolicy, .may(.editRegister), .within, .never, .none, answer: edit.showNew),
            Route(.post, Address.newPolicy, .may(.editRegister), .within, .never, .form, answer: edit.add),
            Route(
                .get, Address.schedule, .may(.viewRegister), .within, .never, .none,
                answer: SchedulePage(office: self).show),
            Route(
                .get, Address.coverage, .may(.viewCoverage), .wholeBody, .never, .none, answer: coverage.show),
            Route(
                .post, Address.coverage, .may(.stateCoverage), .wholeBody, .never, .form,
                answer: coverage.state),
            Route(
                .get, Address.registerImport, .may(.importRegister), .wholeBody, .never, .none,
                answer: importing.show),
            Route(
                .post, Address.registerImport, .may(.importRegister), .wholeBody, .never, .upload,
                answer: importing.check),
            Route(
                .post, Address.registerImport + "/confirm", .may(.importRegister), .wholeBody, .never, .form,
                answer: importing.confirm),
            Route(
                .get, Address.registerExport, .may(.viewRegister), .within, .never, .none,
                answer: RegisterPage(office: self).export),
            Route(
                .get, Address.register + "/:id", .may(.viewRegister), .within, .never, .none,
                answer: PolicyPage(office: self).show),
            Route(
                .get, Address.register + "/:id/edit", .may(.editRegister), .within, .never, .none,
                answer: edit.show),
            Route(
                .post, Address.register + "/:id/edit", .may(.editRegister), .within, .never, .form,
                answer: edit.save),
            Route(
                .get, Address.register + "/:id/assessed", .may(.editRegister), .within, .never, .none,
                answer: RecordAssessmentPage(office: self).show),
            Route(
                .post, Address.register + "/:id/assessed", .may(.editRegister), .within, .never, .form,
                answer: RecordAssessmentPage(office: self).save),
        ]
    }

    private var actionRoutes: [Route] {
        let edit = EditActionPage(office: self)
        let importing = ActionImportPage(office: self)
        return [
            Route(
                .get, Address.actions, .may(.viewActions), .within, .never, .none,
                answer: ActionListPage(office: self).show),
            Route(.get, Address.newAction, .may(.editActions), .within, .never, .none, answer: edit.showNew),
            Route(.post, Address.newAction, .may(.editActions), .within, .never, .form, answer: edit.add),
            Route(
                .get, Address.actionImport, .may(.importActions), .wholeBody, .never, .none,
                answer: importing.show),
            Route(
                .post, Address.actionImport, .may(.importActions), .wholeBody, .never, .upload,
                answer: importing.check),
            Route(
                .post, Address.actionImport + "/confirm", .may(.importActions), .wholeBody, .never, .form,
                answer: importing.confirm),
            Route(
                .get, Address.actionExport, .may(.viewActions), .within, .never, .none,
                answer: ExportPage(office: self).export),
            Route(
                .get, Address.actions + "/:id", .may(.viewActions), .within, .never, .none,
                answer: ActionPage(office: self).show),
            Route(
                .get, Address.actions + "/:id/edit", .may(.editActions), .within, .never, .none,
                answer: edit.show),
            Route(
                .post, Address.actions + "/:id/edit", .may(.editActions), .within, .never, .form,
                answer: edit.save),
        ]
    }

    private var publicationRoutes: [Route] {
        let publish = PublishPage(office: self)
        let withdraw = WithdrawPage(office: self)
        return [
            Route(
                .get, Address.publications, .may(.viewPublications), .wholeBody, .never, .none,
                answer: PublicationsPage(office: self).show),
            Route(
                .get, Address.publication(":work", "/publish"), .may(.publish), .wholeBody, .never, .none,
                answer: publish.show),
            Route(
                .post, Address.publication(":work", "/publish"), .may(.publish), .wholeBody, .never, .form,
                answer: publish.publish),
            Route(
                .get, Address.publication(":work", "/:edition/withdraw"), .may(.withdraw), .wholeBody, .never,
                .none,
                answer: withdraw.show),
            Route(
                .post, Address.publication(":work", "/:edition/withdraw"), .may(.withdraw), .wholeBody,
                .never, .form,
                answer: withdraw.withdraw),
        ]
    }

    private var settingsRoutes: [Route] {
        let page = SettingsPage(office: self)
        let structure = StructurePage(office: self)
        let people = PeoplePage(office: self)
        let person = EditPersonPage(office: self)
        return [
            Route(.get, Address.settings, .may(.viewSettings), .wholeBody, .never, .none, answer: page.show),
            Route(
                .get, Address.settings + "/change/:name", .may(.changeSettings), .wholeBody, .never, .none,
                answer: page.edit),
            Route(
                .post, Address.settings + "/change/:name", .may(.changeSettings), .wholeBody, .never, .form,
                answer: page.save),
            Route(
                .get, Address.structure, .may(.viewSettings), .wholeBody, .never, .none,
                answer: structure.show),
            Route(
                .post, Address.structure, .may(.changeSettings), .wholeBody, .never, .upload,
                answer: structure.add),
            Route(.get, Address.people, .may(.managePeople), .wholeBody, .never, .none, answer: people.show),
            Route(
                .get, Address.newPerson, .may(.managePeople), .wholeBody, .never, .none,
                answer: person.showNew),
            Route(
                .post, Address.newPerson, .may(.managePeople), .wholeBody, .never, .form, answer: person.add),
            Route(
                .get, Address.people + "/:id", .may(.managePeople), .wholeBody, .never, .none,
                answer: person.show),
            Route(
                .post, Address.people + "/:id", .may(.managePeople), .wholeBody, .never, .form,
                answer: person.save),
        ]
    }
}
