// SPDX-License-Identifier: Apache-2.0

/// The main part of a page that could not be shown: what to do, whom to ask, and a reference.
public struct PlainErrorPage: Component {
    /// Why the page could not be shown, by its HTTP status.
    public enum Kind: Int, CaseIterable, Sendable {
        case forbidden = 403
        case notFound = 404
        case staleForm = 409
        case tooLarge = 413
        case unreadable = 422
        case tooMany = 429
        case fault = 500
        case unavailable = 503
        case storageFull = 507

        /// The h1, also for the window title.
        public var heading: String {
            switch self {
            case .forbidden: "You cannot use this page"
            case .notFound: "Page not found"
            case .staleForm: "This form is out of date"
            case .tooLarge: "What was sent is too large"
            case .unreadable: "We could not read what was sent"
            case .tooMany: "Too many requests"
            case .fault: "There is a problem with the service"
            case .unavailable: "The service is not available"
            case .storageFull: "The service cannot save anything now"
            }
        }

        var advice: [String] {
            switch self {
            case .forbidden:
                [
                    "Your role does not include this page.",
                    "If your work needs it, ask the person who looks after roles in your council.",
                ]
            case .notFound:
                [
                    "If you typed the web address, check that it is right.",
                    "If you pasted it, check that you copied all of it.",
                    "If you followed a link, tell us, so that we can mend it.",
                ]
            case .staleForm:
                [
                    "The form was opened in another session, or too long ago. Nothing was changed.",
                    "Go back, copy what you typed, open the page again and send it from there.",
                ]
            case .tooLarge:
                [
                    "Nothing was changed.",
                    "Send a smaller file, or split it. Very large files can be imported at the command line.",
                ]
            case .unreadable:
                ["Go back, check what you entered or the file you chose, and send it again."]
            case .tooMany:
                [
                    "You, or somebody on your network, sent many requests in a short time.",
                    "Wait a minute, then try again.",
                ]
            case .fault:
                [
                    "Try again in a few minutes.",
                    "What you saved before is safe. Your last change may not have been saved.",
                ]
            case .unavailable:
                ["You can use the service later.", "What you saved before is safe."]
            case .storageFull:
                [
                    "You can still read every page.",
                    "Keep a copy of what you typed, and tell us. We must make room before you can save.",
                ]
            }
        }
    }

    let kind: Kind
    let contact: HTML
    let reference: String
    let homePath: String
    let level: HeadingLevel
    /// Who may use a page that was refused, in words; empty where that is not known.
    var whoMay = ""

    /// Explains the refusal or fault; the contact is markup such as a mail link, `whoMay` names the roles to which
    /// a refused page is open.
    public init(
        _ kind: Kind, contact: HTML, reference: String, homePath: String = "/", whoMay: String = ""
    ) {
        self.init(kind, contact: contact, reference: reference, homePath: homePath, level: .one)
        self.whoMay = whoMay
    }

    init(_ kind: Kind, contact: HTML, reference: String, homePath: String, level: HeadingLevel) {
        self.kind = kind
        self.contact = contact
        self.reference = reference
        self.homePath = homePath
        self.level = level
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let advice: [HTML] = kind.advice.map { "<p>\($0)</p>\n" }
        let who: HTML = whoMay.isEmpty ? "" : "<p>Only \(whoMay) can use it.</p>\n"
        let line: HTML =
            reference.isEmpty
            ? ""
            : "<p>When you contact us, give this reference: <strong class=\"dr-reference\">\(reference)</strong></p>\n"
        return """
            \(level.heading("dr-heading-xl", HTML(text: kind.heading)))\(who)\(advice)\
            <p>Contact: \(contact)</p>
            \(line)<p><a\(href(homePath))>Go to the first page</a></p>

            """
    }
}
