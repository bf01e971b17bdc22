// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// What the words in a cell mean, by the spellings of a list of categories.
public struct SpellingBook: Sendable {
    private var places: [String: Int] = [:]
    /// What each code stands for, in order.
    public private(set) var entries: [ColumnEntry]

    /// The spellings of a scheme: its codes, labels, short names and what else is met in files.
    public init(_ scheme: CategoryScheme) {
        entries = scheme.categories.map(ColumnEntry.init)
        for (place, category) in scheme.categories.enumerated() {
            add([category.label, category.code, category.short], place)
        }
        for (place, category) in scheme.categories.enumerated() { add(category.spellings, place) }
        // "White: Irish", as a parent and its part are written together.
        for (place, category) in scheme.categories.enumerated() {
            guard let parent = category.parent.flatMap({ scheme[$0] }) else { continue }
            add(["\(parent.label) \(category.label)", "\(parent.short) \(category.short)"], place)
        }
        addNonAnswers()
    }

    /// The spellings of entries without a scheme, such as stages.
    public init(_ entries: [ColumnEntry]) {
        self.entries = entries
        for (place, entry) in entries.enumerated() {
            add([entry.label, entry.code] + entry.spellings, place)
        }
        addNonAnswers()
    }

    private mutating func add(_ spellings: [String], _ place: Int) {
        for spelling in spellings {
            let key = Self.folded(spelling)
            if !key.isEmpty, places[key] == nil { places[key] = place }
        }
    }

    private mutating func addNonAnswers() {
        for (standing, spellings) in Self.nonAnswers {
            guard let place = entries.firstIndex(where: { $0.kind == standing }) else { continue }
            add(spellings, place)
        }
    }

    /// The code of a cell's words; `nil` where they mean nothing here. A blank cell was not answered.
    public func place(of words: String) -> Int? {
        let key = Self.folded(words)
        return key.isEmpty ? place(of: .notAnswered) : places[key]
    }

    /// The code of the answer that is none, of a standing.
    public func place(of standing: CategoryScheme.Standing) -> Int? {
        entries.firstIndex { $0.kind == standing }
    }

    /// The entry that unknown words most likely mean; `nil` where none is near.
    public func nearest(to words: String) -> ColumnEntry? {
        let wanted = Self.folded(words)
        guard wanted.utf8.count >= 3 else { return nil }
        let tokens = Set(wanted.split(separator: " "))
        var best: (place: Int, distance: Double)?
        for (key, place) in places {
            let keyTokens = Set(key.split(separator: " "))
            var distance: Double
            if !tokens.isEmpty, key.utf8.count >= 4,
                tokens.isSubset(of: keyTokens) || keyTokens.isSubset(of: tokens)
            {
                distance = 0.1 + 0.02 * Double(abs(keyTokens.count - tokens.count))
            } else {
                guard abs(key.utf8.count - wanted.utf8.count) <= 4 else { continue }
                distance = Double(Self.edits(wanted, key)) / Double(max(wanted.utf8.count, key.utf8.count))
            }
            if entries[place].kind != .category { distance += 0.05 }
            if distance < 0.34, (distance, place) < (best?.distance ?? .infinity, best?.place ?? .max) {
                best = (place, distance)
            }
        }
        return best.map { entries[$0.place] }
    }

    /// The number of bytes to be changed, added or left out to make one text of the other.
    public static func edits(_ one: String, _ other: String) -> Int {
        let left = Array(one.utf8)
        let right = Array(other.utf8)
        var row = Array(0...right.count)
        for (line, byte) in left.enumerated() {
            var corner = row[0]
            row[0] = line + 1
            for column in right.indices {
                let above = row[column + 1]
                row[column + 1] = min(above + 1, row[column] + 1, corner + (byte == right[column] ? 0 : 1))
                corner = above
            }
        }
        return row[right.count]
    }

    /// Words as they are compared: letter case, accents, spaces and marks folded away.
    public static func folded(_ words: String) -> String {
        var text = ""
        var gap = false
        for scalar in foldedForSearch(words).unicodeScalars {
            switch scalar {
            case "&":
                text += text.isEmpty ? "and" : " and"
                gap = true
            case " ", ":", ";", ",", ".", "/", "\\", "(", ")", "[", "]", "-", "_", "'", "\"", "|":
                gap = !text.isEmpty
            default:
                if gap { text += " " }
                gap = false
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// What people write where there is no answer, whatever the question was.
    static let nonAnswers: [(CategoryScheme.Standing, [String])] = [
        (
            .preferNotToSay,
            [
                "prefer not to say", "preferred not to say", "pnts", "prefer not", "refused", "declined",
                "rather not say", "declined to answer", "prefer not to answer", "prefer not to state",
                "do not wish to say", "do not wish to disclose", "not disclosed", "withheld",
            ]
        ),
        (
            .notAnswered,
            [
                "not answered", "not stated", "no answer", "blank", "missing", "null", "none given",
                "no reply",
                "not provided", "not completed", "left blank", "no response", "not declared", "undeclared",
            ]
        ),
        (
            .notAsked,
            ["not asked", "not collected", "not requested", "n a", "not applicable", "does not apply"]
        ),
        (
            .unknown,
            ["unknown", "not known", "?", "don't know", "dont know", "do not know", "not obtained", "dk"]
        ),
    ]
}

/// What came of reading a cell.
public enum CellReading: Hashable, Sendable {
    /// The number of the entry.
    case code(Int)
    /// Nothing that the column can say, and why not.
    case unread(UnreadReason)
}

/// Why a cell could not be read.
public enum UnreadReason: String, Hashable, Sendable, Codable, CaseIterable {
    /// Words that are no category; an age that nobody has; a day of birth that nobody can have.
    case unknownCode, impossibleAge, impossibleDay
    /// An age that none of the bands holds.
    case noBand
    /// What a spreadsheet made of something else: a day, or a number in scientific notation.
    case spreadsheetDate, scientificNumber
    /// A postcode where an area is to stand; more words than a code has.
    case postcode, freeText

    /// In words, after a cell's words.
    public var words: String {
        switch self {
        case .unknownCode: "is none of the categories"
        case .impossibleAge: "is an age that nobody has"
        case .noBand: "is an age that none of the bands holds"
        case .impossibleDay: "is no day on which somebody in this period can have been born"
        case .spreadsheetDate: "is a date that a spreadsheet made of something else"
        case .scientificNumber: "is a number in scientific notation: its figures are lost"
        case .postcode: "is a postcode: give the code of the area instead"
        case .freeText: "is more than a code"
        }
    }
}
