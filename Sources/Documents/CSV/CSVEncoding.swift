// SPDX-License-Identifier: Apache-2.0

/// How the characters of a CSV file are written as bytes.
public enum CSVEncoding: String, CaseIterable, Hashable, Sendable {
    /// UTF-8, with a byte order mark or without.
    case utf8 = "UTF-8"
    /// UTF-16 with the lower byte first, as Excel writes Unicode text.
    case utf16LittleEndian = "UTF-16 LE"
    /// UTF-16 with the higher byte first.
    case utf16BigEndian = "UTF-16 BE"
    /// One byte a character, as Excel on Windows writes plain CSV in western Europe.
    case windows1252 = "Windows-1252"
}

/// What the first look at a file found.
struct CSVRecognition {
    var encoding = CSVEncoding.utf8
    /// How many bytes the byte order mark takes; 0 where there is none.
    var markLength = 0
    /// Whether every byte fits the encoding, so that cells need not be checked one by one.
    var isSound = true

    init(_ source: CSVSource) {
        source.withBytes { bytes in
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
                markLength = 3
                isSound = UTF8Survey(bytes, source).broken == 0
            } else if bytes.starts(with: [0xFF, 0xFE]) {
                (encoding, markLength, isSound) = (.utf16LittleEndian, 2, false)
            } else if bytes.starts(with: [0xFE, 0xFF]) {
                (encoding, markLength, isSound) = (.utf16BigEndian, 2, false)
            } else if let guessed = Self.guessedUTF16(bytes) {
                (encoding, isSound) = (guessed, false)
            } else {
                let survey = UTF8Survey(bytes, source)
                isSound = survey.broken == 0
                // A file of which most accented letters are good UTF-8 is a damaged one; letters that
                // are good UTF-8 by chance hardly ever occur in Windows-1252.
                if survey.broken > survey.letters { encoding = .windows1252 }
            }
        }
    }

    /// UTF-16 without a mark: nearly every second byte of western text is zero, the others are not.
    private static func guessedUTF16(_ bytes: UnsafeRawBufferPointer) -> CSVEncoding? {
        let pairs = min(bytes.count, 4096) / 2
        guard pairs > 0 else { return nil }
        var zeros = (even: 0, odd: 0)
        for pair in 0..<pairs {
            if bytes[2 * pair] == 0 { zeros.even += 1 }
            if bytes[2 * pair + 1] == 0 { zeros.odd += 1 }
        }
        if zeros.odd * 10 > pairs * 6, zeros.even * 20 < pairs { return .utf16LittleEndian }
        if zeros.even * 10 > pairs * 6, zeros.odd * 20 < pairs { return .utf16BigEndian }
        return nil
    }
}

/// How much of a file is good UTF-8 beyond ASCII, and how much is broken.
struct UTF8Survey {
    /// Characters of two bytes and more.
    var letters = 0
    /// Places where the bytes are no UTF-8.
    var broken = 0

    init(_ bytes: UnsafeRawBufferPointer, _ source: CSVSource) {
        let hop = 8 << 20
        var place = 0
        while place < bytes.count {
            let start = place
            let stop = min(bytes.count, start + hop)
            while place < stop { step(bytes, &place) }
            source.letGo(from: start, upTo: place)
        }
    }

    private mutating func step(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) {
        while place + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word & 0x8080_8080_8080_8080 != 0 { break }
            place += 8
            if place & 0xFFFFF < 8 { return }
        }
        guard place < bytes.count else { return }
        if bytes[place] < 0x80 {
            place += 1
            return
        }
        let length = Self.length(bytes, place)
        if length == 0 { broken += 1 } else { letters += 1 }
        place += max(1, length)
    }

    /// The length of the well-formed character at a place, by table 3-7 of the Unicode Standard; 0 if none.
    private static func length(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
        let lead = bytes[place]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return 0
        }
        guard place + length <= bytes.count, second.contains(bytes[place + 1]) else { return 0 }
        for offset in 2..<max(3, length) where offset < length && bytes[place + offset] & 0xC0 != 0x80 {
            return 0
        }
        return length
    }
}
