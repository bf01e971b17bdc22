// SPDX-License-Identifier: Apache-2.0
import EqualityDuty
import Reports

/// The life of one assessment of a demonstration, as its file tells it: who did what, and when.
struct AssessmentScript {
    /// One thing done at one moment by one person.
    struct Step {
        let at: Instant
        /// The sign-in name of whoever does it.
        let by: String
        /// Why, as the version or the act keeps it.
        let why: String
        /// Who is given which part with it, by sign-in name.
        let naming: [(part: AssessmentParty.Part, name: String)]
        let deed: Deed
    }
    /// What is done in a step.
    enum Deed {
        /// Begun with these fields; these fields written; these items of evidence taken from the library.
        case start([String: String]), write([String: String]), evidence([String])
        /// A step on the road, with its details.
        case act(AssessmentAct, [String: String])
        /// Verdicts of the challenger by section; answers of the author by section.
        case points([(section: String, verdict: AssessmentPoint.Verdict, text: String)])
        /// Answers of the author by section.
        case answers([(section: String, text: String)])
        /// A remark on a question, with its answer where there is one.
        case comment(section: String, path: String, text: String)
        /// The decision prepared; the assessment put to it; read by a member; taken, then recorded.
        case prepare, put, acknowledge
        /// What was decided, and when.
        case decide(takenAt: Instant, text: String)
        /// Published with this reason; a check overridden.
        case publish(String)
        /// A check that blocks, overridden by name.
        case override(check: String, path: String)
        /// Actions of the plan that were done, with what came of each.
        case finish([(action: String, outcome: String)])
    }
    /// What is decided, where and by whom.
    struct Decision {
        let reference, title, makerName: String
        let maker: AssessmentDecision.Maker
        let meetingAt: Instant
        let reportPublished: CalendarDay?
        let members: [String]
    }

    /// The name of its file, without the ending.
    let name: String
    let template, reference: String
    /// Items of the evidence library in their order, by the key of their row.
    let evidence: [(key: String, item: LibraryItem)]
    /// Actions of the plan by the key that the fields name.
    let actions: [String: PlannedAction]
    let decision: Decision?
    let steps: [Step]

    /// Something known, with its source.
    struct LibraryItem {
        let title, source, coverage, link, says: String
        let day: CalendarDay?
        let characteristics: [String]
    }
    /// An action of the plan with its measure.
    struct PlannedAction {
        let cells: ActionCells
        let measure: String
    }

    /// Reads a file as on a day: `-12` is twelve days before, and `{+180}` in a text a day 180 days after it.
    init(name: String, text: String, today: CalendarDay) throws {
        let file = try PlainYAML(reading: text)
        let clock = ScriptClock(today: today)
        self.name = name
        template = file.words("template")
        reference = file.words("reference")
        evidence = (file["evidence"]?.pairs ?? []).map { pair in
            let value = pair.value
            return (
                pair.name,
                LibraryItem(
                    title: value.words("title"), source: value.words("source"),
                    coverage: value.words("coverage"), link: value.words("link"),
                    says: value.words("says"), day: clock.day(value.words("date")),
                    characteristics: value["characteristics"]?.items.map(\.words) ?? [])
            )
        }
        var actions: [String: PlannedAction] = [:]
        for pair in file["actions"]?.pairs ?? [] {
            let value = pair.value
            actions[pair.name] = PlannedAction(
                cells: ActionCells(
                    title: value.words("title"), arisingFrom: value.words("from"),
                    leadOfficer: value.words("lead"), directorate: value.words("directorate"),
                    section: value.words("section"), targetDate: clock.written(value.words("target")),
                    status: value.words("status"), aims: value.words("aims"),
                    characteristics: value.words("characteristics")),
                measure: value.words("measure"))
        }
        self.actions = actions
        decision = try file["decision"].map { try Self.decision($0, clock, name) }
        steps = try (file["steps"]?.items ?? []).map { try Self.step($0, clock, name) }
    }

    private static func decision(_ value: PlainYAML, _ clock: ScriptClock, _ name: String) throws -> Decision
    {
        guard let maker = AssessmentDecision.Maker(rawValue: value.words("maker")),
            let meetingAt = clock.instant(value.words("meeting"))
        else { throw Demonstration.Fault(description: "\(name): a decision has a maker and a meeting") }
        return Decision(
            reference: clock.filled(value.words("reference")), title: value.words("title"),
            makerName: value.words("name"), maker: maker, meetingAt: meetingAt,
            reportPublished: clock.day(value.words("report")),
            members: value["members"]?.items.map(\.words) ?? [])
    }

    private static func step(_ value: PlainYAML, _ clock: ScriptClock, _ name: String) throws -> Step {
        guard let at = clock.instant(value.words("at")), let deed = deed(value, clock) else {
            throw Demonstration.Fault(
                description: "\(name): the step at “\(value.words("at"))” has no time or nothing is done")
        }
        let naming = (value["name"]?.pairs ?? []).flatMap { pair in
            let part = AssessmentParty.Part(code: pair.name)
            return pair.value.items.compactMap { who in part.map { ($0, who.words) } }
        }
        return Step(at: at, by: value.words("by"), why: value.words("why"), naming: naming, deed: deed)
    }

    private static func deed(_ value: PlainYAML, _ clock: ScriptClock) -> Deed? {
        // `about|review` stands for both, as in fields.
        func sections(_ list: PlainYAML) -> [(String, PlainYAML)] {
            list.pairs.flatMap { pair in pair.name.split(separator: "|").map { (String($0), pair.value) } }
        }
        if let fields = value["start"] { return .start(clock.fields(fields)) }
        if let fields = value["write"] { return .write(clock.fields(fields)) }
        if let keys = value["evidence"] { return .evidence(keys.items.map(\.words)) }
        if let points = value["points"] {
            return .points(
                sections(points).map { section, point in
                    (
                        section, AssessmentPoint.Verdict(rawValue: point.words("verdict")) ?? .accept,
                        point.words("text")
                    )
                })
        }
        if let answers = value["answers"] { return .answers(sections(answers).map { ($0, $1.words) }) }
        if let comment = value["comment"] {
            return .comment(
                section: comment.words("section"), path: comment.words("path"), text: comment.words("text"))
        }
        if let reason = value["publish"] { return .publish(reason.words) }
        if let override = value["override"] {
            return .override(check: override.words("check"), path: override.words("path"))
        }
        if let done = value["finish"] { return .finish(sections(done).map { ($0, $1.words) }) }
        return road(value, clock)
    }

    private static func road(_ value: PlainYAML, _ clock: ScriptClock) -> Deed? {
        let word = value.words("act")
        switch word {
        case "prepare": return .prepare
        case "put": return .put
        case "acknowledge": return .acknowledge
        case "decide":
            return clock.instant(value.words("taken")).map { .decide(takenAt: $0, text: value.words("text")) }
        default:
            guard let act = AssessmentAct(rawValue: word) else { return nil }
            var details: [String: String] = [:]
            for pair in value["details"]?.pairs ?? [] { details[pair.name] = pair.value.words }
            return .act(act, details)
        }
    }
}
