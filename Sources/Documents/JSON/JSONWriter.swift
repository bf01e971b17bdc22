// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// The value over several lines, two spaces for each step inwards, a line break at the end.
    public var pretty: [UInt8] {
        var out: [UInt8] = []
        write(to: &out, indent: 0)
        out.append(UInt8(ascii: "\n"))
        return out
    }

    private func write(to out: inout [UInt8], indent: Int) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let truth): out += (truth ? "true" : "false").utf8
        case .number(let number): out += String(number).utf8
        case .decimal(let steps, let places): Self.write(steps, places: places, to: &out)
        case .string(let text): Self.write(text, to: &out)
        case .array(let values):
            Self.list(values, "[", "]", to: &out, indent) { value, out in
                value.write(to: &out, indent: indent + 1)
            }
        case .object(let members):
            Self.list(members, "{", "}", to: &out, indent) { member, out in
                Self.write(member.name, to: &out)
                out += ": ".utf8
                member.value.write(to: &out, indent: indent + 1)
            }
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, to out: inout [UInt8], _ indent: Int,
        _ write: (Item, inout [UInt8]) -> Void
    ) {
        out += open.utf8
        for (index, item) in items.enumerated() {
            out += (index == 0 ? "\n" : ",\n").utf8
            out += repeatElement(UInt8(ascii: " "), count: (indent + 1) * 2)
            write(item, &out)
        }
        if !items.isEmpty {
            out.append(UInt8(ascii: "\n"))
            out += repeatElement(UInt8(ascii: " "), count: indent * 2)
        }
        out += close.utf8
    }

    private static func write(_ steps: Int, places: Int, to out: inout [UInt8]) {
        let digits = String(steps.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        if steps < 0 { out.append(UInt8(ascii: "-")) }
        out += padded.dropLast(max(0, places)).utf8
        if places > 0 { out += ("." + padded.suffix(places)).utf8 }
    }

    private static func write(_ text: String, to out: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
            case 0x0A: out += "\\n".utf8
            case 0x0D: out += "\\r".utf8
            case 0x09: out += "\\t".utf8
            case 0..<0x20, 0x7F: out += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
    }
}
