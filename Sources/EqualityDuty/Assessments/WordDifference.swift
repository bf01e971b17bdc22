// SPDX-License-Identifier: Apache-2.0

/// Two texts as runs of words that both have, or only one of them.
///
/// Compared in two steps: sentences first, then the words of the sentences that differ, each by the shortest edit
/// up to a bound (see `ShortestEdit`), so that two long texts with nothing in common cost no more than reading them.
public struct WordDifference: Hashable, Sendable {
    /// A run of words.
    public struct Run: Hashable, Sendable {
        /// Where a run stands.
        public enum Side: Hashable, Sendable {
            /// In both texts; in the earlier alone; in the later alone.
            case both, removed, added
        }
        /// Where it stands.
        public let side: Side
        /// The words with the white space between them.
        public let text: String

        /// A run.
        public init(_ side: Side, _ text: String) {
            self.side = side
            self.text = text
        }
    }

    /// The runs in their order: what is not added makes the earlier text, what is not removed the later.
    public let runs: [Run]

    /// The most edits looked for among sentences, and among the words of one stretch.
    static let sentenceBound = 200
    /// The most edits looked for among the words of one stretch.
    static let wordBound = 100

    /// The difference of two texts.
    public init(from old: String, to new: String) {
        let left = Tokens(old), right = Tokens(new)
        var builder = Builder(old: left.bytes, new: right.bytes)
        let (leftSentences, rightSentences) = (left.sentences, right.sentences)
        let steps = ShortestEdit.steps(
            leftSentences.map { left.key($0) }, rightSentences.map { right.key($0) },
            bound: Self.sentenceBound)
        for step in steps {
            switch step {
            case .both(let a, _, let count):
                builder.both(leftSentences[a].lowerBound..<leftSentences[a + count - 1].upperBound)
            case .replaced(let a, let b):
                Self.words(
                    left, Self.span(leftSentences, a), right, Self.span(rightSentences, b), &builder)
            }
        }
        runs = builder.finished()
    }

    private static func span(_ sentences: [Range<Int>], _ range: Range<Int>) -> Range<Int> {
        guard let first = sentences[range].first, let last = sentences[range].last else { return 0..<0 }
        return first.lowerBound..<last.upperBound
    }

    private static func words(
        _ left: Tokens, _ old: Range<Int>, _ right: Tokens, _ new: Range<Int>, _ builder: inout Builder
    ) {
        let (leftWords, rightWords) = (left.words(old), right.words(new))
        let steps = ShortestEdit.steps(
            leftWords.map { left.key($0) }, rightWords.map { right.key($0) }, bound: wordBound)
        for step in steps {
            switch step {
            case .both(let a, _, let count):
                builder.both(leftWords[a].lowerBound..<leftWords[a + count - 1].upperBound)
            case .replaced(let a, let b):
                builder.removed(span(leftWords, a))
                builder.added(span(rightWords, b))
            }
        }
    }

    /// A text cut into sentences and words; every byte belongs to one of them, so that the runs make the text again.
    private struct Tokens {
        let bytes: [UInt8]

        init(_ text: String) { bytes = Array(text.utf8) }

        /// Ends at a line end, or at white space after a full stop, an exclamation or a question mark.
        var sentences: [Range<Int>] {
            var ranges: [Range<Int>] = []
            var start = 0
            var last: UInt8 = 0
            for (index, byte) in bytes.enumerated() {
                let isEnd = byte == 10 || (byte == 32 && (last == 46 || last == 33 || last == 63))
                if isEnd {
                    ranges.append(start..<index + 1)
                    start = index + 1
                }
                last = byte
            }
            if start < bytes.count { ranges.append(start..<bytes.count) }
            return ranges
        }

        /// A word with the white space behind it.
        func words(_ range: Range<Int>) -> [Range<Int>] {
            var ranges: [Range<Int>] = []
            var start = range.lowerBound
            var wasSpace = false
            for index in range {
                let isSpace = bytes[index] == 32 || bytes[index] == 10
                if wasSpace, !isSpace {
                    ranges.append(start..<index)
                    start = index
                }
                wasSpace = isSpace
            }
            if start < range.upperBound { ranges.append(start..<range.upperBound) }
            return ranges
        }

        /// FNV-1a over 64 bits, with the length: texts are compared here for reading, not for proof.
        func key(_ range: Range<Int>) -> UInt64 {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
            return hash ^ UInt64(range.count) &* 0x9E37_79B9_7F4A_7C15
        }
    }

    private struct Builder {
        let old, new: [UInt8]
        var runs: [Run] = []
        var common: [UInt8] = []
        var gone: [UInt8] = []
        var fresh: [UInt8] = []

        init(old: [UInt8], new: [UInt8]) { (self.old, self.new) = (old, new) }

        mutating func both(_ range: Range<Int>) {
            flush()
            common += old[range]
        }

        mutating func removed(_ range: Range<Int>) {
            if !range.isEmpty { endCommon() }
            gone += old[range]
        }

        mutating func added(_ range: Range<Int>) {
            if !range.isEmpty { endCommon() }
            fresh += new[range]
        }

        mutating func finished() -> [Run] {
            flush()
            endCommon()
            return runs
        }

        private mutating func endCommon() {
            if !common.isEmpty { runs.append(Run(.both, String(decoding: common, as: UTF8.self))) }
            common = []
        }

        private mutating func flush() {
            if !gone.isEmpty { runs.append(Run(.removed, String(decoding: gone, as: UTF8.self))) }
            if !fresh.isEmpty { runs.append(Run(.added, String(decoding: fresh, as: UTF8.self))) }
            gone = []
            fresh = []
        }
    }
}
