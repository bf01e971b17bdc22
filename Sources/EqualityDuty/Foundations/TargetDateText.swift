// SPDX-License-Identifier: Apache-2.0

/// The words of a target date, kept byte for byte, beside what was understood.
public struct TargetDateText: Hashable, Sendable {
    /// The words as they were written.
    public let asWritten: String
    /// What they were read as.
    public let reading: TargetDate.Reading
    /// A way to write it that would be understood, where one can be guessed.
    public let suggestion: String?

    /// Reads the words of a target date.
    public init(_ asWritten: String) {
        self.asWritten = asWritten
        (reading, suggestion) = TargetDateParser.read(asWritten)
    }

    /// The date read; `nil` where the words are no date or may mean two.
    public var date: TargetDate? {
        switch reading {
        case .read(let date, _): date
        case .ambiguous, .notADate: nil
        }
    }

    /// The words before or after the date.
    public var note: String? {
        switch reading {
        case .read(_, let note): note
        case .ambiguous, .notADate: nil
        }
    }

    /// The one word for the kind of date in JSON; `unknown` where the words were not understood.
    public var kind: String { date?.kind ?? "unknown" }

    /// What the page says back: "We read this as: …", or what to do.
    public var readBack: String {
        switch reading {
        case .read(let date, let note):
            "We read this as: \(date.readBack)" + (note.map { ", with the note “\($0)”" } ?? "")
        case .ambiguous(let dates):
            "This could mean " + dates.map(\.readBack).joined(separator: ", or ")
        case .notADate(let reason): reason
        }
    }

    /// What a form says when the words cannot be taken; `nil` where they can.
    public var problem: String? {
        switch reading {
        case .read: nil
        case .ambiguous(let dates):
            "Target completion date could mean " + dates.map { "“\($0.printed)”" }.joined(separator: " or ")
                + ". Write one of these"
        case .notADate(let reason):
            reason + (suggestion.map { ". You could write “\($0)”" } ?? "")
        }
    }
}

extension TargetDate {
    /// What the words of a target date were read as.
    public enum Reading: Hashable, Sendable {
        /// A date, and the words before or after it.
        case read(TargetDate, note: String?)
        /// Words that may mean any of these.
        case ambiguous([TargetDate])
        /// Words that are no date, and why.
        case notADate(reason: String)
    }
}
