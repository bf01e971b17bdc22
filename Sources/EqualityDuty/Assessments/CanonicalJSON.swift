// SPDX-License-Identifier: Apache-2.0

/// An object of strings as JSON, in one way only: keys in the order of their bytes, no white space.
///
/// Anybody can check a digest of it with the tools at hand; no float, no nesting, nothing to disagree on.
public enum CanonicalJSON {
    /// The bytes of an object.
    public static func bytes(of fields: [String: String]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(fields.reduce(2) { $0 + $1.key.utf8.count + $1.value.utf8.count + 8 })
        out.append(UInt8(ascii: "{"))
        let keys = fields.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for (index, key) in keys.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            append(key, to: &out)
            out.append(UInt8(ascii: ":"))
            append(fields[key] ?? "", to: &out)
        }
        out.append(UInt8(ascii: "}"))
        return out
    }

    /// The fields of an object of strings; `nil` where the bytes are anything else.
    public static func fields(_ bytes: [UInt8]) -> [String: String]? {
        bytes.withUnsafeBufferPointer { buffer in
            var reader = Reader(bytes: buffer)
            return reader.object()
        }
    }

    private static func append(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                out.append(UInt8(ascii: "\\"))
                out.append(byte)
            case 0x0A: out += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                out += Array("\\u00".utf8)
                out.append(digits[Int(byte >> 4)])
                out.append(digits[Int(byte & 15)])
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }

    private struct Reader {
        let bytes: UnsafeBufferPointer<UInt8>
        var at = 0

        init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

        mutating func object() -> [String: String]? {
            var fields: [String: String] = [:]
            guard take("{") else { return nil }
            if take("}") { return ended ? fields : nil }
            repeat {
                guard let key = string(), take(":"), let value = string(), fields[key] == nil else {
                    return nil
                }
                fields[key] = value
            } while take(",")
            return take("}") && ended ? fields : nil
        }

        private var ended: Bool { at == bytes.count }

        private mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
            at += 1
            return true
        }

        private mutating func string() -> String? {
            guard take("\"") else { return nil }
            var end = at
            while end < bytes.count, bytes[end] != 0x22, bytes[end] != 0x5C, bytes[end] >= 0x20 { end += 1 }
            guard end < bytes.count else { return nil }
            if bytes[end] == 0x22 {
                defer { at = end + 1 }
                return String(validating: UnsafeBufferPointer(rebasing: bytes[at..<end]), as: UTF8.self)
            }
            return escaped()
        }

        private mutating func escaped() -> String? {
            var text: [UInt8] = []
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                switch byte {
                case 0x22: return String(validating: text, as: UTF8.self)
                case 0x5C:
                    guard at < bytes.count else { return nil }
                    let mark = bytes[at]
                    at += 1
                    switch mark {
                    case UInt8(ascii: "n"): text.append(0x0A)
                    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(mark)
                    case UInt8(ascii: "u"):
                        guard let control = controlCharacter() else { return nil }
                        text.append(control)
                    default: return nil
                    }
                case 0..<0x20: return nil
                default: text.append(byte)
                }
            }
            return nil
        }

        /// Four hexadecimal digits; only control characters are ever written so.
        private mutating func controlCharacter() -> UInt8? {
            guard at + 4 <= bytes.count else { return nil }
            var value = 0
            for offset in 0..<4 {
                guard let digit = Character(Unicode.Scalar(bytes[at + offset])).hexDigitValue else {
                    return nil
                }
                value = value * 16 + digit
            }
            at += 4
            return value < 0x20 ? UInt8(value) : nil
        }
    }
}
