// SPDX-License-Identifier: Apache-2.0

/// Reads what somebody typed for a question.
public enum AnswerReader {
    /// The most characters that paragraphs, and a line, may hold.
    public static let longTextLimit = 100_000
    /// The most characters that a line may hold.
    public static let textLimit = 2_000
    /// The most rows that may be picked for one question.
    public static let rowLimit = 500

    /// The text as it is stored, or what to do about what was typed. A blank is stored as a blank.
    public static func read(
        _ typed: [String], for question: AssessmentTemplate.Question, named name: String,
        template: AssessmentTemplate, characteristics: [Characteristic]
    ) -> (text: String, problem: String?) {
        let lines = typed.map { TypedText.line($0) }.filter { !$0.isEmpty }
        let line = lines.first ?? ""
        switch question.kind {
        case .longText:
            return limited(TypedText.paragraphs(typed.joined(separator: "\n")), longTextLimit, name)
        case .text: return limited(lines.joined(separator: " "), textLimit, name)
        case .action, .assessment, .policy, .attachment, .impact: return limited(line, textLimit, name)
        case .link: return link(line, name)
        case .date:
            if line.isEmpty || CalendarDay(iso: line) != nil { return (line, nil) }
            return ("", "Enter a day that exists for “\(name)”, such as 11 July 2026")
        case .number: return number(line, name)
        case .yesNo: return picked(lines, from: ["yes", "no"], several: false, name)
        case .choice(let choices): return picked(lines, from: choices.map(\.code), several: false, name)
        case .choices(let choices): return picked(lines, from: choices.map(\.code), several: true, name)
        case .scale(let id):
            let codes = template.scale(id)?.steps.map(\.code) ?? []
            return picked(lines, from: codes, several: false, name)
        case .characteristics:
            return picked(lines, from: characteristics.map(\.code), several: true, name)
        case .evidence: return rows(lines, name)
        }
    }

    private static func limited(_ text: String, _ limit: Int, _ name: String) -> (String, String?) {
        let count = text.unicodeScalars.count
        if count <= limit { return (text, nil) }
        let most = grouped(limit), over = grouped(count - limit)
        return ("", "Enter at most \(most) characters for “\(name)”: it is \(over) too long")
    }

    private static func link(_ line: String, _ name: String) -> (String, String?) {
        if line.isEmpty { return ("", nil) }
        let start = line.prefix(8).lowercased()
        let rest = start.hasPrefix("https://") ? line.dropFirst(8) : line.dropFirst(7)
        guard start.hasPrefix("https://") || start.hasPrefix("http://"), let first = rest.first, first != "/",
            !line.contains(where: \.isWhitespace)
        else { return ("", "Enter a web address that begins with https:// for “\(name)”") }
        return limited(line, textLimit, name)
    }

    /// A whole number as figures alone: "1,200" is stored `1200`, and a nought stays one.
    private static func number(_ line: String, _ name: String) -> (String, String?) {
        if line.isEmpty { return ("", nil) }
        let groups = line.split(omittingEmptySubsequences: false) { $0 == "," || $0 == " " || $0 == "\u{A0}" }
        let figures = groups.joined()
        let isGrouped =
            groups.dropFirst().allSatisfy { $0.utf8.count == 3 } && (1...15).contains(groups[0].count)
        guard isGrouped, groups.count == 1 || groups[0].count <= 3, !figures.isEmpty,
            figures.utf8.count <= 15,
            figures.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(figures)
        else { return ("", "Enter a whole number for “\(name)”, such as 1,200") }
        return (String(value), nil)
    }

    private static func picked(
        _ lines: [String], from codes: [String], several: Bool, _ name: String
    ) -> (String, String?) {
        if lines.contains(where: { !codes.contains($0) }) {
            return ("", "Select an answer for “\(name)” from those listed")
        }
        let chosen = codes.filter(lines.contains)
        if !several, chosen.count > 1 { return ("", "Select one answer for “\(name)”") }
        return (chosen.joined(separator: "\n"), nil)
    }

    private static func rows(_ lines: [String], _ name: String) -> (String, String?) {
        var seen: Set<String> = []
        let rows = lines.flatMap { $0.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init) }
            .filter { seen.insert($0).inserted }
        if rows.contains(where: { $0.utf8.count > 64 || $0.contains("/") }) {
            return ("", "Select evidence for “\(name)” from that listed")
        }
        if rows.count > rowLimit { return ("", "Select at most \(rowLimit) items for “\(name)”") }
        return (rows.joined(separator: "\n"), nil)
    }

    /// A number with a comma between thousands.
    public static func grouped(_ number: Int) -> String {
        var figures = ""
        for (index, figure) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { figures.append(",") }
            figures.append(figure)
        }
        return String(figures.reversed())
    }
}
