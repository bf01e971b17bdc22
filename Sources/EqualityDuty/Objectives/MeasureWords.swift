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

extension String {
    fileprivate var trimmedEnd: String { SelectionWords.trimmed(self) }
}
