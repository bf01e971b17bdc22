// SPDX-License-Identifier: Apache-2.0

/// How the words of a selection are cut and compared.
enum SelectionWords {
    /// The readings that need no vocabulary; `nil` for a list of names.
    static func special<Element>(_ text: String) -> Selection<Element>? {
        let words = self.words(text)
        if words.isEmpty { return .notStated }
        if words.count > 5 { return nil }
        switch words.joined(separator: " ") {
        case "all", "all aims", "all three", "all 3", "all three aims", "all characteristics", "all pcs",
            "all of them",
            "all protected characteristics", "all nine", "all groups", "every", "all priorities",
            "all criteria":
            return .all
        case "n a", "na", "not applicable", "none", "does not apply": return .notApplicable
        case "to be mapped", "tbm", "tbc", "to be confirmed", "not yet mapped", "to map", "unmapped", "tba",
            "to be agreed", "tbd", "to be decided":
            return .toBeMapped
        default: return nil
        }
    }

    /// Lower-case words without accents, punctuation or white space.
    static func words(_ text: String) -> [String] {
        if let words = plainWords(text) { return words }
        return foldedForSearch(text).split { !($0.isLetter || $0.isNumber || $0 == "'") }.map(String.init)
    }

    /// The words of a text of ASCII letters, figures and marks, byte by byte; `nil` where there is anything else.
    private static func plainWords(_ text: String) -> [String]? {
        var words: [String] = []
        var word: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x27: word.append(byte)
            case 0x41...0x5A: word.append(byte | 0x20)
            case 0x80...: return nil
            default:
                if !word.isEmpty {
                    words.append(String(decoding: word, as: UTF8.self))
                    word.removeAll(keepingCapacity: true)
                }
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// The words without those that only join others.
    static func telling(_ text: String) -> [String] {
        words(text).filter { !["and", "or", "the", "of", "plus", "also"].contains($0) }
    }

    /// The pieces of a text between separators, trimmed, without empty ones.
    static func parts(_ text: String, at isSeparator: (Character) -> Bool) -> [String] {
        text.split(whereSeparator: isSeparator).compactMap { part in
            let trimmed = trimmed(String(part))
            return trimmed.isEmpty ? nil : trimmed
        }
    }

    /// A text without white space at its ends.
    static func trimmed(_ text: String) -> String {
        if let first = text.utf8.first, let last = text.utf8.last, (0x21...0x7E).contains(first),
            (0x21...0x7E).contains(last)
        {
            return text
        }
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }

    /// Finds known phrases in a row of words, longest first, each once, in the order of the words.
    static func match<Element: Hashable>(
        _ words: [String], against phrases: [(words: [String], code: String)], _ element: (String) -> Element?
    ) -> (found: [Element], unknown: [String]) {
        var found: [Element] = []
        var unknown: [String] = []
        var rest = words[...]
        while let first = rest.first {
            if let phrase = phrases.first(where: { rest.starts(with: $0.words) }),
                let element = element(phrase.code)
            {
                if !found.contains(element) { found.append(element) }
                rest.removeFirst(phrase.words.count)
            } else {
                unknown.append(first)
                rest.removeFirst()
            }
        }
        return (found, unknown)
    }

    /// The ways in which officers call the aims.
    static let aimPhrases: [(words: [String], code: String)] = {
        let phrases: [(String, [String])] = [
            (
                "a",
                [
                    "a", "1", "eliminate discrimination harassment victimisation", "eliminate discrimination",
                    "eliminating discrimination", "eliminate", "eliminating", "discrimination",
                    "eliminate unlawful discrimination",
                    "eliminate unlawful discrimination harassment victimisation",
                    "eliminate discrimination harassment victimisation other conduct act prohibits",
                    "eliminate discrimination harassment victimisation other prohibited conduct",
                ]
            ),
            (
                "b",
                [
                    "b", "2", "advance equality opportunity", "advance equality",
                    "advancing equality opportunity",
                    "advancing equality", "advance", "advancing", "equality opportunity",
                    "promote equality opportunity",
                ]
            ),
            (
                "c",
                [
                    "c", "3", "foster good relations", "fostering good relations", "good relations", "foster",
                    "fostering", "promote good relations",
                ]
            ),
        ]
        return phrases.flatMap { code, texts in texts.map { (telling($0), code) } }
            .sorted { $0.0.count > $1.0.count }
    }()
}
