// SPDX-License-Identifier: Apache-2.0

/// Days as files of people write them.
enum DayReading: Equatable {
    /// A day that can be.
    case day(CalendarDay)
    /// What is written as a day but cannot be one, or lies where it may not.
    case impossible
    /// Nothing that looks like a day.
    case none

    /// A day of birth: no later than the last day of the period, two figures of a year taken as the latest year that
    /// fits.
    static func birth(_ words: String, notAfter last: CalendarDay) -> DayReading {
        let text = foldedForSearch(words)
        if let number = Int(text), text.utf8.count <= 5 {
            // A spreadsheet's day number.
            guard number >= 367 else { return .none }
            let day = CalendarDay(dayNumber: number - 25_569)
            return day <= last ? .day(day) : .impossible
        }
        switch read(text, latestYear: last.year) {
        case .day(let day): return day <= last ? .day(day) : .impossible
        case .impossible: return .impossible
        case .none: return .none
        }
    }

    /// A day in ISO form, in figures with the day first, or with the month in letters; a time behind it is left out.
    static func read(_ text: String, latestYear: Int) -> DayReading {
        let parts = Self.withoutTime(text).split { " /-.,".contains($0) }.prefix(3).map(String.init)
        guard parts.count == 3 else { return .none }
        var numbers = parts.map { Int($0) ?? -1 }
        numbers[0] = Int(Self.withoutEnding(parts[0])) ?? -1
        if let month = month(parts[1]) { numbers[1] = month }
        guard numbers.allSatisfy({ $0 >= 0 }) else { return .none }
        let isISO = parts[0].utf8.count == 4
        var year = isISO ? numbers[0] : numbers[2]
        let digits = isISO ? 4 : parts[2].utf8.count
        guard digits == 4 || digits == 2 else { return .none }
        if digits == 2 {
            year += 2000
            if year > latestYear { year -= 100 }
        }
        let day = isISO ? numbers[2] : numbers[0]
        guard let read = CalendarDay(validYear: year, month: numbers[1], day: day) else { return .impossible }
        return .day(read)
    }

    /// What stands before the T of "2000-10-05T00:00"; the letter belongs to a month elsewhere.
    private static func withoutTime(_ text: String) -> Substring {
        let places = Array(text.indices)
        for (at, place) in places.enumerated().dropFirst().dropLast() where text[place] == "t" {
            if text[places[at - 1]].isNumber, text[places[at + 1]].isNumber { return text[..<place] }
        }
        return text[...]
    }

    /// "5" of "5th".
    private static func withoutEnding(_ word: String) -> Substring {
        let hasEnding = ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) }
        return hasEnding ? word.dropLast(2) : word[...]
    }

    /// The number of a month by its folded name or the start of it; `nil` for anything else.
    static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        return CalendarDay.monthNames.firstIndex {
            $0.lowercased().hasPrefix(word) || $0.lowercased() == word
        }
        .map { $0 + 1 }
    }

    /// "05-Sep", "Oct-14": what a spreadsheet makes of 5-9 and 10-14.
    static func looksLikeSpreadsheetDate(_ words: String) -> Bool {
        let parts = foldedForSearch(words).split { $0 == "-" || $0 == " " || $0 == "/" }.map(String.init)
        if parts.count == 2 {
            let figures = parts.filter { Int($0) != nil && $0.utf8.count <= 4 }
            return figures.count == 1 && parts.contains { $0.utf8.count == 3 && month($0) != nil }
        }
        guard parts.count >= 3 else { return false }
        return read(foldedForSearch(words), latestYear: 2100) != .none
    }

    /// What a spreadsheet's date was before, such as "5-9"; `nil` where that cannot be told.
    static func before(_ words: String) -> String? {
        let parts = foldedForSearch(words).split { $0 == "-" || $0 == " " || $0 == "/" }.map(String.init)
        if parts.count == 3, case .day(let day) = read(foldedForSearch(words), latestYear: 2100) {
            return "\(day.day)-\(day.month)"
        }
        guard parts.count == 2 else { return nil }
        if let day = Int(parts[0]), let month = month(parts[1]) {
            // Bands go upwards, in whichever order the spreadsheet took them.
            return "\(min(day, month))-\(max(day, month))"
        }
        if let month = month(parts[0]), let year = Int(parts[1]) { return "\(month)-\(year % 100)" }
        return nil
    }
}
