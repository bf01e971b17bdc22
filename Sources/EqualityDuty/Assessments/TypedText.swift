// SPDX-License-Identifier: Apache-2.0

/// Typed text without what nobody meant to type.
///
/// Control characters, marks that turn the direction of other people's text, and characters without a width that
/// have no use here are left out; letters of every script, joined emoji and the joiners inside words stay.
public enum TypedText {
    /// A line: white space and line ends become single spaces.
    public static func line(_ typed: String) -> String {
        var line = String.UnicodeScalarView()
        var gap = false
        for scalar in cleaned(typed) {
            if scalar == "\n" || scalar == " " || scalar == "\t" {
                gap = !line.isEmpty
                continue
            }
            if gap { line.append(" ") }
            gap = false
            line.append(scalar)
        }
        return SelectionWords.trimmed(String(line))
    }

    /// Paragraphs: line ends are `\n`, and white space at both ends is left out.
    public static func paragraphs(_ typed: String) -> String {
        SelectionWords.trimmed(String(String.UnicodeScalarView(cleaned(typed))))
    }

    private static func cleaned(_ typed: String) -> [Unicode.Scalar] {
        if typed.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) {
            return Array(typed.unicodeScalars)
        }
        let turned = typed.unicodeScalars.contains(where: isRightToLeft)
        var out: [Unicode.Scalar] = []
        out.reserveCapacity(typed.utf8.count)
        var afterReturn = false
        var joiner: Unicode.Scalar?
        for scalar in typed.unicodeScalars {
            let isSecondOfPair = scalar == "\n" && afterReturn
            afterReturn = scalar == "\r"
            if isSecondOfPair { continue }
            guard let kept = kept(scalar, turned) else { continue }
            if kept.value == 0x200C || kept.value == 0x200D {
                if let last = out.last, !last.properties.isWhitespace { joiner = kept }
                continue
            }
            if let held = joiner, !kept.properties.isWhitespace { out.append(held) }
            joiner = nil
            out.append(kept)
        }
        return out
    }

    private static func kept(_ scalar: Unicode.Scalar, _ turned: Bool) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x09, 0x0A: scalar
        case 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: "\n"
        case 0..<0x20, 0x7F..<0xA0: nil
        // Soft hyphen, zero-width space, joiner of words, invisible operators, old format controls, byte order mark.
        case 0xAD, 0x180E, 0x200B, 0x2060...0x2064, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: nil
        // Embeddings, overrides and isolates can make a text read as another one.
        case 0x202A...0x202E, 0x2066...0x2069: nil
        // Marks of direction have a use beside letters written from the right.
        case 0x200E, 0x200F, 0x061C: turned ? scalar : nil
        default: scalar
        }
    }

    private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0590...0x061B, 0x061D...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF,
            0x1E800...0x1EFFF:
            true
        default: false
        }
    }
}
