// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// One thing that can be chosen.
public struct Choice: Hashable, Sendable {
    let value: String
    let text: String
    let hint: String
    let isChosen: Bool

    /// Offers a value under these words.
    public init(_ value: String, _ text: String, hint: String = "", isChosen: Bool = false) {
        self.value = value
        self.text = text
        self.hint = hint
        self.isChosen = isChosen
    }
}

/// A choice of one from a short list, all of it in view.
public struct Radios: Component {
    let label: String
    let choices: [Choice]
    let isHeading: Bool
    let isInline: Bool
    let frame: FieldFrame

    /// Asks for one of the choices. The first has the name as its id.
    public init(
        _ name: String, label: String, hint: String = "", _ choices: [Choice], isInline: Bool = false,
        isHeading: Bool = false, _ problems: [Problem] = []
    ) {
        self.label = label
        self.choices = choices
        self.isHeading = isHeading
        self.isInline = isInline
        frame = FieldFrame(name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        choiceGroup("radio", label, choices, frame, isInline: isInline, isHeading: isHeading)
    }
}

/// A choice of any number from a list.
public struct Checkboxes: Component {
    let label: String
    let choices: [Choice]
    let isHeading: Bool
    let isSmall: Bool
    let frame: FieldFrame

    /// Asks for any of the choices. The first has the name as its id.
    public init(
        _ name: String, label: String, hint: String = "", _ choices: [Choice], isHeading: Bool = false,
        isSmall: Bool = false, _ problems: [Problem] = []
    ) {
        self.label = label
        self.choices = choices
        self.isHeading = isHeading
        self.isSmall = isSmall
        frame = FieldFrame(name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        choiceGroup(
            "checkbox", label, choices, frame, isInline: false, isHeading: isHeading, isSmall: isSmall)
    }
}

private func choiceGroup(
    _ type: StaticString, _ label: String, _ choices: [Choice], _ frame: FieldFrame, isInline: Bool,
    isHeading: Bool, isSmall: Bool = false
) -> HTML {
    let items: [HTML] = choices.enumerated().map { index, choice in
        let id = index == 0 ? frame.name : "\(frame.name)-\(index + 1)"
        let hint: HTML =
            choice.hint.isEmpty ? "" : "<p class=\"dr-hint\" id=\"\(id)-note\">\(choice.hint)</p>"
        let describedBy = attribute("aria-describedby", choice.hint.isEmpty ? nil : id + "-note")
        return """
            <div class="dr-choice"><input class="dr-choice__input" type="\(trusted: type)" id="\(id)" \
            name="\(frame.name)" value="\(choice.value)"\(attribute("checked", if: choice.isChosen))\(describedBy)>\
            <label class="dr-choice__label" for="\(id)">\(choice.text)</label>\(hint)</div>

            """
    }
    let style: StaticString =
        isInline ? "dr-choices dr-choices--inline" : isSmall ? "dr-choices dr-choices--small" : "dr-choices"
    return """
        <div\(frame.groupClass)>
        <fieldset class="dr-fieldset"\(frame.describedBy)>
        \(legend(label, isHeading: isHeading))\(frame.hintHTML)\(frame.errorHTML)\
        <div class="\(trusted: style)">
        \(items)</div>
        </fieldset>
        </div>

        """
}

/// A choice of one from a list of up to twenty, folded away.
public struct Select: Component {
    let label: String
    let choices: [Choice]
    let frame: FieldFrame

    /// Asks for one of the choices; give an empty first choice where nothing is chosen yet.
    public init(
        _ name: String, label: String, hint: String = "", _ choices: [Choice], _ problems: [Problem] = []
    ) {
        self.label = label
        self.choices = choices
        frame = FieldFrame(name, hint: hint, problems)
    }

    /// The markup, complete and balanced.
    public var html: HTML {
        let options: [HTML] = choices.map {
            "<option value=\"\($0.value)\"\(attribute("selected", if: $0.isChosen))>\($0.text)</option>\n"
        }
        return """
            <div\(frame.groupClass)>
            \(frame.label(label, isHeading: false))\(frame.hintHTML)\(frame.errorHTML)\
            <select class="dr-input dr-select" id="\(frame.name)" name="\(frame.name)"\
            \(frame.describedBy)\(frame.invalid)>
            \(options)</select>
            </div>

            """
    }
}
