// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Synchronization

/// A column as the loop sees it: where its codes lie, how wide they are, and how many categories they have in
/// the table. Threads may share it: nobody writes where it points.
struct CountedColumn: @unchecked Sendable {
    let start: UnsafeRawPointer
    let width: Int
    let size: Int
}

/// A filter as the loop sees it: a column, and for each code all bits set where its records are left out.
/// Threads may share it: nobody writes where it points.
struct CountedFilter: @unchecked Sendable {
    let start: UnsafeRawPointer
    let width: Int
    let leaveOut: [UInt32]
}

/// A stretch of records of one chunk: what a thread takes at a time.
struct Stretch: Sendable {
    let columns: [CountedColumn]
    let filters: [CountedFilter]
    let first: Int
    let count: Int
}

/// How many records are taken through all columns before the next ones, so that what is in between stays in
/// the first cache.
let blockLength = 2048

/// Runs each stretch once, on so many threads, each with a state of its own. A thread that is held up leaves
/// more to the others.
func shareOut<State: Sendable>(
    _ stretches: [Stretch], threads: Int, state: @Sendable () -> State,
    _ work: @Sendable (inout State, Stretch) -> Void
) -> [State] {
    let workers = max(1, min(threads, stretches.count))
    let next = Atomic<Int>(0)
    let finished = Mutex<[State]>([])
    @Sendable func run() {
        var own = state()
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            if index >= stretches.count { break }
            work(&own, stretches[index])
        }
        let result = own
        finished.withLock { $0.append(result) }
    }
    if workers == 1 { run() } else { DispatchQueue.concurrentPerform(iterations: workers) { _ in run() } }
    return finished.withLock { $0 }
}

/// The cell number of each record of a block, with the first column slowest.
@inline(__always)
func cellNumbers<Key: FixedWidthInteger & UnsignedInteger>(
    _ columns: [CountedColumn], from first: Int, count: Int, into keys: UnsafeMutablePointer<Key>
) {
    if columns.isEmpty { keys.update(repeating: 0, count: count) }
    for (index, column) in columns.enumerated() {
        let isFirst = index == 0
        switch column.width {
        case 1: add(column.start.assumingMemoryBound(to: UInt8.self), column.size, isFirst)
        case 2: add(column.start.assumingMemoryBound(to: UInt16.self), column.size, isFirst)
        default: add(column.start.assumingMemoryBound(to: UInt32.self), column.size, isFirst)
        }
    }
    @inline(__always)
    func add<Code: FixedWidthInteger & UnsignedInteger>(
        _ start: UnsafePointer<Code>, _ size: Int, _ isFirst: Bool
    ) {
        let codes = start + first
        let factor = Key(truncatingIfNeeded: size)
        if isFirst {
            for i in 0..<count { keys[i] = Key(truncatingIfNeeded: Code(littleEndian: codes[i])) }
        } else {
            for i in 0..<count {
                keys[i] = keys[i] &* factor &+ Key(truncatingIfNeeded: Code(littleEndian: codes[i]))
            }
        }
    }
}

/// All bits set for each record of a block that a filter leaves out, zero for the others.
func leftOut(
    _ filters: [CountedFilter], from first: Int, count: Int, into marks: UnsafeMutablePointer<UInt32>
) {
    marks.update(repeating: 0, count: count)
    for filter in filters {
        filter.leaveOut.withUnsafeBufferPointer { table in
            func mark<Code: FixedWidthInteger & UnsignedInteger>(_ start: UnsafePointer<Code>) {
                for i in 0..<count { marks[i] |= table[Int(Code(littleEndian: start[first + i]))] }
            }
            switch filter.width {
            case 1: mark(filter.start.assumingMemoryBound(to: UInt8.self))
            case 2: mark(filter.start.assumingMemoryBound(to: UInt16.self))
            default: mark(filter.start.assumingMemoryBound(to: UInt32.self))
            }
        }
    }
}

/// Counts in a place of its own for every cell that there can be.
struct DenseCounter: Sendable {
    private let cells: Int
    /// Neighbouring records often fall into one cell; with several tables the processor need not wait for
    /// itself.
    private let tables: Int
    private let stride: Int
    private var counts: [UInt32]

    init(cells: Int) {
        self.cells = cells
        tables = cells <= 1 << 14 ? 4 : 1
        // One more place takes what filters leave out.
        stride = (cells + 1 + 15) & ~15
        counts = [UInt32](repeating: 0, count: stride * tables)
    }

    mutating func count(_ stretch: Stretch) {
        let cells = UInt32(cells)
        let stride = stride
        let tables = tables
        counts.withUnsafeMutableBufferPointer { buffer in
            guard let counts = buffer.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * blockLength) { room in
                guard let keys = room.baseAddress else { return }
                let marks = keys + blockLength
                var done = 0
                while done < stretch.count {
                    let length = min(blockLength, stretch.count - done)
                    let first = stretch.first + done
                    cellNumbers(stretch.columns, from: first, count: length, into: keys)
                    if !stretch.filters.isEmpty {
                        leftOut(stretch.filters, from: first, count: length, into: marks)
                        for i in 0..<length { keys[i] = min(keys[i] | marks[i], cells) }
                    }
                    DenseCounter.tally(keys, length, counts, stride, tables)
                    done += length
                }
            }
        }
    }

    @inline(__always)
    private static func tally(
        _ keys: UnsafeMutablePointer<UInt32>, _ length: Int, _ counts: UnsafeMutablePointer<UInt32>,
        _ stride: Int, _ tables: Int
    ) {
        var i = 0
        if tables == 4 {
            let second = counts + stride
            let third = second + stride
            let fourth = third + stride
            while i + 4 <= length {
                counts[Int(keys[i])] &+= 1
                second[Int(keys[i + 1])] &+= 1
                third[Int(keys[i + 2])] &+= 1
                fourth[Int(keys[i + 3])] &+= 1
                i += 4
            }
        }
        while i < length {
            counts[Int(keys[i])] &+= 1
            i += 1
        }
    }

    /// Adds what was counted to the whole.
    func add(to whole: inout [Int]) {
        for table in 0..<tables {
            for cell in 0..<cells { whole[cell] += Int(counts[table * stride + cell]) }
        }
    }
}
