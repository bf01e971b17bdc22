// SPDX-License-Identifier: Apache-2.0

extension CodedChunk {
    /// Sixty-four bits that change with any byte: four running products over words of eight bytes, so that a
    /// mapped file of a hundred megabytes is checked in some hundredths of a second. Against accidents, not
    /// against forgers.
    ///
    /// A word goes into a sum by `s = rotl(s xor word, 29) * 0x9E3779B97F4A7C15`. The sums begin as 1 to 4.
    /// First go the words at 8 and 16 into the first two; then word i from 32 on into sum i mod 4, the last
    /// one filled up with zeros. The second sum then goes into the first and the fourth into the third, that
    /// into the first, and last the length of the chunk. The result is that exclusive-or itself shifted right
    /// by 32.
    ///
    /// `bytes` is a whole chunk, of 32 bytes at least.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
            let mixed = sum ^ word
            return (mixed << 29 | mixed >> 35) &* 0x9E37_79B9_7F4A_7C15
        }
        var sums: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        func word(_ at: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        }
        sums.0 = step(sums.0, word(8))
        sums.1 = step(sums.1, word(16))
        var at = 32
        while at + 32 <= bytes.count {
            sums.0 = step(sums.0, word(at))
            sums.1 = step(sums.1, word(at + 8))
            sums.2 = step(sums.2, word(at + 16))
            sums.3 = step(sums.3, word(at + 24))
            at += 32
        }
        var lane = 0
        while at < bytes.count {
            var last: UInt64 = 0
            for place in 0..<min(8, bytes.count - at) {
                last |= UInt64(bytes[at + place]) << UInt64(8 * place)
            }
            switch lane {
            case 0: sums.0 = step(sums.0, last)
            case 1: sums.1 = step(sums.1, last)
            case 2: sums.2 = step(sums.2, last)
            default: sums.3 = step(sums.3, last)
            }
            lane += 1
            at += 8
        }
        var result = step(step(sums.0, sums.1), step(sums.2, sums.3))
        result = step(result, UInt64(bytes.count))
        return result ^ result >> 32
    }

    /// The first record whose code has no category. Whole columns are looked through for their greatest code
    /// first.
    static func firstWrongCode(_ codes: UnsafeRawBufferPointer, width: Int, categories: Int) -> Int? {
        switch width {
        case 1: wrong(in: codes.assumingMemoryBound(to: UInt8.self), categories)
        case 2: wrong(in: codes.assumingMemoryBound(to: UInt16.self), categories)
        default: wrong(in: codes.assumingMemoryBound(to: UInt32.self), categories)
        }
    }

    private static func wrong<Code: FixedWidthInteger & UnsignedInteger>(
        in codes: UnsafeBufferPointer<Code>, _ categories: Int
    ) -> Int? {
        var greatest: Code = 0
        for code in codes { greatest = max(greatest, Code(littleEndian: code)) }
        if Int(greatest) < categories { return nil }
        return codes.firstIndex { Int(Code(littleEndian: $0)) >= categories }
    }
}
