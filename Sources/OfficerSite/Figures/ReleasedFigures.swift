// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports

extension PreparedInformation {
    /// The tables by one characteristic exactly as the publication tells them, for everything else in the record that
    /// shows figures to people who may not see monitoring data.
    var releasedFigures: [FigureTable] {
        publication.sets.flatMap { set in
            set.tables.compactMap { table in
                guard table.names.count == 1, let name = table.names.first, !table.rows.isEmpty,
                    let plan = plan(of: set, name),
                    let column = plan.columns.first(where: { $0.name == name })
                else { return nil }
                return FigureTable(
                    dataSet: set.dataSet.id, version: plan.version.number, period: set.period, column: name,
                    scheme: column.scheme, standing: .released, lines: Self.lines(table, column))
            }
        }
    }

    /// The plan that told a column of a set: a column lies in one part only.
    private func plan(of set: InformationSet, _ name: String) -> InformationPlan? {
        releases.map(\.release.plan).first { plan in
            plan.dataSet.id == set.dataSet.id && plan.version.period == set.period
                && plan.columns.contains { $0.name == name }
        }
    }

    private static func lines(_ table: InformationTable, _ column: DataColumn) -> [FigureTable.Line] {
        let parents = Dictionary(column.entries.map { ($0.code, $0.parent ?? "") }) { one, _ in one }
        // Those who named a group and no part of it are a line of the publication and no group of the scheme.
        return table.rows.filter { $0.kind == .category && parents[$0.codes[0]] != nil }.map { row in
            FigureTable.Line(
                Figure(
                    code: row.codes[0], label: row.labels[0], count: row.people.value.map { Int($0) },
                    base: row.share?.value == nil ? nil : row.share?.part?.base),
                parent: parents[row.codes[0]] ?? "", depth: row.depth)
        }
    }
}
