// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    private struct CalendarFacts: Encodable {
        struct Entry: Encodable {
            let key: String
            let kind: String
            let day: String
            let title: String
            let note: String
            let directorate: String
            let record: String
            let late: Bool
            let version: Int
        }
        let asOf: String
        let from: String
        let to: String
        let entries: [Entry]
    }

    /// What lies between two days, as JSON.
    public static func calendarJSON(
        _ entries: [CalendarEntry], from first: CalendarDay, to last: CalendarDay, on today: CalendarDay
    ) -> [UInt8] {
        json(
            CalendarFacts(
                asOf: today.iso, from: first.iso, to: last.iso,
                entries: entries.map {
                    CalendarFacts.Entry(
                        key: $0.key, kind: $0.kind.rawValue, day: $0.day.iso, title: $0.title, note: $0.note,
                        directorate: $0.directorate, record: $0.recordID, late: isLate($0, today),
                        version: $0.sequence)
                }))
    }

    /// The same as tidy CSV, a row an entry.
    public static func calendarCSV(_ entries: [CalendarEntry], on today: CalendarDay) -> [UInt8] {
        let header = ["day", "kind", "title", "note", "directorate", "late", "key", "record"]
        let rows = entries.map {
            [
                $0.day.iso, $0.kind.rawValue, $0.title, $0.note, $0.directorate,
                isLate($0, today) ? "yes" : "no", $0.key, $0.recordID,
            ]
        }
        return CSVWriter.bytes(of: [header] + rows, forPeople: true)
    }

    /// The same as a page, a table a month.
    public static func calendar(
        _ entries: [CalendarEntry], of body: String, from first: CalendarDay, to last: CalendarDay,
        on today: CalendarDay
    ) -> Document {
        let late = entries.count { isLate($0, today) }
        let count = PlanWords.count(entries.count, "date", "dates")
        var blocks: [Document.Block] = [
            .paragraph(
                "\(count.prefix(1).uppercased())\(count.dropFirst()), \(late) of them late on \(today.written)."
            ),
            .paragraph(
                "“Duty” is a day that the law sets; “Planned by us” is a day that the body set itself for the same thing."
            ),
        ]
        var months: [(name: String, rows: [[String]])] = []
        for entry in entries {
            let name = "\(CalendarDay.monthNames[entry.day.month - 1]) \(entry.day.year)"
            let kind = isLate(entry, today) ? "\(entry.kind.name), late" : entry.kind.name
            let row = [entry.day.written, kind, entry.title, entry.note, entry.directorate]
            if months.last?.name == name {
                months[months.count - 1].rows.append(row)
            } else {
                months.append((name, [row]))
            }
        }
        let columns = ["Day", "Kind", "What", "Note", "Directorate"].map { Document.Column($0) }
        blocks += months.map { .table(Document.Table($0.name, columns: columns, rows: $0.rows)) }
        return Document(title: "Calendar, \(first.written) to \(last.written)", caption: body, blocks: blocks)
    }

    /// Whether a day has passed on which something was to be done; meetings take place and are over.
    private static func isLate(_ entry: CalendarEntry, _ today: CalendarDay) -> Bool {
        entry.day < today && entry.kind != .meeting
    }
}
