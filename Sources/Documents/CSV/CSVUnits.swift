// SPDX-License-Identifier: Apache-2.0

/// A file as a row of code units, of which the separators, quotes and line ends are single ones.
protocol CSVUnits {
    /// How many units there are.
    var count: Int { get }
    /// How many bytes a unit takes.
    static var width: Int { get }
    /// The unit at a place.
    subscript(place: Int) -> UInt16 { get }
    /// The text between two places, doubled quotes made single; `nil` where it cannot be decoded.
    func text(_ start: Int, _ end: Int, hasDoubledQuotes: Bool) -> String?
}

/// UTF-8, and Windows-1252 cell by cell.
struct ByteUnits: CSVUnits {
    let bytes: UnsafeBufferPointer<UInt8>
    let encoding: CSVEncoding
    let isSound: Bool

    var count: Int { bytes.count }
    static var width: Int { 1 }

    @inline(__always)
    subscript(place: Int) -> UInt16 { UInt16(bytes[place]) }

    func text(_ start: Int, _ end: Int, hasDoubledQuotes: Bool) -> String? {
        if start == end { return "" }
        let cell = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if hasDoubledQuotes {
            var single: [UInt8] = []
            single.reserveCapacity(cell.count)
            var wasQuote = false
            for byte in cell {
                if byte == 0x22, wasQuote {
                    wasQuote = false
                    continue
                }
                wasQuote = byte == 0x22
                single.append(byte)
            }
            return single.withUnsafeBufferPointer { decoded($0) }
        }
        return decoded(cell)
    }

    @inline(__always)
    private func decoded(_ cell: UnsafeBufferPointer<UInt8>) -> String? {
        if isSound { return String(decoding: cell, as: UTF8.self) }
        if encoding == .windows1252 { return Windows1252.text(cell) }
        return String(validating: cell, as: UTF8.self)
    }
}

/// UTF-16 of either byte order.
struct WideUnits: CSVUnits {
    let bytes: UnsafeRawBufferPointer
    let isBigEndian: Bool

    var count: Int { bytes.count / 2 }
    static var width: Int { 2 }

    @inline(__always)
    subscript(place: Int) -> UInt16 {
        let unit = bytes.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self)
        return isBigEndian ? UInt16(bigEndian: unit) : UInt16(littleEndian: unit)
    }

    func text(_ start: Int, _ end: Int, hasDoubledQuotes: Bool) -> String? {
        var isSound = true
        let text = String(unsafeUninitializedCapacity: 3 * (end - start)) { output in
            var length = 0
            var place = start
            while place < end {
                let unit = UInt32(self[place])
                place += 1
                if unit == 0x22, hasDoubledQuotes, place < end, self[place] == 0x22 { place += 1 }
                var scalar = unit
                if unit & 0xF800 == 0xD800 {
                    let low = unit < 0xDC00 && place < end ? UInt32(self[place]) : 0
                    if low & 0xFC00 != 0xDC00 {
                        isSound = false
                        return 0
                    }
                    place += 1
                    scalar = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
                }
                UTF8Output.append(scalar, to: output, &length)
            }
            return length
        }
        return isSound ? text : nil
    }
}

/// Characters written as UTF-8 into a buffer that is known to be long enough.
enum UTF8Output {
    @inline(__always)
    static func append(_ scalar: UInt32, to output: UnsafeMutableBufferPointer<UInt8>, _ length: inout Int) {
        if scalar < 0x80 {
            output[length] = UInt8(truncatingIfNeeded: scalar)
            length += 1
            return
        }
        if scalar < 0x800 {
            output[length] = UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6)
            length += 1
        } else {
            if scalar < 0x10000 {
                output[length] = UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12)
                length += 1
            } else {
                output[length] = UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
                output[length + 1] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F)
                length += 2
            }
            output[length] = UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F)
            length += 1
        }
        output[length] = UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F)
        length += 1
    }
}

/// The code page of western Windows, as the WHATWG Encoding Standard lists it, except that the five
/// bytes to which Microsoft gave no character are refused rather than passed through.
enum Windows1252 {
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var isSound = true
        let text = String(unsafeUninitializedCapacity: 3 * bytes.count) { output in
            var length = 0
            for byte in bytes {
                let scalar = byte < 0x80 || byte >= 0xA0 ? UInt32(byte) : high[Int(byte) - 0x80]
                if scalar == 0, byte != 0 {
                    isSound = false
                    return 0
                }
                UTF8Output.append(scalar, to: output, &length)
            }
            return length
        }
        return isSound ? text : nil
    }

    /// The characters of bytes 80 to 9F; 0 for the five that have none.
    static let high: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,
        0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0, 0x017E, 0x0178,
    ]
}
