// SPDX-License-Identifier: Apache-2.0
import EqualityStatistics

/// Judges what a file held, once its last row was read.
struct QualityFindings {
    let coder: RecordCoder
    let context: ReadingContext
    let mapping: ColumnMapping
    private let books: [(scheme: CategoryScheme, book: SpellingBook)]

    /// Unread words that are listed one by one.
    static let mostListed = 50
    /// More different unread words than this in a column are somebody's own words.
    static let mostKinds = 100

    init(_ coder: RecordCoder, _ context: ReadingContext, _ mapping: ColumnMapping) {
        self.coder = coder
        self.context = context
        self.mapping = mapping
        let needed = coder.coders.contains { !$0.unread.isEmpty }
        books =
            needed
            ? context.schemes.schemes.values.sorted { $0.id < $1.id }.map { ($0, SpellingBook($0)) } : []
    }

    func report() -> QualityReport {
        var report = QualityReport()
        report.rows = coder.rows
        report.people = coder.people
        report.refusedRows = coder.refusals.values.reduce(0, +)
        report.refusals = Dictionary(uniqueKeysWithValues: coder.refusals.map { ($0.key.name, $0.value) })
        report.objected = coder.objected
        report.sameRows = coder.sameRows.repeated
        report.sameReferences = coder.sameReferences.repeated
        report.lookedAt = max(coder.sameRows.oneIn, coder.sameReferences.oneIn)
        report.columns = coder.coders.map(column)
        var findings = rowFindings()
        for coder in coder.coders { findings += columnFindings(coder) }
        findings += swappedFindings() + totalFindings() + areaFindings() + sideFindings(report)
        report.add(findings)
        return report
    }

    private func column(_ coder: ColumnCoder) -> QualityReport.Column {
        var counts: [String: Int] = [:]
        for (entry, count) in zip(coder.entries, coder.counts) where entry.kind == .category && count > 0 {
            counts[entry.code] = count
        }
        let isFreeText = Self.isFreeText(coder)
        let listed = coder.unread.sorted { ($1.count, $0.firstRow) < ($0.count, $1.firstRow) }
            .map { self.unread($0, coder, isFreeText) }
        return QualityReport.Column(
            name: coder.name, header: coder.header, scheme: coder.scheme?.id ?? "", answers: coder.answers,
            counts: counts, unread: Self.gathered(listed, most: Self.mostListed),
            unreadKinds: coder.unread.count)
    }

    private func unread(
        _ unread: ColumnCoder.Unread, _ coder: ColumnCoder, _ isFreeText: Bool
    ) -> QualityReport.Unread {
        var nearest = coder.book.nearest(to: unread.words)
        var suggestion = nearest?.label ?? ""
        if unread.reason == .spreadsheetDate, let before = DayReading.before(unread.words) {
            suggestion = "perhaps \(before)"
            nearest = coder.book.place(of: before).map { coder.book.entries[$0] }
            if nearest == nil, let scheme = coder.scheme, let range = CellReader.range(before),
                let band = scheme.categories.first(where: { $0.ages == range })
            {
                nearest = ColumnEntry(band)
            }
        } else if let other = otherVersion(unread.words, coder) {
            suggestion = "\(other.label) in \(other.scheme.title)"
        }
        if coder.scheme?.isAges == true, unread.reason != .spreadsheetDate {
            // No age is near to another.
            (nearest, suggestion) = (nil, "")
        }
        let mayStay = !isFreeText && UnreadWords.mayStay(unread.words)
        return QualityReport.Unread(
            words: mayStay ? unread.words : "", reason: unread.reason, count: unread.count,
            firstRow: unread.firstRow, nearest: mayStay ? nearest?.code ?? "" : "",
            suggestion: mayStay
                ? suggestion
                : isFreeText ? "" : UnreadWords.shape(unread.words).map { "written like \($0)" } ?? "")
    }

    /// Those that are not kept word for word count together where they are alike.
    private static func gathered(_ all: [QualityReport.Unread], most: Int) -> [QualityReport.Unread] {
        var gathered: [QualityReport.Unread] = []
        var places: [String: Int] = [:]
        for one in all {
            guard one.words.isEmpty else {
                gathered.append(one)
                continue
            }
            let key = "\(one.reason) \(one.suggestion)"
            if let place = places[key] {
                let held = gathered[place]
                gathered[place] = QualityReport.Unread(
                    words: "", reason: held.reason, count: held.count + one.count,
                    firstRow: min(held.firstRow, one.firstRow), nearest: "", suggestion: held.suggestion)
            } else {
                places[key] = gathered.count
                gathered.append(one)
            }
        }
        return Array(gathered.sorted { ($1.count, $0.firstRow) < ($0.count, $1.firstRow) }.prefix(most))
    }

    /// Another version of the same question in which words are a category.
    private func otherVersion(_ words: String, _ coder: ColumnCoder) -> (
        scheme: CategoryScheme, label: String
    )? {
        guard let own = coder.scheme else { return nil }
        for (scheme, book) in books where scheme.variable == own.variable && scheme.id != own.id {
            if let place = book.place(of: words), book.entries[place].kind == .category {
                return (scheme, book.entries[place].label)
            }
        }
        return nil
    }

    static func isFreeText(_ coder: ColumnCoder) -> Bool {
        coder.unread.count > mostKinds
            || coder.unread.contains { $0.reason == .freeText && $0.words.utf8.count > 80 }
    }

    private func rowFindings() -> [QualityReport.Finding] {
        var findings: [QualityReport.Finding] = []
        if coder.people == 0 {
            findings.append(.init(.stops, "No row of the file could be taken."))
        }
        for header in coder.leftOut {
            findings.append(
                .init(.asks, column: header, "The mapping does not know this column; it is left out."))
        }
        let real = coder.refusals.filter { $0.key != .header }
        let count = real.values.reduce(0, +)
        if count > 0 {
            let reasons = real.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
                .map { "\($0.value) for \($0.key.name)" }.joined(separator: ", ")
            findings.append(
                .init(
                    count * 2 > coder.rows ? .stops : .asks,
                    "\(count) of \(coder.rows) rows \(count == 1 ? "is" : "are") not taken: \(reasons)."))
        }
        for row in coder.refused { findings.append(.init(.tells, row: row.row, row.text)) }
        return findings
    }

    private func columnFindings(_ column: ColumnCoder) -> [QualityReport.Finding] {
        let count = column.unreadCount
        var findings: [QualityReport.Finding] = []
        if count > 0, let first = column.unread.min(by: { $0.firstRow < $1.firstRow }) {
            findings.append(unreadFinding(column, count, first))
        }
        let answers = column.answers
        if let completeness = answers.completeness, completeness.percentage < 60, answers.asked > 0 {
            findings.append(
                .init(
                    .tells, column: column.header,
                    "Of \(answers.asked) who were asked, \(answers.usable) gave an answer that can be used "
                        + "(\(Int(completeness.percentage.rounded(.down)))%): too few to compare."))
        }
        return findings
    }

    private func unreadFinding(
        _ column: ColumnCoder, _ count: Int, _ first: ColumnCoder.Unread
    ) -> QualityReport.Finding {
        let people = column.counts.reduce(0, +)
        let isMost = count * 2 > people
        func finding(_ weight: QualityReport.Weight, _ text: String) -> QualityReport.Finding {
            .init(weight, row: first.firstRow, column: column.header, text)
        }
        // The same words in another version of the question, or in another question altogether.
        if let scheme = column.scheme {
            let read = column.unread.filter { $0.reason == .unknownCode }
            let total = read.reduce(0) { $0 + $1.count }
            var best: (scheme: CategoryScheme, count: Int)?
            for (other, book) in books where other.id != scheme.id && total > 0 {
                let matched = read.filter {
                    book.place(of: $0.words).map { book.entries[$0].kind == .category } ?? false
                }.reduce(0) { $0 + $1.count }
                let isNearer = other.variable == scheme.variable && best?.scheme.variable != scheme.variable
                if matched * 10 >= total * 8, best == nil || matched > best?.count ?? 0 || isNearer {
                    best = (other, matched)
                }
            }
            if let best, best.scheme.variable == scheme.variable {
                return finding(
                    isMost ? .stops : .asks,
                    isMost
                        ? "The codes are those of \(best.scheme.title), not of \(scheme.title). "
                            + "Select that version for the column."
                        : "The column mixes versions: \(best.count) people have codes of "
                            + "\(best.scheme.title), such as \u{201C}\(read[0].words.prefix(40))\u{201D}. "
                            + "They count as unknown unless you say what they mean.")
            }
            if let best, isMost {
                return finding(
                    .stops,
                    "The column holds \(best.scheme.variable), not \(scheme.variable). "
                        + "Columns may have been swapped: check the mapping.")
            }
        }
        if Self.isFreeText(column) {
            return finding(
                .stops,
                "The column holds people's own words (\(column.unread.count) different ones). "
                    + "Leave it out, or give a column of codes.")
        }
        let shown =
            UnreadWords.mayStay(first.words)
            ? "\u{201C}\(first.words)\u{201D}"
            : "What is written like \(UnreadWords.shape(first.words) ?? "a sentence")"
        if isMost {
            return finding(
                .stops,
                "Most of the column cannot be read: \(count) of \(people). \(shown) \(first.reason.words). "
                    + "Check what the column is.")
        }
        return finding(
            .asks,
            "\(count) \(count == 1 ? "person's answer counts" : "people's answers count") as unknown. "
                + "\(column.unread.count > 1 ? "The first: " : "")\(shown) \(first.reason.words).")
    }

    private func totalFindings() -> [QualityReport.Finding] {
        var findings: [QualityReport.Finding] = []
        for (topic, total) in coder.totals.sorted(by: { $0.value.row < $1.value.row }) {
            let sum: Int
            if topic.isEmpty {
                sum = coder.people
            } else {
                guard let column = coder.coders.first(where: { $0.header == topic }) else { continue }
                sum = column.counts.reduce(0, +)
            }
            guard sum != total.stated else { continue }
            findings.append(
                .init(
                    .asks, row: total.row, column: topic,
                    "The total says \(total.stated) and the rows add up to \(sum)."))
        }
        for total in coder.subtotals {
            guard let people = total.column.people(total.words), people != total.stated else { continue }
            findings.append(
                .init(
                    .asks, row: total.row, column: total.column.header,
                    "The total of \u{201C}\(total.words.prefix(60))\u{201D} says \(total.stated) and the rows add up "
                        + "to \(people)."))
        }
        if coder.otherTotals > 0 {
            let rows = coder.otherTotals == 1 ? "1 row is a total" : "\(coder.otherTotals) rows are totals"
            findings.append(
                .init(
                    .tells,
                    "\(rows) of several answers at once: neither counted nor compared with the others."))
        }
        let sums = coder.coders.filter { $0.part > 0 || mapping.columns.contains { $0.use == .topic } }
            .map { ($0.header, $0.counts.reduce(0, +)) }
        if let first = sums.first, let other = sums.first(where: { $0.1 != first.1 }) {
            findings.append(
                .init(
                    .asks,
                    "The questions do not add up to the same number of people: \(first.0) to \(first.1), "
                        + "\(other.0) to \(other.1)."))
        }
        return findings
    }
}
