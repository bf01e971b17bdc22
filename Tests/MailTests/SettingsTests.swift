// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Mail

@Suite struct `Settings for mail` {
    private static let ids = ("11111111-2222-4333-8444-555555555555", "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee")

    @Test func `a password travels in the clear on this machine only`() throws {
        let account = SMTPSettings.Account(user: "duty", password: Secret("x"))
        #expect(throws: MailSettingsProblem.self) {
            try SMTPSettings(
                host: "mail.example", port: 25, security: .none, account: account, from: "duty@a.example")
        }
        for (host, security) in [("127.0.0.1", SMTPSettings.Security.none), ("mail.example", .startTLS)] {
            _ = try SMTPSettings(
                host: host, port: 25, security: security, account: account, from: "duty@a.example")
        }
        _ = try SMTPSettings(host: "mail.example", port: 25, security: .none, from: "duty@a.example")
    }

    @Test(arguments: ["", "mail.example/x", "mail example", "u:p@mail.example", "mail.example?x"])
    func `the mail server is a name and nothing more`(host: String) throws {
        #expect(throws: MailSettingsProblem.self) {
            try SMTPSettings(host: host, port: 25, security: .tls, from: "duty@a.example")
        }
        _ = try SMTPSettings(host: "mail.example", port: 25, security: .tls, from: "duty@a.example")
    }

    @Test(arguments: [
        "http://notify.example", "https://u:p@notify.example", "http://127.0.0.1@evil.example", "https://",
        "https://notify.example/v2", "ftp://notify.example", "https://notify.example?x",
    ])
    func `Notify is reached by https and a name alone`(address: String) throws {
        let key = Secret("live-\(Self.ids.0)-\(Self.ids.1)")
        #expect(throws: MailSettingsProblem.self) {
            try NotifySettings(apiKey: key, templateID: Self.ids.0, baseAddress: address)
        }
        #expect(try NotifySettings(apiKey: key, templateID: Self.ids.0).serviceID == Self.ids.0)
    }

    @Test(arguments: ["", "live", "\(ids.0)", "live-\(ids.0)_\(ids.1)", "live-\(ids.0)-\(ids.1)x"])
    func `a key that Notify did not make is not taken, and not repeated`(key: String) {
        #expect {
            try NotifySettings(apiKey: Secret(key), templateID: Self.ids.0)
        } throws: {
            !"\($0)".contains("bbbb")
        }
    }

    @Test(arguments: [
        (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (951_782_399, "Mon, 28 Feb 2000 23:59:59 +0000"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"), (951_868_800, "Wed, 1 Mar 2000 00:00:00 +0000"),
        (1_798_761_599, "Thu, 31 Dec 2026 23:59:59 +0000"),
    ])
    func `dates are as mail writes them`(seconds: Int, text: String) {
        #expect(MailDate.text(seconds) == text)
    }
}
