// SPDX-License-Identifier: Apache-2.0

/// Counts primaries that sums, or sums and one person's knowledge of their own cell, would fix.
struct InsiderClasses {
    typealias F = Mersenne31

    let singles: [Bool]
    private var keys: [UInt64]
    private var table: [UInt64]
    private var members: [Int32]
    private var lone: [Int32]
    private var stamp: [UInt32]
    private var epoch: UInt32 = 0
    private var slots: [Int32]
    private var prefix: [UInt32]

    init(singles: [Bool]) {
        self.singles = singles
        var size = 16
        while size < singles.count * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: singles.count)
        table = [UInt64](repeating: 0, count: size)
        members = [Int32](repeating: 0, count: size)
        lone = members
        stamp = [UInt32](repeating: 0, count: size)
        slots = [Int32](repeating: -1, count: singles.count)
        prefix = [UInt32](repeating: 1, count: singles.count * 4 + 1)
    }

    /// The number of primaries given away once solution `without` has been used up at cell `at`.
    mutating func count(
        _ values: [UInt32], _ columnOf: [Int32], _ primaries: [Int], _ lanes: Int, without: Int,
        live: Int, at home: Int
    ) -> Int {
        let first = without < 0 ? live - 3 : live - 4
        var f0: UInt32 = 0
        var f1: UInt32 = 0
        var f2: UInt32 = 0
        if without >= 0 {
            let scale = F.inverse(values[home + without])
            f0 = F.negate(F.multiply(values[home + first], scale))
            f1 = F.negate(F.multiply(values[home + first + 1], scale))
            f2 = F.negate(F.multiply(values[home + first + 2], scale))
        }
        var leaks = 0
        let total = primaries.count
        epoch &+= 1
        prefix.withUnsafeMutableBufferPointer { prefix in
            var product: UInt32 = 1
            values.withUnsafeBufferPointer { values in
                for index in 0..<total {
                    let base = Int(columnOf[primaries[index]]) * lanes
                    let own = without >= 0 ? values[base + without] : 0
                    let a = F.add(values[base + first], F.multiply(own, f0))
                    let b = F.add(values[base + first + 1], F.multiply(own, f1))
                    let c = F.add(values[base + first + 2], F.multiply(own, f2))
                    prefix[index * 4] = a
                    prefix[index * 4 + 1] = b
                    prefix[index * 4 + 2] = c
                    prefix[index * 4 + 3] = product
                    if a != 0 { product = F.multiply(product, a) }
                }
            }
            var inverse = F.inverse(product)
            let mask = table.count - 1
            for index in stride(from: total - 1, through: 0, by: -1) {
                let a = prefix[index * 4]
                if a == 0 {
                    if prefix[index * 4 + 1] == 0 && prefix[index * 4 + 2] == 0 { leaks += 1 }
                    slots[index] = -1
                    continue
                }
                let own = F.multiply(inverse, prefix[index * 4 + 3])
                inverse = F.multiply(inverse, a)
                let key =
                    UInt64(F.multiply(prefix[index * 4 + 1], own)) << 32
                    | UInt64(F.multiply(prefix[index * 4 + 2], own))
                var slot = Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
                while stamp[slot] == epoch && table[slot] != key { slot = (slot + 1) & mask }
                if stamp[slot] != epoch {
                    stamp[slot] = epoch
                    table[slot] = key
                    members[slot] = 0
                    lone[slot] = 0
                }
                members[slot] += 1
                if singles[index] { lone[slot] += 1 }
                slots[index] = Int32(slot)
            }
        }
        for index in 0..<total where slots[index] >= 0 {
            let slot = Int(slots[index])
            let others = singles[index] ? lone[slot] - 1 : lone[slot]
            if others > 0 { leaks += 1 }
        }
        return leaks
    }
}
