// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// Who leads an action, as everybody may read it: posts, teams and bodies, and no name of a person.
///
/// Only what is known to be a post passes: a part that the body itself records as a post or a unit, or one in which
/// every word is known from posts and services. Whatever else stands in the cell is "a named officer".
public struct PublicLeads: Hashable, Sendable {
    private let recorded: Set<String>
    private let recordedWords: Set<String>

    /// Leads of a body that records these posts and units.
    public init(posts: [String] = [], units: [String] = []) {
        recorded = Set((posts + units).map { Self.words($0).joined(separator: " ") })
        recordedWords = Set(units.flatMap(Self.words))
    }

    /// What everybody reads in place of a lead.
    public func words(of lead: Lead) -> String {
        switch lead.kind {
        case .toBeConfirmed, .none: return lead.name
        case .named:
            if isRecorded(lead.name) { return lead.name }
            let posts = Self.parts(lead.name).filter(isPost)
            if !posts.isEmpty { return posts.joined(separator: ", ") }
            return Self.parts(lead.name).contains(where: Self.isCouncillor)
                ? "a councillor" : "a named officer"
        }
    }

    /// What everybody reads in place of the leads of an action, each once.
    public func words(of action: Action) -> String {
        var shown: [String] = []
        for words in action.leads.map(words) where !words.isEmpty && !shown.contains(words) {
            shown.append(words)
        }
        return shown.joined(separator: "; ")
    }

    /// The action with its leads as everybody may read them; the cell stays as written where nothing is kept back.
    public func published(_ action: Action) -> Action {
        let isOpen = action.leads.allSatisfy { words(of: $0) == $0.name }
        guard !isOpen else { return action }
        return action.led(
            by: action.leads.map { Lead(name: words(of: $0), kind: $0.kind) }, cell: words(of: action))
    }

    /// The leads of a plan that everybody reads otherwise than they are written, each once, by their words.
    public func masked(_ actions: [Action]) -> [(written: String, shown: String)] {
        var seen: [String: String] = [:]
        for lead in actions.flatMap(\.leads) where words(of: lead) != lead.name {
            seen[lead.name] = words(of: lead)
        }
        return seen.sorted { $0.key < $1.key }.map { (written: $0.key, shown: $0.value) }
    }

    /// The words of the leads of a plan that may be names of persons, without titles.
    public func names(_ actions: [Action]) -> [String] {
        let kept = actions.flatMap(\.leads).filter { $0.kind == .named && !isRecorded($0.name) }
            .flatMap { Self.parts($0.name) }.filter { !isPost($0) }
            .map { part in
                part.split(whereSeparator: \.isWhitespace)
                    .drop { Self.titles.contains(foldedForSearch(String($0)).filter(\.isLetter)) }
                    .joined(separator: " ")
            }
        return Set(kept.filter { !$0.isEmpty }).sorted()
    }

    /// Which of these texts hold the name, or the family name, of a lead of the plan; each with that name.
    public func warnings(in texts: [(place: String, text: String)], of actions: [Action]) -> [String] {
        let names = names(actions).map(Self.words).filter { !$0.isEmpty }
        var warnings: [String] = []
        for (place, text) in texts {
            let written = Self.words(text)
            for name in names where Self.holds(written, name) || holdsFamilyName(text, name) {
                let shown = name.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
                let warning = "\(place): \(shown)"
                if !warnings.contains(warning) { warnings.append(warning) }
            }
        }
        return warnings
    }

    /// A family name written as a name, alone; one that is also a word of posts says nothing.
    private func holdsFamilyName(_ text: String, _ name: [String]) -> Bool {
        guard name.count > 1, let family = name.last, family.count > 2, !isKnown(family) else { return false }
        return text.split { !$0.isLetter }.contains {
            $0.first?.isUppercase == true && foldedForSearch(String($0)) == family
        }
    }

    private static func holds(_ text: [String], _ name: [String]) -> Bool {
        guard name.count > 1, text.count >= name.count else { return false }
        return (0...(text.count - name.count)).contains { Array(text[$0..<($0 + name.count)]) == name }
    }

    private func isRecorded(_ text: String) -> Bool {
        recorded.contains(Self.words(text).joined(separator: " "))
    }

    private func isKnown(_ word: String) -> Bool {
        PostWords.nouns.contains(word) || PostWords.services.contains(word) || PostWords.joins.contains(word)
            || PostWords.familyNames.contains(word) || recordedWords.contains(word)
    }

    /// Whether a part of a lead is a post, a team or a body: each word is known, and one of them is such a noun.
    private func isPost(_ part: String) -> Bool {
        if isRecorded(part) { return true }
        let words = Self.words(part)
        guard !words.isEmpty, !Self.isCouncillor(part), words.allSatisfy(isKnown) else { return false }
        if words.contains(where: PostWords.nouns.contains) { return true }
        // "Head of Housing" is a post; "Head" and "Young Head" may be somebody.
        return zip(words, words.dropFirst()).contains {
            PostWords.familyNames.contains($0) && ["of", "for", "to"].contains($1)
        }
    }

    private static func isCouncillor(_ part: String) -> Bool {
        words(part).first.map { ["cllr", "cllrs", "councillor", "alderman"].contains($0) } ?? false
    }

    private static let titles: Set<String> = [
        "alderman", "cllr", "cllrs", "councillor", "dame", "dr", "lady", "lord", "miss", "mr", "mrs", "ms",
        "mx",
        "prof", "professor", "rev", "sir",
    ]

    /// Parted where people part a name from a post.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        for piece in text.replacing(" - ", with: ",") {
            if ",;:()[]|/–—\n".contains(piece) {
                parts.append("")
            } else {
                parts[parts.count - 1].append(piece)
            }
        }
        return parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter {
            !$0.isEmpty
        }
    }

    private static func words(_ text: String) -> [String] {
        foldedForSearch(text.filter { $0 != "'" && $0 != "’" })
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
