// SPDX-License-Identifier: Apache-2.0

/// A filled form seen against the questions that it should answer.
public struct FormReading: Hashable, Sendable {
    /// An answer that cannot be taken as it stands.
    public struct Doubt: Hashable, Sendable {
        /// Where it belongs, and the question.
        public let path, label: String
        /// What was written.
        public let text: String
        /// What to do about it.
        public let message: String

        /// An answer in doubt.
        public init(path: String, label: String, text: String, message: String) {
            self.path = path
            self.label = label
            self.text = text
            self.message = message
        }
    }
    /// The values that can be stored, blank ones too.
    public var values: [String: String] = [:]
    /// Answers that cannot be taken as they stand.
    public var doubts: [Doubt] = []
    /// Answers to questions that are not asked here, by path; and what was written beside the questions.
    public var unknown: [String: String] = [:]
    /// What was written beside the questions.
    public var extras: [FormAnswers.Extra] = []
    /// Questions that the file lost, by path.
    public var missing: [String] = []
    /// What to know about the file as a whole: from another body, of an older version.
    public var remarks: [String] = []

    /// The values that differ from what stands in the form now.
    public func changes(to form: FormDocument) -> [String: String] {
        let now = Dictionary(form.items.map { ($0.path, $0.value) }) { first, _ in first }
        return values.filter { now[$0.key] != $0.value }
    }
}

extension FormDocument {
    /// Reads answers against this form, as it would be exported now: nothing written is lost, nothing unclear taken.
    public func reading(_ filled: FormAnswers) -> FormReading {
        var reading = FormReading()
        reading.extras = filled.extras
        var known: Set<String> = []
        for item in items {
            known.insert(item.path)
            guard let text = filled.answers[item.path] else {
                reading.missing.append(item.path)
                continue
            }
            switch item.accept(text) {
            case .success(let value): reading.values[item.path] = value
            case .failure(let problem):
                reading.doubts.append(
                    .init(path: item.path, label: item.label, text: text, message: problem.message))
            }
        }
        reading.unknown = filled.answers.filter { !known.contains($0.key) && !$0.value.isEmpty }
        reading.remarks = remarks(on: filled.identity)
        return reading
    }

    private func remarks(on other: Identity) -> [String] {
        var remarks: [String] = []
        if other.body != identity.body {
            remarks.append("The form comes from another body (\(other.body)). Check every answer.")
        }
        if other.template != identity.template {
            remarks.append("The form asks the questions of another template (\(other.template)).")
        } else if other.templateVersion != identity.templateVersion {
            remarks.append(
                "The form asks the questions of version \(other.templateVersion) of the template; "
                    + "here it is version \(identity.templateVersion).")
        }
        if !other.assessment.isEmpty, other.assessment != identity.assessment {
            remarks.append("The form was exported from another assessment.")
        } else if other.assessmentVersion != 0, other.assessmentVersion < identity.assessmentVersion {
            remarks.append(
                "The form was exported from version \(other.assessmentVersion); "
                    + "the assessment is at version \(identity.assessmentVersion) now.")
        }
        return remarks
    }
}

extension FormDocument.Item {
    /// Why a text cannot be taken.
    struct Refusal: Error { let message: String }

    /// The value that a text stands for: option labels become codes, everything else stays as it is.
    func accept(_ text: String) -> Result<String, Refusal> {
        if text == value || text == shown { return .success(value) }
        switch kind {
        case .text, .long, .date, .number: return .success(text)
        case .choice(let options):
            let line = Self.trimmed(text)
            if line.isEmpty { return .success("") }
            if let code = Self.code(of: line, in: options) { return .success(code) }
            return .failure(refusal(line, options))
        case .choices(let options):
            var codes: [String] = []
            for part in Flow.lines(text).map(Self.trimmed) where !part.isEmpty {
                guard let code = Self.code(of: part, in: options) else {
                    return .failure(refusal(part, options))
                }
                if !codes.contains(code) { codes.append(code) }
            }
            return .success(codes.joined(separator: "\n"))
        }
    }

    /// What a paper form shows for the value: the labels of the options chosen.
    var shown: String {
        let options = kind.options
        guard !options.isEmpty, !value.isEmpty else { return value }
        return Flow.lines(value).map { line in
            guard let option = options.first(where: { $0.code == line }) else { return line }
            return Self.code(of: option.label, in: options) == option.code ? option.label : option.code
        }.joined(separator: "\n")
    }

    private func refusal(_ text: String, _ options: [FormDocument.Option]) -> Refusal {
        let list = options.map { "“\($0.label)”" }.joined(separator: ", ")
        return Refusal(message: "Select one of \(list) for “\(label)”: the form says “\(text.prefix(80))”")
    }

    /// The code that a line means: the exact code, then the exact label, then either without regard to case.
    private static func code(of line: String, in options: [FormDocument.Option]) -> String? {
        let bare =
            ["• ", "- ", "* ", "☒ ", "☑ "].first { line.hasPrefix($0) }
            .map { String(line.dropFirst($0.count)) } ?? line
        let folded = bare.lowercased()
        return options.first { $0.code == bare }?.code ?? options.first { $0.label == bare }?.code
            ?? options.first { $0.code.lowercased() == folded }?.code
            ?? options.first { $0.label.lowercased() == folded }?.code
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        var scalars = Substring(text).unicodeScalars
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return String(scalars.drop(while: isBlank))
    }
}
