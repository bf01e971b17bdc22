// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

extension ObjectiveStore {
    static let names = [
        "version", "title", "gap", "strategyID", "directorate", "directorateKey", "aims", "characteristics",
        "framework", "measure", "unit", "source", "direction", "baseline", "baselineDay", "target",
        "everyMonths", "targetDate", "lastDay", "state", "closing", "publishedOn", "searchText", "updatedAt",
        "figure",
    ]

    static let columns: SQL =
        """
        id, version, title, gap, strategyID, directorate, aims, characteristics, framework, measure, unit, source,
        direction, baseline, baselineDay, target, everyMonths, targetDate, state, closing, publishedOn, figure
        """

    static func values(_ objective: Objective, version: Int, at moment: Instant) -> [SQLValue] {
        let measure = objective.measure
        let date = objective.targetDate.date
        let words = [objective.title, objective.gap, measure.words, measure.source, objective.directorate]
        let values: [any SQLBindable] = [
            version, objective.title, objective.gap, objective.strategyID, objective.directorate,
            foldedForSearch(objective.directorate), objective.aims, objective.characteristics,
            objective.framework, measure.words, measure.unit, measure.source, measure.direction.rawValue,
            measure.baseline, measure.baselineDay, measure.target, measure.everyMonths,
            objective.targetDate.asWritten, date?.isRecurring == true ? nil : date?.end,
            objective.state.rawValue, objective.closing, objective.publishedOn,
            foldedForSearch(words.joined(separator: " ")), moment, measure.figure?.written ?? "",
        ]
        return values.map(\.sqlValue)
    }

    static func objective(_ row: Row) -> Objective {
        Objective(
            id: row.text(0), version: row.int(1), title: row.text(2), gap: row.text(3),
            strategyID: row.text(4), directorate: row.text(5), aims: row.text(6),
            characteristics: row.text(7), framework: row.text(8),
            measure: Objective.Measure(
                words: row.text(9), unit: row.text(10), source: row.text(11),
                direction: Objective.Direction(rawValue: row.text(12)) ?? .up, baseline: row.optionalReal(13),
                baselineDay: row.day(14), target: row.optionalReal(15), everyMonths: row.int(16),
                figure: FigureMeasure(written: row.text(21))),
            targetDate: row.text(17), state: Objective.State(rawValue: row.text(18)) ?? .open,
            closing: row.text(19), publishedOn: row.day(20))
    }
}
