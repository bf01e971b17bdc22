// SPDX-License-Identifier: Apache-2.0

/// When something of a template is asked, as its file writes it:
/// `about/delivery = supplier`, `.direction in negative|unknown`, `review/date filled`, joined by `and` or `or`.
///
/// A path that begins with a dot is a question of the same row. `and` binds closer than `or`.
public indirect enum TemplateCondition: Hashable, Sendable {
    /// The text at a path is one of these (for several choices: one of them is chosen).
    case isOneOf(String, [String])
    /// The text at a path is none of these.
    case isNoneOf(String, [String])
    /// Something, or nothing, stands at a path.
    case isFilled(String)
    /// Nothing stands at a path.
    case isBlank(String)
    /// All, or any, of these hold.
    case all([TemplateCondition])
    /// Any of these holds.
    case any([TemplateCondition])

    /// Reads a condition; `nil` where the words cannot be understood.
    public init?(_ words: String) {
        let alternatives = words.split(separator: " ")
            .split(separator: "or", omittingEmptySubsequences: false).map(Array.init)
        var any: [TemplateCondition] = []
        for alternative in alternatives {
            var all: [TemplateCondition] = []
            for part in alternative.split(separator: "and", omittingEmptySubsequences: false) {
                guard let one = Self.single(part.map(String.init)) else { return nil }
                all.append(one)
            }
            guard !all.isEmpty else { return nil }
            any.append(all.count == 1 ? all[0] : .all(all))
        }
        guard let first = any.first else { return nil }
        self = any.count == 1 ? first : .any(any)
    }

    private static func single(_ words: [String]) -> TemplateCondition? {
        switch words.count {
        case 2:
            switch words[1] {
            case "filled": return .isFilled(words[0])
            case "blank": return .isBlank(words[0])
            default: return nil
            }
        case 3:
            switch words[1] {
            case "=": return .isOneOf(words[0], [words[2]])
            case "!=": return .isNoneOf(words[0], words[2].split(separator: "|").map(String.init))
            case "in": return .isOneOf(words[0], words[2].split(separator: "|").map(String.init))
            default: return nil
            }
        default: return nil
        }
    }

    /// Whether it holds; `row` is the path of the row that a leading dot stands for.
    public func holds(in content: AssessmentContent, row: String = "") -> Bool {
        switch self {
        case .isOneOf(let path, let values):
            let chosen = content.lines(Self.path(path, row))
            return chosen.contains { values.contains($0) }
        case .isNoneOf(let path, let values):
            let chosen = content.lines(Self.path(path, row))
            return !chosen.contains { values.contains($0) }
        case .isFilled(let path): return content.isFilled(Self.path(path, row))
        case .isBlank(let path): return !content.isFilled(Self.path(path, row))
        case .all(let conditions): return conditions.allSatisfy { $0.holds(in: content, row: row) }
        case .any(let conditions): return conditions.contains { $0.holds(in: content, row: row) }
        }
    }

    /// The paths it looks at.
    public var paths: [String] {
        switch self {
        case .isOneOf(let path, _), .isNoneOf(let path, _), .isFilled(let path), .isBlank(let path): [path]
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.paths)
        }
    }

    /// The paths it compares, each with the codes it compares them with.
    public var comparisons: [(path: String, codes: [String])] {
        switch self {
        case .isOneOf(let path, let codes), .isNoneOf(let path, let codes): [(path, codes)]
        case .isFilled, .isBlank: []
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.comparisons)
        }
    }

    /// The words as a file writes them.
    public var words: String {
        switch self {
        case .isOneOf(let path, let values):
            values.count == 1 ? "\(path) = \(values[0])" : "\(path) in \(values.joined(separator: "|"))"
        case .isNoneOf(let path, let values): "\(path) != \(values.joined(separator: "|"))"
        case .isFilled(let path): "\(path) filled"
        case .isBlank(let path): "\(path) blank"
        case .all(let conditions): conditions.map(\.words).joined(separator: " and ")
        case .any(let conditions): conditions.map(\.words).joined(separator: " or ")
        }
    }

    private static func path(_ path: String, _ row: String) -> String {
        path.first == "." ? "\(row)/\(path.dropFirst())" : path
    }
}
