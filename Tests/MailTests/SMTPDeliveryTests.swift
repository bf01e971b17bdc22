// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Mail

/// A message as the mail server's own reader understood it.
private struct Taken: Decodable {
    let sender: String, receivers: [String], user: String, safe: Bool, subject: String, to: String,
        from: String
    let date: String, id: String, headers: [String], body: String, longest: Int, plain: Bool,
        defects: [String]
}

private func message(to: String, reference: String = "due.7.2026-03-31") -> OutgoingMessage {
    OutgoingMessage(
        reference: reference, to: to, subject: "An action is due", text: "The ramps are due.",
        greetingName: "Ada")
}

private func delivery(
    _ port: Int, _ security: SMTPSettings.Security = .none, account: SMTPSettings.Account? = nil,
    timeout: Int = 10, certificates: String? = nil
) throws -> SMTPDelivery {
    let settings = try SMTPSettings(
        host: "127.0.0.1", port: port, security: security, account: account, from: "duty@eastmarsh.example",
        fromName: "Eastmarsh, équalité", timeout: timeout, certificates: certificates)
    return SMTPDelivery(settings) { 1_773_999_000 }
}

private extension DeliveryResult {
    var isSent: Bool { if case .sent = self { true } else { false } }
    var isTemporary: Bool { if case .temporary = self { true } else { false } }
    var isPermanent: Bool { if case .permanent = self { true } else { false } }
}

@Suite struct `Delivery by SMTP` {
    @Test func `arrives as it was written, in any script`() async throws {
        let server = try LocalServer("smtp_server.py")
        let text =
            "Zażółć – “ramps” 🧑‍🦽 = 50%\n.\n..dots\nFrom here \n\t" + String(repeating: "é long ", count: 60)
        let subject = "Réunion: " + String(repeating: "ĳsselmeer 🧑‍🦽 ", count: 12) + "?="
        let sent = try await delivery(server.port).deliver(
            OutgoingMessage(
                reference: "meeting.3", to: "ada@eastmarsh.example", subject: subject, text: text,
                greetingName: "Zoë"))
        let found = try #require(try server.taken(Taken.self).first)
        #expect(sent == .sent(receipt: found.id))
        #expect(found.subject == subject)
        #expect(found.body == "Hello Zoë,\n\n\(text)\n")
        #expect(found.sender == "duty@eastmarsh.example" && found.receivers == ["ada@eastmarsh.example"])
        #expect(
            found.from == "\"Eastmarsh, équalité\" <duty@eastmarsh.example>"
                && found.to == "ada@eastmarsh.example")
        #expect(found.date == "Fri, 20 Mar 2026 09:30:00 +0000")
        #expect(found.longest <= 78 && found.plain && found.defects.isEmpty)
        #expect(Set(found.headers).count == found.headers.count && found.headers.count == 9)
    }

    @Test(arguments: ["refused@eastmarsh.example", "broken@eastmarsh.example"])
    func `a refused message is not tried again, another is taken`(to: String) async throws {
        let server = try LocalServer("smtp_server.py")
        let delivery = try delivery(server.port)
        let refused = await delivery.deliver(message(to: to))
        #expect(refused.isPermanent && "\(refused)".contains("55"), "\(refused)")
        #expect(!"\(refused)".contains("eastmarsh"))
        #expect(await delivery.deliver(message(to: "ada@eastmarsh.example")).isSent)
        #expect(try server.taken(Taken.self).map(\.receivers) == [["ada@eastmarsh.example"]])
    }

    @Test func `what is put off is taken later, under the same Message-ID`() async throws {
        let server = try LocalServer("smtp_server.py")
        let delivery = try delivery(server.port)
        let first = await delivery.deliver(message(to: "later@eastmarsh.example"))
        #expect(first.isTemporary && "\(first)".contains("451"), "\(first)")
        #expect(await delivery.deliver(message(to: "later@eastmarsh.example")).isSent)
        #expect(await delivery.deliver(message(to: "ada@eastmarsh.example")).isSent)
        #expect(await delivery.deliver(message(to: "ada@eastmarsh.example", reference: "due.8")).isSent)
        let ids = try server.taken(Taken.self).map(\.id)
        #expect(ids.count == 3 && ids[0] == ids[1] && ids[1] != ids[2])
    }

    @Test func `where nobody listens the message may be tried again`() async throws {
        var port = 0
        do {
            let server = try LocalServer("smtp_server.py")
            port = server.port
            #expect(try await delivery(port).deliver(message(to: "ada@eastmarsh.example")).isSent)
        }
        #expect(try await delivery(port).deliver(message(to: "ada@eastmarsh.example")).isTemporary)
    }

    @Test func `a slow server is given up after the time set, and waited for within it`() async throws {
        let server = try LocalServer("smtp_server.py")
        let result = try await delivery(server.port, timeout: 1).deliver(
            message(to: "slow@eastmarsh.example"))
        // The server answers after three seconds: it was not waited for.
        let given = "The mail server was not reached: Timeout was reached."
        #expect(result == .temporary(problem: given, retryAfter: nil))
        #expect(
            try await delivery(server.port, timeout: 60).deliver(message(to: "slow@eastmarsh.example")).isSent
        )
    }

    @Test func `signs in, and a wrong password shows nothing of itself`() async throws {
        let server = try LocalServer("smtp_server.py", ["--account", "duty:open sesame é"])
        let right = SMTPSettings.Account(user: "duty", password: Secret("open sesame é"))
        #expect(
            try await delivery(server.port, account: right).deliver(message(to: "ada@eastmarsh.example"))
                .isSent)
        let wrong = SMTPSettings.Account(user: "duty", password: Secret("sesame-closed"))
        let result = try await delivery(server.port, account: wrong).deliver(
            message(to: "ada@eastmarsh.example"))
        #expect(result.isPermanent && "\(result)".contains("535"), "\(result)")
        var dumped = ""
        dump(wrong, to: &dumped)
        #expect(!"\(result) \(wrong) \(dumped)".contains("sesame"))
        #expect(try server.taken(Taken.self).map(\.user) == ["duty"])
    }

    @Test func `says nothing in the clear to a server that offers no TLS`() async throws {
        let pem = try LocalServer.certificate(in: try LocalServer.newFolder())
        defer {
            try? FileManager.default.removeItem(at: URL(fileURLWithPath: pem).deletingLastPathComponent())
        }
        let account = SMTPSettings.Account(user: "duty", password: Secret("x"))
        let bare = try LocalServer("smtp_server.py", ["--account", "duty:x"])
        let refused = try await delivery(bare.port, .startTLS, account: account, certificates: pem)
            .deliver(message(to: "ada@eastmarsh.example"))
        #expect(try refused.isTemporary && bare.taken(Taken.self).isEmpty, "\(refused)")
        for (mode, security) in [("start", SMTPSettings.Security.startTLS), ("implicit", .tls)] {
            let safe = try LocalServer(
                "smtp_server.py", ["--tls", mode, "--pem", pem, "--account", "duty:x"])
            let stranger = try await delivery(safe.port, security, account: account)
                .deliver(message(to: "ada@eastmarsh.example"))
            #expect(try stranger.isTemporary && safe.taken(Taken.self).isEmpty, "\(stranger)")
            let sent = try await delivery(safe.port, security, account: account, certificates: pem)
                .deliver(message(to: "ada@eastmarsh.example"))
            #expect(sent.isSent, "\(sent)")
            #expect(try safe.taken(Taken.self).map(\.safe) == [true])
        }
    }

    @Test(arguments: ["\r\nBcc: eve@evil.example", "\nX: y", "\r", "\u{0}", "\u{85}", "\u{2028}"])
    func `no field can add a header`(end: String) async throws {
        let server = try LocalServer("smtp_server.py")
        let delivery = try delivery(server.port)
        for field in 0..<5 {
            let words = (0..<4).map { $0 == field ? end : "" }
            let built = OutgoingMessage(
                reference: "r" + words[0], to: "ada@eastmarsh.example" + words[1], subject: "s" + words[2],
                text: "t\r\nBcc: eve@evil.example", greetingName: "Ada" + words[3])
            let result = await delivery.deliver(built)
            // The last has no such field, and shows that the others were refused for it alone.
            #expect(field < 4 ? result.isPermanent : result.isSent, "field \(field): \(result)")
        }
        let taken = try server.taken(Taken.self)
        #expect(taken.map(\.receivers) == [["ada@eastmarsh.example"]] && taken.first?.headers.count == 9)
    }
}
