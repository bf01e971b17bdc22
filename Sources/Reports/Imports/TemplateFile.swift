// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Yams

/// A file that describes a template, or a body's changes to one: read whole, with everything that is wrong in it.
public struct TemplateFile: Sendable {
    /// What a file holds.
    public enum Content: Hashable, Sendable {
        /// A template that stands by itself; changes to a shipped one.
        case template(AssessmentTemplate), overlay(TemplateOverlay)
    }

    /// Something to put right, by line.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// The line in the file, from 1; 0 for the file as a whole.
        public let line: Int
        /// The part of the template: "question about/title"; empty where it is none.
        public let place: String
        /// What to do about it.
        public let text: String

        /// A problem.
        public init(line: Int, place: String = "", _ text: String) {
            self.line = line
            self.place = place
            self.text = text
        }

        /// "Line 12, question about/title: …".
        public var description: String {
            let whereabouts = [line > 0 ? "line \(line)" : "", place].filter { !$0.isEmpty }
            guard let first = whereabouts.first else { return text }
            let start = first.prefix(1).uppercased() + first.dropFirst()
            return ([start] + whereabouts.dropFirst()).joined(separator: ", ") + ": " + text
        }
    }

    /// What was read; `nil` where problems stop it.
    public let content: Content?
    /// Everything to put right, in the order of the lines.
    public let problems: [Problem]

    /// The most bytes that a file may have, and the most values it may hold.
    public static let byteLimit = 1_048_576
    /// The most values that a file may hold.
    static let valueLimit = 50_000

    /// The template of a file that describes one.
    public var template: AssessmentTemplate? {
        if case .template(let template) = content { template } else { nil }
    }

    /// The changes of a file that describes an overlay.
    public var overlay: TemplateOverlay? {
        if case .overlay(let overlay) = content { overlay } else { nil }
    }

    /// Reads a file held in memory.
    public init(bytes: [UInt8]) {
        guard bytes.count <= Self.byteLimit else {
            self.init("Use a file of at most 1 MB: a template is text")
            return
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            self.init("Save the file as plain text in UTF-8")
            return
        }
        if let name = Self.anchor(in: bytes) {
            self.init("Write each part out: the file repeats one by its mark, &\(name) and *\(name)")
            return
        }
        do {
            guard let root = try Yams.compose(yaml: text) else {
                self.init("Describe a template in the file: it is empty")
                return
            }
            self.init(root)
        } catch let error as YamlError {
            self.init(content: nil, problems: [Self.problem(error)])
        } catch {
            self.init("Save the file as YAML: it cannot be read as such")
        }
    }

    /// Reads a file given as text.
    public init(text: String) { self.init(bytes: Array(text.utf8)) }

    private init(_ problem: String) {
        self.init(content: nil, problems: [Problem(line: 0, problem)])
    }

    private init(content: Content?, problems: [Problem]) {
        self.content = content
        self.problems = problems.sorted { $0.line < $1.line }
    }

    private init(_ root: Node) {
        let nodes = TemplateNodes()
        if root.mapping?["overlay"] != nil {
            let overlay = nodes.overlay(root)
            self.init(content: nodes.problems.isEmpty ? .overlay(overlay) : nil, problems: nodes.problems)
            return
        }
        let template = nodes.template(root)
        for problem in template?.problems ?? [] {
            let words = problem.target.words
            nodes.problems.append(Problem(line: nodes.lines[words] ?? 0, place: words, problem.text))
        }
        let content = nodes.problems.isEmpty ? template.map(Content.template) : nil
        self.init(content: content, problems: nodes.problems)
    }

    private static func problem(_ error: YamlError) -> Problem {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            Problem(line: mark.line, "Mend the YAML here: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            Problem(
                line: context.mark.line,
                "Write each word once: “\(keys.joined(separator: "”, “"))” is repeated")
        case .reader, .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            Problem(line: 0, "Save the file as YAML in UTF-8, without control characters")
        }
    }

    /// The name of an anchor that is also used: parts that repeat each other can grow without bound, so a file
    /// that has one is not read at all.
    private static func anchor(in bytes: [UInt8]) -> String? {
        var marked: [UInt8: Set<String>] = [:]
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
            let name = bytes[(index + 1)...].prefix(64).prefix { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            }
            if !name.isEmpty { marked[byte, default: []].insert(String(decoding: name, as: UTF8.self)) }
        }
        let anchors = marked[UInt8(ascii: "&")] ?? []
        return anchors.intersection(marked[UInt8(ascii: "*")] ?? []).min()
    }
}
