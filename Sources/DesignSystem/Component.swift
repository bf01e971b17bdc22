// SPDX-License-Identifier: Apache-2.0

/// A value that knows its own markup.
public protocol Component: Sendable {
    /// The markup, complete and balanced.
    var html: HTML { get }
}

extension HTML {
    /// Makes markup of one component.
    public init(_ component: some Component) { self = component.html }
}

/// An attribute with its leading space, or nothing where there is no value.
func attribute(_ name: StaticString, _ value: String?) -> HTML {
    guard let value else { return HTML() }
    return " \(trusted: name)=\"\(value)\""
}

/// An attribute without a value, present or absent.
func attribute(_ name: StaticString, if isPresent: Bool) -> HTML {
    isPresent ? " \(trusted: name)" : HTML()
}

/// An `href` that can only lead to a page, a mail or a telephone, never to a script.
func href(_ address: String) -> HTML { attribute("href", safeAddress(address)) }

/// The address itself, or `#` where it names a scheme that a browser would run.
func safeAddress(_ address: String) -> String {
    let head = address.prefix { !"/?#".contains($0) }
    guard let colon = head.firstIndex(of: ":") else { return address }
    let scheme = head[..<colon].lowercased()
    return ["http", "https", "mailto", "tel"].contains(scheme) ? address : "#"
}

/// A word for use in an `id`, made from a heading.
func identifier(_ text: String) -> String {
    var word = ""
    for character in text.lowercased().prefix(80) {
        if character.isASCII, character.isLetter || character.isNumber {
            word.append(character)
        } else if !word.isEmpty, word.last != "-" {
            word.append("-")
        }
    }
    while word.last == "-" { word.removeLast() }
    return word.isEmpty ? "part" : word
}

/// A whole number with a comma at every thousand.
func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
        text.append(digit)
    }
    return number < 0 ? "\u{2212}" + text : text
}

/// Words that only assistive technology reads.
func hidden(_ text: String) -> HTML { "<span class=\"dr-vh\">\(text)</span>" }
