// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import EqualityStatistics

extension DimensionReader {
    /// Labels that tell ages, led to a shipped scheme of the same bands or to one that is made of them; `nil` where
    /// they tell none.
    func ages(
        _ dimension: GatheredCounts.Dimension, _ places: [Int], _ madeID: String
    ) -> (read: ReadDimension?, doubts: [Doubt])? {
        let ranges = dimension.labels.map { AgeLabel.range($0) }
        let known = places.filter { ranges[$0] != nil }
        let isNamed = LabelBook.folded(dimension.name).split(separator: " ").contains {
            $0 == "age" || $0 == "ages"
        }
        let isWorded = places.contains { place in
            let label = dimension.labels[place].lowercased()
            return ranges[place] != nil
                && ["age", "year", "over", "under", "+", "plus"].contains { label.contains($0) }
        }
        guard !known.isEmpty, isNamed || (isWorded && known.count * 5 >= places.count * 4) else { return nil }
        var doubts: [Doubt] = []
        let draft = dimension.labels.indices.map { place -> ReadDimension.Meaning in
            if PlainLabel.isNotAsked(dimension.labels[place]) || dimension.codes[place] == "-8" {
                return .leftOut
            }
            if let range = ranges[place] { return .code(CategoryScheme.code(of: range)) }
            if PlainLabel.isTotal(dimension.labels[place]) { return .total }
            let words =
                SheetDamage.words(dimension.labels[place])
                ?? "tells no ages: write them as \u{201C}16 to 24\u{201D}"
            doubts.append(
                Doubt(
                    label: place, text: "\u{201C}\(dimension.labels[place])\u{201D} \(words)",
                    remedy: .mendFile))
            return .unknown
        }
        let finest = finest(known.compactMap { ranges[$0] })
        for (one, next) in zip(finest, finest.dropFirst())
        where one.oldest.map({ next.youngest != $0 + 1 }) ?? true {
            let isGap = one.oldest.map { next.youngest > $0 } ?? false
            let words = isGap ? "leave a gap between them" : "overlap"
            doubts.append(
                Doubt(
                    label: nil,
                    text: "The ages \(one.words) and \(next.words) \(words): each age must be counted once",
                    remedy: .mendFile))
        }
        guard doubts.isEmpty, let scheme = scheme(finest, madeID) else {
            return (
                nil,
                doubts.isEmpty
                    ? [Doubt(label: nil, text: "The ages cannot be put in order", remedy: .mendFile)] : doubts
            )
        }
        let meanings = draft.map { meaning -> ReadDimension.Meaning in
            guard case .code(let code) = meaning, let range = CategoryScheme.ages(ofCode: code) else {
                return meaning
            }
            return .code(scheme.made.leaves.first { $0.ages == range }?.code ?? code)
        }
        return (
            ReadDimension(
                name: dimension.name, scheme: scheme.made, meanings: meanings, isMade: scheme.isMade), []
        )
    }

    /// The bands that no narrower ones fill.
    private func finest(_ ranges: [AgeRange]) -> [AgeRange] {
        let all = Array(Set(ranges)).sorted {
            ($0.youngest, $0.oldest ?? .max) < ($1.youngest, $1.oldest ?? .max)
        }
        return all.filter { one in
            var reached: Set<Int> = [one.youngest]
            var isFilled = false
            for other in all
            where other != one && reached.contains(other.youngest) && other.youngest >= one.youngest {
                guard let oldest = other.oldest else {
                    isFilled = isFilled || one.oldest == nil
                    continue
                }
                if oldest <= one.oldest ?? .max { reached.insert(oldest + 1) }
            }
            return !(one.oldest.map { reached.contains($0 + 1) } ?? isFilled)
        }
    }

    private func scheme(_ bands: [AgeRange], _ id: String) -> (made: CategoryScheme, isMade: Bool)? {
        let fitting = schemes.schemes.values.filter { scheme in
            scheme.isAges && bands.allSatisfy { band in scheme.leaves.contains { $0.ages == band } }
        }
        let wished = fitting.filter { wishes.schemes.contains($0.id) }
        let nearest = (wished.isEmpty ? Array(fitting) : wished).min {
            ($0.leaves.count, $0.id) < ($1.leaves.count, $1.id)
        }
        if let nearest { return (nearest, false) }
        return CategoryScheme.made(ofAges: bands, id: id).map { ($0, true) }
    }
}
