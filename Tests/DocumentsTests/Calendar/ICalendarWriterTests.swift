// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Documents

private func day(_ iso: String) throws -> CalendarFile.Day { try #require(CalendarFile.Day(iso: iso)) }

/// 20 March 2026, 09:30 UTC.
private let stamp = UTCTime(secondsSince1970: 1_773_999_000)

private func event(_ summary: String, description: String = "") throws -> CalendarFile.Event {
    CalendarFile.Event(
        uid: "x@example.org", sequence: 0, start: try day("2026-03-31"), summary: summary,
        description: description, stamp: stamp)
}

private func lines(_ calendar: CalendarFile) -> [String] {
    String(decoding: ICalendarWriter.bytes(of: calendar), as: UTF8.self).components(separatedBy: "\r\n")
}

@Suite struct `iCalendar file` {
    @Test func `has exactly these bytes`() throws {
        let calendar = CalendarFile(
            name: "Eastmarsh, equality",
            events: [
                CalendarFile.Event(
                    uid: "action-7@eastmarsh.example", sequence: 2, start: try day("2026-03-31"),
                    end: try day("2026-04-01"), summary: "Action: ramps; kerbs, signs",
                    description: "First line\nC:\\plans", url: "https://eastmarsh.example/a b?x=é",
                    stamp: stamp),
                CalendarFile.Event(
                    uid: "meeting-1@eastmarsh.example", sequence: 3, start: try day("2026-04-02"),
                    summary: "Meeting", isCancelled: true, stamp: UTCTime(secondsSince1970: 951_782_400)),
            ])
        let expected = """
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//DueRegard//Calendar//EN
            CALSCALE:GREGORIAN
            METHOD:PUBLISH
            NAME:Eastmarsh\\, equality
            X-WR-CALNAME:Eastmarsh\\, equality
            REFRESH-INTERVAL;VALUE=DURATION:PT12H
            X-PUBLISHED-TTL:PT12H
            BEGIN:VEVENT
            UID:action-7@eastmarsh.example
            DTSTAMP:20260320T093000Z
            LAST-MODIFIED:20260320T093000Z
            SEQUENCE:2
            DTSTART;VALUE=DATE:20260331
            DTEND;VALUE=DATE:20260401
            SUMMARY:Action: ramps\\; kerbs\\, signs
            DESCRIPTION:First line\\nC:\\\\plans
            URL:https://eastmarsh.example/a%20b?x=%C3%A9
            STATUS:CONFIRMED
            TRANSP:TRANSPARENT
            END:VEVENT
            BEGIN:VEVENT
            UID:meeting-1@eastmarsh.example
            DTSTAMP:20000229T000000Z
            LAST-MODIFIED:20000229T000000Z
            SEQUENCE:3
            DTSTART;VALUE=DATE:20260402
            SUMMARY:Meeting
            STATUS:CANCELLED
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR

            """
        let written = String(decoding: ICalendarWriter.bytes(of: calendar), as: UTF8.self)
        #expect(written == expected.replacing("\n", with: "\r\n"))
    }

    @Test func `folds no line beyond 75 octets and never inside a character, whatever the text`() throws {
        var numbers = SeededNumbers(seed: 5545)
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFD, 0x10000...0x1F9FF, 0x9...0xD,
        ]
        for _ in 0..<200 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...200, using: &numbers) {
                let range = ranges[Int.random(in: 0..<ranges.count, using: &numbers)]
                text.append(Unicode.Scalar(UInt32.random(in: range, using: &numbers)) ?? "x")
            }
            let bytes = ICalendarWriter.bytes(
                of: CalendarFile(name: "n", events: [try event("s", description: "x" + String(text))]))
            let parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            #expect(parts.dropLast().allSatisfy { $0.last == 0x0D && $0.count <= 76 })
            #expect(parts.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
            // Byte by byte: a space before a combining mark is one character to Swift.
            let unfolded = bytes.replacing([0x0D, 0x0A, 0x20], with: [])
            let rows = unfolded.split(separator: 0x0A).map { String(decoding: $0.dropLast(), as: UTF8.self) }
            let line = try #require(rows.first { $0.hasPrefix("DESCRIPTION:") })
            #expect(line == "DESCRIPTION:" + ICalendarWriter.text("x" + String(text)))
        }
    }

    @Test(arguments: ["x\r\nSTATUS:CANCELLED", "x\nEND:VEVENT", "x\rEND:VEVENT", "x\u{85}END:VEVENT", "\0x"])
    func `text from people never begins a line of its own`(text: String) throws {
        let clean = lines(CalendarFile(name: "x", events: [try event("x")]))
        let found = lines(CalendarFile(name: text, events: [try event(text)]))
        #expect(found.count == clean.count)
        #expect(found.filter { $0.hasPrefix("STATUS:") || $0.hasPrefix("END:") }.count == 3)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-1-01", "2026-01-00", "26-01-011", "2026-01-+1", ""])
    func `takes no day that does not exist`(iso: String) {
        #expect(CalendarFile.Day(iso: iso) == nil)
        #expect(CalendarFile.Day(iso: "2024-02-29")?.figures == "20240229")
    }

    @Test func `leaves out an end that does not lie after the start`() throws {
        let short = CalendarFile.Event(
            uid: "x", sequence: -1, start: try day("2026-03-31"), end: try day("2026-03-31"), summary: "s",
            stamp: stamp)
        #expect(short.end == nil && short.sequence == 0)
    }

    @Test func `is read by another program as it was meant`() throws {
        let said = "Ramps; kerbs, signs \\ and “lifts” für alle – 🧑‍🦽 " + String(repeating: "é", count: 90)
        let file = FileManager.default.temporaryDirectory.path + "/dueregard-\(UUID().uuidString).ics"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let bytes = ICalendarWriter.bytes(
            of: CalendarFile(name: "Test", events: [try event(said, description: "One\nTwo; three\\n")]))
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let reader = Process()
        reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        reader.arguments = ["python3", "-c", Self.parser, file]
        let output = Pipe()
        reader.standardOutput = output
        try reader.run()
        let found = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        reader.waitUntilExit()
        #expect(found == "\(said)\u{1}One\nTwo; three\\n\u{1}2026-03-31\u{1}2026-03-20 09:30:00+00:00")
    }

    /// Unfolds, splits and unescapes by the words of RFC 5545, in another language.
    private static let parser = #"""
        import datetime, re, sys
        raw = open(sys.argv[1], 'rb').read()
        assert raw.endswith(b'\r\n') and b'\n' not in raw.replace(b'\r\n', b'')
        assert all(len(l) <= 75 for l in raw.split(b'\r\n'))
        rows = raw.replace(b'\r\n ', b'').decode('utf-8').split('\r\n')[:-1]
        pairs = [(re.split('[;:]', r)[0], r.split(':', 1)[1]) for r in rows]
        got, open_ = {}, []
        for name, value in pairs:
            if name == 'BEGIN': open_.append(value)
            elif name == 'END': assert open_.pop() == value
            elif open_[-1] == 'VEVENT': assert name not in got; got[name] = value
        assert not open_ and pairs[0] == ('BEGIN', 'VCALENDAR')
        plain = lambda t: re.sub(r'\\(.)', lambda m: '\n' if m[1] in 'nN' else m[1], t)
        day = datetime.datetime.strptime(got['DTSTART'], '%Y%m%d').date()
        stamp = datetime.datetime.strptime(got['DTSTAMP'], '%Y%m%dT%H%M%S%z')
        out = '\x01'.join([plain(got['SUMMARY']), plain(got['DESCRIPTION']), str(day), str(stamp)])
        sys.stdout.buffer.write(out.encode('utf-8'))
        """#
}
