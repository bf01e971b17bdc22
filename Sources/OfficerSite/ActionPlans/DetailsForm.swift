// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// What a plan says about an action beyond the eleven columns, as a part of its form.
struct DetailsForm {
    /// The columns of the body's own.
    let columns: [String]

    init(_ columns: [String]) { self.columns = columns }

    /// The fields that every body has, with what they are called.
    private static let fixed: [(name: String, label: String)] = [
        ("phase", "Phase"), ("cost", "Cost"), ("risk", "Risk"), ("riskWords", "Why it may fail"),
        ("evidence", "Evidence of completion"),
    ]

    /// The name of the form field of a column of the body's own: short, and the same for the same name.
    static func field(of column: String) -> String {
        "own-"
            + foldedForSearch(column).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }
            .joined()
    }

    /// The details as the form gives them; what the form does not have stays as it was.
    func reading(_ fields: FormFields, over old: Action?, takingChoices: Bool) -> ActionDetails {
        let before = old?.details ?? ActionDetails()
        var map = before.fields
        for (name, key) in Self.fixed.map({ ($0.name, $0.name) })
            + columns.map({ (Self.field(of: $0), "own." + $0) })
        {
            let isGivenUp = takingChoices && old != nil && fields.text("keep-\(name)") == "theirs"
            if fields.has(name), !isGivenUp { map[key] = fields.text(name) }
        }
        return ActionDetails(fields: map.filter { !$0.value.isEmpty })
    }

    func problems(_ details: ActionDetails) -> [Problem] {
        let texts =
            [
                ("phase", "Phase", details.phase), ("cost", "Cost", details.cost),
                ("riskWords", "Why it may fail", details.riskWords),
                ("evidence", "Evidence of completion", details.evidence),
            ]
            + columns.map { (Self.field(of: $0), $0, details.own[$0] ?? "") }
        return texts.filter { $0.2.count > 2_000 }.map {
            Problem(at: $0.0, "\($0.1) must be 2,000 characters or fewer")
        }
    }

    func inputs(_ details: ActionDetails, _ problems: [Problem]) -> HTML {
        let risks = ActionDetails.Risk.allCases.map {
            Choice($0.rawValue, $0.name, isChosen: details.risk == $0)
        }
        let own: [TextInput] = columns.map {
            TextInput(
                Self.field(of: $0), label: "\($0) (optional)", value: details.own[$0] ?? "", problems)
        }
        return """
            <h2 class="dr-heading-m">Further details</h2>
            \(TextInput("phase", label: "Phase (optional)", value: details.phase, width: .half, problems))
            \(TextInput("cost", label: "Cost (optional)", hint: "What it costs, and who pays", value: details.cost, width: .half, problems))
            \(Select("risk", label: "Risk", hint: "How likely it is not to do what it should", risks, problems))
            \(TextInput("riskWords", label: "Why it may fail (optional)", value: details.riskWords, problems))
            \(TextInput("evidence", label: "Evidence of completion (optional)", hint: "A link, a document or a minute", value: details.evidence, problems))
            \(own)
            """
    }

    /// Where two versions differ, field by field.
    static func differences(mine: ActionDetails, theirs: ActionDetails) -> [ConflictView.Field] {
        let (left, right) = (mine.fields, theirs.fields)
        let keys = Set(left.keys).union(right.keys).sorted().filter { left[$0] != right[$0] }
        return keys.map { key in
            let own = key.hasPrefix("own.") ? String(key.dropFirst(4)) : nil
            let label = own ?? fixed.first { $0.name == key }?.label ?? key
            return ConflictView.Field(
                own.map(field) ?? key, label, mine: left[key] ?? "", theirs: right[key] ?? "")
        }
    }

    /// Everything that was typed, to be sent again.
    static func hidden(_ details: ActionDetails) -> HTML {
        let map = details.fields
        let own = details.own.keys.sorted().map { HiddenInput(field(of: $0), details.own[$0] ?? "").html }
        return fixed.map { HiddenInput($0.name, map[$0.name] ?? "").html }.joined() + own.joined()
    }
}
