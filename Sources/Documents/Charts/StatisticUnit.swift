// SPDX-License-Identifier: Apache-2.0

extension Statistic {
    /// What a figure is counted in, and how it is written.
    public struct Unit: Hashable, Sendable {
        /// The unit in words, such as "per cent"; stands in files.
        public let name: String
        /// How many decimals a figure is rounded to, once and for every rendering; at most six.
        public let decimals: Int
        /// What stands before the number, such as "£", and after it, such as "%".
        public let before: String, after: String
        /// Whether a figure above nought has a plus sign, as differences have.
        public let isSigned: Bool

        /// A unit and how its figures are written.
        public init(
            _ name: String, decimals: Int = 0, before: String = "", after: String = "", isSigned: Bool = false
        ) {
            self.name = name
            self.decimals = min(max(decimals, 0), 6)
            self.before = before
            self.after = after
            self.isSigned = isSigned
        }

        /// Whole people, such as 1,204.
        public static let people = Unit("people")
        /// Per cent with one decimal, such as 12.4%.
        public static let percent = Unit("per cent", decimals: 1, after: "%")
        /// Whole per cent, such as 12%.
        public static let wholePercent = Unit("per cent", after: "%")
        /// Percentage points between two shares, such as +3.2.
        public static let points = Unit("percentage points", decimals: 1, isSigned: true)
        /// How many times one figure is another, such as 0.60.
        public static let ratio = Unit("ratio", decimals: 2)
        /// Whole pounds, such as £1,204.
        public static let pounds = Unit("pounds", before: "£")
        /// Cases for every so many people, such as 4.2 for each 1,000.
        public static func rate(per people: Int) -> Unit {
            Unit("for each \(grouped(people, decimals: 0)) people", decimals: 1)
        }

        /// How many of the smallest steps a value is: 12.36 per cent is 124 tenths; `nil` where no number can be kept.
        func steps(_ value: Double) -> Int? {
            let scaled = (value * Self.power(decimals)).rounded(.toNearestOrAwayFromZero)
            return scaled.magnitude < 1e15 ? Int(scaled) : nil
        }

        /// The value that so many steps are.
        func value(_ steps: Int) -> Double { Double(steps) / Self.power(decimals) }

        /// The value as the unit can show it; `nil` for what is no number.
        func rounded(_ value: Double) -> Double? { steps(value).map(self.value) }

        /// A value as people read it, such as "12.4%" or "+3.2".
        public func text(_ value: Double) -> String {
            guard let steps = steps(value) else { return Shorthand.notAvailable.shown }
            let sign = steps < 0 ? "\u{2212}" : isSigned && steps > 0 ? "+" : ""
            return sign + before + Self.grouped(abs(steps), decimals: decimals) + after
        }

        /// A value as files have it: digits, a point, a hyphen for less than nought.
        public func plain(_ value: Double) -> String {
            guard let steps = steps(value) else { return "" }
            return (steps < 0 ? "-" : "") + Self.digits(abs(steps), decimals: decimals)
        }

        /// A value as JSON has it.
        func json(_ value: Double?) -> JSONValue {
            guard let value, let steps = steps(value) else { return .null }
            return decimals == 0 ? .number(steps) : .decimal(steps, places: decimals)
        }

        private static func power(_ decimals: Int) -> Double {
            (0..<decimals).reduce(1.0) { result, _ in result * 10 }
        }

        private static func digits(_ steps: Int, decimals: Int) -> String {
            let text = String(steps)
            guard decimals > 0 else { return text }
            let padded = String(repeating: "0", count: max(0, decimals + 1 - text.count)) + text
            return padded.dropLast(decimals) + "." + padded.suffix(decimals)
        }

        private static func grouped(_ steps: Int, decimals: Int) -> String {
            let text = digits(steps, decimals: decimals)
            let whole = text.prefix { $0 != "." }
            var result = ""
            for (index, digit) in whole.enumerated() {
                if index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
                result.append(digit)
            }
            return result + text.dropFirst(whole.count)
        }
    }
}
