// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What a person settles before a file is taken: fields that both sides changed, and why dates move.
extension ImportPreview {
    /// How many conflicts are asked about one by one.
    private static let mostConflicts = 200

    private var conflicts: [(line: PlanTakeResult.Line, fields: [PlanRowOutcome.FieldConflict])] {
        result.lines.compactMap { line in
            guard case .conflict(let fields, _) = line.outcome else { return nil }
            return (line, fields)
        }
    }

    /// The name of the question about a field of an action: the same however the rest of the file or plan changes.
    static func field(_ line: PlanTakeResult.Line, _ field: String) -> String {
        let safe = field.utf8.map { byte -> String in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "-" + String(byte, radix: 16)
        }
        return "keep-\(line.id)-\(safe.joined())"
    }

    /// One question for each field that was changed on both sides, and one for all that are left open.
    func conflictFields(_ typed: FormFields, _ problems: [Problem]) -> HTML {
        let all = conflicts
        guard !all.isEmpty else { return HTML() }
        var html: HTML = """
            <h2 class="dr-heading-m">Changed here and in the file</h2>
            <p>Choose for each whose words hold. Nothing is lost: what is not chosen stays in the history or in the file.</p>

            """
        var asked = 0
        for (line, fields) in all {
            for conflict in fields where asked < Self.mostConflicts {
                asked += 1
                let name = Self.field(line, conflict.field)
                let chosen = typed.text(name)
                let was = conflict.base.map {
                    $0.isEmpty
                        ? "It was empty when the file was made" : "It was “\($0)” when the file was made"
                }
                html +=
                    Radios(
                        name, label: "\(conflict.field) of “\(line.title)”",
                        hint: was ?? "What it was when the file was made is not known",
                        [
                            Choice(
                                "file", "The file: \(Self.shown(conflict.mine))", isChosen: chosen == "file"),
                            Choice(
                                "record", "The plan: \(Self.shown(conflict.theirs))",
                                isChosen: chosen == "record"),
                        ], problems
                    ).html
            }
        }
        let rest = typed.text("rest")
        html +=
            Radios(
                "rest", label: "Where nothing is chosen",
                [
                    Choice("ask", "Ask me", isChosen: rest != "file" && rest != "record"),
                    Choice("file", "Take the words of the file", isChosen: rest == "file"),
                    Choice("record", "Keep the words of the plan", isChosen: rest == "record"),
                ]
            ).html
        return html
    }

    private static func shown(_ words: String) -> String { words.isEmpty ? "empty" : words }

    /// Whose words were chosen for a field: those of the file or not; `nil` where that is open.
    private static func takesFile(_ line: PlanTakeResult.Line, _ field: String, _ fields: FormFields) -> Bool?
    {
        let own = fields.text(Self.field(line, field))
        switch own.isEmpty ? fields.text("rest") : own {
        case "file": return true
        case "record": return false
        default: return nil
        }
    }

    /// What was chosen about the conflicts, and a problem for each that is still open.
    func choices(_ fields: FormFields) -> ([PlanChoice], [Problem]) {
        var choices: [PlanChoice] = []
        var problems: [Problem] = []
        for (line, conflicts) in conflicts {
            for conflict in conflicts {
                if let takes = Self.takesFile(line, conflict.field, fields) {
                    choices.append(PlanChoice(actionID: line.id, field: conflict.field, takesFile: takes))
                } else if problems.count < Self.mostConflicts {
                    problems.append(
                        Problem(
                            at: Self.field(line, conflict.field),
                            "Select whose words hold for \(conflict.field) of “\(line.title)”"))
                }
            }
            let changes = line.changes { Self.takesFile(line, $0, fields) } ?? []
            if let wrong = PlanRules.problems(of: changes, to: line.record).first {
                let field = conflicts.first {
                    [PlanRules.status, PlanRules.outcome].contains($0.field)
                }
                problems.append(
                    Problem(
                        at: field.map { Self.field(line, $0.field) } ?? "rest",
                        "\(wrong.text) “\(line.title)”, in the column “\(wrong.field)” of the file"))
            }
        }
        // What is still open may end without a reason: it is asked for once it is settled.
        let reasons = reasons(fields, open: nil)
        if !reasons.isEmpty, fields.text("why").isEmpty {
            problems.append(Problem(at: "why", Self.question(reasons).asked))
        }
        return (choices, problems)
    }

    // MARK: Why

    /// What has to be said why with the choices made; `open` is whether the file holds where nothing is chosen.
    private func reasons(_ fields: FormFields, open: Bool?) -> Set<PlanReason> {
        var reasons: Set<PlanReason> = []
        for line in result.lines where reasons.count < PlanReason.allCases.count {
            let changes = line.changes { Self.takesFile(line, $0, fields) ?? open } ?? []
            reasons.formUnion(line.reasons(for: changes))
        }
        return reasons
    }

    private static func question(_ reasons: Set<PlanReason>) -> (label: String, asked: String) {
        switch (reasons.contains(.dateMoves), reasons.contains(.opensAgain)) {
        case (true, true):
            (
                "Why do these dates move and these actions open again?",
                "Enter why dates move and actions open again"
            )
        case (false, true): ("Why are these actions open again?", "Enter why these actions are open again")
        case (true, false), (false, false): ("Why do these dates move?", "Enter why these dates move")
        }
    }

    /// One question for all dates that the file moves and all actions that it opens again, where their rows do not say.
    func whyField(_ typed: FormFields, _ problems: [Problem]) -> HTML {
        // Whatever is chosen about the conflicts, the question is there when it may be needed.
        let reasons = reasons(FormFields(), open: true)
        guard !reasons.isEmpty else { return HTML() }
        return TextArea(
            "why", label: Self.question(reasons).label,
            hint:
                "A reason for all of them. It may be published: name no person. For a reason each, send the file with "
                + "a column “\(PlanRules.why)”", value: typed.raw("why"), rows: 3, problems
        ).html
    }
}
