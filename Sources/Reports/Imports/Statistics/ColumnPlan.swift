// SPDX-License-Identifier: Apache-2.0

/// What each column of a table of counts is, by its heading and its first cells.
struct ColumnPlan {
    /// A column of figures: of which categories it is, and what it measures.
    struct Figure {
        let column: Int
        let variable: String
        let parts: [(dimension: String, label: String)]
        let measure: HeadingWords.Measure
    }

    /// A column whose cells are labels.
    struct Label {
        let column: Int
        /// The variable that its heading names; empty where another column names it.
        let dimension: String
        /// The column that names the variable.
        var nameColumn: Int?
        /// The column with the publisher's codes of the labels.
        var codeColumn: Int?
    }

    var form = StatisticsForm.wide
    var areaColumn = 0
    var nameColumn: Int?
    var dayColumn: Int?
    var tableColumn: Int?
    var measureColumn: Int?
    var labels: [Label] = []
    var figures: [Figure] = []
    /// Columns that are left out, with the reason.
    var leftOut: [(heading: String, reason: String)] = []

    static let valueNames: Set<String> = [
        "observation", "observations", "count", "counts", "value", "number", "obs value", "people", "persons",
        "freq", "frequency", "n", "residents", "total",
    ]
    private static let dayNames: Set<String> = [
        "date", "year", "day", "period", "time", "time period", "date name", "census year", "reference date",
    ]
    private static let tableNames: Set<String> = ["table", "table id", "dataset", "dataset id", "table code"]
    private static let measureNames: Set<String> = ["measures", "measure", "measures name", "value type"]
    private static let variableNames: Set<String> = [
        "variable", "topic", "indicator", "characteristic", "question",
    ]
    private static let asides: Set<String> = [
        "classification", "derived from", "source", "source column", "note", "notes", "footnote", "units",
        "unit",
        "obs status", "status", "comment", "comments", "licence",
    ]

    /// Plans the columns of a table; `isArea` says whether a cell names an area.
    init(header: [String], sample: [[String]], isArea: (String) -> Bool) {
        let count = header.count
        let names = header.map { LabelBook.folded($0) }
        func cells(_ column: Int) -> [String] {
            sample.compactMap { column < $0.count ? HeadingWords.trimmed($0[column]) : nil }.filter {
                !$0.isEmpty
            }
        }
        func share(_ column: Int, _ test: (String) -> Bool) -> Double {
            let filled = cells(column)
            return filled.isEmpty ? 0 : Double(filled.count(where: test)) / Double(filled.count)
        }
        let areas = (0..<count).filter { share($0, isArea) > 0.5 }
        areaColumn =
            areas.max { one, other in
                let sizes = [one, other].map { AreaCodeWords.smallness(cells($0).first ?? "") }
                return sizes[0] == sizes[1] ? one > other : sizes[0] < sizes[1]
            } ?? 0
        var used = Set(areas)
        let numeric = Set((0..<count).filter { column in share(column, CountCell.isFigure) >= 0.5 })
        nameColumn = Self.name(of: areaColumn, names, not: numeric.union(used))
        if let nameColumn { used.insert(nameColumn) }
        for column in areas where column != areaColumn {
            leftOut.append((header[column], "a larger area that these areas lie in"))
            if let name = Self.name(of: column, names, not: numeric.union(used)) {
                used.insert(name)
                leftOut.append((header[name], "a larger area that these areas lie in"))
            }
        }
        for column in 0..<count where !used.contains(column) {
            let isKnown =
                Self.dayNames.contains(names[column]) && dayColumn == nil
                || Self.tableNames.contains(names[column])
                || Self.measureNames.contains(names[column]) && !numeric.contains(column)
            guard isKnown else { continue }
            used.insert(column)
            if Self.dayNames.contains(names[column]) {
                dayColumn = column
            } else if Self.tableNames.contains(names[column]) {
                tableColumn = column
            } else {
                measureColumn = column
            }
        }
        for column in 0..<count where Self.asides.contains(names[column]) && !used.contains(column) {
            used.insert(column)
            leftOut.append((header[column], "says nothing of who is counted"))
        }
        let codes = Self.pairs(names, numeric, not: used)
        used.formUnion(codes.values)
        planRest(header, names, numeric, used, codes)
    }

    /// Tells label columns from columns of figures.
    private mutating func planRest(
        _ header: [String], _ names: [String], _ numeric: Set<Int>, _ taken: Set<Int>, _ codes: [Int: Int]
    ) {
        var used = taken
        let free = header.indices.filter { !used.contains($0) && !names[$0].isEmpty }
        let valueColumn = free.first { Self.valueNames.contains(names[$0]) && numeric.contains($0) }
        let ages = valueColumn == nil ? [] : free.filter { Self.isAgeColumn(names[$0]) && $0 != valueColumn }
        let variables = free.filter { column in
            let stem = names[column].split(separator: " ").filter { Int($0) == nil }.joined(separator: " ")
            return Self.variableNames.contains(stem) && !numeric.contains(column)
        }
        used.formUnion(variables)
        let texts = free.filter {
            !used.contains($0) && (!numeric.contains($0) || ages.contains($0) || codes[$0] != nil)
        }
        for column in texts {
            let number = names[column].split(separator: " ").last.flatMap { Int($0) }
            let name =
                variables.count == 1 && texts.count == 1
                ? variables[0]
                : variables.first {
                    number != nil && names[$0].split(separator: " ").last.flatMap { Int($0) } == number
                }
            labels.append(
                Label(
                    column: column, dimension: name == nil ? Self.variable(header[column]) : "",
                    nameColumn: name,
                    codeColumn: codes[column]))
        }
        let figureColumns = free.filter { !used.contains($0) && !texts.contains($0) }
        if !labels.isEmpty, let value = valueColumn ?? (figureColumns.count == 1 ? figureColumns.first : nil)
        {
            form = codes.isEmpty || !variables.isEmpty ? .tidy : .long
            figures = [Figure(column: value, variable: "", parts: [], measure: .count)]
            for column in figureColumns where column != value {
                let words = HeadingWords(header[column])
                if words.measure == .percentage || names[column].contains("perc") {
                    figures.append(Figure(column: column, variable: "", parts: [], measure: .percentage))
                    form = .beside
                } else {
                    leftOut.append((header[column], "not the column of counts"))
                }
            }
            return
        }
        planWide(header, figureColumns)
    }

    private mutating func planWide(_ header: [String], _ columns: [Int]) {
        let words = columns.map { (column: $0, words: HeadingWords(header[$0])) }
        let firsts = words.map { $0.words.parts.first?.dimension ?? "" }
        // "White: Irish" in some headings only is a label with a colon in it, no dimension.
        let isNamed =
            firsts.allSatisfy { !$0.isEmpty }
            && (Set(firsts).count == 1 || words.contains { $0.words.parts.count > 1 })
        let prefixed = words.count { $0.words.parts.first?.label.contains("_") ?? false } * 2 > words.count
        for (column, heading) in words {
            if heading.measure == .other {
                leftOut.append((header[column], "no count of people"))
                continue
            }
            var variable = ""
            var parts = heading.parts
            if !isNamed {
                parts = [
                    (
                        "",
                        parts.map { $0.dimension.isEmpty ? $0.label : "\($0.dimension): \($0.label)" }.joined(
                            separator: "; ")
                    )
                ]
            }
            if prefixed, let label = parts.first?.label, let mark = label.firstIndex(of: "_") {
                variable = String(label[..<mark])
                parts = [(variable, String(label[label.index(after: mark)...]).replacing("_", with: " "))]
            }
            figures.append(
                Figure(
                    column: column, variable: variable,
                    parts: parts.map { (Self.variable($0.dimension), $0.label) }, measure: heading.measure))
        }
        let measures = figures.map(\.measure)
        form = measures.contains(.percentage) && measures.contains(.count) ? .beside : .wide
    }

    /// "Age (D) (8 categories)" is Age.
    static func variable(_ heading: String) -> String {
        var words = heading.replacing("_", with: " ")
        while words.hasSuffix(")"), let open = words.lastIndex(of: "(") {
            words = HeadingWords.trimmed(String(words[..<open]))
        }
        return HeadingWords.trimmed(words)
    }

    private static func isAgeColumn(_ name: String) -> Bool {
        ["age", "ages", "age band", "age group", "single year of age"].contains(name)
    }

    /// The column with the names of the areas whose codes a column has.
    private static func name(of column: Int, _ names: [String], not used: Set<Int>) -> Int? {
        func stem(_ name: String) -> String {
            let words = name.split(separator: " ").map(String.init)
            return words.filter { !["code", "cd", "name", "nm", "id"].contains($0) }.joined(separator: " ")
        }
        let own = stem(names[column])
        let others = names.indices.filter { $0 != column && !used.contains($0) && !names[$0].isEmpty }
        if !own.isEmpty, let same = others.first(where: { stem(names[$0]) == own }) { return same }
        let kinds = [
            "name", "geography", "area", "authority", "district", "region", "ward", "place", "council",
            "unitary",
        ]
        return [column - 1, column + 1].first { place in
            others.contains(place) && kinds.contains { names[place].contains($0) }
        }
    }

    /// Columns of codes beside columns of labels: the label's column to the code's. What is the label its cells say,
    /// so that two that were swapped are read all the same.
    private static func pairs(_ names: [String], _ numeric: Set<Int>, not used: Set<Int>) -> [Int: Int] {
        var pairs: [Int: Int] = [:]
        for column in names.indices where !used.contains(column) {
            guard names[column].hasSuffix(" code") else { continue }
            let stem = names[column].dropLast(5)
            guard let label = names.indices.first(where: { names[$0] == stem && !used.contains($0) }) else {
                continue
            }
            if numeric.contains(label), !numeric.contains(column) {
                pairs[column] = label
            } else {
                pairs[label] = column
            }
        }
        return pairs
    }
}
