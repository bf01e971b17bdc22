// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty

/// One number as files have it: a row of a tidy table.
private struct InformationFigure {
    let table: InformationTable
    let row: InformationTable.Row
    let measure: String
    let statistic: Statistic
    var finding = ""

    static func all(_ table: InformationTable) -> [InformationFigure] {
        table.rows.flatMap { row in
            var figures = [
                InformationFigure(table: table, row: row, measure: "people", statistic: row.people)
            ]
            if let share = row.share {
                figures.append(
                    InformationFigure(
                        table: table, row: row, measure: "share", statistic: share, finding: row.finding))
            }
            if let benchmark = row.benchmark {
                figures.append(
                    InformationFigure(
                        table: table, row: row, measure: "benchmark share", statistic: benchmark))
            }
            return figures
        }
    }
}

extension Reports {
    /// The columns of the tidy files: names, what they hold, and their type for machines.
    private static let tidyColumns: [(name: String, title: String, type: String)] = [
        ("data_set", "Data set", "string"), ("table", "Table", "string"),
        ("area_code", "Code of the area", "string"),
        ("period_start", "First day", "date"), ("period_end", "Last day", "date"),
        ("dimension_1", "First characteristic", "string"), ("code_1", "Code of the group", "string"),
        ("label_1", "Group", "string"), ("dimension_2", "Second characteristic", "string"),
        ("code_2", "Code of the group by the second", "string"), ("label_2", "Group by the second", "string"),
        ("measure", "What is measured", "string"), ("unit", "Unit", "string"), ("value", "Value", "decimal"),
        ("value_status", "Status: c is withheld to protect people", "string"),
        ("low", "Lower end of the 95% interval", "decimal"),
        ("high", "Upper end of the 95% interval", "decimal"),
        ("base", "People that a share is of", "integer"),
        ("finding", "What may be said beside the benchmark", "string"),
        ("synthetic", "Whether the records are invented", "boolean"),
    ]

    /// Every number of data sets as tidy CSV, one row an observation.
    public static func equalityInformationCSV(_ sets: [InformationSet]) -> [UInt8] {
        var writer = CSVWriter(forPeople: true)
        writer.write(tidyColumns.map(\.name))
        for set in sets {
            let head = { (table: String) in
                [set.slug, table, set.dataSet.areaCode, set.period.first.iso, set.period.last.iso]
            }
            for figure in set.tables.flatMap(InformationFigure.all) {
                let (table, row, statistic) = (figure.table, figure.row, figure.statistic)
                func plain(_ value: Double?) -> String { value.map { statistic.unit.plain($0) } ?? "" }
                var cells = head(table.id)
                for place in 0..<2 {
                    cells +=
                        place < table.names.count
                        ? [table.names[place], row.codes[place], row.labels[place]] : ["", "", ""]
                }
                cells += [
                    figure.measure, statistic.unit.name, plain(statistic.value), statistic.mark?.code ?? "",
                ]
                cells += [
                    plain(statistic.low), plain(statistic.high), statistic.part.map { "\($0.base)" } ?? "",
                ]
                cells += [figure.finding, set.dataSet.isSynthetic ? "true" : "false"]
                writer.write(cells)
            }
        }
        return writer.bytes
    }

    /// What the columns of a CSV file mean, in the words of CSV on the Web.
    public static func equalityInformationMetadata(
        _ set: InformationSet, of publication: InformationPublication
    ) -> [UInt8] {
        let columns: [JSONValue] = tidyColumns.map { column in
            [
                "name": .string(column.name), "titles": .string(column.name),
                "dc:description": .string(column.title),
                "datatype": .string(column.type), "null": "",
            ]
        }
        let value: JSONValue = [
            "@context": ["http://www.w3.org/ns/csvw", ["@language": "en"]],
            "url": .string("\(set.slug).csv"), "dc:title": .string("\(set.dataSet.title), \(set.period)"),
            "dc:publisher": .string(publication.publisher), "dc:issued": .string(publication.day.iso),
            "dc:license": .string(InformationPublication.licenceAddress), "dc:language": "en-GB",
            "notes": .array((set.protection + set.withheld).map(JSONValue.string)),
            "tableSchema": ["columns": .array(columns)],
        ]
        return value.pretty
    }

    /// A data set's tables as JSON.
    public static func equalityInformationJSON(
        _ set: InformationSet, of publication: InformationPublication
    ) -> [UInt8] {
        func number(_ value: Double?, _ unit: Statistic.Unit) -> JSONValue {
            guard let value else { return .null }
            let power = (0..<unit.decimals).reduce(1.0) { result, _ in result * 10 }
            let steps = Int((value * power).rounded(.toNearestOrAwayFromZero))
            return unit.decimals == 0 ? .number(steps) : .decimal(steps, places: unit.decimals)
        }
        func figure(_ statistic: Statistic) -> JSONValue {
            var members: [JSONValue.Member] = [
                .init("value", number(statistic.value, statistic.unit)),
                .init("value_status", .string(statistic.mark?.code ?? "")),
                .init("unit", .string(statistic.unit.name)),
            ]
            if statistic.low != nil {
                members += [
                    .init("low", number(statistic.low, statistic.unit)),
                    .init("high", number(statistic.high, statistic.unit)),
                ]
            }
            if let part = statistic.part { members.append(.init("base", .number(part.base))) }
            return .object(members)
        }
        func texts(_ list: [String]) -> JSONValue { .array(list.map(JSONValue.string)) }
        let tables: [JSONValue] = set.tables.map { table in
            let rows: [JSONValue] = table.rows.map { row in
                [
                    "codes": texts(row.codes), "labels": texts(row.labels), "people": figure(row.people),
                    "share": row.share.map(figure) ?? .null, "benchmark": row.benchmark.map(figure) ?? .null,
                    "finding": .string(row.finding),
                ]
            }
            return [
                "id": .string(table.id), "title": .string(table.title), "dimensions": texts(table.names),
                "withheld": .string(table.withheld), "notes": texts(table.notes),
                "shorthand": texts(table.shorthand), "benchmark": .string(table.benchmark),
                "source": .string(table.source), "rows": .array(rows),
            ]
        }
        let value: JSONValue = [
            "format": "dueregard equality information 1", "dataSet": .string(set.dataSet.title),
            "population": .string(set.dataSet.population), "areaCode": .string(set.dataSet.areaCode),
            "area": .string(set.areaName), "periodStart": .string(set.period.first.iso),
            "periodEnd": .string(set.period.last.iso), "publisher": .string(publication.publisher),
            "day": .string(publication.day.iso), "licence": .string(InformationPublication.licenceAddress),
            "synthetic": .bool(set.dataSet.isSynthetic), "protection": texts(set.protection),
            "withheld": texts(set.withheld), "tables": .array(tables),
        ]
        return value.pretty
    }

    /// What a publication holds, as JSON for programs.
    public static func equalityInformationIndexJSON(
        _ publication: InformationPublication,
        files: [(name: String, type: String, size: Int, digest: String)]
    ) -> [UInt8] {
        let value: JSONValue = [
            "format": "dueregard equality information 1", "title": .string(publication.title),
            "publisher": .string(publication.publisher), "day": .string(publication.day.iso),
            "licence": .string(InformationPublication.licenceAddress),
            "dataSets": .array(
                publication.sets.map {
                    [
                        "name": .string($0.slug), "title": .string($0.dataSet.title),
                        "period": .string($0.period.description), "tables": .number($0.tables.count),
                        "numbersShown": .number($0.numbers.shown),
                        "numbersWithheld": .number($0.numbers.withheld),
                        "withheld": .array($0.withheld.map(JSONValue.string)),
                    ]
                }),
            "notPublished": .array(
                publication.leftOut.map { ["title": .string($0.title), "why": .string($0.why)] }),
            "files": .array(
                files.map {
                    [
                        "name": .string($0.name), "type": .string($0.type), "bytes": .number($0.size),
                        "sha256": .string($0.digest),
                    ]
                }),
        ]
        return value.pretty
    }

    /// A data set in the words of schema.org, so that search engines find it.
    public static func equalityInformationLinkedData(
        _ set: InformationSet, of publication: InformationPublication, files: [(name: String, type: String)]
    ) -> JSONValue {
        [
            "@context": "https://schema.org/", "@type": "Dataset",
            "name": .string("\(set.dataSet.title), \(set.period)"),
            "description": .string(
                "\(set.tables.count) tables about \(set.dataSet.population) in \(set.areaName) by protected characteristic, "
                    + "protected against disclosure. \(publication.summary)."),
            "creator": ["@type": "Organization", "name": .string(publication.publisher)],
            "license": .string(InformationPublication.licenceAddress),
            "datePublished": .string(publication.day.iso),
            "inLanguage": "en-GB", "isAccessibleForFree": .bool(true),
            "temporalCoverage": .string("\(set.period.first.iso)/\(set.period.last.iso)"),
            "spatialCoverage": .string(set.areaName),
            "variableMeasured": .array(set.tables.map { .string($0.title) }),
            "distribution": .array(
                files.map {
                    [
                        "@type": "DataDownload", "contentUrl": .string($0.name),
                        "encodingFormat": .string($0.type),
                    ]
                }),
        ]
    }
}
