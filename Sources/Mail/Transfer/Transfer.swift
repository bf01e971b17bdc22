// SPDX-License-Identifier: Apache-2.0
import CCurl
import Dispatch

/// One conversation with a server through libcurl: options, then `perform`, then the answer.
///
/// libcurl blocks, so a transfer is made and used inside `TransferQueue.run` only.
final class Transfer {
    /// What came back: how the transfer ended, the server's last code, and what it said.
    struct Answer {
        let outcome: CURLcode
        let code: Int
        let retryAfter: Int?
        let body: [UInt8]

        var isComplete: Bool { outcome == CURLE_OK }
        /// libcurl's own words for what went wrong; they repeat nothing that was sent.
        var fault: String { String(cString: curl_easy_strerror(outcome)) }
    }

    /// No answer that is read here is longer.
    static let maximumAnswer = 256 * 1024

    private let handle: UnsafeMutableRawPointer?
    private var lists: [UnsafeMutablePointer<curl_slist>] = []
    private var outgoing: [UInt8] = []
    private var position = 0
    private var received: [UInt8] = []
    private var refusedOption: CURLcode?

    /// libcurl is started once in a process, before its first handle.
    private static let isStarted = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// A transfer to an address, by the named protocols only, that ends within so many seconds.
    init(to address: String, protocols: String, seconds: Int, certificates: String?) {
        handle = Self.isStarted ? curl_easy_init() : nil
        set(CURLOPT_URL, address)
        set(CURLOPT_PROTOCOLS_STR, protocols)
        set(CURLOPT_PROXY, "")
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT, min(seconds, 15))
        set(CURLOPT_TIMEOUT, seconds)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let certificates { set(CURLOPT_CAINFO, certificates) }
    }

    deinit {
        curl_easy_cleanup(handle)
        for list in lists { curl_slist_free_all(list) }
    }

    func set(_ option: CURLoption, _ number: Int) {
        note(dueregard_curl_set_number(handle, option, number))
    }

    /// libcurl keeps a copy of the text.
    func set(_ option: CURLoption, _ text: String) {
        note(dueregard_curl_set_text(handle, option, text))
    }

    func set(_ option: CURLoption, _ texts: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for text in texts { list = curl_slist_append(list, text) ?? list }
        if let list { lists.append(list) }
        note(dueregard_curl_set_list(handle, option, list))
    }

    /// What is sent when the server asks for the content.
    func upload(_ bytes: [UInt8]) {
        outgoing = bytes
        set(CURLOPT_UPLOAD, 1)
    }

    /// What is posted to an HTTP server.
    func post(_ bytes: [UInt8]) {
        outgoing = bytes
        set(CURLOPT_POST, 1)
        set(CURLOPT_POSTFIELDSIZE, bytes.count)
    }

    /// Holds the conversation to its end.
    func perform() -> Answer {
        let context = Unmanaged.passUnretained(self).toOpaque()
        note(dueregard_curl_set_context(handle, CURLOPT_READDATA, context))
        note(dueregard_curl_set_context(handle, CURLOPT_WRITEDATA, context))
        _ = dueregard_curl_set_move(handle, CURLOPT_READFUNCTION) { bytes, size, count, context in
            Transfer.of(context)?.give(bytes, size * count) ?? 0
        }
        _ = dueregard_curl_set_move(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.of(context)?.take(bytes, size * count) ?? 0
        }
        let outcome = withExtendedLifetime(self) {
            refusedOption ?? handle.map { curl_easy_perform($0) } ?? CURLE_FAILED_INIT
        }
        var code = 0
        _ = dueregard_curl_get_number(handle, CURLINFO_RESPONSE_CODE, &code)
        var wait: curl_off_t = 0
        _ = dueregard_curl_get_offset(handle, CURLINFO_RETRY_AFTER, &wait)
        return Answer(
            outcome: outcome, code: code, retryAfter: wait > 0 ? Int(min(wait, 86_400)) : nil, body: received)
    }

    /// An option that was not taken ends the transfer before it begins: it may be the one that asks for TLS.
    private func note(_ outcome: CURLcode) {
        if outcome != CURLE_OK { refusedOption = refusedOption ?? outcome }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    private func give(_ bytes: UnsafeMutablePointer<CChar>?, _ room: Int) -> Int {
        let count = min(room, outgoing.count - position)
        guard let bytes, count > 0 else { return 0 }
        outgoing[position..<position + count].withUnsafeBytes {
            UnsafeMutableRawBufferPointer(start: bytes, count: room).copyMemory(from: $0)
        }
        position += count
        return count
    }

    /// Fewer bytes than were offered end the transfer.
    private func take(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> Int {
        guard let bytes, received.count + count <= Self.maximumAnswer else { return 0 }
        received.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }
}

/// Where blocking conversations are held: one after another, never on the threads that answer requests.
struct TransferQueue: Sendable {
    private let queue = DispatchQueue(label: "dueregard.mail")

    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: work()) }
        }
    }
}
