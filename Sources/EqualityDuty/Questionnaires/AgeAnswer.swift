// SPDX-License-Identifier: Apache-2.0

/// An age or a day of birth on its way to a band of ages; neither goes further than this.
public enum AgeAnswer: Hashable, Sendable {
    /// Nothing was entered.
    case blank
    /// The code of the band.
    case band(String)
    /// It cannot be read: which box is wrong (`day`, `month`, `year`, or empty for a single box), and what to do.
    case unreadable(part: String, String)

    /// The oldest age that anybody is believed to have.
    public static let oldest = 120

    /// The band of an age in years, in whatever figures.
    public static func age(_ text: String, to question: Question) -> AgeAnswer {
        let words = trimmed(text)
        guard !words.isEmpty else { return .blank }
        guard let age = number(words), age <= oldest else {
            return .unreadable(
                part: "", "Age must be a number of years from 0 to \(oldest), or leave it empty")
        }
        guard let band = question.band(ofAge: age) else {
            return .unreadable(part: "", "Age must be one of those that are asked about here")
        }
        return .band(band.code)
    }

    /// The band of somebody's age on a day. The year alone is enough, and the middle of it is taken then; of a month
    /// without a day, the middle of the month.
    public static func birth(
        day: String, month: String, year: String, on today: CalendarDay, to question: Question
    ) -> AgeAnswer {
        let (day, month, year) = (trimmed(day), trimmed(month), trimmed(year))
        guard !(day + month + year).isEmpty else { return .blank }
        let first = today.year - oldest
        guard !year.isEmpty else {
            return .unreadable(part: "year", "Enter the year of birth: it is enough by itself")
        }
        guard let born = number(year), (first...today.year).contains(born) else {
            return .unreadable(part: "year", "Year of birth must be from \(first) to \(today.year)")
        }
        guard month.isEmpty || monthNumber(month) != nil else {
            return .unreadable(part: "month", "Month of birth must be a real month, such as 3 or March")
        }
        let inMonth = monthNumber(month)
        guard let inDay = day.isEmpty ? 15 : number(day),
            // A day without a month is read and used for nothing.
            let date = CalendarDay(validYear: born, month: inMonth ?? 7, day: inMonth == nil ? 1 : inDay),
            (1...31).contains(inDay)
        else {
            return .unreadable(part: "day", "Day of birth must be a real day of its month")
        }
        let isExact = inMonth != nil && !day.isEmpty
        guard date <= today || !isExact else {
            return .unreadable(part: "year", "Date of birth must be in the past")
        }
        var age = today.year - date.year
        if (date.month, date.day) > (today.month, today.day) { age -= 1 }
        guard let band = question.band(ofAge: max(0, min(age, oldest))) else {
            return .unreadable(part: "year", "Year of birth must be of an age that is asked about here")
        }
        return .band(band.code)
    }

    /// What somebody keys from paper into one box: an age in years, a year of birth, or a day of birth with its parts
    /// apart.
    public static func keyed(_ text: String, on today: CalendarDay, to question: Question) -> AgeAnswer {
        let words = trimmed(text)
        let parts = words.split { $0 == "/" || $0 == "." || $0 == "-" || $0.isWhitespace }.map(String.init)
        let answer: AgeAnswer =
            switch parts.count {
            case 0: .blank
            case 1: words.count == 4 ? born("", "", words) : age(words, to: question)
            case 2: born("", parts[0], parts[1])
            case 3: born(parts[0], parts[1], parts[2])
            default: .unreadable(part: "", "")
            }
        func born(_ day: String, _ month: String, _ year: String) -> AgeAnswer {
            birth(day: day, month: month, year: year, on: today, to: question)
        }
        guard case .unreadable = answer else { return answer }
        return .unreadable(
            part: "", "Age must be years, a year of birth such as 1967, or a day such as 12/3/1967")
    }

    /// A number in ordinary or full-width figures.
    private static func number(_ text: String) -> Int? {
        guard !text.isEmpty, text.count <= 4 else { return nil }
        var value = 0
        for character in text {
            guard let digit = character.wholeNumberValue, (0...9).contains(digit) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func monthNumber(_ text: String) -> Int? {
        if let number = number(text) { return (1...12).contains(number) ? number : nil }
        let word = foldedForSearch(text).filter(\.isLetter)
        guard word.count >= 3 else { return nil }
        return CalendarDay.monthNames.firstIndex {
            $0.lowercased().hasPrefix(word) || (word == "sept" && $0 == "September")
        }.map { $0 + 1 }
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
