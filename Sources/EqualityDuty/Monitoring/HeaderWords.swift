// SPDX-License-Identifier: Apache-2.0

/// What headers of columns say that a column is about.
enum HeaderWords {
    /// Whether a header names what a scheme is about.
    static func name(_ header: String, _ scheme: CategoryScheme) -> Bool {
        let head = SpellingBook.folded(header)
        let words = Set(head.split(separator: " ").map(String.init))
        if scheme.isAges, !words.isDisjoint(with: ["age", "ages", "aged"]) { return true }
        let variable = SpellingBook.folded(scheme.variable)
        if head.contains(variable) { return true }
        if variable == "sex", words.contains("identity") || words.contains("orientation") { return false }
        return !words.isDisjoint(with: more[variable] ?? [])
    }

    private static let more: [String: [String]] = [
        "ethnic group": ["ethnicity", "ethnic", "race"], "sex": ["gender"],
        "religion": ["faith", "belief", "religion"], "disability": ["disabled", "disability"],
        "sexual orientation": ["sexuality", "orientation"],
        "gender identity": ["transgender", "trans"],
        "legal partnership": ["marital", "partnership", "married", "civil"],
        "pregnancy and maternity": ["pregnancy", "maternity", "pregnant"],
        "unpaid care": ["carer", "carers", "caring"],
    ]
}

extension QualityFindings {
    /// Columns that hold what the header of another says, while that other holds something else.
    func swappedFindings() -> [QualityReport.Finding] {
        mapping.columns.compactMap { column in
            guard let scheme = scheme(of: column), !HeaderWords.name(column.header, scheme) else {
                return nil
            }
            let other = mapping.columns.first { other in
                other.header != column.header && HeaderWords.name(other.header, scheme)
                    && self.scheme(of: other)?.variable != scheme.variable
            }
            return other.map {
                .init(
                    .asks, column: column.header,
                    "The column is read as \(scheme.variable), and \u{201C}\($0.header)\u{201D} is "
                        + "\(self.scheme(of: $0).map { "read as \($0.variable)" } ?? "not"). Columns may have been "
                        + "swapped: check the headers.")
            }
        }
    }

    private func scheme(of column: ColumnMapping.Column) -> CategoryScheme? {
        switch column.use {
        case .category(let id), .ages(let id), .birth(let id): context.schemes[id]
        case .area, .stage, .count, .percentage, .topic, .answer, .reference, .day, .words, .leaveOut: nil
        }
    }
}
