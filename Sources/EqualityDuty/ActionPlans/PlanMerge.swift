// SPDX-License-Identifier: Apache-2.0

/// What taking back a row of a plan's file would do.
public enum PlanRowOutcome: Hashable, Sendable {
    /// One field that differs.
    public struct FieldChange: Hashable, Sendable {
        /// The column.
        public let field: String
        /// What the record says, and what the file says.
        public let old, new: String

        /// A field that the file changes.
        public init(field: String, old: String, new: String) {
            self.field = field
            self.old = old
            self.new = new
        }
    }

    /// One field that was changed in the record and, otherwise, in the file.
    public struct FieldConflict: Hashable, Sendable {
        /// The column.
        public let field: String
        /// What it said when the file was made; `nil` where that is not kept.
        public let base: String?
        /// What the record says now, and what the file says.
        public let theirs, mine: String

        /// A field on which file and record disagree.
        public init(field: String, base: String?, theirs: String, mine: String) {
            self.field = field
            self.base = base
            self.theirs = theirs
            self.mine = mine
        }
    }

    /// The row says what the record says.
    case unchanged
    /// The row is a new action.
    case added
    /// The row changes these fields, and nobody else has touched them since.
    case changed([FieldChange])
    /// These fields were changed on both sides; the others of the row could be taken.
    case conflict([FieldConflict], alsoChanged: [FieldChange])
    /// The row cannot be taken.
    case refused([Problem])
}

/// A row of a file on its way back into the plan.
public struct PlanRow: Hashable, Sendable {
    /// The row in the file, as people count.
    public let row: Int
    /// The sheet, where the file has several; empty for none.
    public let sheet: String
    /// The id and version that an export hid in the row; empty and `nil` for a row somebody wrote.
    public let id: String
    /// The version that was exported.
    public let version: Int?
    /// What the row says, for the columns that the file has.
    public let fields: PlanFields
    /// Why its date moves or it is open again, where the file says so.
    public let why: String
    /// What happened, where the file reports it.
    public let happened: String

    /// A row as it was read.
    public init(
        row: Int, sheet: String = "", id: String = "", version: Int? = nil, fields: PlanFields,
        why: String = "", happened: String = ""
    ) {
        self.why = why
        self.happened = happened
        self.row = row
        self.sheet = sheet
        self.id = id
        self.version = version
        self.fields = fields
    }
}

/// Compares rows of a file with the plan: three ways where the version that was exported is still known.
public struct PlanMerge: Sendable {
    /// An action of the plan as the comparison needs it.
    public struct Known: Hashable, Sendable {
        /// Its newest version, and what it says.
        public let version: Int
        /// What it says.
        public let fields: PlanFields
        /// What was last reported about it.
        public let lastNote: String

        /// An action of the plan.
        public init(version: Int, fields: PlanFields, lastNote: String = "") {
            self.version = version
            self.fields = fields
            self.lastNote = lastNote
        }
    }

    private let known: [String: Known]
    private let earlier: @Sendable (_ id: String, _ version: Int) -> PlanFields?
    private var seen: [String: Int] = [:]
    /// The actions of the plan with these eleven cells that no row names by its id.
    private var unspoken: [[String]: [String]] = [:]
    private var written: [[String]: Int] = [:]

    /// A comparison with these actions, by id; `named` are the ids in the rows of the file, and `earlier` gives what a
    /// past version said.
    public init(
        known: [String: Known], named: Set<String> = [],
        earlier: @escaping @Sendable (_ id: String, _ version: Int) -> PlanFields?
    ) {
        self.known = known
        self.earlier = earlier
        for (id, action) in known.sorted(by: { $0.key < $1.key }) where !named.contains(id) {
            unspoken[Self.cells(action.fields), default: []].append(id)
        }
    }

    /// What taking a row would do; rows come in the order of the file.
    public mutating func outcome(of row: PlanRow) -> PlanRowOutcome { judged(row).outcome }

    /// The action that a row speaks of, empty for a new one, and what taking the row would do.
    public mutating func judged(_ row: PlanRow) -> (id: String, outcome: PlanRowOutcome) {
        let problems = row.fields.problems
        guard problems.isEmpty else { return (row.id, .refused(problems)) }
        let (id, outcome) = row.id.isEmpty ? unnamed(row) : (row.id, named(row))
        return (id, told(outcome, by: row, of: id))
    }

    /// An outcome with what the row reports, unless that was taken from the same file before.
    private func told(_ outcome: PlanRowOutcome, by row: PlanRow, of id: String) -> PlanRowOutcome {
        guard !PlanRules.isBlank(row.happened), let current = known[id] else { return outcome }
        if row.happened == current.lastNote, row.version != current.version { return outcome }
        let report = PlanRowOutcome.FieldChange(field: PlanRules.happened, old: "", new: row.happened)
        switch outcome {
        case .unchanged: return .changed([report])
        case .changed(let changes): return .changed(changes + [report])
        case .conflict(let conflicts, let others):
            return .conflict(conflicts, alsoChanged: others + [report])
        case .added, .refused: return outcome
        }
    }

    private mutating func named(_ row: PlanRow) -> PlanRowOutcome {
        guard let current = known[row.id] else {
            return .refused([
                Problem(
                    at: "_id",
                    "This row was exported from an action that is not in this plan. Clear the hidden columns to add it"
                )
            ])
        }
        if let first = seen[row.id] {
            return .refused([
                Problem(at: "_id", "The same action stands in row \(first) already. Keep one of the two rows")
            ])
        }
        seen[row.id] = row.row
        if let version = row.version, version > current.version {
            return .refused([
                Problem(at: "_version", "Version \(version) is newer than the record. Export the plan again")
            ])
        }
        let base: PlanFields? =
            row.version == current.version
            ? current.fields : row.version.flatMap { earlier(row.id, $0) }
        return compare(row.fields, base: base, current: current.fields)
    }

    /// A row that names no action speaks of one with the same eleven cells, where there is one; what it fills beyond
    /// them is put there, and what it leaves blank stays.
    private mutating func unnamed(_ row: PlanRow) -> (id: String, outcome: PlanRowOutcome) {
        let cells = Self.cells(row.fields)
        let filled = row.fields.values.filter { !$0.value.isEmpty }
        let alike = unspoken[cells] ?? []
        func isFree(_ id: String) -> Bool { seen[id] == nil }
        func says(_ id: String) -> Bool { filled.allSatisfy { known[id]?.fields[$0.key] == $0.value } }
        let same = alike.firstIndex { isFree($0) && says($0) } ?? alike.firstIndex(where: isFree)
        if let same, let current = known[alike[same]] {
            seen[alike[same]] = row.row
            unspoken[cells]?.remove(at: same)
            return (alike[same], additions(filled, to: current.fields))
        }
        return ("", newRow(row, cells))
    }

    private func additions(_ filled: [String: String], to current: PlanFields) -> PlanRowOutcome {
        var changes: [PlanRowOutcome.FieldChange] = []
        var conflicts: [PlanRowOutcome.FieldConflict] = []
        for (field, new) in filled.sorted(by: { $0.key < $1.key }) where new != current[field] {
            if current[field].isEmpty {
                changes.append(.init(field: field, old: "", new: new))
            } else {
                conflicts.append(.init(field: field, base: nil, theirs: current[field], mine: new))
            }
        }
        if !conflicts.isEmpty { return .conflict(conflicts, alsoChanged: changes) }
        return changes.isEmpty ? .unchanged : .changed(changes)
    }

    private mutating func newRow(_ row: PlanRow, _ cells: [String]) -> PlanRowOutcome {
        if let first = written[cells] {
            return .refused([
                Problem(
                    at: ActionCells.headers[0],
                    "The same action stands in row \(first) already, word for word. Keep one of the two rows")
            ])
        }
        written[cells] = row.row
        return .added
    }

    private func compare(_ mine: PlanFields, base: PlanFields?, current: PlanFields) -> PlanRowOutcome {
        var changes: [PlanRowOutcome.FieldChange] = []
        var conflicts: [PlanRowOutcome.FieldConflict] = []
        for field in mine.values.keys.sorted() {
            let (new, old) = (mine[field], current[field])
            guard new != old else { continue }
            if let base {
                let was = base[field]
                if was == new { continue }
                if was == old {
                    changes.append(.init(field: field, old: old, new: new))
                } else {
                    conflicts.append(.init(field: field, base: was, theirs: old, mine: new))
                }
            } else {
                conflicts.append(.init(field: field, base: nil, theirs: old, mine: new))
            }
        }
        if !conflicts.isEmpty { return .conflict(conflicts, alsoChanged: changes) }
        return changes.isEmpty ? .unchanged : .changed(changes)
    }

    private static func cells(_ fields: PlanFields) -> [String] { ActionCells.headers.map { fields[$0] } }
}
