// SPDX-License-Identifier: Apache-2.0

/// A thing of the record that another can point to.
public struct RecordName: Hashable, Comparable, Sendable {
    /// The kinds of things that are joined.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A strategy or framework, one part of it, an outcome, what is unequal in it.
        case strategy, part, outcome, inequality
        /// An objective, an action, an assessment, a consultation known by its words.
        case objective, action, assessment, consultation
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// Its id; for a consultation its words.
    public let id: String

    /// Names a thing.
    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    /// By kind, then by id, so that lists come out the same each time.
    public static func < (left: RecordName, right: RecordName) -> Bool {
        (left.kind.rawValue, left.id) < (right.kind.rawValue, right.id)
    }
}

/// Why two things of the record are joined.
public enum LinkKind: String, CaseIterable, Hashable, Sendable {
    /// The later one grew out of the earlier one: a strategy, part, objective or action.
    case cameFrom
    /// An objective serves an outcome or a part of a strategy; an action serves an objective.
    case serves
    /// An objective answers what was found unequal, in an outcome or an assessment.
    case answers
    /// An action waits for another.
    case dependsOn
    /// An action is a part of another.
    case partOf
    /// An action or objective touches an assessment or a consultation.
    case concerns
    /// A part of a strategy or an objective came to its end with the next strategy, and nothing follows it.
    case endedWith

    /// The join in words, read from the one that points.
    public var words: String {
        switch self {
        case .cameFrom: "came from"
        case .serves: "serves"
        case .answers: "answers"
        case .dependsOn: "waits for"
        case .partOf: "is part of"
        case .concerns: "concerns"
        case .endedWith: "ended with"
        }
    }

    /// The join in words, read from the one pointed to.
    public var wordsBack: String {
        switch self {
        case .cameFrom: "became"
        case .serves: "is served by"
        case .answers: "is answered by"
        case .dependsOn: "is waited for by"
        case .partOf: "has as a part"
        case .concerns: "is touched by"
        case .endedWith: "saw the end of"
        }
    }

    /// Whether a chain of such joins must never come back to where it began.
    public var forbidsCircles: Bool {
        switch self {
        case .cameFrom, .dependsOn, .partOf: true
        case .serves, .answers, .concerns, .endedWith: false
        }
    }

    /// Whether two things may be joined in this way.
    public func joins(_ from: RecordName.Kind, _ to: RecordName.Kind) -> Bool {
        switch self {
        case .cameFrom:
            from == to && [.strategy, .part, .objective, .action].contains(from)
                || ([.objective, .action, .outcome].contains(from) && to == .part)
                || (from == .outcome && to == .outcome)
        case .serves:
            (from == .objective && [.outcome, .part].contains(to))
                || (from == .action && [.objective, .part].contains(to))
        case .answers: from == .objective && [.inequality, .assessment].contains(to)
        case .dependsOn, .partOf: from == .action && to == .action
        case .concerns: [.action, .objective].contains(from) && [.assessment, .consultation].contains(to)
        case .endedWith: [.part, .objective].contains(from) && to == .strategy
        }
    }
}

/// One join between two things, kept for ever: what was ended says when.
public struct RecordLink: Hashable, Sendable {
    /// Why they are joined.
    public let kind: LinkKind
    /// The thing that points.
    public let from: RecordName
    /// The thing pointed to.
    public let to: RecordName
    /// What somebody said about it; empty where nobody did.
    public let note: String

    /// A join.
    public init(_ kind: LinkKind, from: RecordName, to: RecordName, note: String = "") {
        self.kind = kind
        self.from = from
        self.to = to
        self.note = note
    }

    /// The way round that a new join would close, from its start back to its start; `nil` where it closes none.
    public static func circle(closedBy link: RecordLink, among links: [RecordLink]) -> [RecordName]? {
        guard link.kind.forbidsCircles else { return nil }
        var next: [RecordName: [RecordName]] = [:]
        for other in links where other.kind == link.kind { next[other.from, default: []].append(other.to) }
        var ways: [[RecordName]] = [[link.from, link.to]]
        var seen: Set<RecordName> = []
        while let way = ways.popLast(), let last = way.last {
            if last == link.from { return way }
            guard seen.insert(last).inserted else { continue }
            for further in (next[last] ?? []).sorted() { ways.append(way + [further]) }
        }
        return nil
    }

    /// What a thing grew out of, and what grew out of it, each with the join nearest to the thing, near ones first.
    public static func line(of name: RecordName, among links: [RecordLink]) -> (
        earlier: [RecordLink], later: [RecordLink]
    ) {
        let links = links.filter { $0.kind == .cameFrom }
        func walk(_ next: (RecordName) -> [(RecordLink, RecordName)]) -> [RecordLink] {
            var found: [RecordLink] = []
            var seen: Set<RecordName> = [name]
            var waiting = [name]
            while !waiting.isEmpty {
                let here = waiting.removeFirst()
                for (link, other) in next(here) where seen.insert(other).inserted {
                    found.append(link)
                    waiting.append(other)
                }
            }
            return found
        }
        return (
            walk { here in links.filter { $0.from == here }.map { ($0, $0.to) } },
            walk { here in links.filter { $0.to == here }.map { ($0, $0.from) } }
        )
    }
}
