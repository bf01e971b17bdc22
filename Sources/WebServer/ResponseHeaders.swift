// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Synchronization

/// The headers that every response carries, errors included.
enum SecurityHeaders {
    static let all: [(name: String, value: String)] = [
        (
            "content-security-policy",
            """
            default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'
            """
        ),
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ]

    static func add(to response: inout WebResponse) {
        response.headers += all
        if response.header("cache-control") == nil { response.set("cache-control", "no-store") }
    }
}

/// How long a response may be kept, and its tag.
enum CacheHeaders {
    static func add(_ rule: Route.CacheRule, to response: inout WebResponse, for request: WebRequest) {
        switch rule {
        case .never: response.set("cache-control", "no-store")
        case .shared(let seconds):
            guard response.status == 200 else { return response.set("cache-control", "no-store") }
            response.set("cache-control", seconds == 0 ? "public, no-cache" : "public, max-age=\(seconds)")
            let tag = "\"\(contentTag(response.body))\""
            response.set("etag", tag)
            if let known = request.headers["if-none-match"], known.contains(tag) {
                response.status = 304
                response.body = []
            }
        }
    }

    /// A 64-bit FNV-1a digest: tells one public page from another, protects nothing.
    private static func contentTag(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

/// How many forms one person or one address may send in a minute on this process.
final class AttemptLimit: Sendable {
    private struct Window {
        var minute: Int64 = 0
        var counts: [String: Int] = [:]
    }
    private let window = Mutex(Window())

    func allows(_ subject: String, most: Int, at now: Instant) -> Bool {
        let minute = now.milliseconds / 60_000
        return window.withLock { window in
            if window.minute != minute { window = Window(minute: minute, counts: [:]) }
            let count = window.counts[subject, default: 0] + 1
            window.counts[subject] = count
            return count <= most
        }
    }
}

/// A short reference that a person can read out.
enum Reference {
    private static let letters = Array("23456789BCDFGHJKMNPQRTVWXYZ")

    static func next() -> String { String((0..<8).map { _ in letters[Int.random(in: 0..<letters.count)] }) }
}
