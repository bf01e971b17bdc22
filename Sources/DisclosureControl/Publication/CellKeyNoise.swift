// SPDX-License-Identifier: Apache-2.0

/// Noise that follows the people in a cell: the same people give the same noise everywhere.
///
/// Every record has a permanent secret key. A cell's key is the sum of its records' keys; with the
/// count it picks the noise from a fixed table with mean zero and a largest size, and zero stays zero.
/// After Thompson, Broadfoot and Elazar (2013). Not additive: margins must be noised by themselves.
public struct CellKeyNoise: Sendable {
    /// Keys run from 0 to one less than this.
    public static let range: UInt32 = 256
    /// The largest change to any count.
    public let largest: Int
    private let choices: [[Int]]

    /// A table of noise with the given largest change, from 1 to 8.
    public init(largest: Int) {
        precondition((1...8).contains(largest))
        self.largest = largest
        choices = (0...largest).map { count in Self.row(count: count, largest: largest) }
    }

    /// The keys of new records, from a secret seed; kept for ever with the records, apart from them.
    public static func keys(count: Int, secret: UInt64) -> [UInt32] {
        var generator = SeededGenerator(seed: secret)
        return (0..<count).map { _ in UInt32(truncatingIfNeeded: generator.next() >> 40) % range }
    }

    /// The count to show for the people with these keys.
    public func noised(keys: [UInt32]) -> Int {
        noised(count: keys.count, keySum: keys.reduce(0) { ($0 + $1) % Self.range })
    }

    /// The count to show for so many people whose keys have this sum.
    public func noised(count: Int, keySum: UInt32) -> Int {
        if count == 0 { return 0 }
        let key = keySum % Self.range
        return count + choices[min(count, largest)][Int(key)]
    }

    /// Changes for all keys: mean exactly zero, never below zero people, never more than `largest`.
    private static func row(count: Int, largest: Int) -> [Int] {
        if count == 0 { return [Int](repeating: 0, count: Int(range)) }
        let down = min(count, largest)
        // Pairs of one step up and one down keep the mean at zero; small steps are likelier.
        var changes: [Int] = []
        for step in 1...down {
            let pairs = max(1, Int(range) / (4 * step * down))
            for _ in 0..<pairs { changes += [step, -step] }
        }
        while changes.count < Int(range) { changes.append(0) }
        // Neighbouring keys must not give neighbouring noise.
        return (0..<Int(range)).map { changes[($0 * 101) % Int(range)] }
    }
}
