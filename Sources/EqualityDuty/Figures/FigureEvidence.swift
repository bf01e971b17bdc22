// SPDX-License-Identifier: Apache-2.0

/// Figures as an item of evidence: words, numbers with their base, and what they are bound to.
public struct FigureEvidence: Hashable, Sendable {
    /// By what it is known among others: where it comes from.
    public let key: String
    /// What it is, who says so, what it covers and what it says.
    public let title: String, source: String, coverage: String, says: String
    /// The day it speaks of.
    public let day: CalendarDay
    /// The characteristics it says something about, by code.
    public let characteristics: [String]
    /// The figures of a data set; `nil` for a published table of a national body.
    public let figure: FigureReference?

    /// Figures of a version of a data set, from what was released of it; in words that it was not where it was not.
    public init(
        _ dataSet: DataSet, _ version: DataSetVersion, by column: DataColumn, groups: [String],
        released table: FigureTable?, characteristic: String
    ) {
        key = "data/\(dataSet.id)/\(column.name)"
        title = "\(dataSet.title) by \(column.name), \(version.period)"
        source = "\(dataSet.title), version \(version.number): our own monitoring data"
        coverage = "\(dataSet.population), \(dataSet.ages.words), \(version.period)"
        day = version.period.last
        characteristics = characteristic.isEmpty ? [] : [characteristic]
        figure = FigureReference(
            dataSet: dataSet.id, version: version.number, column: column.name, groups: groups)
        var words: [String]
        if let table, table.standing == .released {
            words = [
                "As released, of those who answered. "
                    + table.words(groups).map { $0 + "." }.joined(separator: " ")
            ]
            if table.withholds(groups) {
                words.append("[c] is a number that is withheld, because it could point at few people.")
            }
        } else {
            words = ["The figures of this version have not been released yet."]
        }
        if dataSet.isSynthetic { words.append("Synthetic records: invented people.") }
        says = words.joined(separator: " ")
    }

    /// What the profile of a place says, as a national body published it.
    public init(_ section: ProfileSection, of area: ProfileArea) {
        let table = section.table
        key = "census/\(section.topic.id)"
        title = "\(section.topic.title) in \(area.name), \(table.dataset)"
        source =
            table.sourceLine.contains(table.id) ? table.sourceLine : "\(table.sourceLine); table \(table.id)"
        coverage = "\(area.name): \(table.universe)"
        day = table.day
        characteristics = section.topic.characteristic.isEmpty ? [] : [section.topic.characteristic]
        figure = nil
        let figures = section.figures.filter { $0.depth == 0 && $0.category.standing == .category }.map {
            let figure = Figure(
                code: $0.category.code, label: $0.category.label, count: $0.count, base: section.base)
            return "\(figure.label): \(figure.shown)."
        }
        says = "Of everybody counted. " + figures.joined(separator: " ")
    }

    /// The fields of an item of evidence of an assessment.
    public func fields(row: String) -> [String: String] {
        let path = "\(AssessmentPath.evidence)/\(row)"
        return [
            "\(path)/title": title, "\(path)/source": source, "\(path)/date": day.iso,
            "\(path)/coverage": coverage, "\(path)/characteristics": characteristics.joined(separator: "\n"),
            "\(path)/says": says, "\(path)/figure": figure?.written ?? "",
        ]
    }
}

extension AssessmentContent {
    /// The characteristics that are ticked as affected: by a level of relevance, or by a stated impact.
    public var affectedCharacteristics: Set<String> {
        var codes: Set<String> = []
        for code in rows(AssessmentPath.screening) {
            let level = self["\(AssessmentPath.screening)/\(code)/level"]
            if !level.isEmpty, level != "none" { codes.insert(code) }
        }
        let written = rows(AssessmentPath.impact)
        for impact in impacts(written) {
            switch impact.direction {
            case .positive, .negative, .unknown: codes.formUnion(impact.characteristics)
            case .neutral, .notApplicable, nil: continue
            }
        }
        return codes
    }
}
