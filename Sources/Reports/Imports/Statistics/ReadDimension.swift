// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

/// A variable of a file with what its labels mean in a category scheme.
struct ReadDimension {
    /// What one label is.
    enum Meaning: Hashable {
        /// Everybody in this dimension.
        case total
        /// A category, or an answer that is none, by its code.
        case code(String)
        /// Not for these people, or left out on request.
        case leftOut
        /// No category that is known.
        case unknown
    }

    let name: String
    let scheme: CategoryScheme
    /// The meaning of each label, in their order.
    let meanings: [Meaning]
    /// Whether the scheme was made from the file.
    let isMade: Bool
    /// Bands of ages that no narrower ones fill, the youngest first.
    private let finest: [(label: Int, ages: AgeRange)]

    init(name: String, scheme: CategoryScheme, meanings: [Meaning], isMade: Bool) {
        (self.name, self.scheme, self.meanings, self.isMade) = (name, scheme, meanings, isMade)
        finest = scheme.isAges ? Self.finest(meanings, scheme) : []
    }

    /// The labels that are leaves here: no other labels make them up.
    func leaves() -> [Int] {
        meanings.indices.filter { place in
            guard case .code(let code) = meanings[place] else { return false }
            return parts(ofCode: code).isEmpty
        }
    }

    /// The labels of the finest kind that together make up a label; empty where it is one of them itself.
    func parts(of label: Int) -> [Int] {
        switch meanings[label] {
        case .total: leaves()
        case .code(let code): parts(ofCode: code)
        case .leftOut, .unknown: []
        }
    }

    private func parts(ofCode code: String) -> [Int] {
        if let ages = scheme[code]?.ages ?? CategoryScheme.ages(ofCode: code), scheme.isAges {
            return parts(of: ages)
        }
        let below = Set(scheme.leaves(under: code).map(\.code)).subtracting([code])
        guard !below.isEmpty else { return [] }
        return meanings.indices.filter { place in
            guard case .code(let other) = meanings[place], other != code else { return false }
            return below.contains(other)
                || (scheme.leaves(under: other).allSatisfy { below.contains($0.code) } && isBelow(other, code)
                    && !hasParts(other))
        }
    }

    private func hasParts(_ code: String) -> Bool {
        let below = Set(scheme.leaves(under: code).map(\.code)).subtracting([code])
        return meanings.contains { if case .code(let other) = $0 { below.contains(other) } else { false } }
    }

    private func isBelow(_ code: String, _ above: String) -> Bool {
        var place = scheme[code]?.parent
        while let code = place {
            if code == above { return true }
            place = scheme[code]?.parent
        }
        return false
    }

    /// The labels whose ages follow each other and fill a wider band; empty where they do not.
    private func parts(of ages: AgeRange) -> [Int] {
        let inside = finest.filter { $0.ages != ages }
            .filter { $0.ages.youngest >= ages.youngest && $0.ages.oldest ?? .max <= ages.oldest ?? .max }
        guard Self.fill(ages, inside.map(\.ages)) else { return [] }
        return inside.map(\.label)
    }

    private static func finest(
        _ meanings: [Meaning], _ scheme: CategoryScheme
    ) -> [(label: Int, ages: AgeRange)] {
        let all = meanings.indices.compactMap { label -> (label: Int, ages: AgeRange)? in
            guard case .code(let code) = meanings[label] else { return nil }
            return (scheme[code]?.ages ?? CategoryScheme.ages(ofCode: code)).map { (label, $0) }
        }
        return all.filter { one in
            let narrower = all.filter { other in
                other.ages != one.ages && other.ages.youngest >= one.ages.youngest
                    && other.ages.oldest ?? .max <= one.ages.oldest ?? .max
            }
            return !canFill(one.ages, narrower.map(\.ages))
        }.sorted { ($0.ages.youngest, $0.ages.oldest ?? .max) < ($1.ages.youngest, $1.ages.oldest ?? .max) }
    }

    /// Whether bands in order fill another without gap or overlap.
    private static func fill(_ ages: AgeRange, _ bands: [AgeRange]) -> Bool {
        var next = ages.youngest
        for band in bands.sorted(by: { $0.youngest < $1.youngest }) {
            guard band.youngest == next else { return false }
            guard let oldest = band.oldest else {
                return ages.oldest == nil && band == bands.max(by: { $0.youngest < $1.youngest })
            }
            next = oldest + 1
        }
        return ages.oldest.map { next == $0 + 1 } ?? false
    }

    /// Whether some of the bands fill another.
    private static func canFill(_ ages: AgeRange, _ bands: [AgeRange]) -> Bool {
        var reached: Set<Int> = [ages.youngest]
        var isOpenFilled = false
        for band in bands.sorted(by: { $0.youngest < $1.youngest }) where reached.contains(band.youngest) {
            if let oldest = band.oldest { reached.insert(oldest + 1) } else { isOpenFilled = true }
        }
        return ages.oldest.map { reached.contains($0 + 1) } ?? isOpenFilled
    }
}
