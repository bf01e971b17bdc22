// SPDX-License-Identifier: Apache-2.0

/// How the categories of a figure and of its benchmark are brought together: the same, bands of ages put together, or
/// through a declared mapping.
struct CategoryAlignment {
    /// The scheme in which both are told.
    let scheme: CategoryScheme
    /// The mapping that was used; `nil` for none.
    let mapping: CategoryMapping?
    private let figure: [String: String]
    private let benchmark: [String: String]

    /// Aligns two schemes by the codes that occur. Refused with the reason where nothing leads from one to the other.
    static func aligning(
        _ own: CategoryScheme, _ ownCodes: Set<String>, with other: CategoryScheme, _ otherCodes: Set<String>,
        _ schemes: CategorySchemes
    ) -> Result<CategoryAlignment, SchemeProblem> {
        if own.id == other.id {
            return rolled(own, [:], ownCodes, [:], otherCodes, nil, own.leaves.map(\.code))
        }
        if own.isAges, other.isAges { return ages(own, ownCodes, other, otherCodes) }
        if let mapping = schemes.mapping(from: own.id, to: other.id) {
            return mapped(mapping, from: own, ownCodes, to: other, otherCodes, leadsFigure: true)
        }
        if let mapping = schemes.mapping(from: other.id, to: own.id) {
            return mapped(mapping, from: other, otherCodes, to: own, ownCodes, leadsFigure: false)
        }
        return .failure(
            SchemeProblem(
                "\(own.id)--\(other.id)",
                "Nothing says how \(own.title) leads to \(other.title), so they cannot be compared"))
    }

    /// The common code of a figure's code; `nil` for an answer that is none.
    func ofFigure(_ code: String) -> String? { figure[code] }
    /// The common code of a benchmark's code; `nil` for an answer that is none.
    func ofBenchmark(_ code: String) -> String? { benchmark[code] }

    /// That finer answers are told in main groups because some people gave no finer one; `nil` where they are not.
    func rolledWords(_ own: CategoryScheme, _ codes: Set<String>) -> String? {
        guard mapping == nil, own.id == scheme.id,
            codes.contains(where: { ofFigure($0) != $0 && own.leaves(under: $0).map(\.code) == [$0] }),
            let bare = codes.sorted().first(where: { own.leaves(under: $0).map(\.code) != [$0] })
        else { return nil }
        return
            "Some answers give a main group only, such as \u{201C}\(own[bare]?.label ?? bare)\u{201D}, so all are told "
            + "in main groups. To have finer ones, say what those answers mean when the file is taken in."
    }

    /// Brings both sides up to targets, or to the top where codes stand above a target.
    private static func rolled(
        _ scheme: CategoryScheme, _ figureLead: [String: String], _ figureCodes: Set<String>,
        _ benchmarkLead: [String: String], _ benchmarkCodes: Set<String>, _ mapping: CategoryMapping?,
        _ targets: [String]
    ) -> Result<CategoryAlignment, SchemeProblem> {
        for targets in [Set(targets), Set(scheme.top.map(\.code))] {
            let one = Self.roll(figureCodes, figureLead, scheme, targets)
            let other = Self.roll(benchmarkCodes, benchmarkLead, scheme, targets)
            if let one, let other {
                return .success(
                    CategoryAlignment(scheme: scheme, mapping: mapping, figure: one, benchmark: other))
            }
        }
        return .failure(
            SchemeProblem(scheme.id, "The categories of \(scheme.title) cannot be brought to one level"))
    }

    /// Each code with the target above it; `nil` where one has none.
    private static func roll(
        _ codes: Set<String>, _ lead: [String: String], _ scheme: CategoryScheme, _ targets: Set<String>
    ) -> [String: String]? {
        var rolled: [String: String] = [:]
        for code in codes {
            var place = lead[code] ?? code
            while !targets.contains(place) {
                guard let parent = scheme[place]?.parent else { return nil }
                place = parent
            }
            rolled[code] = place
        }
        return rolled
    }

    private static func mapped(
        _ mapping: CategoryMapping, from: CategoryScheme, _ fromCodes: Set<String>, to: CategoryScheme,
        _ toCodes: Set<String>, leadsFigure: Bool
    ) -> Result<CategoryAlignment, SchemeProblem> {
        var lead: [String: String] = [:]
        for code in fromCodes {
            // A parent that was answered alone goes where all of its parts go.
            let images = Set(from.leaves(under: code).compactMap { mapping.pairs[$0.code] })
            guard let image = mapping.pairs[code] ?? (images.count == 1 ? images.first : nil) else {
                let label = from[code]?.label ?? code
                return .failure(
                    SchemeProblem(
                        "\(from.id)--\(to.id)",
                        "\u{201C}\(label)\u{201D} has no counterpart in \(to.title), so these figures cannot be "
                            + "compared"))
            }
            lead[code] = image
        }
        let images = Set(mapping.pairs.values)
        // Where a parent and one of its parts are both led to, only the parent can be told.
        let targets = images.filter { code in
            var parent = to[code]?.parent
            while let place = parent {
                if images.contains(place) { return false }
                parent = to[place]?.parent
            }
            return true
        }
        return leadsFigure
            ? rolled(to, lead, fromCodes, [:], toCodes, mapping, Array(targets))
            : rolled(to, [:], toCodes, lead, fromCodes, mapping, Array(targets))
    }

    /// Bands of ages: the finer ones are put together into the coarser.
    private static func ages(
        _ own: CategoryScheme, _ ownCodes: Set<String>, _ other: CategoryScheme, _ otherCodes: Set<String>
    ) -> Result<CategoryAlignment, SchemeProblem> {
        func lead(_ codes: Set<String>, _ from: CategoryScheme, _ to: CategoryScheme) -> [String: String]? {
            var lead: [String: String] = [:]
            for code in codes {
                guard let ages = from[code]?.ages, let band = to.band(ofAge: ages.youngest),
                    let wide = band.ages,
                    (ages.oldest ?? .max) <= (wide.oldest ?? .max)
                else { return nil }
                lead[code] = band.code
            }
            return lead
        }
        func same(_ codes: Set<String>) -> [String: String] {
            Dictionary(uniqueKeysWithValues: codes.map { ($0, $0) })
        }
        if let led = lead(otherCodes, other, own) {
            return .success(
                CategoryAlignment(scheme: own, mapping: nil, figure: same(ownCodes), benchmark: led))
        }
        if let led = lead(ownCodes, own, other) {
            return .success(
                CategoryAlignment(scheme: other, mapping: nil, figure: led, benchmark: same(otherCodes)))
        }
        return .failure(
            SchemeProblem(
                "\(own.id)--\(other.id)",
                "The age bands of \(own.title) cut through those of \(other.title), so they cannot be compared"
            ))
    }
}
