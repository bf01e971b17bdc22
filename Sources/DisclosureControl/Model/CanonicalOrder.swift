// SPDX-License-Identifier: Apache-2.0

/// An order of dimensions, categories and cells that follows from their names and a secret seed alone.
///
/// How the input was ordered does not matter, so the same data give the same pattern however they were
/// written; and without the seed nobody can say which of two like cells comes first.
struct CanonicalOrder: Sendable {
    /// The dimensions, first to last.
    let dimensions: [Int]
    /// For each dimension the categories' ranks; the total comes first.
    let ranks: [[Int]]
    /// For each dimension a random word for each category; zero for the total.
    private let words: [[UInt64]]
    private let steps: [Int]

    init(_ all: [TableDimension], seed: UInt64) {
        let names = all.map { Self.word(seed, [$0.name]) }
        dimensions = all.indices.sorted { (names[$0], all[$0].name) < (names[$1], all[$1].name) }
        words = all.map { dimension in
            dimension.codes.indices.map { code in
                code == 0 ? 0 : Self.word(seed, [dimension.name, dimension.codes[code]])
            }
        }
        let words = words
        ranks = all.indices.map { index in
            let codes = all[index].codes
            let sorted = codes.indices.sorted {
                (words[index][$0], codes[$0]) < (words[index][$1], codes[$1])
            }
            var rank = [Int](repeating: 0, count: codes.count)
            for (place, code) in sorted.enumerated() { rank[code] = place }
            return rank
        }
        var step = 1
        var steps = [Int](repeating: 1, count: all.count)
        for index in dimensions.reversed() {
            steps[index] = step
            step *= all[index].codes.count
        }
        self.steps = steps
    }

    /// The place of a cell among all.
    func place(of codes: [Int]) -> Int {
        codes.indices.reduce(0) { $0 + ranks[$1][codes[$1]] * steps[$1] }
    }

    /// A random word for a cell.
    func word(of codes: [Int]) -> UInt64 {
        var mixed = SeededGenerator(seed: codes.indices.reduce(0) { $0 &+ words[$1][codes[$1]] })
        return mixed.next()
    }

    /// A word that depends on every byte and the seed.
    private static func word(_ seed: UInt64, _ texts: [String]) -> UInt64 {
        var state = seed
        for text in texts {
            for byte in text.utf8 {
                var mixed = SeededGenerator(seed: state ^ UInt64(byte))
                state = mixed.next()
            }
            var mixed = SeededGenerator(seed: state ^ 0x100)
            state = mixed.next()
        }
        return state
    }
}
