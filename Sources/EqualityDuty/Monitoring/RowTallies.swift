// SPDX-License-Identifier: Apache-2.0

/// Why a row is not taken.
public enum RowRefusal: String, Hashable, Sendable, CaseIterable {
    /// Another number of cells than the header; the header again; too many people; a topic that nobody explained.
    case width, header, overfull, topic
    /// A count below nothing, with a fraction, as a percentage, in scientific notation, withheld, or no number at all.
    case negative, fraction, percentage, scientific, withheld, noNumber
    /// A count that no row can stand for.
    case tooMany

    /// In words, for a list of reasons.
    public var name: String {
        switch self {
        case .width: "another number of cells than the header"
        case .header: "the header again"
        case .overfull: "more people than a data set holds"
        case .topic: "a question that nobody explained"
        case .negative: "a negative count"
        case .fraction: "a count with a fraction"
        case .percentage: "a percentage in place of a count"
        case .scientific: "a count in scientific notation"
        case .withheld: "a count that was withheld"
        case .noNumber: "no number of people"
        case .tooMany: "more people than a row can stand for"
        }
    }

    /// What to do, for a cell of counts.
    func words(_ cell: String) -> String {
        let shown = "\u{201C}\(cell.prefix(30))\u{201D}"
        return switch self {
        case .negative: "The count must be 0 or more: \(shown) is negative."
        case .fraction: "The count must be a whole number of people: \(shown) is not."
        case .percentage: "The count must be a number of people: \(shown) is a percentage."
        case .scientific: "The count must be written out: \(shown) has lost figures in a spreadsheet."
        case .withheld: "The count was withheld (\(shown)), so the row was not taken and totals are too low."
        case .noNumber: "The count must be a whole number of people: \(shown) is none."
        case .tooMany: "The count must be \(RecordCoder.mostInRow) or less: \(shown)."
        case .width, .header, .overfull, .topic: name
        }
    }
}

/// The number of people that a row stands for.
enum RowCount: Equatable {
    case people(Int)
    case refused(RowRefusal)

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var number = 0
        if (1...8).contains(bytes.count), bytes.allSatisfy({ (48...57).contains($0) }) {
            for byte in bytes { number = number * 10 + Int(byte - 48) }
            self = number <= RecordCoder.mostInRow ? .people(number) : .refused(.tooMany)
            return
        }
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace && $0 != "," }
        if let whole = Int(text) {
            self =
                whole < 0
                ? .refused(.negative) : whole <= RecordCoder.mostInRow ? .people(whole) : .refused(.tooMany)
        } else if text.hasSuffix("%") {
            self = .refused(.percentage)
        } else if CellReader.isScientific(text) {
            self = .refused(.scientific)
        } else if let real = Double(text), real.isFinite {
            self =
                real < 0
                ? .refused(.negative)
                : real == real.rounded() && real <= Double(RecordCoder.mostInRow)
                    ? .people(Int(real)) : .refused(real == real.rounded() ? .tooMany : .fraction)
        } else {
            let withheld: Set<String> = [
                "*", "**", "c", "[c]", "-", "..", ":", "x", "[x]", "[low]", "~", "s",
            ]
            self = .refused(
                withheld.contains(text.lowercased()) || text.hasPrefix("<") ? .withheld : .noNumber)
        }
    }
}

/// Days of records: how many lie in the period, and which do not.
struct DayTally {
    private(set) var inside = 0, outside = 0, unread = 0
    private(set) var firstOutside: (row: Int, header: String, words: String)?
    private(set) var years: [Int: Int] = [:]

    mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ row: Int, _ period: DataPeriod, _ header: String
    ) {
        guard !bytes.isEmpty else { return }
        let words = String(decoding: bytes, as: UTF8.self)
        guard let day = Self.day(words, period) else {
            unread += 1
            return
        }
        if period.contains(day) {
            inside += 1
            return
        }
        outside += 1
        years[day.year, default: 0] += 1
        if firstOutside == nil { firstOutside = (row, header, words) }
    }

    private static func day(_ words: String, _ period: DataPeriod) -> CalendarDay? {
        let text = foldedForSearch(words)
        if let number = Int(text), (20_000..<80_000).contains(number) {
            return CalendarDay(dayNumber: number - 25_569)
        }
        switch DayReading.read(text, latestYear: period.last.year + 20) {
        case .day(let day): return day
        case .impossible, .none: return nil
        }
    }
}

/// Percentages beside counts: those that cannot be.
struct PercentageTally {
    private(set) var above = 0, below = 0, unread = 0
    private(set) var first: (row: Int, header: String, words: String)?

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int, _ header: String) {
        let words = String(decoding: bytes, as: UTF8.self)
        let text = words.filter { !$0.isWhitespace && $0 != "%" }
        guard !text.isEmpty else { return }
        guard let number = Double(text) else {
            unread += 1
            return
        }
        guard number > 100 || number < 0 else { return }
        if number > 100 { above += 1 } else { below += 1 }
        if first == nil { first = (row, header, words) }
    }
}
