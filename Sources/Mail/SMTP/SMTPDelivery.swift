// SPDX-License-Identifier: Apache-2.0
import CCurl

/// Delivers messages to a mail server, one conversation a message.
public struct SMTPDelivery: MessageDelivery {
    private let settings: SMTPSettings
    private let now: @Sendable () -> Int
    private let queue = TransferQueue()

    /// Delivery by a server; `now` gives the seconds since 1 January 1970 for the date of each message.
    public init(_ settings: SMTPSettings, now: @escaping @Sendable () -> Int) {
        self.settings = settings
        self.now = now
    }

    /// Tries once to deliver a message; a copy of it carries the same Message-ID.
    public func deliver(_ message: OutgoingMessage) async -> DeliveryResult {
        if let refusal = message.refusal { return .permanent(problem: refusal) }
        let mail = MailText(message, from: settings.from, name: settings.fromName, at: now())
        let settings = settings
        return await queue.run {
            let transfer = Transfer(
                to: settings.address, protocols: "smtp,smtps", seconds: settings.timeout,
                certificates: settings.certificates)
            transfer.set(
                CURLOPT_USE_SSL,
                Int(settings.security == .none ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
            if let account = settings.account {
                transfer.set(CURLOPT_USERNAME, account.user)
                transfer.set(CURLOPT_PASSWORD, account.password.value)
            }
            transfer.set(CURLOPT_MAIL_FROM, "<\(settings.from)>")
            transfer.set(CURLOPT_MAIL_RCPT, ["<\(message.to)>"])
            transfer.upload(mail.bytes)
            return Self.result(of: transfer.perform(), receipt: mail.messageID)
        }
    }

    /// The server's last code decides; where it gave none that refuses, the message may be tried again.
    static func result(of answer: Transfer.Answer, receipt: String) -> DeliveryResult {
        if answer.isComplete { return .sent(receipt: receipt) }
        switch answer.code {
        case 500...599:
            return .permanent(
                problem: "The mail server refused the message (\(answer.code)): \(answer.fault).")
        case 400...499:
            return .temporary(
                problem: "The mail server took no message now (\(answer.code)): \(answer.fault).",
                retryAfter: nil)
        default:
            return .temporary(problem: "The mail server was not reached: \(answer.fault).", retryAfter: nil)
        }
    }
}
