// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// An assessment as a form on paper, and what a filled form means for it.
public enum AssessmentForm {
    /// The form of a template with what was answered so far; an empty content makes a blank one.
    ///
    /// Everything the template may ask stands in it, with the words of when it is asked: paper cannot branch.
    /// Groups of rows have the rows that exist and some empty ones, whose keys begin with `new-`.
    public static func form(
        of template: AssessmentTemplate, title: String, content: AssessmentContent = AssessmentContent(),
        identity: FormDocument.Identity, characteristics: [Characteristic], emptyRows: Int = 3
    ) -> FormDocument {
        let writer = AssessmentFormWriter(
            template: template, content: content, characteristics: characteristics, emptyRows: emptyRows)
        return FormDocument(
            title: title.isEmpty ? template.name : title, intro: intro(template, identity),
            identity: identity,
            sections: template.sections.map(writer.section))
    }

    private static func intro(_ template: AssessmentTemplate, _ identity: FormDocument.Identity) -> String {
        let purpose = template.purpose.isEmpty ? "" : "\(template.purpose)\n"
        return purpose + "Fill in what you know and leave the rest empty. Leave the questions as they are: "
            + "they bring your answers back to the right place. Nothing counts until somebody has checked "
            + "and saved it.\nTemplate: \(template.name), version \(identity.templateVersion)."
    }

    /// What a filled form would change.
    public struct Reading: Sendable {
        /// The changes that can be saved, by path; an empty text removes what stood there.
        public var changes: [String: String] = [:]
        /// Answers that cannot be taken as they stand.
        public var doubts: [FormReading.Doubt] = []
        /// Answers to questions that are not asked here, by path; nothing of them is lost.
        public var unknown: [String: String] = [:]
        /// What was written beside the questions.
        public var extras: [FormAnswers.Extra] = []
        /// Questions that the file lost, by their words.
        public var missing: [String] = []
        /// What to know about the file as a whole.
        public var remarks: [String] = []
    }

    /// Reads a filled form for an assessment; `newRow` gives a key that grows with time for each row added.
    public static func read(
        _ filled: FormAnswers, for template: AssessmentTemplate, content: AssessmentContent,
        identity: FormDocument.Identity, characteristics: [Characteristic], newRow: () -> String
    ) -> Reading {
        let highest = filled.answers.keys.compactMap(newRowNumber).max() ?? 0
        let form = form(
            of: template, title: "", content: content, identity: identity, characteristics: characteristics,
            emptyRows: min(highest, 200))
        let seen = form.reading(filled)
        var reading = Reading(
            doubts: seen.doubts, unknown: seen.unknown, extras: seen.extras,
            missing: form.items.filter { seen.missing.contains($0.path) }.map(\.label), remarks: seen.remarks)
        var keys: [String: String] = [:]
        let changed = seen.changes(to: form)
        for item in form.items {
            guard let text = changed[item.path], let question = template.question(at: item.path) else {
                continue
            }
            let typed = lines(text, of: question.kind)
            let (value, problem) = AnswerReader.read(
                typed, for: question, named: item.label, template: template, characteristics: characteristics)
            if let problem {
                reading.doubts.append(.init(path: item.path, label: item.label, text: text, message: problem))
            } else {
                reading.changes[item.path] = value
            }
        }
        let added = Set(reading.changes.keys.compactMap(rowAdded)).sorted { key($0) < key($1) }
        for row in added { keys[row] = newRow() }
        reading.changes = renamed(reading.changes, keys)
        return reading
    }

    private static func lines(_ text: String, of kind: AssessmentTemplate.Question.Kind) -> [String] {
        switch kind {
        case .longText: [text]
        case .date: [isoDay(text)]
        case .text, .number, .yesNo, .choice, .choices, .scale, .characteristics, .evidence, .impact, .action,
            .assessment, .policy, .link, .attachment:
            text.split(separator: "\n").map(String.init)
        }
    }

    /// A day as people write it, in ISO 8601; anything else stays as it is.
    static func isoDay(_ text: String) -> String {
        guard CalendarDay(iso: text) == nil, let date = TargetDateText(text).date else { return text }
        guard case .on(let day) = date else { return text }
        return day.iso
    }

    /// `evidence/new-2` of `evidence/new-2/title`; `nil` for a row that exists.
    private static func rowAdded(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count >= 3, parts[1].hasPrefix("new-") else { return nil }
        return "\(parts[0])/\(parts[1])"
    }

    private static func newRowNumber(_ path: String) -> Int? {
        rowAdded(path).flatMap { $0.split(separator: "-").last }.flatMap { Int($0) }
    }

    private static func key(_ row: String) -> (String, Int) {
        (String(row.prefix { $0 != "/" }), newRowNumber("\(row)/x") ?? 0)
    }

    /// The changes under the keys that new rows were given, references to those rows too.
    private static func renamed(_ changes: [String: String], _ keys: [String: String]) -> [String: String] {
        var out: [String: String] = [:]
        for (path, text) in changes {
            var place = path
            if let row = rowAdded(path), let key = keys[row] {
                place = row.prefix { $0 != "/" } + "/\(key)" + path.dropFirst(row.count)
            }
            let parts = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard parts.contains(where: { $0.hasPrefix("new-") }), path.hasSuffix("/evidence") else {
                out[place] = text
                continue
            }
            out[place] = parts.map { keys["evidence/\($0)"] ?? String($0) }.filter { !$0.hasPrefix("new-") }
                .joined(separator: "\n")
        }
        return out
    }
}
