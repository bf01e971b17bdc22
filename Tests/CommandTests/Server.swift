// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Foundation
import Storage

/// A running `dueregard serve` or `demo`, spoken to over its socket.
final class Server: @unchecked Sendable {
    private let process: Process
    private let output: String
    private let talkPath: String
    private(set) var port: UInt16 = 0
    /// Begun when the process ends.
    private let end = DispatchSemaphore(value: 0)

    /// Starts the program and waits until it has said where it listens.
    init(_ arguments: [String], in folder: Folder, environment: [String: String] = [:]) async throws {
        (process, output, talkPath) = try Program.prepare(
            arguments, in: folder, executable: Program.path, environment)
        let end = end
        process.terminationHandler = { _ in end.signal() }
        try process.run()
        for _ in 0..<1_200 {
            let said = String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
            if let mark = said.range(of: "http://127.0.0.1:") {
                let digits = said[mark.upperBound...].prefix { $0.isNumber }
                if let number = UInt16(digits), said[mark.upperBound...].dropFirst(digits.count).first == "/"
                {
                    port = number
                    return
                }
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(50))
        }
        process.terminate()
        throw NotReady(text: "the server did not start: \(talk)")
    }

    /// Serves the data folder of a test on a free port.
    static func serve(_ folder: Folder, _ more: String...) async throws -> Server {
        try await Server(["serve", "--data", folder.file("data"), "--port", "0"] + more, in: folder)
    }

    var talk: String {
        String(decoding: FileManager.default.contents(atPath: talkPath) ?? Data(), as: UTF8.self)
    }
    var said: String {
        String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self)
    }
    var identifier: Int32 { process.processIdentifier }

    /// Sends a signal and waits for the end; gives the exit code.
    @discardableResult
    func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
        kill(process.processIdentifier, signal)
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [self] in
                if end.wait(timeout: .now() + 60) == .timedOut { kill(process.processIdentifier, SIGKILL) }
                process.waitUntilExit()
                continuation.resume(returning: Program.code(of: process))
            }
        }
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    func get(_ path: String, cookie: String = "") async throws -> Answer {
        try await ask(
            "GET \(path) HTTP/1.1\r\nhost: localhost\r\n\(cookie.isEmpty ? "" : "cookie: \(cookie)\r\n")", [])
    }

    func post(_ path: String, _ fields: [(String, String)], cookie: String) async throws -> Answer {
        let form = fields.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&")
        let head = """
            POST \(path) HTTP/1.1\r\nhost: localhost\r\ncookie: \(cookie)\r
            content-type: application/x-www-form-urlencoded\r\ncontent-length: \(form.utf8.count)\r

            """
        return try await ask(head, Array(form.utf8))
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
    }

    /// Sends a request as it stands and reads until the other side closes.
    func ask(_ head: String, _ body: [UInt8]) async throws -> Answer {
        let port = port
        let bytes: [UInt8] = try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        try Wire.exchange(port, Array((head + "connection: close\r\n\r\n").utf8) + body)
                    })
            }
        }
        return try Answer(bytes, isHead: head.hasPrefix("HEAD"))
    }
}

/// An HTTP answer.
struct Answer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]
    var text: String { String(decoding: body, as: UTF8.self) }

    init(_ bytes: [UInt8], isHead: Bool = false) throws {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.hasPrefix("HTTP/1."), let status = Int(text.dropFirst(9).prefix(3)),
            let gap = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        else { throw NotReady(text: "no whole answer: \(text.prefix(80))") }
        self.status = status
        body = Array(bytes[gap.upperBound...])
        var headers: [String: String] = [:]
        for line in String(decoding: bytes[..<gap.lowerBound], as: UTF8.self).split(separator: "\r\n")
            .dropFirst()
        {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 {
                headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
            }
        }
        self.headers = headers
        if let length = headers["content-length"].flatMap({ Int($0) }), body.count < length, !isHead {
            throw NotReady(text: "an answer of \(length) bytes was cut after \(body.count)")
        }
    }
}

/// One exchange over a plain socket.
enum Wire {
    static func exchange(_ port: UInt16, _ bytes: [UInt8]) throws -> [UInt8] {
        let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard handle >= 0 else { throw NotReady(text: "no socket") }
        defer { close(handle) }
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(handle, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw NotReady(text: "no connection") }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(handle, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw NotReady(text: "the connection broke while sending") }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(handle, &buffer, buffer.count, 0)
            guard count >= 0 else { throw NotReady(text: "the connection broke while reading") }
            if count == 0 { return answer }
            answer += buffer[..<count]
        }
    }
}

/// An officer with a session, made in the database itself so that no password has to be worked out.
struct Officer: Sendable {
    let cookie: String
    let formToken: String

    static func signIn(to database: any Database, slug: String = "eastmarsh") async throws -> Officer {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let change = Change(by: .commandLine, at: now)
        let people = PeopleStore(database: database)
        let name = "lead-" + Identifier.next()
        try await people.add(
            signInName: name, post: "Equality lead", passwordHash: "-",
            grants: [Grant(.equalityLead, within: .body)], change)
        guard let person = try await people.people().first(where: { $0.signInName == name }) else {
            throw NotReady(text: "the officer was not added")
        }
        let sessions = SessionStore(database: database)
        let token = try await sessions.begin(person, from: "127.0.0.1", change)
        let formToken = try await sessions.current(token, at: now)?.formToken ?? ""
        return Officer(cookie: "dueregard-\(slug)=\(token)", formToken: formToken)
    }

    /// Adds an action over the wire; true where the server acknowledged it.
    func add(_ title: String, to server: Server, slug: String = "eastmarsh") async throws -> Answer {
        try await server.post(
            "/\(slug)/office/actions/new",
            [
                ("csrf", formToken), ("idempotency-key", Identifier.next()), ("title", title),
                ("lead", "Lead"),
                ("target", "Ongoing"), ("status", ""),
            ], cookie: cookie)
    }
}
