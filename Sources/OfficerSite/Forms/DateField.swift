// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import WebServer

/// A known date as three boxes bring it.
struct DateField: Hashable {
    let name: String
    let label: String
    var day = ""
    var month = ""
    var year = ""

    init(_ name: String, _ label: String, _ value: CalendarDay?) {
        self.name = name
        self.label = label
        guard let value else { return }
        day = String(value.day)
        month = String(value.month)
        year = String(value.year)
    }

    init(_ name: String, _ label: String, _ fields: FormFields) {
        self.name = name
        self.label = label
        day = fields.text("\(name)-day")
        month = fields.text("\(name)-month")
        year = fields.text("\(name)-year")
    }

    var isBlank: Bool { day.isEmpty && month.isEmpty && year.isEmpty }

    /// The day, or what is wrong at the first wrong box; both `nil` where nothing was entered.
    func reading() -> (day: CalendarDay?, problem: Problem?) {
        guard !isBlank else { return (nil, nil) }
        for (part, value) in [("day", day), ("month", month), ("year", year)] where value.isEmpty {
            return (nil, Problem(at: "\(name)-\(part)", "\(label) must include a \(part)"))
        }
        guard let year = Self.number(year), (1800...2200).contains(year) else {
            return (nil, Problem(at: "\(name)-year", "\(label) must include a year of 4 figures"))
        }
        guard let month = Self.number(month) ?? Self.monthNumber(month), (1...12).contains(month) else {
            return (nil, Problem(at: "\(name)-month", "\(label) must include a real month"))
        }
        guard let day = Self.number(day), let date = CalendarDay(validYear: year, month: month, day: day)
        else {
            return (nil, Problem(at: "\(name)-day", "\(label) must be a real date"))
        }
        return (date, nil)
    }

    func input(hint: String, _ problems: [Problem]) -> DateInput {
        DateInput(name, label: label, hint: hint, day: day, month: month, year: year, problems)
    }

    /// A number in ordinary or full-width figures.
    private static func number(_ text: String) -> Int? {
        var value = 0
        guard !text.isEmpty, text.count <= 4 else { return nil }
        for character in text {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func monthNumber(_ text: String) -> Int? {
        let word = foldedForSearch(text).filter(\.isLetter)
        guard word.count >= 3 else { return nil }
        return CalendarDay.monthNames.firstIndex {
            $0.lowercased().hasPrefix(word) || (word == "sept" && $0 == "September")
        }
        .map { $0 + 1 }
    }
}
