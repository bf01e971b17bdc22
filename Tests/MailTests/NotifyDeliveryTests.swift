// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

@testable import Mail

private struct Taken: Decodable {
    struct Fields: Decodable { let subject: String, body: String }
    let id: String, email_address: String, template_id: String, reference: String, personalisation: Fields
}

private let service = "11111111-2222-4333-8444-555555555555"
private let secret = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
private let template = "99999999-8888-4777-8666-555555555555"
private let moment = 1_773_999_000

private func notifyServer(_ more: [String] = []) throws -> LocalServer {
    try LocalServer("notify_server.py", ["--service", service, "--key", secret, "--now", "\(moment)"] + more)
}

private func delivery(
    _ port: Int, service: String = service, secret: String = secret, timeout: Int = 10, now: Int = moment
) throws -> NotifyDelivery {
    let settings = try NotifySettings(
        apiKey: Secret("eastmarsh-live-\(service)-\(secret)"), templateID: template,
        baseAddress: "http://127.0.0.1:\(port)", timeout: timeout)
    return NotifyDelivery(settings) { now }
}

private func message(to: String, reference: String = "due.7.2026-03-31/ä&=#") -> OutgoingMessage {
    OutgoingMessage(
        reference: reference, to: to, subject: "Zażółć \"ramps\" 🧑‍🦽", text: "Line\nLine \\ two",
        greetingName: "Ada")
}

@Suite struct `Delivery by GOV.UK Notify` {
    @Test func `arrives as it was written, under a token that the other side can check`() async throws {
        let server = try notifyServer()
        let result = try await delivery(server.port).deliver(message(to: "ada@eastmarsh.example"))
        let found = try #require(try server.taken(Taken.self).first)
        #expect(result == .sent(receipt: found.id))
        #expect(found.email_address == "ada@eastmarsh.example" && found.template_id == template)
        #expect(found.reference == "due.7.2026-03-31/ä&=#")
        #expect(found.personalisation.subject == "Zażółć \"ramps\" 🧑‍🦽")
        #expect(found.personalisation.body == "Hello Ada,\n\nLine\nLine \\ two")
    }

    @Test func `a wrong secret, service or clock is refused for good and shows nothing of the key`()
        async throws
    {
        let server = try notifyServer()
        let other = "aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff"
        let wrong = [
            try delivery(server.port, secret: other), try delivery(server.port, service: template),
            try delivery(server.port, now: moment + 31),
        ]
        for delivery in wrong {
            let result = await delivery.deliver(message(to: "ada@eastmarsh.example"))
            #expect(result == .permanent(problem: "GOV.UK Notify refused the message (403, AuthError)."))
            var dumped = ""
            dump(delivery, to: &dumped)
            #expect(!dumped.contains(secret) && !dumped.contains(other) && !"\(delivery)".contains("bbbb"))
        }
        #expect(try server.taken(Taken.self).isEmpty)
        guard case .sent = try await delivery(server.port).deliver(message(to: "ada@eastmarsh.example"))
        else {
            Issue.record("The right key was refused.")
            return
        }
    }

    @Test func `the same reference is sent once, even where the first answer was lost`() async throws {
        let server = try notifyServer()
        let delivery = try delivery(server.port)
        guard case .temporary = await delivery.deliver(message(to: "lost@eastmarsh.example")) else {
            Issue.record("An answer that never came was taken for one.")
            return
        }
        let again = await delivery.deliver(message(to: "lost@eastmarsh.example"))
        #expect(again == .sent(receipt: try #require(try server.taken(Taken.self).first).id))
        #expect(server.requests.map { $0.prefix(4) } == ["GET ", "POST", "GET "])
        _ = await delivery.deliver(message(to: "ada@eastmarsh.example", reference: "due.8"))
        #expect(try server.taken(Taken.self).map(\.reference) == ["due.7.2026-03-31/ä&=#", "due.8"])
    }

    @Test func `what Notify could not deliver is sent again only where the address exists`() async throws {
        let server = try notifyServer([
            "--known", "gone=permanent-failure,full=temporary-failure,fault=technical-failure,way=sending",
        ])
        let delivery = try delivery(server.port)
        for reference in ["gone", "full", "fault", "way"] {
            _ = await delivery.deliver(message(to: "ada@eastmarsh.example", reference: reference))
        }
        #expect(try server.taken(Taken.self).map(\.reference) == ["full", "fault"])
        let gone = await delivery.deliver(message(to: "ada@eastmarsh.example", reference: "gone"))
        #expect(gone == .permanent(problem: "GOV.UK Notify could not deliver: there is no such address."))
    }

    @Test func `when Notify is busy it says how long to wait, and takes the message afterwards`() async throws
    {
        let server = try notifyServer()
        let delivery = try delivery(server.port)
        let busy = await delivery.deliver(message(to: "busy@eastmarsh.example"))
        #expect(
            busy
                == .temporary(
                    problem: "GOV.UK Notify took no message now (429, RateLimitError).", retryAfter: 17))
        let down = await delivery.deliver(message(to: "down@eastmarsh.example", reference: "due.8"))
        #expect(
            down
                == .temporary(problem: "GOV.UK Notify took no message now (500, Exception).", retryAfter: nil)
        )
        for (to, reference) in [("busy@eastmarsh.example", "due.7"), ("down@eastmarsh.example", "due.8")] {
            _ = await delivery.deliver(message(to: to, reference: reference))
        }
        #expect(try server.taken(Taken.self).map(\.reference) == ["due.7", "due.8"])
    }

    @Test func `a message that Notify finds wrong is not tried again, and the address is not repeated`()
        async throws
    {
        let server = try notifyServer()
        let delivery = try delivery(server.port)
        let result = await delivery.deliver(message(to: "wrong@eastmarsh.example"))
        #expect(result == .permanent(problem: "GOV.UK Notify refused the message (400, ValidationError)."))
        _ = await delivery.deliver(message(to: "ada@eastmarsh.example"))
        #expect(try server.taken(Taken.self).count == 1)
    }

    @Test func `a slow or absent Notify is given up for now`() async throws {
        let server = try notifyServer()
        let slow = try await delivery(server.port, timeout: 1).deliver(message(to: "slow@eastmarsh.example"))
        #expect(
            slow
                == .temporary(problem: "GOV.UK Notify was not reached: Timeout was reached.", retryAfter: nil)
        )
        guard case .temporary = try await delivery(1).deliver(message(to: "ada@eastmarsh.example")) else {
            Issue.record("Nobody listens there.")
            return
        }
        guard
            case .sent = try await delivery(server.port).deliver(
                message(to: "ada@eastmarsh.example", reference: "2"))
        else {
            Issue.record("The server takes messages.")
            return
        }
    }

    @Test func `a message with a broken field is not even asked about`() async throws {
        let server = try notifyServer()
        let delivery = try delivery(server.port)
        for to in [
            "ada@a.example\r\nX: y", "ada@a.example,eve@evil.example", "no address", "é@a.example", "a@b@c",
            "",
        ] {
            guard case .permanent = await delivery.deliver(message(to: to)) else {
                Issue.record("\(to) was taken")
                continue
            }
        }
        #expect(server.requests.isEmpty)
        _ = await delivery.deliver(message(to: "ada.o'neil+duty@a-b.example"))
        #expect(server.requests.count == 2)
    }
}
