// SPDX-License-Identifier: Apache-2.0

/// One of the three aims of the general duty, Equality Act 2010 section 149(1).
public enum GeneralDutyAim: String, CaseIterable, Hashable, Sendable, Codable {
    /// The paragraphs of section 149(1).
    case a, b, c

    /// The letter by which officers call it.
    public var letter: String { rawValue.uppercased() }

    /// The aim in a few words.
    public var name: String {
        switch self {
        case .a: "Eliminate discrimination, harassment and victimisation"
        case .b: "Advance equality of opportunity"
        case .c: "Foster good relations"
        }
    }

    /// The aim in the words of section 149(1).
    public var statutoryText: String {
        switch self {
        case .a:
            """
            eliminate discrimination, harassment, victimisation and any other conduct that is prohibited \
            by or under this Act
            """
        case .b:
            """
            advance equality of opportunity between persons who share a relevant protected characteristic \
            and persons who do not share it
            """
        case .c:
            """
            foster good relations between persons who share a relevant protected characteristic and \
            persons who do not share it
            """
        }
    }
}
