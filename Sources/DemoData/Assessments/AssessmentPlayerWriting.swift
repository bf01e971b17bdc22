// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports
import Storage

/// What is written, and the steps on the road.
extension AssessmentPlayer {
    func start(
        _ fields: [String: String], _ step: AssessmentScript.Step, by person: Person,
        _ playing: inout Playing, _ change: Change
    ) async throws {
        let known = shelf.templates.filter { $0.id == playing.script.template }
        guard let template = known.max(by: { $0.version < $1.version }) else {
            throw Demonstration.Fault(
                description: "\(playing.script.name): no template “\(playing.script.template)”")
        }
        var new = NewAssessment(
            template: template, content: AssessmentContent(filled(fields)),
            parties: try parties(step, playing.script))
        new.reference = playing.script.reference
        playing.id = try await store.start(new, year: step.at.utcDay.year, change)
        playing.version = 1
    }

    private func parties(_ step: AssessmentScript.Step, _ script: AssessmentScript) throws -> [(
        part: AssessmentParty.Part, personID: String
    )] {
        try step.naming.map { part, name in
            guard let person = people[name] else {
                throw Demonstration.Fault(description: "\(script.name): nobody signs in as “\(name)”")
            }
            return (part, person.id)
        }
    }

    func write(
        _ fields: [String: String], _ step: AssessmentScript.Step, by person: Person,
        _ playing: inout Playing, _ change: Change
    ) async throws {
        let record = try await record(playing)
        var fields = filled(fields)
        var planned: [String: Action] = [:]
        for (path, text) in fields where text.hasPrefix("@") {
            let key = String(text.dropFirst())
            if let id = playing.actions[key] {
                fields[path] = id
            } else if let action = playing.script.actions[key] {
                var made = Action.reading(
                    action.cells, characteristics: profile.vocabulary, lastUpdated: step.at.utcDay)
                made.measure = action.measure
                made.assessmentID = playing.id
                planned[path] = made
                fields[path] = nil
            }
        }
        for section in Set(fields.keys.compactMap { record.template.section(asking: $0) }).sorted() {
            if let words = AssessmentWorkflow.writingRefusal(by: person, section: section, on: record) {
                throw Demonstration.Fault(
                    description: "\(record.title), \(section), \(step.at.iso): \(words)")
            }
        }
        let named = try parties(step, playing.script)
        playing.version = try await store.save(
            fields, actions: planned, of: playing.id, readIn: record.version, reason: step.why,
            within: .wholeBody, change)
        for (part, personID) in named {
            try await store.setParty(
                part, personID: personID, isNamed: true, of: playing.id, within: .wholeBody, change)
        }
        guard !planned.isEmpty else { return }
        let content = try await self.record(playing).content
        for path in planned.keys {
            for (key, action) in playing.script.actions
            where planned[path]?.title == action.cells.title { playing.actions[key] = content[path] }
        }
    }

    func evidenceFields(_ keys: [String], _ playing: Playing) -> [String: String] {
        var fields: [String: String] = [:]
        for (key, item) in playing.script.evidence where keys.contains(key) {
            let row = "\(AssessmentPath.evidence)/\(key)"
            fields["\(row)/title"] = item.title
            fields["\(row)/source"] = item.source
            fields["\(row)/date"] = item.day?.iso ?? ""
            fields["\(row)/coverage"] = item.coverage
            fields["\(row)/characteristics"] = item.characteristics.joined(separator: "\n")
            fields["\(row)/link"] = item.link
            fields["\(row)/says"] = item.says
            fields["\(row)/library"] = playing.library[key] ?? ""
        }
        return fields
    }

    func act(
        _ act: AssessmentAct, _ given: [String: String], _ step: AssessmentScript.Step, by person: Person,
        _ playing: Playing, _ change: Change
    ) async throws {
        let record = try await record(playing)
        let named = try parties(step, playing.script)
        var asked = record
        for (part, personID) in named {
            guard let party = people.values.first(where: { $0.id == personID }) else { continue }
            if let words = AssessmentWorkflow.namingRefusal(of: part, person: party, on: record) {
                throw Demonstration.Fault(description: "\(record.title), \(act.rawValue): \(words)")
            }
            asked.parties.append(
                AssessmentParty(
                    part, personID: personID, post: party.post, directorate: party.directorate,
                    service: party.service))
        }
        try await refuse(act, by: person, asked, step)
        var details = given
        if act == .screened || act == .screeningAuthorised {
            details["outcome"] = record.content["screening/outcome"]
        } else if act == .signed {
            details["attestation"] = "Has read this version and signs it as it stands"
            details["capacity"] = AssessmentWorkflow.capacity(of: person, on: record)?.code ?? ""
        } else if act == .challenged {
            let points = record.points.filter { $0.kind == .challenge }
            details["outcome"] = AssessmentPoint.Verdict.allCases.map { verdict in
                "\(verdict.name): \(points.count { $0.verdict == verdict })"
            }.joined(separator: ", ")
        }
        if !step.why.isEmpty { details["reason"] = step.why }
        let effect = AssessmentEffect(
            state: AssessmentWorkflow.state(after: act, details: details, on: asked),
            freezes: AssessmentWorkflow.freezes(act), details: details)
        let sends = AssessmentWorkflow.sends(act, on: record)
        try await store.act(
            act, on: playing.id, version: record.version, sequence: record.sequence, effect: effect,
            naming: named, sends: sends,
            leavingOut: sends
                ? record.template.unasked(in: record.content, profile.characteristics) : [],
            within: .wholeBody, change)
    }

    func answer(
        _ answers: [(section: String, text: String)], _ playing: Playing, _ change: Change
    ) async throws {
        let open = try await record(playing).points.filter { $0.isOpen }
        for (section, text) in answers {
            guard let point = open.first(where: { $0.section == section }) else {
                throw Demonstration.Fault(description: "\(playing.script.name): no open point on \(section)")
            }
            try await store.answer(
                point.id, on: playing.id, with: text, resolves: true, within: .wholeBody, change)
        }
    }

    func finish(
        _ done: [(action: String, outcome: String)], _ playing: Playing, _ change: Change
    ) async throws {
        let plan = ActionPlanStore(database: database, vocabulary: profile.vocabulary)
        for (key, outcome) in done {
            guard let id = playing.actions[key], let old = try await plan.action(id, within: .wholeBody)
            else { throw Demonstration.Fault(description: "\(playing.script.name): no action “\(key)”") }
            var cells = old.cells
            cells.status = ActionStatus.complete.name
            var action = Action.reading(
                cells, id: old.id, version: old.version, characteristics: profile.vocabulary,
                outcomeNote: outcome, lastUpdated: change.at.utcDay)
            action.measure = old.measure
            action.assessmentID = old.assessmentID
            try await plan.save(action, within: .wholeBody, details: "Complete", change)
        }
    }
}

extension AssessmentTemplate {
    /// The section in which a path is asked; `nil` for marks of the program.
    func section(asking path: String) -> String? {
        guard let question = question(at: path), let group = path.split(separator: "/").first else {
            return nil
        }
        return sections.first { section in
            section.groups.contains {
                $0.id == group && $0.questions.contains { $0.id == question.id }
            }
        }?.id
    }
}
