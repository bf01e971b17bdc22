// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// Says how far long work has come: on a terminal in one line that is rewritten, elsewhere every ten seconds.
final class Progress: Sendable {
    private struct State {
        var begun = Date()
        var said = Date()
        var hasSpoken = false
    }
    private let what: String
    private let isTerminal: Bool
    private let state = Mutex(State())

    init(_ what: String) {
        self.what = what
        let environment = ProcessInfo.processInfo.environment
        isTerminal = isatty(2) == 1 && environment["TERM"] != "dumb" && environment["NO_COLOR"] == nil
    }

    /// Notes that so many rows are done; speaks after two seconds.
    func count(_ rows: Int) {
        guard rows % 1_000 == 0 else { return }
        let now = Date()
        let speaks = state.withLock { state in
            let pause: TimeInterval = isTerminal ? 0.2 : 10
            guard now.timeIntervalSince(state.begun) > 2, now.timeIntervalSince(state.said) > pause else {
                return false
            }
            state.said = now
            state.hasSpoken = true
            return true
        }
        guard speaks else { return }
        let text = isTerminal ? "\r\(what): \(rows) rows" : "\(what): \(rows) rows\n"
        Talk.rewrite(text)
    }

    func end() {
        if isTerminal, state.withLock({ $0.hasSpoken }) { Talk.rewrite("\n") }
    }

    /// Runs work that cannot count, saying after two seconds that it goes on.
    static func during<Answer: Sendable>(_ what: String, _ work: @escaping @Sendable () throws -> Answer)
        async throws -> Answer
    {
        let notice = Task {
            try await Task.sleep(for: .seconds(2))
            Talk.say("\(what) …")
        }
        defer { notice.cancel() }
        return try await Task.detached { try work() }.value
    }
}
