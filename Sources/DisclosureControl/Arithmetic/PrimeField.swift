// SPDX-License-Identifier: Apache-2.0

/// Arithmetic modulo a Mersenne prime; sums of table cells are exact in it.
protocol PrimeField: Sendable {
    associatedtype Word: FixedWidthInteger & UnsignedInteger & Sendable
    static var modulus: Word { get }
    static func multiply(_ a: Word, _ b: Word) -> Word
    static func add(_ a: Word, _ b: Word) -> Word
}

extension PrimeField {
    @inline(__always)
    static func negate(_ a: Word) -> Word { a == 0 ? 0 : modulus &- a }

    @inline(__always)
    static func subtract(_ a: Word, _ b: Word) -> Word { a >= b ? a &- b : a &+ (modulus &- b) }

    /// The number that multiplied by `a` gives one (Fermat: `a` to the power of the modulus less two).
    static func inverse(_ a: Word) -> Word {
        if a == 1 || a == modulus &- 1 { return a }
        var result: Word = 1
        var base = a
        var exponent = modulus &- 2
        while exponent > 0 {
            if exponent & 1 == 1 { result = multiply(result, base) }
            base = multiply(base, base)
            exponent >>= 1
        }
        return result
    }

    static func element(_ value: Int) -> Word {
        let size = Int(modulus)
        let rest = value % size
        return Word(rest < 0 ? rest + size : rest)
    }

    static func random(using generator: inout SeededGenerator) -> Word {
        Word(truncatingIfNeeded: generator.next() >> 3) % (modulus &- 1) &+ 1
    }
}

/// Whole numbers modulo 2^31 - 1: fast, used while choosing what to hide.
enum Mersenne31: PrimeField {
    static let modulus: UInt32 = 0x7fff_ffff

    @inline(__always)
    static func multiply(_ a: UInt32, _ b: UInt32) -> UInt32 {
        let product = UInt64(a) &* UInt64(b)
        let folded =
            UInt32(truncatingIfNeeded: product & 0x7fff_ffff)
            &+ UInt32(truncatingIfNeeded: product >> 31)
        return folded >= modulus ? folded &- modulus : folded
    }

    @inline(__always)
    static func add(_ a: UInt32, _ b: UInt32) -> UInt32 {
        let sum = a &+ b
        return sum >= modulus ? sum &- modulus : sum
    }
}

/// Whole numbers modulo 2^61 - 1: used for every verdict; an error has probability about 2^-183.
enum Mersenne61: PrimeField {
    static let modulus: UInt64 = (1 << 61) - 1

    @inline(__always)
    static func multiply(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        let low = product.low & modulus
        let high = (product.high << 3) | (product.low >> 61)
        let folded = low &+ high
        return folded >= modulus ? folded &- modulus : folded
    }

    @inline(__always)
    static func add(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let sum = a &+ b
        return sum >= modulus ? sum &- modulus : sum
    }
}

/// The stream of numbers that a seed stands for (SplitMix64); the same seed gives the same stream for ever.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
