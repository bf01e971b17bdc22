// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// An assessment in the ten minutes that a decision-maker has: put together from what it records, nothing added.
public struct AssessmentSummary: Hashable, Sendable {
    /// A question that a reader has, and the answer.
    public struct Part: Hashable, Sendable {
        /// The question as a heading.
        public let heading: String
        /// The answer in paragraphs.
        public let paragraphs: [String]
    }
    /// The parts in their order.
    public let parts: [Part]

    /// The summary as plain text.
    public var text: String {
        parts.map { "\($0.heading)\n\n\($0.paragraphs.joined(separator: "\n\n"))" }.joined(separator: "\n\n")
    }

    /// The number of words; 1,500 are read in ten minutes.
    public var words: Int { text.split { $0 == " " || $0 == "\n" }.count }

    /// The summary of a record with this content: that of its newest version, where none is named.
    public init(
        of record: AssessmentRecord, content: AssessmentContent, characteristics: [Characteristic],
        redaction: AssessmentRedaction = AssessmentRedaction(), version: Int? = nil
    ) {
        let content = record.template.shown(content, characteristics)
        let redaction = redaction.coveringActions(of: content)
        let writer = SummaryWriter(
            record: record, content: redaction.applied(to: content), characteristics: characteristics,
            redaction: redaction, version: version ?? record.version)
        parts = [
            Part(heading: "What is proposed", paragraphs: writer.proposal),
            Part(heading: "Who is affected, and how badly", paragraphs: writer.impacts),
            Part(heading: "What is done about it", paragraphs: writer.response),
            Part(heading: "What remains", paragraphs: writer.rest),
            Part(heading: "What was concluded and decided", paragraphs: writer.decision),
        ]
    }
}

/// Puts the facts of an assessment into sentences.
struct SummaryWriter {
    let record: AssessmentRecord
    let content: AssessmentContent
    let characteristics: [Characteristic]
    let redaction: AssessmentRedaction
    /// The version that is summed up.
    let version: Int

    private var stated: [AssessmentImpact] { content.impacts(characteristics.map(\.code)) }

    var proposal: [String] {
        let texts = ["outcome/summary", "about/what", "about/why"].map { content[$0] }.filter { !$0.isEmpty }
        let retrospective = record.retrospect(of: version).map { [$0] } ?? []
        return texts.isEmpty
            ? retrospective + ["The assessment does not say yet what is proposed."]
            : retrospective + texts.map { shortened($0, to: 120) }
    }

    var impacts: [String] {
        let stated = stated
        guard !stated.isEmpty else { return ["No impact has been stated yet."] }
        var counts = ImpactDirection.allCases.compactMap { direction -> String? in
            let count = stated.count { $0.direction == direction }
            return count == 0 ? nil : "\(count) \(direction.name.lowercased())"
        }
        let withheld = stated.count { $0.direction == nil }
        if withheld > 0 { counts.append("\(withheld) withheld or not chosen") }
        var paragraphs = ["The assessment looks at \(many(stated.count, "effect")): \(joined(counts))."]
        paragraphs += stated.filter { $0.direction == .negative }.map(sentence)
        let better = stated.filter { $0.direction == .positive }.map(name)
        if !better.isEmpty { paragraphs.append("Better off: \(joined(better)).") }
        let unknown = stated.filter { $0.direction == .unknown }.map(name)
        if !unknown.isEmpty { paragraphs.append("Not known: the effect on \(joined(unknown)).") }
        return paragraphs
    }

    private func sentence(_ impact: AssessmentImpact) -> String {
        let before = level(impact, "before")
        let weight = before.isEmpty ? "" : " Before anything is done about it: \(before)."
        let text = impact.text("description").isEmpty ? impact.text("who") : impact.text("description")
        let words = text.isEmpty ? "worse off. Nobody has described how." : shortened(text, to: 60)
        let number =
            impact.text("number").isEmpty
            ? ""
            : " People affected: \(Int(impact.text("number")).map(AnswerReader.grouped) ?? impact.text("number"))."
        return "\(name(impact)): \(ended(words))\(number)\(weight)"
    }

    var response: [String] {
        let rows = content.mitigations
        var paragraphs = rows.map { mitigation -> String in
            let place = "mitigation/\(mitigation.row)"
            let who = mitigation.impacts.map {
                record.template.impactName($0, in: content, characteristics)
            }
            let subject = who.isEmpty ? "In general" : joined(who)
            if mitigation.response == "cannot" {
                let reason = mitigation.reason.isEmpty ? "no reason is recorded" : mitigation.reason
                return
                    "\(subject): nothing can be done. The reason given: \(ended(shortened(reason, to: 60)))"
            }
            if let action = record.actions.first(where: { $0.id == mitigation.action }) {
                let words = redaction.words(at: "action/\(action.id)") ?? described(action)
                return "\(subject): \(ended(words))"
            }
            if let words = redaction.words(at: "\(place)/action"), content.isFilled("\(place)/action") {
                return "\(subject): \(ended(words))"
            }
            let title = content["\(place)/title"]
            return "\(subject): \(ended(title.isEmpty ? "an action is meant, but none is recorded" : title))"
        }
        let answered = Set(rows.flatMap(\.impacts))
        let open = stated.filter { $0.direction == .negative && !answered.contains($0.path) }.map(name)
        if !open.isEmpty { paragraphs.append("No answer is recorded for: \(joined(open)).") }
        if content.isFilled("outcome/changed") {
            paragraphs.append(
                "Changed because of this assessment: \(ended(shortened(content["outcome/changed"], to: 80)))")
        }
        return paragraphs.isEmpty ? ["Nothing is recorded."] : paragraphs
    }

    private func described(_ action: Action) -> String {
        let lead = action.leads.map(\.name).joined(separator: ", ")
        let details = [lead, action.cells.targetDate].filter { !$0.isEmpty }.joined(separator: "; ")
        return details.isEmpty ? action.title : "\(action.title) (\(details))"
    }

    var rest: [String] {
        let remaining = stated.filter { $0.direction == .negative || $0.direction == .unknown }
        guard !remaining.isEmpty else { return ["No negative or unknown impact is stated."] }
        return remaining.map { impact in
            let level = level(impact, "residual")
            // Of an effect that nobody knows, nobody could say what remains.
            let missing = impact.direction == .unknown ? "not known" : "what remains is not recorded"
            return "\(name(impact)): \(level.isEmpty ? missing : level)."
        }
    }

    var decision: [String] {
        var paragraphs: [String] = []
        let outcome = record.template.display(path: "outcome/kind", content, characteristics)
        paragraphs.append(outcome.isEmpty ? "No outcome has been chosen yet." : "Outcome: \(outcome).")
        if content.isFilled("outcome/justification") {
            paragraphs.append("Reason: \(ended(shortened(content["outcome/justification"], to: 120)))")
        }
        guard let decision = record.decision else {
            return paragraphs + ["No decision is linked to this assessment."]
        }
        let maker = decision.makerName.isEmpty ? decision.maker.name : decision.makerName
        if let taken = decision.takenAt {
            let words = redaction.shown(decision.decided, at: "decision/decided")
            let decided = decision.decided.isEmpty ? "What was decided is not recorded" : words
            paragraphs.append("\(maker), \(taken.day.written): \(ended(decided))")
            // Nobody reads a later version as the one on which that was decided.
            if let words = record.retrospect(of: version) { paragraphs.append(words) }
            let silent = decision.members.filter { $0.isSilent(before: taken) }.map(\.post)
            if !silent.isEmpty {
                paragraphs.append(
                    "Without a recorded reading of the assessment before the decision: \(joined(silent)).")
            }
        } else {
            paragraphs.append("\(maker) decides on \(decision.meetingAt.day.written).")
        }
        return paragraphs
    }

    private func name(_ impact: AssessmentImpact) -> String {
        let name = record.template.impactName(impact.path, in: content, characteristics)
        return impact.path.hasPrefix("combination/") ? "\(name), \(impact.people.name.lowercased())" : name
    }

    private func level(_ impact: AssessmentImpact, _ cell: String) -> String {
        record.template.display(path: "\(impact.path)/\(cell)", content, characteristics)
    }

    private func many(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    private func joined(_ items: [String]) -> String {
        guard items.count > 1, let last = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: "; ") + "; and " + last
    }

    private func ended(_ text: String) -> String {
        [".", "!", "?", "…"].contains(text.suffix(1)) ? text : text + "."
    }

    /// The first sentences of a text, up to so many words; what was cut is said.
    private func shortened(_ text: String, to limit: Int) -> String {
        let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
        guard words.count > limit else { return words.joined(separator: " ") }
        let start = words.prefix(limit)
        let end = start.lastIndex { [".", "!", "?"].contains($0.suffix(1)) }
        let kept = end.map { start[...$0] } ?? start
        return kept.joined(separator: " ") + (end == nil ? " …" : "") + " (More in the assessment.)"
    }
}
