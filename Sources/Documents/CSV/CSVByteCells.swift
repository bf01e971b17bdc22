// SPDX-License-Identifier: Apache-2.0

/// Cells as bytes where they lie in the file, or in room of their own where quotes had to be made single.
struct ByteCells: CSVCells {
    private struct Place {
        let start: Int
        let count: Int
        let isOwn: Bool
    }

    private let base: UnsafePointer<UInt8>?
    private let forPeople: Bool
    private var places: [Place] = []
    private var own: [UInt8] = []

    init(base: UnsafePointer<UInt8>?, forPeople: Bool) {
        self.base = base
        self.forPeople = forPeople
    }

    mutating func clear() {
        places.removeAll(keepingCapacity: true)
        own.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func append<Units: CSVUnits>(
        _ units: Units, _ start: Int, _ end: Int, hasDoubledQuotes: Bool
    ) -> Bool {
        // A guarded formula begins with an apostrophe.
        if !hasDoubledQuotes, !(forPeople && start < end && units[start] == 0x27) {
            places.append(Place(start: start, count: end - start, isOwn: false))
            return true
        }
        guard let text = units.text(start, end, hasDoubledQuotes: hasDoubledQuotes) else { return false }
        append(forPeople ? FormulaGuard.removed(from: text) : text)
        return true
    }

    mutating func append(_ text: String) {
        let start = own.count
        own += text.utf8
        places.append(Place(start: start, count: own.count - start, isOwn: true))
    }

    mutating func appendEmpty() { places.append(Place(start: 0, count: 0, isOwn: true)) }

    var startsEmpty: Bool { places.first?.count == 0 }

    /// The cells as bytes, for as long as the body runs.
    func withCells<Answer>(
        _ body: (UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>) throws -> Answer
    ) rethrows -> Answer {
        try own.withUnsafeBufferPointer { room in
            try withUnsafeTemporaryAllocation(of: UnsafeBufferPointer<UInt8>.self, capacity: places.count) {
                cells in
                for (index, place) in places.enumerated() {
                    let start = place.isOwn ? room.baseAddress : base
                    cells.initializeElement(
                        at: index,
                        to: UnsafeBufferPointer(start: start.map { $0 + place.start }, count: place.count))
                }
                return try body(UnsafeBufferPointer(cells))
            }
        }
    }
}
