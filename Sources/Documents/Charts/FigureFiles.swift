// SPDX-License-Identifier: Apache-2.0

/// One figure with everything that a file must say of it: a row of a tidy table.
struct Observation: Hashable, Sendable {
    let code: String
    let label: String
    let series: String
    let statistic: Statistic
    var reasonOfBreak: String?
}

extension Chart {
    /// The figures row by row, and after each row what it is measured against.
    var observations: [Observation] {
        rows.flatMap { row in
            let reason = reasonOfBreak(before: row)
            let own = zip(series, row.statistics).map {
                Observation(
                    code: row.code, label: row.label, series: $0, statistic: $1, reasonOfBreak: reason)
            }
            let other = row.benchmark.map {
                Observation(code: row.code, label: row.label, series: words.benchmark, statistic: $0)
            }
            return own + [other].compactMap { $0 }
        }
    }

    /// The figures as CSV, one row an observation.
    public var csv: [UInt8] {
        FigureFile.csv(observations, code: "code", label: "label", hasSeries: true, measure: words.measure)
    }

    /// The chart as JSON: its words, and one object an observation.
    public var json: JSONValue {
        FigureFile.json(
            observations, code: "code", label: "label", hasSeries: true,
            [
                .init("id", .string(id)), .init("kind", .string(kind.rawValue)),
                .init("heading", .string(words.message)), .init("measure", .string(words.measure)),
                .init("summary", .string(words.summary)),
                .init("series", .array(series.map(JSONValue.string))),
                .init("benchmark", .string(words.benchmark)), .init("interval", .string(words.interval)),
                .init(
                    "breaks",
                    .array(breaks.map { ["before": .string($0.before), "reason": .string($0.reason)] })),
                .init("notes", .array(notes.map(JSONValue.string))),
                .init("sources", .array(sources.map(JSONValue.string))),
            ])
    }
}

extension MapPicture {
    /// The figures in the order of the table.
    var observations: [Observation] {
        places.map {
            Observation(code: $0.code, label: $0.name, series: words.figure, statistic: $0.statistic)
        }
    }

    /// The figures as CSV, one row a place.
    public var csv: [UInt8] {
        FigureFile.csv(
            observations, code: "area_code", label: "area", hasSeries: false, measure: words.measure)
    }

    /// The map as JSON: its words, its classes, and one object a place; boundaries are not in it.
    public var json: JSONValue {
        FigureFile.json(
            observations, code: "area_code", label: "area", hasSeries: false,
            [
                .init("id", .string(id)), .init("kind", "map"), .init("heading", .string(words.message)),
                .init("measure", .string(words.measure)), .init("summary", .string(words.summary)),
                .init("interval", .string(words.interval)),
                .init(
                    "classes",
                    .array(
                        classes.map {
                            [
                                "words": .string($0.words), "from": unit.json($0.from),
                                "to": unit.json($0.to),
                                "areas": .number($0.count),
                            ]
                        })),
                .init("notes", .array(notes.map(JSONValue.string))),
                .init("sources", .array(sources.map(JSONValue.string))),
            ])
    }
}

/// The files of charts and maps.
enum FigureFile {
    static func csv(
        _ observations: [Observation], code: String, label: String, hasSeries: Bool, measure: String
    ) -> [UInt8] {
        var writer = CSVWriter()
        let hasParts = observations.contains { $0.statistic.part != nil }
        writer.write(
            [code, label] + (hasSeries ? ["series"] : []) + [
                "measure", "unit", "value", "value_status", "low", "high",
            ]
                + (hasParts ? ["count", "base"] : []) + (hasSeries ? ["break_before"] : []) + ["source"])
        let guarded = FormulaGuard.added(to: measure)
        for each in observations {
            let statistic = each.statistic
            func plain(_ value: Double?) -> String { value.map { statistic.unit.plain($0) } ?? "" }
            var cells = [FormulaGuard.added(to: each.code), FormulaGuard.added(to: each.label)]
            if hasSeries { cells.append(FormulaGuard.added(to: each.series)) }
            cells += [guarded, statistic.unit.name, plain(statistic.value), statistic.mark?.code ?? ""]
            cells += [plain(statistic.low), plain(statistic.high)]
            if hasParts {
                cells += [
                    statistic.part.map { String($0.count) } ?? "",
                    statistic.part.map { String($0.base) } ?? "",
                ]
            }
            if hasSeries { cells.append(FormulaGuard.added(to: each.reasonOfBreak ?? "")) }
            cells.append(FormulaGuard.added(to: statistic.sources.map(\.line).joined(separator: "; ")))
            writer.write(cells)
        }
        return writer.bytes
    }

    static func json(
        _ observations: [Observation], code: String, label: String, hasSeries: Bool,
        _ members: [JSONValue.Member]
    ) -> JSONValue {
        let list: [JSONValue] = observations.map { each in
            let statistic = each.statistic
            var fields: [JSONValue.Member] = [
                .init(code, .string(each.code)), .init(label, .string(each.label)),
            ]
            if hasSeries { fields.append(.init("series", .string(each.series))) }
            fields += [
                .init("unit", .string(statistic.unit.name)),
                .init("value", statistic.unit.json(statistic.value)),
                .init("value_status", .string(statistic.mark?.code ?? "")),
                .init("low", statistic.unit.json(statistic.low)),
                .init("high", statistic.unit.json(statistic.high)),
            ]
            if let part = statistic.part {
                fields += [.init("count", .number(part.count)), .init("base", .number(part.base))]
            }
            return .object(fields)
        }
        return .object(members + [.init("observations", .array(list))])
    }
}
