// SPDX-License-Identifier: Apache-2.0
import Documents
import EqualityDuty
import EqualityStatistics

/// Reads a file of published counts in any of the forms that are met, and says what it understood and what not.
public struct StatisticsReading: Sendable {
    /// The schemes that labels are led to.
    public let schemes: CategorySchemes
    /// The areas that are known.
    public let areas: AreaDirectory
    /// Tables held already, to compare with.
    public let held: PublishedStatistics
    /// How far counts of the same people may lie apart.
    public var noise = 30

    /// A reading that knows schemes, areas and tables.
    public init(schemes: CategorySchemes, areas: AreaDirectory, held: PublishedStatistics = .none) {
        self.schemes = schemes
        self.areas = areas
        self.held = held
    }

    /// Reads a file. Throws a refusal where it can hold no table, and what stops it from being opened.
    public func read(_ file: RowFile, named fileName: String, _ wishes: StatisticsWishes = StatisticsWishes())
        throws
        -> ReadStatistics
    {
        var result = ReadStatistics()
        guard !file.isEmpty else {
            result.add(0, nil, "The file is empty")
            return result
        }
        var names: [String: [String]] = [:]
        for area in areas.areas.values where !area.kind.isSmall && area.replacedBy.isEmpty {
            names[LabelBook.folded(area.name), default: []].append(area.code)
        }
        var gatherer = StatisticsGatherer(areaNames: names)
        do {
            let (problems, notes) = try file.forEachRow { try gatherer.take($0) }
            try gatherer.finish()
            result.notes = notes
            for problem in problems { result.add(problem.row, problem.columnLetter, problem.text) }
        } catch let stopped as StatisticsGatherer.Stopped {
            result.add(
                stopped.problem.problem.row, stopped.problem.problem.column, stopped.problem.problem.text)
            return result
        }
        result.problems += gatherer.problems
        result.problemCount += gatherer.problemCount
        result.rows = gatherer.rowCount
        result.form = gatherer.form
        result.leftOut = gatherer.leftOut.map { ($0.heading, $0.reason) }
        if gatherer.areasAreNamed {
            result.notes.append("The file names areas and has no codes: each name was led to its code.")
        }
        guard let chosen = choose(gatherer, wishes, &result) else { return result }
        result.facts = StatisticsFacts(gatherer, chosen.key, fileName: fileName, wishes: wishes)
        understand(chosen, gatherer, wishes, &result)
        return result
    }

    /// The table that is wanted of those in the file.
    private func choose(
        _ gatherer: StatisticsGatherer, _ wishes: StatisticsWishes, _ result: inout ReadStatistics
    ) -> GatheredCounts? {
        let all = gatherer.tables.filter { table in table.cells.contains { !$0.isEmpty } }
        guard !all.isEmpty else {
            if gatherer.tables.contains(where: { !$0.percentages.isEmpty }) {
                result.add(0, nil, "The file has percentages only: counts are needed")
            } else if result.problemCount == 0 {
                result.add(
                    0, nil,
                    "This is no table of counts by area: no row has the code of an area, such as E07000114")
            }
            return nil
        }
        var left = all
        func narrow(
            _ wish: String, _ all: KeyPath<ReadStatistics, [String]>, _ key: (GatheredCounts.Key) -> String,
            _ text: (String) -> String, _ remedy: StatisticsProblem.Remedy, isOptional: Bool
        ) -> [String] {
            var names: [String] = []
            for table in left where !names.contains(key(table.key)) { names.append(key(table.key)) }
            if !wish.isEmpty, names != [""] {
                let fitting = left.filter { LabelBook.folded(key($0.key)) == LabelBook.folded(wish) }
                if !fitting.isEmpty || !isOptional { left = fitting }
            }
            let open = Set(left.map { key($0.key) })
            if open.count > 1 || left.isEmpty {
                result.add(0, nil, text(names.prefix(30).joined(separator: "; ")), remedy)
            }
            return names.count > 1 ? names : []
        }
        let isSheets = Set(all.map(\.key.sheet)).count > 1
        func variable(_ key: GatheredCounts.Key) -> String {
            isSheets
                ? [key.sheet, key.variable].filter { !$0.isEmpty }.joined(separator: ": ") : key.variable
        }
        result.tables = narrow(
            wishes.table, \.tables, { $0.table },
            { "The file has several tables: \($0). Say which one is wanted" },
            .chooseTable, isOptional: true)
        guard result.problems.last?.remedy != .chooseTable else { return nil }
        result.variables = narrow(
            wishes.variable, \.variables, variable,
            { "The file has several variables: \($0). Say which one is wanted" }, .chooseVariable,
            isOptional: false)
        guard result.problems.last?.remedy != .chooseVariable else { return nil }
        let day = StatisticsDay.read(wishes.day)?.iso ?? wishes.day
        result.days = narrow(
            day, \.days, { $0.day },
            { "The file has counts of several days: \($0). Say which one is wanted" },
            .chooseDay, isOptional: false)
        guard result.problems.last?.remedy != .chooseDay else { return nil }
        return left.first
    }

    private func understand(
        _ found: GatheredCounts, _ gatherer: StatisticsGatherer, _ wishes: StatisticsWishes,
        _ result: inout ReadStatistics
    ) {
        let (table, dropped) = found.withoutIdleDimensions(addingUp: wishes.addedUp)
        result.leftOut += dropped.map { ($0.name, $0.reason) }
        let reader = DimensionReader(schemes, wishes, day: result.facts.day)
        var read: [ReadDimension] = []
        let id = LabelBook.folded(result.facts.table).replacing(" ", with: "-")
        for dimension in table.dimensions {
            let (one, doubts) = reader.read(dimension, madeID: "ages-of-\(id.isEmpty ? "a-file" : id)")
            for doubt in doubts {
                let place = doubt.label.map { dimension.places[$0] }
                result.add(
                    place.map { Int($0.row) } ?? 0,
                    place.map { table.heading(Int($0.column)) }
                        ?? (dimension.name.isEmpty ? nil : dimension.name),
                    doubt.text, doubt.remedy)
            }
            if let one {
                read.append(one)
                result.dimensions.append(Self.shown(one, dimension))
            } else {
                result.unread.append(dimension.name)
            }
        }
        if table.dimensions.isEmpty {
            result.add(0, nil, "The table has no categories: only totals of areas were found")
        }
        guard read.count == table.dimensions.count, !read.isEmpty else { return }
        guard let plan = CombinationPlan(table, read) else {
            result.add(
                0, nil,
                "The variables have more than \(CombinationPlan.most) combinations, or none: let some be added up",
                .sayScheme)
            return
        }
        StatisticsFilling(
            reading: self, table: table, dimensions: read, plan: plan, gatherer: gatherer, wishes: wishes
        )
        .fill(&result)
    }

    private static func shown(_ read: ReadDimension, _ dimension: GatheredCounts.Dimension)
        -> ReadStatistics.Dimension
    {
        let labels = zip(dimension.labels, read.meanings).enumerated().map { place, pair in
            let (label, meaning) = pair
            switch meaning {
            case .total:
                return ReadStatistics.Dimension.Label(label: label, code: "", meaning: "Everybody: a total")
            case .leftOut: return .init(label: label, code: "", meaning: "Nobody of the table: left out")
            case .unknown: return .init(label: label, code: "", meaning: "Not understood", isUnknown: true)
            case .code(let code):
                let name = read.scheme[code]?.label ?? CategoryScheme.ages(ofCode: code)?.words ?? code
                let isSum = !read.parts(of: place).isEmpty
                return .init(label: label, code: code, meaning: isSum ? "\(name): a sum of others" : name)
            }
        }
        return ReadStatistics.Dimension(
            name: read.name, scheme: read.scheme, isMade: read.isMade, labels: labels)
    }
}
