// SPDX-License-Identifier: Apache-2.0

/// One message to one person, ready to be delivered.
///
/// The address and the first name are the only personal data that leave with it.
public struct OutgoingMessage: Hashable, Sendable {
    /// What stays the same when the message is tried again, and differs for each person it goes to.
    public let reference: String
    /// The address it goes to.
    public let to: String
    /// What it is about, in one line and without personal data.
    public let subject: String
    /// What it says, in plain text.
    public let text: String
    /// The first name for the greeting; `nil` where the person is not greeted.
    public let greetingName: String?

    /// A message; whether it can be sent at all is asked by `refusal`.
    public init(reference: String, to: String, subject: String, text: String, greetingName: String? = nil) {
        self.reference = reference
        self.to = to
        self.subject = subject
        self.text = text
        self.greetingName = greetingName
    }

    /// The greeting, where there is one, and the text.
    public var body: String { greetingName.map { "Hello \($0),\n\n\(text)" } ?? text }

    /// Why this message must not be sent, in words that repeat nothing of it; `nil` where it may.
    public var refusal: String? {
        if reference.isEmpty || reference.utf8.count > 200 || !OneLine.holds(reference) {
            return "The reference must be one line of 1 to 200 letters."
        }
        if !MailAddress.isUsable(to) { return "Enter one email address, like name@example.com." }
        if subject.isEmpty || subject.utf8.count > 500 || !OneLine.holds(subject) {
            return "The subject must be one line of 1 to 500 letters."
        }
        if let greetingName, greetingName.utf8.count > 200 || !OneLine.holds(greetingName) {
            return "The name in the greeting must be one line of up to 200 letters."
        }
        return text.utf8.count > 200_000 ? "The message must be shorter than 200,000 letters." : nil
    }
}

/// What came of trying to deliver a message.
public enum DeliveryResult: Hashable, Sendable {
    /// It was taken; the receipt is what the receiver calls it.
    case sent(receipt: String)
    /// It was not taken now and may be tried again, after so many seconds where the receiver said when.
    case temporary(problem: String, retryAfter: Int?)
    /// It will not be taken however often it is tried.
    case permanent(problem: String)
}

/// A way in which messages leave.
public protocol MessageDelivery: Sendable {
    /// Tries once to deliver a message.
    func deliver(_ message: OutgoingMessage) async -> DeliveryResult
}

/// Text that stays on its line, so that nobody can add a header to a message by writing one into a field.
enum OneLine {
    static func holds(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x2028 && $0.value != 0x2029
        }
    }
}

/// Email addresses as they can be written in every header and command without quoting.
enum MailAddress {
    static func isUsable(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, address.utf8.count <= 254, !parts[0].isEmpty, parts[0].utf8.count <= 64,
            parts[0].utf8.allSatisfy({ isLetterOrFigure($0) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains($0) }),
            parts[1].utf8.allSatisfy({ isLetterOrFigure($0) || $0 == 45 || $0 == 46 })
        else { return false }
        let labels = (parts[0].split(separator: ".", omittingEmptySubsequences: false), domain(address))
        return labels.0.allSatisfy { !$0.isEmpty }
            && labels.1.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
                !$0.isEmpty && $0.first != "-" && $0.last != "-"
            }
    }

    /// What stands behind the `@`.
    static func domain(_ address: String) -> Substring {
        address.lastIndex(of: "@").map { address[address.index(after: $0)...] } ?? ""
    }

    private static func isLetterOrFigure(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
}
