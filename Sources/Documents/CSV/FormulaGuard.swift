// SPDX-License-Identifier: Apache-2.0

/// The apostrophe that keeps a spreadsheet from running free text as a formula.
///
/// Text that begins with apostrophes and then a character that starts a formula gets one more, so that
/// taking exactly one away gives back every text there is.
enum FormulaGuard {
    /// The text as it is written to a file for people.
    static func added(to text: String) -> String { needsGuard(text.unicodeScalars) ? "'" + text : text }

    /// The text as it was before `added`.
    static func removed(from text: String) -> String {
        guard text.utf8.first == 0x27, needsGuard(text.unicodeScalars) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    private static func needsGuard(_ scalars: String.UnicodeScalarView) -> Bool {
        for scalar in scalars where scalar != "'" { return startsFormula(scalar) }
        return false
    }

    /// The characters of `= + - @`, their full-width twins, and control characters.
    private static func startsFormula(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3D, 0x2B, 0x2D, 0x40, 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20: true
        case 0...0x1F, 0x7F...0x9F: true
        default: false
        }
    }
}
