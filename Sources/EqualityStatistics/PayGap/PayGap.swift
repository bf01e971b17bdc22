// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How far the pay of one group lies below that of a comparator, in percent of the comparator's: negative
/// where it lies above.
///
/// Exact in decimals until it is rounded once at the end. The Equality Act 2010 (Specific Duties and Public
/// Authorities) Regulations 2017 (SI 2017/353), Schedule 1: men are the comparator there; any grouping will
/// do here.
public struct PayGap: Hashable, Sendable, Codable {
    /// (comparator's mean - group's mean) / comparator's mean x 100, unrounded.
    public let mean: Decimal
    /// The same of medians.
    public let median: Decimal

    /// nil where either group is empty, or the comparator's mean or median is not above 0.
    ///
    /// Rates are in pounds an hour, bonuses in pounds; pass everybody who counts, once each.
    public init?(comparator: [Decimal], group: [Decimal]) {
        guard let mean = PayGap.gap(comparator, group, PayGap.mean),
            let median = PayGap.gap(comparator, group, PayGap.median)
        else { return nil }
        self.mean = mean
        self.median = median
    }

    private static func gap(
        _ comparator: [Decimal], _ group: [Decimal], _ middle: ([Decimal]) -> Decimal?
    ) -> Decimal? {
        guard let theirs = middle(comparator), let own = middle(group), theirs > 0 else { return nil }
        return (theirs - own) / theirs * 100
    }

    /// The sum divided by the number; nil of nothing.
    public static func mean(_ amounts: [Decimal]) -> Decimal? {
        amounts.isEmpty ? nil : amounts.reduce(0, +) / Decimal(amounts.count)
    }

    /// The middle amount, or halfway between the middle two; nil of nothing.
    public static func median(_ amounts: [Decimal]) -> Decimal? {
        let sorted = amounts.sorted()
        guard !sorted.isEmpty else { return nil }
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}

/// How many of a group were paid a bonus.
///
/// Over all relevant employees of the group, those on reduced pay included (SI 2017/353, Schedule 1).
public func bonusProportion(_ paid: Share) -> Decimal { Decimal(paid.count) / Decimal(paid.base) * 100 }

extension Decimal {
    /// Rounded half away from zero, as pay gap figures are: once, at the end.
    public func rounded(toPlaces places: Int) -> Decimal {
        var source = self
        var result = Decimal()
        // Foundation's plain rounding is away from zero for both signs.
        NSDecimalRound(&result, &source, places, .plain)
        return result
    }
}

/// The hourly rate of one employee's pay. SI 2017/353, Schedule 1; the length of months as employers'
/// guidance has it.
public struct HourlyPay: Hashable, Sendable {
    /// How long a pay period or the period of a bonus is, in days.
    public enum Period: Hashable, Sendable {
        /// Of seven days each.
        case weeks(Int)
        /// Of 30.44 days each.
        case months(Int)
        /// Of 365.25 days each.
        case years(Int)
        /// As they are.
        case days(Int)

        /// A month counts 30.44 days and a year 365.25.
        public var days: Decimal {
            switch self {
            case .weeks(let count): Decimal(7 * count)
            case .months(let count): Decimal(3044 * count) / 100
            case .years(let count): Decimal(36525 * count) / 100
            case .days(let count): Decimal(count)
            }
        }
    }

    /// Bonus pay that arrived in the pay period, and the time for which it was earned.
    public struct Bonus: Hashable, Sendable {
        /// In pounds.
        public let amount: Decimal
        /// How long it took to earn.
        public let earnedOver: Period

        /// Pounds, and the time for which they were earned.
        public init(_ amount: Decimal, earnedOver: Period) {
            self.amount = amount
            self.earnedOver = earnedOver
        }
    }

    /// Pounds an hour, unrounded.
    public let rate: Decimal

    /// Ordinary pay of the period and the part of each bonus that belongs to it, for a week, divided by
    /// weekly hours.
    ///
    /// Pay is gross, after salary sacrifice, without overtime, redundancy, expenses and benefits in kind, and
    /// without ordinary pay that belongs to another period. A bonus is cut down to the pay period only where
    /// it was earned over a longer time. nil where hours or the period are not above 0.
    public init?(
        ordinaryPay: Decimal, bonuses: [Bonus] = [], payPeriod: Period, weeklyHours: Decimal
    ) {
        let days = payPeriod.days
        guard days > 0, weeklyHours > 0 else { return nil }
        var pay = ordinaryPay
        for bonus in bonuses {
            let over = bonus.earnedOver.days
            guard over > 0 else { return nil }
            pay += over > days ? bonus.amount * days / over : bonus.amount
        }
        rate = pay * 7 / days / weeklyHours
    }

    /// Weekly hours of somebody without normal hours: the average of the last twelve paid weeks, or of those
    /// there are.
    ///
    /// `weeks` runs backwards from the end of the pay period; nil marks a week without pay, which earlier
    /// ones replace. nil where no week was paid.
    public static func averageHours(_ weeks: [Decimal?]) -> Decimal? {
        PayGap.mean(Array(weeks.compactMap { $0 }.prefix(12)))
    }
}
