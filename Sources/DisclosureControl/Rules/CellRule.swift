// SPDX-License-Identifier: Apache-2.0

/// A decision about one cell, taken before protection: it must be shown, or it must be hidden.
public struct CellRule: Hashable, Sendable {
    /// What is decided.
    public enum Decision: String, Hashable, Sendable {
        case publish
        case hide
        /// Nobody can be in the cell: its zero says nothing about anybody and is always shown.
        case structural
    }

    /// The cell's codes in every dimension.
    public let codes: [Int]
    public let decision: Decision
    /// The file and row that state it, for messages.
    public let file: String
    public let row: Int?

    public init(codes: [Int], decision: Decision, file: String = "", row: Int? = nil) {
        self.codes = codes
        self.decision = decision
        self.file = file
        self.row = row
    }

    /// Refuses a rule about a cell that no table shows.
    func check(_ release: ReleaseSet) throws(DisclosureProblem) {
        let shown = release.tables.contains { table in
            codes.indices.allSatisfy { codes[$0] == 0 || table.contains($0) }
        }
        if !shown { throw problem("\(release.words(for: codes)) stands in no table") }
    }

    func problem(_ text: String) -> DisclosureProblem { DisclosureProblem(file: file, row: row, text) }

    /// The rules in `cells.csv`: a column for each dimension, and `rule`: publish, hide or structural.
    static func read(
        _ bytes: [UInt8], file: String, dimensions: [TableDimension]
    ) throws(DisclosureProblem) -> [CellRule] {
        let table = try CommaSeparated(bytes, file: file)
        var columns: [Int] = []
        for dimension in dimensions { columns.append(try table.column(dimension.name)) }
        let ruleColumn = try table.column("rule")
        var rules: [CellRule] = []
        var seen: Set<[Int]> = []
        for (number, fields) in table.rows {
            var codes: [Int] = []
            for (index, dimension) in dimensions.enumerated() {
                guard let at = dimension.position(of: fields[columns[index]]) else {
                    throw DisclosureProblem(
                        file: file, row: number,
                        "\(dimension.name) has the unknown code \"\(fields[columns[index]])\"")
                }
                codes.append(at)
            }
            guard let decision = Decision(rawValue: fields[ruleColumn]) else {
                throw DisclosureProblem(
                    file: file, row: number,
                    "rule is \"\(fields[ruleColumn])\"; it must be publish, hide or structural")
            }
            if !seen.insert(codes).inserted {
                throw DisclosureProblem(file: file, row: number, "the cell stands twice")
            }
            rules.append(CellRule(codes: codes, decision: decision, file: file, row: number))
        }
        return rules
    }
}

extension Requirement {
    /// Takes up the rules on single cells; a small number that is to be shown is refused.
    mutating func apply(
        _ rules: [CellRule], model: CellModel, policy: DisclosurePolicy
    ) throws(DisclosureProblem) {
        let numbers = model.cellNumbers()
        for rule in rules {
            guard let cell = numbers[model.key(of: rule.codes)] else { continue }
            let variable = Int(model.variableOf[Int(cell)])
            let words = model.release.words(for: rule.codes)
            switch rule.decision {
            case .publish:
                if primary[variable] { throw rule.problem("\(words) is to be shown and must be hidden") }
                if locked[variable] { throw rule.problem("\(words) was hidden in an earlier release") }
                published[variable] = true
            case .structural:
                if model.values[variable] != 0 {
                    throw rule.problem("\(words) is said to be impossible and holds somebody")
                }
                published[variable] = true
                locked[variable] = false
                structural.insert(variable)
            case .hide:
                if published[variable] { throw rule.problem("\(words) is to be hidden and is shown already") }
                primary[variable] = true
                need[variable] = policy.need
                insiderNeed[variable] = policy.insiderNeed
            }
        }
    }
}
