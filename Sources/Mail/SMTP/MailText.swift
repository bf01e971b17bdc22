// SPDX-License-Identifier: Apache-2.0
import Crypto

/// A message as RFC 5322 has it: headers in plain letters, the text as quoted-printable UTF-8.
struct MailText {
    /// The same for the same reference, so that a copy sent by a retry is known as one.
    let messageID: String
    let bytes: [UInt8]

    init(_ message: OutgoingMessage, from: String, name: String, at seconds: Int) {
        let digest = SHA256.hash(data: Array(message.reference.utf8)).prefix(16)
        messageID = "<\(digest.map(Self.hexadecimal).joined())@\(MailAddress.domain(from))>"
        let headers = [
            "Date: \(MailDate.text(seconds))",
            "From: " + (name.isEmpty ? from : EncodedWords.header(name, after: 6) + " <\(from)>"),
            "To: \(message.to)",
            "Subject: " + EncodedWords.header(message.subject, after: 9, also: ",.:;()'-/!&"),
            "Message-ID: \(messageID)",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            "Auto-Submitted: auto-generated",
        ]
        bytes =
            Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8) + QuotedPrintable.bytes(message.body)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}

/// A date as RFC 5322 has it, in UTC.
enum MailDate {
    static func text(_ seconds: Int) -> String {
        let time = min(max(seconds, 0), 253_402_300_799)
        let shifted = time / 86_400 + 719_468
        let era = shifted / 146_097, dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        // Years are counted from March here, so that the leap day stands last.
        let fromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * fromMarch + 2) / 5 + 1
        let year = yearOfEra + era * 400 + (fromMarch >= 10 ? 1 : 0)
        let clock = [time % 86_400 / 3600, time % 3600 / 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let weekday = weekdays[time / 86_400 % 7], month = months[fromMarch]
        return "\(weekday), \(day) \(month) \(year) \(clock.joined(separator: ":")) +0000"
    }

    /// 1 January 1970 was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb",
    ]
}

/// Headers whose words are not all plain letters (RFC 2047).
enum EncodedWords {
    /// The text as it stands where it may, else as encoded words, folded so that no line is longer than 76.
    static func header(_ text: String, after column: Int, also marks: String = "") -> String {
        let isPlain = text.utf8.allSatisfy {
            (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 32 || marks.utf8.contains($0)
        }
        if isPlain, column + text.utf8.count <= 76, text.first != " ", text.last != " " { return text }
        var words: [String] = []
        var part: [UInt8] = []
        // "=?utf-8?B?" and "?=" leave 45 octets for a word of at most 75, less what stands before the first.
        var room = 45 - (column + 2) / 3 * 3
        for scalar in text.unicodeScalars {
            let character = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            if part.count + character.count > room {
                words.append(word(part))
                part = []
                room = 45
            }
            part += character
        }
        words.append(word(part))
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Base64.text(bytes))?=" }
}

/// Text in lines of at most 76 plain letters (RFC 2045), each line break as CRLF.
enum QuotedPrintable {
    static func bytes(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        let unified = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        for line in unified.split(separator: "\n", omittingEmptySubsequences: false) {
            var width = 0
            let octets = Array(line.utf8)
            for (index, octet) in octets.enumerated() {
                let isLast = index == octets.count - 1
                let isPlain = (33...126).contains(octet) && octet != 61 || octet == 32 && !isLast
                let piece = isPlain ? [octet] : [61, figure(octet >> 4), figure(octet & 15)]
                if width + piece.count > 75 {
                    out += [61, 13, 10]
                    width = 0
                }
                out += piece
                width += piece.count
            }
            out += [13, 10]
        }
        return out
    }

    private static func figure(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
}
