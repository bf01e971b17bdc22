// SPDX-License-Identifier: Apache-2.0

/// The state of a thing in one or two words. The words carry the meaning, the colour repeats it.
public struct Tag: Component {
    /// What the state means to the reader.
    public enum Meaning: String, Sendable {
        /// Done, in force, on target.
        case good
        /// Under way, in nobody's way.
        case active
        /// Needs a look soon: late, due, at risk.
        case attention
        /// Wrong: overdue, refused, failed.
        case problem
        /// Not begun, or of no consequence yet.
        case neutral
        /// No longer in use: withdrawn, superseded, archived.
        case inactive
    }

    let text: String
    let meaning: Meaning

    /// Names the state with an adjective, in sentence case.
    public init(_ text: String, _ meaning: Meaning = .neutral) {
        self.text = text
        self.meaning = meaning
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        "<strong class=\"dr-tag dr-tag--\(meaning.rawValue)\">\(text)</strong>"
    }
}
