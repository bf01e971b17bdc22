// SPDX-License-Identifier: Apache-2.0

extension AssessmentRecord {
    /// The assessment as those who decide read it: one version, with nothing that came later.
    ///
    /// Actions are those that were written into that version, in the words and with the status they had then.
    public func asRead(
        in version: Int, content: AssessmentContent, of decision: AssessmentDecision,
        _ vocabulary: CharacteristicVocabulary
    ) -> AssessmentRecord {
        var read = self
        read.version = version
        read.content = content
        read.versions = versions.filter { $0.number <= version }
        read.decision = decision
        read.state = state == .notNeeded ? .notNeeded : decision.takenAt == nil ? .beforeDecision : .decided
        let end = decision.takenAt ?? Instant(milliseconds: .max)
        read.events = events.filter { $0.version <= version && $0.at <= end }
        read.points = points.filter { $0.at <= end }
        read.publications = publications.filter { $0.version <= version && $0.at <= end }
        read.actions = read.actionsWritten(in: content, vocabulary)
        return read
    }

    /// The actions as a content has them: in the words and with the status they had when it was sent on.
    public func actionsWritten(
        in content: AssessmentContent, _ vocabulary: CharacteristicVocabulary
    ) -> [Action] {
        content.rows("action").map { id in
            var cells = ActionCells(title: content["action/\(id)/title"])
            cells.leadOfficer = content["action/\(id)/lead"]
            cells.targetDate = content["action/\(id)/target"]
            cells.status = content["action/\(id)/status"]
            let day = versions.last?.at.utcDay ?? template.effectiveFrom
            var action = Action.reading(cells, id: id, characteristics: vocabulary, lastUpdated: day)
            action.measure = content["action/\(id)/measure"]
            action.assessmentID = self.id
            return action
        }
    }
}
