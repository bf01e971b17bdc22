// SPDX-License-Identifier: Apache-2.0

/// The references met so far, as hashes of 128 bits with their rows: 20 bytes each, and room to grow.
///
/// Two references of a million having the same hash by chance is less likely than 1 in 10 to the 26; a table
/// of open addressing keeps the whole hash, so that a shared place is not taken for a duplicate.
struct ReferenceHashes: Sendable {
    private var first: [UInt64] = Array(repeating: 0, count: 64)
    private var second: [UInt64] = Array(repeating: 0, count: 64)
    /// The row of each; 0 marks a free place.
    private var rows: [UInt32] = Array(repeating: 0, count: 64)
    private var count = 0

    init() {}

    /// Keeps a reference; where it was met before, answers the row and keeps that.
    mutating func insert(_ reference: String, row: Int) -> Int? {
        if (count + 1) * 5 > rows.count * 4 { grow() }
        let hash = Self.hash(reference)
        let place = self.place(hash)
        if rows[place] != 0 { return Int(rows[place]) }
        (first[place], second[place]) = hash
        rows[place] = UInt32(truncatingIfNeeded: max(1, row))
        count += 1
        return nil
    }

    private func place(_ hash: (UInt64, UInt64)) -> Int {
        var place = Int(truncatingIfNeeded: hash.0) & (rows.count - 1)
        while rows[place] != 0, first[place] != hash.0 || second[place] != hash.1 {
            place = (place + 1) & (rows.count - 1)
        }
        return place
    }

    private mutating func grow() {
        let old = (first, second, rows)
        first = Array(repeating: 0, count: 2 * old.2.count)
        second = first
        rows = Array(repeating: 0, count: first.count)
        for index in old.2.indices where old.2[index] != 0 {
            let place = self.place((old.0[index], old.1[index]))
            (first[place], second[place], rows[place]) = (old.0[index], old.1[index], old.2[index])
        }
    }

    /// Two lanes of multiplication and rotation over the compared form of the reference.
    static func hash(_ reference: String) -> (UInt64, UInt64) {
        if reference.utf8.allSatisfy({ $0 < 0x80 }) {
            return hash(reference.utf8.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 })
        }
        return hash(Policy.comparable(reference).utf8)
    }

    private static func hash(_ bytes: some Sequence<UInt8>) -> (UInt64, UInt64) {
        var one: UInt64 = 0x243F_6A88_85A3_08D3
        var other: UInt64 = 0x1319_8A2E_0370_7344
        var length: UInt64 = 0
        for byte in bytes {
            one = (one ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
            one = one << 23 | one >> 41
            other = (other &+ UInt64(byte) &+ 1) &* 0xC2B2_AE3D_27D4_EB4F
            other = (other << 31 | other >> 33) ^ one >> 7
            length += 1
        }
        return (mixed(one ^ length), mixed(other &+ one))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
