// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// Ids of records: UUIDs of version 7 (RFC 9562), so that they sort by time and registers of two bodies can be merged.
///
/// Within one process each id sorts after those made before it, also inside one millisecond and when the clock is set
/// back: rows that were added together stay in the order in which they were added (RFC 9562, 6.2, method 1).
public enum Identifier {
    /// The millisecond and the counter of the newest id.
    private static let newest = Mutex<(time: UInt64, counter: UInt16)>((0, 0))

    /// A new id, as 36 characters.
    public static func next() -> String {
        let now = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        let (time, counter) = newest.withLock { last in
            if now > last.time {
                // Half of the counter's room is left to count in.
                last = (now, UInt16.random(in: 0..<0x800))
            } else if last.counter < 0xFFF {
                last.counter += 1
            } else {
                last = (last.time + 1, 0)
            }
            return last
        }
        var bytes = [UInt8](repeating: 0, count: 16)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: time >> UInt64(40 - index * 8)) }
        bytes[6] = 0x70 | UInt8(counter >> 8)
        bytes[7] = UInt8(truncatingIfNeeded: counter)
        var generator = SystemRandomNumberGenerator()
        for index in 8..<16 { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
        bytes[8] = bytes[8] & 0x3F | 0x80
        return text(bytes)
    }

    private static func text(_ bytes: [UInt8]) -> String {
        let digits: [UInt8] = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(45) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
