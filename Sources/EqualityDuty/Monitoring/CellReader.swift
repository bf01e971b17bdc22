// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Turns the words of one column's cells into codes; what it read before is looked up by whoever asks.
struct CellReader {
    /// What the column's words are read as.
    enum Kind {
        case category
        case ages(CategoryScheme)
        case birth(CategoryScheme)
        /// Codes of areas with their names, and the code of each name.
        case area(names: [String: String], codes: [String: String])
        case words
    }

    private let kind: Kind
    private let lastDay: CalendarDay
    private(set) var book: SpellingBook
    private let said: [String: Int]
    private var grown: [ColumnEntry]
    private var grownPlaces: [String: Int] = [:]

    /// How many different words of the body's own a column may have before it counts as free text.
    static let mostWords = 500
    /// How many different areas a column may have.
    static let mostAreas = 60_000

    init(_ kind: Kind, _ book: SpellingBook, said codes: [String: String], lastDay: CalendarDay) {
        self.kind = kind
        self.book = book
        self.lastDay = lastDay
        var said: [String: Int] = [:]
        for (words, code) in codes {
            if let place = book.entries.firstIndex(where: { $0.code == code }) {
                said[SpellingBook.folded(words)] = place
            }
        }
        self.said = said
        grown = []
    }

    /// What each code stands for so far.
    var entries: [ColumnEntry] { book.entries + grown }
    /// How many codes there are so far.
    var count: Int { book.entries.count + grown.count }

    /// The answer that a cell gives.
    mutating func read(_ words: String) -> CellReading {
        let key = SpellingBook.folded(words)
        if key.isEmpty || key == "-", let place = book.place(of: .notAnswered) { return .code(place) }
        if let place = said[key] { return .code(place) }
        switch kind {
        case .category:
            if let place = book.place(of: words) { return .code(place) }
            return .unread(Self.reason(words, key))
        case .ages(let scheme): return age(words, key, scheme)
        case .birth(let scheme): return birth(words, scheme)
        case .area(let names, let codes): return area(words, key, names, codes)
        case .words:
            if let place = book.place(of: words) { return .code(place) }
            guard words.utf8.count <= 100, grown.count < Self.mostWords || grownPlaces[key] != nil else {
                return .unread(.freeText)
            }
            return .code(grow(key, words, words))
        }
    }

    private mutating func grow(_ key: String, _ code: String, _ label: String) -> Int {
        if let place = grownPlaces[key] { return place }
        let place = count
        grown.append(ColumnEntry(code, label))
        grownPlaces[key] = place
        return place
    }

    /// Why words are no code, by their looks.
    static func reason(_ words: String, _ key: String) -> UnreadReason {
        if DayReading.looksLikeSpreadsheetDate(words) { return .spreadsheetDate }
        if isScientific(words) { return .scientificNumber }
        return words.utf8.count > 80 ? .freeText : .unknownCode
    }

    static func isScientific(_ words: String) -> Bool {
        let parts = words.split(whereSeparator: { $0 == "E" || $0 == "e" })
        guard parts.count == 2, let first = parts.first, first.contains(".") || first.count == 1 else {
            return false
        }
        return first.allSatisfy { $0.isNumber || $0 == "." || $0 == "-" }
            && parts[1].allSatisfy { $0.isNumber || $0 == "+" || $0 == "-" } && parts[1].count >= 2
    }

    private func age(_ words: String, _ key: String, _ scheme: CategoryScheme) -> CellReading {
        let bare = words.filter { !$0.isWhitespace }
        if let number = Double(bare) ?? Double(bare.prefix { $0.isNumber || $0 == "." || $0 == "-" }),
            bare.drop(while: { $0.isNumber || $0 == "." || $0 == "-" }).allSatisfy(\.isLetter),
            !Self.isScientific(bare)
        {
            guard number >= 0, number <= 120 else { return .unread(.impossibleAge) }
            return band(Int(number), scheme)
        }
        if let place = book.place(of: words) { return .code(place) }
        if let range = Self.range(key),
            let band = scheme.categories.first(where: { $0.ages == range }),
            let place = scheme.place(of: band.code)
        {
            return .code(place)
        }
        return .unread(Self.reason(words, key))
    }

    private func band(_ age: Int, _ scheme: CategoryScheme) -> CellReading {
        guard let band = scheme.band(ofAge: age), let place = scheme.place(of: band.code) else {
            return .unread(.noBand)
        }
        return .code(place)
    }

    /// "16 to 24", "16-24", "85+", "85 and over", "under 16" as ages; `nil` for anything else.
    static func range(_ key: String) -> AgeRange? {
        let words = key.split(separator: " ").map(String.init).filter {
            !["aged", "age", "years", "year", "yrs"].contains($0)
        }
        let numbers = words.compactMap { Int($0.filter(\.isNumber)) }
        switch numbers.count {
        case 2: return AgeRange(numbers[0], to: numbers[1])
        case 1:
            if words.contains(where: { $0.hasSuffix("+") }) || words.contains("over")
                || words.contains("plus") || words.contains("above")
            {
                return AgeRange(numbers[0], to: nil)
            }
            if words.first == "under" || words.first?.hasPrefix("<") == true {
                return AgeRange(0, to: numbers[0] - 1)
            }
            return nil
        default: return nil
        }
    }

    private func birth(_ words: String, _ scheme: CategoryScheme) -> CellReading {
        switch DayReading.birth(words, notAfter: lastDay) {
        case .day(let day):
            var age = lastDay.year - day.year
            if (day.month, day.day) > (lastDay.month, lastDay.day) { age -= 1 }
            guard age <= 120 else { return .unread(.impossibleDay) }
            return band(age, scheme)
        case .impossible: return .unread(.impossibleDay)
        case .none:
            if let place = book.place(of: words) { return .code(place) }
            return .unread(Self.isScientific(words) ? .scientificNumber : .unknownCode)
        }
    }

    private mutating func area(
        _ words: String, _ key: String, _ names: [String: String], _ codes: [String: String]
    ) -> CellReading {
        if let place = book.place(of: words) { return .code(place) }
        let bare = words.filter { !$0.isWhitespace }.uppercased()
        let code = names[bare] != nil || Self.isAreaCode(bare) ? bare : codes[key]
        guard let code else {
            return .unread(Self.isPostcode(bare) ? .postcode : Self.reason(words, key))
        }
        guard grownPlaces[code] != nil || grown.count < Self.mostAreas else { return .unread(.freeText) }
        return .code(grow(code, code, names[code] ?? code))
    }

    /// A letter of a nation and eight figures.
    static func isAreaCode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 9 && [0x45, 0x57, 0x53, 0x4E, 0x4B].contains(bytes[0])
            && bytes.dropFirst().allSatisfy { (48...57).contains($0) }
    }

    static func isPostcode(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
        guard (5...7).contains(bytes.count), isLetter(bytes[0]), isDigit(bytes[bytes.count - 3]),
            isLetter(bytes[bytes.count - 2]), isLetter(bytes[bytes.count - 1])
        else { return false }
        return bytes.contains(where: isDigit)
    }
}
