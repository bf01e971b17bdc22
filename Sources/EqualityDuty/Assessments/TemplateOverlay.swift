// SPDX-License-Identifier: Apache-2.0

/// A body's changes to a shipped template, kept apart from it so that each can move on without losing the other.
///
/// An overlay is a list of operations that name their targets by id. It is applied to whichever version of the
/// template is in use; what no longer finds its target is reported and changes nothing.
public struct TemplateOverlay: Hashable, Sendable {
    /// One change.
    public enum Operation: Hashable, Sendable {
        /// Other words for the title of a section or group, the label of a question, choice or step, or the name.
        case relabel(TemplateTarget, String)
        /// Other guidance for a section, group or question; another hint for a question.
        case guidance(TemplateTarget, String), hint(TemplateTarget, String)
        /// Not asked here: a section, group, question or choice.
        case hide(TemplateTarget)
        /// When a question has to be answered.
        case need(TemplateTarget, AssessmentTemplate.Question.Need)
        /// A section, after another one or at the end.
        case addSection(AssessmentTemplate.Section, after: String?)
        /// A group of a section, after another one or at the end.
        case addGroup(AssessmentTemplate.Group, section: String, after: String?)
        /// A question of a group of a section, after another one or at the end.
        case addQuestion(AssessmentTemplate.Question, section: String, group: String, after: String?)
        /// A choice of a question, at the end.
        case addChoice(AssessmentTemplate.Question.Choice, group: String, question: String)
        /// A scale for questions of the body's own.
        case addScale(AssessmentTemplate.Scale)
    }

    /// The id of the template that comes out, which is not that of the shipped one.
    public var id: String
    /// Counted from 1.
    public var version: Int
    /// The id of the template that is changed.
    public var template: String
    /// What officers call the result; empty for the name of the shipped template.
    public var name: String
    /// From when the result may be used.
    public var effectiveFrom: CalendarDay
    /// The changes in their order.
    public var operations: [Operation]

    /// An overlay.
    public init(
        id: String, version: Int = 1, template: String, name: String = "", effectiveFrom: CalendarDay,
        operations: [Operation]
    ) {
        self.id = id
        self.version = version
        self.template = template
        self.name = name
        self.effectiveFrom = effectiveFrom
        self.operations = operations
    }

    /// What came of applying an overlay.
    public struct Result: Hashable, Sendable {
        /// The template that comes out.
        public let template: AssessmentTemplate
        /// Changes that did not find their place in this version, in words that name the change; nothing is lost,
        /// the overlay keeps them.
        public let notFound: [String]
        /// What the changes do to the checks, in words.
        public let warnings: [String]
        /// What keeps the result from being used.
        public let problems: [TemplateProblem]
    }

    /// The version of the result: a thousand for each version of the template, and the version of the overlay, so
    /// that the pair of both can always be found again.
    public func version(on template: AssessmentTemplate) -> Int { template.version * 1000 + version }

    /// The versions of template and overlay that a version of the result stands for.
    public static func parts(ofVersion version: Int) -> (template: Int, overlay: Int) {
        (version / 1000, version % 1000)
    }

    /// What keeps an overlay from being used on any template.
    public var problems: [String] {
        var found: [String] = []
        if !AssessmentTemplate.isID(id) {
            found.append("Give the overlay an id of small letters, figures and hyphens, not “\(id)”")
        }
        if id == template { found.append("Give the overlay another id than “\(template)”, which it changes") }
        if !(1...999).contains(version) { found.append("Give the overlay a version from 1 to 999") }
        if operations.isEmpty { found.append("Give the overlay at least one change") }
        return found
    }

    /// Applies the changes to a version of the template.
    public func applied(to base: AssessmentTemplate) -> Result {
        var work = Application(template: base)
        for operation in operations where !work.apply(operation) {
            work.notFound.append(operation.words)
        }
        var template = work.template
        template.id = id
        template.version = version(on: base)
        if !name.isEmpty { template.name = name }
        template.effectiveFrom = max(base.effectiveFrom, effectiveFrom)
        let changed = "with the changes “\(id)”, version \(version)"
        template.source = "\(base.id), version \(base.version), \(changed). \(base.source)"
        return Result(
            template: template, notFound: work.notFound, warnings: work.warnings, problems: template.problems)
    }
}

extension TemplateOverlay.Operation {
    /// The change in words: "hide question about/team".
    public var words: String {
        switch self {
        case .relabel(let target, let text): "call \(target.words) “\(text)”"
        case .guidance(let target, _): "change the guidance of \(target.words)"
        case .hint(let target, _): "change the hint of \(target.words)"
        case .hide(let target): "hide \(target.words)"
        case .need(let target, _): "change when \(target.words) is needed"
        case .addSection(let section, _): "add section \(section.id)"
        case .addGroup(let group, let section, _): "add group \(section)/\(group.id)"
        case .addQuestion(let question, let section, let group, _):
            "add question \(group)/\(question.id) to \(section)"
        case .addChoice(let choice, let group, let question):
            "add choice \(group)/\(question)/\(choice.code)"
        case .addScale(let scale): "add scale \(scale.id)"
        }
    }
}
