// SPDX-License-Identifier: Apache-2.0

/// Lays out what a release publishes: the code lists, a file for each table, the earlier releases.
struct ReleaseFiles {
    let outcome: Protection.Outcome
    let policy: DisclosurePolicy

    func files() -> (
        files: [(name: String, bytes: [UInt8])], tables: [ProtectedTable], hiddenCells: [Int32],
        allCells: [Int32]
    ) {
        let model = outcome.model
        let release = model.release
        let current = release.tables.count
        var named: [(name: String, table: ProtectedTable, cells: [Int32])] = []
        for index in model.tables.indices {
            let dimensions = model.tables[index].map { release.dimensions[$0] }
            let number = index < current ? index + 1 : index - current + 1
            let title = dimensions.map { fileName($0.name) }.joined(separator: "-")
            let name =
                "table-" + (number < 10 ? "0" : "") + "\(number)-" + (title.isEmpty ? "total" : title)
                + ".csv"
            let changed = index < current ? [:] : changed(release.earlier[index - current])
            let table = table(
                model.tables[index], cells: model.tableCells[index], earlier: index >= current, changed)
            named.append((index < current ? name : "earlier/" + name, table, model.tableCells[index]))
        }
        named.sort { $0.name < $1.name }
        var shown = [Bool](repeating: false, count: model.cells)
        for (_, table, cells) in named {
            for (cell, figure) in zip(cells, table.cells) where figure.isTrue {
                shown[Int(cell)] = true
            }
        }
        var hidden: [Int32] = []
        var seen = [Bool](repeating: false, count: model.cells)
        var all: [Int32] = []
        var met = seen
        for (_, table, cells) in named {
            for cell in cells where !met[Int(cell)] {
                met[Int(cell)] = true
                all.append(cell)
            }
            for (cell, figure) in zip(cells, table.cells)
            where !figure.isTrue && !shown[Int(cell)] && !seen[Int(cell)] {
                seen[Int(cell)] = true
                hidden.append(cell)
            }
        }
        var files = named.map { (name: $0.name, bytes: Array($0.table.commaSeparated().utf8)) }
        files.append((name: "hierarchy.csv", bytes: Array(codeLists().utf8)))
        files.sort { $0.name < $1.name }
        let tables = named.filter { !$0.name.hasPrefix("earlier/") }.map(\.table)
        return (files, tables, hidden, all)
    }

    private func fileName(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The numbers that an earlier table showed rounded or noisy, by their codes.
    private func changed(_ table: EarlierTable) -> [[Int]: EarlierTable.Changed] {
        var found: [[Int]: EarlierTable.Changed] = [:]
        for figure in table.figures { found[figure.codes] = figure.changed }
        return found
    }

    private func table(
        _ dimensions: [Int], cells: [Int32], earlier: Bool, _ changed: [[Int]: EarlierTable.Changed]
    ) -> ProtectedTable {
        let model = outcome.model
        let release = model.release
        let rows = cells.map { cell -> ProtectedTable.Cell in
            let place = model.codes(ofCell: Int(cell))
            let codes = dimensions.map { release.dimensions[$0].codes[place[$0]] }
            let variable = Int(model.variableOf[Int(cell)])
            if let changed = changed[place] {
                return ProtectedTable.Cell(
                    codes: codes, value: changed.shown, withheld: nil, status: changed.method.status)
            }
            if !earlier, release.isInside(place) {
                return ProtectedTable.Cell(codes: codes, value: nil, withheld: .toProtectAnother)
            }
            if let shown = outcome.shown, !outcome.hidden[variable] {
                return ProtectedTable.Cell(
                    codes: codes, value: shown[Int(cell)], withheld: nil, status: policy.method.status)
            }
            if !outcome.hidden[variable] {
                return ProtectedTable.Cell(
                    codes: codes, value: model.values[variable], withheld: nil,
                    status: outcome.requirement.structural.contains(variable) ? "z" : "")
            }
            let small = outcome.requirement.primary[variable]
            return ProtectedTable.Cell(
                codes: codes, value: nil, withheld: small ? .smallCount : .toProtectAnother)
        }
        return ProtectedTable(
            dimensions: dimensions.map { release.dimensions[$0].name }, cells: rows, policy: policy,
            figure: release.measure.figure)
    }

    /// The code lists: every code with its parent, one list for each hierarchy, parents first.
    private func codeLists() -> String {
        var text = "dimension,hierarchy,code,parent\n"
        for dimension in outcome.model.release.dimensions {
            let name = dimension.name.commaSeparatedField
            text += "\(name),,\(dimension.codes[0].commaSeparatedField),\n"
            for group in dimension.groups.reversed() {
                for child in group.children {
                    text +=
                        "\(name),\(group.hierarchy),\(dimension.codes[child].commaSeparatedField),"
                        + "\(dimension.codes[group.parent].commaSeparatedField)\n"
                }
            }
        }
        return text
    }
}

extension Measure {
    /// What a table of this measure shows.
    var figure: ProtectedTable.Figure {
        switch self {
        case .people: .people
        case .amounts(let name): .sum(name)
        }
    }

    /// The name of the set of amounts; `nil` for counts.
    var part: String? {
        switch self {
        case .people: nil
        case .amounts(let name): name
        }
    }
}
