// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// A form, with the hidden fields that every post carries.
public struct Form: Component {
    /// How the form is sent.
    public enum Method: String, Sendable {
        case post, get
    }

    /// The name of the field that proves the form came from our page.
    public static let csrfField = "csrf"
    /// The name of the field that lets a repeated post be recognised.
    public static let idempotencyField = "idempotency-key"

    let action: String
    let method: Method
    let csrfToken: String
    let idempotencyKey: String
    let isMultipart: Bool
    let content: HTML

    /// Makes a form around the content; the tokens go into posts only.
    public init(
        action: String, method: Method = .post, csrfToken: String = "", idempotencyKey: String = "",
        isMultipart: Bool = false, _ content: HTML
    ) {
        self.action = action
        self.method = method
        self.csrfToken = csrfToken
        self.idempotencyKey = idempotencyKey
        self.isMultipart = isMultipart
        self.content = content
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let encoding = attribute("enctype", isMultipart ? "multipart/form-data" : nil)
        return """
            <form class="dr-form" method="\(method.rawValue)" action="\(safeAddress(action))"\(encoding) novalidate>
            \(tokens)\(content)
            </form>

            """
    }

    private var tokens: HTML {
        guard method == .post else { return HTML() }
        let csrf: HTML = csrfToken.isEmpty ? "" : "\(HiddenInput(Self.csrfField, csrfToken))\n"
        let key: HTML =
            idempotencyKey.isEmpty ? "" : "\(HiddenInput(Self.idempotencyField, idempotencyKey))\n"
        return csrf + key
    }
}

/// Fields that belong together under one legend.
public struct Fieldset: Component {
    let label: String
    let isHeading: Bool
    let content: HTML
    let frame: FieldFrame

    /// Groups fields; a problem may stand at the name of the group.
    public init(
        _ label: String, name: String = "", hint: String = "", isHeading: Bool = false,
        _ content: HTML, _ problems: [Problem] = []
    ) {
        self.label = label
        self.isHeading = isHeading
        self.content = content
        frame = FieldFrame(name.isEmpty ? identifier(label) : name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let id = frame.hasProblem ? attribute("id", frame.name) + attribute("tabindex", "-1") : HTML()
        return """
            <div\(frame.groupClass)>
            <fieldset class="dr-fieldset"\(id)\(frame.describedBy)>
            \(legend(label, isHeading: isHeading, isGroup: true))\(frame.hintHTML)\(frame.errorHTML)\(content)
            </fieldset>
            </div>

            """
    }
}

/// A button, or a link that looks like one because it starts a task.
public struct Button: Component {
    /// How much weight the button has; one primary a page.
    public enum Kind: Sendable {
        case primary, secondary, warning
    }

    let text: String
    let kind: Kind
    let name: String?
    let value: String?
    let path: String?

    /// Sends the form.
    public init(_ text: String, _ kind: Kind = .primary, name: String? = nil, value: String? = nil) {
        self.text = text
        self.kind = kind
        self.name = name
        self.value = value
        path = nil
    }

    /// Starts a task on another page.
    public init(_ text: String, _ kind: Kind = .primary, path: String) {
        self.text = text
        self.kind = kind
        self.path = path
        name = nil
        value = nil
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let style: StaticString =
            switch kind {
            case .primary: "dr-button"
            case .secondary: "dr-button dr-button--secondary"
            case .warning: "dr-button dr-button--warning"
            }
        if let path { return "<a class=\"\(trusted: style)\"\(href(path))>\(text)</a>\n" }
        return """
            <button class="\(trusted: style)" type="submit"\(attribute("name", name))\
            \(attribute("value", value))>\(text)</button>

            """
    }
}

/// Buttons side by side, with links that lead away from the form.
public struct ButtonGroup: Component {
    let buttons: [Button]
    let links: [NavigationLink]

    /// Puts the first button first, and links such as "Cancel" last.
    public init(_ buttons: [Button], links: [NavigationLink] = []) {
        self.buttons = buttons
        self.links = links
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let after: [HTML] = links.map { "<a\(href($0.path))>\($0.text)</a>\n" }
        return "<div class=\"dr-button-group\">\n\(buttons)\(after)</div>\n"
    }
}
