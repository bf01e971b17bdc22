// SPDX-License-Identifier: Apache-2.0

/// Where the classes of a map begin: at round numbers, with somebody in each, and equal figures in the same one.
public struct ClassLimits: Hashable, Sendable {
    /// How figures are divided.
    public enum Method: Hashable, Sendable {
        /// About as many places in each class.
        case quantiles
        /// Classes as wide as each other, but for those that nobody is in.
        case equalSteps
    }

    /// The most classes that can be told apart.
    public static let most = 5

    let unit: Statistic.Unit
    /// The smallest step in each class from the second on, ascending.
    let starts: [Int]
    let least: Int
    let greatest: Int

    /// Divides values in at most `classes` classes; `nil` where there are no values.
    public init?(
        _ values: some Sequence<Double>, _ unit: Statistic.Unit, _ method: Method = .quantiles,
        classes: Int = ClassLimits.most
    ) {
        let steps = values.compactMap { unit.steps($0) }.sorted()
        guard let least = steps.first, let greatest = steps.last else { return nil }
        let classes = min(max(classes, 1), Self.most)
        self.unit = unit
        self.least = least
        self.greatest = greatest
        switch method {
        case .quantiles: starts = Self.quantiles(steps, classes)
        case .equalSteps: starts = Self.equalSteps(steps, classes)
        }
    }

    /// How many classes there are.
    public var count: Int { starts.count + 1 }

    /// The class of a value, counted from 0; `nil` for one below or above all that the classes were made for.
    public func position(of value: Double) -> Int? {
        guard let step = unit.steps(value), step >= least, step <= greatest else { return nil }
        return starts.count { $0 <= step }
    }

    /// The smallest and the greatest figure that can be in a class.
    public func range(of position: Int) -> (from: Double, to: Double) {
        let from = position == 0 ? least : starts[position - 1]
        let to = position == starts.count ? greatest : starts[position] - 1
        return (unit.value(from), unit.value(to))
    }

    /// A class in words, such as "5.0% to 7.9%".
    public func words(of position: Int) -> String {
        let (from, to) = range(of: position)
        return from == to ? unit.text(from) : "\(unit.text(from)) to \(unit.text(to))"
    }

    /// Between which neighbours a limit falls, so that about as many are in each class: never between equals.
    private static func quantiles(_ steps: [Int], _ classes: Int) -> [Int] {
        let gaps = steps.indices.dropFirst().filter { steps[$0] != steps[$0 - 1] }
        var chosen: [Int] = []
        for number in 1..<max(classes, 2) where classes > 1 {
            let wanted = Double(steps.count * number) / Double(classes)
            let free = gaps.filter { $0 > chosen.last ?? 0 }
            if let next = free.min(by: { abs(Double($0) - wanted) < abs(Double($1) - wanted) }) {
                chosen.append(next)
            }
        }
        return chosen.map { roundest(above: steps[$0 - 1], upTo: steps[$0]) }
    }

    /// The number of fewest digits above one number and up to another.
    static func roundest(above low: Int, upTo high: Int) -> Int {
        var size = 1_000_000_000_000
        while size > 1 {
            for step in [size, size / 2] {
                let next = Int((Double(low) / Double(step)).rounded(.down)) * step + step
                if next > low, next <= high { return next }
            }
            size /= 10
        }
        return high
    }

    /// Multiples of the smallest handy step that makes few enough classes.
    private static func equalSteps(_ steps: [Int], _ classes: Int) -> [Int] {
        guard let least = steps.first, let greatest = steps.last, classes > 1 else { return [] }
        var size = 1
        func width() -> Int? {
            [size, size * 2, size * 5].first { width in
                floor(greatest, by: width) - floor(least, by: width) < classes
            }
        }
        while width() == nil { size *= 10 }
        let step = width() ?? size
        let used = Set(steps.map { floor($0, by: step) }).sorted()
        return used.dropFirst().map { $0 * step }
    }

    private static func floor(_ number: Int, by step: Int) -> Int {
        let quotient = number / step
        return number % step < 0 ? quotient - 1 : quotient
    }
}
