// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// A figure that something rests on, beside the same figure of a newer version.
public struct FigureMovement: Hashable, Sendable {
    /// What may be said of the two.
    public enum Verdict: Hashable, Sendable {
        /// It moved by more than chance explains, or by less.
        case moved, withinNoise
        /// One of the two is of fewer people than anything is said of.
        case tooFew(least: Int)
        /// One of the two numbers is withheld from whoever reads this.
        case withheld
        /// The two are not of the same: why, in a sentence.
        case notComparable(String)

        /// One word for files.
        public var code: String {
            switch self {
            case .moved: "moved"
            case .withinNoise: "withinNoise"
            case .tooFew: "tooFew"
            case .withheld: "withheld"
            case .notComparable: "notComparable"
            }
        }

        /// In words.
        public var words: String {
            switch self {
            case .moved: "Moved beyond noise"
            case .withinNoise: "No movement beyond noise"
            case .tooFew(let least): "Too few to say: one of the two is of fewer than \(least)"
            case .withheld: "Withheld: one of the two numbers could point at few people"
            case .notComparable(let why): "Cannot be compared: \(why)"
            }
        }
    }

    /// The group as the older version names it.
    public let code: String, label: String
    /// The two figures; `nil` where a version does not tell the group.
    public let old: Figure?, new: Figure?
    /// How far the newer share lies above the older, with its interval; `nil` where that cannot be said.
    public let difference: ShareDifference?
    /// The p-value, raised for the number of groups that were looked at together.
    public let p: Double?
    /// What may be said.
    public let verdict: Verdict
    /// Whether the categories changed between the two, so that a series across them shows a break.
    public let isBreak: Bool
    /// What else must be known, a sentence each.
    public let remarks: [String]

    /// How many points it moved; `nil` where that cannot be said.
    public var points: Double? { difference.map { printed($0.points, places: 1) } }
}

/// The figures that something rests on beside those of a newer version, all judged together.
public struct FigureMovements: Hashable, Sendable {
    /// Each group in order.
    public let groups: [FigureMovement]
    /// What many comparisons do; empty for a single one.
    public let note: String

    /// Whether any of them moved beyond noise.
    public var hasMoved: Bool { groups.contains { $0.verdict == .moved } }
    /// Whether any of them could be judged at all.
    public var isJudged: Bool { groups.contains { $0.verdict == .moved || $0.verdict == .withinNoise } }

    /// Compares two tables of one data set, group by group.
    ///
    /// A p-value is raised by Holm's method for as many groups as are compared, so that a table of twenty groups
    /// raises no more false alarms than one figure. `isReplacement` says that the newer version takes the older one's
    /// place, of the same days: then most people are in both, and the test finds less than there is.
    public init(
        from old: FigureTable, to new: FigureTable, groups codes: [String], _ schemes: CategorySchemes,
        settings: RepresentationSettings = .standard, isReplacement: Bool = false
    ) {
        let wanted = codes.isEmpty ? old.lines.filter { $0.depth == 0 }.map(\.figure.code) : codes
        let pairs = wanted.map { Pair(code: $0, old, new, schemes, settings) }
        let tested = pairs.indices.filter { pairs[$0].test != nil }
        let comparisons = MultipleComparisons(tested.compactMap { pairs[$0].test?.p }, settings.level)
        let raised = Dictionary(uniqueKeysWithValues: zip(tested, comparisons.holm))
        note =
            tested.count < 2
            ? ""
            : "\(tested.count) groups were compared; their p-values are raised for that by Holm's method."
        groups = pairs.enumerated().map { place, pair in
            var remarks = pair.remarks
            if isReplacement {
                remarks.append(
                    "Version \(new.version) takes the place of version \(old.version), of the same days: most people "
                        + "are in both, so that any difference is a correction.")
            }
            if pair.test?.method == .exact { remarks.append("Tested exactly, because a number is small.") }
            let verdict: FigureMovement.Verdict =
                pair.refusal
                ?? (raised[place].map { $0 <= settings.level.falseAlarm ? .moved : .withinNoise } ?? .withheld)
            return FigureMovement(
                code: pair.code, label: pair.label, old: pair.old, new: pair.new, difference: pair.difference,
                p: raised[place], verdict: verdict, isBreak: pair.isBreak, remarks: remarks)
        }
    }

    /// One group in both versions, not judged yet.
    private struct Pair {
        let code: String, label: String
        let old: Figure?
        var new: Figure?
        var difference: ShareDifference?
        var test: TwoShareTest?
        var refusal: FigureMovement.Verdict?
        var isBreak = false
        var remarks: [String] = []

        init(
            code: String, _ then: FigureTable, _ now: FigureTable, _ schemes: CategorySchemes,
            _ settings: RepresentationSettings
        ) {
            self.code = code
            old = then.figure(code)
            label = old?.label ?? schemes[then.scheme]?[code]?.label ?? code
            guard let old else {
                refusal = .notComparable("version \(then.version) does not tell this group.")
                return
            }
            switch GroupMatch.of(code, in: then.scheme, to: now.scheme, schemes) {
            case .failure(let problem):
                refusal = .notComparable(problem.words + ".")
                return
            case .success(let match):
                new = now.figure(match.code)
                if let mapping = match.mapping {
                    isBreak = mapping.isBreak
                    remarks.append(
                        "The categories changed; they were joined by \(mapping.name)."
                            + (mapping.isBreak ? " This is a break." : "")
                            + (mapping.note.isEmpty ? "" : " \(mapping.note)"))
                }
            }
            guard let new else {
                refusal = .notComparable("version \(now.version) does not tell this group.")
                return
            }
            guard let before = old.share, let after = new.share else {
                refusal = old.base == 0 || new.base == 0 ? .tooFew(least: settings.smallestBase) : .withheld
                return
            }
            difference = after.difference(from: before, settings.level)
            guard min(before.base, after.base) >= settings.smallestBase else {
                refusal = .tooFew(least: settings.smallestBase)
                return
            }
            test = TwoShareTest(before, after)
        }
    }
}

extension [DataSetVersion] {
    /// The version that took over from one: the latest in force, where that is another and comes after it; `nil` where
    /// the one is the newest.
    public func newer(than number: Int) -> DataSetVersion? {
        guard let old = first(where: { $0.number == number }) else { return nil }
        let replaced = contains { $0.supersedes == number }
        let gone = Set(compactMap(\.supersedes))
        let latest = filter { !gone.contains($0.number) }
            .max { ($0.period.last, $0.number) < ($1.period.last, $1.number) }
        guard let latest, latest.number != number else { return nil }
        return replaced || (old.period.last, old.number) < (latest.period.last, latest.number) ? latest : nil
    }

    /// Whether a version stands, through however many replacements, in the place of another.
    public func replaces(_ newer: Int, _ older: Int) -> Bool {
        var place = first { $0.number == newer }?.supersedes
        var left = count
        while let number = place, left > 0 {
            if number == older { return true }
            place = first { $0.number == number }?.supersedes
            left -= 1
        }
        return false
    }
}
