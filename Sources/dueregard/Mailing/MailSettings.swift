// SPDX-License-Identifier: Apache-2.0
import Foundation
import Mail

/// How reminders leave, as the settings say: not at all until somebody sets `mail.kind`.
enum MailSettings {
    /// The settings of mail, each with its default and meaning. Secrets are named by the file that holds them.
    static let known: [(name: String, standard: String, meaning: String)] = [
        ("mail.kind", "off", "how reminders leave: off, smtp or notify"),
        ("mail.host", "", "mail server for smtp"),
        ("mail.port", "587", "its port"),
        ("mail.security", "starttls", "starttls, tls, or none for a server on this machine"),
        ("mail.user", "", "who signs in at the mail server; empty for nobody"),
        ("mail.password-file", "", "file that holds the password of the mail server"),
        ("mail.from", "", "address that reminders come from"),
        ("mail.from-name", "", "name beside that address"),
        ("mail.certificates", "", "file of certificates trusted in place of the machine's own"),
        ("mail.notify-key-file", "", "file that holds the key of GOV.UK Notify"),
        ("mail.notify-template", "", "id of the template of GOV.UK Notify, with the fields subject and body"),
        ("mail.notify-address", NotifySettings.governmentAddress, "where GOV.UK Notify is"),
    ]

    /// The way in which reminders leave; `nil` where sending is off. Throws what to change in the settings.
    static func delivery(_ settings: ProgramSettings) throws -> (any MessageDelivery)? {
        let now: @Sendable () -> Int = { Int(Clock.now.milliseconds / 1000) }
        do {
            switch settings["mail.kind"] {
            case "off", "": return nil
            case "smtp": return SMTPDelivery(try smtp(settings), now: now)
            case "notify": return NotifyDelivery(try notify(settings), now: now)
            default:
                throw Stop.usage("mail.kind must be off, smtp or notify, not “\(settings["mail.kind"])”")
            }
        } catch let problem as MailSettingsProblem {
            throw Stop.failed("Mail cannot be sent with these settings. \(problem.message)")
        }
    }

    private static func smtp(_ settings: ProgramSettings) throws -> SMTPSettings {
        let security: SMTPSettings.Security
        switch settings["mail.security"].lowercased() {
        case "starttls": security = .startTLS
        case "tls": security = .tls
        case "none": security = .none
        default:
            throw Stop.usage(
                "mail.security must be starttls, tls or none, not “\(settings["mail.security"])”")
        }
        let user = settings["mail.user"]
        let account =
            user.isEmpty
            ? nil
            : SMTPSettings.Account(user: user, password: try secret("mail.password-file", settings))
        let certificates = settings["mail.certificates"]
        return try SMTPSettings(
            host: settings["mail.host"], port: Int(settings["mail.port"]) ?? 0, security: security,
            account: account, from: settings["mail.from"], fromName: settings["mail.from-name"],
            certificates: certificates.isEmpty ? nil : certificates)
    }

    private static func notify(_ settings: ProgramSettings) throws -> NotifySettings {
        let certificates = settings["mail.certificates"]
        return try NotifySettings(
            apiKey: try secret("mail.notify-key-file", settings),
            templateID: settings["mail.notify-template"],
            baseAddress: settings["mail.notify-address"],
            certificates: certificates.isEmpty ? nil : certificates)
    }

    /// What a file of a secret holds, without the line break at its end.
    private static func secret(_ name: String, _ settings: ProgramSettings) throws -> Secret {
        let path = settings[name]
        guard !path.isEmpty else { throw Stop.failed("Give \(name): secrets are read from files only") }
        guard let data = FileManager.default.contents(atPath: path), data.count < 10_000 else {
            throw Stop.failed("Cannot read the file that \(name) names: \(path)")
        }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
        guard !text.isEmpty else { throw Stop.failed("The file that \(name) names is empty: \(path)") }
        return Secret(text)
    }
}
