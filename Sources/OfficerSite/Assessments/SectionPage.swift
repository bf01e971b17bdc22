// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// One section of an assessment, or one characteristic of it: read, written, saved and come back to.
struct SectionPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let open = try await office.openAssessment(visit)
        let place = try SectionPlace(open, visit)
        return page(visit, place)
    }

    @Sendable func save(_ visit: Visit) async throws -> WebResponse {
        let open: OpenAssessment
        do {
            open = try await office.openAssessment(visit)
        } catch Refusal.notFound {
            return try TypedWords(office: office, visit: visit).page
        }
        let place = try SectionPlace(open, visit)
        let reading = SectionReading(place, visit)
        if let words = open.writingRefusal(place.section.id) {
            // Nothing typed is lost: it stands in the form, to be copied or sent as a comment.
            return page(
                visit, place, typed: visit.fields,
                [Problem(at: "section", "\(words). What you typed is below")])
        }
        guard reading.problems.isEmpty else {
            return page(visit, place, typed: visit.fields, reading.problems)
        }
        let version = Int(visit.fields.text("version")) ?? 0
        let base = try await open.store.content(of: open.id, version: version) ?? open.content
        var fields = reading.changes(from: base)
        let umbrella = "link/umbrella"
        if let problem = try await open.store.problem(
            ofUmbrella: fields[umbrella] ?? "", of: open.id, at: umbrella)
        {
            return page(visit, place, typed: visit.fields, [problem])
        }
        var actions = reading.actions
        // A new action clashes like any answer where somebody else has answered the same mitigation.
        var mine = fields
        for (path, action) in actions { mine[path] = action.title }
        let clashes = AssessmentContent.conflicts(since: base, mine: mine, theirs: open.content)
        if !clashes.isEmpty {
            let views = clashes.map { conflictField($0, mine: mine[$0] ?? "", open) }
            let isAnswered = visit.fields.text(ConflictPage.marker) == "shown"
            guard isAnswered, ConflictPage.problems(views, in: visit.fields).isEmpty else {
                return try await conflict(visit, place, views, reading)
            }
            for path in clashes where visit.fields.text("keep-\(path)") == "theirs" {
                fields[path] = nil
                actions[path] = nil
            }
        }
        do {
            let saved = try await open.store.save(
                fields, actions: actions, of: open.id,
                readIn: clashes.isEmpty ? version : open.record.version,
                reason: place.section.title, within: open.scope, visit.change())
            return try await after(visit, place, saved: saved)
        } catch is EditConflict {
            return try await save(visit)
        } catch is AssessmentMoved {
            return page(
                visit, place, typed: visit.fields,
                [
                    Problem(
                        at: "section",
                        "Look at this again: somebody handed the assessment on first. What you typed is below"
                    )
                ])
        }
    }

    /// Where a save leads: to questions that follow from the answers, to another row, or back.
    private func after(_ visit: Visit, _ place: SectionPlace, saved version: Int) async throws -> WebResponse
    {
        let here = visit.frame.link(place.path)
        let group = visit.fields.text("add")
        if !group.isEmpty {
            return .redirect("\(here)?done=row&add=\(FormFields.encoded(group))#\(group)-new")
        }
        if !visit.fields.text("remove").isEmpty { return .redirect("\(here)?done=gone") }
        let content =
            try await place.open.store.content(of: place.open.id, version: version) ?? place.open.content
        let asked = Set(visit.fields.values(AnswerInput.asked))
        let more = place.fields(in: content).first {
            !asked.contains($0.path) && !content.isFilled($0.path)
        }
        if more != nil { return .redirect("\(here)?more=yes") }
        return .redirect(visit.frame.link(place.next) + "?done=saved")
    }

    private func conflictField(_ path: String, mine: String, _ open: OpenAssessment) -> ConflictView.Field {
        var content = open.content
        let theirs = open.template.display(path: path, content, open.characteristics)
        content[path] = mine
        return .init(
            path, open.template.name(of: path, in: content, open.characteristics),
            mine: open.template.display(path: path, content, open.characteristics), theirs: theirs)
    }

    private func conflict(
        _ visit: Visit, _ place: SectionPlace, _ views: [ConflictView.Field], _ reading: SectionReading
    ) async throws -> WebResponse {
        let kept: Set<String> = ["csrf", "idempotency-key", "version", ConflictPage.marker]
        let typed: [HTML] = visit.fields.all.filter { !kept.contains($0.name) && !$0.name.hasPrefix("keep-") }
            .map { HiddenInput($0.name, $0.value).html }
        return try await ConflictPage(
            section: .assessments, title: "Two versions of this section", caption: place.section.title,
            kind: "assessment", id: place.open.id, path: place.path, back: place.path,
            version: Int(visit.fields.text("version")) ?? 0, fields: views, typed: typed.joined()
        ).response(visit, of: office)
    }
}

/// Where in an assessment somebody is: a section, or a characteristic within one.
struct SectionPlace {
    let open: OpenAssessment
    let section: AssessmentTemplate.Section
    let characteristic: Characteristic?

    init(_ open: OpenAssessment, _ visit: Visit) throws {
        guard let section = open.template.section(visit.parameter("section")) else { throw Refusal.notFound }
        self.open = open
        self.section = section
        let code = visit.parameter("characteristic")
        characteristic = open.characteristics.first { $0.code == code }
        guard code.isEmpty || (characteristic != nil && section.hasOwnPages) else { throw Refusal.notFound }
    }

    var path: String {
        let end = characteristic.map { "/\($0.code)" } ?? ""
        return Address.assessment(open.id, "/section/\(section.id)\(end)")
    }
    var back: String {
        Address.assessment(open.id, characteristic == nil ? "" : "/section/\(section.id)")
    }
    /// The page after this one: of the next characteristic, or where this one came from.
    var next: String {
        guard let characteristic,
            let index = open.characteristics.firstIndex(of: characteristic),
            index + 1 < open.characteristics.count
        else { return back }
        return Address.assessment(open.id, "/section/\(section.id)/\(open.characteristics[index + 1].code)")
    }

    /// What this page asks, given the content.
    func fields(in content: AssessmentContent) -> [AssessmentField] {
        if let characteristic {
            return open.template.fields(of: section, characteristic: characteristic, in: content)
        }
        let all = open.template.fields(of: section, in: content, open.characteristics)
        return section.hasOwnPages ? all.filter { $0.characteristic == nil } : all
    }
}

extension AssessmentTemplate.Section {
    /// Whether a question of this section stands at a path: a group may be spread over several sections.
    func asks(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return groups.contains { group in
            group.id == parts.first.map(String.init)
                && group.questions.contains { $0.id == parts.last.map(String.init) }
        }
    }

    /// Whether this is a row of a group of this section, such as `evidence/0192…`.
    func hasRow(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[1].isEmpty
            && groups.contains { group in
                if case .rows = group.shape { group.id == parts[0] } else { false }
            }
    }

    /// Whether each characteristic has a page of its own: where more than four things are asked of each.
    var hasOwnPages: Bool {
        var asked = 0
        for group in groups {
            guard case .eachCharacteristic(let people) = group.shape else { continue }
            asked += group.questions.count * max(1, people.count)
        }
        return asked > 4
    }
}

/// What a form of a section brought: the fields as they are stored, the actions, and every mistake.
struct SectionReading {
    private var answers: [String: String] = [:]
    private var confirmed: [String] = []
    private(set) var actions: [String: Action] = [:]
    private(set) var problems: [Problem] = []

    init(_ place: SectionPlace, _ visit: Visit) {
        let open = place.open
        for path in visit.fields.values(AnswerInput.asked) {
            guard let question = open.template.question(at: path) else { continue }
            let parts = path.split(separator: "/").map(String.init)
            // Whoever writes one section writes that one, whatever the form says that it asked.
            guard let group = parts.first, place.section.asks(path) else { continue }
            let row = parts.count > 1 ? parts[1] : ""
            let field = AssessmentField(
                question: question, section: place.section.id, group: group,
                rowPath: parts.dropLast().joined(separator: "/"), name: question.label, row: row)
            read(field, open, visit)
            if visit.fields.text("confirm/\(path)") == "yes" { confirmed.append(path) }
        }
        let done = visit.fields.text("done")
        if done == "yes" || done == "no" {
            answers["\(AssessmentPath.done)/\(place.section.id)"] = done == "yes" ? "yes" : ""
        }
        if answers["about/title"]?.isEmpty == true {
            problems.append(Problem(at: "about/title", "Enter the title"))
        }
        let removed = visit.fields.text("remove")
        if place.section.hasRow(removed) {
            for path in open.content.fields.keys where path.hasPrefix(removed + "/") { answers[path] = "" }
            problems.removeAll { $0.field.hasPrefix(removed + "/") }
        }
    }

    private mutating func read(_ field: AssessmentField, _ open: OpenAssessment, _ visit: Visit) {
        if field.question.kind == .date {
            let (day, problem) = DateField(field.path, field.question.label, visit.fields).reading()
            if let problem { problems.append(problem) }
            answers[field.path] = day?.iso ?? ""
            return
        }
        if field.question.kind == .action {
            let (action, wrong) = ActionInput.typed(field, visit.fields, open, on: visit.today)
            problems += wrong
            if let action {
                actions[field.path] = action
            } else {
                answers[field.path] = visit.fields.text(field.path)
            }
            return
        }
        let (text, problem) = AnswerReader.read(
            typed(field, visit.fields), for: field.question, named: field.question.label,
            template: open.template, characteristics: open.characteristics)
        if let problem { problems.append(Problem(at: field.path, problem)) }
        answers[field.path] = text
    }

    private func typed(_ field: AssessmentField, _ fields: FormFields) -> [String] {
        switch field.question.kind {
        case .choices, .characteristics, .evidence: fields.values(field.path)
        case .text, .longText, .date, .number, .yesNo, .choice, .scale, .action, .assessment, .policy, .link,
            .attachment, .impact:
            [fields.raw(field.path)]
        }
    }

    /// What has to be written; a copied text that was changed or confirmed loses its mark.
    func changes(from base: AssessmentContent) -> [String: String] {
        var changes = answers.filter { base[$0.key] != $0.value }
        for path in Set(confirmed).union(changes.keys) {
            let mark = "\(AssessmentPath.copied)/\(path)"
            if base.isFilled(mark) { changes[mark] = "" }
        }
        return changes
    }
}
