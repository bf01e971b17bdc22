// SPDX-License-Identifier: Apache-2.0

/// Somebody who can sign in, shown to others by post only.
public struct Person: Hashable, Sendable {
    /// The id, made by the application.
    public let id: String
    /// What the person types to sign in: an e-mail address or a short name.
    public let signInName: String
    /// The post: "Equality lead", "Head of Housing".
    public let post: String
    /// The roles given, each within its scope.
    public let grants: [Grant]
    /// Whether the account is closed: nobody can sign in with it, and its open sessions end.
    public let isDisabled: Bool
    /// Counted from 1, by which a stale save is noticed.
    public let version: Int
    /// Where the person works; empty where that is not recorded. A peer challenger comes from elsewhere.
    public let directorate, service: String

    /// A person as recorded.
    public init(
        id: String, signInName: String, post: String, grants: [Grant], isDisabled: Bool, version: Int = 1,
        directorate: String = "", service: String = ""
    ) {
        self.directorate = directorate
        self.service = service
        self.version = version
        self.id = id
        self.signInName = signInName
        self.post = post
        self.grants = grants
        self.isDisabled = isDisabled
    }
}

/// A signed-in person.
public struct SignedIn: Hashable, Sendable {
    /// Who has signed in.
    public let person: Person
    /// The token that every form of this session carries.
    public let formToken: String
    /// The moment at which the session ends if nothing more is asked.
    public let expires: Instant

    /// A session that holds now.
    public init(person: Person, formToken: String, expires: Instant) {
        self.person = person
        self.formToken = formToken
        self.expires = expires
    }
}

/// What makes a new password acceptable: length and not being guessable, nothing else.
public enum PasswordRule {
    /// What is wrong with a password, in words; `nil` where nothing is.
    public static func refusal(of password: String, signInName: String) -> String? {
        let count = password.unicodeScalars.count
        if count == 0 { return "Enter a password" }
        if count < 12 { return "Password must be 12 characters or more" }
        if count > 256 { return "Password must be 256 characters or fewer" }
        let folded = foldedForSearch(password)
        if Set(folded).count < 5 { return "Password must have at least 5 different characters" }
        let name = foldedForSearch(signInName)
        let plain = folded.filter { $0.isLetter }
        if !name.isEmpty, folded.contains(name) { return "Password must not contain your sign-in name" }
        if common.contains(plain) || common.contains(folded) || isRun(folded) {
            return "Password must not be one that many people use"
        }
        return nil
    }

    /// Words of which long but common passwords are made, once digits and signs are taken away.
    private static let common: Set<String> = [
        "password", "passwordpassword", "welcome", "welcomewelcome", "letmein", "letmeinplease", "qwerty",
        "qwertyuiop", "qwertyqwerty", "administrator", "changeme", "changemeplease", "council",
        "councilcouncil",
        "dueregard", "dueregarddueregard", "equality", "equalityequality", "iloveyou", "secret",
        "secretsecret",
        "football", "liverpool", "manchester", "sunshine", "princess", "monkey", "summer", "winter", "spring",
        "autumn",
    ]

    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        let steps = zip(values, values.dropFirst()).map { $1 - $0 }
        return Set(steps).count == 1
    }
}
