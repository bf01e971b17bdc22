// SPDX-License-Identifier: Apache-2.0

/// What is found beside the columns themselves: areas, days, percentages, repetitions, objections.
extension QualityFindings {
    func areaFindings() -> [QualityReport.Finding] {
        var findings: [QualityReport.Finding] = []
        for column in coder.coders where column.role == .area {
            var (inside, outside, unknown) = (0, 0, 0)
            var example = ""
            for (entry, count) in zip(column.entries, column.counts) where entry.kind == .category {
                if context.ownAreas.contains(entry.code) {
                    inside += count
                } else if context.areaNames[entry.code] != nil {
                    outside += count
                    if example.isEmpty { example = entry.label }
                } else {
                    unknown += count
                }
            }
            if !context.ownAreas.isEmpty, outside > 0 {
                let isMost = outside > inside
                findings.append(
                    .init(
                        isMost ? .asks : .tells, column: column.header,
                        isMost
                            ? "Most people (\(outside) of \(inside + outside)) are of another area, such as "
                                + "\(example). This may be another council's file."
                            : "\(outside) people are of another area, such as \(example)."))
            }
            if unknown > 0 {
                findings.append(
                    .init(
                        .tells, column: column.header,
                        "\(unknown) people have area codes that are not known here."))
            }
        }
        return findings
    }

    func sideFindings(_ report: QualityReport) -> [QualityReport.Finding] {
        var findings: [QualityReport.Finding] = []
        let days = coder.days
        if days.outside > 0, let first = days.firstOutside {
            let year = days.years.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
            findings.append(
                .init(
                    days.outside > days.inside ? .stops : .asks, row: first.row, column: first.header,
                    days.outside > days.inside
                        ? "Most records (\(days.outside)) are not of \(context.period): most of those are of "
                            + "\(year). This may be another year's file."
                        : "\(days.outside) records are not of \(context.period), such as "
                            + "\u{201C}\(first.words.prefix(30))\u{201D}."))
        }
        let percentages = coder.percentages
        if percentages.above + percentages.below > 0, let first = percentages.first {
            findings.append(
                .init(
                    .asks, row: first.row, column: first.header,
                    "Percentages must be from 0 to 100: \(percentages.above + percentages.below) are not, such as "
                        + "\u{201C}\(first.words.prefix(30))\u{201D}. The figures beside them may be wrong too."
                ))
        }
        let about = report.lookedAt > 1 ? " (looked for in one of \(report.lookedAt))" : ""
        if report.sameReferences > 0 {
            findings.append(
                .init(
                    .asks,
                    "\(report.sameReferences) rows have a reference that came before"
                        + "\(coder.sameReferences.rowWords)\(about). "
                        + "They are counted twice unless each row is an event of its own."))
        }
        let hasReference = mapping.columns.contains { $0.use == .reference }
        if report.sameRows > 0, hasReference || mapping.isAggregated {
            findings.append(
                .init(
                    .asks,
                    "\(report.sameRows) rows say the same as one before, to the letter"
                        + "\(coder.sameRows.rowWords)\(about). They are counted twice unless they are left out of the "
                        + "file."))
        } else if report.sameRows > 0 {
            findings.append(
                .init(
                    .tells,
                    "\(report.sameRows) rows say the same as one before\(coder.sameRows.rowWords)\(about). Without references nobody can "
                        + "tell whether they are different people."))
        }
        if coder.scientificReferences > 0 {
            findings.append(
                .init(
                    .asks,
                    "\(coder.scientificReferences) references are in scientific notation: a spreadsheet lost "
                        + "their figures, so duplicates and objections cannot be found by them."))
        }
        if coder.objected > 0 {
            findings.append(
                .init(
                    .tells,
                    "\(coder.objected) \(coder.objected == 1 ? "row" : "rows") of people who objected "
                        + "\(coder.objected == 1 ? "was" : "were") left out."))
        }
        return findings
    }
}
