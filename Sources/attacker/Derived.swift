// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Publication {
    /// Takes what the derived figures in a folder say of these numbers: of people, or of the sums of `amount`.
    ///
    /// A base is a number of people. A percentage of a base, and a mean with its base, are rounded to the nearest
    /// whole number, halves up, and leave a range. Half the people have the median or more.
    /// Figures of numbers that are rounded or noisy say no more than these.
    mutating func takeDerived(_ folder: String, amount: String? = nil) {
        if isChanged { return }
        let walker = FileManager.default.enumerator(atPath: folder)
        let files = (walker?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".csv") && ($0.split(separator: "/").last ?? "").hasPrefix("derived-")
                && !$0.hasPrefix("amounts-")
        }
        for file in files.sorted() {
            let words = (file.split(separator: "/").last ?? "").dropLast(4).split(separator: "-").map(
                String.init)
            let rows = Self.rows(folder + "/" + file)
            guard words.count > 3, let heading = rows.first,
                heading.suffix(3) == ["base", "value", "value_status"]
            else { continue }
            let places = heading.dropLast(3).map { names.firstIndex(of: $0) }
            for row in rows.dropFirst() where row.count == heading.count {
                guard let base = Int(row[row.count - 3]), let value = Int(row[row.count - 2]) else {
                    continue
                }
                var cell = [Int](repeating: 0, count: names.count)
                var whole = cell
                for (column, place) in places.enumerated() {
                    guard let place else { continue }
                    cell[place] = codes[place][row[column]] ?? 0
                    if Self.plain(heading[column]) != words[3] || words[2] != "percentage" {
                        whole[place] = cell[place]
                    }
                }
                if amount == nil { tell(whole, base, base) }
                switch (words[2], amount) {
                case ("percentage", nil):
                    tell(cell, Self.up((2 * value - 1) * base, 200), Self.up((2 * value + 1) * base, 200) - 1)
                case ("mean", .some(words[3])):
                    tell(cell, Self.up((2 * value - 1) * base, 2), Self.up((2 * value + 1) * base, 2) - 1)
                case ("median", .some(words[3])):
                    tell(cell, (base / 2 + 1) * value - (base % 2 == 0 ? 1 : 0), Assault.far)
                case (_, _): continue
                }
            }
        }
    }

    private mutating func tell(_ cell: [Int], _ low: Int, _ high: Int) {
        let old = told[cell] ?? (0, Assault.far)
        told[cell] = (max(old.low, low), min(old.high, high))
    }

    /// The quotient rounded up.
    private static func up(_ value: Int, _ by: Int) -> Int {
        value > 0 ? (value + by - 1) / by : -(-value / by)
    }

    /// A name as it stands in the name of a file.
    private static func plain(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
