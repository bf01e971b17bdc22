// SPDX-License-Identifier: Apache-2.0

extension Objective {
    /// Everything it says as a flat map, in which nothing empty stands: what a version keeps.
    public var fields: [String: String] {
        let fields: [String: String] = [
            "version": String(version), "title": title, "gap": gap, "strategyID": strategyID,
            "directorate": directorate, "aims": aims, "characteristics": characteristics,
            "framework": framework, "measure": measure.words, "unit": measure.unit, "source": measure.source,
            "direction": measure.direction.rawValue, "baseline": Self.plain(measure.baseline),
            "baselineDay": measure.baselineDay?.iso ?? "", "target": Self.plain(measure.target),
            "everyMonths": measure.everyMonths == 0 ? "" : String(measure.everyMonths),
            "targetDate": targetDate.asWritten, "state": state.rawValue, "closing": closing,
            "publishedOn": publishedOn?.iso ?? "", "figure": measure.figure?.written ?? "",
        ]
        return fields.filter { !$0.value.isEmpty }
    }

    private static func plain(_ value: Double?) -> String {
        guard let value else { return "" }
        return String(value)
    }

    /// From the map of `fields`.
    public init(id: String, fields: [String: String]) {
        func text(_ name: String) -> String { fields[name] ?? "" }
        self.init(
            id: id, version: Int(text("version")) ?? 1, title: text("title"), gap: text("gap"),
            strategyID: text("strategyID"), directorate: text("directorate"), aims: text("aims"),
            characteristics: text("characteristics"), framework: text("framework"),
            measure: Measure(
                words: text("measure"), unit: text("unit"), source: text("source"),
                direction: Direction(rawValue: text("direction")) ?? .up, baseline: Double(text("baseline")),
                baselineDay: CalendarDay(iso: text("baselineDay")), target: Double(text("target")),
                everyMonths: Int(text("everyMonths")) ?? 0, figure: FigureMeasure(written: text("figure"))),
            targetDate: text("targetDate"), state: State(rawValue: text("state")) ?? .open,
            closing: text("closing"), publishedOn: CalendarDay(iso: text("publishedOn")))
    }
}
