// SPDX-License-Identifier: Apache-2.0
import DesignSystem

/// An answer as the pages give it.
public struct WebResponse: Sendable {
    /// The status code of HTTP.
    public var status: Int
    /// The headers in their order, names in lower case; a name may come more than once.
    public var headers: [(name: String, value: String)]
    /// The bytes sent; for HEAD they are left out at the end.
    public var body: [UInt8]

    /// An answer as its parts; 200 and empty unless said otherwise.
    public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A page.
    public static func page(_ html: HTML, status: Int = 200) -> WebResponse {
        WebResponse(status: status, headers: [("content-type", "text/html; charset=utf-8")], body: html.bytes)
    }

    /// Leads the browser to another address with GET.
    public static func redirect(_ path: String) -> WebResponse {
        WebResponse(status: 303, headers: [("location", path)])
    }

    /// A file to keep, under a name.
    public static func file(_ bytes: [UInt8], type: String, name: String) -> WebResponse {
        WebResponse(
            headers: [
                ("content-type", type),
                (
                    "content-disposition",
                    "attachment; filename=\"\(name.filter { (" "..."~").contains($0) && $0 != "\"" })\""
                ),
            ], body: bytes)
    }

    /// Bytes shown in the browser.
    public static func bytes(_ bytes: [UInt8], type: String) -> WebResponse {
        WebResponse(headers: [("content-type", type)], body: bytes)
    }

    /// The first value of a header, its name in lower case; `nil` where it is missing.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// Gives a header one value, in place of all it had.
    public mutating func set(_ name: String, _ value: String) {
        headers.removeAll { $0.name == name }
        headers.append((name, value))
    }

    /// Adds a cookie.
    public mutating func setCookie(
        _ name: String, _ value: String, secure: Bool, path: String, seconds: Int? = nil
    ) {
        var text = "\(name)=\(value); Path=\(path); HttpOnly; SameSite=Lax"
        if secure { text += "; Secure" }
        if let seconds { text += "; Max-Age=\(seconds)" }
        headers.append(("set-cookie", text))
    }
}

/// What a page answers instead of what was asked for.
public enum Refusal: Error, Hashable, Sendable {
    /// Not there, or outside what this person may see: the two look alike.
    case notFound
    /// The person's roles do not allow it, or not for the whole body where that is needed.
    case notAllowed
    /// The form's token is missing or old.
    case staleForm
    /// The request makes no sense, with the reason in words for programmers; readers see a general page.
    case badRequest(String)
    /// The address is there, but not for this method.
    case methodNotAllowed
    /// The body has more bytes than the address takes.
    case tooLarge(limit: Int)
    /// Too many forms or sign-ins came from one person or address.
    case tooManyTries
    /// The database cannot be reached now; later it may work.
    case unavailable
    /// Nothing can be written: the disk is full, or writing was stopped after a disk error.
    case diskFull
    /// The form's effect was recorded before: go to where it led.
    case alreadyDone(path: String)
}
