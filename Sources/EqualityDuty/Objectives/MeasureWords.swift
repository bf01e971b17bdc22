// SPDX-License-Identifier: Apache-2.0

extension Objective.Measure {
    /// A value of the measure as people read it, with its unit.
    public func shown(_ value: Double) -> String {
        let unit = SelectionWords.trimmed(unit)
        let number = Reading.written(value)
        switch unit.lowercased() {
        case "": return number
        case "%", "per cent", "percent": return number + "%"
        case "£": return value < 0 ? "−£" + number.dropFirst() : "£" + number
        default: return "\(number) \(unit)"
        }
    }
}

extension Objective {
    /// The target with its day, in a sentence; empty where none is set.
    public var targetInWords: String {
        measure.target == nil ? "" : "The target is \(ObjectiveProgress.target(of: self))."
    }

    /// Where the measure stood and is to be, in a sentence; empty where nothing is known of it.
    public var measureInWords: String {
        var words: [String] = []
        if let baseline = measure.baseline {
            let day = measure.baselineDay.map { " on \($0.written)" } ?? ""
            words.append("Baseline \(measure.shown(baseline))\(day).")
        }
        if let target = measure.target {
            words.append(
                "Target \(measure.shown(target))\(targetDate.date.map { ", \($0.readBack)" } ?? "").")
        }
        return words.joined(separator: " ")
    }
}

extension ObjectiveProgress {
    /// How the measure moved and whether that is fast enough, in sentences.
    public func inWords(_ objective: Objective) -> String {
        let measure = objective.measure
        guard let latest else {
            return "There is no reading yet. \(objective.measureInWords)".trimmedEnd
        }
        var words: [String] = []
        if let baseline = measure.baseline {
            let verb =
                latest.value > baseline ? "rose" : latest.value < baseline ? "fell" : "stayed the same,"
            let since = measure.baselineDay.map { " on \($0.written)" } ?? ""
            words.append(
                "The measure \(verb) from \(measure.shown(baseline))\(since) to \(measure.shown(latest.value)) "
                    + "on \(latest.day.written).")
        } else {
            words.append("The measure stood at \(measure.shown(latest.value)) on \(latest.day.written).")
        }
        if let previous {
            words.append("The reading before was \(measure.shown(previous.value)).")
        }
        if let target = measure.target {
            let date = objective.targetDate.date.map { ", \($0.readBack)" } ?? ""
            words.append("The target is \(measure.shown(target))\(date).")
        }
        if let percentOfWay {
            words.append(
                percentOfWay < 0
                    ? "It moved away from the target." : "That is \(percentOfWay)% of the way to the target.")
        }
        return words.joined(separator: " ")
    }
}

extension ObjectiveProgress {
    /// How an objective does, in one or two sentences that anybody can read.
    public func plainWords(_ objective: Objective) -> String {
        let measure = objective.measure
        var words: [String] = []
        let since = measure.baselineDay.map { " on \($0.written)" } ?? ""
        if let latest {
            let now = "\(measure.shown(latest.value)) on \(latest.day.written)"
            if let baseline = measure.baseline {
                let verb =
                    latest.value > baseline ? "rose" : latest.value < baseline ? "fell" : "stayed the same,"
                words.append("The measure \(verb) from \(measure.shown(baseline))\(since) to \(now).")
            } else {
                words.append("The measure stood at \(now).")
            }
        } else if let baseline = measure.baseline {
            words.append("The measure stood at \(measure.shown(baseline))\(since); no reading came since.")
        }
        words.append(towards(objective))
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func towards(_ objective: Objective) -> String {
        let target = Self.target(of: objective)
        switch standing {
        case .met: return "That meets the target of \(target)."
        case .onCourse: return "That is on course for the target of \(target)."
        case .behind: return "That is not yet enough for the target of \(target)."
        case .notMoved: return "That is hardly any movement towards the target of \(target)."
        case .worse: return "That is the wrong way from the target of \(target)."
        case .missed: return "The target of \(target) was not reached."
        case .noReading: return "The target is \(target)."
        case .ended(let state): return "The objective is \(state.name.lowercased())."
        case .notMeasurable(let missing):
            return "Nobody can say yet how it does: it lacks \(missing.joined(separator: ", "))."
        }
    }

    /// The target with its day; a target that is to be kept says on which side.
    static func target(of objective: Objective) -> String {
        let measure = objective.measure
        let side =
            switch measure.direction {
            case .up, .down, .keep: ""
            case .keepAbove: " or more"
            case .keepBelow: " or less"
            }
        let date = objective.targetDate.date.map { ", \($0.readBack)" } ?? ""
        return (measure.target.map(measure.shown) ?? "what was set") + side + date
    }
}

extension String {
    fileprivate var trimmedEnd: String { SelectionWords.trimmed(self) }
}
