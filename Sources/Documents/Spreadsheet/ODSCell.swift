// SPDX-License-Identifier: Apache-2.0

/// A cell of an OpenDocument spreadsheet while it goes by.
struct ODSCell {
    let times: Int
    private let kind: String
    private let value: String?
    private let isFormula: Bool
    private let isError: Bool
    private let style: String?
    private var text: [UInt8] = []
    private var paragraphs = 0
    private var depth = 0
    private var mayFold = true

    init(_ attributes: XMLStream.Attributes, style: String?) {
        times = min(max(attributes["number-columns-repeated"].flatMap { Int($0) } ?? 1, 1), 1 << 24)
        kind = attributes["value-type"] ?? ""
        isFormula = attributes["formula"] != nil
        isError = attributes.has("value-type", "error")
        value =
            switch kind {
            case "date": attributes["date-value"]
            case "time": attributes["time-value"]
            case "boolean": attributes["boolean-value"]
            case "string": attributes["string-value"]
            default: attributes["value"]
            }
        self.style = style
    }

    /// How many bytes of text it holds so far.
    var size: Int { text.count }

    mutating func start(_ name: String, _ attributes: XMLStream.Attributes) {
        switch name {
        case "p", "h":
            if paragraphs > 0 { text.append(0x0A) }
            paragraphs += 1
            depth += 1
            mayFold = true
        case "s":
            let count = attributes["c"].flatMap { Int($0) } ?? 1
            text += repeatElement(0x20, count: min(max(count, 1), 1000))
            mayFold = false
        case "tab":
            text.append(0x09)
            mayFold = false
        case "line-break":
            text.append(0x0A)
            mayFold = true
        default: break
        }
    }

    mutating func end(_ name: String) {
        if name == "p" || name == "h" { depth -= 1 }
    }

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard depth > 0 else { return }
        for byte in bytes {
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                if !mayFold { text.append(0x20) }
                mayFold = true
            } else {
                text.append(byte)
                mayFold = false
            }
        }
    }

    /// The cell as it reads.
    func cell(column: Int, from1904: Bool, _ styles: ODSStyles) -> Workbook.Cell {
        let seen = XLSXText.unescapedControls(String(decoding: text, as: UTF8.self))
        let made = { (text: String, kind: Workbook.Kind, number: Double?) in
            Workbook.Cell(column: column, text: text, kind: kind, isFormula: isFormula, number: number)
        }
        if isError || isFormula && (seen.hasPrefix("Err:") || seen.hasPrefix("#")) {
            return made(seen, .error, nil)
        }
        switch kind {
        case "float", "percentage", "currency":
            let number = value.flatMap { Double($0) }
            return made(shown(number, seen), .number, number)
        case "date":
            guard let value, let day = SheetDay(iso: value) else { return made(seen, .text, nil) }
            let fraction = Self.fraction(value)
            let words = styles.words(day, style: style)
            let serial = day.serial(from1904: from1904) + fraction
            let isTimed = fraction > 0 && styles.showsTime(style)
            return made(isTimed ? "\(words), \(SheetDay.clock(fraction))" : words, .date, serial)
        case "time":
            guard let value, let length = Self.length(value) else { return made(seen, .text, nil) }
            return made(seen.isEmpty ? SheetDay.length(length) : seen, .time, length)
        case "boolean": return made(value == "true" ? "TRUE" : "FALSE", .boolean, nil)
        default:
            let words = paragraphs == 0 ? value ?? "" : seen
            return made(words, words.isEmpty ? .empty : .text, nil)
        }
    }

    /// A number as it is seen; one that is shown with an exponent is written out.
    private func shown(_ number: Double?, _ seen: String) -> String {
        guard let number else { return seen }
        let isShort = seen.isEmpty || seen.contains("E+") || seen.contains("E-") || seen.hasPrefix("###")
        return isShort ? SheetNumber.plain(number) : seen
    }

    /// The part of a day that has passed at the time of an ISO date and time.
    private static func fraction(_ iso: String) -> Double {
        let clock = iso.drop { $0 != "T" }.dropFirst().split(separator: ":").map { Double($0) ?? 0 }
        guard clock.count >= 2 else { return 0 }
        return (clock[0] * 3600 + clock[1] * 60 + (clock.count > 2 ? clock[2] : 0)) / 86_400
    }

    /// The days in a length of time such as PT36H30M00S.
    private static func length(_ iso: String) -> Double? {
        guard iso.hasPrefix("PT") || iso.hasPrefix("-PT") else { return nil }
        var total = 0.0
        var digits = ""
        for character in iso.drop(while: { $0 != "T" }).dropFirst() {
            switch character {
            case "H": total += (Double(digits) ?? 0) / 24
            case "M": total += (Double(digits) ?? 0) / 1440
            case "S": total += (Double(digits) ?? 0) / 86_400
            default:
                digits.append(character == "," ? "." : character)
                continue
            }
            digits = ""
        }
        return iso.hasPrefix("-") ? -total : total
    }
}

extension XLSXText {
    /// Text of an OpenDocument file, in which only what we could not write otherwise stands so.
    static func unescapedControls(_ text: String) -> String {
        let marks = ["_x000", "_x001", "_xFFF", "_x005F_x"]
        return text.utf8.contains(UInt8(ascii: "_")) && marks.contains { text.contains($0) }
            ? unescaped(text) : text
    }
}
