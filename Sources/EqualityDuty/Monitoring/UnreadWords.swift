// SPDX-License-Identifier: Apache-2.0

/// What is kept of cells that could not be read: the spelling of an answer, and nothing that somebody wrote about
/// themselves, neither a day nor a number nor a sentence.
enum UnreadWords {
    private static let longest = 40, mostWords = 4, mostFigures = 2

    /// Whether words may be kept as they are: few, short, and hardly with figures.
    static func mayStay(_ words: String) -> Bool {
        words.count <= longest && !words.contains("@") && words.count(where: \.isNumber) <= mostFigures
            && words.split(whereSeparator: \.isWhitespace).count <= mostWords
    }

    /// How words that are not kept were written, such as "99-Aaa-9999"; `nil` where even that is long.
    static func shape(_ words: String) -> String? {
        guard words.count <= longest, words.contains(where: \.isNumber) else { return nil }
        return "\u{201C}"
            + String(
                words.map { character -> Character in
                    if character.isNumber { return "9" }
                    if character.isLetter { return character.isUppercase ? "A" : "a" }
                    return character
                }) + "\u{201D}"
    }
}
