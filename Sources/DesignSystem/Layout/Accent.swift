// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The one colour of a council, dark enough to be read on white.
public struct Accent: Hashable, Sendable {
    let colour: Colour

    /// The colour of DueRegard itself.
    public static let standard = Accent(colour: Colour(red: 0x1D, green: 0x5B, blue: 0x79))

    /// Takes a colour such as `#1D5B79`; `nil` unless it reaches 4.5:1 on white.
    public init?(_ text: String) {
        guard let colour = Colour(text), colour.contrast(with: .white) >= 4.5 else { return nil }
        self.colour = colour
    }

    /// Takes the file name of an accent stylesheet, such as `accent-1D5B79.css`.
    public init?(fileName: String) {
        guard fileName.hasPrefix("accent-"), fileName.hasSuffix(".css") else { return nil }
        self.init(String(fileName.dropFirst(7).dropLast(4)))
    }

    /// How the contrast of a colour with white is judged, for a message beside the field.
    public static func contrastOnWhite(_ text: String) -> Double? {
        Colour(text)?.contrast(with: .white)
    }

    private init(colour: Colour) { self.colour = colour }

    /// The six figures, in capitals, without the hash.
    public var hex: String { colour.hex }

    /// The name under which the stylesheet of this accent is served.
    public var fileName: String { "accent-\(hex).css" }

    /// The stylesheet that gives a page this accent, in light and in dark.
    public var stylesheet: String {
        let night = colour.lightened(untilContrast: 7, with: .night)
        return """
            :root{--dr-accent:#\(hex);--dr-accent-deep:#\(colour.mixed(with: .black, 0.25).hex);\
            --dr-accent-wash:#\(colour.mixed(with: .white, 0.93).hex);\
            --dr-accent-line:#\(colour.mixed(with: .white, 0.7).hex)}
            @media screen and (prefers-color-scheme:dark){:root{--dr-accent:#\(night.hex);\
            --dr-accent-deep:#\(night.mixed(with: .white, 0.35).hex);\
            --dr-accent-wash:#\(Colour.night.mixed(with: colour, 0.28).hex);\
            --dr-accent-line:#\(Colour.night.mixed(with: night, 0.4).hex)}}

            """
    }
}

/// A colour of the screen, able to compare itself with another.
struct Colour: Hashable, Sendable {
    let red, green, blue: UInt8

    static let white = Colour(red: 255, green: 255, blue: 255)
    static let black = Colour(red: 0, green: 0, blue: 0)
    /// The page of the dark scheme; the same as `--dr-paper` in the stylesheet.
    static let night = Colour(red: 0x14, green: 0x19, blue: 0x1C)

    init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    init?(_ text: String) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        self.init(red: UInt8(value >> 16), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
    }

    var hex: String {
        [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    /// Relative luminance as WCAG 2.2 defines it.
    var luminance: Double {
        func linear(_ part: UInt8) -> Double {
            let share = Double(part) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    func contrast(with other: Colour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    func mixed(with other: Colour, _ share: Double) -> Colour {
        func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
            UInt8((Double(one) * (1 - share) + Double(two) * share).rounded())
        }
        return Colour(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    func lightened(untilContrast wanted: Double, with ground: Colour) -> Colour {
        for step in 0...20 {
            let lighter = mixed(with: .white, Double(step) / 20)
            if lighter.contrast(with: ground) >= wanted { return lighter }
        }
        return .white
    }
}
