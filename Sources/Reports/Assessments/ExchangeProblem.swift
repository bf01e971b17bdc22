// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// Why an exported assessment cannot be read: where in the file, and what to do.
public struct ExchangeProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The place in the file, such as `assessment.versions[3].at`; empty for the file as a whole.
    public let place: String
    /// What is wrong, in plain words.
    public let text: String

    /// A problem at a place.
    public init(_ place: String, _ text: String) {
        self.place = place
        self.text = text
    }

    /// "assessment.title: …".
    public var description: String { place.isEmpty ? text : "\(place): \(text)" }
}

/// Reads the members of an object and says where one is missing or of the wrong kind.
struct ExchangeReader {
    let value: JSONValue
    let place: String

    init(_ value: JSONValue, at place: String) throws(ExchangeProblem) {
        guard value.members != nil else { throw ExchangeProblem(place, "Here should stand an object {…}.") }
        self.value = value
        self.place = place
    }

    func at(_ name: String) -> String { place.isEmpty ? name : "\(place).\(name)" }

    func text(_ name: String) throws(ExchangeProblem) -> String {
        guard let text = value[name]?.text else {
            throw ExchangeProblem(at(name), "Enter a text in “\(name)”.")
        }
        return text
    }

    /// A text that may be left out or be `null`; empty then.
    func optionalText(_ name: String) throws(ExchangeProblem) -> String {
        guard let found = value[name], found != .null else { return "" }
        guard let text = found.text else { throw ExchangeProblem(at(name), "Enter a text in “\(name)”.") }
        return text
    }

    func number(_ name: String) throws(ExchangeProblem) -> Int {
        guard let number = value[name]?.wholeNumber else {
            throw ExchangeProblem(at(name), "Enter a whole number in “\(name)”.")
        }
        return number
    }

    func truth(_ name: String) throws(ExchangeProblem) -> Bool {
        guard let truth = value[name]?.truth else {
            throw ExchangeProblem(at(name), "Enter true or false in “\(name)”.")
        }
        return truth
    }

    func fields(_ name: String) throws(ExchangeProblem) -> [String: String] {
        guard let fields = value[name]?.fields else {
            throw ExchangeProblem(at(name), "Enter an object of texts in “\(name)”.")
        }
        return fields
    }

    func texts(_ name: String) throws(ExchangeProblem) -> [String] {
        guard let found = value[name], found != .null else { return [] }
        let texts = found.values?.compactMap(\.text) ?? []
        guard let values = found.values, texts.count == values.count else {
            throw ExchangeProblem(at(name), "Enter a list of texts in “\(name)”.")
        }
        return texts
    }

    func object(_ name: String) throws(ExchangeProblem) -> ExchangeReader {
        guard let found = value[name] else { throw ExchangeProblem(at(name), "“\(name)” is missing.") }
        return try ExchangeReader(found, at: at(name))
    }

    /// The objects of a list; a list that is left out is empty.
    func objects<Value>(
        _ name: String, _ read: (ExchangeReader) throws(ExchangeProblem) -> Value
    ) throws(ExchangeProblem) -> [Value] {
        guard let found = value[name], found != .null else { return [] }
        guard let values = found.values else { throw ExchangeProblem(at(name), "Enter a list in “\(name)”.") }
        var all: [Value] = []
        for (index, value) in values.enumerated() {
            all.append(try read(try ExchangeReader(value, at: "\(at(name))[\(index)]")))
        }
        return all
    }

    func moment(_ name: String) throws(ExchangeProblem) -> Instant {
        guard let moment = ExchangeMoment.instant(try text(name)) else {
            throw ExchangeProblem(at(name), "Enter a moment such as 2027-02-01T09:30:00.000Z in “\(name)”.")
        }
        return moment
    }

    func optionalMoment(_ name: String) throws(ExchangeProblem) -> Instant? {
        try optionalText(name).isEmpty ? nil : try moment(name)
    }

    func optionalDay(_ name: String) throws(ExchangeProblem) -> CalendarDay? {
        let text = try optionalText(name)
        guard !text.isEmpty else { return nil }
        guard let day = CalendarDay(iso: text) else {
            throw ExchangeProblem(at(name), "Enter a day that exists, such as 2027-02-01, in “\(name)”.")
        }
        return day
    }

    /// One of the words that an enumeration is stored by.
    func word<Word: RawRepresentable & CaseIterable>(_ name: String) throws(ExchangeProblem) -> Word
    where Word.RawValue == String {
        guard let word = Word(rawValue: try text(name)) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw ExchangeProblem(at(name), "“\(name)” is one of \(words).")
        }
        return word
    }
}

/// Moments as files write them: ISO 8601 in UTC with milliseconds.
enum ExchangeMoment {
    static func text(_ moment: Instant) -> String {
        let rest = Int((moment.milliseconds % 1000 + 1000) % 1000)
        return "\(moment.iso.dropLast()).\(String(1000 + rest).dropFirst())Z"
    }

    static func instant(_ text: String) -> Instant? {
        let parts = Array(text.utf8)
        guard parts.count == 20 || parts.count == 24, let day = CalendarDay(iso: String(text.prefix(10))),
            parts[10] == UInt8(ascii: "T"), parts.last == UInt8(ascii: "Z"), parts[13] == UInt8(ascii: ":"),
            parts[16] == UInt8(ascii: ":"), let hour = number(parts[11..<13]), hour < 24,
            let minute = number(parts[14..<16]), minute < 60, let second = number(parts[17..<19]), second < 60
        else { return nil }
        var fraction = 0
        if parts.count == 24 {
            guard parts[19] == UInt8(ascii: "."), let digits = number(parts[20..<23]) else { return nil }
            fraction = digits
        }
        let seconds = day.dayNumber * 86_400 + hour * 3600 + minute * 60 + second
        return Instant(milliseconds: Int64(seconds) * 1000 + Int64(fraction))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
