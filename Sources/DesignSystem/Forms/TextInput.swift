// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// How wide a field looks, which tells how much to write.
public enum FieldWidth: String, Sendable {
    case full, wide, half, twenty, ten, five, three, two
}

/// A field of one line.
public struct TextInput: Component {
    /// What kind of line it is.
    public enum Kind: String, Sendable {
        case text, password, email, search
        case telephone = "tel"
    }

    let label: String
    let value: String
    let kind: Kind
    let width: FieldWidth
    let inputMode: String?
    let autocomplete: String?
    let isHeading: Bool
    let list: String?
    let frame: FieldFrame

    /// Asks for one line; `list` is the name of a `SuggestionList` to choose from. The name is also the id, and the
    /// field of its problems.
    public init(
        _ name: String, label: String, hint: String = "", value: String = "", kind: Kind = .text,
        width: FieldWidth = .wide, inputMode: String? = nil, autocomplete: String? = nil,
        list: String? = nil, isHeading: Bool = false, _ problems: [Problem] = []
    ) {
        self.label = label
        self.value = value
        self.list = list
        self.kind = kind
        self.width = width
        self.inputMode = inputMode
        self.autocomplete = autocomplete
        self.isHeading = isHeading
        frame = FieldFrame(name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let shown = kind == .password ? nil : value.isEmpty ? nil : value
        let spelling = attribute("spellcheck", kind == .email || kind == .password ? "false" : nil)
        return """
            <div\(frame.groupClass)>
            \(frame.label(label, isHeading: isHeading))\(frame.hintHTML)\(frame.errorHTML)\
            <input class="dr-input dr-width-\(width.rawValue)" type="\(kind.rawValue)" id="\(frame.name)" \
            name="\(frame.name)"\(attribute("value", shown))\(attribute("list", list))\(attribute("inputmode", inputMode))\
            \(attribute("autocomplete", autocomplete))\(spelling)\(frame.describedBy)\(frame.invalid)>
            </div>

            """
    }
}

/// Words that fields of one line offer while somebody types; anything else may be typed as well.
public struct SuggestionList: Component {
    let name: String
    let words: [(words: String, meaning: String)]

    /// Offers these words to the fields that name it, each with what it stands for or nothing.
    public init(_ name: String, _ words: [(words: String, meaning: String)]) {
        self.name = name
        self.words = words
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let options: [HTML] = words.map { "<option value=\"\($0.words)\">\($0.meaning)</option>" }
        return "<datalist id=\"\(name)\">\(options)</datalist>\n"
    }
}

/// A field of several lines.
public struct TextArea: Component {
    let label: String
    let value: String
    let rows: Int
    let isHeading: Bool
    let frame: FieldFrame

    /// Asks for a longer answer.
    public init(
        _ name: String, label: String, hint: String = "", value: String = "", rows: Int = 5,
        isHeading: Bool = false, _ problems: [Problem] = []
    ) {
        self.label = label
        self.value = value
        self.rows = rows
        self.isHeading = isHeading
        frame = FieldFrame(name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        // The line break after the tag is swallowed by browsers; it keeps a first empty line of the text.
        """
        <div\(frame.groupClass)>
        \(frame.label(label, isHeading: isHeading))\(frame.hintHTML)\(frame.errorHTML)\
        <textarea class="dr-input dr-textarea" id="\(frame.name)" name="\(frame.name)" rows="\(rows)"\
        \(frame.describedBy)\(frame.invalid)>
        \(value)</textarea>
        </div>

        """
    }
}

/// A file to send.
public struct FileUpload: Component {
    let label: String
    let accept: String?
    let isHeading: Bool
    let frame: FieldFrame

    /// Asks for a file; the hint says which types and how big before anybody chooses.
    public init(
        _ name: String, label: String, hint: String, accept: String? = nil, isHeading: Bool = false,
        _ problems: [Problem] = []
    ) {
        self.label = label
        self.accept = accept
        self.isHeading = isHeading
        frame = FieldFrame(name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        """
        <div\(frame.groupClass)>
        \(frame.label(label, isHeading: isHeading))\(frame.hintHTML)\(frame.errorHTML)\
        <input class="dr-file" type="file" id="\(frame.name)" name="\(frame.name)"\
        \(attribute("accept", accept))\(frame.describedBy)\(frame.invalid)>
        </div>

        """
    }
}

/// A value the person does not see.
public struct HiddenInput: Component {
    let name: String
    let value: String

    /// Carries a value from one page to the next.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// The markup, complete and balanced.
    public var html: HTML { "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
}
