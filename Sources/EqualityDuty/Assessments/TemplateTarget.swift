// SPDX-License-Identifier: Apache-2.0

/// A part of a template, named by ids that stay the same from version to version.
public enum TemplateTarget: Hashable, Sendable {
    /// The template as a whole.
    case template
    /// A section; a group of a section.
    case section(String), group(section: String, String)
    /// A question of a group: its id is the only one of its kind in all groups of that id.
    case question(group: String, String)
    /// A choice of a question.
    case choice(group: String, question: String, String)
    /// A scale; a step of one.
    case scale(String), step(scale: String, String)

    /// Reads "section about", "group about/about", "question about/title", "choice about/kind/policy",
    /// "scale level", "step level/high" or "template"; `nil` for other words.
    public init?(_ words: String) {
        let parts = words.split(separator: " ").map(String.init)
        if parts == ["template"] {
            self = .template
            return
        }
        guard parts.count == 2 else { return nil }
        let ids = parts[1].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard ids.allSatisfy({ !$0.isEmpty }) else { return nil }
        switch (parts[0], ids.count) {
        case ("section", 1): self = .section(ids[0])
        case ("group", 2): self = .group(section: ids[0], ids[1])
        case ("question", 2): self = .question(group: ids[0], ids[1])
        case ("choice", 3): self = .choice(group: ids[0], question: ids[1], ids[2])
        case ("scale", 1): self = .scale(ids[0])
        case ("step", 2): self = .step(scale: ids[0], ids[1])
        default: return nil
        }
    }

    /// The words as a file writes them.
    public var words: String {
        switch self {
        case .template: "template"
        case .section(let id): "section \(id)"
        case .group(let section, let id): "group \(section)/\(id)"
        case .question(let group, let id): "question \(group)/\(id)"
        case .choice(let group, let question, let id): "choice \(group)/\(question)/\(id)"
        case .scale(let id): "scale \(id)"
        case .step(let scale, let id): "step \(scale)/\(id)"
        }
    }
}

/// Something wrong in a template, at the part where it is.
public struct TemplateProblem: Hashable, Sendable {
    /// The part.
    public let target: TemplateTarget
    /// What to do about it.
    public let text: String

    /// A problem at a part of a template.
    public init(_ target: TemplateTarget, _ text: String) {
        self.target = target
        self.text = text
    }
}
