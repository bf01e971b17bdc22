// SPDX-License-Identifier: Apache-2.0
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import HTTPTypes

/// Serves a dispatcher over HTTP/1.1, with limits on time, size and number.
public struct HummingbirdServer: Sendable {
    /// Limits that keep slow or greedy clients from keeping others out.
    public struct Limits: Sendable {
        /// How long a connection may lie idle before it is closed, in seconds.
        public var idleSeconds: Int64 = 30
        /// How long the head of the first request may take to arrive, in seconds.
        public var headSeconds: Int64 = 10
        /// How long a body may take to arrive, in seconds.
        public var bodySeconds: Int64 = 60
        /// The most bytes of one header field, and of all of a request together.
        public var headBytes = 16 * 1024
        /// The most connections that are open at a time.
        public var connections = 1_000

        /// The limits used unless others are set.
        public init() {}
    }

    let dispatcher: Dispatcher
    let host: String
    let port: Int
    let limits: Limits
    let trustedProxy: String?
    let started: @Sendable (_ port: Int) async -> Void

    /// A server that does not listen yet; once it does, `started` is told the port.
    ///
    /// - Parameter trustedProxy: the address of a proxy whose word is taken for the address of the visitor.
    public init(
        dispatcher: Dispatcher, host: String, port: Int, limits: Limits = Limits(),
        trustedProxy: String? = nil,
        started: @escaping @Sendable (_ port: Int) async -> Void
    ) {
        self.dispatcher = dispatcher
        self.host = host
        self.port = port
        self.limits = limits
        self.trustedProxy = trustedProxy
        self.started = started
    }

    /// Runs until the process is asked to stop; requests under way are finished first.
    public func run() async throws {
        var logger = Logger(label: "dueregard.http")
        logger.logLevel = .error
        let limits = limits
        let channel = HTTP1Channel.Configuration(
            additionalChannelHandlers: [HeadDeadline(seconds: limits.headSeconds)],
            idleTimeout: .seconds(limits.idleSeconds),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headBytes, maxHeaderListSize: limits.headBytes,
                maxHeaderFieldCount: 100))
        let application = Application(
            responder: DispatcherResponder(
                dispatcher: dispatcher, bodySeconds: limits.bodySeconds, trustedProxy: trustedProxy),
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: nil, backlog: 256, reuseAddress: true,
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
            onServerRunning: { channel in await started(channel.localAddress?.port ?? port) },
            logger: logger)
        try await application.runService()
    }
}

private struct AddressContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

private struct DispatcherResponder: HTTPResponder {
    let dispatcher: Dispatcher
    let bodySeconds: Int64
    let trustedProxy: String?

    /// The other side; behind the trusted proxy, the last address that the proxy itself wrote down.
    private func address(_ peer: String?, _ headers: [String: String]) -> String {
        guard let peer else { return "unknown" }
        guard peer == trustedProxy, let forwarded = headers["x-forwarded-for"],
            let last = forwarded.split(separator: ",").last
        else { return peer }
        return last.trimmed
    }

    func respond(to request: Request, context: AddressContext) async throws -> Response {
        guard let method = WebRequest.Method(rawValue: request.method.rawValue) else {
            return respond(dispatcher.plainAnswer(.notFound, status: 405), isHead: false)
        }
        var headers: [String: String] = [:]
        for field in request.headers {
            let name = field.name.canonicalName
            headers[name] = headers[name].map { "\($0), \(field.value)" } ?? field.value
        }
        if let authority = request.head.authority, headers["host"] == nil { headers["host"] = authority }
        var asked = WebRequest(
            method, request.uri.string, headers: headers,
            address: address(context.remoteAddress?.ipAddress, headers))
        if method == .post {
            let limit = dispatcher.bodyLimit(asked)
            let length = headers["content-length"].flatMap { Int($0) }
            if let length, length > limit {
                // One byte too many is enough for the dispatcher to answer with the page for it.
                asked.body = [UInt8](repeating: 0, count: limit + 1)
            } else {
                do {
                    asked.body = try await collect(request.body, upTo: limit)
                } catch is BodyTooSlow {
                    var answer = dispatcher.plainAnswer(.unreadable, status: 408)
                    answer.set("connection", "close")
                    return respond(answer, isHead: false)
                }
            }
        }
        return respond(await dispatcher.answer(asked), isHead: method == .head)
    }

    private func respond(_ answer: WebResponse, isHead: Bool) -> Response {
        var response = Response(
            status: .init(code: answer.status), body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            if name == .contentLength {
                if isHead { response.headers[name] = value }
            } else {
                response.headers.append(HTTPField(name: name, value: value))
            }
        }
        return response
    }

    private struct BodyTooSlow: Error {}

    /// The bytes of the body; one more than the limit where there are too many.
    private func collect(_ body: RequestBody, upTo limit: Int) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask {
                var bytes: [UInt8] = []
                for try await part in body {
                    bytes.append(contentsOf: part.readableBytesView)
                    if bytes.count > limit { return Array(bytes.prefix(limit + 1)) }
                }
                return bytes
            }
            group.addTask {
                try await Task.sleep(for: .seconds(bodySeconds))
                throw BodyTooSlow()
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }
}
