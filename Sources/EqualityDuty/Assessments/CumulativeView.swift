// SPDX-License-Identifier: Apache-2.0

/// What many assessments add up to: a matrix with a characteristic a column, and an assessment, a ward or a
/// service a row.
///
/// Counts are shown; the summed score orders rows and is never shown as a figure.
public struct CumulativeView: Sendable {
    /// What a row stands for.
    public enum Axis: String, CaseIterable, Hashable, Sendable {
        /// An assessment, a place, a service.
        case assessment, ward, service
    }

    /// What is looked at; empty texts and `nil` let everything in.
    public struct Filter: Hashable, Sendable {
        /// The first and last day of the window.
        public var from, to: CalendarDay?
        /// One round of the budget, place, service, directorate, by name.
        public var budgetRound = ""
        /// One place by name.
        public var ward = ""
        /// One service by name.
        public var service = ""
        /// One directorate by name.
        public var directorate = ""
        /// Only the public, or only the staff; `nil` for both.
        public var people: AffectedPeople?

        /// A filter that lets everything in.
        public init() {}
    }

    /// What stands where a row and a characteristic meet.
    public struct Cell: Hashable, Sendable {
        /// How many impacts were stated in each direction.
        public internal(set) var negative = 0
        /// How many are positive.
        public internal(set) var positive = 0
        /// How many say that there is no impact.
        public internal(set) var neutral = 0
        /// How many are not known.
        public internal(set) var unknown = 0
        /// How many say that the question does not arise.
        public internal(set) var notApplicable = 0
        /// How many were left blank: no answer, which is not "no impact".
        public internal(set) var blank = 0
        /// The worst that remains of a negative impact, 0 to 100; `nil` where none is recorded.
        public internal(set) var worstResidual: Int?
        /// The lines counted, as places in the lines given: what a drill-down shows.
        public internal(set) var lines: [Int] = []

        mutating func add(_ line: CumulativeLine, at index: Int) {
            lines.append(index)
            switch line.direction {
            case .negative: negative += 1
            case .positive: positive += 1
            case .neutral: neutral += 1
            case .unknown: unknown += 1
            case .notApplicable: notApplicable += 1
            case .none: blank += 1
            }
            if let weight = line.weight { worstResidual = max(worstResidual ?? 0, weight) }
        }
    }

    /// A row.
    public struct Row: Hashable, Sendable {
        /// The id of the assessment, or the folded name of the place or service: the key of a drill-down.
        public let key: String
        /// What is shown: the reference and title, or the name.
        public let reference, title: String
        /// A cell for each characteristic of the view, in the same order.
        public internal(set) var cells: [Cell]
        /// For sorting only: what remains of all negative impacts, summed.
        public internal(set) var score = 0
    }

    /// The characteristics, a column each.
    public let characteristics: [Characteristic]
    /// The rows, the heaviest first, then by reference.
    public let rows: [Row]
    /// What all rows add up to, each line counted once.
    public let totals: [Cell]
    /// How many assessments passed the filter.
    public let assessmentCount: Int

    /// The view of these lines.
    public init(
        _ lines: [CumulativeLine], characteristics: [Characteristic], axis: Axis = .assessment,
        filter: Filter = Filter()
    ) {
        self.characteristics = characteristics
        var columns: [String: Int] = [:]
        for (index, characteristic) in characteristics.enumerated() { columns[characteristic.code] = index }
        let blank = [Cell](repeating: Cell(), count: characteristics.count)
        let gate = Gate(filter)
        var places: [String: Int] = [:]
        var rows: [Row] = []
        var totals = blank
        var assessments: Set<String> = []
        for (index, line) in lines.enumerated() where gate.lets(line) {
            assessments.insert(line.assessmentID)
            let column = columns[line.characteristic]
            if let column { totals[column].add(line, at: index) }
            for name in Self.names(of: line, axis) {
                let key = axis == .assessment ? name : foldedForSearch(name)
                let place: Int
                if let known = places[key] {
                    place = known
                } else {
                    place = rows.count
                    places[key] = place
                    let isOne = axis == .assessment
                    rows.append(
                        Row(
                            key: key, reference: isOne ? line.reference : "",
                            title: isOne ? line.title : name,
                            cells: blank))
                }
                guard let column else { continue }
                rows[place].cells[column].add(line, at: index)
                rows[place].score += line.weight ?? 0
            }
        }
        rows.sort { ($1.score, $0.reference, $0.title, $0.key) < ($0.score, $1.reference, $1.title, $1.key) }
        self.rows = rows
        self.totals = totals
        assessmentCount = assessments.count
    }

    /// The cell of a row and a characteristic; `nil` where there is none.
    public func cell(_ key: String, _ characteristic: String) -> Cell? {
        guard let row = rows.first(where: { $0.key == key }),
            let column = characteristics.firstIndex(where: { $0.code == characteristic })
        else { return nil }
        return row.cells[column]
    }

    private static func names(of line: CumulativeLine, _ axis: Axis) -> [String] {
        switch axis {
        case .assessment: [line.assessmentID]
        case .ward: line.wards
        case .service: line.service.isEmpty ? [] : [line.service]
        }
    }

    /// A filter whose names are folded once, and each name met is folded once.
    private struct Gate {
        let filter: Filter
        let round, ward, service, directorate: String

        init(_ filter: Filter) {
            self.filter = filter
            round = foldedForSearch(filter.budgetRound)
            ward = foldedForSearch(filter.ward)
            service = foldedForSearch(filter.service)
            directorate = foldedForSearch(filter.directorate)
        }

        func lets(_ line: CumulativeLine) -> Bool {
            if let from = filter.from, line.day < from { return false }
            if let to = filter.to, line.day > to { return false }
            if let people = filter.people, line.people != people { return false }
            if !round.isEmpty, foldedForSearch(line.budgetRound) != round { return false }
            if !service.isEmpty, foldedForSearch(line.service) != service { return false }
            if !directorate.isEmpty, foldedForSearch(line.directorate) != directorate { return false }
            return ward.isEmpty || line.wards.contains { PlaceNames.covers($0, folded: ward) }
        }
    }
}
