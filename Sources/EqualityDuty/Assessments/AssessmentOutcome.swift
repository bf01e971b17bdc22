// SPDX-License-Identifier: Apache-2.0

/// What a screening or an assessment came to, as content stores it (`outcome/kind`, `screening/outcome`).
///
/// To continue despite an adverse impact, with its justification, is as lawful as the others.
public enum AssessmentOutcome: String, CaseIterable, Hashable, Sendable {
    /// Nothing has to change; it is changed; it goes on despite an adverse impact; it is given up.
    case noChange = "no-change", adjust, goOn = "continue", stop
    /// A screening: no assessment is needed; one is; another covers it.
    case notNeeded = "not-needed", full, covered

    /// The outcome as whoever chooses it reads it.
    public var name: String {
        switch self {
        case .noChange: "No change"
        case .adjust: "Adjust"
        case .goOn: "Continue despite adverse impact, with justification"
        case .stop: "Stop"
        case .notNeeded: "Full assessment not needed"
        case .full: "Full assessment needed"
        case .covered: "Covered by another assessment"
        }
    }

    /// The outcome as the public reads it afterwards.
    public var publishedName: String {
        switch self {
        case .noChange, .notNeeded, .full, .covered: name
        case .adjust: "Adjusted"
        case .goOn: "Continued, with the reasons given"
        case .stop: "Stopped"
        }
    }

    /// The name of a stored word; the word itself where a body's own template has another.
    public static func name(of code: String) -> String { Self(rawValue: code)?.name ?? code }

    /// The name by which the public reads a stored word.
    public static func publishedName(of code: String) -> String {
        Self(rawValue: code)?.publishedName ?? code
    }
}
