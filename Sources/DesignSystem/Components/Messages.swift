// SPDX-License-Identifier: Apache-2.0

/// The one message that may stand above the h1.
public struct Banner: Component {
    /// What the message is for.
    public enum Kind: Sendable {
        case success, important
    }

    let kind: Kind
    let heading: String
    let body: HTML
    let id: String

    /// Says what happened, or what matters before anything else.
    public init(_ kind: Kind, _ heading: String, _ body: HTML = HTML(), id: String = "banner-title") {
        self.kind = kind
        self.heading = heading
        self.body = body
        self.id = id
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let isSuccess = kind == .success
        return """
            <div class="dr-banner \(trusted: isSuccess ? "dr-banner--success" : "dr-banner--important")" \
            role="\(trusted: isSuccess ? "alert" : "region")" aria-labelledby="\(id) \(id)-heading">
            <h2 class="dr-banner__title" id="\(id)">\(trusted: isSuccess ? "Success" : "Important")</h2>
            <div class="dr-banner__body"><p class="dr-banner__heading" id="\(id)-heading">\(heading)</p>\(body)</div>
            </div>

            """
    }
}

/// Words set apart from the text around them, such as a quotation from a policy.
public struct InsetText: Component {
    let content: HTML

    /// Sets the content apart.
    public init(_ content: HTML) { self.content = content }

    /// The markup, complete and balanced.
    public var html: HTML { "<div class=\"dr-inset\">\(content)</div>\n" }
}

/// A consequence that the reader must know before going on.
public struct Warning: Component {
    let text: String

    /// Warns in one sentence.
    public init(_ text: String) { self.text = text }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <p class="dr-warning"><span class="dr-warning__mark" aria-hidden="true">!</span> \
        <strong>\(hidden("Warning:")) \(text)</strong></p>

        """
    }
}

/// Text that few readers need, folded away.
public struct Details: Component {
    let summary: String
    let content: HTML
    let isOpen: Bool

    /// Folds the content under its summary.
    public init(_ summary: String, isOpen: Bool = false, _ content: HTML) {
        self.summary = summary
        self.content = content
        self.isOpen = isOpen
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <details class="dr-details"\(attribute("open", if: isOpen))>
        <summary>\(summary)</summary>
        <div class="dr-details__body">\(content)</div>
        </details>

        """
    }
}

/// What a page says while there is nothing to show yet.
public struct EmptyState: Component {
    let heading: String
    let body: HTML
    let button: Button?

    /// Says what will be here, and how to begin.
    public init(_ heading: String, _ body: HTML = HTML(), button: Button? = nil) {
        self.heading = heading
        self.body = body
        self.button = button
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <div class="dr-empty"><p class="dr-empty__heading">\(heading)</p>
        \(body)\(button)</div>

        """
    }
}

/// The page after a binding act: what happened, its reference, what happens next.
public struct Confirmation: Component {
    let heading: String
    let reference: String
    let referenceLabel: String
    let body: HTML
    let level: HeadingLevel

    /// Confirms the act; the heading is the h1.
    public init(
        _ heading: String, reference: String = "", referenceLabel: String = "Your reference",
        _ body: HTML = HTML()
    ) {
        self.init(heading, reference: reference, referenceLabel: referenceLabel, body, level: .one)
    }

    init(_ heading: String, reference: String, referenceLabel: String, _ body: HTML, level: HeadingLevel) {
        self.heading = heading
        self.reference = reference
        self.referenceLabel = referenceLabel
        self.body = body
        self.level = level
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let line: HTML =
            reference.isEmpty
            ? ""
            : "<p class=\"dr-confirmation__reference\">\(referenceLabel) <strong>\(reference)</strong></p>\n"
        return """
            <div class="dr-confirmation">
            \(level.heading("dr-confirmation__title", HTML(text: heading)))\(line)</div>
            \(body)
            """
    }
}
