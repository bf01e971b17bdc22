// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// The words and pages of records that others point to; what a reader may not see has no place here.
struct RecordNames {
    private var words: [RecordName: String] = [:]
    private var paths: [RecordName: String] = [:]

    /// The words of a record; `nil` where it lies out of reach.
    subscript(_ name: RecordName) -> String? { words[name] }

    /// The record as a link; `nil` where it lies out of reach.
    func link(_ name: RecordName, _ visit: Visit) -> HTML? {
        guard let text = words[name] else { return nil }
        guard let path = paths[name] else { return HTML(text: text) }
        return "<a href=\"\(visit.frame.link(path))\">\(text)</a>"
    }

    /// A line of the log with the names of records in place of their ids; what lies out of reach is named by its kind.
    func naming(_ entry: LogEntry) -> LogEntry {
        let event = entry.event
        guard ["joined", "parted"].contains(event.verb) else { return entry }
        let parts = event.details.split(separator: " ")
        guard let id = parts.last.map(String.init) else { return entry }
        let known = words.first { $0.key.id == id }.map { "“\($0.value)”" }
        let said = event.details.dropLast(id.count) + (known ?? "")
        return LogEntry(
            sequence: entry.sequence, at: entry.at, actor: entry.actor,
            event: LogEvent(
                event.verb, event.subjectKind, event.subjectID, version: event.subjectVersion,
                details: String(said)), reason: entry.reason, authority: entry.authority)
    }

    mutating func add(_ name: RecordName, _ text: String, _ path: String?) {
        words[name] = text
        if let path { paths[name] = path }
    }
}

extension Office {
    /// What records are called, those that the visitor may see.
    func names(of wanted: Set<RecordName>, _ visit: Visit) async throws -> RecordNames {
        var names = RecordNames()
        let kinds = Set(wanted.map(\.kind))
        if kinds.contains(.strategy) || kinds.contains(.part) {
            let titles = Dictionary(
                try await strategies.strategies().map { ($0.id, $0.title) }
            ) { first, _ in first }
            for (id, title) in titles { names.add(RecordName(.strategy, id), title, Address.strategy(id)) }
            if kinds.contains(.part) {
                for (id, entry) in try await strategies.partsByID() {
                    let title = titles[entry.strategyID] ?? ""
                    names.add(
                        RecordName(.part, id), "\(entry.part.words) (\(title))",
                        Address.strategy(entry.strategyID, "#part-\(id)"))
                }
            }
        }
        if kinds.contains(.outcome) || kinds.contains(.inequality) {
            let all = Dictionary(try await outcomes.outcomes().map { ($0.id, $0) }) { first, _ in first }
            for outcome in all.values {
                names.add(
                    RecordName(.outcome, outcome.id), "\(outcome.reference) \(outcome.title)",
                    Address.outcome(outcome.id))
            }
            for finding in try await outcomes.inequalities() where kinds.contains(.inequality) {
                let reference = all[finding.outcomeID]?.reference ?? ""
                names.add(
                    RecordName(.inequality, finding.id), "\(finding.words) (outcome \(reference))",
                    Address.outcome(finding.outcomeID, "#finding-\(finding.id)"))
            }
        }
        if kinds.contains(.objective), let scope = visit.reach(.viewStrategy) {
            for objective in try await objectives.objectives(within: scope) {
                names.add(
                    RecordName(.objective, objective.id), objective.title, Address.objective(objective.id))
            }
        }
        try await addSingle(wanted, visit, to: &names)
        return names
    }

    /// Actions and assessments, asked for one by one; consultations are known by their words.
    private func addSingle(_ wanted: Set<RecordName>, _ visit: Visit, to names: inout RecordNames)
        async throws
    {
        for name in wanted.sorted() {
            switch name.kind {
            case .consultation: names.add(name, name.id, nil)
            case .action:
                guard let scope = visit.reach(.viewActions),
                    let action = try await plan(try await profile()).action(name.id, within: scope)
                else { continue }
                names.add(name, action.title, Address.action(action.id))
            case .assessment:
                guard let scope = visit.reach(.viewAssessments),
                    let record = try await assessments(try await profile()).record(name.id, within: scope)
                else { continue }
                names.add(name, "\(record.reference) \(record.title)", Address.assessment(record.id))
            case .strategy, .part, .outcome, .inequality, .objective: continue
            }
        }
    }
}

extension StrategyPart {
    /// The part in one line: its number and its heading, or its words where it has none.
    var words: String {
        let text = title.isEmpty ? text : title
        return number.isEmpty ? text : "\(number) \(text)"
    }
}
