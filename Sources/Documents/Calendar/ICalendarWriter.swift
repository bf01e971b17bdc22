// SPDX-License-Identifier: Apache-2.0

/// Writes a calendar as RFC 5545 has it, with the name and refresh interval of RFC 7986.
///
/// The same value gives the same bytes: every time in the file comes from the events themselves.
public struct ICalendarWriter: Sendable {
    private var bytes: [UInt8] = []

    /// The whole calendar as bytes.
    public static func bytes(of calendar: CalendarFile) -> [UInt8] {
        var writer = ICalendarWriter()
        writer.write(calendar)
        return writer.bytes
    }

    /// The type under which the file is sent.
    public static let contentType = "text/calendar; charset=utf-8"

    private mutating func write(_ calendar: CalendarFile) {
        line("BEGIN", "VCALENDAR")
        line("VERSION", "2.0")
        line("PRODID", "-//DueRegard//Calendar//EN")
        line("CALSCALE", "GREGORIAN")
        line("METHOD", "PUBLISH")
        line("NAME", Self.text(calendar.name))
        line("X-WR-CALNAME", Self.text(calendar.name))
        line("REFRESH-INTERVAL;VALUE=DURATION", "PT\(calendar.refreshHours)H")
        line("X-PUBLISHED-TTL", "PT\(calendar.refreshHours)H")
        for event in calendar.events { write(event) }
        line("END", "VCALENDAR")
    }

    private mutating func write(_ event: CalendarFile.Event) {
        line("BEGIN", "VEVENT")
        line("UID", Self.text(event.uid))
        line("DTSTAMP", event.stamp.basic)
        line("LAST-MODIFIED", event.stamp.basic)
        line("SEQUENCE", String(event.sequence))
        line("DTSTART;VALUE=DATE", event.start.figures)
        if let end = event.end { line("DTEND;VALUE=DATE", end.figures) }
        line("SUMMARY", Self.text(event.summary))
        if !event.description.isEmpty { line("DESCRIPTION", Self.text(event.description)) }
        if !event.url.isEmpty { line("URL", Self.address(event.url)) }
        line("STATUS", event.isCancelled ? "CANCELLED" : "CONFIRMED")
        // A deadline takes nobody's day.
        line("TRANSP", "TRANSPARENT")
        line("END", "VEVENT")
    }

    /// A line, folded so that no part has more than 75 octets and no character is divided.
    private mutating func line(_ name: StaticString, _ value: String) {
        var room = 75
        for scalar in (name.description + ":" + value).unicodeScalars {
            let character = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            if character.count > room {
                bytes += [0x0D, 0x0A, 0x20]
                room = 74
            }
            bytes += character
            room -= character.count
        }
        bytes += [0x0D, 0x0A]
    }

    /// A value of the type TEXT: marks escaped, line breaks as `\n`, other control characters left out.
    static func text(_ content: String) -> String {
        var out = String.UnicodeScalarView()
        var follows: Unicode.Scalar = " "
        for scalar in content.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out.append(contentsOf: ["\\", scalar])
            case "\n" where follows == "\r": break
            case "\n", "\r": out.append(contentsOf: ["\\", "n"])
            case "\t": out.append(scalar)
            case _ where isControl(scalar): break
            default: out.append(scalar)
            }
            follows = scalar
        }
        return String(out)
    }

    /// A value of the type URI: what may not stand in one is written as `%` and two figures.
    static func address(_ url: String) -> String {
        let figures = Array("0123456789ABCDEF")
        var out = ""
        for byte in url.utf8 {
            let isPlain = byte > 0x20 && byte < 0x7F && ![0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60].contains(byte)
            if isPlain, !(0x7B...0x7D).contains(byte) {
                out.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                out += "%\(figures[Int(byte >> 4)])\(figures[Int(byte & 15)])"
            }
        }
        return out
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }
}
