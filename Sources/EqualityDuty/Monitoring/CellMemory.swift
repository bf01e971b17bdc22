// SPDX-License-Identifier: Apache-2.0

/// What bytes were read as before, so that words are understood once and looked up a million times.
struct CellMemory {
    /// What is remembered of some bytes.
    struct Entry {
        fileprivate let hash: UInt64
        fileprivate let start: Int
        fileprivate let count: Int
        /// The code.
        let code: Int
        /// Which list of unread cells it counts in; -1 where it was read.
        let unread: Int
    }

    /// How many different cells are remembered at most, and how long each may be.
    static let most = 60_000
    static let longest = 256

    private var slots = [Int32](repeating: -1, count: 256)
    private var entries: [Entry] = []
    private var arena: [UInt8] = []

    /// The entry of these bytes; `nil` where they are new. The hash comes with it, for adding them.
    @inline(__always)
    func find(_ bytes: UnsafeBufferPointer<UInt8>) -> (entry: Entry?, hash: UInt64) {
        let hash = Self.hash(bytes)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while true {
            let index = Int(slots[slot])
            if index < 0 { return (nil, hash) }
            let entry = entries[index]
            if entry.hash == hash, entry.count == bytes.count, isSame(entry, bytes) { return (entry, hash) }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private func isSame(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        arena.withUnsafeBufferPointer { room in
            for place in 0..<entry.count where room[entry.start + place] != bytes[place] { return false }
            return true
        }
    }

    /// Remembers bytes, while there is room.
    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64, code: Int, unread: Int) {
        guard entries.count < Self.most, bytes.count <= Self.longest else { return }
        if entries.count * 2 >= slots.count { grow() }
        put(Int32(entries.count), hash)
        entries.append(
            Entry(hash: hash, start: arena.count, count: bytes.count, code: code, unread: unread))
        arena.append(contentsOf: bytes)
    }

    private mutating func put(_ index: Int32, _ hash: UInt64) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash >> 20) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = index
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        for (index, entry) in entries.enumerated() { put(Int32(index), entry.hash) }
    }

    /// A hash of bytes, eight at a time; quick, and not for secrets.
    @inline(__always)
    static func hash(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
        let raw = UnsafeRawBufferPointer(bytes)
        var sum = seed ^ (UInt64(truncatingIfNeeded: raw.count) &* 0x9E37_79B9_7F4A_7C15)
        var at = 0
        while at + 8 <= raw.count {
            sum = mixed(sum ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var last: UInt64 = 0
        var shift: UInt64 = 0
        while at < raw.count {
            last |= UInt64(raw[at]) << shift
            shift += 8
            at += 1
        }
        return mixed(sum ^ last)
    }

    @inline(__always)
    static func mixed(_ word: UInt64) -> UInt64 {
        let product = (word ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}

/// How many marks of a long stream came more than once, in memory that does not grow with the stream: where there are
/// too many, only every second, fourth … mark is looked at.
struct RepeatedMarks {
    /// How many marks are held at most.
    static let most = 1 << 21

    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private var held = 0
    private(set) var seen = 0
    /// Marks that were there before, among those looked at.
    private(set) var repeated = 0
    /// The first rows whose marks were there before.
    private(set) var rows: [Int] = []
    /// Rows that are listed.
    private static let mostRows = 8
    /// One in so many marks was looked at, a power of two.
    private(set) var oneIn = 1

    /// Takes the mark of a row.
    @inline(__always)
    mutating func take(_ mark: UInt64, row: Int) {
        seen += 1
        // The low bits choose which marks are looked at, the high ones their place.
        guard mark & UInt64(oneIn - 1) == 0 else { return }
        let mark = mark == 0 ? 1 : mark
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: mark >> 24) & mask
        while slots[slot] != 0 {
            if slots[slot] == mark {
                repeated += 1
                if rows.count < Self.mostRows { rows.append(row) }
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = mark
        held += 1
        if held * 2 > slots.count { makeRoom() }
    }

    /// The rows in words, such as " (rows 12, 40 and others)"; empty for none.
    var rowWords: String {
        guard let first = rows.first else { return "" }
        let more = repeated > rows.count ? " and others" : ""
        return rows.count == 1 && more.isEmpty
            ? " (row \(first))" : " (rows \(rows.map(String.init).joined(separator: ", "))\(more))"
    }

    private mutating func makeRoom() {
        let marks = slots.filter { $0 != 0 }
        if slots.count < Self.most * 2 {
            fill(marks, slots.count * 4)
        } else {
            oneIn *= 2
            fill(marks.filter { $0 & UInt64(oneIn - 1) == 0 }, slots.count)
        }
    }

    private mutating func fill(_ marks: [UInt64], _ count: Int) {
        slots = [UInt64](repeating: 0, count: count)
        held = marks.count
        for mark in marks {
            var slot = Int(truncatingIfNeeded: mark >> 24) & (count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = mark
        }
    }
}
