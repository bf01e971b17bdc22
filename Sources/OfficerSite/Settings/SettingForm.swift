// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// One setting as a form: what it is called, how it is entered, and what is refused.
struct SettingForm {
    enum Kind {
        case text(hint: String)
        case accent
        case number(ClosedRange<Int>, unit: String)
        case years
        case columns
        /// Pairs of characteristics, a line each.
        case crossings
        case characteristic
        /// A local characteristic that is there: other words, or its end.
        case localCharacteristic(Characteristic)
        case nation
        case duty(hint: String)
    }

    let name: String
    let label: String
    let value: String
    let kind: Kind

    var shown: String {
        switch kind {
        case .accent: value.isEmpty ? "The product's own" : "#\(value)"
        case .years:
            zip(["high", "medium", "low"], value.split(separator: ",")).map { "\($1) at \($0) relevance" }
                .joined(separator: "\n")
        case .number(_, let unit): unit.isEmpty ? value : "\(value) \(unit)"
        case .duty: value == "on" ? "In force here" : "Not in force here"
        case .nation: Nation(rawValue: value)?.name ?? value
        case .columns, .crossings: value.isEmpty ? "None" : value
        case .text, .characteristic, .localCharacteristic: value
        }
    }

    func inputs(_ fields: FormFields, _ problems: [Problem]) -> HTML {
        func typed(_ field: String, _ old: String) -> String { fields.has(field) ? fields.text(field) : old }
        switch kind {
        case .text(let hint):
            return TextInput(
                "value", label: label, hint: hint, value: typed("value", value), width: .half, problems
            ).html
        case .accent:
            return TextInput(
                "value", label: "Colour",
                hint:
                    "Six figures such as #1D5B79, dark enough to be read on white. Empty for the product's own",
                value: typed("value", value), width: .ten, problems
            ).html
        case .number:
            return TextInput(
                "value", label: label, value: typed("value", value), width: .five, inputMode: "numeric",
                problems
            ).html
        case .years:
            let old = value.split(separator: ",").map(String.init)
            return ["high", "medium", "low"].enumerated().map { index, band in
                TextInput(
                    band, label: "Years at \(band) relevance",
                    value: typed(band, old.count > index ? old[index] : ""), width: .three,
                    inputMode: "numeric", problems
                ).html
            }.joined()
        case .columns:
            return TextArea(
                "value", label: label,
                hint: "One name a line. An action keeps what was written under a name that is taken off",
                value: fields.has("value") ? fields.raw("value") : value, rows: 6, problems
            ).html
        case .crossings:
            return TextArea(
                "value", label: label,
                hint:
                    "One pair a line, such as “age by sex”: ages of women and of men. By the name of a characteristic or of a column. More pairs mean that more small numbers are withheld",
                value: fields.has("value") ? fields.raw("value") : value, rows: 6, problems
            ).html
        case .duty(let hint):
            let choice = typed("value", value)
            return Radios(
                "value", label: "Does this body run by this duty?", hint: hint,
                [
                    Choice("on", "Yes", isChosen: choice == "on"),
                    Choice("off", "No", isChosen: choice == "off"),
                ], problems
            ).html
        case .nation:
            let chosen = typed("value", value)
            return Radios(
                "value", label: "Nation, which decides the specific duties",
                Nation.allCases.map { Choice($0.rawValue, $0.name, isChosen: chosen == $0.rawValue) },
                problems
            ).html
        case .localCharacteristic(let one):
            let state = typed("state", "kept")
            return """
                \(TextArea("definition", label: "What this body means by it", value: typed("definition", one.local?.definition ?? ""), rows: 3, problems))
                \(TextInput("resolution", label: "Resolution that adopted or ends it", value: typed("resolution", one.local?.resolution ?? ""), problems))
                \(Radios("state", label: "From the day below", [Choice("kept", "It holds with these words", isChosen: state != "ended"), Choice("ended", "It no longer holds", isChosen: state == "ended")], problems))
                """
        case .characteristic:
            return """
                \(TextInput("characteristic-name", label: "Name", hint: "For example, care experience", value: typed("characteristic-name", ""), width: .half, problems))
                \(TextArea("definition", label: "What this body means by it", value: typed("definition", ""), rows: 3, problems))
                \(TextInput("resolution", label: "Resolution that adopted it", hint: "Meeting, date and minute", value: typed("resolution", ""), problems))
                """
        }
    }

    func problems(_ fields: FormFields) -> [Problem] {
        let value = fields.text("value")
        switch kind {
        case .text:
            if value.isEmpty { return [Problem(at: "value", "Enter a word")] }
            return value.count > 60 ? [Problem(at: "value", "The word must be 60 characters or fewer")] : []
        case .columns: return OwnColumns.problem(value).map { [Problem(at: "value", $0)] } ?? []
        case .crossings: return Self.crossingProblems(fields.raw("value"))
        case .duty:
            return value == "on" || value == "off" ? [] : [Problem(at: "value", "Select yes or no")]
        case .accent:
            guard !value.isEmpty, Accent(value) == nil else { return [] }
            guard let contrast = Accent.contrastOnWhite(value) else {
                return [Problem(at: "value", "Colour must be six figures, such as #1D5B79")]
            }
            let tenths = Int((contrast * 10).rounded(.down))
            return [
                Problem(
                    at: "value",
                    "Colour must be darker: its contrast on white is \(tenths / 10).\(tenths % 10) to 1, and 4.5 to 1 is needed"
                )
            ]
        case .number(let range, _):
            guard let number = Int(value), range.contains(number) else {
                return [
                    Problem(
                        at: "value",
                        "\(label) must be a number from \(range.lowerBound) to \(range.upperBound)")
                ]
            }
            return []
        case .years:
            return ["high", "medium", "low"].compactMap { band in
                guard let years = Int(fields.text(band)), (1...20).contains(years) else {
                    return Problem(at: band, "Years at \(band) relevance must be a number from 1 to 20")
                }
                return nil
            }
        case .nation:
            return Nation(rawValue: value) == nil ? [Problem(at: "value", "Select a nation")] : []
        case .localCharacteristic:
            return [
                ("definition", "Enter what this body means by it"), ("resolution", "Enter the resolution"),
            ].compactMap { field, text in fields.text(field).isEmpty ? Problem(at: field, text) : nil }
        case .characteristic:
            return [
                ("characteristic-name", "Enter a name"), ("definition", "Enter what this body means by it"),
                ("resolution", "Enter the resolution that adopted it"),
            ].compactMap { field, text in fields.text(field).isEmpty ? Problem(at: field, text) : nil }
        }
    }

    private static func crossingProblems(_ text: String) -> [Problem] {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        if lines.count > 12 { return [Problem(at: "value", "Enter 12 pairs or fewer")] }
        let wrong = lines.first { InformationOutline.Crossing(line: String($0)) == nil }
        return wrong.map {
            [Problem(at: "value", "Enter “\($0)” as two characteristics, such as “age by sex”")]
        } ?? []
    }

    func setting(_ fields: FormFields, from day: CalendarDay) -> Setting {
        switch kind {
        case .text, .number, .duty, .nation:
            return Setting(name: name, effectiveFrom: day, value: fields.text("value"))
        case .columns:
            let names = OwnColumns.names(fields.raw("value"))
            return Setting(name: name, effectiveFrom: day, value: names.joined(separator: "\n"))
        case .crossings:
            return Setting(
                name: name, effectiveFrom: day, value: InformationOutline(lines: fields.raw("value")).lines)
        case .accent:
            return Setting(name: name, effectiveFrom: day, value: Accent(fields.text("value"))?.hex ?? "")
        case .years:
            let years = ["high", "medium", "low"].map { fields.text($0) }.joined(separator: ",")
            return Setting(name: name, effectiveFrom: day, value: years)
        case .localCharacteristic(let one):
            let words = BodyProfile.localValue(
                name: one.name, definition: fields.text("definition"), resolution: fields.text("resolution"))
            return Setting(
                name: name, effectiveFrom: day, value: fields.text("state") == "ended" ? "" : words)
        case .characteristic:
            let title = fields.text("characteristic-name")
            let code = foldedForSearch(title).map { $0.isLetter || $0.isNumber ? String($0) : "-" }.joined()
            return Setting(
                name: BodyProfile.Name.localCharacteristic + code, effectiveFrom: day,
                value: BodyProfile.localValue(
                    name: title, definition: fields.text("definition"), resolution: fields.text("resolution"))
            )
        }
    }
}
