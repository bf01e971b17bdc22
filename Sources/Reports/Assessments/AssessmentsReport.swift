// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

extension Reports {
    /// All assessments and what the checks miss, as one page: how many there are, the list, then each finding.
    public static func assessments(
        _ lines: [AssessmentReportLine], of body: String, label: String, on day: CalendarDay,
        recorded today: CalendarDay
    ) -> Document {
        let stopped = lines.count { $0.checks.contains(where: \.stops) }
        let late = lines.filter { $0.isOverdue(on: day) }
        var blocks: [Document.Block] = [
            .figures([
                .init(label: "Assessments", value: "\(lines.count)", base: "in the body's register"),
                .init(label: "Overdue", value: "\(late.count)", base: "on \(day.written)"),
                .init(label: "Held up", value: "\(stopped)", base: "by at least one check"),
            ]),
            .paragraph(
                "The checks list what is missing. They are no judgement on whether regard was due: "
                    + "that stands or falls with the substance of each assessment."),
        ]
        if day != today {
            blocks.append(
                .paragraph(
                    "Deadlines and checks are judged as on \(day.written). What each assessment says and "
                        + "where it stands is as recorded on \(today.written). Assessments begun later are left out."
                ))
        }
        guard !lines.isEmpty else {
            return Document(
                title: "\(label)s on \(day.written)", caption: body,
                blocks: blocks + [.paragraph("There is no assessment yet.")])
        }
        blocks.append(
            .table(
                .init(
                    "All assessments",
                    columns: ["Reference", "Title", "Where it stands", "Outcome", "Owner", "Due", "Missing"]
                        .map { .init($0, isNumeric: $0 == "Missing") },
                    rows: lines.map { line in
                        [
                            line.reference, line.title, line.state.name,
                            line.outcome.isEmpty ? "None yet" : line.outcome,
                            line.owner.isEmpty ? "Not named" : line.owner,
                            line.due?.written ?? "No date set",
                            "\(line.checks.count { $0.override == nil })",
                        ]
                    })))
        let missing = lines.flatMap { line in line.checks.map { (line, $0) } }
        if missing.isEmpty {
            blocks.append(.paragraph("Nothing is listed as missing."))
        } else {
            blocks.append(
                .table(
                    .init(
                        "What the checks found missing",
                        columns: ["Reference", "Check", "Weight", "What is missing", "Next step"]
                            .map { .init($0) },
                        rows: missing.map { line, finding in
                            [
                                line.reference, finding.check.id, finding.weight, finding.message,
                                finding.nextStep,
                            ]
                        })))
        }
        return Document(title: "\(label)s on \(day.written)", caption: body, blocks: blocks)
    }

    /// All assessments as tidy CSV: a row a finding, and one row with empty cells where nothing is missing.
    public static func assessmentsCSV(asOf day: CalendarDay, _ lines: [AssessmentReportLine]) -> [UInt8] {
        let header = [
            "as_of", "id", "reference", "title", "template", "state", "outcome", "owner", "due", "check",
            "level", "message",
        ]
        let rows = lines.flatMap { line -> [[String]] in
            let start = [
                day.iso, line.id, line.reference, line.title, line.template, line.state.rawValue,
                line.outcome, line.owner, line.due?.iso ?? "",
            ]
            guard !line.checks.isEmpty else { return [start + ["", "", ""]] }
            return line.checks.map { start + [$0.check.id, $0.level.rawValue, $0.message] }
        }
        return CSVWriter.bytes(of: [header] + rows, forPeople: true)
    }
}

extension AssessmentReportLine {
    /// Whether what is due next should have been done before a day.
    public func isOverdue(on day: CalendarDay) -> Bool {
        switch state {
        case .closed, .superseded, .withdrawn, .notNeeded: false
        case .draft, .screening, .inProgress, .consulting, .challenge, .awaitingSignOff, .signed,
            .beforeDecision, .decided, .inForce:
            due.map { $0 < day } ?? false
        }
    }
}

extension CheckFinding {
    /// What the finding does, in words; a named person's reason to go on all the same is said.
    var weight: String {
        if let override { return "Went on, \(override.by): \(override.reason)" }
        return level == .block ? "Stops the next step" : "Warning"
    }
}
