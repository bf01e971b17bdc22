// SPDX-License-Identifier: Apache-2.0
import Yams

/// The values of a YAML file as plain words, for a reader that knows what it looks for.
public enum PlainYAML: Hashable, Sendable {
    /// One value with its name.
    public struct Pair: Hashable, Sendable {
        /// The name before the colon.
        public let name: String
        /// What stands after it.
        public let value: PlainYAML
    }
    /// One text; a list; names with values, in the order of the file.
    case text(String)
    /// A list.
    case list([PlainYAML])
    /// Names with values, in the order of the file.
    case pairs([Pair])

    /// Reads a text; throws where it is no YAML, and gives an empty list of pairs for an empty text.
    public init(reading text: String) throws {
        self = try Yams.compose(yaml: text).map(Self.init(node:)) ?? .pairs([])
    }

    private init(node: Node) {
        if let pairs = node.mapping {
            self = .pairs(pairs.map { Pair(name: $0.key.scalar?.string ?? "", value: Self(node: $0.value)) })
        } else if let items = node.sequence {
            self = .list(items.map(Self.init(node:)))
        } else {
            self = .text(node.scalar?.string ?? "")
        }
    }

    /// The value with a name; `nil` where there is none.
    public subscript(name: String) -> PlainYAML? {
        pairs.first { $0.name == name }?.value
    }

    /// The names with their values; none for a text or a list.
    public var pairs: [Pair] { if case .pairs(let pairs) = self { pairs } else { [] } }
    /// The items of a list; a single text is a list of one.
    public var items: [PlainYAML] {
        switch self {
        case .list(let items): items
        case .text: [self]
        case .pairs: []
        }
    }
    /// The text; a list is its texts, one a line.
    public var words: String {
        switch self {
        case .text(let text): text
        case .list(let items): items.map(\.words).joined(separator: "\n")
        case .pairs: ""
        }
    }

    /// The text with a name; empty where there is none.
    public func words(_ name: String) -> String { self[name]?.words ?? "" }
}
