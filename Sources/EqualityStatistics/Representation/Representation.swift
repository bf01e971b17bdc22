// SPDX-License-Identifier: Apache-2.0

/// What may be said of a group's share beside its benchmark.
public enum RepresentationVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// Below the benchmark by more than chance would explain, and by enough to matter.
    case underRepresented = "under-represented"
    /// Below the benchmark, but by chance or by little.
    case lowerNotDistinguishable = "lower, not distinguishable"
    /// Not below the benchmark.
    case noEvidence = "no evidence"
    /// The base is smaller than the smallest.
    case tooFewToSay = "too few to say"
    /// Too few of those asked gave a usable answer.
    case tooIncompleteToCompare = "too incomplete to compare"
    /// Only where it was asked for: see `RepresentationConcern`.
    case overRepresented = "over-represented"
    /// Only where it was asked for.
    case higherNotDistinguishable = "higher, not distinguishable"
}

/// Which departure from the benchmark would be a finding.
public enum RepresentationConcern: String, Hashable, Sendable, Codable, CaseIterable {
    /// Too few of a group: users of a service, staff, those appointed.
    case tooFew
    /// Too many of a group: disciplinary cases, stops, exclusions, leavers.
    case tooMany
    /// Too few or too many.
    case either
}

/// A group's share of those served, employed or answered beside its share of a benchmark, with everything
/// needed to say honestly whether it is under-represented.
public struct Representation: Hashable, Sendable, Codable {
    /// The group among those with usable answers.
    public let share: Share
    /// The share that the group would have if nothing kept it away.
    public let benchmark: Proportion
    /// Which side would be a finding.
    public let concern: RepresentationConcern
    /// How complete the answers behind the base are; nil where that is not known.
    public let answers: AnswerCounts?
    /// The thresholds behind the verdict.
    public let settings: RepresentationSettings

    /// Percentages of known answers: the base is of usable answers.
    public init(
        _ share: Share, against benchmark: Proportion, concern: RepresentationConcern = .tooFew,
        answers: AnswerCounts? = nil, settings: RepresentationSettings = .standard
    ) {
        self.share = share
        self.benchmark = benchmark
        self.concern = concern
        self.answers = answers
        self.settings = settings
    }

    /// Percentage points from the benchmark; negative where lower.
    public var points: Double { share.points(from: benchmark) }

    /// Share divided by benchmark; nil where the benchmark is 0.
    public var ratio: Double? { share.ratio(to: benchmark) }

    /// Wilson's interval of the share. A benchmark counts as known: where it is itself an estimate from few
    /// people, use `Share.difference` instead.
    public var interval: Interval { share.wilsonInterval(settings.level) }

    /// The interval of the difference, in percentage points.
    public var pointsInterval: Interval {
        Interval(100 * (interval.lower - benchmark.value), 100 * (interval.upper - benchmark.value))
    }

    /// The interval of the ratio; nil where the benchmark is 0.
    public var ratioInterval: Interval? {
        benchmark.value > 0 ? interval.scaled(by: 1 / benchmark.value) : nil
    }

    /// The exact binomial test, two-sided.
    public var p: Double { share.binomialTest(against: benchmark) }

    /// Whether chance alone would hardly bring about so low a share: the interval lies wholly below the
    /// benchmark.
    public var isClearlyLower: Bool { interval.isBelow(benchmark.value) }

    /// Whether chance alone would hardly bring about so high a share.
    public var isClearlyHigher: Bool { interval.isAbove(benchmark.value) }

    /// Whether the ratio is as low as would matter.
    public var isMateriallyLower: Bool { (ratio ?? 1) <= settings.greatestRatio + 1e-12 }

    /// Whether the ratio is as high as would matter: the benchmark is no more of the share than the setting.
    public var isMateriallyHigher: Bool {
        share.count > 0
            && benchmark.value * Double(share.base) <= settings.greatestRatio * Double(share.count) + 1e-12
    }

    /// The word for it.
    ///
    /// Under-represented needs three things together: the interval below the benchmark, a ratio no greater
    /// than the setting, and a base no smaller than the setting. A share that is lower without all of them is
    /// "lower, not distinguishable" from what would be called so; `explanation` says which is missing.
    /// Completeness comes first, then the base. The mirrored words appear only where `concern` asks for them.
    public var verdict: RepresentationVerdict {
        if answers?.isTooIncomplete(under: settings) == true { return .tooIncompleteToCompare }
        if share.base < settings.smallestBase { return .tooFewToSay }
        let isLower = !isLevel && share.value < benchmark.value
        let isHigher = !isLevel && share.value > benchmark.value
        switch concern {
        case .tooFew, .either:
            if isLower {
                return isClearlyLower && isMateriallyLower ? .underRepresented : .lowerNotDistinguishable
            }
            if concern == .tooFew { return .noEvidence }
        case .tooMany:
            break
        }
        guard isHigher else { return .noEvidence }
        return isClearlyHigher && isMateriallyHigher ? .overRepresented : .higherNotDistinguishable
    }

    /// Equal but for the way decimals are kept.
    private var isLevel: Bool { abs(share.value - benchmark.value) < 1e-12 }

    /// Why the verdict is what it is, in a sentence.
    public var explanation: String {
        switch verdict {
        case .underRepresented:
            "The share is below the benchmark by more than chance would explain, and by enough to matter."
        case .overRepresented:
            "The share is above the benchmark by more than chance would explain, and by enough to matter."
        case .lowerNotDistinguishable:
            isClearlyLower
                ? "The share is below the benchmark by more than chance would explain, "
                    + "but by less than this body calls under-represented."
                : "The share is below the benchmark, but chance alone could explain it."
        case .higherNotDistinguishable:
            isClearlyHigher
                ? "The share is above the benchmark by more than chance would explain, "
                    + "but by less than this body calls over-represented."
                : "The share is above the benchmark, but chance alone could explain it."
        case .noEvidence:
            switch concern {
            case .tooFew: "The share is not below the benchmark."
            case .tooMany: "The share is not above the benchmark."
            case .either: "The share is at the benchmark."
            }
        case .tooFewToSay:
            "There are fewer than \(settings.smallestBase) usable answers."
        case .tooIncompleteToCompare:
            "Too few of those asked gave an answer that can be used."
        }
    }

    /// The smallest shortfall that this base would be likely to show; see `SmallestShortfall`.
    public var smallestShortfall: SmallestShortfall? {
        SmallestShortfall(base: share.base, benchmark: benchmark, settings: settings)
    }
}
