// SPDX-License-Identifier: Apache-2.0

/// What moving an assessment to another version of its template means, so that it can be done knowingly.
///
/// Nothing that was written is lost: what is no longer asked stays in the content, and can be read there.
public struct TemplateMove: Hashable, Sendable {
    /// A text that is not asked for any more.
    public struct Kept: Hashable, Sendable {
        /// Where it stands.
        public let path: String
        /// The words by which the earlier version called it, and the text in words.
        public let name, text: String
    }
    /// A question whose words, or whose answers to choose from, are others now.
    public struct Reworded: Hashable, Sendable {
        /// Where its answer stands.
        public let path: String
        /// The question before and after.
        public let before, after: String
        /// Whether the answer given can no longer be chosen, or is of another kind.
        public let doesNotFit: Bool
    }

    /// Questions that the other version asks and this one did not.
    public let anew: [AssessmentField]
    /// Answers that the other version does not ask for.
    public let noLongerAsked: [Kept]
    /// Questions in other words.
    public let reworded: [Reworded]
    /// Sections, by id, that were marked complete and have to be looked at again.
    public let reopened: [String]

    /// What a move from one version to another means for what was written.
    public init(
        from old: AssessmentTemplate, to new: AssessmentTemplate, content: AssessmentContent,
        _ characteristics: [Characteristic]
    ) {
        let before = old.fields(in: content, characteristics)
        let after = new.fields(in: content, characteristics)
        let asked = Dictionary(before.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let nowAsked = Set(after.map(\.path))
        anew = after.filter { asked[$0.path] == nil && old.question(at: $0.path) == nil }
        noLongerAsked = content.fields.keys.sorted().compactMap { path in
            guard !nowAsked.contains(path), old.question(at: path) != nil, new.question(at: path) == nil
            else {
                return nil
            }
            return Kept(
                path: path, name: old.name(of: path, in: content, characteristics),
                text: old.display(path: path, content, characteristics))
        }
        var reworded: [Reworded] = []
        for field in after {
            guard let earlier = asked[field.path] else { continue }
            let fits = new.fits(content[field.path], field.question, characteristics)
            let isSame =
                earlier.question.label == field.question.label
                && earlier.question.hint == field.question.hint
            let isAlike =
                earlier.question.kind.isAlike(field.question.kind)
                && old.steps(of: earlier.question) == new.steps(of: field.question)
            if isSame, fits, isAlike { continue }
            reworded.append(
                Reworded(
                    path: field.path, before: earlier.name, after: field.name, doesNotFit: !fits))
        }
        self.reworded = reworded
        let touched = Set(reworded.map(\.path)).union(anew.map(\.path))
        var sections: [String] = []
        for field in after where touched.contains(field.path) && !sections.contains(field.section) {
            if content["\(AssessmentPath.done)/\(field.section)"] == "yes" { sections.append(field.section) }
        }
        reopened = sections
    }

    /// Whether nothing changes for this assessment.
    public var isEmpty: Bool { anew.isEmpty && noLongerAsked.isEmpty && reworded.isEmpty }

    /// What has to be written: the marks of sections that have to be looked at again are taken away.
    public var changes: [String: String] {
        Dictionary(uniqueKeysWithValues: reopened.map { ("\(AssessmentPath.done)/\($0)", "") })
    }
}

extension AssessmentTemplate {
    /// The steps by which a question weighs; none for a question that does not.
    fileprivate func steps(of question: Question) -> [Scale.Step] {
        guard case .scale(let id) = question.kind else { return [] }
        return scale(id)?.steps ?? []
    }

    /// Whether an answer can be given to a question as it is asked now; a blank always can.
    func fits(_ text: String, _ question: Question, _ characteristics: [Characteristic]) -> Bool {
        if text.isEmpty { return true }
        let typed = text.split(separator: "\n").map(String.init)
        let read = AnswerReader.read(
            question.kind == .longText ? [text] : typed, for: question, named: question.label, template: self,
            characteristics: characteristics)
        return read.problem == nil
    }
}

extension AssessmentTemplate.Question.Kind {
    /// Whether answers to choose from have the same codes; other kinds are alike where they are the same.
    func isAlike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.choice(let left), .choice(let right)), (.choices(let left), .choices(let right)):
            left.map(\.code) == right.map(\.code) && left.map(\.label) == right.map(\.label)
        case (let left, let right): left == right
        }
    }
}
