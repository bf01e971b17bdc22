// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a reader of JSON passes over in silence: a key that stands twice, and one that means nothing.
enum StrictJSON {
    /// The first key that stands twice in one object of a valid text; `nil` where none does.
    static func repeatedKey(_ bytes: [UInt8]) -> String? {
        /// The keys of each object that is open; `nil` for lists.
        var open: [Set<String>?] = []
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "{"): open.append([])
            case UInt8(ascii: "["): open.append(nil)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            case UInt8(ascii: "\""):
                let start = at
                at += 1
                while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
                    at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
                }
                var next = at + 1
                while next < bytes.count, [9, 10, 13, 32].contains(bytes[next]) { next += 1 }
                guard next < bytes.count, bytes[next] == UInt8(ascii: ":"), let last = open.last,
                    var keys = last
                else { break }
                let written = Data(bytes[start...at])
                let key =
                    (try? JSONDecoder().decode(String.self, from: written))
                    ?? String(decoding: written, as: UTF8.self)
                if !keys.insert(key).inserted { return key }
                open[open.count - 1] = keys
            default: break
            }
            at += 1
        }
        return nil
    }

    /// The first key, with those around it, that `known` does not have in the same place.
    static func unknownKey(in given: Any, known: Any?) -> String? {
        if let given = given as? [String: Any] {
            let known = known as? [String: Any] ?? [:]
            for (key, value) in given.sorted(by: { $0.key < $1.key }) {
                guard let held = known[key] else { return key }
                if let inner = unknownKey(in: value, known: held) { return "\(key).\(inner)" }
            }
        } else if let given = given as? [Any] {
            let known = known as? [Any] ?? []
            for (at, value) in given.enumerated() {
                if let inner = unknownKey(in: value, known: at < known.count ? known[at] : nil) {
                    return inner
                }
            }
        }
        return nil
    }
}

extension DisclosurePolicy {
    /// The policy that a file states; whatever in it would mean nothing is refused.
    static func read(_ bytes: [UInt8], file: String) throws(DisclosureProblem) -> DisclosurePolicy {
        guard let policy = try? JSONDecoder().decode(DisclosurePolicy.self, from: Data(bytes)),
            let again = try? JSONEncoder().encode(policy),
            let given = try? JSONSerialization.jsonObject(with: Data(bytes)),
            let known = try? JSONSerialization.jsonObject(with: again)
        else { throw DisclosureProblem(file: file, "is not a disclosure policy") }
        if let key = StrictJSON.repeatedKey(bytes) {
            throw DisclosureProblem(file: file, "states \(key) twice")
        }
        if let key = StrictJSON.unknownKey(in: given, known: known) {
            throw DisclosureProblem(
                file: file, "states \(key), which no policy has; take it out or mend its name")
        }
        let day = policy.effectiveFrom.split(separator: "-", omittingEmptySubsequences: false)
        guard day.map(\.count) == [4, 2, 2], day.allSatisfy({ String($0).wholeCount != nil }) else {
            throw DisclosureProblem(
                file: file,
                "effectiveFrom is \"\(policy.effectiveFrom)\"; it must be a day such as 2026-04-01")
        }
        return policy
    }

    /// Refuses a policy that is not in force yet on a day, written as year-month-day.
    public func requireForce(on day: String) throws(DisclosureProblem) {
        if effectiveFrom > day {
            throw DisclosureProblem(
                "the policy \(name) is in force from \(effectiveFrom), and today is \(day); choose another, or "
                    + "change the day if it was decided otherwise")
        }
    }
}
