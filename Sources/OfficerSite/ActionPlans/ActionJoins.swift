// SPDX-License-Identifier: Apache-2.0
import DesignSystem
import EqualityDuty
import Storage
import WebServer

/// What an action is joined to, in words: what it serves, waits for, is part of, came from; and the plans it stands in.
struct ActionJoins {
    /// One join as the page shows it.
    struct Line {
        let link: RecordLink
        let words: String
        let title: String
        let path: String?
    }

    let lines: [Line]
    let plans: [BusinessPlan]
    private let visit: Visit

    init(of action: Action, _ visit: Visit, _ office: Office, mayEdit: Bool) async throws {
        self.visit = visit
        let name = RecordName(.action, action.id)
        let titles = JoinTitles(office: office, visit: visit)
        var lines: [Line] = []
        for link in try await office.links.links(of: name) {
            let other = link.from == name ? link.to : link.from
            let (title, path) = try await titles.title(of: other)
            let words = link.from == name ? link.kind.words : link.kind.wordsBack
            lines.append(Line(link: link, words: words, title: title, path: path))
        }
        self.lines = lines
        let members = try await office.businessPlans.members()
        plans = try await office.businessPlans.plans(within: visit.scope).filter {
            members[$0.id]?.contains(action.id) ?? false
        }
    }

    var html: HTML {
        var rows: [SummaryList.Row] = []
        for (words, group) in Dictionary(grouping: lines, by: \.words).sorted(by: { $0.key < $1.key }) {
            rows.append(.init(words.prefix(1).uppercased() + words.dropFirst(), Self.list(group, visit)))
        }
        if !plans.isEmpty {
            let items: [HTML] = plans.map {
                "<a href=\"\(visit.frame.link(Address.plan($0.id)))\">\($0.title)</a>"
            }
            rows.append(.init("Stands in", items.joined(separator: "<br>")))
        }
        guard !rows.isEmpty else { return HTML() }
        return "<h2 class=\"dr-heading-m\">Joined to</h2>\n\(SummaryList(rows))"
    }

    private static func list(_ lines: [Line], _ visit: Visit) -> HTML {
        let items: [HTML] = lines.map { line in
            guard let path = line.path else { return HTML(text: line.title) }
            return "<a href=\"\(visit.frame.link(path))\">\(line.title)</a>"
        }
        return items.joined(separator: "<br>")
    }
}

/// What the things of the record are called, for a reader who may not see all of them.
struct JoinTitles {
    let office: Office
    let visit: Visit

    func title(of name: RecordName) async throws -> (title: String, path: String?) {
        switch name.kind {
        case .action:
            let scope = visit.reach(.viewActions)
            if let scope,
                let found = try await office.plan(try await office.profile()).action(name.id, within: scope)
            {
                return (found.title, Address.action(name.id))
            }
            return ("An action of another directorate", nil)
        case .objective:
            if let scope = visit.reach(.viewStrategy),
                let found = try await office.objectives.objective(name.id, within: scope)
            {
                return (found.title, Address.objective(name.id))
            }
            return ("An objective of another directorate", nil)
        case .part:
            if visit.may(.viewStrategy), let found = try await office.strategies.partsByID()[name.id] {
                let words = found.part.title.isEmpty ? found.part.text : found.part.title
                return (words, Address.strategy(found.strategyID))
            }
            return ("A part of a strategy", nil)
        case .assessment:
            if let scope = visit.reach(.viewAssessments) {
                let store = try await office.assessments(try await office.profile())
                if let found = try await store.record(name.id, within: scope) {
                    return ("\(found.reference) \(found.title)", Address.assessment(name.id))
                }
            }
            return ("An assessment of another directorate", nil)
        case .consultation: return ("Consultation “\(name.id)”", nil)
        case .strategy: return ("A strategy", Address.strategy(name.id))
        case .outcome, .inequality: return ("An outcome", Address.outcomes)
        }
    }
}
