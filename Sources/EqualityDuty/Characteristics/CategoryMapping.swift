// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// A declared way from the categories of one version to those of another.
public struct CategoryMapping: Hashable, Sendable {
    /// The id of the scheme that is led from.
    public let from: String
    /// The id of the scheme that is led to.
    public let to: String
    /// What it is called, as a phrase inside a sentence.
    public let name: String
    /// Who says so.
    public let source: String
    /// What must be known beside figures that went through it; empty for nothing.
    public let note: String
    /// Whether a series across it is to be marked as a break.
    public let isBreak: Bool
    /// The code that each code is led to.
    public let pairs: [String: String]
    /// Codes without a counterpart: figures that need them are refused.
    public let without: Set<String>

    /// A mapping between two schemes; throws where a leaf has no place in it, or a code is in neither.
    public init(
        from: CategoryScheme, to: CategoryScheme, name: String, source: String = "", note: String = "",
        isBreak: Bool, pairs: [String: String], without: Set<String> = []
    ) throws(SchemeProblem) {
        let id = "\(from.id)--\(to.id)"
        for (one, other) in pairs.sorted(by: { $0.key < $1.key }) {
            guard from[one] != nil else { throw SchemeProblem(id, "\(one) is no code of \(from.id)") }
            guard to[other] != nil else { throw SchemeProblem(id, "\(other) is no code of \(to.id)") }
            guard !without.contains(one) else {
                throw SchemeProblem(id, "\(one) is led to \(other) and also said to have no counterpart")
            }
        }
        if let lost = from.leaves.first(where: { pairs[$0.code] == nil && !without.contains($0.code) }) {
            throw SchemeProblem(id, "\(lost.code) of \(from.id) is led nowhere")
        }
        self.from = from.id
        self.to = to.id
        self.name = name
        self.source = source
        self.note = note
        self.isBreak = isBreak
        self.pairs = pairs
        self.without = without
    }

    /// Counts by code led to the other scheme; non-answers keep their standing.
    ///
    /// Refused with the reason where anybody is counted under a code without a counterpart.
    public func leading(
        _ counts: [String: Int], from scheme: CategoryScheme, to other: CategoryScheme
    ) -> Result<[String: Int], SchemeProblem> {
        var led: [String: Int] = [:]
        for (code, count) in counts where count != 0 {
            if let standing = scheme[code]?.standing, standing != .category, pairs[code] == nil {
                let there = other.categories.first { $0.standing == standing }?.code ?? standing.code
                led[there, default: 0] += count
            } else if let there = pairs[code] {
                led[there, default: 0] += count
            } else {
                let label = scheme[code]?.label ?? code
                return .failure(
                    SchemeProblem(
                        "\(from)--\(to)",
                        "\u{201C}\(label)\u{201D} has no counterpart in \(other.title), "
                            + "so these figures cannot be compared"))
            }
        }
        return .success(led)
    }
}

/// All schemes and mappings that are known, by id.
public struct CategorySchemes: Hashable, Sendable {
    /// The schemes by id.
    public let schemes: [String: CategoryScheme]
    /// The mappings.
    public let mappings: [CategoryMapping]

    /// None.
    public static let none = CategorySchemes([], mappings: [])

    /// Schemes with the mappings between them; a later scheme of the same id takes the place of an earlier.
    public init(_ schemes: [CategoryScheme], mappings: [CategoryMapping]) {
        self.schemes = Dictionary(schemes.map { ($0.id, $0) }) { $1 }
        self.mappings = mappings
    }

    /// The scheme of an id; `nil` where there is none.
    public subscript(id: String) -> CategoryScheme? { schemes[id] }

    /// The declared way from one to the other; `nil` where nobody declared one.
    public func mapping(from: String, to: String) -> CategoryMapping? {
        mappings.first { $0.from == from && $0.to == to }
    }

    /// What statistics are told of the mappings.
    public var classificationMappings: [ClassificationMapping] {
        mappings.compactMap { mapping in
            guard let from = self[mapping.from], let to = self[mapping.to] else { return nil }
            return ClassificationMapping(
                from: from.classification, to: to.classification, name: mapping.name)
        }
    }

    /// Counts of one scheme in the categories of another: as they are, through the declared mapping, or refused
    /// with the reason. The mapping comes with them, so that a page can name it and mark the break.
    public func counts(
        _ counts: [String: Int], of from: CategoryScheme, in to: CategoryScheme
    ) -> Result<(counts: [String: Int], mapping: CategoryMapping?), SchemeProblem> {
        if from.id == to.id { return .success((counts, nil)) }
        if from.isAges, to.isAges { return bands(counts, of: from, in: to).map { ($0, nil) } }
        guard let mapping = mapping(from: from.id, to: to.id) else {
            return .failure(
                SchemeProblem(
                    "\(from.id)--\(to.id)",
                    "Nothing says how \(from.title) leads to \(to.title), so they cannot be compared"))
        }
        return mapping.leading(counts, from: from, to: to).map { ($0, mapping) }
    }

    /// Counts by age led to wider bands; refused where a band would be cut.
    private func bands(
        _ counts: [String: Int], of from: CategoryScheme, in to: CategoryScheme
    ) -> Result<[String: Int], SchemeProblem> {
        var led: [String: Int] = [:]
        for (code, count) in counts where count != 0 {
            guard let ages = from[code]?.ages else {
                led[code, default: 0] += count
                continue
            }
            guard let band = to.band(ofAge: ages.youngest), let wider = band.ages,
                wider.oldest == nil || ages.oldest.map({ $0 <= wider.oldest ?? .max }) ?? false
            else {
                return .failure(
                    SchemeProblem(
                        "\(from.id)--\(to.id)",
                        "The ages \(ages.words) are cut by the bands of \(to.title), so they cannot be led there"
                    ))
            }
            led[band.code, default: 0] += count
        }
        return .success(led)
    }
}
