// SPDX-License-Identifier: Apache-2.0

/// The words before and after a date.
enum TargetDateNote {
    static func around(
        _ tokens: ContiguousArray<DateToken>, _ first: Int, _ next: Int, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> String? {
        let start = Int(tokens[first].start)
        let end = Int(tokens[next - 1].end)
        let before = trimmed(bytes, 0, start)
        let after = trimmed(bytes, end, bytes.count)
        switch (before, after) {
        case (nil, nil): return nil
        case (let words?, nil), (nil, let words?): return words
        case (let one?, let other?): return "\(one) … \(other)"
        }
    }

    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> String? {
        var (first, last) = (start, end)
        while first < last, isMargin(bytes[first]) || bytes[first] == 0x29 { first += 1 }
        while last > first, isMargin(bytes[last - 1]) || bytes[last - 1] == 0x28 { last -= 1 }
        if last - first >= 2, bytes[first] == 0x28, bytes[last - 1] == 0x29 {
            (first, last) = (first + 1, last - 1)
        }
        if first >= last { return nil }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[first..<last]), as: UTF8.self)
        return isDash(text) ? nil : withoutDash(text)
    }

    private static func isMargin(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x2C || byte == 0x3B || byte == 0x3A || byte == 0x2D || byte == 0x2E
    }

    private static func isDash(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isDash) }

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        (0x2010...0x2015).contains(scalar.value) || scalar.value == 0xA0 || scalar == " "
    }

    /// Leaves out the dash of two or three bytes with which a note may begin or end.
    private static func withoutDash(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            isDash(first) || isDash(last)
        else { return text }
        let start = text.unicodeScalars.firstIndex { !isDash($0) } ?? text.startIndex
        let end = text.unicodeScalars.lastIndex { !isDash($0) } ?? start
        return String(text.unicodeScalars[start...end])
    }
}
