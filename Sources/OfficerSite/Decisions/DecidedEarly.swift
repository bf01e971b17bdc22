// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty

/// A day typed for a decision that lies before its report, its meeting or an assessment put to it: such a day may be
/// right, and it stays on record for ever, so that it is said and asked for once more.
struct DecidedEarly {
    let decision: AssessmentDecision
    let takenAt: Instant
    /// The assessments in the report.
    let records: [AssessmentRecord]

    static let field = "early"

    /// What is odd about the day, in words; nothing where it is not.
    var words: [String] {
        let day = takenAt.day
        var found: [String] = []
        if let report = decision.reportPublished, day < report {
            found.append(
                "This is \(Self.days(day, report)) before the report was published on \(report.written).")
        }
        let meeting = decision.meetingAt.day
        if day < meeting {
            found.append("This is \(Self.days(day, meeting)) before its meeting on \(meeting.written).")
        }
        for record in records {
            guard let first = record.versions.first, first.at > takenAt else { continue }
            found.append(
                "This is before the assessment \(record.reference) was begun on \(first.at.day.written): it will be retrospective for ever."
            )
        }
        return found
    }

    private static func days(_ first: CalendarDay, _ last: CalendarDay) -> String {
        let count = first.days(until: last)
        return count == 1 ? "1 day" : "\(count) days"
    }

    /// What is odd, and the tick that says it is meant.
    func question(_ problems: [Problem]) -> HTML {
        let lines: [HTML] = words.map { "<p>\($0)</p>\n" }
        guard !lines.isEmpty else { return HTML() }
        let meant = Choice("yes", "The decision was taken on \(LondonTime.written(takenAt)), as typed")
        return
            "\(InsetText(lines.joined()))\(Checkboxes(Self.field, label: "An unusual date", [meant], problems))"
    }
}
