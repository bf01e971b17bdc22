// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension StrategyStore {
    /// What taking the parts of a file did: which strategy holds them, how many are new, how many were there.
    public struct Taken: Hashable, Sendable {
        /// The strategy; empty where it was only rehearsed and is not there yet.
        public let id: String
        /// Whether the strategy itself is new.
        public let isNew: Bool
        /// How many parts were added, and how many were there already, word for word.
        public let added, unchanged: Int
    }

    /// Takes the parts of a file into the strategy of this title, which is added where there is none: all of them in
    /// one change or none. A part that is there word for word is left alone, once for each time it stands in the file.
    public func take(
        _ parts: [StrategyPart], into strategy: Strategy, source: String, rehearsing: Bool = false,
        _ change: Change
    ) async throws -> Taken {
        let known = try await strategies().filter { $0.title == strategy.title }
        if known.count > 1 {
            throw DatabaseFailure.refused("\(known.count) strategies are called “\(strategy.title)”")
        }
        guard let there = known.first else {
            let id = try await database.record(change, rehearsing: rehearsing) { recorder in
                let id = try recorder.addStrategy(strategy, parts: parts)
                try recorder.log(LogEvent("imported", "strategy", id, details: source))
                return id
            }
            return Taken(id: rehearsing ? "" : id, isNew: true, added: parts.count, unchanged: 0)
        }
        var left = Dictionary(
            try await self.parts(of: there.id).filter { !$0.isRetired }.map { ($0.bare, 1) },
            uniquingKeysWith: +)
        var missing: [StrategyPart] = []
        for part in parts {
            if let count = left[part.bare], count > 0 {
                left[part.bare] = count - 1
            } else {
                missing.append(part)
            }
        }
        let (id, version, new) = (there.id, there.version, missing)
        if !new.isEmpty {
            try await database.record(change, rehearsing: rehearsing) { recorder in
                try recorder.raiseStrategy(id, from: version)
                for part in new { _ = try recorder.addPart(part, to: id) }
                try recorder.keepStrategyVersion(id, verb: "changed")
                try recorder.log(LogEvent("imported", "strategy", id, details: source))
            }
        }
        return Taken(id: id, isNew: false, added: new.count, unchanged: parts.count - new.count)
    }

    /// The one strategy of this id or title; `nil` where there is none or several.
    public func strategy(called name: String) async throws -> Strategy? {
        if let strategy = try await strategy(name) { return strategy }
        let fitting = try await strategies().filter { foldedForSearch($0.title) == foldedForSearch(name) }
        return fitting.count == 1 ? fitting.first : nil
    }
}

extension StrategyPart {
    /// The part without its id, for comparing words.
    fileprivate var bare: StrategyPart {
        var part = self
        part.id = ""
        // An export names the kind of a part that nobody named.
        part.kindWritten = foldedForSearch(kindWritten.isEmpty ? kind.name : kindWritten)
        return part
    }
}
