// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What is said of a questionnaire, new or changed; once it is open, only what changes nothing about the answers.
struct EditQuestionnairePage {
    let office: Office

    /// An empty form, or one like a questionnaire that was: everything but its days and its address.
    @Sendable func showNew(_ visit: Visit) async throws -> WebResponse {
        guard let like = try await office.questionnaires.questionnaire(visit.request.query.text("like"))
        else {
            return try await page(visit, changing: nil, visit.fields)
        }
        var fields = QuestionnaireForm.fields(of: like)
        fields.all.removeAll { field in
            ["slug", "version"].contains(field.name) || field.name.hasPrefix("first-")
                || field.name.hasPrefix("last-")
        }
        return try await page(visit, changing: nil, fields)
    }

    @Sendable func add(_ visit: Visit) async throws -> WebResponse {
        let form = try await form(visit, nil)
        let (one, dataSet, problems) = form.reading(visit.fields, area: office.body.areaCode ?? "")
        guard problems.isEmpty else { return try await page(visit, changing: nil, visit.fields, problems) }
        do {
            let id = try await office.questionnaires.add(one, makingDataSet: dataSet, visit.change())
            return .redirect(visit.frame.link(Address.questionnaire(id)) + "?done=added")
        } catch is QuestionnaireAddressTaken {
            return try await page(visit, changing: nil, visit.fields, [Self.taken])
        } catch is DataSetNameTaken {
            return try await page(
                visit, changing: nil, visit.fields,
                [Problem(at: "dataset-title", "Enter another name: a data set of this name is there")])
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let old = try await changeable(visit)
        return try await page(visit, changing: old, QuestionnaireForm.fields(of: old))
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let old = try await changeable(visit)
        let form = try await form(visit, old)
        let choices = Self.choices(visit.fields, old, form)
        guard let fields = ConflictChoice.settled(choices, in: visit.fields) else {
            return try await conflict(visit, old, ConflictChoice.differing(choices))
        }
        let (one, dataSet, problems) = form.reading(fields, area: office.body.areaCode ?? "")
        guard problems.isEmpty else { return try await page(visit, changing: old, fields, problems) }
        do {
            try await office.questionnaires.save(one, makingDataSet: dataSet, visit.change())
        } catch is QuestionnaireAddressTaken {
            return try await page(visit, changing: old, fields, [Self.taken])
        } catch is DataSetNameTaken {
            return try await page(
                visit, changing: old, fields,
                [Problem(at: "dataset-title", "Enter another name: a data set of this name is there")])
        } catch is EditConflict {
            let now = try await changeable(visit)
            return try await conflict(
                visit, now,
                ConflictChoice.differing(Self.choices(visit.fields, now, try await self.form(visit, now)))
            )
        }
        return .redirect(visit.frame.link(Address.questionnaire(old.id)) + "?done=saved")
    }

    private static let taken = Problem(
        at: "slug", "Enter another address: another questionnaire has this one")

    /// One that is not over: what became records stays as it was asked.
    private func changeable(_ visit: Visit) async throws -> Questionnaire {
        let one = try await office.questionnaire(visit)
        guard one.standing != .taken else {
            throw Refusal.alreadyDone(path: Address.questionnaire(one.id))
        }
        return one
    }

    private func form(_ visit: Visit, _ old: Questionnaire?) async throws -> QuestionnaireForm {
        QuestionnaireForm(
            sets: office.questionSets, dataSets: try await office.dataSetsInReach(visit),
            kinds: DataSetKind.allCases.filter { office.sees($0, visit) }, old: old)
    }

    private static func choices(
        _ sent: FormFields, _ old: Questionnaire, _ form: QuestionnaireForm
    ) -> [ConflictChoice] {
        let stands = QuestionnaireForm.fields(of: old)
        var names = [
            ("title", "Title"), ("why", "Why it is asked"), ("contact", "Whom to ask"),
            ("privacy", "Added about privacy"),
        ]
        if form.isDraft {
            names += [("slug", "Address"), ("set", "Set of questions"), ("dataset", "Data set")]
        }
        var choices = names.map { name, label in
            ConflictChoice(name, label, mine: sent.text(name), theirs: stands.text(name))
        }
        choices.append(
            ConflictChoice(
                "Last day", mine: DateField("last", "Last day", sent),
                theirs: DateField("last", "Last day", old.period.last)))
        if form.isDraft {
            choices.append(
                ConflictChoice(
                    "First day", mine: DateField("first", "First day", sent),
                    theirs: DateField("first", "First day", old.period.first)))
            let name = QuestionnaireForm.questionField(old.set)
            func words(_ ids: [String]) -> String {
                ids.compactMap { old.set[$0]?.stem }.joined(separator: " ")
            }
            choices.append(
                ConflictChoice(
                    name, "Questions", mine: words(sent.values(name)), theirs: words(old.chosen),
                    fields: old.chosen.map { (name, $0) }))
        }
        return choices
    }

    private func conflict(_ visit: Visit, _ theirs: Questionnaire, _ fields: [ConflictView.Field])
        async throws
        -> WebResponse
    {
        try await ConflictPage(
            section: .community, title: "Two versions of this questionnaire", caption: theirs.title,
            kind: "questionnaire", id: theirs.id, path: Address.questionnaire(theirs.id, "/edit"),
            back: Address.questionnaire(theirs.id), version: theirs.version, fields: fields,
            typed: ConflictChoice.typed(visit.fields)
        ).response(visit, of: office)
    }

    private func page(
        _ visit: Visit, changing old: Questionnaire?, _ fields: FormFields, _ problems: [Problem] = []
    ) async throws -> WebResponse {
        let title = old == nil ? "Make a questionnaire" : "Change this questionnaire"
        let back = visit.frame.link(old.map { Address.questionnaire($0.id) } ?? Address.questionnaires)
        let form = try await form(visit, old)
        let version: HTML =
            old.map {
                HiddenInput(
                    "version", fields.text("version").isEmpty ? String($0.version) : fields.text("version")
                ).html
            }
            ?? HTML()
        let notice: HTML =
            form.isDraft
            ? HTML()
            : "<p>It was opened: its questions, first day, address and data set stay as they are.</p>\n"
        let content: HTML = """
            \(version)\(form.html(fields, problems, visit.frame.link("/ask/")))
            \(ButtonGroup([Button(old == nil ? "Make the draft" : "Save")], links: [NavigationLink("Cancel", back)]))
            """
        let target = old.map { Address.questionnaire($0.id, "/edit") } ?? Address.newQuestionnaire
        return office.page(
            visit, title, in: .community, trail: .back(back), problems: problems,
            """
            \(PageHeading(title, caption: old?.title ?? "Questionnaires"))
            \(notice)\(office.form(visit, target, content))
            """)
    }
}
