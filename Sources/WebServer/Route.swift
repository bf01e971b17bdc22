// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// One address of the site; it cannot exist without saying who may use it, how far, how it is cached and
/// how large its body may be.
public struct Route: Sendable {
    /// Who may come here.
    public enum Access: Hashable, Sendable {
        /// Anybody, signed in or not.
        case anyone
        /// Anybody who is signed in.
        case signedIn
        /// Whoever holds this permission.
        case may(Permission)
    }

    /// How far a permission must reach.
    public enum ScopeRule: Hashable, Sendable {
        /// Nothing of a body's records is touched.
        case nothing
        /// The permission must be held for the whole body.
        case wholeBody
        /// The permission held for the whole body, or held anywhere by somebody whom the record names; to everybody
        /// else it is not found.
        case named
        /// Any reach will do: the question itself is limited to it, and what lies outside is not found.
        case within
    }

    /// How long a page may be kept by browsers and caches.
    public enum CacheRule: Hashable, Sendable {
        /// Never kept: pages of signed-in people.
        case never
        /// Kept by anybody for so many seconds, then checked by its tag; 0 is checked each time, so that what was
        /// published or withdrawn shows at once.
        case shared(seconds: Int)
    }

    /// The most bytes that a request may bring.
    public enum BodyLimit: Hashable, Sendable {
        /// No body is taken.
        case none
        /// An ordinary form.
        case form
        /// A form with a file.
        case upload

        /// The limit in bytes.
        public var bytes: Int {
            switch self {
            case .none: 0
            case .form: 512 * 1024
            case .upload: 32 * 1024 * 1024
            }
        }
    }

    /// The method it answers; a GET answers HEAD too.
    public let method: WebRequest.Method
    /// The parts of the path; one that begins with a colon takes any value.
    public let path: [String]
    /// Who may come here.
    public let access: Access
    /// How far their permission must reach.
    public let scope: ScopeRule
    /// How long the answer may be kept.
    public let cache: CacheRule
    /// The most bytes that a request may bring.
    public let limit: BodyLimit
    /// Whether the colon parts of its path are a key that nobody may read in a log.
    public private(set) var isSecret = false
    /// Whether its forms are steps that keep nothing, so that more of them may come from one address in a minute.
    public private(set) var isStep = false
    let answer: @Sendable (Visit) async throws -> WebResponse

    /// An address, its path below the body's own; HEAD is not given, and a colon part takes any value.
    public init(
        _ method: WebRequest.Method, _ path: String, _ access: Access, _ scope: ScopeRule, _ cache: CacheRule,
        _ limit: BodyLimit, answer: @escaping @Sendable (Visit) async throws -> WebResponse
    ) {
        precondition(method != .head, "HEAD is answered by the GET of the same path")
        self.method = method
        self.path = path.split(separator: "/").map(String.init)
        self.access = access
        self.scope = scope
        self.cache = cache
        self.limit = limit
        self.answer = answer
    }

    /// The same address, whose colon parts are a key that no log holds.
    public func keepingItsKey() -> Route {
        var copy = self
        copy.isSecret = true
        return copy
    }

    /// The same address, whose forms are steps that keep nothing.
    public func asStep() -> Route {
        var copy = self
        copy.isStep = true
        return copy
    }

    /// The path as it is written in the route list: `/office/register/:id`.
    public var pattern: String { "/" + path.joined(separator: "/") }

    /// The values of the colon parts where the path fits.
    func parameters(for segments: ArraySlice<String>) -> [String: String]? {
        guard segments.count == path.count else { return nil }
        var found: [String: String] = [:]
        for (part, segment) in zip(path, segments) {
            if part.first == ":" {
                found[String(part.dropFirst())] = segment
            } else if part != segment {
                return nil
            }
        }
        return found
    }
}

/// One request on its way through a page: what was asked, by whom, and how far they may reach.
public struct Visit: Sendable {
    /// The request as it came.
    public let request: WebRequest
    /// The decoded values of the colon parts of the path, by name.
    public let parameters: [String: String]
    /// What all pages of the body have in common.
    public let frame: SiteFrame
    /// Who has signed in; `nil` where nobody has, or on a site without sign-in.
    public let signedIn: SignedIn?
    /// The reach of the route's permission; the whole body where the route asks for none.
    public let scope: Scope
    /// The moment at which the request is answered.
    public let now: Instant
    /// The day that the page takes for today.
    public let today: CalendarDay
    /// The fields of the form; empty unless the request is a POST.
    public let fields: FormFields
    /// The files that came with the form; empty unless the request is a POST.
    public let files: [UploadedFile]

    /// A colon part of the path.
    public func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// The token that forms on this page must carry.
    public var formToken: String { signedIn?.formToken ?? "" }

    /// Who acts, for the log.
    public var actor: Change.Actor {
        guard let person = signedIn?.person else { return .system }
        return Change.Actor(
            id: person.id, post: person.post,
            role: person.grants.map(\.role.rawValue).sorted().joined(separator: ","))
    }

    /// The change that this visit makes, with a key of its own: the form's key, where it was sent, by whom and
    /// with which content. The same form sent twice is one change; other words under the same key are another.
    public func change(because reason: String? = nil) -> Change {
        let key = fields.text("idempotency-key")
        guard !key.isEmpty else { return Change(by: actor, at: now, because: reason) }
        var content = request.rawPath + "\u{1F}" + actor.id
        for field in fields.all where field.name != "csrf" { content += "\u{1F}\(field.name)=\(field.value)" }
        for file in files { content += "\u{1F}\(file.fileName)=\(FormFields.digest(file.bytes))" }
        let digest = FormFields.digest(Array(content.utf8))
        return Change(by: actor, at: now, because: reason, key: "\(key) \(digest)")
    }

    /// Whether the person holds a permission anywhere.
    public func may(_ permission: Permission) -> Bool {
        guard let grants = signedIn?.person.grants else { return false }
        return Scope(of: permission, from: grants) != nil
    }

    /// The reach of another permission; `nil` where it is not held.
    public func reach(_ permission: Permission) -> Scope? {
        Scope(of: permission, from: signedIn?.person.grants ?? [])
    }
}
