// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation

/// The token that each request to Notify carries: HS256, who asks and when.
enum NotifyToken {
    static func text(service: String, key: Secret, at seconds: Int) -> String {
        let head = Base64.forAddresses(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
        let claims = Base64.forAddresses(Array("{\"iss\":\"\(service)\",\"iat\":\(seconds)}".utf8))
        let seal = HMAC<SHA256>.authenticationCode(
            for: Array("\(head).\(claims)".utf8), using: SymmetricKey(data: Array(key.value.utf8)))
        return "\(head).\(claims).\(Base64.forAddresses(Array(seal)))"
    }
}

/// What is asked of Notify.
struct NotifyRequest: Encodable {
    struct Fields: Encodable {
        let subject: String
        let body: String
    }
    let email_address: String
    let template_id: String
    let personalisation: Fields
    let reference: String

    init(_ message: OutgoingMessage, template: String) {
        email_address = message.to
        template_id = template
        personalisation = Fields(subject: message.subject, body: message.body)
        reference = message.reference
    }
}

/// What Notify answers.
enum NotifyAnswer {
    struct Notification: Decodable {
        let id: String
        let status: String?
    }
    struct List: Decodable {
        let notifications: [Notification]
    }
    private struct Errors: Decodable {
        struct One: Decodable { let error: String }
        let errors: [One]
    }

    /// The kind of error that Notify names; its sentence stays out, because it may repeat the address.
    static func errorName(_ body: [UInt8]) -> String {
        let names = (try? JSONDecoder().decode(Errors.self, from: Data(body)))?.errors.map(\.error) ?? []
        let letters = names.joined(separator: " ").filter { $0.isASCII && ($0.isLetter || $0 == " ") }
        return letters.isEmpty ? "no reason given" : String(letters.prefix(80))
    }
}
