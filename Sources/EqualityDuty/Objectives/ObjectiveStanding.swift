// SPDX-License-Identifier: Apache-2.0

/// How an objective does, from its measure alone: no number of ticked actions changes it.
public enum ObjectiveStanding: Hashable, Sendable {
    /// It lacks something before anybody could say.
    case notMeasurable([String])
    /// There is no reading after the baseline yet.
    case noReading
    /// The measure is where it was to be.
    case met
    /// It moves as fast as it must to be there in time.
    case onCourse
    /// It moves the right way, too slowly.
    case behind
    /// It is where it was.
    case notMoved
    /// It went the wrong way.
    case worse
    /// The day has passed and the target was not reached.
    case missed
    /// Nobody works on it any more.
    case ended(Objective.State)

    /// One word for files.
    public var code: String {
        switch self {
        case .notMeasurable: "notMeasurable"
        case .noReading: "noReading"
        case .met: "met"
        case .onCourse: "onCourse"
        case .behind: "behind"
        case .notMoved: "notMoved"
        case .worse: "worse"
        case .missed: "missed"
        case .ended(let state): state.rawValue
        }
    }

    /// The standing in words.
    public var name: String {
        switch self {
        case .notMeasurable: "Not measurable yet"
        case .noReading: "No reading yet"
        case .met: "Target met"
        case .onCourse: "On course"
        case .behind: "Behind"
        case .notMoved: "Has not moved"
        case .worse: "Worse than at the start"
        case .missed: "Target missed"
        case .ended(let state): state.name
        }
    }
}

/// The measure of an objective on a day, and what it says.
public struct ObjectiveProgress: Hashable, Sendable {
    /// How the objective does.
    public let standing: ObjectiveStanding
    /// The newest reading by the day; `nil` where there is none.
    public let latest: Reading?
    /// The one before it; `nil` where there is none.
    public let previous: Reading?
    /// The way gone from the baseline to the target, in hundredths; `nil` where it cannot be said.
    public let percentOfWay: Int?
    /// Where the measure would be on the day if it moved evenly; `nil` where it cannot be said.
    public let expected: Double?
    /// The day on which a reading is due; `nil` where nobody has said how often.
    public let nextReadingDue: CalendarDay?

    /// Works out how an objective does on a day, from the readings for that day and before.
    ///
    /// `slack` is the share of the way from baseline to target that a reading may lag or stray without being
    /// called behind, moved or worse: 0.05 unless a body sets another.
    public init(of objective: Objective, readings: [Reading], on day: CalendarDay, slack: Double = 0.05) {
        let measure = objective.measure
        let standing = Reading.standing(readings).filter { $0.day <= day }
        latest = standing.last
        previous = standing.dropLast().last
        let lastDay = standing.last?.day ?? measure.baselineDay
        nextReadingDue =
            objective.state == .open && measure.everyMonths > 0
            ? lastDay.map { $0.adding(months: measure.everyMonths) } : nil
        guard let baseline = measure.baseline, let baselineDay = measure.baselineDay,
            let target = measure.target, let end = objective.targetDate.date?.end, objective.isMeasurable
        else {
            expected = nil
            percentOfWay = nil
            self.standing =
                objective.state == .open ? .notMeasurable(objective.missing) : .ended(objective.state)
            return
        }
        let whole = target - baseline
        let share = Self.share(of: day, from: baselineDay, to: end)
        expected = measure.direction.isToStay ? target : baseline + share * whole
        guard let value = standing.last(where: { $0.day >= baselineDay })?.value else {
            percentOfWay = nil
            self.standing = objective.state == .open ? .noReading : .ended(objective.state)
            return
        }
        let way: Double? = whole == 0 || measure.direction.isToStay ? nil : (value - baseline) / whole
        percentOfWay = way.map { Int((100 * $0).rounded()) }
        if objective.state != .open {
            self.standing = .ended(objective.state)
        } else if measure.direction.isToStay {
            self.standing = Self.kept(measure, value, baseline: baseline, isOver: day > end, slack: slack)
        } else if let way {
            self.standing = Self.standing(way: way, share: share, isOver: day > end, slack: slack)
        } else {
            self.standing = .notMeasurable(["a target other than the baseline"])
        }
    }

    /// How far a day lies between two others: 0 at the first, 1 at the second and later.
    private static func share(of day: CalendarDay, from first: CalendarDay, to last: CalendarDay) -> Double {
        let whole = first.days(until: last)
        guard whole > 0 else { return 1 }
        return min(1, max(0, Double(first.days(until: day)) / Double(whole)))
    }

    /// How a measure that is to stay somewhere does: on the right side it is kept until the day has passed.
    private static func kept(
        _ measure: Objective.Measure, _ value: Double, baseline: Double, isOver: Bool, slack: Double
    ) -> ObjectiveStanding {
        if measure.isMet(by: value, slack: slack) { return isOver ? .met : .onCourse }
        switch measure.direction {
        case .keepAbove: return isOver ? .missed : value < baseline ? .worse : .behind
        case .keepBelow: return isOver ? .missed : value > baseline ? .worse : .behind
        case .up, .down, .keep: return .worse
        }
    }

    private static func standing(way: Double, share: Double, isOver: Bool, slack: Double)
        -> ObjectiveStanding
    {
        if way >= 1 { return .met }
        if isOver { return .missed }
        if way < -slack { return .worse }
        if way >= share - slack { return .onCourse }
        return way > slack ? .behind : .notMoved
    }
}

extension Objective.Measure {
    /// Whether a value is where the measure is to be; what is to stay as it is may stray by `slack` of the target.
    func isMet(by value: Double, slack: Double = 0.05) -> Bool {
        guard let target else { return false }
        switch direction {
        case .up, .keepAbove: return value >= target
        case .down, .keepBelow: return value <= target
        case .keep: return abs(value - target) <= max(abs(target) * slack, 1e-9)
        }
    }
}
