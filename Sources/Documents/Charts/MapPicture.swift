// SPDX-License-Identifier: Apache-2.0

/// A map of one measure as a value: picture, key, table and files are all made from it.
public struct MapPicture: Hashable, Sendable {
    /// A rectangle in the units of the paths, y downwards.
    public struct Box: Hashable, Sendable {
        /// Its edges.
        public let left: Int, top: Int, right: Int, bottom: Int

        /// A rectangle by its edges.
        public init(left: Int, top: Int, right: Int, bottom: Int) {
            self.left = left
            self.top = top
            self.right = right
            self.bottom = bottom
        }

        /// The smallest rectangle round both.
        func joined(with other: Box) -> Box {
            Box(
                left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
                bottom: max(bottom, other.bottom))
        }
    }

    /// The outline of a place.
    public struct Shape: Hashable, Sendable {
        /// The GSS code of the place, and its name.
        public let code: String, name: String
        /// An SVG path of `M`, `l` and `z` in whole numbers; empty where the text given was no such path.
        public let path: String
        /// The rectangle round the path.
        public let box: Box

        /// A shape from a file of boundaries.
        public init(code: String, name: String, path: String, box: Box) {
            self.code = code
            self.name = name
            self.path = Self.isPath(path) ? path : ""
            self.box = box
        }

        private static func isPath(_ text: String) -> Bool {
            guard text.utf8.first == UInt8(ascii: "M") else { return false }
            return text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: ","),
                    UInt8(ascii: " "), UInt8(ascii: "M"), UInt8(ascii: "l"), UInt8(ascii: "z"):
                    true
                default: false
                }
            }
        }
    }

    /// The words of a map.
    public struct Words: Hashable, Sendable {
        /// What the map shows, as its heading.
        public let message: String
        /// Measure, place, period and unit, as the line below.
        public let measure: String
        /// What is to be seen, in a sentence or two for those who do not see it.
        public let summary: String
        /// What the places are, such as "Ward", and what several of them are.
        public let rowTitle: String, places: String
        /// The figure in a few words, as the heading of its column, and how likely its interval is.
        public let figure: String, interval: String

        /// The words that no map goes without.
        public init(
            message: String, measure: String, summary: String, rowTitle: String, places: String,
            figure: String,
            interval: String = "95% interval"
        ) {
            self.message = message
            self.measure = measure
            self.summary = summary
            self.rowTitle = rowTitle
            self.places = places
            self.figure = figure
            self.interval = interval
        }
    }

    /// A class of figures that share a ground.
    public struct Class: Hashable, Sendable {
        /// Its limits in words, such as "5.0% to 7.9%".
        public let words: String
        /// The smallest and the greatest figure that can be in it.
        public let from: Double, to: Double
        /// How many places are in it; never none.
        public let count: Int
    }

    /// A place with its figure, as the table has it.
    public struct Place: Hashable, Sendable {
        /// Its GSS code; its name, with the code where two places have the same name; its name alone.
        public let code: String, label: String, name: String
        /// Its figure; "not available" where there is none.
        public let statistic: Statistic
    }

    /// The name of the map, which no other of the same page has.
    public let id: String
    /// What it says in words.
    public let words: Words
    /// What the figures are counted in.
    public let unit: Statistic.Unit
    /// The places that are drawn.
    public let shapes: [Shape]
    /// A line round all of them, such as the edge of the district.
    public let outline: Shape?
    /// The code of the place that the map is about; empty for none.
    public let emphasised: String
    /// Remarks that the figures need.
    public let notes: [String]
    /// All places by name, with their figures.
    public let places: [Place]
    /// The classes from the lowest to the highest.
    public let classes: [Class]
    /// Where the classes begin; `nil` where there is no figure at all.
    public let limits: ClassLimits?
    private let ownSources: [String]

    /// A map of the figures of places by their codes. A place without a figure is shown as one; a figure without a
    /// shape stands in the table under its code.
    public init(
        id: String, _ words: Words, _ unit: Statistic.Unit = .percent, shapes: [Shape],
        values: [String: Statistic], by method: ClassLimits.Method = .quantiles, outline: Shape? = nil,
        emphasised: String = "", notes: [String] = [], sources: [String] = []
    ) {
        self.id = id
        self.words = words
        self.unit = unit
        self.shapes = shapes
        self.outline = outline
        self.emphasised = emphasised
        self.notes = notes
        ownSources = sources
        places = Self.places(shapes, values, unit)
        let figures = places.compactMap(\.statistic.value)
        let limits = ClassLimits(figures, unit, method)
        self.limits = limits
        var counts: [Int: Int] = [:]
        for figure in figures { if let at = limits?.position(of: figure) { counts[at, default: 0] += 1 } }
        classes = (0..<(limits?.count ?? 0)).compactMap { position in
            guard let limits else { return nil }
            let (from, to) = limits.range(of: position)
            return Class(
                words: limits.words(of: position), from: from, to: to, count: counts[position] ?? 0)
        }
    }

    /// Where the boundaries and figures come from, a line each.
    public var sources: [String] { sourceLines(ownSources, places.lazy.map(\.statistic)) }

    /// The rectangle that the map fills; `nil` where there is nothing to draw.
    public var box: Box? {
        let boxes = (shapes + [outline].compactMap { $0 }).filter { !$0.path.isEmpty }.map(\.box)
        guard let first = boxes.first else { return nil }
        let all = boxes.dropFirst().reduce(first) { $0.joined(with: $1) }
        return all.right > all.left && all.bottom > all.top ? all : nil
    }

    private static func places(
        _ shapes: [Shape], _ values: [String: Statistic], _ unit: Statistic.Unit
    ) -> [Place] {
        let missing = Statistic.made(from: [], unit) { _ in nil }
        var names = shapes.map { (code: $0.code, name: $0.name) }
        let drawn = Set(names.map(\.code))
        names += values.keys.filter { !drawn.contains($0) }.sorted().map { (code: $0, name: $0) }
        var uses: [String: Int] = [:]
        for each in names { uses[each.name, default: 0] += 1 }
        return names.sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map { each in
            Place(
                code: each.code,
                label: uses[each.name] == 1 ? each.name : "\(each.name) (\(each.code))", name: each.name,
                statistic: values[each.code] ?? missing)
        }
    }
}

extension MapPicture {
    /// The places at one end of the figures, by name where they are equal, and how many more there are that equal the
    /// last of them.
    public func extremes(_ count: Int, highest: Bool) -> (places: [Place], more: Int) {
        let sorted = places.filter { $0.statistic.value != nil }.sorted { first, second in
            let (a, b) = (first.statistic.value ?? 0, second.statistic.value ?? 0)
            return a == b ? first.label < second.label : highest ? a > b : a < b
        }
        let shown = Array(sorted.prefix(max(count, 0)))
        let more = sorted.dropFirst(shown.count).count { $0.statistic.value == shown.last?.statistic.value }
        return (shown, more)
    }
}
