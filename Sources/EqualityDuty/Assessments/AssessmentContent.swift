// SPDX-License-Identifier: Apache-2.0

/// Everything that was written in an assessment, as fields: a path and the text at it.
///
/// A flat record keeps a blank, a zero and "no impact" apart, compares field by field, merges two people's
/// work, and reads the same from a page, a form on paper and a file. Paths are made of `/`-separated parts:
/// `about/purpose`, `impact/age/residents/direction`, `evidence/0192…/title`.
public struct AssessmentContent: Hashable, Sendable {
    /// The text at each path; a path without text is absent.
    public private(set) var fields: [String: String]

    /// Content with these fields; empty texts are left out.
    public init(_ fields: [String: String] = [:]) { self.fields = fields.filter { !$0.value.isEmpty } }

    /// The text at a path; empty where nothing was written. Setting an empty text removes the field.
    public subscript(path: String) -> String {
        get { fields[path] ?? "" }
        set { fields[path] = newValue.isEmpty ? nil : newValue }
    }

    /// Whether anything stands at a path.
    public func isFilled(_ path: String) -> Bool { fields[path] != nil }

    /// The lines at a path, for questions that take several choices; none where it is blank.
    public func lines(_ path: String) -> [String] {
        self[path].split(separator: "\n").map(String.init)
    }

    /// The day at a path, written as ISO 8601; `nil` where it is blank or no day.
    public func day(_ path: String) -> CalendarDay? { CalendarDay(iso: self[path]) }

    /// The keys of the rows below a prefix, in their order: rows are keyed by ids that grow with time.
    public func rows(_ prefix: String) -> [String] {
        var keys: Set<Substring> = []
        let start = prefix + "/"
        for path in fields.keys where path.hasPrefix(start) {
            let rest = path.dropFirst(start.count)
            if let end = rest.firstIndex(of: "/") { keys.insert(rest[..<end]) }
        }
        return keys.map(String.init).sorted()
    }

    /// Whether exactly this text stands at a path, byte for byte: an é written in one character or in two looks
    /// the same and has another digest.
    private func holds(_ text: String, at path: String) -> Bool {
        self[path].utf8.elementsEqual(text.utf8)
    }

    /// Removes everything below a prefix.
    public mutating func remove(below prefix: String) {
        let start = prefix + "/"
        fields = fields.filter { !$0.key.hasPrefix(start) }
    }

    /// What has to be written, and what removed (empty), to come from another state to this one.
    public func changes(from old: AssessmentContent) -> [String: String] {
        var changes: [String: String] = [:]
        for (path, text) in fields where !old.holds(text, at: path) { changes[path] = text }
        for path in old.fields.keys where fields[path] == nil { changes[path] = "" }
        return changes
    }

    /// The content after changes were made.
    public func applying(_ changes: [String: String]) -> AssessmentContent {
        var content = self
        for (path, text) in changes { content[path] = text }
        return content
    }

    /// The paths that both sides changed since a common state, each to something else.
    public static func conflicts(
        since base: AssessmentContent, mine: [String: String], theirs: AssessmentContent
    ) -> [String] {
        mine.filter { path, text in
            !theirs.holds(base[path], at: path) && !theirs.holds(text, at: path)
        }.keys.sorted()
    }
}

/// The one form in which content is stored, hashed and exported: a JSON object of strings, keys in byte order,
/// no spaces, only what must be escaped escaped.
extension AssessmentContent {
    /// The canonical bytes: equal content has equal bytes, so that a digest stands for exactly this content.
    public var canonicalJSON: [UInt8] { CanonicalJSON.bytes(of: fields) }

    /// Reads canonical bytes back; `nil` where they are no object of strings.
    public init?(canonicalJSON bytes: [UInt8]) {
        guard let fields = CanonicalJSON.fields(bytes) else { return nil }
        self.init(fields)
    }
}
