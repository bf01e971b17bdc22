// SPDX-License-Identifier: Apache-2.0

/// Counts only the cells that occur, in a table with open places, for tables too large to give every cell a
/// place.
struct SparseCounter<Key: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
    private var keys: [Key]
    /// Zero marks an open place.
    private var counts: [UInt32]
    private var used = 0

    init() {
        keys = [Key](repeating: 0, count: 1024)
        counts = [UInt32](repeating: 0, count: 1024)
    }

    mutating func count(_ stretch: Stretch) {
        withUnsafeTemporaryAllocation(of: Key.self, capacity: blockLength) { room in
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: blockLength) { marked in
                guard let numbers = room.baseAddress, let marks = marked.baseAddress else { return }
                var done = 0
                while done < stretch.count {
                    let length = min(blockLength, stretch.count - done)
                    let first = stretch.first + done
                    cellNumbers(stretch.columns, from: first, count: length, into: numbers)
                    leftOut(stretch.filters, from: first, count: length, into: marks)
                    while 2 * (used + length) > keys.count { grow() }
                    put(numbers, marks, length)
                    done += length
                }
            }
        }
    }

    private mutating func put(
        _ numbers: UnsafeMutablePointer<Key>, _ marks: UnsafeMutablePointer<UInt32>, _ length: Int
    ) {
        let mask = keys.count - 1
        var added = 0
        keys.withUnsafeMutableBufferPointer { keys in
            counts.withUnsafeMutableBufferPointer { counts in
                for i in 0..<length where marks[i] == 0 {
                    let key = numbers[i]
                    var place = SparseCounter.place(key) & mask
                    while counts[place] != 0, keys[place] != key { place = (place &+ 1) & mask }
                    if counts[place] == 0 {
                        keys[place] = key
                        added &+= 1
                    }
                    counts[place] &+= 1
                }
            }
        }
        used += added
    }

    @inline(__always)
    private static func place(_ key: Key) -> Int {
        let folded = UInt64(truncatingIfNeeded: key) ^ UInt64(truncatingIfNeeded: key >> (Key.bitWidth / 2))
        let mixed = folded &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 20)
    }

    private mutating func grow() {
        let old = (keys, counts)
        let size = 2 * keys.count
        keys = [Key](repeating: 0, count: size)
        counts = [UInt32](repeating: 0, count: size)
        for (key, count) in zip(old.0, old.1) where count != 0 {
            var place = SparseCounter.place(key) & (size - 1)
            while counts[place] != 0 { place = (place + 1) & (size - 1) }
            keys[place] = key
            counts[place] = count
        }
    }

    /// Cells that occur with their counts, in no order.
    var cells: [(key: Key, count: Int)] {
        zip(keys, counts).compactMap { $1 == 0 ? nil : ($0, Int($1)) }
    }

    /// What several threads counted, in order of cells.
    static func merged(_ counters: [SparseCounter]) -> [(key: Key, count: Int)] {
        var all = counters.flatMap(\.cells)
        all.sort { $0.key < $1.key }
        var merged: [(key: Key, count: Int)] = []
        merged.reserveCapacity(all.count)
        for cell in all {
            if let last = merged.indices.last, merged[last].key == cell.key {
                merged[last].count += cell.count
            } else {
                merged.append(cell)
            }
        }
        return merged
    }
}
