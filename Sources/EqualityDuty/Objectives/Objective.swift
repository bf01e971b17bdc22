// SPDX-License-Identifier: Apache-2.0

/// What the body sets out to change, and the number by which it will be seen whether it did.
public struct Objective: Hashable, Sendable {
    /// Which way the measure is to move.
    public enum Direction: String, CaseIterable, Hashable, Sendable {
        /// Up, down, to stay where it is, or never to fall below or rise above the target.
        case up, down, keep, keepAbove, keepBelow

        /// Whether the measure is to stay somewhere, so that there is no way to go from the baseline to the target.
        public var isToStay: Bool {
            switch self {
            case .up, .down: false
            case .keep, .keepAbove, .keepBelow: true
            }
        }

        /// The direction in words.
        public var name: String {
            switch self {
            case .up: "Up is better"
            case .down: "Down is better"
            case .keep: "To stay as it is"
            case .keepAbove: "To stay at or above the target"
            case .keepBelow: "To stay at or below the target"
            }
        }
    }

    /// Whether it is worked on; how it does is worked out from its measure.
    public enum State: String, CaseIterable, Hashable, Sendable {
        /// Worked on, given up or finished with a reason, followed by another.
        case open, closed, superseded

        /// The state in words.
        public var name: String {
            switch self {
            case .open: "Open"
            case .closed: "Closed"
            case .superseded: "Superseded"
            }
        }
    }

    /// The number by which it is judged.
    public struct Measure: Hashable, Sendable {
        /// What is counted, in what unit, and where the numbers come from.
        public var words, unit, source: String
        /// Which way it is to move.
        public var direction: Direction
        /// Where it stood, and on what day.
        public var baseline: Double?
        /// The day of the baseline.
        public var baselineDay: CalendarDay?
        /// Where it is to be.
        public var target: Double?
        /// How many months there are between two readings; 0 where nobody has said.
        public var everyMonths: Int
        /// The figure of a data set that readings can be taken from; `nil` where they come from elsewhere.
        public var figure: FigureMeasure?

        /// A measure; what is not known is left out.
        public init(
            words: String = "", unit: String = "", source: String = "", direction: Direction = .up,
            baseline: Double? = nil, baselineDay: CalendarDay? = nil, target: Double? = nil,
            everyMonths: Int = 0, figure: FigureMeasure? = nil
        ) {
            self.words = words
            self.unit = unit
            self.source = source
            self.direction = direction
            self.baseline = baseline
            self.baselineDay = baselineDay
            self.target = target
            self.everyMonths = everyMonths
            self.figure = figure
        }
    }

    /// The id, made by the application; empty until one is given.
    public var id: String
    /// The version, by which a stale save is noticed.
    public var version: Int
    /// What is to be achieved, and why: the gap that was found.
    public var title, gap: String
    /// The strategy that sets it, and the directorate that answers for it; empty for none and for the whole body.
    public var strategyID, directorate: String
    /// The aims of the duty, the characteristics, the framework points, as written.
    public var aims, characteristics, framework: String
    /// The number by which it is judged.
    public var measure: Measure
    /// The day by which it is to be achieved, as written and as understood.
    public var targetDate: TargetDateText
    /// Whether it is worked on.
    public var state: State
    /// Why it was closed or what followed; empty while it is open.
    public var closing: String
    /// The day on which it was last published as an objective; its four years run from there.
    public var publishedOn: CalendarDay?

    /// An objective as recorded.
    public init(
        id: String = "", version: Int = 1, title: String, gap: String = "", strategyID: String = "",
        directorate: String = "", aims: String = "", characteristics: String = "", framework: String = "",
        measure: Measure = Measure(), targetDate: String = "", state: State = .open, closing: String = "",
        publishedOn: CalendarDay? = nil
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.gap = gap
        self.strategyID = strategyID
        self.directorate = directorate
        self.aims = aims
        self.characteristics = characteristics
        self.framework = framework
        self.measure = measure
        self.targetDate = TargetDateText(targetDate)
        self.state = state
        self.closing = closing
        self.publishedOn = publishedOn
    }

    /// What is missing before it can be called specific and measurable, in the order of the form.
    public var missing: [String] {
        var missing: [String] = []
        if SelectionWords.trimmed(measure.words).isEmpty { missing.append("a measure") }
        if measure.baseline == nil || measure.baselineDay == nil { missing.append("a baseline with its day") }
        if measure.target == nil { missing.append("a target") }
        if targetDate.date?.end == nil { missing.append("a date") }
        return missing
    }

    /// Whether it can be seen, one day, to have been met.
    public var isMeasurable: Bool { missing.isEmpty }

    /// The last day on which it may be published afresh: the day before the fourth anniversary of its publication.
    public var publishAgainBy: CalendarDay? {
        state == .open ? publishedOn?.adding(years: 4).previous : nil
    }

    /// What a form refuses, all at once. Something that is not measurable is taken, and shown as such.
    public var problems: [Problem] {
        var problems: [Problem] = []
        if SelectionWords.trimmed(title).isEmpty {
            problems.append(Problem(at: "title", "Enter what is to be achieved"))
        }
        if let text = targetDate.problem { problems.append(Problem(at: "targetDate", text)) }
        if measure.everyMonths < 0 || measure.everyMonths > 60 {
            problems.append(Problem(at: "everyMonths", "Months between readings must be from 0 to 60"))
        }
        if let baseline = measure.baseline, let target = measure.target, !isToward(target, from: baseline) {
            problems.append(
                Problem(
                    at: "target",
                    measure.direction == .up
                        ? "Target must be higher than the baseline, or choose “Down is better”"
                        : "Target must be lower than the baseline, or choose “Up is better”"))
        }
        if state != .open, SelectionWords.trimmed(closing).isEmpty {
            problems.append(Problem(at: "closing", "Enter why it ended and what follows"))
        }
        for (field, text) in [("title", title), ("gap", gap), ("words", measure.words), ("closing", closing)]
        where text.count > 5_000 {
            problems.append(Problem(at: field, "Text must be 5,000 characters or fewer"))
        }
        return problems
    }

    private func isToward(_ target: Double, from baseline: Double) -> Bool {
        switch measure.direction {
        case .up: target > baseline
        case .down: target < baseline
        case .keep, .keepAbove, .keepBelow: true
        }
    }
}
