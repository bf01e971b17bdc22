// SPDX-License-Identifier: Apache-2.0

/// What would be published, and what everybody would read in place of leads, told before anything is.
public struct EditionPreview: Sendable {
    /// The title and the summary of the edition.
    public let title: String, summary: String
    /// The leads that everybody would read otherwise than they are written.
    public let masked: [(written: String, shown: String)]
    /// Where the name of a lead stands in text that nothing masks.
    public let namesInText: [String]
    /// What is to be looked at before progress is published; `nil` for another work.
    let progress: ProgressCheck?

    /// The masked leads and the names in text, a line each, as a command says them.
    public var lines: [String] {
        let leads = masked.map { "Lead “\($0.written)” would be shown as “\($0.shown)”" }
        return leads + namesInText.map { "A name stands in text that is published as written: \($0)" }
            + (progress?.lines ?? [])
    }
}
