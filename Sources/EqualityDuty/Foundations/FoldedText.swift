// SPDX-License-Identifier: Apache-2.0

/// Text as it is compared in searches: lower case, accents and runs of white space folded away.
///
/// Both database engines compare this form byte by byte, so that they find the same records.
public func foldedForSearch(_ text: String) -> String {
    var folded = ""
    folded.reserveCapacity(text.utf8.count)
    var gap = false
    for scalar in text.unicodeScalars {
        let isSpace =
            scalar.isASCII
            ? scalar.value == 32 || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
        if isSpace {
            gap = !folded.isEmpty
            continue
        }
        if gap {
            folded.unicodeScalars.append(" ")
            gap = false
        }
        if scalar.isASCII {
            let isUpper = scalar.value >= 65 && scalar.value <= 90
            folded.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar)
        } else {
            folded += foldedLetter(scalar)
        }
    }
    return folded
}

private func foldedLetter(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x2018, 0x2019: return "'"
    case 0x201C, 0x201D: return "\""
    case 0x2010...0x2015: return "-"
    case 0x0300...0x036F: return ""
    default: break
    }
    let lower = scalar.properties.lowercaseMapping
    if let plain = plainLetters[lower] { return plain }
    return lower
}

/// Letters of Welsh, Irish, Scottish Gaelic and the commonest European names without their accents.
private let plainLetters: [String: String] = {
    let groups: [(String, String)] = [
        ("a", "àáâãäåāă"), ("e", "èéêëēė"), ("i", "ìíîïīı"), ("o", "òóôõöøō"), ("u", "ùúûüū"),
        ("y", "ýÿŷ"), ("w", "ŵẁẃẅ"), ("c", "çćč"), ("n", "ñńň"), ("s", "śšş"), ("z", "źżž"), ("l", "ł"),
        ("ss", "ß"), ("ae", "æ"), ("oe", "œ"),
    ]
    var letters: [String: String] = [:]
    for (plain, accented) in groups {
        for letter in accented { letters[String(letter)] = plain }
    }
    return letters
}()
