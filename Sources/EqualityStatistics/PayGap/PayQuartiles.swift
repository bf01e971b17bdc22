// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Employees ranked by hourly pay and cut into four bands as equal as can be, with how many of each group are
/// in each.
///
/// SI 2017/353, Schedule 1. Where one rate of pay lies across a cut, the people paid it are dealt out so that
/// each group has as near as can be the same part of them on either side: which of them stood first in a list
/// decides nothing.
public struct PayQuartiles: Hashable, Sendable {
    /// One employee.
    public struct Employee: Hashable, Sendable {
        /// Pounds an hour, unrounded.
        public let rate: Decimal
        /// The position of the group in `groups`.
        public let group: Int

        /// Pounds an hour and the position of the group.
        public init(rate: Decimal, group: Int) {
            self.rate = rate
            self.group = group
        }
    }

    /// Lower, lower middle, upper middle, upper.
    public static let names = ["lower", "lower middle", "upper middle", "upper"]

    /// People in each band, lowest first, by group.
    public let bands: [[Int]]

    /// nil where a group does not exist or there are fewer than four employees.
    public init?(_ employees: [Employee], groups: Int) {
        guard employees.count >= 4, groups > 0,
            employees.allSatisfy({ (0..<groups).contains($0.group) })
        else { return nil }
        let sizes = PayQuartiles.sizes(of: employees.count)
        var bands = [[Int]](repeating: [Int](repeating: 0, count: groups), count: 4)
        let sorted = employees.sorted { $0.rate < $1.rate }
        var band = 0
        var room = sizes[0]
        var start = 0
        while start < sorted.count {
            var end = start
            var tied = [Int](repeating: 0, count: groups)
            while end < sorted.count, sorted[end].rate == sorted[start].rate {
                tied[sorted[end].group] += 1
                end += 1
            }
            var left = end - start
            while left > 0 {
                let taken = PayQuartiles.dealt(min(room, left), of: tied)
                for group in 0..<groups {
                    bands[band][group] += taken[group]
                    tied[group] -= taken[group]
                }
                room -= min(room, left)
                left = tied.reduce(0, +)
                if room == 0, band < 3 {
                    band += 1
                    room = sizes[band]
                }
            }
            start = end
        }
        self.bands = bands
    }

    /// How many belong in each band: of what is left over, one goes to the lower; two to the lower and the
    /// upper middle; three to all but the upper.
    static func sizes(of count: Int) -> [Int] {
        let extra = [[0, 0, 0, 0], [1, 0, 0, 0], [1, 0, 1, 0], [1, 1, 1, 0]][count % 4]
        return extra.map { count / 4 + $0 }
    }

    /// So many people out of groups, in the groups' own proportion as near as whole people allow; of equal
    /// claims the larger group's goes first, then the earlier's.
    static func dealt(_ count: Int, of groups: [Int]) -> [Int] {
        let all = groups.reduce(0, +)
        guard all > 0, count < all else { return groups }
        var taken = groups.map { $0 * count / all }
        let order = groups.indices.sorted {
            let one = groups[$0] * count % all
            let other = groups[$1] * count % all
            return (other, groups[$1], $0) < (one, groups[$0], $1)
        }
        for group in order.prefix(count - taken.reduce(0, +)) { taken[group] += 1 }
        return taken
    }

    /// The part of a band that a group has, in percent to so many places.
    ///
    /// Each is rounded apart, so two groups can add to 100.1 where both lie halfway (6.25 and 93.75): say the
    /// second by `complement`. nil where the band or group does not exist, or the band is empty.
    public func percentage(band: Int, group: Int, places: Int = 1) -> Decimal? {
        guard bands.indices.contains(band), bands[band].indices.contains(group) else { return nil }
        let all = bands[band].reduce(0, +)
        guard all > 0 else { return nil }
        return (Decimal(bands[band][group]) / Decimal(all) * 100).rounded(toPlaces: places)
    }

    /// What is left of 100 when one rounded percentage is taken away, so that the two add up.
    public static func complement(of percentage: Decimal) -> Decimal { 100 - percentage }
}
