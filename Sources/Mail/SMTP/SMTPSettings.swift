// SPDX-License-Identifier: Apache-2.0

/// How messages leave by SMTP.
public struct SMTPSettings: Hashable, Sendable {
    /// How the conversation is kept private.
    public enum Security: String, CaseIterable, Hashable, Sendable {
        /// Not at all; only a server on this machine may be spoken to with a password.
        case none
        /// By STARTTLS; a server that does not offer it gets nothing.
        case startTLS
        /// From the first byte.
        case tls
    }

    /// Who signs in.
    public struct Account: Hashable, Sendable {
        /// The name.
        public let user: String
        /// The password, from a file and never from the settings themselves.
        public let password: Secret

        /// An account at the mail server.
        public init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    /// The machine that takes messages, and its port.
    public let host: String, port: Int
    /// How the conversation is kept private.
    public let security: Security
    /// Who signs in; `nil` where the server asks for nobody.
    public let account: Account?
    /// The address that messages come from, and the name beside it.
    public let from: String, fromName: String
    /// After how many seconds a conversation is given up.
    public let timeout: Int
    /// A file of certificates that are trusted instead of the machine's own; `nil` for these.
    public let certificates: String?

    /// Settings that were looked over, or what must be changed in them.
    public init(
        host: String, port: Int, security: Security, account: Account? = nil, from: String,
        fromName: String = "", timeout: Int = 30, certificates: String? = nil
    ) throws(MailSettingsProblem) {
        guard !host.isEmpty, host.utf8.allSatisfy({ Self.hostLetters.contains($0) }) else {
            throw MailSettingsProblem("Enter the name of the mail server, like mail.example.com.")
        }
        guard (1...65_535).contains(port) else {
            throw MailSettingsProblem("Enter the port of the mail server, a number from 1 to 65535.")
        }
        guard MailAddress.isUsable(from) else {
            throw MailSettingsProblem("Enter the address that messages come from, like name@example.com.")
        }
        guard OneLine.holds(fromName) else {
            throw MailSettingsProblem("Enter the name that messages come from in one line.")
        }
        if let account {
            guard security != .none || ThisMachine.has(host) else {
                throw MailSettingsProblem("Select STARTTLS or TLS: a password must not travel in the clear.")
            }
            guard OneLine.holds(account.user), OneLine.holds(account.password.value) else {
                throw MailSettingsProblem("Enter the user name and the password each in one line.")
            }
        }
        self.host = host
        self.port = port
        self.security = security
        self.account = account
        self.from = from
        self.fromName = fromName
        self.timeout = min(max(timeout, 1), 300)
        self.certificates = certificates
    }

    private static let hostLetters = Set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]".utf8)

    var address: String { "\(security == .tls ? "smtps" : "smtp")://\(host):\(port)" }
}
