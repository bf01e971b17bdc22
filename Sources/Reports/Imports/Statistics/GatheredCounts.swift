// SPDX-License-Identifier: Apache-2.0
import EqualityDuty

/// The counts of one table of a file as they stand there, before anything is known of what its labels mean.
struct GatheredCounts {
    /// What tells the tables of a file apart.
    struct Key: Hashable {
        var sheet = ""
        var table = ""
        var variable = ""
        var day = ""
    }

    /// A variable with its labels in the order in which they were met.
    struct Dimension {
        let name: String
        var labels: [String] = []
        /// The publisher's code of a label, where the file gives one.
        var codes: [Int: String] = [:]
        /// Where a label was first met.
        var places: [Place] = []
        var numbers: [String: Int] = [:]
    }

    /// A cell of the file; rows as a spreadsheet counts them, columns from 0.
    struct Place: Hashable {
        let row: Int32
        let column: Int32
    }

    /// A count and where it stands.
    struct Cell {
        var count: Int32
        var row: Int32
    }

    /// A percentage beside the counts.
    struct Percentage {
        let area: Int
        let combination: Int
        let value: Double
        let tolerance: Double
        let place: Place
    }

    let key: Key
    /// The headings of the columns.
    var headings: [String] = []
    var dimensions: [Dimension] = []
    /// The number of a label in each dimension; -1 where a heading does not speak of it.
    var combinations: [[Int]] = []
    /// The column of each combination, counted from 0.
    var columns: [Int32] = []
    var areas: [(code: String, name: String, row: Int)] = []
    /// For each area its cells by combination; a count below 0 is none.
    var cells: [[Cell]] = []
    var percentages: [Percentage] = []
    private var combinationNumbers: [[Int]: Int] = [:]
    private var areaNumbers: [String: Int] = [:]

    init(key: Key) { self.key = key }

    /// The number of a dimension, which is made where it is new.
    mutating func dimension(_ name: String) -> Int {
        if let known = dimensions.firstIndex(where: { $0.name == name }) { return known }
        dimensions.append(Dimension(name: name))
        for place in combinations.indices { combinations[place].append(-1) }
        combinationNumbers = Dictionary(uniqueKeysWithValues: combinations.enumerated().map { ($1, $0) })
        return dimensions.count - 1
    }

    /// Whether a label was met before.
    func knows(_ label: String, in dimension: Int) -> Bool { dimensions[dimension].numbers[label] != nil }

    mutating func label(_ label: String, code: String, in dimension: Int, at place: Place) -> Int {
        if let known = dimensions[dimension].numbers[label] { return known }
        let number = dimensions[dimension].labels.count
        dimensions[dimension].labels.append(label)
        dimensions[dimension].numbers[label] = number
        dimensions[dimension].places.append(place)
        if !code.isEmpty { dimensions[dimension].codes[number] = code }
        return number
    }

    mutating func combination(_ labels: [Int], column: Int) -> Int {
        if let known = combinationNumbers[labels] { return known }
        combinations.append(labels)
        columns.append(Int32(column))
        combinationNumbers[labels] = combinations.count - 1
        return combinations.count - 1
    }

    mutating func area(_ code: String, name: String, row: Int) -> Int {
        if let known = areaNumbers[code] { return known }
        areas.append((code, name, row))
        cells.append([])
        areaNumbers[code] = areas.count - 1
        return areas.count - 1
    }

    /// Puts a count in its place; gives the row of the one that stands there already.
    mutating func put(_ count: Int, area: Int, combination: Int, row: Int) -> Int? {
        while cells[area].count <= combination { cells[area].append(Cell(count: -1, row: 0)) }
        let held = cells[area][combination]
        guard held.count < 0 else { return Int(held.row) }
        cells[area][combination] = Cell(count: Int32(count), row: Int32(clamping: row))
        return nil
    }

    /// The heading of a column, or its letter where it has none.
    func heading(_ column: Int) -> String {
        headings.indices.contains(column) && !headings[column].isEmpty
            ? headings[column] : ImportProblem.letter(ofColumn: column)
    }

    /// The count of an area; `nil` where the file has none.
    func count(_ area: Int, _ combination: Int) -> Int? {
        guard combination < cells[area].count, cells[area][combination].count >= 0 else { return nil }
        return Int(cells[area][combination].count)
    }
}
