// SPDX-License-Identifier: Apache-2.0

/// A series cut wherever it breaks: nothing is compared across a cut.
public struct SeriesOfYears<Figure: YearlyFigure>: Sendable {
    /// Each piece in order of years; only its first year may carry a break.
    public let pieces: [[Figure]]

    /// The years in order, cut at each break. Two figures for one year are two pieces: which of them counts
    /// is not for a series to say.
    public init(_ series: [Figure]) {
        var pieces: [[Figure]] = []
        for one in series.sorted(by: { $0.year < $1.year }) {
            let continues = one.breakBefore == nil && pieces.last?.last.map { $0.year < one.year } ?? false
            if continues, let last = pieces.indices.last {
                pieces[last].append(one)
            } else {
                pieces.append([one])
            }
        }
        self.pieces = pieces
    }

    /// Where the series breaks and why, in order of years; the start of the series is no break.
    public var breaks: [(year: Int, reason: SeriesBreak)] {
        pieces.dropFirst().compactMap { piece in
            piece.first.flatMap { one in one.breakBefore.map { (one.year, $0) } }
        }
    }

    /// Every run of `width` years without a gap or a break.
    func runs(_ width: Int) -> [ArraySlice<Figure>] {
        guard width > 1 else { return [] }
        return pieces.flatMap { piece -> [ArraySlice<Figure>] in
            guard piece.count >= width else { return [] }
            return (0...piece.count - width).map { piece[$0..<$0 + width] }.filter { run in
                guard let first = run.first, let last = run.last else { return false }
                return last.year - first.year == width - 1
            }
        }
    }
}

extension SeriesOfYears<YearlyShare> {
    /// The trend of each piece that has three years or more.
    public func trends(_ level: ConfidenceLevel = .ninetyFive) -> [Trend] {
        pieces.compactMap { Trend($0, level) }
    }

    /// The last year less the first of the last piece; nil where that has only one year. See
    /// `Share.difference`.
    public func latestChange(_ level: ConfidenceLevel = .ninetyFive) -> ShareDifference? {
        guard let piece = pieces.last, piece.count > 1, let first = piece.first, let last = piece.last else {
            return nil
        }
        return last.share.difference(from: first.share, level)
    }

    /// Years that follow each other, added together, so that a small body has a base to speak of.
    ///
    /// Every run of `width` years without a gap or a break; none where `width` is below 2. The years overlap,
    /// so they are not separate findings, and people counted in several years count several times. A pooled
    /// figure published beside its single years gives the missing year away by subtraction: disclosure
    /// control must see them together.
    public func pooled(_ width: Int = 3) -> [PooledShare] {
        runs(width).compactMap { run in
            guard let first = run.first, let last = run.last,
                let share = Share(
                    run.reduce(0) { $0 + $1.share.count }, of: run.reduce(0) { $0 + $1.share.base })
            else { return nil }
            return PooledShare(years: first.year...last.year, share: share)
        }
    }
}

/// A share over several years together, which must be marked as such wherever it is shown.
public struct PooledShare: Hashable, Sendable, Codable {
    /// The first and the last year in it.
    public let years: ClosedRange<Int>
    /// All of them together.
    public let share: Share

    /// The mark, such as "2022 to 2024 pooled".
    public var mark: String { "\(years.lowerBound) to \(years.upperBound) pooled" }
}
