// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports

/// What a publisher looks at before a report of progress goes out: what is withheld and why, and the words that
/// officers typed and everybody will read.
struct ProgressCheck: Sendable {
    /// The objectives whose figures are withheld because they could point at few people, each with why.
    let withheld: [(title: String, why: String)]
    /// The objectives that nobody could judge, and which are therefore withheld.
    let unjudged: [(title: String, why: String)]
    /// Every text that people typed, with its place.
    let texts: [(place: String, text: String)]
    /// What was said about actions, which goes out as it is written.
    let said: [(place: String, text: String)]
    /// The phrases in texts that tell of few people.
    let smallNumbers: [String]

    init(_ progress: PlanProgress, for readers: ProgressReaders, _ thresholds: CheckThresholds) {
        let all = progress.withheld(for: readers)
        withheld = all.filter { $0.reason != .noBase }.map { ($0.title, $0.reason.words) }
        unjudged = all.filter { $0.reason == .noBase }.map { ($0.title, $0.reason.words) }
        let said: [(place: String, text: String)] =
            progress.actions.compactMap { action in
                guard let words = progress.said[action.id] else { return nil }
                let place = words.day.map { "Report of \($0.written) on" } ?? "What came of"
                return ("\(place) “\(action.title)”", words.words)
            }
            + progress.slips.filter { !$0.why.isEmpty }.map {
                ("Why the date of “\($0.title)” moved", $0.why)
            }
        let titles: [(place: String, text: String)] =
            progress.actions.map { ("Title of “\($0.title)”", $0.title) }
            + progress.objectives.flatMap { line in
                let title = line.objective.title
                return [
                    ("Title of “\(title)”", title), ("Measure of “\(title)”", line.objective.measure.words),
                ]
            }
        self.said = said
        texts = titles + said
        smallNumbers = texts.flatMap { place, text in
            SmallNumberWords.find(in: text, least: thresholds.leastPeople, leastStaff: thresholds.leastStaff)
                .map { "\(place): “\($0)”" }
        }
    }

    /// The same for a command, a line each.
    var lines: [String] {
        (withheld + unjudged).map { "Withheld, “\($0.title)”: \($0.why)" }
            + smallNumbers.map { "A small number stands in text that is published as written: \($0)" }
            + said.map { "Text that goes out, \($0.place): \($0.text)" }
    }
}
