// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Mail
import OfficerSite
import Storage

/// Queues what is due and sends what waits, once a minute, while the service runs.
///
/// Several processes may do so at once: a message is taken by one of them, and its reference is delivered once.
struct ReminderRunner: Sendable {
    let delivery: any MessageDelivery
    /// The bodies served, each with its messages.
    let bodies: [(office: Office, outbox: OutboxStore)]
    let now: @Sendable () -> Instant
    let note: @Sendable (String) -> Void

    /// How many messages are taken from a body at a time.
    static let handful = 10

    /// Goes on until the task is cancelled; a fault of one body does not stop the others.
    func run(every seconds: Int = 60) async {
        while !Task.isCancelled {
            for body in bodies {
                do {
                    try await round(body.office, body.outbox)
                } catch is CancellationError {
                    return
                } catch {
                    note("\(now().iso) reminders of \(body.office.body.slug) wait: \(reason(error))")
                }
            }
            try? await Task.sleep(for: .seconds(seconds))
        }
    }

    /// Queues what is due, then sends everything whose time has come.
    func round(_ office: Office, _ outbox: OutboxStore) async throws {
        _ = try await office.queueReminders(at: now())
        while !Task.isCancelled {
            let messages = try await outbox.take(Self.handful, at: now())
            for message in messages { try await send(message, outbox) }
            if messages.count < Self.handful { return }
        }
    }

    private func send(_ message: OutboxMessage, _ outbox: OutboxStore) async throws {
        let result = await delivery.deliver(
            OutgoingMessage(
                reference: message.reference, to: message.address, subject: message.subject,
                text: message.words))
        let moment = now()
        switch result {
        case .sent(let receipt): try await outbox.settle(message.id, .sent, at: moment, receipt: receipt)
        case .permanent(let problem):
            try await outbox.settle(message.id, .failed, at: moment, problem: problem)
        case .temporary(let problem, let wait):
            // What was taken counts the tries before this one.
            switch RetrySchedule.next(afterFailures: message.attempts + 1, at: moment, askedWait: wait) {
            case .retry(let next):
                try await outbox.settle(message.id, .waiting, at: moment, nextAt: next, problem: problem)
            case .failed: try await outbox.settle(message.id, .failed, at: moment, problem: problem)
            }
        }
    }
}
