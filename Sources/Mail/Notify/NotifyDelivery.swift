// SPDX-License-Identifier: Apache-2.0
import CCurl
import Foundation

/// Delivers messages by GOV.UK Notify, each reference once.
public struct NotifyDelivery: MessageDelivery {
    private let settings: NotifySettings
    private let now: @Sendable () -> Int
    private let queue = TransferQueue()

    /// Delivery by Notify; `now` gives the seconds since 1 January 1970, which Notify compares with its clock.
    public init(_ settings: NotifySettings, now: @escaping @Sendable () -> Int) {
        self.settings = settings
        self.now = now
    }

    /// Tries once to deliver a message, unless Notify has one of the same reference already.
    ///
    /// Notify is asked every time: a caller that fell over between the answer and its record of it does not
    /// know that this is a second try.
    public func deliver(_ message: OutgoingMessage) async -> DeliveryResult {
        if let refusal = message.refusal { return .permanent(problem: refusal) }
        guard let request = try? JSONEncoder().encode(NotifyRequest(message, template: settings.templateID))
        else {
            return .permanent(problem: "The message cannot be written as GOV.UK Notify takes it.")
        }
        let settings = settings
        let now = now
        return await queue.run {
            let find = Self.transfer(
                settings, "/v2/notifications?reference=\(Self.escaped(message.reference))", at: now())
            if let known = Self.earlier(find.perform()) { return known }
            let post = Self.transfer(settings, "/v2/notifications/email", at: now())
            post.post(Array(request))
            return Self.result(of: post.perform())
        }
    }

    private static func transfer(_ settings: NotifySettings, _ path: String, at seconds: Int) -> Transfer {
        let transfer = Transfer(
            to: settings.baseAddress + path,
            protocols: settings.baseAddress.hasPrefix("https:") ? "https" : "http",
            seconds: settings.timeout, certificates: settings.certificates)
        let token = NotifyToken.text(service: settings.serviceID, key: settings.key, at: seconds)
        transfer.set(
            CURLOPT_HTTPHEADER,
            [
                "Authorization: Bearer \(token)", "Content-Type: application/json",
                "Accept: application/json",
                "User-Agent: DueRegard", "Expect:",
            ])
        return transfer
    }

    /// What Notify knows of a reference; `nil` where it knows of nothing that was or may yet be delivered.
    static func earlier(_ answer: Transfer.Answer) -> DeliveryResult? {
        guard answer.isComplete, answer.code == 200 else { return refusal(of: answer) }
        guard let list = try? JSONDecoder().decode(NotifyAnswer.List.self, from: Data(answer.body)) else {
            return .temporary(
                problem: "GOV.UK Notify gave an answer that cannot be followed.", retryAfter: nil)
        }
        let failed = ["temporary-failure", "technical-failure", "permanent-failure"]
        if let live = list.notifications.first(where: { !failed.contains($0.status ?? "") }) {
            return .sent(receipt: live.id)
        }
        return list.notifications.contains { $0.status == "permanent-failure" }
            ? .permanent(problem: "GOV.UK Notify could not deliver: there is no such address.") : nil
    }

    static func result(of answer: Transfer.Answer) -> DeliveryResult {
        guard answer.isComplete, answer.code == 201 else { return refusal(of: answer) }
        // Taken all the same where the answer cannot be followed: never a reason to send it again.
        let taken = try? JSONDecoder().decode(NotifyAnswer.Notification.self, from: Data(answer.body))
        return .sent(receipt: taken?.id ?? "")
    }

    /// Every answer that is not the one hoped for: waiting mends no 4xx but 408 and 429.
    private static func refusal(of answer: Transfer.Answer) -> DeliveryResult {
        guard answer.isComplete else {
            return .temporary(problem: "GOV.UK Notify was not reached: \(answer.fault).", retryAfter: nil)
        }
        let said = "(\(answer.code), \(NotifyAnswer.errorName(answer.body)))"
        if (400...499).contains(answer.code), answer.code != 408, answer.code != 429 {
            return .permanent(problem: "GOV.UK Notify refused the message \(said).")
        }
        return .temporary(
            problem: "GOV.UK Notify took no message now \(said).", retryAfter: answer.retryAfter)
    }

    private static func escaped(_ reference: String) -> String {
        let plain = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return reference.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
