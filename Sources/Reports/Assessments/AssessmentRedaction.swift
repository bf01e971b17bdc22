// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// What the public does not see, and why: a reason at a path covers everything below it.
public struct AssessmentRedaction: Hashable, Sendable {
    /// The reasons by path.
    public let reasons: [String: String]

    /// Nothing, or these paths for these reasons.
    public init(_ reasons: [String: String] = [:]) { self.reasons = reasons }

    /// The words in place of what stands at a path; `nil` where it is shown.
    public func words(at path: String) -> String? { reason(at: path).map { "Withheld: \($0)" } }

    private func reason(at path: String) -> String? {
        guard !reasons.isEmpty else { return nil }
        var place = Substring(path)
        while true {
            if let reason = reasons[String(place)] { return reason }
            guard let end = place.lastIndex(of: "/") else { return nil }
            place = place[..<end]
        }
    }

    /// The same, and the actions of the plan whose place in a mitigation is withheld: each is then withheld
    /// at
    /// `action/ID` too, wherever it would stand.
    public func coveringActions(of content: AssessmentContent) -> AssessmentRedaction {
        var all = reasons
        for mitigation in content.mitigations where !mitigation.action.isEmpty {
            let path = "\(AssessmentPath.mitigation)/\(mitigation.row)/action"
            guard let reason = reason(at: path), all["action/\(mitigation.action)"] == nil else { continue }
            all["action/\(mitigation.action)"] = reason
        }
        return AssessmentRedaction(all)
    }

    /// A text, or the words in its place; a blank stays a blank.
    func shown(_ text: String, at path: String) -> String {
        text.isEmpty ? text : words(at: path) ?? text
    }

    /// The content as the public sees it.
    public func applied(to content: AssessmentContent) -> AssessmentContent {
        guard !reasons.isEmpty else { return content }
        var shown = content.fields
        for path in content.fields.keys {
            if let words = words(at: path) { shown[path] = words }
        }
        return AssessmentContent(shown)
    }
}
