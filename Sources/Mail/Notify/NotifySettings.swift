// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How messages leave by GOV.UK Notify.
public struct NotifySettings: Hashable, Sendable {
    /// Where Notify is, without a path.
    public let baseAddress: String
    /// The service, as the key names it.
    public let serviceID: String
    /// What signs the tokens.
    let key: Secret
    /// The template, which has the fields `subject` and `body` and nothing else.
    public let templateID: String
    /// After how many seconds a conversation is given up.
    public let timeout: Int
    /// A file of certificates that are trusted instead of the machine's own; `nil` for these.
    public let certificates: String?

    /// Notify itself.
    public static let governmentAddress = "https://api.notifications.service.gov.uk"

    /// Settings that were looked over, or what must be changed in them.
    ///
    /// The key is as Notify shows it: a name, the id of the service and the secret, with `-` between.
    public init(
        apiKey: Secret, templateID: String, baseAddress: String = governmentAddress, timeout: Int = 30,
        certificates: String? = nil
    ) throws(MailSettingsProblem) {
        let words = apiKey.value.filter { !$0.isWhitespace }
        let secret = String(words.suffix(36))
        let rest = words.dropLast(36)
        let service = String(rest.dropLast().suffix(36))
        guard rest.last == "-", UUID(uuidString: secret) != nil, UUID(uuidString: service) != nil else {
            throw MailSettingsProblem(
                "Enter the key as GOV.UK Notify shows it: a name, the service and the secret.")
        }
        guard UUID(uuidString: templateID) != nil else {
            throw MailSettingsProblem("Enter the id of the template as GOV.UK Notify shows it.")
        }
        guard let parts = URLComponents(string: baseAddress), let host = parts.host, !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            parts.path.isEmpty,
            parts.scheme == "https" || parts.scheme == "http" && ThisMachine.has(host)
        else {
            throw MailSettingsProblem(
                "Enter the address of GOV.UK Notify: https:// and a name, without a path.")
        }
        self.baseAddress = baseAddress
        self.templateID = templateID
        self.timeout = min(max(timeout, 1), 300)
        self.certificates = certificates
        serviceID = service
        key = Secret(secret)
    }
}
