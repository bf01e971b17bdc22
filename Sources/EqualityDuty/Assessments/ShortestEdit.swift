// SPDX-License-Identifier: Apache-2.0

/// The shortest way from one row of keys to another (Myers, An O(ND) difference algorithm, 1986), up to a bound.
///
/// Beyond the bound the keys that each row has exactly once hold it fast (patience, after Bram Cohen), and only what
/// lies between two of them is searched again, so that no pair of texts costs much more than reading them.
enum ShortestEdit {
    /// One step.
    enum Step: Hashable {
        /// So many keys that both have, from these places on.
        case both(Int, Int, Int)
        /// These keys of the first against these of the second; either may be none.
        case replaced(Range<Int>, Range<Int>)
    }

    /// The steps; a stretch without anything to hold it that needs more edits than the bound is replaced whole.
    static func steps(_ old: [UInt64], _ new: [UInt64], bound: Int) -> [Step] {
        joined(steps(old[...], new[...], bound: bound, mayAnchor: true))
    }

    private static func steps(
        _ old: ArraySlice<UInt64>, _ new: ArraySlice<UInt64>, bound: Int, mayAnchor: Bool
    ) -> [Step] {
        var (low, high) = (old.startIndex, old.endIndex)
        var (newLow, newHigh) = (new.startIndex, new.endIndex)
        while low < high, newLow < newHigh, old[low] == new[newLow] {
            low += 1
            newLow += 1
        }
        while low < high, newLow < newHigh, old[high - 1] == new[newHigh - 1] {
            high -= 1
            newHigh -= 1
        }
        var steps: [Step] = []
        let head = low - old.startIndex
        if head > 0 { steps.append(.both(old.startIndex, new.startIndex, head)) }
        let (left, right) = (low..<high, newLow..<newHigh)
        if left.isEmpty || right.isEmpty {
            if !left.isEmpty || !right.isEmpty { steps.append(.replaced(left, right)) }
        } else if let found = middle(Array(old[left]), Array(new[right]), at: (low, newLow), bound: bound) {
            steps += found
        } else if mayAnchor {
            steps += anchored(old[left], new[right], bound: bound)
        } else {
            steps.append(.replaced(left, right))
        }
        if high < old.endIndex { steps.append(.both(high, newHigh, old.endIndex - high)) }
        return steps
    }

    /// Holds fast the keys that both rows have exactly once and in the same order, and searches between them.
    private static func anchored(
        _ old: ArraySlice<UInt64>, _ new: ArraySlice<UInt64>, bound: Int
    ) -> [Step] {
        let (oldOnce, newOnce) = (once(old), once(new))
        let pairs = old.indices.compactMap { index -> (Int, Int)? in
            guard oldOnce[old[index]] == index, let other = newOnce[old[index]], other >= 0 else {
                return nil
            }
            return (index, other)
        }
        var steps: [Step] = []
        var (at, newAt) = (old.startIndex, new.startIndex)
        for (index, other) in increasing(pairs) + [(old.endIndex, new.endIndex)] {
            steps += Self.steps(old[at..<index], new[newAt..<other], bound: bound, mayAnchor: false)
            if index < old.endIndex { steps.append(.both(index, other, 1)) }
            (at, newAt) = (min(index + 1, old.endIndex), min(other + 1, new.endIndex))
        }
        return steps
    }

    /// Where each key stands; -1 where it stands more than once.
    private static func once(_ keys: ArraySlice<UInt64>) -> [UInt64: Int] {
        var places: [UInt64: Int] = Dictionary(minimumCapacity: keys.count)
        for index in keys.indices { places[keys[index]] = places[keys[index]] == nil ? index : -1 }
        return places
    }

    /// The most pairs whose second parts grow as the first do.
    private static func increasing(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
        var ends: [Int] = []
        var before = [Int](repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let half = (low + high) / 2
                if pairs[ends[half]].1 < pair.1 { low = half + 1 } else { high = half }
            }
            if low > 0 { before[index] = ends[low - 1] }
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var found: [(Int, Int)] = []
        var at = ends.last ?? -1
        while at >= 0 {
            found.append(pairs[at])
            at = before[at]
        }
        return found.reversed()
    }

    /// The steps with neighbours of one kind made one.
    private static func joined(_ steps: [Step]) -> [Step] {
        var out: [Step] = []
        for step in steps {
            switch (out.last, step) {
            case (.both(let old, let new, let count)?, .both(let next, let newNext, let more))
            where old + count == next && new + count == newNext:
                out[out.count - 1] = .both(old, new, count + more)
            case (.replaced(let old, let new)?, .replaced(let next, let newNext))
            where old.upperBound == next.lowerBound && new.upperBound == newNext.lowerBound:
                out[out.count - 1] = .replaced(
                    old.lowerBound..<next.upperBound, new.lowerBound..<newNext.upperBound)
            case (_, _): out.append(step)
            }
        }
        return out
    }

    private static func middle(_ old: [UInt64], _ new: [UInt64], at offset: (Int, Int), bound: Int) -> [Step]?
    {
        let most = min(bound, old.count + new.count)
        var furthest = [Int](repeating: 0, count: 2 * most + 3)
        let centre = most + 1
        var trace: [[Int]] = []
        for edits in 0...most {
            trace.append(Array(furthest[(centre - edits)...(centre + edits)]))
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let goesDown =
                    diagonal == -edits
                    || (diagonal != edits
                        && furthest[centre + diagonal - 1] < furthest[centre + diagonal + 1])
                var x = goesDown ? furthest[centre + diagonal + 1] : furthest[centre + diagonal - 1] + 1
                var y = x - diagonal
                while x < old.count, y < new.count, old[x] == new[y] {
                    x += 1
                    y += 1
                }
                furthest[centre + diagonal] = x
                if x >= old.count, y >= new.count {
                    return steps(back: trace, old.count, new.count, at: offset)
                }
            }
        }
        return nil
    }

    /// Walks back along the trace, and gives the steps in their order.
    private static func steps(back trace: [[Int]], _ oldCount: Int, _ newCount: Int, at offset: (Int, Int))
        -> [Step]
    {
        var pairs: [(x: Int, y: Int, count: Int)] = []
        var (x, y) = (oldCount, newCount)
        for edits in stride(from: trace.count - 1, through: 0, by: -1) {
            let furthest = trace[edits]
            func value(_ diagonal: Int) -> Int { furthest[edits + diagonal] }
            let diagonal = x - y
            if edits == 0 {
                if x > 0 { pairs.append((0, 0, x)) }
                break
            }
            let goesDown =
                diagonal == -edits || (diagonal != edits && value(diagonal - 1) < value(diagonal + 1))
            let before = goesDown ? diagonal + 1 : diagonal - 1
            let beforeX = value(before)
            let startX = goesDown ? beforeX : beforeX + 1
            if x > startX { pairs.append((startX, startX - diagonal, x - startX)) }
            (x, y) = (beforeX, beforeX - before)
        }
        var steps: [Step] = []
        var (atOld, atNew) = (0, 0)
        for pair in pairs.reversed() {
            if pair.x > atOld || pair.y > atNew {
                steps.append(
                    .replaced(atOld + offset.0..<pair.x + offset.0, atNew + offset.1..<pair.y + offset.1))
            }
            steps.append(.both(pair.x + offset.0, pair.y + offset.1, pair.count))
            (atOld, atNew) = (pair.x + pair.count, pair.y + pair.count)
        }
        if atOld < oldCount || atNew < newCount {
            steps.append(
                .replaced(atOld + offset.0..<oldCount + offset.0, atNew + offset.1..<newCount + offset.1))
        }
        return steps
    }
}
