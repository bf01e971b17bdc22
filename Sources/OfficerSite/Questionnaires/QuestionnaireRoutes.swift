// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

extension Address {
    static let questionnaires = community + "/questionnaires"
    static let newQuestionnaire = questionnaires + "/new"

    /// A questionnaire, or a page about it.
    static func questionnaire(_ id: String, _ rest: String = "") -> String {
        "\(questionnaires)/\(FormFields.encoded(id))\(rest)"
    }
}

extension Office {
    var questionnaires: QuestionnaireStore { QuestionnaireStore(database: database) }
    var replies: ReplyStore { ReplyStore(database: database) }

    /// The sets of questions that the body can put to people: those of its nation.
    public var questionSets: [QuestionSet] {
        community.reference.questionSets.filter { $0.nation.isEmpty || $0.nation == body.nation.rawValue }
    }

    /// What the public site may ask of people.
    public var publicQuestionnaires: PublicQuestionnaires {
        let (store, replies, monitoring) = (questionnaires, replies, monitoring)
        return PublicQuestionnaires(
            listed: { today in
                try await store.questionnaires().filter { $0.isListed && $0.opening(on: today) == .open }
            },
            find: { slug in
                guard let found = try await store.questionnaire(at: slug), found.standing != .draft,
                    let dataSet = try await monitoring.dataSet(found.dataSetID)
                else { return nil }
                return PublicQuestionnaires.Asked(found, dataSet: dataSet)
            },
            send: { id, reply, key, today in try await replies.send(reply, to: id, key: key, on: today) })
    }

    /// Questionnaires: made, opened and closed here, keyed from paper, and taken into their data set.
    var questionnaireRoutes: [Route] {
        let page = QuestionnairePages(office: self)
        let edit = EditQuestionnairePage(office: self)
        let look = QuestionnairePreviewPage(office: self)
        let key = KeyReplyPage(office: self)
        let take = TakeRepliesPage(office: self)
        let one = Address.questionnaires + "/:id"
        func get(
            _ path: String, _ permission: Permission = .editMonitoring,
            _ answer: @escaping @Sendable (Visit) async throws -> WebResponse
        ) -> Route {
            Route(.get, path, .may(permission), .wholeBody, .never, .none, answer: answer)
        }
        func send(_ path: String, _ answer: @escaping @Sendable (Visit) async throws -> WebResponse) -> Route
        {
            Route(.post, path, .may(.editMonitoring), .wholeBody, .never, .form, answer: answer)
        }
        return [
            get(Address.questionnaires, .viewMonitoring, page.list),
            get(Address.newQuestionnaire, .editMonitoring, edit.showNew),
            send(Address.newQuestionnaire, edit.add), get(one, .viewMonitoring, page.show),
            get(one + "/edit", .editMonitoring, edit.show), send(one + "/edit", edit.save),
            get(one + "/preview", .viewMonitoring, look.show),
            get(one + "/paper", .viewMonitoring, look.paper),
            send(one + "/open", page.open), send(one + "/close", page.close),
            get(one + "/key", .editMonitoring, key.show), send(one + "/key", key.save),
            get(one + "/take", .editMonitoring, take.show), send(one + "/take", take.take),
        ]
    }

    /// The questionnaire of the address; not found where there is none, or where its data set is out of reach.
    func questionnaire(_ visit: Visit) async throws -> Questionnaire {
        guard let found = try await questionnaires.questionnaire(visit.parameter("id")),
            sees(try await dataSet(of: found).kind, visit)
        else { throw Refusal.notFound }
        return found
    }

    /// Data sets that a person may see, by id.
    func dataSetsInReach(_ visit: Visit) async throws -> [DataSet] {
        try await monitoring.dataSets().filter { sees($0.kind, visit) }
    }

    /// The data set of a questionnaire, which the schema sees to.
    func dataSet(of questionnaire: Questionnaire) async throws -> DataSet {
        guard let found = try await monitoring.dataSet(questionnaire.dataSetID) else {
            throw Refusal.notFound
        }
        return found
    }
}
