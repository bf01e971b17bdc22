// SPDX-License-Identifier: Apache-2.0
import DisclosureControl

/// A figure about people as every rendering shows it: rounded once, and gone everywhere where it is withheld.
///
/// There are two doors to it: what a national body published, and what disclosure control released. Everything
/// else is made from such figures and carries their marks. A third, `inside`, is for pages of those who may see raw
/// counts: nothing that is published goes through it.
public struct Statistic: Hashable, Sendable {
    /// How many people a share is of, out of how many; both as released or published.
    public struct Part: Hashable, Sendable {
        /// The people counted, and all of whom they are a part.
        public let count: Int, base: Int

        /// A part of a whole.
        init(count: Int, base: Int) {
            self.count = count
            self.base = base
        }
    }

    /// The figure, as exact as its unit shows it; `nil` where it is withheld or not known.
    public let value: Double?
    /// The ends of the interval in which the true figure is likely to lie; both or neither.
    public let low: Double?, high: Double?
    /// What must be said of the figure.
    public let mark: Shorthand?
    /// What it is counted in.
    public let unit: Unit
    /// The people behind a share, where they are known.
    public let part: Part?
    /// The publications that it comes from, without what disclosure control released here.
    public let sources: [PublishedSource]

    private init(
        _ value: Double?, _ unit: Unit, low: Double? = nil, high: Double? = nil, mark: Shorthand?,
        part: Part? = nil,
        sources: [PublishedSource]
    ) {
        let kept = mark?.withholds == true ? nil : value.flatMap { unit.rounded($0) }
        let ends = kept == nil ? nil : Self.ends(low, high, unit)
        self.value = kept
        self.low = ends?.low
        self.high = ends?.high
        self.mark = kept == nil ? mark ?? .notAvailable : mark
        self.unit = unit
        self.part = kept == nil ? nil : part
        self.sources = sources
    }

    private static func ends(_ low: Double?, _ high: Double?, _ unit: Unit) -> (low: Double, high: Double)? {
        guard let low = low.flatMap({ unit.rounded($0) }), let high = high.flatMap({ unit.rounded($0) }),
            low <= high
        else { return nil }
        return (low, high)
    }

    /// A figure that a national body published; without a value its mark says why, or that it is not available.
    public static func published(
        _ value: Double?, _ unit: Unit = .people, low: Double? = nil, high: Double? = nil,
        mark: Shorthand? = nil, from source: PublishedSource
    ) -> Statistic {
        Statistic(value, unit, low: low, high: high, mark: mark, sources: [source])
    }

    /// A cell that disclosure control released, shown or withheld.
    public init(_ cell: ProtectedTable.Cell, _ unit: Unit = .people) {
        self.init(cell.value.map(Double.init), unit, mark: Shorthand(cell), sources: [])
    }

    /// A raw figure for a page of those who may see it. Never for anything that others read.
    public static func inside(
        _ value: Double?, _ unit: Unit = .people, low: Double? = nil, high: Double? = nil,
        part: (count: Int, base: Int)? = nil
    ) -> Statistic {
        Statistic(
            value, unit, low: low, high: high, mark: value == nil ? .notApplicable : nil,
            part: part.map { Part(count: $0.count, base: $0.base) }, sources: [])
    }

    /// A figure made from others, withheld where any of them is; `work` gets their values and answers `nil` where
    /// nothing can be made of them.
    public static func made(
        from parts: [Statistic], _ unit: Unit,
        _ work: ([Double]) -> (value: Double, low: Double?, high: Double?)?
    ) -> Statistic {
        var sources: [PublishedSource] = []
        for source in parts.flatMap(\.sources) where !sources.contains(source) { sources.append(source) }
        let mark = Shorthand.joined(parts.map(\.mark))
        let values = parts.compactMap(\.value)
        guard values.count == parts.count, !parts.isEmpty else {
            return Statistic(nil, unit, mark: mark, sources: sources)
        }
        guard let made = work(values) else {
            return Statistic(nil, unit, mark: .notApplicable, sources: sources)
        }
        return Statistic(made.value, unit, low: made.low, high: made.high, mark: mark, sources: sources)
    }

    /// The share that some people are of a base, in per cent with both numbers beside it.
    ///
    /// Where the base is smaller than `leastBase` the share is withheld; of nobody there is none. `interval` gets the
    /// two numbers and gives the ends of the share, 0 to 1, such as Wilson's.
    public static func share(
        of count: Statistic, in base: Statistic, _ unit: Unit = .percent, leastBase: Int = 0,
        interval: ((_ count: Int, _ base: Int) -> ClosedRange<Double>?)? = nil
    ) -> Statistic {
        let share = made(from: [count, base], unit) { values in
            guard values[1] > 0 else { return nil }
            let isWhole = values[0] >= 0 && values[0] <= values[1]
            let ends = isWhole ? interval?(Int(values[0]), Int(values[1])) : nil
            return (
                values[0] / values[1] * 100, ends.map { $0.lowerBound * 100 },
                ends.map { $0.upperBound * 100 }
            )
        }
        guard let value = share.value, let people = count.value, let all = base.value else { return share }
        return Statistic(
            value, unit, low: share.low, high: share.high,
            mark: all < Double(leastBase) ? .confidential : share.mark,
            part: Part(count: Int(people), base: Int(all)), sources: share.sources)
    }

    /// How far one figure lies above another, in percentage points unless another unit is given.
    public static func difference(
        _ figure: Statistic, from other: Statistic, _ unit: Unit = .points
    ) -> Statistic {
        made(from: [figure, other], unit) { ($0[0] - $0[1], nil, nil) }
    }

    /// How many times another figure a figure is; not applicable where the other is nought.
    public static func ratio(_ figure: Statistic, to other: Statistic, _ unit: Unit = .ratio) -> Statistic {
        made(from: [figure, other], unit) { $0[1] == 0 ? nil : ($0[0] / $0[1], nil, nil) }
    }
}

extension Statistic {
    /// The figure alone, such as "92.1%", or its mark.
    public var figure: String { value.map { unit.text($0) } ?? (mark ?? .notAvailable).shown }

    /// The figure with the people behind it, such as "92.1%, 221 of 240", or its mark.
    public var shown: String {
        guard let part else { return figure }
        return "\(figure), \(Unit.people.text(Double(part.count))) of \(Unit.people.text(Double(part.base)))"
    }

    /// The interval, such as "8.8% to 16.2%"; `nil` where there is none.
    public var interval: String? {
        guard let low, let high else { return nil }
        return "\(unit.text(low)) to \(unit.text(high))"
    }

    /// The mark that stands beside a figure that is shown, such as "[e]"; `nil` where there is none.
    public var markBeside: String? {
        guard value != nil, let mark, !mark.holdsForAll else { return nil }
        return mark.shown
    }
}

/// Where published figures come from, so that anybody can find them again.
public struct PublishedSource: Hashable, Sendable {
    /// Who published them, and in what, such as "Census 2021, table TS021".
    public let publisher: String, publication: String
    /// The day that the figures are of, as it is shown; empty where the publication says it.
    public let day: String
    /// The licence under which they may be used again, such as "OGL-UK-3.0".
    public let licence: String

    /// A source.
    public init(publisher: String, publication: String, day: String = "", licence: String = "") {
        self.publisher = publisher
        self.publication = publication
        self.day = day
        self.licence = licence
    }

    /// The source in one line.
    public var line: String {
        [publisher, publication, day, licence].filter { !$0.isEmpty }.joined(separator: ", ")
    }
}
