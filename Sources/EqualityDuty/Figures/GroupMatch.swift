// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Which group of one scheme holds exactly the answers of a group of another: the only case in which the two may be
/// compared.
struct GroupMatch {
    /// The code of the group in the other scheme.
    let code: String
    /// The mapping by which they hold the same; `nil` where the schemes are one, or bands of ages.
    let mapping: CategoryMapping?

    /// Finds the counterpart of a group, or says why there is none.
    static func of(
        _ code: String, in from: String, to: String, _ schemes: CategorySchemes
    ) -> Result<GroupMatch, SchemeProblem> {
        if from == to { return .success(GroupMatch(code: code, mapping: nil)) }
        let id = "\(from)--\(to)"
        guard let one = schemes[from], let other = schemes[to] else {
            return .failure(
                SchemeProblem(
                    id, "The categories are not the same, and nothing says how one leads to the other"))
        }
        let label = one[code]?.label ?? code
        if one.isAges, other.isAges {
            let ages = Self.ages(code, one)
            if let ages, let band = other.categories.first(where: { Self.ages($0.code, other) == ages }) {
                return .success(GroupMatch(code: band.code, mapping: nil))
            }
            return .failure(
                SchemeProblem(id, "\(other.title) has no band of the same ages as \u{201C}\(label)\u{201D}"))
        }
        let mapping = schemes.mapping(from: from, to: to)
        let back = schemes.mapping(from: to, to: from)
        guard let mapping = mapping ?? back else {
            return .failure(
                SchemeProblem(
                    id, "Nothing says how \(one.title) leads to \(other.title), so they cannot be compared"))
        }
        let found =
            mapping.from == from
            ? forwards(code, one, other, mapping) : backwards(code, one, other, mapping)
        guard let found else {
            return .failure(
                SchemeProblem(
                    id,
                    "By \(mapping.name), no group of \(other.title) holds the same answers as \u{201C}\(label)\u{201D}"
                ))
        }
        return .success(GroupMatch(code: found, mapping: mapping))
    }

    /// The mapping leads from the group's own scheme: the counterpart is what exactly its leaves are led into.
    private static func forwards(
        _ code: String, _ one: CategoryScheme, _ other: CategoryScheme, _ mapping: CategoryMapping
    ) -> String? {
        let own = Set(one.leaves(under: code).map(\.code))
        guard !own.isEmpty, own.isDisjoint(with: mapping.without) else { return nil }
        return other.categories.first { candidate in
            candidate.standing == .category
                && holds(candidate.code, own, one.leaves.map(\.code), mapping.pairs, other)
        }?.code
    }

    /// The mapping leads to the group's scheme: the counterpart is the group whose leaves alone are led into it.
    private static func backwards(
        _ code: String, _ one: CategoryScheme, _ other: CategoryScheme, _ mapping: CategoryMapping
    ) -> String? {
        other.categories.first { candidate in
            let own = Set(other.leaves(under: candidate.code).map(\.code))
            return candidate.standing == .category && own.isDisjoint(with: mapping.without)
                && holds(code, own, other.leaves.map(\.code), mapping.pairs, one)
        }?.code
    }

    /// Whether exactly these codes of all are led into a group or its parts, and none to what stands above it.
    private static func holds(
        _ group: String, _ codes: Set<String>, _ all: [String], _ pairs: [String: String],
        _ scheme: CategoryScheme
    ) -> Bool {
        func path(_ code: String) -> [String] { [code] + (scheme[code]?.parent.map(path) ?? []) }
        let above = Set(path(group).dropFirst())
        var led: Set<String> = []
        for code in all {
            guard let image = pairs[code] else { continue }
            if above.contains(image) { return false }
            if path(image).contains(group) { led.insert(code) }
        }
        return led == codes
    }

    private static func ages(_ code: String, _ scheme: CategoryScheme) -> AgeRange? {
        let bands = scheme.leaves(under: code).compactMap(\.ages)
        guard let first = bands.first, let last = bands.last else { return nil }
        return AgeRange(first.youngest, to: last.oldest)
    }
}
