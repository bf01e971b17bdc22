// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Reports
import Storage
import WebServer

/// What was queued, sent and given up, and why; what was given up can be sent again.
struct RemindersPage {
    let office: Office

    @Sendable func show(_ visit: Visit) async throws -> WebResponse {
        let messages = try await office.outbox.messages()
        let posts = Dictionary(try await office.people.people().map { ($0.id, $0.post) }) { first, _ in first
        }
        let counts = try await office.outbox.counts()
        let rows: [[Table.Cell]] = messages.map { message in
            [
                .text(message.subject), .text(posts[message.personID] ?? "Somebody"),
                .html(
                    "<time datetime=\"\(message.madeAt.iso)\">\(LondonTime.written(message.madeAt))</time>"),
                .html(Self.tag(message.state).html), .text(Self.told(message)),
                .html(message.state == .failed ? again(message, visit) : HTML()),
            ]
        }
        let failed = counts[.failed] ?? 0
        let state: HTML =
            office.sendsMail
            ? HTML()
            : InsetText(
                "<p>Sending is off: nothing is queued or sent until whoever runs the service sets mail.kind.</p>"
            ).html
        return office.page(
            visit, "Reminders", in: .settings, trail: .back(visit.frame.link(Address.settings)),
            """
            \(office.planNavigation(visit, .none))\(PageHeading("Reminders"))
            \(state)
            <p role="status">\(counts[.waiting] ?? 0) waiting, \(counts[.sending] ?? 0) being sent, \(counts[.sent] ?? 0) sent, \(failed) given up.</p>
            <p>Each person sets the address, and whether reminders go there, on their account page.</p>
            \(Table("Messages, the newest first", columns: ["About", "To", "Queued", "State", "What happened", "Act"], rows: rows, empty: "No message was queued yet."))
            """)
    }

    @Sendable func sendAgain(_ visit: Visit) async throws -> WebResponse {
        let id = visit.parameter("id")
        guard try await office.outbox.messages(limit: 10_000).contains(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        _ = try await office.outbox.sendAgain(id, visit.change())
        return .redirect(visit.frame.link(Address.reminders) + "?done=queued")
    }

    private func again(_ message: OutboxMessage, _ visit: Visit) -> HTML {
        let button: HTML =
            "<button class=\"dr-button dr-button--secondary\" type=\"submit\">Send again<span class=\"dr-vh\">: \(message.subject)</span></button>"
        return office.form(
            visit, Address.reminders + "/\(FormFields.encoded(message.id))/again", key: Identifier.next(),
            button
        ).html
    }

    private static func tag(_ state: OutboxMessage.State) -> Tag {
        switch state {
        case .waiting: Tag(state.name, .neutral)
        case .sending: Tag(state.name, .active)
        case .sent: Tag(state.name, .good)
        case .failed: Tag(state.name, .problem)
        }
    }

    private static func told(_ message: OutboxMessage) -> String {
        let tries =
            message.attempts == 0 ? "" : message.attempts == 1 ? "1 try" : "\(message.attempts) tries"
        let next =
            message.state == .waiting && message.attempts > 0
            ? "next \(LondonTime.written(message.nextAt))" : ""
        return [tries, message.problem, next].filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

/// The address for reminders and whether they are wanted, as a form shows and reads them.
struct ContactForm {
    static func reading(_ fields: FormFields) -> (Contact?, [Problem]) {
        let address = fields.text("address")
        let wants = fields.text("wantsReminders") == "yes"
        var problems: [Problem] = []
        if address.isEmpty, wants {
            problems.append(Problem(at: "address", "Enter an e-mail address, or leave reminders out"))
        } else if !address.isEmpty, !isUsable(address) {
            problems.append(Problem(at: "address", "E-mail address must look like name@example.gov.uk"))
        }
        return problems.isEmpty
            ? (Contact(address: address, wantsReminders: wants), []) : (nil, problems)
    }

    /// One part on each side of one @, without anything that could end a line or name a second address.
    private static func isUsable(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, address.utf8.count <= 254, !parts[0].isEmpty, parts[1].contains(".") else {
            return false
        }
        let isPlain = address.unicodeScalars.allSatisfy {
            $0.isASCII && $0.value > 32 && $0.value < 127 && !"<>()[]\\,;:\"".unicodeScalars.contains($0)
        }
        return isPlain && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".") && !parts[1].contains("..")
    }

    static func inputs(_ stored: Contact, _ fields: FormFields, _ problems: [Problem]) -> HTML {
        let isSent = fields.has("address")
        let wants = isSent ? fields.text("wantsReminders") == "yes" : stored.wantsReminders
        return """
            \(TextInput("address", label: "E-mail address for reminders (optional)", hint: "Used for reminders of this service and for nothing else", value: isSent ? fields.text("address") : stored.address, kind: .email, width: .half, autocomplete: "email", problems))
            \(Checkboxes("wantsReminders", label: "Reminders", [Choice("yes", "Send me reminders of what is due or late", isChosen: wants)]))
            """
    }
}
